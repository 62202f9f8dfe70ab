"""The links of an article: what they lead to, and where they stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import documents
from tqcheck.errors import InputFileError


def links(name: str, raw: str) -> list[tuple[str, str]]:
    """Return target and raw text of each link."""
    article = documents.read(name, raw.encode())
    return [(link.target, article.raw[link.raw.start : link.raw.end]) for link in article.links]


def test_markdown() -> None:
    raw = (
        '# A [Tür *x*](<http://a.test/c d> "title") here\n\n'
        "[u][lab], [lab][], [lab], [sic], <https://x.test>, `[no](no)`, ![im](src.jpg) and https://y.test/z.\n\n"
        '<a href="q?a=1&amp;b=2">z</a>, [m](mailto:a@b.test\\_d)\n\n'
        '<p>An <a href="https://html.test">one</a></p>\n\n'
        "[lab]: https://first.test\n[lab]: https://second.test\n"
    )
    assert links("a.md", raw) == [
        ("http://a.test/c d", '[Tür *x*](<http://a.test/c d> "title")'),
        ("https://first.test", "[u][lab]"),
        ("https://first.test", "[lab][]"),
        ("https://first.test", "[lab]"),
        ("https://x.test", "<https://x.test>"),
        ("https://y.test/z", "https://y.test/z"),
        ("q?a=1&b=2", '<a href="q?a=1&amp;b=2">z</a>'),
        ("mailto:a@b.test_d", "[m](mailto:a@b.test\\_d)"),
        ("https://html.test", '<a href="https://html.test">one'),
    ]


def test_html() -> None:
    raw = (
        '<nav><a href="nav">x</a></nav><p>A <a href="https://a.test/?x=1&amp;y=2">text <b>b</b></a>, me@a.test'
        '<p>left <a href=z>open<script>"<a href=no>"</script><p lang=de>hier https://b.test/?a&amp;b'
    )
    assert [target for target, _ in links("a.html", raw)] == [
        "https://a.test/?x=1&y=2",
        "me@a.test",
        "z",
        "https://b.test/?a&b",
    ]


def test_plain_text() -> None:
    raw = "See https://x.test/a, @handle and #tag; write to a@b.test."
    assert [target for target, _ in links("a.txt", raw)] == ["https://x.test/a", "@handle", "#tag", "a@b.test"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(
    parts=st.lists(
        st.sampled_from(
            [
                "[",
                "](",
                ")",
                "[a]: x\n",
                "<a href=",
                "'x'",
                ">",
                "</a>",
                "https://a.test",
                "é",
                " ",
                "\n",
                "<p>",
                "&amp;",
                "@b",
                "`",
            ]
        ),
        max_size=30,
    )
)
def test_links_are_inside_and_in_order(name: str, parts: list[str]) -> None:
    try:
        article = documents.read(name, "".join(parts).encode())
    except InputFileError:
        return
    starts = [link.raw.start for link in article.links]
    assert starts == sorted(starts)
    for link in article.links:
        assert 0 <= link.raw.start < link.raw.end <= len(article.raw)
        assert link.target

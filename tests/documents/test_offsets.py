"""Any span of a block maps to raw text that decodes to the same text: for documents made of parts, and for any text at all."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.oracle import assert_exact, spans
from tests.support import ROOT
from tqcheck import documents
from tqcheck.errors import InputFileError
from tqcheck.model import Article

WORDS = st.sampled_from(
    ["rain", "naïve", "Київ", "😀", "e\u0301te\u0301", "a.b", "d’or", "1,5", "Straße", "北京", "x-y", "“so”", "𝒳", "–"]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n", " \n "])


def read(name: str, raw: str) -> Article | None:
    try:
        return documents.read(name, raw.encode("utf-8"))
    except InputFileError as error:
        assert error.kind in ("empty", "binary")
        return None


def squeeze(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text)


# ------------------------------------------------------------------------------------- HTML

ENTITIES = st.sampled_from(["&amp;", "&eacute;", "&#233;", "&#x1F600;", "&nbsp;", "&rsquo;", "&lt;"])
INLINE = st.deferred(
    lambda: st.one_of(
        WORDS,
        ENTITIES,
        st.builds("<b>{}</b>".format, PHRASE),
        st.builds('<a href="https://example.org/?a=1&amp;b=2">{}</a>'.format, PHRASE),
        st.builds("<em class='x'>{}</em>".format, PHRASE),
        st.just("<!-- a note -->"),
        st.just("<br>"),
    )
)
PHRASE = st.lists(st.tuples(st.one_of(WORDS, ENTITIES), SPACES).map("".join), min_size=1, max_size=3).map("".join)
PARAGRAPH = st.lists(st.tuples(INLINE, st.one_of(SPACES, st.just(""))).map("".join), min_size=1, max_size=6).map(
    "".join
)
HTML = st.lists(
    st.one_of(
        st.builds("<p>{}</p>".format, PARAGRAPH),
        st.builds("<h2>{}</h2>\n".format, PARAGRAPH),
        st.builds("<!-- wp:list --><ul><li>{}</li><li>{}</ul><!-- /wp:list -->".format, PARAGRAPH, PARAGRAPH),
        st.builds("<blockquote><p>{}</p><cite>{}</cite></blockquote>".format, PARAGRAPH, PARAGRAPH),
        st.builds("<div>{}<p>{}</div>\r\n".format, PARAGRAPH, PARAGRAPH),
        st.just("<script>if (a < b && c) { d }</script>"),
    ),
    min_size=1,
    max_size=4,
).map("".join)


def seen_in_html(raw: str) -> str:
    """Return what a browser shows of a piece of markup: tags and comments gone, entities decoded, white space as one."""
    shown = re.sub(r"<br>", " ", raw)
    shown = re.sub(r"<!--.*?-->|</?[a-zA-Z][^>]*>", "", shown, flags=re.DOTALL)
    return html.unescape(squeeze(shown))


@given(HTML)
def test_html(raw: str) -> None:
    article = read("a.html", raw)
    if article is None:
        return
    assert_exact(article)
    for block in article.blocks:
        for start, end in spans(len(block.text)):
            mapped = block.source_map.to_raw(start, end)
            shown = seen_in_html(article.raw[mapped.start : mapped.end])
            wanted = block.text[start:end]
            assert squeeze(shown).strip(" ") == squeeze(wanted).strip(" ")


# --------------------------------------------------------------------------------- Markdown

MARKED = st.one_of(
    WORDS,
    st.builds("*{}*".format, WORDS.filter(str.isalpha)),
    st.builds("**{}**".format, WORDS.filter(str.isalpha)),
    st.builds("[{}](https://example.org/x)".format, WORDS.filter(str.isalpha)),
    st.sampled_from(["\\*", "\\_", "&amp;", "&eacute;"]),
)
LINE = st.lists(MARKED, min_size=1, max_size=6).map(" ".join).map(lambda line: f"Vor {line} end")
MARKDOWN = st.lists(
    st.one_of(
        LINE,
        LINE.map("## {}".format),
        st.tuples(LINE, LINE).map("\n".join),
        st.tuples(LINE, LINE).map(lambda pair: f"> {pair[0]}\n> {pair[1]}"),
        st.tuples(LINE, LINE).map(lambda pair: f"- {pair[0]}\n- {pair[1]}"),
        st.just("```\ncode 1 < 2\n```"),
    ),
    min_size=1,
    max_size=4,
)


def seen_in_markdown(raw: str) -> str:
    """Return what a reader sees of the constructs above."""
    shown = re.sub(r"\n> |\n- |\n## ", "\n", raw)
    shown = re.sub(r"\]\(https://example\.org/x\)?|\[", "", shown)
    shown = re.sub(r"(?<!\\)\*+", "", shown)
    shown = re.sub(r"\\([*_])", r"\1", shown)
    return html.unescape(squeeze(shown))


@given(MARKDOWN, st.sampled_from(["\n\n", "\n\n\n"]), st.booleans())
def test_markdown(parts: list[str], between: str, windows: bool) -> None:
    raw = between.join(parts) + "\n"
    article = read("a.md", raw.replace("\n", "\r\n") if windows else raw)
    if article is None:
        return
    assert_exact(article)
    for block in article.blocks:
        mapped = block.source_map.to_raw(0, len(block.text))
        shown = seen_in_markdown(article.raw[mapped.start : mapped.end].replace("\r\n", "\n"))
        assert squeeze(shown).strip() == squeeze(block.text).strip()


# --------------------------------------------------------------------------------- any text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(raw=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=120))
def test_any_text(name: str, raw: str) -> None:
    article = read(name, raw)
    if article is not None:
        assert_exact(article)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(
    parts=st.lists(
        st.sampled_from(
            list("<>&;#*_[]()!`-=\"'/\\\n\r |+a1. ") + ["<p", "</", "<!--", "-->", "&#", "```", "---\n", "lang: pl\n"]
        ),
        max_size=40,
    )
)
def test_broken_markup(name: str, parts: list[str]) -> None:
    article = read(name, "".join(parts))
    if article is not None:
        assert_exact(article)


def test_our_own_articles() -> None:
    paths = sorted((ROOT / "corpora").glob("*/*/article.*"))
    assert paths
    for path in paths:
        if path.suffix != ".json":
            assert_exact(documents.read_file(path))

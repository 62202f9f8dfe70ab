"""What each reader takes for a block, and what it leaves out."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.documents.oracle import assert_exact
from tests.support import SHARED, needs_shared
from tqcheck import documents
from tqcheck.errors import InputFileError
from tqcheck.model import Article


def blocks(name: str, raw: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in documents.read(name, raw.encode()).blocks]


def test_plain_text_with_blank_lines() -> None:
    assert blocks("a.txt", "A headline\n\nThe first paragraph.\n\nA heading\n\n- one\n- two\n") == [
        ("title", "A headline"),
        ("paragraph", "The first paragraph."),
        ("heading", "A heading"),
        ("list_item", "one"),
        ("list_item", "two"),
    ]


def test_plain_text_with_a_paragraph_a_line() -> None:
    assert blocks("a.txt", "A headline\nThe first paragraph.\r\nThe second one is here.") == [
        ("title", "A headline"),
        ("paragraph", "The first paragraph."),
        ("paragraph", "The second one is here."),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The council has decided that the bridge\nwill stay closed until the end of the year\nand that nobody may cross it.\n"
    assert blocks("a.txt", wrapped) == [("paragraph", " ".join(wrapped.split()))]


@needs_shared
def test_the_article_that_started_it() -> None:
    article = documents.read_file(SHARED / "seed_article.txt")
    assert len(article.blocks) == 18
    assert [block.kind.value for block in article.blocks].count("heading") == 3
    assert_exact(article)


MARKDOWN = """---
title: A headline
lang: pl
date: 2026-05-01
---
# A *big* headline

A [link](https://example.org), `code`, \\* and &amp; an ![image of rain](rain.png) [^1].
Second line, https://example.org/x and [sic].

> quoted
> twice

1. item

| a | b |
|---|---|
| c | d |

<div><p>in a tag</p></div>

    code block

[^1]: https://example.org
"""


def test_markdown() -> None:
    found = blocks("a.md", MARKDOWN)
    assert found[:8] == [
        ("metadata", "A headline"),
        ("title", "A big headline"),
        ("paragraph", "A link, \ufffc, * and & an  . Second line, \ufffc and [sic]."),
        ("alt", "image of rain"),
        ("quotation", "quoted twice"),
        ("list_item", "item"),
        ("table_cell", "a"),
        ("table_cell", "b"),
    ]
    assert ("paragraph", "in a tag") in found
    assert not any("code block" in text for _, text in found)


HTML = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un titre</title>
<meta name="description" content="D&eacute;j&agrave; vu"><style>p {}</style><script>if (a<b) {}</script></head>
<body><nav>menu</nav><article><h1>Un titre</h1><p class="lede">L&rsquo;&eacute;t&eacute;  est
 l&agrave;&nbsp;: <strong>fin</strong>. <code>x=1</code> ok<br>puis</p>
<!-- wp:image --><figure><img src="a" alt="Une &quot;image&quot;"><figcaption>L&eacute;gende</figcaption></figure>
<table><tr><td>8 h<td>9 h</table><p lang="en">In English <i lang="la">sic</i> <span translate="no">BX</span></p>
<div translate="no">rien</div><p data-tqcheck="off">rien</p><p hidden>rien</p>libre</article><footer>pied</footer></body></html>"""


def test_html() -> None:
    article = documents.read("a.html", HTML.encode())
    assert [(block.kind.value, block.text, block.language) for block in article.blocks] == [
        ("metadata", "Un titre", None),
        ("metadata", "Déjà vu", None),
        ("title", "Un titre", None),
        ("lede", "L’été est là\u00a0: fin. \ufffc ok puis", None),
        ("alt", 'Une "image"', None),
        ("caption", "Légende", None),
        ("table_cell", "8 h", None),
        ("table_cell", "9 h", None),
        ("paragraph", "In English \ufffc \ufffc", "en"),
        ("paragraph", "libre", None),
    ]
    assert (article.declared_language, article.declared_by) == ("fr", "<html lang>")


@pytest.mark.parametrize(
    ("path", "raw", "option", "declared"),
    [
        ("article.pl.md", "Tekst.", None, ("pl", "file name")),
        ("article.pt_br.html", "<p>Texto.</p>", None, ("pt-BR", "file name")),
        ("pl/article.md", "Tekst.", None, ("pl", "folder name")),
        ("en/article.pl.md", "Tekst.", None, ("pl", "file name")),
        ("article.pl.md", "---\nlang: cs\n---\nText.", None, ("cs", "front matter")),
        ("article.pl.md", "---\nlang: cs\n---\nText.", "de-CH", ("de-CH", "--lang")),
        ("article.html", '<div lang="uk"><p>Текст.</p></div>', None, ("uk", "lang attribute")),
        ("article.v2.md", "Text.", None, (None, None)),
        ("news/article.md", "Text.", None, (None, None)),
        ("article.md", "---\nlang: klingon\n---\nText.", None, (None, None)),
    ],
)
def test_the_declared_language(
    path: str, raw: str, option: str | None, declared: tuple[str | None, str | None]
) -> None:
    article = documents.read(path, raw.encode(), language=option)
    assert (article.declared_language, article.declared_by) == declared


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Zażółć gęślą jaźń.".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Zażółć gęślą jaźń.".encode(), "utf-8"),
        ("Zażółć gęślą jaźń.".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "Zażółć gęślą jaźń.".encode("utf-16-be"), "utf-16"),
        ("Zażółć gęślą jaźń.".encode("utf-32"), "utf-32"),
    ],
)
def test_byte_order_marks(data: bytes, encoding: str) -> None:
    article = documents.read("a.txt", data)
    assert (article.raw, article.encoding) == ("Zażółć gęślą jaźń.", encoding)


POLISH = (
    "Rada miasta zdecydowała w poniedziałek, że most pozostanie zamknięty do końca roku. Są żądania, żeby go rozebrać."
)
RUSSIAN = "Городской совет решил в понедельник, что мост останется закрытым до конца года."


@pytest.mark.parametrize(
    ("text", "encoding"), [(POLISH, "cp1250"), (POLISH, "iso-8859-2"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")]
)
def test_older_encodings(text: str, encoding: str) -> None:
    assert documents.read("a.txt", text.encode(encoding)).raw == text


def test_html_declares_its_encoding() -> None:
    raw = f'<meta charset="iso-8859-2"><p>{POLISH}</p>'
    article = documents.read("a.html", raw.encode("iso-8859-2"))
    assert (article.raw, article.encoding) == (raw, "iso8859-2")


def test_line_ends_are_kept() -> None:
    assert documents.read("a.txt", b"one\r\n\r\ntwo\rthree\n").raw == "one\r\n\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b" \n\t\r\n", "empty"),
        ("a.html", b"<html><head></head><body></body></html>", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("a.txt", b"%PDF-1.7 text", "binary"),
        ("a.txt", bytes(range(1, 32)) * 4, "binary"),
        ("a.docx", b"PK", "unsupported-format"),
    ],
)
def test_what_is_no_article(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(InputFileError) as caught:
        documents.read(name, data)
    assert caught.value.kind == kind
    assert "\n" not in str(caught.value)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path, kind in ((tmp_path / "nowhere.txt", "missing"), (tmp_path, "folder")):
        with pytest.raises(InputFileError) as caught:
            documents.read_file(path)
        assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.txt", "A sentence of text.\n\n"),
        ("a.md", "A *sentence* of text.\n\n"),
        ("a.html", "<p>A <b>sentence</b> of text.</p>\n"),
    ],
)
def test_five_megabytes(name: str, part: str) -> None:
    number = 5_000_000 // len(part)
    article: Article = documents.read(name, (part * number).encode())
    assert len(article.blocks) == number
    assert article.blocks[-1].text == "A sentence of text."

"""Writers of the formats, so that what is read can be compared with what was written; and texts that are hard to carry."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tqcheck.segments import Segment, SegmentFile

HARD = "\t\"',;\\#<>&|%[]{}\u00a0\u0085\u2028\u2029\ufeff\u200b\x1c\x0b\x0c😀é\u0301日本"
"""Characters that break a reader that is careless: separators, quotes, escapes, invisible ones."""

any_text = st.text(st.one_of(st.sampled_from(HARD + "ab \n\r"), st.characters(exclude_categories=["Cs"])), max_size=12)
"""Any text, lines and all."""
json_text = any_text
line_text = any_text.map(lambda text: text.replace("\n", "").replace("\0", "").rstrip())
"""Text that a line can hold: no line feed, no NUL, no white space at its end."""
table_text = any_text.map(lambda text: text.replace("\0", ""))
xml_text = st.text(
    st.one_of(
        st.sampled_from("\t\"'<>&]ab \n\u00a0\u0085\u2028é日😀"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=12,
)
"""Text that XML can hold as it stands (a carriage return would be read as a line feed)."""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def csv_of(rows: Sequence[Sequence[str]], **options: object) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def jsonl_of(rows: Sequence[dict[str, object]], *, ascii_only: bool = False) -> str:
    return "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)


def tmx_of(pairs: Sequence[tuple[str, str]]) -> str:
    units = "".join(
        f'<tu tuid="u{number}"><tuv xml:lang="en"><seg>{escape(a)}</seg></tuv>'
        f'<tuv xml:lang="de"><seg>{escape(b)}</seg></tuv></tu>\n'
        for number, (a, b) in enumerate(pairs)
    )
    return f'<tmx version="1.4"><header srclang="en"/><body xml:space="preserve">\n{units}</body></tmx>'


def xliff1_of(pairs: Sequence[tuple[str, str]]) -> str:
    units = "".join(
        f"<trans-unit id={quoteattr(f'u{n}')}><source>{escape(a)}</source><target>{escape(b)}</target></trans-unit>\n"
        for n, (a, b) in enumerate(pairs)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" '
        f'target-language="de" datatype="plaintext" xml:space="preserve"><body>\n{units}</body></file></xliff>'
    )


def xliff2_of(pairs: Sequence[tuple[str, str]]) -> str:
    units = "".join(
        f'<unit id="u{n}"><segment><source>{escape(a)}</source><target>{escape(b)}</target></segment></unit>\n'
        for n, (a, b) in enumerate(pairs)
    )
    return (
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de">'
        f'<file id="f" xml:space="preserve">\n{units}</file></xliff>'
    )


def po_string(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def po_of(pairs: Sequence[tuple[str, str]]) -> str:
    header = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return header + "".join(
        f"\nmsgctxt {po_string(str(n))}\nmsgid {po_string(a)}\nmsgstr {po_string(b)}\n"
        for n, (a, b) in enumerate(pairs)
    )


def lines_file(path: str, *texts: str, language: str | None = None) -> SegmentFile:
    segments = tuple(Segment(str(n), n, text) for n, text in enumerate(texts, 1))
    return SegmentFile(path, "lines", segments, language=language)

"""CSV and TSV: a row a segment, with hypothesis, references and source in columns.

CSV is RFC 4180's. TSV has two traditions: quotation marks are text (IANA's
text/tab-separated-values, and most of machine translation), or they are CSV's, written by
spreadsheets. A file whose every quotation mark fits CSV's rules, one at least doubled or around a
tab or line end, is read as the latter.
"""

from __future__ import annotations

import csv
import io
import re

from tqcheck.languages.inventory import normalise_tag
from tqcheck.segments.columns import choose, is_usual
from tqcheck.segments.opening import MOST_BYTES, decoded, malformed
from tqcheck.segments.records import Request, Segment, SegmentFile

_FIELD = r'(?:"(?:[^"]|"")*+"|[^"\t\r\n]*+)'
_QUOTED_FILE = re.compile(rf"(?:{_FIELD}(?:\t|\r?\n|\Z))*+")
_SHOWS_QUOTING = re.compile(r'(?:^|(?<=[\t\n]))"(?:[^"]|"")*?(?:""|[\t\n])(?:[^"]|"")*+"(?=\t|\r?\n|\Z)')

_Row = tuple[int, list[str]]
"""The line that a row begins on, and its cells."""


def segments(request: Request) -> SegmentFile:
    """Return the rows of a table as segments. Raises InputFileError."""
    text = decoded(request.path, request.data)
    as_csv = request.format == "csv" or _is_quoted(text)
    rows = _csv_rows(request.path, text, "," if request.format == "csv" else "\t") if as_csv else _plain_rows(text)
    while rows and not any(cell.strip() for cell in rows[-1][1]) and len(rows[-1][1]) <= 1:
        rows.pop()  # blank lines at the end
    if not rows:
        return SegmentFile(request.path, request.format, ())
    width = len(rows[0][1])
    for line, cells in rows:
        if len(cells) != width:
            columns = f"{len(cells)} column{'s' * (len(cells) != 1)}"
            raise malformed(request.path, line, f"has {columns} where the first has {width}")
    header = rows[0][1]
    given = [c for c in (request.columns.hypothesis, *request.columns.references, request.columns.source) if c]
    only_numbers = bool(given) and all(c.isascii() and c.isdigit() for c in given)
    notes: tuple[str, ...] = ()
    has_header = True
    if only_numbers:
        # Without a name to look for, a first line of usual names or of language codes is a header.
        has_header = any(is_usual(cell) or (len(cell) <= 3 and normalise_tag(cell or "?")) for cell in header)
        notes = (f"The first line of {request.path} is read as {'column names' if has_header else 'a segment'}.",)
    names = header if has_header else [f"#{number}" for number in range(1, width + 1)]
    chosen = choose(request.path, names, request.columns, request.side, by_number=True)
    found = tuple(
        Segment(
            str(line),
            line,
            cells[chosen.text],
            cells[chosen.source] if chosen.source is not None else None,
            tuple(cells[index] for index in chosen.references),
        )
        for line, cells in rows[has_header:]
    )
    return SegmentFile(request.path, request.format, found, language=request.language, notes=notes)


def _is_quoted(text: str) -> bool:
    """Say whether a TSV file has CSV's quotation marks."""
    if '"' not in text or not _QUOTED_FILE.fullmatch(text):
        return False
    return _SHOWS_QUOTING.search(text) is not None


def _plain_rows(text: str) -> list[_Row]:
    lines = text.split("\n")
    return [(number, line.removesuffix("\r").split("\t")) for number, line in enumerate(lines, 1)]


def _csv_rows(path: str, text: str, delimiter: str) -> list[_Row]:
    before = csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells or [""]))
            line = reader.line_num + 1
    except csv.Error as error:
        # An unclosed quotation mark is found at the end of the file; the row that it opens in is what to look at.
        raise malformed(path, line, f"is not {'CSV' if delimiter == ',' else 'TSV'}: {error}") from None
    finally:
        csv.field_size_limit(before)
    return rows

"""Files of segments: lines, tables, TMX, XLIFF and PO become `SegmentFile`s, and those a `SegmentSet`. One reader a format.

To add one: a module with `segments(request) -> SegmentFile`, and a line in `FORMATS`.
`bring_together` pairs a hypothesis with its references.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from tqcheck.errors import InputFileError
from tqcheck.segments.opening import contents
from tqcheck.segments.pairing import bring_together
from tqcheck.segments.records import Columns, Request, Segment, SegmentFile, SegmentSet, ShapeError, Side

__all__ = [
    "FORMATS",
    "Columns",
    "Segment",
    "SegmentFile",
    "SegmentSet",
    "ShapeError",
    "Side",
    "bring_together",
    "read",
]

FORMATS: dict[str, tuple[str, str]] = {
    ".tsv": ("tsv", "tables"),
    ".tab": ("tsv", "tables"),
    ".csv": ("csv", "tables"),
    ".jsonl": ("jsonl", "json_lines"),
    ".ndjson": ("jsonl", "json_lines"),
    ".tmx": ("tmx", "tmx"),
    ".xlf": ("xliff", "xliff"),
    ".xliff": ("xliff", "xliff"),
    ".po": ("po", "po"),
    ".pot": ("po", "po"),
}
"""Suffix to the name of its format and the module of its reader; every other file is line-aligned text ("lines")."""

_NO_LINES = {".json": "write one object a line and call the file .jsonl"}
"""Files that would be read as lines and scored as nonsense, and what to do instead."""


def read(
    path: Path, *, columns: Columns | None = None, language: str | None = None, side: Side = "hypothesis"
) -> SegmentFile:
    """Read a file of segments; `.gz` is unpacked, and the suffix before it tells the format.

    `side` says what to take from a file that holds several: the reference column of a table, the
    source of a TMX or XLIFF file. `language` (BCP 47) is that of the translations; it chooses
    among the languages of a TMX file. Columns are named for the tables that have them: leave out
    `references` for a hypothesis whose references are files of their own.

    Raises InputFileError when the file cannot be read, holds no segments, or is malformed.
    """
    name = str(path)
    inner = PurePath(name[:-3] if name.lower().endswith(".gz") else name)
    suffix = inner.suffix.lower()
    if suffix in _NO_LINES:
        raise InputFileError(name, "unsupported-format", f"{suffix} files cannot be scored: {_NO_LINES[suffix]}")
    format_, module = FORMATS.get(suffix, ("lines", "lines"))
    reader: Callable[[Request], SegmentFile] = import_module(f"tqcheck.segments.{module}").segments
    file = reader(Request(name, format_, contents(path), columns or Columns(), language, side))
    if not file.segments:
        raise InputFileError(name, "empty", "is empty: there is nothing to score")
    return file

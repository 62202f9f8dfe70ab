"""JSON Lines: an object a line, whose values are strings; the references may be a list of strings."""

from __future__ import annotations

import json
from typing import Any

from tqcheck.segments.columns import choose
from tqcheck.segments.opening import decoded, malformed
from tqcheck.segments.records import Request, Segment, SegmentFile


def segments(request: Request) -> SegmentFile:
    """Return the objects of a file as segments. Raises InputFileError."""
    path = request.path
    lines = decoded(path, request.data).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    found: list[Segment] = []
    names: list[str] = []
    for number, line in enumerate(lines, 1):
        row = _object(path, number, line)
        if not found:
            names = list(row)
            chosen = choose(path, names, request.columns, request.side, by_number=False)
        texts = _strings(path, number, row, names[chosen.text])
        further = [
            text for index in chosen.references for text in _strings(path, number, row, names[index], listed=True)
        ]
        if request.side == "reference":
            texts = _strings(path, number, row, names[chosen.text], listed=True)
            further = [*texts[1:], *further]
        source = _strings(path, number, row, names[chosen.source])[0] if chosen.source is not None else None
        found.append(Segment(str(number), number, texts[0], source, tuple(further)))
    return SegmentFile(path, request.format, tuple(found), language=request.language)


def _object(path: str, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        what = "is empty" if not line.strip() else f"is not JSON: {error.msg} (character {error.pos + 1})"
        raise malformed(path, number, what) from None
    except (RecursionError, ValueError) as error:
        raise malformed(path, number, f"is not JSON that can be read: {error}") from None
    if not isinstance(row, dict):
        raise malformed(path, number, f"is {_kind(row)}, not an object with named values")
    return row


def _strings(path: str, number: int, row: dict[str, Any], name: str, *, listed: bool = False) -> list[str]:
    """Return a value's texts: one, or where `listed` is true those of a list."""
    if name not in row:
        raise malformed(path, number, f"has no value {name!r}")
    value = row[name]
    texts = value if listed and isinstance(value, list) else [value]
    if not texts:
        raise malformed(path, number, f"has an empty list for {name!r}")
    for text in texts:
        if not isinstance(text, str):
            raise malformed(path, number, f"has {_kind(text)} for {name!r}, not a string")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise malformed(path, number, f"has half of a surrogate pair in {name!r}: that is no text") from None
    return texts


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", dict: "an object", list: "a list", str: "a string"}
    return kinds.get(type(value), "a number")

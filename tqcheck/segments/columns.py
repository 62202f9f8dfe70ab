"""Which column of a table is what: by the names or numbers that the user gives, else by usual names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.errors import InputFileError
from tqcheck.segments.records import Columns, Side

HYPOTHESIS = ("hypothesis", "hyp", "mt", "translation", "target")
SOURCE = ("source", "src")
_REFERENCE = re.compile(r"ref(?:erence)?s?[ _-]?(?:\d+|[a-z])?", re.I)
"""reference, ref, ref1, ref_2, refA, references …"""
_OPTIONS = {
    "hypothesis": "--hypothesis-column",
    "reference": "--reference-column",
    "source": "--source-column",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Indexes (from 0) of a table's columns: that of a segment's text, and what stands beside it."""

    text: int
    references: tuple[int, ...] = ()
    source: int | None = None


def is_usual(name: str) -> bool:
    """Say whether a cell is a name that columns usually have."""
    plain = name.strip().lower()
    return plain in HYPOTHESIS or plain in SOURCE or _REFERENCE.fullmatch(plain) is not None


def choose(path: str, names: Sequence[str], columns: Columns, side: Side, *, by_number: bool) -> Chosen:
    """Choose the columns of a table by its column names. Raises InputFileError, which says how to name them.

    `by_number`: a column given as a number is meant as one.
    """

    def given(column: str) -> int:
        return _given(path, names, column, by_number)

    hypothesis = given(columns.hypothesis) if columns.hypothesis is not None and side == "hypothesis" else None
    source = None
    if columns.source is not None and (side != "reference" or _has(names, columns.source)):
        source = given(
            columns.source
        )  # a table of references need not have the source that stands beside the hypothesis
    references = tuple(given(column) for column in columns.references) if side != "source" else ()
    taken = {index for index in (hypothesis, source, *references) if index is not None}
    free = [(index, name.strip().lower()) for index, name in enumerate(names) if index not in taken]
    if source is None:
        source = _only(path, names, [index for index, name in free if name in SOURCE], "source")
    if not references and side != "source":
        references = tuple(index for index, name in free if _REFERENCE.fullmatch(name))
    if side == "source":
        if source is None:
            raise _unnamed(path, names, "source", SOURCE)
        return Chosen(source)
    if side == "reference" and references:
        return Chosen(references[0], references[1:], source)
    if hypothesis is None:
        hypothesis = _only(path, names, [index for index, name in free if name in HYPOTHESIS], side)
    if hypothesis is None:
        raise _unnamed(path, names, side, HYPOTHESIS if side == "hypothesis" else ("reference", "ref"))
    return Chosen(hypothesis, references if side == "hypothesis" else (), source)


def _given(path: str, names: Sequence[str], column: str, by_number: bool) -> int:
    if by_number and column.isascii() and column.isdigit():
        if not 1 <= int(column) <= len(names):
            raise InputFileError(path, "columns", f"has no column {column}: it has {len(names)}")
        return int(column) - 1
    found = [index for index, name in enumerate(names) if name.strip() == column.strip()]
    found = found or [index for index, name in enumerate(names) if name.strip().lower() == column.strip().lower()]
    if not found:
        raise InputFileError(path, "columns", f"has no column {column!r}: its columns are {_listed(names)}")
    if len(found) > 1:
        raise InputFileError(path, "columns", f"has more than one column {column!r}; give its number")
    return found[0]


def _has(names: Sequence[str], column: str) -> bool:
    return any(name.strip().lower() == column.strip().lower() for name in names)


def _only(path: str, names: Sequence[str], found: list[int], side: Side) -> int | None:
    """Return the one column found. Two that may be meant are one too many: a guess would score the wrong texts."""
    if len(found) > 1:
        both = " and ".join(repr(names[index].strip()) for index in found)
        raise InputFileError(path, "columns", f"has columns {both}: say which is the {side} by {_OPTIONS[side]}")
    return found[0] if found else None


def _unnamed(path: str, names: Sequence[str], side: Side, usual: Sequence[str]) -> InputFileError:
    option = _OPTIONS[side]
    return InputFileError(
        path,
        "columns",
        f"has no column called {' or '.join(usual)} (it has {_listed(names)}); "
        f"name the {side} by {option} NAME, or by {option} NUMBER where the first line is no header",
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name if len(name) <= 30 else name[:29] + "…") for name in names[:8])
    return shown + (f" and {len(names) - 8} more" if len(names) > 8 else "")

"""The records of this room: a segment, a file of them, and sets that are ready to be scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tqcheck.errors import TqcheckError

Side = Literal["hypothesis", "reference", "source"]
"""What a file is read as: a table, a TMX or an XLIFF file holds more than one of them."""


class ShapeError(TqcheckError):
    """Hypotheses, references and source do not belong together: scored as they are, they would give a wrong number."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of one side.

    `id` is its line number or the unit's own name; `line` is where it stands in its file, from 1.
    `references` are those that stand beside it in a table; in a table read as references, the
    further ones after the first, which is `text`.
    """

    id: str
    line: int
    text: str
    source: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class SegmentFile:
    """A file's segments. `by_name`: they pair with another file's by id, not by position.

    Languages are BCP 47 tags as the caller or the file gives them, None where nobody says.
    `notes` are sentences that a reader of scores must know (fuzzy entries).
    """

    path: str
    format: str
    segments: tuple[Segment, ...]
    by_name: bool = False
    language: str | None = None
    source_language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that the user names: by their names, or by their numbers from 1."""

    hypothesis: str | None = None
    references: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What a format's reader is asked: a file's bytes, unpacked, and what to take from it."""

    path: str
    format: str
    data: bytes
    columns: Columns
    language: str | None
    side: Side


@dataclass(frozen=True)
class SegmentSet:
    """Hypotheses beside their references, ready to be scored.

    `references` has one inner tuple a reference, each as long as `hypotheses` (sacreBLEU's own
    shape). `lines` are those of the hypothesis file. `notes` are sentences that a reader must know.
    """

    ids: tuple[str, ...]
    lines: tuple[int | None, ...]
    hypotheses: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()

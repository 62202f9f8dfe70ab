"""The quotations of a source, and what is quoted in the counterpart of their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.kept.quotations import Quoted, counts
from tqcheck.facts.records import Beside, Place

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.checks.kept.quotations import Piece

_REACH = 1
"""Passages beside its own in which a quotation's counterpart may stand: a translator may have divided its sentence."""


def quotations(pair: Pair) -> Iterator[Beside]:
    """Yield each quotation of the source that a translation must keep, with the next free one of the translation.

    A quotation over several sentences is one fact, at its first sentence.
    """
    theirs = Quoted(pair.source, pair.source_language, generous=False)
    ours = Quoted(pair.target, pair.target_language, generous=True)
    passages = pair.passages
    used: set[tuple[int, int, int]] = set()
    told: set[tuple[int, int, int]] = set()
    for index, passage in enumerate(passages):
        for piece in theirs.pieces(passage.source):
            if not counts(piece, pair.source_language) or _whole(piece) in told:
                continue
            told.add(_whole(piece))
            near = [index, *(n for n in (index - _REACH, index + _REACH) if 0 <= n < len(passages))]
            free = (p for n in near for p in ours.pieces(passages[n].target) if _whole(p) not in used)
            found = next(free, None)
            if found is not None:
                used.add(_whole(found))
            yield Beside("", _place(piece), _place(found) if found else None)


def _whole(piece: Piece) -> tuple[int, int, int]:
    """Return what tells the quotation of a piece from all others of its article."""
    return piece.unit.block, piece.quotation.start, piece.quotation.end


def _place(piece: Piece) -> Place:
    """Return the quotation without its marks."""
    start, end = piece.quotation.inner
    return Place(piece.unit.block, start, end)

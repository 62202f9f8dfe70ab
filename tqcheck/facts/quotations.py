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
_ROOM = 0.5
"""The share of a quotation for which one that another one is in already must have room."""
_LONGEST = 2.5
"""How many times longer than what is quoted here a quotation may be, by the lengths of the two texts. Not the other way round:
here two may be one."""


def quotations(pair: Pair) -> Iterator[Beside]:
    """Yield each quotation of the source that a translation must keep, with the next free one of the translation.

    A quotation over several sentences is one fact, at its first sentence. Two of the source may be one here, where "she
    said" does not stand in the middle any more: as long as it has room for both.
    """
    theirs = Quoted(pair.source, pair.source_language, generous=False)
    ours = Quoted(pair.target, pair.target_language, generous=True)
    passages = pair.passages
    ratio = sum(len(unit.text) for unit in pair.target_units) / max(
        1, sum(len(unit.text) for unit in pair.source_units)
    )
    room: dict[Place, float] = {}
    told: set[Place] = set()
    for index, passage in enumerate(passages):
        for piece in theirs.pieces(passage.source):
            place = _place(piece)
            if not counts(piece, pair.source_language) or place in told:
                continue
            told.add(place)
            near = [index, *(n for n in (index - _REACH, index + _REACH) if 0 <= n < len(passages))]
            size = (place.end - place.start) * ratio
            fitting = [
                other
                for n in near
                for other in map(_place, ours.pieces(passages[n].target))
                if size <= _LONGEST * (other.end - other.start)
            ]
            found = next((other for other in fitting if other not in room), None)
            found = found or next((other for other in fitting if room[other] >= _ROOM * size), None)
            if found is not None:
                room[found] = room.get(found, found.end - found.start) - size
            yield Beside("", place, found)


def _place(piece: Piece) -> Place:
    """Return the quotation without its marks."""
    start, end = piece.quotation.inner
    return Place(piece.unit.block, start, end)

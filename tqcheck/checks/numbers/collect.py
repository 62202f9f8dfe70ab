"""Comparing the numbers of a whole translation, passage by passage: what the checks of numbers share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.model import Finding, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.model import Analysis
    from tqcheck.quantities.compare import Difference, Side
    from tqcheck.quantities.records import Quantity

# tqcheck.quantities is imported where a pair is there: a hook without a source need not load it.

LEAST_CONFIDENCE = 0.4
"""Of an alignment: under it the two passages may have nothing to do with each other."""
_DOUBTFUL = 0.8
"""Under it a passage in which no number agrees is not looked at."""
_SMALL = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A difference in a passage, its numbers with their places in the articles."""

    difference: Difference
    passage: Passage
    source: SourcePlace | None
    block: int
    start: int
    end: int


def differences(analysis: Analysis) -> list[Placed]:
    """Return where a translation's numbers are not its source's, in the order of the source. Nothing without a pair."""
    pair = analysis.pair
    if pair is None or pair.source_language is None or pair.target_language is None:
        return []
    if not any(c.isdigit() for text in (pair.source.raw, pair.target.raw) for c in text):
        return []
    cached = _LAST.get("pair")
    if cached is not None and cached[0] is pair:
        return cached[1]
    made = list(_differences(pair, analysis.language.variant))
    _LAST["pair"] = (pair, made)
    return made


_LAST: dict[str, tuple[Pair, list[Placed]]] = {}
"""The last pair compared: three checks ask for the same."""


@dataclass(slots=True)
class _Compared:
    passage: Passage
    source: Side
    target: Side
    changed: list[Difference]
    missing: list[Quantity]
    added: list[Quantity]
    spare: list[Quantity]


def _differences(pair: Pair, variant: str | None) -> Iterator[Placed]:
    from tqcheck.quantities.compare import pair_up, same_value

    compared = [_compare(pair, passage, variant) for passage in pair.passages]
    for index, here in enumerate(compared):
        if not here.passage.source or not here.passage.target:
            continue
        others = [other for place, other in enumerate(compared) if place != index]
        near = [other for place, other in enumerate(compared) if 0 < abs(place - index) <= 1]
        here.missing = [
            number for number in here.missing
            if not any(same_value(number, a) for other in others for a in other.added)
            and not any(same_value(number, said) for other in near for said in other.target.numbers)
        ]  # fmt: skip
        here.added = [
            number for number in here.added
            if not any(same_value(number, m) for other in others for m in other.missing)
            and not any(same_value(number, said) for other in near for said in other.source.numbers)
        ]  # fmt: skip
    for here in compared:
        passage = here.passage
        if not passage.source or not passage.target or passage.link.confidence < LEAST_CONFIDENCE:
            continue
        lengths = (len(here.source.text), len(here.target.text))
        found = [*here.changed, *pair_up(here.missing, here.added, lengths, here.spare)]
        lost = len(found) > 1 and len(found) >= min(len(here.source.numbers), len(here.target.numbers))
        if lost and passage.link.confidence < _DOUBTFUL:
            continue
        for difference in found:
            yield _placed(difference, passage, lengths)


def _compare(pair: Pair, passage: Passage, variant: str | None) -> _Compared:
    from tqcheck.quantities.compare import Side, compare

    source = Side(passage.source_text, pair.source_language or "")
    target = Side(passage.target_text, pair.target_language or "", variant)
    if not passage.source or not passage.target:
        # Whole passages are the structure's subject; but what they hold is not missing elsewhere.
        return _Compared(passage, source, target, [], list(source.numbers), list(target.numbers), [])
    result = compare(source, target)
    return _Compared(passage, source, target, result.changed, result.missing, result.added, result.spare)


def _placed(difference: Difference, passage: Passage, lengths: tuple[int, int]) -> Placed:
    place = None
    if difference.source is not None:
        place = SourcePlace(*span_in(passage.source, difference.source.start, difference.source.end))
    if difference.target is not None:
        block, start, end = span_in(passage.target, difference.target.start, difference.target.end)
    else:
        # Where it would stand: the sentence as far into the passage as it stands in its own.
        share = difference.source.start / max(lengths[0], 1) if difference.source is not None else 0.0
        unit, _ = _unit_at(passage.target, int(share * lengths[1]))
        block, start, end = unit.block, unit.start, unit.end
    return Placed(difference, passage, place, block, start, end)


def _unit_at(units: Sequence[Unit], offset: int) -> tuple[Unit, int]:
    """Return the unit at an offset of the text that units make with a space between them, and where it begins there."""
    begin = 0
    for unit in units:
        if offset < begin + len(unit.text) + 1:
            return unit, begin
        begin += len(unit.text) + 1
    return units[-1], begin - len(units[-1].text) - 1


def span_in(units: Sequence[Unit], start: int, end: int) -> tuple[int, int, int]:
    """Return the block, start and end in the article of a span in the text that units make with a space between them."""
    unit, begin = _unit_at(units, start)
    first = unit.start + start - begin
    return unit.block, first, max(min(unit.start + end - begin, unit.end), first + 1)


def is_small(number: Quantity) -> bool:
    from tqcheck.quantities.records import Kind

    value = number.values[0]
    return not isinstance(value, str) and value <= _SMALL and number.kind in (Kind.COUNT, Kind.ORDINAL)


def finding(placed: Placed, message: str, mqm: str | None = None, its: str | None = None) -> Finding:
    """Return what a check yields for a difference."""
    one, other = placed.difference.source, placed.difference.target
    numbers = [number for number in (one, other) if number is not None]
    doubtful = (one is None or other is None) and any(is_small(number) for number in numbers)
    confidence = 0.55 if doubtful else 0.9 if one is not None and other is not None else 0.8
    return Finding(
        block=placed.block,
        start=placed.start,
        end=placed.end,
        message=message,
        confidence=confidence,
        tier=Tier.POSSIBLE if doubtful else Tier.LIKELY,
        evidence={
            "why": placed.difference.why,
            "in_source": [str(value) for value in one.values] if one else [],
            "here": [str(value) for value in other.values] if other else [],
            "kinds": [number.kind.value for number in numbers],
        },
        mqm=mqm,
        its=its,
        source=placed.source,
    )

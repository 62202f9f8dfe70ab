"""Comparing the numbers of a whole translation, passage by passage: what the checks of numbers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqcheck.model import Finding, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.model import Analysis
    from tqcheck.quantities.compare import Comparison, Difference
    from tqcheck.quantities.records import Quantity
    from tqcheck.quantities.sides import Side

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


@dataclass(slots=True)
class Compared:
    """A passage with the numbers of both sides, and what became of them."""

    passage: Passage
    source: Side
    target: Side
    result: Comparison
    elsewhere: list[tuple[Quantity, Passage, Quantity]] = field(default_factory=list)
    """Numbers of the source that another passage of the translation has."""
    differing: list[Difference] = field(default_factory=list)
    """What is reported."""


def differences(analysis: Analysis) -> list[Placed]:
    """Return where a translation's numbers are not its source's, in the order of the source. Nothing without a pair."""
    pair = analysis.pair
    if pair is None:
        return []
    return [
        _placed(difference, here.passage, (len(here.source.text), len(here.target.text)))
        for here in compared(pair, analysis.language.variant)
        for difference in here.differing
    ]


def compared(pair: Pair, variant: str | None) -> list[Compared]:
    """Return a pair's passages with their numbers compared; worked out once for a pair, for several checks ask for it.

    `variant` is the BCP 47 tag of the translation's language.
    """
    # A language without a region has the marks of all of them: de is as good as nothing.
    variant = variant if variant and "-" in variant else None
    key = ("numbers", variant)
    if key not in pair.memo:
        pair.memo[key] = _compared(pair, variant)
    found: list[Compared] = pair.memo[key]
    return found


def _compared(pair: Pair, variant: str | None) -> list[Compared]:
    if pair.source_language is None or pair.target_language is None:
        return []
    made = [_compare(pair, passage, variant) for passage in pair.passages]
    for index, here in enumerate(made):
        if here.passage.source and here.passage.target:
            _look_elsewhere(here, index, made)
    for here in made:
        here.differing = _differing(here)
    return made


def _compare(pair: Pair, passage: Passage, variant: str | None) -> Compared:
    from tqcheck.quantities.compare import Comparison, compare
    from tqcheck.quantities.sides import Side

    source = Side(passage.source_text, pair.source_language or "")
    target = Side(passage.target_text, pair.target_language or "", variant)
    if not passage.source or not passage.target:
        # Whole passages are the structure's subject; but what they hold is not missing elsewhere.
        return Compared(passage, source, target, Comparison(missing=list(source.numbers), added=list(target.numbers)))
    return Compared(passage, source, target, compare(source, target))


def _look_elsewhere(here: Compared, index: int, passages: Sequence[Compared]) -> None:
    """Take out what a passage beside says, or any where it is missing or added itself."""
    from tqcheck.quantities.same import same_value

    others = [other for place, other in enumerate(passages) if place != index]
    near = [other for place, other in enumerate(passages) if 0 < abs(place - index) <= 1]
    missing = []
    for number in here.result.missing:
        found = next(
            (
                (number, other.passage, said)
                for candidates in (
                    [(other, said) for other in others for said in other.result.added],
                    [(other, said) for other in near for said in (*other.target.numbers, *other.target.spelt())],
                )
                for other, said in candidates
                if same_value(number, said)
            ),
            None,
        )
        if found is None:
            missing.append(number)
        else:
            here.elsewhere.append(found)
    here.result.missing = missing
    here.result.added = [
        number for number in here.result.added
        if not any(same_value(number, lost) for other in others for lost in other.result.missing)
        and not any(same_value(number, said) for other in near for said in (*other.source.numbers, *other.source.spelt()))
    ]  # fmt: skip


def _differing(here: Compared) -> list[Difference]:
    """Return what to report of a passage."""
    from tqcheck.quantities.compare import pair_up

    passage, result = here.passage, here.result
    if not passage.source or not passage.target or passage.link.confidence < LEAST_CONFIDENCE:
        return []
    lengths = (len(here.source.text), len(here.target.text))
    found = [*result.changed, *pair_up(result.missing, result.added, lengths, result.spare)]
    lost = len(found) > 1 and len(found) >= min(len(here.source.numbers), len(here.target.numbers))
    return [] if lost and passage.link.confidence < _DOUBTFUL else found


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
    doubtful = (one is None or other is None) and any(is_small(number) or number.spelt for number in numbers)
    confidence = 0.55 if doubtful else 0.9 if one is not None and other is not None else 0.8
    return Finding(
        block=placed.block,
        start=placed.start,
        end=placed.end,
        message=message,
        confidence=confidence,
        tier=Tier.POSSIBLE if doubtful else Tier.LIKELY,
        # What is only possible does not stop an article: a language has more ways to say six than any table.
        severity=Severity.MINOR if doubtful else None,
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

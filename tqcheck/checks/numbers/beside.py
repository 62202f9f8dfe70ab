"""The numbers of a source beside those of its translation, whether they agree or not: what an editor compares line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tqcheck.checks.numbers.collect import Compared, compared, span_in
from tqcheck.model import SourcePlace

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.quantities.records import Quantity


class Status(StrEnum):
    """What became of a number of the source."""

    KEPT = "kept"
    """The same value, in this passage or another one."""
    REWORDED = "reworded"
    """Said in letters, rounded, or converted to another unit, and rightly so."""
    CHANGED = "changed"
    """Another value stands for it: what NUM001 reports, and NUM004 of conversions."""
    MISSING = "missing"
    """NUM001 reports that nothing stands for it."""
    UNSEEN = "unseen"
    """Nothing was found that says it, and nothing is reported: its passage is missing as a whole or doubtfully aligned, or
    it may be said as nobody can look for it (one as an article, a dual as an ending)."""


@dataclass(frozen=True, slots=True)
class NumberBeside:
    """A number of the source and what the translation says for it. Texts are those of the blocks, markup gone."""

    kind: str
    """A value of `tqcheck.quantities.Kind`."""
    source: SourcePlace
    source_text: str
    target: tuple[int, int, int] | None
    """Block, start and end (code points of the block's text) in the translation; None where nothing was found."""
    target_text: str | None
    status: Status


def facts_of(pair: Pair, variant: str | None = None) -> Iterator[NumberBeside]:
    """Yield every number of the source with its counterpart, in the order of the source.

    Those in letters too, as far as they surely are numbers; small ones (two, third) only where the translation says them.

    The judgement is that of NUM001 and NUM004: what they report is changed or missing, nothing else is. `variant` is the
    BCP 47 tag of the translation's language (es-MX); None takes what the article declares.
    """
    found = [
        fact
        for here in compared(pair, variant or pair.target.declared_language)
        for number in (*here.source.numbers, *here.source.spelt())
        if (fact := _fact(pair, here, number)) is not None
    ]
    yield from sorted(found, key=lambda fact: (fact.source.block, fact.source.start, fact.source.end))


def _fact(pair: Pair, here: Compared, number: Quantity) -> NumberBeside | None:
    if not here.passage.source:
        return None
    status, passage, span = _fate(here, number)
    if status is Status.UNSEEN and number.weak:
        return None
    place = span_in(passage.target, *span) if span is not None and passage.target else None
    return NumberBeside(
        number.kind.value,
        SourcePlace(*span_in(here.passage.source, number.start, number.end)),
        number.text,
        place,
        pair.target.blocks[place[0]].text[place[1] : place[2]] if place else None,
        status,
    )


def _fate(here: Compared, number: Quantity) -> tuple[Status, Passage, tuple[int, int] | None]:
    """Return what became of a number, and the passage and the span in its translation that says so."""
    for difference in here.differing:
        if difference.source is number:
            other = difference.target
            if other is None:
                return Status.MISSING, here.passage, None
            return Status.CHANGED, here.passage, (other.start, other.end)
    for one, other in here.result.agreed:
        if one is number:
            same = one.spelt is other.spelt
            return Status.KEPT if same else Status.REWORDED, here.passage, (other.start, other.end)
    for one, excuse in here.result.excused:
        if one is number:
            if excuse.span is None:
                return Status.UNSEEN, here.passage, None
            same = excuse.why in ("copied", "repeated") or (one.spelt and excuse.why == "word")
            return Status.KEPT if same else Status.REWORDED, here.passage, excuse.span
    for one, passage, other in here.elsewhere:
        if one is number:
            return Status.KEPT, passage, (other.start, other.end)
    return Status.UNSEEN, here.passage, None

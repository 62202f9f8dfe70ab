"""The numbers of a source, and those of its translation that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.facts.records import Beside, Place

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair


def numbers(pair: Pair) -> Iterator[Beside]:
    """Yield each number of the source with its counterpart, as NUM001 pairs them."""
    if pair.source_language is None or pair.target_language is None:
        return
    from tqcheck.checks.numbers.beside import Status, facts_of

    for fact in facts_of(pair):
        yield Beside(
            fact.kind,
            Place(fact.source.block, fact.source.start, fact.source.end),
            Place(*fact.target) if fact.target else None,
            agrees=fact.status in (Status.KEPT, Status.REWORDED),
        )

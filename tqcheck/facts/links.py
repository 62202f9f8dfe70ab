"""The links, e-mail addresses and handles of a source, and the same in its translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.kept.addresses import Placed, addresses, is_edition_of, is_same
from tqcheck.checks.kept.beside import passage_at
from tqcheck.facts.records import Beside, Place

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair


def links(pair: Pair) -> Iterator[Beside]:
    """Yield each address of the source with one of the translation that leads to the same, each of these once."""
    free = addresses(pair.target)
    for one in addresses(pair.source):
        at = passage_at(pair, one.block, one.start, source=True)
        here = {unit.block for unit in at[1].target} if at else set()
        fitting = [other for other in free if _fits(one, other, pair)]
        # The one that stands in the counterpart of its sentence, before others that lead there too.
        found = min(fitting, key=lambda other: (other.block not in here, other.block, other.start), default=None)
        if found is not None:
            free.remove(found)
        yield Beside(
            one.address.kind,
            Place(one.block, one.start, one.end),
            Place(found.block, found.start, found.end) if found else None,
            one.target,
            found.target if found else None,
        )


def _fits(one: Placed, other: Placed, pair: Pair) -> bool:
    return is_same(one.address, other.address, pair.target_language) or is_edition_of(
        one.address, other.address, (pair.source_language, pair.target_language)
    )

"""The numbers of a source, and those of its translation that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.facts.records import Beside

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair


def numbers(pair: Pair) -> Iterator[Beside]:
    """Yield each number of the source with its counterpart, as NUM001 pairs them."""
    yield from ()

"""Counting the n-grams that hypotheses share with their references, for many segments at once.

Counters of slices and tuples are what makes BLEU and chrF slow. Here each item (a character, a
word) of a segment gets a small number; an n-gram is the integer made of its segment's and its
items' numbers, and one sort brings equal ones together: exact, for nothing is hashed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

Items = str | list[str]
"""A text stands for its characters, a list for its words."""

_BITS = 62
"""Of a signed 64-bit integer, what an n-gram with its segment and side may take."""
_CHUNK = 1_000_000
"""Items that are counted in one go: about 60 MB while it lasts."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of n-grams for each segment (rows) and order from 1 (columns)."""

    hypothesis: Integers
    references: list[Integers]
    """One array a reference."""
    matched: Integers
    """n-grams of the hypothesis that a reference has, each as often as the reference with most of them has it at most."""


def count(hypotheses: Sequence[Items], references: Sequence[Sequence[Items]], orders: int) -> Counts:
    """Count n-grams of the orders 1 to `orders`; `references` are lists as long as `hypotheses`."""
    import numpy as np

    segments = len(hypotheses)
    lengths = [np.fromiter(map(len, side), np.int64, segments) for side in (hypotheses, *references)]
    totals = [np.maximum(length[:, None] - np.arange(orders), 0) for length in lengths]
    matched = np.zeros((segments, orders), np.int64)
    for chunk in _chunks(hypotheses, references, orders):
        if chunk.bits:
            matched[chunk.rows] = _match(chunk, orders)
        else:
            for row in chunk.rows:
                versions = [reference[row] for reference in references]
                matched[row] = [_match_one(hypotheses[row], versions, order) for order in range(1, orders + 1)]
    return Counts(totals[0], totals[1:], matched)


@dataclass(slots=True)
class _Chunk:
    """Segments whose items have numbers of the same width in bits; 0: too wide to be packed."""

    bits: int
    sides: list[list[array[int]]]
    """Side after side (hypothesis, references) the item numbers of each segment."""
    rows: list[int] = field(default_factory=list)
    load: int = 0


def _chunks(hypotheses: Sequence[Items], references: Sequence[Sequence[Items]], orders: int) -> Iterator[_Chunk]:
    """Number the items of each segment and gather segments of the same width."""
    side_bits = len(references).bit_length()
    filling: dict[int, _Chunk] = {}
    for row, versions in enumerate(zip(hypotheses, *references, strict=True)):
        numbers = {item: number for number, item in enumerate(dict.fromkeys(chain(*versions)))}
        bits = max(len(numbers).bit_length(), 4)
        room = _BITS - side_bits - bits * orders
        if room < 0 or len(numbers) >= 1 << 16:
            bits = 0
        chunk = filling.setdefault(bits, _Chunk(bits, [[] for _ in versions]))
        chunk.rows.append(row)
        if bits:
            for side, version in zip(chunk.sides, versions, strict=True):
                side.append(array("H", map(numbers.__getitem__, version)))
                chunk.load += len(version)
            if chunk.load >= _CHUNK or len(chunk.rows) >= 1 << min(room, 30):
                yield filling.pop(bits)
    yield from filling.values()


def _match(chunk: _Chunk, orders: int) -> Integers:
    """Count the matches of a chunk's segments (rows) by order (columns)."""
    import numpy as np

    segments, sides = len(chunk.rows), len(chunk.sides)
    side_bits = (sides - 1).bit_length()
    everything = [segment for side in chunk.sides for segment in side]
    items = np.concatenate([np.frombuffer(segment, np.uint16) for segment in everything]).astype(np.int64)
    lengths = np.fromiter(map(len, everything), np.int64, len(everything))
    row = np.repeat(np.tile(np.arange(segments), sides), lengths)
    side = np.repeat(np.repeat(np.arange(sides), segments), lengths)
    to_end = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(items))
    matched = np.zeros((segments, orders), np.int64)
    grams = items
    for order in range(1, orders + 1):
        if order > 1:
            grams = (grams[:-1] << chunk.bits) | items[order - 1 :]
        whole = np.flatnonzero(to_end[: len(grams)] >= order)  # n-grams that do not run into the next segment
        if not len(whole):
            break
        width = chunk.bits * order + side_bits
        keys = np.sort((row[whole] << width) | (grams[whole] << side_bits) | side[whole])
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        often = np.diff(first, append=len(keys))
        keys = keys[first]
        is_hypothesis = (keys & ((1 << side_bits) - 1)) == 0
        gram = keys >> side_bits
        group = np.flatnonzero(np.concatenate(([True], gram[1:] != gram[:-1])))
        ours = np.maximum.reduceat(np.where(is_hypothesis, often, 0), group)
        theirs = np.maximum.reduceat(np.where(is_hypothesis, 0, often), group)
        shared = np.minimum(ours, theirs)
        matched[:, order - 1] = np.bincount(keys[group] >> width, weights=shared, minlength=segments)
    return matched


def _match_one(hypothesis: Items, references: list[Items], order: int) -> int:
    """Count the matches of one segment the plain way: for one with tens of thousands of different items."""

    def grams(items: Items) -> Counter[Items | tuple[str, ...]]:
        places = range(len(items) - order + 1)
        return Counter(items[i : i + order] if isinstance(items, str) else tuple(items[i : i + order]) for i in places)

    most: Counter[Items | tuple[str, ...]] = Counter()
    for reference in references:
        most |= grams(reference)
    return (grams(hypothesis) & most).total()

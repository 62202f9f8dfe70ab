"""Counting the n-grams that hypotheses share with their references, for many segments at once.

Counters of slices and tuples are what makes BLEU and chrF slow. Here each item (a character, a
word) gets a small number. A place in a text becomes one integer: its segment's number, then those
of the items from there on, as many as the highest order has, then the side. Sorted once, these
stand grouped by their first item, by their first two, and so on: every order is counted in one
pass. Nothing is hashed, so the counts are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

Items = str | list[str]
"""A text stands for its characters, a list for its words."""

_BITS = 63
"""Of a signed 64-bit integer, what a place may take."""
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
    sizes = np.sum(lengths, axis=0)
    for rows in _portions(sizes):
        _count_rows(rows, hypotheses, references, matched)
    return Counts(totals[0], totals[1:], matched)


def _portions(sizes: Integers) -> Iterator[list[int]]:
    """Cut the segments into runs of at most _CHUNK items."""
    rows: list[int] = []
    load = 0
    for row, size in enumerate(sizes.tolist()):
        if rows and load + size > _CHUNK:
            yield rows
            rows, load = [], 0
        rows.append(row)
        load += size
    if rows:
        yield rows


def _count_rows(
    rows: list[int], hypotheses: Sequence[Items], references: Sequence[Sequence[Items]], matched: Integers
) -> None:
    """Count the matches of some segments into their rows of `matched`."""
    import numpy as np

    if not rows:
        return
    orders, side_bits = matched.shape[1], len(references).bit_length()
    texts = [side[row] for side in (hypotheses, *references) for row in rows]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    numbers, most = _of_all(texts) if isinstance(texts[0], str) else _of_each(texts, len(rows))
    bits = most.bit_length()
    room = _BITS - side_bits - bits * orders
    if room >= (len(rows) - 1).bit_length():
        matched[rows] = _match(numbers, lengths, len(rows), bits, orders, side_bits)
    elif len(rows) > 1:
        # Too many different items, as in Chinese: those of fewer segments are fewer, or numbered by segment.
        if isinstance(texts[0], str) and len(rows) <= 1 << max(_BITS - side_bits - 8 * orders, 0):
            numbers, most = _of_each(texts, len(rows))
            bits = most.bit_length()
            if _BITS - side_bits - bits * orders >= (len(rows) - 1).bit_length():
                matched[rows] = _match(numbers, lengths, len(rows), bits, orders, side_bits)
                return
        middle = len(rows) // 2
        _count_rows(rows[:middle], hypotheses, references, matched)
        _count_rows(rows[middle:], hypotheses, references, matched)
    else:
        row = rows[0]
        versions = [reference[row] for reference in references]
        matched[row] = [_match_one(hypotheses[row], versions, order) for order in range(1, orders + 1)]


def _of_all(texts: Sequence[Items]) -> tuple[Integers, int]:
    """Number the characters of some texts from 1, all together; return the highest number too."""
    import numpy as np

    points = np.frombuffer("".join(map(str, texts)).encode("utf-32-le", "surrogatepass"), np.uint32)
    used = np.zeros(0x110000, bool)
    used[points] = True
    numbers = np.cumsum(used)
    return numbers[points], int(numbers[-1])


def _of_each(texts: Sequence[Items], segments: int) -> tuple[Integers, int]:
    """Number the items of some texts from 1, anew in each segment (every side of it together)."""
    import numpy as np

    numbered: list[list[int]] = [[] for _ in texts]
    most = 0
    for segment in range(segments):
        places = range(segment, len(texts), segments)
        table = {item: number for number, item in enumerate(dict.fromkeys(chain(*(texts[p] for p in places))), 1)}
        most = max(most, len(table))
        for place in places:
            numbered[place] = list(map(table.__getitem__, texts[place]))
    return np.fromiter(chain.from_iterable(numbered), np.int64, sum(map(len, numbered))), most


def _match(items: Integers, lengths: Integers, segments: int, bits: int, orders: int, side_bits: int) -> Integers:
    """Count the matches of segments (rows) by order (columns). `items` are numbered from 1, side after side."""
    import numpy as np

    sides = len(lengths) // segments
    matched = np.zeros((segments, orders), np.int64)
    if not len(items):
        return matched
    to_end = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(items))
    places = np.repeat(np.tile(np.arange(segments), sides), lengths)
    for ahead in range(orders):
        following = np.zeros_like(items)
        following[: max(len(items) - ahead, 0)] = items[ahead:]
        following[to_end <= ahead] = 0  # past the end of the text
        places = (places << bits) | following
    places = (places << side_bits) | np.repeat(np.repeat(np.arange(sides), segments), lengths)
    places.sort()
    side = places & ((1 << side_bits) - 1)
    of_side = [(side == number).astype(np.int64) for number in range(sides)]
    for order in range(1, orders + 1):
        grams = places >> (bits * (orders - order) + side_bits)
        first = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
        often = [np.add.reduceat(chosen, first) for chosen in of_side]
        shared = np.minimum(often[0], np.maximum.reduce(often[1:]))
        grams = grams[first]
        shared[(grams & ((1 << bits) - 1)) == 0] = 0  # shorter than this order
        matched[:, order - 1] = np.bincount(grams >> (bits * order), weights=shared, minlength=segments)
    return matched


def _match_one(hypothesis: Items, references: list[Items], order: int) -> int:
    """Count the matches of one segment the plain way: for one with thousands of different items."""

    def grams(items: Items) -> Counter[Items | tuple[str, ...]]:
        places = range(len(items) - order + 1)
        return Counter(items[i : i + order] if isinstance(items, str) else tuple(items[i : i + order]) for i in places)

    most: Counter[Items | tuple[str, ...]] = Counter()
    for reference in references:
        most |= grams(reference)
    return (grams(hypothesis) & most).total()

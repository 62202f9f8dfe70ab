"""Long texts in parts: cut where both sides have what nothing else in either has, so that work grows with length only."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tqcheck.alignment.traits import Bag

MOST_CELLS = 160_000
"""Left units times right units that are aligned at once: 400 by 400 take about a second and 60 MB."""
_LONGEST_PART = 250
_RARE = 6
"""Units of a side that may have a trait for it to be rare; it counts the less the more have it."""
_LEAST_VOTES = 1.0
_CLEARLY = 1.8
"""How much more an anchor must share than its units share with any other."""

Part = tuple[range, range]


def parts(left: Sequence[Bag], right: Sequence[Bag]) -> list[Part]:
    """Return ranges of left and right units to be aligned apart, in order; together they cover both sides.

    A part is cut at an anchor; where there is none for long, in proportion.
    """
    n, m = len(left), len(right)
    if n * m <= MOST_CELLS:
        return [(range(n), range(m))]
    result: list[Part] = []
    i = j = 0
    for a, b in _cuts(anchors(left, right), n, m):
        pieces = max(1, -(-max(a - i, b - j) // _LONGEST_PART)) if (a - i) * (b - j) > MOST_CELLS else 1
        for piece in range(pieces):
            rows = range(i + (a - i) * piece // pieces, i + (a - i) * (piece + 1) // pieces)
            columns = range(j + (b - j) * piece // pieces, j + (b - j) * (piece + 1) // pieces)
            result.append((rows, columns))
        i, j = a, b
    return result


def _cuts(chain: Sequence[tuple[int, int]], n: int, m: int) -> Iterator[tuple[int, int]]:
    """Yield where to cut: at the last anchor before a part would be too long, and at the end."""
    i = j = 0
    last: tuple[int, int] | None = None
    for a, b in [*chain, (n, m)]:
        if max(a - i, b - j) > _LONGEST_PART and last is not None:
            yield last
            i, j = last
        last = (a, b) if a > i and b > j else None
    yield n, m


def anchors(left: Sequence[Bag], right: Sequence[Bag]) -> list[tuple[int, int]]:
    """Return pairs of units that share far more rare traits than either shares with others, as many as rise on both sides."""
    once = [_holders(left), _holders(right)]
    votes: dict[tuple[int, int], float] = defaultdict(float)
    for trait, rows in once[0].items():
        columns = once[1].get(trait, ())
        for i in rows:
            for j in columns:
                votes[i, j] += 1 / (len(rows) * len(columns))
    best_left, best_right = _best_two(votes, 0), _best_two(votes, 1)
    pairs = sorted(
        (i, j)
        for (i, j), count in votes.items()
        if count >= _LEAST_VOTES
        and count == best_left[i][0] >= _CLEARLY * best_left[i][1]
        and count == best_right[j][0] >= _CLEARLY * best_right[j][1]
    )
    return _rising(pairs)


def _best_two(votes: Mapping[tuple[int, int], float], side: int) -> dict[int, tuple[float, float]]:
    result: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pair, count in votes.items():
        first, second = result[pair[side]]
        result[pair[side]] = (count, first) if count > first else (first, max(second, count))
    return result


def _holders(bags: Sequence[Bag]) -> dict[str, list[int]]:
    """Return the rare traits and the units that have them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for trait in bag:
            units = holders[trait]
            if len(units) <= _RARE:
                units.append(number)
    return {trait: units for trait, units in holders.items() if len(units) <= _RARE}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rise on both sides; each left and each right unit stands in one pair."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(places[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        places[place : place + 1] = [number]
    chain = []
    number = places[-1] if places else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]

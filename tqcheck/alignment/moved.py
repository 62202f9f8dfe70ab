"""A second look at what is left alone on both sides: passages that stand elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.alignment.beads import Shape
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice
from tqcheck.alignment.space import Matrix

MOST_RUNS = 40
"""Runs of units alone on a side; beyond it only the longest are looked at, for each is compared with each."""


@dataclass(frozen=True)
class Move:
    """Beads (shape, first left unit, first right unit) of one passage that moved, and how probable that is."""

    beads: tuple[tuple[Shape, int, int], ...]
    probability: float


def moves(scores: Mapping[Shape, Matrix], left: Sequence[int], right: Sequence[int], cost: float) -> list[Move]:
    """Return the passages among units alone that are each other's, surest first.

    `scores` are those of the lattice of both sides, `left` and `right` its units without a
    partner. A passage must score better than its units alone by more than `cost`.
    """
    found = []
    free_left, free_right = set(left), set(right)
    while True:
        best = max(
            (_compare(scores, a, b) for a in _runs(free_left) for b in _runs(free_right)),
            key=lambda candidate: candidate[0],
            default=(0.0, ()),
        )
        if best[0] <= cost:
            return found
        found.append(Move(best[1], 1 / (1 + math.exp(cost - best[0]))))
        for (p, q), i, j in best[1]:
            free_left -= set(range(i, i + p))
            free_right -= set(range(j, j + q))


def _compare(
    scores: Mapping[Shape, Matrix], left: range, right: range
) -> tuple[float, tuple[tuple[Shape, int, int], ...]]:
    """Return by how much the best beads of two runs are better than their units alone, and these beads."""
    i, j, n, m = left.start, right.start, len(left), len(right)
    part = {
        (p, q): board[i : i + n - p + 1, j : j + m - q + 1]
        for (p, q), board in scores.items()
        if p <= n and q <= m
    }
    path = Lattice(part, n, m).best()
    beads = tuple((shape, i + a, j + b) for shape, a, b in path if shape not in (LEFT_ALONE, RIGHT_ALONE))
    # What a unit alone costs does not depend on where it is left alone.
    gain = sum(
        float(scores[p, q][a, b])
        - float(scores[LEFT_ALONE][a : a + p, 0].sum())
        - float(scores[RIGHT_ALONE][0, b : b + q].sum())
        for (p, q), a, b in beads
    )
    return gain, beads


def _runs(units: set[int]) -> Iterator[range]:
    runs: list[range] = []
    for unit in sorted(units):
        if runs and runs[-1].stop == unit:
            runs[-1] = range(runs[-1].start, unit + 1)
        else:
            runs.append(range(unit, unit + 1))
    yield from sorted(runs, key=len, reverse=True)[:MOST_RUNS]

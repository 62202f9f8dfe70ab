"""A second look at what is left alone on both sides: passages that stand elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tqcheck.alignment.beads import Shape
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice
from tqcheck.alignment.space import Matrix

MOST_RUNS = 30
"""Runs of units alone on a side; beyond it only the longest are looked at, for each is compared with each."""


Bead = tuple[Shape, int, int]
"""Its shape, its first left unit, its first right unit."""
_WEAK = 3.0


@dataclass(frozen=True)
class Move:
    """The beads of one passage that moved, and how probable that is."""

    beads: tuple[Bead, ...]
    probability: float


@dataclass(frozen=True)
class Swap:
    """Two neighbours that changed places: the bead that is taken to have moved, the one that stays, how probable that is."""

    moved: Bead
    stays: Bead
    probability: float


def swaps(scores: Mapping[Shape, Matrix], path: Sequence[Bead], cost: float) -> tuple[list[Swap], list[Bead]]:
    """Return the pairs of neighbours that fit crosswise better than straight by more than `cost`, and what is left of the path.

    A path cannot cross, so it links them straight, or makes them one bead of two and two, which is
    not wrong but does not tell the order.
    """
    found: list[Swap] = []
    kept: list[Bead] = []
    number = 0
    while number < len(path):
        shape, i, j = path[number]
        after = path[number + 1] if number + 1 < len(path) else None
        size = 1 if shape == (2, 2) else 2 if shape == (1, 1) and after == ((1, 1), i + 1, j + 1) else 0
        if size and (1, 1) in scores:
            single = scores[1, 1]
            straight = float(single[i, j] + single[i + 1, j + 1])
            if (2, 2) in scores:
                straight = max(straight, float(scores[2, 2][i, j]))
            gain = float(single[i, j + 1] + single[i + 1, j]) - straight
            if gain > cost:
                found.append(Swap(((1, 1), i, j + 1), ((1, 1), i + 1, j), 1 / (1 + math.exp(cost - gain))))
                number += size
                continue
        kept.append(path[number])
        number += 1
    return found, kept


def moves(scores: Mapping[Shape, Matrix], path: Sequence[Bead], cost: float) -> tuple[list[Move], list[Bead]]:
    """Return the passages that are each other's though the path does not link them, surest first, and what is left of it.

    `scores` are those of the lattice, `path` its best path. A passage must score better than its
    units alone by more than `cost`. Units of beads that are hardly better than their units alone
    may move too; then the bead must be made up for, and what else was in it is alone. The more
    units are alone, the likelier two of them are alike by chance: the cost rises with the
    logarithm of how many there are on a side (their geometric mean).
    """
    kept = list(path)
    alone = [max(1, sum(bead[0] == shape for bead in kept)) for shape in (LEFT_ALONE, RIGHT_ALONE)]
    cost += math.log(alone[0] * alone[1]) / 2
    found: list[Move] = []
    known: dict[tuple[range, range], list[Bead]] = {}
    while True:
        weak = {bead: gain for bead in kept if 0 not in bead[0] and (gain := _gain(scores, bead)) < _WEAK}
        free_left = {i for bead in kept if bead in weak or bead[0] == LEFT_ALONE for i in _left(bead)}
        free_right = {j for bead in kept if bead in weak or bead[0] == RIGHT_ALONE for j in _right(bead)}
        best_gain, best_beads, broken = cost, [], set[Bead]()
        for a in _runs(free_left):
            for b in _runs(free_right):
                if (a, b) not in known:
                    known[a, b] = _best(scores, a, b)
                beads = [bead for bead in known[a, b] if bead not in weak]
                gain = sum(_gain(scores, bead) for bead in beads)
                left, right = {i for bead in beads for i in _left(bead)}, {j for bead in beads for j in _right(bead)}
                lost = {bead for bead in weak if left & set(_left(bead)) or right & set(_right(bead))}
                gain -= sum(max(weak[bead], 0.0) for bead in lost)
                if gain > best_gain:
                    best_gain, best_beads, broken = gain, beads, lost
        if not best_beads:
            return found, kept
        found.append(Move(tuple(best_beads), 1 / (1 + math.exp(cost - best_gain))))
        taken_left = {i for bead in best_beads for i in _left(bead)}
        taken_right = {j for bead in best_beads for j in _right(bead)}
        rest: list[Bead] = []
        for bead in kept:
            if bead in broken:
                rest += [(LEFT_ALONE, i, bead[2]) for i in _left(bead)]
                rest += [(RIGHT_ALONE, bead[1] + bead[0][0], j) for j in _right(bead)]
            else:
                rest.append(bead)
        kept = [
            bead
            for bead in rest
            if not (bead[0] == LEFT_ALONE and bead[1] in taken_left)
            and not (bead[0] == RIGHT_ALONE and bead[2] in taken_right)
        ]


def _left(bead: Bead) -> range:
    return range(bead[1], bead[1] + bead[0][0])


def _right(bead: Bead) -> range:
    return range(bead[2], bead[2] + bead[0][1])


def _gain(scores: Mapping[Shape, Matrix], bead: Bead) -> float:
    """Return by how much a bead scores better than its units alone; where a unit is left alone does not matter."""
    (p, q), i, j = bead
    alone = scores[LEFT_ALONE][i : i + p, 0].sum() + scores[RIGHT_ALONE][0, j : j + q].sum()
    return float(scores[p, q][i, j] - alone)


def _best(scores: Mapping[Shape, Matrix], left: range, right: range) -> list[Bead]:
    """Return the beads of the best path through two runs, without units alone."""
    i, j, n, m = left.start, right.start, len(left), len(right)
    part = {
        (p, q): board[i : i + n - p + 1, j : j + m - q + 1] for (p, q), board in scores.items() if p <= n and q <= m
    }
    return [(shape, i + a, j + b) for shape, a, b in Lattice(part, n, m).best() if 0 not in shape]


def _runs(units: set[int]) -> list[range]:
    runs: list[range] = []
    for unit in sorted(units):
        if runs and runs[-1].stop == unit:
            runs[-1] = range(runs[-1].start, unit + 1)
        else:
            runs.append(range(unit, unit + 1))
    return sorted(runs, key=len, reverse=True)[:MOST_RUNS]

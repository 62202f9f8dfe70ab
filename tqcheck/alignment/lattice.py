"""All ways to string beads over two sides: the best one, and how probable each bead is.

A path leads from (0, 0) to (n, m); a bead of shape (p, q) leads from (i, j) to (i + p, j + q). The
probability of a path is proportional to the exponential of the sum of its beads' scores (a
conditional random field), so that sums over all paths tell a bead's probability. Cells of one
diagonal do not depend on one another and are computed at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tqcheck.alignment.beads import LONGEST, Shape
from tqcheck.alignment.space import Matrix

LEFT_ALONE: Shape = (1, 0)
RIGHT_ALONE: Shape = (0, 1)
_NEVER = -1e30


@dataclass(frozen=True)
class Lattice:
    """Scores by shape: `scores[p, q][i, j]` is that of the bead of the left units i … and the right units j …

    Those of units alone are (n, m + 1) and (n + 1, m) arrays: one at every place of the other side.
    """

    scores: Mapping[Shape, Matrix]
    n: int
    m: int

    def best(self) -> list[tuple[Shape, int, int]]:
        """Return the beads of the best path, in order: shape, first left unit, first right unit."""
        _, shapes = self._forward(best=True)
        order = list(self.scores)
        path: list[tuple[Shape, int, int]] = []
        i, j = self.n, self.m
        while i or j:
            p, q = order[shapes[i, j]]
            i, j = i - p, j - q
            path.append(((p, q), i, j))
        return path[::-1]

    def posteriors(self) -> dict[Shape, Matrix]:
        """Return the probability of every bead, in arrays like those of the scores."""
        ahead, _ = self._forward(best=False)
        behind = self._turned()._forward(best=False)[0][::-1, ::-1]
        whole = ahead[self.n, self.m]
        result = {}
        for (p, q), scores in self.scores.items():
            rows, columns = scores.shape
            exponent = ahead[:rows, :columns] + scores + behind[p : p + rows, q : q + columns] - whole
            result[p, q] = np.exp(np.minimum(exponent, 0))
        return result

    def total(self) -> float:
        """Return the logarithm of the sum over all paths."""
        return float(self._forward(best=False)[0][self.n, self.m])

    def _turned(self) -> Lattice:
        """Return the lattice of both sides from their ends."""
        return Lattice({shape: scores[::-1, ::-1] for shape, scores in self.scores.items()}, self.n, self.m)

    def _forward(self, best: bool) -> tuple[Matrix, np.ndarray[tuple[int, int], np.dtype[np.int8]]]:
        # Arrays with a border of LONGEST cells that no path passes, so that no diagonal needs a special case.
        n, m, border = self.n, self.m, LONGEST
        width = m + 1 + border
        values = np.full((n + 1 + border, width), _NEVER)
        choice = np.zeros((n + 1 + border, width), dtype=np.int8)
        padded = []
        for (p, q), scores in self.scores.items():
            # At the cell where a bead ends stands its score.
            board = np.full((n + 1 + border, width), _NEVER)
            rows, columns = scores.shape
            board[border + p : border + p + rows, border + q : border + q + columns] = scores
            padded.append((board.ravel(), p * width + q))
        values[border, border] = 0.0
        flat, flat_choice = values.ravel(), choice.ravel()
        step = width - 1
        for diagonal in range(1, n + m + 1):
            low, high = max(0, diagonal - m), min(n, diagonal)
            first = (low + border) * width + diagonal - low + border
            cells = slice(first, first + (high - low) * step + 1, step)
            stack = np.stack(
                [
                    board[cells] + flat[first - back : first - back + (high - low) * step + 1 : step]
                    for board, back in padded
                ]
            )
            top = stack.max(axis=0)
            if best:
                flat[cells] = top
                flat_choice[cells] = stack.argmax(axis=0)
            else:
                flat[cells] = top + np.log(np.exp(stack - top).sum(axis=0))
        return values[border:, border:], choice[border:, border:]

"""The beads that an alignment is strung of, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tqcheck.alignment.records import HEADING, Unit
from tqcheck.alignment.space import Matrix, Products, span_products, span_squares, windows
from tqcheck.alignment.traits import weight

Shape = tuple[int, int]
SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""Left and right units of a bead; beside them one unit that has no partner: (1, 0), (0, 1)."""
LONGEST = 4
"""Units of one side in a bead at most."""

KNEES = (0.08, 0.2, 0.4)
"""Similarities at which another unit of it weighs less than before."""
RELATIVE_KNEES = (0.1, 0.25, 0.5, 0.8)
"""The same for similarities in parts of what is typical of the two texts: the median of the best of each unit."""
_LEAST_TYPICAL = 0.1
_SHORT = 40.0
_SURE = 0.3
_CLOSE = 0.3
"""Differences of length (logarithm of their ratio) up to it are usual: a factor of 1.35."""


@dataclass(frozen=True)
class Evidence:
    """What is known of two sides, or of a part of each."""

    left: Sequence[Unit]
    right: Sequence[Unit]
    text: Products
    """The channel whose cosine is the similarity."""
    masses: Mapping[str, Products]
    """Channels of which it counts how much is shared and how much is not."""
    meaning: Products | None = None
    """What a model says; its cosine is the similarity then, and that of the text channel stands beside it."""
    ratio: float | None = None
    """The logarithm of how much longer the right side is; None: to be told from the texts."""


@dataclass(frozen=True)
class _Side:
    sizes: Matrix
    starts: Matrix
    headings: Matrix

    @classmethod
    def of(cls, units: Sequence[Unit]) -> _Side:
        paragraphs = [unit.paragraph for unit in units]
        return cls(
            np.array([weight(unit.text) for unit in units]),
            np.array([float(k == 0 or paragraphs[k] != paragraphs[k - 1]) for k in range(len(units))]),
            np.array([float(unit.kind == HEADING) for unit in units]),
        )


class Likeness:
    """How alike the beads of two sides are in one channel."""

    def __init__(self, products: Products, shapes: Sequence[Shape]) -> None:
        self.cosines = {shape: _cosine(products, shape) for shape in shapes}
        unit = self.cosines[1, 1]
        self._row_mean, self._column_mean = unit.mean(axis=1), unit.mean(axis=0)
        self.similarity = {shape: self._normalised(shape) for shape in shapes}
        peaks = np.concatenate([self.similarity[1, 1].max(axis=1), self.similarity[1, 1].max(axis=0)])
        self.typical = max(float(np.median(peaks)), _LEAST_TYPICAL)

    def _normalised(self, shape: Shape) -> Matrix:
        """Return cosines less what any two units have in common: the mean of the row and of the column."""
        p, q = shape
        usual = (windows(self._row_mean, p)[:, None] / p + windows(self._column_mean, q)[None, :] / q) / 2
        return (self.cosines[shape] - usual) / np.maximum(1 - usual, 0.1)

    def gain(self, shape: Shape) -> Matrix:
        """Return how much more similar a bead is than it would be without its least fitting outer unit."""
        p, q = shape
        whole = self.cosines[shape]
        rows, columns = whole.shape
        best = np.zeros_like(whole)
        for less in ((p - 1, q), (p, q - 1)):
            if less in self.cosines and min(less) > 0:
                part = self.cosines[less]
                i, j = p - less[0], q - less[1]
                best = np.maximum(best, part[:rows, :columns])
                best = np.maximum(best, part[i : i + rows, j : j + columns])
        return np.clip(whole - best, -0.3, 0.3)

    def margin(self, shape: Shape) -> Matrix:
        """Return how much more similar a bead is than the best that its units have elsewhere."""
        p, q = shape
        unit = self.similarity[1, 1]
        rows, columns = self.similarity[shape].shape
        across = _best_elsewhere(unit, q)[:, :columns]
        down = _best_elsewhere(unit.T, p).T[:rows, :]
        row_best = np.max([across[i : i + rows] for i in range(p)], axis=0)
        column_best = np.max([down[:, j : j + columns] for j in range(q)], axis=0)
        margin: Matrix = np.clip(self.similarity[shape] - np.maximum(row_best, column_best), -0.3, 0.3)
        return margin


def _cosine(products: Products, shape: Shape) -> Matrix:
    squares = span_squares(products.left, shape[0])[:, None] * span_squares(products.right, shape[1])[None, :]
    return np.clip(span_products(products.cross, *shape) / np.sqrt(np.maximum(squares, 1e-9)), 0, 1)


class Beads:
    """The features of all beads of two sides; positions in an array are those of a bead's first units."""

    def __init__(self, evidence: Evidence) -> None:
        self.left, self.right = _Side.of(evidence.left), _Side.of(evidence.right)
        self._evidence = evidence
        n, m = len(evidence.left), len(evidence.right)
        self.shapes = [(p, q) for p, q in SHAPES if p <= n and q <= m]
        written = Likeness(evidence.text, self.shapes)
        # Where a model speaks, what is shared in writing is heard beside it.
        self._written = None if evidence.meaning is None else written
        self._likeness = written if evidence.meaning is None else Likeness(evidence.meaning, self.shapes)
        self.cosines, self.similarity = self._likeness.cosines, self._likeness.similarity
        self.ratio = self._ratio() if evidence.ratio is None else evidence.ratio

    # ------------------------------------------------------------------ features

    def paired(self, shape: Shape) -> Iterator[tuple[str, Matrix]]:
        """Yield the features of the beads of a shape, by name."""
        p, q = shape
        similarity = self.similarity[shape]
        if shape != (1, 1):
            yield f"shape {min(p, q)}-{max(p, q)}", np.ones_like(similarity)
            yield "gain", self._likeness.gain(shape)
        yield "pair", np.ones_like(similarity)
        yield "similarity", similarity
        for knee in KNEES:
            yield f"similarity to {knee}", np.minimum(similarity, knee)
        # A free translation shares less throughout; what is far below that is no translation.
        relative = similarity / self._likeness.typical
        for knee in RELATIVE_KNEES:
            yield f"relative to {knee}", np.minimum(relative, knee)
        yield "margin", self._likeness.margin(shape)
        if self._written is not None:
            yield "written", self._written.similarity[shape]
            yield "written to 0.2", np.minimum(self._written.similarity[shape], 0.2)
            yield "written margin", self._written.margin(shape)
            if shape != (1, 1):
                yield "written gain", self._written.gain(shape)
        a, b = windows(self.left.sizes, p)[:, None], windows(self.right.sizes, q)[None, :]
        short = 1 / (1 + np.minimum(a, b) / _SHORT)
        yield "short", short
        yield "similarity, short", short * np.minimum(similarity, KNEES[-1])
        difference = np.abs(np.log((b + 8) / (a + 8)) - self.ratio)
        yield "length", difference
        yield "length, far", np.maximum(difference - _CLOSE, 0)
        yield "length, short", difference * short
        for name, channel in self._evidence.masses.items():
            shared = span_products(channel.cross, p, q)
            own = span_squares(channel.left, p)[:, None] + span_squares(channel.right, q)[None, :]
            yield f"{name} shared", np.log1p(shared)
            yield f"{name} missed", np.log1p(np.maximum(own - 2 * shared, 0))
        starts_a, starts_b = self.left.starts[: a.shape[0], None], self.right.starts[None, : b.shape[1]]
        yield "paragraphs begin", starts_a * starts_b
        yield "paragraph begins", np.abs(starts_a - starts_b)
        inner_a = (windows(self.left.starts, p) - self.left.starts[: a.shape[0]])[:, None]
        inner_b = (windows(self.right.starts, q) - self.right.starts[: b.shape[1]])[None, :]
        yield "paragraphs inside", inner_a + inner_b
        heading_a, heading_b = windows(self.left.headings, p)[:, None] / p, windows(self.right.headings, q)[None, :] / q
        yield "headings", heading_a * heading_b
        yield "heading", np.abs(heading_a - heading_b)

    def alone(self, axis: int) -> Iterator[tuple[str, Matrix]]:
        """Yield the features of a unit without a partner: of the left side (axis 0) or of the right (axis 1)."""
        side = (self.left, self.right)[axis]
        yield "alone", np.ones_like(side.sizes)
        yield "alone, short", 1 / (1 + side.sizes / _SHORT)
        yield "alone, heading", side.headings
        best = self.similarity[1, 1].max(axis=1 - axis)
        yield "alone, best", np.minimum(best, KNEES[-1])
        if self._written is not None:
            yield "alone, best relative", np.minimum(best / self._likeness.typical, 1)

    def _ratio(self) -> float:
        """Return the logarithm of how much longer the right side is, from pairs that are sure; drawn towards 0."""
        unit = self.similarity[1, 1]
        n = len(unit)
        best_right, best_left = unit.argmax(axis=1), unit.argmax(axis=0)
        rows = np.arange(n)
        sure = (best_left[best_right] == rows) & (unit[rows, best_right] > _SURE)
        ratios = np.log((self.right.sizes[best_right] + 8) / (self.left.sizes + 8))[sure]
        whole = float(np.log((self.right.sizes.sum() + 8) / (self.left.sizes.sum() + 8)))
        total, count = float(np.clip(whole, -0.25, 0.25)), len(ratios)
        middle = float(np.median(ratios)) if count else 0.0
        return (middle * count + total) / (count + 3)


def _best_elsewhere(matrix: Matrix, width: int) -> Matrix:
    """Return the best value of each row outside `width` columns from each column on; 0 where there is none."""
    n, m = matrix.shape
    places = m - width + 1
    before, after = np.zeros((n, places)), np.zeros((n, places))
    before[:, 1:] = np.maximum.accumulate(matrix, axis=1)[:, : places - 1]
    after[:, : places - 1] = np.maximum.accumulate(matrix[:, ::-1], axis=1)[:, ::-1][:, width:]
    return np.maximum(before, after)


def score(features: Iterable[tuple[str, Matrix]], weights: Mapping[str, float]) -> Matrix:
    """Return the sums of features times weights; a feature without a weight weighs nothing."""
    total: Matrix | None = None
    for name, values in features:
        part = weights.get(name, 0.0) * values
        total = part if total is None else total + part
    assert total is not None
    return total

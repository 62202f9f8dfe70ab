"""The lattice against all paths, listed one by one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.alignment.beads import SHAPES, Shape
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice

Path = list[tuple[Shape, int, int]]


def lattice(n: int, m: int, seed: int) -> Lattice:
    random = Random(seed)
    shapes = [(p, q) for p, q in SHAPES if p <= n and q <= m]
    sizes = {shape: (n - shape[0] + 1, m - shape[1] + 1) for shape in [*shapes, LEFT_ALONE, RIGHT_ALONE]}
    scores = {
        shape: np.array([[random.gauss(0, 2) for _ in range(columns)] for _ in range(rows)]).reshape(rows, columns)
        for shape, (rows, columns) in sizes.items()
    }
    return Lattice(scores, n, m)


def paths(whole: Lattice, i: int = 0, j: int = 0) -> Iterator[Path]:
    if (i, j) == (whole.n, whole.m):
        yield []
    for p, q in whole.scores:
        if i + p <= whole.n and j + q <= whole.m:
            for rest in paths(whole, i + p, j + q):
                yield [((p, q), i, j), *rest]


def value(whole: Lattice, path: Path) -> float:
    return sum(float(whole.scores[shape][i, j]) for shape, i, j in path)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 999))
def test_best_total_and_posteriors_are_those_of_all_paths(n: int, m: int, seed: int) -> None:
    whole = lattice(n, m, seed)
    every = list(paths(whole))
    assert value(whole, whole.best()) == pytest.approx(max(value(whole, path) for path in every))
    total = math.fsum(math.exp(value(whole, path)) for path in every)
    assert whole.total() == pytest.approx(math.log(total))
    posteriors = whole.posteriors()
    for shape, expected in posteriors.items():
        for i, j in np.ndindex(expected.shape):
            share = math.fsum(math.exp(value(whole, path)) for path in every if (shape, i, j) in path) / total
            assert expected[i, j] == pytest.approx(share, abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 999))
def test_every_unit_is_in_one_bead(n: int, m: int, seed: int) -> None:
    posteriors = lattice(n, m, seed).posteriors()
    left, right = np.zeros(n), np.zeros(m)
    for (p, q), probability in posteriors.items():
        for i, j in np.ndindex(probability.shape):
            left[i : i + p] += probability[i, j]
            right[j : j + q] += probability[i, j]
    assert left == pytest.approx(1, abs=1e-6)
    assert right == pytest.approx(1, abs=1e-6)

"""Bags of traits as vectors, and what spans of consecutive units have in common.

A trait weighs the less the more units have it (idf over both sides). Vectors of a span are sums
of its units' vectors, so that the products of all spans come from those of single units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.traits import Bag

Matrix = NDArray[np.float64]

MOST_DIMENSIONS = 8192
"""Shared traits beyond it share a dimension; an article of 200 sentences has fewer."""


@dataclass(frozen=True)
class Products:
    """Products of the vectors of two sides in one channel.

    `cross` is left by right. `left[d]` is the product of each left unit with the one `d` places
    later (d = 0: the square of its length); `right[d]` the same of the right side.
    """

    cross: Matrix
    left: tuple[Matrix, ...]
    right: tuple[Matrix, ...]


def idf(bags: Sequence[Bag]) -> dict[str, float]:
    """Return the weight of each trait: the logarithm of how rare units with it are, near 0 if all have it."""
    count = Counter(trait for bag in bags for trait in bag)
    return {trait: float(np.log((len(bags) + 1) / (n + 0.5))) for trait, n in count.items()}


def products(
    left: Sequence[Bag], right: Sequence[Bag], weights: dict[str, float], longest: int, power: float
) -> Products:
    """Return the products of two sides. A trait's count is multiplied by its weight to the given power.

    Power 1 is for cosines (tf-idf). Power 0.5 makes a product the sum of the weights of what is shared.
    """
    shared = sorted({trait for bag in left for trait in bag} & {trait for bag in right for trait in bag})
    columns = {trait: position % MOST_DIMENSIONS for position, trait in enumerate(shared)}
    width = max(1, min(len(shared), MOST_DIMENSIONS))
    a, own_a = _dense(left, columns, width, weights, power)
    b, own_b = _dense(right, columns, width, weights, power)
    return Products(
        (a @ b.T).astype(np.float64),
        (own_a, *(_neighbours(a, d) for d in range(1, longest))),
        (own_b, *(_neighbours(b, d) for d in range(1, longest))),
    )


def weighted(
    cross: Matrix, left: Matrix, right: Matrix, left_sizes: Matrix, right_sizes: Matrix, *, longest: int
) -> Products:
    """Return the products of two sides whose units' cosines are known, left by right and each side by itself.

    Each unit's vector is as long as its size says, so that a long sentence decides on its span.
    """
    own = []
    for cosines, sizes in ((left, left_sizes), (right, right_sizes)):
        square = sizes**2  # a vector's cosine with itself is 1, whatever rounding made of it
        near = [np.diagonal(cosines, d) * sizes[:-d] * sizes[d:] for d in range(1, min(longest, len(sizes)))]
        own.append((square, *near, *(np.zeros(0) for _ in range(longest - 1 - len(near)))))
    return Products(cross * left_sizes[:, None] * right_sizes[None, :], own[0], own[1])


def _dense(
    bags: Sequence[Bag], columns: dict[str, int], width: int, weights: dict[str, float], power: float
) -> tuple[NDArray[np.float32], Matrix]:
    matrix = np.zeros((len(bags), width), dtype=np.float32)
    squares = np.zeros(len(bags))
    for row, bag in enumerate(bags):
        line = matrix[row]
        square = 0.0
        for trait, count in bag.items():
            value = count * max(weights.get(trait, 0.0), 0.0) ** power
            square += value * value
            column = columns.get(trait)
            if column is not None:
                line[column] += value
        squares[row] = square
    return matrix, squares


def _neighbours(matrix: NDArray[np.float32], distance: int) -> Matrix:
    if len(matrix) <= distance:
        return np.zeros(0)
    product: Matrix = np.einsum("ij,ij->i", matrix[:-distance], matrix[distance:]).astype(np.float64)
    return product


def windows(values: Matrix, size: int) -> Matrix:
    """Return the sums of each `size` consecutive values of a vector."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    sums: Matrix = total[size:] - total[:-size]
    return sums


def span_squares(own: tuple[Matrix, ...], size: int) -> Matrix:
    """Return the squared lengths of the vectors of all spans of `size` units."""
    result = windows(own[0], size)
    for distance in range(1, size):
        result = result + 2 * windows(own[distance], size - distance)
    return result


def span_products(cross: Matrix, height: int, width: int) -> Matrix:
    """Return the products of all spans of `height` left units and `width` right units."""
    rows = cross.shape[0] - height + 1
    columns = cross.shape[1] - width + 1
    result = np.zeros((max(rows, 0), max(columns, 0)))
    if result.size:
        for i in range(height):
            for j in range(width):
                result += cross[i : i + rows, j : j + columns]
    return result

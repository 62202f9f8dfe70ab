"""Two lists of units become links: the best path through all beads, then what has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tqcheck.alignment.beads import Beads, Shape, score
from tqcheck.alignment.evidence import SAME, Texts, mode_of
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice
from tqcheck.alignment.moved import moves
from tqcheck.alignment.records import Aligned, Link, Similarity, Unit
from tqcheck.alignment.space import Matrix
from tqcheck.alignment.weights import MOVE_COST, WEIGHTS


def board(beads: Beads, weights: dict[str, float], n: int, m: int) -> dict[Shape, Matrix]:
    """Return the scores of all beads of two sides, units alone among them."""
    scores = {shape: score(beads.paired(shape), weights) for shape in beads.shapes}
    scores[LEFT_ALONE] = np.repeat(score(beads.alone(0), weights)[:, None], m + 1, axis=1)
    scores[RIGHT_ALONE] = np.repeat(score(beads.alone(1), weights)[None, :], n + 1, axis=0)
    return scores


def link_part(texts: Texts, rows: range, columns: range, given: Matrix | None) -> list[Link]:
    """Return the links of consecutive left units and consecutive right units, as if there were no others."""
    n, m = len(rows), len(columns)
    if not n or not m:
        return [*(Link((i,), (), 0.0, 1.0) for i in rows), *(Link((), (j,), 0.0, 1.0) for j in columns)]
    beads = Beads(texts.evidence(rows, columns, given))
    scores = board(beads, WEIGHTS[texts.mode], n, m)
    lattice = Lattice(scores, n, m)
    path, posteriors = lattice.best(), lattice.posteriors()
    moved, path = moves(scores, path, MOVE_COST[texts.mode])
    links = []

    def link(shape: Shape, i: int, j: int, confidence: float, is_moved: bool = False) -> Link:
        p, q = shape
        similarity = float(np.clip(beads.cosines[shape][i, j], 0, 1)) if p and q else 0.0
        return Link(tuple(rows[i : i + p]), tuple(columns[j : j + q]), similarity, min(1.0, confidence), is_moved)

    for shape, i, j in path:
        if shape == LEFT_ALONE:
            links.append(link(shape, i, j, float(posteriors[shape][i].sum())))
        elif shape == RIGHT_ALONE:
            links.append(link(shape, i, j, float(posteriors[shape][:, j].sum())))
        else:
            links.append(link(shape, i, j, float(posteriors[shape][i, j])))
    for move in moved:
        links += [link(shape, i, j, move.probability, True) for shape, i, j in move.beads]
    return links


def in_order(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return links in the order of the left side, additions after what they stand after on the right."""
    placed: list[tuple[tuple[float, float], Link]] = []
    after: dict[int, float] = {}
    for link in links:
        if link.left and not link.moved:
            after.update(dict.fromkeys(link.right, float(link.left[-1])))
    last = -1.0
    places: dict[int, float] = {}
    for j in sorted(j for link in links for j in link.right):
        last = after.get(j, last)
        places[j] = last
    for link in links:
        placed.append(((float(link.left[0]), 0.0), link) if link.left else ((places[link.right[0]] + 0.5, link.right[0]), link))
    return tuple(link for _, link in sorted(placed, key=lambda item: item[0]))


def align(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    same_language: bool,
    languages: tuple[str | None, str | None] = (None, None),
    similarity: Similarity | None = None,
) -> Aligned:
    mode = mode_of(left, right, same_language=same_language)
    texts = Texts.of(left, right, mode, languages)
    given = None
    if similarity is not None and left and right:
        given = np.asarray(similarity([u.text for u in left], [u.text for u in right]), dtype=float)
    return Aligned(in_order(link_part(texts, range(len(left)), range(len(right)), given)))

"""Two lists of units become links: the path that is right for most units, then what has moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from tqcheck.alignment.beads import Beads, Shape, score
from tqcheck.alignment.evidence import MEANING, SAME, Texts, mode_of
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice
from tqcheck.alignment.meaning_weights import MEANING_WEIGHTS
from tqcheck.alignment.moved import Bead, Swap, moves, swaps
from tqcheck.alignment.parts import MOST_CELLS, parts
from tqcheck.alignment.records import Aligned, Link, Similarity, Unit
from tqcheck.alignment.space import Matrix
from tqcheck.alignment.weights import WEIGHTS

_WEIGHTS = WEIGHTS | {MEANING: MEANING_WEIGHTS}

ALONE_COUNTS = 0.8
"""What a unit alone counts for where the path is chosen: a wrong omission is worse than a missed one."""
MUCH_ALONE = 0.35
"""A larger share of units alone than this asks whether it is the same article at all."""
STRANGER = 2.5
"""What is then added to the score of a unit alone."""
MOVE_COST = {SAME: 1.0}
"""Logarithm of the odds against a passage having moved, beside what its texts say."""
_USUAL_MOVE_COST = 2.5
SWAP_COST = 2.0
"""The same for two neighbours that changed places."""
_FAR_MOVE_COST = 3.0
"""What is added to it for a move from one part of a long text to another."""


def run(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    same_language: bool,
    languages: tuple[str | None, str | None],
    similarity: Similarity | None,
) -> Aligned:
    """Align two lists of units; `tqcheck.alignment.align` is the door to it.

    Raises ValueError when `similarity` returns something else than a left by right matrix of numbers.
    """
    if not left or not right:
        return Aligned(_alone(range(len(left)), range(len(right))))
    mode = mode_of(left, right, same_language=same_language)
    texts = Texts.of(left, right, mode, languages, similarity)
    whole = parts(*texts.bags["text"])
    links = [link for rows, columns in whole for link in _linked(texts, rows, columns)]
    if len(whole) > 1:
        links = _moved_far(texts, links)
    return Aligned(in_order(_in_place(links)), by_meaning=similarity is not None)


def board(beads: Beads, weights: Mapping[str, float]) -> dict[Shape, Matrix]:
    """Return the scores of all beads of two sides, units alone among them."""
    n, m = beads.cosines[1, 1].shape
    scores = {shape: score(beads.paired(shape), weights) for shape in beads.shapes}
    scores[LEFT_ALONE] = np.repeat(score(beads.alone(0), weights)[:, None], m + 1, axis=1)
    scores[RIGHT_ALONE] = np.repeat(score(beads.alone(1), weights)[None, :], n + 1, axis=0)
    return scores


def _alone(rows: Sequence[int], columns: Sequence[int]) -> tuple[Link, ...]:
    return (*(Link((i,), (), 0.0, 1.0) for i in rows), *(Link((), (j,), 0.0, 1.0) for j in columns))


def _linked(texts: Texts, rows: range, columns: range) -> list[Link]:
    """Return the links of consecutive left units and consecutive right units, as if there were no others."""
    n, m = len(rows), len(columns)
    if not n or not m:
        return list(_alone(rows, columns))
    beads = Beads(texts.evidence(rows, columns))
    scores = board(beads, _WEIGHTS[texts.weighed_as])
    scores, posteriors = _settled(scores, n, m)
    left_alone, right_alone = posteriors[LEFT_ALONE].sum(axis=1), posteriors[RIGHT_ALONE].sum(axis=0)
    path = _likely(posteriors, left_alone, right_alone)
    swapped: list[Swap] = []
    if texts.weighed_as != SAME:  # in one language what is alike is so much alike that the second look finds it
        swapped, path = swaps(scores, path, SWAP_COST)
    moved, path = moves(scores, path, MOVE_COST.get(texts.weighed_as, _USUAL_MOVE_COST))

    def link(bead: Bead, confidence: float, is_moved: bool = False) -> Link:
        (p, q), i, j = bead
        similarity = float(np.clip(beads.cosines[p, q][i, j], 0, 1)) if p and q else 0.0
        confidence = min(max(confidence, 0.0), 1.0)
        return Link(tuple(rows[i : i + p]), tuple(columns[j : j + q]), similarity, confidence, is_moved)

    links = [link(bead, move.probability, True) for move in moved for bead in move.beads]
    for swap in swapped:
        links += [link(swap.moved, swap.probability, True), link(swap.stays, swap.probability)]
    for bead in path:
        shape, i, j = bead
        if shape == LEFT_ALONE:
            links.append(link(bead, float(left_alone[i])))
        elif shape == RIGHT_ALONE:
            links.append(link(bead, float(right_alone[j])))
        else:
            links.append(link(bead, float(posteriors[shape][i, j])))
    return links


def _settled(scores: dict[Shape, Matrix], n: int, m: int) -> tuple[dict[Shape, Matrix], dict[Shape, Matrix]]:
    """Return scores and posteriors; where much is alone, more is expected to be, for it may be another article."""
    posteriors = Lattice(scores, n, m).posteriors()
    alone = float(posteriors[LEFT_ALONE].sum() + posteriors[RIGHT_ALONE].sum())
    if alone <= MUCH_ALONE * (n + m):
        return scores, posteriors
    scores = scores | {shape: scores[shape] + STRANGER for shape in (LEFT_ALONE, RIGHT_ALONE)}
    return scores, Lattice(scores, n, m).posteriors()


def _likely(posteriors: Mapping[Shape, Matrix], left_alone: Matrix, right_alone: Matrix) -> list[Bead]:
    """Return the path on which most units are expected to be right.

    The likeliest path is another: two units that are alone side by side may come in two orders,
    each of which has half of the probability.
    """
    n, m = len(left_alone), len(right_alone)
    gains = {shape: sum(shape) * probability for shape, probability in posteriors.items()}
    gains[LEFT_ALONE] = np.repeat(ALONE_COUNTS * left_alone[:, None], m + 1, axis=1)
    gains[RIGHT_ALONE] = np.repeat(ALONE_COUNTS * right_alone[None, :], n + 1, axis=0)
    return Lattice(gains, n, m).best()


def _moved_far(texts: Texts, links: list[Link]) -> list[Link]:
    """Look among what is left alone in all parts of long texts for passages that moved from one to another, one by one."""
    rows = [link.left[0] for link in links if not link.right]
    columns = [link.right[0] for link in links if not link.left]
    if not rows or not columns or len(rows) * len(columns) > MOST_CELLS:
        return links
    beads = Beads(texts.evidence(rows, columns))
    every = board(beads, _WEIGHTS[texts.weighed_as])
    scores = {shape: every[shape] for shape in ((1, 1), LEFT_ALONE, RIGHT_ALONE)}
    path: list[Bead] = [(LEFT_ALONE, i, 0) for i in range(len(rows))]
    path += [(RIGHT_ALONE, len(rows), j) for j in range(len(columns))]
    cost = MOVE_COST.get(texts.weighed_as, _USUAL_MOVE_COST) + _FAR_MOVE_COST
    moved, _ = moves(scores, path, cost)
    found = [
        Link((rows[i],), (columns[j],), float(np.clip(beads.cosines[1, 1][i, j], 0, 1)), move.probability, True)
        for move in moved
        for _, i, j in move.beads
    ]
    left, right = {link.left[0] for link in found}, {link.right[0] for link in found}
    kept = [
        link
        for link in links
        if (link.left and link.right)
        or (link.left and link.left[0] not in left)
        or (link.right and link.right[0] not in right)
    ]
    return [*kept, *found]


def _in_place(links: Sequence[Link]) -> list[Link]:
    """Take "moved" from links that cross no link that has not moved: their path was only unsure of them.

    One after the other, since two of them may cross each other.
    """
    staying = [link for link in links if link.left and link.right and not link.moved]
    rows, columns = [link.left[0] for link in staying], [link.right[0] for link in staying]
    found = []
    for link in links:
        if link.moved:
            crossed = (np.array(rows) - link.left[0]) * (np.array(columns) - link.right[0]) < 0
            if not crossed.any():
                link = replace(link, moved=False)
                rows.append(link.left[0])
                columns.append(link.right[0])
        found.append(link)
    return found


def in_order(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return links in the order of the left side, each addition after the link that it follows on the right."""
    partner = {j: link.left[-1] for link in links if link.left and not link.moved for j in link.right}
    added = {link.right[0] for link in links if not link.left}
    places: dict[int, int] = {}
    last = -1
    for j in sorted({j for link in links for j in link.right}):
        last = partner.get(j, last)
        if j in added:
            places[j] = last
    # An addition stands after the last left unit of the link before it: half a step on.
    keyed = [
        ((float(link.left[0]), 0) if link.left else (places[link.right[0]] + 0.5, link.right[0]), link)
        for link in links
    ]
    return tuple(link for _, link in sorted(keyed, key=lambda item: item[0]))

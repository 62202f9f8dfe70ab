"""Neighbours that changed places: a path cannot cross, so they are looked for beside it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.alignment import Unit, align
from tqcheck.alignment.moved import swaps

LEFT = [
    "The harbour of Velm closed on 3 March.",
    "A storm had torn 40 metres out of the pier.",
    "Captain Ida Lund saw it happen from her boat.",
    "The county of Norrby pays 2.5 million kroner.",
    "The fishermen sell their catch in Torsvik until then.",
    "The ferry to Alsen island will run from 12 May.",
]
RIGHT = [
    "Der Hafen von Velm wurde am 3. März geschlossen.",
    "Ein Sturm hatte 40 Meter aus der Mole gerissen.",
    "Kapitänin Ida Lund sah es von ihrem Boot aus.",
    "Der Bezirk Norrby zahlt 2,5 Millionen Kronen.",
    "Die Fischer verkaufen ihren Fang bis dahin in Torsvik.",
    "Die Fähre zur Insel Alsen fährt ab dem 12. Mai.",
]


def linked(right: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    sides = [[Unit(text, number // 3) for number, text in enumerate(side)] for side in (LEFT, right)]
    aligned = align(*sides, same_language=False, languages=("en", "de"))
    return [(link.left, link.right, link.moved) for link in aligned.links]


def test_neighbours_that_changed_places_are_two_links_and_one_has_moved() -> None:
    right = RIGHT[:]
    right[3], right[4] = right[4], right[3]
    links = linked(right)
    assert {(left, other) for left, other, _ in links} >= {((3,), (4,)), ((4,), (3,))}
    assert sum(moved for *_, moved in links) == 1


def test_what_is_in_order_stays() -> None:
    assert linked(RIGHT) == [((k,), (k,), False) for k in range(6)]


def test_a_pair_of_pairs_is_crossed_only_where_that_is_worth_its_cost() -> None:
    path = [((1, 1), 0, 0), ((1, 1), 1, 1)]
    scores = {(1, 1): np.array([[0.0, 5.0], [5.0, 0.0]])}
    ((swap,), rest) = swaps(scores, path, 2.0)
    assert (swap.moved, swap.stays, rest) == (((1, 1), 0, 1), ((1, 1), 1, 0), [])
    assert swap.probability > 0.99
    assert swaps(scores, path, 11.0) == ([], path)
    scores[2, 2] = np.array([[9.0]])
    assert swaps(scores, [((2, 2), 0, 0)], 2.0) == ([], [((2, 2), 0, 0)])


@given(st.permutations(range(6)))
def test_every_unit_is_in_one_link_whatever_the_order(order: list[int]) -> None:
    links = linked([RIGHT[k] for k in order])
    assert sorted(i for left, _, _ in links for i in left) == list(range(6))
    assert sorted(j for _, right, _ in links for j in right) == list(range(6))

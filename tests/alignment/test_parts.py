from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.alignment import parts as room
from tqcheck.alignment.parts import anchors, parts


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 99), st.sampled_from([1, 40, 400]))
def test_parts_cover_both_sides_in_order(n: int, m: int, seed: int, cells: int) -> None:
    random = Random(seed)
    left, right = ([Counter(f"t{random.randrange(80)}" for _ in range(5)) for _ in range(k)] for k in (n, m))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "MOST_CELLS", cells)
        patch.setattr(room, "_LONGEST_PART", 10)
        found = parts(left, right)
    assert [i for rows, _ in found for i in rows] == list(range(n))
    assert [j for _, columns in found for j in columns] == list(range(m))


def test_anchors_rise_and_leave_out_what_moved() -> None:
    left = [Counter({f"a{k}": 1, f"b{k}": 1, "all": 1}) for k in range(20)]
    right = [*left[:3], *left[4:], left[3]]
    assert anchors(left, right) == [(k, k) for k in range(3)] + [(k, k - 1) for k in range(4, 20)]


def test_units_that_are_all_the_same_have_no_anchor() -> None:
    same = [Counter({"all": 1, "too": 1})] * 20
    assert anchors(same, same) == []

"""Wrong shapes are errors that name the line, and the place where a shift begins is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.segments.support import lines_file
from tqcheck.segments import ShapeError, bring_together
from tqcheck.segments.shape import shift

_TEXT = (
    "The council met on Monday evening to talk about the new bridge.",
    "Nobody had expected so many people in the small hall.",
    "The mayor opened the debate with a short speech.",
    "A farmer asked who would pay for the road to the quarry.",
    "Engineers showed drawings of three different arches.",
    "Two members left before the vote was taken.",
    "In the end the cheapest plan won by a single voice.",
    "Work on the first pillar will begin next spring.",
    "Until then the old ferry carries cars across the river.",
)
_REFERENCE = (
    "On Monday evening the council met to discuss the new bridge.",
    "So many people in the small hall were a surprise to everyone.",
    "With a short speech the mayor opened the debate.",
    "Who would pay for the quarry road, a farmer asked.",
    "The engineers showed drawings of three arches.",
    "Before the vote two members left.",
    "The cheapest plan won in the end, by a single voice.",
    "Next spring work will begin on the first pillar.",
    "The old ferry will carry cars across the river until then.",
)


@pytest.mark.parametrize("missing", range(9))
def test_the_line_that_is_missing_is_found(missing: int) -> None:
    shorter = [text for index, text in enumerate(_REFERENCE) if index != missing]
    assert shift(_TEXT, shorter) == missing or missing == 8  # the last one's is no shift
    with pytest.raises(ShapeError) as caught:
        bring_together(lines_file("h", *_TEXT), [lines_file("r", *shorter)])
    said = str(caught.value)
    assert said.startswith("h has 9 lines and r 8: line 9 of h has no partner")
    assert missing == 8 or f"the shift seems to begin at line {missing + 1} of h (“{_TEXT[missing][:20]}" in said


def test_a_shift_begins_at_the_first_of_two() -> None:
    assert shift(_TEXT, [text for index, text in enumerate(_REFERENCE) if index not in (2, 5)]) == 2
    assert shift(_TEXT, [text for index, text in enumerate(_REFERENCE) if index not in (3, 4)]) == 3


def test_an_empty_line_where_the_other_goes_on() -> None:
    hypothesis = [*_TEXT[:4], "", *_TEXT[4:]]
    with pytest.raises(ShapeError) as caught:
        bring_together(lines_file("h", *hypothesis), [lines_file("r", *_REFERENCE)])
    assert "begin at line 5 of h, which is empty where r goes on (“The engineers showed" in str(caught.value)
    # Where no word is shared, the empty line alone tells.
    other = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    assert shift(hypothesis, other) == 4


@given(st.lists(st.text(max_size=8), max_size=12), st.lists(st.text(max_size=8), max_size=12))
def test_a_shift_is_a_line_of_the_longer_text(one: list[str], other: list[str]) -> None:
    longer, shorter = sorted((one, other), key=len, reverse=True)
    place = shift(longer, shorter)
    assert place is None or 0 <= place < len(longer)


def test_no_place_is_named_where_nothing_shows_it() -> None:
    with pytest.raises(ShapeError) as caught:
        bring_together(lines_file("h", "a b", "c d", "e f"), [lines_file("r", "g h", "i j")])
    assert str(caught.value) == "h has 3 lines and r 2: line 3 of h has no partner"


def test_references_that_are_transposed() -> None:
    with pytest.raises(ShapeError, match="line 1 of r holds 3 texts with tabs between them"):
        bring_together(lines_file("h", "a", "b", "c"), [lines_file("r", "a\tb\tc")])
    with pytest.raises(
        ShapeError, match="3 reference files of 2 lines for the 3 lines of h: they seem to be transposed"
    ):
        bring_together(lines_file("h", "a", "b", "c"), [lines_file(name, "a", "b") for name in ("r1", "r2", "r3")])

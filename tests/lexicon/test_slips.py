"""What happened between two spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lexicon.slips import COST, SAID, slips


@pytest.mark.parametrize(
    ("wrong", "right", "kinds"),
    [
        ("rrads", "reads", ("neighbour",)),
        ("teh", "the", ("transposition",)),
        ("untill", "until", ("doubling",)),
        ("comittee", "committee", ("undoubling",)),
        ("enviroment", "environment", ("omission",)),
        ("tomorrrow", "tomorrow", ("doubling",)),
        ("seperate", "separate", ("vowel",)),
        ("aqui", "aquí", ("accent",)),
        ("eleve", "élève", ("accent", "accent")),
        ("the", "the", ()),
    ],
)
def test_the_likeliest_slips_are_named(wrong: str, right: str, kinds: tuple[str, ...]) -> None:
    found = slips(wrong, right, "qwerty")
    assert found is not None
    assert tuple(slip.kind for slip in found) == kinds


def test_words_too_far_apart_have_no_slips() -> None:
    assert slips("tram", "harbour", "qwerty") is None
    assert slips("eleve", "élève", "qwerty", most=1) is None


_WORDS = st.text(alphabet="abcdeéè", max_size=8)


@given(_WORDS, _WORDS)
def test_slips_are_few_placed_in_the_word_and_have_a_name(wrong: str, right: str) -> None:
    found = slips(wrong, right, "qwerty")
    assert (found == ()) == (wrong == right)
    for slip in found or ():
        assert 0 <= slip.place <= len(wrong)
        assert slip.kind in SAID
        assert slip.kind in COST
    assert found is None or abs(len(wrong) - len(right)) <= len(found) <= 2

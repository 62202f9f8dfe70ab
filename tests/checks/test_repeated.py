from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import assert_inside, findings, fired
from tqcheck.checks.repeated import RepeatedWord
from tqcheck.config import Settings
from tqcheck.model import OPAQUE, Tier

CHECK = RepeatedWord()
LANGUAGES = ("en", "de", "id", "ru", "hi", "xx")


@given(
    st.lists(
        st.sampled_from(["the", "The", "die", "a", ",", ".", "\n", "  ", "7", OPAQUE, "x-", "कि", "“"]), max_size=30
    )
)
def test_spans_are_inside(words: list[str]) -> None:
    for language in LANGUAGES:
        assert_inside(CHECK, " ".join(words), language)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_never_raises(text: str, language: str) -> None:
    assert_inside(CHECK, text, language)


def test_span_leaves_punctuation_out() -> None:
    assert fired(CHECK, "He said “the the, and left.") == [("the the", "the")]


def test_words_around_something_opaque_are_not_neighbours() -> None:
    assert fired(CHECK, f"We saw the {OPAQUE} the house.") == []


def test_words_with_vowel_signs_are_words() -> None:
    assert fired(CHECK, "यह बात बात है", "ta") == []
    assert fired(CHECK, "Er kam nicht nicht\nheute.", "de") == [("nicht nicht", "nicht")]


def test_line_end_between_the_words() -> None:
    assert fired(CHECK, "They walked along the\nthe river.") == [("the\nthe", "the")]


def test_unknown_language_is_never_certain() -> None:
    assert [finding.tier for finding in findings(CHECK, "Zu zu blarg blarg.", "xx")] == [Tier.LIKELY, Tier.LIKELY]


@pytest.mark.parametrize("accept", [{"all": frozenset(["council"])}, {"en": frozenset(["council"])}])
def test_accepted_word(accept: dict[str, frozenset[str]]) -> None:
    assert findings(CHECK, "The council council met.", settings=Settings(accept=accept)) == []

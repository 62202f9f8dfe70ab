"""Words in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lexicon.words import count_words, lower, normalise, words


@given(st.text(max_size=80))
def test_words_are_where_they_say_and_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert word.start >= end
        assert not word.text[0].isspace()
        end = word.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The BREM-1 and T-55, D-30A", ["The", "and"]),
        ("al-Assad’s l'été п’ять don't", ["al-Assad’s", "l'été", "п’ять", "don't"]),
        ("foo_bar @name 3rd x2", []),
        ("cafe\u0301 so\u00adft", ["cafe\u0301", "so\u00adft"]),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("One, two – 3.5 million.", 4), ("don't stop", 2), ("T-55", 1), ("北京市", 3), ("p.m.", 1)],
)
def test_words_are_counted_as_editors_do(text: str, number: int) -> None:
    assert count_words(text) == number


def test_the_form_in_which_a_word_is_looked_up() -> None:
    assert normalise("п’ять", "uk") == "п'ять"
    assert normalise("за\u0301мок", "ru") == "замок"
    assert normalise("ещё", "ru") == "еще"
    assert normalise("cafe\u0301", "fr") == "café"
    assert normalise("oraş", "ro") == "oraș"
    assert lower("IŞIK", "tr") == "ışık"

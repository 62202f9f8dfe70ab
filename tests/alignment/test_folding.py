from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.alignment.folding import consonants, fold
from tqcheck.alignment.traits import cognates, is_alphabet, is_latin, marks, numbers, skeletons, tokens, weight, words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("Москва", "moskva"),
        ("Ёлкин", "elkin"),
        ("Йорк", "iork"),
        ("Αθήνα", "athina"),
    ],
)
def test_alphabets_become_latin(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    "names",
    [
        ("Trump", "Трамп", "ترامب", "트럼프"),
        ("Houston", "Хьюстон", "ह्यूस्टन"),
        ("Reagan", "Рейган", "ريغان"),
    ],
)
def test_a_name_has_the_same_consonants_in_all_scripts(names: tuple[str, ...]) -> None:
    assert len({consonants(name) for name in names}) == 1


def test_different_names_have_other_consonants() -> None:
    assert consonants("Merkel") != consonants("Macron")


@given(st.text(max_size=30))
def test_any_text_has_traits(text: str) -> None:
    for channel in (words, cognates, skeletons, numbers, marks):
        assert all(count > 0 for count in channel(text).values())
    assert weight(text) >= len(text)
    assert all(token.strip() == token for token in tokens(text))
    is_alphabet(text), is_latin(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,500 euros", {"1500"}),
        ("1 500 Euro", {"1500"}),
        ("1.500 Euro", {"1500"}),
        ("१५०० रुपये", {"1500"}),
        ("2016 10 people", {"2016", "10"}),
        ("at 007", {"7"}),
        ("0", {"0"}),
    ],
)
def test_numbers_are_digits_without_separators(text: str, found: set[str]) -> None:
    assert set(numbers(text)) == found


def test_marks_of_other_scripts_are_the_same() -> None:
    assert marks("为什么？") == marks("Why?") == marks("لماذا؟")

"""What a text's numbers are worth: by value, kind and unit, in the languages that write them differently."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.languages.inventory import LANGUAGES
from tqcheck.quantities.cldr import formats_for
from tqcheck.quantities.recognise import quantities
from tqcheck.quantities.records import Kind
from tqcheck.quantities.units import converts, in_unit
from tqcheck.quantities.words import words


@pytest.mark.parametrize(
    ("language", "text", "kind", "value", "unit"),
    [
        ("en", "It cost 3.5 million euros.", Kind.MONEY, 3_500_000, "euro"),
        ("de", "Es kostete 3,5 Mio. Euro.", Kind.MONEY, 3_500_000, "euro"),
        ("pl", "Kosztowało 3,5 mln euro.", Kind.MONEY, 3_500_000, "euro"),
        ("de", "Es kamen 3.500 Menschen.", Kind.COUNT, 3500, None),
        ("fr", "Il y avait 3\u202f500 personnes.", Kind.COUNT, 3500, None),
        ("zh", "有35万人。", Kind.COUNT, 350_000, None),
        ("en", "He gave 2 lakh people work.", Kind.COUNT, 200_000, None),
        ("ar", "كان هناك ٣٥٠٠ شخص.", Kind.COUNT, 3500, None),
        ("hi", "वहाँ ३५०० लोग थे।", Kind.COUNT, 3500, None),
        ("de", "Es waren 12,5 Prozent.", Kind.PERCENT, Fraction(25, 2), None),
        ("tr", "Oran yüzde 12,5 oldu.", Kind.PERCENT, Fraction(25, 2), None),
        ("en", "The lake is 5 miles away.", Kind.MEASURE, 5, "length-mile"),
    ],
)
def test_value_kind_unit(language: str, text: str, kind: Kind, value: int | Fraction, unit: str | None) -> None:
    (found,) = quantities(text, language)
    assert (found.kind, found.values[0], found.unit) == (kind, value, unit)
    assert text[found.start : found.end] == found.text


def test_both_readings_are_kept_and_the_foreign_one_is_told() -> None:
    (found,) = quantities("Es kamen 3,500 Menschen.", "de")
    assert found.values[0] == Fraction(7, 2)
    assert 3500 in found.foreign


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-one people", 21),
        ("de", "einundzwanzig Menschen", 21),
        ("pl", "dwadzieścia dni", 20),
        ("zh", "三十五人", 35),
        ("fr", "au XIXe siècle", 19),
        ("pl", "w XIX wieku", 19),
    ],
)
def test_numbers_in_letters(language: str, text: str, value: int) -> None:
    assert value in [word.value for word in words(text, language)]


def test_a_capital_that_begins_a_word_is_no_roman_number() -> None:
    assert words("Vom Hafen von Velm.", "de") == []


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit", "right"),
    [
        (5, "length-mile", 8, "length-kilometer", True),
        (5, "length-mile", 18, "length-kilometer", False),
        (50, "temperature-fahrenheit", 10, "temperature-celsius", True),
        (2000, "mass-pound", 900, "mass-kilogram", True),
    ],
)
def test_conversions(value: int, unit: str, other: int, other_unit: str, right: bool) -> None:
    assert converts(Fraction(value), unit, Fraction(other), other_unit) is right
    if right:
        assert in_unit(Fraction(value), unit, other_unit) == pytest.approx(other, rel=0.07)


def test_the_months_of_one_language_do_not_leak_into_another() -> None:
    """Babel shares what locales have in common: whatever was loaded before, German has German months."""
    formats_for("fi")
    assert [found.kind for found in quantities("Es war am 14. März 2031.", "de")].count(Kind.MONTH) == 1
    assert Kind.MONTH not in [found.kind for found in quantities("Es war am 14. maaliskuuta 2031.", "de")]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_formats(language: str) -> None:
    formats = formats_for(language)
    assert formats.groups
    assert formats.decimals
    assert quantities("2031", language)[0].values[0] == 2031


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.sampled_from("0123456789.,: -%$€/()٣٥万億半XIVaé\u00a0\u202fth¼½°C"), max_size=40),
    language=st.sampled_from(["en", "de", "ar", "zh", "pl", "hi", "ja"]),
)
def test_any_text_gives_spans_inside_it_in_order(text: str, language: str) -> None:
    found = quantities(text, language)
    for number in found:
        assert 0 <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert number.values
    assert [n.start for n in found] == sorted(n.start for n in found)
    for word in words(text, language):
        assert 0 <= word.start < word.end <= len(text)

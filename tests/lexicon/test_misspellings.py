"""Listed misspellings: English, and only what is no word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.lexicon import misspellings
from tqcheck.lexicon.misspellings import _meant, correction

pytest.importorskip("codespell_lib")


@pytest.fixture
def without_the_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(misspellings, "find_spec", lambda _name: None)
    misspellings._listed.cache_clear()
    yield
    misspellings._listed.cache_clear()


@pytest.mark.parametrize(
    ("word", "meant"), [("goverment", "government"), ("recieve", "receive"), ("didnt", "didn't"), ("alot", "a lot")]
)
def test_known_misspellings_are_corrected(word: str, meant: str) -> None:
    assert correction(word, "en")[0] == meant


@pytest.mark.parametrize("word", ["government", "chanel", "nam", "overment", "goverm", "gover.ment", "", "affaire"])
def test_words_names_and_parts_are_not(word: str) -> None:
    assert correction(word, "en") == ()


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
def test_other_languages_are_not_asked(language: str) -> None:
    assert correction("goverment", language) == ()


@pytest.mark.usefixtures("without_the_package")
def test_without_the_package_nothing_is_listed() -> None:
    assert correction("goverment", "en") == ()


@pytest.mark.parametrize(
    ("entry", "meant"),
    [("the", ("the",)), ("meta, mater,", ("meta", "mater")), ("clause, a name", ("clause",)), ("", ())],
)
def test_entries_are_read(entry: str, meant: tuple[str, ...]) -> None:
    assert _meant(entry) == meant


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=12))
def test_no_word_breaks_it(word: str) -> None:
    assert all(other and other != word for other in correction(word, "en"))

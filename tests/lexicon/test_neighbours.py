from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lexicon import neighbours
from tqcheck.lexicon.neighbours import gain

pytestmark = pytest.mark.skipif(not neighbours.is_known("en"), reason="symspellpy is not installed")


@pytest.mark.parametrize(
    ("before", "right", "wrong", "after"),
    [
        ("the", "news", "new", "that"),
        ("to", "lose", "loose", "weight"),
        ("far", "from", "form", "home"),
        ("balanced", "diet", "did", None),
    ],
)
def test_the_right_word_gains_more(before: str | None, right: str, wrong: str, after: str | None) -> None:
    assert gain(before, right, after, "en") > gain(before, wrong, after, "en")


def test_case_does_not_matter() -> None:
    assert gain("From", "THE", None, "en") == gain("from", "the", None, "en") > 0


def test_words_inside_a_suggestion_are_neighbours_too() -> None:
    assert gain(None, "in the", None, "en") == gain("in", "the", None, "en") > 0


def test_nothing_is_known_of_other_languages_and_of_a_word_alone() -> None:
    assert gain("aus", "dem", "Haus", "de") == 0.0
    assert gain(None, "the", None, "en") == 0.0


@given(st.one_of(st.none(), st.text(max_size=8)), st.text(max_size=8), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_has_a_gain(before: str | None, word: str, after: str | None) -> None:
    assert 0.0 <= gain(before, word, after, "en") < 20


def test_built_anew_where_the_table_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    file = tmp_path / "lexicon" / f"en-{neighbours._FORM}.pairs"
    file.parent.mkdir()
    file.write_bytes(b"broken")
    neighbours._table.cache_clear()
    try:
        assert gain("of", "the", None, "en") > 0
        assert file.stat().st_size > 1_000_000
        neighbours._table.cache_clear()
        assert gain("of", "the", None, "en") > 0
    finally:
        neighbours._table.cache_clear()


def test_without_the_package_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    neighbours._table.cache_clear()
    try:
        assert gain("of", "the", None, "en") == 0.0
        assert not neighbours.is_known("en")
    finally:
        neighbours._table.cache_clear()

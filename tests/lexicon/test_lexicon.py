"""Frequencies, dictionaries and the judgement of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.lexicon import SUPPORTED, Lexicon, lexicon_for
from tqcheck.lexicon.candidates import candidates, two_slips
from tqcheck.lexicon.dictionary import Dictionary
from tqcheck.lexicon.keyboards import neighbours
from tqcheck.lexicon.scorer import ACCEPTED, Context, explain, judge
from tqcheck.lexicon.weights import WEIGHTS
from tqcheck.lexicon.words import normalise
from tqcheck.model import Tier

DEMANDED = "en de fr es it pt pl nl sv da nb cs sk uk ru hr sl ro hu tr id fi ca gl".split()


def lexicon(language: str) -> Lexicon:
    found = lexicon_for(language)
    assert found is not None
    return found


def test_the_languages_that_there_must_be() -> None:
    assert set(DEMANDED) <= set(SUPPORTED)
    assert lexicon_for("zh") is None


@pytest.mark.parametrize("language", sorted(SUPPORTED))
def test_every_language_has_its_files_and_its_keyboard(language: str) -> None:
    import wordfreq

    resources = SUPPORTED[language]
    assert Dictionary(resources)._files
    folder = Path(wordfreq.__file__).parent / "data"
    assert all((folder / f"{name}.msgpack.gz").is_file() for name in resources.lists)
    assert len(neighbours(resources.keyboard)) >= 26


def test_frequencies_are_those_of_the_list() -> None:
    import wordfreq

    for word in ("the", "reads", "council", "goverment", "tram"):
        assert lexicon("en").frequency(word) == pytest.approx(wordfreq.zipf_frequency(word, "en"), abs=0.03)
    assert lexicon("en").frequency("rrads") == 0.0


def test_candidates_know_their_slips() -> None:
    def made(word: str, language: str) -> dict[str, tuple[str, ...]]:
        return {c.word: c.slips for c in (*two_slips(word, lexicon(language)), *candidates(word, lexicon(language)))}

    assert made("rrads", "en")["reads"] == ("neighbour",)
    assert made("rrads", "en")["roads"] == ("substitution",)
    assert made("recieve", "en")["receive"] == ("transposition",)
    assert made("situacion", "es")["situación"] == ("accent",)
    assert made("eleve", "fr")["élève"] == ("accent", "accent")
    assert made("ofthe", "en")["of the"] == ("space",)
    assert made("ктото", "ru")["кто-то"] == ("hyphen",)
    assert made("dimana", "id")["di mana"] == ("fused",)
    assert sorted(made("dissapointed", "en")["disappointed"]) == ["doubling", "undoubling"]
    assert made("gruesse", "de")["grüsse"] == ("digraph",)


@pytest.mark.parametrize("word", ["rrads", "goverment", "annoucement"])
def test_slips_are_certain_and_say_why(word: str) -> None:
    judgement = judge(word, lexicon("en"), Context())
    assert judgement.tier is Tier.CERTAIN
    assert "times more frequent" in judgement.evidence["why"]
    assert set(judgement.evidence["features"]) <= set(WEIGHTS)


@pytest.mark.parametrize("word", ["the", "council", "moquette", "colour", "color", "zqxv"])
def test_words_that_nothing_speaks_against(word: str) -> None:
    assert judge(word, lexicon("en"), Context()).tier is None


def test_a_word_that_stands_in_the_source_or_comes_again_is_less_of_a_slip() -> None:
    plain = judge("legnth", lexicon("en"), Context()).confidence
    assert judge("legnth", lexicon("en"), Context(count=4)).confidence < plain
    assert judge("legnth", lexicon("en"), Context(in_source=True)) is ACCEPTED
    assert judge("the", lexicon("en"), Context()) is ACCEPTED


def test_some_slip_is_found_in_every_language_with_a_small_list() -> None:
    slips = {
        "da": "regreingen",
        "hu": "kormnáy",
        "ro": "guvrenul",
        "bg": "правителсвто",
        "sk": "prezidnet",
        "sl": "predsedink",
    }
    assert {language for language, slip in slips.items() if judge(slip, lexicon(language), Context()).tier} == set(
        slips
    )


def test_neighbours_say_which_word_was_meant() -> None:
    english = lexicon("en")
    alone = judge("yeras", english, Context())
    beside = judge("yeras", english, Context(before="five", after="ago"))
    assert beside.suggestions[0] == "years"
    assert alone.confidence < beside.confidence


def test_a_capital_inside_a_sentence_speaks_for_a_name() -> None:
    small = judge("goverment", lexicon("en"), Context()).confidence
    capital = judge("Goverment", lexicon("en"), Context(capital=True)).confidence
    beside = judge("Goverment", lexicon("en"), Context(capital=True, beside_name=True)).confidence
    assert beside < capital < small


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("econômico", "pt"),
        ("económico", "pt"),
        ("entrainer", "fr"),
        ("entraîner", "fr"),
        ("замо\u0301к", "ru"),
        ("Eén", "nl"),
        ("Egalement", "fr"),
    ],
)
def test_spellings_that_hold_beside_each_other(word: str, language: str) -> None:
    assert judge(normalise(word, language), lexicon(language), Context()) is ACCEPTED


def test_weak_languages_are_never_certain() -> None:
    weak = [language for language, resources in SUPPORTED.items() if resources.weak]
    assert {"fi", "gl", "da", "hr"} <= set(weak)
    for language in ("da", "fi"):
        for word in ("regreingen", "hallituksne", "presidnet"):
            assert judge(word, lexicon(language), Context()).tier is not Tier.CERTAIN


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["en", "de", "uk", "tr"]),
    st.text(alphabet=st.characters(categories=("L", "M")), min_size=1, max_size=14),
)
def test_no_word_breaks_the_judgement(language: str, word: str) -> None:
    judgement = judge(word, lexicon(language), Context())
    assert 0 <= judgement.confidence <= 1
    assert judgement.tier is None or judgement.suggestions
    explained = explain(word, lexicon(language), Context())
    assert (explained.status == "judged") == bool(judgement.suggestions)


def test_verdicts_are_remembered_on_disk(own_cache: Path) -> None:
    first = Dictionary(SUPPORTED["sv"])
    assert first.knows("spårvagn")
    assert not first.knows("spårvnag")
    first.flush()
    assert (own_cache / "lexicon" / "verdicts.sqlite").exists()
    second = Dictionary(SUPPORTED["sv"])
    second.spell = lambda _word: pytest.fail("the dictionary was loaded")  # type: ignore[method-assign, assignment]
    assert second.knows("spårvagn")
    assert not second.knows("spårvnag")


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("in the way")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    fresh = Lexicon(SUPPORTED["da"])
    assert fresh.frequency("regeringen") > 4
    assert fresh.known("regeringen")


def test_a_broken_table_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    assert Lexicon(SUPPORTED["da"]).frequency("regeringen") > 4
    (table,) = (tmp_path / "lexicon").glob("*.table")
    table.write_bytes(table.read_bytes()[: (1 << 19) + 8 * 3])
    assert Lexicon(SUPPORTED["da"]).frequency("regeringen") > 4

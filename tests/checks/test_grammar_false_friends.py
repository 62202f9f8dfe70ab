"""False friends: a word that only looks like the source's is told, the same word for another is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sentence_pairs import analysis_of
from tests.checks.support import analysis
from tqcheck.checks.grammar import Grammar
from tqcheck.checks.grammar.explain import explain, near
from tqcheck.checks.grammar.false_friends import Reader, false_friends, rules, table
from tqcheck.config import LanguageToolSettings, Settings
from tqcheck.languages.inventory import LANGUAGES
from tqcheck.model import Finding, Severity, Tier
from tqcheck.pipeline import check


def found(source: str, target: str, languages: str = "de-en", settings: Settings | None = None) -> list[Finding]:
    """Return what is found in a translation of one sentence."""
    one, other = languages.split("-")
    return list(Grammar().run(analysis_of([source], [target], one, other), settings or Settings()))


def words(source: str, target: str, languages: str = "de-en") -> list[str]:
    return [target[f.start : f.end] for f in found(source, target, languages)]


@pytest.mark.parametrize(
    ("languages", "source", "target", "word"),
    [
        ("de-en", "Das aktuelle Problem ist der Lärm.", "The actual problem is the noise.", "actual"),
        ("de-en", "Wir bauen eventuell eine Brücke.", "We will eventually build a bridge.", "eventually"),
        ("de-en", "Sie besucht ein Gymnasium im Norden.", "She attends a gymnasium in the north.", "gymnasium"),
        ("de-en", "Sein Chef kam zu spät.", "His chef came late.", "chef"),
        ("en-de", "She bought a gift for the mayor.", "Sie kaufte ein Gift für den Bürgermeister.", "Gift"),
        ("fr-en", "Il assiste actuellement le maire.", "He actually assists the mayor.", "actually"),
        ("pl-en", "Dyrektor fabryki milczał.", "The director of the fabric was silent.", "fabric"),
        ("es-en", "Guardó la carta en una carpeta.", "He kept the letter in a carpet.", "carpet"),
        ("en-it", "The library was full.", "La libreria era piena.", "libreria"),
        ("pt-es", "O polvo vive no mar.", "El polvo vive en el mar.", "polvo"),
        ("ru-en", "Магазин закрыт до марта.", "The magazine is closed until March.", "magazine"),
        ("sv-de", "Hennes semester är kort.", "Ihr Semester ist kurz.", "Semester"),
    ],
)
def test_a_false_friend_is_told(languages: str, source: str, target: str, word: str) -> None:
    assert words(source, target, languages) == [word]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        # The word stands for one that it means.
        ("de-en", "Das eigentliche Problem ist der Lärm.", "The actual problem is the noise."),
        ("de-en", "Das tatsächliche Problem ist aktuell der Lärm.", "The actual problem is the noise now."),
        ("de-en", "Die Turnhalle des Gymnasiums ist neu.", "The gymnasium of the school is new."),
        ("de-en", "Der Chef des Kochs lachte.", "The chef did not hear his laugh."),
        # The look-alike is translated.
        ("de-en", "Das aktuelle Problem ist der Lärm.", "The current problem is actually the noise."),
        ("de-en", "Das Gymnasium ist neu.", "The secondary school has a gymnasium."),
        # Nothing in the source looks like it.
        ("de-en", "Das Problem ist der Lärm.", "The actual problem is the noise."),
        # A name.
        ("de-en", "Sie besucht das Gymnasium am Markt.", "She attends the Markt Gymnasium."),
        # What is a false friend in one meaning only is not in the table.
        ("de-en", "Der Star sang laut.", "The star sang loudly."),
        ("en-es", "She is a public figure.", "Es una figura pública."),
        ("pt-en", "O setor privado cresce.", "The private sector grows."),
    ],
)
def test_a_right_word_is_not(languages: str, source: str, target: str) -> None:
    assert words(source, target, languages) == []


def test_what_is_said_of_it() -> None:
    (finding,) = found("Wir bauen eventuell eine Brücke.", "Eventually we will build a bridge.")
    assert finding.message == (
        "'Eventually' looks like 'eventuell' in the source, which is 'possibly' in English; "
        "'eventually' is 'schließlich' or 'endlich' in German"
    )
    assert (finding.code, finding.severity, finding.tier) == ("LT.EVENTUALLY", Severity.MINOR, Tier.LIKELY)
    assert (finding.mqm, finding.its) == ("accuracy/mistranslation", "mistranslation")
    assert finding.suggestions == ("Possibly",)
    assert finding.source is not None
    assert (finding.source.block, finding.source.start, finding.source.end) == (0, 10, 19)
    (inflected,) = found("Die aktuellen Zahlen sind gut.", "The actual figures are good.")
    assert inflected.suggestions == ()  # an adjective with an ending may be something else than its base form


def test_articles_are_aligned_first() -> None:
    source = (
        "Die Brücke ist seit Montag gesperrt.\n\nDer Chef der Baufirma heißt Anna Wolf.\n\nIm Mai öffnet sie wieder."
    )
    target = (
        "The bridge has been closed since Monday.\n\n"
        "The chef of the construction company is called Anna Wolf.\n\nIt will open again in May."
    )
    looked_at = analysis(target, "en", source, source_language="de")
    (finding,) = Grammar().run(looked_at, Settings())
    assert (finding.block, finding.start, finding.end) == (1, 4, 8)
    assert finding.source is not None
    assert finding.source.block == 1
    assert list(Grammar().run(replace(looked_at, pair=None), Settings())) == []


def test_a_german_article_in_english(tmp_path: Path, with_languagetool: Settings) -> None:
    """The whole road with the real server: what it finds and false friends stand side by side."""
    (tmp_path / "de.txt").write_text(
        "Das aktuelle Problem ist der Lärm, sagte die Bürgermeisterin am Montag.\n\n"
        "Die Stadt baut eventuell ein zweites Gymnasium im Norden.\n\n"
        "Tatsächlich kamen schließlich alle Kinder in die Turnhalle am Markt.\n",
        encoding="utf-8",
    )
    (tmp_path / "en.txt").write_text(
        "The actual problem is the noise, the mayor said on Monday to a audience.\n\n"
        "The city will eventually build a second gymnasium in the north.\n\n"
        "All children actually came to the gymnasium at the market eventually.\n",
        encoding="utf-8",
    )
    (report,) = check(tmp_path / "en.txt", source=tmp_path / "de.txt", settings=with_languagetool).articles
    said = [
        (issue.code, issue.line, issue.text, issue.source.text if issue.source else None) for issue in report.issues
    ]
    assert said == [
        ("LT.ACTUAL", 1, "actual", "aktuelle"),
        ("LT.EN_A_VS_AN", 1, "a", None),
        ("LT.EVENTUALLY", 3, "eventually", "eventuell"),
        ("LT.GYM", 3, "gymnasium", "Gymnasium"),
    ]


def test_it_is_switched_off_as_the_others_are() -> None:
    source, target = "Sein Chef kam zu spät.", "His chef came late."
    assert found(source, target, settings=Settings(ignore=("LT.CHEF",))) == []
    assert found(source, target, settings=Settings(ignore=("LT",))) == []
    assert found(source, target, settings=Settings(languagetool=LanguageToolSettings(enabled=False))) == []
    assert found(source, target, settings=Settings(ignore=("LT.ACTUAL",))) != []


def test_explain_names_the_words_in_both_directions() -> None:
    lines = list(explain("CHEF", {}))
    assert "de → en: 'chef' for 'Chef', which is boss, chief; 'chef' is Chefkoch, Koch" in lines
    assert "en → de: 'Chef' for 'chef', which is Chefkoch, Koch; 'Chef' is boss, chief" in lines
    assert near("CHEFF") == "CHEF"


def test_every_row_of_the_table_is_found_when_it_stands_there_alone() -> None:
    """A word that no form of the endings' tables leads to could never fire."""
    mute = []
    for (source, target), friends in table().items():
        assert {source, target} <= set(LANGUAGES)
        reader = Reader(friends, source, target)
        for friend in friends:
            assert friend.means
            assert friend.stands_for
            assert friend.look not in friend.means
            assert friend.word not in friend.stands_for
            pair = analysis_of([friend.look], [friend.word], source, target).pair
            assert pair is not None
            if friend not in [candidate for candidate, _, _ in reader.candidates(pair.passages[0])]:
                mute.append((source, target, friend.look, friend.word))
    assert mute == []


def test_the_table_holds_each_pair_in_both_directions() -> None:
    assert {(target, source) for source, target in table()} == set(table())
    assert sum(map(len, table().values())) == sum(map(len, rules().values()))


_ROWS = [(*pair, friend) for pair, friends in sorted(table().items()) for friend in friends]


@given(st.sampled_from(_ROWS), st.text(" \n,.–“„", max_size=4), st.text(" 1x,.!", max_size=4))
def test_a_place_is_the_word_s_own(row: tuple[str, str, object], before: str, after: str) -> None:
    source, target, friend = row
    look, word = friend.look, friend.word  # type: ignore[attr-defined]
    one, other = f"{before} {look} {after}", f"{after} {word} {before}"
    for finding in false_friends(analysis_of([one], [other], source, target)):
        assert other[finding.start : finding.end].lower() == word.lower()
        assert finding.source is not None
        assert one[finding.source.start : finding.source.end].lower() == look.lower()

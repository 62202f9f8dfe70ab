from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis
from tqcheck.alignment.records import Unit
from tqcheck.checks.base import Check
from tqcheck.checks.names import AddedToName, NameInSource, NameMissing
from tqcheck.checks.names.counterparts import Side, Token, alike, are_variants, key, tokens_of
from tqcheck.checks.names.expected import missed, written
from tqcheck.checks.names.gazetteer import gazetteer_for, loosely, no_names
from tqcheck.checks.names.weights import WEIGHTS
from tqcheck.config import Settings, parse
from tqcheck.lexicon.transliterate import consonants, romanise, sounds
from tqcheck.model import Finding

CASES = Path(__file__).resolve().parent.parent / "cases" / "NAM"
CHECKS: dict[str, Check] = {"NAM005": NameMissing(), "NAM006": AddedToName()}


def found(check: Check, source: str, source_language: str, text: str, language: str) -> list[Finding]:
    looked_at = analysis(text, language, source, source_language=source_language)
    return list(check.run(looked_at, Settings(possible_names=True)))


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code}-{case['name']}")
        for code in CHECKS
        for case in yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
    ],
)
def test_cases_whether_selected_or_not(code: str, case: dict[str, object]) -> None:
    looked_at = analysis(
        str(case["text"]),
        str(case["language"]),
        case.get("source"),  # type: ignore[arg-type]
        source_language=case.get("source_language"),  # type: ignore[arg-type]
    )
    hits = list(CHECKS[code].run(looked_at, Settings(possible_names=True)))
    texts = [looked_at.article.blocks[hit.block].text[hit.start : hit.end] for hit in hits]
    assert texts == [expected["text"] for expected in case["fire"]]  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------- scripts


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Хохштайн", "khokhshtain"),
        ("Χόχσταϊν", "khohsten"[1:]),
        ("თბილისი", "tbilisi"),
        ("Երևան", "erevan"),
        ("オバマ", "obama"),
        ("오바마", "obama"),
        ("मोदी", "modi"),
        ("נתניהו", "ntnihu"),
        ("Łódź", "lodzh"),
        ("北京", ""),
        ("", ""),
    ],
)
def test_romanise(word: str, latin: str) -> None:
    assert romanise(word) == latin


@given(st.text(max_size=20))
def test_romanise_gives_small_letters(text: str) -> None:
    made = romanise(text)
    assert not made or (made.isascii() and made.isalpha() and made.islower())
    for sound in sounds(made):
        assert len(consonants(sound)) <= len(sound)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hochstein", "Хохштайн"),
        ("Netanyahu", "נתניהו"),
        ("Netanyahu", "نتنياهو"),
        ("Obama", "오바마"),
        ("Trump", "ट्रम्प"),
        ("Khrushchev", "Chruschtschow"),
        ("Zelensky", "Zełenskiego"),
    ],
)
def test_one_name_in_two_spellings(one: str, two: str) -> None:
    first, second = _token(one), _token(two)
    assert alike(key(first), key(second)) >= 0.8 or are_variants(first, second)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Biden", "Putin"), ("Biden", "Путин"), ("Hochstein", "Лавров"), ("Obama", "नेतन्याहू"), ("Johnson", "Merkel")],
)
def test_two_names(one: str, two: str) -> None:
    first, second = _token(one), _token(two)
    assert alike(key(first), key(second)) < 0.84
    assert not are_variants(first, second)


def _token(word: str) -> Token:
    return tokens_of(Unit(word, 0, "paragraph", 0, 0, len(word)), None)[0]


# ----------------------------------------------------------------------------------------- gazetteer


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [("de", "koln", "Cologne"), ("pl", "niemiecki", "DE"), ("fr", "cologne", "Cologne"), ("fi", "saksassa", "DE")],
)
def test_concepts(language: str, word: str, concept: str) -> None:
    assert concept in gazetteer_for(language).named([word])[word]


def test_concepts_without_spaces() -> None:
    assert gazetteer_for("zh").unspaced("他从智利飞往日本")["CL"] == (2, 4)


def test_a_name_of_two_words_needs_both() -> None:
    english = gazetteer_for("en")
    assert "NZ" in english.named(["new", "zealand"])["zealand"]
    assert "NZ" not in english.named(["zealand"]).get("zealand", ())


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [("kubański", "kuba", True), ("kubansky", "kuba", True), ("peten", "peter", False), ("us", "usa", False)],
)
def test_loosely(word: str, name: str, expected: bool) -> None:
    assert loosely(romanise(word), name) is expected


def test_months_are_no_names() -> None:
    assert {"montag", "september"} <= no_names("de")
    assert "niemiecki" in no_names("pl")


def test_a_language_that_cldr_lacks() -> None:
    assert gazetteer_for("crh").exact("london")


# -------------------------------------------------------------------------------------------- checks


def test_the_place_in_the_source() -> None:
    source = "Gestern besuchte Präsident Zelensky die Stadt Charkiw."
    (finding,) = found(NameMissing(), source, "de", "Yesterday President Hochstein visited the city of Kharkiv.", "en")
    assert finding.source is not None
    assert source[finding.source.start : finding.source.end] == "Zelensky"
    assert finding.evidence == {"in_source": "Zelensky", "here": "Hochstein"}


def test_an_accepted_name_is_not_told() -> None:
    looked_at = analysis(
        "Yesterday President Hochstein visited the city of Kharkiv.",
        "en",
        "Gestern besuchte Präsident Zelensky die Stadt Charkiw.",
        source_language="de",
    )
    assert list(NameMissing().run(looked_at, parse({"accept": ["Hochstein"]}))) == []


def test_a_slip_across_scripts() -> None:
    (finding,) = found(
        NameInSource(), "Amos Hochstein came to Beirut yesterday.", "en", "Амос Хохшатйн вчера приехал в Бейрут.", "ru"
    )
    assert finding.suggestions == ("Хохштайн",)
    assert finding.evidence["edit"] == "letters swapped"


@pytest.mark.parametrize("name", ["Хохштайн", "Хохштайна", "Гохштейн", "Хокстин"])
def test_ways_to_write_a_name_in_another_script(name: str) -> None:
    assert (
        found(NameInSource(), "Amos Hochstein left Beirut yesterday.", "en", f"{name} вчера выехал из Бейрута.", "ru")
        == []
    )


# ---------------------------------------------------------------------------- what would have looked alike


def _missed(word: str, language: str, other: str) -> float:
    own = Side([_unit(f"und {word}")], language)
    return missed(own.tokens[1], own, Side([_unit("le mot")], other))


def _unit(text: str) -> Unit:
    return Unit(text, 0, "paragraph", 0, 0, len(text))


@pytest.mark.parametrize(
    ("carried", "translated", "language", "other"),
    [("Trump", "Council", "en", "fr"), ("Obama", "Köln", "de", "es"), ("Лавров", "Совет", "ru", "en")],
)
def test_what_is_carried_over_is_missed_more(carried: str, translated: str, language: str, other: str) -> None:
    assert _missed(carried, language, other) > _missed(translated, language, other) + 0.5


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("Lavrov", "ru", "лавров"), ("Лавров", "en", "lavrov"), ("Robinson", "uk", "робинсон")],
)
def test_names_written_in_another_script(word: str, language: str, expected: str) -> None:
    assert expected in written(word, language)


def test_each_name_is_told_once() -> None:
    hits = found(
        NameMissing(),
        "Yesterday the envoy met Hochstein and Zelensky in Beirut.",
        "en",
        "Gestern traf der Gesandte Panvalkar und Morricone in Beirut.",
        "de",
    )
    assert len({(hit.start, hit.end) for hit in hits}) == len(hits) == 2
    assert len({hit.source for hit in hits}) == 2


@pytest.mark.parametrize("kind", ["replaced", "added", "missing"])
def test_surer_names_score_higher(kind: str) -> None:
    weights = WEIGHTS[kind]
    assert all(weights[f"{side}_first"] > 0 for side in ("name", "rival") if f"{side}_first" in weights)


WORDS = st.sampled_from(
    [
        "Hochstein",
        "Хохштайн",
        "Zelensky",
        "(Stadt)",
        "Kategorie:",
        "Berlin",
        "北京",
        "said",
        "und",
        ".",
        "अमेरिका",
        "مصر",
        "I",
    ]
)


@settings(deadline=None, max_examples=60)  # the first example loads frequency lists
@given(
    st.lists(WORDS, min_size=1, max_size=15),
    st.lists(WORDS, min_size=1, max_size=15),
    st.sampled_from(["en", "ru", "zh", "hi"]),
)
def test_spans_are_inside(source: list[str], target: list[str], language: str) -> None:
    looked_at = analysis(" ".join(target), language, " ".join(source), source_language="de")
    checks: tuple[Check, ...] = (NameMissing(), AddedToName(), NameInSource())
    for check in checks:
        for finding in check.run(looked_at, Settings()):
            assert 0 <= finding.start < finding.end <= len(looked_at.article.blocks[finding.block].text)
            assert finding.source is None or looked_at.source is not None
            if finding.source and looked_at.source:
                assert finding.source.end <= len(looked_at.source.blocks[finding.source.block].text)

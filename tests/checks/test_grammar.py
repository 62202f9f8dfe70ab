"""LanguageTool's matches, judged: what is selected, how it is graded, what may be asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.grammar_support import heard, match
from tqcheck.checks.grammar import Grammar
from tqcheck.checks.grammar.habits import LEAST
from tqcheck.checks.grammar.selection import ALWAYS, LIKELY_FROM, NEVER, SELECTED_FROM, decide_rule
from tqcheck.checks.grammar.styles import PROFILES, explain, in_profile, is_style
from tqcheck.config import Settings
from tqcheck.engines.languagetool import SUPPORTED
from tqcheck.errors import ConfigError
from tqcheck.model import Analysis, Severity, Tier

GERMAN = "Gestern hat eine Mann den alten Turm gekauft."
FRENCH = "Le maire arrive: tout le monde se lève."


def codes(looked_at: Analysis, settings: Settings | None = None) -> list[str | None]:
    return [finding.code for finding in Grammar().run(looked_at, settings or Settings())]


def agreement(text: str = GERMAN) -> Analysis:
    return heard(text, "de", match(text, "eine Mann", "DE_AGREEMENT", "ein Mann", issue_type="uncategorized"))


def spaces() -> Analysis:
    found = match(FRENCH, "arrive:", "FRENCH_WHITESPACE", "arrive :", category_id="MISC", issue_type="uncategorized")
    return heard(FRENCH, "fr", found)


def test_an_error_is_reported_with_its_chance_and_counts() -> None:
    (finding,) = Grammar().run(agreement(), Settings())
    assert (finding.code, finding.severity, finding.tier) == ("LT.DE_AGREEMENT", Severity.MINOR, Tier.LIKELY)
    assert finding.suggestions == ("ein Mann",)
    assert finding.confidence >= LIKELY_FROM
    assert finding.evidence["counted"]["learner_right"] > 0
    assert finding.evidence["chance"] == round(finding.confidence, 2)
    assert finding.engine == "LanguageTool"


def test_house_style_is_asked_for_by_language_and_neutral() -> None:
    assert codes(spaces()) == []
    assert codes(spaces(), Settings(select=("style:de",))) == []
    (finding,) = Grammar().run(spaces(), Settings(select=("style:fr",)))
    assert (finding.code, finding.severity, finding.tier) == ("LT.FRENCH_WHITESPACE", Severity.NEUTRAL, Tier.POSSIBLE)


def test_one_rule_may_be_selected_or_ignored() -> None:
    assert codes(spaces(), Settings(select=("LT.FRENCH_WHITESPACE",))) == ["LT.FRENCH_WHITESPACE"]
    assert codes(agreement(), Settings(ignore=("LT.DE_AGREEMENT",))) == []
    assert codes(agreement(), Settings(ignore=("LT",))) == []
    assert codes(spaces(), Settings(select=("style:fr",), ignore=("LT.FRENCH_WHITESPACE",))) == []


def test_a_profile_that_is_none_is_an_error_of_configuration() -> None:
    with pytest.raises(ConfigError, match="style:xx"):
        codes(agreement(), Settings(select=("style:xx",)))


def test_a_veto_holds_for_what_was_asked_for() -> None:
    text = "Une fois que Hans arrive, tout va bien."
    found = match(text, "que Hans", "ELISION", "qu'Hans", category_id="CAT_ELISION", issue_type="uncategorized")
    assert codes(heard(text, "fr", found), Settings(select=("LT.ELISION",))) == []


def test_a_habit_is_said_once_and_errors_everywhere() -> None:
    text = "i came here, i saw it, and i left, and i was glad."
    found = match(text, "i came", "I_LOWERCASE", "I", category_id="TYPOS", issue_type="misspelling")
    starts = [index for index, word in enumerate(text) if word == "i" and text[index + 1 : index + 2] == " "]
    habit = [replace(found, start=start, end=start + 1) for start in starts]
    assert len(habit) >= LEAST
    (finding,) = Grammar().run(heard(text, "en", *habit), Settings())
    assert finding.evidence["times"] == len(habit)
    assert str(len(habit)) in finding.message
    assert codes(heard(text, "en", *habit[: LEAST - 1])) == ["LT.I_LOWERCASE"] * (LEAST - 1)
    errors = " ".join([GERMAN] * LEAST)
    one = match(errors, "eine Mann", "DE_AGREEMENT", "ein Mann", issue_type="uncategorized")
    step = len(GERMAN) + 1
    many = [replace(one, start=one.start + n * step, end=one.end + n * step) for n in range(LEAST)]
    assert codes(heard(errors, "de", *many)) == ["LT.DE_AGREEMENT"] * LEAST


@pytest.mark.parametrize(
    ("language", "rule", "category", "issue_type", "selected"),
    [
        ("de", "DE_AGREEMENT", "GRAMMAR", "uncategorized", True),
        ("es", "AGREEMENT_DET_NOUN", "AGREEMENT_NOUNS", "inconsistency", True),
        ("es", "COMMA_PERO", "PUNCTUATION", "uncategorized", False),
        ("en", "A_RULE_NEVER_SEEN", "CONFUSED_WORDS", "misspelling", True),
        ("en", "COMMA_COMPOUND_SENTENCE", "PUNCTUATION", "uncategorized", False),
        ("it", "UPPERCASE_SENTENCE_START", "CASING", "typographical", True),
        ("de", "OLD_SPELLING_RULE", "TYPOS", "misspelling", False),
        ("nl", "JAREN_APO_80", "CONSTRUCTIEFOUT", "uncategorized", False),
        ("uk", "EUPHONY_CONJ_I_Y", "STYLE", "style", False),
        ("es", "SPANISH_WORD_REPEAT_RULE", "MISC", "duplication", False),
        ("en", "EN_UNPAIRED_QUOTES", "PUNCTUATION", "typographical", False),
    ],
)
def test_what_is_selected(language: str, rule: str, category: str, issue_type: str, selected: bool) -> None:
    decision = decide_rule(rule, category, issue_type, language)
    assert decision.selected is selected
    assert decision.why


def test_the_threshold_and_the_decisions_agree_with_what_they_say() -> None:
    assert not ALWAYS & set(NEVER)
    for rule in ALWAYS:
        assert not is_style(rule, "CASING", "typographical", "en")
    low = decide_rule("COMMA_PERO", "PUNCTUATION", "uncategorized", "es")
    assert low.chance < SELECTED_FROM
    assert str(SELECTED_FROM) in low.why


def test_every_language_of_languagetool_has_a_profile() -> None:
    assert set(PROFILES) == set(SUPPORTED)
    assert in_profile("SOME_DASHES", "TYPOGRAPHY", "typographical", "en")
    assert not in_profile("HE_VERB_AGR", "GRAMMAR", "grammar", "en")
    assert not in_profile("UNPAIRED_BRACKETS", "PUNCTUATION", "typographical", "sl")
    assert any("FRENCH_WHITESPACE" in line for line in explain("fr"))

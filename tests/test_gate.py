"""The gate: never a pass about what was not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import article_report, issue
from tqcheck.config import Gate, Settings
from tqcheck.gate import decide, fails, too_short
from tqcheck.model import ArticleReport, EngineStatus, InputError, Penalty, Score, Severity, Tier, Verdict
from tqcheck.scoring.penalty import penalty

USED = EngineStatus("LanguageTool", "6.8", "used")
GONE = EngineStatus("LanguageTool", None, "unavailable", "it does not answer")


def test_a_clean_article_passes() -> None:
    assert decide([article_report()], [USED], [], Settings()) == (Verdict.PASS, ())


@pytest.mark.parametrize(
    ("code", "severity", "tier", "stops"),
    [
        ("SPL001", Severity.MINOR, Tier.CERTAIN, True),
        ("SPL001", Severity.MINOR, Tier.LIKELY, False),
        ("PUN003", Severity.MINOR, Tier.CERTAIN, False),
        ("LNG002", Severity.MAJOR, Tier.LIKELY, True),
        ("LNG001", Severity.CRITICAL, Tier.CERTAIN, True),
        ("LT.STYLE", Severity.NEUTRAL, Tier.POSSIBLE, False),
    ],
)
def test_the_default_policy(code: str, severity: Severity, tier: Tier, stops: bool) -> None:
    found = issue(code=code, severity=severity, tier=tier)
    assert fails(found, Settings()) is stops
    verdict, reasons = decide([article_report(issues=(found,))], [USED], [], Settings())
    assert (verdict is Verdict.FAIL) is stops
    assert bool(reasons) is stops


NEVER = replace(Settings(), gate=Gate(fail_on=None, certain_typo=False))


@pytest.mark.parametrize("severity", [Severity.NEUTRAL, Severity.MINOR, Severity.MAJOR])
def test_a_policy_may_let_everything_pass_that_is_not_critical(severity: Severity) -> None:
    found = issue(code="LNG002", severity=severity, tier=Tier.CERTAIN)
    assert decide([article_report(issues=(found,))], [USED], [], NEVER) == (Verdict.PASS, ())


@pytest.mark.parametrize("tier", list(Tier))
def test_a_critical_issue_fails_whatever_the_settings_say(tier: Tier) -> None:
    """In 100,000 words it costs a quarter of a point: the score alone would let it pass."""
    found = issue(code="LNG001", severity=Severity.CRITICAL, tier=tier)
    long = article_report(issues=(found,), words=100_000, penalty=penalty([found], 100_000))
    settings = replace(NEVER, gate=replace(NEVER.gate, min_penalty_score=90))
    assert long.penalty is not None
    assert long.penalty.value == 99.75
    verdict, reasons = decide([long], [USED], [], settings)
    assert verdict is Verdict.FAIL
    assert "LNG001" in reasons[0]


def test_without_its_engine_nothing_passes() -> None:
    verdict, reasons = decide([article_report()], [GONE], [], Settings())
    assert verdict is Verdict.INCOMPLETE
    assert "it does not answer" in reasons[0]
    assert decide([article_report()], [GONE], [], replace(Settings(), on_engine_error="warn"))[0] is Verdict.PASS


def test_what_could_not_be_read_does_not_pass() -> None:
    error = InputError("a.txt", "binary", "is not text")
    assert decide([article_report()], [USED], [error], Settings())[0] is Verdict.INCOMPLETE
    assert decide([], [USED], [], Settings())[0] is Verdict.INCOMPLETE


def test_an_article_in_no_known_language_does_not_pass() -> None:
    unknown = article_report(language=None, unchecked=("Nothing was checked.",))
    assert decide([unknown], [USED], [], Settings())[0] is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("metric", "direction", "value", "least", "verdict"),
    [
        ("BLEU", "higher", 30.0, 25.0, Verdict.PASS),
        ("BLEU", "higher", 24.9, 25.0, Verdict.FAIL),
        ("TER", "lower", 40.0, 50.0, Verdict.PASS),
        ("TER", "lower", 60.0, 50.0, Verdict.FAIL),
        ("BLEU", "higher", None, 25.0, Verdict.INCOMPLETE),
    ],
)
def test_a_minimum_score(metric: str, direction: str, value: float | None, least: float, verdict: Verdict) -> None:
    reason = None if value is not None else "the reference has a paragraph more"
    score = Score(metric, value, direction, (0.0, 100.0), "sig", 5, not_scored=reason)
    settings = replace(Settings(), gate=Gate(min_scores={metric: least}))
    assert decide([article_report(scores=(score,))], [USED], [], settings)[0] is verdict


def weighed(minor: int, words: int) -> tuple[ArticleReport, Penalty]:
    """An article with so many minor issues, none of which fails it by itself."""
    issues = tuple(issue(tier=Tier.LIKELY) for _ in range(minor))
    found = penalty(issues, words)
    return article_report(issues=issues, words=words, penalty=found), found


@pytest.mark.parametrize(
    ("minor", "words", "verdict"),
    [
        (5, 1000, Verdict.PASS),  # 95: the least that passes
        (6, 1000, Verdict.FAIL),
        (0, 1000, Verdict.PASS),
        (30, 499, Verdict.PASS),  # too short for a score; no issue fails by its severity
    ],
)
def test_a_least_penalty_score(minor: int, words: int, verdict: Verdict) -> None:
    settings = replace(Settings(), gate=Gate(min_penalty_score=95))
    article, found = weighed(minor, words)
    decided, reasons = decide([article], [USED], [], settings)
    assert decided is verdict
    if verdict is Verdict.FAIL:
        assert reasons == ("article.en.txt: the penalty score is 94 (6 points in 1,000 words), must be at least 95",)
    assert decide([article], [USED], [], Settings())[0] is Verdict.PASS
    assert (too_short(found, settings) is not None) is (found.value is None)
    assert too_short(found, Settings()) is None


def test_a_good_penalty_score_lifts_nothing() -> None:
    settings = replace(Settings(), gate=Gate(min_penalty_score=10))
    found = issue(code="LNG002", severity=Severity.MAJOR)
    article = article_report(issues=(found,), words=5000, penalty=penalty([found], 5000))
    assert decide([article], [USED], [], settings)[0] is Verdict.FAIL


def test_what_is_shown_is_what_is_judged() -> None:
    """A score that is shown as the least one passes, and one that fails is not shown as the least one."""
    settings = replace(Settings(), gate=Gate(min_penalty_score=95))
    verdicts = set()
    for words in range(1990, 2010):
        article, found = weighed(10, words)
        verdict, reasons = decide([article], [USED], [], settings)
        assert found.value is not None
        assert (verdict is Verdict.PASS) is (float(f"{found.value:g}") >= 95)
        assert "is 95 (" not in "".join(reasons)
        verdicts.add(verdict)
    assert verdicts == {Verdict.PASS, Verdict.FAIL}


def test_an_article_that_was_not_checked_is_incomplete_at_any_least_score() -> None:
    settings = replace(Settings(), gate=Gate(min_penalty_score=0))
    unknown = article_report(language=None, unchecked=("Nothing was checked.",), penalty=None)
    assert decide([unknown], [USED], [], settings)[0] is Verdict.INCOMPLETE

"""The gate: never a pass about what was not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import article_report, issue
from tqcheck.config import Gate, Settings
from tqcheck.gate import decide, fails
from tqcheck.model import EngineStatus, InputError, Score, Severity, Tier, Verdict

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


def test_a_policy_may_let_everything_pass() -> None:
    settings = replace(Settings(), gate=Gate(fail_on=None, certain_typo=False))
    found = issue(code="LNG001", severity=Severity.CRITICAL, tier=Tier.CERTAIN)
    assert decide([article_report(issues=(found,))], [USED], [], settings)[0] is Verdict.PASS


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

"""The terminal report: what it says of the penalty score, and when it says nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support import article_report, issue
from tqcheck.config import Gate, Settings
from tqcheck.gate import decide, too_short
from tqcheck.model import ArticleReport, Issue, Report, Score, Severity, Tier
from tqcheck.reports.style import Style
from tqcheck.reports.text import render
from tqcheck.scoring.penalty import PenaltySettings, penalty

MINOR = issue(tier=Tier.LIKELY)
MAJOR = issue(severity=Severity.MAJOR, tier=Tier.LIKELY)


def article(issues: list[Issue], words: int, settings: Settings, **changes: Any) -> ArticleReport:
    """What the road makes of an article with these issues."""
    found = penalty(issues, words, settings.penalty)
    short = too_short(found, settings)
    return article_report(issues=tuple(issues), words=words, penalty=found, notes=(short,) if short else (), **changes)


def lines(*articles: ArticleReport, settings: Settings) -> list[str]:
    verdict, reasons = decide(articles, [], [], settings)
    return render(Report(verdict, reasons, articles, (), (), ()), settings, Style()).splitlines()


@pytest.mark.parametrize(
    ("issues", "words", "says"),
    [
        ([MINOR], 500, "penalty score 98 (1 point in 500 words: 1 minor; uses MQM categories)"),
        (
            [MAJOR] + [MINOR] * 3,
            1600,
            "penalty score 95 (8 points in 1,600 words: 1 major, 3 minor; uses MQM categories)",
        ),
        ([MAJOR], 1464, "penalty score 96.58 (5 points in 1,464 words: 1 major; uses MQM categories)"),
    ],
)
def test_one_line_under_the_issues(issues: list[Issue], words: int, says: str) -> None:
    said = lines(article(issues, words, Settings()), settings=Settings())
    assert [line for line in said if "penalty" in line] == [f"  {says}"]


def test_a_fraction_of_a_point() -> None:
    settings = replace(Settings(), penalty=PenaltySettings(category_weights={"linguistic conventions": 0.1}))
    said = lines(article([MINOR] * 3, 1000, settings), settings=settings)
    assert "  penalty score 99.7 (0.3 points in 1,000 words: 3 minor; uses MQM categories)" in said


def test_it_is_an_upper_bound_where_something_was_not_checked() -> None:
    half = article([MINOR], 1000, Settings(), unchecked=("Grammar was not checked.",))
    assert any(line.startswith("  penalty score at most 99 ") for line in lines(half, settings=Settings()))


def test_a_short_article_and_a_clean_one_say_nothing() -> None:
    assert "penalty" not in "".join(lines(article([MINOR], 499, Settings()), settings=Settings()))
    assert lines(article([], 5000, Settings()), settings=Settings()) == [
        "PASS: 0 issues (0 to mend before publishing, 0 certain) in 1 article, 1 clean, 5,000 words"
    ]
    score = Score("BLEU", 30.0, "higher", (0.0, 100.0), "sig", 5)
    assert "penalty" not in "".join(lines(article([], 5000, Settings(), scores=(score,)), settings=Settings()))


def test_a_missed_minimum_is_the_reason_that_is_given() -> None:
    settings = replace(Settings(), gate=Gate(min_penalty_score=95, min_scores={"BLEU": 40}))
    score = Score("BLEU", 30.0, "higher", (0.0, 100.0), "sig", 5)
    said = lines(article([MINOR] * 6, 1000, settings, scores=(score,)), settings=settings)
    assert said[-3:] == [
        "FAIL: 6 issues (0 to mend before publishing, 0 certain) in 1 article, 0 clean, 1,000 words",
        "  misses the gate: article.en.txt: BLEU is 30.0, must be at least 40",
        "  misses the gate: article.en.txt: the penalty score is 94 (6 points in 1,000 words), must be at least 95",
    ]


def test_a_minimum_that_was_not_applied_is_said() -> None:
    settings = replace(Settings(), gate=Gate(min_penalty_score=95))
    said = lines(article([MINOR] * 6, 320, settings), article([], 40, settings), settings=settings)
    (said_of_it,) = [line for line in said if "penalty" in line]
    assert said_of_it == (
        "  No penalty score to compare with 95: under 500 words a single issue would decide it, and the article has 320. "
        "Its issues are gated by their severity."
    )
    assert said[-1].startswith("PASS: ")

"""The penalty score: what it counts, how it moves, where it has no value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tqcheck
from tests.support import ROOT, issue
from tqcheck.checks import CHECKS
from tqcheck.config import LanguageToolSettings, Settings, parse
from tqcheck.model import Issue, Severity, Tier
from tqcheck.scoring.penalty import (
    DIMENSIONS,
    LEAST_WORDS,
    SEVERITY_WEIGHTS,
    PenaltySettings,
    category_weight,
    penalty,
    points_of,
)

CATEGORIES = ("style", "style/awkward", "accuracy/untranslated", "linguistic conventions/spelling", "other")


def found(severity: Severity, category: str = "linguistic conventions/spelling") -> Issue:
    return issue(severity=severity, category=category)


ISSUES = st.lists(st.builds(found, st.sampled_from(Severity), st.sampled_from(CATEGORIES)), max_size=30)
WORDS = st.integers(LEAST_WORDS, 20_000)
WEIGHT = st.floats(0, 100)
WEIGHTED = st.builds(
    PenaltySettings,
    st.lists(WEIGHT, min_size=4, max_size=4).map(lambda weights: dict(zip(Severity, sorted(weights), strict=True))),
    st.dictionaries(st.sampled_from(CATEGORIES), WEIGHT),
    st.integers(1, 1000),
)


def test_the_sum_by_hand() -> None:
    """Three minor issues and a major one are 8 points; in 1,600 words that is 5 for each 1,000."""
    issues = [found(Severity.MINOR)] * 3 + [found(Severity.MAJOR, "accuracy/untranslated")] + [found(Severity.NEUTRAL)]
    result = penalty(issues, 1600)
    assert (result.value, result.points, result.words, result.least_words) == (95.0, 8.0, 1600, 500)
    assert result.by_severity == {"neutral": 1, "minor": 3, "major": 1, "critical": 0}
    assert result.by_category == {"linguistic conventions": 4, "accuracy": 1}


def test_the_weights_are_those_of_mqm_s_default() -> None:
    assert [SEVERITY_WEIGHTS[severity] for severity in Severity] == [0, 1, 5, 25]
    assert [points_of(found(severity)) for severity in Severity] == [0, 1, 5, 25]


def test_an_article_without_issues_is_at_the_top() -> None:
    result = penalty([], 500)
    assert (result.value, result.points, result.by_category) == (100.0, 0.0, {})


def test_it_does_not_fall_below_nothing() -> None:
    assert penalty([found(Severity.CRITICAL)] * 3, 500).value == 0.0


@pytest.mark.parametrize(
    ("words", "least", "scored"), [(499, 500, False), (500, 500, True), (0, 1, False), (1, 1, True)]
)
def test_a_short_article_has_counts_and_no_value(words: int, least: int, scored: bool) -> None:
    result = penalty([found(Severity.MAJOR)], words, PenaltySettings(least_words=least))
    assert (result.value is not None) is scored
    assert (result.points, result.by_severity["major"], result.by_category) == (5.0, 1, {"linguistic conventions": 1})


def test_every_reported_issue_counts_whatever_its_tier() -> None:
    assert {penalty([issue(tier=tier)], 1000).points for tier in Tier} == {1.0}


def test_a_negative_number_of_words_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have -1 words"):
        penalty([], -1)


@pytest.mark.parametrize(
    ("category", "weight"),
    [
        ("style", 0.5),
        ("style/awkward", 0.5),
        ("linguistic conventions/spelling", 2.0),
        ("linguistic conventions/spelling/diacritics", 2.0),
        ("linguistic conventions/spelling mistakes", 1.0),
        ("linguistic conventions", 1.0),
        ("accuracy/untranslated", 1.0),
        ("other", 0.0),
    ],
)
def test_the_longest_entry_that_fits_weighs(category: str, weight: float) -> None:
    weights = {"style": 0.5, "linguistic conventions/spelling": 2.0, "other": 0.0}
    assert category_weight(category, weights) == weight
    assert category_weight(category, {}) == 1.0


def test_a_type_goes_before_its_dimension() -> None:
    weights = {"linguistic conventions": 3.0, "linguistic conventions/punctuation": 0.1}
    settings = PenaltySettings(category_weights=weights)
    issues = [found(Severity.MINOR, "linguistic conventions/punctuation")] * 3 + [found(Severity.MINOR)]
    assert penalty(issues, 1000, settings).points == 3.3  # and not 3.3000000000000003


@given(ISSUES, WORDS, WEIGHTED)
def test_it_stays_in_its_range_and_counts_every_issue(
    issues: list[Issue], words: int, settings: PenaltySettings
) -> None:
    result = penalty(issues, words, replace(settings, least_words=1))
    assert result.value is not None
    assert 0 <= result.value <= 100
    assert result.points >= 0
    assert sum(result.by_severity.values()) == sum(result.by_category.values()) == len(issues)
    assert penalty(issues[::-1], words, settings).points == pytest.approx(result.points, abs=1e-5)


@given(ISSUES, ISSUES, WORDS, WEIGHTED)
def test_more_issues_never_make_it_better(
    some: list[Issue], more: list[Issue], words: int, settings: PenaltySettings
) -> None:
    settings = replace(settings, least_words=1)
    few, many = penalty(some, words, settings), penalty(some + more, words, settings)
    assert few.value is not None
    assert many.value is not None
    assert many.value <= few.value
    assert many.points >= few.points


@given(st.sampled_from(Severity), st.sampled_from(Severity), st.sampled_from(CATEGORIES), WEIGHTED)
def test_a_graver_issue_never_costs_less(
    one: Severity, other: Severity, category: str, settings: PenaltySettings
) -> None:
    lighter, graver = sorted((one, other), key=lambda severity: severity.rank)
    assert points_of(found(lighter, category), settings) <= points_of(found(graver, category), settings)


@given(ISSUES, WORDS, st.floats(0, 100), st.floats(0, 100))
def test_a_greater_weight_never_makes_it_better(issues: list[Issue], words: int, one: float, other: float) -> None:
    low, high = sorted((one, other))
    less = penalty(issues, words, PenaltySettings(category_weights={"style": low}))
    more = penalty(issues, words, PenaltySettings(category_weights={"style": high}))
    assert less.value is not None
    assert more.value is not None
    assert more.value <= less.value


@given(ISSUES, WORDS, st.integers(1, 20))
def test_so_many_times_the_text_with_so_many_times_the_issues_is_as_good(
    issues: list[Issue], words: int, times: int
) -> None:
    once, often = penalty(issues, words), penalty(issues * times, words * times)
    assert once.value == often.value
    assert often.points == pytest.approx(once.points * times)


def test_every_category_that_the_checks_use_has_its_dimension() -> None:
    """Else an entry of `category_weights` for it would be refused."""
    for entry in CHECKS.values():
        assert parse({"penalty": {"category_weights": {entry.rule.mqm: 1}}}), entry.rule.code
        assert entry.rule.mqm.split("/")[0] in DIMENSIONS


def test_an_article_s_own_report_adds_up() -> None:
    settings = Settings(languagetool=LanguageToolSettings(enabled=False))
    report = tqcheck.check(ROOT / "corpora/heat-pumps/flawed/article.en.md", settings=settings)
    (article,) = report.articles
    assert article.penalty is not None
    assert article.penalty.value is not None
    assert article.issues
    points = sum(SEVERITY_WEIGHTS[shown.severity] for shown in article.issues)
    assert article.penalty.points == points
    assert article.penalty.value == pytest.approx(100 - points * 1000 / article.words, abs=0.005)


def test_an_article_that_could_not_be_checked_has_no_penalty() -> None:
    settings = Settings(languagetool=LanguageToolSettings(enabled=False))
    (article,) = tqcheck.check("Ok ok.", settings=settings).articles
    assert article.language is None
    assert article.penalty is None

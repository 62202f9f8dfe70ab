"""The gate: what was found, and what could not be looked at, becomes one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tqcheck.config import Settings
from tqcheck.model import ArticleReport, EngineStatus, InputError, Issue, Score, Tier, Verdict


def decide(
    articles: Sequence[ArticleReport],
    engines: Iterable[EngineStatus],
    errors: Sequence[InputError],
    settings: Settings,
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and its reasons, a sentence each.

    An article that fails, fails the run. Where nothing fails but something that was asked for
    could not be looked at, the verdict is "incomplete": never a pass.
    """
    failing = [reason for article in articles for reason in _failures(article, settings)]
    missing = [f"{error.path}: {error.message}" for error in errors]
    missing += [reason for article in articles for reason in _unscored(article, settings)]
    missing += [f"{a.path}: nothing in it could be checked" for a in articles if a.unchecked and a.language is None]
    if settings.on_engine_error == "fail":
        missing += [f"{e.name} was not available: {e.detail}" for e in engines if e.status == "unavailable"]
    if failing:
        return Verdict.FAIL, tuple(failing + missing)
    if missing or not articles:
        return Verdict.INCOMPLETE, tuple(missing or ["no article was checked"])
    return Verdict.PASS, ()


def fails(issue: Issue, settings: Settings) -> bool:
    """Say whether an issue alone is enough to fail its article."""
    gate = settings.gate
    if gate.certain_typo and issue.code.startswith("SPL") and issue.tier is Tier.CERTAIN:
        return True
    return gate.fail_on is not None and issue.severity.rank >= gate.fail_on.rank


def _failures(article: ArticleReport, settings: Settings) -> Iterable[str]:
    failing = [issue for issue in article.issues if fails(issue, settings)]
    if failing:
        first = failing[0]
        others = f" and {len(failing) - 1} more" if len(failing) > 1 else ""
        yield f"{article.path}:{first.line}:{first.column}: {first.code} {first.message}{others}"
    for score in article.scores:
        least = settings.gate.min_scores.get(score.metric)
        if least is not None and score.value is not None and not _reaches(score, least):
            word = "at most" if score.direction == "lower" else "at least"
            yield f"{article.path}: {score.metric} is {score.value:.1f}, must be {word} {least:g}"


def _reaches(score: Score, least: float) -> bool:
    assert score.value is not None
    return score.value <= least if score.direction == "lower" else score.value >= least


def _unscored(article: ArticleReport, settings: Settings) -> Iterable[str]:
    for score in article.scores:
        if score.metric in settings.gate.min_scores and score.value is None:
            yield f"{article.path}: {score.metric} is asked for and not scored: {score.not_scored}"

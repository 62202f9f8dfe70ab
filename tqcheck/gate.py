"""The gate: what was found, and what could not be looked at, becomes one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tqcheck.config import Settings
from tqcheck.model import ArticleReport, EngineStatus, InputError, Issue, Penalty, Score, Severity, Tier, Verdict


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
    """Say whether an issue alone is enough to fail its article. A critical one is, whatever the settings say."""
    gate = settings.gate
    if issue.severity is Severity.CRITICAL:
        return True
    if gate.certain_typo and issue.code.startswith("SPL") and issue.tier is Tier.CERTAIN:
        return True
    return gate.fail_on is not None and issue.severity.rank >= gate.fail_on.rank


def _failures(article: ArticleReport, settings: Settings) -> Iterable[str]:
    failing = [issue for issue in article.issues if fails(issue, settings)]
    if failing:
        first = failing[0]
        others = f" and {len(failing) - 1} more" if len(failing) > 1 else ""
        yield f"{article.path}:{first.line}:{first.column}: {first.code} {first.message}{others}"
    yield from misses(article, settings)


def misses(article: ArticleReport, settings: Settings) -> Iterable[str]:
    """Yield the minima that an article does not reach, a sentence each."""
    for score in article.scores:
        least = settings.gate.min_scores.get(score.metric)
        if least is not None and score.value is not None and not _reaches(score, least):
            word = "at most" if score.direction == "lower" else "at least"
            yield f"{article.path}: {score.metric} is {score.value:.1f}, must be {word} {least:g}"
    least = settings.gate.min_penalty_score
    found = article.penalty
    if least is not None and found is not None and found.value is not None and found.value < least:
        yield (
            f"{article.path}: the penalty score is {found.value:g} "
            f"({found.points:g} points in {found.words:,} words), must be at least {least:g}"
        )


def too_short(penalty: Penalty | None, settings: Settings) -> str | None:
    """Say that the minimum of the penalty score was not applied since the article is too short for a score, else None.

    This is no gap in what was looked at: every check ran, and `fails` judges each issue by its severity. So such an
    article neither fails nor is incomplete for it. One without a point would reach any minimum and needs no word. (Where
    nothing could be checked there is no penalty at all, and `decide` says "incomplete".)
    """
    least = settings.gate.min_penalty_score
    if least is None or penalty is None or penalty.value is not None or not penalty.points:
        return None
    return (
        f"No penalty score to compare with {least:g}: under {penalty.least_words:,} words a single issue would decide it, "
        f"and the article has {penalty.words:,}. Its issues are gated by their severity."
    )


def _reaches(score: Score, least: float) -> bool:
    assert score.value is not None
    return score.value <= least if score.direction == "lower" else score.value >= least


def _unscored(article: ArticleReport, settings: Settings) -> Iterable[str]:
    for score in article.scores:
        if score.metric in settings.gate.min_scores and score.value is None:
            yield f"{article.path}: {score.metric} is asked for and not scored: {score.not_scored}"

"""Scores of translations against references: sacreBLEU's numbers and signatures, for segments and for whole articles.

    metrics        the metrics, their options, sacreBLEU's objects behind them
    statistics     what a score is made of, segment by segment (ngrams and edits do the counting)
    formulas       statistics become scores
    significance   intervals, paired tests, ranks
    evaluate       the three together, for lists of segments
    articles       articles become segments
    penalty        issues become a score in MQM categories
    optional       metrics that need a model or another package

This module is light: sacreBLEU and numpy are imported when something is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqcheck.model import Score
from tqcheck.scoring.metrics import DEFAULT_METRICS, METRICS, Metric, Options, ScoringError, metric_named

if TYPE_CHECKING:
    from tqcheck.scoring.statistics import References

__all__ = [
    "DEFAULT_METRICS",
    "METRICS",
    "Metric",
    "Options",
    "ScoringError",
    "metric_named",
    "not_scored",
    "score_segments",
]


def score_segments(
    hypotheses: Sequence[str],
    references: References,
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    options: Options | None = None,
    language: str | None = None,
    samples: int = 0,
    seed: int | None = 12345,
) -> tuple[Score, ...]:
    """Score segments over the whole corpus, exactly as sacreBLEU does.

    `references` are one or more translations, each with as many segments as `hypotheses`;
    `language` (BCP 47) chooses the tokeniser; with `samples` above 1 each score has an interval
    from as many bootstrap samples. Raises ScoringError when the numbers of segments differ or
    there are none: sacreBLEU itself would silently score what fits.
    """
    from tqcheck.scoring.evaluate import evaluate

    (evaluation,) = evaluate([hypotheses], references, metrics, options=options, language=language)
    return evaluation.scores(samples=samples, seed=seed)


def not_scored(reason: str, metrics: Sequence[str] = DEFAULT_METRICS) -> tuple[Score, ...]:
    """Return a score without a value for each metric, with the reason why there is none."""
    chosen = [metric_named(name) for name in metrics]
    return tuple(Score(m.name, None, m.direction, m.range, None, 0, not_scored=reason) for m in chosen)

"""Scores of translations against references, computed by sacreBLEU and carrying its signatures.

This module is light: sacreBLEU is imported when something is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqcheck.errors import TqcheckError
from tqcheck.model import Score

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacreMetric

    from tqcheck.model import Article


class ScoringError(TqcheckError):
    """Segments do not have the shape that a score needs."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: sacreBLEU's class, what it is made with, which direction is better, its range."""

    name: str
    kind: str
    options: tuple[tuple[str, Any], ...] = ()
    direction: str = "higher"
    range: tuple[float, float | None] = (0.0, 100.0)

    def make(self, language: str | None, references: int) -> SacreMetric:
        """Return sacreBLEU's metric. The tokeniser is its default, and its Chinese one for Chinese."""
        from sacrebleu import metrics

        options = dict(self.options)
        if self.kind == "BLEU" and (language or "").split("-")[0] == "zh":
            options["tokenize"] = "zh"
        made: SacreMetric = getattr(metrics, self.kind)(**options)
        made.num_refs = references
        return made


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("BLEU", "BLEU"),
        Metric("chrF", "CHRF"),
        Metric("chrF++", "CHRF", (("word_order", 2),)),
        Metric("TER", "TER", direction="lower", range=(0.0, None)),
    )
}
DEFAULT_METRICS = ("BLEU", "chrF", "TER")


def metric_named(name: str) -> Metric:
    """Return a metric by its name in any case. Raises ScoringError."""
    for metric in METRICS.values():
        if metric.name.lower() == name.lower():
            return metric
    raise ScoringError(f"there is no metric {name!r}; there are {', '.join(METRICS)}")


def score_segments(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    language: str | None = None,
) -> tuple[Score, ...]:
    """Score segments over the whole corpus, exactly as sacreBLEU does.

    `references` are one or more translations, each with as many segments as `hypotheses`;
    `language` chooses the tokeniser. Raises ScoringError when the numbers of segments differ or
    there are none: sacreBLEU itself would silently score what fits.
    """
    if not references:
        raise ScoringError("there is no reference to score against")
    if not hypotheses:
        raise ScoringError("there is no segment to score")
    for number, reference in enumerate(references, 1):
        if isinstance(reference, str):
            raise ScoringError("a reference must be a list of segments, not a text")
        if len(reference) != len(hypotheses):
            raise ScoringError(
                f"reference {number} has {len(reference)} segments, the hypothesis {len(hypotheses)}: "
                f"segment {min(len(reference), len(hypotheses)) + 1} has no partner"
            )
    scores = []
    for name in metrics:
        metric = metric_named(name)
        made = metric.make(language, len(references))
        result = made.corpus_score(list(hypotheses), [list(reference) for reference in references])
        scores.append(
            Score(metric.name, result.score, metric.direction, metric.range, str(made.get_signature()), len(hypotheses))
        )
    return tuple(scores)


def not_scored(reason: str, metrics: Sequence[str] = DEFAULT_METRICS) -> tuple[Score, ...]:
    """Return a score without a value for each metric, with the reason why there is none."""
    chosen = [metric_named(name) for name in metrics]
    return tuple(Score(m.name, None, m.direction, m.range, None, 0, not_scored=reason) for m in chosen)


def score_article(
    article: Article, references: Sequence[Article], metrics: Sequence[str] = DEFAULT_METRICS
) -> tuple[Score, ...]:
    """Score an article against references whose paragraphs pair with its own one to one.

    Where they do not, nothing is scored and the reason is given: never a number made of a part.
    A reference's declared language stands for that of an article which declares none.
    """
    from tqcheck.scoring.pairing import pair

    paired: list[list[str]] = []
    hypotheses: list[str] = []
    for reference in references:
        found = pair(article, reference)
        if isinstance(found, str):
            return not_scored(found, metrics)
        hypotheses = [own for own, _ in found]
        paired.append([other for _, other in found])
    declared = (version.declared_language for version in (article, *references))
    return score_segments(hypotheses, paired, metrics, language=next(filter(None, declared), None))

"""Scoring segments: corpus scores with their signatures and intervals, rows of single segments, comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from tqcheck.model import Comparison, Score
from tqcheck.scoring import formulas, significance, statistics
from tqcheck.scoring.metrics import DEFAULT_METRICS, Metric, Options, ScoringError, metric_named

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacreMetric

    from tqcheck.scoring.statistics import References, Statistics

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Evaluation:
    """One system's statistics in each metric (by name), and what follows from them."""

    statistics: Mapping[str, Statistics]
    _metrics: Mapping[str, Metric]
    _made: Mapping[str, SacreMetric]
    _for_rows: Mapping[str, SacreMetric]
    segments: int

    def scores(self, *, samples: int = 0, seed: int | None = 12345) -> tuple[Score, ...]:
        """Return the corpus scores, with intervals from bootstrap samples where `samples` is above 1."""
        spread: Mapping[str, significance.Array] = {}
        if samples > 1:
            spread = significance.intervals([self.statistics], self._made, samples, seed)[0]
        scores = []
        for name, metric in self._metrics.items():
            made = self._made[name]
            signature = made.get_signature()
            interval = None
            if spread:
                signature.update("bs", samples)
                signature.update("seed", "none" if seed is None else str(seed))
                interval = significance.interval(spread[name], seed)
            value, details = formulas.corpus(self.statistics[name], made)
            scores.append(
                Score(
                    name,
                    value,
                    metric.direction,
                    metric.range,
                    str(signature),
                    self.segments,
                    interval,
                    details=details,
                )
            )
        return tuple(scores)

    @cached_property
    def rows(self) -> list[dict[str, float]]:
        """The value of each segment in each metric, as sacreBLEU scores single sentences."""
        columns = {name: formulas.scores(self.statistics[name], made).tolist() for name, made in self._for_rows.items()}
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def evaluate(
    systems: Sequence[Sequence[str]],
    references: References,
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    options: Options | None = None,
    language: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Evaluation]:
    """Score systems that translated the same segments.

    `references` are one or more translations, each with as many segments as every system (None
    where one says nothing of a segment; every segment needs one at least). `language` (BCP 47)
    chooses the tokeniser. With `jobs` above 1 the segments are shared over processes. Raises
    ScoringError when numbers of segments differ or there are none: sacreBLEU itself would
    silently score what fits.
    """
    for hypotheses in systems:
        check_shape(hypotheses, references)
    options = options or Options()
    chosen = {metric.name: metric for metric in map(metric_named, metrics)}
    number = _number_of(references)
    made = {name: metric.make(options, language, number) for name, metric in chosen.items()}
    rows = {name: metric.make(options, language, number, rows=True) for name, metric in chosen.items()}
    found = _statistics(systems, references, list(chosen), options, language, jobs, progress)
    return [Evaluation(each, chosen, made, rows, len(systems[0])) for each in found]


def compare(
    names: Sequence[str],
    evaluations: Sequence[Evaluation],
    *,
    test: str = "bs",
    samples: int | None = None,
    seed: int | None = 12345,
) -> Comparison:
    """Test systems against the first and rank them; see `significance.compare`."""
    first = evaluations[0]
    lower = frozenset(name for name, metric in first._metrics.items() if metric.direction == "lower")
    return significance.compare(
        names,
        [evaluation.statistics for evaluation in evaluations],
        first._made,
        test=test,
        samples=samples,
        seed=seed,
        lower_is_better=lower,
    )


def _number_of(references: References) -> int:
    """Return how many references each segment has, or sacreBLEU's -1 where it varies."""
    numbers = {sum(text is not None for text in versions) for versions in zip(*references, strict=True)}
    return numbers.pop() if len(numbers) == 1 else -1


def check_shape(hypotheses: Sequence[str], references: References) -> None:
    """Raise ScoringError unless references are lists of texts, one list a reference, each as long as the hypotheses.

    sacreBLEU scores only as many segments as the shortest list has, and says nothing.
    """
    if isinstance(hypotheses, str):
        raise ScoringError("the hypotheses must be a list of segments, not a text")
    if not hypotheses:
        raise ScoringError("there is no segment to score")
    if not references:
        raise ScoringError("there is no reference to score against")
    if isinstance(references, str) or any(isinstance(reference, str) for reference in references):
        raise ScoringError("a reference must be a list of segments, not a text")
    many = len(hypotheses)
    for number, reference in enumerate(references, 1):
        if len(reference) != many:
            if len(references) == many and len({len(each) for each in references}) == 1:
                raise ScoringError(
                    f"the references are transposed: give one list for each reference, with {many} segments in it, "
                    "not one list for each segment"
                )
            raise ScoringError(
                f"reference {number} has {len(reference)} segments, the hypothesis {many}: "
                f"segment {min(len(reference), many) + 1} has no partner"
            )
    for number, versions in enumerate(zip(hypotheses, *references, strict=True), 1):
        if not isinstance(versions[0], str) or any(not isinstance(text, str | None) for text in versions):
            raise ScoringError(f"segment {number} is not a text in all of the lists")
        if all(text is None for text in versions[1:]):
            raise ScoringError(f"segment {number} has no reference")


# ------------------------------------------------------------------------ here or in processes

Found = list[dict[str, "Statistics"]]


def _statistics(
    systems: Sequence[Sequence[str]],
    references: References,
    metrics: Sequence[str],
    options: Options,
    language: str | None,
    jobs: int,
    progress: Progress | None,
) -> Found:
    segments = len(systems[0])
    parts = min(jobs, segments * len(systems) // statistics.FOR_PROCESSES) if jobs > 1 else 1
    if parts <= 1:
        here: Found = []
        for number, hypotheses in enumerate(systems, 1):
            if progress:
                progress(f"scoring system {number} of {len(systems)}")
            here.append(_of_system(hypotheses, references, metrics, options, language))
        return here
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    import numpy as np

    cuts = [segments * part // parts for part in range(parts + 1)]
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        futures = [
            [
                pool.submit(
                    _of_system, hypotheses[low:high], [r[low:high] for r in references], metrics, options, language
                )
                for low, high in pairwise(cuts)
            ]
            for hypotheses in systems
        ]
        found: Found = []
        for number, system in enumerate(futures, 1):
            if progress:
                progress(f"scoring system {number} of {len(systems)}")
            shards = [future.result() for future in system]
            found.append({name: np.concatenate([shard[name] for shard in shards]) for name in metrics})
    return found


def _of_system(
    hypotheses: Sequence[str],
    references: References,
    metrics: Sequence[str],
    options: Options,
    language: str | None,
) -> dict[str, Statistics]:
    made = {name: metric_named(name).make(options, language, len(references)) for name in metrics}
    return {name: statistics.of_segments(metric, hypotheses, references) for name, metric in made.items()}

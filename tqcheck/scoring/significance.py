"""What chance has to do with a score: bootstrap intervals, paired bootstrap, approximate randomisation.

Koehn 2004 and Riezler and Maxwell 2005, as sacreBLEU computes them: the same samples for the same
seed, and from them the same intervals and p-values. Bootstrap samples are drawn once for all metrics and
systems, trials for each metric anew; sums over them are one matrix product.
"""

from __future__ import annotations

import statistics as averages
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tqcheck.model import Comparison, Interval, System, SystemScore
from tqcheck.scoring import formulas

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sacrebleu.metrics.base import Metric as SacreMetric

    from tqcheck.scoring.statistics import Statistics

    Array = NDArray[Any]

SAMPLES = 1_000
TRIALS = 10_000
LEVEL = 0.95
SIGNIFICANT = 0.05
_CELLS = 1 << 22
"""Draws held at a time: samples times segments."""


# --------------------------------------------------------------------------- intervals


def intervals(
    systems: Sequence[Mapping[str, Statistics]],
    metrics: Mapping[str, SacreMetric],
    samples: int,
    seed: int | None,
) -> list[dict[str, Array]]:
    """Return for each system and metric the scores of its bootstrap samples (float32 sums, as sacreBLEU's)."""
    columns = [(system, name, stats) for system, found in enumerate(systems) for name, stats in found.items()]
    sums = _sample_sums([stats for *_, stats in columns], samples, seed)
    scored: list[dict[str, Array]] = [{} for _ in systems]
    for (system, name, _), total in zip(columns, sums, strict=True):
        scored[system][name] = formulas.scores(total, metrics[name])
    return scored


def interval(scores: Array, seed: int | None) -> Interval:
    """Return the interval of bootstrap scores: the quantiles that sacreBLEU takes, and the mean it prints."""
    ordered = sorted(scores)
    cut = len(ordered) // 40
    low, high = ordered[cut], ordered[len(ordered) - cut - 1]
    return Interval(float(low), float(high), LEVEL, float(averages.mean(ordered)), len(ordered), seed)


def _sample_sums(statistics: Sequence[Statistics], samples: int, seed: int | None) -> list[Array]:
    """Return the summed statistics of each bootstrap sample (rows) in float32."""
    import numpy as np

    segments = len(statistics[0])
    rng = np.random.default_rng(seed)
    whole = [_is_whole(stats) for stats in statistics]
    together = np.concatenate([s for s, w in zip(statistics, whole, strict=True) if w] or [np.zeros((segments, 0))], 1)
    together = together.astype(np.float64)
    parts: list[Array] = []
    others: list[list[Array]] = [[] for w in whole if not w]
    for rows in _blocks(samples, segments, 1):
        drawn = rng.choice(segments, size=(rows, segments), replace=True)
        flat = (drawn + np.arange(rows)[:, None] * segments).ravel()
        often = np.bincount(flat, minlength=rows * segments).reshape(rows, segments)
        parts.append(often.astype(np.float64) @ together)
        for stats, found in zip((s for s, w in zip(statistics, whole, strict=True) if not w), others, strict=True):
            # Fractions are summed as sacreBLEU sums them, for in float32 the order shows.
            single = stats.astype(np.float32)
            found.append(np.stack([single[row].sum(0) for row in drawn]))
    exact = np.concatenate(parts).astype(np.float32)
    fractions = iter([np.concatenate(found) for found in others])
    sums, start = [], 0
    for stats, is_whole in zip(statistics, whole, strict=True):
        if is_whole:
            sums.append(exact[:, start : start + stats.shape[1]])
            start += stats.shape[1]
        else:
            sums.append(next(fractions))
    return sums


def _is_whole(statistics: Statistics) -> bool:
    return statistics.dtype.kind == "i"


def _blocks(rows: int, segments: int, multiple: int) -> Iterator[int]:
    """Cut a number of rows so that a block's draws fit into memory: the generator goes on where it was."""
    size = max(_CELLS // max(segments, 1) // multiple * multiple, multiple)
    for start in range(0, rows, size):
        yield min(size, rows - start)


# --------------------------------------------------------------------------- paired tests


def compare(
    names: Sequence[str],
    systems: Sequence[Mapping[str, Statistics]],
    metrics: Mapping[str, SacreMetric],
    *,
    test: str = "bs",
    samples: int | None = None,
    seed: int | None = 12345,
    lower_is_better: frozenset[str] = frozenset(),
) -> Comparison:
    """Test each system against the first and rank them all.

    `systems` hold the statistics of each metric over the same segments. `test` is "bs" (paired
    bootstrap, 1,000 samples) or "ar" (approximate randomisation, 10,000 trials); p-values and
    intervals are sacreBLEU's for the same seed.
    """
    samples = samples or (SAMPLES if test == "bs" else TRIALS)
    values = [{name: formulas.corpus(found[name], metric)[0] for name, metric in metrics.items()} for found in systems]
    pairs = [(one, other) for one in range(len(systems)) for other in range(one + 1, len(systems))]
    p_values: dict[str, dict[tuple[int, int], float]] = {name: {} for name in metrics}
    spread: list[dict[str, Interval]] = [{} for _ in systems]
    if test == "bs":
        drawn = intervals(systems, metrics, samples, seed)
        for name in metrics:
            for one, other in pairs:
                gap = abs(values[one][name] - values[other][name])
                differences = abs(drawn[other][name] - drawn[one][name])
                p_values[name][one, other] = _p_value(differences - differences.mean(), gap)
            for number, scores in enumerate(drawn):
                spread[number][name] = _spread(scores[name], seed)
    else:
        for name, metric in metrics.items():
            trials = _Trials([found[name] for found in systems], samples, seed)
            for one, other in pairs:
                gap = abs(values[one][name] - values[other][name])
                first, second = (formulas.scores(mixed, metric) for mixed in trials.shuffled(one, other))
                p_values[name][one, other] = _p_value(abs(first - second), gap)
    found = []
    for number, title in enumerate(names):
        rows = []
        for name in metrics:
            better, worse = _beaten(number, name, values, p_values[name], lower_is_better)
            rows.append(
                SystemScore(
                    metric=name,
                    value=values[number][name],
                    interval=spread[number].get(name),
                    p_value=p_values[name][0, number] if number else None,
                    ranks=(1 + better, len(names) - worse),
                )
            )
        found.append(System(title, tuple(rows)))
    name_of_test = "paired bootstrap" if test == "bs" else "approximate randomisation"
    return Comparison(name_of_test, samples, seed, SIGNIFICANT, _signatures(metrics, test, samples, seed), tuple(found))


def _spread(scores: Array, seed: int | None) -> Interval:
    """Return the interval of a comparison: sacreBLEU takes the mean in float32 here."""
    import numpy as np

    ordered = np.sort(scores)
    cut = len(ordered) // 40
    low, high = ordered[cut], ordered[len(ordered) - cut - 1]
    return Interval(float(low), float(high), LEVEL, float(ordered.mean()), len(ordered), seed)


def _p_value(differences: Array, gap: float) -> float:
    """Return how often chance alone gives a difference above the one that was seen; one more in both counts."""
    import numpy as np

    return float((np.sum(differences > gap) + 1) / (len(differences) + 1))


def _beaten(
    number: int,
    metric: str,
    values: Sequence[Mapping[str, float]],
    p_values: Mapping[tuple[int, int], float],
    lower_is_better: frozenset[str],
) -> tuple[int, int]:
    """Return how many systems are significantly better than one, and how many worse.

    Equal scores are neither: sacreBLEU's p-value of a system against itself is the smallest there is.
    """
    sign = -1 if metric in lower_is_better else 1
    better = worse = 0
    for other in range(len(values)):
        if other == number or p_values[min(number, other), max(number, other)] >= SIGNIFICANT:
            continue
        ahead = sign * (values[other][metric] - values[number][metric])
        better += ahead > 0
        worse += ahead < 0
    return better, worse


class _Trials:
    """Pairs of systems whose segments change places by chance, the same segments in every pair."""

    def __init__(self, statistics: Sequence[Statistics], trials: int, seed: int | None) -> None:
        import numpy as np

        segments = len(statistics[0])
        rng = np.random.default_rng(seed)
        kept: list[list[Array]] = [[] for _ in statistics]
        left: list[list[Array]] = [[] for _ in statistics]
        for rows in _blocks(trials, segments, 32):  # the generator draws 32 booleans at a time
            chosen = rng.integers(2, size=(rows, segments), dtype=bool)
            keep, leave = chosen.astype(np.float64), (~chosen).astype(np.float64)
            for number, stats in enumerate(statistics):
                floats = stats.astype(np.float64)
                kept[number].append(keep @ floats)
                left[number].append(leave @ floats)
        self._kept = [np.concatenate(parts) for parts in kept]
        self._left = [np.concatenate(parts) for parts in left]

    def shuffled(self, one: int, other: int) -> tuple[Array, Array]:
        """Return the sums of both systems of a pair in each trial (rows)."""
        return self._kept[one] + self._left[other], self._left[one] + self._kept[other]


def _signatures(metrics: Mapping[str, SacreMetric], test: str, samples: int, seed: int | None) -> dict[str, str]:
    signatures = {}
    for name, metric in metrics.items():
        signature = metric.get_signature()
        signature.update("seed", "none" if seed is None else str(seed))
        signature.update(test, samples)
        signatures[name] = str(signature)
    return signatures

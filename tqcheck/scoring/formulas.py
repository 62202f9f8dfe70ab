"""sacreBLEU's formulas, for many sums of statistics at once: bootstrap samples, trials, single segments.

Each takes an array with one row of summed statistics a score and returns the scores. The
operations and their order are sacreBLEU's, element by element, so that the values are too: in
float64 where sacreBLEU counts in Python's numbers, in float32 where its bootstrap does.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sacrebleu.metrics.base import Metric as SacreMetric
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    Array = NDArray[Any]
    Scores = NDArray[np.float64] | NDArray[np.float32]


def corpus(found: Array, metric: SacreMetric) -> tuple[float, str | None]:
    """Return the score of all segments together and what sacreBLEU says of it beside: its own function on the sums."""
    # Python's sum, column by column: where several references make fractions, sacreBLEU adds in this order too.
    score = metric._compute_score_from_stats([sum(column) for column in found.T.tolist()])
    return float(score.score), score._verbose or None


def scores(sums: Array, metric: SacreMetric) -> Scores:
    """Return the score of each row of summed statistics."""
    import numpy as np

    floats = sums if sums.dtype == np.float32 else sums.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"BLEU": bleu, "CHRF": chrf, "TER": ter}[type(metric).__name__](floats, metric)  # type: ignore[operator,no-any-return]


def bleu(sums: Array, metric: BLEU) -> Scores:
    """Papineni et al. 2002 with the smoothing of Chen and Cherry 2014, as `BLEU.compute_bleu` computes it."""
    import numpy as np

    orders = metric.max_ngram_order
    own, other = sums[:, 0].astype(np.float64), sums[:, 1].astype(np.float64)
    correct, total = sums[:, 2 : 2 + orders].copy(), sums[:, 2 + orders :].copy()
    some = correct.any(axis=1)
    smooth = metric.smooth_value
    if smooth is None:
        smooth = metric.SMOOTH_DEFAULTS[metric.smooth_method] or 0.0
    logs = np.zeros(len(sums))
    alive = np.ones(len(sums), bool)  # sacreBLEU stops at the first order without n-grams
    effective = np.full(len(sums), orders)
    doubled = np.ones(len(sums))
    for order in range(orders):
        if metric.smooth_method == "add-k" and order:
            correct[:, order] += smooth
            total[:, order] += smooth
        right, of = correct[:, order], total[:, order]
        alive &= of != 0
        if metric.effective_order:
            effective[alive] = order + 1
        precision = 100.0 * right / of
        missed = alive & (right == 0)
        if metric.smooth_method == "exp":
            doubled[missed] *= 2
            smoothed = 100.0 / (doubled.astype(sums.dtype) * of)
        elif metric.smooth_method == "floor":
            smoothed = 100.0 * smooth / of
        else:
            smoothed = np.zeros_like(precision)
        precision = np.where(missed, smoothed, precision)
        counted = alive | (not metric.effective_order)
        logs += np.where(counted, _log(np.where(alive, precision, 0)), 0)
    brevity = np.where(own < other, _exp(1 - other / own), 1.0)
    brevity[(own < other) & (own == 0)] = 0.0
    return np.where(some, brevity * _exp(logs / effective), 0.0)


def chrf(sums: Array, metric: CHRF) -> Scores:
    """Popović 2015 and 2017, as `CHRF._compute_f_score` computes it."""
    import numpy as np

    epsilon, factor = 1e-16, metric.beta**2
    own, other, both = sums[:, 0::3], sums[:, 1::3], sums[:, 2::3]
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(own > 0, both / own, epsilon).astype(_float(sums))
        recall = np.where(other > 0, both / other, epsilon).astype(_float(sums))
        if metric.eps_smoothing:
            weighed = factor * precision + recall
            each = np.where(weighed > 0, (1 + factor) * precision * recall / weighed, epsilon)
            total = np.zeros(len(sums), each.dtype)
            for order in range(metric.order):
                total += each[:, order]
            bare = ((own <= 0) & (other <= 0)) | (weighed <= 0)
            return _as_listed(100 * total / metric.order, bare.all(axis=1))
        counted = (own > 0) & (other > 0)
        orders = counted.sum(axis=1)
        mean_precision, mean_recall = (np.zeros(len(sums), precision.dtype) for _ in range(2))
        for order in range(metric.order):
            mean_precision += np.where(counted[:, order], precision[:, order], 0)
            mean_recall += np.where(counted[:, order], recall[:, order], 0)
        divisor = np.maximum(orders, 1).astype(precision.dtype)
        mean_precision /= divisor
        mean_recall /= divisor
        score = (1 + factor) * mean_precision * mean_recall
        score /= (factor * mean_precision) + mean_recall
        some = mean_precision + mean_recall != 0
        return _as_listed(np.where(some, 100 * score, 0), ~some)


def ter(sums: Array, metric: SacreMetric) -> Scores:
    """Snover et al. 2006: edits for each word of the reference; without a reference's word, one edit is 100."""
    del metric
    import numpy as np

    edits, words = sums[:, 0], sums[:, 1]
    rate = np.where(words > 0, edits / words, np.where(edits > 0, 1, 0)).astype(_float(sums))
    return _as_listed(100 * rate, words <= 0)


def _as_listed(values: Scores, bare: Array) -> Scores:
    """Return scores in the precision of sacreBLEU's list of them: one Python number (`bare`) makes an array of float64.

    Its formulas return Python's 0.0 or 1.0 where there is nothing to divide, numpy's float32 elsewhere.
    """
    import numpy as np

    return values.astype(np.float64) if bare.any() else values


def _float(sums: Array) -> Any:
    import numpy as np

    return np.float32 if sums.dtype == np.float32 else np.float64


def _log(values: Array) -> NDArray[np.float64]:
    """Take logarithms one by one with the C library's, as sacreBLEU does: numpy's differ in the last bit."""
    import numpy as np

    return np.fromiter((math.log(v) if v else -9999999999.0 for v in values.tolist()), np.float64, len(values))


def _exp(values: Array) -> NDArray[np.float64]:
    import numpy as np

    return np.fromiter((math.exp(v) if v < 709 else math.inf for v in values.tolist()), np.float64, len(values))

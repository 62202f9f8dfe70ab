"""What a score is made of: the sufficient statistics of each segment.

They are computed once and shared by the corpus score, the rows of single segments, bootstrap
samples and paired tests. Columns are sacreBLEU's own: for BLEU the lengths of hypothesis and
closest reference, then matched and all n-grams by order; for chrF triples of n-grams in the
hypothesis, in the reference and in both; for TER edits and mean reference length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tqcheck.scoring import ngrams

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sacrebleu.metrics.base import Metric as SacreMetric
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    Statistics = NDArray[Any]
    """int64, or float64 where several references make fractions."""

FOR_PROCESSES = 1_000
"""Segments for each process under which starting it takes longer than it saves."""


References = Sequence[Sequence[str | None]]
"""One sequence a reference, as long as the hypotheses. None: this reference says nothing of the segment."""


def of_segments(metric: SacreMetric, hypotheses: Sequence[str], references: References) -> Statistics:
    """Return the statistics of each segment (rows), the same as sacreBLEU's metric extracts.

    Every segment must have a reference.
    """
    import numpy as np

    kinds: dict[str, Callable[[Any, Sequence[str], Any], Statistics]] = {"BLEU": _bleu, "CHRF": _chrf, "TER": _ter}
    of_kind = kinds[type(metric).__name__]
    groups: dict[tuple[int, ...], list[int]] = {}
    for row, versions in enumerate(zip(*references, strict=True)):
        groups.setdefault(tuple(n for n, text in enumerate(versions) if text is not None), []).append(row)
    if len(groups) == 1 and len(next(iter(groups))) == len(references):
        return of_kind(metric, hypotheses, references)
    found: Statistics | None = None
    for present, rows in groups.items():
        kept = [[references[number][row] for row in rows] for number in present]
        part = of_kind(metric, [hypotheses[row] for row in rows], kept)
        if found is None:
            found = np.zeros((len(hypotheses), part.shape[1]), part.dtype)
        elif part.dtype.kind == "f" and found.dtype.kind == "i":
            found = found.astype(part.dtype)
        found[rows] = part
    assert found is not None
    return found


def _bleu(metric: BLEU, hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Statistics:
    import numpy as np

    prepare = metric._preprocess_segment
    own = [prepare(text).split() for text in hypotheses]
    others = [[prepare(text).split() for text in reference] for reference in references]
    counts = ngrams.count(own, others, metric.max_ngram_order)
    length = np.fromiter(map(len, own), np.int64, len(own))
    lengths = np.array([[len(words) for words in reference] for reference in others])
    # The closest reference length, the shorter one of two that are as close.
    closest = np.argmin(np.abs(lengths - length) * (lengths.max(initial=0) + 1) + lengths, axis=0)
    chosen = lengths[closest, np.arange(len(own))]
    return np.column_stack((length, chosen, counts.matched, counts.hypothesis))


def _chrf(metric: CHRF, hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Statistics:
    """With several references a segment's statistics are those of the one that gives it the best score."""
    import numpy as np

    from tqcheck.scoring import formulas

    own = [metric._preprocess_segment(text) for text in hypotheses]
    best: Statistics | None = None
    best_score = np.full(len(own), -1.0)
    for reference in references:
        other = [metric._preprocess_segment(text) for text in reference]
        parts = []
        if metric.char_order:
            parts.append(_triples(_characters(own, metric), _characters(other, metric), metric.char_order))
        if metric.word_order:
            split = metric._remove_punctuation
            parts.append(_triples([split(t) for t in own], [split(t) for t in other], metric.word_order))
        found = np.concatenate(parts, axis=1)
        if len(references) == 1:
            return found
        score = formulas.chrf(found, metric)
        better = score > best_score
        best = found if best is None else np.where(better[:, None], found, best)
        best_score = np.where(better, score, best_score)
    assert best is not None
    return best


def _characters(texts: list[str], metric: CHRF) -> list[str]:
    return texts if metric.whitespace else ["".join(text.split()) for text in texts]


def _triples(own: Sequence[ngrams.Items], other: Sequence[ngrams.Items], orders: int) -> Statistics:
    import numpy as np

    counts = ngrams.count(own, [other], orders)
    theirs = counts.references[0]
    # sacreBLEU does not count n-grams of an order that the reference is too short for.
    ours = np.where(theirs > 0, counts.hypothesis, 0)
    return np.stack((ours, theirs, counts.matched), axis=2).reshape(len(own), 3 * orders)


def _ter(metric: TER, hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Statistics:
    import numpy as np

    from tqcheck.scoring.edits import edits

    prepare = metric._preprocess_segment
    own = [prepare(text).split() for text in hypotheses]
    # sacreBLEU tokenises references twice, which with Tercom's normalisation is not the same as once.
    others = [[prepare(prepare(text)).split() for text in reference] for reference in references]
    least = [min(edits(words, other) for other in versions) for words, *versions in zip(own, *others, strict=True)]
    if len(others) == 1:
        return np.column_stack((least, [len(words) for words in others[0]])).astype(np.int64)
    lengths = [sum(map(len, versions)) / len(versions) for versions in zip(*others, strict=True)]
    return np.column_stack((np.array(least, np.float64), lengths))

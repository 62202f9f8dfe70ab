"""Fits the weights of the spelling judgement.

    python -m training.spelling DATA.jsonl.gz …  > tqcheck/lexicon/weights.py

Instances are the words that a dictionary nominates and that have a likelier word beside them,
in the half of the texts that is for tuning; a word is positive when it touches a marked
spelling error. Logistic regression with a small quadratic penalty; thresholds are the least
confidences at which false alarms on the same half stay below a bound per 1,000 words, learners'
texts (files named learner_…) left out, since nobody publishes them. Texts whose licence
forbids commercial use are left out: weights made from them could not be shipped.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.data import TRUE_TYPES, Text, read
from tqcheck.checks.spelling import _parts
from tqcheck.lexicon import lexicon_for, scorer
from tqcheck.lexicon.words import lower, normalise, words

CERTAIN_BOUND, LIKELY_BOUND = 0.06, 0.40
"""False alarms per 1,000 words, before anybody has looked whether they are false."""
PENALTY = 1.0
MOST_LEARNED = 12_000
"""Words of each learners' set, so that they do not outweigh what is published."""
UNCLEAR = ("grammar", "case", "realword-or-grammar", "spelling-other", "unspecified")
"""Marked errors that are neither clearly spelling nor clearly not: words that they touch are left out."""
_INITIAL = re.compile(r"(?:^|[.!?…:]\s+|\n\s*)[\"'„“«»‘(\[–—-]*\s*$")


def instances(text: Text) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of each nominated word of a text, and whether it is a slip."""
    lexicon = lexicon_for(text.language)
    if lexicon is None:
        return
    found = list(words(text.text))
    counts = Counter(word.text.lower() for word in found)
    near = frozenset(word for word in counts if len(word) > 3)
    for word in found:
        initial = bool(_INITIAL.search(text.text[max(0, word.start - 12) : word.start]))
        for part in _parts(word, lexicon):
            plain = normalise(part.text, text.language)
            small = lower(plain, text.language)
            if plain != small and not (initial and plain[1:] == small[1:]):
                continue
            considered = scorer._consider(small, text.language)
            if considered is None or (plain != small and lexicon.known(plain)):
                continue
            own, candidates = considered
            context = scorer.Context(initial, counts[word.text.lower()], False, near)
            best = max(candidates[:3], key=lambda c: c.worth + (0.6 if c.word in near else 0.0))
            touched = [e.type for e in text.errors if e.start < part.end and part.start < e.end]
            if any(kind in TRUE_TYPES for kind in touched):
                yield scorer.features(small, own, best, lexicon, context), True
            elif not any(kind in UNCLEAR for kind in touched):
                yield scorer.features(small, own, best, lexicon, context), False


def licensed(path: Path) -> set[str]:
    """Return the ids of the texts whose licence lets weights made from them be shipped."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        rows = (json.loads(line) for line in lines)
        return {row["doc_id"] for row in rows if "NC" not in row.get("licence", "")}


def fit(matrix: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (chance - labels) + penalty * weights
        curvature = (matrix.T * (chance * (1 - chance))) @ matrix + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def threshold(confidences: np.ndarray, labels: np.ndarray, total_words: int, bound: float) -> float:
    """Return the least confidence above which false alarms stay within the bound per 1,000 words."""
    allowed = int(bound * total_words / 1000)
    false = np.sort(confidences[labels == 0])[::-1]
    return float(false[allowed]) if allowed < len(false) else 0.5


def main(paths: list[Path]) -> None:
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    published: list[bool] = []
    total_words = 0
    for path in paths:
        allowed = licensed(path)
        is_published = not path.name.startswith("learner")
        read_words = 0
        for text in read(path):
            if text.half != "tune" or text.doc_id not in allowed or (not is_published and read_words > MOST_LEARNED):
                continue
            read_words += text.words
            for values, label in instances(text):
                rows.append(values)
                labels.append(label)
                published.append(is_published)
        total_words += read_words if is_published else 0
    names = ["bias", *sorted({name for row in rows for name in row} - {"bias"})]
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    truth = np.array(labels, dtype=float)
    weights = fit(matrix, truth)
    confidences = 1 / (1 + np.exp(-matrix @ weights))
    counted = np.array(published)
    certain = threshold(confidences[counted], truth[counted], total_words, CERTAIN_BOUND)
    likely = threshold(confidences[counted], truth[counted], total_words, LIKELY_BOUND)
    print(f"{len(rows)} nominated of {total_words} words, {int(truth.sum())} slips", file=sys.stderr)
    for name, bound in (("certain", certain), ("likely", likely)):
        hit = (confidences >= bound) & counted
        recall = truth[hit].sum() / truth[counted].sum()
        print(f"{name} {bound:.3f}: P {truth[hit].mean():.3f} R {recall:.3f}", file=sys.stderr)
    print(
        '"""The weights of the spelling judgement, made by `python -m training.spelling`; see there for the data."""\n'
    )
    print("from __future__ import annotations\n")
    print(f"CERTAIN = {certain:.3f}\nLIKELY = {likely:.3f}\n")
    print("WEIGHTS: dict[str, float] = {")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print("}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])

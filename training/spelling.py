"""Fits the two models of the spelling judgement.

    python -m training.spelling DATA.jsonl.gz …  > tqcheck/lexicon/weights.py

Instances are the words that the check nominates (`tqcheck.checks.spelling.nominees`) in the half
of the texts that is for tuning; one is positive when it touches a marked spelling error.

- The ranking is a conditional logit over the candidates of marked errors whose correction is
  among them.
- The decision is a logistic regression over the best candidate, with a small quadratic penalty.
  Edited texts (files named ud_…) have few marked slips, so each gets a twin with planted ones
  (`benchmarks.planting`), which give positives of weight ½; in their first fit, what looks like a
  slip in a published text beyond doubt is taken for one that nobody marked, and left out.
- Thresholds are the least confidences at which alarms on published texts of the same half stay
  below a bound per 1,000 words.

Texts whose licence forbids commercial use are left out (`licence` fields with NC, JFLEG):
weights made from them could not be shipped.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import TRUE_TYPES, Text, read
from benchmarks.own_checks import analysis
from benchmarks.planting import plant, vocabulary
from tqcheck.checks.spelling import Nominee, nominees
from tqcheck.config import Settings
from tqcheck.lexicon import lexicon_for, scorer
from tqcheck.lexicon.candidates import Candidate
from tqcheck.lexicon.neighbours import gain
from tqcheck.lexicon.weights import RANKING

Floats = NDArray[np.float64]

CERTAIN_BOUND, LIKELY_BOUND, POSSIBLE_BOUND = 0.15, 0.60, 2.00
"""Alarms per 1,000 words of published text that hit no marked error. Two of three prove true when they are read."""
PENALTY = 1.0
PLANTED_WEIGHT = 0.5
BEYOND_DOUBT = 0.9
MOST_LEARNED = 40_000
"""Words of each learners' set and language, so that they do not outweigh what is published."""
UNCLEAR = ("grammar", "case", "realword-or-grammar", "spelling-other", "unspecified", "punctuation")
"""Marked errors that are neither clearly spelling nor clearly not: words that they touch are left out."""


@dataclass(slots=True)
class Instance:
    """A nominated word. `is_slip` says what the marks say; `published` texts are those that somebody has edited."""

    nomination: scorer.Nomination
    nominee: Nominee
    is_slip: bool
    correction: str | None
    published: bool
    weight: float


def instances(text: Text, published: bool, weight: float = 1.0) -> Iterator[Instance]:
    """Yield the nominated words of a text about which the marks are clear."""
    looked_at = analysis(text)
    for nominee in nominees(looked_at, Settings()):
        span = looked_at.article.blocks[nominee.block].source_map.to_raw(nominee.start, nominee.end)
        touched = [error for error in text.errors if error.start < span.end and span.start < error.end]
        is_slip = any(error.type in TRUE_TYPES for error in touched)
        if not is_slip and any(error.type in UNCLEAR or error.type.startswith("g/") for error in touched):
            continue
        nomination = scorer.nominate(nominee.word.lower(), text.language)
        if nomination is not None and nominee.joined is None:
            correction = next((e.correction for e in touched if e.type == "nonword" and e.correction), None)
            yield Instance(nomination, nominee, is_slip, correction, published, weight)


def licensed(path: Path) -> set[str]:
    """Return the ids of the texts whose licence lets weights made from them be shipped."""
    if "jfleg" in path.name:
        return set()
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        rows = (json.loads(line) for line in lines)
        return {row["doc_id"] for row in rows if "NC" not in row.get("licence", "")}


def collect(path: Path) -> tuple[list[Instance], int]:
    """Return the instances of a file and the number of published words that they were looked for in."""
    allowed = licensed(path)
    published = not path.name.startswith("learner")
    found: list[Instance] = []
    words: dict[str, int] = {}
    texts = [text for text in read(path) if text.half == "tune" and text.doc_id in allowed and text.text.strip()]
    for text in texts:
        if published or words.get(text.language, 0) < MOST_LEARNED:
            words[text.language] = words.get(text.language, 0) + text.words
            found += instances(text, published)
    if path.name.startswith("ud"):
        for language in words:
            lexicon = lexicon_for(language)
            group = [text for text in texts if text.language == language]
            known = vocabulary(group)
            for text in group if lexicon else ():
                twin = instances(plant(text, known, lexicon), published, PLANTED_WEIGHT)  # type: ignore[arg-type]
                found += (one for one in twin if one.is_slip)
    return found, sum(words.values()) if published else 0


# --------------------------------------------------------------------------------- the ranking


def fit_ranking(found: list[Instance]) -> dict[str, float]:
    """Return the weights of a conditional logit: which of the candidates was meant."""
    choices = []
    for one in found:
        words = [candidate.word for candidate in one.nomination.candidates]
        if one.correction and one.correction.lower() in words and len(words) > 1:
            meant = words.index(one.correction.lower())
            choices.append(([_ranked(c, one) for c in one.nomination.candidates], meant, one.weight))
    names = sorted({name for rows, _, _ in choices for row in rows for name in row} | set(RANKING))
    data = [(_matrix(rows, names), right, weight) for rows, right, weight in choices]
    weights = np.zeros(len(names))
    for _ in range(40):
        gradient, curvature = PENALTY * weights, PENALTY * np.eye(len(names))
        for matrix, right, weight in data:
            scores = matrix @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            mean = chance @ matrix
            gradient = gradient + weight * (mean - matrix[right])
            curvature = curvature + weight * ((matrix * chance[:, None]).T @ matrix - np.outer(mean, mean))
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, weights), strict=True))


def _ranked(candidate: Candidate, one: Instance) -> dict[str, float]:
    context = one.nominee.context
    return scorer.ranking_features(candidate) | {
        "in_article": float(candidate.word in context.near),
        "fits": gain(context.before, candidate.word, context.after, one.nominee.lexicon.language),
    }


def _matrix(rows: list[dict[str, float]], names: list[str]) -> Floats:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


# -------------------------------------------------------------------------------- the decision


def fit(matrix: Floats, labels: Floats, counted: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method; `counted` are the instances' weights."""
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (counted * (chance - labels)) + penalty * weights
        curvature = (matrix.T * (counted * chance * (1 - chance))) @ matrix + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def threshold(confidences: Floats, labels: Floats, total_words: int, bound: float) -> float:
    """Return the least confidence above which false alarms stay within the bound per 1,000 words."""
    allowed = int(bound * total_words / 1000)
    false = np.sort(confidences[labels == 0])[::-1]
    return float(false[allowed]) if allowed < len(false) else 0.5


def main(paths: list[Path]) -> None:
    found: list[Instance] = []
    total_words = 0
    for path in paths:
        more, words = collect(path)
        found += more
        total_words += words
        print(f"{path.name}: {len(more)} nominated", file=sys.stderr)
    ranking = fit_ranking(found)
    RANKING.update(ranking)
    rows = []
    for one in found:
        best = scorer.rank(one.nomination, one.nominee.lexicon, one.nominee.context)[0]
        rows.append(scorer.features(one.nomination, best, one.nominee.lexicon, one.nominee.context))
    names = ["bias", *sorted({name for row in rows for name in row} - {"bias"})]
    matrix = _matrix(rows, names)
    truth = np.array([one.is_slip for one in found], dtype=float)
    published = np.array([one.published for one in found])
    counted = np.array([one.weight for one in found])
    weights = fit(matrix, truth, counted)
    unmarked = published & (truth == 0) & (1 / (1 + np.exp(-matrix @ weights)) > BEYOND_DOUBT)
    counted[unmarked] = 0.0
    weights = fit(matrix, truth, counted)
    confidences = 1 / (1 + np.exp(-matrix @ weights))
    bounds = {
        name: threshold(confidences[published], truth[published], total_words, bound)
        for name, bound in (("CERTAIN", CERTAIN_BOUND), ("LIKELY", LIKELY_BOUND), ("POSSIBLE", POSSIBLE_BOUND))
    }
    print(
        f"{len(found)} nominated, {int(truth.sum())} slips, {int(unmarked.sum())} beyond doubt but not marked; "
        f"{total_words} published words",
        file=sys.stderr,
    )
    for low, high in zip(np.arange(0, 1, 0.1), np.arange(0.1, 1.1, 0.1), strict=True):
        inside = (confidences >= low) & (confidences < high) & (counted > 0)
        if inside.any():
            mean, right = confidences[inside].mean(), np.average(truth[inside], weights=counted[inside])
            print(f"confidence {mean:.2f}: right {right:.2f} of {int(inside.sum())}", file=sys.stderr)
    _write(bounds, ranking, dict(zip(names, map(float, weights), strict=True)))


def _write(bounds: dict[str, float], ranking: dict[str, float], weights: dict[str, float]) -> None:
    print(
        '"""The weights of the spelling judgement, made by `python -m training.spelling`; see there for the data."""\n'
    )
    print("from __future__ import annotations\n")
    for name, value in bounds.items():
        print(f"{name} = {value:.3f}")
    for name, table in (("RANKING", ranking), ("WEIGHTS", weights)):
        print(f"\n{name}: dict[str, float] = {{")
        for key, value in table.items():
            print(f'    "{key}": {value:.3f},')
        print("}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])

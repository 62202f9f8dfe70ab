"""The weights of alignment with a model of similarity (the extra `semantic`): fitted as those without one are.

    python -m benchmarks.meaning DATA > tqcheck/alignment/meaning_weights.py

DATA, its documents, their edits and their halves are those of `benchmarks.alignment`; the weights come from the tuning half of
all pairs of two languages. `benchmarks.structure --semantic` tells what they are worth. Vectors are remembered in the cache
folder; the first run takes some ten minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment import (
    OTHER,
    Case,
    Document,
    _Example,
    cases,
    gold_path,
    languages_of,
    parallel,
    translated,
)
from tqcheck.alignment.beads import Beads, Shape
from tqcheck.alignment.evidence import Texts, mode_of
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE
from tqcheck.alignment.moved import Bead
from tqcheck.scoring.optional.semantic import similarity_matrix

CASES, LONGEST = 60, 30
"""Cases of each pair of languages, and the most units of a side that they may have."""
_EPOCHS, _BATCH, _DECAY = 16, 20, 0.0003

_HEAD = '''"""What each feature of a bead weighs where a model of similarity is asked (logarithm of odds).

Made by `python -m benchmarks.meaning DATA`: do not edit.
"""

from __future__ import annotations

MEANING_WEIGHTS: dict[str, float] = {'''


class Example(_Example):
    """A case with the features that its beads have beside a model."""

    def __init__(self, case: Case, gold: list[Bead], names: dict[str, int]) -> None:
        mode = mode_of(case.left, case.right, same_language=False)
        texts = Texts.of(case.left, case.right, mode, languages_of(case.document), similarity_matrix)
        n, m = self.size = len(case.left), len(case.right)
        beads = Beads(texts.evidence(range(n), range(m)))
        self.gold = gold
        self.features: dict[Shape, tuple[NDArray[np.intp], NDArray[np.float32]]] = {}
        for shape in beads.shapes:
            self._add(shape, list(beads.paired(shape)), beads.similarity[shape].shape, names)
        self._add(LEFT_ALONE, [(name, values[:, None]) for name, values in beads.alone(0)], (n, m + 1), names)
        self._add(RIGHT_ALONE, [(name, values[None, :]) for name, values in beads.alone(1)], (n + 1, m), names)


def examples(documents: Sequence[Document], names: dict[str, int]) -> Iterator[Example]:
    """Yield examples of one pair of languages."""
    chosen = [case for case in cases(documents) if case.edit != OTHER and len(case.left) <= LONGEST]
    Random(1).shuffle(chosen)
    usable = [(case, gold) for case in chosen if (gold := gold_path(case))]
    for case, gold in usable[:CASES]:
        yield Example(case, gold, names)


def fit(found: Sequence[Example], names: dict[str, int]) -> dict[str, float]:
    """Return the weights of maximal likelihood of the true paths, by Adam, with a little decay."""
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    random = np.random.default_rng(0)
    step = 0
    for epoch in range(_EPOCHS):
        order, total = random.permutation(len(found)), 0.0
        rate = 0.4 * (1 - epoch / _EPOCHS) + 0.02
        for start in range(0, len(order), _BATCH):
            results = [found[k].gradient(weights) for k in order[start : start + _BATCH]]
            total += sum(likelihood for likelihood, _ in results)
            slope = np.mean([slope for _, slope in results], axis=0) - _DECAY * weights
            step += 1
            first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
            weights = weights + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
        print(f"epoch {epoch}, log-likelihood {total / len(found):.3f}", file=sys.stderr, flush=True)
    return {name: round(float(weights[number]), 3) for name, number in names.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", default="", help="only these, with commas between: en-zh,en-ar")
    arguments = parser.parse_args()
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in [*translated(arguments.data / "mt"), *parallel(arguments.data / "parallel" / "pud.tsv.gz")]:
        wanted = not arguments.pairs or document.pair in arguments.pairs.split(",")
        if wanted and document.half == "tune" and document.setting.startswith("two languages"):
            groups[document.setting, document.pair].append(document)
    names: dict[str, int] = {}
    found: list[Example] = []
    for (_, pair), documents in groups.items():
        found += examples(documents, names)
        print(f"{pair}: {len(found)} cases so far", file=sys.stderr, flush=True)
    print(_HEAD)
    for name, value in fit(found, names).items():
        print(f'    "{name}": {value},')
    print("}")


if __name__ == "__main__":
    main()

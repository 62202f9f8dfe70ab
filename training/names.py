"""Fits what NAM005 says of names that a translation changes.

    python -m training.names pud.tsv.gz [--edited ud_dev.jsonl.gz]  > tqcheck/checks/names/weights.py

Two steps, both logistic regressions on the half of the sentences that is for tuning.

- EXPECTED: which names of good translations have a counterpart that looks or sounds alike.
- WEIGHTS: which pairs of names without a counterpart are changes. Positives are planted: a name
  replaced by another one of the language, a country by another, a name left out. Negatives are
  the unexplained names of the good translations as they are.

The package's table of exonyms was written beside these sentences, so a reader's text will find it
emptier than they do: the fit sees only a part of its rows, another one for each pair, and the
thresholds are chosen without any. In some pairs one language's lexicon is hidden, for languages
that have none. The thresholds are the least scores at which the share of good sentences that are
flagged stays within a bound; printed beside them: what leaving out each language
costs, of WEIGHTS and the thresholds; EXPECTED has seen all languages there.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch
from zlib import crc32

import numpy as np

from benchmarks.names_pair import CITY, OTHERS, articles, runs, small_words
from benchmarks.sentence_pairs import analysis_of
from tqcheck import lexicon as lexicons
from tqcheck.alignment.pair import Pair
from tqcheck.checks.names import counterparts, gazetteer
from tqcheck.checks.names.collect import parts
from tqcheck.checks.names.counterparts import ALIKE, Side, strength
from tqcheck.checks.names.expected import _of_word, features
from tqcheck.checks.names.rivals import candidates
from tqcheck.checks.names.weights import EXPECTED
from tqcheck.lexicon import lexicon_for
from training.spelling import Floats, fit

MEASURED = [*(f"en-{code}" for code in CITY if code != "en"), *OTHERS]
"""The pairs that the benchmark prints."""
MORE = 40
"""Pairs that are drawn beside them for the fit."""
TABLE = 0.3
"""Share of the table's rows that a pair of the fit sees."""
HIDDEN = 0.15
"""Share of the drawn pairs in which a language has no lexicon."""
SELDOM = 0.1
"""What a planted place counts, or one that begins a sentence: enough to learn their features, too little to move the rest."""
LIKELY_BOUND, POSSIBLE_BOUND, MISSING_BOUND = 0.01, 0.02, 0.005
"""Shares of good sentences that may be flagged; what is only missing is told as possible."""
KINDS = ("replaced", "added", "missing")

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of a sentence: of a good translation, or of one with something planted, and then whether each is it."""

    pair: str
    planted: str
    found: tuple[tuple[str, Features, bool], ...]


@contextmanager
def world(share: float, random: Random, hidden: str = "") -> Iterator[None]:
    """Make the package know a share of its table, and no lexicon of one language."""
    rows = gazetteer._own()
    kept = {concept for concept in sorted({concept for _, concept in rows}) if random.random() < share}
    some = tuple(row for row in rows if row[1] in kept)

    def lexicon(language: str) -> object:
        return None if language == hidden else lexicon_for(language)

    caches = (
        gazetteer.gazetteer_for,
        _of_word,
        counterparts.is_word,
        counterparts.is_noun,
        counterparts.is_rare,
        counterparts.international_gap,
        counterparts.is_english,
    )
    with (
        patch.object(gazetteer, "_own", lambda: some),
        patch.object(counterparts, "lexicon_for", lexicon),
        patch.object(lexicons, "lexicon_for", lexicon),
    ):
        for cache in caches:
            cache.cache_clear()
        yield
    for cache in caches:
        cache.cache_clear()


def worlds(pairs: Sequence[str], share: float) -> Iterator[str]:
    for pair in pairs:
        random = Random(pair)
        language = random.choice(pair.split("-"))
        hide = pair not in MEASURED and language != "en" and random.random() < HIDDEN / 0.9
        with world(share, random, language if hide else ""):
            yield pair


Articles = list[list[dict[str, str]]]


def drawn() -> list[str]:
    codes = list(CITY)
    others = [f"{one}-{two}" for one in codes for two in codes if one != two and f"{one}-{two}" not in MEASURED]
    return Random(5).sample(others, MORE)


# ------------------------------------------------------------------------- names with a counterpart


def names_kept(groups: Articles, pairs: Sequence[str]) -> Iterator[tuple[Features, bool]]:
    """Yield the names of good translations, and whether their counterparts look or sound alike."""
    for pair in worlds(pairs, TABLE):
        one, two = pair.split("-")
        for rows in groups:
            for row in rows:
                aligned = _pair([row[one]], [row[two]], pair)
                (passage,) = aligned.passages
                source, target = Side(passage.source, one), Side(passage.target, two)
                for own, other in ((source, target), (target, source)):
                    for token in own.names():
                        if strength(token, own):
                            yield features(token, own, other), other.explains(token, own) >= ALIKE


# --------------------------------------------------------------------------------- changes of names


def judged(groups: Articles, pairs: Sequence[str], share: float, ordinary: dict[str, set[str]]) -> Iterator[Judged]:
    """Yield the candidates of good translations, and of the same with names that were changed."""
    for pair in worlds(pairs, share):
        one, two = pair.split("-")
        small = frozenset(
            {word for rows in groups for row in rows for c in (one, two) for _, word in parts(row[c]) if word.islower()}
            | ordinary[one]
            | ordinary[two]
            | gazetteer.no_names(one)
            | gazetteer.no_names(two)
        )
        every = [[name.text for row in rows for name in runs(row[two], row[one], small)] for rows in groups]
        for number, rows in enumerate(groups):
            sources, targets = [row[one] for row in rows], [row[two] for row in rows]
            for found in candidates(_pair(sources, targets, pair)):
                yield Judged(pair, "", tuple((one.kind, one.features, False) for one in found))
            here = " ".join((*sources, *targets)).lower()
            others = sorted(
                {
                    name
                    for other, names in enumerate(every)
                    if other != number
                    for name in names
                    if not any(part.lower() in here for part in name.split())
                }
            )
            for place, (source, target) in enumerate(zip(sources, targets, strict=True)):
                for planted, start, old, new in _planted(source, target, pair, others, small):
                    whole = (target[:start] + new + target[start + len(old) :]).replace("  ", " ")
                    first, last = max(0, place - 1), place + 2
                    changed = [*targets[first:place], whole, *targets[place + 1 : last]]
                    yield Judged(
                        pair,
                        planted,
                        tuple(
                            (
                                one.kind,
                                one.features,
                                any(token.text in old for token in one.name)
                                if planted == "dropped"
                                else bool(one.rival)
                                and one.rival[0].start < start + len(new)
                                and start < one.rival[-1].end,
                            )
                            for found in candidates(_pair(sources[first:last], changed, pair))
                            if found[0].passage.source[0].block == place - first
                            for one in found
                        ),
                    )


def _planted(
    source: str, target: str, pair: str, others: Sequence[str], small: frozenset[str]
) -> Iterator[tuple[str, int, str, str]]:
    """Yield kind, place, old and new text of what may be changed in a sentence."""
    random = Random(crc32(target.encode()))
    names = runs(target, source, small, initial=True)
    if names and others:
        name = random.choice(names)
        yield "replaced", name.start, name.text, random.choice(others)
        yield "dropped", name.start, name.text, ""
    (passage,) = _pair([source], [target], pair).passages
    one, two = pair.split("-")
    left, right = Side(passage.source, one), Side(passage.target, two)
    places = [
        (token, code)
        for token in right.names()
        for code in ([token.concept] if token.concept else right.gazetteer.exact(token.latin))
        if code and len(code) == 2 and code.isupper() and code in left.concepts
    ]
    if places:
        token, _ = random.choice(places)
        yield "place", token.start, token.text, random.choice(_territories(two, left.concepts | right.concepts))


def _territories(language: str, without: frozenset[str]) -> list[str]:
    from babel import Locale

    names = Locale.parse({"nb": "no"}.get(language, language)).territories
    return [name for code, name in sorted(names.items()) if code.isalpha() and code not in without and name.isalpha()]


def _pair(sources: Sequence[str], targets: Sequence[str], pair: str) -> Pair:
    aligned = analysis_of(sources, targets, *pair.split("-")).pair
    assert aligned is not None
    return aligned


# ------------------------------------------------------------------------------------------ the fit

Weights = dict[str, dict[str, float]]


def fitted(rows: Sequence[Features], labels: Sequence[bool], counted: Sequence[float]) -> dict[str, float]:
    names = ["bias", *sorted({name for row in rows for name in row})]
    place = {name: number for number, name in enumerate(names)}
    matrix: Floats = np.zeros((len(rows), len(names)))
    matrix[:, 0] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, place[name]] = value
    weights = fit(matrix, np.array(labels, dtype=float), np.array(counted))
    return dict(zip(names, map(float, weights), strict=True))


def fit_changes(data: Sequence[Judged]) -> Weights:
    made: Weights = {}
    for kind in KINDS:
        rows, labels, counted = [], [], []
        for one in data:
            wanted = kind == "missing" if one.planted == "dropped" else kind != "missing"
            if one.planted and not wanted:
                continue
            found = [found for found in one.found if found[0] == kind and (found[2] or not one.planted)]
            for _, row, label in found:
                rows.append(row)
                labels.append(label)
                seldom = one.planted == "place" or (one.planted and row.get("rival_initial"))
                counted.append((SELDOM if seldom else 1.0) / len(found))
        made[kind] = fitted(rows, labels, counted)
    return made


def score(weights: Weights, kind: str, row: Features) -> float:
    own = weights[kind]
    return own["bias"] + sum(own.get(name, 0.0) * value for name, value in row.items())


def best(weights: Weights, one: Judged, kinds: Sequence[str]) -> float:
    """Return the highest score of a sentence's candidates, of those that hit what was planted if something was."""
    return max(
        (score(weights, kind, row) for kind, row, hit in one.found if kind in kinds and (hit or not one.planted)),
        default=-np.inf,
    )


def threshold(weights: Weights, data: Sequence[Judged], sentences: int, bound: float, kinds: Sequence[str]) -> float:
    scores = sorted((best(weights, one, kinds) for one in data if not one.planted), reverse=True)
    return float(scores[int(bound * sentences)])


def report(name: str, weights: Weights, data: Sequence[Judged], sentences: int, bounds: dict[str, float]) -> None:
    tally: Counter[str] = Counter()
    for one in data:
        tally[one.planted] += 1
        for tier, kinds in (("LIKELY", KINDS[:2]), ("POSSIBLE", KINDS[:2]), ("MISSING", KINDS[2:])):
            tally[f"{one.planted} {tier}"] += best(weights, one, kinds) >= bounds[tier]
    print(
        f"{name}: flagged "
        + ", ".join(f"{tier} {100 * tally[f' {tier}'] / sentences:.2f} %" for tier in bounds)
        + "; found "
        + ", ".join(
            f"{planted} {tier} {tally[f'{planted} {tier}'] / max(1, tally[planted]):.3f}"
            for planted in ("replaced", "place")
            for tier in ("LIKELY", "POSSIBLE")
        )
        + f"; dropped {tally['dropped MISSING'] / max(1, tally['dropped']):.3f}",
        file=sys.stderr,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--edited", type=Path, help="texts whose words in small letters are no names: ud_dev.jsonl.gz")
    arguments = parser.parse_args()
    groups = articles(arguments.data, "tune")
    sentences = sum(map(len, groups))
    ordinary = small_words(arguments.edited, set(CITY))
    pairs = [*MEASURED, *drawn()]
    rows, kept = zip(*names_kept(groups, pairs), strict=True)
    expected = fitted(rows, kept, [1.0] * len(rows))
    print(f"{len(rows)} names, {np.mean(kept):.3f} with a counterpart", file=sys.stderr)
    EXPECTED.clear()
    EXPECTED.update(expected)
    data = list(judged(groups, pairs, TABLE, ordinary))
    strict = list(judged(groups, MEASURED, 0.0, ordinary))
    weights = fit_changes(data)

    def bounds_of(weights: Weights, chosen: Sequence[Judged], number: int) -> dict[str, float]:
        return {
            "LIKELY": threshold(weights, chosen, number, LIKELY_BOUND, KINDS[:2]),
            "POSSIBLE": threshold(weights, chosen, number, POSSIBLE_BOUND, KINDS[:2]),
            "MISSING": threshold(weights, chosen, number, MISSING_BOUND, KINDS[2:]),
        }

    bounds = bounds_of(weights, strict, sentences * len(MEASURED))
    report("without the table", weights, strict, sentences * len(MEASURED), bounds)
    report("a part of the table", weights, data, sentences * len(pairs), bounds)
    report("the whole table", weights, list(judged(groups, MEASURED, 1.0, ordinary)), sentences * len(MEASURED), bounds)
    for code in CITY:
        out, rest = ([one for one in strict if (code in one.pair.split("-")) is has] for has in (True, False))
        if not out or not rest:
            continue
        others = fit_changes([one for one in data if code not in one.pair.split("-")])
        numbers = [sentences * sum((code in pair.split("-")) is has for pair in MEASURED) for has in (True, False)]
        report(f"fitted without {code}", others, out, numbers[0], bounds_of(others, rest, numbers[1]))
    _write(bounds, expected, weights)


def _write(bounds: dict[str, float], expected: dict[str, float], weights: Weights) -> None:
    print('"""The weights of NAM005, made by `python -m training.names`; see there for the data."""\n')
    print("from __future__ import annotations\n")
    for name, value in bounds.items():
        print(f"{name} = {value:.3f}")
    print("\nEXPECTED: dict[str, float] = {")
    for name, value in expected.items():
        print(f'    "{name}": {value:.3f},')
    print("}\n\nWEIGHTS: dict[str, dict[str, float]] = {")
    for kind, table in weights.items():
        print(f'    "{kind}": {{')
        for name, value in table.items():
            print(f'        "{name}": {value:.3f},')
        print("    },")
    print("}")


if __name__ == "__main__":
    main()

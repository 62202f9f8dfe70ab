"""How far scores agree with people who judged the same translations, beside two controls that read no word of them.

    python -m benchmarks.correlation FOLDER [--files 'wmt*' 'mlqe*'] [--markdown]

FOLDER holds JSON Lines of {"lp", "doc", "seg_id", "src", "ref", "system", "hyp", "human"}, gzipped
or not, where a higher human score is better; rows with "human_ref": true are translations by
people and left out, as are rows without a human score. Nothing is tuned on these data, so nothing is
held out; but the threshold of ties below is fitted to the data on which its accuracy is told.

* Systems: every two systems are compared over the segments that both have. Right is a pair that the
  metric orders as the mean human scores do (Kocmi et al. 2021); pairs with equal human means are
  left out, a tie of the metric is wrong.
* Segments: every two systems' translations of one source segment. "acc*eq" is the accuracy of Deutsch
  et al. 2023 (arXiv 2305.14324) that WMT23 took: a pair is right where both order it alike or both
  call it a tie; the metric ties what differs by no more than a threshold, the one that gives the highest
  accuracy; the mean over source segments. "Ordered": of the pairs that people do not tie those that
  the metric orders alike, without a threshold; its own ties count half, so that 0.5 is chance.
* Kendall's tau-b over all translations of a set at once. It rewards whoever knows which source is
  hard, as the control shows, and is printed for no other purpose.

The controls: the length of the source in characters (shorter is better), and the length of the
hypothesis over that of the reference (longer is better).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import render, shown
from tqcheck.scoring import METRICS, Options, metric_named
from tqcheck.scoring.evaluate import Evaluation, evaluate
from tqcheck.scoring.formulas import corpus

SOURCE_LENGTH, LENGTH_RATIO = "source length", "length ratio"
CONTROLS = (SOURCE_LENGTH, LENGTH_RATIO)
BOUNDS = (1.0, 2.0, 4.0)
"""Where differences of corpus scores are cut, in points; a bin begins with its bound."""
Floats = NDArray[np.float64]
Row = Mapping[str, Any]


# ------------------------------------------------------------------------- judgements


@dataclass(frozen=True)
class Judged:
    """Translations of one file that people judged: a matrix of source segments (rows) and systems (columns).

    Where a system has no judged translation of a segment, there is NaN in `human` and in all `scores`.
    `scores` are of segments, turned so that higher is better; `statistics` are what corpus scores are made of,
    for each system one row a segment, those it lacks too (zeros).
    """

    name: str
    language: str
    systems: tuple[str, ...]
    human: Floats
    scores: Mapping[str, Floats]
    statistics: Mapping[str, Sequence[NDArray[Any]]]

    @property
    def translations(self) -> int:
        return int(np.isfinite(self.human).sum())


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the judged machine translations of a file. Exits where a row lacks what is needed."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if row.get("human_ref") or row.get("human") is None:
                continue
            lacking = [key for key in ("lp", "doc", "seg_id", "src", "ref", "system", "hyp") if row.get(key) is None]
            if lacking:
                raise SystemExit(f"line {number} of {path} has a human score and no {' and no '.join(lacking)}")
            yield row


def judged(name: str, rows: Sequence[Row], metrics: Sequence[str] = tuple(METRICS)) -> Judged:
    """Score the translations of a file. Exits when a system translates a segment twice."""
    items: dict[tuple[str, str], int] = {}
    by_system: dict[str, dict[int, Row]] = {}
    for row in rows:
        # A segment's number counts within its document.
        item = items.setdefault((str(row["doc"]), str(row["seg_id"])), len(items))
        if by_system.setdefault(str(row["system"]), {}).setdefault(item, row) is not row:
            raise SystemExit(f"{name}: {row['system']} has two translations of segment {row['seg_id']} of {row['doc']}")
    language = str(rows[0]["lp"]).split("-")[-1]
    shape = (len(items), len(by_system))
    human = np.full(shape, np.nan)
    scores = {metric: np.full(shape, np.nan) for metric in (*metrics, *CONTROLS)}
    statistics: dict[str, list[NDArray[Any]]] = {metric: [] for metric in metrics}
    for column, mine in enumerate(by_system.values()):
        places = list(mine)
        human[places, column] = [float(row["human"]) for row in mine.values()]
        scored = _evaluation(list(mine.values()), metrics, language)
        for metric in metrics:
            sign = -1 if metric_named(metric).direction == "lower" else 1
            scores[metric][places, column] = [sign * values[metric] for values in scored.rows]
            found = scored.statistics[metric]
            whole = np.zeros((len(items), found.shape[1]), found.dtype)
            whole[places] = found
            statistics[metric].append(whole)
        scores[SOURCE_LENGTH][places, column] = [-len(row["src"]) for row in mine.values()]
        scores[LENGTH_RATIO][places, column] = [len(row["hyp"]) / max(len(row["ref"]), 1) for row in mine.values()]
    return Judged(name, language, tuple(by_system), human, scores, statistics)


def _evaluation(rows: Sequence[Row], metrics: Sequence[str], language: str) -> Evaluation:
    (found,) = evaluate([[row["hyp"] for row in rows]], [[row["ref"] for row in rows]], metrics, language=language)
    return found


# ---------------------------------------------------------------------------- systems


@dataclass
class Pairs:
    """Pairs of systems that people put in an order, those ordered alike, and those that people tie."""

    right: float = 0
    ordered: int = 0
    tied: int = 0

    def add(self, human: float, metric: float) -> None:
        """Take the differences of one pair; both near nothing but for rounding are ties."""
        if abs(human) < 1e-9:
            self.tied += 1
            return
        self.ordered += 1
        self.right += abs(metric) > 1e-9 and (human > 0) == (metric > 0)


def systems_by_mean(data: Judged, metric: str) -> Pairs:
    """Compare systems by the mean of their segments' scores."""
    pairs = Pairs()
    for both, human, one, other in _compared(data):
        found = data.scores[metric]
        pairs.add(human, float(found[both, one].mean() - found[both, other].mean()))
    return pairs


def systems_by_corpus(data: Judged, metric: str) -> Pairs:
    """Compare systems by sacreBLEU's corpus score over the segments that both have."""
    pairs = Pairs()
    for human, difference in corpus_differences(data, metric):
        pairs.add(human, difference)
    return pairs


def corpus_differences(data: Judged, metric: str) -> Iterator[tuple[float, float]]:
    """Yield for two systems the differences of their human means and corpus scores, higher is better in both."""
    sign = -1 if metric_named(metric).direction == "lower" else 1
    for both, human, one, other in _compared(data):
        first, second = (corpus_score(data, metric, system, both) for system in (one, other))
        yield human, sign * (first - second)


def corpus_score(data: Judged, metric: str, system: int, segments: NDArray[np.bool_]) -> float:
    """Return the corpus score of one system over some segments, in the metric's own direction."""
    made = metric_named(metric).make(Options(), data.language, 1)
    return corpus(data.statistics[metric][system][segments], made)[0]


def _compared(data: Judged) -> Iterator[tuple[NDArray[np.bool_], float, int, int]]:
    """Yield for two systems which segments both have, and the difference of their human means over these."""
    present = np.isfinite(data.human)
    for one, other in combinations(range(len(data.systems)), 2):
        both = present[:, one] & present[:, other]
        if both.any():
            yield both, float(data.human[both, one].mean() - data.human[both, other].mean()), one, other


# --------------------------------------------------------------------------- segments


@dataclass(frozen=True)
class Calibrated:
    """The highest accuracy that a threshold of ties gives, and the smallest threshold that gives it (metric's points)."""

    accuracy: float
    threshold: float


@dataclass(frozen=True)
class ItemPairs:
    """Every two translations of one source segment: differences, and a weight that makes segments count alike."""

    human: Floats
    metric: Floats
    weight: Floats

    @property
    def tied(self) -> float:
        """The share of pairs that people tie, as the mean over source segments: the accuracy of a metric that always ties."""
        return float(self.weight[self.human == 0].sum())


def item_pairs(human: Floats, metric: Floats) -> ItemPairs:
    """Return the pairs within each row of two matrices (NaN: no translation); rows with fewer than two have none."""
    differences: list[tuple[Floats, Floats, Floats]] = []
    for own, other in zip(human, metric, strict=True):
        there = np.isfinite(own)
        one, two = np.triu_indices(int(there.sum()), 1)
        if len(one):
            own, other = own[there], other[there]
            differences.append((own[one] - own[two], other[one] - other[two], np.full(len(one), 1 / len(one))))
    if not differences:
        return ItemPairs(*(np.zeros(0) for _ in range(3)))
    of_people, of_metric, weight = (np.concatenate(parts) for parts in zip(*differences, strict=True))
    return ItemPairs(of_people, of_metric, weight / len(differences))


def calibrated(pairs: ItemPairs) -> Calibrated | None:
    """Return acc*eq; None without pairs. Thresholds tried: 0 and every difference that there is."""
    if not len(pairs.human):
        return None
    gap = np.abs(pairs.metric)
    order = np.argsort(gap, kind="stable")
    gap = gap[order]
    tied = np.where(pairs.human == 0, pairs.weight, 0)[order]
    alike = (pairs.human != 0) & (np.sign(pairs.human) == np.sign(pairs.metric))
    kept = np.where(alike, pairs.weight, 0)[order]
    # With the first n pairs called ties: right among them are people's ties, right among the rest what is ordered alike.
    by_count = np.concatenate(([0.0], np.cumsum(tied))) + kept.sum() - np.concatenate(([0.0], np.cumsum(kept)))
    # A threshold takes all pairs of its difference.
    ends = np.flatnonzero(np.append(gap[1:] != gap[:-1], True)) + 1
    thresholds, accuracies = gap[ends - 1], by_count[ends]
    if thresholds[0] > 0:
        thresholds, accuracies = np.append(0.0, thresholds), np.append(by_count[0], accuracies)
    best = int(np.argmax(accuracies))
    return Calibrated(float(accuracies[best]), float(thresholds[best]))


def ordered_alike(pairs: ItemPairs) -> float | None:
    """Return the share of pairs ordered alike among those that people do not tie; the metric's ties count half."""
    apart = pairs.human != 0
    weight = pairs.weight[apart]
    if not weight.sum():
        return None
    said = np.sign(pairs.human[apart]) * np.sign(pairs.metric[apart])
    return float((weight * (said + 1) / 2).sum() / weight.sum())


def tau_b(one: Floats, other: Floats) -> float | None:
    """Return Kendall's tau-b (Kendall 1945); None where one side is the same throughout. Quickest if `one` has few values."""
    values, counts = np.unique(one, return_counts=True)
    everything = _pairs(np.array([len(one)]))
    free = [everything - _pairs(found) for found in (counts, np.unique(other, return_counts=True)[1])]
    if not all(free):
        return None
    balance = 0
    below: Floats = np.zeros(0)
    for value in values:
        here = np.sort(other[one == value])
        smaller = np.searchsorted(below, here, "left")
        greater = len(below) - np.searchsorted(below, here, "right")
        balance += int(smaller.sum() - greater.sum())
        below = np.sort(np.concatenate((below, here)), kind="stable")
    return balance / math.sqrt(free[0] * free[1])


def _pairs(counts: NDArray[Any]) -> int:
    """Return how many pairs there are within groups of so many."""
    return int((counts * (counts - 1) // 2).sum())


# ----------------------------------------------------------------------------- tables


def system_table(sets: Sequence[Judged], markdown: bool) -> str:
    """Write of how many pairs of systems each score orders right."""
    head = ["score", *(data.name for data in sets), "all", ""]
    kinds: list[tuple[str, str, Callable[[Judged, str], Pairs]]] = []
    for metric in METRICS:
        kinds += [
            (f"{metric}, corpus", metric, systems_by_corpus),
            (f"{metric}, mean of segments", metric, systems_by_mean),
        ]
    kinds.append((LENGTH_RATIO, LENGTH_RATIO, systems_by_mean))
    rows, tied = [], 0
    for name, metric, count in kinds:
        found = [count(data, metric) for data in sets]
        right, of = sum(pairs.right for pairs in found), sum(pairs.ordered for pairs in found)
        tied = sum(pairs.tied for pairs in found)
        cells = [f"{pairs.right:.0f} of {pairs.ordered}" for pairs in found]
        rows.append([name, *cells, f"{right:.0f} of {of}", shown(right / of if of else None)])
    return (
        f"{render(head, rows, markdown)}\n\nPairs of systems whose human means are equal, left out: {tied}. Source length "
        "is the same for two systems over the same segments and orders none."
    )


def size_table(sets: Sequence[Judged], markdown: bool) -> str:
    """Write of how many pairs of systems the corpus score orders right, by how far it sets them apart."""
    starts = (0.0, *BOUNDS)
    head = ["points apart", *(f"{low:g} to {high:g}" for low, high in pairwise(starts)), f"{BOUNDS[-1]:g} and more"]
    rows = []
    for metric in METRICS:
        bins = [Pairs() for _ in starts]
        for data in sets:
            for human, difference in corpus_differences(data, metric):
                bins[bisect_right(BOUNDS, abs(difference))].add(human, difference)
        shares = [shown(pairs.right / pairs.ordered if pairs.ordered else None) for pairs in bins]
        cells = [f"{share} ({pairs.right:.0f} of {pairs.ordered})" for share, pairs in zip(shares, bins, strict=True)]
        rows.append([metric, *cells])
    return render(head, rows, markdown)


def segment_table(sets: Sequence[Judged], markdown: bool) -> str:
    """Write for each score acc*eq and, after a stroke, the share of what people order that it orders alike."""
    head = ["acc*eq / ordered", *(data.name for data in sets), "mean"]
    rows, tied = [], []
    for metric in (*METRICS, *CONTROLS):
        pairs = [item_pairs(data.human, data.scores[metric]) for data in sets]
        tied = [each.tied for each in pairs]
        best = [found.accuracy if found else None for found in map(calibrated, pairs)]
        alike = [ordered_alike(each) for each in pairs]
        cells = [f"{shown(first)} / {shown(second)}" for first, second in zip(best, alike, strict=True)]
        rows.append([metric, *cells, f"{shown(_mean(best))} / {shown(_mean(alike))}"])
    rows.append(["ties of people", *map(shown, tied), shown(_mean(tied))])
    return render(head, rows, markdown)


def tau_table(sets: Sequence[Judged], markdown: bool) -> str:
    """Write the ungrouped tau-b of each score beside that of the controls."""
    head = ["tau-b, ungrouped", *(data.name for data in sets)]
    rows = []
    for metric in (*METRICS, *CONTROLS):
        found = []
        for data in sets:
            there = np.isfinite(data.human)
            found.append(tau_b(data.human[there], data.scores[metric][there]))
        rows.append([metric, *map(shown, found)])
    return render(head, rows, markdown)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _name(path: Path) -> str:
    return path.name.split(".")[0].replace("_", " ")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.correlation", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", nargs="+", default=["wmt*", "mlqe*"], help="patterns of their names")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    paths = sorted({path for pattern in arguments.files for path in arguments.folder.glob(pattern)})
    sets = []
    for path in paths:
        rows = list(rows_of(path))
        if not rows:
            print(f"{path.name} has no judged machine translation: left out", file=sys.stderr)
            continue
        started = time.process_time()
        sets.append(judged(_name(path), rows))
        print(f"{path.name}: {len(rows)} translations, {time.process_time() - started:.1f} CPU s", file=sys.stderr)
    if not sets:
        raise SystemExit(f"nothing in {arguments.folder} is named {' or '.join(arguments.files)} and judged")
    print(f"{time.strftime('%Y-%m-%d')}  {sum(data.translations for data in sets):,} judged translations\n")
    head = ["set", "systems", "source segments", "translations"]
    sizes = [[d.name, str(len(d.systems)), f"{len(d.human):,}", f"{d.translations:,}"] for d in sets]
    print(render(head, sizes, arguments.markdown))
    several = [data for data in sets if len(data.systems) > 1]
    if several:
        print("\nPairs of systems that are ordered as people order them\n")
        print(system_table(several, arguments.markdown))
        print("\nThe same by how far the corpus scores lie apart, in the metric's points, all sets together\n")
        print(size_table(several, arguments.markdown))
        print("\nPairs of translations of one source segment\n")
        print(segment_table(several, arguments.markdown))
    print("\nA warning: all translations of a set pooled, where the source's length alone does as well\n")
    print(tau_table(sets, arguments.markdown))


if __name__ == "__main__":
    main()

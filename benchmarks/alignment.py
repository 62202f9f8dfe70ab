"""Alignment of articles: edits planted into documents whose sentences line up, beside a textbook Gale-Church aligner.

    python -m benchmarks.alignment DATA [--half test] [--corpora corpora] [--most 40] [--markdown] [--fit]

DATA holds `mt/wmt21_mqm_*`, `mt/wmt24_esa_*` (JSON Lines of {"lp", "doc", "src", "ref", "system",
"hyp", "human_ref"}, gzipped) and `parallel/pud.tsv.gz` (a column a language). Every document is
edited once in each way of EDITS, the same in every run; the left side is the reference or the
source, the right one the edited hypothesis. Halves are told by the document's name.

A link is a pair (left sentence, right sentence). Omissions and additions are counted by sentence;
a sentence that was moved is neither. A moved link is right when its pair is and it crosses
another; an event of moving is found when all its links, or all those that it passed, are
reported. A false alarm is a document without edits with an omission, an addition or a move. Where
the right side is another document, recall tells how many of its units are left alone.

`--fit` fits the weights to the tuning half and prints `tqcheck/alignment/weights.py`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks import tables
from tqcheck.alignment import Aligned, Unit, align
from tqcheck.alignment.beads import SHAPES, Beads, Shape
from tqcheck.alignment.evidence import MODES, Texts, mode_of
from tqcheck.alignment.lattice import LEFT_ALONE, RIGHT_ALONE, Lattice
from tqcheck.alignment.moved import Bead
from tqcheck.alignment.space import Matrix

OTHER = "other document"
"""Not an edit: the right side is another document. Counted apart from all others."""
EDITS = (
    "none", "drop", "add", "drop paragraph", "add paragraph", "replace", "merge", "split", "swap", "move", "reparagraph",
    "several", "none, free", OTHER,
)  # fmt: skip
CONFIDENCES = (0.5, 0.8, 0.95)
_EXAMPLES, _EPOCHS, _BATCH, _DECAY, _LONGEST_EXAMPLE = 700, 16, 20, 0.0003, 30
_PUD_LENGTH = 12
_LEAST_SENTENCES = 5
_LEAST_RATIO = 0.4


@dataclass(frozen=True)
class Document:
    """Sentences of two sides that line up one by one, and paragraphs for them."""

    setting: str
    pair: str
    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    paragraphs: tuple[int, ...]
    headings: int = 0
    """How many sentences at the beginning are headings."""

    @property
    def half(self) -> str:
        return "test" if crc32(self.name.encode()) % 2 else "tune"


@dataclass
class Case:
    """An edited document and what is true of it."""

    document: Document
    edit: str
    left: list[Unit]
    right: list[Unit]
    links: set[tuple[int, int]] = field(default_factory=set)
    moves: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = field(default_factory=list)
    """Each move's own links, and those that it passed."""

    @property
    def omitted(self) -> set[int]:
        return set(range(len(self.left))) - {i for i, _ in self.links}

    @property
    def added(self) -> set[int]:
        return set(range(len(self.right))) - {j for _, j in self.links}


def languages_of(document: Document) -> tuple[str, str]:
    codes = document.pair.split("-")
    return codes[0], codes[-1]


# ------------------------------------------------------------------------- documents


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _paragraphs(count: int, random: Random, headings: int = 0) -> tuple[int, ...]:
    result = list(range(headings))
    while len(result) < count:
        result += [result[-1] + 1 if result else 0] * random.randint(2, 4)
    return tuple(result[:count])


def translated(folder: Path, every: bool = False) -> Iterator[Document]:
    """Yield each document of the machine translation files twice: beside its reference and beside its source.

    One system's hypothesis is taken, another for each document. Unless `every`, documents are left
    out where a hypothesis is 2.5 times as long as its reference or the other way round: the system left
    text out itself, and their sentences do not line up.
    """
    for path in sorted([*folder.glob("wmt21_mqm_*.jsonl.gz"), *folder.glob("wmt24_esa_*.jsonl.gz")]):
        documents: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
        for row in _rows(path):
            if not row["human_ref"] and row.get("ref") and row.get("hyp") and row.get("src"):
                documents[row["doc"]][row["system"]].append(row)
        for name, systems in sorted(documents.items()):
            random = Random(crc32(name.encode()))
            rows = systems[random.choice(sorted(systems))]
            if len(rows) < _LEAST_SENTENCES:
                continue
            source, target = rows[0]["lp"].split("-")
            hypothesis = tuple(_line(row["hyp"]) for row in rows)
            if not every and any(
                _summarised(_line(row["ref"]), text) for row, text in zip(rows, hypothesis, strict=True)
            ):
                continue
            headings = int(random.random() < 0.7)
            paragraphs = _paragraphs(len(rows), random, headings)
            pairs = (("same language", f"{target}", "ref"), ("two languages", f"{source}-{target}", "src"))
            for setting, pair, side in pairs:
                left = tuple(_line(row[side]) for row in rows)
                yield Document(setting, pair, name, left, hypothesis, paragraphs, headings)


def _summarised(reference: str, hypothesis: str) -> bool:
    a, b = len(reference) + 10, len(hypothesis) + 10
    return not _LEAST_RATIO < a / b < 1 / _LEAST_RATIO


def _line(text: str) -> str:
    return " ".join(text.split())


def parallel(path: Path) -> Iterator[Document]:
    """Yield runs of twelve sentences, English beside each other language."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for start in range(0, len(rows) - _PUD_LENGTH + 1, _PUD_LENGTH):
        part = rows[start : start + _PUD_LENGTH]
        name = f"pud {start}"
        paragraphs = _paragraphs(len(part), Random(crc32(name.encode())))
        for language in part[0]:
            if language not in ("sent_id", "en"):
                left, right = tuple(row["en"] for row in part), tuple(row[language] for row in part)
                yield Document("two languages, PUD", f"en-{language}", name, left, right, paragraphs)


def written(folder: Path) -> Iterator[Document]:
    """Yield the project's own articles: two translations, and a translation beside its source.

    Only paragraphs with as many sentences on both sides are kept; their sentences line up.
    """
    from tqcheck.alignment import units_of
    from tqcheck.documents import read_file

    for plan in sorted(folder.glob("*/planted.yaml")):
        clean = {path.name.split(".")[1]: path for path in sorted(plan.parent.glob("clean/article.*"))}
        first = plan.read_text(encoding="utf-8").split("article.", 1)[1].split(".")[0]
        pairs = [(path.name.split(".")[1], path) for path in sorted(plan.parent.glob("reference/article.*"))]
        sides = [("same language, own articles", code, path, clean[code]) for code, path in pairs]
        sides += [
            ("two languages, own articles", f"{first}-{code}", clean[first], path)
            for code, path in clean.items()
            if code != first
        ]
        for setting, pair, one, other in sides:
            codes = pair.split("-")
            a, b = units_of(read_file(one), codes[0]), units_of(read_file(other), codes[-1])
            left: list[str] = []
            right: list[str] = []
            paragraphs: list[int] = []
            for number in sorted({unit.paragraph for unit in a}):
                ours = [unit.text for unit in a if unit.paragraph == number]
                theirs = [unit.text for unit in b if unit.paragraph == number]
                if len(ours) == len(theirs):
                    left, right, paragraphs = left + ours, right + theirs, paragraphs + [number] * len(ours)
            yield Document(setting, pair, plan.parent.name, tuple(left), tuple(right), tuple(paragraphs))


# ----------------------------------------------------------------------------- edits


@dataclass
class _Sentence:
    """A sentence of the right side: its text, its paragraph and the left sentences that it translates."""

    text: str
    paragraph: float
    of: tuple[int, ...]
    move: int | None = None
    kind: str = "paragraph"


def edited(document: Document, edit: str, strangers: Sequence[str]) -> Case | None:
    """Return a document after an edit; None where it is too short for it. `strangers` are sentences of others."""
    random = Random(crc32(f"{document.name} {edit}".encode()))
    side = [
        _Sentence(text, paragraph, (number,), kind=_kind(number, document))
        for number, (text, paragraph) in enumerate(zip(document.right, document.paragraphs, strict=True))
    ]
    steps = {
        "none": [],
        OTHER: [],
        "none, free": ["reparagraph", "merge", "split"],
        "several": random.sample(["drop", "drop", "add", "merge", "split", "drop paragraph", "move", "reparagraph"], 3),
    }.get(edit, [edit])
    if edit == OTHER:
        side = [
            _Sentence(text, document.paragraphs[min(k, len(document.paragraphs) - 1)], ())
            for k, text in enumerate(strangers)
        ]
    for step in steps:
        if not _STEPS[step](side, random, strangers):
            return None
    left = [
        Unit(text, paragraph, _kind(number, document))
        for number, (text, paragraph) in enumerate(zip(document.left, document.paragraphs, strict=True))
    ]
    case = Case(document, edit, left, _units(side))
    own: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for j, sentence in enumerate(side):
        for i in sentence.of:
            case.links.add((i, j))
            if sentence.move is not None:
                own[sentence.move].add((i, j))
    for links in own.values():
        passed = {(i, j) for i, j in case.links - links if any((i - a) * (j - b) < 0 for a, b in links)}
        if passed:
            case.moves.append((links, passed))
    return case


def _kind(number: int, document: Document) -> str:
    return "heading" if number < document.headings else "paragraph"


def _units(side: Sequence[_Sentence]) -> list[Unit]:
    numbers = {paragraph: number for number, paragraph in enumerate(dict.fromkeys(s.paragraph for s in side))}
    return [Unit(sentence.text, numbers[sentence.paragraph], sentence.kind) for sentence in side]


def _drop(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    for _turn in range(random.randint(1, 2)):
        if len(side) > 3:
            del side[random.randrange(len(side))]
    return True


def _add(side: list[_Sentence], random: Random, strangers: Sequence[str]) -> bool:
    place = random.randrange(len(side))
    side.insert(place, _Sentence(random.choice(strangers), side[place].paragraph, ()))
    return True


def _replace(side: list[_Sentence], random: Random, strangers: Sequence[str]) -> bool:
    place = random.randrange(len(side))
    side[place] = _Sentence(random.choice(strangers), side[place].paragraph, ())
    return True


def _drop_paragraph(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    paragraphs = sorted({sentence.paragraph for sentence in side})
    if len(paragraphs) < 3:
        return False
    gone = random.choice(paragraphs)
    side[:] = [sentence for sentence in side if sentence.paragraph != gone]
    return True


def _add_paragraph(side: list[_Sentence], random: Random, strangers: Sequence[str]) -> bool:
    place = random.choice([k for k in range(len(side)) if k == 0 or side[k].paragraph != side[k - 1].paragraph])
    start = random.randrange(max(1, len(strangers) - 3))
    new = [_Sentence(text, side[place].paragraph - 0.5, ()) for text in strangers[start : start + random.randint(2, 3)]]
    side[place:place] = new
    return True


def _merge(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    places = [
        k for k in range(len(side) - 1) if side[k].paragraph == side[k + 1].paragraph and side[k].of and side[k + 1].of
    ]
    if not places:
        return False
    k = random.choice(places)
    first, second = side[k], side[k + 1]
    space = "" if first.text[-1:] in "。！？" else " "
    side[k : k + 2] = [replace(first, text=first.text + space + second.text, of=first.of + second.of)]
    return True


def _split(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    for k in random.sample(range(len(side)), len(side)):
        text = side[k].text
        if len(text) < 60 and not (text and ord(text[len(text) // 2]) > 0x3000 and len(text) > 24):
            continue
        cuts = [p + 1 for p, c in enumerate(text) if c in ".,;:，。；、،" and 0.25 < p / len(text) < 0.75]
        cuts = cuts or [p for p, c in enumerate(text) if c == " " and 0.35 < p / len(text) < 0.65]
        if cuts:
            cut = random.choice(cuts)
            old = side[k]
            side[k : k + 1] = [
                replace(old, text=text[:cut].strip()),
                replace(old, text=text[cut:].strip()),
            ]
            return True
    return False


def _swap(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    k = random.randrange(len(side) - 1)
    one, other = side[k], side[k + 1]
    side[k] = replace(other, paragraph=one.paragraph, move=k)
    side[k + 1] = replace(one, paragraph=other.paragraph)
    return True


def _move(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    """Move a run of one to three sentences, further than it is long."""
    length = random.randint(1, 3)
    if len(side) < 3 * length + 2:
        length = 1
    start = random.randrange(len(side) - length + 1)
    run = side[start : start + length]
    rest = side[:start] + side[start + length :]
    places = [k for k in range(len(rest) + 1) if abs(k - start) > length]
    if not places:
        return False
    place = random.choice(places)
    beside = rest[min(place, len(rest) - 1)].paragraph
    side[:] = rest[:place] + [replace(s, paragraph=beside, move=start) for s in run] + rest[place:]
    return True


def _reparagraph(side: list[_Sentence], random: Random, _: Sequence[str]) -> bool:
    number = 0
    for k, sentence in enumerate(side):
        number += k > 0 and (random.random() < 0.35 or side[k - 1].kind == "heading")
        sentence.paragraph = number
    return True


_STEPS = {
    "drop": _drop, "add": _add, "replace": _replace, "drop paragraph": _drop_paragraph, "add paragraph": _add_paragraph,
    "merge": _merge, "split": _split, "swap": _swap, "move": _move, "reparagraph": _reparagraph,
}  # fmt: skip


def cases(documents: Sequence[Document]) -> Iterator[Case]:
    """Yield every document of one setting, pair and half in all edits."""
    for number, document in enumerate(documents):
        # What is added comes from the next document of the same pair.
        strangers = documents[(number + 1) % len(documents)].right
        for edit in EDITS:
            case = edited(document, edit, strangers)
            if case is not None:
                yield case


# --------------------------------------------------------------------------- the peer


def gale_church(left: Sequence[Unit], right: Sequence[Unit]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Align by lengths in characters as Gale and Church (1993) do, with their priors and variance."""
    priors = {(1, 1): 0.89, (1, 0): 0.0099 / 2, (0, 1): 0.0099 / 2, (2, 1): 0.089 / 2, (1, 2): 0.089 / 2, (2, 2): 0.011}
    a, b = [len(unit.text) for unit in left], [len(unit.text) for unit in right]
    ratio = sum(b) / max(sum(a), 1)
    n, m = len(a), len(b)
    cost = [[math.inf] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    cost[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for (p, q), prior in priors.items():
                if p > i or q > j or cost[i - p][j - q] == math.inf:
                    continue
                x, y = sum(a[i - p : i]), sum(b[j - q : j])
                mean = (x + y / ratio) / 2
                delta = (y - x * ratio) / math.sqrt(6.8 * max(mean, 1.0))
                tail = math.erfc(abs(delta) / math.sqrt(2))
                total = cost[i - p][j - q] - math.log(prior) - (math.log(tail) if tail > 1e-300 else -690.0)
                if total < cost[i][j]:
                    cost[i][j], back[i][j] = total, (p, q)
    links = []
    i, j = n, m
    while i or j:
        p, q = back[i][j]
        links.append((tuple(range(i - p, i)), tuple(range(j - q, j))))
        i, j = i - p, j - q
    return links[::-1]


# ----------------------------------------------------------------------------- counts


@dataclass
class Counts:
    """What came of the cases of one row of a table."""

    cases: int = 0
    clean: int = 0
    alarms: int = 0
    links: list[int] = field(default_factory=lambda: [0, 0, 0])
    """Found and true, found, true; so with the others."""
    omissions: list[int] = field(default_factory=lambda: [0, 0, 0])
    additions: list[int] = field(default_factory=lambda: [0, 0, 0])
    moved: list[int] = field(default_factory=lambda: [0, 0])
    moves: list[int] = field(default_factory=lambda: [0, 0])

    def count(
        self, case: Case, links: set[tuple[int, int]], omitted: set[int], added: set[int], moved: set[tuple[int, int]]
    ) -> None:
        self.cases += 1
        for counter, found, true in (
            (self.links, links, case.links),
            (self.omissions, omitted, case.omitted),
            (self.additions, added, case.added),
        ):
            for position, size in enumerate((len(found & true), len(found), len(true))):
                counter[position] += size
        crossing = set().union(*(own | passed for own, passed in case.moves)) if case.moves else set()
        self.moved[0] += len(moved & crossing)
        self.moved[1] += len(moved)
        for own, passed in case.moves:
            self.moves[0] += own <= moved or passed <= moved
            self.moves[1] += 1
        if case.edit.startswith("none"):
            self.clean += 1
            self.alarms += bool(omitted or added or moved)

    def row(self) -> list[tables.Cell]:
        hit, found, true = self.links

        def pr(counter: list[int]) -> list[float | None]:
            return [counter[0] / counter[1] if counter[1] else None, counter[0] / counter[2] if counter[2] else None]

        return [
            self.cases,
            2 * hit / (found + true) if found + true else None,
            *pr(self.omissions),
            *pr(self.additions),
            self.moved[0] / self.moved[1] if self.moved[1] else None,
            self.moves[0] / self.moves[1] if self.moves[1] else None,
            self.alarms / self.clean if self.clean else None,
        ]


# --------------------------------------------------------------------------- the weights


def gold_path(case: Case) -> list[Bead] | None:
    """Return the true beads of a case, what moved as alone on both sides; None where there is no such path."""
    moved: set[tuple[int, int]] = set().union(*(own for own, _ in case.moves))
    group: dict[tuple[int, int], int] = {}
    for number, (i, j) in enumerate(sorted(case.links - moved)):
        old = {group[end] for end in ((0, i), (1, j)) if end in group}
        group[0, i] = group[1, j] = number
        group |= {end: number for end, label in group.items() if label in old}
    sides: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for (side, unit), label in group.items():
        sides[label][side].append(unit)
    path: list[Bead] = []
    i = j = 0
    ends = [(sorted(a), sorted(b)) for a, b in sorted(sides.values(), key=lambda pair: min(pair[0]))]
    for a, b in [*ends, ([len(case.left)], [len(case.right)])]:
        path += [(LEFT_ALONE, unit, j) for unit in range(i, a[0])]
        path += [(RIGHT_ALONE, a[0], unit) for unit in range(j, b[0])]
        if a[0] == len(case.left):
            return path
        i, j = a[0] + len(a), b[0] + len(b)
        if a != list(range(a[0], i)) or b != list(range(b[0], j)) or (len(a), len(b)) not in SHAPES:
            return None
        path.append(((len(a), len(b)), a[0], b[0]))
    return path


class _Example:
    """A case with the features of all its beads, and its true path."""

    def __init__(self, case: Case, gold: list[Bead], mode: str, names: dict[str, int]) -> None:
        texts = Texts.of(case.left, case.right, mode, languages_of(case.document))
        n, m = self.size = len(case.left), len(case.right)
        beads = Beads(texts.evidence(range(n), range(m)))
        self.gold = gold
        self.features: dict[Shape, tuple[NDArray[np.intp], NDArray[np.float32]]] = {}
        for shape in beads.shapes:
            self._add(shape, list(beads.paired(shape)), beads.similarity[shape].shape, names)
        self._add(LEFT_ALONE, [(name, values[:, None]) for name, values in beads.alone(0)], (n, m + 1), names)
        self._add(RIGHT_ALONE, [(name, values[None, :]) for name, values in beads.alone(1)], (n + 1, m), names)

    def _add(
        self, shape: Shape, features: list[tuple[str, Matrix]], size: tuple[int, ...], names: dict[str, int]
    ) -> None:
        numbers = np.array([names.setdefault(name, len(names)) for name, _ in features])
        self.features[shape] = numbers, np.stack([np.broadcast_to(v, size) for _, v in features]).astype(np.float32)

    def gradient(self, weights: Matrix) -> tuple[float, Matrix]:
        """Return the log-likelihood of the true path and its gradient."""
        scores = {
            shape: np.tensordot(weights[numbers], values, 1).astype(np.float64)
            for shape, (numbers, values) in self.features.items()
        }
        lattice = Lattice(scores, *self.size)
        expected = lattice.posteriors()
        slope = np.zeros_like(weights)
        for shape, (numbers, values) in self.features.items():
            np.add.at(slope, numbers, -np.tensordot(values, expected[shape].astype(np.float32), 2))
        likelihood = -lattice.total()
        for shape, i, j in self.gold:
            numbers, values = self.features[shape]
            np.add.at(slope, numbers, values[:, i, j])
            likelihood += float(scores[shape][i, j])
        return likelihood, slope


def fit(groups: Sequence[Sequence[Document]], mode: str) -> dict[str, float]:
    """Return the weights of one way to compare: maximal likelihood of the true paths, by Adam, with a little decay."""
    chosen: list[list[Case]] = []
    for documents in groups:
        first = documents[0]
        same = first.setting.startswith("same")
        sides = [[Unit(text, 0) for text in side] for side in (first.left, first.right)]
        if mode_of(*sides, same_language=same) == mode:
            chosen.append([case for case in cases(documents) if case.edit != OTHER])
            Random(1).shuffle(chosen[-1])
    names: dict[str, int] = {}
    examples: list[_Example] = []
    for group in chosen:
        usable = [(case, gold) for case in group if len(case.left) <= _LONGEST_EXAMPLE and (gold := gold_path(case))]
        examples += [_Example(case, gold, mode, names) for case, gold in usable[: _EXAMPLES // len(chosen)]]
    weights = np.zeros(len(names))
    first_moment, second_moment = np.zeros_like(weights), np.zeros_like(weights)
    random = np.random.default_rng(0)
    step = 0
    for epoch in range(_EPOCHS):
        order = random.permutation(len(examples))
        total = 0.0
        for start in range(0, len(order), _BATCH):
            results = [examples[k].gradient(weights) for k in order[start : start + _BATCH]]
            total += sum(likelihood for likelihood, _ in results)
            slope = np.mean([slope for _, slope in results], axis=0) - _DECAY * weights
            step += 1
            first_moment = 0.9 * first_moment + 0.1 * slope
            second_moment = 0.99 * second_moment + 0.01 * slope**2
            rate = 0.4 * (1 - epoch / _EPOCHS) + 0.02
            weights = weights + rate * (first_moment / (1 - 0.9**step)) / (
                np.sqrt(second_moment / (1 - 0.99**step)) + 1e-6
            )
        print(
            f"{mode}: {len(examples)} cases, epoch {epoch}, log-likelihood {total / len(examples):.3f}", file=sys.stderr
        )
    return {name: round(float(weights[number]), 3) for name, number in names.items()}


_WEIGHTS_HEAD = '''"""What each feature of a bead weighs, by the way in which two texts are compared (logarithm of odds).

Made by `python -m benchmarks.alignment DATA --fit`: do not edit.
"""

from __future__ import annotations

WEIGHTS: dict[str, dict[str, float]] = {'''


# ------------------------------------------------------------------------------ the run


def _judge(case: Case, counts: Sequence[Counts], sure: dict[float, Counts], same: bool) -> float:
    """Align a case and count; return the seconds that it took."""
    started = time.perf_counter()
    aligned = align(case.left, case.right, same_language=same, languages=languages_of(case.document))
    seconds = time.perf_counter() - started
    links = {(i, j) for link in aligned.links for i in link.left for j in link.right}
    moved = {(i, j) for link in aligned.moved() for i in link.left for j in link.right}
    for counter in counts:
        counter.count(case, links, _lefts(aligned), _rights(aligned), moved)
    for confidence, counter in sure.items():
        counter.count(case, links, _lefts(aligned, confidence), _rights(aligned, confidence), moved)
    return seconds


def _lefts(aligned: Aligned, confidence: float = 0.0) -> set[int]:
    return {link.left[0] for link in aligned.omissions(confidence)}


def _rights(aligned: Aligned, confidence: float = 0.0) -> set[int]:
    return {link.right[0] for link in aligned.additions(confidence)}


def _judge_peer(case: Case, counter: Counts) -> None:
    beads = gale_church(case.left, case.right)
    links = {(i, j) for left, right in beads for i in left for j in right}
    omitted = {left[0] for left, right in beads if not right}
    counter.count(case, links, omitted, {right[0] for left, right in beads if not left}, set())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--corpora", type=Path, help="folder of the project's own articles; all of them are reported")
    parser.add_argument("--most", type=int, default=30, help="documents of each pair")
    parser.add_argument("--setting", default="", help="only settings that begin so")
    parser.add_argument("--every", action="store_true", help="also documents that a system summarised")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    documents = [
        *translated(arguments.data / "mt", arguments.every or arguments.fit),
        *parallel(arguments.data / "parallel" / "pud.tsv.gz"),
    ]
    half = "tune" if arguments.fit else arguments.half
    documents = [document for document in documents if half in (document.half, "all")]
    if arguments.corpora and not arguments.fit:
        documents += written(arguments.corpora)
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        if document.setting.startswith(arguments.setting):
            groups[document.setting, document.pair].append(document)
    if arguments.fit:
        print(_WEIGHTS_HEAD)
        for mode in MODES:
            print(f'    "{mode}": {{')
            for name, value in fit(list(groups.values()), mode).items():
                print(f'        "{name}": {value},')
            print("    },")
        print("}")
        return
    report(groups, arguments.most, arguments.markdown)


def report(groups: dict[tuple[str, str], list[Document]], most: int, markdown: bool) -> None:
    """Print a table for each setting, by pair and by edit, and what the confidences are worth."""
    head = ["", "cases", "link F1", "om. P", "om. R", "add. P", "add. R", "moved P", "moves R", "false alarms"]
    for setting in dict.fromkeys(name for name, _ in groups):
        pairs: dict[str, Counts] = {}
        edits: dict[str, Counts] = {edit: Counts() for edit in EDITS}
        every, peer = Counts(), Counts()
        sure = {confidence: Counts() for confidence in CONFIDENCES}
        seconds: list[float] = []
        for (name, pair), documents in groups.items():
            if name != setting:
                continue
            pairs[pair] = Counts()
            for case in cases(documents[:most]):
                same = setting.startswith("same")
                if case.edit == OTHER:
                    seconds.append(_judge(case, (edits[OTHER],), {}, same))
                else:
                    seconds.append(_judge(case, (pairs[pair], edits[case.edit], every), sure, same))
                    _judge_peer(case, peer)
        rows = [*pairs.items(), ("all", every), ("Gale-Church, all", peer)]
        rows += [(f"all, confidence ≥ {confidence}", counter) for confidence, counter in sure.items()]
        each, most_of_one = 1000 * sum(seconds) / len(seconds), 1000 * max(seconds)
        print(f"\n{setting}: {len(seconds)} cases, {each:.0f} ms each, {most_of_one:.0f} ms at most\n")
        print(tables.render(head, [[name, *map(tables.shown, counter.row())] for name, counter in rows], markdown))
        print()
        print(
            tables.render(head, [[name, *map(tables.shown, counts.row())] for name, counts in edits.items()], markdown)
        )


if __name__ == "__main__":
    main()

"""Alignment of articles: edits planted into documents whose sentences line up, beside a textbook Gale-Church aligner.

    python -m benchmarks.alignment DATA [--half test] [--corpora corpora] [--most 40] [--markdown] [--fit]

DATA holds `mt/wmt21_mqm_*`, `mt/wmt24_esa_*` (JSON Lines of {"lp", "doc", "src", "ref", "system",
"hyp", "human_ref"}, gzipped) and `parallel/pud.tsv.gz` (a column a language). Every document is
edited once in each way of EDITS, the same in every run; the left side is the reference or the
source, the right one the edited hypothesis. Halves are told by the document's name.

A link is a pair (left sentence, right sentence). Omissions and additions are counted by sentence;
a sentence that was moved is neither. A moved link is right when its pair is and it crosses
another; an event of moving is found when all its links, or all those that it passed, are
reported. A false alarm is a document without edits with an omission, an addition or a move.

`--fit` fits the weights to the tuning half and prints `tqcheck/alignment/weights.py`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from tqcheck.alignment import Aligned, Unit

EDITS = (
    "none", "drop", "add", "drop paragraph", "add paragraph", "replace", "merge", "split", "swap", "move", "reparagraph", "several",
    "none, free",
)  # fmt: skip
_PUD_LENGTH = 12
_LEAST_SENTENCES = 5


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


def translated(folder: Path) -> Iterator[Document]:
    """Yield each document of the machine translation files twice: beside its reference and beside its source.

    One system's hypothesis is taken, another for each document.
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
            headings = int(random.random() < 0.7)
            paragraphs = _paragraphs(len(rows), random, headings)
            pairs = (("same language", f"{target}", "ref"), ("two languages", f"{source}-{target}", "src"))
            for setting, pair, side in pairs:
                left = tuple(_line(row[side]) for row in rows)
                yield Document(setting, pair, name, left, hypothesis, paragraphs, headings)


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
        "none, free": ["reparagraph", "merge", "split"],
        "several": random.sample(["drop", "drop", "add", "merge", "split", "drop paragraph", "move", "reparagraph"], 3),
    }.get(edit, [edit])
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
    "drop": _drop, "add": _add, "replace": _replace, "drop paragraph": _drop_paragraph, "add paragraph": _add_paragraph, "merge": _merge,
    "split": _split, "swap": _swap, "move": _move, "reparagraph": _reparagraph,
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
            for position, size in enumerate((len(found & true), len(found), len(true))):  # type: ignore[operator, arg-type]
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

    def row(self) -> list[float | int | None]:
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

"""What the metric `semantic` finds of segments swapped, shifted, foreign and halved, planted in documents; its false alarms.

Data: a folder with wmt21_mqm_*, wmt24_esa_* and mlqe20_da_*.jsonl.gz (rows of lp, doc, system, src, hyp, line). Of each
document one system's translation is taken, which of them by the document's name. MLQE has no documents: twelve
rows in a row stand for one. `tune` is the half on which the window and the thresholds were chosen (of WMT's documents with
four segments or more), `test` the other; documents of the two never mix.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tqcheck.scoring.optional import semantic
from tqcheck.scoring.optional.semantic import Place, embed, place

KINDS = ("swapped", "shifted", "foreign", "halved")
BLOCK = 12
"""Rows of MLQE that stand for a document."""


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    sources: tuple[str, ...]
    hypotheses: tuple[str, ...]


def documents(path: Path, half: str, most: int, shortest: int, longest: int) -> list[Document]:
    """Return documents of a half until they have `most` segments, in an order made of their names.

    Those with less than `shortest` segments are left out, those with more than `longest` cut.
    """
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if not row.get("human_ref"):
                name = f"{path.name} {number // BLOCK}" if path.name.startswith("mlqe") else row["doc"]
                rows.setdefault(name, {}).setdefault(row["system"], []).append(row)
    chosen: list[Document] = []
    for name in sorted(rows, key=lambda name: crc32(name.encode())):
        if half != "all" and ("test" if crc32(name.encode()) % 2 else "tune") != half:
            continue
        whole = max(map(len, rows[name].values()))
        systems = sorted(system for system, found in rows[name].items() if len(found) == whole)
        found = sorted(
            rows[name][systems[crc32(name.encode()) // 2 % len(systems)]], key=lambda row: row.get("line") or 0
        )
        if len(found) < shortest or sum(len(document.sources) for document in chosen) >= most:
            continue
        found = found[:longest]
        chosen.append(Document(name, tuple(row["src"] for row in found), tuple(row["hyp"] for row in found)))
    return chosen


def planted(document: Document, other: Document) -> Iterator[tuple[str, list[str], list[int]]]:
    """Yield kind, hypotheses with one thing planted, and the indexes of the segments that are wrong by it."""
    own, size = list(document.hypotheses), len(document.hypotheses)
    for index in range(size - 1):
        yield "swapped", [*own[:index], own[index + 1], own[index], *own[index + 2 :]], [index, index + 1]
    for index in range(size):
        foreign = other.hypotheses[index % len(other.hypotheses)]
        yield "foreign", [*own[:index], foreign, *own[index + 1 :]], [index]
        words = own[index].split()
        yield "halved", [*own[:index], " ".join(words[: (len(words) + 1) // 2]), *own[index + 1 :]], [index]
    for index in range(size - 1):
        # A line is missing, and those after it move up; the last place is filled with another document's.
        yield "shifted", [*own[:index], *own[index + 1 :], other.hypotheses[-1]], list(range(index, size - 1))


def judged(document: Document, hypotheses: Sequence[str], neighbours: int) -> list[Place | None]:
    """Return where each hypothesis belongs; None for one that equals its source."""
    kept = [i for i, (s, h) in enumerate(zip(document.sources, hypotheses, strict=True)) if s.split() != h.split()]
    left, right = [hypotheses[i] for i in kept], [document.sources[i] for i in kept]
    places: list[Place | None] = [None] * len(hypotheses)
    for index, found in zip(kept, place(left, right, embed(left), embed(right), neighbours), strict=True):
        places[index] = found
    return places


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.semantic", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--most", type=int, default=300, help="segments a language pair, about")
    parser.add_argument("--neighbours", type=int, default=5)
    parser.add_argument("--shortest", type=int, default=4, help="documents with fewer segments are left out")
    parser.add_argument("--longest", type=int, default=16, help="documents with more segments are cut")
    parser.add_argument("--files", default="*", help="a pattern of the files' names")
    arguments = parser.parse_args()
    print(
        f"half: {arguments.half}; neighbours {arguments.neighbours}, margin {semantic.MARGIN}, nowhere {semantic.NOWHERE}"
    )
    print(f"| pair | documents | segments | false alarms | documents with one | {' | '.join(KINDS)} |")
    print("|---" * (5 + len(KINDS)) + "|")
    kept = ("wmt21_mqm_", "wmt24_esa_", "mlqe20_da_")
    files = sorted(path for path in arguments.folder.glob(f"{arguments.files}.jsonl.gz") if path.name.startswith(kept))
    totals = [0] * 4
    sums = {kind: [0, 0] for kind in KINDS}
    for path in files:
        chosen = documents(path, arguments.half, arguments.most, arguments.shortest, arguments.longest)
        counts, found = measured(chosen, arguments.neighbours)
        print(row(path.name.split(".")[0].split("_", 1)[1], counts, found), flush=True)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        for kind in KINDS:
            sums[kind] = [total + count for total, count in zip(sums[kind], found[kind], strict=True)]
    print(row("all", totals, sums))


def measured(chosen: Sequence[Document], neighbours: int) -> tuple[list[int], dict[str, list[int]]]:
    """Return documents, segments, false alarms, documents with one; and of each kind the wrong segments found of how many."""
    counts = [len(chosen), 0, 0, 0]
    found = {kind: [0, 0] for kind in KINDS}
    for number, document in enumerate(chosen):
        clean = [where for where in judged(document, document.hypotheses, neighbours) if where]
        alarms = sum(not where.at_home for where in clean)
        counts[1] += len(clean)
        counts[2] += alarms
        counts[3] += alarms > 0
        for kind, hypotheses, wrong in planted(document, chosen[number - 1]):
            places = judged(document, hypotheses, neighbours)
            # What equals the source of its new place was not planted into it.
            asked = [where for where in (places[index] for index in wrong) if where]
            found[kind][0] += sum(not where.at_home for where in asked)
            found[kind][1] += len(asked)
    return counts, found


def row(name: str, counts: Sequence[int], found: dict[str, list[int]]) -> str:
    shares = (f"{hit / max(of, 1):.3f} of {of}" for hit, of in (found[kind] for kind in KINDS))
    documents_, segments, alarms, alarmed = counts
    return f"| {name} | {documents_} | {segments} | {alarms} | {alarmed} | {' | '.join(shares)} |"


if __name__ == "__main__":
    main()

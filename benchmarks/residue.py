"""What a source proves and a language alone does not: words left, final marks, doubled words; and spaces at marks.

    python -m benchmarks.residue DATA [--half test] [--show 10] [--missed 5] [--markdown]

DATA holds `parallel/pud.tsv.gz`. Alarms: the share of translated sentences with a finding where nothing was planted, English
beside sixteen languages, six pairs without English (22 pairs), and the sixteen from each language into English.
Planted, one error in each sentence that can have it, the same for the same data:

- word left: a word of the translation of five letters or more is replaced by a word of five letters or more of the source, both
  inside the sentence and in small letters (of Chinese two characters in a row);
- final mark: the sentence's last mark is dropped;
- word twice: a word or number inside the sentence is doubled; *name twice*: one with a capital, *number twice*: a number;
- space at a mark: a space before a comma or the full stop.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.checks.base import Check
from tqcheck.checks.kept.ends import FinalMarkLost
from tqcheck.checks.repeated import RepeatedWord
from tqcheck.checks.spaces import DoubleSpace, SpaceAtMark
from tqcheck.checks.structure.residue import UntranslatedWord
from tqcheck.config import Settings
from tqcheck.model import Finding

ARTICLE = 12
OTHERS = ("de-fr", "fr-pl", "ru-cs", "es-it", "sv-fi", "pl-ru")
CHECKS: tuple[Check, ...] = (UntranslatedWord(), FinalMarkLost(), RepeatedWord(), DoubleSpace(), SpaceAtMark())
CODE = {
    "word left": "STR008",
    "final mark": "PUN005",
    "word twice": "PUN003",
    "name twice": "PUN003",
    "number twice": "PUN003",
    "space at a mark": "PUN006",
}
FINAL = re.compile(r"[.!。！।]$")
WORD = re.compile(r"(?<=\s)[^\W\d_]{5,}(?=\s)")
HAN = re.compile(r"[\u4e00-\u9fff]{2}")
NAME = re.compile(r"(?<=[\w,]\s)[^\W\d_]{4,}(?=[\s,.])")
NUMBER = re.compile(r"(?<=[^\W\d] )\d{2,4}(?= [^\W\d])")
MARK = re.compile(r"(?<=[^\W_])[,.](?=\s|$)")


def planted(source: str, target: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, the translation with the error)."""
    random = Random(crc32(f"{place} {target}".encode()))
    small = [m for m in WORD.finditer(target) if m.group().islower()]
    theirs = [m.group() for m in WORD.finditer(source) if m.group() == m.group().lower()] or HAN.findall(source)
    theirs = [word for word in theirs if word not in target]
    if theirs and small:
        old = random.choice(small)
        yield "word left", target[: old.start()] + random.choice(theirs) + target[old.end() :]
    if FINAL.search(source) and FINAL.search(target) and target[-2:-1].isalnum():
        yield "final mark", target[:-1]
    for kind, found in (
        ("word twice", small),
        ("name twice", [m for m in NAME.finditer(target) if m.group()[0].isupper() and m.group()[1:].islower()]),
        ("number twice", list(NUMBER.finditer(target))),
    ):
        if found:
            it = random.choice(found)
            yield kind, f"{target[: it.end()]} {it.group()}{target[it.end() :]}"
    if marks := list(MARK.finditer(target)):
        it = random.choice(marks)
        yield "space at a mark", f"{target[: it.start()]} {target[it.start() :]}"


def found_in(sources: list[str], targets: list[str], one: str, two: str) -> dict[str, list[Finding]]:
    analysis = analysis_of(sources, targets, one, two)
    return {check.rule.code: list(check.run(analysis, Settings())) for check in CHECKS}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.residue", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--only", default="", help="pairs, with commas between")
    parser.add_argument("--show", type=int, default=0, help="print so many alarms of each code and pair")
    parser.add_argument("--missed", type=int, default=0, help="print so many missed errors of each kind and pair")
    parser.add_argument("--clean", action="store_true", help="plant nothing")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    rows = [row for _, row in parallel(arguments.data / "parallel" / "pud.tsv.gz", arguments.half)]
    abroad = [name for name in rows[0] if name not in ("sent_id", "en")]
    pairs = [f"en-{name}" for name in abroad] + list(OTHERS) + [f"{name}-en" for name in abroad]
    if arguments.only:
        pairs = arguments.only.split(",")
    codes = list(dict.fromkeys(check.rule.code for check in CHECKS))
    groups: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = defaultdict(
        lambda: (Counter(), Counter(), Counter())
    )
    for pair in pairs:
        one, two = pair.split("-")
        group = "into English, all" if two == "en" else "22 pairs, all"
        for first in range(0, len(rows), ARTICLE):
            sources = [row[one] for row in rows[first : first + ARTICLE]]
            targets = [row[two] for row in rows[first : first + ARTICLE]]
            clean = found_in(sources, targets, one, two)
            for name in (pair, group):
                groups[name][0]["sentences"] += len(targets)
                for code, findings in clean.items():
                    groups[name][0][code] += len({finding.block for finding in findings})
            for code, findings in clean.items():
                for finding in findings[: arguments.show]:
                    print(f"{pair} {code} {finding.tier} {finding.message} {dict(finding.evidence)}")
                    print(f"    {sources[finding.block]}\n    {targets[finding.block]}")
            if arguments.clean:
                continue
            for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
                before, after = max(0, number - 1), number + 2
                for kind, bad in planted(source, target, pair):
                    near = [*targets[before:number], bad, *targets[number + 1 : after]]
                    analysis = analysis_of(sources[before:after], near, one, two)
                    check = next(check for check in CHECKS if check.rule.code == CODE[kind])
                    hit = any(finding.block == number - before for finding in check.run(analysis, Settings()))
                    for name in (pair, group):
                        groups[name][1][kind] += 1
                        groups[name][2][kind] += hit
                    if not hit and crc32(f"{kind}{bad}".encode()) % 100 < arguments.missed:
                        print(f"missed {kind} {pair}\n    {source}\n    {bad}")
    head = ["pair", "sentences", *codes, *CODE]
    table = []
    for name, (alarms, all_of, hits) in sorted(groups.items(), key=lambda item: (" " in item[0], item[0])):
        total = alarms["sentences"]
        table.append(
            [name, str(total), *(f"{100 * alarms[code] / total:.2f}" for code in codes)]
            + [f"{100 * hits[kind] / all_of[kind]:.0f} ({all_of[kind]})" if all_of[kind] else "–" for kind in CODE]
        )
    print(
        f"\n{arguments.half} half: alarms, per cent of sentences; planted errors that are found, per cent (planted)\n"
    )
    print(tables.render(head, table, arguments.markdown))


if __name__ == "__main__":
    main()

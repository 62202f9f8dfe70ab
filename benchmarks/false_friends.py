"""False friends on professional translations: how seldom a right word is reported, how often a planted one.

    python -m benchmarks.false_friends PARALLEL.tsv.gz [SEGMENTS.jsonl.gz …] [--half test] [--show]

For each pair of languages of the table: its words, the sentences, those with a word of the table, those where its
look-alike stands in the source, those where something is reported: nearly always a false alarm, for people who translate
seldom fall for false friends. Then planted ones: wherever the source has a look-alike and the translation one of the
meanings that the list gives, the false friend is put in its place, and it is counted whether it is reported.
In files of segments the references are read. Tune with `--half tune`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from zlib import crc32

from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.checks.grammar.false_friends import Friend, Reader, false_friends, table
from tqcheck.lexicon.occurrences import Finder
from tqcheck.model import Analysis

Rows = dict[tuple[str, str], list[tuple[str, str]]]
_NAMES = {"german": "de", "french": "fr", "spanish": "es", "czech": "cs", "chinese_simple": "zh"}


def sentences(paths: list[Path], half: str | None) -> Rows:
    """Return the sentences of each pair of languages with their human translations, each once."""
    rows: Rows = {}
    for path in paths:
        found = _of_table(path, half) if ".tsv" in path.name else _of_segments(path, half)
        for pair, source, target in found:
            if (source, target) not in rows.setdefault(pair, []):
                rows[pair].append((source, target))
    return rows


def _of_table(path: Path, half: str | None) -> Iterator[tuple[tuple[str, str], str, str]]:
    for _, row in parallel(path, half):
        texts = {language: text for language, text in row.items() if language != "sent_id" and text}
        for source, target in permutations(texts, 2):
            if (source, target) in table():
                yield (source, target), texts[source], texts[target]


def _of_segments(path: Path, half: str | None) -> Iterator[tuple[tuple[str, str], str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            source, target = (_NAMES.get(name, name) for name in row["lp"].split("-"))
            which = "tune" if crc32(row["src"].encode()) % 2 else "test"
            text = row.get("ref") or row.get("good")
            if text and half in (None, which) and (source, target) in table():
                yield (source, target), row["src"], text


def _planted(one: str, other: str, friends: tuple[Friend, ...], source: str, target: str) -> Iterator[Analysis]:
    """Yield the pair with each false friend in the place of what is right, where both sides have the words for it."""
    for friend in friends:
        if not Finder([friend.look], source, apart=True).find(one):
            continue
        for hit in Finder(friend.stands_for, target, apart=True).find(other)[:1]:
            yield analysis_of([one], [other[: hit.start] + friend.word + other[hit.end :]], source, target)


def _row(name: str, listed: str, n: Counter[str]) -> str:
    columns = (n["sentences"], n["word"], n["both"], n["reported"], n["planted"], n["found"])
    return f"| {name} | {listed} | " + " | ".join(f"{column:,}" for column in columns) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.false_friends", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test"])
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    print("| pair | listed | sentences | word | with its look-alike | reported | planted | found |")
    print("|---" * 8 + "|")
    shown = []
    for (source, target), rows in sorted(sentences(arguments.data, arguments.half).items()):
        friends = table()[source, target]
        reader = Reader(friends, source, target)
        n = Counter(sentences=len(rows))
        for one, other in rows:
            analysis = analysis_of([one], [other], source, target)
            assert analysis.pair is not None
            (passage,) = analysis.pair.passages
            n["word"] += bool(reader.words(passage.target))
            n["both"] += any(True for _ in reader.candidates(passage))
            found = list(false_friends(analysis))
            n["reported"] += bool(found)
            for planted in _planted(one, other, friends, source, target):
                n["planted"] += 1
                n["found"] += any(True for _ in false_friends(planted))
            shown += [f"{source}-{target} {f.code} {f.message}\n    {one}\n    {other}" for f in found]
        total += n
        print(_row(f"{source}-{target}", str(len(friends)), n))
    print(_row("all", "", total))
    print(f"{1000 * total['reported'] / max(1, total['sentences']):.2f} of 1,000 sentences are reported")
    if arguments.show:
        print("\n".join(shown))


if __name__ == "__main__":
    main()

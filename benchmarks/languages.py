"""Language identification and sentence borders on parallel sentences.

    python -m benchmarks.languages parallel.tsv.gz [--half test]

A table with a column a language, named by its code in the first row, and a sentence a row. For
each language: the share of its own sentences that are called foreign ("false"), the share of
the English sentences of the same rows that are found in an article of that language ("found"),
and F1 of the borders inside paragraphs made of five consecutive sentences that end with a
final mark. Rows are split into a half to tune on (even) and a half to report (odd).
"""

from __future__ import annotations

import argparse
import gzip
import time
from pathlib import Path

from tqcheck.languages.identify import foreign_language
from tqcheck.languages.segment import segment

FINAL = tuple('.!?…。！？”"»؟।')
UNSPACED = ("zh", "ja")
TOGETHER = 5


def borders(language: str, sentences: list[str]) -> float:
    """Return F1 of the borders between sentences that were joined by fives."""
    right = found = there = 0
    joint = "" if language in UNSPACED else " "
    kept = [sentence.strip() for sentence in sentences if sentence.strip().endswith(FINAL)]
    for start in range(0, len(kept) - TOGETHER, TOGETHER):
        group = kept[start : start + TOGETHER]
        ends, position = set(), 0
        for sentence in group[:-1]:
            ends.add(position + len(sentence))
            position += len(sentence) + len(joint)
        text = joint.join(group)
        got = {end for _, end in segment(text, language)} - {len(text)}
        right, found, there = right + len(ends & got), found + len(got), there + len(ends)
    return 2 * right / (found + there) if found + there else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    arguments = parser.parse_args()
    opened = (
        gzip.open(arguments.table, "rt", encoding="utf-8")
        if arguments.table.suffix == ".gz"
        else arguments.table.open(encoding="utf-8")
    )
    with opened as lines:
        head, *rows = (line.rstrip("\n").split("\t") for line in lines)
    if arguments.half != "all":
        rows = rows[0 if arguments.half == "tune" else 1 :: 2]
    english = [row[head.index("en")] for row in rows]
    print(f"{time.strftime('%Y-%m-%d')}  {arguments.table.name}  half: {arguments.half}, {len(rows)} rows")
    print(f"{'':<6}{'false':>9}{'found':>9}{'borders F1':>12}")
    totals = [0, 0, 0, 0]
    f1s = []
    for column, language in enumerate(head):
        if len(language) > 3:
            continue
        own = [row[column] for row in rows if row[column].strip()]
        false = sum(foreign_language(sentence, language)[0] is not None for sentence in own)
        found = 0 if language == "en" else sum(foreign_language(s, language)[0] == "en" for s in english)
        totals = [
            totals[0] + false,
            totals[1] + len(own),
            totals[2] + found,
            totals[3] + len(english) * (language != "en"),
        ]
        f1s.append(borders(language, own))
        shown = "–" if language == "en" else f"{100 * found / len(english):.2f} %"
        print(f"{language:<6}{100 * false / len(own):>7.2f} %{shown:>9}{f1s[-1]:>12.3f}", flush=True)
    print(
        f"{'all':<6}{100 * totals[0] / totals[1]:>7.3f} %{100 * totals[2] / totals[3]:>7.2f} %{sum(f1s) / len(f1s):>12.3f}"
    )


if __name__ == "__main__":
    main()

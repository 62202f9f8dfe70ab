"""Real-word slips (SPL002): what is found of the marked ones, and what is said beside.

    python -m benchmarks.realword DATA.jsonl.gz … [--half test] [--languages en,de] [--show 20]

For each language: words, marked real-word errors, those found, alarms on any marked error,
alarms that touch none ("beside"; each has to be read: annotators missed slips too), the same per
1,000 words, and the share of alarms on errors whose first suggestion is the marked correction.
A file of plain texts without marks (JSON Lines of {"lang", "doc_id", "text"}) measures "beside" only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.data import Text, load
from benchmarks.own_checks import analysis
from tqcheck.checks import CHECKS
from tqcheck.config import Settings
from tqcheck.model import Finding

CODE = "SPL002"


def alarms(text: Text) -> list[tuple[Finding, int]]:
    """Return the findings in a text, each with where its block begins (code points)."""
    looked_at = analysis(text)
    starts = [block.source_map.pieces[0].raw.start for block in looked_at.article.blocks]
    return [(finding, starts[finding.block]) for finding in CHECKS[CODE].run(looked_at, Settings())]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.realword", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument(
        "--show", type=int, default=0, help="print so many alarms a language, those beside errors first"
    )
    arguments = parser.parse_args()
    languages = [code for code in arguments.languages.split(",") if code]
    print(f"{'':<4}{'words':>8}{'marked':>8}{'found':>7}{'right':>7}{'beside':>8}{'/1,000':>8}{'first':>7}")
    totals = Counter[str]()
    for language, texts in load(arguments.data, languages, arguments.half, 10**9).items():
        tally = Counter[str]()
        shown: list[tuple[bool, str]] = []
        for text in texts:
            tally["words"] += text.words
            tally["marked"] += sum(error.type == "realword" for error in text.errors)
            found = set()
            for finding, offset in alarms(text):
                start, end = finding.start + offset, finding.end + offset
                hit = [error for error in text.errors if error.start < end and start < error.end]
                found |= {error.start for error in hit if error.type == "realword"}
                tally["right" if hit else "beside"] += 1
                tally["first"] += any(
                    (error.correction or "").lower() == finding.suggestions[0].lower() for error in hit
                )
                around = text.text[max(0, start - 45) : end + 45].replace("\n", " ")
                written = text.text[start:end]
                why = finding.evidence.get("by", "")
                mark = hit[0].type if hit else "-"
                shown.append((bool(hit), f"    {mark} {written} → {finding.suggestions[0]} [{why[:9]}] … {around} …"))
            tally["found"] += len(found)
        totals += tally
        print(_row(language, tally))
        for _, line in sorted(shown)[: arguments.show]:
            print(line)
    print(_row("all", totals))


def _row(name: str, tally: Counter[str]) -> str:
    rate = 1000 * tally["beside"] / max(tally["words"], 1)
    first = f"{tally['first'] / tally['right']:.2f}" if tally["right"] else "–"
    counts = "".join(f"{tally[key]:>{width}}" for key, width in zip(KEYS, WIDTHS, strict=True))
    return f"{name:<4}{counts}{rate:>8.3f}{first:>7}"


KEYS = ("words", "marked", "found", "right", "beside")
WIDTHS = (8, 8, 7, 7, 8)

if __name__ == "__main__":
    main()

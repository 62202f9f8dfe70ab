"""The fact panel on professional translations: how often a fact of the source is found, and how often where it is not.

    python -m benchmarks.facts DATA [--half test] [--markdown]

DATA holds `parallel/pud.tsv.gz`: twelve consecutive rows are an article; English beside sixteen languages, and six pairs
without English. For every kind of fact:

- *seen*: the share of facts of the source for which a counterpart is found in their own translation. What is not found is shown
  as "unseen", which an editor has to look at;
- *wrongly seen*: the same where the translation is another article's, so that nothing is to be found. What both
  articles happen to have in the same letters is not counted.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from benchmarks import tables
from benchmarks.kept import ARTICLE, OTHERS
from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.alignment.pair import Pair
from tqcheck.facts import KINDS
from tqcheck.facts.records import Place

Counts = dict[tuple[str, str, bool], Counter[bool]]
"""Pair of languages, kind, whether the translation is another article's: found or not."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=["tune", "test"], default="test")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    rows = list(parallel(options.data / "parallel" / "pud.tsv.gz", options.half))
    articles = [[row for _, row in group] for _, group in groupby(rows, key=lambda entry: entry[0] // ARTICLE)]
    languages = [code for code in articles[0][0] if len(code) == 2 and code != "en"]
    pairs = [f"en-{code}" for code in languages] + list(OTHERS)
    found: Counts = defaultdict(Counter)
    for name in pairs:
        source, target = name.split("-")
        for index, article in enumerate(articles):
            other = articles[(index + 1) % len(articles)]
            theirs = [row[source] for row in article]
            own, foreign = ([row[target] for row in a] for a in (article, other))
            for wrong, texts in ((False, own), (True, foreign)):
                length = min(len(theirs), len(texts))
                pair = analysis_of(theirs[:length], texts[:length], source, target).pair
                if pair is not None:
                    for kind, seen in _seen(pair, wrong):
                        found[name, kind, wrong][seen] += 1
    _print(found, pairs, options.markdown)


def _seen(pair: Pair, wrong: bool) -> Iterator[tuple[str, bool]]:
    for kind, held in KINDS.items():
        for beside in held.provider(pair):
            seen = beside.target is not None and beside.agrees
            if (
                wrong
                and seen
                and beside.target
                and _text(pair, beside.source, True) == _text(pair, beside.target, False)
            ):
                continue
            yield kind, seen


def _text(pair: Pair, place: Place, source: bool) -> str:
    article = pair.source if source else pair.target
    return article.blocks[place.block].text[place.start : place.end]


def _print(found: Counts, pairs: list[str], markdown: bool) -> None:
    header = ["pair", *(f"{kind}{what}" for kind in KINDS for what in ("", " seen", " wrongly"))]
    lines = []
    for name in [*pairs, "all"]:
        cells = [name]
        for kind in KINDS:
            sums = [
                sum((found[p, kind, wrong] for p in (pairs if name == "all" else [name])), Counter())
                for wrong in (False, True)
            ]
            cells.append(str(sums[0].total()))
            cells += [f"{100 * c[True] / c.total():.1f}" if c.total() else "–" for c in sums]
        lines.append(cells)
    print(tables.render(header, lines, markdown))


if __name__ == "__main__":
    main()

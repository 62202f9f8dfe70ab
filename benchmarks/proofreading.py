"""Proofreading quality and speed beside peers, in one run: the whole table.

    python -m benchmarks.proofreading DATA.jsonl.gz … [--half test] [--languages en,de] [--tools tqcheck,hunspell]

A table for each kind of data that is given:

planted   clean news with slips put in; *natural* is the share of the real slips that were found in it
natural   real slips of professionals, each in a little context
learner   learners' and web texts, a table row for each set
edited    edited text as it is, with the slips that its annotators marked

P, R      precision and recall of spelling alarms on marked non-words. An alarm is right when it
          touches a marked spelling error of any kind; one that touches another marked error
          (grammar, case, punctuation, unspecified) counts neither as right nor as false
F0.5      of both, precision weighing twice as much
first     the share of found non-words whose first suggestion is right, where one was offered
false     spelling alarms per 1,000 words that touch no marked error, before anybody has looked
worst     the language with most of them
other     other matches per 1,000 words: of texts with nothing marked (planted), or that touch no marked error
on errors the share of spelling alarms that touch any marked error
words/s   of wall time, warm, the geometric mean over languages, and how many times that of language_tool_python
          over the languages that both know. With --cache nothing is timed: answers may be kept ones

A tool is in a table when it knows most of its languages; those that know English alone are in the English ones.
Texts are split into a half to tune on and a half to report by their names.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.contestants import Answers, Contestant, ask, contestants, knows, names
from benchmarks.data import KINDS, Text, kind, load
from benchmarks.tables import Cell, render, shown
from benchmarks.tally import Tally

BASE = "language_tool_python"
HEADS = {
    "planted": ("P", "R", "F0.5", "first", "false", "other", "natural"),
    "natural": ("found", "of"),
    "learner": ("P", "R", "first", "false", "on errors", "non-words"),
    "edited": ("false", "worst", "marked found", "of", "other", "P"),
}


@dataclass(slots=True)
class Results:
    """What came of every tool on every set, by language, and how fast it was."""

    tallies: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    """(set, tool, language)"""
    speeds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))
    """(tool, language): words, seconds"""

    def total(self, name: str, tool: str, languages: list[str]) -> tuple[Tally, dict[str, Tally]]:
        each = {code: t for (s, n, code), t in self.tallies.items() if (s, n) == (name, tool) and code in languages}
        total = Tally()
        for tally in each.values():
            total.merge(tally)
        return total, each

    def speed(self, tool: str, languages: list[str]) -> tuple[float | None, float | None]:
        """Return the geometric mean of words per second over languages, and how many times that of BASE it is."""
        own = {code: words / seconds for (n, code), (words, seconds) in self.speeds.items() if n == tool and seconds}
        base = {code: words / seconds for (n, code), (words, seconds) in self.speeds.items() if n == BASE and seconds}
        mine = [own[code] for code in languages if code in own]
        ratios = [own[code] / base[code] for code in languages if code in own and code in base]
        return _mean(mine), _mean(ratios)


def _mean(values: list[float]) -> float | None:
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def measure(
    tool: Contestant, name: str, language: str, texts: list[Text], answers: Answers | None, results: Results
) -> Tally:
    """Check the texts of one language of one set and note what came of it."""
    contents = [text.text for text in texts]
    if answers is None:
        tool.check(contents[:1], language)  # what is loaded for the first text is not timed
    started = time.perf_counter()
    said = ask(tool, contents, language, answers)
    seconds = time.perf_counter() - started
    if answers is None:
        speed = results.speeds[tool.name, language]
        speed[0] += sum(text.words for text in texts)
        speed[1] += seconds
    tally = Tally()
    for text, alarms in zip(texts, said, strict=True):
        tally.add(text, alarms)
    results.tallies[name, tool.name, language] = tally
    return tally


def cells(sort: str, total: Tally, each: dict[str, Tally]) -> list[tuple[Cell, int]]:
    """Return a row's figures with the digits that they are shown with."""
    if sort == "planted":
        values = [total.precision, total.recall, total.f_half, total.first]
        rates = [(total.false_rate, 2), (total.other_rate_in_clean, 2), (total.natural_recall, 3)]
        return [*((value, 3) for value in values), *rates]
    if sort == "natural":
        return [(total.natural_recall, 3), (total.natural, 0)]
    if sort == "learner":
        marked = bool(total.nonwords)
        judged = [(total.precision if marked else None, 3), (total.recall, 3), (total.first, 3)]
        return [*judged, (total.false_rate, 2), (total.on_errors, 3), (total.nonwords, 0)]
    worst = max(each, key=lambda code: each[code].false_rate or 0)
    named = f"{worst} {each[worst].false_rate or 0:.2f}"
    rates = [(total.other_rate, 2), (total.precision if total.nonwords else None, 3)]
    return [(total.false_rate, 2), (named, 0), (total.recall, 3), (total.nonwords, 0), *rates]


def sets_of(paths: list[Path]) -> dict[str, list[tuple[str, list[Path]]]]:
    """Return the data by kind, as (name, files): each learners' set is one of its own."""
    by_kind: dict[str, list[Path]] = {sort: [path for path in paths if kind(path) == sort] for sort in KINDS}
    named: dict[str, list[tuple[str, list[Path]]]] = {
        sort: [(sort, files)] for sort, files in by_kind.items() if files and sort != "learner"
    }
    if by_kind["learner"]:
        stems = [(path.name.split(".")[0].removeprefix("learner_"), [path]) for path in by_kind["learner"]]
        named["learner"] = stems
    return {sort: named[sort] for sort in KINDS if sort in named}


def table(sort: str, name: str, languages: list[str], results: Results, tools: list[Contestant]) -> list[list[str]]:
    """Return the rows of the tools that know most of these languages."""
    rows = []
    for tool in tools:
        total, each = results.total(name, tool.name, languages)
        if not each or len(each) * 2 <= len(languages):
            continue
        known = "" if len(each) == len(languages) else f" ({len(each)} of {len(languages)})"
        rows.append([tool.name + known, *(shown(value, digits) for value, digits in cells(sort, total, each))])
    return rows


def speeds(results: Results, tools: list[Contestant]) -> list[list[str]]:
    """Return the rows of the table of speed."""
    rows = []
    for tool in tools:
        languages = sorted(
            code for (name, code), (_, seconds) in results.speeds.items() if name == tool.name and seconds
        )
        if languages:
            mean, times = results.speed(tool.name, languages)
            rows.append([tool.name, shown(mean, 0), shown(times, 1), shown(len(languages))])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.proofreading", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument("--tools", default="", help=f"comma-separated: {','.join(names())}")
    parser.add_argument("--most-words", type=int, default=1_000_000, help="per language and set")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the answers of the peers and of LanguageTool")
    parser.add_argument("--by-language", action="store_true", help="a table for each language too")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many false alarms and other matches a language")
    arguments = parser.parse_args()
    wanted = [code for code in arguments.languages.split(",") if code]
    sets = [(sort, name, files) for sort, named in sets_of(arguments.data).items() for name, files in named]
    texts = {name: load(files, wanted, arguments.half, arguments.most_words) for _, name, files in sets}
    results = Results()
    with ExitStack() as stack:
        answers = Answers(arguments.cache) if arguments.cache else None
        tools = contestants([name for name in arguments.tools.split(",") if name], stack, answers)
        for language in sorted({code for groups in texts.values() for code in groups}):
            for tool in tools:
                for name, groups in texts.items():
                    if language in groups and knows(tool, language):
                        tally = measure(tool, name, language, groups[language], answers, results)
                        print(f"{language} {name}: {tool.name} done", file=sys.stderr)
                        _show(tool, language, tally, arguments.show)
    print(
        f"{time.strftime('%Y-%m-%d')}  half: {arguments.half}, at most {arguments.most_words:,} words a language and set"
    )
    print("  ".join(f"{tool.name} {tool.version}" for tool in tools if tool.remembered))
    for sort, name, _ in sets:
        groups = texts[name]
        blocks = [list(groups)] if groups else []
        blocks += [[code] for code in groups if len(groups) > 1 and (arguments.by_language or code == "en")]
        for languages in blocks:
            size = sum(text.words for code in languages for text in groups[code])
            title = f"{name}: {f'{len(languages)} languages' if len(languages) > 1 else languages[0]}, {size:,} words"
            _print(title, ["", *HEADS[sort]], table(sort, name, languages, results, tools), arguments.markdown)
    if results.speeds:
        head = ["", "words/s", f"× {BASE}", "languages"]
        _print("speed: geometric mean over languages", head, speeds(results, tools), arguments.markdown)


def _print(title: str, head: list[str], rows: list[list[str]], markdown: bool) -> None:
    print(f"\n{'### ' if markdown else ''}{title}\n")
    print(render(head, rows, markdown), flush=True)


def _show(tool: Contestant, language: str, tally: Tally, most: int) -> None:
    if not most:
        return
    print(f"\n{language} {tool.name}")
    for example in tally.examples[:most]:
        print(f"       {example}")
    for what, count in (+tally.others).most_common(most):
        print(f"       {count:>5} {what}")


if __name__ == "__main__":
    main()

"""Proofreading quality and speed beside peers, in one run.

    python -m benchmarks.proofreading DATA.jsonl.gz … [--half test] [--languages en,de] [--tools tqcheck,hunspell]

For each language and tool: precision and recall of spelling alarms on marked non-words, F0.5,
the share of found ones whose first suggestion is right, spelling alarms per 1,000 words that
hit no marked error ("false"), other matches per 1,000 words of texts without a marked error
("other"), and words per second of wall time, warm (one text is checked first and not counted).

An alarm is right when it touches a marked spelling error of any kind; recall counts marked
non-words only. Texts are split into a half to tune on and a half to report by their names.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.contestants import Alarm, Contestant, contestants
from benchmarks.data import TRUE_TYPES, Text, load


@dataclass(slots=True)
class Tally:
    words: int = 0
    clean_words: int = 0
    nonwords: int = 0
    found: int = 0
    right_alarms: int = 0
    false_alarms: int = 0
    first_right: int = 0
    offers: int = 0
    other: int = 0
    seconds: float = 0.0
    others: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, text: Text, alarms: list[Alarm], seconds: float) -> None:
        self.words += text.words
        self.seconds += seconds
        true = [error for error in text.errors if error.type in TRUE_TYPES]
        spelling = [alarm for alarm in alarms if alarm.spelling]
        for error in true:
            if error.type != "nonword":
                continue
            self.nonwords += 1
            hits = [a for a in spelling if a.start < error.end and error.start < a.end]
            if hits:
                self.found += 1
                if error.correction and hits[0].first is not None:
                    self.offers += 1
                    self.first_right += hits[0].first == error.correction
        for alarm in spelling:
            if any(alarm.start < error.end and error.start < alarm.end for error in true):
                self.right_alarms += 1
            else:
                self.false_alarms += 1
                around = text.text[max(0, alarm.start - 30) : alarm.end + 30].replace("\n", " ")
                self.examples.append(f"{text.text[alarm.start : alarm.end]} → {alarm.first}   … {around} …")
        if not text.errors:
            self.clean_words += text.words
            for alarm in alarms:
                if not alarm.spelling:
                    self.other += 1
                    self.others[alarm.what] += 1

    def merge(self, more: Tally) -> None:
        for name in ("words", "clean_words", "nonwords", "found", "right_alarms", "false_alarms"):
            setattr(self, name, getattr(self, name) + getattr(more, name))
        for name in ("first_right", "offers", "other", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(more, name))

    def row(self) -> str:
        alarms = self.right_alarms + self.false_alarms
        precision = self.right_alarms / alarms if alarms else None
        recall = self.found / self.nonwords if self.nonwords else None
        f = None
        if precision is not None and recall is not None and precision + recall:
            f = 1.25 * precision * recall / (0.25 * precision + recall)
        return "".join(
            [
                _cell(precision, 7, 3),
                _cell(recall, 7, 3),
                _cell(f, 7, 3),
                _cell(self.first_right / self.offers if self.offers else None, 7, 3),
                _cell(1000 * self.false_alarms / self.words, 8, 2),
                _cell(1000 * self.other / self.clean_words if self.clean_words else None, 8, 2),
                _cell(self.words / self.seconds if self.seconds else None, 9, 0),
            ]
        )


def _cell(value: float | None, width: int, digits: int) -> str:
    return f"{'–' if value is None else f'{value:.{digits}f}':>{width}}"


def measure(contestant: Contestant, texts: list[Text]) -> Tally:
    """Check every text of one language and return what came of it."""
    tally = Tally()
    contestant.check(texts[0].text, texts[0].language)
    for text in texts:
        started = time.perf_counter()
        alarms = contestant.check(text.text, text.language)
        tally.add(text, alarms, time.perf_counter() - started)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proofreading", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument(
        "--tools", default="", help="comma-separated: tqcheck,tqcheck-no-lt,languagetool,hunspell,codespell"
    )
    parser.add_argument("--most-words", type=int, default=1_000_000, help="per language")
    parser.add_argument("--show", type=int, default=0, help="print so many false alarms and other matches a language")
    arguments = parser.parse_args()
    languages = [code for code in arguments.languages.split(",") if code]
    texts = load(arguments.data, languages, arguments.half, arguments.most_words)
    print(f"{time.strftime('%Y-%m-%d')}  {' '.join(path.name for path in arguments.data)}  half: {arguments.half}")
    print(f"{'':<26}{'P':>7}{'R':>7}{'F0.5':>7}{'first':>7}{'false':>8}{'other':>8}{'words/s':>9}")
    with ExitStack() as stack:
        tools = contestants([name for name in arguments.tools.split(",") if name], stack)
        totals = {tool.name: Tally() for tool in tools}
        for language, group in texts.items():
            for tool in tools:
                known = tool.languages()
                if known is not None and language not in known:
                    continue
                tally = measure(tool, group)
                totals[tool.name].merge(tally)
                print(f"{language:<4}{tool.name:<22}{tally.row()}", flush=True)
                for example in tally.examples[: arguments.show]:
                    print(f"       {example}")
                for what, count in tally.others.most_common(arguments.show):
                    print(f"       {count:>5} {what}")
        for name, total in totals.items():
            if total.words:
                print(f"all {name:<22}{total.row()}")


if __name__ == "__main__":
    main()

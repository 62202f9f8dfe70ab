"""Precision and recall of the spelling judgement at every confidence, beside its peers, as a picture.

    python -m benchmarks.curve DATA.jsonl.gz … [--cache FOLDER] [--output docs/pictures/precision-recall.svg]

A panel for each kind of data that is given: clean news with planted slips, learners' texts with
marked misspellings, edited text as it is (there alarms per 1,000 words stand for precision: among
so few slips a share says little). The line is what tqcheck would report if it reported
everything above a confidence, from sure to anything that has a likelier word beside it; the ring
on it is what it does report. Peers give no confidence, so each is a point. Filled points and the
solid line are of all languages, hollow points and the broken line of English.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contestants import Alarm, Answers, Contestant, contestants, knows
from benchmarks.data import KINDS, TRUE_TYPES, Text, kind, load
from benchmarks.proofreading import Results, measure
from benchmarks.tally import Tally
from tqcheck import documents, pipeline
from tqcheck.config import Settings
from tqcheck.model import Analysis

OUTPUT = Path(__file__).parent.parent / "docs" / "pictures" / "precision-recall.svg"
PEERS = "tqcheck-no-lt,languagetool,hunspell,cspell,harper,typos,codespell"
TITLES = {
    "planted": "Clean news, slips put in",
    "learner": "Learners and the web",
    "edited": "Edited text as it is",
}
_COLOURS = {
    "tqcheck, no LT": "#b5121b",
    "language_tool_python": "#1f5fa8",
    "Hunspell": "#6b6b6b",
    "cspell": "#2e8b57",
    "Harper": "#b8860b",
    "typos": "#7b3f9d",
    "codespell": "#c2571a",
}
_SHORT = {"language_tool_python": "LanguageTool"}


@dataclass(frozen=True, slots=True)
class Point:
    recall: float
    precision: float
    false_rate: float


def judged(text: Text) -> Iterator[Alarm]:
    """Yield what the spelling judgement thinks of every word that has a likelier one beside it, at any confidence."""
    from tqcheck.checks.spelling import judgements

    settings = Settings()
    article = documents.read("text.txt", text.text.encode("utf-8", "surrogatepass"), language=text.language)
    sentences, language = pipeline.look_at(article, settings)
    for one in judgements(Analysis(article, language, sentences), settings):
        span = article.blocks[one.block].source_map.to_raw(one.start, one.end)
        yield Alarm(span.start, span.end, next(iter(one.suggestions), None), True, "SPL001", one.confidence)


def curve(texts: Iterable[tuple[Text, list[Alarm]]]) -> list[Point]:
    """Return a point for each confidence at which the judgement changes, the surest first."""
    changes: list[tuple[float, int, int, int]] = []  # confidence, found, right, false
    nonwords = words = 0
    for text, alarms in texts:
        words += text.words
        for error in text.errors:
            if error.type == "nonword":
                nonwords += 1
                sure = [a.confidence or 0.0 for a in alarms if a.start < error.end and error.start < a.end]
                if sure:
                    changes.append((max(sure), 1, 0, 0))
        for alarm in alarms:
            touched = {error.type for error in text.errors if alarm.start < error.end and error.start < alarm.end}
            is_right = bool(touched.intersection(TRUE_TYPES))
            changes.append((alarm.confidence or 0.0, 0, int(is_right), int(not touched)))
    changes.sort(key=lambda change: -change[0])
    points = []
    found = right = false = 0
    for index, (confidence, more_found, more_right, more_false) in enumerate(changes):
        found, right, false = found + more_found, right + more_right, false + more_false
        is_last = index + 1 == len(changes) or changes[index + 1][0] != confidence
        if is_last and nonwords and right + false:
            points.append(Point(found / nonwords, right / (right + false), 1000 * false / words))
    return points


def _place(tally: Tally) -> Point | None:
    if tally.recall is None or tally.precision is None or tally.false_rate is None:
        return None
    return Point(tally.recall, tally.precision, tally.false_rate)


@dataclass(slots=True)
class Panel:
    """What one panel shows: lines by whether they are of English alone, points by tool and the same."""

    sort: str
    lines: dict[bool, list[Point]]
    points: dict[tuple[str, bool], Point]
    words: int
    languages: list[str]


def panel(sort: str, texts: dict[str, list[Text]], tools: list[Contestant], answers: Answers | None) -> Panel:
    """Measure one kind of data. Peers that do not know most of the languages are shown for English alone."""
    results = Results()
    looked: dict[str, list[tuple[Text, list[Alarm]]]] = {}
    for language, group in texts.items():
        print(f"{sort} {language}", file=sys.stderr)
        looked[language] = [(text, list(judged(text))) for text in group]
        for tool in tools:
            if knows(tool, language):
                measure(tool, sort, language, group, answers, results)
    points: dict[tuple[str, bool], Point] = {}
    for tool in tools:
        for is_english, codes in ((False, list(texts)), (True, ["en"])):
            total, each = results.total(sort, tool.name, codes)
            place = _place(total)
            knows_most = len(each) * 2 > len(codes)
            if place and knows_most and (is_english or len(codes) > 1):
                points[tool.name, is_english] = place
    lines = {False: curve(pair for pairs in looked.values() for pair in pairs), True: curve(looked.get("en", []))}
    words = sum(text.words for group in texts.values() for text in group)
    return Panel(sort, lines, points, words, list(texts))


def draw(panels: list[Panel], output: Path) -> None:
    """Draw the panels beside each other. The same figures give the same file."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "tqcheck", "svg.fonttype": "path", "font.size": 9, "axes.spines.top": False})
    mpl.rcParams["axes.spines.right"] = False
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(panels), figsize=(4.6 * len(panels), 4.6), squeeze=False)
    for shown, axis in zip(panels, axes[0], strict=True):
        _draw_panel(shown, axis)
    handles, labels = axes[0][0].get_legend_handles_labels()
    for axis in axes[0][1:]:
        for handle, label in zip(*axis.get_legend_handles_labels(), strict=True):
            if label not in labels:
                handles.append(handle)
                labels.append(label)
    figure.legend(handles, labels, loc="lower center", ncol=5, frameon=False, bbox_to_anchor=(0.5, 0.03))
    note = "filled, unbroken: all languages of the data that the tool knows; hollow, broken: English"
    figure.text(0.5, 0.01, note, ha="center", fontsize=8, color="#555555")
    figure.tight_layout(rect=(0, 0.13, 1, 1))
    output.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"Date": None} if output.suffix == ".svg" else None
    figure.savefig(output, metadata=metadata, dpi=150)
    pyplot.close(figure)


def _draw_panel(shown: Panel, axis: Any) -> None:
    is_edited = shown.sort == "edited"
    own = _COLOURS["tqcheck, no LT"]
    for is_english, line in shown.lines.items():
        if line:
            style = {"ls": "--", "lw": 1.0, "alpha": 0.8} if is_english else {"lw": 1.8}
            label = None if is_english and shown.lines[False] else "tqcheck at every confidence"
            axis.plot(
                [p.recall for p in line],
                [p.false_rate if is_edited else p.precision for p in line],
                color=own,
                label=label,
                **style,
            )
    for (tool, is_english), point in shown.points.items():
        colour = _COLOURS.get(tool, "#000000")
        is_own = tool.startswith("tqcheck")
        named = "tqcheck as it reports" if is_own else _SHORT.get(tool, tool)
        axis.plot(
            [point.recall],
            [max(point.false_rate, 0.02) if is_edited else point.precision],
            marker="o" if is_own else "s",
            ms=9 if is_own else 6,
            mfc="none" if is_english or is_own else colour,
            mec=colour,
            mew=1.6 if is_own else 1.2,
            ls="none",
            label=None if (tool, not is_english) in shown.points and is_english else named,
        )
    axis.set_title(f"{TITLES[shown.sort]}\n{len(shown.languages)} languages, {shown.words:,} words", fontsize=10)
    axis.set_xlabel("recall on marked non-words")
    axis.set_xlim(0, 1.04)
    axis.grid(alpha=0.25)
    if is_edited:
        axis.set_yscale("log")
        axis.set_ylim(100, 0.02)
        axis.set_ylabel("false alarms per 1,000 words")
    else:
        axis.set_ylim(0, 1.04)
        axis.set_ylabel("precision")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.curve", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument("--tools", default=PEERS, help="comma-separated")
    parser.add_argument("--most-words", type=int, default=1_000_000, help="per language and kind of data")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the answers of the peers")
    parser.add_argument("--output", type=Path, default=OUTPUT, help=".svg or .png")
    arguments = parser.parse_args()
    wanted = [code for code in arguments.languages.split(",") if code]
    panels = []
    with ExitStack() as stack:
        answers = Answers(arguments.cache) if arguments.cache else None
        tools = contestants(arguments.tools.split(","), stack, answers)
        for sort in KINDS:
            paths = [path for path in arguments.data if kind(path) == sort]
            if not paths or sort not in TITLES:
                continue
            texts = load(paths, wanted, arguments.half, arguments.most_words)
            if sort == "learner":  # some sets mark errors without saying of what kind: they have no recall
                texts = {code: group for code, group in texts.items() if _has_nonwords(group)}
            panels.append(panel(sort, texts, tools, answers))
    if not panels:
        raise SystemExit("none of these data have marked errors in whole texts")
    draw(panels, arguments.output)
    print(arguments.output)


def _has_nonwords(texts: list[Text]) -> bool:
    return any(error.type == "nonword" for text in texts for error in text.errors)


if __name__ == "__main__":
    main()

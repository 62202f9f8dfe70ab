"""Words per second of warm checking, with and without LanguageTool, beside language_tool_python with its defaults.

    python -m benchmarks.throughput DATA.jsonl.gz [--languages en,de,fr,ru,uk,es,it,sv] [--words 3000]

For each language: texts of the half to report, in parts of a few; the tools take turns, part by
part, so that a busy machine slows all of them alike. Before, each tool has checked as many
words of the other half: servers are warm, and tqcheck remembers what its dictionaries said of
those words. The timed texts are new to it: it starts with a cache folder of its own, and of two
parts one is checked with LanguageTool, the other without, so that neither profits from what the
other has looked up. It gets a part as it would get a folder of articles. language_tool_python is
asked text by text about all of them, its server one that it has started itself. The last row is
the geometric mean over languages; ratios are to the last tool.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.contestants import Contestant, contestants, knows
from benchmarks.data import Text, load
from benchmarks.tables import render, shown

LANGUAGES = "en,de,fr,ru,uk,es,it,sv"
TOOLS = "tqcheck-no-lt,tqcheck,languagetool"
PART = 3
"""Texts in a part."""


@contextmanager
def fresh_cache() -> Iterator[None]:
    """Let tqcheck begin with an empty cache folder, LanguageTool's install apart; its server is stopped at the end."""
    from tqcheck.engines.languagetool import install, server

    there = install.installed()
    if there is None:
        raise SystemExit("run `tqcheck engine install` first")
    with tempfile.TemporaryDirectory() as folder:
        if there.ours:
            (Path(folder) / "languagetool").mkdir()
            for archive in there.folder.parent.glob("*.aot"):
                (Path(folder) / "languagetool" / archive.name).symlink_to(archive)
        os.environ["LTP_PATH"] = str(there.folder.parent)
        os.environ["TQCHECK_CACHE_DIR"] = folder
        try:
            yield
        finally:
            server.stop()


def timed(tools: list[Contestant], texts: list[Text], language: str) -> dict[str, tuple[int, float]]:
    """Return the words and seconds of each tool; those that are tqcheck share the parts among themselves."""
    own = [tool for tool in tools if not tool.remembered]
    spent = {tool.name: (0, 0.0) for tool in tools}
    for number, start in enumerate(range(0, len(texts), PART)):
        part = texts[start : start + PART]
        for tool in tools:
            if tool in own and own.index(tool) != number % len(own):
                continue
            started = time.perf_counter()
            tool.check([text.text for text in part], language)
            words, seconds = spent[tool.name]
            seconds += time.perf_counter() - started
            spent[tool.name] = (words + sum(text.words for text in part), seconds)
    return spent


def mean(values: list[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--languages", default=LANGUAGES, help="comma-separated")
    parser.add_argument("--tools", default=TOOLS, help="comma-separated; ratios are to the last")
    parser.add_argument("--words", type=int, default=3000, help="of each language, about, to warm up and to time")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    wanted = arguments.languages.split(",")
    warm = load(arguments.data, wanted, "tune", arguments.words)
    texts = load(arguments.data, wanted, "test", arguments.words)
    rows: list[list[str]] = []
    speeds: dict[str, list[float]] = {}
    with fresh_cache(), ExitStack() as stack:
        tools = contestants(arguments.tools.split(","), stack)
        base = tools[-1].name
        for language in [code for code in wanted if code in texts]:
            taking_part = [tool for tool in tools if knows(tool, language)]
            timed(taking_part, warm.get(language, texts[language]), language)
            spent = timed(taking_part, texts[language], language)
            speed = {name: words / seconds for name, (words, seconds) in spent.items() if seconds}
            print(f"{language} done", file=sys.stderr)
            rows.append(_row(language, [speed.get(tool.name) for tool in tools]))
            if base in speed:
                for name, value in speed.items():
                    speeds.setdefault(name, []).append(value)
    if speeds:
        rows.append(_row("mean", [mean(speeds[tool.name]) if tool.name in speeds else None for tool in tools]))
    print(f"{time.strftime('%Y-%m-%d')}  words per second, about {arguments.words:,} words a language\n")
    head = ["", *(tool.name for tool in tools), *(f"{tool.name} ×" for tool in tools[:-1])]
    print(render(head, rows, arguments.markdown))


def _row(name: str, speeds: list[float | None]) -> list[str]:
    last = speeds[-1]
    ratios = [value / last if value and last else None for value in speeds[:-1]]
    return [name, *(shown(value, 0) for value in speeds), *(shown(value, 1) for value in ratios)]


if __name__ == "__main__":
    main()

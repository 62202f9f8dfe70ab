"""Speed beside language_tool_python, as ratios of whole processes where a person waits for one.

    python -m benchmarks.speed ARTICLE… [--runs 5] [--cold]

Both use the same LanguageTool jars, each with a server of its own: ours managed, theirs as
language_tool_python starts it, with its defaults. "Warm": each server has checked every text once
before. For each measure the median of the runs, and the ratio of ours to theirs pair by pair
(median, least and most). `--cold` adds a start from nothing, which stops our server each time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqcheck import documents
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import connect, install, java, server
from tqcheck.languages.identify import expected_language

THEIRS = """
import sys, language_tool_python
with language_tool_python.LanguageTool(sys.argv[1], remote_server=sys.argv[2]) as tool:
    print(len(tool.check(sys.stdin.read())))
"""
THEIRS_COLD = """
import sys, language_tool_python
with language_tool_python.LanguageTool(sys.argv[1]) as tool:
    print(len(tool.check(sys.stdin.read())))
"""
VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-PT", "cs": None}


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ours(*arguments: str) -> None:
    ran = subprocess.run([sys.executable, "-m", "tqcheck", *arguments], capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1):
        raise SystemExit(ran.stderr or ran.stdout)


def theirs(script: str, language: str, url: str, text: str) -> None:
    subprocess.run(
        [sys.executable, "-c", script, language, url], input=text, capture_output=True, text=True, check=True
    )


def compare(name: str, runs: int, mine: Callable[[], object], other: Callable[[], object] | None) -> None:
    """Time two commands in turn and print both medians and the ratio pair by pair."""
    pairs = [(timed(mine), timed(other) if other else None) for _ in range(runs)]
    own = statistics.median(first for first, _ in pairs)
    if other is None:
        print(f"{name:<44}{own:>8.2f} s", flush=True)
        return
    ratios = [first / second for first, second in pairs if second]
    beside = statistics.median(second for _, second in pairs if second)
    print(
        f"{name:<44}{own:>8.2f} s{beside:>8.2f} s   ratio {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cold", action="store_true")
    arguments = parser.parse_args()

    there = install.installed()
    if there is None:
        raise SystemExit("run `tqcheck engine install` first")
    os.environ["LTP_PATH"] = str(there.folder.parent)
    os.environ["PATH"] = f"{java.find().path.parent}{os.pathsep}{os.environ['PATH']}"
    import language_tool_python

    read = [documents.read_file(Path(path)) for path in arguments.articles]
    texts = []
    for article in read:
        code = expected_language(article) or "en"
        text = "\n\n".join(block.text for block in article.blocks)
        texts.append((article.path, VARIANTS.get(code, code), text))
    words = sum(len(text.split()) for _, _, text in texts)
    print(f"{time.strftime('%Y-%m-%d')}  {len(texts)} articles, {words} words, {arguments.runs} runs")
    print(f"{'':<44}{'tqcheck':>10}{'wrapper':>10}")

    tools: dict[str, Any] = {}
    for _, language, text in texts:
        if language is not None:
            tools.setdefault(language, None)
            tools[language] = tools[language] or language_tool_python.LanguageTool(language)
            tools[language].check(text)
    connect(LanguageToolSettings())
    ours("check", *arguments.articles)

    def all_theirs() -> None:
        for _, language, text in texts:
            if language is not None:
                tools[language].check(text)

    compare("all articles, one run", arguments.runs, lambda: ours("check", *arguments.articles), all_theirs)
    for language in ("en-US", "de-DE"):
        first = next(((path, text) for path, spoken, text in texts if spoken == language), None)
        if first is None:
            continue
        path, text = first
        url = tools[language]._url.rstrip("/").removesuffix("/v2")
        compare(
            f"a hook: one article, {language}",
            arguments.runs,
            lambda path=path: ours("check", path),  # type: ignore[misc]
            lambda language=language, url=url, text=text: theirs(THEIRS, language, url, text),  # type: ignore[misc]
        )
    path = arguments.articles[0]
    compare("one article, --no-languagetool", arguments.runs, lambda: ours("check", path, "--no-languagetool"), None)
    compare("--version", arguments.runs, lambda: ours("--version"), None)
    for tool in tools.values():
        tool.close()
    if arguments.cold:
        language, text = next((spoken, text) for _, spoken, text in texts if spoken)

        def from_cold() -> None:
            ours("check", path)

        pairs = []
        for _ in range(arguments.runs):
            server.stop()
            pairs.append((timed(from_cold), timed(lambda: theirs(THEIRS_COLD, language, "", text))))
        ratios = [first / second for first, second in pairs]
        print(
            f"{'from cold: start and first check':<44}{statistics.median(first for first, _ in pairs):>8.2f} s"
            f"{statistics.median(second for _, second in pairs):>8.2f} s   ratio {statistics.median(ratios):.2f} "
            f"({min(ratios):.2f}–{max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()

"""The spelling checkers that are measured side by side, each behind the same small face."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from tqcheck import pipeline
from tqcheck.config import Settings
from tqcheck.lexicon.words import words as words_of


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a checker said: a span in code points, its best offer, and whether it is about spelling."""

    start: int
    end: int
    first: str | None
    spelling: bool
    what: str


class Contestant(Protocol):
    name: str

    def languages(self) -> set[str] | None:
        """Return the languages it knows; None: every one that it is asked about."""
        ...

    def check(self, text: str, language: str) -> list[Alarm]: ...

    def close(self) -> None: ...


class Tqcheck:
    """This project, each text as an article of its own."""

    def __init__(self, languagetool: bool) -> None:
        self.name = "tqcheck" if languagetool else "tqcheck, no LT"
        engine = replace(Settings().languagetool, enabled=languagetool)
        self.settings = replace(Settings(), languagetool=engine)
        self.workshops: dict[str, pipeline.Workshop] = {}

    def languages(self) -> set[str] | None:
        return None

    def check(self, text: str, language: str) -> list[Alarm]:
        if language not in self.workshops:
            self.workshops[language] = pipeline.Workshop(pipeline.Job(self.settings, language, None, ()))
        target = pipeline.Target("text.txt", text.encode("utf-8"))
        (outcome,) = self.workshops[language].outcomes([target])
        if outcome.article is None:
            return []
        if self.workshops[language].failure:
            raise RuntimeError(self.workshops[language].failure)
        return [
            Alarm(i.span.start, i.span.end, next(iter(i.suggestions), None), i.code.startswith("SPL"), i.code)
            for i in outcome.article.issues
        ]

    def close(self) -> None:
        for workshop in self.workshops.values():
            workshop.close()


_VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}


class RawLanguageTool:
    """language_tool_python as it comes: its own server, its defaults."""

    name = "language_tool_python"

    def __init__(self) -> None:
        self.tools: dict[str, Any] = {}

    def languages(self) -> set[str] | None:
        from tqcheck.engines.languagetool import SUPPORTED

        return set(SUPPORTED)

    def check(self, text: str, language: str) -> list[Alarm]:
        import language_tool_python

        if language not in self.tools:
            self.tools[language] = language_tool_python.LanguageTool(_VARIANTS.get(language, language))
        return [
            Alarm(
                match.offset,
                match.offset + match.error_length,
                next(iter(match.replacements), None),
                match.category == "TYPOS",
                match.rule_id,
            )
            for match in self.tools[language].check(text)
        ]

    def close(self) -> None:
        for tool in self.tools.values():
            tool.close()


class Hunspell:
    """The dictionary alone: every word that it does not know is an alarm. It is not asked for suggestions, which are slow."""

    name = "Hunspell"

    def __init__(self, suggest: bool = False) -> None:
        self.suggest = suggest
        self.loaded: dict[str, Any] = {}

    def languages(self) -> set[str] | None:
        from tqcheck.lexicon import SUPPORTED

        return set(SUPPORTED)

    def check(self, text: str, language: str) -> list[Alarm]:
        from tqcheck.lexicon import SUPPORTED
        from tqcheck.lexicon.dictionary import Dictionary

        if language not in self.loaded:
            self.loaded[language] = Dictionary(SUPPORTED[language])
        known: Callable[[str], bool] = self.loaded[language].spell
        return [Alarm(w.start, w.end, None, True, "unknown") for w in words_of(text) if not known(w.text)]

    def close(self) -> None:
        self.loaded.clear()


class Codespell:
    """codespell as it comes; English only. It names lines and words, so the word is looked up in its line."""

    name = "codespell"

    def languages(self) -> set[str] | None:
        return {"en"}

    def check(self, text: str, language: str) -> list[Alarm]:
        del language
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "text.txt")
            file.write_text(text, encoding="utf-8", newline="")
            ran = subprocess.run(["codespell", str(file)], capture_output=True, text=True, check=False)
        return list(self._alarms(text, ran.stdout))

    @staticmethod
    def _alarms(text: str, output: str) -> Iterator[Alarm]:
        lines = text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        for row in output.splitlines():
            _, place, said = row.split(":", 2)
            wrong, right = said.strip().split(" ==> ")
            number = int(place) - 1
            at = lines[number].find(wrong)
            if at >= 0:
                yield Alarm(starts[number] + at, starts[number] + at + len(wrong), right.split(", ")[0], True, "listed")

    def close(self) -> None:
        return


def contestants(names: list[str], stack: ExitStack) -> list[Contestant]:
    """Return the contestants by name, to be closed with the stack."""
    makers: dict[str, Callable[[], Contestant]] = {
        "tqcheck": lambda: Tqcheck(True),
        "tqcheck-no-lt": lambda: Tqcheck(False),
        "languagetool": RawLanguageTool,
        "hunspell": Hunspell,
        "codespell": Codespell,
    }
    made = [makers[name]() for name in names or makers]
    for contestant in made:
        stack.callback(contestant.close)
    return made

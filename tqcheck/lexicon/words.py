"""Words in running text, with their places, and the form in which they are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3\u00ad\u200c\u200d"
)
"""What belongs to a word without being a letter to Python: accents, vowel signs, soft hyphens, joiners."""
_LETTER = r"[^\W\d_²³¹⁰-₉]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*(?:['’ʼ·-](?:{_LETTER}|[{_MARKS}])+)*")
_COUNTED = re.compile(rf"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ.,·-](?=[^\W_]))*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u00ad": None, "\u200c": None, "\u200d": None})
_STRESSED_LETTERS = str.maketrans("áéóýíÁÉÓÝÍ", "аеоуіАЕОУІ", "\u0301\u0300")
"""Stress marks of Cyrillic, which are typed as such or as the Latin letters that look like it."""
_STRESSED = frozenset(("ru", "uk", "be", "bg"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place in a text (code points)."""

    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text: letters with their marks, joined by apostrophes and hyphens.

    What touches a digit, an underscore or a slash of an address is no word: T-55, A4, foo_bar.
    """
    for match in _WORD.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if before.isdigit() or after.isdigit() or "_" in (before, after) or before in "@#\\=&" or after == "@":
            continue
        # Two words joined by a stop without a space are a name on the net: example.org.
        if after == "." and text[match.end() + 1 : match.end() + 2].islower():
            continue
        if before == "." and match.start() > 1 and text[match.start() - 2].isalnum() and match.group()[0].islower():
            continue
        if after in "-–" and text[match.end() + 1 : match.end() + 2].isdigit():
            continue
        if before in "-–" and match.start() > 1 and text[match.start() - 2].isdigit():
            continue
        yield Word(match.start(), match.end(), match.group())


def count_words(text: str) -> int:
    """Return the number of words of a text as editors count: numbers too; Chinese and Japanese by character."""
    return sum(1 for _ in _COUNTED.finditer(text))


def normalise(word: str, language: str) -> str:
    """Return the form in which dictionaries and lists hold a word: composed, straight apostrophe, no stress mark."""
    if word.isascii():
        return word
    word = word.translate(_APOSTROPHES)
    if language in _STRESSED:
        word = word.translate(_STRESSED_LETTERS)
    word = unicodedata.normalize("NFC", word)
    if language == "ru":
        # Printed Russian writes е for ё nearly everywhere, and so do its dictionary and its list.
        word = word.replace("ё", "е").replace("Ё", "Е")
    elif language == "ro":
        word = word.replace("ş", "ș").replace("ţ", "ț")
    return word


def lower(word: str, language: str) -> str:
    """Return a word in lower case by the language's own rules."""
    if language in ("tr", "az"):
        word = word.replace("I", "ı").replace("İ", "i")
    return word.lower()

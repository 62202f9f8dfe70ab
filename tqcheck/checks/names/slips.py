"""One slip between two spellings of a name, and whether grammar explains it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from tqcheck.lexicon.endings import rows_for
from tqcheck.lexicon.inventory import SUPPORTED
from tqcheck.lexicon.keyboards import neighbours
from tqcheck.lexicon.words import lower

_LONG_TAIL = {"el": 3, "ga": 3, "mt": 3, "hy": 3, "ka": 3, "mn": 4, "kk": 5, "az": 5, "sq": 3}
"""Letters at a word's end that grammar changes in languages whose endings are not listed, or not all of them."""
_ENDING_VOWELS = frozenset("aeiouyáéíóúàèìòùаеиоуыяюєіїαοηι")
_ADDED = frozenset("snaieostrdkmvв")
"""Letters that make another name or an adjective of a name: Moldova, Moldovan."""
_LONG_LETTERS = frozenset(("fi", "et", "hu", "tr", "az", "is"))
"""Languages where grammar doubles a name's last letter: Hypatia, Hypatiaan."""
_FIRM = frozenset("en de nl sv da nb nn fr es pt it ca gl id ms".split())
"""Languages whose endings never swap the last two letters of a name (Czech has Pavel and Pavle)."""
_LETTERS_OF_THEIR_OWN = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "є": "е", "ґ": "г"}


class Ending(IntEnum):
    """Whether a difference near the end of two words may be grammar's."""

    NO = 0
    MAYBE = 1
    """It may make another name of a name (Mario, Maria; Moldova, Moldovan)."""
    YES = 2
    """The two may be forms of one word, or nobody has told us which endings the language has."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What was done to the right spelling: the kind, the letter's index in it, whether it may be an ending."""

    kind: str
    place: int
    right: str
    ending: Ending = Ending.NO

    @property
    def first(self) -> bool:
        return self.place == 0 and self.kind != "letters swapped"

    @property
    def last(self) -> bool:
        return self.place >= len(self.right) - 2


def slip(wrong: str, right: str, language: str) -> Slip | None:
    """Return the one slip by which `wrong` differs from `right`, or None when there are more or none.

    Capitals are not looked at. Kinds: "letters swapped", "letter missing", "letter doubled",
    "doubled letter single", "letter too many", "neighbouring key", "another accent", "another letter".
    """
    small, due = lower(wrong, language), lower(right, language)
    if small == due or abs(len(small) - len(due)) > 1 or len(due) != len(right):
        return None
    place = 0
    shorter = min(len(small), len(due))
    while place < shorter and small[place] == due[place]:
        place += 1
    rest, missing = small[place:], due[place:]
    kind = _kind(rest, missing, due[place - 1] if place else "", language)
    if kind is None:
        return None
    return Slip(kind, place, right, _ending(small, due, kind, place, language))


def _kind(rest: str, due: str, before: str, language: str) -> str | None:
    """Return the kind of slip between what follows the letters that two words begin with."""
    if len(rest) == len(due):
        if len(rest) > 1 and rest[0] == due[1] and rest[1] == due[0] and rest[2:] == due[2:]:
            return "letters swapped"
        if rest[1:] == due[1:]:
            if bare(rest[0]) == bare(due[0]):
                return "another accent"
            return "neighbouring key" if rest[0] in _keys(language).get(due[0], ()) else "another letter"
    elif len(rest) < len(due) and rest == due[1:]:
        return "doubled letter single" if due[0] == before else "letter missing"
    elif len(rest) > len(due) and rest[1:] == due:
        if rest[0] == before:
            return "letter doubled"
        return "letter too many"
    return None


@lru_cache(maxsize=32)
def _keys(language: str) -> dict[str, frozenset[str]]:
    return neighbours(SUPPORTED[language].keyboard if language in SUPPORTED else "qwerty")


@lru_cache(maxsize=512)
def bare(letter: str) -> str:
    """Return a small letter without its accent."""
    return _LETTERS_OF_THEIR_OWN.get(letter, unicodedata.normalize("NFD", letter)[0])


def plain(word: str) -> str:
    """Return a word without accents, in lower case."""
    return "".join(map(bare, unicodedata.normalize("NFC", word).lower()))


# ----------------------------------------------------------------------------- endings


def _ending(small: str, due: str, kind: str, place: int, language: str) -> Ending:
    """Say whether grammar, or the making of one name from another, explains a slip near the end of a word."""
    left = len(due) - place
    if left > 5:
        return Ending.NO
    if (language in _LONG_TAIL and left <= _LONG_TAIL[language]) or (
        not rows_for(language) and language not in _FIRM and left <= 2
    ):
        return Ending.YES
    if kind == "letters swapped" and language in _FIRM:
        return Ending.NO
    if kind == "letter doubled" and left <= 1 and language not in _LONG_LETTERS:
        return Ending.NO
    if are_forms(small, due, language):
        return Ending.YES
    if left <= 1:
        if kind in ("another letter", "neighbouring key", "another accent"):
            vowels = small[-1] in _ENDING_VOWELS and due[-1] in _ENDING_VOWELS
            return Ending.MAYBE if vowels else Ending.NO
        changed = small[-1] if kind == "letter too many" else due[-1]
        return Ending.MAYBE if kind.startswith("letter") and changed in _ADDED else Ending.NO
    return Ending.NO


@lru_cache(maxsize=4096)
def are_forms(one: str, other: str, language: str) -> bool:
    """Say whether two words in lower case may be inflected forms of one: of each other, or of a base of both."""
    same = 0
    shorter = min(len(one), len(other))
    while same < shorter and one[same] == other[same]:
        same += 1
    for row in rows_for(language):
        if row.only == "lower":
            continue
        for base, form in ((one, other), (other, one)):
            stem = row.stem(base)
            if stem is not None and 2 <= len(stem) <= same and form[len(stem) :] in row.endings:
                return True
        for cut in range(max(2, same - 4), same + 1):
            if one[cut:] in row.endings and other[cut:] in row.endings:
                return True
    return False


# ------------------------------------------------------------------------- looking them up


def keys(word: str) -> Iterator[str]:
    """Yield a word and what is left of it without one letter: two words one slip apart share one of these."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]

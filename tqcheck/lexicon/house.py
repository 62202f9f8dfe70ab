"""The words of the house: what it accepts and forbids, found again in each of their forms.

An entry stands for itself and for its regular inflected forms in the language that is looked at
(`endings.py`); never for a part of a word. An entry in lower case also stands for Capitalised
and for ALL CAPS, one with capitals for itself and ALL CAPS only: "kebab" covers Kebabs, "Time"
does not cover time. "=word" stands for exactly that form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import NamedTuple

from tqcheck.lexicon.endings import LEAST_LETTERS, LEAST_STEM, LONGEST_CUT, Row, rows_for
from tqcheck.lexicon.words import lower, normalise
from tqcheck.model import Severity

EXACTLY = "="
"""Stands before an entry that has no other forms."""

_HARMONY = frozenset(("tr", "az", "hu", "fi", "et"))
_VOWELS = frozenset("aeiouyáàâäåéèêëíìîïóòôöõőúùûüűýıāēīōū")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An entry of the list of forbidden words and phrases: what to write instead, if anything."""

    entry: str
    suggestions: tuple[str, ...] = ()
    note: str = ""
    severity: Severity | None = None
    """None: that of the rule."""


class HouseMatch(NamedTuple):
    """The entry that covers a word, and how: `row` and `ending` say which inflected form it is, if it is one."""

    entry: str
    row: Row | None
    ending: str


class _Base(NamedTuple):
    """An entry, its base form as words are compared with it, and as it is written."""

    entry: str
    text: str
    written: str


class HouseWords:
    """The entries of a list that hold in one language. Making it costs microseconds an entry, a look-up a few."""

    def __init__(self, entries: Iterable[str], language: str) -> None:
        self.language = language
        self._exact: dict[str, str] = {}
        bases: list[_Base] = []
        for entry in sorted(entries):
            text = normalise(entry.removeprefix(EXACTLY), language)
            if entry.startswith(EXACTLY):
                self._exact[text] = entry
            else:
                bases.append(_Base(entry, text, text))
        self._bases = _Index(bases, language)

    @cached_property
    def _folded(self) -> _Index:
        """The entries as words in capitals are compared with them."""
        bases = [base._replace(text=lower(base.text, self.language)) for base in self._bases.all()]
        return _Index(bases, self.language)

    def find(self, word: str) -> HouseMatch | None:
        """Return the entry that covers a word as it stands in a text, or None."""
        word = normalise(word, self.language)
        if word in self._exact:
            return HouseMatch(self._exact[word], None, "")
        found = self._bases.find(word)
        if found is not None:
            return found
        plain = lower(word, self.language)
        if plain == word:
            return None
        if _is_capitals(word):
            return self._folded.find(plain)
        if all(part[1:] == lower(part[1:], self.language) for part in word.split("-")):
            return self._bases.find(plain)
        return None


class _Index:
    """Base forms by what all their forms begin with."""

    def __init__(self, bases: Iterable[_Base], language: str) -> None:
        self._language = language
        self._whole: dict[str, _Base] = {}
        self._heads: dict[str, list[_Base]] = defaultdict(list)
        for base in bases:
            self._whole.setdefault(base.text, base)
            self._heads[base.text[: max(LEAST_STEM, len(base.text) - LONGEST_CUT)]].append(base)

    def all(self) -> Iterable[_Base]:
        return self._whole.values()

    def find(self, word: str) -> HouseMatch | None:
        """Return the entry that a word is a form of: itself before any other, the longest before shorter ones."""
        if word in self._whole:
            return HouseMatch(self._whole[word].entry, None, "")
        for length in range(len(word), LEAST_STEM - 1, -1):
            for base in self._heads.get(word[:length], ()):
                form = _form(word, base.text, self._language, base.written)
                if form is not None:
                    return HouseMatch(base.entry, *form)
        return None


def inflected(match: HouseMatch, replacement: str, language: str) -> str:
    """Return a replacement in the form of the word that it replaces, where the same endings fit; else as it is."""
    if match.row is None or " " in replacement:
        return replacement
    stem = match.row.stem(normalise(replacement, language))
    if stem is None or (language in _HARMONY and _last_vowel(stem) != _last_vowel(match.entry)):
        return replacement
    return stem + match.ending


def group(forms: Mapping[str, int], language: str) -> dict[str, list[str]]:
    """Gather counted forms under those that they are inflected forms of, the base first, each form once.

    The base is the form that covers most: Hochstein before Hochsteina and Hochsteinem.
    """
    bases: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for form in forms:
        for stem, row in _stems(form, language, form != lower(form, language), False):
            bases[stem].append((form, row))
    covered: dict[str, set[str]] = {form: {form} for form in forms}
    for form in forms:
        for cut in range(len(form) - LEAST_STEM + 1):
            stem, ending = form[: len(form) - cut], form[len(form) - cut :]
            for base, row in bases.get(stem, ()):
                if ending in row.endings:
                    covered[base].add(form)
    # Of forms that cover as much the shortest is the likeliest base.
    order = sorted(forms, key=lambda f: (-sum(forms[c] for c in covered[f]), len(f), -forms[f], f))
    groups: dict[str, list[str]] = {}
    taken: set[str] = set()
    for base in order:
        if base not in taken:
            own = covered[base] - taken
            taken |= own
            groups[base] = [base, *sorted(own - {base}, key=lambda f: (-forms[f], f))]
    return groups


def words_of_names(names: Iterable[str]) -> set[str]:
    """Return the words that names consist of, those without a capital left out: Ursula, Leyen of Ursula von der Leyen."""
    words = (word.strip(".,") for name in names for word in name.split())
    return {word for word in words if len(word) > 1 and word != word.lower()}


def language_of_file(name: str) -> str | None:
    """Return the language that a list's file name says: "pl" of words.pl.txt; None: it holds in all languages.

    Raises ValueError for what looks like a language and is none that tqcheck knows.
    """
    from tqcheck.languages.inventory import base, normalise_tag

    suffixes = PurePath(name).suffixes
    code = suffixes[-2][1:] if len(suffixes) > 1 else ""
    tag = normalise_tag(code)
    if tag is None and code.isalpha() and len(code) in (2, 3):
        raise ValueError(f"{code!r} is not a language that tqcheck knows; words.txt holds in every language")
    return base(tag) if tag else None


def entries_of(text: str) -> list[tuple[int, str]]:
    """Return the entries of a list with the numbers of their lines: one a line, what follows a # is a comment."""
    lines = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line]


def _form(word: str, base: str, language: str, written: str) -> tuple[Row, str] | None:
    """Return the row and the ending by which a word is a form of a base, or None."""
    for stem, row in _stems(base, language, written != lower(written, language), written.isupper()):
        if word.startswith(stem) and word[len(stem) :] in row.endings:
            return row, word[len(stem) :]
    return None


@lru_cache(maxsize=20_000)
def _stems(base: str, language: str, has_capital: bool, is_acronym: bool) -> tuple[tuple[str, Row], ...]:
    stems: list[tuple[str, Row]] = []
    if len(base) < LEAST_LETTERS:
        return ()
    for row in rows_for(language):
        if row.only and row.only != ("name" if has_capital else "lower"):
            continue
        # The letters of an acronym stay: NGOs, ONZetu.
        stem = row.stem(base) if not is_acronym else base
        if stem is not None and len(stem) >= LEAST_STEM:
            stems.append((stem, row))
    return tuple(stems)


def _is_capitals(word: str) -> bool:
    """Say whether a word is in capitals, but for an ending behind an apostrophe: HOCHSTEIN's."""
    head = word.split("'", 1)[0]
    return len(head) > 1 and head.isupper()


def _last_vowel(word: str) -> str:
    return next((letter for letter in reversed(word.lower()) if letter in _VOWELS), "")

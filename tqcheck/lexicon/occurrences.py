"""Where the terms of a list stand in running text, in each of their forms, of one word or several.

Two questions with different bars. `Finder.find` says where a term stands: word by word in its
forms, by the tables of endings (`endings.py`) and simplemma's forms, the longest term where one holds
another. `is_rendered` says whether a text may hold a term at all: also within a compound, as a
derived word of the same stem, with its words apart, or as its initials. Who reports what is
missing asks the second.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tqcheck.lexicon.endings import LEAST_LETTERS, LEAST_STEM, LONGEST_CUT, rows_for
from tqcheck.lexicon.house import EXACTLY
from tqcheck.lexicon.words import lower, normalise

UNSPACED = frozenset(("zh", "ja", "th", "km"))
"""Languages that set no space between words: terms are found anywhere, letter by letter."""
COMPOUNDING = frozenset("af da de et fi fo hu is lb nb nl nn sv".split())
"""Languages that write compounds as one word."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3\u00ad\u200c\u200d"
)
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_GAP = re.compile(r"[\s\u00ad\u2010\u2011-]+")
"""What may stand between the words of a term in place of a space: heat pump, heat-pump."""

_HYPHENS = "-\u2010\u2011"

_VERBS = {"en": frozenset(("ed", "ing", "ied", "ying"))}
"""Endings that make another word of a noun: striking is no strike, banking no bank."""
_BEFORE = {
    "ar": ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك"),
    "he": ("וה", "שה", "מה", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
}
"""What is written together with the next word."""
_PARTICLES = re.compile(
    "(?:들)?(?:은|는|이|가|을|를|의|에|에서|에게|께서|으로|로|와|과|도|만|까지|부터|처럼|보다|이나|나|이며|이고|인|이다|라고|이라고)?"
)
"""What follows a Korean noun."""

_LEAST_SHARED = 4
"""Letters that a word of the same stem shares with a term's at least, and all of a shorter one."""
_SHARED = 0.7
"""Its share of the letters of the term's word."""
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєαεηιουω")
_LEAST_IN_COMPOUND = 4
"""Letters of a word that is looked for within others."""


class Found(NamedTuple):
    """A term in a text (code points)."""

    start: int
    end: int
    term: str


class Token(NamedTuple):
    """A word or number and its place (code points): normalised, and in lower case."""

    start: int
    end: int
    text: str
    small: str


class _Term(NamedTuple):
    term: str
    words: tuple[str, ...]
    """Normalised, as they are written."""
    small: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between the words, white space and hyphens left out."""
    is_exact: bool


@lru_cache(maxsize=4_000)
def tokens(text: str, language: str) -> tuple[Token, ...]:
    """Return the words and numbers of a text; parts of what has a hyphen or apostrophe each on its own."""
    found = []
    for match in _TOKEN.finditer(text):
        plain = normalise(match.group(), language)
        found.append(Token(match.start(), match.end(), plain, lower(plain, language)))
    return tuple(found)


class Finder:
    """The terms of a list, in one language.

    `irregular` are forms that endings do not explain (`lemmas.py`). `verbs`: whether nouns stand for
    verb forms too. `any_case`: whether capitals do not matter. `apart`: whether terms that a hyphen joins to
    another word are passed over (third-party). Making one costs microseconds a term.
    """

    def __init__(
        self,
        terms: Iterable[str],
        language: str,
        irregular: Mapping[str, list[str]] | None = None,
        *,
        verbs: bool = True,
        any_case: bool = False,
        apart: bool = False,
    ) -> None:
        self._language = language
        self._irregular = irregular or {}
        self._dropped = frozenset() if verbs else _VERBS.get(language, frozenset())
        self._any_case = any_case
        self._apart = apart
        self._terms = list(terms)
        self._read: dict[int, _Term] = {}
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._buckets: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {}
        for number, term in enumerate(self._terms):
            head = term.removeprefix(EXACTLY)[:1].casefold() if language in UNSPACED else _head(term, language)
            if head:
                self._heads[head].append(number)

    def find(self, text: str) -> list[Found]:
        """Return where terms stand, in order, none within another."""
        found = self._within(text) if self._language in UNSPACED else self._spaced(text)
        chosen: list[Found] = []
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            if not chosen or hit.start >= chosen[-1].end:
                chosen.append(hit)
        return chosen

    def _within(self, text: str) -> Iterator[Found]:
        small = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        for start, letter in enumerate(small):
            for number in self._heads.get(letter, ()):
                term = self._terms[number].removeprefix(EXACTLY)
                end = start + len(term)
                if text[start:end] == term or (self._any_case and small[start:end] == term.casefold()):
                    yield Found(start, end, self._terms[number])

    def _spaced(self, text: str) -> Iterator[Found]:
        if not self._heads:
            return
        row = tokens(text, self._language)
        for index, token in enumerate(row):
            for number in self._beginning_with(token):
                term = self._term(number)
                if not self._goes_on(term, row, index, text) or not self._has_case(term, row, index):
                    continue
                if self._apart and _is_joined(row, index, len(term.words), text):
                    continue
                yield Found(token.start, row[index + len(term.words) - 1].end, term.term)

    def _beginning_with(self, token: Token) -> set[int]:
        """Return the terms whose first word a token is a form of."""
        found: set[int] = set()
        for word in self._readings(token.small):
            for size in range(1, len(word) + 1):
                bucket = self._bucket(word[:size])
                if bucket:
                    for cut in range(size, len(word) + 1):
                        for number, endings in bucket.get(word[:cut], ()):
                            if word[cut:] in endings:
                                found.add(number)
        for base in self._irregular.get(token.small, ()):
            if not self._is_dropped(token.small):
                found.update(
                    number
                    for number in self._heads.get(_head(base, self._language), ())
                    if self._term(number).small[0] == base and not self._term(number).is_exact
                )
        return found

    def _term(self, number: int) -> _Term:
        read = self._read.get(number)
        if read is None:
            read = self._read[number] = _read(self._terms[number], self._language)
        return read

    def _readings(self, word: str) -> Iterator[str]:
        yield word
        for before in _BEFORE.get(self._language, ()):
            if word.startswith(before) and len(word) - len(before) >= LEAST_LETTERS:
                yield word[len(before) :]
        if self._language == "ko":
            yield from (word[:cut] for cut in range(1, len(word)) if _PARTICLES.fullmatch(word[cut:]))

    def _is_dropped(self, word: str) -> bool:
        return bool(self._dropped) and word.endswith(tuple(self._dropped))

    def _bucket(self, head: str) -> dict[str, list[tuple[int, frozenset[str]]]] | None:
        """Return the terms with a head by the stems of their first word: made when a text first has the head."""
        if head in self._buckets:
            return self._buckets[head]
        numbers = self._heads.get(head)
        if not numbers:
            return None
        bucket: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for number in numbers:
            term = self._term(number)
            bucket[term.small[0]].append((number, frozenset(("",))))
            if not term.is_exact:
                for stem, endings in _stems(term.words[0], self._language):
                    bucket[stem].append((number, endings - self._dropped))
        self._buckets[head] = bucket
        return bucket

    def _goes_on(self, term: _Term, row: tuple[Token, ...], index: int, text: str) -> bool:
        if index + len(term.words) > len(row):
            return False
        for place in range(1, len(term.words)):
            before, token = row[index + place - 1], row[index + place]
            if _GAP.sub("", text[before.end : token.start]) != term.gaps[place - 1]:
                return False
            if not self._is_form(token.small, term, place):
                return False
        return True

    def _is_form(self, word: str, term: _Term, place: int) -> bool:
        base = term.small[place]
        if word == base:
            return True
        if term.is_exact:
            return False
        if self._dropped and self._is_dropped(word) and not self._is_dropped(base):
            return False
        return is_form(word, term.words[place], self._language) or base in self._irregular.get(word, ())

    def _has_case(self, term: _Term, row: tuple[Token, ...], index: int) -> bool:
        if self._any_case:
            return True
        return all(
            _fits(row[index + place].text, word, small, term.is_exact)
            for place, (word, small) in enumerate(zip(term.words, term.small, strict=True))
        )


def _is_joined(row: tuple[Token, ...], index: int, number: int, text: str) -> bool:
    """Say whether a hyphen joins words to another one."""
    first, last = row[index], row[index + number - 1]
    before = index > 0 and row[index - 1].end + 1 == first.start and text[first.start - 1] in _HYPHENS
    after = index + number < len(row) and last.end + 1 == row[index + number].start and text[last.end] in _HYPHENS
    return before or after


def _head(term: str, language: str) -> str:
    """Return what the forms of a term's first word all begin with, "" for a term without a word."""
    first = _TOKEN.search(term)
    word = lower(normalise(first.group(), language), language) if first else ""
    return word[: max(LEAST_STEM, len(word) - LONGEST_CUT)]


def _read(term: str, language: str) -> _Term:
    plain = term.removeprefix(EXACTLY)
    row = tokens(plain, language)
    gaps = tuple(_GAP.sub("", plain[one.end : two.start]) for one, two in pairwise(row))
    return _Term(
        term,
        tuple(token.text for token in row),
        tuple(token.small for token in row),
        gaps,
        term.startswith(EXACTLY),
    )


def _fits(text: str, word: str, small: str, is_exact: bool) -> bool:
    """Say whether a word's capitals are among those that a term's word stands for.

    One in lower case also stands for Capitalised and ALL CAPS, one with a capital for itself and ALL CAPS.
    """
    if is_exact:
        return text == word
    if len(text) > 1 and text.isupper():
        return True
    if word == small:
        return text[1:] == text[1:].lower()
    if word.isupper() and len(word) > 1:  # an acronym: NATO, NATOs
        return text[: len(word)] == word
    return text[:1] == word[:1] and _same_inside(text, word)


def _same_inside(text: str, word: str) -> bool:
    """Say whether two words have the same letters in capitals, as far as both go: iPhone, iPhones."""
    return all(one.isupper() == two.isupper() for one, two in zip(text, word, strict=False))


@lru_cache(maxsize=50_000)
def _stems(word: str, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return what the endings of a word's forms are put on, in lower case, and the endings."""
    small = lower(word, language)
    if len(word) < LEAST_LETTERS:
        return ()
    kind = "name" if word != small else "lower"
    is_acronym = word.isupper()
    found = []
    for row in rows_for(language):
        if row.only and row.only != kind:
            continue
        stem = row.stem(small)
        if stem is not None:
            stem = small if is_acronym else stem
            if len(stem) >= LEAST_STEM:
                found.append((stem, row.endings))
    return tuple(found)


@lru_cache(maxsize=4_000)
def _all_endings(language: str) -> frozenset[str]:
    return frozenset(ending for row in rows_for(language) for ending in row.endings) | {""}


@lru_cache(maxsize=50_000)
def is_form(word: str, base: str, language: str) -> bool:
    """Say whether a word (normalised, in lower case) is a form of a term's word.

    Words of a term need not be base forms ("erneuerbare Energie", "pompa ciepła"), so two words with
    the same stem and one of the language's endings each are forms of one.
    """
    small = lower(base, language)
    if word == small:
        return True
    for stem, endings in _stems(base, language):
        if word.startswith(stem) and word[len(stem) :] in endings:
            return True
    if language == "ko":
        return word.startswith(small) and _PARTICLES.fullmatch(word[len(small) :]) is not None
    least = max(LEAST_LETTERS, len(small) - LONGEST_CUT)
    shared = _shared(word, small)
    endings = _all_endings(language)
    return any(word[cut:] in endings and small[cut:] in endings for cut in range(least, shared + 1))


def is_regular(language: str) -> Callable[[str, str], bool]:
    """Return the test whether a word is a form of another that endings explain, for `lemmas.irregular_forms`."""
    return lambda word, base: is_form(word, base, language)


def _shared(one: str, two: str) -> int:
    """Return how many letters two words begin with together."""
    for place, (left, right) in enumerate(zip(one, two, strict=False)):
        if left != right:
            return place
    return min(len(one), len(two))


# --------------------------------------------------------------------------- may it be there?


def is_rendered(term: str, text: str, language: str, irregular: Mapping[str, list[str]] | None = None) -> bool:
    """Say whether a text may hold a term: in any form, compound, derivation or order of its words."""
    plain = term.removeprefix(EXACTLY)
    if language in UNSPACED or language == "ko":
        return _bare(plain) in _bare(text)
    squeezed = _bare(plain)
    if len(squeezed) >= 6 and squeezed in _bare(text):
        return True
    words = tokens(plain, language)
    row = tokens(text, language)
    if len(words) > 2:
        initials = "".join(word.text[0] for word in words).casefold()
        if any(token.small == initials and token.text.isupper() for token in row):
            return True
    # Articles and prepositions of a term are left out of its paraphrases.
    bearing = [word for word in words if len(word.small) > 3] or list(words)
    return all(any(_may_be(token.small, word, language, irregular or {}) for token in row) for word in bearing)


def _may_be(token: str, word: Token, language: str, irregular: Mapping[str, list[str]]) -> bool:
    if is_form(token, word.text, language) or word.small in irregular.get(token, ()):
        return True
    base, form = _folded(word.small), _folded(token)
    if len(base) < LEAST_LETTERS:
        return token.startswith(word.small) and token[len(word.small) :] in _all_endings(language)
    if language in _BEFORE:
        core = next((base[len(b) :] for b in _BEFORE[language] if len(b) > 1 and base.startswith(b)), base)
        return len(core) >= LEAST_LETTERS and core in form
    shared = _shared(base, form)
    # The last vowel is an ending: woda, wodny.
    least = _LEAST_SHARED - (len(base) == _LEAST_SHARED and base[-1] in _VOWELS)
    if shared >= max(min(least, len(base)), round(_SHARED * len(base))):
        return True
    if language not in COMPOUNDING or len(form) <= len(base):
        return False
    stem = base[: max(_LEAST_IN_COMPOUND, len(base) - 2)] if len(base) > _LEAST_IN_COMPOUND else base
    return (len(base) >= _LEAST_IN_COMPOUND and stem in form) or any(
        _is_listed_form(part, word, language, irregular)
        for cut in range(3, len(token) - 2)
        for part in (token[:cut], token[cut:])
    )


def _is_listed_form(part: str, word: Token, language: str, irregular: Mapping[str, list[str]]) -> bool:
    """Say whether a part of a compound is a form of a word: naisista of nainen, lasten of lapsi."""
    if word.small in irregular.get(part, ()):
        return True
    return any(part.startswith(stem) and part[len(stem) :] in endings for stem, endings in _stems(word.text, language))


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Return a word without its accents, so that Häuser begins as Haus does."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l").replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=4_000)
def _bare(text: str) -> str:
    """Return the letters and digits of a text, so that e-mail is email."""
    return "".join(filter(str.isalnum, text.casefold()))

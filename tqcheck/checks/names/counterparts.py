"""Which names of a source have a counterpart in its translation, and which of the translation have one in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tqcheck.checks.names.collect import is_initial, parts
from tqcheck.checks.names.gazetteer import Gazetteer, gazetteer_for, is_unspaced, no_names, romanised
from tqcheck.lexicon import lexicon_for
from tqcheck.lexicon.transliterate import consonants, sounds
from tqcheck.lexicon.words import lower

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.alignment.records import Unit

ALIKE = 0.84
"""Jaro-Winkler similarity of two sounds from which one name may be the other."""
_LEAST_LETTERS = 3
_LEAST_CONSONANTS = 3
_LEAST_CONTAINED = 4
_LONGEST_ENDING = 4
_CAPITALS = frozenset(("Latn", "Cyrl", "Grek", "Armn"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: its unit and place in it, in Latin letters, and what its capital may tell."""

    unit: Unit
    start: int
    text: str
    latin: str
    capital: bool
    initial: bool
    """Its capital may be that of the sentence."""
    script: str
    concept: str | None = None
    """Of a name that stands in a text without spaces."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens_of(unit: Unit, language: str | None) -> tuple[Token, ...]:
    """Return the words of a unit, compounds and possessives taken apart; starts are in the text of its block."""
    made = []
    for start, text in parts(unit.text):
        capital = text[0].isupper()
        made.append(
            Token(
                unit,
                unit.start + start,
                text,
                _latin(text, language),
                capital,
                capital and is_initial(unit.text, start),
                script_of(text),
            )
        )
    return tuple(made)


@lru_cache(maxsize=20_000)
def _latin(text: str, language: str | None) -> str:
    from tqcheck.lexicon.transliterate import romanise

    return romanise(text, language) if language in ("uk", "be") else romanised(text)


def script_of(text: str) -> str:
    """Return a rough ISO 15924 code of a word's script."""
    letter = text[0]
    if letter < "\u0370":
        return "Latn"
    for last, code in _SCRIPTS:
        if letter <= last:
            return code
    return "Hang" if "\uac00" <= letter <= "\ud7a3" else "Latn"


_SCRIPTS = (
    ("\u03ff", "Grek"), ("\u052f", "Cyrl"), ("\u058f", "Armn"), ("\u05ff", "Hebr"), ("\u08ff", "Arab"),
    ("\u0dff", "Deva"), ("\u0fff", "Thai"), ("\u109f", "Mymr"), ("\u10ff", "Geor"), ("\u137f", "Ethi"), ("\u1cff", "Khmr"),
    ("\u1eff", "Latn"), ("\u1fff", "Grek"), ("\u2fff", "Latn"), ("\u30ff", "Kana"), ("\u9fff", "Hani"),
)  # fmt: skip
"""The last letter of runs of Unicode blocks, and their script."""


# ----------------------------------------------------------------------------------------------- likeness


@lru_cache(maxsize=50_000)
def alike(one: Token_key, two: Token_key) -> float:
    """Return how alike two words sound, 0 to 1: each is its Latin letters and its script."""
    from rapidfuzz.distance import JaroWinkler

    (first, script), (second, other_script) = one, two
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= _LEAST_CONTAINED and shorter in longer:
        return 0.95
    if len(shorter) < _LEAST_LETTERS:
        return 0.0
    best = 0.0
    crosses = script != other_script
    for sound in sounds(first):
        for other in sounds(second):
            best = max(best, JaroWinkler.similarity(sound, other))
            short, long = sorted((sound, other), key=len)
            if len(short) >= _LEAST_CONTAINED:
                cut = long[: max(len(short), len(long) - _LONGEST_ENDING)]
                best = max(best, JaroWinkler.similarity(short, cut), 0.9 if short in long else 0.0)
            if crosses:
                best = max(best, _by_consonants(consonants(sound), consonants(other)))
    return best


Token_key = tuple[str, str]


def _by_consonants(one: str, two: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    if min(len(one), len(two)) < _LEAST_CONSONANTS:
        return 0.9 if one and one == two else 0.0
    if one in two or two in one:
        return 0.9
    # A proclitic before the word, an ending after it.
    return max(JaroWinkler.similarity(a, b) for a, b in ((one, two), (one, two[1:]), (one[1:], two))) - 0.03


def key(token: Token) -> Token_key:
    return token.latin, token.script


# ----------------------------------------------------------------------------------------------- one side of a passage


class Side:
    """The words of some units in one language, and the concepts that they name."""

    def __init__(self, units: Sequence[Unit], language: str | None) -> None:
        self.units = tuple(units)
        self.language = language or "und"
        self.gazetteer: Gazetteer = gazetteer_for(self.language)
        self.tokens = tuple(token for unit in units for token in tokens_of(unit, language))
        self.latins = [token.latin for token in self.tokens if len(token.latin) > 1]
        self.raw = " ".join(unit.text for unit in units)
        self.spaced = not any(map(is_unspaced, self.raw[:40]))
        self._concepts: frozenset[str] | None = None

    @property
    def concepts(self) -> frozenset[str]:
        if self._concepts is None:
            made: set[str] = set()
            for latin in self.latins:
                made |= self.gazetteer.concepts(latin, self.latins)
                if self.tokens[0].script in ("Arab", "Hebr") and len(latin) > 4:
                    made |= self.gazetteer.concepts(latin[1:], self.latins)
            if not self.spaced:
                made |= self.gazetteer.unspaced(self.raw).keys()
            self._concepts = frozenset(made)
        return self._concepts

    def names(self) -> Iterator[Token]:
        """Yield what may be a name: words with a capital; where a script has none, what the gazetteer has."""
        for token in self.tokens:
            if token.script in _CAPITALS:
                if token.capital:
                    yield token
            elif self.spaced and len(token.latin) >= _LEAST_CONTAINED and self.gazetteer.exact(token.latin):
                yield token
        if not self.spaced:
            for unit in self.units:
                for concept, place in self.gazetteer.unspaced(unit.text).items():
                    yield Token(unit, unit.start + place, unit.text[place : place + 2], "", False, False, "Hani", concept)

    def place(self, token: Token) -> float:
        """Return where a name stands, 0 to 1, as a share of its unit."""
        return (token.start - token.unit.start) / max(1, len(token.unit.text))

    def explains(self, token: Token, near: Side) -> float:
        """Return how well this side accounts for a name of the other, `near`: 0 to 1."""
        if token.concept:
            return float(token.concept in self.concepts)
        named = near.gazetteer.concepts(token.latin, near.latins)
        if named and (named & self.concepts):
            return 1.0
        one = key(token)
        return max((alike(one, key(other)) for other in self.tokens), default=0.0)


# ----------------------------------------------------------------------------------------------- what is a name


@lru_cache(maxsize=20_000)
def is_word(text: str, language: str) -> bool:
    """Say whether a word with a capital may be no name: its language has it in small letters, or as a noun in German."""
    lexicon = lexicon_for(language)
    small = lower(text, language)
    if lexicon is None:
        return False
    if lexicon.known(small):
        return True
    if language in ("de", "lb"):
        # Every noun has a capital there. A name is one that German does not know, or English knows as a name.
        english = lexicon_for("en")
        return lexicon.known(text) and not (english is not None and english.known(text) and not english.known(small))
    return False


def is_name(token: Token, language: str) -> bool:
    """Say whether a word is a name by all that is known of it; one that begins a sentence may be."""
    text = token.text
    return (
        token.capital
        and len(text) >= _LEAST_LETTERS
        and not text.isupper()
        and any(map(str.islower, text))
        and token.latin not in no_names(language)
        and not is_word(text, language)
    )


def sides(pair: Pair) -> tuple[str, str] | None:
    """Return both languages of a pair, None where one is not known or both are one."""
    source, target = pair.source_language, pair.target_language
    if not source or not target or source.split("-")[0] == target.split("-")[0]:
        return None
    return source.split("-")[0], target.split("-")[0]

"""Which names of a source have a counterpart in its translation, and which of the translation have one in the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
_SMALL = 0.04
"""Taken off the likeness of a word in small letters where the name has a capital."""
_LEAST_LETTERS = 3
_LEAST_CONSONANTS = 3
_LEAST_CONTAINED = 4
_PANEL = ("en", "fr", "es", "it", "pl")
_RARE = 3.2
"""Zipf frequency under which a word is more likely a name where it has a capital."""
_CYRILLIC_PANEL = ("ru", "uk", "bg")
_BORROWED = 0.9
"""Zipf units by which a word of one language is rarer in the middle one of others; names differ by less."""
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
    vowels = not {script, other_script} & _WITHOUT_VOWELS
    for sound in sounds(first):
        for other in sounds(second):
            best = max(best, JaroWinkler.similarity(sound, other))
            short, long = sorted((sound, other), key=len)
            if len(short) >= _LEAST_CONTAINED:
                cut = long[: max(len(short), len(long) - _LONGEST_ENDING)]
                best = max(best, JaroWinkler.similarity(short, cut), 0.9 if short in long else 0.0)
            if crosses:
                best = max(best, _by_consonants(consonants(sound), consonants(other), vowels))
    return best


Token_key = tuple[str, str]


def _by_consonants(one: str, two: str, vowels: bool) -> float:
    """Return how alike the consonants of two names in two scripts are; with vowels on both sides only the same count."""
    from rapidfuzz.distance import JaroWinkler

    if one == two and one:
        return 0.9 if len(one) >= _LEAST_CONSONANTS or not vowels else 0.0
    if vowels or min(len(one), len(two)) < _LEAST_CONSONANTS:
        return 0.0
    if one in two or two in one:
        return 0.9
    # A proclitic before the word, an ending after it.
    return max(JaroWinkler.similarity(a, b) for a, b in ((one, two), (one, two[1:]), (one[1:], two))) - 0.03


def _similar(one: str, two: str) -> float:
    from rapidfuzz.distance import Indel, JaroWinkler

    return max(JaroWinkler.similarity(one, two), Indel.normalized_similarity(one, two))


def are_variants(one: Token, two: Token) -> bool:
    """Say whether two names without another counterpart may be one that languages spell so differently: Goryeo, Koryo."""
    if one.concept or two.concept:
        return False
    likeness = alike(key(one), key(two))
    if likeness >= _VARIANT:
        return True
    if likeness < _LEAST_VARIANT:
        return False
    crosses = one.script != two.script
    heard = [consonants(sound) for sound in sounds(one.latin)]
    others = [consonants(sound) for sound in sounds(two.latin)]
    return any(
        (first == second != "" and (len(first) > _LEAST_CONSONANTS - 1 or likeness >= _LOOSE_VARIANT))
        or (
            min(len(first), len(second)) >= _LEAST_CONSONANTS
            and (first.startswith(second) or second.startswith(first))
            and abs(len(first) - len(second)) < 2
        )
        or (crosses and first != "" and second != "" and _similar(first, second) >= _CROSSING)
        for first in heard
        for second in others
    )


_WITHOUT_VOWELS = frozenset(("Arab", "Hebr", "Deva", "Hang", "Kana", "Ethi"))
_VARIANT = 0.8
_LEAST_VARIANT = 0.5
_CROSSING = 0.72
_LOOSE_VARIANT = 0.7


def key(token: Token) -> Token_key:
    return token.latin, token.script


# ----------------------------------------------------------------------------------------------- one side of a passage


_NOTHING: frozenset[str] = frozenset()


def _touch(one: Token, two: Token) -> bool:
    return one.unit is two.unit and 0 < two.start - one.end <= 1


class Side:
    """The words of some units in one language, and the concepts that they name."""

    def __init__(self, units: Sequence[Unit], language: str | None) -> None:
        self.units = tuple(units)
        self.language = language or "und"
        self.gazetteer: Gazetteer = gazetteer_for(self.language)
        self.tokens = tuple(token for unit in units for token in tokens_of(unit, language))
        self.script = self._script()
        self.has_capitals = self.script in _CAPITALS
        self.small = frozenset(token.text for token in self.tokens if not token.capital)
        self.latins = [token.latin for token in self.tokens if len(token.latin) > 1]
        self.every_latin = frozenset(self.latins)
        self.raw = " ".join(unit.text for unit in units)
        self.spaced = not any(map(is_unspaced, self.raw[:40]))

    def _script(self) -> str:
        """Return the script of most words, the first of two that have as many; "" without a word."""
        scripts = [token.script for token in self.tokens]
        return max(dict.fromkeys(scripts), key=scripts.count, default="")

    @cached_property
    def places(self) -> Mapping[tuple[int, int], int]:
        """Where in `tokens` each stands, by block and start."""
        return {(token.unit.block, token.start): number for number, token in enumerate(self.tokens)}

    def beside(self, token: Token) -> tuple[Token | None, Token | None]:
        """Return the words with a capital that directly stand before and after a word, None where there is none."""
        number = self.places.get((token.unit.block, token.start))
        if number is None:
            return None, None
        before = self.tokens[number - 1] if number else None
        after = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        return (
            before if before and before.capital and _touch(before, token) else None,
            after if after and after.capital and _touch(token, after) else None,
        )

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """The concepts that the words name, by word in Latin letters."""
        made = dict(self.gazetteer.named(self.latins))
        if self.tokens and self.tokens[0].script in ("Arab", "Hebr"):
            # With a proclitic before them.
            for latin in self.latins:
                if len(latin) > _LEAST_CONTAINED and latin not in made:
                    made.update((latin, found) for found in self.gazetteer.named([latin[1:], *self.latins]).values())
        return made

    @cached_property
    def concepts(self) -> frozenset[str]:
        made = {concept for concepts in self.named.values() for concept in concepts}
        if not self.spaced:
            made |= self.gazetteer.unspaced(self.raw).keys()
        return frozenset(made)

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
                for concept, (start, end) in self.gazetteer.unspaced(unit.text).items():
                    yield Token(unit, unit.start + start, unit.text[start:end], "", False, False, "Hani", concept)

    def count(self, token: Token, own: Side) -> int:
        """Return how many words of this side may be a name of the other, `own`."""
        named = own.named.get(token.latin, _NOTHING)
        one = key(token)
        return sum(
            alike(one, key(other)) >= ALIKE or bool(named & self.named.get(other.latin, _NOTHING))
            for other in self.tokens
        )

    def place(self, token: Token) -> float:
        """Return where a name stands, 0 to 1, as a share of its unit."""
        return (token.start - token.unit.start) / max(1, len(token.unit.text))

    def explains(self, token: Token, near: Side) -> float:
        """Return how well this side accounts for a name of the other, `near`: 0 to 1."""
        if token.concept:
            return float(token.concept in self.concepts)
        if token.latin in self.every_latin or near.named.get(token.latin, _NOTHING) & self.concepts:
            return 1.0
        one = key(token)
        best = 0.0
        for other in self.tokens:
            likeness = alike(one, key(other))
            # A word in small letters is rarely what a name was made of: it must be more alike.
            if token.capital and not other.capital and other.script in _CAPITALS:
                likeness -= _SMALL
            best = max(best, likeness)
        return best


# ----------------------------------------------------------------------------------------------- what is a name

_ENGLISH_PEOPLES = ("an", "ans", "ese", "ish")
"""Endings of English words for peoples, which other languages often write in small letters or otherwise."""

STRONG, LIKELY, WEAK, NONE = 4, 3, 1, 0


@lru_cache(maxsize=20_000)
def is_word(text: str, language: str) -> bool:
    """Say whether a language has a word with a capital in small letters too."""
    lexicon = lexicon_for(language)
    return lexicon is not None and lexicon.known(lower(text, language))


@lru_cache(maxsize=20_000)
def is_noun(text: str, language: str) -> bool:
    """Say whether a word may have its capital as every noun has it: in German, and English does not know it as a name."""
    if language not in ("de", "lb"):
        return False
    lexicon, english = lexicon_for(language), lexicon_for("en")
    known_name = english is not None and english.known(text) and not english.known(text.lower())
    return lexicon is None or (lexicon.known(text) and not known_name)


def is_international(text: str, language: str) -> bool:
    """Say whether other languages write a word nearly as often as its own does: Trump and Bangkok, but not Council."""
    gap = international_gap(text, language)
    return gap is not None and gap <= _BORROWED


@lru_cache(maxsize=20_000)
def international_gap(text: str, language: str) -> float | None:
    """Return by how many Zipf units a word is rarer in the middle one of other languages; None where they lack it."""
    small = lower(text, language)
    own = lexicon_for(language)
    panel = _CYRILLIC_PANEL if "\u0400" <= small[0] <= "\u052f" else _PANEL
    others = [lexicon_for(code) for code in panel if code != language]
    if own is None:
        return None
    frequencies = sorted(lexicon.frequency(small) for lexicon in others if lexicon is not None)
    middle = frequencies[len(frequencies) // 2]
    return own.frequency(small) - middle if middle > 0 else None


@lru_cache(maxsize=20_000)
def is_rare(text: str, language: str) -> bool:
    lexicon = lexicon_for(language)
    return lexicon is not None and lexicon.frequency(lower(text, language)) < _RARE


@lru_cache(maxsize=20_000)
def is_english(text: str, language: str) -> bool:
    """Say whether a word of another language is one of an English title, which the next language may translate."""
    english, own = lexicon_for("en"), lexicon_for(language)
    if language == "en" or not text.isascii() or english is None or own is None:
        return False
    small = text.lower()
    frequency = english.frequency(small)
    return frequency >= _RARE and frequency - own.frequency(small) > _BORROWED and english.known(small)


def strength(token: Token, side: Side) -> int:
    """Return how much speaks for a word's being a name: its capital alone is WEAK, where it is no sentence's."""
    text, language = token.text, side.language
    if not token.capital:
        return STRONG
    if (
        len(text) < _LEAST_LETTERS
        or text.rstrip("s").isupper()
        or not any(map(str.islower, text))
        or token.latin in no_names(language)
        or lower(text, language) in side.small
    ):
        return NONE
    if language == "en" and text.endswith(_ENGLISH_PEOPLES) and any(map(str.isupper, side.named.get(token.latin, ()))):
        return NONE
    known = side.gazetteer.exact(token.latin)
    if known and not is_word(text, language):
        return STRONG
    noun = is_noun(text, language)
    if not noun and not is_word(text, language):
        if lexicon_for(language) is None:
            return NONE if token.initial else LIKELY
        if is_english(text, language):
            return NONE if token.initial else LIKELY
        return STRONG
    if known:
        return LIKELY
    if not token.initial and (is_international(text, language) or (not noun and is_rare(text, language))):
        return LIKELY
    return NONE if noun or token.initial else WEAK


def sides(pair: Pair) -> tuple[str, str] | None:
    """Return both languages of a pair, None where one is not known or both are one."""
    source, target = pair.source_language, pair.target_language
    if not source or not target or source.split("-")[0] == target.split("-")[0]:
        return None
    return source.split("-")[0], target.split("-")[0]

"""Slips in names that were written over from another script: Хохшатйн for Hochstein."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tqcheck.checks.names.duplicates import INFLECTING
from tqcheck.lexicon import lexicon_for
from tqcheck.lexicon.transliterate import romanise, sounds
from tqcheck.lexicon.words import lower

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.checks.names.counterparts import Token

_WITH_VOWELS = frozenset(("Latn", "Cyrl", "Grek", "Armn", "Geor"))
"""Scripts that write all sounds of a name."""
_LEAST_LETTERS = 6
_LEAST_CONSONANTS = 3
_LONGEST_ENDING = 3
_LEAST_LIKENESS = 0.8
_DOUBLED = re.compile(r"(?<=[^\W\d_])([^\W\d_])\1")
_VOWEL_RUN = re.compile(r"[aeiou]+")
_MOST_UNITS = 3


@dataclass(frozen=True, slots=True)
class Crossed:
    """A name of the translation with a slip, what it should be, and its counterpart in the source."""

    token: Token
    right: str
    kind: str
    counterpart: Token


def crossed_slips(pair: Pair) -> Iterator[Crossed]:
    """Yield the names that sound as one of the source once two letters change places or a letter stands once.

    What a missing letter does to a name is what languages do to it anyway, so it is not looked for.
    """
    from tqcheck.checks.names.counterparts import script_of, sides, tokens_of

    languages = sides(pair)
    if languages is None:
        return
    for passage in pair.passages:
        if not passage.source or not passage.target or max(len(passage.source), len(passage.target)) > _MOST_UNITS:
            continue
        left, right = script_of(_first_letter(passage.source_text)), script_of(_first_letter(passage.target_text))
        if left == right or not {left, right} <= _WITH_VOWELS:
            continue
        names = [
            token for unit in passage.source for token in tokens_of(unit, languages[0]) if _may_be_name(token, left)
        ]
        if not names:
            continue
        heard = {shape for name in names for shape in shapes(name.text, languages[0])}
        for unit in passage.target:
            for token in tokens_of(unit, languages[1]):
                if _may_be_name(token, right) and (found := _slip(token, names, heard, languages)):
                    yield found


def _first_letter(text: str) -> str:
    return next((letter for letter in text if letter.isalpha()), " ")


def _may_be_name(token: Token, script: str) -> bool:
    return (
        token.script == script
        and len(token.text) >= _LEAST_LETTERS
        and (token.capital or script == "Geor")
        and not token.text.isupper()
    )


def _slip(token: Token, names: list[Token], heard: set[str], languages: tuple[str, str]) -> Crossed | None:
    language = languages[1]
    if _is_known(token.text, language):
        return None
    if _stems(token.text, language) & heard:
        return _doubled(token, names, languages)
    for place, mended in _swapped(token.text):
        for cut in range(_LONGEST_ENDING + 1 if language in INFLECTING else 1):
            stem = mended[: len(mended) - cut]
            # Letters of an ending that change places prove nothing of the name.
            if len(stem) < max(_LEAST_LETTERS, place + 2):
                break
            for name in names:
                fits = shapes(stem, language) & shapes(name.text, languages[0])
                if any(map(_is_full, fits)) and _is_alike(stem, name.text, languages):
                    return Crossed(token, mended, "letters swapped", name)
    return None


def _doubled(token: Token, names: list[Token], languages: tuple[str, str]) -> Crossed | None:
    """Return a name with a letter doubled that the source has once; without it the language must know the name."""
    for match in _DOUBLED.finditer(token.text):
        mended = token.text[: match.start()] + token.text[match.start() + 1 :]
        latin = romanise(match.group(1), languages[1]) * 2
        if not _is_known(mended, languages[1]):
            continue
        stems = _stems(mended, languages[1])
        for name in names:
            if stems & shapes(name.text, languages[0]) and latin not in romanise(name.text, languages[0]):
                return Crossed(token, mended, "letter doubled", name)
    return None


def _is_full(shape: str) -> bool:
    return len(shape.replace("a", "")) >= _LEAST_CONSONANTS


def _is_alike(stem: str, name: str, languages: tuple[str, str]) -> bool:
    from rapidfuzz.distance import JaroWinkler

    return any(
        JaroWinkler.similarity(one, two) >= _LEAST_LIKENESS
        for one in sounds(romanise(stem, languages[1]))
        for two in sounds(romanise(name, languages[0]))
    )


def _is_known(text: str, language: str) -> bool:
    lexicon = lexicon_for(language)
    return lexicon is not None and (
        lexicon.frequency(text) > 0 or lexicon.known(text) or lexicon.known(lower(text, language))
    )


def _stems(text: str, language: str) -> set[str]:
    longest = _LONGEST_ENDING if language in INFLECTING else 0
    return {
        shape
        for cut in range(longest + 1)
        if len(text) - cut >= _LEAST_LETTERS - 1
        for shape in shapes(text[: len(text) - cut], language)
    }


def _swapped(text: str) -> Iterator[tuple[int, str]]:
    """Yield a name with each two letters but the first changed back, and the place of the two."""
    for place in range(1, len(text) - 1):
        one, two = text[place], text[place + 1]
        if one != two:
            yield place, text[:place] + two + one + text[place + 2 :]


@lru_cache(maxsize=20_000)
def shapes(text: str, language: str) -> frozenset[str]:
    """Return the order of a name's consonants and vowels, every run of vowels written a: Hochstein is hahstan."""
    return frozenset(_VOWEL_RUN.sub("a", sound) for sound in sounds(romanise(text, language)))

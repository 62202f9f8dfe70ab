"""What a writer may have meant: known words one slip of the keyboard away, two when nothing nearer is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.lexicon import Lexicon
from tqcheck.lexicon.keyboards import neighbours

BONUS = {
    "accent": 1.3,
    "transposition": 1.2,
    "neighbour": 0.9,
    "doubling": 0.9,
    "undoubling": 0.8,
    "omission": 0.5,
    "extra_neighbour": 0.6,
    "extra": 0.1,
    "substitution": -0.4,
    "space": -0.9,
    "two": -1.6,
}
"""What a kind of slip is worth against frequency, in Zipf units: a slip ten times as common weighs one unit.

Set by hand after the shares of slips in typed text (transpositions, neighbouring keys, omissions
and doublings each about a fifth to a quarter) and checked against which correction was right.
"""
FIRST_LETTER = -0.7
"""Slips in a word's first letter are rare: writers see them."""

_LONGEST = 30
_TWO_EDITS_FROM = 6
_TWO_EDITS_ZIPF = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant. `place` is where the slip is, from the word's end: 0 is the last letter."""

    word: str
    zipf: float
    kind: str
    place: int
    first: bool

    @property
    def worth(self) -> float:
        return self.zipf + BONUS[self.kind] + (FIRST_LETTER if self.first else 0.0)


def candidates(word: str, lexicon: Lexicon) -> list[Candidate]:
    """Return the listed words one slip away from a lower-case word, the likeliest first."""
    if not 2 <= len(word) <= _LONGEST:
        return []
    best: dict[str, Candidate] = {}
    may_have = lexicon.may_have
    for other, kind, index in _edits(word, lexicon):
        if may_have(other) and (zipf := lexicon.listed(other)):
            found = Candidate(other, zipf, kind, max(len(word) - 1 - index, 0), index == 0 and kind != "transposition")
            if other not in best or found.worth > best[other].worth:
                best[other] = found
    if not lexicon.resources.compounds:
        for found in _lost_spaces(word, lexicon):
            best[found.word] = found
    return sorted(best.values(), key=lambda candidate: -candidate.worth)


def two_edits(word: str, lexicon: Lexicon) -> list[Candidate]:
    """Return frequent words two slips away from a longer word; some milliseconds a word, so asked for seldom."""
    if len(word) < _TWO_EDITS_FROM:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    close = extract(word, lexicon.frequent_words(), scorer=OSA.distance, processor=None, score_cutoff=2, limit=12)
    found = []
    for other, distance, _ in close:
        zipf = lexicon.frequency(other)
        if distance == 2 and zipf >= _TWO_EDITS_ZIPF:
            first = other[0] != word[0]
            found.append(Candidate(other, zipf, "two", _last_difference(word, other), first))
    return sorted(found, key=lambda candidate: -candidate.worth)


def _last_difference(word: str, other: str) -> int:
    same = 0
    while same < min(len(word), len(other)) and word[-1 - same] == other[-1 - same]:
        same += 1
    return same


def _edits(word: str, lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """Yield (other word, kind of slip, index of the slip in `word`)."""
    near = neighbours(lexicon.resources.keyboard)
    letters = lexicon.resources.alphabet
    for i, letter in enumerate(word):
        before = word[i - 1] if i else ""
        after = word[i + 1] if i + 1 < len(word) else ""
        rest = word[:i] + word[i + 1 :]
        if letter == before:
            yield rest, "doubling", i
        elif near.get(letter, frozenset()) & {before, after}:
            yield rest, "extra_neighbour", i
        else:
            yield rest, "extra", i
        if after and letter != after:
            yield word[:i] + after + letter + word[i + 2 :], "transposition", i
        for other in letters:
            if other != letter:
                kind = (
                    "accent"
                    if _bare(other) == _bare(letter)
                    else "neighbour"
                    if other in near.get(letter, ())
                    else "substitution"
                )
                yield word[:i] + other + word[i + 1 :], kind, i
    for i in range(len(word) + 1):
        for other in letters:
            doubled = (i and word[i - 1] == other) or (i < len(word) and word[i] == other)
            yield word[:i] + other + word[i:], "undoubling" if doubled else "omission", i


_BARE: dict[str, str] = {}


def _bare(letter: str) -> str:
    """Return a letter without its accent."""
    if letter not in _BARE:
        _BARE[letter] = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "є": "е", "ґ": "г"}.get(
            letter, unicodedata.normalize("NFD", letter)[0]
        )
    return _BARE[letter]


def _lost_spaces(word: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the best way to read a word as two frequent ones that lost their space."""
    best: Candidate | None = None
    for i in range(2, len(word) - 1):
        left, right = lexicon.frequency(word[:i]), lexicon.frequency(word[i:])
        zipf = min(left, right)
        if zipf >= 4.5 and max(left, right) >= 5.5 and (best is None or zipf > best.zipf):
            best = Candidate(f"{word[:i]} {word[i:]}", zipf, "space", len(word) - i, False)
    if best:
        yield best

"""How one word becomes another at the keyboard or in the head: the slips between two spellings."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.lexicon.keyboards import neighbours

_VOWELS = frozenset("aeiouyæøåœ" + "аеёиоуыэюяіїє" + "αειουηω")
_SOUNDS = (
    *("bpvfw", "ckqgx", "szcxßç", "dtθð", "ijy", "mn", "lr", "gj", "hx"),
    *("бпвф", "гкхґ", "дт", "зсц", "шщжч", "ийыі", "лр", "мн", "ьъ"),
    *("ιηυ", "οω", "κγχ", "πβφ", "τδθ", "σζξ"),
)
"""Consonants (and the vowels that Greek writes alike) that writers take for one another because they sound alike."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip. `kind` is a key of `SAID`; `place` the index in the wrong word where it happened (code points)."""

    kind: str
    place: int


SAID = {
    "accent": "with another accent",
    "digraph": "with the letter that was written as two, or the two that were written as one",
    "transposition": "with two letters swapped",
    "neighbour": "one neighbouring key away",
    "doubling": "without a doubled letter",
    "undoubling": "with a letter doubled",
    "omission": "with one letter more",
    "extra_neighbour": "without a neighbouring key that was touched",
    "extra": "with one letter less",
    "vowel": "with another vowel",
    "sound": "with a letter that sounds alike",
    "substitution": "one letter away",
    "space": "with a space",
    "hyphen": "with a hyphen",
    "fused": "written apart",
}
"""The kinds of slips, as a person reads them: the right word is … ."""


COST = {
    "accent": 0.3, "transposition": 0.5, "doubling": 0.5, "undoubling": 0.5, "omission": 0.8, "neighbour": 0.8,
    "extra_neighbour": 0.8, "vowel": 0.8, "sound": 0.8, "extra": 1.0, "substitution": 1.2,
}  # fmt: skip
"""How unlikely a slip is beside others: among the ways in which one word may have become another, the cheapest is taken."""


def slips(wrong: str, right: str, keyboard: str, most: int = 2) -> tuple[Slip, ...] | None:
    """Return the likeliest slips that turn the right word into the wrong one, None when it takes more than `most`."""
    found = _slips(wrong, right, 0, 0, neighbours(keyboard), most)
    return found[1] if found else None


def _slips(
    wrong: str, right: str, i: int, j: int, near: dict[str, frozenset[str]], most: int
) -> tuple[float, tuple[Slip, ...]] | None:
    while i < len(wrong) and j < len(right) and wrong[i] == right[j]:
        i, j = i + 1, j + 1
    if i == len(wrong) and j == len(right):
        return 0.0, ()
    if most == 0 or abs((len(wrong) - i) - (len(right) - j)) > most:
        return None
    best: tuple[float, tuple[Slip, ...]] | None = None
    for slip, next_i, next_j in _first(wrong, right, i, j, near):
        rest = _slips(wrong, right, next_i, next_j, near, most - 1)
        if rest is not None and (best is None or rest[0] + COST[slip.kind] < best[0]):
            best = rest[0] + COST[slip.kind], (slip, *rest[1])
    return best


def _first(wrong: str, right: str, i: int, j: int, near: dict[str, frozenset[str]]) -> list[tuple[Slip, int, int]]:
    """Return what may have happened where two words begin to differ, and where to read on in both."""
    found = []
    if wrong[i : i + 2] == right[j : j + 2][::-1] and len(right) - j > 1:
        found.append((Slip("transposition", i), i + 2, j + 2))
    if i < len(wrong) and j < len(right):
        found.append((Slip(_substitution(wrong[i], right[j], near), i), i + 1, j + 1))
    if j < len(right):
        doubled = right[j] in (right[j - 1 : j] or " ", right[j + 1 : j + 2] or " ")
        found.append((Slip("undoubling" if doubled else "omission", i), i, j + 1))
    if i < len(wrong):
        beside = {wrong[i - 1 : i] if i else "", wrong[i + 1 : i + 2]}
        touched = near.get(wrong[i], frozenset()) & beside
        kind = "doubling" if wrong[i] in beside else "extra_neighbour" if touched else "extra"
        found.append((Slip(kind, i), i + 1, j))
    return found


def _substitution(letter: str, meant: str, near: dict[str, frozenset[str]]) -> str:
    if bare(letter) == bare(meant):
        return "accent"
    if meant in near.get(letter, ()):
        return "neighbour"
    if bare(letter) in _VOWELS and bare(meant) in _VOWELS:
        return "vowel"
    return "sound" if any(letter in group and meant in group for group in _SOUNDS) else "substitution"


_BARE = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "є": "е", "ґ": "г", "æ": "a"}


@lru_cache(maxsize=4096)
def bare(letter: str) -> str:
    """Return a letter without its accent."""
    return _BARE.get(letter) or unicodedata.normalize("NFD", letter)[:1]

"""Names that are given from outside, by the house or the source, and the words that are one slip away from one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tqcheck.checks.names.duplicates import INFLECTING
from tqcheck.checks.names.slips import Ending, Slip, are_forms, keys, plain, slip
from tqcheck.lexicon.words import lower

LEAST_LETTERS = 5
"""Of a given name: too many words are one slip away from shorter ones."""
_LONGEST_ENDING = 3
_LEAST_STEM = 5


@dataclass(frozen=True, slots=True)
class Near:
    """The given name that a word is one slip away from; `corrected` has the ending of the word."""

    name: str
    corrected: str
    slip: Slip


class Listed:
    """Given names, looked up by what is one slip away from them in a language."""

    def __init__(self, names: Iterable[str], language: str) -> None:
        self.language = language
        self._index: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name in sorted(set(names)):
            if len(name) >= LEAST_LETTERS:
                for stem, cut in self._stems(name):
                    for key in keys(stem):
                        self._index[key].append((name, cut))

    def near(self, word: str) -> Near | None:
        """Return the name that a word is one slip away from; None where it is none, a form of one, or two fit."""
        found: dict[str, Near] = {}
        least = 2 * _LONGEST_ENDING + 1
        for stem, cut in self._stems(word):
            for key in keys(stem):
                for name, name_cut in self._index.get(key, ()):
                    if are_forms(lower(word, self.language), lower(name, self.language), self.language):
                        return None
                    near = self._compare(word, cut, name, name_cut)
                    if near is not None and cut + name_cut <= least:
                        found = found if cut + name_cut == least else {}
                        least = cut + name_cut
                        found[near.corrected] = near
        return next(iter(found.values())) if len(found) == 1 else None

    def _stems(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield a word in lower case, whole and without what may be its ending, and how many letters that takes."""
        small = lower(word, self.language)
        yield small, 0
        if self.language in INFLECTING:
            for cut in range(1, min(_LONGEST_ENDING, len(small) - _LEAST_STEM) + 1):
                yield small[:-cut], cut

    def _compare(self, word: str, cut: int, name: str, name_cut: int) -> Near | None:
        wrong, right = word[: len(word) - cut], name[: len(name) - name_cut]
        ending = word[len(wrong) :]
        if (cut or name_cut) and ending == name[len(right) :]:
            return None
        made = slip(wrong, right, self.language)
        if made is None or made.ending is not Ending.NO or made.first or ((cut or name_cut) and made.last):
            return None
        corrected = right + ending
        return None if plain(word) == plain(corrected) else Near(name, corrected, made)

"""Slips put into edited text, for languages in which nobody has marked any.

Deterministic: the same texts get the same slips. About one word in 35 is changed, among those
that the texts themselves have three times or more (no frequency list has a say in it), of four
letters or more and in lower case: names are left alone. A slip is a neighbouring key, two
letters swapped, a letter left out or doubled, or another accent; what the dictionary or the
texts know is no slip. Words that touch a marked error stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from random import Random
from zlib import crc32

from benchmarks.data import Error, Text
from tqcheck.lexicon import Lexicon
from tqcheck.lexicon.keyboards import neighbours
from tqcheck.lexicon.words import Word, words

APART = 35
"""Words between two slips, about."""
LEAST = 3
"""How often the texts must have a word."""
KINDS = {"neighbour": 28, "transposition": 22, "omission": 25, "doubling": 15, "accent": 10}
"""Shares in percent; an accent only where the letter has one or can get one."""
_FIRST_LETTER = 0.15
_TRIES = 8


def vocabulary(texts: list[Text]) -> Counter[str]:
    """Return how often each word stands in texts, as it is written."""
    return Counter(word.text for text in texts for word in words(text.text))


def plant(text: Text, known: Counter[str], lexicon: Lexicon) -> Text:
    """Return a text with slips in it, marked as `nonword` beside the errors that were marked before."""
    random = Random(crc32(text.doc_id.encode()))
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    new: list[Error] = []
    reached, wait, length = 0, random.randrange(APART), 0
    for word in words(text.text):
        wait -= 1
        if wait > 0 or not _may_be_changed(word, text, known):
            continue
        slip = _slip(word.text, random, known, lexicon)
        if slip is None:
            continue
        before = text.text[reached : word.start]
        start = length + len(before)
        pieces += [before, slip]
        new.append(Error(start, start + len(slip), word.text, "nonword"))
        length, reached = start + len(slip), word.end
        moved.append((word.end, length - word.end))
        wait = random.randrange(APART // 2, APART * 3 // 2)
    pieces.append(text.text[reached:])
    kept = [Error(_at(e.start, moved), _at(e.end, moved), e.correction, e.type) for e in text.errors]
    errors = tuple(sorted([*kept, *new], key=lambda error: error.start))
    return Text(text.language, text.doc_id, "".join(pieces), errors)


def _at(offset: int, moved: list[tuple[int, int]]) -> int:
    """Return where an offset of the old text is in the new one; `moved` are places and how far what follows has moved."""
    return offset + next((by for place, by in reversed(moved) if place <= offset), 0)


def _may_be_changed(word: Word, text: Text, known: Counter[str]) -> bool:
    plain = word.text.isalpha() and word.text.islower() and len(word.text) >= 4
    return (
        plain and known[word.text] >= LEAST and not any(e.start < word.end and word.start < e.end for e in text.errors)
    )


def _slip(word: str, random: Random, known: Counter[str], lexicon: Lexicon) -> str | None:
    for _ in range(_TRIES):
        (kind,) = random.choices(list(KINDS), list(KINDS.values()))
        at = 0 if random.random() < _FIRST_LETTER else random.randrange(1, len(word))
        made = list(_made(word, kind, at, lexicon))
        if made:
            slip = random.choice(made)
            if slip != word and slip not in known and not lexicon.known(slip):
                return slip
    return None


def _made(word: str, kind: str, at: int, lexicon: Lexicon) -> Iterator[str]:
    letter, before, after = word[at], word[:at], word[at + 1 :]
    if kind == "neighbour":
        for other in sorted(neighbours(lexicon.resources.keyboard).get(letter, ())):
            yield before + other + after
    elif kind == "transposition" and after:
        yield before + after[0] + letter + after[1:]
    elif kind == "omission":
        yield before + after
    elif kind == "doubling":
        yield before + letter * 2 + after
    elif kind == "accent":
        for other in sorted({*lexicon.resources.alphabet, _bare(letter)}):
            if other != letter and _bare(other) == _bare(letter):
                yield before + other + after


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]

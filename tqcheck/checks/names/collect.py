"""The names of an article: words with a capital, how often each spelling stands, where, and beside which other names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.lexicon.words import words
from tqcheck.model import Analysis, Article, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_LETTERS = 3
"""Of a word that is looked at as a name at all."""

_JOINED = re.compile(r"['’ʼ·-]")
_OPENING = "\"'“„«»‹›‘’‚([{–—-•*… \t\n\u00a0\u202f"
"""What may stand between the beginning of a sentence, or of words that are quoted, and the first of them."""
_BEFORE_CAPITAL = frozenset('.!?:;…"“„«»‘‚([–—•|/')
"""After these a capital may be that of a sentence, of a quotation or of an entry in a list."""
_BESIDE = frozenset((" ", "\u00a0", "-", ". "))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands (code points), in which sentence, and what may be the reason for its capital."""

    block: int
    start: int
    sentence: int
    begins: bool
    """It is the first word of a sentence."""
    initial: bool
    """It is, or may be, the first word of a sentence, a quotation, a title or an entry of a list."""
    in_title: bool

    @property
    def inside(self) -> bool:
        """Say whether the capital is the name's own: it stands inside a sentence of running text."""
        return not (self.begins or self.in_title)


@dataclass(slots=True)
class Form:
    """One spelling of a name."""

    text: str
    places: list[Place] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    """The words with a capital that it directly follows, and that directly follow it."""

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def inside(self) -> int:
        return sum(place.inside for place in self.places)


@dataclass(slots=True)
class Names:
    """The names of the blocks of one language, by spelling, and the words in lower case beside them."""

    forms: dict[str, Form] = field(default_factory=dict)
    lower: Counter[str] = field(default_factory=Counter)


def collect(analysis: Analysis, language: str) -> Names:
    """Return the names of an article, parts of compounds and what stands before a possessive one by one."""
    names = Names()
    starts: dict[int, list[int]] = defaultdict(list)
    for sentence in analysis.sentences:
        starts[sentence.block].append(sentence.start)
    for index, block in enumerate(analysis.article.blocks):
        if language_of(analysis, index) != language or block.kind is BlockKind.METADATA:
            continue
        in_title = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        coming = iter([*starts[index], len(block.text) + 1])
        next_start, number = next(coming), -1
        last: Form | None = None
        last_end = 0
        foreign = any(passage.block == index for passage in analysis.language.foreign)
        for start, text in parts(block.text):
            begins = start >= next_start or not block.text[:start].strip(_OPENING)
            while start >= next_start:
                next_start, number = next(coming), number + 1
            form = None
            if foreign and analysis.is_foreign(index, start, start + len(text)):
                pass
            elif text.islower():
                names.lower[text] += 1
            elif is_name(text):
                form = names.forms.get(text) or names.forms.setdefault(text, Form(text))
                initial = begins or is_initial(block.text, start)
                form.places.append(Place(index, start, number, begins, initial, in_title))
                if last is not None and block.text[last_end:start] in _BESIDE:
                    last.after.add(text)
                    form.before.add(last.text)
            last, last_end = form, start + len(text)
    return names


def is_name(text: str) -> bool:
    """Say whether a word is written as a name: a capital, then small letters, perhaps a second capital (McDonald)."""
    return len(text) >= LEAST_LETTERS and text[0].isupper() and not text[1:].isupper() and text[-1].islower()


def is_initial(text: str, start: int) -> bool:
    """Say whether what stands before a word may be the reason for its capital."""
    before = text[:start].rstrip(_OPENING) if start and text[start - 1] in _OPENING else text[:start]
    return not before or any(mark in _BEFORE_CAPITAL for mark in text[len(before) - 1 : start])


def parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text and their places, compounds and possessives taken apart."""
    for word in words(text):
        position = word.start
        for part in _JOINED.split(word.text):
            if part:
                yield position, part
            position += len(part) + 1


def words_of(article: Article | None) -> frozenset[str]:
    """Return the words of an article, compounds taken apart; none without an article."""
    if article is None:
        return frozenset()
    return frozenset(part for block in article.blocks for _, part in parts(block.text))

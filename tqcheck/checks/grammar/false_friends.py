"""False friends: a word of the translation that only looks like the source's, "actual" for "aktuell".

LanguageTool's list of them warns of a word wherever it stands, and nearly always it stands there rightly. Beside the source
that can be told: the look-alike must stand in the passage that was translated, nothing else there may mean what the word
of the translation means, and nothing else in the translation what the look-alike means.

The server is not asked. It applies its list only at the level `picky`, to English from German, French, Spanish and Dutch not
at all, and each mother tongue is a set of rules of its own there. The table is made by `maintenance/false_friends.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.checks.kept.beside import both_sided, place_in
from tqcheck.languages.inventory import LANGUAGES
from tqcheck.model import Analysis, Finding, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.lexicon.occurrences import Finder, Found

CATEGORY = "FALSE_FRIENDS"
"""LanguageTool's name for the category of these rules."""
CHANCE = 0.8
"""A grade and no count: translations that can be counted, by people and by machines, hold next to no false friends.
How seldom a right word is reported, `benchmarks/false_friends.py` says."""
_MOST_MEANINGS = 3


class Friend(NamedTuple):
    """A word of the translation's language and a word of the source's that look alike and mean different things."""

    rule: str
    """LanguageTool's id of the rule."""
    word: str
    means: tuple[str, ...]
    """What the word means, in the source's language."""
    also: tuple[str, ...]
    """What dictionaries add to that."""
    look: str
    stands_for: tuple[str, ...]
    """What its look-alike means, in the translation's language."""
    stands_also: tuple[str, ...]
    """What dictionaries add to that."""


@cache
def table() -> dict[tuple[str, str], tuple[Friend, ...]]:
    """Return the false friends that the package ships, by the languages (ISO 639) of source and translation."""
    found: dict[tuple[str, str], list[Friend]] = defaultdict(list)
    for line in Path(__file__).with_name("false_friends.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        rule, one, *left, other, look, stands_for, stands_also = line.split("\t")
        word, means, also = left
        first = (word, _split(means), _split(also))
        second = (look, _split(stands_for), _split(stands_also))
        found[other, one].append(Friend(rule, *first, *second))
        found[one, other].append(Friend(rule, *second, *first))
    return {languages: tuple(friends) for languages, friends in found.items()}


def rules() -> dict[str, list[tuple[str, str, Friend]]]:
    """Return the false friends by LanguageTool's rule id, each with the languages of source and translation."""
    found: dict[str, list[tuple[str, str, Friend]]] = defaultdict(list)
    for (source, target), friends in table().items():
        for friend in friends:
            found[friend.rule].append((source, target, friend))
    return found


def false_friends(analysis: Analysis) -> Iterator[Finding]:
    """Yield the words of a translation that stand for a word of the source which they only look like."""
    pair = analysis.pair
    if pair is None or pair.source_language is None or pair.target_language is None:
        return
    friends = table().get((pair.source_language, pair.target_language))
    if friends is None:
        return
    reader = Reader(friends, pair.source_language, pair.target_language)
    found = [finding for _, passage in both_sided(pair) for finding in reader.look_at(passage)]
    found = [f for f in found if not analysis.is_foreign(f.block, f.start, f.end)]
    yield from sorted(found, key=lambda finding: (finding.block, finding.start))


class Place(NamedTuple):
    """A word in a sentence of one of the two texts."""

    unit: Unit
    hit: Found

    @property
    def text(self) -> str:
        return self.unit.text[self.hit.start : self.hit.end]


class Reader:
    """Finds the false friends of two languages in passages of a translation and its source."""

    def __init__(self, friends: tuple[Friend, ...], source: str, target: str) -> None:
        from tqcheck.lexicon.occurrences import Finder

        self._source, self._target = source, target
        self._of_word: dict[str, list[Friend]] = defaultdict(list)
        for friend in friends:
            self._of_word[friend.word].append(friend)
        self._words = Finder(self._of_word, target, apart=True)
        self._looks = Finder({friend.look for friend in friends}, source, apart=True)

    def words(self, units: tuple[Unit, ...]) -> list[Place]:
        """Return where words of the list stand in the translation, names left out."""
        return _places(units, self._words, self._target)

    def looks(self, units: tuple[Unit, ...]) -> list[Place]:
        """Return where their look-alikes stand in the source, names left out."""
        return _places(units, self._looks, self._source)

    def candidates(self, passage: Passage) -> Iterator[tuple[Friend, Place, Place]]:
        """Yield the words of a passage with a look-alike of theirs in its source."""
        words = self.words(passage.target)
        looks = self.looks(passage.source) if words else []
        for word in words:
            for friend in self._of_word[word.hit.term]:
                look = next((look for look in looks if look.hit.term == friend.look), None)
                if look is not None:
                    yield friend, word, look

    def look_at(self, passage: Passage) -> Iterator[Finding]:
        """Yield what is to be reported of a passage, each word once."""
        told: set[Place] = set()
        for friend, word, look in self.candidates(passage):
            if word not in told and not self._is_right(friend, passage):
                told.add(word)
                yield self._finding(friend, word, look)

    def _is_right(self, friend: Friend, passage: Passage) -> bool:
        """Say whether the word may stand for another one of the source, or its look-alike be translated by another one."""
        from tqcheck.lexicon.occurrences import is_rendered

        source = _without(passage.source, self._looks, friend.look)
        if any(is_rendered(meaning, source, self._source) for meaning in (*friend.means, *friend.also)):
            return True
        target = _without(passage.target, self._words, friend.word)
        return any(is_rendered(meaning, target, self._target) for meaning in (*friend.stands_for, *friend.stands_also))

    def _finding(self, friend: Friend, word: Place, look: Place) -> Finding:
        source, target = LANGUAGES[self._source].name, LANGUAGES[self._target].name
        is_base = word.text.lower() == friend.word.lower() and look.text.lower() == friend.look.lower()
        return Finding(
            block=word.unit.block,
            start=word.unit.start + word.hit.start,
            end=word.unit.start + word.hit.end,
            message=(
                f"'{word.text}' looks like '{look.text}' in the source, which is {_or(friend.stands_for)} in {target}; "
                f"'{friend.word}' is {_or(friend.means)} in {source}"
            ),
            suggestions=_as_written(friend, word.text) if is_base else (),
            confidence=CHANCE,
            tier=Tier.LIKELY,
            severity=Severity.MINOR,
            evidence={
                "rule": friend.rule,
                "category": CATEGORY,
                "in_source": look.text,
                "it_means": list(friend.stands_for),
                "the_word_means": list(friend.means),
            },
            code=f"LT.{friend.rule}",
            mqm="accuracy/mistranslation",
            its="mistranslation",
            engine="tqcheck",
            source=place_in(look.unit, look.hit.start, look.hit.end),
        )


def _as_written(friend: Friend, text: str) -> tuple[str, ...]:
    """Return what may stand in the place of a word, with its capital if it has one for its place."""
    meanings = friend.stands_for[:_MOST_MEANINGS]
    if text[0].isupper() and friend.word[0].islower():
        meanings = tuple(meaning[:1].upper() + meaning[1:] for meaning in meanings)
    return tuple(meaning for meaning in meanings if meaning != text)


def _split(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _places(units: tuple[Unit, ...], finder: Finder, language: str) -> list[Place]:
    places = [Place(unit, hit) for unit in units for hit in finder.find(unit.text)]
    return [place for place in places if language == "de" or not _is_name(place)]


def _is_name(place: Place) -> bool:
    """Say whether a word of the list in lower case has a capital inside a sentence. (In German every noun has.)"""
    before = place.unit.text[: place.hit.start].rstrip(" \"'“„«»‘’(")
    return place.hit.term[0].islower() and place.text[0].isupper() and before[-1:] not in ("", ".", "!", "?", ":", "–")


def _without(units: tuple[Unit, ...], finder: Finder, word: str) -> str:
    """Return the text of a passage without a word: what it means may be spelt like it, policy and politics."""
    parts = []
    for unit in units:
        text = unit.text
        for hit in reversed(finder.find(text)):
            if hit.term == word:
                text = f"{text[: hit.start]} {text[hit.end :]}"
        parts.append(text)
    return " ".join(parts)


def _or(words: tuple[str, ...]) -> str:
    quoted = [f"'{word}'" for word in words[:_MOST_MEANINGS]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"

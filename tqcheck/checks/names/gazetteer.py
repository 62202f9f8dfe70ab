"""What names languages have for one place, people or institution: CLDR's territories and languages, and a table of our own.

A concept is a string: a CLDR territory ("DE") or the first name of a row of `exonyms.txt`.
Matching is loose, by stems, for it is mostly an excuse: Deutschland is there where a text says
deutsche.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from tqcheck.lexicon.transliterate import romanise

_TABLE = Path(__file__).with_name("exonyms.txt")
_NO_PLACES = frozenset(("001", "EZ", "QO", "XA", "XB", "ZZ"))
"""CLDR's world, euro area, outlying places and pseudo-locales."""
_LEAST_STEM = 3
_LONGEST_DERIVED = 7
"""Letters that a word may have more than the name that it is derived from."""
_CLDR = {"cnr": "sr_Latn_ME", "no": "nb", "tl": "fil"}
_ALSO = {"zh": ("zh_Hant",), "sr": ("sr_Latn",), "bs": ("bs_Cyrl",), "cnr": ("sr_Cyrl_ME",)}
_SPOKEN = {
    "ar": "ARAB", "he": "IL", "fa": "IR", "hi": "IN", "zh": "CN", "ja": "JP", "ko": "KR", "vi": "VN", "da": "DK",
    "sv": "SE", "nb": "NO", "no": "NO", "el": "GR", "cs": "CZ", "uk": "UA", "be": "BY", "sr": "RS", "sq": "AL",
    "ka": "GE", "hy": "AM", "et": "EE", "sl": "SI", "en": "GB", "ms": "MY", "km": "KH", "my": "MM", "ne": "NP",
    "sw": "KE", "kk": "KZ", "am": "ET", "ga": "IE", "bn": "BD", "ur": "PK", "ca": "CATALONIA", "la": "LATIN",
}  # fmt: skip
"""Where the people of a language live, if the code of the territory is not that of the language."""

Entry = tuple[tuple[str, ...], str]
"""The romanised words of a name, and its concept."""


class Gazetteer:
    """The names that count in one language."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._index: dict[str, list[Entry]] = defaultdict(list)
        self._unspaced: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, concept in names:
            if is_unspaced(name[0]):
                if len(name) > 1:
                    self._unspaced[name[0]].append((name, concept))
                continue
            parts = tuple(made for part in name.replace("-", " ").split() if (made := romanised(part)))
            if parts and len(parts[0]) > 1:
                self._index[parts[0][:_LEAST_STEM]].append((parts, concept))

    def named(self, words: Sequence[str]) -> dict[str, frozenset[str]]:
        """Return the concepts that romanised words may name, alone or as parts of a name of several, by word."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for parts, concept in self._index.get(word[:_LEAST_STEM], ()):
                if not loosely(word, parts[0]):
                    continue
                fitting = {word}
                for part in parts[1:]:
                    if len(part) > _LEAST_STEM - 1:
                        more = {other for other in words if loosely(other, part)}
                        if not more:
                            break
                        fitting |= more
                else:
                    for one in fitting:
                        found[one].add(concept)
        return {word: frozenset(concepts) for word, concepts in found.items()}

    def exact(self, word: str) -> frozenset[str]:
        """Return the concepts that are named by this one romanised word, no derived one."""
        return frozenset(concept for parts, concept in self._index.get(word[:_LEAST_STEM], ()) if parts == (word,))

    def unspaced(self, text: str) -> dict[str, tuple[int, int]]:
        """Return the concepts that stand in a text whose script has no spaces, longest names first, and where."""
        found: dict[str, tuple[int, int]] = {}
        end = 0
        for place, letter in enumerate(text):
            if place < end or letter not in self._unspaced:
                continue
            fitting = [(name, concept) for name, concept in self._unspaced[letter] if text.startswith(name, place)]
            if fitting:
                longest = max(len(name) for name, _ in fitting)
                found.update((concept, (place, place + longest)) for name, concept in fitting if len(name) == longest)
                end = place + longest
        return found


def romanised(word: str) -> str:
    """Return a word as names are compared: in Latin letters, the Arabic article taken off."""
    made = romanise(word)
    return made[2:] if word.startswith("ال") and len(made) > 4 else made


def loosely(word: str, name: str) -> bool:
    """Say whether a word may be an inflected form of a name or derived from it, both romanised."""
    if word == name:
        return True
    if len(name) < 4 or len(word) > len(name) + (_LONGEST_DERIVED if len(name) > 5 else _LONGEST_DERIVED - 3):
        return False
    if len(name) < 6:
        # Kuba, kubanisch; but not Peten for Peter.
        return word.startswith(name[:-1] if name[-1] in _VOWELS else name)
    return word.startswith(name[: len(name) - (2 if len(name) < 8 else 3)])


_VOWELS = frozenset("aeiouy")


def is_unspaced(letter: str) -> bool:
    """Say whether a letter is of a script that is written without spaces: Chinese, kana, Thai, Khmer."""
    return "\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0eff" or "\u1780" <= letter <= "\u17ff"


# ------------------------------------------------------------------------------------------- where names come from


@lru_cache(maxsize=128)
def gazetteer_for(language: str) -> Gazetteer:
    """Return the gazetteer of a language (ISO 639): our table, and CLDR's names where it has the language."""
    return Gazetteer([*_own(), *_cldr_names(language)])


@lru_cache(maxsize=1)
def _own() -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, colon, tail = line.partition(": ")
        names = [name.strip() for name in (tail if colon else line).split(",")]
        concept = head if colon else names[0]
        rows.extend((name, concept) for name in names if name)
    return tuple(rows)


def _locales(language: str) -> list[object]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    made: list[object] = []
    for tag in (_CLDR.get(language, language), *_ALSO.get(language, ())):
        try:
            made.append(Locale.parse(tag))
        except (UnknownLocaleError, ValueError):
            continue
    return made


def _cldr_names(language: str) -> list[tuple[str, str]]:
    """Return the names of territories, of the cities that time zones are named after, and of languages."""
    names: list[tuple[str, str]] = []
    for locale in _locales(language):
        for code, name in locale.territories.items():  # type: ignore[attr-defined]
            if code in _NO_PLACES:
                continue
            plain = name.partition(" (")[0]
            names.extend((part, code) for part in plain.split(" & "))
        for zone, names_of in locale.time_zones.items():  # type: ignore[attr-defined]
            if "city" in names_of and "/" in zone and not zone.startswith("Etc/"):
                names.append((names_of["city"], zone))
        for code, name in locale.languages.items():  # type: ignore[attr-defined]
            if len(code) == 2 and name:
                names.append((name.partition(" (")[0], _SPOKEN.get(code, code.upper())))
    # China and the United States in headlines, Central America to CLDR.
    return [(name, concept) for name, concept in names if name and name != "中美"]


@lru_cache(maxsize=128)
def no_names(language: str) -> frozenset[str]:
    """Return the romanised words of a language that have a capital without being names.

    Months, weekdays (of English Tuesdays too) and languages; in German, where nouns have capitals, currencies.
    """
    made: set[str] = set()
    for locale in _locales(language):
        for table in (locale.months, locale.days):  # type: ignore[attr-defined]
            for context in table.values():
                for names in context.values():
                    made.update(romanise(part) for name in names.values() for part in name.split())
        made.update(romanise(name) for name in locale.languages.values() if name.isalpha())  # type: ignore[attr-defined]
        if language in ("de", "lb"):
            # Only those that other languages write nearly as often, and that are nobody's name, as Mark is.
            made.update(romanise(locale.currencies[code].split("-")[-1]) for code in ("EUR", "USD"))  # type: ignore[attr-defined]
    if language == "en":
        made.update([word + "s" for word in made if word.endswith("day")])
    return frozenset(word for word in made if word)

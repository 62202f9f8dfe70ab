"""Numbers in letters: a table made by CLDR's spelling rules (maintenance/number_words.py), and how words are put together."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tqcheck.quantities.records import Word

_TABLE = Path(__file__).with_name("words.txt.gz")
_MORE = Path(__file__).with_name("more.txt")
_TOKEN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s\-‐‑–]*(?:(?:and|und|e|y|et|и|en|og|och|və|ve|i|a|و|και|și|şi)\s+)?", re.IGNORECASE)

_SHORT_STEMS = frozenset(
    {"en", "de", "fr", "es", "pt", "it", "nl", "gl", "ca", "sv", "da", "nb", "id", "ms", "vi", "ro"}
)
"""Languages where a word that begins with three letters of a number is mostly another word."""

_LONGEST_RUN = 8

_HAN_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "几": 0,
}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_RUN = re.compile(f"[{''.join(_HAN_DIGITS)}{''.join(_HAN_POWERS)}半双雙]+")

_ROMAN = re.compile(
    r"(?<!\w)(?=[IVXLCDM])(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?=[\W\d]|(?:e|er|re|ère|ème|th|st|nd|rd|º|ª)(?!\w)|$)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class Table:
    """The words of a language. `cardinals` are forms by value; `values` are of single words, `stems` of beginnings of words."""

    cardinals: Mapping[int, tuple[str, ...]]
    values: Mapping[str, tuple[Fraction, ...]]
    stems: Mapping[str, Fraction]
    cut: Mapping[str, Fraction]
    """Beginnings that lack a letter or two of a form, for endings that no rule spells."""
    shortest: int


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    text = gzip.decompress(_TABLE.read_bytes()).decode("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=1)
def _more() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _MORE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, value, *forms = line.split()
            found.setdefault(language, []).extend((value, form) for form in forms)
    return found


@lru_cache(maxsize=128)
def table_for(language: str) -> Table:
    """Return the number words of a language; an empty table where CLDR cannot spell them."""
    cardinals: dict[int, tuple[str, ...]] = {}
    values: dict[str, list[Fraction]] = {}
    stems: dict[str, Fraction] = {}
    cut_stems: dict[str, Fraction] = {}
    shortest = 4 if language in _SHORT_STEMS else 3
    for cell in filter(None, _lines().get(language, "").split("\t")):
        key, _, forms = cell.partition("=")
        number = int(key.rstrip("."))
        if not key.endswith("."):
            cardinals[number] = tuple(forms.split(","))
        for form in forms.split(","):
            values.setdefault(form, []).append(Fraction(number))
    for key, form in _more().get(language, ()):
        values.setdefault(form, []).append(Fraction(key))
    for form, found in values.items():
        if found[0] < 2 and found[0] != Fraction(1, 2):
            continue
        for cut in (0, 1, 2):
            if len(form) - cut >= shortest and (not cut or len(form) >= 3 + 2 * cut):
                (cut_stems if cut else stems).setdefault(form[: len(form) - cut], found[0])
    return Table(cardinals, {form: tuple(found) for form, found in values.items()}, stems, cut_stems, shortest)


@lru_cache(maxsize=128)
def _with_scales(language: str) -> Table:
    """Return a language's words with the scale words that CLDR's compact formats add to them."""
    from tqcheck.quantities.cldr import formats_for

    table = table_for(language)
    formats = formats_for(language)
    values = {
        word: (Fraction(10**power),) for word, power in formats.scales.items() if len(word) > 2 or word > "\u0900"
    }
    stems = {stem: Fraction(10**power) for stem, power in formats.scale_stems.items()}
    return Table(table.cardinals, {**values, **table.values}, {**stems, **table.stems}, table.cut, table.shortest)


def words(text: str, language: str) -> list[Word]:
    """Return the numbers that a text has in letters, and Roman ones; single ones and what neighbours make together.

    It is generous: words that only begin like a number count too (tříprocentní, dreijährig). It serves to excuse.
    """
    table = _with_scales(language)
    found = [*_roman(text)]
    if language in ("zh", "ja"):
        found += _han(text)
    singles: list[tuple[int, int, tuple[Fraction, ...]]] = []
    for match in _TOKEN.finditer(text):
        token = match[0].lower()
        exact = table.values.get(token)
        if exact is None and language == "ar":
            exact = next((table.values[w] for w in _arabic(token) if w in table.values), None)
        if exact is None:
            exact = _by_beginning(token, table)
        if exact is None and language == "ko":
            exact = _by_beginning(token[:1], table)
        if exact:
            singles.append((match.start(), match.end(), exact))
            found += [Word(match.start(), match.end(), match[0], value) for value in exact]
    found += _together(text, singles)
    return found


def _arabic(token: str) -> tuple[str, ...]:
    """Return an Arabic word without and, in, and the article."""
    bare = token[1:] if token[0] in "وبلف" and len(token) > 3 else token
    bare = bare.removeprefix("ال")
    return bare, "ال" + bare, bare.rstrip("ةه")


def _by_beginning(token: str, table: Table) -> tuple[Fraction, ...] | None:
    """Return the values of the longest beginnings of a word that are a number, and a number without its ending."""
    found = []
    for stems in (table.stems, table.cut):
        for size in range(min(len(token), 24), table.shortest - 1, -1):
            value = stems.get(token[:size])
            if value is not None:
                found.append(value)
                break
    return tuple(dict.fromkeys(found)) or None


def _together(text: str, singles: list[tuple[int, int, tuple[Fraction, ...]]]) -> list[Word]:
    """Return what runs of number words mean together: added where they fall, multiplied where they rise."""
    found: list[Word] = []
    for first, (start, end, values) in enumerate(singles):
        total, current = Fraction(0), _whole(values)
        for begin, stop, more in singles[first + 1 : first + _LONGEST_RUN]:
            if _BETWEEN.fullmatch(text, end, begin) is None:
                break
            value, end = _whole(more), stop
            if value >= 100 and current and value > current:
                current *= value
                if value >= 1000:
                    total, current = total + current, Fraction(0)
            else:
                current += value
            found.append(Word(start, end, text[start:end], total + current))
    return found


def _whole(values: tuple[Fraction, ...]) -> Fraction:
    return next((value for value in values if value >= 1), values[0])


def _han(text: str) -> list[Word]:
    found = []
    for run in _HAN_RUN.finditer(text):
        if run[0] in ("半", "双", "雙"):
            value = Fraction(1, 2) if run[0] == "半" else Fraction(2)
            found.append(Word(run.start(), run.end(), run[0], value))
            continue
        made = han_value(run[0])
        if made is not None:
            found.append(Word(run.start(), run.end(), run[0], made))
        for place, character in enumerate(run[0]):
            if character in _HAN_DIGITS and len(run[0]) > 1:
                found.append(
                    Word(run.start() + place, run.start() + place + 1, character, Fraction(_HAN_DIGITS[character]))
                )
    return found


def han_value(run: str) -> Fraction | None:
    """Return the value of a number in Chinese numerals, None where the characters make none."""
    if all(character in _HAN_DIGITS for character in run):
        return Fraction(int("".join(str(_HAN_DIGITS[character]) for character in run)))
    total = section = digit = 0
    for character in run:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_POWERS:
            power = _HAN_POWERS[character]
            if power >= 10**4:
                total = (total + section + digit or 1) * power if total < power else total + (section + digit) * power
                section = 0
            else:
                section += (digit or 1) * power
            digit = 0
        else:
            return None
    return Fraction(total + section + digit)


def _roman(text: str) -> list[Word]:
    found = []
    for match in _ROMAN.finditer(text):
        digits = "".join(match.groups())
        if not digits:
            continue
        total = 0
        for place, letter in enumerate(digits):
            value = _ROMAN_VALUES[letter]
            later = _ROMAN_VALUES[digits[place + 1]] if place + 1 < len(digits) else 0
            total += -value if value < later else value
        found.append(Word(match.start(), match.end(), digits, Fraction(total)))
    return found

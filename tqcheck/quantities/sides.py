"""The two texts that are compared, each with its numbers in digits and in letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tqcheck.quantities.cldr import formats_for
from tqcheck.quantities.recognise import months, quantities
from tqcheck.quantities.records import Kind, Quantity, Value, Word
from tqcheck.quantities.words import is_weak, spelt, words

_BEFORE_UNIT, _AFTER_UNIT = 6, 12
"""Characters between a number and the name of a span of time, and from there to a half: half an hour, une heure et demie."""
_SHARED_SCALE = 10
"""Characters between two numbers in letters that may share a scale word."""


class Letters:
    """The numbers in letters of a text, each of which stands for one number of the other side."""

    def __init__(self, found: Iterable[Word]) -> None:
        self._free = list(found)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._free)

    def find(self, value: Fraction, exact: bool = False) -> Word | None:
        return next((word for word in self._free if word.value == value and (word.exact or not exact)), None)

    def take(self, start: int, end: int) -> None:
        """Take a word out, with all others that lie over it."""
        self._free = [word for word in self._free if word.end <= start or end <= word.start]


class Side:
    """A text with its numbers; those in letters are looked for when they are asked for."""

    def __init__(self, text: str, language: str, variant: str | None = None) -> None:
        self.text = text
        self.language = language
        self.numbers = quantities(text, language, variant)
        self._words: list[Word] | None = None
        self._spelt: list[Quantity] | None = None
        self._months: dict[int, tuple[int, int]] | None = None
        self._durations: list[tuple[tuple[int, int], frozenset[Fraction]]] | None = None

    def words(self) -> list[Word]:
        """Return what may be numbers in letters."""
        if self._words is None:
            self._words = words(self.text, self.language)
        return self._words

    def spelt(self) -> list[Quantity]:
        """Return what is surely a number in letters."""
        if self._spelt is None:
            self._spelt = [_quantity(word, self) for word in spelt(self.text, self.language)]
            for place, (one, two) in enumerate(pairwise(self._spelt)):
                # Three and five million: the first may have the scale of the second.
                first, second = one.values[0], two.values[0]
                if (
                    isinstance(first, Fraction) and isinstance(second, Fraction)
                    and first < 1000 <= second and two.start - one.end <= _SHARED_SCALE
                ):  # fmt: skip
                    scale = next(power for power in (10**12, 10**9, 10**6, 1000) if second >= power)
                    self._spelt[place] = replace(one, values=(*one.values, first * scale))
        return self._spelt

    def durations(self) -> list[tuple[tuple[int, int], frozenset[Fraction]]]:
        """Return the numbers before names of spans of time, with their values in the next smaller one: two weeks, 14."""
        if self._durations is None:
            said: list[tuple[int, int, Value]] = [
                (word.start, word.end, word.value) for word in self.words() if not word.text.isupper()
            ]
            # The 18th century is no 1,800 years.
            said += [
                (number.start, number.end, number.values[0]) for number in self.numbers if number.kind is Kind.COUNT
            ]
            self._durations = []
            for pattern, parts in formats_for(self.language).durations:
                for name in pattern.finditer(self.text):
                    for start, end, value in said:
                        if isinstance(value, str) or not (
                            0 <= name.start() - end <= _BEFORE_UNIT or start <= name.start() <= end
                        ):
                            continue
                        more = any(
                            word.value == Fraction(1, 2) and 0 < word.start - name.end() <= _AFTER_UNIT
                            for word in self.words()
                        )
                        values = {(each * part) for part in parts for each in (value, value + Fraction(1, 2) * more)}
                        self._durations.append(((start, name.end()), frozenset(values)))
        return self._durations

    def months(self) -> dict[int, tuple[int, int]]:
        """Return the months that are named, each with the span that names it first."""
        if self._months is None:
            self._months = months(self.text, self.language)
        return self._months


def _quantity(word: Word, side: Side) -> Quantity:
    formats = formats_for(side.language)
    after = formats.after.match(side.text, word.end)
    unit = after and after["unit"]
    if unit and formats.names.get(unit.lower()):
        # Five miles are eight kilometres in letters too.
        return Quantity(
            word.start, word.end, word.text, Kind.MEASURE, (word.value,), unit=formats.names[unit.lower()], spelt=True,
            weak=is_weak(word.value, ordinal=False),
        )  # fmt: skip
    kind = {"ordinal": Kind.ORDINAL, "decade": Kind.DECADE}.get(word.kind, Kind.COUNT)
    values: tuple[Value, ...] = (word.value,)
    if word.kind and 20 <= word.value <= 90 and word.value % 10 == 0:
        # The sixties; Slavonic languages say it with the ordinal.
        values = (word.value, 1900 + word.value)
    return Quantity(
        word.start, word.end, word.text, kind, values, spelt=True, weak=is_weak(word.value, word.kind == "ordinal")
    )

"""How a text may say a number otherwise: in letters, as a month or a Roman one, rounded, in another unit or span of time."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from fractions import Fraction

from tqcheck.quantities.records import Kind, Quantity, Word
from tqcheck.quantities.same import DATES, SHORTENED, conflict
from tqcheck.quantities.sides import Letters, Side
from tqcheck.quantities.units import converts
from tqcheck.quantities.words import table_for

_SMALL = 12
"""Up to it numbers are written in letters, and in ways that no table lists."""
_DUAL = frozenset({"ar", "he", "mt", "sl"})
"""Languages where two of a thing may be an ending of the thing."""
_POORLY_SPELT = frozenset({"ga", "ta", "km", "mt", "th", "my", "te", "bn"})
"""Languages whose table misses many ways to write a number in letters."""
_IN_HALVES = {
    Fraction(6): Fraction(1, 2),
    Fraction(18): Fraction(3, 2),
    Fraction(15): Fraction(1, 4),
    Fraction(30): Fraction(1, 2),
}
"""Six months are half a year, half a dozen is six; fifteen minutes are a quarter."""
_NEAR_MONTH = 15
"""Characters between a month and the word for its first day."""
_ARTICLES = frozenset(
    "a an ein eine einen einem einer eines un une una um uma unha o en ett et een ei eit ena en o egy".split()
)
_NUMBER_SIGN = re.compile(
    r"(?:\b(?:no|nr|n|num\w*|nummer\w*|númer\w*|numéro|nùmero|номер\w*|č|čís\w*|br|sz|nro)\.?|№|n[°º])\s*$",
    re.IGNORECASE,
)
"""Before a one that is no article: No. 1."""
_SPECIAL = {Fraction(50): Fraction(1, 2), Fraction(25): Fraction(1, 4), Fraction(1, 2): Fraction(1, 2)}


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a number without its like on the other side is not missing, and the span of that side's text that says it.

    `why` is "copied", "word", "month", "rounded", "converted" or "repeated"; the span is None for what nobody can look for (one
    as an article, a dual as an ending).
    """

    why: str
    span: tuple[int, int] | None = None


def in_another_span(number: Quantity, source: Side, target: Side) -> Excuse | None:
    """Say whether one side counts weeks where the other counts days, or decades, hours, and so on."""
    for span, values in target.durations():
        if number.values[0] in values:
            return Excuse("converted", span)
    for (start, end), values in source.durations():
        if start <= number.start and number.end <= end:
            for said in [*target.numbers, *target.spelt()]:
                if said.values[0] in values:
                    return Excuse("converted", (said.start, said.end))
            for word in target.words():
                if word.exact and word.value in values:
                    return Excuse("converted", (word.start, word.end))
    return None


def in_parts(number: Quantity, side: Side) -> bool:
    """Say whether a side says a share in another way: a third for 33 %, three quarters, one in five."""
    value = number.values[0]
    if number.kind is not Kind.PERCENT or isinstance(value, str):
        return False
    said = {word.value for word in side.words()} | {Fraction(1, 1)}
    said |= {each for found in side.numbers for each in found.values if isinstance(each, Fraction)}
    for below in range(2, 11):
        if Fraction(1, below) in said or below in said:
            for above in range(1, below):
                if abs(value - Fraction(100 * above, below)) < 1 and (above in said or Fraction(above, below) in said):
                    return True
    return False


def in_other_words(number: Quantity, letters: Letters, target: Side) -> Excuse | None:
    """Say how a translation may say a number that the source has in letters: half a year, 6 pm for 18, a fifth for 20 %."""
    value = number.values[0]
    if isinstance(value, str):
        return None
    for said in [*target.numbers, *target.spelt()]:
        if said.values[0] == value or (
            value <= _SMALL and said.kind in (Kind.TIME, Kind.COUNT) and value + 12 in said.values
        ):
            return Excuse("repeated" if said.values[0] == value else "word", (said.start, said.end))
        if said.kind is Kind.TIME and any(
            str(v).partition(":")[0] in (str(value), str(value + 12)) for v in said.values
        ):
            return Excuse("word", (said.start, said.end))  # half past five, 5:30
        if said.kind is Kind.PERCENT and said.values[0] == 100 / value:  # one in five, a fifth
            return Excuse("word", (said.start, said.end))
    half = _IN_HALVES.get(value)
    word = letters.find(half) if half else None
    return Excuse("word", (word.start, word.end)) if word else None


def said_otherwise(number: Quantity, text: str, letters: Letters, side: Side, named: frozenset[int]) -> Excuse | None:
    """Say how a side says a number of the other's `text` in letters, as a month, as a Roman one, or as nobody can look for.

    `named` are months that stand for another number. What is found is taken out of the letters.
    """
    values = [value for value in number.values if not isinstance(value, str)]
    if number.kind is Kind.MONTH:
        span = side.months().get(int(values[0])) if values else None
        in_digits = next(
            (n for n in side.numbers if values and n.values[0] == values[0] and side.text[n.end : n.end + 1] == "/"),
            None,
        )
        span = span or ((in_digits.start, in_digits.end) if in_digits else None)  # 9/11
        return Excuse("month", span) if span else None
    if number.kind is Kind.TIME and any(str(value).endswith(":30") for value in number.values):
        values += [Fraction(1, 2), *(Fraction(int(str(v).split(":")[0])) for v in number.values if isinstance(v, str))]
    if not values:
        return None
    if number.kind is Kind.DAY and values[0] == 1 and side.months():
        return _first_of_month(side)
    numbered = values[0] == 1 and _NUMBER_SIGN.search(text, max(0, number.start - 12), number.start) is not None
    if numbered:
        return _number_one(side)
    said = {word.value for word in side.words()}
    word = next((found for value in values if (found := _in_words(value, number.kind, letters, said))), None)
    if word is not None:
        if word.value > 2:
            letters.take(word.start, word.end)
        return Excuse("word", (word.start, word.end))
    whole = values[0] == int(values[0])
    if whole and 1 <= values[0] <= _SMALL and number.kind is Kind.COUNT and int(values[0]) not in named:
        month = side.months().get(int(values[0]))
        if month is not None:
            return Excuse("month", month)
    if (
        values[0] <= 1
        and number.kind not in (Kind.PERCENT, Kind.DAY)
        and number.unit is None
        and values[0] == int(values[0])
    ):
        return Excuse("word")  # One is an article in most languages, and nought a negation.
    if values[0] == 2 and side.language in _DUAL:
        return Excuse("word")
    if (values[0] <= _SMALL or number.spelt) and (
        side.language in _POORLY_SPELT or not table_for(side.language).values
    ):
        return Excuse("word")
    return None


def _number_one(side: Side) -> Excuse | None:
    """Say whether a text has a word for one that is no article, or any after a word for number: numéro un, Nummer eins."""
    for word in side.words():
        if word.value == 1 and (
            word.text.lower() not in _ARTICLES
            or _NUMBER_SIGN.search(side.text, max(0, word.start - 12), word.start) is not None
        ):
            return Excuse("word", (word.start, word.end))
    return None


def _first_of_month(side: Side) -> Excuse | None:
    """Say whether a word for one that is no article stands beside the name of a month."""
    for word in side.words():
        if word.value != 1 or word.text.lower() in _ARTICLES:
            continue
        if any(
            word.start < end + _NEAR_MONTH and start - _NEAR_MONTH < word.end for start, end in side.months().values()
        ):
            return Excuse("word", (word.start, word.end))
    return None


def _in_words(value: Fraction, kind: Kind, letters: Letters, said: Container[Fraction]) -> Word | None:
    """Return a number in letters that says a value: whole, in its last two digits, or of its thousands."""
    found = letters.find(value, exact=True) or letters.find(value)
    if found is None and value in _SPECIAL:
        found = letters.find(_SPECIAL[value])
    if (
        found is None
        and kind in (Kind.DECADE, Kind.YEAR)
        and (value in SHORTENED or value // 100 + 1 in said)
        and value % 10 == 0
        and value % 100 >= 10
    ):
        found = letters.find(value % 100)
    if found is None and value > 1000:
        found = next(
            (
                word
                for scale in (1000, 10**6, 10**9, 10**12)
                if Fraction(scale) in said and (word := letters.find(value / scale))
            ),
            None,
        )
    if found is None and value > 1000 and Fraction(1, 2) in said:
        # A million and a half.
        found = next(
            (
                word
                for scale in (1000, 10**6, 10**9, 10**12)
                if value / scale - int(value / scale) == Fraction(1, 2)
                and (word := letters.find(Fraction(scale) * int(value / scale)) or letters.find(Fraction(scale)))
            ),
            None,
        )
    if found is None and value - int(value) == Fraction(1, 2) and letters.find(Fraction(1, 2)):
        found = letters.find(Fraction(int(value)))
    return found


def is_rounded(number: Quantity, short: Quantity) -> bool:
    """Say whether a number of the translation is one of the source after rounding, and a word says so.

    A translation makes about 2,000 of 1,980, never 1,980 of about 2,000.
    """
    long, value = number.values[0], short.values[0]
    if isinstance(value, str) or isinstance(long, str) or number.kind in DATES or conflict(number, short):
        return False
    digits = _significant(value)
    return short.rounded and digits < _significant(long) and _round(long, digits) == value


def _significant(value: Fraction) -> int:
    text = f"{float(value):.12g}"
    if "e" in text:
        text = text.split("e")[0]
    return max(1, len(text.replace(".", "").strip("0")))


def _round(value: Fraction, digits: int) -> Fraction:
    return Fraction(f"{float(value):.{digits}g}") if value else value


def converted(number: Quantity, others: Iterable[Quantity]) -> Excuse | None:
    if number.kind is Kind.COUNT and number.unit is None:
        # Ninety degrees, where nobody has to say Fahrenheit.
        for other in others:
            if other.unit == "temperature-celsius" and converts(
                number.values[0], "temperature-fahrenheit", other.values[0], other.unit
            ):
                return Excuse("converted", (other.start, other.end))
    if number.kind is not Kind.MEASURE or number.unit is None:
        return None
    if number.unit == "temperature-celsius":
        for other in others:
            if other.kind is Kind.COUNT and converts(
                other.values[0], "temperature-fahrenheit", number.values[0], number.unit
            ):
                return Excuse("converted", (other.start, other.end))
    for other in others:
        if (
            other.kind is Kind.MEASURE and other.unit and other.unit != number.unit
            and any(converts(value, number.unit, said, other.unit) for value in number.values for said in other.values)
        ):  # fmt: skip
            return Excuse("converted", (other.start, other.end))
    return None

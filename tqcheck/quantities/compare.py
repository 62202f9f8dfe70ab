"""Comparing the numbers of a passage with those of its translation: by value and kind, not by their writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tqcheck.quantities.recognise import months, quantities
from tqcheck.quantities.records import Kind, Quantity, Value
from tqcheck.quantities.units import converts, same_dimension
from tqcheck.quantities.words import table_for, words

_SMALL = 12
"""Up to it numbers are written in letters, and in ways that no table lists."""
_DUAL = frozenset({"ar", "he", "mt", "sl"})
"""Languages where two of a thing may be an ending of the thing."""
_DATES = frozenset({Kind.YEAR, Kind.DAY, Kind.MONTH, Kind.DECADE})
_SPECIAL = {Fraction(50): Fraction(1, 2), Fraction(25): Fraction(1, 4), Fraction(1, 2): Fraction(1, 2)}


@dataclass(frozen=True, slots=True)
class Difference:
    """What does not agree: `source` is None for what was added, `target` for what is missing; `why` is for the evidence."""

    source: Quantity | None
    target: Quantity | None
    why: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a number without its like on the other side is not missing, and the span of that side's text that says it.

    `why` is "copied", "word", "month", "rounded", "converted" or "repeated"; the span is None for what nobody can look for (one
    as an article, a dual as an ending).
    """

    why: str
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class Comparison:
    """`agreed` are the pairs of one value; `changed` the pairs of two; `missing` and `added` have no partner."""

    agreed: list[tuple[Quantity, Quantity]] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    missing: list[Quantity] = field(default_factory=list)
    added: list[Quantity] = field(default_factory=list)
    spare: list[Quantity] = field(default_factory=list)
    """What the translation says twice and the source once: nothing of itself, but what stands for a missing one, perhaps."""
    excused: list[tuple[Quantity, Excuse]] = field(default_factory=list)
    """Numbers of the source that the translation says in another way."""


class Side:
    """A text with its numbers; those in letters are looked for when they are asked for."""

    def __init__(self, text: str, language: str, variant: str | None = None) -> None:
        self.text = text
        self.language = language
        self.numbers = quantities(text, language, variant)
        self._words: dict[Fraction, tuple[int, int]] | None = None
        self._months: dict[int, tuple[int, int]] | None = None

    def words(self) -> dict[Fraction, tuple[int, int]]:
        """Return the values of the numbers in letters, each with the span that says it first."""
        if self._words is None:
            self._words = {}
            for word in words(self.text, self.language):
                self._words.setdefault(word.value, (word.start, word.end))
        return self._words

    def months(self) -> dict[int, tuple[int, int]]:
        """Return the months that are named, each with the span that names it first."""
        if self._months is None:
            self._months = months(self.text, self.language)
        return self._months


def compare(source: Side, target: Side) -> Comparison:
    """Return which numbers of two texts agree, and which do not after all excuses."""
    result = Comparison()
    missing, added = _matched(source.numbers, target.numbers, result)
    if not missing and not added:
        return result
    missing, added = _copied(missing, added, source, target, result)
    missing, added = _conflicts(missing, added, result)
    missing = _unexcused(missing, target, result)
    added = [number for number in added if not _said(number, source) and not _rounded(number, source.numbers)]
    missing, added = _conversions(missing, added, source, target, result)
    result.missing, result.added = missing, added
    return result


def pair_up(
    missing: list[Quantity], added: list[Quantity], lengths: tuple[int, int], spare: Sequence[Quantity] = ()
) -> list[Difference]:
    """Pair what is missing with what was added instead of it, nearest first; what is left over stands alone.

    `lengths` are those of the two texts: a place counts as a share of its text.
    """
    others = [*added, *spare]
    candidates = sorted(
        (_distance(one, other, lengths) + (a >= len(added)), m, a)
        for m, one in enumerate(missing)
        for a, other in enumerate(others)
        if a < len(added) or one.kind is other.kind
    )
    used_missing: set[int] = set()
    used_added: set[int] = set()
    found = []
    for cost, m, a in candidates:
        if m in used_missing or a in used_added or cost > 4:
            continue
        used_missing.add(m)
        used_added.add(a)
        found.append(Difference(missing[m], others[a], "changed"))
    found += [Difference(one, None, "missing") for m, one in enumerate(missing) if m not in used_missing]
    found += [Difference(None, other, "added") for a, other in enumerate(added) if a not in used_added]
    return found


def same_value(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers may have one value, whatever they count."""
    if (one.kind is Kind.MONTH) != (other.kind is Kind.MONTH):
        return False
    if any(value in other.values for value in one.values):
        return True
    if Kind.DECADE in (one.kind, other.kind) or (one.kind is Kind.YEAR) != (other.kind is Kind.YEAR):
        return _decade(one.values[0], other.values[0]) or _decade(other.values[0], one.values[0])
    return False


def _decade(long: Value, short: Value) -> bool:
    """Say whether one value is a decade and the other its last two digits: 1990 and 90."""
    if isinstance(long, str) or isinstance(short, str):
        return False
    return 1000 <= long <= 2199 and long % 10 == 0 and short == long % 100 and short >= 10


def conflict(one: Quantity, other: Quantity) -> str | None:
    """Say what contradicts in two numbers of one value: their currencies, their units, per cent and money. None: nothing."""
    if one.kind is Kind.MONEY and other.kind is Kind.MONEY and one.unit and other.unit and one.unit != other.unit:
        return None if {one.unit, other.unit} == {"yen", "yuan"} else "currency"
    if {one.kind, other.kind} == {Kind.MONEY, Kind.PERCENT}:
        return "kind"
    if (
        one.kind is Kind.MEASURE
        and other.kind is Kind.MEASURE
        and one.unit != other.unit
        and same_dimension(one.unit, other.unit)
    ):
        return "unit"
    return None


def _matched(
    left: Sequence[Quantity], right: Sequence[Quantity], result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Match numbers of one value, best first: same kind, first readings, same place in the order."""
    candidates = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if same_value(one, other) and conflict(one, other) is None:
                candidates.append((one.values[0] != other.values[0], one.kind is not other.kind, abs(i - j), i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for *_, i, j in sorted(candidates):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            result.agreed.append((left[i], right[j]))
    # Said twice on one side and once on the other: nothing is lost.
    missing = [one for i, one in enumerate(left) if i not in used_left]
    added = [other for j, other in enumerate(right) if j not in used_right]
    result.spare = [other for other in added if any(_repeats(other, said) for said in left)]
    rest = []
    for one in missing:
        again = next((said for said in right if _repeats(one, said)), None)
        if again is None:
            rest.append(one)
        else:
            result.excused.append((one, Excuse("repeated", (again.start, again.end))))
    return rest, [other for other in added if other not in result.spare]


def _unexcused(missing: list[Quantity], target: Side, result: Comparison) -> list[Quantity]:
    """Return the numbers that the translation neither says in letters nor rounds; keep the excuses of the others."""
    rest = []
    for number in missing:
        excuse = _said(number, target) or _rounded(number, target.numbers)
        if excuse is None:
            rest.append(number)
        else:
            result.excused.append((number, excuse))
    return rest


def _copied(
    missing: list[Quantity], added: list[Quantity], source: Side, target: Side, result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what stands on the other side letter by letter: $221bn in a Portuguese text."""

    def places(number: Quantity, text: str) -> list[tuple[int, int]]:
        if number.text.isdigit():
            return []
        return [match.span() for match in re.finditer(rf"(?<![\w.,]){re.escape(number.text)}(?!\w|[.,]\d)", text)]

    rest = []
    for one in missing:
        found = places(one, target.text)
        if found:
            added = [other for other in added if not any(a <= other.start and other.end <= b for a, b in found)]
            result.excused.append((one, Excuse("copied", found[0])))
        else:
            rest.append(one)
    left = []
    for other in added:
        found = places(other, source.text)
        if found:
            inside = [one for one in rest if any(a <= one.start and one.end <= b for a, b in found)]
            result.excused += [(one, Excuse("copied", (other.start, other.end))) for one in inside]
            rest = [one for one in rest if one not in inside]
        else:
            left.append(other)
    return rest, left


def _repeats(number: Quantity, said: Quantity) -> bool:
    return same_value(number, said) and conflict(number, said) is None


def _conflicts(
    missing: list[Quantity], added: list[Quantity], result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out pairs of one value that contradict each other in what they count."""
    left = list(added)
    rest = []
    for one in missing:
        other = next((a for a in left if same_value(one, a) and conflict(one, a)), None)
        if other is None:
            rest.append(one)
            continue
        left.remove(other)
        if not (
            one.kind is Kind.MEASURE and converts(one.values[0], one.unit or "", other.values[0], other.unit or "")
        ):
            result.changed.append(Difference(one, other, conflict(one, other) or "kind"))
        else:
            result.excused.append((one, Excuse("converted", (other.start, other.end))))
    return rest, left


def _said(number: Quantity, side: Side) -> Excuse | None:
    """Say how a side says a number in letters, as a month, as a Roman one, or in a way that nobody can look for."""
    values = [value for value in number.values if not isinstance(value, str)]
    if number.kind is Kind.MONTH:
        span = side.months().get(int(values[0])) if values else None
        return Excuse("month", span) if span else None
    if number.kind is Kind.TIME and any(str(value).endswith(":30") for value in number.values):
        values += [Fraction(1, 2), *(Fraction(int(str(v).split(":")[0])) for v in number.values if isinstance(v, str))]
    if not values:
        return None
    said = side.words()
    span = next((found for value in values if (found := _in_words(value, number.kind, said))), None)
    if span:
        return Excuse("word", span)
    if 1 <= values[0] <= _SMALL and number.kind is Kind.COUNT and (month := side.months().get(int(values[0]))):
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
    if values[0] <= _SMALL and not table_for(side.language).values:
        return Excuse("word")
    return None


def _in_words(value: Fraction, kind: Kind, said: Mapping[Fraction, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of a number in letters that says a value: whole, in its last two digits, or of its thousands."""
    if value in said:
        return said[value]
    if _SPECIAL.get(value) in said:
        return said[_SPECIAL[value]]
    if kind in (Kind.DECADE, Kind.YEAR) and value % 10 == 0 and value % 100 >= 10 and value % 100 in said:
        return said[value % 100]
    if value > 1000:
        for scale in (1000, 10**6, 10**9, 10**12):
            if scale in said and value / scale in said:
                return said[value / scale]
    if value - int(value) == Fraction(1, 2) and int(value) in said and Fraction(1, 2) in said:
        return said[Fraction(int(value))]
    return None


def _rounded(number: Quantity, others: Iterable[Quantity]) -> Excuse | None:
    """Say whether a number is one of the other side's after one of the two was rounded, and a word says so."""
    value = number.values[0]
    if isinstance(value, str) or number.kind in _DATES:
        return None
    for other in others:
        other_value = other.values[0]
        if isinstance(other_value, str) or conflict(number, other) or not (number.rounded or other.rounded):
            continue
        for short, long, has_word in ((value, other_value, number.rounded), (other_value, value, other.rounded)):
            digits = _significant(short)
            if has_word and digits < _significant(long) and _round(long, digits) == short:
                return Excuse("rounded", (other.start, other.end))
    return None


def _significant(value: Fraction) -> int:
    text = f"{float(value):.12g}"
    if "e" in text:
        text = text.split("e")[0]
    return max(1, len(text.replace(".", "").strip("0")))


def _round(value: Fraction, digits: int) -> Fraction:
    return Fraction(f"{float(value):.{digits}g}") if value else value


def _conversions(
    missing: list[Quantity], added: list[Quantity], source: Side, target: Side, result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what the other side has in another unit; a wrong conversion is a difference of its own."""
    rest = []
    left = [
        number
        for number in added
        if not _converted(number, source.numbers) and not _other_currency(number, target, result)
    ]
    for one in missing:
        excuse = _converted(one, target.numbers)
        if excuse:
            result.excused.append((one, excuse))
            continue
        wrong = next(
            (
                a
                for a in left
                if one.unit != a.unit and same_dimension(one.unit, a.unit) and one.kind is a.kind is Kind.MEASURE
            ),
            None,
        )
        if wrong is not None:
            left.remove(wrong)
            result.changed.append(Difference(one, wrong, "conversion"))
        else:
            rest.append(one)
    return rest, left


def _converted(number: Quantity, others: Iterable[Quantity]) -> Excuse | None:
    if number.kind is not Kind.MEASURE or number.unit is None:
        return None
    for other in others:
        if (
            other.kind is Kind.MEASURE and other.unit and other.unit != number.unit
            and any(converts(value, number.unit, said, other.unit) for value in number.values for said in other.values)
        ):  # fmt: skip
            return Excuse("converted", (other.start, other.end))
    return None


def _other_currency(number: Quantity, target: Side, result: Comparison) -> bool:
    """Say whether an added amount explains one that agrees, in brackets and another currency. Nobody can say if it is right."""
    if number.kind is not Kind.MONEY or number.unit is None:
        return False
    before = target.text[: number.start].rstrip("~≈").rpartition("(")
    in_brackets = before[1] and ")" not in before[2] and len(before[2]) < 30
    return bool(in_brackets) and any(
        a.kind is Kind.MONEY and a.unit and a.unit != number.unit for _, a in result.agreed
    )


def _distance(one: Quantity, other: Quantity, lengths: tuple[int, int]) -> float:
    """Return how unlikely it is that one number stands for another."""
    cost = 2 * abs(one.start / max(lengths[0], 1) - other.start / max(lengths[1], 1))
    dates = (one.kind in _DATES) != (other.kind in _DATES)
    cost += 0 if one.kind is other.kind else 1.5 if dates or Kind.MONTH in (one.kind, other.kind) else 0.5
    if (one.kind is Kind.MONTH) != (other.kind is Kind.MONTH):
        cost += 5
    first, second = one.values[0], other.values[0]
    if isinstance(first, str) or isinstance(second, str):
        return cost + (0 if type(first) is type(second) else 0.5)
    small, large = sorted((abs(first), abs(second)))
    if large:
        cost += 0.0 if small * 2 > large else 0.5 if small * 20 > large else 1.0
    digits, others = (sorted(c for c in text if c.isdigit()) for text in (one.text, other.text))
    return cost - (0.5 if digits == others or len(digits) == len(others) else 0)

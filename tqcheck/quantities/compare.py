"""Comparing the numbers of a passage with those of its translation: by value and kind, not by their writing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from tqcheck.quantities.cldr import formats_for
from tqcheck.quantities.recognise import months, quantities
from tqcheck.quantities.records import Kind, Quantity, Value, Word
from tqcheck.quantities.units import converts, same_dimension
from tqcheck.quantities.words import is_weak, spelt, table_for, words

_SMALL = 12
"""Up to it numbers are written in letters, and in ways that no table lists."""
_DUAL = frozenset({"ar", "he", "mt", "sl"})
"""Languages where two of a thing may be an ending of the thing."""
_POORLY_SPELT = frozenset({"ga", "ta", "km", "mt", "th", "my", "te", "bn"})
"""Languages whose table misses many ways to write a number in letters."""
_DATES = frozenset({Kind.YEAR, Kind.DAY, Kind.MONTH, Kind.DECADE})
_BEFORE_UNIT, _AFTER_UNIT = 6, 12
"""Characters between a number and the name of a span of time, and from there to a half: half an hour, une heure et demie."""
_SHARED_SCALE = 10
"""Characters between two numbers in letters that may share a scale word."""
_SHORTENED = range(1800, 2100)
"""Decades whose century goes without saying."""
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


def compare(source: Side, target: Side) -> Comparison:
    """Return which numbers of two texts agree, and which do not after all excuses.

    Numbers are matched one to one, what is alike first: digits with digits, letters with letters, then one with the
    other. So what is the counterpart of one number excuses no other.
    """
    result = Comparison()
    missing, added = _matched(source.numbers, target.numbers, result)
    unsaid, unheard = _matched(source.spelt(), target.spelt(), result)
    unsaid, added = _matched(unsaid, added, result)
    missing, unheard = _matched(missing, unheard, result)
    if not missing and not added and not unsaid:
        return result
    missing, added = _repeated(missing, added, source, target, result)
    missing, added = _copied(missing, added, source, target, result)
    missing, added = _conflicts(missing, added, result)
    here, there = _letters(source, target, unsaid, result)
    unsaid = _unsaid(unsaid, source, there, target, result)
    named = _months_in_dates(source, target, result)
    missing = _unexcused(missing, source, there, target, added, named, result)
    excuses = [
        (
            number,
            _said(number, target.text, here, source, frozenset())
            or _in_another_span(number, target, source)
            or (Excuse("word", (0, 0)) if _in_parts(number, source) else None),
        )
        for number in added
    ]
    added = [number for number, excuse in excuses if excuse is None]
    # What nobody can look for may still be what stands for a missing one: the 1st for the 3rd.
    result.spare += [number for number, excuse in excuses if excuse is not None and excuse.span is None]
    missing, added = _conversions(missing, added, source, target, result)
    result.missing = sorted([*missing, *unsaid], key=lambda number: number.start)
    result.added = added
    result.spare += unheard
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
        if a < len(added) or one.kind is other.kind or {one.kind, other.kind} == {Kind.COUNT, Kind.ORDINAL}
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
    found += [
        Difference(one, None, "missing") for m, one in enumerate(missing) if m not in used_missing and not one.weak
    ]
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
    return long in _SHORTENED and long % 10 == 0 and short == long % 100 and short >= 10


def conflict(one: Quantity, other: Quantity) -> str | None:
    """Say what contradicts in two numbers of one value: their currencies, their units, per cent and money. None: nothing."""
    if one.kind is Kind.MONEY and other.kind is Kind.MONEY and one.unit and other.unit and one.unit != other.unit:
        # One character in Chinese and Japanese; and one word in Italian and Turkish.
        return None if {one.unit, other.unit} in ({"yen", "yuan"}, {"pound", "lira"}) else "currency"
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
    """Match numbers of one value, best first: same kind, first readings, same place in the order. Return the others."""
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
    return (
        [one for i, one in enumerate(left) if i not in used_left],
        [other for j, other in enumerate(right) if j not in used_right],
    )


def _repeated(
    missing: list[Quantity], added: list[Quantity], source: Side, target: Side, result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what one side says twice and the other once: nothing is lost."""
    rest = []
    for one in missing:
        again = next((said for said in target.numbers if _repeats(one, said)), None)
        if again is None:
            rest.append(one)
        else:
            result.excused.append((one, Excuse("repeated", (again.start, again.end))))
    result.spare = [other for other in added if any(_repeats(other, said) for said in source.numbers)]
    return rest, [other for other in added if other not in result.spare]


def _letters(source: Side, target: Side, unsaid: list[Quantity], result: Comparison) -> tuple[Letters, Letters]:
    """Return the numbers in letters of both sides that are no other's counterpart, in letters or in digits."""
    here, there = Letters(source.words()), Letters(target.words())
    for one, other in result.agreed:
        if one.spelt:
            here.take(one.start, one.end)
        if other.spelt:
            there.take(other.start, other.end)
    for one in unsaid:
        here.take(one.start, one.end)
    for word in sorted(here, key=lambda word: word.start - word.end):
        said = there.find(word.value, exact=True) if word.exact and word.value >= 2 else None
        if said is not None and word in list(here):
            here.take(word.start, word.end)
            there.take(said.start, said.end)
    return here, there


def _months_in_dates(source: Side, target: Side, result: Comparison) -> frozenset[int]:
    """Return the months that the translation names for one that the source names: no number of it stands for them."""
    agreed = {other.values[0] for _, other in result.agreed if other.kind is Kind.MONTH}
    if not target.months():
        return frozenset()
    return frozenset(month for month in target.months() if month in agreed or month in source.months())


def _unexcused(
    missing: list[Quantity],
    source: Side,
    letters: Letters,
    target: Side,
    added: list[Quantity],
    named: frozenset[int],
    result: Comparison,
) -> list[Quantity]:
    """Return the numbers that the translation neither says in letters nor rounds; keep the excuses of the others."""
    rest = []
    free = [other for other in added if other.rounded]
    # What is spelt exactly goes to its number before one that only begins like it can take it.
    for number in sorted(
        missing,
        key=lambda each: not any(letters.find(Fraction(v), True) for v in each.values if not isinstance(v, str)),
    ):
        excuse = (
            _said(number, source.text, letters, target, named)
            or _said_once(number, result)
            or _in_another_span(number, source, target)
            or (Excuse("word") if _in_parts(number, target) else None)
        )
        if excuse is None:
            short = next((other for other in free if _is_rounded(number, other)), None)
            if short is not None:
                free.remove(short)
                added.remove(short)
                excuse = Excuse("rounded", (short.start, short.end))
        if excuse is None:
            rest.append(number)
        else:
            result.excused.append((number, excuse))
            if excuse.why == "month" and excuse.span:
                start, end = excuse.span
                added[:] = [other for other in added if not (other.start < end and start < other.end)]
    return rest


def _said_once(number: Quantity, result: Comparison) -> Excuse | None:
    """Say whether a number is said twice in the source and once in the translation, in letters perhaps."""
    for one, excuse in result.excused:
        if excuse.span and excuse.why == "word" and _repeats(number, one):
            return Excuse("repeated", excuse.span)
    return next(
        (Excuse("repeated", (other.start, other.end)) for one, other in result.agreed if _repeats(number, one)), None
    )


def _unsaid(
    missing: list[Quantity], source: Side, letters: Letters, target: Side, result: Comparison
) -> list[Quantity]:
    """Return the numbers in letters of the source that the translation has in no form."""
    rest = []
    for number in missing:
        excuse = (
            _said(number, source.text, letters, target, frozenset())
            or _said_once(number, result)
            or _in_another_span(number, source, target)
            or _converted(number, [*target.numbers, *target.spelt()])
            or _in_other_words(number, letters, target)
        )
        if excuse is None:
            rest.append(number)
        else:
            result.excused.append((number, excuse))
    return rest


def _in_another_span(number: Quantity, source: Side, target: Side) -> Excuse | None:
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


def _in_parts(number: Quantity, side: Side) -> bool:
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


def _in_other_words(number: Quantity, letters: Letters, target: Side) -> Excuse | None:
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


def _said(number: Quantity, text: str, letters: Letters, side: Side, named: frozenset[int]) -> Excuse | None:
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
        and (value in _SHORTENED or value // 100 + 1 in said)
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


def _is_rounded(number: Quantity, short: Quantity) -> bool:
    """Say whether a number of the translation is one of the source after rounding, and a word says so.

    A translation makes about 2,000 of 1,980, never 1,980 of about 2,000.
    """
    long, value = number.values[0], short.values[0]
    if isinstance(value, str) or isinstance(long, str) or number.kind in _DATES or conflict(number, short):
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


def _conversions(
    missing: list[Quantity], added: list[Quantity], source: Side, target: Side, result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what the other side has in another unit; a wrong conversion is a difference of its own."""
    rest = []
    left = [
        number
        for number in added
        if not _converted(number, [*source.numbers, *source.spelt()]) and not _other_currency(number, target, result)
    ]
    for one in missing:
        excuse = _converted(one, [*target.numbers, *target.spelt()])
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

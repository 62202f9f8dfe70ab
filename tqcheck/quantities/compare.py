"""Comparing the numbers of a passage with those of its translation: by value and kind, not by their writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tqcheck.quantities.excuses import (
    Excuse,
    converted,
    in_another_span,
    in_other_words,
    in_parts,
    is_rounded,
    said_otherwise,
)
from tqcheck.quantities.records import Kind, Quantity
from tqcheck.quantities.same import DATES, conflict, repeats, same_value
from tqcheck.quantities.sides import Letters, Side
from tqcheck.quantities.units import converts, same_dimension


@dataclass(frozen=True, slots=True)
class Difference:
    """What does not agree: `source` is None for what was added, `target` for what is missing; `why` is for the evidence."""

    source: Quantity | None
    target: Quantity | None
    why: str


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
            said_otherwise(number, target.text, here, source, frozenset())
            or in_another_span(number, target, source)
            or (Excuse("word", (0, 0)) if in_parts(number, source) else None),
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
        again = next((said for said in target.numbers if repeats(one, said)), None)
        if again is None:
            rest.append(one)
        else:
            result.excused.append((one, Excuse("repeated", (again.start, again.end))))
    result.spare = [other for other in added if any(repeats(other, said) for said in source.numbers)]
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
            said_otherwise(number, source.text, letters, target, named)
            or _said_once(number, result)
            or in_another_span(number, source, target)
            or (Excuse("word") if in_parts(number, target) else None)
        )
        if excuse is None:
            short = next((other for other in free if is_rounded(number, other)), None)
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
        if excuse.span and excuse.why == "word" and repeats(number, one):
            return Excuse("repeated", excuse.span)
    return next(
        (Excuse("repeated", (other.start, other.end)) for one, other in result.agreed if repeats(number, one)), None
    )


def _unsaid(
    missing: list[Quantity], source: Side, letters: Letters, target: Side, result: Comparison
) -> list[Quantity]:
    """Return the numbers in letters of the source that the translation has in no form."""
    rest = []
    for number in missing:
        excuse = (
            said_otherwise(number, source.text, letters, target, frozenset())
            or _said_once(number, result)
            or in_another_span(number, source, target)
            or converted(number, [*target.numbers, *target.spelt()])
            or in_other_words(number, letters, target)
        )
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


def _conversions(
    missing: list[Quantity], added: list[Quantity], source: Side, target: Side, result: Comparison
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what the other side has in another unit; a wrong conversion is a difference of its own."""
    rest = []
    left = [
        number
        for number in added
        if not converted(number, [*source.numbers, *source.spelt()]) and not _other_currency(number, target, result)
    ]
    for one in missing:
        excuse = converted(one, [*target.numbers, *target.spelt()])
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
    dates = (one.kind in DATES) != (other.kind in DATES)
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

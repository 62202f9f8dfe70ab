"""When two numbers have one value, and when what they count contradicts."""

from __future__ import annotations

from tqcheck.quantities.records import Kind, Quantity, Value
from tqcheck.quantities.units import same_dimension

DATES = frozenset({Kind.YEAR, Kind.DAY, Kind.MONTH, Kind.DECADE})
SHORTENED = range(1800, 2100)
"""Decades whose century goes without saying."""


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
    return long in SHORTENED and long % 10 == 0 and short == long % 100 and short >= 10


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


def repeats(number: Quantity, said: Quantity) -> bool:
    return same_value(number, said) and conflict(number, said) is None

"""Units that articles convert, and what one of them is in the unit of reference of its dimension."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tqcheck.quantities.records import Value


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` times a value, plus `offset`, is the value in the unit of reference of the dimension."""

    dimension: str
    factor: float
    offset: float = 0.0


UNITS: dict[str, Unit] = {
    "length-millimeter": Unit("length", 0.001),
    "length-centimeter": Unit("length", 0.01),
    "length-meter": Unit("length", 1),
    "length-kilometer": Unit("length", 1000),
    "length-inch": Unit("length", 0.0254),
    "length-foot": Unit("length", 0.3048),
    "length-yard": Unit("length", 0.9144),
    "length-mile": Unit("length", 1609.344),
    "length-nautical-mile": Unit("length", 1852),
    "length-mile-scandinavian": Unit("length", 10000),
    "area-square-meter": Unit("area", 1),
    "area-square-kilometer": Unit("area", 1e6),
    "area-hectare": Unit("area", 1e4),
    "area-acre": Unit("area", 4046.8564224),
    "area-square-foot": Unit("area", 0.09290304),
    "area-square-mile": Unit("area", 2589988.110336),
    "mass-gram": Unit("mass", 0.001),
    "mass-kilogram": Unit("mass", 1),
    "mass-pound": Unit("mass", 0.45359237),
    "mass-ounce": Unit("mass", 0.028349523125),
    "mass-stone": Unit("mass", 6.35029318),
    "volume-liter": Unit("volume", 1),
    "volume-milliliter": Unit("volume", 0.001),
    "volume-gallon": Unit("volume", 3.785411784),
    "volume-pint": Unit("volume", 0.473176473),
    "speed-kilometer-per-hour": Unit("speed", 1),
    "speed-mile-per-hour": Unit("speed", 1.609344),
    "speed-knot": Unit("speed", 1.852),
    "temperature-celsius": Unit("temperature", 1),
    "temperature-fahrenheit": Unit("temperature", 5 / 9, -160 / 9),
}
"""Exact by definition (NIST SP 811, appendix B); gallon and pint are those of the United States."""
_IMPERIAL = {"volume-gallon": 4.54609, "volume-pint": 0.56826125}

SYMBOLS = {
    "mm": "length-millimeter", "cm": "length-centimeter", "m": "length-meter", "km": "length-kilometer",
    "ft": "length-foot", "yd": "length-yard", "mi": "length-mile", "км": "length-kilometer", "м": "length-meter",
    "см": "length-centimeter", "мм": "length-millimeter", "кг": "mass-kilogram", "га": "area-hectare",
    "km²": "area-square-kilometer", "m²": "area-square-meter", "km2": "area-square-kilometer", "m2": "area-square-meter",
    "sq mi": "area-square-mile", "sq ft": "area-square-foot", "ha": "area-hectare", "kg": "mass-kilogram", "g": "mass-gram",
    "lb": "mass-pound", "lbs": "mass-pound", "oz": "mass-ounce", "km/h": "speed-kilometer-per-hour",
    "kph": "speed-kilometer-per-hour", "км/ч": "speed-kilometer-per-hour", "км/год": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour", "°C": "temperature-celsius", "°F": "temperature-fahrenheit", "℃": "temperature-celsius",
    "℉": "temperature-fahrenheit", "ml": "volume-milliliter", "l": "volume-liter",
}  # fmt: skip

_TOLERANCE = 0.06
"""How far a conversion may be off: articles make 5 miles of 8 km (0.6 %), 100 yards of 90 metres (1.6 %)."""
_DEGREES = 1.2


def same_dimension(one: str | None, other: str | None) -> bool:
    return one in UNITS and other in UNITS and UNITS[one].dimension == UNITS[other].dimension


def converts(value: Value, unit: str, other: Value, other_unit: str) -> bool:
    """Say whether two values in two units of one dimension say the same, as far as an article rounds."""
    if isinstance(value, str) or isinstance(other, str) or not same_dimension(unit, other_unit):
        return False
    for factor in (UNITS[unit].factor, _IMPERIAL.get(unit)):
        for other_factor in (UNITS[other_unit].factor, _IMPERIAL.get(other_unit)):
            if factor is None or other_factor is None:
                continue
            here = (float(value) * factor + UNITS[unit].offset - UNITS[other_unit].offset) / other_factor
            if UNITS[unit].dimension == "temperature":
                # A difference of temperatures is converted without the offset.
                alone = float(value) * factor / other_factor
                if min(abs(here - float(other)), abs(alone - float(other))) <= max(_DEGREES, 0.02 * abs(here)):
                    return True
            elif _near(here, other):
                return True
    return False


def in_unit(value: Fraction, unit: str, other_unit: str) -> float:
    """Return a value converted to another unit of its dimension."""
    return (float(value) * UNITS[unit].factor + UNITS[unit].offset - UNITS[other_unit].offset) / UNITS[
        other_unit
    ].factor


def _near(exact: float, written: Fraction) -> bool:
    return abs(exact - float(written)) <= _TOLERANCE * abs(exact) or (
        0.5 <= exact <= 15 and abs(exact - float(written)) <= 0.5
    )

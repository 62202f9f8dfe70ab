"""NUM004 wrong-conversion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from tqcheck.checks.numbers.collect import differences, finding
from tqcheck.model import Analysis, Finding, Rule, Severity

if TYPE_CHECKING:
    from tqcheck.config import Settings


class WrongConversion:
    """A measure that was converted to another unit, but not to the value that it has there.

        source: It is 5 miles to the lake.   translation: Bis zum See sind es 18 Kilometer.   →   18 Kilometer (about 8)

    Lengths, areas, masses, volumes, speeds and temperatures are converted; 6 % of rounding are allowed, and half a unit in small
    numbers. A unit that changed while its number stayed (5 miles, 5 kilometres) is reported too. Gallons and pints may be
    American or imperial ones; a temperature may be a difference of temperatures.

    Suppress with `ignore = ["NUM004"]` in tqcheck.toml.

    Known false alarms: figures that are rounded further than 6 % without a word that says so.
    """

    rule = Rule(
        code="NUM004",
        name="wrong-conversion",
        summary="a measure is converted to a wrong value",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="inconsistent-entities",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each measure whose unit changed and whose value does not fit the change, in text order."""
        differing = differences(analysis)
        if not differing:
            return
        from tqcheck.quantities.units import in_unit

        found = []
        for placed in differing:
            one, other = placed.difference.source, placed.difference.target
            if one is None or other is None or placed.difference.why not in ("conversion", "unit"):
                continue
            value = one.values[0]
            right = (
                in_unit(value, one.unit, other.unit)
                if isinstance(value, Fraction) and one.unit and other.unit
                else None
            )
            said = f", which would be about {right:.3g} here" if right is not None else ""
            found.append(finding(placed, f"“{one.text}” in the source, “{other.text}” here{said}"))
        yield from sorted(found, key=lambda each: (each.block, each.start, each.end))

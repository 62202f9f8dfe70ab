"""NUM001 number-changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.numbers.collect import differences, finding
from tqcheck.model import Analysis, Finding, Rule, Severity

if TYPE_CHECKING:
    from tqcheck.config import Settings

_SAID = {
    "currency": "another currency",
    "kind": "per cent on one side, money on the other",
}


class NumberChanged:
    """A number of the source that the translation does not have, or has with another value.

        source: The works cost 3.5 million euros.   translation: Die Arbeiten kosteten 35 Millionen Euro.   →   35 Millionen Euro

    Numbers are compared by value and kind, not by their writing: 3,500 is 3.500 in German, 3.5 million is 3,5 Mio., 8.52 pm is
    20:52, the 1990s are lata 90. Numbers that the source has in letters (six months, the mid-Sixties) are compared too, where
    the words mean nothing else. A number that changed is one issue, at the number that stands for it; one that is missing is
    reported at its sentence. The same amount in another currency, and another month of a date, are reported too.

    Each number of the translation stands for one of the source. Silent: a number that the translation says in words or in
    Roman numerals, that it converts to another unit or span of time (two weeks, 14 days; NUM004 says if a unit is wrong), rounds
    beside a word for "about", or has in the sentence before or after; one and nought, which are words in most languages;
    two and a third in letters, where nothing stands in their place; numbers up to twelve where CLDR cannot spell the language;
    what is said twice in the source and once here; passages that are missing as a whole (STR001); passages whose alignment is
    doubtful and in which no number agrees; copies (an amount left as it was); the 19 of COVID-19.

    Suppress with `ignore = ["NUM001"]` in tqcheck.toml.

    Known false alarms: school grades and other scales that each country counts in its own way; idioms (a 180-degree turn);
    "full-sized" for 100 %; a date left out on purpose; forms of a number in letters that no table has.
    """

    rule = Rule(
        code="NUM001",
        name="number-changed",
        summary="a number of the source is missing or changed",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="inconsistent-entities",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each number of the source without its value in the translation, in text order."""
        found = []
        for placed in differences(analysis):
            one, other, why = placed.difference.source, placed.difference.target, placed.difference.why
            if one is None or why in ("conversion", "unit"):
                continue
            if other is None:
                message = f"“{one.text}” of the source is missing here"
                found.append(finding(placed, message, "accuracy/omission", "omission"))
            else:
                message = f"“{one.text}” in the source, “{other.text}” here"
                found.append(finding(placed, f"{message}: {_SAID[why]}" if why in _SAID else message))
        yield from sorted(found, key=lambda each: (each.block, each.start, each.end))

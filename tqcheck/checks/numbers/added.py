"""NUM002 number-added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.numbers.collect import differences, finding
from tqcheck.model import Analysis, Finding, Rule, Severity

if TYPE_CHECKING:
    from tqcheck.config import Settings


class NumberAdded:
    """A number that the source does not have.

        source: Many people came.   translation: 400 Menschen kamen.   →   400 Menschen

    Compared as NUM001 does. Fires on a number in digits without a counterpart in the source passage, its neighbours, or
    elsewhere where the source's number is missing. A number that stands for another one is NUM001's.

    Silent: what the source says in words (a dozen, a decade, September), a right conversion of one of its measures, an amount in
    another currency in brackets after one that agrees, one and nought; passages that were added as a whole (STR002).

    Suppress with `ignore = ["NUM002"]` in tqcheck.toml.

    Known false alarms: a year that an editor put in for "last year"; idioms with a number; "full-sized" as 100 %.
    """

    rule = Rule(
        code="NUM002",
        name="number-added",
        summary="a number that the source does not have",
        severity=Severity.MAJOR,
        mqm="accuracy/addition",
        its="addition",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each number without a counterpart in the source, in text order."""
        found = []
        for placed in differences(analysis):
            other = placed.difference.target
            if placed.difference.source is None and other is not None:
                found.append(finding(placed, f"The source has no “{other.text}” in this passage"))
        yield from sorted(found, key=lambda each: (each.block, each.start, each.end))

"""STR001 missing-passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import (
    ALPHABETS,
    LATIN,
    MEANING,
    SCRIPTS,
    Gap,
    is_running_text,
    missing,
    shown,
    spans_of,
    way_of,
    what,
)
from tqcheck.checks.structure.sameness import Repeated
from tqcheck.checks.structure.yardstick import Yardstick
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

LEAST = {LATIN: 0.7, ALPHABETS: 0.7, SCRIPTS: 0.55, MEANING: 0.6}
"""Probability of the surest sentence, by the way two texts are compared: other scripts share so little that it is seldom high,
but it is right as often. docs/structure.md has the curve."""
SURE = 0.95
_INSTEAD = {LATIN: 0.98, ALPHABETS: 0.98, SCRIPTS: 0.98, MEANING: 0.9}
"""How sure a missing passage must be where the translation has another one in its place: a model can tell whether it says
the same."""
LONG = 0.35
"""A passage 1.4 times as long as expected holds more than its source."""


class MissingPassage:
    """A passage of the source that the translation does not have: a sentence, or one or more paragraphs.

        source: The works took three years. They cost 40 million. Nobody complained.
        translation: Die Arbeiten dauerten drei Jahre. Niemand beschwerte sich.   →   "They cost 40 million." is missing

    Source and translation are aligned sentence by sentence. Fires where a sentence has no
    partner and the alignment is sure of it; neighbouring ones are one issue, which stands where
    the passage would stand. Several sentences or a paragraph are critical if that is certain; else it
    is major.

    Silent: sentences of less than four words; titles, crossheads, captions; short lines without a full stop (bylines,
    datelines, labels); notes in brackets; a sentence that the source says twice (a pull quote); where the translation has
    another sentence of that length instead, unless it is nearly sure. A part of a sentence is not looked for, but see STR003.

    Suppress with `ignore = ["STR001"]` in tqcheck.toml.

    Known false alarms: a translation so free that no name, number or word is shared; a sentence whose sense went into two others.
    """

    rule = Rule(
        code="STR001",
        name="missing-passage",
        summary="a passage of the source is missing",
        severity=Severity.MAJOR,
        mqm="accuracy/omission",
        its="omission",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each run of source sentences without a partner, as an empty span where it would stand."""
        pair = analysis.pair
        if pair is None:
            return
        for gap in gaps(pair):
            block, offset = pair.place_of_missing(gap.links[0])
            yield Finding(
                block=block,
                start=offset,
                end=offset,
                message=f"The source has {what(gap)} here that the translation lacks: “{shown(gap.units[0].text)}”",
                confidence=gap.confidence,
                tier=Tier.CERTAIN if gap.confidence >= SURE else Tier.LIKELY,
                severity=_severity(gap),
                evidence={
                    "why": "no sentence of the translation says this",
                    "sentences": len(gap.units),
                    "whole_paragraphs": gap.paragraphs,
                    "words": gap.words,
                    "source_blocks": sorted({unit.block for unit in gap.units}),
                },
                source=SourcePlace(*spans_of(gap.units)[0]),
            )


def gaps(pair: Pair) -> Iterator[Gap]:
    """Yield the passages of the source that are reported as missing."""
    repeated = Repeated(unit.text for unit in pair.source_units)

    def wanted(unit: Unit) -> bool:
        return is_running_text(pair.source, unit) and not repeated.has(unit.text)

    yardstick = Yardstick.of(pair)
    way = way_of(pair)
    for gap in missing(pair, LEAST[way], wanted):
        if yardstick is not None and any(_holds(yardstick, gap, passage) for passage in gap.beside):
            continue
        if gap.instead and gap.confidence < _INSTEAD[way]:
            continue
        yield gap


def _holds(yardstick: Yardstick, gap: Gap, passage: Passage) -> bool:
    """Say whether the passage beside a gap is so long that what seems to be missing must be in it."""
    without = yardstick.surplus(passage.source, passage.target)
    return without > LONG and abs(yardstick.surplus((*passage.source, *gap.units), passage.target)) < without


def _severity(gap: Gap) -> Severity:
    # A critical issue fails an article whatever the settings say: only where the alignment is certain.
    several = bool(gap.paragraphs) or len(gap.units) > 1
    return Severity.CRITICAL if several and gap.confidence >= SURE else Severity.MAJOR

"""STR002 added-passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import (
    ALPHABETS,
    LATIN,
    MEANING,
    SCRIPTS,
    Gap,
    added,
    is_running_text,
    shown,
    spans_of,
    way_of,
    what,
)
from tqcheck.checks.structure.repeats import repeated_units
from tqcheck.checks.structure.yardstick import Yardstick
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

LEAST = {LATIN: 0.7, ALPHABETS: 0.7, SCRIPTS: 0.9, MEANING: 0.7}
"""Probability of the surest sentence, by the way two texts are compared."""
SURE = 0.95
_INSTEAD = 0.95
"""How sure an added passage must be where something is missing as well."""
SHORT = 0.35
"""A passage under 0.7 of the length expected lacks something of its source."""


class AddedPassage:
    """A passage that the source does not have.

        source: The works took three years.
        translation: Die Arbeiten dauerten drei Jahre. Der Bürgermeister war zufrieden.   →   the second sentence

    Source and translation are aligned sentence by sentence. Fires on a sentence without a partner where the alignment is
    sure of it; neighbouring ones are one issue. A paragraph or several sentences are major, one sentence is minor; a
    paragraph before or after all others, where editions put their notes, is minor and only possible.

    Silent: what STR001 is silent on; where the source has another passage of that length instead (STR001 reports it
    if it is sure); a sentence that the translation says twice (STR005).

    Suppress with `ignore = ["STR002"]` in tqcheck.toml.

    Known false alarms: a sentence that explains to readers abroad what those of the source know; a long sentence cut in three.
    """

    rule = Rule(
        code="STR002",
        name="added-passage",
        summary="a passage that the source does not have",
        severity=Severity.MINOR,
        mqm="accuracy/addition",
        its="addition",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield each run of target sentences without a partner; one that spans blocks stands in the first of them."""
        pair = analysis.pair
        if pair is None:
            return
        twice = repeated_units(pair) if settings.wants("STR005") else {}

        def wanted(unit: Unit) -> bool:
            # LNG002 has told of a passage in a third language; that it is no translation goes without saying.
            foreign = settings.wants("LNG002") and analysis.is_foreign(unit.block, unit.start, unit.end)
            return is_running_text(pair.target, unit) and unit not in twice and not foreign

        yardstick = Yardstick.of(pair)
        for gap in added(pair, LEAST[way_of(pair)], wanted):
            if gap.instead or (gap.opposite and gap.confidence < _INSTEAD):
                continue
            if yardstick is not None and any(_belongs(yardstick, gap, passage) for passage in gap.beside):
                continue
            block, start, end = spans_of(gap.units)[0]
            apart = bool(gap.paragraphs) and (gap.before_all or gap.after_all)
            yield Finding(
                block=block,
                start=start,
                end=end,
                message=f"The source does not have {_this(gap)}: “{shown(gap.units[0].text)}”",
                confidence=gap.confidence if not apart else min(gap.confidence, 0.6),
                tier=Tier.POSSIBLE if apart else Tier.CERTAIN if gap.confidence >= SURE else Tier.LIKELY,
                severity=Severity.MAJOR if not apart and (gap.paragraphs or len(gap.units) > 1) else Severity.MINOR,
                evidence={
                    "why": "no sentence of the source says this",
                    "sentences": len(gap.units),
                    "whole_paragraphs": gap.paragraphs,
                    "words": gap.words,
                },
            )


def _belongs(yardstick: Yardstick, gap: Gap, passage: Passage) -> bool:
    """Say whether the passage beside a gap is so short that what seems to be added must be the rest of it."""
    without = yardstick.surplus(passage.source, passage.target)
    return without < -SHORT and abs(yardstick.surplus(passage.source, (*passage.target, *gap.units))) < -without


def _this(gap: Gap) -> str:
    name = what(gap)
    return f"this {name.removeprefix('a ')}" if name.startswith("a ") else f"these {name}"

"""STR006 moved-passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import is_running_text, shown, spans_of
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.config import Settings

LEAST = 0.6


class MovedPassage:
    """A passage that stands elsewhere in the translation than in the source.

        source: A. B. C. D.   translation: A. C. D. B.   →   B

    Fires where a sentence or a run of them has its partner out of order and the alignment is sure of it. Of two
    neighbours that changed places one is reported. Silent: titles, crossheads, captions, bylines.

    Editors move passages on purpose; the issue is minor and may be ignored: `ignore = ["STR006"]` in tqcheck.toml.

    Known false alarms: two sentences that say nearly the same.
    """

    rule = Rule(
        code="STR006",
        name="moved-passage",
        summary="a passage stands elsewhere than in the source",
        severity=Severity.MINOR,
        mqm="accuracy/mistranslation",
        its="other",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each run of passages that moved together, in text order."""
        pair = analysis.pair
        if pair is None:
            return
        found = [_finding(pair, run) for run in _runs(pair)]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _runs(pair: Pair) -> list[list[Passage]]:
    runs: list[list[Passage]] = []
    for passage in pair.passages:
        link = passage.link
        if not link.moved or link.confidence < LEAST:
            continue
        if not any(is_running_text(pair.target, unit) for unit in passage.target):
            continue
        last = runs[-1][-1].link if runs else None
        if last and last.left[-1] + 1 == link.left[0] and last.right[-1] + 1 == link.right[0]:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


def _finding(pair: Pair, run: Sequence[Passage]) -> Finding:
    units = [unit for passage in run for unit in passage.target]
    block, start, end = spans_of(units)[0]
    origin = spans_of([unit for passage in run for unit in passage.source])[0]
    first = run[0].link.left[0]
    where = f"after “{shown(pair.source_units[first - 1].text)}”" if first else "first"
    confidence = min(passage.link.confidence for passage in run)
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"{'This passage stands' if len(units) > 1 else 'This sentence stands'} elsewhere in the source: {where}",
        confidence=confidence,
        tier=Tier.LIKELY if confidence >= 0.8 else Tier.POSSIBLE,
        evidence={"why": "its partner in the source is out of order", "sentences": len(units)},
        source=SourcePlace(*origin),
    )

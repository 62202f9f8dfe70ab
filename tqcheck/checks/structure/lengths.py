"""STR003 shortened-passage."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import is_running_text, shown, spans_of
from tqcheck.checks.structure.yardstick import Yardstick, length_of
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.config import Settings

LEAST_LENGTH = 60
"""Shorter passages vary too much."""
LEAST_Z = 4.0
LEAST_LOSS = 0.5
"""Logarithm: less than 61 % of what is expected. Under it translators are terse."""
_SURE_LOSS = 0.8
_LEAST_CONFIDENCE = 0.5


class ShortenedPassage:
    """A passage that is much shorter than its languages explain: summarised, or a part of it was left out.

        source: The council, which had met in secret since May, voted against the plan after a night of debate, members said.
        translation: Der Rat stimmte dagegen.

    Fires where a passage's length, beside its source's, is more than four (robust) standard deviations below what the article's
    other passages and the pair of languages let expect, and under 61 % of it. What a passage should measure is learnt from the
    article itself and, for seventeen languages, from a table.

    Silent: passages of less than 60 characters in the source; pairs that the aligner is not sure of; titles, crossheads,
    captions, bylines; where text that has no partner stands beside it.

    Suppress with `ignore = ["STR003"]` in tqcheck.toml.

    Known false alarms: a source that explains what readers of the translation know.
    """

    rule = Rule(
        code="STR003",
        name="shortened-passage",
        summary="a passage is much shorter than the languages explain",
        severity=Severity.MAJOR,
        mqm="accuracy/omission",
        its="length",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each passage that is far too short, in text order."""
        pair = analysis.pair
        if pair is None:
            return
        found = [_finding(passage, loss, z) for passage, loss, z in shortened(pair)]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def shortened(pair: Pair) -> Iterator[tuple[Passage, float, float]]:
    """Yield passages with the logarithm of how much too short they are and in standard deviations how much that is."""
    yardstick = Yardstick.of(pair)
    if yardstick is None:
        return
    passages = pair.passages
    for number, passage in enumerate(passages):
        if not passage.source or not passage.target or passage.link.confidence < _LEAST_CONFIDENCE:
            continue
        length = length_of(passage.source)
        if length < LEAST_LENGTH:
            continue
        loss = -yardstick.surplus(passage.source, passage.target)
        z = loss / yardstick.deviation(length)
        if z < LEAST_Z or loss < LEAST_LOSS or _continues(passages, number):
            continue
        if all(is_running_text(pair.source, unit) for unit in passage.source):
            yield passage, loss, z


def _continues(passages: tuple[Passage, ...], number: int) -> bool:
    """Say whether target text without a partner stands beside a passage: the rest of it, perhaps."""
    beside = [*passages[max(number - 1, 0) : number], *passages[number + 1 : number + 2]]
    return any(not passage.source for passage in beside)


def _finding(passage: Passage, loss: float, z: float) -> Finding:
    block, start, end = spans_of(passage.target)[0]
    share = round(100 * math.exp(-loss))
    sure = loss >= _SURE_LOSS and passage.link.confidence >= 0.9
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"This is {share} % of the length that its source would have here: “{shown(passage.source_text)}”",
        confidence=0.9 if sure else 0.75,
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        severity=Severity.MAJOR if sure else Severity.MINOR,
        evidence={"why": "far shorter than the other passages let expect", "share": share, "deviations": round(z, 1)},
        source=SourcePlace(*spans_of(passage.source)[0]),
    )

"""STR003 shortened-passage."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import is_running_text, shown, spans_of
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.config import Settings

LENGTHS = {
    "en": 0.0, "de": 0.123, "fr": 0.120, "es": 0.084, "pt": 0.049, "it": 0.102, "pl": 0.010, "cs": -0.057, "ru": 0.040,
    "ar": -0.031, "zh": -0.042, "ko": -0.034, "sv": 0.004, "fi": 0.047, "tr": 0.007, "id": 0.071, "gl": 0.042,
}  # fmt: skip
"""How much longer a language says the same than English does: logarithm of the ratio of lengths as `traits.weight` counts
them, median of the tuning half of the parallel sentences (`python -m benchmarks.structure DATA --lengths`)."""
_TABLE_COUNTS = 6
"""Passages that the table weighs as much as; what the article itself shows outweighs it soon."""
_LEAST_PASSAGES = 8
"""Passages that tell the ratio of a pair of languages that the table lacks."""
_SPREAD, _SPREAD_SHORT = 0.0075, 0.8
"""The variance of the logarithm is the first plus the second through the source's length: from the same half, all pairs."""
_MARGIN = 8
"""Added to lengths: a mark or a short word more says nothing of a short sentence."""
_UNKNOWN_PAIR = 1.15
LEAST_LENGTH = 60
"""Shorter passages vary too much."""
LEAST_Z = 4.0
LEAST_LOSS = 0.5
"""Logarithm: less than 61 % of what is expected. Under it translators are terse."""
_SURE_LOSS = 0.8


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
    measured: list[tuple[int, Passage, float, float]] = []
    passages = pair.passages
    for number, passage in enumerate(passages):
        if passage.source and passage.target and passage.link.confidence >= 0.5:
            a, b = _weight(passage.source_text), _weight(passage.target_text)
            if a >= LEAST_LENGTH / 2:
                measured.append((number, passage, a, math.log((b + _MARGIN) / (a + _MARGIN))))
    expected = _expected(pair, [ratio for *_, ratio in measured])
    if expected is None:
        return
    usual, factor = expected
    deviations = [(ratio - usual) / (factor * _deviation(a)) for _, _, a, ratio in measured]
    # A free translation is free throughout.
    spread = max(1.0, 1.4826 * median(map(abs, deviations))) if len(deviations) >= _LEAST_PASSAGES else 1.0
    for (number, passage, a, ratio), deviation in zip(measured, deviations, strict=True):
        z, loss = -deviation / spread, usual - ratio
        if z < LEAST_Z or loss < LEAST_LOSS or a < LEAST_LENGTH:
            continue
        if not all(is_running_text(pair.source, unit) for unit in passage.source) or _continues(passages, number):
            continue
        yield passage, loss, z


def _weight(text: str) -> float:
    from tqcheck.alignment.traits import weight

    return weight(text)


def _deviation(length: float) -> float:
    return math.sqrt(_SPREAD + _SPREAD_SHORT / length)


def _expected(pair: Pair, ratios: list[float]) -> tuple[float, float] | None:
    """Return the logarithm of the ratio of lengths to expect and by what the usual deviation is to be widened."""
    if not ratios:
        return None
    a, b = pair.source_language, pair.target_language
    if a in LENGTHS and b in LENGTHS:
        known = LENGTHS[b] - LENGTHS[a]
        return (_TABLE_COUNTS * known + len(ratios) * median(ratios)) / (_TABLE_COUNTS + len(ratios)), 1.0
    return (median(ratios), _UNKNOWN_PAIR) if len(ratios) >= _LEAST_PASSAGES else None


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

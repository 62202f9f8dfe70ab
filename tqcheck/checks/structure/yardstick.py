"""How long a translation of a passage should be: learnt from the article itself and from a table of languages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.alignment.records import Unit

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
_LEAST_CONFIDENCE = 0.5
_LEAST_MEASURED = 30
"""Shorter passages say nothing of the ratio."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What ratio of lengths to expect in an article (natural logarithm), and how much wider than usual it spreads."""

    usual: float
    spread: float

    @classmethod
    def of(cls, pair: Pair) -> Yardstick | None:
        """Return the yardstick of a pair of articles; None where neither they nor the table tell enough."""
        measured = []
        for passage in pair.passages:
            if passage.source and passage.target and passage.link.confidence >= _LEAST_CONFIDENCE:
                length = length_of(passage.source)
                if length >= _LEAST_MEASURED:
                    measured.append((length, ratio_of(passage.source, passage.target)))
        if not measured:
            return None
        middle, count = median(ratio for _, ratio in measured), len(measured)
        a, b = pair.source_language, pair.target_language
        if a in LENGTHS and b in LENGTHS:
            known = LENGTHS[b] - LENGTHS[a]
            usual, factor = (_TABLE_COUNTS * known + count * middle) / (_TABLE_COUNTS + count), 1.0
        elif count >= _LEAST_PASSAGES:
            usual, factor = middle, _UNKNOWN_PAIR
        else:
            return None
        if count >= _LEAST_PASSAGES:
            # A free translation is free throughout.
            factor *= max(
                1.0, 1.4826 * median(abs(ratio - usual) / (factor * _usual(length)) for length, ratio in measured)
            )
        return cls(usual, factor)

    def deviation(self, length: float) -> float:
        """Return the standard deviation of the logarithm for a source passage of a length (see `length_of`)."""
        return self.spread * _usual(length)

    def surplus(self, source: Sequence[Unit], target: Sequence[Unit]) -> float:
        """Return how much longer than expected a target passage is (natural logarithm; below 0: shorter)."""
        return ratio_of(source, target) - self.usual


def _usual(length: float) -> float:
    return math.sqrt(_SPREAD + _SPREAD_SHORT / max(length, 1.0))


def length_of(units: Sequence[Unit]) -> float:
    """Return the length of units as if written in Latin letters, in characters."""
    from tqcheck.alignment.traits import weight

    return sum(weight(unit.text) for unit in units)


def ratio_of(source: Sequence[Unit], target: Sequence[Unit]) -> float:
    return math.log((length_of(target) + _MARGIN) / (length_of(source) + _MARGIN))

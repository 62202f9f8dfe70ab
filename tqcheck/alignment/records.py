"""The records of alignment: units of two texts and the links between them. Free of any library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Similarity = Callable[[Sequence[str], Sequence[str]], Any]
"""Two lists of texts -> a matrix (first by second) of cosines of an embedding model: the seam for one.

It is asked about the left side beside the right, and about each side beside itself, part by part of a
long text: a model should remember the texts that it has seen.
"""

HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of one side. `paragraph` is the index of the paragraph that it stands in; a heading is one of its own.

    `block`, `start` and `end` are its place in its article: code points of the text of the block with that index.
    """

    text: str
    paragraph: int
    kind: str = "paragraph"
    block: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Consecutive units of the left and of the right side that say the same; one side may be empty.

    Nothing on the right: an omission. Nothing on the left: an addition. `similarity` (0 to 1) is
    that of the texts as the costs see it, 0 where a side is empty. `confidence` (0 to 1) is the
    probability that the link is right, given both texts (docs/alignment.md says how well it is
    calibrated). `moved`: the passage stands elsewhere on the right than its neighbours do.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    similarity: float
    confidence: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Aligned:
    """The links, in the order of the left side, additions where they stand on the right. Every unit is in exactly one."""

    links: tuple[Link, ...]
    by_meaning: bool = False
    """Whether a model of similarity was asked, and not only what the texts share in writing."""

    def omissions(self, least_confidence: float = 0.0) -> tuple[Link, ...]:
        """Return the links of left units that the right side lacks."""
        return tuple(link for link in self.links if not link.right and link.confidence >= least_confidence)

    def additions(self, least_confidence: float = 0.0) -> tuple[Link, ...]:
        """Return the links of right units that the left side lacks."""
        return tuple(link for link in self.links if not link.left and link.confidence >= least_confidence)

    def moved(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.moved)

    def coverage(self, left: Sequence[Unit], right: Sequence[Unit]) -> tuple[float, float]:
        """Return the share of each side's words, 0 to 1, that has a partner; 1 for a side without words.

        Words are what white space separates. `left` and `right` are the units that were aligned.
        """
        paired = [link for link in self.links if link.left and link.right]
        return (
            _share(left, {index for link in paired for index in link.left}),
            _share(right, {index for link in paired for index in link.right}),
        )


def _share(units: Sequence[Unit], covered: set[int]) -> float:
    words = [len(unit.text.split()) for unit in units]
    total = sum(words)
    return sum(words[index] for index in covered) / total if total else 1.0

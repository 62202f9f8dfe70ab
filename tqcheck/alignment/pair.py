"""A translation beside its source, passage by passage: what checks of a pair look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tqcheck.alignment.records import Aligned, Link, Similarity, Unit
from tqcheck.alignment.units import units_of

if TYPE_CHECKING:
    from tqcheck.model import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """A link with its sentences. Where `source` is empty something was added, where `target` is, omitted."""

    link: Link
    source: tuple[Unit, ...]
    target: tuple[Unit, ...]

    @property
    def source_text(self) -> str:
        return " ".join(unit.text for unit in self.source)

    @property
    def target_text(self) -> str:
        return " ".join(unit.text for unit in self.target)


@dataclass(frozen=True)
class Pair:
    """A source and its translation, aligned by sentences. Languages are ISO 639 codes, None where nothing tells.

    A `Unit` knows its place: the index of its block and code points in that block's text.
    """

    source: Article
    source_language: str | None
    target: Article
    target_language: str | None
    source_units: tuple[Unit, ...]
    target_units: tuple[Unit, ...]
    aligned: Aligned

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The links in the order of the source; what is added stands where it stands in the translation."""
        return tuple(
            Passage(
                link,
                tuple(self.source_units[index] for index in link.left),
                tuple(self.target_units[index] for index in link.right),
            )
            for link in self.aligned.links
        )

    @cached_property
    def memo(self) -> dict[object, Any]:
        """What several checks of this pair ask for and one works out; the key says whose it is. It lives as long as the pair."""
        return {}

    def place_of_missing(self, link: Link) -> tuple[int, int]:
        """Return block and offset in the translation where what a link lacks would stand: after what stands before it."""
        before = -1
        for other in self.aligned.links:
            if other is link:
                break
            if other.right and other.left and not other.moved:
                before = max(other.right)
        if before < 0:
            first = self.target_units[0] if self.target_units else None
            return (first.block, first.start) if first else (0, 0)
        unit = self.target_units[before]
        return unit.block, unit.end


def pair_of(
    source: Article,
    source_language: str | None,
    target: Article,
    target_language: str | None,
    similarity: Similarity | None = None,
) -> Pair:
    """Align a translation with its source; `similarity` is a model's, for what two languages do not share in writing."""
    from tqcheck.alignment import align

    left: Sequence[Unit] = units_of(source, source_language)
    right: Sequence[Unit] = units_of(target, target_language)
    languages = source_language, target_language
    aligned = align(left, right, same_language=False, languages=languages, similarity=similarity)
    return Pair(source, source_language, target, target_language, tuple(left), tuple(right), aligned)

"""STR007 parts-differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.structure.omissions import gaps
from tqcheck.model import Analysis, Article, BlockKind, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.config import Settings

_NAMES = {
    BlockKind.HEADING: ("crosshead", "crossheads"),
    BlockKind.ALT: ("image text", "image texts"),
    BlockKind.CAPTION: ("caption", "captions"),
    BlockKind.LIST_ITEM: ("list item", "list items"),
    BlockKind.TABLE_CELL: ("table cell", "table cells"),
}
_WITHOUT_PARTS = ("text",)
"""Formats whose headings and lists no reader can tell from paragraphs."""


class PartsDiffer:
    """The translation has another number of crossheads, images, captions, list items or table cells than the source.

        source: a list of four items   translation: three of them   →   the list

    The blocks of both articles are counted by kind. An issue stands where a block is missing or too many, as far as
    the alignment tells, else at the first block of that kind. Images are counted by their alternative text.

    Silent: plain text; what STR001 reports as missing.

    Suppress with `ignore = ["STR007"]` in tqcheck.toml.

    Known false alarms: editions that set more or fewer crossheads and images on purpose.
    """

    rule = Rule(
        code="STR007",
        name="parts-differ",
        summary="another number of crossheads, images, list items or table cells than in the source",
        severity=Severity.MINOR,
        mqm="accuracy/omission",
        its="omission",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield one finding for each kind of which there are more or fewer, in text order."""
        pair = analysis.pair
        if pair is None or pair.source.format in _WITHOUT_PARTS or pair.target.format in _WITHOUT_PARTS:
            return
        told = {unit.block for gap in gaps(pair) for unit in gap.units} if settings.wants("STR001") else set[int]()
        ours = _count(pair.target, set())
        theirs = _count(pair.source, told)
        found = [_finding(pair, kind, theirs[kind], ours[kind]) for kind in _NAMES if theirs[kind] != ours[kind]]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _count(article: Article, without: set[int]) -> Counter[BlockKind]:
    return Counter(
        block.kind for index, block in enumerate(article.blocks) if index not in without and block.text.strip()
    )


def _finding(pair: Pair, kind: BlockKind, theirs: int, ours: int) -> Finding:
    fewer = ours < theirs
    block, start, end = 0, 0, 0
    source: SourcePlace | None = None
    alone = next((p for p in pair.passages if _is_alone(pair, kind, fewer, p)), None)
    if alone is not None and fewer:
        unit = alone.source[0]
        block, start = pair.place_of_missing(alone.link)
        end = start
        source = SourcePlace(unit.block, unit.start, unit.end)
    elif alone is not None:
        block, start, end = alone.target[0].block, alone.target[0].start, alone.target[0].end
    else:
        first = next((n for n, b in enumerate(pair.target.blocks) if b.kind is kind and b.text), None)
        if first is not None:
            block, start, end = first, 0, len(pair.target.blocks[first].text)
        else:
            block, start = pair.target_units[0].block, pair.target_units[0].start
            end = start
    one, many = _NAMES[kind]
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"The source has {theirs} {one if theirs == 1 else many}, the translation {ours}",
        confidence=0.8,
        tier=Tier.LIKELY,
        mqm=None if fewer else "accuracy/addition",
        its=None if fewer else "addition",
        evidence={"why": "blocks were counted by kind", "kind": kind.value, "in_source": theirs, "here": ours},
        source=source,
    )


def _is_alone(pair: Pair, kind: BlockKind, fewer: bool, passage: Passage) -> bool:
    """Say whether a passage stands on one side only, on the one that has more, in a block of a kind."""
    if fewer:
        return not passage.target and pair.source.blocks[passage.source[0].block].kind is kind
    return not passage.source and pair.target.blocks[passage.target[0].block].kind is kind

"""What checks of a translation share: passages that both sides have, what stands near them, and places in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from tqcheck.alignment.pair import Pair, Passage
from tqcheck.model import BlockKind, SourcePlace

if TYPE_CHECKING:
    from tqcheck.alignment.records import Unit
    from tqcheck.model import Article

T = TypeVar("T")


def both_sided(pair: Pair) -> Iterator[tuple[int, Passage]]:
    """Yield the passages that stand on both sides, with their index. What one side lacks is STR001's and STR002's subject."""
    return ((index, passage) for index, passage in enumerate(pair.passages) if passage.source and passage.target)


def near(pair: Pair, index: int, items: Callable[[Passage], Iterable[T]], reach: int = 1) -> list[T]:
    """Return what `items` gives for the passages up to `reach` before and after one, without that one itself."""
    passages = pair.passages
    places = [*range(max(0, index - reach), index), *range(index + 1, min(len(passages), index + reach + 1))]
    return [item for place in places for item in items(passages[place])]


def anchor(passage: Passage) -> tuple[int, int, int]:
    """Return block, start and end of the translation's first sentence in a passage: where what it lacks is reported."""
    unit = passage.target[0]
    return unit.block, unit.start, unit.end


def place_in(unit: Unit, start: int, end: int) -> SourcePlace:
    """Return a span of a source unit's text as a place in the source article."""
    return SourcePlace(unit.block, unit.start + start, unit.start + end)


def passage_at(pair: Pair, block: int, offset: int, *, source: bool) -> tuple[int, Passage] | None:
    """Return the passage (and its index) that holds an offset of a block of the source or of the translation."""
    for index, passage in enumerate(pair.passages):
        for unit in passage.source if source else passage.target:
            if unit.block == block and unit.start <= offset <= unit.end:
                return index, passage
    return None


def running(article: Article) -> Iterator[int]:
    """Yield the indexes of the blocks that are aligned: all but image texts and metadata."""
    return (
        index for index, block in enumerate(article.blocks) if block.kind not in (BlockKind.ALT, BlockKind.METADATA)
    )


def shown(text: str, most: int = 60) -> str:
    """Return a text, or its beginning, as it is quoted in a message."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most)
    return line[: cut if cut > 0 else most].rstrip(" ,;:.") + " …"

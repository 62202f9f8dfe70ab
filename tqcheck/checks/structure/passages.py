"""What the checks of structure share: what of an article is running text, runs of sentences without a partner, excerpts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tqcheck.alignment.pair import Pair, Passage
from tqcheck.alignment.records import Link, Unit
from tqcheck.lexicon.words import count_words
from tqcheck.model import Article, BlockKind

LATIN, ALPHABETS, SCRIPTS, MEANING = "latin", "alphabets", "scripts", "meaning"
RUNNING = (BlockKind.LEDE, BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
"""Kinds of blocks that every version has. Titles, crossheads and captions are written anew by each desk."""
_PARAGRAPHS = (BlockKind.LEDE, BlockKind.PARAGRAPH, BlockKind.QUOTATION)
LEAST_WORDS = 4
"""A sentence of fewer words ("No.", "Why?") is drawn into a neighbour as often as it is left out."""
_LABEL_WORDS = 9
"""Blocks of up to so many words without a final mark are bylines, datelines, credits, labels: each edition has its own."""
_FINAL = re.compile(r"[.!?…。！？؟۔।॥:;]['\"”’»“)\]」』）]*\s*$")
_BRACKETED = re.compile(r"\s*(?:[(\[（［【].*[)\]）］】]|\*.*\*|©.*)[.。]?\s*$", re.DOTALL)
_SHOWN = 70
_DOUBTFUL = 0.5
_ALIKE = 2.5


def is_running_text(article: Article, unit: Unit) -> bool:
    """Say whether a unit is a sentence that an editor expects in every version of the article."""
    block = article.blocks[unit.block]
    if block.kind not in RUNNING or count_words(unit.text) < LEAST_WORDS:
        return False
    if not _FINAL.search(block.text) and count_words(block.text) <= _LABEL_WORDS:
        return False
    return not is_note(block.text)


def is_note(text: str) -> bool:
    """Say whether a text is all in brackets: a credit, an editor's or a translator's note."""
    return _BRACKETED.match(text) is not None


def shown(text: str) -> str:
    """Return a text, or its beginning, as it is quoted in a message."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN:
        return line
    cut = line.rfind(" ", _SHOWN // 2, _SHOWN)
    return line[: cut if cut > 0 else _SHOWN].rstrip(" ,;:.") + " …"


def way_of(pair: Pair) -> str:
    """Return the way in which two articles were compared: MEANING with a model, else by script LATIN, ALPHABETS or SCRIPTS."""
    if pair.aligned.by_meaning:
        return MEANING
    from tqcheck.alignment.traits import is_alphabet, is_latin

    texts = [" ".join(unit.text for unit in units) for units in (pair.source_units, pair.target_units)]
    if all(map(is_latin, texts)):
        return LATIN
    return ALPHABETS if all(map(is_alphabet, texts)) else SCRIPTS


@dataclass(frozen=True, slots=True)
class Gap:
    """Consecutive sentences of one side without a partner. `confidence` is that of the surest of them."""

    links: tuple[Link, ...]
    units: tuple[Unit, ...]
    confidence: float
    paragraphs: int
    """Paragraphs that are in it as a whole."""
    opposite: tuple[Unit, ...]
    """Sentences of the other side without a partner that stand at the same place."""
    before_all: bool
    """It stands before everything that has a partner."""
    after_all: bool
    """It stands after everything that has a partner."""
    beside: tuple[Passage, ...]
    """The passages with a partner that stand next to it, on its own side: at most two."""

    @property
    def instead(self) -> bool:
        """Say whether the other side has a passage of about this length in its place: perhaps the same in other words."""
        own, other = (sum(len(unit.text) for unit in units) for units in (self.units, self.opposite))
        return bool(other) and 1 / _ALIKE < own / other < _ALIKE

    @property
    def words(self) -> int:
        return sum(count_words(unit.text) for unit in self.units)


def missing(pair: Pair, least: float, wanted: Callable[[Unit], bool]) -> Iterator[Gap]:
    """Yield the gaps of the source: sentences that the translation lacks, where one is at least so sure.

    A gap goes on over sentences that are less sure, for they stand between, but neither begins nor
    ends with one, nor with one that is not `wanted`.
    """
    return _gaps(pair, least, wanted, source=True)


def added(pair: Pair, least: float, wanted: Callable[[Unit], bool]) -> Iterator[Gap]:
    """Yield the gaps of the translation: sentences that the source does not have."""
    return _gaps(pair, least, wanted, source=False)


def _gaps(pair: Pair, least: float, wanted: Callable[[Unit], bool], *, source: bool) -> Iterator[Gap]:
    def side(passage: Passage) -> tuple[Unit, ...]:
        return passage.source if source else passage.target

    passages = pair.passages
    fixed = [n for n, p in enumerate(passages) if p.source and p.target and not p.link.moved]
    first, last = (fixed[0], fixed[-1]) if fixed else (len(passages), -1)
    sizes: dict[int, int] = {}
    for unit in pair.source_units if source else pair.target_units:
        sizes[unit.block] = sizes.get(unit.block, 0) + 1

    partners = {n: p for p in passages if p.source and p.target for n in (p.link.left if source else p.link.right)}

    def place(item: tuple[int, Passage]) -> bool:
        # What has moved does not end a gap: it stands elsewhere on the other side.
        return bool(item[1].source and item[1].target and not item[1].link.moved)

    for is_pair, group in groupby(enumerate(passages), key=place):
        if is_pair:
            continue
        items = [(n, p) for n, p in group if not (p.source and p.target)]
        opposite = tuple(unit for _, p in items if not side(p) for unit in (p.target if source else p.source))
        own = [(n, p) for n, p in items if side(p)]
        for run in _trimmed(own, wanted, side):
            confidence = max(p.link.confidence for _, p in run)
            if confidence < least:
                continue
            units = tuple(unit for _, p in run for unit in side(p))
            inside: dict[int, int] = {}
            for unit in units:
                inside[unit.block] = inside.get(unit.block, 0) + 1
            blocks = (pair.source if source else pair.target).blocks
            whole = sum(n == sizes[block] and blocks[block].kind in _PARAGRAPHS for block, n in inside.items())
            numbers = [n for n, _ in run]
            links = tuple(p.link for _, p in run)
            ends = (links[0].left[0], links[-1].left[-1]) if source else (links[0].right[0], links[-1].right[-1])
            beside = tuple(partners[n] for n in (ends[0] - 1, ends[1] + 1) if n in partners)
            yield Gap(links, units, confidence, whole, opposite, numbers[-1] < first, numbers[0] > last, beside)


def _trimmed(
    run: Sequence[tuple[int, Passage]],
    wanted: Callable[[Unit], bool],
    side: Callable[[Passage], tuple[Unit, ...]],
) -> Iterator[Sequence[tuple[int, Passage]]]:
    """Yield a run without what is doubtful or not wanted at its ends, if anything is left."""
    good = [k for k, (_, p) in enumerate(run) if p.link.confidence >= _DOUBTFUL and all(map(wanted, side(p)))]
    if good:
        yield run[good[0] : good[-1] + 1]


def spans_of(units: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """Return block, start and end of consecutive units, one span a block."""
    spans: list[tuple[int, int, int]] = []
    for block, group in groupby(units, key=lambda unit: unit.block):
        members = list(group)
        spans.append((block, members[0].start, members[-1].end))
    return spans


def what(gap: Gap) -> str:
    """Return what a gap is in words: "a sentence", "a paragraph (3 sentences)", "2 paragraphs (7 sentences)"."""
    count = len(gap.units)
    blocks = len({unit.block for unit in gap.units})
    if gap.paragraphs == blocks:
        name = "a paragraph" if blocks == 1 else f"{blocks} paragraphs"
        return name if count == blocks else f"{name} ({count} sentences)"
    return "a sentence" if count == 1 else f"{count} sentences"

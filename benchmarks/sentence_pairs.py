"""Sentences that are known to be translations of each other, as the pair that checks of a translation look at."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from tqcheck.alignment import Aligned, Link, Unit
from tqcheck.alignment.pair import Pair
from tqcheck.model import Analysis, Article, Block, BlockKind, LanguageJudgement, Piece, Sentence, SourceMap, Span


def analysis_of(sources: Sequence[str], targets: Sequence[str], source_language: str, language: str) -> Analysis:
    """Return the analysis of a translation whose sentences, a block each, pair one to one with the source's.

    An empty text is a sentence that is not there: omitted or added.
    """
    source, left, left_index = _article("source", sources, source_language)
    target, right, right_index = _article("target", targets, language)
    links = tuple(
        Link((left_index[n],) if n in left_index else (), (right_index[n],) if n in right_index else (), 1.0, 1.0)
        for n in range(len(sources))
        if n in left_index or n in right_index
    )
    pair = Pair(source, source_language, target, language, left, right, Aligned(links))
    judged = LanguageJudgement(language, language, language, language, (), (language,) * len(target.blocks))
    sentences = tuple(Sentence(unit.block, unit.start, unit.end) for unit in right)
    return Analysis(target, judged, sentences, source=source, pair=pair)


def _article(path: str, texts: Sequence[str], language: str) -> tuple[Article, tuple[Unit, ...], dict[int, int]]:
    blocks: list[Block] = []
    units: list[Unit] = []
    index: dict[int, int] = {}
    start = 0
    for number, text in enumerate(texts):
        if not text:
            continue
        index[number] = len(units)
        piece = Piece(Span(0, len(text)), Span(start, start + len(text)))
        units.append(Unit(text, len(blocks), "paragraph", len(blocks), 0, len(text)))
        blocks.append(Block(BlockKind.PARAGRAPH, text, SourceMap((piece,))))
        start += len(text) + 2
    raw = "\n\n".join(block.text for block in blocks)
    return Article(path, raw, tuple(blocks), "text", declared_language=language), tuple(units), index


def parallel(path: Path, half: str | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table of translations (a column a language): the row's number and its texts.

    `half` is "tune" or "test", by a hash of the number of each run of twelve rows; None: all.
    """
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            which = "tune" if crc32(str(number // 12).encode()) % 2 else "test"
            if half in (None, which):
                yield number, row

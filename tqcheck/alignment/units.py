"""The units of an article: the sentences of its running text, with their paragraphs."""

from __future__ import annotations

from tqcheck.alignment.records import HEADING, Unit
from tqcheck.languages.segment import segment
from tqcheck.model import Article, BlockKind

_LEFT_OUT = (BlockKind.METADATA, BlockKind.ALT)
"""Not the article's running text, and not in every version of it (as in scoring)."""
_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)


def units_of(article: Article, language: str | None) -> tuple[Unit, ...]:
    """Return the sentences of an article's running text, in order.

    `language` is a BCP 47 tag or an ISO 639 code; None: not known. Paragraphs are counted over
    the blocks that are kept, from 0.
    """
    blocks = [(index, block) for index, block in enumerate(article.blocks) if block.kind not in _LEFT_OUT]
    return tuple(
        Unit(block.text[start:end], number, HEADING if block.kind in _HEADINGS else "paragraph", index, start, end)
        for number, (index, block) in enumerate(blocks)
        for start, end in segment(block.text, language)
    )

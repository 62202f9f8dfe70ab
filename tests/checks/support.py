"""Small analyses for the tests of checks: a text in a language, its blocks apart by blank lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tqcheck.config import Settings
from tqcheck.languages.segment import segment
from tqcheck.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Finding,
    LanguageJudgement,
    Piece,
    Sentence,
    SourceMap,
    Span,
)

if TYPE_CHECKING:
    from tqcheck.checks.base import Check

_BLANK_LINE = re.compile(r"\n[ \t]*\n+")


def article(text: str, language: str | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    """Return an article whose blocks are the parts of a text between blank lines."""
    text = text.rstrip("\n")
    blocks = []
    position = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        start, end = position, gap.start() if gap else len(text)
        position = gap.end() if gap else end
        if text[start:end].strip():
            piece = Piece(Span(0, end - start), Span(start, end))
            blocks.append(Block(kind, text[start:end], SourceMap((piece,))))
    return Article("case.txt", text, tuple(blocks), "text", declared_language=language)


def analysis(
    text: str,
    language: str,
    source: str | None = None,
    judged: bool = False,
    kind: BlockKind = BlockKind.PARAGRAPH,
    source_language: str | None = None,
) -> Analysis:
    """Return the analysis of a text: all of it in `language`, or `judged` by the text itself.

    With `source_language` the source is aligned with the text: what checks of a pair look at.
    """
    made = article(text, language, kind)
    sentences = tuple(
        Sentence(index, start, end)
        for index, block in enumerate(made.blocks)
        for start, end in segment(block.text, language)
    )
    judgement = LanguageJudgement(
        language, language, language, language, block_languages=(language,) * len(made.blocks)
    )
    if judged:
        from tqcheck.languages.identify import judge

        judgement = judge(made, sentences, (), {})
    origin = article(source, source_language) if source else None
    pair = None
    if origin and source_language:
        from tqcheck.alignment.pair import pair_of

        pair = pair_of(origin, source_language, made, language)
    return Analysis(made, judgement, sentences, source=origin, pair=pair)


def findings(
    check: Check, text: str, language: str = "en", settings: Settings | None = None, source: str | None = None
) -> list[Finding]:
    """Return what one check finds in a text."""
    return list(check.run(analysis(text, language, source), settings or Settings()))


def fired(check: Check, text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """Return the text and the first suggestion of each finding."""
    looked_at = analysis(text, language)
    return [
        (looked_at.article.blocks[f.block].text[f.start : f.end], f.suggestions[0] if f.suggestions else None)
        for f in check.run(looked_at, Settings())
    ]


def assert_inside(check: Check, text: str, language: str) -> None:
    """Run a check and assert that each finding is a span of its block, in text order."""
    looked_at = analysis(text, language)
    found = list(check.run(looked_at, Settings()))
    for finding in found:
        block = looked_at.article.blocks[finding.block]
        assert 0 <= finding.start < finding.end <= len(block.text)
        assert 0 < finding.confidence <= 1
        assert block.text[finding.start : finding.end] not in finding.suggestions
    places = [(finding.block, finding.start) for finding in found]
    assert places == sorted(places)

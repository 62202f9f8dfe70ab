"""PUN001 double-space."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Block, BlockKind, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings

_SPACES = "[ \u00a0\u2002-\u200a\u202f]"
_RUN = re.compile(rf"(?<=[^\s\ufeff]){_SPACES}{{2,}}(?=\S)")
_NO_BREAK = re.compile("[\u00a0\u202f]")
_SENTENCE_END = re.compile("[.!?…:][\"'”’“»«)\\]]*$")
_SENTENCE_GAP = re.compile(rf"[.!?…:][\"'”’“»«)\]]*({_SPACES}+)(?=\S)")
_COLUMN = re.compile(rf"\S{_SPACES}{{3,}}(?=\S)")

_WIDE_STYLE_SHARE = 0.8
"""From this share of wide gaps on, two spaces after a sentence are the author's style and not a slip."""

_WIDE_STYLE_LEAST = 3


class DoubleSpace:
    """Two or more spaces between words.

    Extra spaces show in print, break alignment and make searches for a phrase miss it. No-break
    and narrow spaces count as spaces.

        The minister  said on Monday   →   The minister said on Monday

    Silent: indentation, table cells, lines laid out in columns, and the gap after a sentence in
    an article that sets two spaces there all through. White space that HTML folds into one
    space is one space.

    Suppress with `ignore = ["PUN001"]` in tqcheck.toml.

    Known false alarms: text laid out with spaces on a single line.
    """

    rule = Rule(
        code="PUN001",
        name="double-space",
        summary="two or more spaces between words",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="whitespace",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield every run of spaces inside a line of text."""
        wide_style: bool | None = None
        for index, block in enumerate(analysis.article.blocks):
            if block.kind is BlockKind.TABLE_CELL:
                continue
            columns = _column_lines(block.text)
            for run in _RUN.finditer(block.text):
                laid_out = any(start <= run.start() < end for start, end in columns)
                if laid_out or _broken_by_markup(block, run.start(), run.end()):
                    continue
                if _after_sentence(block.text, run.start()):
                    if wide_style is None:
                        wide_style = _sets_wide_gaps(analysis)
                    if wide_style:
                        continue
                kept = _NO_BREAK.search(run.group())
                yield Finding(
                    block=index,
                    start=run.start(),
                    end=run.end(),
                    message=f"{len(run.group())} spaces in a row",
                    suggestions=(kept.group() if kept else " ",),
                    confidence=0.98,
                    tier=Tier.CERTAIN,
                    evidence={"spaces": len(run.group()), "no_break": kept is not None},
                )


def _after_sentence(text: str, position: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, position - 4) : position]))


def _sets_wide_gaps(analysis: Analysis) -> bool:
    gaps = [len(gap.group(1)) for block in analysis.article.blocks for gap in _SENTENCE_GAP.finditer(block.text)]
    wide = sum(gap == 2 for gap in gaps)
    return wide >= _WIDE_STYLE_LEAST and wide >= _WIDE_STYLE_SHARE * len(gaps)


def _column_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines that are set in columns: two wide gaps or a cell border."""
    lines = []
    position = 0
    for line in text.split("\n"):
        if "|" in line or len(_COLUMN.findall(line)) >= 2:
            lines.append((position, position + len(line)))
        position += len(line) + 1
    return lines


def _broken_by_markup(block: Block, start: int, end: int) -> bool:
    """Say whether markup stands between the spaces: then no reader sees them side by side."""
    pieces = [piece for piece in block.source_map.pieces if piece.text.start < end and start < piece.text.end]
    return any(left.raw.end != right.raw.start for left, right in itertools.pairwise(pieces))

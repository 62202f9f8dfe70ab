"""PUN001 double-space and PUN006 space-at-mark."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of, word_set
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


# ------------------------------------------------------------------------ spaces at marks

_BEFORE_MARK = re.compile(
    rf"(?<=[^\W_])({_SPACES}+)(?:[,;!?؟،؛]+|:|\.|[)\]])(?=[\s\"'”’»“)\]*_]|$)(?!{_SPACES}?[.…])(?![-'’^]?[()\[\]])"
)
"""A word, spaces, and a mark after which nothing follows but space and closing marks."""
_AFTER_BRACKET = re.compile(rf"(?:(?<=\s)|^)[(\[]({_SPACES}+)(?=[^\W_])")
_SPACED = {language: frozenset(";:!?") for language in ("fr", "br", "oc")}
"""Marks before which a language has a space: the French way (Lexique des règles typographiques, Imprimerie nationale)."""
_COUNTS = re.compile(rf"\d{_SPACES}+:{_SPACES}*\d")
_OPENER = {")": "(", "]": "["}
_LOOSE = word_set("hi ur bn pa mr ne ta te")
"""Languages whose printers space their marks out, before ? and ! above all: none of these tells a slip."""


class SpaceAtMark:
    """A space before a comma, a full stop or another mark that follows its word, or just inside a bracket.

        They came by bus , by train ( and on foot ) .   →   They came by bus, by train (and on foot).

    Silent: French, Breton and Occitan before ; : ! ? (a comma and a full stop are told there too); colons between figures
    (3 : 2); ellipses, emoticons, numbers (.5) and names (.NET); brackets whose partner is missing (PUN002); table cells; Hindi
    and its neighbours, where marks are set with space.

    Suppress with `ignore = ["PUN006"]` in tqcheck.toml.

    Known false alarms: text laid out with spaces; mathematics; marks that stand for themselves ("the key ?").
    """

    rule = Rule(
        code="PUN006",
        name="space-at-mark",
        summary="a space before a mark that follows its word, or inside a bracket",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="whitespace",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield every space that separates a mark from its word, with the mark."""
        for index, block in enumerate(analysis.article.blocks):
            language = language_of(analysis, index) or ""
            if block.kind is BlockKind.TABLE_CELL or language in _LOOSE:
                continue
            columns = _column_lines(block.text)
            for start, end, gap in _gaps_at_marks(block.text, language):
                laid_out = any(first <= start < last for first, last in columns)
                if laid_out or _broken_by_markup(block, start, end) or analysis.is_foreign(index, start, end):
                    continue
                mark = block.text[start:end].replace(gap, "")
                where = "after" if block.text[start] in "([" else "before"
                yield Finding(
                    block=index,
                    start=start,
                    end=end,
                    message=f"a space {where} '{mark}'",
                    suggestions=(mark,),
                    confidence=0.9,
                    tier=Tier.LIKELY,
                    evidence={"mark": mark, "language": language or None},
                )


def _gaps_at_marks(text: str, language: str) -> list[tuple[int, int, str]]:
    """Return start, end and spaces of each mark that a space parts from its word."""
    found = []
    for match in _BEFORE_MARK.finditer(text):
        start, gap = match.start(1), match.group(1)
        mark = text[match.end(1)]
        if mark in _SPACED.get(language, ()) or (mark == ":" and _COUNTS.match(text, start - 1)):
            continue
        if mark in _OPENER and text.count(_OPENER[mark], 0, start) <= text.count(mark, 0, start):
            continue  # a smile, an enumeration, or a bracket that nothing opened
        found.append((start, match.end(), gap))
    for match in _AFTER_BRACKET.finditer(text):
        found.append((match.start(), match.end(), match.group(1)))
    return sorted(found)

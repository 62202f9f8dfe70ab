"""Plain text: blank lines divide paragraphs; where there are none, lines do, unless the text is wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.documents.building import Builder, Extract
from tqcheck.model import Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n]*")
_ITEM = re.compile(r"[ \t]*(?:[-•*–‣◦]|\d{1,3}[.)])[ \t]+(?=\S)")
_FINAL = ".!?…:;,。！？؟।"
_CLOSING = "\"'”“’»«)]"
LONGEST_HEADING = 120
"""Characters. Headlines of news run to about 110; a paragraph that short nearly always ends with a full stop."""
WIDEST_WRAP = 120
"""Characters. No editor wraps by hand wider than this."""
FULL_LINES = 0.8
"""The share of lines that must be full for a paragraph to count as wrapped."""


def blocks(raw: str) -> Extract:
    """Return the blocks of a plain text."""
    found: list[Block] = []
    for lines in _paragraphs(raw):
        for group in _groups(raw, lines):
            block = _block(raw, group, is_first=not found)
            if block:
                found.append(block)
    return Extract(tuple(found))


def _paragraphs(raw: str) -> Iterator[list[Span]]:
    """Yield runs of lines that hold something."""
    lines: list[Span] = []
    position = 0
    while position <= len(raw):
        match = _LINE.match(raw, position)
        assert match is not None
        if match.group().strip():
            lines.append(Span(match.start(), match.end()))
        elif lines:
            yield lines
            lines = []
        position = match.end() + (2 if raw.startswith("\r\n", match.end()) else 1)
    if lines:
        yield lines


def _groups(raw: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Yield the lines of each block: list items one by one, wrapped lines together, else each line alone."""
    wrapped = is_wrapped([raw[line.start : line.end] for line in lines])
    group: list[Span] = []
    for line in lines:
        starts_item = _ITEM.match(raw, line.start, line.end) is not None
        if group and (starts_item or not wrapped):
            yield group
            group = []
        group.append(line)
    yield group


def is_wrapped(lines: list[str]) -> bool:
    """Say whether the lines are one paragraph broken to a width: the next line's first word would not have fitted."""
    if len(lines) < 2:
        return False
    width = max(len(line.rstrip()) for line in lines)
    if width > WIDEST_WRAP:
        return False
    full = sum(len(line.rstrip()) + 1 + len(following.split()[0]) > width for line, following in pairwise(lines))
    return full >= FULL_LINES * (len(lines) - 1)


def _block(raw: str, lines: list[Span], *, is_first: bool) -> Block | None:
    builder = Builder()
    item = _ITEM.match(raw, lines[0].start, lines[0].end)
    for number, line in enumerate(lines):
        if number:
            builder.space(lines[number - 1].end, line.start)
        start = item.end() if item and not number else line.start
        # Spaces are kept as they are: a double one may be a slip.
        text = raw[start : line.end]
        left = len(text) - len(text.lstrip()) if number else 0
        right = len(text.rstrip())
        if right > left:
            builder.text(raw, start + left, start + right, collapse=False)
    return builder.block(_kind(raw[lines[0].start : lines[-1].end], bool(item), is_first))


def _kind(text: str, is_item: bool, is_first: bool) -> BlockKind:
    if is_item:
        return BlockKind.LIST_ITEM
    plain = text.strip().rstrip(_CLOSING)
    if len(plain) <= LONGEST_HEADING and plain and plain[-1] not in _FINAL:
        return BlockKind.TITLE if is_first else BlockKind.HEADING
    return BlockKind.PARAGRAPH

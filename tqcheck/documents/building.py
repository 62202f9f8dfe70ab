"""Building a block: runs of visible text with their places in the raw text, white space collapsed, addresses masked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tqcheck.model import OPAQUE, Block, BlockKind, Hyperlink, Piece, Role, SourceMap, Span


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader finds: the blocks, and the language that the file declares for itself."""

    blocks: tuple[Block, ...]
    language: str | None = None
    declared_by: str | None = None
    origin: str | None = None
    """The file that it says it was translated from."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """The addresses that it gives for its versions in other languages, by language."""
    links: tuple[Hyperlink, ...] = ()
    """The links that are markup. Addresses in the text itself are found by `links_of`."""


_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_ADDRESS = re.compile(
    r"""(?:https?://|ftp://|www\.)[^\s<>«»“”„"\ufffc]*[^\s<>«»“”„"\ufffc.,;:!?…)\]}'’]
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | (?<![\w@&/])@\w[\w.]*\w
      | (?<![\w&/])\#\w*[^\W\d]\w*
    """,
    re.VERBOSE,
)
"""Web and mail addresses, handles and hashtags: no check has any business inside them."""


class Builder:
    """Collects the visible text of one block. Raw offsets must rise from call to call."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._size = 0
        self._ends_with_space = True  # leading white space is not text

    def text(self, raw: str, start: int, end: int, *, collapse: bool = True) -> None:
        """Add raw[start:end] as it stands; runs of white space become one space when `collapse` is set."""
        if not collapse:
            self._add(raw[start:end], start, end, Role.TEXT)
            return
        position = start
        for space in _SPACE.finditer(raw, start, end):
            self._add(raw[position : space.start()], position, space.start(), Role.TEXT)
            self.space(space.start(), space.end(), Role.TEXT if space.group() == " " else Role.ESCAPE)
            position = space.end()
        self._add(raw[position:end], position, end, Role.TEXT)

    def space(self, start: int, end: int, role: Role = Role.ESCAPE) -> None:
        """Add one space for raw[start:end], unless the text so far ends with one."""
        if not self._ends_with_space:
            self._add(" ", start, end, role)
            self._ends_with_space = True

    def escape(self, visible: str, start: int, end: int) -> None:
        """Add visible text that is written otherwise in the raw text."""
        self._add(visible, start, end, Role.ESCAPE if visible else Role.TEXT)

    def opaque(self, start: int, end: int) -> None:
        """Add a place-holder for something that is not checked."""
        if self._pieces and self._pieces[-1].role is Role.OPAQUE and self._texts[-1] == OPAQUE:
            before = self._pieces[-1]  # two in a row are one
            self._pieces[-1] = Piece(before.text, Span(before.raw.start, end), Role.OPAQUE)
            return
        self._add(OPAQUE, start, end, Role.OPAQUE)

    def with_entities(self, raw: str, start: int, end: int) -> None:
        """Add raw[start:end], in which entities stand for characters and white space collapses."""
        position = start
        for entity in _ENTITY.finditer(raw, start, end):
            visible = html.unescape(entity.group())
            if visible == entity.group():
                continue
            self.text(raw, position, entity.start())
            self.escape(visible, entity.start(), entity.end())
            position = entity.end()
        self.text(raw, position, end)

    def _add(self, text: str, start: int, end: int, role: Role) -> None:
        if not text:
            return
        # A character that means "place-holder" to us must not come from the author's own text.
        if OPAQUE in text and role is not Role.OPAQUE:
            for offset, character in enumerate(text) if role is Role.TEXT else [(0, OPAQUE)]:
                at = (start + offset, start + offset + 1) if role is Role.TEXT else (start, end)
                self._append(character, *at, Role.OPAQUE if character == OPAQUE else Role.TEXT)
            return
        self._append(text, start, end, role)

    def _append(self, text: str, start: int, end: int, role: Role) -> None:
        last = self._pieces[-1] if self._pieces else None
        span = Span(self._size, self._size + len(text))
        if last and role is Role.TEXT and last.role is Role.TEXT and last.raw.end == start:
            self._pieces[-1] = Piece(Span(last.text.start, span.end), Span(last.raw.start, end))
        else:
            self._pieces.append(Piece(span, Span(start, end), role))
        self._texts.append(text)
        self._size = span.end
        self._ends_with_space = False

    def block(self, kind: BlockKind, language: str | None = None) -> Block | None:
        """Return the block, its outer white space cut off and its addresses masked, or None when nothing is left."""
        text = "".join(self._texts)
        first = len(text) - len(text.lstrip())
        last = len(text.rstrip())
        if first >= last:
            return None
        source_map = SourceMap(tuple(self._pieces))
        text, pieces = _masked(text, source_map, first, last)
        return Block(kind, text, SourceMap(pieces), language)


def links_of(raw: str, extract: Extract) -> tuple[Hyperlink, ...]:
    """Return the links of an article in the order of the raw text: those of its markup, and addresses in its text."""
    found = set(extract.links)
    for block in extract.blocks:
        for piece in block.source_map.pieces:
            if piece.role is not Role.OPAQUE:
                continue
            address = html.unescape(raw[piece.raw.start : piece.raw.end]).removeprefix("<").removesuffix(">")
            if _ADDRESS.fullmatch(address):
                found.add(Hyperlink(address, piece.raw))
    return tuple(sorted(found, key=lambda link: (link.raw.start, -link.raw.end, link.target)))


def _masked(text: str, source_map: SourceMap, first: int, last: int) -> tuple[str, tuple[Piece, ...]]:
    """Cut a block's text to first:last, and put a place-holder where an address is."""
    visible: list[str] = []
    pieces: list[Piece] = []
    size = 0
    position = first
    for address in [*_ADDRESS.finditer(text, first, last), None]:
        upto = address.start() if address else last
        for piece in _cut(source_map, position, upto):
            pieces.append(Piece(Span(size, size + len(piece.text)), piece.raw, piece.role))
            visible.append(text[piece.text.start : piece.text.end])
            size += len(piece.text)
        if address:
            raw = source_map.to_raw(address.start(), address.end())
            pieces.append(Piece(Span(size, size + 1), raw, Role.OPAQUE))
            visible.append(OPAQUE)
            size += 1
            position = address.end()
    return "".join(visible), tuple(pieces)


def _cut(source_map: SourceMap, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces between two offsets of the text, the first and last of them shortened."""
    for piece in source_map.pieces:
        if piece.text.end <= start or piece.text.start >= end:
            continue
        left, right = max(piece.text.start, start), min(piece.text.end, end)
        if piece.role is not Role.TEXT:
            yield Piece(Span(left, right), piece.raw, piece.role)
            continue
        shift = piece.raw.start - piece.text.start
        yield Piece(Span(left, right), Span(left + shift, right + shift))

"""Markdown (CommonMark with tables, front matter and footnotes), parsed by tree-sitter, whose nodes have exact places."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tqcheck.documents.building import Builder, Extract
from tqcheck.documents.html import blocks_of_fragment
from tqcheck.model import Block, BlockKind, Hyperlink, Span

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_MARKUP = {"emphasis_delimiter", "html_tag", "link_destination", "link_title", "link_label", "code_span_delimiter"}
_ADDRESSES = {"uri_autolink", "email_autolink"}
_LINKS = {"inline_link", "full_reference_link", "collapsed_reference_link", "shortcut_link"}
_FRONT = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)(?:^(?P=fence)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE
)
_ENTRY = re.compile(
    r"""^(?P<key>[A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(?P<quote>["'])?(?P<value>.*?)(?(quote)(?P=quote))[ \t]*\r?$""",
    re.MULTILINE,
)
_LANGUAGE_KEYS = ("lang", "language", "locale")
_ORIGIN_KEYS = ("source", "translation_of", "translated_from", "original")
_ANCHOR = re.compile(r"""<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TEXT_KEYS = ("title", "description", "summary", "subtitle", "lede", "excerpt", "standfirst")


def blocks(raw: str) -> Extract:
    """Return the blocks of a Markdown text, front matter first."""
    found: list[Block] = []
    language = origin = None
    body_start = 0
    front = _FRONT.match(raw)
    if front:
        body_start = front.end()
        for entry in _ENTRY.finditer(raw, front.start("body"), front.end("body")):
            key = entry["key"].lower()
            if key in _LANGUAGE_KEYS and language is None:
                language = entry["value"].strip()
            elif key in _ORIGIN_KEYS and origin is None:
                origin = entry["value"].strip() or None
            elif key in _TEXT_KEYS and entry["value"].strip() not in ("", "|", ">", "|-", ">-"):
                builder = Builder()
                builder.text(raw, *entry.span("value"))
                block = builder.block(BlockKind.METADATA)
                found += [block] if block else []
    body = _Body(raw, body_start)
    found += body.blocks()
    return Extract(tuple(found), language, "front matter" if language else None, origin, links=tuple(body.links))


@cache
def _parsers() -> tuple[Parser, Parser]:
    import tree_sitter_markdown
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_markdown.language())), Parser(Language(tree_sitter_markdown.inline_language()))


class _Body:
    """The text below the front matter."""

    def __init__(self, raw: str, start: int) -> None:
        self.raw = raw
        # A lone surrogate cannot be encoded; any other character of three bytes serves for parsing.
        self.data = re.sub(r"[\ud800-\udfff]", "\ufffd", raw[start:]).encode("utf-8")
        self.start = start
        self.ascii = self.data.isascii()
        # Code points before each byte, for the way back from tree-sitter's byte offsets.
        self.before = (
            array("L") if self.ascii else array("L", accumulate(((b & 0xC0) != 0x80 for b in self.data), initial=0))
        )
        self.labels: dict[bytes, str] = {}
        """The addresses of reference definitions, by label."""
        self.found: list[Block] = []
        self.links: list[Hyperlink] = []
        self.anchor: tuple[str, int] | None = None
        """An <a> that is open: its address and where it begins."""
        self.has_title = False

    def at(self, byte: int) -> int:
        """Return the raw offset of a byte offset of the body. (Before a character its own bytes are not counted.)"""
        return self.start + (byte if self.ascii else self.before[byte])

    def blocks(self) -> list[Block]:
        root = _parsers()[0].parse(self.data).root_node
        self._collect_labels(root)
        self._walk(root, BlockKind.PARAGRAPH)
        return self.found

    def _collect_labels(self, root: Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node.type == "link_reference_definition":
                # The first definition of a label holds.
                self.labels.setdefault(_label(self._bytes(node.children[0])), self._destination(node))
            elif node.type in ("document", "section", "block_quote", "list", "list_item"):
                waiting += reversed(node.children)

    def _bytes(self, node: Node) -> bytes:
        return self.data[node.start_byte : node.end_byte]

    def _walk(self, node: Node, kind: BlockKind) -> None:
        for child in node.children:
            match child.type:
                case "section" | "list":
                    self._walk(child, kind)
                case "list_item":
                    self._walk(child, BlockKind.LIST_ITEM)
                case "block_quote":
                    self._walk(child, BlockKind.QUOTATION)
                case "atx_heading" | "setext_heading":
                    self._heading(child)
                case "paragraph":
                    self._walk(child, kind)
                case "inline":
                    self._inline(child, kind)
                case "pipe_table_header" | "pipe_table_row" | "pipe_table":
                    self._walk(child, kind)
                case "pipe_table_cell":
                    self._inline(child, BlockKind.TABLE_CELL)
                case "html_block":
                    part = blocks_of_fragment(self.raw, self.at(child.start_byte), self.at(child.end_byte))
                    self.found += part.blocks
                    self.links += part.links
                case _:  # code, rules, reference definitions, markers
                    continue

    def _heading(self, node: Node) -> None:
        first = any(child.type in ("atx_h1_marker", "setext_h1_underline") for child in node.children)
        kind = BlockKind.TITLE if first and not self.has_title else BlockKind.HEADING
        self.has_title = self.has_title or first
        self._walk(node, kind)

    # -------------------------------------------------------------------------- inline

    def _inline(self, node: Node, kind: BlockKind) -> None:
        """Add the block that an inline node holds, and one for the alternative text of each image in it."""
        base = node.start_byte
        root = _parsers()[1].parse(self._bytes(node)).root_node
        # What continues a quotation or a list at the beginning of a line is markup.
        gaps = [
            (child.start_byte - base, child.end_byte - base)
            for child in node.children
            if child.type == "block_continuation"
        ]
        builder = Builder()
        alternatives: list[Block] = []
        self.anchor = None
        self._emit(root, base, gaps, builder, alternatives)
        block = builder.block(kind)
        self.found += [block] if block else []
        self.found += alternatives

    def _emit(
        self, node: Node, base: int, gaps: list[tuple[int, int]], builder: Builder, alternatives: list[Block]
    ) -> None:
        position = node.start_byte
        for child in node.children:
            if not child.is_named and child.type not in ("[", "]", "!"):
                continue  # punctuation that the grammar happens to name: part of the text
            if child.start_byte < position:
                continue
            self._text(position, child.start_byte, base, gaps, builder)
            self._child(child, base, gaps, builder, alternatives)
            position = child.end_byte
        self._text(position, node.end_byte, base, gaps, builder)

    def _child(
        self, node: Node, base: int, gaps: list[tuple[int, int]], builder: Builder, alternatives: list[Block]
    ) -> None:
        start, end = self.at(base + node.start_byte), self.at(base + node.end_byte)
        kind = node.type
        if kind == "html_tag":
            self._tag(start, end)
        if kind in _MARKUP:
            return
        if kind in ("code_span", "latex_block", *_ADDRESSES):
            builder.opaque(start, end)
        elif kind == "backslash_escape":
            builder.escape(self.raw[start + 1 : end], start, end)
        elif kind in ("entity_reference", "numeric_character_reference"):
            visible = html.unescape(self.raw[start:end])
            if visible == self.raw[start:end]:
                builder.text(self.raw, start, end)
            else:
                builder.escape(visible, start, end)
        elif kind == "hard_line_break":
            builder.space(start, end)
        elif kind == "image":
            self._image(node, base, gaps, alternatives)
        elif kind in _LINKS:
            self._link(node, base, gaps, builder, alternatives)
        else:
            self._emit(node, base, gaps, builder, alternatives)

    def _link(
        self, node: Node, base: int, gaps: list[tuple[int, int]], builder: Builder, alternatives: list[Block]
    ) -> None:
        start, end = base + node.start_byte, base + node.end_byte
        text = next((child for child in node.children if child.type == "link_text"), None)
        label = _label(self.data[start:end])
        if label.startswith(b"[^"):
            return  # a footnote's mark
        if node.type == "shortcut_link" and label not in self.labels:
            self._text(node.start_byte, node.end_byte, base, gaps, builder)  # "[sic]": brackets of the author's
        elif text is not None:
            target = self._destination(node, base) or self.labels.get(self._reference(node, base), "")
            if target:
                self.links.append(Hyperlink(target, Span(self.at(start), self.at(end))))
            self._emit(text, base, gaps, builder, alternatives)

    def _destination(self, node: Node, base: int = 0) -> str:
        """Return the address in a link or a definition, its escapes and entities decoded; empty where there is none."""
        for child in node.children:
            if child.type == "link_destination":
                written = self.raw[self.at(base + child.start_byte) : self.at(base + child.end_byte)]
                return html.unescape(_ESCAPE.sub(r"\1", written.removeprefix("<").removesuffix(">"))).strip()
        return ""

    def _reference(self, node: Node, base: int) -> bytes:
        """Return the label that a link names: its own ("[text][label]"), or its text ("[text][]", "[text]")."""
        for child in node.children:
            if child.type == "link_label":
                return _label(self.data[base + child.start_byte : base + child.end_byte])
        return _label(self.data[base + node.start_byte : base + node.end_byte].removesuffix(b"[]"))

    def _tag(self, start: int, end: int) -> None:
        """Keep account of the links that are written as HTML."""
        opening = _ANCHOR.match(self.raw, start, end)
        if opening:
            self.anchor = html.unescape(next(filter(None, opening.groups()), "")).strip(), start
        elif self.anchor is not None and re.match(r"</a\s*>", self.raw[start:end], re.IGNORECASE):
            if self.anchor[0]:
                self.links.append(Hyperlink(self.anchor[0], Span(self.anchor[1], end)))
            self.anchor = None

    def _image(self, node: Node, base: int, gaps: list[tuple[int, int]], alternatives: list[Block]) -> None:
        description = next((child for child in node.children if child.type == "image_description"), None)
        if description is None:
            return
        builder = Builder()
        self._emit(description, base, gaps, builder, alternatives)
        block = builder.block(BlockKind.ALT)
        alternatives += [block] if block else []

    def _text(self, start: int, end: int, base: int, gaps: list[tuple[int, int]], builder: Builder) -> None:
        for left, right in _without(start, end, gaps):
            self._plain(self.at(base + left), self.at(base + right), builder)

    def _plain(self, start: int, end: int, builder: Builder) -> None:
        """Add text whose line ends, with the white space around them, become one space; other spaces stay."""
        position = start
        for line_end in re.compile(r"[ \t]*[\r\n]+[ \t]*").finditer(self.raw, start, end):
            builder.text(self.raw, position, line_end.start(), collapse=False)
            builder.space(line_end.start(), line_end.end())
            position = line_end.end()
        builder.text(self.raw, position, end, collapse=False)


def _label(text: bytes) -> bytes:
    """Return a link label in the form in which labels are compared."""
    return b" ".join(text.lower().split())


def _without(start: int, end: int, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in gaps:
        if right <= start or left >= end:
            continue
        if left > start:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end

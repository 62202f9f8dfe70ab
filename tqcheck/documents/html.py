"""HTML: full pages and the fragments that content systems store, read with the standard library's tokenizer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from tqcheck.documents.building import Builder, Extract
from tqcheck.model import Block, BlockKind, Hyperlink, Span

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SKIPPED = frozenset(
    "script style noscript template nav footer form button select textarea option label iframe object audio video "
    "canvas pre listing plaintext xmp datalist dialog".split()
)
"""Elements whose content is not the article's: code, navigation, controls."""
_OPAQUE = frozenset("code kbd samp var tt math svg".split())
_KINDS = {
    "h1": BlockKind.TITLE,
    **{f"h{level}": BlockKind.HEADING for level in range(2, 7)},
    "p": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTATION,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "title": BlockKind.METADATA,
}
_BLOCKS = frozenset(_KINDS) | frozenset(
    "html head body article main section div header aside figure ul ol dl table thead tbody tfoot tr address details "
    "summary hgroup fieldset legend center hr".split()
)
_ENDED_BY_BLOCK = frozenset(["p"])
_ENDED_BY_SAME = frozenset("li dt dd td th tr option".split())
_LEDE = re.compile(r"\b(?:lede|lead|intro|standfirst|dek|vorspann|chapo|ingress|zajawka)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LINE_END = re.compile("\n")


def blocks(raw: str) -> Extract:
    """Return the blocks of an HTML page or fragment."""
    reader = _Reader(raw, 0, len(raw))
    reader.run()
    language = reader.page_language
    by = "<html lang>" if language else None
    if language is None:
        # A fragment may say it on each of its outermost elements.
        said = {block.language for block in reader.found}
        if len(said) == 1 and None not in said:
            language, by = said.pop(), "lang attribute"
    own = tuple(
        replace(block, language=None if block.language == language else block.language) for block in reader.found
    )
    return Extract(own, language, by, versions=reader.versions, links=tuple(reader.links))


def blocks_of_fragment(raw: str, start: int, end: int) -> Extract:
    """Return the blocks and links of HTML that stands in another text, at raw[start:end]."""
    reader = _Reader(raw, start, end)
    reader.run()
    return Extract(tuple(reader.found), links=tuple(reader.links))


@dataclass(slots=True)
class _Element:
    tag: str
    skipped: bool = False
    opaque_from: int | None = None
    link_from: int | None = None
    language: str | None = None
    kind: BlockKind | None = None
    region: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Follows the tags of one page and builds its blocks. Offsets of the parser are lines and columns; ours are raw."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        super().__init__(convert_charrefs=False)
        self.raw, self.base, self.limit = raw, start, end
        self.part = raw[start:end] if (start, end) != (0, len(raw)) else raw
        self.line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.part))]
        self.open: list[_Element] = []
        self.found: list[Block] = []
        self.builder = Builder()
        self.kind = BlockKind.PARAGRAPH
        self.language: str | None = None
        self.page_language: str | None = None
        self.versions: dict[str, str] = {}
        self.links: list[Hyperlink] = []
        self.region = next((tag for tag in ("article", "main") if re.search(rf"<{tag}[\s>]", self.part, re.I)), None)

    def run(self) -> None:
        self.feed(self.part)
        self.close()
        for element in reversed(self.open):
            if element.opaque_from is not None:
                self.builder.opaque(element.opaque_from, self.limit)
                break
        self._end_links(self.open, self.limit)
        self._flush()

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.base + self.line_starts[line - 1] + column

    def _is_out(self) -> bool:
        """Say whether what comes now is none of the article's text."""
        if any(element.skipped or element.opaque_from is not None for element in self.open):
            return True
        if self.region is None or any(element.region or element.tag == "title" for element in self.open):
            return any(element.tag == "head" for element in self.open) and not any(e.tag == "title" for e in self.open)
        return True

    # ------------------------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        start = self.here
        text = self.get_starttag_text() or ""
        if tag == "html" and attributes.get("lang"):
            self.page_language = attributes["lang"].strip()
        if tag in _BLOCKS or tag in _SKIPPED:
            self._end_implied(tag)
            self._flush()
        if tag == "br" and not self._is_out():
            self.builder.space(start, start + len(text))
        if tag == "img" and not self._is_out():
            self._attribute_block(text, start, "alt", BlockKind.ALT)
        if tag == "link" and "alternate" in attributes.get("rel", "").lower().split() and attributes.get("hreflang"):
            self.versions.setdefault(attributes["hreflang"].strip(), attributes.get("href", "").strip())
        if tag == "meta" and attributes.get("name", "").lower() == "description":
            self._attribute_block(text, start, "content", BlockKind.METADATA)
        if tag in _VOID:
            return
        self.open.append(self._element(tag, attributes, start))
        if tag in _BLOCKS:
            self._begin_block()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _SKIPPED:
            self._flush()
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].tag == tag:
                closed = self.open[index:]
                del self.open[index:]
                self._end_links(closed, self.here)
                started = next((e.opaque_from for e in closed if e.opaque_from is not None), None)
                if started is not None and not self._is_out():
                    end = self.raw.find(">", self.here, self.limit) + 1
                    self.builder.opaque(started, end or self.limit)
                break
        if tag in _BLOCKS or tag in _SKIPPED:
            self._begin_block()

    def _end_links(self, closed: list[_Element], end: int) -> None:
        self.links += [
            Hyperlink(element.attributes["href"].strip(), Span(element.link_from, end))
            for element in closed
            if element.link_from is not None
        ]

    def _element(self, tag: str, attributes: dict[str, str], start: int) -> _Element:
        language = attributes.get("lang", attributes.get("xml:lang", "")).strip() or None
        unchecked = attributes.get("translate") == "no" or attributes.get("data-tqcheck") == "off"
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        is_block = tag in _BLOCKS
        # Another language inside a sentence is somebody's words or a title: a block of its own says so by itself.
        foreign = bool(language) and not is_block and _base(language) != _base(self._language_here())
        opaque = not is_block and (tag in _OPAQUE or unchecked or foreign) and not self._is_out()
        return _Element(
            tag,
            skipped=tag in _SKIPPED or hidden or (unchecked and is_block),
            opaque_from=start if opaque else None,
            link_from=start if tag == "a" and attributes.get("href", "").strip() and not self._is_out() else None,
            language=language if tag != "html" else None,
            kind=_KINDS.get(tag),
            region=tag == self.region,
            attributes=attributes,
        )

    def _end_implied(self, tag: str) -> None:
        """Close what HTML lets an author leave open: a paragraph before a block, an item before the next."""
        while self.open:
            last = self.open[-1].tag
            if last in _ENDED_BY_BLOCK or (last == tag and tag in _ENDED_BY_SAME):
                self.open.pop()
            else:
                return

    def _language_here(self) -> str | None:
        return next((e.language for e in reversed(self.open) if e.language), self.page_language)

    def _begin_block(self) -> None:
        self.kind = BlockKind.PARAGRAPH
        for element in reversed(self.open):
            if element.kind is None:
                continue
            self.kind = element.kind
            if element.kind is not BlockKind.PARAGRAPH:
                break
            if _LEDE.search(element.attributes.get("class", "")):
                self.kind = BlockKind.LEDE
                break
        language = self._language_here()
        self.language = language if _base(language) != _base(self.page_language) else None

    def _flush(self) -> None:
        block = self.builder.block(self.kind, self.language)
        if block:
            self.found.append(block)
        self.builder = Builder()

    def _attribute_block(self, tag_text: str, start: int, name: str, kind: BlockKind) -> None:
        """Add the value of an attribute as a block of its own."""
        position = re.match(r"<[^\s/>]+", tag_text)
        for attribute in _ATTRIBUTE.finditer(tag_text, position.end() if position else 1):
            if attribute.group(1).lower() != name:
                continue
            group = next((number for number in (2, 3, 4) if attribute.group(number) is not None), None)
            if group is not None:
                builder = Builder()
                builder.with_entities(self.raw, start + attribute.start(group), start + attribute.end(group))
                block = builder.block(kind, self.language)
                self.found += [block] if block else []
            return

    # ------------------------------------------------------------------------------- text

    def handle_data(self, data: str) -> None:
        if not self._is_out():
            start = self.here
            self.builder.text(self.raw, start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._is_out():
            return
        start = self.here
        end = start + len(written)
        if self.raw.startswith(";", end) and end < self.limit:
            end += 1
        self.builder.with_entities(self.raw, start, end)


def _base(tag: str | None) -> str:
    """Return what matters of a language tag for telling two languages apart: en-GB and en-US are one."""
    return re.split("[-_]", tag or "")[0].lower()

"""TMX 1.4: translation units with a text in each language; one of them is the translation, one the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from tqcheck.errors import InputFileError
from tqcheck.languages.inventory import base, normalise_tag
from tqcheck.segments.markup import Attributes, Events, Inline
from tqcheck.segments.opening import malformed
from tqcheck.segments.records import Request, Segment, SegmentFile


def segments(request: Request) -> SegmentFile:
    """Return a file's units as segments. Raises InputFileError.

    The translation is in `request.language`; without one, a file of two languages has the one that
    is not its source language. A unit without it has an empty text: an omission.
    """
    reader = _Reader(request.path)
    reader.read(request.data)
    if not reader.is_tmx:
        raise InputFileError(request.path, "malformed", "is no TMX file: it has no <tmx> element")
    target, source = _languages(request, reader)
    found = []
    for unit in reader.units:
        from_text = unit.text(source)
        line, to_text = unit.texts.get(target, (unit.line, ""))
        own = from_text if request.side == "source" else to_text
        if own is None or (from_text is None and target not in unit.texts):
            continue  # it is in other languages
        found.append(Segment(unit.id or from_text or f"line {unit.line}", line, own, from_text))
    notes = []
    if reader.doubled:
        lines = ", ".join(map(str, reader.doubled[:5]))
        notes.append(f"{request.path} has units with two texts in one language; the first is taken (line {lines}).")
    return SegmentFile(
        request.path, request.format, tuple(found), True, _tag(target), _tag(source) if source else None, tuple(notes)
    )


@dataclass
class _Unit:
    line: int
    id: str | None
    source_language: str | None
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Language, as `_plain` writes it, to the line and the text."""

    def text(self, language: str | None) -> str | None:
        return self.texts[language][1] if language in self.texts else None


class _Reader(Events):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.is_tmx = False
        self.source_language: str | None = None
        self.units: list[_Unit] = []
        self.doubled: list[int] = []
        self._open: list[str] = []
        self._preserve = [False]
        self._language = ""
        self._line = 0
        self._inline: Inline | None = None
        self._depth = 0
        """How many elements are open inside the text that is being collected."""

    def start(self, name: str, attributes: Attributes) -> None:
        if self._inline is not None:
            self._depth += 1
            self._inline.start(name, attributes)
            return
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        space = attributes.get("xml:space")
        self._preserve.append(self._preserve[-1] if space is None else space == "preserve")
        if name == "tmx":
            self.is_tmx = True
        elif name == "header":
            self.source_language = _plain(attributes.get("srclang"))
        elif name == "tu":
            source = _plain(attributes.get("srclang"))
            self.units.append(_Unit(self.line, attributes.get("tuid"), source))
        elif name == "tuv":
            language = _plain(attributes.get("xml:lang") or attributes.get("lang"))
            if language is None:
                raise malformed(self.path, self.line, "has a <tuv> that does not say its language (xml:lang)")
            self._language = language
        elif name == "seg" and parent == "tuv" and self.units:
            self._line, self._depth = self.line, 0
            self._inline = Inline(preserve=self._preserve[-1])

    def end(self, _: str) -> None:
        if self._inline is not None and self._depth:
            self._depth -= 1
            self._inline.end()
            return
        self._open.pop()
        self._preserve.pop()
        if self._inline is not None:
            texts = self.units[-1].texts
            if self._language in texts:
                self.doubled.append(self._line)
            else:
                texts[self._language] = (self._line, self._inline.result())
            self._inline = None

    def text(self, text: str) -> None:
        if self._inline is not None:
            self._inline.text(text)


def _languages(request: Request, reader: _Reader) -> tuple[str, str | None]:
    """Return the languages of the translation and of the source, as the file's units have them."""
    present = list(dict.fromkeys(language for unit in reader.units for language in unit.texts))
    if not present:
        raise InputFileError(request.path, "empty", "holds no translation units: there is nothing to score")
    declared = next(
        (s for s in (reader.source_language, *(unit.source_language for unit in reader.units)) if s and s != "*all*"),
        None,
    )
    source = _one_of(request, present, declared, strict=False) if declared else None
    if request.language is not None:
        target = _one_of(request, present, request.language, strict=True)
        assert target is not None
        others = [language for language in present if language != target]
        return target, source if source in others else others[0] if len(others) == 1 else None
    others = [language for language in present if language != source]
    if source is None or len(others) != 1:
        listed = ", ".join(_tag(language) for language in present)
        why = "and does not say which is the source" if len(present) == 2 else "not a source and a translation"
        raise InputFileError(
            request.path, "languages", f"is in {listed}, {why}: name the language of the translations by --lang"
        )
    return others[0], source


def _one_of(request: Request, present: list[str], wanted: str, *, strict: bool) -> str | None:
    """Return the language of the file that a tag means: itself, else the only one with the same base."""
    if _plain(wanted) in present:
        return _plain(wanted)
    same = [language for language in present if _base(language) == _base(wanted)]
    if len(same) == 1:
        return same[0]
    if not strict:
        return None
    listed = ", ".join(_tag(language) for language in same or present)
    what = f"has more than one {wanted} ({listed}): name one" if same else f"has no {wanted}: it is in {listed}"
    raise InputFileError(request.path, "languages", what)


def _plain(tag: str | None) -> str | None:
    return tag.strip().lower().replace("_", "-") if tag and tag.strip() else None


def _base(tag: str) -> str:
    known = normalise_tag(tag)
    return base(known) if known else tag.lower().replace("_", "-").split("-")[0]


def _tag(language: str) -> str:
    return normalise_tag(language) or language

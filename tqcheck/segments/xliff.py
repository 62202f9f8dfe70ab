"""XLIFF 1.2 and 2.x: a unit's (in 2.x: a segment's) target is the translation, its source the source.

Left out: units that say translate="no", themselves or by what they stand in; `ignorable` parts; proposals
(`alt-trans`, `matches`). A unit without a target has an empty text: an omission.

Ids are "file/unit", in a unit of several segments "file/unit/segment"; a document with one `file`
leaves its name out, for it is often the path of a temporary file. `file` is named by `original`
in 1.2 and by `id` in 2.x.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tqcheck.errors import InputFileError
from tqcheck.languages.inventory import normalise_tag
from tqcheck.segments.markup import Attributes, Events, Inline
from tqcheck.segments.opening import malformed
from tqcheck.segments.records import Request, Segment, SegmentFile


def segments(request: Request) -> SegmentFile:
    """Return a file's units as segments. Raises InputFileError."""
    reader = _Reader(request.path)
    reader.read(request.data)
    if reader.version is None:
        raise InputFileError(request.path, "malformed", "is no XLIFF file: it has no <xliff> element")
    targets = list(dict.fromkeys(_tag(file.target) for file in reader.files if file.target and file.units))
    if len(targets) > 1:
        raise InputFileError(
            request.path, "languages", f"is translated into {', '.join(targets)}: write a file for each language"
        )
    sources = list(dict.fromkeys(_tag(file.source) for file in reader.files if file.source and file.units))
    found = []
    for file in reader.files:
        for unit in file.units:
            for number, part in enumerate(unit.parts, 1):
                own = part.source if request.side == "source" else part.target
                names = [file.name] if len(reader.files) > 1 else []
                names += [unit.id] + ([part.id or str(number)] if len(unit.parts) > 1 else [])
                found.append(Segment("/".join(names), part.line, own or "", part.source))
    return SegmentFile(
        request.path,
        request.format,
        tuple(found),
        by_name=True,
        language=request.language or (targets[0] if targets else None),
        source_language=sources[0] if len(sources) == 1 else None,
    )


def _tag(language: str) -> str:
    return normalise_tag(language) or language


@dataclass
class _Part:
    """A source and its target: the whole unit in 1.2, a segment in 2.x. `line` is the target's, if there is one."""

    line: int
    id: str | None = None
    source: str | None = None
    target: str | None = None


@dataclass
class _Unit:
    id: str
    parts: list[_Part] = field(default_factory=list)


@dataclass
class _File:
    name: str
    source: str | None
    target: str | None
    units: list[_Unit] = field(default_factory=list)


@dataclass(frozen=True)
class _Open:
    """An element that has begun: its name, and what it hands down to those inside."""

    name: str
    translate: bool = True
    preserve: bool = False


class _Reader(Events):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.version: int | None = None
        self.files: list[_File] = []
        self._open = [_Open("")]
        self._languages: tuple[str | None, str | None] = (None, None)
        self._unit: _Unit | None = None
        self._part: _Part | None = None
        """The unit and the part that are open and to be read."""
        self._inline: Inline | None = None
        self._depth = 0
        """How many elements are open inside the text that is being collected."""

    def start(self, name: str, attributes: Attributes) -> None:
        if self._inline is not None:
            self._depth += 1
            self._inline.start(name, attributes)
            return
        outer = self._open[-1]
        translate = attributes.get("translate")
        space = attributes.get("xml:space")
        self._open.append(
            _Open(
                name,
                outer.translate if translate is None else translate != "no",
                outer.preserve if space is None else space == "preserve",
            )
        )
        if name == "xliff":
            self._begin(attributes)
        elif self.version is None:
            return
        elif name == "file":
            label = attributes.get("original") if self.version == 1 else attributes.get("id")
            source, target = self._languages
            self.files.append(
                _File(
                    label or str(len(self.files) + 1),
                    attributes.get("source-language", source),
                    attributes.get("target-language", target),
                )
            )
        elif name in ("trans-unit", "unit") and self.files:
            self._begin_unit(name, attributes)
        elif name == "segment" and outer.name == "unit" and self._unit is not None:
            self._part = _Part(self.line, attributes.get("id"))
            self._unit.parts.append(self._part)
        elif name in ("source", "target") and outer.name in ("trans-unit", "segment") and self._part is not None:
            if name == "target":
                self._part.line = self.line
            self._depth = 0
            self._inline = Inline(preserve=self._open[-1].preserve)

    def end(self, name: str) -> None:
        if self._inline is not None and self._depth:
            self._depth -= 1
            self._inline.end()
            return
        if self._inline is not None and self._part is not None:
            if name == "target":
                self._part.target = self._inline.result()
            else:
                self._part.source = self._inline.result()
            self._inline = None
        self._open.pop()
        if name in ("trans-unit", "unit", "segment"):
            self._part = None
            self._unit = self._unit if name == "segment" else None

    def text(self, text: str) -> None:
        if self._inline is not None:
            self._inline.text(text)

    def _begin(self, attributes: Attributes) -> None:
        version = attributes.get("version", "")
        if version.partition(".")[0] not in ("1", "2"):
            raise malformed(self.path, self.line, f"says XLIFF version {version!r}: 1.2 and 2.x are read")
        self.version = int(version[0])
        self._languages = (attributes.get("srcLang"), attributes.get("trgLang"))

    def _begin_unit(self, name: str, attributes: Attributes) -> None:
        label = attributes.get("id")
        if label is None:
            raise malformed(self.path, self.line, f"has a <{name}> without an id")
        self._unit = self._part = None
        if not self._open[-1].translate:
            return
        self._unit = _Unit(label)
        self.files[-1].units.append(self._unit)
        if name == "trans-unit":
            self._part = _Part(self.line)
            self._unit.parts.append(self._part)

"""What TMX and XLIFF share: XML read event by event, with lines, and the text of segments with inline codes.

The parser is expat, from the standard library: it costs no import, says where each element
stands and where a file breaks off. Files may come from anywhere, so nothing that a file declares
is expanded or fetched: an entity declaration is an error, whatever it declares.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from tqcheck.errors import InputFileError
from tqcheck.segments.opening import malformed

Attributes = dict[str, str]

_CODES = frozenset(("bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"))
"""Elements that stand for native code. What they hold (`sub` too, a text of its own) is none of the segment's text."""
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = re.compile(r"[ \t\r\n]+")


class Events:
    """Reads XML and calls `start`, `end` and `text`; names come without their namespace (`xml:lang` keeps its prefix)."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, data: bytes) -> None:
        """Read a document. Raises InputFileError."""
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda name: self.end(name.rpartition(" ")[2])
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            raise malformed(self.path, error.lineno, f"is not well-formed XML: {what}") from None
        except (
            LookupError,
            ValueError,
        ) as error:  # an encoding that Python has not, or that has many bytes a character
            raise InputFileError(self.path, "encoding", f"is XML in an encoding that cannot be read: {error}") from None

    @property
    def line(self) -> int:
        """The line of the event that is being handled."""
        return self._parser.CurrentLineNumber

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str, /) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Character data."""

    def _start(self, name: str, attributes: Attributes) -> None:
        plain = {}
        for key, value in attributes.items():
            space, _, local = key.rpartition(" ")
            if space in ("", _XML):
                plain["xml:" + local if space else local] = value
        self.start(name.rpartition(" ")[2], plain)

    def _entity(self, name: str, *_: object) -> NoReturn:
        raise malformed(
            self.path,
            self.line,
            f"declares an entity ({name}): such files are not read, since they can be made to harm",
        )

    def _skipped(self, name: str, _: bool) -> NoReturn:
        raise malformed(self.path, self.line, f"uses an entity (&{name};) that XML does not know")


class Inline:
    """Collects the text of a segment: what stands inside wrapping elements, and nothing for codes.

    A code gives its text equivalent where it has one (XLIFF's `equiv-text`, `equiv`, `equivStart`,
    `equivEnd`), a line break a space.
    """

    def __init__(self, *, preserve: bool = False) -> None:
        self._preserve = preserve
        self._pieces: list[str] = []
        self._in_code = 0
        self._ends: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if self._in_code or name in _CODES:
            if not self._in_code:
                self._pieces.append(_equivalent(name, attributes))
            self._in_code += 1
            return
        self._pieces.append(attributes.get("equivStart", ""))
        self._ends.append(attributes.get("equivEnd", ""))

    def end(self) -> None:
        if self._in_code:
            self._in_code -= 1
        else:
            self._pieces.append(self._ends.pop())

    def text(self, text: str) -> None:
        if not self._in_code:
            self._pieces.append(text)

    def result(self) -> str:
        """Return the text. Without xml:space="preserve" the line breaks and indents of pretty-printing are one space."""
        text = "".join(self._pieces)
        if self._preserve:
            return text
        return _SPACES.sub(" ", text).strip(" ") if "\n" in text or "\t" in text else text.strip(" \r")


def _equivalent(name: str, attributes: Attributes) -> str:
    if name == "cp":
        return _character(attributes.get("hex", ""))
    given = attributes.get("equiv-text") or attributes.get("equiv")
    if given:
        return given
    kinds = (attributes.get("ctype"), attributes.get("type"), attributes.get("subType"))
    return " " if "lb" in kinds or "xlf:lb" in kinds else ""


def _character(digits: str) -> str:
    """Return the character that XML cannot hold and XLIFF 2 writes by its number."""
    try:
        number = int(digits, 16)
    except ValueError:
        return ""
    return chr(number) if 0 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""

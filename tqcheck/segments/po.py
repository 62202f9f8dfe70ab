"""Gettext PO: an entry's msgstr is the translation, its msgid the source; plural forms are segments of their own.

The header and obsolete entries (#~) are left out; fuzzy entries are read and noted, since
programs do not show them. Ids are "msgid", "context | msgid", and "msgid [n]" for the plural form n.

The grammar is that of gettext's po-lex: comments, keywords, strings with C's escapes. (Of the
libraries, polib reads an unclosed string as an empty one and drops an entry that is cut off.)
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from tqcheck.errors import InputFileError
from tqcheck.languages.inventory import normalise_tag
from tqcheck.segments.opening import decoded, malformed
from tqcheck.segments.records import Request, Segment, SegmentFile

_CHARSET = re.compile(rb"Content-Type:[^\"\\]*charset=([\w.:-]+)", re.I)
_HEAD = 65_536
_TOKEN = re.compile(
    r"""[ \t\r\f\v]+ | (?P<comment>\#.*) | (?P<keyword>msgctxt|msgid_plural|msgid|msgstr|domain)(?![\w])
    | \[[ \t]*(?P<number>\d{1,3})[ \t]*\] | "(?P<string>(?:[^"\\]|\\.)*)" """,
    re.X,
)
_ESCAPE = re.compile(r"(?:\\[0-7]{1,3}|\\x[0-9a-fA-F]{1,2})+|\\(.)", re.S)
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_LETTERS = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"', "'": "'", "?": "?",
}  # fmt: skip
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.M)


def segments(request: Request) -> SegmentFile:
    """Return a file's entries as segments. Raises InputFileError."""
    encoding = _encoding(request)
    entries = _Parser(request.path, encoding).parse(decoded(request.path, request.data, encoding))
    language = None
    fuzzy: list[int] = []
    found: list[Segment] = []
    notes: tuple[str, ...] = ()
    for entry in entries:
        msgid = entry.id or ""
        if entry.context is None and not msgid:
            declared = _LANGUAGE.search(entry.texts.get(0, (0, ""))[1])
            language = normalise_tag(declared.group(1).partition("@")[0]) if declared else None
            continue
        label = msgid if entry.context is None else f"{entry.context} | {msgid}"
        for number, (line, text) in sorted(entry.texts.items()):
            source = msgid if number == 0 or entry.plural is None else entry.plural
            name = label if entry.plural is None else f"{label} [{number}]"
            found.append(Segment(name, line, source if request.side == "source" else text, source))
        if entry.fuzzy:
            fuzzy.append(entry.line)
    if fuzzy:
        listed = ", ".join(map(str, fuzzy[:5])) + (" …" if len(fuzzy) > 5 else "")
        many, are = ("1 entry", "is") if len(fuzzy) == 1 else (f"{len(fuzzy)} entries", "are")
        notes = (f"{many} of {request.path} marked fuzzy, which programs do not show, {are} scored (line {listed}).",)
    return SegmentFile(request.path, request.format, tuple(found), True, request.language or language, None, notes)


def _encoding(request: Request) -> str:
    declared = _CHARSET.search(request.data[:_HEAD])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    if name == "CHARSET":  # a template that nobody has filled in
        return "utf-8"
    try:
        encoding = codecs.lookup(name).name
        if b"\n".decode(encoding) != "\n":  # UTF-16, which gettext does not take
            raise LookupError
    except (LookupError, UnicodeError):
        raise InputFileError(
            request.path, "encoding", f"says that its charset is {name}, which cannot be read"
        ) from None
    return encoding


@dataclass
class _Entry:
    line: int
    fuzzy: bool = False
    context: str | None = None
    id: str | None = None
    plural: str | None = None
    texts: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Number of the plural form to the line of its msgstr and its text."""


class _Parser:
    """Reads an entry's keywords in their order: msgctxt?, msgid, msgid_plural?, msgstr or msgstr[n]…"""

    def __init__(self, path: str, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self._entries: list[_Entry] = []
        self._entry: _Entry | None = None
        self._fuzzy = False
        self._keyword: str | None = None
        """The keyword whose strings are being read."""
        self._number: int | None = None
        self._line = 0
        """The line of that keyword."""
        self._strings: list[str] | None = None

    def parse(self, text: str) -> list[_Entry]:
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            self._read(number, line)
        self._close_keyword()
        self._close_entry(len(lines))
        return self._entries

    def _read(self, number: int, line: str) -> None:
        place = 0
        while place < len(line):
            token = _TOKEN.match(line, place)
            if token is None:
                rest = line[place : place + 30]
                what = "has a string that is not closed" if rest.startswith('"') else f"cannot be read at {rest!r}"
                raise malformed(self._path, number, what)
            place = token.end()
            if token["keyword"]:
                self._close_keyword()
                self._open_keyword(token["keyword"], number)
            elif token["number"] is not None:
                if self._keyword != "msgstr" or self._number is not None or self._strings is not None:
                    raise malformed(self._path, number, "has a number in brackets that follows no msgstr")
                self._number = int(token["number"])
            elif token["string"] is not None:
                if self._keyword is None:
                    raise malformed(self._path, number, "has a string that belongs to no keyword")
                self._strings = self._strings or []
                self._strings.append(self._unescaped(token["string"], number))
            elif token["comment"]:
                self._comment(token["comment"], number)

    def _comment(self, comment: str, line: int) -> None:
        """A comment ends an entry that has its msgstr; flags are those of the next one."""
        if self._keyword == "msgstr":
            self._close_keyword()
            self._close_entry(line)
        if comment.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", comment[2:]):
            self._fuzzy = True
        elif comment.startswith("#~"):
            self._fuzzy = False  # that mark was an obsolete entry's

    def _open_keyword(self, keyword: str, line: int) -> None:
        entry = self._entry
        if entry is not None and entry.texts and keyword != "msgstr":
            self._close_entry(line)
            entry = None
        if keyword == "domain":
            self._close_entry(line)
        elif entry is None:
            if keyword not in ("msgctxt", "msgid"):
                raise malformed(self._path, line, f"has a {keyword} without a msgid before it")
            self._entry = _Entry(line, self._fuzzy)
            self._fuzzy = False
        elif (
            (keyword == "msgctxt")
            or (keyword == "msgid" and entry.id is not None)
            or (keyword == "msgid_plural" and (entry.id is None or entry.plural is not None))
            or (keyword == "msgstr" and entry.id is None)
        ):
            raise malformed(self._path, line, f"has a {keyword} where the entry of line {entry.line} cannot have one")
        self._keyword, self._number, self._line = keyword, None, line

    def _close_keyword(self) -> None:
        if self._keyword is None:
            return
        if self._strings is None:
            raise malformed(self._path, self._line, f"has a {self._keyword} without a string")
        text, entry = "".join(self._strings), self._entry
        keyword, self._keyword, self._strings = self._keyword, None, None
        if entry is None:
            return  # a domain
        if keyword == "msgctxt":
            entry.context = text
        elif keyword == "msgid":
            entry.id = text
        elif keyword == "msgid_plural":
            entry.plural = text
        else:
            if (self._number is None) != (entry.plural is None):
                what = (
                    "a plain msgstr for a msgid_plural"
                    if entry.plural is not None
                    else "msgstr[n] without a msgid_plural"
                )
                raise malformed(self._path, self._line, f"has {what}")
            number = self._number or 0
            if number in entry.texts:
                raise malformed(self._path, self._line, "has a second msgstr for the same msgid")
            entry.texts[number] = (self._line, text)

    def _close_entry(self, line: int) -> None:
        if self._entry is None:
            return
        if not self._entry.texts:
            raise malformed(self._path, self._entry.line, f"begins an entry that has no msgstr up to line {line}")
        self._entries.append(self._entry)
        self._entry = None

    def _unescaped(self, text: str, line: int) -> str:
        def plain(found: re.Match[str]) -> str:
            letter = found[1]
            if letter is None:  # bytes by their numbers, in the file's encoding
                numbers = [int(h, 16) if h else int(o, 8) & 0xFF for h, o in _BYTE.findall(found[0])]
                try:
                    return bytes(numbers).decode(self._encoding)
                except UnicodeDecodeError:
                    raise malformed(
                        self._path, line, f"has an escape {found[0]} that is not {self._encoding}"
                    ) from None
            if letter not in _LETTERS:
                raise malformed(self._path, line, f"has an unknown escape \\{letter}")
            return _LETTERS[letter]

        return _ESCAPE.sub(plain, text) if "\\" in text else text

"""Glossaries: the terms of a house in several languages, read from CSV, TSV and TBX, and from the settings.

A glossary says how a thing is called in each language, and how it is not to be called. CSV has a
language a column and a thing a row; TBX (ISO 30042) is read in its second version (martif,
termEntry, langSet, tig or ntig), its third (conceptEntry, langSec, termSec) and as TBX-Min. What
stands in a status is told by the words of TBX's data categories and by plain ones.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from tqcheck.errors import ConfigError
from tqcheck.languages.inventory import LANGUAGES, base, normalise_tag
from tqcheck.lexicon.house import EXACTLY
from tqcheck.lexicon.kept import cached_at, read_cached, write_cached

Row = Mapping[str, str | tuple[str, ...]]
"""An entry as the settings write it: the names of columns, and what stands in them."""

SUFFIXES = (".csv", ".tsv", ".tbx", ".xml")
"""What the files of glossaries may be called."""
FORBIDDEN = "forbidden_"
"""Stands before the language of a column of terms that are not to be written."""

_LARGE = 50_000
"""Bytes. What comes of smaller files is made anew each time, in a few milliseconds."""
_FORM = 1
"""Raised when what is kept changes its form."""
_NOTE, _STATUS = "note", "status"
_PASSED_OVER = frozenset(
    "comment comments context created creator date definition description domain example gender number part_of_speech pos "
    "project source subject subject_field usage modified author concept_id term_id".split()
)
_IN_FORCE = frozenset(
    "preferred admitted approved accepted active final mandatory recommended standardized regulated legal".split()
)
_NOT_TO_BE_WRITTEN = frozenset("forbidden deprecated superseded obsolete prohibited disallowed".split())
_NOT_IN_FORCE = frozenset("proposed draft new candidate inactive rejected withdrawn unapproved provisional".split())
_NAMES = {language.name.lower(): language.code for language in LANGUAGES.values()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing and its names. `terms` and `forbidden` are by language tag (BCP 47), preferred terms first."""

    terms: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]]
    note: str = ""
    place: str = ""
    """Where it stands, for people: "terms.csv:12"."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a term of the source may be called in the translation, and what it may not, over all entries that have it."""

    terms: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    places: tuple[str, ...]


class Glossary:
    """The entries of files and of the settings, in that order. Nothing is read before it is asked for."""

    def __init__(self, files: Sequence[Path] = (), rows: Sequence[Row] = ()) -> None:
        self._files = tuple(files)
        self._rows = tuple(rows)
        self._pairs: dict[tuple[str, str], Mapping[str, Wanted]] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries. Raises ConfigError with file and line."""
        rows = [Entry(*_row(_plan(row), list(map(_joined, row.values()))), "the settings") for row in self._rows]
        return tuple(
            rows + [entry for file, data in zip(self._files, self._data, strict=True) for entry in read(file, data)]
        )

    def between(self, source: str, target: str) -> Mapping[str, Wanted]:
        """Return what each term of a language is to be called in another, by the term.

        `source` and `target` are language tags. Terms of a region ("pt-BR") hold for it, and for the
        language where none is asked for; those of the language hold everywhere. What comes of large
        files is kept in the cache folder. Raises ConfigError with file and line.
        """
        known = self._pairs.get((source, target))
        if known is None:
            known = self._pairs[source, target] = self._kept(source, target)
        return known

    @cached_property
    def _data(self) -> tuple[bytes, ...]:
        found = []
        for file in self._files:
            try:
                found.append(file.read_bytes())
            except OSError as error:
                raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
        return tuple(found)

    def _kept(self, source: str, target: str) -> Mapping[str, Wanted]:
        if sum(map(len, self._data)) < _LARGE:
            return _between(self.entries, source, target)
        parts = [repr((_FORM, source, target, self._rows, [file.name for file in self._files])).encode(), *self._data]
        path = cached_at("glossary", parts)
        kept = read_cached(path)
        if kept is not None:
            return {term: Wanted(tuple(w), tuple(f), n, tuple(p)) for term, w, f, n, p in kept}
        found = _between(self.entries, source, target)
        write_cached(path, [(term, w.terms, w.forbidden, w.note, w.places) for term, w in found.items()])
        return found


def _between(entries: Iterable[Entry], source: str, target: str) -> dict[str, Wanted]:
    by_term: dict[str, list[Entry]] = {}
    from_tags = _Tags(lambda tag: base(tag) == base(source))
    for entry in entries:
        for side in (entry.terms, entry.forbidden):
            for tag, terms in side.items():
                if from_tags[tag]:
                    for term in terms:
                        by_term.setdefault(term, []).append(entry)
    found = {}
    to_tags = _Tags(lambda tag: _holds(tag, target))
    for term, having in by_term.items():
        terms = _once(t for e in having for tag, listed in e.terms.items() if to_tags[tag] for t in listed)
        barred = _once(t for e in having for tag, listed in e.forbidden.items() if to_tags[tag] for t in listed)
        if terms or barred:
            note = next((entry.note for entry in having if entry.note), "")
            barred = tuple(t for t in barred if t not in terms)
            found[term] = Wanted(terms, barred, note, _once(entry.place for entry in having))
    return found


class _Tags(dict[str, bool]):
    """What a test says of language tags, asked once for each."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test

    def __missing__(self, tag: str) -> bool:
        self[tag] = said = self._test(tag)
        return said


def _holds(tag: str, target: str) -> bool:
    """Say whether terms of a tag hold in a translation into another: pt and pt-BR do in pt-BR, pt-PT does not."""
    if base(tag) != base(target):
        return False
    return "-" not in tag or "-" not in target or tag == target


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


# ------------------------------------------------------------------------------------ reading


def read(file: Path, data: bytes) -> list[Entry]:
    """Return the entries of a file's content. Raises ConfigError with file and line."""
    suffix = file.suffix.lower()
    if suffix in (".tbx", ".xml"):
        return _Tbx(file).read(data)
    return _table(file, data)


def check_row(row: Row) -> None:
    """Raise ValueError for a row of the settings that is no entry."""
    if len({tag for kind, tag in _plan(row) if kind in (_TERMS, _BARRED_TERMS)}) < 2:
        raise ValueError('names fewer than two languages; an entry is as in {en = "heat pump", de = "Wärmepumpe"}')
    _row(_plan(row), list(map(_joined, row.values())))


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "|".join(value)


def _table(file: Path, data: bytes) -> list[Entry]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: is not UTF-8 text") from None
    first = text.partition("\n")[0]
    delimiter = (
        "\t" if file.suffix.lower() == ".tsv" or "\t" in first else ";" if first.count(";") > first.count(",") else ","
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    entries: list[Entry] = []
    plan: _Plan | None = None
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cells) or not "".join(cells).strip():
                continue
            if plan is None:
                plan = _header(file, begins, cells)
                continue
            if len(cells) != len(plan):
                raise ConfigError(f"{file}:{begins}: has {_cells(len(cells))} where the first line has {len(plan)}")
            try:
                entries.append(Entry(*_row(plan, cells), f"{file.name}:{begins}"))
            except ValueError as error:
                raise ConfigError(f"{file}:{begins}: {error}") from None
    except csv.Error as error:
        raise ConfigError(f"{file}:{line}: is not CSV: {error}") from None
    if plan is None:
        raise ConfigError(f"{file}: is empty: its first line names the languages of the columns, as in en,de,pl")
    return entries


def _cells(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"


_TERMS, _BARRED_TERMS, _IS_NOTE, _IS_STATUS, _NOTHING = range(5)
_Plan = list[tuple[int, str]]
"""What each column holds: its kind, and the language tag of terms."""


def _header(file: Path, line: int, cells: list[str]) -> _Plan:
    try:
        plan = _plan(cells)
        if len({tag for kind, tag in plan if kind in (_TERMS, _BARRED_TERMS)}) < 2:
            raise ValueError("names fewer than two languages; the first line is as in en,de,pl,note")
        doubled = next((cell for cell, column in zip(cells, plan, strict=True) if plan.count(column) > 1), None)
        if doubled and _column(doubled)[0] != _NOTHING:
            raise ValueError(
                f"has two columns {doubled!r}; terms of one language stand in one cell, with | between them"
            )
    except ValueError as error:
        raise ConfigError(f"{file}:{line}: {error}") from None
    return plan


def _plan(names: Iterable[str]) -> _Plan:
    return [_column(name) for name in names]


def _column(name: str) -> tuple[int, str]:
    """Return what a column of this name holds. Raises ValueError for a name that is none."""
    plain = name.strip().lower().replace(" ", "_")
    if not plain or plain.startswith("#") or plain in _PASSED_OVER:
        return _NOTHING, ""
    if plain in (_NOTE, _STATUS):
        return (_IS_NOTE if plain == _NOTE else _IS_STATUS), ""
    is_barred = plain.startswith((FORBIDDEN, "forbidden-"))
    tag = plain[len(FORBIDDEN) :] if is_barred else plain
    known = _NAMES.get(tag) or normalise_tag(tag)
    if known is None:
        raise ValueError(
            f"{name.strip()!r} is no column of a glossary: languages (en, pt-BR), {FORBIDDEN}LANGUAGE, {_NOTE}, {_STATUS}; "
            "what begins with # is passed over"
        )
    return (_BARRED_TERMS if is_barred else _TERMS), known


_Terms = dict[str, tuple[str, ...]]


def _row(plan: _Plan, cells: Sequence[str]) -> tuple[_Terms, _Terms, str]:
    """Return the terms of a row, those that are forbidden, and its note. Raises ValueError."""
    terms: _Terms = {}
    barred: _Terms = {}
    note, standing = "", _PREFERRED
    for (kind, tag), cell in zip(plan, cells, strict=True):
        if not cell or kind == _NOTHING:
            continue
        if kind == _TERMS:
            if listed := _split(cell):
                terms[tag] = listed
        elif kind == _BARRED_TERMS:
            if listed := _split(cell):
                barred[tag] = listed
        elif kind == _IS_NOTE:
            note = " ".join(cell.split())
        else:
            standing = _standing(cell)
    if standing == _OUT:
        return {}, {}, note
    if standing == _BARRED:
        return {}, terms | barred, note
    for tag, listed in barred.items():
        both = next((term for term in listed if term in terms.get(tag, ())), None)
        if both is not None:
            raise ValueError(f"{both!r} is both to be written and forbidden in {tag}")
    return terms, barred, note


_PREFERRED, _ADMITTED, _BARRED, _OUT = range(4)


def _standing(status: str) -> int:
    """Return what a status says, in TBX's words or plain ones. Raises ValueError for any other."""
    plain = "_".join(status.lower().split())
    for ending in ("-admn-sts", "term"):
        plain = plain.removesuffix(ending)
    plain = plain.strip("_-")
    if not plain:
        return _PREFERRED
    if plain in _NOT_TO_BE_WRITTEN:
        return _BARRED
    if plain in _NOT_IN_FORCE:
        return _OUT
    if plain in _IN_FORCE:
        return _ADMITTED if plain in ("admitted", "accepted") else _PREFERRED
    raise ValueError(
        f"the status {status.strip()!r} is none that is known: preferred, admitted, approved; forbidden, deprecated; draft, "
        "proposed, rejected"
    )


def _split(cell: str) -> tuple[str, ...]:
    if "|" not in cell and ";" not in cell:
        term = _term(cell)
        return (term,) if term else ()
    return _once(term for part in cell.replace(";", "|").split("|") if (term := _term(part)))


def _term(text: str) -> str:
    """Return a term as it is looked for, white space made one space. Raises ValueError for what is none."""
    term = text if text.isalpha() else " ".join(text.split())
    if term and not any(map(str.isalnum, term.removeprefix(EXACTLY))):
        raise ValueError(f"{term!r} is no term: it has neither letter nor digit")
    return term


# ---------------------------------------------------------------------------------------- TBX

_ENTRY, _LANGUAGE, _TERM_GROUP, _TERM, _STATUS_NOTE, _COMMENT = range(6)
_ELEMENTS = {
    "termEntry": _ENTRY, "conceptEntry": _ENTRY, "entry": _ENTRY,
    "langSet": _LANGUAGE, "langSec": _LANGUAGE, "langGroup": _LANGUAGE,
    "tig": _TERM_GROUP, "ntig": _TERM_GROUP, "termSec": _TERM_GROUP, "termGroup": _TERM_GROUP,
    "term": _TERM,
    "termNote": _STATUS_NOTE, "administrativeStatus": _STATUS_NOTE, "normativeAuthorization": _STATUS_NOTE,
    "termStatus": _STATUS_NOTE,
    "note": _COMMENT,
}  # fmt: skip
_ROOTS = ("martif", "tbx", "TBX")
_STATUS_TYPES = ("administrativeStatus", "normativeAuthorization", "termStatus")


class _Tbx:
    """Reads TBX event by event. An entity that the file declares is refused: nothing is expanded or fetched."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._parser = expat.ParserCreate()
        self._entries: list[Entry] = []
        self._kinds: dict[str, int | None] = {}
        self._root = ""
        self._line = 0
        self._tag: str | None = None
        self._found: dict[str, dict[int, list[str]]] = {}
        self._note = ""
        self._group: tuple[list[str], list[str]] | None = None
        """The terms and the statuses of the open group."""
        self._text: list[str] | None = None
        self._collecting: int | None = None

    def read(self, data: bytes) -> list[Entry]:
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            raise ConfigError(f"{self._file}:{error.lineno}: is not well-formed XML: {what}") from None
        except (LookupError, ValueError) as error:  # an encoding that Python has not
            raise ConfigError(f"{self._file}: is XML in an encoding that cannot be read: {error}") from None
        if not self._entries and not self._found:
            raise ConfigError(f"{self._file}: holds no entries of a glossary")
        return self._entries

    def _kind(self, name: str) -> int | None:
        if name not in self._kinds:
            self._kinds[name] = _ELEMENTS.get(name.rpartition(":")[2])
        return self._kinds[name]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root:
            self._root = name.rpartition(":")[2]
            if self._root not in _ROOTS:
                raise ConfigError(f"{self._file}:{self._at()}: is no TBX file: it begins with <{name}>")
        kind = self._kind(name)
        if kind is None:
            return
        if kind == _ENTRY:
            self._line, self._found, self._note, self._tag = self._at(), {}, "", None
        elif kind == _LANGUAGE:
            given = attributes.get("xml:lang", "")
            # A language that tqcheck does not know is one that it cannot check.
            self._tag = normalise_tag(given) if given else None
            if not given:
                raise ConfigError(f"{self._file}:{self._at()}: <{name}> does not say its language (xml:lang)")
        elif kind == _TERM_GROUP:
            self._group = ([], [])
        elif self._text is None and (self._group is not None if kind in (_TERM, _STATUS_NOTE) else self._tag is None):
            if name.endswith("termNote") and attributes.get("type") not in _STATUS_TYPES:
                return
            self._text, self._collecting = [], kind
            self._parser.CharacterDataHandler = self._text.append

    def _end(self, name: str) -> None:
        kind = self._kind(name)
        if kind is None:
            return
        if kind == self._collecting and self._text is not None:
            text = " ".join("".join(self._text).split())
            self._text = self._collecting = self._parser.CharacterDataHandler = None
            if kind == _COMMENT:
                self._note = self._note or text
            elif self._group is not None:
                self._group[0 if kind == _TERM else 1].append(text)
        elif kind == _TERM_GROUP and self._group is not None:
            self._close_group(*self._group)
            self._group = None
        elif kind == _LANGUAGE:
            self._tag = None
        elif kind == _ENTRY:
            self._entries.append(self._entry())

    def _close_group(self, terms: list[str], statuses: list[str]) -> None:
        if self._tag is None:
            return
        try:
            standing = max(map(_standing, statuses), default=_PREFERRED)
            read = [term for text in terms if (term := _term(text))]
        except ValueError as error:
            raise ConfigError(f"{self._file}:{self._at()}: {error}") from None
        self._found.setdefault(self._tag, {}).setdefault(standing, []).extend(read)

    def _entry(self) -> Entry:
        terms = {
            tag: listed
            for tag, found in self._found.items()
            if (listed := _once((*found.get(_PREFERRED, ()), *found.get(_ADMITTED, ()))))
        }
        barred = {tag: _once(found[_BARRED]) for tag, found in self._found.items() if found.get(_BARRED)}
        return Entry(terms, barred, self._note, f"{self._file.name}:{self._line}")

    def _at(self) -> int:
        return self._parser.CurrentLineNumber

    def _entity(self, name: str, *_: object) -> NoReturn:
        raise ConfigError(
            f"{self._file}:{self._at()}: declares an entity ({name}): such files are not read, since they can be made to harm"
        )

    def _skipped(self, name: str, _: bool) -> NoReturn:
        raise ConfigError(f"{self._file}:{self._at()}: uses an entity (&{name};) that XML does not know")

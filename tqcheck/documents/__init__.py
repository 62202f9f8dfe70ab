"""Readers: a file's bytes become an `Article` with an exact map back to them. One reader a format.

To add one: a module with `blocks(raw) -> Extract`, and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from tqcheck.documents.building import Extract, links_of
from tqcheck.documents.decoding import decode
from tqcheck.errors import InputFileError
from tqcheck.languages.inventory import normalise_tag
from tqcheck.model import Article

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""Suffix to the module of its reader, which is imported when a file needs it."""

SUFFIXES = frozenset(READERS)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A language that somebody or something declares, and who."""

    language: str
    by: str


def read_file(path: Path, *, language: str | None = None) -> Article:
    """Read an article from a file. `language` (BCP 47) overrules what the file says of itself.

    Raises InputFileError when it cannot be read, holds no text, or is in no format that has a reader.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputFileError(str(path), "missing", "there is no such file") from None
    except IsADirectoryError:
        raise InputFileError(str(path), "folder", "is a folder, not a file") from None
    except OSError as error:
        raise InputFileError(str(path), "unreadable", f"cannot be read: {error.strerror}") from None
    return read(str(path), data, language=language)


def read(path: str, data: bytes, *, language: str | None = None) -> Article:
    """Read an article from its bytes; `path` is the name that it goes by. Raises InputFileError."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in READERS and suffix and normalise_tag(suffix[1:]) is None and suffix[1:].isalpha():
        known = " ".join(sorted(SUFFIXES))
        raise InputFileError(
            path, "unsupported-format", f"{suffix} files cannot be read; there are readers for {known}"
        )
    format_ = READERS.get(suffix, "text")
    raw, encoding = decode(path, data, is_html=format_ == "html")
    if not raw.strip():
        raise InputFileError(path, "empty", "is empty: there is nothing to check")
    reader: Callable[[str], Extract] = import_module(f"tqcheck.documents.{format_}").blocks
    extract = reader(raw)
    if not any(block.text.strip() for block in extract.blocks):
        raise InputFileError(path, "empty", "holds no text: there is nothing to check")
    declared = _declared(path, language, extract)
    return Article(
        path=path,
        raw=raw,
        blocks=extract.blocks,
        format=format_,
        encoding=encoding,
        declared_language=declared.language if declared else None,
        declared_by=declared.by if declared else None,
        origin=extract.origin,
        versions=extract.versions,
        links=links_of(raw, extract),
    )


def _declared(path: str, option: str | None, extract: Extract) -> Declaration | None:
    """Return the declared language: by option, by the file itself, by its name, by its folder."""
    name = PurePath(path)
    candidates = [
        (option, "--lang"),
        (extract.language, extract.declared_by),
        (name.suffixes[-2][1:] if len(name.suffixes) >= 2 else None, "file name"),
        (name.suffix[1:] if name.suffix.lower() not in READERS else None, "file name"),
        (name.parent.name if len(name.parent.name) in (2, 5) else None, "folder name"),
    ]
    for tag, by in candidates:
        normalised = normalise_tag(tag) if tag else None
        if normalised:
            return Declaration(normalised, by or "file")
    return None

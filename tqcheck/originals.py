"""Which file an article was translated from: what the file itself says, else where its versions lie.

source: ../en/tram.md                                     in the front matter
<link rel="alternate" hreflang="en" href="tram.en.html">  with source_language = "en" in the settings
tram.pl.md beside tram.en.md, pl/tram.md beside en/tram.md, with source_language = "en"
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from tqcheck.documents import SUFFIXES
from tqcheck.languages.inventory import base, normalise_tag
from tqcheck.model import Article

_NAME_PARTS = ".-_"
"""What sets a language off in a file name: tram.pl.md, tram-pl.md, tram_pl.md."""


def original_of(article: Article, source_language: str | None) -> Path | None:
    """Return the file that an article was translated from, or None where nothing tells or it is the source itself.

    What the front matter names is returned whether or not it is there: a source that is missing must be said.
    A credit ("source: Reuters") is no file.
    """
    path = Path(article.path)
    if article.origin and PurePosixPath(article.origin).suffix.lower() in SUFFIXES:
        return path.parent / article.origin
    if source_language is None or not path.exists():
        return None
    if article.declared_language and base(article.declared_language) == source_language:
        return None
    found = _linked(article, path, source_language) or _beside(path, source_language)
    return found if found and not _same(found, path) else None


def _linked(article: Article, path: Path, source_language: str) -> Path | None:
    """Return the version that a page links to, where its address leads to a file: by its own path, or by its last part."""
    for tag, address in article.versions.items():
        normalised = normalise_tag(tag)
        if normalised is None or base(normalised) != source_language:
            continue
        target = unquote(urlsplit(address).path)
        if not target or target.endswith("/"):
            continue
        for candidate in (path.parent / target.lstrip("/"), path.parent / PurePosixPath(target).name):
            if candidate.is_file():
                return candidate
    return None


def _beside(path: Path, source_language: str) -> Path | None:
    """Return the version in the source language whose path differs in the language alone."""
    stem, suffix = path.stem, path.suffix
    for mark in _NAME_PARTS:
        head, _, tag = stem.rpartition(mark)
        if head and _is_language(tag):
            candidate = path.with_name(f"{head}{mark}{source_language}{suffix}")
            if candidate.is_file():
                return candidate
            plain = path.with_name(f"{head}{suffix}")
            if plain.is_file():
                return plain
    parts = path.parts
    for index in range(len(parts) - 2, -1, -1):
        if _is_language(parts[index]):
            candidate = Path(*parts[:index], source_language, *parts[index + 1 :])
            if candidate.is_file():
                return candidate
    return None


def _is_language(tag: str) -> bool:
    return 2 <= len(tag) <= 10 and tag[:2].isalpha() and tag[0].islower() and normalise_tag(tag) is not None


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()

"""The addresses of an article, and when two of them are one: in another language's edition of a site they differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tqcheck.checks.context import word_set
from tqcheck.checks.kept.beside import running
from tqcheck.languages.inventory import LANGUAGES, normalise_tag

if TYPE_CHECKING:
    from tqcheck.model import Article

_BARE = re.compile(
    r"""(?<![\w/.@:-])(?:https?://|ftp://|www\.)[^\s<>«»“”„"\ufffc]*[^\s<>«»“”„"\ufffc.,;:!?…)\]}'’。，、）」]
      | (?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
      | (?<![\w@&/.])@[A-Za-z0-9_][A-Za-z0-9_.]*[A-Za-z0-9_]
      | (?<![\w@/.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|edu|gov|int|info|io|eu|news|test|[a-z]{2}(?=/))
        (?:/[^\s<>«»“”„"\ufffc]*[\w/])?(?![\w@-])
    """,
    re.VERBOSE,
)
"""Addresses that stand in a text: with their scheme, of mail, handles, hosts in small letters (Booking.com is a name)."""
_SENTENCE = re.compile(r"[)\]]?[。，、（）「」『』】【।॥؟،؛！？；：]")
"""Where the sentence goes on, in scripts that put no space behind an address."""
_SCHEME = re.compile(r"(?:https?|ftp):(?=//)|mailto:|//", re.IGNORECASE)
_TRACKING = re.compile(r"utm_|fbclid$|gclid$|mc_|ref$|ref_src$|cmp$|at_|ito$|smid$|igsh|si$|s$|t$", re.IGNORECASE)
_LANGUAGE_KEYS = word_set("lang language hl locale l lng loc")
_PREFIXES = word_set("www m mobile amp")
_SECOND_LEVEL = word_set("co com org net ac gov gob gouv go or ne edu")


@dataclass(frozen=True, slots=True)
class Address:
    """What identifies an address: all in the form in which two are compared.

    `languages` are the marks of languages that were found in host, path and query and left out of them; `country` is
    the end of the host where it is a country's or a generic one, and is part of no comparison but `is_edition_of`'s.
    """

    kind: str
    """"web", "mail" or "handle"."""
    host: str
    country: str
    path: str
    query: str
    languages: frozenset[str]

    @property
    def exact(self) -> tuple[str, ...]:
        return self.kind, self.host, self.country, self.path, self.query

    @property
    def text(self) -> str:
        return f"{self.host}.{self.country}/{self.path}?{self.query}"


@dataclass(frozen=True, slots=True)
class Placed:
    """An address at its place: the block and the span (code points) of its text that leads there, as the file writes it."""

    address: Address
    target: str
    block: int
    start: int
    end: int
    is_text: bool
    """The text is the address itself, not words that lead there."""


def parse(target: str, *, in_text: bool = False) -> Address | None:
    """Return what identifies an address; None for what is none of the web's, mail's or a handle (#places, relative paths).

    `in_text`: it stands in a text as an address, so it needs no scheme to be one.
    """
    target = unquote(_SENTENCE.split(target.strip())[0])
    scheme = _SCHEME.match(target)
    if target.startswith("@"):
        return Address("handle", "", "", target.lower(), "", frozenset())
    if (scheme and scheme.group().lower() == "mailto:") or ("@" in target and "/" not in target):
        mail = target[scheme.end() if scheme else 0 :].partition("?")[0].lower()
        return Address("mail", "", "", mail, "", frozenset()) if "@" in mail else None
    rest = target[scheme.end() :].lstrip("/") if scheme else target
    host, _, path = rest.partition("#")[0].partition("/")
    is_bare = in_text or host.lower().startswith("www.")
    if not scheme and (not is_bare or not host or host.startswith(".") or "." not in host or ":" in host):
        return None
    path, _, query = path.partition("?")
    host, _, more = host.partition("?")
    if not scheme and host.lower().startswith("www.") and host.count(".") < 2:
        return None
    return _web(host.partition("@")[2] or host, path, query or more)


def _web(host: str, path: str, query: str) -> Address | None:
    languages: set[str] = set()

    def kept(parts: list[str]) -> Iterator[str]:
        for part in parts:
            language = _language(part)
            if language:
                languages.add(language)
            elif part:
                yield part

    labels = [label for label in host.lower().rstrip(".").partition(":")[0].split(".") if label not in _PREFIXES]
    if not labels:
        return None
    cut = -2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else -1
    country = ".".join(labels[cut:]) if len(labels) > 1 else ""
    names = labels[:cut] if country else labels
    host = ".".join([*kept(names[:-1]), names[-1]])
    path = "/".join(kept(path.strip("/").split("/")))
    items = []
    for item in query.split("&"):
        key, _, value = item.partition("=")
        if key.lower() in _LANGUAGE_KEYS and _language(value):
            languages.add(_language(value) or "")
        elif item and not _TRACKING.match(key):
            items.append(item)
    return Address("web", host, country, path, "&".join(sorted(items)), frozenset(languages))


@cache
def _language(part: str) -> str | None:
    """Return the language that a part of an address names (de, pt-br, english), if it names one."""
    if len(part) == 2 or (len(part) == 5 and part[2] in "-_"):
        tag = normalise_tag(part)
        return tag.split("-")[0] if tag else None
    return _names().get(part.lower())


@cache
def _names() -> dict[str, str]:
    return {name.lower(): code for code, language in LANGUAGES.items() for name in (language.name, language.own_name)}


def is_same(one: Address, other: Address, language: str | None) -> bool:
    """Say whether two addresses lead to one place, tracking, fragments and marks of the two languages aside."""
    return one.exact == other.exact and other.languages <= one.languages | {language}


def is_edition_of(one: Address, other: Address, languages: tuple[str | None, str | None]) -> bool:
    """Say whether the second leads to what the first leads to for readers of another language.

    The same host with another mark of language may have another path (en.wikipedia.org/wiki/Bridge,
    de.wikipedia.org/wiki/Brücke), so may that of another country (amazon.com, amazon.de), if the
    translation's language is spoken there.
    """
    if one.kind != "web" or other.kind != "web" or one.host != other.host:
        return False
    if one.country != other.country:
        fits = [
            end in {"com"} | _countries(of) for end, of in zip((one.country, other.country), languages, strict=True)
        ]
        return all(fits)
    return one.languages != other.languages and (languages[1] is None or other.languages <= {languages[1]})


@cache
def _countries(language: str | None) -> frozenset[str]:
    """Return the ends of hosts (de, co.uk) of the countries where a language is official."""
    from babel.core import get_global

    spoken = get_global("territory_languages")
    codes = {
        "uk" if territory == "GB" else territory.lower()
        for territory, table in spoken.items()
        for spoken_there, facts in table.items()
        if spoken_there.split("_")[0] == language and facts.get("official_status")
    }
    return frozenset(codes | {f"{second}.{code}" for code in codes for second in _SECOND_LEVEL})


def addresses(article: Article) -> list[Placed]:
    """Return the addresses of an article's running text in order: those that links lead to, and those that stand in it."""
    found: list[Placed] = []
    starts = [link.raw.start for link in article.links]
    for index in running(article):
        block = article.blocks[index]
        for match in _BARE.finditer(block.text):
            if address := parse(match.group(), in_text=True):
                found.append(Placed(address, match.group(), index, *match.span(), True))
        if not starts or not block.source_map.pieces:
            continue
        pieces = block.source_map.pieces
        # Links do not nest, so one that begins before the block ends inside it or before it.
        first = max(0, bisect_left(starts, pieces[0].raw.start) - 4)
        for link in article.links[first:]:
            if link.raw.start >= pieces[-1].raw.end:
                break
            inside = [p for p in pieces if p.raw.end > link.raw.start and p.raw.start < link.raw.end]
            address = parse(link.target)
            if not inside or address is None:
                continue
            start = inside[0].text.start + max(0, link.raw.start - inside[0].raw.start)
            end = inside[-1].text.end - max(0, inside[-1].raw.end - link.raw.end)
            if start < end:
                is_text = article.raw[link.raw.start : link.raw.end].strip("<>") == link.target
                found.append(Placed(address, link.target, index, start, end, is_text))
    return sorted(found, key=lambda placed: (placed.block, placed.start))

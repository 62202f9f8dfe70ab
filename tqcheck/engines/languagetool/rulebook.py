"""LanguageTool's own words about its rules, read from the rule files of the install: offline, exact, nothing copied.

Rules that are written in Java have no entry there; their description comes with each match.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tqcheck.engines.languagetool.install import installed
from tqcheck.engines.languagetool.tags import SUPPORTED

MOST_EXAMPLES = 3

_RULE_FILE = re.compile(r"org/languagetool/rules/(?P<language>[a-z]{2,3})/(?:.*/)?(?:grammar|style)[\w-]*\.xml$")
_ENTITY = re.compile(r'<!ENTITY\s+(\w+)\s+(?:"([^"]*)"|\'([^\']*)\')\s*>')
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""<rule(?:group)?\b[^>]*\bid=["']([^"']+)["']""")
_CATEGORY = re.compile(r"<category\b[^>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EXAMPLE = re.compile(r"<example\b(?P<attributes>[^>]*)>(?P<text>.*?)</example>", re.DOTALL)
_URL = re.compile(r"<url>(.*?)</url>", re.DOTALL)
_NESTED = 4
"""So deep entities stand in each other, at most."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with an error in [brackets], and what LanguageTool would write there."""

    text: str
    corrections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, or a group of rules of one id, as its file has it."""

    rule: str
    language: str
    name: str
    category: str
    category_name: str
    issue_type: str
    urls: tuple[str, ...]
    examples: tuple[Example, ...]


def entries(rule: str, languages: Iterable[str] = SUPPORTED) -> list[Entry] | None:
    """Return a rule's entries in the files of some languages; None when no LanguageTool is installed here."""
    there = installed()
    if there is None:
        return None
    wanted = set(languages)
    opening = re.compile(rf"<(?P<tag>rule|rulegroup)\b[^>]*\bid=[\"']{re.escape(rule)}[\"'][^>]*>")
    found = []
    for language, text in _files(there.folder, wanted):
        if rule not in text:
            continue
        text = _COMMENT.sub("", text)
        start = opening.search(text)
        if start:
            found.append(_entry(rule, language, text, start))
    return found


def ids(language: str) -> frozenset[str]:
    """Return the ids of all rules in a language's files; empty when no LanguageTool is installed here."""
    there = installed()
    if there is None:
        return frozenset()
    files = _files(there.folder, {language})
    return frozenset(rule for _, text in files for rule in _ID.findall(text))


def _files(folder: Path, languages: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the rule files of some languages: from their jars, or unpacked as in LanguageTool's zip."""
    for jar in sorted((folder / "libs").glob("language-*.jar")):
        if jar.name.split("-")[1] not in languages:
            continue
        with zipfile.ZipFile(jar) as opened:
            for name in sorted(opened.namelist()):
                if match := _RULE_FILE.match(name):
                    yield match["language"], opened.read(name).decode("utf-8", "replace")
    for file in sorted((folder / "org" / "languagetool" / "rules").glob("**/*.xml")):
        match = _RULE_FILE.match(file.relative_to(folder).as_posix())
        if match and match["language"] in languages:
            yield match["language"], file.read_text(encoding="utf-8", errors="replace")


def _entry(rule: str, language: str, text: str, start: re.Match[str]) -> Entry:
    end = text.find(f"</{start['tag']}>", start.end())
    inside = text[start.end() : end if end >= 0 else len(text)]
    entities = {name: double or single for name, double, single in _ENTITY.findall(text)}
    categories = _CATEGORY.findall(text, 0, start.start())
    category = _attributes(categories[-1]) if categories else {}
    own = _attributes(start[0])
    examples = []
    for example in _EXAMPLE.finditer(inside):
        attributes = _attributes(example["attributes"])
        if "correction" in attributes or attributes.get("type") == "incorrect":
            corrections = _plain(attributes.get("correction", ""), entities)
            examples.append(Example(_plain(example["text"], entities), tuple(filter(None, corrections.split("|")))))
    return Entry(
        rule=rule,
        language=language,
        name=_plain(own.get("name", ""), entities),
        category=category.get("id", ""),
        category_name=_plain(category.get("name", ""), entities),
        issue_type=own.get("type") or category.get("type") or "uncategorized",
        urls=tuple(dict.fromkeys(_plain(url, entities) for url in _URL.findall(inside))),
        examples=tuple(dict.fromkeys(examples))[:MOST_EXAMPLES],
    )


def _attributes(tag: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _plain(text: str, entities: dict[str, str]) -> str:
    """Return what a reader sees: entities written out, the marked error in brackets, white space as single spaces."""
    for _ in range(_NESTED):
        text = re.sub(r"&(\w+);", lambda match: entities.get(match[1], match[0]), text)
    text = text.replace("<marker>", "[").replace("</marker>", "]")
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())

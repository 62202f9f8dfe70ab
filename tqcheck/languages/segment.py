"""Sentences inside a block, with exact places, by rules of our own.

A sentence ends at a final mark that white space and a possible beginning follow, unless what
stands before the mark is an abbreviation, an initial or an ordinal of the language. Languages
without a list of abbreviations use the general ones; no language gets one giant sentence.
"""

from __future__ import annotations

import re

from tqcheck.languages.abbreviations import ABBREVIATIONS, CAPITAL_NOUNS, COMMON, ORDINAL_DOT

_CLOSING = "\"'”“’»«›‹)\\]"
_OPENING = "\"'“”„‚‘’«»‹›(\\[¿¡–—\\-"
_END = re.compile(
    rf"(?P<mark>[.!?…]+|[؟۔।॥]+|;)(?P<closing>[{_CLOSING}]*(?:[ \u00a0\u202f]»)?)(?P<space>\s+)(?=[{_OPENING}\s]*(?P<next>\S))"
    rf"|(?P<wide>[。！？]+[」』”’）]*)(?=\S)"
)
_TOKEN = re.compile(r"[^\s(\[{\"'“”„«»‘’—–/]+$")
_STARTERS = frozenset("the he she it they we i in on at but and a an this that there his her as if when".split())
"""Words that begin an English sentence so often that an abbreviation before them ended one: "at 8 p.m. The …"."""
_BARE_UNITS = ("en", "fr")
"""Where a single small letter before a stop is a unit or a name of something (8 h.), not half of "z. B." or "a. C."."""
_LONGEST_ORDINAL = 2
_QUESTION_SEMICOLON = "el"


def segment(text: str, language: str | None) -> list[tuple[int, int]]:
    """Return the sentences of a block's text as spans of code points, in order, without outer white space.

    `language` is a BCP 47 tag or an ISO 639 code, None when it is not known yet.
    """
    code = (language or "").split("-")[0]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        stop = end.end("closing") if end["mark"] else end.end("wide")
        if end["mark"] and not _is_end(text, end, code, start):
            continue
        _add(spans, text, start, stop)
        start = stop
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    if right > left:
        spans.append((start + left, start + right))


def _is_end(text: str, end: re.Match[str], language: str, start: int) -> bool:
    mark, following = end["mark"], end["next"]
    if mark == ";":
        return language == _QUESTION_SEMICOLON
    if following.islower():
        return False
    if mark != ".":
        return True
    before = _TOKEN.search(text, max(start, end.start() - 40), end.start())
    token = before.group() if before else ""
    if not token or end["closing"]:
        return True
    if token.isdigit():
        is_ordinal = language in CAPITAL_NOUNS and len(token) <= _LONGEST_ORDINAL and following.isalpha()
        return not is_ordinal
    small = token.lower().strip("-")
    if len(token) == 1 and token.isalpha() and (token.isupper() or language not in _BARE_UNITS):
        return False
    known = small in COMMON or small in ABBREVIATIONS.get(language, ())
    if known or ("." in small and all(len(part) <= 3 for part in small.split("."))):
        return language == "en" and small not in ("mr", "mrs", "ms", "dr") and _next_word(text, end) in _STARTERS
    return not (language in ORDINAL_DOT and token.isupper() and set(token) <= set("IVXLCDM") and len(token) > 1)


def _next_word(text: str, end: re.Match[str]) -> str:
    match = re.compile(r"\w+").search(text, end.start("next"))
    return match.group().lower() if match else ""

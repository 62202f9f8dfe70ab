"""The quotations of a text: where somebody's words begin and end, in the marks of any language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tqcheck.checks.context import word_set

_ALWAYS_OPEN = word_set("„ ‟ ,, `` << 「 『 〝")
_ALWAYS_CLOSE = word_set("」 』 〟 〞 >>")
_PARTNERS = {
    "„": "“ ” \" ‟ '' »",
    "‟": "” “",
    ",,": "'' “ ” \" ``",
    "``": "'' ” \"",
    "<<": ">>",
    "「": "」",
    "『": "』",
    "〝": "〟 〞",
    "“": "” “ \" ''",
    "”": "” “",
    '"': '" ” “',
    "＂": "＂",
    "''": "''",
    "«": "» «",
    "»": "« »",
    "‚": "‘ ’",
    "‘": "’",
    "’": "’",
    "'": "'",
    "‹": "›",
    "›": "‹ ›",
}
"""What may close a quotation that a mark has opened."""
_CLOSERS = {mark: frozenset(partners.split()) for mark, partners in _PARTNERS.items()}
_MARK = re.compile(r",,(?=\w)|``|''|<<|>>|[„“”‟«»\"＂「」『』〝〞〟‹›‚‘’']")
_SINGLE = frozenset("‚‘’'‹›")
_BEFORE = re.compile(r"[\s(\[{—–/\-„“«»”\"'‚‘‹›>=+…*_¿¡:،,;。，、：\u200f\u200e\u3000]|$")
_SAME_MARK = word_set("sv fi da nb nn no he hu pl sr hr bs cnr mk sl ro nl et lv")
"""Languages in which ” may open: ”…”, or a reversed pair of old."""
_GUILLEMETS_IN = word_set("de da sl hr sr bs cnr cs sk hu pl sv fi nb nn et ro mk")
"""Languages in which » may open."""
_ASIDE = re.compile(r"\s[—–―-]\s?(?=[^\W\d_])(?![A-ZÀ-ÝА-Я])")
"""What ends a line of dialogue: a dash, and who said it in small letters."""
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Letters before which and after which a mark may stand without a space."""
_DASHES = re.compile(r"(?:^|.*?:)\s*[—–―](?=\s?[^\W\d_]|\s?[¿¡…„“«])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: the span of the text with its marks (code points), the marks, and whether both are there.

    A mark is empty where it is missing: the quotation begins before the text or goes on after it. `mark` "—" is a
    line of dialogue, which no mark closes.
    """

    start: int
    end: int
    mark: str
    closing: str

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the marks."""
        return self.start + len(self.mark), self.end - len(self.closing)


def quotations(text: str, language: str | None, *, dialogue: bool = True) -> list[Quotation]:
    """Return the outermost quotations of a text in order. With `dialogue` a text that begins with a dash is one.

    Apostrophes, inches and feet are not taken for marks; a single mark counts only with its partner.
    """
    open_: list[tuple[int, str]] = []
    found: list[Quotation] = []

    def close(start: int, mark: str, end: int, closing: str) -> None:
        while found and found[-1].start > start:
            found.pop()
        found.append(Quotation(start, end, mark, closing))

    for match in _MARK.finditer(text):
        mark = match.group()
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        level = next((n for n in range(len(open_) - 1, -1, -1) if mark in _CLOSERS[open_[n][1]]), None)
        opens = _opens(mark, before, after, language, level is not None)
        if opens is None:
            continue
        if opens:
            open_.append((match.start(), mark))
        elif level is not None:
            start, opener = open_[level]
            del open_[level:]
            close(start, opener, match.end(), mark)
        elif mark not in _SINGLE and not any(opener not in _SINGLE for _, opener in open_):
            close(-1, "", match.end(), mark)  # begun before the text
    left = next((item for item in open_ if item[1] not in _SINGLE), None)
    if left is not None:
        close(left[0], left[1], len(text), "")
    found = _outermost([Quotation(max(0, q.start), q.end, q.mark, q.closing) for q in found])
    if not found and dialogue and (dash := _DASHES.match(text)):
        spoken_to = _ASIDE.search(text, dash.end())
        found = [Quotation(dash.end() - 1, spoken_to.start() if spoken_to else len(text), text[dash.end() - 1], "")]
    return found


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _opens(mark: str, before: str, after: str, language: str | None, closable: bool) -> bool | None:
    """Say whether a mark opens or closes; None: it is no quotation mark here."""
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    spaced = bool(_BEFORE.match(before)) or not before
    word_follows = after.isalnum() or (bool(after) and after in "¿¡([…„“«‚‘'\"$€£#@-–—\ufffc")
    if mark in _SINGLE:
        return _single_opens(mark, before, after, spaced, closable)
    if mark in ('"', "''", "＂"):
        if closable:
            return spaced and before != "" and word_follows and before not in "…,:-–—" and not before.isspace()
        if before.isdigit():
            return None
        if before and not before.isspace() and not word_follows and before not in "([{—–":
            return False  # goes on here," he said
        return True if spaced or not before.isalnum() or _SPACELESS.match(before) else None
    if mark == "“":
        return not ((closable and (not spaced or not word_follows)) or not (word_follows or not before.strip()))
    if mark == "”":
        if closable:
            return False
        return language in _SAME_MARK and spaced and word_follows
    # « and »: by what is open, then by what the language does
    if closable:
        return mark == "«" and spaced and word_follows and language not in _GUILLEMETS_IN
    if mark == "«":
        return not (language in _GUILLEMETS_IN and not spaced and not word_follows)
    return language in _GUILLEMETS_IN and spaced and word_follows


def _single_opens(mark: str, before: str, after: str, spaced: bool, closable: bool) -> bool | None:
    if mark in "‹›":
        return not closable
    if mark in "‚‘":
        if closable and mark == "‘" and not before.isspace():
            return False  # German: ‚…‘
        return True if spaced and after.isalnum() else None
    if closable and not before.isspace() and not after.isalnum():
        return False
    return True if mark == "'" and spaced and after.isalnum() and not after.isdigit() else None

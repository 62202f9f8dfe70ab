"""The fact panel of the terminal report: what the source states beside what became of it in the translation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tqcheck.model import ArticleReport, Counterpart, Fact, FactStatus
from tqcheck.reports.style import Style

KINDS = {
    "number": ("number", "numbers"),
    "name": ("name", "names"),
    "designation": ("designation", "designations"),
    "quotation": ("quotation", "quotations"),
    "link": ("link", "links"),
}
"""The kinds of facts in the order in which they are counted, and what one and several are called."""
_MARKS = {FactStatus.KEPT: "✓", FactStatus.WRONG: "✗", FactStatus.UNSEEN: "?"}
_PLACE = 8
"""Columns for line:column."""
_INDENT = 2


def summary(article: ArticleReport, style: Style) -> str:
    """Return one line: how many facts of each kind are kept, are wrong, or have no counterpart that was seen."""
    parts = []
    for kind, (one, several) in KINDS.items():
        statuses = [fact.status for fact in article.facts if fact.kind == kind]
        if not statuses:
            continue
        kept, wrong = statuses.count(FactStatus.KEPT), statuses.count(FactStatus.WRONG)
        unseen = len(statuses) - kept - wrong
        said = f"{kept} of {len(statuses)} {one if len(statuses) == 1 else several}"
        asides = [style.bad(f"{wrong} wrong")] if wrong else []
        asides += [style.warn(f"{unseen} unseen")] if unseen else []
        parts.append(f"{said} ({', '.join(asides)})" if asides else said)
    return f"facts kept: {', '.join(parts)}"


def table(article: ArticleReport, style: Style, width: int) -> Iterator[str]:
    """Yield a line for each fact: what became of it, its kind, its place and text in the source, and the counterpart's."""
    paint = {FactStatus.KEPT: style.good, FactStatus.WRONG: style.bad, FactStatus.UNSEEN: style.warn}
    kinds = [_kind(fact) for fact in article.facts]
    first = max(map(len, kinds), default=0)
    room = max((width - _INDENT - 2 - first - 2 * (_PLACE + 2) - 4) // 2, 12)
    codes = {issue.fingerprint: issue.code for issue in article.issues}
    for fact, kind in zip(article.facts, kinds, strict=True):
        mark = paint[fact.status](_MARKS[fact.status])
        source = f"{_place(fact.source):<{_PLACE}} {_padded(_said(fact.source, fact.source_value), room)}"
        if fact.target:
            target = f"{_place(fact.target):<{_PLACE}} {_fitted(_said(fact.target, fact.target_value), room)}"
        else:
            target = f"{'':<{_PLACE}} {'missing' if fact.status is FactStatus.WRONG else 'not found: look'}"
        why = " ".join(dict.fromkeys(codes[issue] for issue in fact.issues if issue in codes))
        line = f"{' ' * _INDENT}{mark} {kind:<{first}}  {source}  {target}"
        yield f"{line}  {style.faint(why)}" if why else line.rstrip()


def _kind(fact: Fact) -> str:
    return fact.type or fact.kind


def _place(place: Counterpart) -> str:
    return f"{place.line}:{place.column}"


def _said(place: Counterpart, value: str | None) -> str:
    """Return what a fact says, in one line: its text, or what is compared where the text does not tell it."""
    return " ".join((value or place.text).split())


def _fitted(text: str, room: int) -> str:
    """Return text cut to so many columns."""
    if columns(text) <= room:
        return text
    while columns(text) > room - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, room: int) -> str:
    text = _fitted(text, room)
    return text + " " * (room - columns(text))


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )

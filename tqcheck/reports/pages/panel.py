"""The fact panel: every number, name, designation, quotation and link of the source beside its counterpart, green or red."""

from __future__ import annotations

from tqcheck.model import ArticleReport, Counterpart, Fact, FactStatus
from tqcheck.reports.facts_text import KINDS
from tqcheck.reports.pages.headline import scrolling
from tqcheck.reports.pages.issues import anchor
from tqcheck.reports.pages.markup import Html, el, language, name, shown

_SIGNS = {
    FactStatus.KEPT: ("✓", "kept"),
    FactStatus.WRONG: ("✗", "wrong"),
    FactStatus.UNSEEN: ("?", "not found"),
}
_MOST_CHARACTERS = 300


def panel(article: ArticleReport) -> Html | None:
    """Return the table of an article's facts; None where it has no source or the source states nothing."""
    if not article.facts:
        return None
    rows = [_row(fact, article) for fact in article.facts]
    return el(
        "section",
        el("h3", "Facts of the source"),
        el("p", "Compared with ", name(article.translated_from or ""), ". ", _legend(article), class_="how"),
        _counts(article),
        scrolling(
            el(
                "table",
                el("thead", el("tr", *(el("th", text, scope="col") for text in ("", "Kind", "Source", "Translation")))),
                el("tbody", *rows),
                class_="panel",
            ),
            "Facts of the source beside their counterparts",
        ),
        class_="facts",
    )


def _legend(article: ArticleReport) -> str | None:
    if not any(fact.status is FactStatus.UNSEEN for fact in article.facts):
        return None
    return "“Not found” is not wrong: no counterpart was seen, and no check is sure enough to complain. Look at these."


def _counts(article: ArticleReport) -> Html:
    rows = []
    for kind, (one, several) in KINDS.items():
        statuses = [fact.status for fact in article.facts if fact.kind == kind]
        if statuses:
            said = f"{statuses.count(FactStatus.KEPT)} of {len(statuses)} {one if len(statuses) == 1 else several}"
            worst = next((s for s in (FactStatus.WRONG, FactStatus.UNSEEN) if s in statuses), FactStatus.KEPT)
            rows.append(el("li", el("span", _SIGNS[worst][0], aria_hidden="true"), f" {said} kept", class_=worst.value))
    return el("ul", *rows, class_="counts")


def _row(fact: Fact, article: ArticleReport) -> Html:
    sign, word = _SIGNS[fact.status]
    codes = {issue.fingerprint: issue.code for issue in article.issues}
    links = [
        Html(" " + el("a", codes[found], href=f"#{anchor(found, article)}"))
        for found in dict.fromkeys(fact.issues)
        if found in codes
    ]
    if fact.target is not None:
        target = _side(fact.target, fact.target_value, language(article.language))
    else:
        target = el("td", el("i", "missing" if fact.status is FactStatus.WRONG else "no counterpart was found"))
    return el(
        "tr",
        el("th", el("span", sign, aria_hidden="true"), f" {word}", *links, scope="row", class_="fate"),
        el("td", fact.kind if not fact.type else f"{fact.kind}: {fact.type}"),
        _side(fact.source, fact.source_value, ""),
        target,
        class_=fact.status.value,
    )


def _side(place: Counterpart, value: str | None, lang: str) -> Html:
    text = " ".join(place.text.split())
    cut = text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + " …"
    more = el("small", el("bdi", value)) if value and value != text else None
    return el("td", el("span", shown(cut), lang=lang, dir="auto"), more, el("small", f"{place.line}:{place.column}"))

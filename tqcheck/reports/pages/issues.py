"""The issues of an article on a page, each with the line that it stands in and what it is about in the source."""

from __future__ import annotations

from zlib import crc32

from tqcheck.config import Settings
from tqcheck.gate import fails
from tqcheck.model import ArticleReport, Issue
from tqcheck.reports.pages.figures import count
from tqcheck.reports.pages.markup import Html, el, join, language, name, shown

MOST_ISSUES = 1_000
"""Of one article. Nobody reads more; the JSON report has all."""
_MOST_OFFERS = 3


def issues(article: ArticleReport, settings: Settings) -> Html:
    """Return the list of an article's issues; those that stop it from being published are marked."""
    if not article.issues:
        return el("p", "No issue was found.", class_="none")
    lines = []
    told: set[str] = set()
    for issue in article.issues[:MOST_ISSUES]:
        # An issue that stands twice in an article has one fingerprint: links lead to the first.
        ident = anchor(issue.fingerprint, article) if issue.fingerprint not in told else None
        told.add(issue.fingerprint)
        lines.append(_issue(issue, article, ident, settings))
    more = len(article.issues) - len(lines)
    verb = "is" if more == 1 else "are"
    rest = el("p", f"{count(more, 'more issue')} {verb} in the JSON report.", class_="limit") if more > 0 else None
    return join([el("ol", *lines, class_="issues"), rest])


def anchor(fingerprint: str, article: ArticleReport) -> str:
    """Return the id of an issue on the page: other articles may have issues with the same fingerprint."""
    return f"i{crc32(article.path.encode('utf-8', 'surrogatepass')):x}-{fingerprint}"


def _issue(issue: Issue, article: ArticleReport, ident: str | None, settings: Settings) -> Html:
    stops = fails(issue, settings)
    cut, lang = issue.excerpt, language(article.language)
    offers = [offer if offer.strip() else "(a space)" if offer else "(leave it out)" for offer in issue.suggestions]
    return el(
        "li",
        el(
            "p",
            el("span", "✗" if stops else "•", class_="sign", aria_hidden="true"),
            el("b", f"{issue.line}:{issue.column}"),
            " ",
            shown(issue.message),
            " ",
            el("small", f"{issue.code} · {issue.severity} · {issue.tier}{' · stops publication' if stops else ''}"),
        ),
        el(
            "p",
            "…" if cut.before else None,
            shown(cut.text[: cut.start]),
            el("mark", cut.text[cut.start : cut.end] or " "),
            shown(cut.text[cut.end :]),
            "…" if cut.after else None,
            class_="text",
            lang=lang,
            dir="auto",
        ),
        _counterpart(issue),
        el("p", "Offered: ", el("span", ", ".join(offers[:_MOST_OFFERS]), lang=lang, dir="auto"), class_="offer")
        if offers
        else None,
        class_="stops" if stops else None,
        id=ident,
    )


def _counterpart(issue: Issue) -> Html | None:
    place = issue.source
    if place is None:
        return None
    where = name(f"{place.path}:{place.line}:{place.column}")
    return el("p", "In the source: ", el("q", " ".join(place.text.split()), dir="auto"), " ", el("small", where))

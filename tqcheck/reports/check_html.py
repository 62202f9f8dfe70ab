"""The page of a check: the verdict, each article's issues, and what became of the facts of its source."""

from __future__ import annotations

from collections.abc import Iterator

import tqcheck
from tqcheck.config import Settings
from tqcheck.gate import fails
from tqcheck.model import ArticleReport, MatrixRow, Report, Verdict
from tqcheck.reports.pages.document import asset, document
from tqcheck.reports.pages.figures import count, items
from tqcheck.reports.pages.headline import origin
from tqcheck.reports.pages.issues import issues
from tqcheck.reports.pages.markup import Html, el, join, name, shown
from tqcheck.reports.pages.panel import panel

MOST_ARTICLES = 200
"""Articles with something to read that one page holds; the JSON report has all."""
_MOST_REASONS = 20
_SIGNS = {Verdict.PASS: "✓", Verdict.FAIL: "✗", Verdict.INCOMPLETE: "!"}


def render(report: Report, settings: Settings) -> str:
    """Return a report as an HTML page, one line end at its end. It can be encoded as UTF-8 whatever the report holds."""
    title = f"Check of {_what(report)}"
    wordy = [a for a in report.articles if a.issues or a.unchecked or a.facts or a.notes]
    more = len(wordy) - MOST_ARTICLES
    return document(
        title,
        el(
            "main",
            _header(report, title),
            _not_checked(report),
            _matrix(report.matrix),
            *(_article(article, settings) for article in wordy[:MOST_ARTICLES]),
            el("p", f"{count(more, 'more article')} in the JSON report.", class_="limit") if more > 0 else None,
        ),
        origin(tqcheck.__version__),
        style=asset("page.css") + asset("check.css"),
    )


def _what(report: Report) -> str:
    if len(report.articles) == 1:
        return report.articles[0].path
    return count(len(report.articles), "article")


def _header(report: Report, title: str) -> Html:
    verdict = report.verdict
    found = sum(len(article.issues) for article in report.articles)
    scope = [
        count(found, "issue"),
        count(len(report.articles), "article"),
        count(sum(article.words for article in report.articles), "word"),
    ]
    scope += [
        f"{engine.name} {engine.version}" if engine.status == "used" else f"{engine.name} {engine.status}"
        for engine in report.engines
    ]
    reasons = report.reasons[:_MOST_REASONS]
    more = len(report.reasons) - len(reasons)
    return el(
        "header",
        el(
            "p",
            el("span", _SIGNS[verdict], aria_hidden="true"),
            verdict.value.capitalize(),
            class_=f"verdict {verdict.value}",
        ),
        el("h1", title),
        el("p", " · ".join(scope), class_="scope"),
        items([shown(reason) for reason in reasons], "reasons") if reasons else None,
        el("p", f"{count(more, 'more reason')} in the JSON report.", class_="limit") if more > 0 else None,
    )


def _not_checked(report: Report) -> Html | None:
    """Return what could not be looked at: files, engines."""
    found = [Html(f"{name(error.path)}: {shown(error.message)}") for error in report.errors]
    found += [
        shown(f"{engine.name} was not available: {engine.detail or 'no reason is given'}")
        for engine in report.engines
        if engine.status == "unavailable"
    ]
    return el("section", el("h2", "Not checked"), items(found), class_="missing") if found else None


def _matrix(rows: tuple[MatrixRow, ...]) -> Html | None:
    """Return the places of a source where one of several translations stands alone, or all have an issue."""
    lines = []
    for row in rows:
        place = f"{row.place.path}:{row.place.line}:{row.place.column}"
        quoted = el("q", " ".join(row.place.text.split())[:80], dir="auto")
        if row.odd:
            here = Html(f" has {el('q', row.said[row.odd], dir='auto')}") if row.odd in row.said else Html("")
            others = count(len(row.right), "other translation")
            there = join(
                dict.fromkeys(el("q", row.said[p], dir="auto") for p in row.right if p in row.said), Html(", ")
            )
            lines.append(
                Html(
                    f"{name(row.odd)}{here} ({shown(row.issues[row.odd])}): {quoted} {name(place)} is right in {others}"
                    f"{f' ({there})' if there else ''}"
                )
            )
        elif not row.right:
            lines.append(
                Html(f"{quoted} {name(place)} has an issue in all {len(row.issues)} translations: look at the source")
            )
    return el("section", el("h2", "Translations side by side"), items(lines)) if lines else None


def _article(article: ArticleReport, settings: Settings) -> Html:
    return el(
        "section",
        el("h2", name(article.path)),
        el("p", join(_scope(article, settings), Html(" · ")), class_="scope"),
        items([shown(text) for text in article.unchecked], "missing") if article.unchecked else None,
        issues(article, settings),
        panel(article),
        items([shown(note) for note in article.notes], "how") if article.notes else None,
        class_="article",
    )


def _scope(article: ArticleReport, settings: Settings) -> Iterator[Html]:
    yield shown(article.language or "language unknown")
    yield shown(count(article.words, "word"))
    stopping = sum(fails(issue, settings) for issue in article.issues)
    yield shown(f"{count(len(article.issues), 'issue')}, {stopping} to mend before publishing")
    if article.penalty and article.penalty.value is not None and article.issues:
        yield shown(f"penalty score {article.penalty.value:g} of 100, higher is better")

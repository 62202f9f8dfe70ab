"""How much of aligned articles found a partner, and the passages that did not."""

from __future__ import annotations

from collections.abc import Callable

from tqcheck.model import Alignment, ArticleReport, Coverage, SegmentScore
from tqcheck.reports.pages.differences import clipped, left_out
from tqcheck.reports.pages.figures import Figures, count
from tqcheck.reports.pages.markup import Html, el, language, name, shown
from tqcheck.reports.pages.pictures import PATTERNS, coverage_bar

MOST_PASSAGES = 100
"""Passages of one kind that are listed for one article."""
MOST_ARTICLES = 50


def section(figures: Figures) -> Html | None:
    """Return the bars and passages of every article that was aligned with its reference."""
    held = [(index, a, a.coverage) for index, a in enumerate(figures.articles) if a.coverage]
    if not held:
        return None
    parts = [_article(figures, index, article, coverage) for index, article, coverage in held[:MOST_ARTICLES]]
    if len(held) > MOST_ARTICLES:
        parts.append(el("p", f"These are the first {MOST_ARTICLES} of {len(held):,} aligned articles.", class_="limit"))
    return el("section", el("h2", "Coverage", id="coverage"), PATTERNS, *parts, aria_labelledby="coverage")


def _article(figures: Figures, index: int, article: ArticleReport, coverage: Coverage) -> Html:
    kinds = [f"{number:,} {kind}" for kind, number in coverage.counts.items() if number]
    parts: list[Html | None] = [
        el("h3", figures.label(index)) if len(figures.articles) > 1 else None,
        _bar("Reference", coverage.reference, "omitted", "are in no passage of the hypothesis (omitted)"),
        _bar("Hypothesis", coverage.hypothesis, "added", "are in no passage of the reference (added)"),
        el("p", f"Segments: {', '.join(kinds)}.", class_="how") if kinds else None,
    ]
    lists: list[tuple[str, Callable[[SegmentScore], bool], bool]] = [
        ("omitted", lambda s: s.alignment is Alignment.OMITTED, True),
        ("added", lambda s: s.alignment is Alignment.ADDED, False),
        ("moved", lambda s: s.moved, False),
    ]
    for word, belongs, of_reference in lists:
        found = [segment for segment in article.segments if belongs(segment)]
        if found:
            parts.append(_passages(word, found, of_reference, article))
    return el("article", *parts, class_="card covered")


def _bar(side: str, share: float, kind: str, words: str) -> Html:
    have, lack = f"{share:.1%}", f"{1 - share:.1%}"
    text = f"{side}: {have} of its words have a partner; {lack} {words}."
    return el("div", el("p", text), coverage_bar({"covered": share, kind: 1 - share}, text), class_="coverage-line")


def _passages(word: str, found: list[SegmentScore], of_reference: bool, article: ArticleReport) -> Html:
    lines = []
    for segment in found[:MOST_PASSAGES]:
        text = (segment.references[0] if segment.references else "") if of_reference else segment.hypothesis
        text, cut = clipped(text)
        line = f", line {segment.line}" if segment.line is not None else ""
        lang = language(article.language or article.declared_language)
        lines.append(
            el(
                "li",
                el("small", "segment ", name(segment.id), line),
                el("p", shown(text), left_out(cut), dir="auto", lang=lang),
            )
        )
    more = f" (the first {MOST_PASSAGES} of them)" if len(found) > MOST_PASSAGES else ""
    return el(
        "details",
        el("summary", f"{count(len(found), 'passage')} {word}{more}"),
        el("ol", *lines, class_="passages"),
        open=word == "omitted",
    )

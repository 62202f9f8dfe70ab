"""The table of systems or files: values, intervals, p-values and ranks in every metric."""

from __future__ import annotations

from tqcheck.model import System
from tqcheck.reports.pages.figures import Figures, Metric, count, p_in_words
from tqcheck.reports.pages.headline import scrolling
from tqcheck.reports.pages.markup import Html, el, shown

MOST_FILES = 1_000


def section(figures: Figures) -> Html | None:
    """Return the table; None where one file was scored and its cards say everything."""
    comparison = figures.report.comparison
    if comparison:
        body = [_system(figures, system, index == 0) for index, system in enumerate(comparison.systems)]
        heading, limit = "Systems", None
        how = el(
            "p",
            "A rank from–to says which ranks a system may have: one better for every system that it is not "
            "significantly worse than. Only systems whose ranks do not overlap are in a sure order.",
            class_="how",
        )
    elif len(figures.articles) > 1:
        body = [_file(figures, index) for index in range(min(len(figures.articles), MOST_FILES))]
        heading = "Files"
        how = el("p", "No test of significance was made: small differences may be chance.", class_="how")
        limit = _limit(len(figures.articles))
    else:
        return None
    first = el("th", "System" if comparison else "File", scope="col")
    others = [el("th", el("bdi", metric.name), el("small", metric.terms()), scope="col") for metric in figures.metrics]
    table = el("table", el("thead", el("tr", first, *others)), el("tbody", *body))
    return el(
        "section", el("h2", heading, id="systems"), scrolling(table, heading), limit, how, aria_labelledby="systems"
    )


def _limit(files: int) -> Html | None:
    return (
        el("p", f"These are the first {MOST_FILES:,} of {files:,} files.", class_="limit")
        if files > MOST_FILES
        else None
    )


def _system(figures: Figures, system: System, baseline: bool) -> Html:
    assert figures.report.comparison
    level, most = figures.report.comparison.level, len(figures.report.comparison.systems)
    cells = []
    for metric in figures.metrics:
        score = next((s for s in system.scores if s.metric == metric.name), None)
        if score is None:
            cells.append(el("td", el("span", "not compared", class_="none")))
            continue
        best, last = score.ranks
        if score.p_value is None:
            told = "baseline" if baseline else "not tested"
        else:
            verdict = "significant" if score.p_value < level else "not told from the baseline"
            told = f"{p_in_words(score.p_value, level)}, {verdict}"
        rank = f"rank {best} of {most}" if best == last else f"rank {best}–{last} of {most}"
        cells.append(
            el(
                "td",
                el("data", metric.number(score.value), value=repr(float(score.value))),
                el("small", metric.span(score.interval)) if score.interval else None,
                el("small", told),
                el("small", rank),
            )
        )
    mark = el("small", "baseline") if baseline else None
    return el("tr", el("th", figures.shown_name(system), mark, scope="row"), *cells)


def _file(figures: Figures, index: int) -> Html:
    cells = [_cell(figures, index, metric) for metric in figures.metrics]
    words = el("small", count(figures.articles[index].words, "word"))
    return el("tr", el("th", figures.label(index), words, scope="row"), *cells)


def _cell(figures: Figures, index: int, metric: Metric) -> Html:
    score = figures.score_of(index, metric)
    if score is None:
        return el("td", el("span", "not asked for", class_="none"))
    if score.value is None:
        return el("td", el("span", "not scored", class_="none", title=score.not_scored))
    return el(
        "td",
        el("data", metric.number(score.value), value=repr(float(score.value))),
        el("small", shown(metric.span(score.interval))) if score.interval else None,
        el("small", count(score.segments, "segment")),
    )

"""How the scores of segments are spread, by metric and system; a bar leads to its segments."""

from __future__ import annotations

from tqcheck.reports.pages.figures import Figures, Metric
from tqcheck.reports.pages.headline import scrolling
from tqcheck.reports.pages.markup import Html, el, name
from tqcheck.reports.pages.pictures import BINS, Bins, axis, bins_of, histogram

MOST_SYSTEMS = 8
"""Files that are drawn each for itself; more are drawn as one."""


def section(figures: Figures) -> Html | None:
    """Return a histogram for each metric and system; None where no segment has a score."""
    if not figures.segment_metrics:
        return None
    cards = [_card(figures, metric, number) for number, metric in enumerate(figures.segment_metrics)]
    return el(
        "section",
        el("h2", "How segments score", id="distribution"),
        el(
            "p",
            "Each segment was scored for itself; the score of the corpus is computed over all of them together and is "
            "not their mean.",
            el("span", " Choose a bar to list its segments.", class_="scripted", hidden=True),
            class_="how",
        ),
        el("div", *cards, class_="cards"),
        aria_labelledby="distribution",
    )


def _card(figures: Figures, metric: Metric, number: int) -> Html:
    held = {
        index: [segment.scores[metric.name] for segment in article.segments if metric.name in segment.scores]
        for index, article in enumerate(figures.articles)
    }
    held = {index: values for index, values in held.items() if values}
    bins = bins_of(metric, [value for values in held.values() for value in values])
    lines: list[tuple[Html, list[int], float | None, int | None]] = []
    if len(held) > MOST_SYSTEMS:
        over_all = next((s.value for s in figures.report.scores if s.metric == metric.name), None)
        together = bins.count([value for values in held.values() for value in values])
        lines.append((name(f"all {len(held)} files together"), together, over_all, None))
    else:
        for index, values in held.items():
            score = figures.score_of(index, metric)
            lines.append((figures.label(index), bins.count(values), score.value if score else None, index))
    tallest = max(max(counts) for _, counts, _, _ in lines)
    drawn = [
        el(
            "div",
            el("div", label, class_="who") if len(figures.articles) > 1 else None,
            histogram(metric, bins, counts, tallest, corpus, system, f"h{number}-{place}"),
            class_="spread",
        )
        for place, (label, counts, corpus, system) in enumerate(lines)
    ]
    return el(
        "article",
        el("h3", el("bdi", metric.name)),
        el("p", metric.terms(), class_="terms"),
        *drawn,
        axis(bins.scale, "+" if bins.open_end else ""),
        el("details", el("summary", "Counts as a table"), _table(metric, bins, lines)),
        class_="card",
    )


def _table(metric: Metric, bins: Bins, lines: list[tuple[Html, list[int], float | None, int | None]]) -> Html:
    head = el("tr", el("th", metric.name, scope="col"), *(el("th", label, scope="col") for label, _, _, _ in lines))
    body = [
        el("tr", el("th", bins.words(index), scope="row"), *(el("td", f"{c[index]:,}") for _, c, _, _ in lines))
        for index in range(BINS)
        if any(counts[index] for _, counts, _, _ in lines)
    ]
    return scrolling(el("table", el("thead", head), el("tbody", *body)), f"Segments by {metric.name}")

"""The worst segments side by side, with what each hypothesis changes in the reference."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tqcheck.model import Alignment, SegmentScore
from tqcheck.reports.pages.differences import clipped, left_out, marked, nearest
from tqcheck.reports.pages.figures import Figures, Metric
from tqcheck.reports.pages.markup import Html, el, language, name, shown
from tqcheck.reports.pages.rows import Row, gather, worst

MOST_ROWS = 500
MOST_BYTES = 2_000_000
"""Of markup of rows: the page shall open quickly on a phone. What is left out is said on the page."""
_MOST_COLUMNS = 6
_ALIGNED = {
    Alignment.MERGED: "sentences of the reference merged",
    Alignment.SPLIT: "sentence of the reference split",
    Alignment.REWORKED: "sentences reworked",
    Alignment.OMITTED: "omitted",
    Alignment.ADDED: "added",
}
_NO_SEGMENTS = "This report holds the scores of whole files only, none of single segments."


def section(figures: Figures) -> Html:
    """Return the list, the worst in the leading metric first; the script sorts and narrows it."""
    rows = gather(figures.report)
    heading = el("h2", "Segments", id="segments")
    if not rows:
        return el("section", heading, el("p", _NO_SEGMENTS, class_="none"))
    metrics = figures.segment_metrics
    made: list[Html] = []
    size = 0
    one_sheet = len({row.articles for row in rows}) == 1
    with_source = any(row.source is not None for row in rows)
    for row in _ordered(rows, metrics):
        html = _row(figures, row, metrics, one_sheet, with_source)
        size += len(html.encode())
        if size > MOST_BYTES and made:
            break
        made.append(html)
    columns = max(len(row.articles) for row in rows) + 1 + with_source
    wide = f"columns-{columns}" if columns <= _MOST_COLUMNS else "columns-many"
    head = _heading(figures, rows[0], with_source) if one_sheet else None
    return el(
        "section",
        heading,
        el("p", _said(len(made), len(rows), metrics), class_="limit"),
        _marks(),
        _controls(figures, rows, metrics),
        el("p", class_="status", role="status", hidden=True),
        el("div", head, el("div", *made, id="rows"), class_=f"sheet {wide}"),
        el("p", el("button", "Show more", type="button", id="more"), hidden=True, class_="more"),
        aria_labelledby="segments",
    )


def _ordered(rows: Sequence[Row], metrics: Sequence[Metric]) -> list[Row]:
    """Return the rows that may be shown: those for which there is room, in a stable and stated order."""
    return worst(rows, metrics, MOST_ROWS)


def _said(shown_: int, all_: int, metrics: Sequence[Metric]) -> Html:
    if shown_ == all_:
        first = f", the worst in {metrics[0].name} first" if metrics else ""
        return shown(f"All {all_:,} segments are listed{first}.")
    if not metrics:
        return shown(f"These are the first {shown_:,} of {all_:,} segments; the others are left out.")
    if len(metrics) == 1:
        return shown(
            f"These are the {shown_:,} worst of {all_:,} segments by {metrics[0].name}; the others are left out."
        )
    names = ", ".join(metric.name for metric in metrics)
    return shown(
        f"These are the {shown_:,} worst of {all_:,} segments, taken in turn from the worst of each metric ({names}); "
        f"the others are left out. The worst in {metrics[0].name} come first."
    )


def _marks() -> Html:
    return el(
        "p",
        "Marked against the reference: ",
        el("ins", "added words"),
        ", ",
        el("del", el("s", "missing words")),
        ", ",
        el("del", el("s", "words"), " "),
        el("ins", "replaced", class_="re"),
        ".",
        class_="marks",
    )


# ------------------------------------------------------------------------------------- controls


def _controls(figures: Figures, rows: Sequence[Row], metrics: Sequence[Metric]) -> Html:
    """Return the form that the script reads; it is hidden where there is no script."""
    systems = [index for index, article in enumerate(figures.articles) if article.segments]
    kinds = list(dict.fromkeys(kind for row in rows for kind in row.kinds()))
    sorts = [("worst", "worst first"), ("best", "best first"), ("order", "as in the file")]
    if any(len(row.articles) > 1 for row in rows):
        sorts.insert(2, ("apart", "systems furthest apart"))
    parts: list[Html | None] = []
    if metrics:
        options = [el("option", m.name, value=m.name, data_lower=m.lower) for m in metrics]
        parts.append(el("label", el("span", "Metric"), el("select", *options, id="c-metric"), class_="metric"))
    parts.append(_select("sort", "Order", sorts if metrics else sorts[-1:]))
    if len(systems) > 1:
        named = [("", "any"), *((str(index + 1), figures.short_labels[index][:80]) for index in systems)]
        parts.append(_select("system", "System" if figures.report.comparison else "File", named))
    if kinds:
        parts.append(_select("kind", "Kind", [("", "all"), *((kind, kind) for kind in kinds)]))
    if metrics:
        bounds = [_input("from", "Score from", "number"), _input("to", "below", "number")]
        parts.append(el("span", *bounds, class_="pair"))
    parts.append(_select("show", "Show", [("20", "20"), ("50", "50"), ("100", "100"), ("all", "all")], "50"))
    parts.append(_input("search", "Search", "search"))
    parts.append(
        el("label", el("input", type="checkbox", id="c-missing", checked=True), " missing words", class_="check")
    )
    parts.append(el("button", "Clear", type="reset"))
    return el("form", *parts, id="controls", hidden=True, autocomplete="off")


def _select(key: str, label: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> Html:
    made = [el("option", text, value=value, selected=value == chosen) for value, text in options]
    return el("label", el("span", label), el("select", *made, id=f"c-{key}"), class_=key)


def _input(key: str, label: str, type_: str) -> Html:
    step = "any" if type_ == "number" else None
    return el("label", el("span", label), el("input", type=type_, id=f"c-{key}", step=step), class_=key)


# ----------------------------------------------------------------------------------------- rows


def _heading(figures: Figures, row: Row, source: bool) -> Html:
    """Return the row of column names that stays in sight."""
    systems = [figures.label(index) if len(row.articles) > 1 else shown("Hypothesis") for index in row.articles]
    cells = [shown("Source")] if source else []
    cells += [shown("Reference"), *systems]
    return el("div", *(el("div", cell) for cell in cells), class_="heading cells", aria_hidden="true")


def _row(figures: Figures, row: Row, metrics: Sequence[Metric], one_sheet: bool, with_source: bool) -> Html:
    kinds = row.kinds()
    first = next(iter(row.held()))[0]
    lang = language(figures.articles[first].language or figures.articles[first].declared_language)
    clipped_references = [clipped(reference) for reference in row.references]
    cells: list[Html] = []
    if with_source:
        text, cut = clipped(row.source or "")
        source = el("p", shown(text), left_out(cut), dir="auto", lang="", class_="text")
        cells.append(_cell("Source", source if row.source else el("p", "No source", class_="none")))
    several = len(row.references) > 1
    references = [
        el(
            "p",
            el("small", f"{n} ") if several else None,
            shown(text),
            left_out(cut),
            dir="auto",
            lang=lang,
            class_="text",
        )
        for n, (text, cut) in enumerate(clipped_references, 1)
        if text.strip()
    ]
    cells.append(_cell("Reference", *(references or [el("p", "Nothing in the reference", class_="nothing")])))
    for index, segment in zip(row.articles, row.cells, strict=True):
        label = figures.label(index) if len(figures.articles) > 1 else shown("Hypothesis")
        texts = tuple(text for text, _ in clipped_references)
        cells.append(_hypothesis(label, segment, texts, metrics, lang))
    scores = ";".join(
        f"{index}:" + ",".join(_plain(segment.scores.get(metric.name)) for metric in metrics)
        for index, segment in row.held()
    )
    where = "" if one_sheet and len(figures.articles) > 1 else _lines(row)
    title = [el("b", "Segment ", name(row.id)), shown(where) if where else None]
    if not one_sheet:
        title.insert(0, Html(f"{figures.label(first)} "))
    return el(
        "article",
        el("div", *title, class_="row-title"),
        el("div", *cells, class_="cells"),
        class_="row",
        data_order=row.order,
        data_scores=scores,
        data_kinds=" ".join(kinds) or None,
    )


def _lines(row: Row) -> str:
    """Return the line in the hypothesis file where the id does not say it already."""
    lines = {str(segment.line) for _, segment in row.held() if segment.line is not None} - {row.id}
    return f" line {lines.pop()}" if len(lines) == 1 else ""


def _cell(label: str, *content: Html | None) -> Html:
    return el("div", el("div", label, class_="who"), *content, class_="cell")


def _hypothesis(
    label: Html, segment: SegmentScore | None, references: tuple[str, ...], metrics: Sequence[Metric], lang: str
) -> Html:
    who = el("div", label, class_="who")
    if segment is None:
        return el("div", who, el("p", "Not among the segments of this system", class_="nothing"), class_="cell")
    values = [
        el("span", el("bdi", metric.name), f" {metric.number(segment.scores[metric.name])}", class_="score")
        for metric in metrics
        if metric.name in segment.scores
    ]
    tags = [_ALIGNED[segment.alignment]] if segment.alignment in _ALIGNED else []
    tags += ["moved"] if segment.moved else []
    if not segment.hypothesis.strip():
        text: Html = el("p", "Nothing in the hypothesis", class_="nothing")
    else:
        own, cut = clipped(segment.hypothesis)
        content = shown(own)
        if any(reference.strip() for reference in references):
            best = nearest(references, own)
            content = marked(references[best], own)
            if len(references) > 1:
                values.append(el("span", f"marked against reference {best + 1}"))
        text = el("p", content, left_out(cut), dir="auto", lang=lang, class_="text")
    foot = el("div", *values, *(el("span", tag, class_="tag") for tag in tags), class_="foot")
    return el("div", who, text, foot, class_="cell")


def _plain(value: float | None) -> str:
    return "" if value is None or not math.isfinite(value) else f"{value:.6g}"

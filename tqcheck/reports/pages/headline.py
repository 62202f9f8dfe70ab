"""The top of the page: the verdict, what was scored, each metric with all that its number needs, what was not scored."""

from __future__ import annotations

from tqcheck.model import Comparison, Verdict
from tqcheck.reports.pages.figures import Entry, Figures, Metric, count, interval_in_words, items, p_in_words, percent
from tqcheck.reports.pages.markup import Html, el, join, name, shown
from tqcheck.reports.pages.pictures import dots, legend

MOST_LINES = 24
"""Files that one picture compares; more are in the table only."""
_VERDICTS = {
    Verdict.PASS: ("✓", "Nothing that was asked for is missing, and no minimum was missed."),
    Verdict.FAIL: ("✗", ""),
    Verdict.INCOMPLETE: ("!", "Something that was asked for could not be looked at."),
}
_MOST_REASONS = 20


def title(figures: Figures) -> str:
    if len(figures.articles) == 1:
        return f"Scores of {figures.short_labels[0]}"
    return f"Scores of {count(len(figures.articles), 'file')}"


def header(figures: Figures) -> Html:
    """Return verdict, reasons, what was scored, and what was not."""
    verdict = figures.report.verdict
    sign, meaning = _VERDICTS[verdict]
    heading = Html(f"Scores of {figures.label(0)}") if len(figures.articles) == 1 else Html(shown(title(figures)))
    reasons = figures.report.reasons
    parts = [
        el("p", el("span", sign, aria_hidden="true"), verdict.value.capitalize(), class_=f"verdict {verdict.value}"),
        el("h1", heading),
        el("p", join(_scope(figures), Html(" · ")), class_="scope"),
        el("p", meaning, class_="meaning") if meaning else None,
    ]
    if reasons:
        parts.append(items([shown(reason) for reason in reasons[:_MOST_REASONS]], "reasons"))
        if len(reasons) > _MOST_REASONS:
            parts.append(el("p", f"These are {_MOST_REASONS} of {len(reasons):,} reasons.", class_="limit"))
    return el("header", *parts)


def _scope(figures: Figures) -> list[Html]:
    counts = [max((s.segments for s in article.scores), default=len(article.segments)) for article in figures.articles]
    segments = count(sum(counts), "segment")
    if len(counts) > 1 and len(set(counts)) == 1:
        segments = f"{count(counts[0], 'segment')} each"
    words = f"{count(sum(article.words for article in figures.articles), 'word')} of translation"
    parts = [count(len(figures.articles), "file"), segments, words]
    languages = sorted({a.language or a.declared_language or "" for a in figures.articles} - {""})
    if languages:
        parts.append(f"language {', '.join(languages[:8])}")
    parts += [f"{engine.name} {engine.version}" for engine in figures.report.engines if engine.status == "used"]
    return [shown(part) for part in parts]


def metrics(figures: Figures) -> Html | None:
    """Return a card for each metric: values with intervals, what the test says, direction, range, signature."""
    if not figures.metrics:
        return None
    cards = [_card(figures, metric) for metric in figures.metrics]
    return el(
        "section",
        el("h2", "Metrics", id="metrics"),
        el("div", *cards, class_="cards"),
        _key(figures),
        aria_labelledby="metrics",
    )


def _card(figures: Figures, metric: Metric) -> Html:
    entries = figures.entries(metric)
    comparison = figures.report.comparison
    parts: list[Html | None] = [
        el("h3", el("bdi", metric.name)),
        el(
            "p",
            el("span", "↓" if metric.lower else "↑", aria_hidden="true") if metric.direction else None,
            f" {metric.terms()}",
            class_="terms",
        ),
    ]
    if len(entries) == 1 and not comparison:
        parts += _single(metric, entries[0])
    elif entries:
        drawn = entries[:MOST_LINES]
        parts.append(dots(metric, drawn, comparison.level if comparison else None))
        if len(entries) > len(drawn):
            parts.append(el("p", f"Drawn are the first {len(drawn)} of {len(entries):,} files.", class_="limit"))
        parts.append(_how(entries))
    else:
        parts.append(el("p", "Not scored; the reason stands above.", class_="none"))
    if comparison and entries:
        parts.append(items(_sentences(comparison, metric, entries), "tests"))
    parts += [_signature(signature, files) for signature, files in figures.signatures(metric)]
    return el("article", *parts, class_="card")


def _single(metric: Metric, entry: Entry) -> list[Html | None]:
    return [
        el("p", el("data", metric.number(entry.value), value=repr(float(entry.value))), class_="big"),
        el(
            "p",
            interval_in_words(metric, entry.interval) if entry.interval else "No interval was computed.",
            class_="how",
        ),
        dots(metric, [Entry(Html(""), entry.value, entry.interval)], None),
    ]


def _how(entries: list[Entry]) -> Html:
    """Return the sentence that says what the drawn intervals are."""
    found = dict.fromkeys(
        f"{percent(e.interval.level)} intervals of {e.interval.samples:,} bootstrap samples"
        + ("" if e.interval.seed is None else f", seed {e.interval.seed}")
        for e in entries
        if e.interval
    )
    return el("p", "; ".join(found) + "." if found else "No intervals were computed.", class_="how")


def _sentences(comparison: Comparison, metric: Metric, entries: list[Entry]) -> list[Html]:
    """Return what the tests say, a sentence each: who is told from the baseline, and who is not."""
    baseline = next((entry for entry in entries if entry.baseline), None)
    if baseline is None:
        return []
    found = []
    for entry in entries:
        told, p_value = entry.significant(comparison.level), entry.compared.p_value if entry.compared else None
        values = f"{metric.number(entry.value)} against {metric.number(baseline.value)}"
        where = f"in {shown(metric.name)}: {values}"
        if entry is baseline:
            continue
        if p_value is None:
            found.append(Html(f"{entry.label} and {baseline.label} were not tested {where}."))
        elif not told:
            found.append(
                Html(
                    f"{entry.label} and {baseline.label} <strong>cannot be told apart</strong> {where}, "
                    f"{_p(p_value, comparison.level)}."
                )
            )
        else:
            better = (entry.value < baseline.value) if metric.lower else (entry.value > baseline.value)
            found.append(
                Html(
                    f"{entry.label} is <strong>{'better' if better else 'worse'}</strong> than {baseline.label} {where}, "
                    f"{_p(p_value, comparison.level)}."
                )
            )
    return found


def _p(value: float, level: float) -> Html:
    return shown(p_in_words(value, level).replace(" ", "\u00a0"))


def _signature(signature: str, files: list[Html]) -> Html:
    whose = Html(f" of {join(files[:6], Html(', '))}{' and others' if len(files) > 6 else ''}") if files else None
    return el(
        "div",
        el("p", "Signature", whose),
        el("code", signature, dir="ltr"),
        el("button", "Copy", type="button", class_="copy", hidden=True),
        class_="signature",
    )


def _key(figures: Figures) -> Html | None:
    comparison = figures.report.comparison
    if not comparison or not comparison.systems:
        return None
    baseline = figures.shown_name(comparison.systems[0])
    kinds = [
        ("square", "the baseline"),
        ("band", "the baseline's interval"),
        ("dot", "told from the baseline by the test"),
        ("hollow", "not told from it"),
    ]
    seed = "" if comparison.seed is None else f", seed {comparison.seed}"
    return join(
        [
            legend(kinds),
            el(
                "p",
                Html(f"The baseline is {baseline}. "),
                f"Every other system was tested against it by {comparison.test} ({comparison.samples:,} samples{seed}); "
                f"a p-value below {comparison.level:g} counts as significant. Intervals that overlap do not mean that "
                "systems cannot be told apart: the test looks at the same segments in both.",
                class_="how",
            ),
        ]
    )


def missing(figures: Figures) -> Html | None:
    """Return what was not scored, and why."""
    found = figures.missing()
    if not found:
        return None
    more = el("p", f"These are 100 of {len(found):,}.", class_="limit") if len(found) > 100 else None
    return el("section", el("h2", "Not scored"), items(found[:100]), more, class_="missing")


def notes(figures: Figures) -> Html | None:
    """Return what a reader of the scores must know."""
    several = len(figures.articles) > 1
    found = [
        Html(f"{figures.label(index)}: {shown(note)}") if several else shown(note)
        for index, article in enumerate(figures.articles)
        for note in article.notes
    ]
    if not found:
        return None
    more = el("p", f"These are 100 of {len(found):,} notes.", class_="limit") if len(found) > 100 else None
    return el("section", el("h2", "To know when reading these scores"), items(found[:100]), more)


def penalties(figures: Figures) -> Html | None:
    """Return the penalty scores, with what they are counted from."""
    held = [(figures.label(i), a.penalty) for i, a in enumerate(figures.articles) if a.penalty]
    if not held:
        return None
    lines = []
    for label, penalty in held:
        kinds = [f"{number} {kind}" for kind, number in penalty.by_severity.items() if number]
        kinds += [f"{number} in {kind}" for kind, number in penalty.by_category.items() if number]
        value = (
            f"{penalty.value:.1f}"
            if penalty.value is not None
            else f"none: under {penalty.least_words} words a single issue would decide it"
        )
        found = ", ".join(kinds) or "none"
        lines.append(
            el(
                "tr",
                el("th", label, scope="row"),
                *(el("td", t) for t in (value, f"{penalty.points:g} on {count(penalty.words, 'word')}", found)),
            )
        )
    return el(
        "section",
        el("h2", "Penalty score"),
        el(
            "p",
            "Counted from issues that no person has confirmed: 100 minus the points for each 1,000 words. "
            "Higher is better, 0 to 100.",
        ),
        scrolling(
            el(
                "table",
                el(
                    "thead",
                    el(
                        "tr",
                        *(el("th", t, scope="col") for t in ("File", "Penalty score (0 to 100)", "Points", "Issues")),
                    ),
                ),
                el("tbody", *lines),
            ),
            "Penalty score by file",
        ),
    )


def scrolling(table: Html, label: str) -> Html:
    """Return a table in a frame that scrolls by itself where the page is narrower than the table."""
    return el("div", table, class_="scroll", role="region", aria_label=label, tabindex=0)


def origin(version: str) -> Html:
    return el(
        "footer",
        el(
            "p",
            Html(
                f"Written by {name('tqcheck')} {shown(version)}. This page holds all that it needs and loads nothing."
            ),
        ),
    )

"""The page's pictures: inline SVG whose horizontal places are percentages, so that text keeps its size at any width.

They say nothing by colour alone: shapes, outlines and hatching tell things apart, and each has a
title and a table or text beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tqcheck.model import Interval
from tqcheck.reports.pages.figures import Entry, Metric, count, percent
from tqcheck.reports.pages.markup import Html, el, join, plain

_EDGE = 2.0
"""Percent of the width left free at both ends, so that no mark is cut."""
_LEAST_PART = 0.05
"""Of a metric's range (of 100 where it has no end) that a comparison shows at least: a tenth of a point must not look large."""
BINS = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """Leads from values to percentages of the width. Values outside are drawn at its ends."""

    low: float
    high: float

    def at(self, value: float) -> str:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{_EDGE + share * (100 - 2 * _EDGE):.2f}%"

    def width(self, low: float, high: float) -> str:
        return f"{float(self.at(high)[:-1]) - float(self.at(low)[:-1]):.2f}%"

    def ticks(self, most: int = 5) -> list[float]:
        """Return round values inside the scale, at most `most` + 1."""
        step = nice((self.high - self.low) / most)
        first = math.ceil(self.low / step - 1e-9)
        return [number * step for number in range(first, math.floor(self.high / step + 1e-9) + 1)]


def nice(width: float) -> float:
    """Return the least of 1, 2, 5 times a power of ten that is not below `width`; 1 for a width of next to nothing."""
    if width < 1e-9:
        return 1.0
    power = 10.0 ** math.floor(math.log10(width))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= width * (1 - 1e-9))


def scale_of(metric: Metric, entries: Sequence[Entry]) -> Scale:
    """Return the scale of a metric's picture: the whole range for one value, what is needed to compare several."""
    values = [entry.value for entry in entries if math.isfinite(entry.value)]
    for entry in entries:
        values += [entry.interval.low, entry.interval.high] if entry.interval else []
    values = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(values), max(values)
    if len(entries) > 1 and high > low:
        whole = metric.range[1] - metric.range[0] if metric.range and metric.range[1] is not None else 100.0
        room = max((high - low) * 0.08, (whole * _LEAST_PART - (high - low)) / 2)
        return Scale(low - room, high + room)
    bottom, top = metric.range or (min(0.0, low), None)
    if top is None:
        top = max(100.0, nice(high))
    return Scale(min(bottom, low), max(top, high, bottom + 1e-9))


def dots(metric: Metric, entries: Sequence[Entry], level: float | None) -> Html:
    """Return a line for each entry, its value as a dot on its interval, above one axis.

    A square is the baseline, a filled dot is told from it by the test at `level`, a hollow one is not.
    """
    scale = scale_of(metric, entries)
    base = next((entry.interval for entry in entries if entry.baseline), None)
    lines = [
        el(
            "div",
            el("div", entry.label, class_="who"),
            _line(metric, entry, scale, base, level),
            el("div", metric.number(entry.value), class_="figure") if len(entries) > 1 else None,
            class_="line",
        )
        for entry in entries
    ]
    return el(
        "div",
        *lines,
        el("div", axis(scale), el("div") if len(entries) > 1 else None, class_="line axis"),
        class_="dots",
    )


def _line(metric: Metric, entry: Entry, scale: Scale, base: Interval | None, level: float | None) -> Html:
    words = f"{metric.name} {metric.number(entry.value)}"
    if entry.interval:
        words += f", {percent(entry.interval.level)} interval {metric.span(entry.interval)}"
    parts = [_rect("band", scale, base.low, base.high, 0, 28)] if base else []
    parts += [_stroke("grid", scale.at(tick), 0, scale.at(tick), 28) for tick in scale.ticks()]
    if entry.interval:
        low, high = scale.at(entry.interval.low), scale.at(entry.interval.high)
        parts += [
            _stroke("whisker", low, 14, high, 14),
            _stroke("whisker", low, 9, low, 19),
            _stroke("whisker", high, 9, high, 19),
        ]
    place = scale.at(entry.value) if math.isfinite(entry.value) else "0%"
    if entry.baseline:
        parts.append(el("rect", x=place, y=8, width=12, height=12, transform="translate(-6 0)", class_="dot"))
    else:
        told = level is None or entry.significant(level) is not False
        parts.append(el("circle", cx=place, cy=14, r=6, class_="dot" if told else "dot hollow"))
    return el("svg", el("title", plain(words)), *parts, class_="track", width="100%", height=28, role="img")


def axis(scale: Scale, last: str = "") -> Html:
    """Return the axis below a picture: ticks with their values. `last` follows the value at the upper end."""
    ticks = scale.ticks()
    digits = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + 1e-9)) if len(ticks) > 1 else 0
    labels = []
    for tick in ticks:
        ends = last if tick > scale.high - 1e-9 else ""
        text, anchor = f"{tick:,.{digits}f}{ends}", "end" if ends else "middle"
        labels.append(el("text", text, x=scale.at(tick), y=14, text_anchor=anchor))
        labels.append(_stroke("tick", scale.at(tick), 0, scale.at(tick), 4))
    line = _stroke("tick", f"{_EDGE}%", 0.5, f"{100 - _EDGE}%", 0.5)
    return el("svg", line, *labels, class_="axis", width="100%", height=18, aria_hidden="true")


# --------------------------------------------------------------------------- distributions


@dataclass(frozen=True, slots=True)
class Bins:
    """Equal bins of a metric's values. What lies outside is counted in the outermost; `open_end` says that some may."""

    scale: Scale
    open_end: bool

    @property
    def step(self) -> float:
        return (self.scale.high - self.scale.low) / BINS

    def edge(self, index: int) -> float:
        return self.scale.low + index * self.step

    def count(self, values: Sequence[float]) -> list[int]:
        counts = [0] * BINS
        for value in values:
            if math.isfinite(value):
                counts[min(BINS - 1, max(0, math.floor((value - self.scale.low) / self.step + 1e-9)))] += 1
        return counts

    def words(self, index: int) -> str:
        """Return a bin's range: "20 to 25", "95 or more"."""
        low = f"{self.edge(index):,.4g}"
        if self.open_end and index == BINS - 1:
            return f"{low} or more"
        return f"{low} to {self.edge(index + 1):,.4g}"


def bins_of(metric: Metric, values: Sequence[float]) -> Bins:
    """Return the bins of a metric: its range; without an upper bound to 100, or further if a quarter of them lies there."""
    finite = sorted(value for value in values if math.isfinite(value)) or [0.0]
    bottom, top = metric.range or (min(0.0, finite[0]), None)
    if top is not None:
        return Bins(Scale(bottom, max(top, bottom + 1e-9)), False)
    usual = finite[int(0.75 * (len(finite) - 1))]
    top = bottom + max(100.0 if metric.range else 0.0, nice(usual - bottom))
    return Bins(Scale(bottom, top), finite[-1] > top)


def histogram(
    metric: Metric,
    bins: Bins,
    counts: Sequence[int],
    tallest: int,
    corpus: float | None,
    system: int | None,
    ident: str,
) -> Html:
    """Return the bars of one system; each leads to its segments by a fragment that the page's script honours.

    `tallest` is the largest count of all systems, so that their bars compare; `corpus` is marked
    by a line; `system` is the article's index.
    """
    height, top = 76, 18
    bars = [_bar(metric, bins, index, number, tallest, system, top, height) for index, number in enumerate(counts)]
    mark: list[Html] = []
    total = sum(counts)
    words = f"{count(total, 'segment')} by {metric.name} ({metric.terms()})."
    if corpus is not None and math.isfinite(corpus):
        place = float(bins.scale.at(corpus)[:-1])
        anchor = "start" if place < 50 else "end"
        shift = "translate(5 0)" if anchor == "start" else "translate(-5 0)"
        label = f"corpus {metric.number(corpus)}"
        mark = [
            _stroke("corpus", f"{place}%", 2, f"{place}%", height),
            el("text", label, x=f"{place}%", y=11, text_anchor=anchor, transform=shift),
        ]
        words += f" The score of the whole corpus is {metric.number(corpus)}."
    base = _stroke("tick", f"{_EDGE}%", height - 0.5, f"{100 - _EDGE}%", height - 0.5)
    return el(
        "svg",
        el("title", plain(f"Distribution of segment scores in {metric.name}"), id=f"{ident}-t"),
        el("desc", plain(words), id=f"{ident}-d"),
        *bars,
        base,
        *mark,
        class_="histogram",
        width="100%",
        height=height,
        role="group",
        aria_labelledby=f"{ident}-t {ident}-d",
    )


def _bar(
    metric: Metric, bins: Bins, index: int, number: int, tallest: int, system: int | None, top: int, height: int
) -> Html:
    if not number:
        return Html("")
    low, high = bins.edge(index), bins.edge(index + 1)
    state = {"metric": plain(metric.name), "from": f"{low:.6g}"}
    if index < BINS - 1:
        state["to"] = f"{high:.6g}"
    if index == 0:
        del state["from"]
    if system is not None:
        state["system"] = str(system + 1)
    tall = max(2.0, (height - top) * number / max(tallest, 1))
    x, width = bins.scale.at(low), bins.scale.width(low, high)
    return el(
        "a",
        el("title", plain(f"{metric.name} {bins.words(index)}: {count(number, 'segment')}")),
        el("rect", x=x, y=top, width=width, height=height - top, class_="hit"),
        el("rect", x=x, y=f"{height - tall:.1f}", width=width, height=f"{tall:.1f}", class_="bar"),
        href="#" + urlencode(state),
        tabindex=-1,
    )


# --------------------------------------------------------------------------------- coverage


def coverage_bar(shares: Mapping[str, float], words: str) -> Html:
    """Return one bar of parts that sum to 1, by class name: a plain one and hatched ones."""
    parts, start = [], 0.0
    for kind, share in shares.items():
        if share > 0:
            parts.append(el("rect", x=f"{start * 100:.2f}%", y=0, width=f"{share * 100:.2f}%", height=18, class_=kind))
            start += share
    return el("svg", el("title", plain(words)), *parts, class_="coverage", width="100%", height=18, role="img")


PATTERNS = Html(
    '<svg width="0" height="0" class="patterns" aria-hidden="true"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" class="ground"></rect><rect width="3" height="6" class="stripe"></rect>'
    "</pattern></defs></svg>"
)


def _stroke(class_: str, x1: str, y1: float, x2: str, y2: float) -> Html:
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def _rect(class_: str, scale: Scale, low: float, high: float, y: float, height: float) -> Html:
    return el("rect", x=scale.at(low), y=y, width=scale.width(low, high), height=height, class_=class_)


def legend(kinds: Sequence[tuple[str, str]]) -> Html:
    """Return the key of a dot picture: (shape, words) pairs; shapes are square, dot, hollow, band."""
    shapes = {
        "square": el("rect", x=2, y=2, width=12, height=12, class_="dot"),
        "dot": el("circle", cx=8, cy=8, r=6, class_="dot"),
        "hollow": el("circle", cx=8, cy=8, r=6, class_="dot hollow"),
        "band": el("rect", x=0, y=0, width=16, height=16, class_="band"),
    }
    keys = [
        el("li", el("svg", shapes[shape], width=16, height=16, class_="track", aria_hidden="true"), f" {words}")
        for shape, words in kinds
    ]
    return el("ul", join(keys), class_="legend")

"""What a number needs beside it: direction, range, decimals, interval, signature. No number stands alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tqcheck.model import ArticleReport, Interval, Report, Score, System, SystemScore
from tqcheck.reports.pages.markup import Html, el, name, shown

LEADING = ("chrF", "chrF++")
"""Metrics by which segments are sorted at first: BLEU and TER jump about on single sentences."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the report. `direction` is "" and `range` None where nothing in the report states them."""

    name: str
    direction: str
    range: tuple[float, float | None] | None

    @property
    def lower(self) -> bool:
        """Whether lower is better."""
        return self.direction == "lower"

    def number(self, value: float) -> str:
        """Return a value with decimals that suit the range: 62.1 of 100, 0.8432 of 1."""
        if not math.isfinite(value):
            return "no number"
        width = math.inf if self.range is None or self.range[1] is None else self.range[1] - self.range[0]
        return f"{value:,.{1 if width >= 20 else 2 if width > 2 else 4}f}"

    def span(self, interval: Interval) -> str:
        return f"{self.number(interval.low)} – {self.number(interval.high)}"

    def terms(self) -> str:
        """Return direction and range in words."""
        direction = f"{self.direction} is better" if self.direction else "direction not stated"
        if self.range is None:
            return f"{direction}, range not stated"
        low, high = self.range
        return f"{direction}, {low:g} or more" if high is None else f"{direction}, {low:g} to {high:g}"

    def worse(self, value: float) -> float:
        """Return a key that rises as values get better; what is no number comes last."""
        return math.inf if not math.isfinite(value) else -value if self.lower else value


def interval_in_words(metric: Metric, interval: Interval) -> str:
    seed = "" if interval.seed is None else f", seed {interval.seed}"
    return f"{percent(interval.level)} interval {metric.span(interval)} ({interval.samples:,} bootstrap samples{seed})"


def percent(level: float) -> str:
    """Return a level of confidence: 95%, 99.5%."""
    return f"{100 * level:.6g}%"


def p_in_words(p: float, level: float) -> str:
    """Return "p = .31" with so many decimals that rounding does not carry it over the level of significance."""
    if p < 0.001 <= level:
        return "p < .001"
    digits = 2 if p >= 0.1 else 3
    while digits < 8 and (round(p, digits) < level) != (p < level):
        digits += 1
    return f"p = {p:.{digits}f}".replace("= 0.", "= .")


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Figures:
    """A report, looked at for its page."""

    report: Report

    @property
    def articles(self) -> tuple[ArticleReport, ...]:
        return self.report.articles

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics in the order in which the report names them."""
        from tqcheck.scoring import METRICS

        found: dict[str, Metric] = {}
        for score in (*self.report.scores, *(score for article in self.articles for score in article.scores)):
            found.setdefault(score.metric, Metric(score.metric, score.direction, score.range))
        compared = self.report.comparison.systems if self.report.comparison else ()
        others = [score.metric for system in compared for score in system.scores]
        others += [key for article in self.articles for segment in article.segments for key in segment.scores]
        for other in dict.fromkeys(others):
            known = METRICS.get(other)
            found.setdefault(other, Metric(other, known.direction if known else "", known.range if known else None))
        return tuple(found.values())

    @cached_property
    def segment_metrics(self) -> tuple[Metric, ...]:
        """The metrics that single segments have, the leading one first."""
        held = {key for article in self.articles for segment in article.segments for key in segment.scores}
        return tuple(
            sorted((m for m in self.metrics if m.name in held), key=lambda m: (*(m.name != n for n in LEADING),))
        )

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each article is called: its system's name where systems are compared, else its path."""
        names = [article.path for article in self.articles]
        for index, system in self._systems.items():
            names[index] = system.name
        return tuple(names)

    @cached_property
    def short_labels(self) -> tuple[str, ...]:
        """The labels without the folders that all of them share."""
        parts = [label.split("/") for label in self.labels]
        shared = 0
        while len(parts) > 1 and all(len(p) > shared + 1 and p[shared] == parts[0][shared] for p in parts):
            shared += 1
        return tuple("/".join(p[shared:]) for p in parts)

    def label(self, index: int) -> Html:
        return name(self.short_labels[index], full=self.labels[index])

    def shown_name(self, system: System) -> Html:
        """Return a compared system's name as it is called all over the page."""
        for index, other in self._systems.items():
            if other is system:
                return self.label(index)
        return name(system.name)

    @cached_property
    def _systems(self) -> dict[int, System]:
        """The compared systems by the index of their article: by name, or in order where no name fits."""
        if not self.report.comparison:
            return {}
        systems, paths = self.report.comparison.systems, [article.path for article in self.articles]
        if all(system.name in paths for system in systems):
            return {paths.index(system.name): system for system in systems}
        return dict(enumerate(systems)) if len(systems) == len(paths) else {}

    def score_of(self, index: int, metric: Metric) -> Score | None:
        """Return an article's score in a metric, None where it has none."""
        return next((s for s in self.articles[index].scores if s.metric == metric.name), None)

    def entries(self, metric: Metric) -> list[Entry]:
        """Return what the report says of each system, else of each file, in a metric."""
        if self.report.comparison:
            systems = self.report.comparison.systems
            baseline = next((s for s in systems[0].scores if s.metric == metric.name), None) if systems else None
            return [
                Entry(self.shown_name(system), score.value, score.interval, score, score is baseline)
                for system in systems
                for score in system.scores
                if score.metric == metric.name
            ]
        if self.report.scores:
            overall = "all files together" if len(self.articles) != 1 else self.short_labels[0]
            return [
                Entry(name(overall), score.value, score.interval)
                for score in self.report.scores
                if score.metric == metric.name and score.value is not None
            ]
        return [
            Entry(self.label(index), score.value, score.interval)
            for index in range(len(self.articles))
            if (score := self.score_of(index, metric)) and score.value is not None
        ]

    def signatures(self, metric: Metric) -> list[tuple[str, list[Html]]]:
        """Return each signature with the files that have it (none named where all have the same)."""
        held: dict[str, list[Html]] = {}
        for index in range(len(self.articles)):
            score = self.score_of(index, metric)
            if score and score.signature:
                held.setdefault(score.signature, []).append(self.label(index))
        for score in self.report.scores:
            if score.metric == metric.name and score.signature:
                held.setdefault(score.signature, [])
        if self.report.comparison and (compared := self.report.comparison.signatures.get(metric.name)):
            held.setdefault(compared, [Html("the comparison")])
        return [(key, files if len(held) > 1 else []) for key, files in held.items()]

    def missing(self) -> list[Html]:
        """Return what was not scored or not looked at, and why, an item each."""
        found = [
            Html(
                f"{self.label(index)}: {shown(score.metric)} was not scored: {shown(score.not_scored or 'no reason is given')}"
            )
            for index, article in enumerate(self.articles)
            for score in article.scores
            if score.value is None
        ]
        found += [
            Html(f"{self.label(index)}: {shown(note)}")
            for index, article in enumerate(self.articles)
            for note in article.unchecked
        ]
        found += [Html(f"{name(error.path)}: {shown(error.message)}") for error in self.report.errors]
        found += [
            Html(f"{shown(engine.name)} was not available: {shown(engine.detail or 'no reason is given')}")
            for engine in self.report.engines
            if engine.status == "unavailable"
        ]
        if len(self.articles) != 1:
            found += [
                Html(
                    f"All files together: {shown(s.metric)} was not scored: {shown(s.not_scored or 'no reason is given')}"
                )
                for s in self.report.scores
                if s.value is None
            ]
        return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a metric's picture: a system or a file with its value."""

    label: Html
    value: float
    interval: Interval | None
    compared: SystemScore | None = None
    baseline: bool = False

    def significant(self, level: float) -> bool | None:
        """Say whether the test tells it from the baseline; None where none was made."""
        if self.compared is None or self.compared.p_value is None:
            return None
        return self.compared.p_value < level


def items(texts: Sequence[Html], class_: str | None = None) -> Html:
    """Return a list of sentences."""
    return el("ul", *(el("li", text) for text in texts), class_=class_)

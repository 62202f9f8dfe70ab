"""Segments of several systems side by side: which belong together, and which are the worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.model import Alignment, ArticleReport, Report, SegmentScore
from tqcheck.reports.pages.figures import Metric


@dataclass(frozen=True, slots=True)
class Row:
    """One segment: what each article of its sheet has for it (None: it has no such segment).

    `articles` are the indices of the sheet's articles in the report, in the order of `cells`;
    `order` is its place in the report.
    """

    order: int
    id: str
    source: str | None
    references: tuple[str, ...]
    articles: tuple[int, ...]
    cells: tuple[SegmentScore | None, ...]

    def held(self) -> Iterator[tuple[int, SegmentScore]]:
        for article, cell in zip(self.articles, self.cells, strict=True):
            if cell is not None:
                yield article, cell

    def worst(self, metric: Metric) -> float:
        """Return the key (see Metric.worse) of the worst system; infinite where none has the metric."""
        keys = (metric.worse(c.scores[metric.name]) for _, c in self.held() if metric.name in c.scores)
        return min(keys, default=float("inf"))

    def kinds(self) -> tuple[str, ...]:
        """Return what the list can be narrowed to: how its segments were aligned, "moved", "empty"."""
        found: dict[str, None] = {}
        for _, cell in self.held():
            if cell.alignment is not Alignment.PAIRED:
                found[cell.alignment.value] = None
            if cell.moved:
                found["moved"] = None
            if not cell.hypothesis.strip():
                found["empty"] = None
        return tuple(found)


def gather(report: Report) -> tuple[Row, ...]:
    """Return the report's segments in its order, those of one source beside each other.

    Articles are versions of one text where they are compared, or where all their segments have
    the same ids and references; else each stands for itself. In compared articles that were
    aligned sentence by sentence, segments may differ: they belong together by id and reference.
    """
    sheets: dict[object, list[int]] = {}
    for index, article in enumerate(report.articles):
        if article.segments:
            sheets.setdefault("compared" if report.comparison else _keys(article), []).append(index)
    rows: list[Row] = []
    for members in sheets.values():
        rows += _sheet([report.articles[index] for index in members], tuple(members), len(rows))
    return tuple(rows)


_Key = tuple[str, tuple[str, ...], int]


def _keys(article: ArticleReport) -> tuple[_Key, ...]:
    """Return a key a segment: id, references, and which of those that have the same two it is."""
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    keys: list[_Key] = []
    for segment in article.segments:
        pair = (segment.id, segment.references)
        keys.append((*pair, seen[pair]))
        seen[pair] += 1
    return tuple(keys)


def _sheet(articles: Sequence[ArticleReport], indices: tuple[int, ...], first: int) -> list[Row]:
    held: dict[_Key, list[SegmentScore | None]] = {}
    for column, article in enumerate(articles):
        for key, segment in zip(_keys(article), article.segments, strict=True):
            held.setdefault(key, [None] * len(articles))[column] = segment
    rows = []
    for order, ((name, references, _), cells) in enumerate(held.items(), first):
        source = next((cell.source for cell in cells if cell and cell.source is not None), None)
        rows.append(Row(order, name, source, references, indices, tuple(cells)))
    return rows


def worst(rows: Sequence[Row], metrics: Sequence[Metric], most: int) -> list[Row]:
    """Return at most `most` rows, taken in turn from the worst of each metric, the worst of the first metric first."""
    if len(rows) > most and metrics:
        queues = [iter(sorted(rows, key=lambda row: (row.worst(metric), row.order))) for metric in metrics]
        chosen: dict[int, Row] = {}
        while len(chosen) < most:
            for queue in queues:
                row = next((row for row in queue if row.order not in chosen), None)
                if row is not None and len(chosen) < most:
                    chosen[row.order] = row
        rows = list(chosen.values())
    if not metrics:
        return list(rows[:most])
    return sorted(rows, key=lambda row: (row.worst(metrics[0]), row.order))

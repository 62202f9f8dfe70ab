"""Scores for people at a terminal: every number with its direction and signature, never bare."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tqcheck.model import ArticleReport, Comparison, Interval, Report, Score, SegmentScore, Verdict
from tqcheck.reports.style import Style

_LONGEST_NOTE = 200


def render(report: Report, style: Style, *, places: int = 1, rows: bool = False) -> str:
    """Return the report as text. `places` are decimals, as sacreBLEU's --width; `rows` prints every segment."""
    lines: list[str] = []
    if report.comparison:
        lines += _comparison(report.comparison, {s.metric: s for s in report.articles[0].scores}, places, style)
    lines += _scores(report, places)
    for article in report.articles:
        if rows and article.segments:
            lines += ["", *_rows(article, places)]
    for article in report.articles:
        lines += _coverage(article, style)
        lines += [f"{style.faint('note')} {article.path}: {_short(note)}" for note in article.notes]
    lines.append("")
    lines += _signatures(report)
    paint = {Verdict.FAIL: style.bad, Verdict.INCOMPLETE: style.warn, Verdict.PASS: style.good}[report.verdict]
    lines += [f"{paint(report.verdict.value)}: {reason}" for reason in report.reasons]
    return "\n".join(lines) + "\n"


def _scores(report: Report, places: int) -> Iterator[str]:
    """Yield the scores that no comparison shows: all of them, or those of optional metrics, which are not tested."""
    shown = report.comparison.signatures if report.comparison else ()
    longest = max((len(article.path) for article in report.articles), default=0)
    found = [
        (article.path, score) for article in report.articles for score in article.scores if score.metric not in shown
    ]
    if found and shown:
        yield ""
    for path, score in found:
        yield f"{path:<{longest}}  {_score(score, places)}"
        if score.details:
            yield f"{' ' * longest}  {' ' * 8}{score.details}"


def _score(score: Score, places: int) -> str:
    if score.value is None:
        return f"{score.metric:<8} not scored: {score.not_scored}"
    spread = f"  {_interval(score.interval, places)}" if score.interval else ""
    return (
        f"{score.metric:<8}{score.value:>{places + 5}.{places}f}{spread}  {score.direction} is better  "
        f"{score.segments} segment{'s' * (score.segments != 1)}"
    )


def _interval(interval: Interval, places: int) -> str:
    """Write an interval as sacreBLEU does: the samples' mean and half the width."""
    half = (interval.high - interval.low) / 2
    if _single(interval.low) == interval.low and _single(interval.high) == interval.high:
        half = _single(half)  # scores that sacreBLEU has in float32 it subtracts in float32
    return f"(μ = {interval.mean:.{places}f} ± {half:.{places}f})"


def _single(value: float) -> float:
    """Round to the nearest number in single precision."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


def _rows(article: ArticleReport, places: int) -> Iterator[str]:
    metrics = list(dict.fromkeys(name for row in article.segments for name in row.scores))
    width = max(places + 5, 8)
    yield f"{article.path}: " + "segment".ljust(12) + "".join(f"{metric:>{width}}" for metric in metrics)
    for row in article.segments:
        values = "".join(
            f"{row.scores[metric]:>{width}.{places}f}" if metric in row.scores else "–".rjust(width)
            for metric in metrics
        )
        yield f"{' ' * len(article.path)}  {_short(row.id, 12):<12}{values}{_how(row)}"


def _how(row: SegmentScore) -> str:
    said = [] if row.alignment.value == "paired" else [row.alignment.value]
    said += ["moved"] if row.moved else []
    return f"  {', '.join(said)}" if said else ""


def _coverage(article: ArticleReport, style: Style) -> Iterator[str]:
    coverage = article.coverage
    if not coverage:
        return
    parts = [f"{count} {kind}" for kind, count in coverage.counts.items() if count and kind != "paired"]
    whole = coverage.reference == coverage.hypothesis == 1.0
    yield (
        f"{style.faint('aligned')} {article.path}: "
        + (
            "all"
            if whole
            else f"{_share(coverage.reference)} of the reference, {_share(coverage.hypothesis)} of the article"
        )
        + f", {coverage.counts.get('paired', 0)} sentences one to one"
        + (f", {', '.join(parts)}" if parts else "")
    )


def _share(share: float) -> str:
    """Write a share in percent; only the whole is 100 %."""
    return "100%" if share == 1 else f"{min(share, 0.999):.1%}" if share > 0.99 else f"{share:.0%}"


def _comparison(comparison: Comparison, scores: dict[str, Score], places: int, style: Style) -> Iterator[str]:
    longest = max(len(system.name) for system in comparison.systems)
    for number, (metric, _) in enumerate(comparison.signatures.items()):
        known = scores.get(metric)
        yield f"{style.strong(metric)}  {known.direction if known else ''} is better"
        found = [
            (system.name, score) for system in comparison.systems for score in system.scores if score.metric == metric
        ]
        baseline = next(score.value for _, score in found if score.p_value is None)
        for name, score in sorted(found, key=lambda pair: (pair[1].ranks, pair[0])):
            first, last = score.ranks
            rank = str(first) if first == last else f"{first}–{last}"
            spread = f"  {_interval(score.interval, places)}" if score.interval else ""
            if score.p_value is None:
                said = "baseline"
            else:
                sign = "*" if score.p_value < comparison.level else ""
                # sacreBLEU's p-value of a system against its equal is the smallest there is: a star would mislead.
                said = f"p = {score.p_value:.4f}{sign}" if score.value != baseline else "the same score"
            yield f"  {rank:>5}  {name:<{longest}}  {score.value:>{places + 5}.{places}f}{spread}  {said}"
        if number == len(comparison.signatures) - 1:
            yield ""
            yield from _explained(comparison)


def _explained(comparison: Comparison) -> Iterator[str]:
    """Say what the numbers mean, and what they do not."""
    seed = "without a seed" if comparison.seed is None else f"seed {comparison.seed}"
    unit = "samples" if comparison.test == "paired bootstrap" else "trials"
    yield (
        f"{comparison.test}, {comparison.samples:,} {unit}, {seed}: p compares with the baseline, "
        f"* is significant (p < {comparison.level:g})."
    )
    yield "Ranks: 1 + the systems that are significantly better, to all but those significantly worse."
    yield "Significant says that a difference would show again, not that a reader would notice it."


def _signatures(report: Report) -> Iterator[str]:
    if report.comparison:
        yield from (f"{metric}: {signature}" for metric, signature in report.comparison.signatures.items())
    found: dict[str, dict[str, list[str]]] = {}
    for article in report.articles:
        for score in article.scores:
            if score.signature and not (report.comparison and score.metric in report.comparison.signatures):
                found.setdefault(score.metric, {}).setdefault(score.signature, []).append(article.path)
    for metric, by_signature in found.items():
        for signature, paths in by_signature.items():
            yield f"{metric}: {signature}" + (f" ({', '.join(paths)})" if len(by_signature) > 1 else "")


def _short(text: str, most: int = _LONGEST_NOTE) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"

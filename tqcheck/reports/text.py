"""The terminal report: each issue under its line of the file, why it is one, and what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from tqcheck.config import Settings
from tqcheck.gate import fails, misses
from tqcheck.model import ArticleReport, Issue, Report, Score, Severity, Tier, Verdict
from tqcheck.reports.facts_text import columns, summary, table
from tqcheck.reports.style import Style

_MARGIN = 6
"""Columns before the source line: five for its number, one for the bar."""


def render(
    report: Report,
    settings: Settings,
    style: Style,
    width: int = 100,
    facts: bool = False,
) -> str:
    """Return the report for a terminal of `width` columns; with `facts` each fact of a source beside its counterpart."""
    lines: list[str] = []
    alone = len(report.articles) == 1
    for article in report.articles:
        if article.issues or article.scores or article.unchecked or (article.facts and (facts or alone)):
            lines += [*_article(article, settings, style, width)]
            if article.facts:
                lines.append(f"  {summary(article, style)}")
            if facts:
                lines += table(article, style, width)
            lines.append("")
    errors = [f"{error.path}: {error.message}" for error in report.errors]
    errors += [f"{e.name} was not available: {e.detail}" for e in report.engines if e.status == "unavailable"]
    lines += [f"{style.bad('error')} {error}" for error in errors]
    lines += _summary(report, settings, style, set(errors))
    return "\n".join(lines) + "\n"


def _article(article: ArticleReport, settings: Settings, style: Style, width: int) -> Iterator[str]:
    language = article.language or "language unknown"
    yield f"{style.strong(article.path)} {style.faint(f'({language}, {article.words} words)')}"
    for issue in article.issues:
        yield from _issue(issue, settings, style, width)
    for note in article.unchecked:
        yield f"  {style.warn('!')} {note}"
    for score in article.scores:
        yield f"  {_score(score)}"
    if article.penalty and article.penalty.value is not None and article.issues:
        yield f"  {_penalty(article)}"
    for note in article.notes:
        yield f"  {style.faint(note)}"


def _issue(issue: Issue, settings: Settings, style: Style, width: int) -> Iterator[str]:
    stops = fails(issue, settings)
    mark = style.bad("✗") if stops else style.warn("•")
    yield (
        f"{mark} {issue.line}:{issue.column} {issue.message} "
        f"{style.faint(f'{issue.code} · {issue.severity} · {issue.tier}')}"
    )
    yield from _source_line(issue, stops, style, width)
    if issue.source:
        place, room = issue.source, max(width - _MARGIN - 4, 20)
        said = f"{place.path}:{place.line}:{place.column} │ {_flat(' '.join(place.text.split()))}"
        yield f"{' ' * _MARGIN}{style.faint(said if len(said) <= room else said[: room - 1] + '…')}"
    if issue.suggestions:
        offers = [repr_spaces(offer) if offer else "(leave it out)" for offer in issue.suggestions[:3]]
        yield f"{' ' * _MARGIN}{style.good('→ ' + ' | '.join(offers))}"
    why = issue.evidence.get("why")
    if isinstance(why, str) and why != issue.message:
        yield f"{' ' * _MARGIN}{style.faint('why: ' + why)}"


def _source_line(issue: Issue, stops: bool, style: Style, width: int) -> Iterator[str]:
    """Show the part of the line that fits, with carets under the issue."""
    cut = issue.excerpt
    room = max(width - _MARGIN - 4, 20)
    first = max(0, min(cut.start - room // 3, len(cut.text) - room))
    last = min(len(cut.text), first + room)
    before = ("…" if first or cut.before else "") + _flat(cut.text[first : cut.start])
    marked = _flat(cut.text[cut.start : min(cut.end, last)])
    after = _flat(cut.text[min(cut.end, last) : last]) + ("…" if last < len(cut.text) or cut.after else "")
    paint = style.bad if stops else style.warn
    yield f"{issue.line:>{_MARGIN - 2}} {style.faint('│')} {before}{paint(marked)}{after}"
    carets = "^" * max(columns(marked), 1)
    yield f"{' ' * (_MARGIN - 2)} {style.faint('│')} {' ' * columns(before)}{paint(carets)}"


def repr_spaces(text: str) -> str:
    """Return a suggestion with its white space made visible when it is nothing else."""
    return f"{len(text)} space" if text.isspace() and len(text) == 1 else text.replace("\u00a0", "\u237d")


def _flat(text: str) -> str:
    """Return text with one column for each control character, so that carets stay in place."""
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def _score(score: Score) -> str:
    if score.value is None:
        return f"{score.metric}: not scored: {score.not_scored}"
    return (
        f"{score.metric} {score.value:.1f} ({score.direction} is better, {score.segments} segments) {score.signature}"
    )


def _penalty(article: ArticleReport) -> str:
    """Return the penalty score in one line: "at most" where something was not checked that would have cost points."""
    found = article.penalty
    assert found is not None
    assert found.value is not None
    counts = [f"{found.by_severity[name]} {name}" for name in reversed(Severity) if found.by_severity[name]]
    points = "1 point" if found.points == 1 else f"{found.points:g} points"
    return (
        f"penalty score {'at most ' if article.unchecked else ''}{found.value:g} "
        f"({points} in {found.words:,} words: {', '.join(counts)}; uses MQM categories)"
    )


def _summary(report: Report, settings: Settings, style: Style, said: set[str]) -> Iterator[str]:
    paint = {Verdict.PASS: style.good, Verdict.FAIL: style.bad, Verdict.INCOMPLETE: style.warn}[report.verdict]
    issues = [issue for article in report.articles for issue in article.issues]
    stopping = sum(fails(issue, settings) for issue in issues)
    certain = sum(issue.tier is Tier.CERTAIN for issue in issues)
    clean = sum(not article.issues for article in report.articles)
    words = sum(article.words for article in report.articles)
    if len(report.articles) > 1:
        by_code = Counter(issue.code for issue in issues)
        for code, count in by_code.most_common(8):
            yield f"{count:>{_MARGIN - 2}} {code}"
    yield from _matrix(report, style)
    yield (
        f"{paint(report.verdict.value.upper())}: "
        f"{_count(len(issues), 'issue')} ({stopping} to mend before publishing, {certain} certain) "
        f"in {_count(len(report.articles), 'article')}, {clean} clean, {words:,} words"
        f"{_engines(report)}"
    )
    for reason in report.reasons if report.verdict is Verdict.INCOMPLETE else ():
        if reason not in said:
            yield f"  not checked: {reason}"
    for article in report.articles:
        for reason in misses(article, settings):
            yield f"  misses the gate: {reason}"
    if stopping:
        yield (
            '  Mend what is marked ✗. A word that is right: accept = ["word"] in tqcheck.toml; '
            "a rule: tqcheck explain CODE."
        )


def _matrix(report: Report, style: Style) -> Iterator[str]:
    """Name the translation that stands alone, place by place of the source."""
    for row in report.matrix:
        place = f"{row.place.path}:{row.place.line}:{row.place.column} “{_flat(row.place.text)[:60]}”"
        if row.odd:
            here = f" has “{_flat(row.said[row.odd])[:60]}”" if row.odd in row.said else ""
            there = dict.fromkeys(_flat(row.said[path])[:60] for path in row.right if path in row.said)
            others = f"right in {len(row.right)} others" + (f" ({', '.join(there)})" if there else "")
            yield f"  {style.warn('odd one out')} {row.odd}{here} ({row.issues[row.odd]}): {place} is {others}"
        elif not row.right:
            yield f"  {style.warn('in all translations')} {place}: look at the source"


def _engines(report: Report) -> str:
    parts = [
        f"{engine.name} {engine.version}" if engine.status == "used" else f"{engine.name} {engine.status}"
        for engine in report.engines
    ]
    return f"; {', '.join(parts)}" if parts else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

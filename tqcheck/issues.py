"""Findings become issues: the one place where offsets are led to the file and fingerprints are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from tqcheck.model import Article, Counterpart, Excerpt, Finding, Issue, Rule, SourcePlace, Span

_OWN_BEFORE_LANGUAGETOOL = ("SPL", "PUN", "QUO", "ENC", "LNG", "NAM", "STR008")
_KNOWS_LESS = {"SPL001": ("STR008",), "SPL002": ("STR008",), "STR008": ("STR004", "LNG002")}
"""Codes that are left out where one of others names the place."""
_NEIGHBOURS = 2
"""Words on either side that go into a fingerprint: enough to tell two places apart, few enough to survive an edit nearby."""

_EXCERPT = 240
"""Characters of a line that an issue carries with it: more than a terminal is wide, less than a paragraph."""


def make(article: Article, found: Iterable[tuple[Rule, Finding]], source: Article | None = None) -> tuple[Issue, ...]:
    """Return the issues of one article in the order of the file, each place reported once.

    `source` is the article that findings of a pair point to with their own `source`.
    """
    issues = [_issue(article, rule, finding, source) for rule, finding in _without_doubles(list(found))]
    return tuple(sorted(issues, key=lambda issue: (issue.span.start, issue.span.end, issue.code)))


def _without_doubles(found: Sequence[tuple[Rule, Finding]]) -> Iterable[tuple[Rule, Finding]]:
    """Leave out what is said of a place a second time, by a check that knows less of it.

    LanguageTool's findings where a check of our own has named the place; numbers in a designation that LNK003 has named;
    a misspelling that is a word of the source's language (STR008), and such a word in a passage that is untranslated as a whole.
    """
    own: dict[int, list[Finding]] = {}
    named_by: dict[tuple[str, int], list[Finding]] = {}
    designations: list[SourcePlace] = []
    for rule, finding in found:
        if rule.code.startswith(_OWN_BEFORE_LANGUAGETOOL):
            own.setdefault(finding.block, []).append(finding)
        named_by.setdefault((rule.code, finding.block), []).append(finding)
        if rule.code == "LNK003" and finding.source:
            designations.append(finding.source)
    for rule, finding in found:
        if rule.code == "LT":
            doubled = _touches(finding, own.get(finding.block, ()))
        elif rule.code in _KNOWS_LESS:
            doubled = any(_touches(finding, named_by.get((code, finding.block), ())) for code in _KNOWS_LESS[rule.code])
        else:
            place = finding.source if rule.code.startswith("NUM") else None
            doubled = place is not None and any(
                place.block == named.block and named.start <= place.start and place.end <= named.end
                for named in designations
            )
        if not doubled:
            yield rule, finding


def _touches(finding: Finding, others: Iterable[Finding]) -> bool:
    """Say whether a finding shares characters with one of others in the same block."""
    return any(other.start < finding.end and finding.start < other.end for other in others)


def _issue(article: Article, rule: Rule, finding: Finding, source: Article | None) -> Issue:
    block = article.blocks[finding.block]
    span = block.source_map.to_raw(finding.start, finding.end)
    line, column = article.line_column(span.start)
    end_line, end_column = article.line_column(span.end)
    code = finding.code or rule.code
    counterpart = _in_source(source, finding.source) if source and finding.source else None
    return Issue(
        code=code,
        severity=finding.severity or rule.severity,
        confidence=round(finding.confidence, 3),
        tier=finding.tier,
        message=finding.message,
        text=article.raw[span.start : span.end],
        span=span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        suggestions=finding.suggestions,
        category=finding.mqm or rule.mqm,
        its=finding.its or rule.its,
        engine=finding.engine,
        evidence=finding.evidence,
        fingerprint=fingerprint(code, block.text, finding.start, finding.end, counterpart.text if counterpart else ""),
        block=block.kind.value,
        excerpt=excerpt(article, span),
        source=counterpart,
    )


def _in_source(source: Article, place: SourcePlace) -> Counterpart:
    span = source.blocks[place.block].source_map.to_raw(place.start, place.end)
    line, column = source.line_column(span.start)
    return Counterpart(source.path, span, line, column, source.raw[span.start : span.end])


def excerpt(article: Article, span: Span) -> Excerpt:
    """Return the line that a raw span begins in, cut to a window around the span when it is long."""
    number, column = article.line_column(span.start)
    line = article.line_text(number)
    start = min(column - 1, len(line))
    end = min(start + len(span), len(line))
    first = max(0, min(start - _EXCERPT // 3, len(line) - _EXCERPT))
    last = min(len(line), first + _EXCERPT)
    return Excerpt(line[first:last], start - first, min(end, last) - first, first > 0, last < len(line))


def fingerprint(code: str, text: str, start: int, end: int, source: str = "") -> str:
    """Return 16 hexadecimal digits for an issue: its code, its text and its neighbouring words, not its place.

    `source` is what it is about in the source: two sentences may be missing at one place.

    So a moved paragraph keeps its fingerprints, and baselines and ignore lists keep their hold.
    """
    before = text[:start].split()[-_NEIGHBOURS:]
    after = text[end:].split()[:_NEIGHBOURS]
    parts = (code, text[start:end], " ".join(before), " ".join(after), *([source] if source else ()))
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

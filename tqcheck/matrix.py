"""Several translations of one source side by side: at which places of the source does which of them have an issue?

A number that is right in four translations and wrong in the fifth is wrong there; one that is
"wrong" in all of them is the source's own fault, or a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.model import ArticleReport, Counterpart, Issue, MatrixRow

LEAST_FOR_ODD = 3
"""Translations that must be compared before one of them is called the odd one out."""


def matrix(articles: Sequence[ArticleReport]) -> tuple[MatrixRow, ...]:
    """Return the rows of every source that two or more of the articles were translated from, in its order."""
    by_source: dict[str, list[ArticleReport]] = {}
    for article in articles:
        if article.translated_from:
            by_source.setdefault(article.translated_from, []).append(article)
    return tuple(row for versions in by_source.values() if len(versions) > 1 for row in _rows(versions))


def _rows(versions: Sequence[ArticleReport]) -> Iterator[MatrixRow]:
    found: list[tuple[Counterpart, str, Issue]] = [
        (issue.source, version.path, issue) for version in versions for issue in version.issues if issue.source
    ]
    found.sort(key=lambda entry: (entry[0].span.start, -entry[0].span.end))
    paths = [version.path for version in versions]
    group: list[tuple[Counterpart, str, Issue]] = []
    for entry in [*found, None]:
        if group and (entry is None or not _same(group[0][0], entry[0])):
            issues = {path: issue.code for _, path, issue in reversed(group)}
            right = tuple(path for path in paths if path not in issues)
            alone = len(issues) == 1 and len(paths) >= LEAST_FOR_ODD
            odd = next(iter(issues)) if alone else None
            yield MatrixRow(group[0][0], issues, right, odd, _said(group[0][2], versions))
            group = []
        if entry is not None:
            group.append(entry)


def _said(issue: Issue, versions: Sequence[ArticleReport]) -> dict[str, str]:
    """Return what each translation has for the fact of the source that an issue is about; nothing where it is about none."""
    facts = [(version.path, fact) for version in versions for fact in version.facts]
    about = next((fact for _, fact in facts if issue.fingerprint in fact.issues), None)
    if about is None:
        return {}
    return {
        path: fact.target_value or fact.target.text
        for path, fact in facts
        if fact.target and (fact.kind, fact.source.span) == (about.kind, about.source.span)
    }


def _same(one: Counterpart, other: Counterpart) -> bool:
    """Say whether two places are one: the first holds the start of the second."""
    return one.span.start <= other.span.start < max(one.span.end, one.span.start + 1)

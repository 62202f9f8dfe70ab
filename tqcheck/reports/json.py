"""The JSON report: the contract with programs. Its JSON Schema is `report.schema.json` beside this file.

Within a major `schema_version` keys are only added. `start` and `end` are code points into the
decoded file (without its byte-order mark), half-open; lines and columns count from 1.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tqcheck
from tqcheck.model import (
    ArticleReport,
    Comparison,
    Counterpart,
    Fact,
    Interval,
    Issue,
    MatrixRow,
    Report,
    Score,
    SegmentScore,
)

SCHEMA_VERSION = "1.0"


def render(report: Report) -> str:
    """Return the report as JSON text, one line end at its end."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of the report."""
    return Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain dicts, lists, texts and numbers."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "tqcheck", "version": tqcheck.__version__},
        "verdict": report.verdict.value,
        "reasons": list(report.reasons),
        "articles": [_article(article) for article in report.articles],
        "scores": [_score(score) for score in report.scores],
        "engines": [
            {"name": engine.name, "version": engine.version, "status": engine.status, "detail": engine.detail}
            for engine in report.engines
        ],
        "errors": [{"path": error.path, "kind": error.kind, "message": error.message} for error in report.errors],
        "matrix": [_row(row) for row in report.matrix],
        "comparison": _comparison(report.comparison) if report.comparison else None,
    }


def _article(article: ArticleReport) -> dict[str, Any]:
    return {
        "path": article.path,
        "language": article.language,
        "declared_language": article.declared_language,
        "words": article.words,
        "issues": [_issue(issue) for issue in article.issues],
        "scores": [_score(score) for score in article.scores],
        "translated_from": article.translated_from,
        "unchecked": list(article.unchecked),
        "segments": [_segment(segment) for segment in article.segments],
        "coverage": asdict(article.coverage) if article.coverage else None,
        "penalty": asdict(article.penalty) if article.penalty else None,
        "notes": list(article.notes),
        "facts": [_fact(fact) for fact in article.facts],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "confidence": issue.confidence,
        "tier": issue.tier.value,
        "message": issue.message,
        "text": issue.text,
        "start": issue.span.start,
        "end": issue.span.end,
        "line": issue.line,
        "column": issue.column,
        "end_line": issue.end_line,
        "end_column": issue.end_column,
        "suggestions": list(issue.suggestions),
        "category": issue.category,
        "its_type": issue.its,
        "block": issue.block,
        "context": {"text": issue.excerpt.text, "start": issue.excerpt.start, "end": issue.excerpt.end},
        "engine": issue.engine,
        "evidence": dict(issue.evidence),
        "fingerprint": issue.fingerprint,
        "source": _counterpart(issue.source) if issue.source else None,
    }


def _counterpart(place: Counterpart) -> dict[str, Any]:
    return {
        "path": place.path,
        "start": place.span.start,
        "end": place.span.end,
        "line": place.line,
        "column": place.column,
        "text": place.text,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "type": fact.type,
        "status": fact.status.value,
        "source": _counterpart(fact.source) | {"value": fact.source_value},
        "target": _counterpart(fact.target) | {"value": fact.target_value} if fact.target else None,
        "issues": list(fact.issues),
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "source": _counterpart(row.place),
        "issues": dict(row.issues),
        "right": list(row.right),
        "odd": row.odd,
        "said": dict(row.said),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "value": score.value,
        "direction": score.direction,
        "range": list(score.range),
        "signature": score.signature,
        "segments": score.segments,
        "interval": _interval(score.interval),
        "not_scored": score.not_scored,
        "details": score.details,
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    return asdict(interval) if interval else None


def _segment(segment: SegmentScore) -> dict[str, Any]:
    return {
        "id": segment.id,
        "line": segment.line,
        "scores": dict(segment.scores),
        "alignment": segment.alignment.value,
        "moved": segment.moved,
        "hypothesis": segment.hypothesis,
        "references": list(segment.references),
        "source": segment.source,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "test": comparison.test,
        "samples": comparison.samples,
        "seed": comparison.seed,
        "level": comparison.level,
        "signatures": dict(comparison.signatures),
        "systems": [
            {
                "name": system.name,
                "scores": [
                    {
                        "metric": score.metric,
                        "value": score.value,
                        "interval": _interval(score.interval),
                        "p_value": score.p_value,
                        "ranks": list(score.ranks),
                    }
                    for score in system.scores
                ],
            }
            for system in comparison.systems
        ],
    }

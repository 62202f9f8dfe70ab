"""Small records for tests that need one and do not care for the rest of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tqcheck.model import ArticleReport, Excerpt, Issue, Severity, Span, Tier

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Development data beside the project; tests that use it skip when it is absent."""

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the development data is not here")


def issue(**changes: Any) -> Issue:
    plain = Issue(
        code="SPL001",
        severity=Severity.MINOR,
        confidence=0.99,
        tier=Tier.CERTAIN,
        message="'rrads' looks like a slip",
        text="rrads",
        span=Span(14, 19),
        line=1,
        column=15,
        end_line=1,
        end_column=20,
        suggestions=("reads",),
        category="linguistic conventions/spelling",
        its="misspelling",
        engine="tqcheck",
        evidence={"why": "unknown word"},
        fingerprint="0123456789abcdef",
        block="paragraph",
        excerpt=Excerpt("The statement rrads that.", 14, 19, False, False),
    )
    return replace(plain, **changes)


def article_report(**changes: Any) -> ArticleReport:
    return replace(ArticleReport("article.en.txt", "en", "en", 400, ()), **changes)

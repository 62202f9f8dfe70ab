"""LanguageTool's matches made by hand: where words stand in a text, and what a rule says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.checks.support import analysis
from tqcheck.model import Analysis, BlockKind, GrammarMatch


def match(text: str, words: str, rule: str, *replacements: str, **changes: Any) -> GrammarMatch:
    """Return a match of a rule about the first place where a block has some words."""
    start = text.index(words)
    made = GrammarMatch(
        block=0,
        start=start,
        end=start + len(words),
        rule_id=rule,
        sub_id=None,
        category_id="GRAMMAR",
        issue_type="grammar",
        message=f"About {words}.",
        short_message="",
        replacements=replacements,
        urls=(),
        description="",
    )
    return replace(made, **changes)


def heard(text: str, language: str, *matches: GrammarMatch, kind: BlockKind = BlockKind.PARAGRAPH) -> Analysis:
    """Return the analysis of a text in one language with LanguageTool's matches."""
    return replace(analysis(text, language, kind=kind), matches=matches)

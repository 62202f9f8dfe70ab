"""LT: what LanguageTool's grammar rules say, judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.checks.grammar_selection import counted_languages, counts, is_selected, prior
from tqcheck.config import Settings
from tqcheck.model import OPAQUE, Analysis, BlockKind, Finding, GrammarMatch, Rule, Severity, Tier

_MQM = {
    "grammar": "linguistic conventions/grammar",
    "misspelling": "linguistic conventions/spelling",
    "typographical": "linguistic conventions/punctuation",
    "whitespace": "linguistic conventions/punctuation",
    "duplication": "linguistic conventions/grammar",
    "inconsistency": "linguistic conventions/grammar",
    "style": "style/awkward",
    "register": "style/register",
    "locale-violation": "locale conventions",
    "terminology": "terminology",
    "mistranslation": "accuracy/mistranslation",
    "untranslated": "accuracy/untranslated",
}
_TASTE = ("style", "register", "locale-violation")
_FRAGMENTS = (
    BlockKind.TITLE,
    BlockKind.HEADING,
    BlockKind.CAPTION,
    BlockKind.ALT,
    BlockKind.TABLE_CELL,
    BlockKind.METADATA,
)
"""Blocks that need not be sentences: no capital at their beginning, no stop at their end, words left out."""
_SENTENCE_START = "UPPERCASE_SENTENCE_START"
_STOP = re.compile(r"(?<![.…])[.!?][\"'”“»’)]*\s+$")
_ABBREVIATION = re.compile(r"(?:^|[\s(\"„“«])(?:\w{1,4}|\w*\d\w*|(?:\w{1,3}\.)+\w{1,3})\.\s+$")


class Grammar:
    """What LanguageTool's grammar rules say about the article, judged.

    LanguageTool has thousands of rules, and its matches on clean news are mostly no errors:
    house style, punctuation taste, borders between blocks, names. So rules of taste are off,
    its speller is off (SPL001 judges spelling), rules that fire more often on correct than on
    wrong text are off, and a match is dropped where we know better: at the border of a
    sentence that is none, in a passage of another language, across a name or a place-holder.

    Each issue has LanguageTool's own rule id: LT.EN_A_VS_AN. Its evidence holds how often the
    rule was right on marked errors and how often it fired on published text.

    To switch a rule off: `ignore = ["LT.EN_A_VS_AN"]`; all of them: `ignore = ["LT"]`, or
    `--no-languagetool`. To have one that is off: `select = ["LT.RULE_ID"]`.

    Known false alarms: agreement over long or elliptic phrases, names that are also words,
    titles of works.
    """

    rule = Rule(
        code="LT",
        name="grammar",
        summary="LanguageTool's grammar rules, judged: LT. and the rule's id.",
        severity=Severity.MINOR,
        mqm="linguistic conventions/grammar",
        its="grammar",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        for match in sorted(analysis.matches, key=lambda m: (m.block, m.start)):
            languages = analysis.language.block_languages
            language = (languages[match.block] if match.block < len(languages) else analysis.language.language) or ""
            code = f"LT.{match.rule_id}"
            if not settings.wants(code, is_selected(match, language)):
                continue
            if analysis.is_foreign(match.block, match.start, match.end) or self._is_vetoed(match, analysis):
                continue
            yield _finding(match, code, language)

    @staticmethod
    def _is_vetoed(match: GrammarMatch, analysis: Analysis) -> bool:
        """Say whether we know better than LanguageTool about this place."""
        block = analysis.article.blocks[match.block]
        if match.rule_id == _SENTENCE_START:
            before = block.text[: match.start]
            starts = {sentence.start for sentence in analysis.sentences_of(match.block)}
            return (
                block.kind in _FRAGMENTS
                or match.start not in starts
                or not _STOP.search(before)
                or bool(_ABBREVIATION.search(before))
            )
        if match.rule_id == "DE_CASE" and _may_be_a_name(block.text, match):
            return True
        # Nothing was left of a match but a place-holder's neighbour: its grammar is not known.
        around = block.text[max(0, match.start - 1) : match.end + 1]
        return OPAQUE in around

    def explain(self, code: str) -> str:
        """Return what was counted for one of LanguageTool's rules, for `tqcheck explain LT.RULE_ID`."""
        rule_id = code.removeprefix("LT.")
        rows = [(language, seen) for language in counted_languages() if (seen := counts(rule_id, language))]
        if not rows:
            return f"{rule_id} never fired on the texts that rules were counted on, or there is no such rule."
        return "\n".join(
            f"{language}: {right} of {learner} matches right on marked errors; {news} on clean news, {edited} on edited text"
            for language, (news, edited, right, learner) in rows
        )


def _may_be_a_name(text: str, match: GrammarMatch) -> bool:
    """Say whether a capital that LanguageTool would take away stands before another: Städtische Wirtschaftsschule."""
    following = text[match.end :].lstrip()
    return text[match.start].isupper() and following[:1].isupper()


def _finding(match: GrammarMatch, code: str, language: str) -> Finding:
    chance = prior(match.rule_id, language)
    evidence: dict[str, object] = {
        "rule": match.rule_id,
        "sub_rule": match.sub_id,
        "category": match.category_id,
        "issue_type": match.issue_type,
        "description": match.description,
        "urls": list(match.urls),
    }
    seen = counts(match.rule_id, language)
    if seen:
        news, edited, right, learner = seen
        evidence["counted"] = {"clean_news": news, "edited": edited, "learner_right": right, "learner": learner}
    return Finding(
        block=match.block,
        start=match.start,
        end=match.end,
        message=" ".join(match.message.split()),
        suggestions=match.replacements,
        confidence=chance,
        tier=Tier.LIKELY if chance >= 0.5 else Tier.POSSIBLE,
        severity=Severity.NEUTRAL if match.issue_type in _TASTE else None,
        evidence=evidence,
        code=code,
        mqm=_MQM.get(match.issue_type, "linguistic conventions/grammar"),
        its=match.issue_type,
        engine="LanguageTool",
    )

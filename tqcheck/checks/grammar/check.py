"""LT: what LanguageTool's grammar rules say, judged."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.checks.context import language_of
from tqcheck.checks.grammar import habits, selection, styles, vetoes
from tqcheck.checks.grammar.priors import priors
from tqcheck.checks.grammar.selection import Decision
from tqcheck.config import Settings
from tqcheck.model import Analysis, Finding, GrammarMatch, Rule, Severity

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


class Grammar:
    """What LanguageTool's grammar rules say about the article, judged.

    LanguageTool has thousands of rules, and its matches on published text are mostly no errors:
    house style, taste in punctuation, borders between blocks, names. Each rule has a prior here,
    the chance that its match is an error that an editor accepts, measured on published text and
    on marked errors. Rules with a chance of at least 0.6 are selected; a few stated decisions
    stand beside the numbers. LanguageTool's speller is off (SPL001 judges spelling).

    A match is dropped where we know better: in a passage or quotation of another language, at
    the beginning of a sentence that is none, in datelines, in headings and captions (capitals
    and stops), across names and place-holders. A way of writing (lower-case beginnings, old orthography,
    marks) that an article has three times is said once, with the number.

    Where the source is given, its false friends are looked for in both texts, from and into English (de es
    fr it nl pl pt ru) and between some others: "actual" for "aktuell" (current), "eventually" for "eventuell"
    (possibly). The look-alike must stand in the passage that was translated, and nothing else there, nor in the
    translation, explain the word. They have LanguageTool's rule ids too, LT.ACTUAL, but need no answer of its server.

    Each issue has LanguageTool's own rule id: LT.EN_A_VS_AN. Its evidence holds the rule's
    prior and counts; `tqcheck explain LT.EN_A_VS_AN` shows them with the rule's own text.

    Example: "The book were lost" (was); "eine Haus" (ein); "He has a apple" (an).

    To switch a rule off: `ignore = ["LT.EN_A_VS_AN"]`; all of them: `ignore = ["LT"]`, or
    `--no-languagetool`. To have one that is off: `select = ["LT.RULE_ID"]`. House style
    (quotation marks, spaces, repetitions, preferred words) is one profile for each language,
    `select = ["style:fr"]`; what is selected in these ways is neutral and fails nothing.

    Known false alarms: agreement over long or elliptic phrases, names that are also words,
    titles of works, dialect and old orthography.
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
        profiles = styles.chosen(settings.select)
        decisions: dict[GrammarMatch, Decision] = {}
        kept = []
        for match in sorted(analysis.matches, key=lambda m: (m.block, m.start, m.end, m.rule_id)):
            language = language_of(analysis, match.block) or ""
            decision = selection.decide(match, language)
            asked = language in profiles and styles.in_profile(
                match.rule_id, match.category_id, match.issue_type, language
            )
            if not settings.wants(f"LT.{match.rule_id}", decision.selected or asked):
                continue
            if vetoes.reason(match, analysis, language) is None:
                decisions[match] = decision
                kept.append(match)
        for match, times in habits.folded(kept):
            yield _finding(match, decisions[match], language_of(analysis, match.block) or "", times)
        if analysis.pair is not None and settings.languagetool.enabled:
            from tqcheck.checks.grammar.false_friends import false_friends

            yield from (finding for finding in false_friends(analysis) if settings.wants(finding.code or "LT"))


def _finding(match: GrammarMatch, decision: Decision, language: str, times: int) -> Finding:
    evidence: dict[str, object] = {
        "rule": match.rule_id,
        "sub_rule": match.sub_id,
        "category": match.category_id,
        "issue_type": match.issue_type,
        "description": match.description,
        "urls": list(match.urls),
        "chance": round(decision.chance, 2),
        "selection": decision.why,
    }
    seen = priors().counts(match.rule_id, language)
    if seen:
        evidence["counted"] = {
            "published": seen.published,
            "published_right": seen.published_right,
            "learner": seen.learner,
            "learner_right": seen.learner_right,
        }
    message = " ".join(match.message.split())
    if times > 1:
        evidence["times"] = times
        message = f"{message} ({times} times in this article)"
    return Finding(
        block=match.block,
        start=match.start,
        end=match.end,
        message=message,
        suggestions=match.replacements,
        confidence=decision.chance,
        tier=selection.tier(decision),
        severity=selection.severity(decision),
        evidence=evidence,
        code=f"LT.{match.rule_id}",
        mqm=_MQM.get(match.issue_type, "linguistic conventions/grammar"),
        its=match.issue_type,
        engine="LanguageTool",
    )

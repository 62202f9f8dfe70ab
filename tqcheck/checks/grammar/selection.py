"""What is selected by default, and how it is graded: by the prior, and by decisions where data are silent."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.checks.grammar.priors import priors
from tqcheck.checks.grammar.styles import STYLE_TYPES, is_ours, is_style
from tqcheck.model import GrammarMatch, Severity, Tier

SELECTED_FROM = 0.6
"""A rule is selected by default when its matches are errors with at least this chance."""
LIKELY_FROM = 0.75
"""From this chance a match is of the tier `likely`; below, `possible`. Grammar is never `certain`."""

ALWAYS = frozenset(("UPPERCASE_SENTENCE_START", "I_LOWERCASE", "EN_A_VS_AN"))
"""Errors beyond doubt once the vetoes have spoken. Their counts on published text come from mail and reviews
("i dont know what it is") and from treebanks whose sentences begin after a semicolon."""
ALWAYS_CHANCE = 0.9

NEVER = {
    "OLD_SPELLING_RULE": "an old orthography is the house's choice, or a quotation's age",
    "DE_COMPOUNDS": "hyphens and spaces in compounds are the house's choice",
    "SV_COMPOUNDS": "hyphens and spaces in compounds are the house's choice",
    "RU_COMPOUNDS": "hyphens and spaces in compounds are the house's choice",
}
"""Rules about what a house may decide, where the few learners' errors that they hit mislead the prior."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a match is selected by default, why, and the chance that it is an error."""

    selected: bool
    why: str
    chance: float


def decide(match: GrammarMatch, language: str) -> Decision:
    """Return the decision about a match's rule in a language."""
    return decide_rule(match.rule_id, match.category_id, match.issue_type, language)


def decide_rule(rule: str, category: str, issue_type: str, language: str) -> Decision:
    """Return the decision about a rule of a category and ITS type in a language."""
    chance = priors().chance(rule, category, issue_type, language)
    if rule in ALWAYS:
        return Decision(True, "always selected", max(chance, ALWAYS_CHANCE))
    if is_ours(rule):
        return Decision(False, "a check of tqcheck's own (PUN, QUO) looks after it", chance)
    if rule in NEVER:
        return Decision(False, NEVER[rule], chance)
    if issue_type in STYLE_TYPES or is_style(rule, category, issue_type, language):
        return Decision(False, f'house style: select = ["style:{language}"] has it', chance)
    if chance < SELECTED_FROM:
        return Decision(False, f"its chance is below {SELECTED_FROM}", chance)
    return Decision(True, f"its chance is at least {SELECTED_FROM}", chance)


def tier(decision: Decision) -> Tier:
    """Return how sure the judgement of a match is."""
    return Tier.LIKELY if decision.selected and decision.chance >= LIKELY_FROM else Tier.POSSIBLE


def severity(decision: Decision) -> Severity:
    """Return how much a match weighs: one that had to be asked for is neutral and never fails an article."""
    return Severity.MINOR if decision.selected else Severity.NEUTRAL

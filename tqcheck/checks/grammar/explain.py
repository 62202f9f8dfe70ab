"""What is known here of a rule: its chance, whether it is selected and why, what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.checks.grammar.false_friends import rules
from tqcheck.checks.grammar.priors import priors
from tqcheck.checks.grammar.selection import LIKELY_FROM, SELECTED_FROM, decide_rule


def languages_of(rule: str) -> list[str]:
    """Return the languages that a rule was counted in."""
    return [language for language in priors().languages() if priors().counts(rule, language)]


def near(rule: str) -> str | None:
    """Return the rule that was seen whose id is nearest to one that was not, if any is near."""
    from difflib import get_close_matches

    seen = {known for language in priors().languages() for known in priors().rules_of(language)} | set(rules())
    return next(iter(get_close_matches(rule.upper(), sorted(seen), n=1, cutoff=0.8)), None)


def explain(rule: str, kinds: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each language of a rule, and what was counted of it.

    `kinds` is the category and ITS type of the rule in languages that it was not counted in.
    """
    known = dict(kinds)
    for language in languages_of(rule):
        counts = priors().counts(rule, language)
        if counts:
            known[language] = (counts.category, counts.issue_type)
    for language, (category, issue_type) in sorted(known.items()):
        decision = decide_rule(rule, category, issue_type, language)
        selected = "selected" if decision.selected else "not selected"
        yield f"{language:<4}chance {decision.chance:.2f}, {selected} by default: {decision.why}"
        yield f"    {_counted(rule, language)}"
    yield from _false_friends(rule)


def _false_friends(rule: str) -> Iterator[str]:
    """Yield what words of a translation a rule of false friends reports for what words of the source."""
    listed = rules().get(rule, [])
    if listed:
        yield "false friends, selected by default where the source is given and holds the look-alike:"
    for source, target, friend in listed:
        right, means = ", ".join(friend.stands_for), ", ".join(friend.means)
        yield f"{source} → {target}: '{friend.word}' for '{friend.look}', which is {right}; '{friend.word}' is {means}"


def family_lines() -> Iterator[str]:
    """Yield what holds for all rules: the thresholds and what was counted."""
    yield f"Selected from a chance of {SELECTED_FROM}, `likely` from {LIKELY_FROM}, counted on these words:"
    for language, words in sorted(priors().words.items()):
        published, learner = words.get("published", 0), words.get("learner", 0)
        number = sum(1 for _ in priors().rules_of(language))
        yield f"{language:<4}{published:>8,} published{learner:>8,} of learners{number:>6} rules seen"


def _counted(rule: str, language: str) -> str:
    counts = priors().counts(rule, language)
    words = priors().words.get(language, {})
    if counts is None:
        return "never seen on the texts that rules were counted on: the chance is that of its kind"
    parts = [f"{counts.published} matches in {words.get('published', 0):,} words of published text"]
    parts[0] += f", {counts.published_right} of them on a marked error"
    if words.get("learner"):
        parts.append(f"{counts.learner} in {words['learner']:,} words of learners, {counts.learner_right} right")
    return "; ".join(parts)

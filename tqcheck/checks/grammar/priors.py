"""How likely a rule's match is an error that an editor accepts: its prior, from counts.

`counts.json` (made by `training/grammar.py`) holds for each language and rule its matches on
published text and on learners' texts, and how many of them touch a marked error. A match that
touches one is right. On learners' texts any other is wrong; on published text, where nobody
marked the grammar, it counts as half a wrong one: read by eye, most of them are no errors, but
far from all.

Most of LanguageTool's thousands of rules fire once or never in any corpus, so a share of one
rule is drawn towards that of its kind: the rules of its family, of its category in the
language, of the same rule in other languages, of the category and of the type of issue in all
languages that have learners' texts. Each step is the mean of a beta distribution: with r right
and w wrong matches, the share m of the kind and its strength k, (r + k·m) / (r + w + k).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PUBLISHED_IS_WRONG = 0.5
"""How much a match on published text that touches no marked error counts as a wrong one."""
OF_KIND = 8.0
"""The strength with which a type of issue and a category hold what is below them, in matches."""
OF_RULE = 4.0
"""The same for a family, and for the rule itself."""
OTHER_LANGUAGES = 0.3
"""How much a match of the same rule in another language counts."""
_NUMBERED = re.compile(r"CAT\d+")


@dataclass(frozen=True, slots=True)
class Counts:
    """Matches of one rule in one language: on published text and on learners', and those that touch a marked error."""

    category: str
    issue_type: str
    published: int
    published_right: int
    learner: int
    learner_right: int

    @property
    def right(self) -> int:
        return self.published_right + self.learner_right

    @property
    def wrong(self) -> float:
        return self.learner - self.learner_right + PUBLISHED_IS_WRONG * (self.published - self.published_right)


class Priors:
    """The priors that follow from a table of counts."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.words: Mapping[str, Mapping[str, int]] = table["words"]
        self._rules = {
            language: {rule: Counts(*row) for rule, row in rules.items()} for language, rules in table["rules"].items()
        }
        self._descriptions: Mapping[str, str] = table.get("descriptions", {})
        self._nodes: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for language, rules in self._rules.items():
            for rule, counts in rules.items():
                for node in self._above(language, rule, counts.category, counts.issue_type):
                    sums = self._nodes[node]
                    sums[0] += counts.right
                    sums[1] += counts.wrong

    def languages(self) -> list[str]:
        """Return the languages that rules were counted in."""
        return list(self._rules)

    def rules_of(self, language: str) -> Iterable[str]:
        """Return the rules that were seen in a language."""
        return self._rules.get(language, {})

    def description(self, rule: str) -> str | None:
        """Return LanguageTool's description of a rule that is written in Java, where it was seen."""
        return self._descriptions.get(rule)

    def counts(self, rule: str, language: str) -> Counts | None:
        """Return what was counted of a rule in a language."""
        return self._rules.get(language, {}).get(rule)

    def chance(self, rule: str, category: str, issue_type: str, language: str) -> float:
        """Return the chance that a match of a rule is an error that an editor accepts."""
        share = self._share(("all",), 0.5, 2.0)
        share = self._share(("type", issue_type), share, OF_KIND)
        share = self._share(("category", _named(category, language), issue_type), share, OF_KIND)
        share = self._share(("here", language, category, issue_type), share, OF_KIND)
        share = self._share(("family", language, category, family(rule)), share, OF_RULE)
        own = self.counts(rule, language)
        right, wrong = self._nodes.get(("rule", rule), (0.0, 0.0))
        if own and self._is_marked(language):
            right, wrong = right - own.right, wrong - own.wrong
        share = _mean(OTHER_LANGUAGES * right, OTHER_LANGUAGES * wrong, share, OF_RULE)
        return _mean(own.right, own.wrong, share, OF_RULE) if own else share

    def _above(self, language: str, rule: str, category: str, issue_type: str) -> list[tuple[str, ...]]:
        """Return the kinds that a rule belongs to. Only languages with learners' texts tell others what a kind is worth."""
        nodes: list[tuple[str, ...]] = [
            ("here", language, category, issue_type),
            ("family", language, category, family(rule)),
        ]
        if self._is_marked(language):
            nodes += [
                ("all",),
                ("type", issue_type),
                ("category", _named(category, language), issue_type),
                ("rule", rule),
            ]
        return nodes

    def _is_marked(self, language: str) -> bool:
        return bool(self.words.get(language, {}).get("learner"))

    def _share(self, node: tuple[str, ...], above: float, strength: float) -> float:
        right, wrong = self._nodes.get(node, (0.0, 0.0))
        return _mean(right, wrong, above, strength)


def family(rule: str) -> str:
    """Return the family of a rule by its id: the first two words of several, or the id without its number."""
    words = rule.split("_")
    return "_".join(words[:2]) if len(words) > 2 else re.sub(r"\d+$", "", rule)


@cache
def priors() -> Priors:
    """Return the priors that the package ships."""
    return Priors(json.loads(Path(__file__).with_name("counts.json").read_text(encoding="utf-8")))


def _named(category: str, language: str) -> str:
    """Return a category's name among all languages: those that only have numbers are a language's own."""
    return f"{language} {category}" if _NUMBERED.fullmatch(category) else category


def _mean(right: float, wrong: float, above: float, strength: float) -> float:
    return (right + strength * above) / (right + wrong + strength)

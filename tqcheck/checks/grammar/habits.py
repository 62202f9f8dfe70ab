"""What an article does again and again is its habit, and is said once.

An article in the old German orthography writes "daß" forty times, a chat begins every sentence
in lower case: forty issues tell an editor no more than one with its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tqcheck.model import GrammarMatch

LEAST = 3
"""So many times make a habit."""

_TYPES = frozenset(("typographical", "whitespace", "style", "register", "locale-violation"))
"""ITS types whose rules are about how an article is written, not about a slip in it."""
_RULES = frozenset(("OLD_SPELLING_RULE", "ALT_SPELLING", "I_LOWERCASE"))
"""Rules of other types that are about an orthography or a way of writing."""


def folded(matches: Sequence[GrammarMatch]) -> Iterator[tuple[GrammarMatch, int]]:
    """Yield the matches that are reported, each with the number of times that the article does the same.

    A habit is what one rule about a way of writing says three times or more; errors of grammar
    are reported wherever they are.
    """
    times = Counter(match.rule_id for match in matches if match.issue_type in _TYPES or match.rule_id in _RULES)
    said = set()
    for match in matches:
        rule = match.rule_id
        if times[rule] < LEAST:
            yield match, 1
        elif rule not in said:
            said.add(rule)
            yield match, times[rule]

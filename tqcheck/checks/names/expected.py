"""How surely the translation of a name is a word that looks or sounds alike: then only is its absence evidence.

Trump is Trump in French, but London is Londres, and a Council a conseil. What tells is how often
both languages write the word: a name that is carried over is about as frequent in the other
language's list, an exonym or a common word is not. The weights were fitted to the names of good
translations (`python -m training.names`), where one sees which of them kept their looks.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log1p
from typing import TYPE_CHECKING

from tqcheck import lexicon
from tqcheck.checks.names import counterparts
from tqcheck.checks.names.duplicates import INFLECTING
from tqcheck.checks.names.weights import EXPECTED
from tqcheck.lexicon.transliterate import romanise
from tqcheck.lexicon.words import lower

if TYPE_CHECKING:
    from tqcheck.checks.names.counterparts import Side, Token

_MOST = 5.0
"""What a single name may say at most: one in 150 has no counterpart for reasons that no list knows."""

_Steps = tuple[tuple[float, str], ...]
_GAPS: _Steps = ((-0.5, "below"), (0.3, "same"), (0.8, "near"), (1.3, "less"), (2.0, "far"), (9.0, "farthest"))
"""Zipf units by which a word is rarer in another language."""
_FREQUENCIES: _Steps = ((2.0, "rare"), (3.0, "seldom"), (3.8, "known"), (4.6, "common"), (9.0, "frequent"))


def missed(token: Token, own: Side, other: Side) -> float:
    """Return how much it says that nothing in `other` looks like a name of `own`: -ln of the share of such names."""
    found = features(token, own, other)
    total = EXPECTED["bias"] + sum(EXPECTED.get(name, 0.0) * value for name, value in found.items())
    return min(log1p(exp(total)), _MOST)


def features(token: Token, own: Side, other: Side) -> dict[str, float]:
    """Return what tells whether a name of `own` has a counterpart in `other` that looks or sounds alike."""
    crosses = token.script != other.script
    made = {"length": min(len(token.text), 12) / 12}
    if token.capital:
        made |= dict.fromkeys(_of_word(token.text, own.language, other.language, crosses), 1.0)
    else:
        made["capital_none"] = 1.0
    if token.initial:
        made["initial"] = 1.0
    if any(own.beside(token)):
        made["beside"] = 1.0
    if token.script != own.script:
        made["guest"] = 1.0
    if crosses:
        made["crosses_" + ("sounds" if other.has_capitals or other.script == "Geor" else other.script)] = 1.0
    exact = {token.concept} if token.concept else own.gazetteer.exact(token.latin)
    if exact:
        made["place" if any(concept.isupper() or "/" in concept for concept in exact) else "concept"] = 1.0
    elif own.named.get(token.latin):
        made["derived"] = 1.0
    return made


@lru_cache(maxsize=20_000)
def _of_word(text: str, language: str, other: str, crosses: bool) -> tuple[str, ...]:
    """Return what the dictionaries and lists of both languages say of a word with a capital."""
    small = lower(text, language)
    own, others = lexicon.lexicon_for(language), lexicon.lexicon_for(other)
    found = []
    if own is None:
        found.append("unlisted")
    else:
        base = _base(small, language)
        frequency = own.frequency(base)
        found.append(f"own_{_step(frequency, _FREQUENCIES)}" if frequency else "own_unseen")
        if frequency:
            if not crosses and others is not None:
                there = others.frequency(base)
                found.append(f"gap_{_step(frequency - there, _GAPS)}" if there else "gap_absent")
            panel = counterparts.international_gap(base, language)
            found.append("panel_absent" if panel is None else f"panel_{_step(panel, _GAPS)}")
        if counterparts.is_noun(text, language):
            found.append("noun")
        elif counterparts.is_word(text, language):
            found.append("word")
    if not crosses and others is not None:
        if counterparts.is_word(text, other):
            found.append("other_word")
        elif others.known(text):
            found.append("other_spelled")
    if crosses and others is not None and any(map(others.frequency, written(text, other))):
        found.append("other_written")
    if counterparts.is_english(text, language):
        found.append("english")
    return tuple(found)


def _base(small: str, language: str) -> str:
    """Return a word without the case ending that hides how frequent its name is: the most frequent of its beginnings."""
    own = lexicon.lexicon_for(language)
    if own is None or language not in INFLECTING:
        return small
    beginnings = [small[: len(small) - cut] for cut in range(_LONGEST_ENDING + 1) if len(small) - cut >= _LEAST_STEM]
    return max([small, *beginnings], key=own.frequency)


_LONGEST_ENDING = 3
_LEAST_STEM = 4

_INTO_CYRILLIC = (
    ("shch", "щ"), ("sch", "ш"), ("tch", "ч"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ck", "к"), ("ph", "ф"),
    ("th", "т"), ("ts", "ц"), ("ya", "я"), ("yu", "ю"), ("oo", "у"), ("ee", "и"), ("ou", "у"), ("qu", "кв"), ("x", "кс"),
    *zip("abvgdezijklmnoprstufhcywq", "абвгдезийклмнопрстуфхкивк", strict=True),
)  # fmt: skip


def written(text: str, language: str) -> tuple[str, ...]:
    """Return how a name of another script may be written in a language: in Latin or Cyrillic letters, roughly."""
    latin = romanise(text)
    if language not in _CYRILLIC:
        return (latin,)
    for letters, letter in _INTO_CYRILLIC:
        latin = latin.replace(letters, letter)
    return (latin, latin.removesuffix("е"))


_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "mk", "sr"))


def _step(value: float, steps: _Steps) -> str:
    return next((name for bound, name in steps if value < bound), steps[-1][1])

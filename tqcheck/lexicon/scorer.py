"""The judgement of a word: a dictionary nominates it, few features decide, and each decision can be read.

A logistic model over features that a person can check. Its weights are in `weights.py`, made by
`training/spelling.py` from marked errors and from what dictionaries flag in edited text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.candidates import Candidate, candidates, two_edits
from tqcheck.lexicon.weights import CERTAIN, LIKELY, WEIGHTS
from tqcheck.model import Tier

FREQUENT = 4.8
"""Zipf. A word this frequent (once in 16,000 words) is never doubted: no slip is."""
LEAST_GAP = 1.0
"""Zipf. What could have been meant must be at least ten times as frequent."""
_SHORTEST = 3
_TRIED = 4
"""Candidates that the dictionary is asked about, the likeliest first."""
_PREFIXES = re.compile(
    r"(?:anti|auto|bio|co|contra|counter|cyber|de|des|dis|eco|euro|ex|extra|ge|hyper|hiper|inter|infra|intra|kontra|macro|"
    r"makro|maxi|mega|meta|micro|mikro|mid|mini|mis|mono|multi|nano|neo|nie|nej|naj|non|ne|ob|over|para|photo|foto|poly|"
    r"post|pre|pro|proto|pseudo|psycho|re|sam|se|semi|sobre|sotto|spolu|sub|super|sur|tele|trans|ultra|un|under|vice|"
    r"video|u|s|z|"
    r"авто|анти|без|био|гипер|гіпер|евро|євро|интер|кибер|кібер|контр|лже|макро|медиа|мега|микро|мікро|мини|моно|"
    r"мульти|не|нано|нео|пере|по|под|псевдо|само|сверх|спец|супер|теле|ультра|экс|екс)-?"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is around a word. `count` is how often the article has it, `near` the article's other words."""

    initial: bool = False
    """It begins a sentence or a block, so its capital says nothing."""
    count: int = 1
    in_source: bool = False
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a word looks like a slip. `tier` None: it does not, or not enough to say so."""

    confidence: float
    tier: Tier | None
    suggestions: tuple[str, ...]
    evidence: Mapping[str, Any] = field(default_factory=dict)


ACCEPTED = Judgement(0.0, None, ())


def judge(word: str, lexicon: Lexicon, context: Context) -> Judgement:
    """Judge a word (normalised; lower case, or capitalised at the beginning of a sentence).

    Returns ACCEPTED for a word that the dictionary knows or that nothing likelier stands beside.
    """
    if context.in_source:
        return ACCEPTED  # the translator wrote what the author had written
    plain = word.lower()
    considered = _consider(plain, lexicon.language)
    if considered is None or (word != plain and lexicon.known(word)):
        return ACCEPTED
    own, found = considered
    best = max(found[:3], key=lambda c: c.worth + (0.6 if c.word in context.near else 0.0))
    values = features(plain, own, best, lexicon, context)
    confidence = 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in values.items())))
    tier = _tier(confidence, lexicon)
    if tier is None:
        return Judgement(confidence, None, ())
    ranked = [best, *(candidate for candidate in found if candidate is not best)]
    if word != plain:
        suggestions = tuple(c.word[0].upper() + c.word[1:] for c in ranked[:5])
    else:
        suggestions = tuple(c.word for c in ranked[:5])
    return Judgement(confidence, tier, suggestions, _evidence(own, best, values, lexicon))


def _tier(confidence: float, lexicon: Lexicon) -> Tier | None:
    if confidence >= CERTAIN and not lexicon.resources.weak:
        return Tier.CERTAIN
    if confidence >= (lexicon.resources.likely or LIKELY):
        return Tier.LIKELY
    return None


@lru_cache(maxsize=50_000)
def _consider(word: str, language: str) -> tuple[float, tuple[Candidate, ...]] | None:
    """Return a lower-case word's frequency and what could have been meant, or None when it is beyond doubt.

    The dictionary is asked before candidates are made: its verdict is remembered or costs
    microseconds, half a thousand look-ups of candidates a millisecond.
    """
    lexicon = lexicon_for(language)
    assert lexicon is not None
    if len(word) < _SHORTEST:
        return None
    own = lexicon.frequency(word)
    if own >= FREQUENT:
        return None
    if lexicon.known(word):
        return None
    least = max(own, lexicon.floor - 1) + LEAST_GAP
    near = [candidate for candidate in candidates(word, lexicon) if candidate.zipf >= least]
    known = [candidate for candidate in near[: _TRIED * 2] if _is_good(candidate, lexicon)][:_TRIED]
    if not known and own < lexicon.floor + 1:
        far = [candidate for candidate in two_edits(word, lexicon) if candidate.zipf >= least + LEAST_GAP]
        known = [candidate for candidate in far if _is_good(candidate, lexicon)][:_TRIED]
    return (own, tuple(known)) if known else None


def _is_good(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Say whether a candidate is a word of the dictionary: frequency lists hold slips too."""
    return all(lexicon.known(part) or lexicon.known(part.capitalize()) for part in candidate.word.split())


def features(word: str, own: float, best: Candidate, lexicon: Lexicon, context: Context) -> dict[str, float]:
    """Return what the decision is made of, by name. All frequencies are on the Zipf scale."""
    least = lexicon.floor - 1
    resources = lexicon.resources
    values = {
        "bias": 1.0,
        "gap": min(best.zipf - max(own, least), 6.0),
        "own": max(own - least, 0.0),
        "frequency": best.zipf,
        "length": min(len(word), 12) / 4,
        "short": float(len(word) <= 4),
        "first": float(best.first),
        "ending": float(best.place <= 1 and best.kind not in ("transposition", "doubling", "neighbour")),
        "ending_key": float(best.place <= 1 and best.kind in ("transposition", "doubling", "neighbour")),
        f"kind_{best.kind}": 1.0,
        "foreign": _foreign(word, lexicon.language),
        "again": math.log2(min(context.count, 8)),
        "initial": float(context.initial),
        "in_article": float(best.word in context.near),
        "prefix": float(_has_prefix(word, lexicon)),
        "small_list": float(lexicon.floor >= 3),
    }
    if resources.compounds:
        values["compound"] = float(len(word) >= 9 and _is_compound(word, lexicon))
        values["long_compounding"] = max(len(word) - 9, 0) / 5
    return {name: value for name, value in values.items() if value}


def _foreign(word: str, language: str) -> float:
    """Return how frequent a word is in English, in an article of another language; 0 for English itself."""
    if language == "en" or not word.isascii():
        return 0.0
    english = lexicon_for("en")
    return english.frequency(word) if english else 0.0


def _has_prefix(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word is a known one behind a prefix that makes new words freely."""
    match = _PREFIXES.match(word)
    if match is None:
        return False
    rest = word[match.end() :]
    return len(rest) >= 4 and lexicon.frequency(rest) >= lexicon.floor + 1 and lexicon.known(rest)


def _is_compound(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word is two listed words joined, perhaps by an s, an e or an n."""
    for i in range(4, len(word) - 3):
        right = lexicon.frequency(word[i:])
        if right < lexicon.floor + 0.5:
            continue
        left = word[:i]
        if any(lexicon.frequency(part) >= lexicon.floor + 0.5 for part in (left, left[:-1]) if len(part) >= 3):
            return True
    return False


_SAID = {
    "accent": "with another accent",
    "transposition": "with two letters swapped",
    "neighbour": "one neighbouring key away",
    "doubling": "without a doubled letter",
    "undoubling": "with a letter doubled",
    "omission": "with one letter more",
    "extra_neighbour": "without a neighbouring key that was touched",
    "extra": "with one letter less",
    "substitution": "one letter away",
    "space": "with a space",
    "two": "two slips away",
}


def _evidence(own: float, best: Candidate, values: Mapping[str, float], lexicon: Lexicon) -> dict[str, Any]:
    times = 10 ** (best.zipf - max(own, lexicon.floor - 1))
    rounded = int(float(f"{times:.0e}"))
    known = "rare word" if own else "unknown word"
    compared = f"{'more than ' if not own else ''}{rounded:,} times more frequent"
    return {
        "why": f"{known}, not in the dictionary; '{best.word}' is {compared} and {_SAID[best.kind]}",
        "frequency": round(own, 2),
        "suggestion_frequency": round(best.zipf, 2),
        "slip": best.kind,
        "features": {name: round(WEIGHTS[name] * value, 2) for name, value in values.items() if name not in ("bias",)},
    }

"""The judgement of a word: a dictionary nominates it, few features decide, and each decision can be read.

Two small models, both fitted by `training/spelling.py` and written out in `weights.py`. The
ranking (a conditional logit) says which of the candidates was meant; the decision (a logistic
regression over features of the word and its best candidate) says how sure it is that the
writer meant it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.candidates import Candidate, candidates, two_slips
from tqcheck.lexicon.fused import apart
from tqcheck.lexicon.neighbours import gain
from tqcheck.lexicon.slips import SAID, bare
from tqcheck.lexicon.weights import CERTAIN, LIKELY, POSSIBLE, RANKING, WEIGHTS
from tqcheck.model import Tier

LEAST_GAP = 0.7
"""Zipf. What could have been meant must be five times as frequent as what was written …"""
LEAST_ACCENT_GAP = -1.5
"""… but for what is misspelt so often that lists are full of it: accents left out, words run together."""
FUSED = 0.95
"""The confidence of words run together that every norm of the language writes apart (`fused.py`)."""
_OFTEN_MISSPELT = frozenset(("accent", "digraph", "hyphen", "fused"))
_SHORTEST = 3
_KEPT = 6
"""Candidates that are ranked in their context, the likeliest first."""
_VARIANTS = {
    "pt": (
        *(("ô", "ó"), ("ê", "é"), ("cç", "ç"), ("ct", "t"), ("pç", "ç"), ("pt", "t")),
        *(("éi", "ei"), ("ói", "oi"), ("ü", "u")),
    ),
    "fr": (("î", "i"), ("û", "u")),
    "gl": (("rr", "r"),),
}
"""Spellings that hold beside those of the dictionary: of Brazil and Portugal, of French before and after 1990."""


_BARE_CAPITALS = frozenset(("fr", "nl"))
"""Where a capital may go without its accent: Egalement, Eén."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is around a word. `count` is how often the article has it, `near` the article's other words."""

    initial: bool = False
    """It begins a sentence or a block, so its capital says nothing."""
    count: int = 1
    in_source: bool = False
    near: frozenset[str] = frozenset()
    capital: bool = False
    """It has a capital although it begins no sentence."""
    beside_name: bool = False
    """A word with a capital stands before or after it."""
    named: bool = False
    """The article has it with a capital inside a sentence too."""
    beside_unknown: bool = False
    """A word beside it is in no dictionary either: a quotation in another language, perhaps."""
    before: str | None = None
    after: str | None = None
    """The next words in lower case, None where a mark or the sentence's end is between."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a word looks like a slip. `tier` None: it does not, or not enough to say so."""

    confidence: float
    tier: Tier | None
    suggestions: tuple[str, ...]
    evidence: Mapping[str, Any] = field(default_factory=dict)


ACCEPTED = Judgement(0.0, None, ())


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate as `explain` shows it: `features` are weight times value, their sum the log-odds of `confidence`."""

    word: str
    frequency: float
    slip: str
    features: Mapping[str, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a word is or is not flagged. `frequency` is on the Zipf scale, 0 for a word that is not listed.

    `status` is one of "known", "another spelling of a known word", "too short", "in the source",
    "no candidate", "judged".
    """

    word: str
    known: bool
    frequency: float
    status: str
    candidates: tuple[CandidateRow, ...]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Nomination:
    """A word that no dictionary has, its frequency, and what could have been meant, the likeliest first."""

    word: str
    frequency: float
    candidates: tuple[Candidate, ...]


def judge(word: str, lexicon: Lexicon, context: Context) -> Judgement:
    """Judge a word (normalised). Returns ACCEPTED for one that is known or that nothing likelier stands beside."""
    nominated = nominate(word.lower(), lexicon.language)
    if nominated is None or context.in_source or (not word.islower() and lexicon.known(word)):
        return ACCEPTED  # in the source: the translator wrote what the author had written
    ranked = rank(nominated, lexicon, context)
    best = ranked[0]
    if word[0].isupper() and lexicon.language in _BARE_CAPITALS and any(_is_bare_capital(c) for c in ranked):
        return ACCEPTED
    values = features(nominated, best, lexicon, context)
    confidence = FUSED if best.slips == ("fused",) else _logistic(values)
    suggestions = tuple(_as_written(candidate.word, word) for candidate in ranked[:5])
    tier = tier_of(confidence, lexicon)
    return Judgement(confidence, tier, suggestions, _evidence(nominated, best, values, lexicon))


def _is_bare_capital(candidate: Candidate) -> bool:
    return candidate.first and candidate.slips == ("accent",)


def explain(word: str, lexicon: Lexicon, context: Context) -> Explanation:
    """Return everything that `judge` goes by, for people."""
    plain = word.lower()
    frequency = lexicon.frequency(plain)
    nominated = nominate(plain, lexicon.language)
    known = (lexicon.known(plain) or lexicon.known(word)) and apart(plain, lexicon.language) is None
    if nominated is None or known or context.in_source:
        status = (
            "known"
            if known
            else "too short"
            if len(plain) < _SHORTEST
            else "another spelling of a known word"
            if _is_variant(plain, lexicon)
            else "in the source"
            if context.in_source
            else "no candidate"
        )
        return Explanation(word, known, frequency, status, (), ACCEPTED)
    rows = []
    for candidate in rank(nominated, lexicon, context):
        values = features(nominated, candidate, lexicon, context)
        confidence = FUSED if candidate.slips == ("fused",) else _logistic(values)
        parts = {name: round(WEIGHTS[name] * value, 2) for name, value in values.items()}
        rows.append(CandidateRow(candidate.word, candidate.zipf, " + ".join(candidate.slips), parts, confidence))
    return Explanation(word, False, frequency, "judged", tuple(rows), judge(word, lexicon, context))


def tier_of(confidence: float, lexicon: Lexicon) -> Tier | None:
    """Return the tier that a confidence earns in a language; weak ones have no `certain` and a threshold of their own."""
    if confidence >= CERTAIN and not lexicon.resources.weak:
        return Tier.CERTAIN
    if confidence >= (lexicon.resources.likely or LIKELY):
        return Tier.LIKELY
    return Tier.POSSIBLE if confidence >= POSSIBLE else None


# -------------------------------------------------------------------- nominated, and by what


@lru_cache(maxsize=50_000)
def nominate(word: str, language: str) -> Nomination | None:
    """Return a lower-case word with what could have been meant, None when it is known or nothing could.

    The dictionary is asked before candidates are made: its verdict is remembered or costs
    microseconds, half a thousand look-ups of candidates a millisecond.
    """
    lexicon = lexicon_for(language)
    assert lexicon is not None
    known = lexicon.known(word) and apart(word, language) is None  # lists of forms hold what is often run together
    if len(word) < _SHORTEST or known or _is_variant(word, lexicon):
        return None
    own = lexicon.frequency(word)
    base = max(own, lexicon.floor - 1)
    found = {c.word: c for c in two_slips(word, lexicon)} | {c.word: c for c in candidates(word, lexicon)}
    likely = sorted(
        (c for c in found.values() if c.zipf - base >= (LEAST_ACCENT_GAP if _is_often_misspelt(c) else LEAST_GAP)),
        key=lambda c: (-_worth(c), c.word),
    )
    good = [candidate for candidate in likely[: 2 * _KEPT] if _is_good(candidate, lexicon)][:_KEPT]
    return Nomination(word, own, tuple(good)) if good else None


def _is_variant(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word is known in another of its language's spellings."""
    for one, other in _VARIANTS.get(lexicon.language, ()):
        for here, there in ((one, other), (other, one)):
            place = word.find(here)
            while place >= 0:
                if lexicon.known(word[:place] + there + word[place + len(here) :]):
                    return True
                place = word.find(here, place + 1)
    return False


def _is_often_misspelt(candidate: Candidate) -> bool:
    return _OFTEN_MISSPELT.issuperset(candidate.slips)


def _is_good(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Say whether a candidate is a word of the dictionary: frequency lists hold slips too."""
    parts = candidate.word.replace("-", " ").split()
    return all(lexicon.known(part) or lexicon.known(part.capitalize()) for part in parts)


# ------------------------------------------------------------------------ the likeliest first


def rank(nominated: Nomination, lexicon: Lexicon, context: Context) -> list[Candidate]:
    """Return the candidates in the order of how likely each was meant here."""

    def worth(candidate: Candidate) -> float:
        fits = gain(context.before, candidate.word, context.after, lexicon.language)
        return _worth(candidate) + RANKING["in_article"] * (candidate.word in context.near) + RANKING["fits"] * fits

    return sorted(nominated.candidates, key=lambda candidate: (-worth(candidate), candidate.word))


def _worth(candidate: Candidate) -> float:
    return sum(RANKING[name] * value for name, value in ranking_features(candidate).items())


def ranking_features(candidate: Candidate) -> dict[str, float]:
    """Return what ranks a candidate beside its context."""
    values = {
        "zipf": candidate.zipf,
        "first": float(candidate.first),
        "ending": float(candidate.place <= 1),
        "two": float(len(candidate.slips) > 1),
        "moved": float(_is_moved(candidate)),
    }
    for kind in candidate.slips:
        values[f"kind_{kind}"] = values.get(f"kind_{kind}", 0.0) + 1.0
    return values


def _is_moved(candidate: Candidate) -> bool:
    """Say whether a doubling went to another place: dissapoint, Carribean."""
    return sorted(candidate.slips) == ["doubling", "undoubling"]


# ------------------------------------------------------------------------------- the decision


def features(nominated: Nomination, best: Candidate, lexicon: Lexicon, context: Context) -> dict[str, float]:
    """Return what the decision is made of, by name. All frequencies are on the Zipf scale."""
    word, own, resources = nominated.word, nominated.frequency, lexicon.resources
    least = lexicon.floor - 1
    is_small = lexicon.floor >= 3
    gap = min(best.zipf - max(own, least), 6.0)
    often = _is_often_misspelt(best)
    stripped = often and "".join(map(bare, best.word)) == word
    foreign = _foreign(word, lexicon.language)
    is_noun = resources.language == "de"
    values = {
        "bias": 1.0,
        "gap": 0.0 if often else gap,
        "accent_gap": gap if often else 0.0,
        "small_gap": gap if is_small and not often else 0.0,
        "small_list": float(is_small),
        "own": max(own - least, 0.0),
        "frequency": best.zipf,
        "length": min(len(word), 12) / 4,
        "short": float(len(word) <= 4),
        "first": float(best.first),
        "ending": float(best.place <= 1 and not often),
        "two": float(len(best.slips) > 1),
        "moved": float(_is_moved(best)),
        "stripped": float(stripped),
        "stripped_foreign": foreign if stripped else 0.0,
        "foreign": foreign,
        "again": math.log2(min(context.count, 8)),
        "in_article": float(best.word in context.near),
        "fits": gain(context.before, best.word, context.after, lexicon.language),
        "own_fits": gain(context.before, word, context.after, lexicon.language),
        "initial": float(context.initial),
        "capital": float(context.capital and not is_noun),
        "noun": float(context.capital and is_noun),
        "beside_name": float((context.capital or context.initial) and context.beside_name),
        "named": float(context.named and context.initial),
        "beside_unknown": float(context.beside_unknown),
    }
    for kind in best.slips:
        values[f"kind_{kind}"] = values.get(f"kind_{kind}", 0.0) + 1.0
    if resources.compounds:
        values["compound"] = float(len(word) >= 9 and _is_compound(word, lexicon))
        values["long_compounding"] = max(len(word) - 9, 0) / 5
    return {name: value for name, value in values.items() if value}


def _logistic(values: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in values.items())))


def _foreign(word: str, language: str) -> float:
    """Return how frequent a word is in English, in an article of another language; 0 for English itself."""
    if language == "en" or not word.isascii():
        return 0.0
    english = lexicon_for("en")
    return english.frequency(word) if english else 0.0


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


# -------------------------------------------------------------------------- said to a person


def _as_written(candidate: str, word: str) -> str:
    return candidate[0].upper() + candidate[1:] if word[0].isupper() else candidate


def _evidence(nominated: Nomination, best: Candidate, values: Mapping[str, float], lexicon: Lexicon) -> dict[str, Any]:
    own = nominated.frequency
    times = 10 ** (best.zipf - max(own, lexicon.floor - 1))
    if best.slips == ("fused",):
        why = f"not in the dictionary; '{best.word}' is written apart"
    else:
        known = "rare word" if own else "unknown word"
        often = (
            f"{'more than ' if not own else ''}{int(float(f'{times:.0e}')):,} times more frequent and "
            if times >= 2
            else ""
        )
        why = (
            f"{known}, not in the dictionary; '{best.word}' is {often}{' and '.join(SAID[kind] for kind in best.slips)}"
        )
    return {
        "why": why,
        "frequency": round(own, 2),
        "suggestion_frequency": round(best.zipf, 2),
        "slip": " + ".join(best.slips),
        "features": {name: round(WEIGHTS[name] * value, 2) for name, value in values.items() if name != "bias"},
    }

"""Names of a passage that nothing in the other text explains, and how surely one has taken the place of another.

Each candidate is a name of the source and one of the translation, or only one of the two where
the other side has none to offer. What speaks for a change is above all how surely both would
have had a counterpart that looks alike (see `expected.py`); a logistic regression weighs it
(`python -m training.names`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.checks.names.counterparts import ALIKE, Side, Token, alike, are_variants, key, sides, strength
from tqcheck.checks.names.expected import missed
from tqcheck.checks.names.weights import WEIGHTS

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage

_MOST_UNITS = 3
"""Sentences on a side of a passage; with more the alignment itself is in doubt."""
_SURE = 0.94
"""Likeness of a counterpart that stands in a passage beside."""

Run = tuple[Token, ...]
"""Words that directly follow each other, as one name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the source, one of the translation, and what speaks for the one having been changed into the other."""

    name: Run
    rival: Run
    passage: Passage
    features: dict[str, float]
    target_language: str
    beside: bool
    """The rival stands in the source beside the passage."""

    @property
    def kind(self) -> str:
        """Return "replaced", or "missing" or "added" where there is a name on one side only."""
        return "replaced" if self.name and self.rival else "missing" if self.name else "added"

    @property
    def score(self) -> float:
        """Return the log-odds of a change, by planted ones as frequent as names that good translations write otherwise."""
        weights = WEIGHTS[self.kind]
        return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in self.features.items())


def candidates(pair: Pair) -> Iterator[list[Candidate]]:
    """Yield, passage by passage, what may be a change of names; nothing where a language is not known."""
    languages = sides(pair)
    if languages is None:
        return
    passages = pair.passages
    made: dict[int, tuple[Side, Side]] = {}

    def sides_of(index: int) -> tuple[Side, Side]:
        if index not in made:
            passage = passages[index]
            made[index] = Side(passage.source, languages[0]), Side(passage.target, languages[1])
        return made[index]

    for index, passage in enumerate(passages):
        if not passage.source or not passage.target or max(len(passage.source), len(passage.target)) > _MOST_UNITS:
            continue
        source, target = sides_of(index)
        lost, rivals = _unexplained(source, target), _unexplained(target, source)
        if not lost and not rivals:
            continue
        near = [sides_of(n) for n in (index - 1, index + 1) if 0 <= n < len(passages)]
        lost = [run for run in lost if not any(_moved(run, source, other[1], other[0]) for other in near)]
        rivals = [run for run in rivals if not any(_moved(run, target, other[0], other[1]) for other in near)]
        found = []
        for rival in rivals or [()]:
            names: list[Run] = lost or ([*_fewer(source, target), ()] if rival else [])
            beside = bool(rival) and any(_explained(rival, target, other[0]) for other in near)
            for name in names:
                features = _features(name, rival, source, target, lost, rivals)
                found.append(Candidate(name, rival, passage, features, languages[1], beside))
        if found:
            yield found


def _unexplained(side: Side, other: Side) -> list[Run]:
    """Return the names of a side that nothing in the other explains."""
    initials = {token.text for token in other.tokens if len(token.text) > 1 and token.text.isupper()}
    found = (token for token in side.names() if other.explains(token, side) < ALIKE and strength(token, side))
    runs: list[list[Token]] = []
    for token in found:
        last = runs[-1][-1] if runs else None
        if last and last.unit is token.unit and 0 < token.start - last.end <= 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    # What the other side abbreviates: the Royal Shakespeare Company for the RSC.
    return [tuple(run) for run in runs if "".join(token.text[0] for token in run) not in initials]


def _fewer(source: Side, target: Side) -> list[Run]:
    """Return the names that the source has twice or more, and more often than the translation."""
    seen: dict[str, int] = {}
    found: list[Run] = []
    for token in source.tokens:
        if token.capital and strength(token, source):
            seen[token.latin] = seen.get(token.latin, 0) + 1
            if seen[token.latin] == 2 and target.count(token, source) < source.count(token, source):
                found.append((token,))
    return found


def _explained(run: Run, own: Side, other: Side) -> bool:
    return any(other.explains(token, own) >= ALIKE for token in run)


def _moved(run: Run, own: Side, other: Side, others_own: Side) -> bool:
    """Say whether a name has its counterpart in a passage beside, which has no such name on the name's own side."""
    return any(other.explains(token, own) >= _SURE and others_own.explains(token, own) < ALIKE for token in run)


# ----------------------------------------------------------------------------------------- what speaks for a change


def _features(
    name: Run, rival: Run, source: Side, target: Side, lost: Sequence[Run], rivals: Sequence[Run]
) -> dict[str, float]:
    made: dict[str, float] = {}
    if name:
        made |= {f"name_{label}": value for label, value in _features_of(name, source, target).items()}
    if rival:
        made |= {f"rival_{label}": value for label, value in _features_of(rival, target, source).items()}
    if name and rival:
        made["both"] = min(made["name_first"], made["rival_first"])
        made["likeness"] = max(alike(key(one), key(two)) for one in name for two in rival)
        if name[0].script != rival[0].script:
            made["crosses_likeness"] = made["likeness"]
        made["variants"] = float(_may_be_one(name, rival))
        made["attached"] = made["name_attached"] * made["rival_attached"]
        made["longer"] = min(abs(len(name) - len(rival)), 3) / 3
        if not (name[0].capital and rival[0].capital):
            made["places"] = float(_is_place(name[0], source) and _is_place(rival[0], target))
        made["fewer"] = float(name not in lost)
        # What may be another spelling of one name is likelier to be that than to stand for a second one.
        made["variants_elsewhere"] = float(
            any(_may_be_one(name, run) for run in rivals if run is not rival)
            or any(_may_be_one(run, rival) for run in lost if run is not name)
        )
    return made


def _features_of(run: Run, own: Side, other: Side) -> dict[str, float]:
    """Return how surely a name would have a counterpart, and where it stands."""
    weights = sorted((missed(token, own, other) for token in run), reverse=True)
    return {
        "first": weights[0],
        "second": weights[1] if len(weights) > 1 else 0.0,
        "initial": float(run[0].initial),
        "attached": float(
            any(
                token and other.explains(token, own) >= ALIKE
                for token in (own.beside(run[0])[0], own.beside(run[-1])[1])
            )
        ),
        "capital_none": float(not run[0].capital),
        "crosses": float(run[0].script != other.script),
        "guest": float(run[0].script != own.script),
    }


def _is_place(token: Token, side: Side) -> bool:
    """Say whether CLDR has a word as a territory ("DE") or a city ("Asia/Tokyo")."""
    concepts = (token.concept,) if token.concept else side.gazetteer.exact(token.latin)
    return any(concept.isupper() or "/" in concept for concept in concepts)


def _may_be_one(name: Run, rival: Run) -> bool:
    return any(are_variants(one, two) for one in name for two in rival)

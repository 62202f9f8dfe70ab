"""NAM005 name-missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.checks.names.counterparts import Side, Token
    from tqcheck.config import Settings

_MOST_UNITS = 3
"""Sentences on a side of a passage; with more the alignment itself is in doubt."""
_FARTHEST = 0.6
"""Between the places of two names in their sentences, as shares of the sentences, to stand for each other."""


class NameMissing:
    """A name of the source that the translation lacks, or that another name has taken the place of.

        source: Biden kam nach Warschau.   translation: Putin came to Warsaw.   →   Biden
    """

    rule = Rule(
        code="NAM005",
        name="name-missing",
        summary="a name of the source without a counterpart in the translation",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield what stands in the place of a name of the source, and where a name is missing."""
        if analysis.pair is None:
            return
        found = [lost for lost in lost_names(analysis.pair) if not _is_accepted(lost, settings)]
        yield from sorted(map(_finding, found), key=lambda finding: (finding.block, finding.start))


@dataclass(frozen=True, slots=True)
class Lost:
    """A name of the source without a counterpart, and what stands in its place, if anything does."""

    name: tuple[Token, ...]
    rival: tuple[Token, ...]
    passage: Passage
    elsewhere: bool
    """The rival stands in the source beside the passage."""


def lost_names(pair: Pair) -> Iterator[Lost]:
    """Yield the names of the source that the translation lacks, passage by passage."""
    from tqcheck.checks.names.counterparts import Side, sides

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
        lost = _runs(_unexplained(source, target))
        if not lost:
            continue
        near = [sides_of(n) for n in (index - 1, index + 1) if 0 <= n < len(passages)]
        lost = [run for run in lost if not any(_moved(run, source, other[1], other[0]) for other in near)]
        rivals = _runs(_unexplained(target, source)) if lost else []
        rivals = [run for run in rivals if not any(_moved(run, target, other[0], other[1]) for other in near)]
        for name, rival in _paired(lost, rivals, source, target):
            elsewhere = bool(rival) and any(_explained(rival, target, other[0]) for other in near)
            if rival or _is_sure(name):
                yield Lost(name, rival, passage, elsewhere)


def _unexplained(side: Side, other: Side) -> list[Token]:
    from tqcheck.checks.names.counterparts import ALIKE, is_name

    return [
        token
        for token in side.names()
        if other.explains(token, side) < ALIKE and (not token.capital or is_name(token, side.language))
    ]


def _runs(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return tokens that directly follow each other as one name."""
    runs: list[list[Token]] = []
    for token in tokens:
        last = runs[-1][-1] if runs else None
        if last and last.unit is token.unit and 0 < token.start - last.end <= 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [tuple(run) for run in runs]


def _explained(run: tuple[Token, ...], own: Side, other: Side) -> bool:
    from tqcheck.checks.names.counterparts import ALIKE

    return any(other.explains(token, own) >= ALIKE for token in run)


def _moved(run: tuple[Token, ...], own: Side, other: Side, others_own: Side) -> bool:
    """Say whether a name has its counterpart in a passage beside, which has no such name on the name's own side."""
    return _explained(run, own, other) and not _explained(run, own, others_own)


def _paired(
    lost: list[tuple[Token, ...]], rivals: list[tuple[Token, ...]], source: Side, target: Side
) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Yield each lost name with the rival that stands nearest to its place, or with none."""
    free = list(rivals)
    for name in lost:
        place = source.place(name[0])
        best = min(free, key=lambda run: abs(target.place(run[0]) - place), default=None)
        if best is not None and abs(target.place(best[0]) - place) <= _FARTHEST:
            free.remove(best)
            yield name, best
        else:
            yield name, ()


def _is_sure(name: tuple[Token, ...]) -> bool:
    return False


def _is_accepted(lost: Lost, settings: Settings) -> bool:
    return False


def _finding(lost: Lost) -> Finding:
    name = lost.name[0].unit.text[lost.name[0].start - lost.name[0].unit.start : lost.name[-1].end - lost.name[0].unit.start]
    place = SourcePlace(lost.name[0].unit.block, lost.name[0].start, lost.name[-1].end)
    first = lost.rival[0] if lost.rival else None
    if first is not None:
        unit = first.unit
        end = lost.rival[-1].end
        rival = unit.text[first.start - unit.start : end - unit.start]
        return Finding(
            unit.block,
            first.start,
            end,
            f"'{name}' in the source, '{rival}' here",
            confidence=0.8,
            tier=Tier.LIKELY,
            evidence={"in_source": name, "here": rival},
            source=place,
        )
    unit = lost.passage.target[0]
    return Finding(
        unit.block,
        unit.start,
        unit.end,
        f"'{name}' in the source has no counterpart here",
        confidence=0.6,
        tier=Tier.POSSIBLE,
        severity=Severity.MINOR,
        evidence={"in_source": name},
        mqm="accuracy/omission",
        its="omission",
        source=place,
    )

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
_SURELY = 8
"""The same, where both are surely names."""
_SURE = 0.94
"""Likeness of a counterpart that stands in a passage beside."""

_ENOUGH = 7
"""Of what speaks for the two being names: one is surely a name, the other likely."""


class NameMissing:
    """A name of the source that the translation lacks, because another name stands in its place.

        source: Zelensky besuchte Charkiw.   translation: Hochstein visited Kharkiv.   →   Zelensky

    Fires where source and translation are aligned, on a name that nothing in the source explains, in
    a passage whose source has a name that nothing in the translation explains. A name is explained by
    a word that sounds alike, whatever the script (Latin, Cyrillic, Greek, Armenian, Georgian, Arabic,
    Hebrew, the scripts of India, Korean, kana, Ethiopic) and the case ending; or by what the languages
    call one place, people or institution: CLDR's territories, cities and languages and a table of
    our own (Köln, Colonia; Ireland, irlandzki). Where nothing stands in its place it is reported as
    possible, at the whole passage, if it has two words or more that are surely names.

    What is a name: a word with a capital that is no month, weekday or language and that its language
    does not have in small letters, or that other languages write nearly as often (Trump, but not
    Council); in German no noun. In scripts without capitals only places that CLDR lists.

    It is likely where both are surely names, else possible and minor; what is only possible is reported with
    `possible_names = true`: on professional translations it doubles the alarms.
    Silent: abbreviations; two names that may be one, spelt differently (Goryeo, Koryo); a name whose
    counterpart stands in the passage beside; names that a pronoun stands for; passages that are
    missing or added as a whole.

    Suppress with `ignore = ["NAM005"]` in tqcheck.toml, or accept the name that stands there.

    Known false alarms: works, institutions and nicknames that are translated in two unlike ways;
    places that the languages call differently and no table has; Chinese names in old and new spelling.
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
        findings = sorted(map(_finding, found), key=lambda finding: (finding.block, finding.start))
        yield from (f for f in findings if f.tier is not Tier.POSSIBLE or settings.possible_names)


@dataclass(frozen=True, slots=True)
class Lost:
    """A name of the source without a counterpart, and what stands in its place, if anything does."""

    name: tuple[Token, ...]
    rival: tuple[Token, ...]
    passage: Passage
    elsewhere: bool
    """The rival stands in the source beside the passage: told less surely."""
    target_language: str
    sure: bool = False
    """Both are surely names."""


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
        repeated = _repeated(source)
        if not lost and not repeated:
            continue
        near = [sides_of(n) for n in (index - 1, index + 1) if 0 <= n < len(passages)]
        lost = [run for run in lost if not any(_moved(run, source, other[1], other[0]) for other in near)]
        rivals = _runs(_unexplained(target, source)) if lost or repeated else []
        rivals = [run for run in rivals if not any(_moved(run, target, other[0], other[1]) for other in near)]
        pairs = list(_paired(lost, rivals, source, target))
        if len(rivals) == 1 and not lost:
            # A name that stands twice in the source and once here, where another has taken its place.
            short = [
                t
                for t in repeated
                if target.count(t, source) < source.count(t, source) and _unexplained_once(t, source)
            ]
            pairs = [((t,), rivals[0]) for t in short[:1] if _may_stand_for((t,), source, rivals[0], target)]
        for name, rival in pairs:
            elsewhere = bool(rival) and any(_explained(rival, target, other[0]) for other in near)
            if rival or _is_sure(name, source, target):
                sure = bool(rival) and _strength(name, source) + _strength(rival, target) >= _SURELY
                yield Lost(name, rival, passage, elsewhere, languages[1], sure)


def _unexplained_once(token: Token, side: Side) -> bool:
    from tqcheck.checks.names.counterparts import STRONG, strength

    return strength(token, side) >= STRONG


def _repeated(side: Side) -> list[Token]:
    """Return the names that a side has twice or more, once each."""
    seen: dict[str, int] = {}
    found = []
    for token in side.tokens:
        if token.capital:
            seen[token.latin] = seen.get(token.latin, 0) + 1
            if seen[token.latin] == 2:
                found.append(token)
    return found


def _unexplained(side: Side, other: Side) -> list[Token]:
    from tqcheck.checks.names.counterparts import ALIKE, strength

    return [token for token in side.names() if other.explains(token, side) < ALIKE and strength(token, side)]


def _strength(run: tuple[Token, ...], side: Side) -> int:
    """Return how much speaks for a run's being a name: its best word, more if there are two good ones."""
    from tqcheck.checks.names.counterparts import LIKELY, strength

    found = sorted((strength(token, side) for token in run), reverse=True)
    return found[0] + (len(found) > 1 and found[1] >= LIKELY)


def _are_variants(name: tuple[Token, ...], rival: tuple[Token, ...]) -> bool:
    from tqcheck.checks.names.counterparts import are_variants

    return any(are_variants(one, two) for one in name for two in rival)


def _may_stand_for(name: tuple[Token, ...], source: Side, rival: tuple[Token, ...], target: Side) -> bool:
    """Say whether what speaks for two names is enough: where a script has no capitals, both must be known places."""
    if _strength(name, source) + _strength(rival, target) < _ENOUGH:
        return False
    if name[0].capital and rival[0].capital:
        return True
    return _is_place(name[0], source) and _is_place(rival[0], target)


def _is_place(token: Token, side: Side) -> bool:
    """Say whether CLDR has a word as a territory ("DE") or a city ("Asia/Tokyo")."""
    concepts = (token.concept,) if token.concept else side.gazetteer.exact(token.latin)
    return any(concept.isupper() or "/" in concept for concept in concepts)


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
    from tqcheck.checks.names.counterparts import ALIKE

    return any(other.explains(token, own) >= _SURE and others_own.explains(token, own) < ALIKE for token in run)


def _paired(
    lost: list[tuple[Token, ...]], rivals: list[tuple[Token, ...]], source: Side, target: Side
) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Yield each lost name with the rival that stands nearest to its place, or with none."""
    free = list(rivals)
    for name in lost:
        place = source.place(name[0])
        if any(_are_variants(name, run) for run in free):
            continue
        best = min(
            (run for run in free if _may_stand_for(name, source, run, target)),
            key=lambda run: abs(target.place(run[0]) - place),
            default=None,
        )
        if best is not None:
            free.remove(best)
            yield name, best
        else:
            yield name, ()


def _is_sure(name: tuple[Token, ...], source: Side, target: Side) -> bool:
    """Say whether a name is to be reported without anything in its place: of two words or more, each surely a name."""
    from tqcheck.checks.names.counterparts import STRONG, strength

    return (
        len(name) > 1
        and name[0].capital
        and target.has_capitals
        and all(strength(token, source) >= STRONG for token in name)
    )


def _is_accepted(lost: Lost, settings: Settings) -> bool:
    language = lost.target_language
    return bool(lost.rival) and any(settings.accepts(token.text, language) for token in lost.rival)


def _finding(lost: Lost) -> Finding:
    name = _text(lost.name)
    place = SourcePlace(lost.name[0].unit.block, lost.name[0].start, lost.name[-1].end)
    first = lost.rival[0] if lost.rival else None
    if first is not None:
        unit = first.unit
        end = lost.rival[-1].end
        rival = _text(lost.rival)
        surely = lost.sure and not lost.elsewhere
        return Finding(
            unit.block,
            first.start,
            end,
            f"'{name}' in the source, '{rival}' here",
            confidence=0.8 if surely else 0.6,
            tier=Tier.LIKELY if surely else Tier.POSSIBLE,
            severity=None if surely else Severity.MINOR,
            evidence={"in_source": name, "here": rival} | ({"beside": True} if lost.elsewhere else {}),
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


def _text(run: tuple[Token, ...]) -> str:
    unit = run[0].unit
    return unit.text[run[0].start - unit.start : run[-1].end - unit.start]

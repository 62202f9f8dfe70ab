"""STR005 repeated-passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import RUNNING, shown
from tqcheck.checks.structure.sameness import plain
from tqcheck.lexicon.words import count_words
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_LEAST_WORDS = 5
_LEAST_LETTERS = 12
_ALIKE = 80
"""rapidfuzz's ratio of two source sentences from which on a translator may write the same for both."""
_LOOP = re.compile(r"(?<!\w)((?:\w[\w'’-]*[\s,;]+){1,11}?\w[\w'’-]*)(?:[\s,;]+\1(?!\w))+")
"""A phrase of two to twelve words that follows itself."""
_LOOP_TIMES, _LOOP_WORDS = 3, 4
"""A phrase said so often, or one of so many words said twice, is no figure of speech."""


class RepeatedPassage:
    """The translation says a passage twice where the source does not: a loop of a machine, or a slip in pasting.

        source: Rain fell. The bridge was closed.   translation: Die Brücke war gesperrt. Die Brücke war gesperrt.

    Fires on a sentence of at least five words that stood in the translation before, if what the source has there differs; and on
    a phrase that follows itself inside a sentence (four words twice, or two three times). Marks, case and space do not count.

    Silent where the source repeats as well (refrains, pull quotes), or says nearly the same in both places; in titles, crossheads
    and captions, which quote the text.

    Suppress with `ignore = ["STR005"]` in tqcheck.toml.

    Known false alarms: none on the parallel data.
    """

    rule = Rule(
        code="STR005",
        name="repeated-passage",
        summary="a passage stands twice, but not in the source",
        severity=Severity.MAJOR,
        mqm="accuracy/addition",
        its="duplication",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each sentence that was said before and each loop, in text order."""
        pair = analysis.pair
        if pair is None:
            return
        repeated = repeated_units(pair)
        for unit in pair.target_units:
            if unit in repeated:
                yield _finding(pair, unit, repeated[unit])
            else:
                yield from _loops(pair, unit)


def repeated_units(pair: Pair) -> dict[Unit, Unit]:
    """Return the sentences of the translation that stood there before while the source says something else, and the first."""
    said: dict[str, list[Unit]] = defaultdict(list)
    for unit in pair.target_units:
        text = plain(unit.text)
        if (
            pair.target.blocks[unit.block].kind in RUNNING
            and count_words(unit.text) >= _LEAST_WORDS
            and len(text) >= _LEAST_LETTERS
        ):
            said[text].append(unit)
    again = {text: units for text, units in said.items() if len(units) > 1}
    if not again:
        return {}
    origins = {unit: passage for passage in pair.passages for unit in passage.target}
    found: dict[Unit, Unit] = {}
    for units in again.values():
        if _source_repeats(pair, [origins[unit] for unit in units]):
            continue
        for unit in units[1:]:
            if not any(_said_alike(origins[unit], origins[other]) for other in units if other is not unit):
                found[unit] = units[0]
    return found


def _source_repeats(pair: Pair, origins: Sequence[Passage]) -> bool:
    """Say whether the source says as often what a repeated sentence translates."""
    said = {plain(passage.source_text) for passage in origins if passage.source}
    counts = [sum(plain(other.text) == text for other in pair.source_units) for text in said]
    return max(counts, default=0) >= len(origins)


def _said_alike(one: Passage, other: Passage) -> bool:
    """Say whether the source has nearly the same where the translation has the same twice."""
    if one is other:  # both copies stand for one passage: then it should say it twice itself
        return any(_alike(a.text, b.text) for a, b in combinations(one.source, 2))
    return _alike(one.source_text, other.source_text)


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(plain(one), plain(other)) >= _ALIKE)


def _finding(pair: Pair, unit: Unit, first: Unit) -> Finding:
    origin = next((p.source[0] for p in pair.passages if unit in p.target and p.source), None)
    place = SourcePlace(origin.block, origin.start, origin.end) if origin else None
    instead = f": there it is “{shown(origin.text)}”" if origin else ""
    return Finding(
        block=unit.block,
        start=unit.start,
        end=unit.end,
        message=f"The translation says this before, the source does not{instead}",
        confidence=0.97,
        tier=Tier.CERTAIN,
        evidence={"why": "the same sentence stands before, and the source differs", "first": shown(first.text)},
        source=place,
    )


def _loops(pair: Pair, unit: Unit) -> Iterator[Finding]:
    words_of = unit.text.casefold().split()
    if len(set(pairwise(words_of))) == max(len(words_of) - 1, 0):
        return  # no two words follow each other twice: most sentences are done here
    for loop in _LOOP.finditer(unit.text):
        words = len(loop[1].split())
        times = len(plain(loop[0])) // max(len(plain(loop[1])), 1)
        if words < _LOOP_WORDS and times < _LOOP_TIMES:
            continue
        passage = next(p for p in pair.passages if unit in p.target)
        if _LOOP.search(passage.source_text):
            continue
        yield Finding(
            block=unit.block,
            start=unit.start + loop.start(),
            end=unit.start + loop.end(),
            message=f"“{shown(loop[1])}” is said again and again; the source does not repeat it",
            confidence=0.95,
            tier=Tier.CERTAIN,
            evidence={"why": "a phrase follows itself", "times": times},
            source=SourcePlace(p.block, p.start, p.end) if (p := next(iter(passage.source), None)) else None,
        )

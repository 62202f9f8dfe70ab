"""The names of a source, and the words of its translation that say them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.facts.records import Beside, Place

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.checks.names.counterparts import Side, Token

_ALIKE, _ALIKE_WITHOUT_CAPITALS, _SURE = 0.88, 0.9, 0.96
"""Likeness from which a word of the translation says a name: higher where no capital marks names, highest where it has no
capital or stands in a passage beside. Stricter than NAM005, which must be sure that nothing says a name: here a
word that only sounds a little like it must not be shown as kept. On unrelated texts 1 to 3 % of names are still seen (in Korean
and Arabic 10), in their own translations 90 to 96 (85 and 69): `benchmarks/facts.py`."""
_SHARE = 0.5
"""Of the words of a name that are surely names, so many must have a counterpart: the Library of a name may be a Bibliothek."""
_GAP = 12
"""Characters between two words of the translation that together are a name of several words (Côte d'Ivoire)."""


def names(pair: Pair) -> Iterator[Beside]:
    """Yield each name of the source, once in a passage, with its words in the passage's counterpart or in one beside.

    A word with a capital that may be no name at all is told only where a counterpart shows that it is one.
    """
    from tqcheck.checks.names.counterparts import LIKELY, Side, sides, strength

    languages = sides(pair)
    if languages is None:
        return
    passages = pair.passages
    ours: dict[int, Side] = {}

    def here(index: int) -> Side:
        if index not in ours:
            ours[index] = Side(passages[index].target, languages[1])
        return ours[index]

    for index, passage in enumerate(passages):
        if not passage.source:
            continue
        side = Side(passage.source, languages[0])
        told: set[str] = set()
        for run in _runs([token for token in side.names() if strength(token, side)]):
            text = " ".join(token.text for token in run)
            if text in told:
                continue
            told.add(text)
            near = [n for n in (index, index - 1, index + 1) if 0 <= n < len(passages) and passages[n].target]
            found = next((place for n in near if (place := _said(run, side, here(n), beside=n != index))), None)
            if found or max(strength(token, side) for token in run) >= LIKELY:
                yield Beside("", Place(run[0].unit.block, run[0].start, run[-1].end), found)


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield words that directly follow each other as one name."""
    run: list[Token] = []
    for token in tokens:
        if run and (token.unit is not run[-1].unit or not 0 < token.start - run[-1].end <= 1):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _said(run: list[Token], side: Side, other: Side, *, beside: bool) -> Place | None:
    """Return the words of the other side that say a name: those that say one of its words, as far as they stand together."""
    from tqcheck.checks.names.counterparts import STRONG, strength

    found = {token: word for token in run if (word := _counterpart(token, side, other, beside=beside))}
    surely = [token for token in run if strength(token, side) >= STRONG] or run
    if not found or sum(token in found for token in surely) < _SHARE * len(surely):
        return None
    words = sorted(found.values(), key=lambda word: (word.unit.block, word.start))
    first = last = words[0]
    for word in words[1:]:
        if word.unit is not last.unit or word.start - last.end > _GAP:
            break
        last = max(last, word, key=lambda w: w.end)
    return Place(first.unit.block, first.start, last.end)


def _counterpart(token: Token, side: Side, other: Side, *, beside: bool) -> Token | None:
    """Return the word that says a name: it names the same place or people, or is the one that sounds most alike."""
    from tqcheck.checks.names.counterparts import alike, key

    named = frozenset((token.concept,)) if token.concept else side.named.get(token.latin, frozenset())
    if named & other.concepts:
        same = [word for word in other.tokens if named & other.named.get(word.latin, frozenset())]
        same += [word for word in other.names() if word.concept in named]
        if same:
            return same[0]
    if token.concept:
        return None
    likeness, _, best = max(
        ((alike(key(token), key(word)), word.capital, word) for word in other.tokens),
        key=lambda entry: entry[:2],
        default=(0.0, False, None),
    )
    if best is None:
        return None
    least = _ALIKE if other.has_capitals else _ALIKE_WITHOUT_CAPITALS
    if beside or (other.has_capitals and not best.capital):
        least = _SURE
    return best if likeness >= least else None

"""The number of edits of TER, exactly as sacreBLEU counts them and many times faster.

TER (Snover et al. 2006) counts insertions, deletions and substitutions of words, and shifts of runs of words, each as
one edit. Finding the fewest is NP-hard, so Tercom searches greedily within limits, and sacreBLEU's `lib_ter` follows
it closely: the figure is defined by that search. This module makes the same search, by other means:

* Words become characters, so that a shift is a slice of a string and RapidFuzz can measure distances.
* Only the shift that wins needs an alignment. It is read from the bit vectors of Hyyrö (2003), a row a word.
* `lib_ter` fills only a beam around the diagonal. Its distances are never below the true ones, and equal where the
  true alignment lies inside the beam; that is tested, and where it does not, `lib_ter` itself is asked.
* No order of the words brings the distance below what their counts demand, and each shift is an edit itself: the
  search ends where one shift more could at best earn its own cost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sacrebleu.metrics.lib_ter import BeamEditDistance

MOST_WORDS_SHIFTED = 10
FARTHEST_SHIFT = 50
MOST_CANDIDATES = 1000
BEAM = 25
"""Limits of `sacrebleu.metrics.lib_ter`: words in a shift, words between its places, shifts tried in a segment, and
columns of the matrix filled on the left of the diagonal (one fewer on its right)."""

_ONE_WORD = 64
"""Words of a reference up to which RapidFuzz is quicker when it is given all candidates at once: one machine word."""
_SURROGATES = range(0xD800, 0xE000)


def edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """Return the number of edits between two segments, given as words: what `translation_edit_rate` returns first.

    The words are those of sacreBLEU's `TercomTokenizer` when the score is to be TER; any others are counted alike.
    """
    if not hypothesis or not reference:
        return len(hypothesis) + len(reference)
    words, target = _characters(hypothesis, reference)
    return 0 if words == target else _Search(target).edits(words)


def _characters(hypothesis: Sequence[str], reference: Sequence[str]) -> tuple[str, str]:
    """Return two strings that have the same character where the segments have the same word.

    A word of the hypothesis that the reference has not equals none of its words, so one character does for all.
    """
    number = {word: place for place, word in enumerate(dict.fromkeys(reference), 1)}
    if len(number) >= _SURROGATES.start:
        number = {word: at if at < _SURROGATES.start else at + len(_SURROGATES) for word, at in number.items()}
    return "".join([chr(number.get(word, 0)) for word in hypothesis]), "".join(
        [chr(number[word]) for word in reference]
    )


@dataclass(frozen=True, slots=True)
class _Alignment:
    """The preferred way of the least distance.

    `after[j]` is how many words of the hypothesis lie before the place that follows `j` words of the reference; the
    next error at or after a word is its own place, or a place beyond the end where there is none.
    """

    distance: int
    after: list[int]
    next_error: list[int]
    next_target_error: list[int]


class _Search:
    """The search for shifts towards one reference."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.places: dict[str, list[int]] = {}
        self.bits: dict[str, int] = {}
        for at, word in enumerate(target):
            self.places.setdefault(word, []).append(at)
            self.bits[word] = self.bits.get(word, 0) | 1 << at
        self._aligned: dict[str, _Alignment] = {}
        self._beamed: BeamEditDistance | None = None

    def edits(self, words: str) -> int:
        from rapidfuzz.distance import Levenshtein

        common = sum(min(len(places), words.count(word)) for word, places in self.places.items())
        enough = max(len(words), len(self.target)) - common + 1  # from here on a shift saves no more than it costs
        shifts = tried = 0
        distance = Levenshtein.distance(words, self.target)
        if distance <= enough and self.surely_inside(len(words), distance):
            return distance
        alignment = self.align(words)
        while alignment.distance > enough:
            shifted, ranks, number = self.candidates(words, alignment, MOST_CANDIDATES - tried)
            tried += number
            if tried >= MOST_CANDIDATES:
                break  # the round that reaches the limit changes nothing
            best = self.best(shifted, ranks, alignment.distance)
            if best is None:
                break
            words, distance = best
            shifts += 1
            if distance <= enough:
                return shifts + distance
            alignment = self.align(words)
        return shifts + alignment.distance

    def candidates(
        self, words: str, alignment: _Alignment, left: int
    ) -> tuple[list[str], list[tuple[int, int, int]], int]:
        """Return what shifts make of the words, the ranks of these shifts (lower is better), and how many were tried.

        A run of words is moved to where the reference has it, or into it, if both places have an error and the run is
        not aligned with itself. Those that change nothing are counted, since they use up the limit, but left out.
        The search breaks off when none are `left`.
        """
        target, after = self.target, alignment.after
        next_error, next_target_error = alignment.next_error, alignment.next_target_error
        size, target_size = len(words), len(target)
        shifted: list[str] = []
        ranks: list[tuple[int, int, int]] = []
        number = 0
        for start, word in enumerate(words):
            for place in self.places.get(word, ()):
                aligned = after[place + 1] - 1
                if aligned == start or abs(place - start) > FARTHEST_SHIFT:
                    continue
                longest = min(MOST_WORDS_SHIFTED, size - start, target_size - place)
                if start < aligned < start + longest:
                    longest = aligned - start
                shortest = max(next_error[start] - start, next_target_error[place] - place) + 1
                if shortest > longest:
                    continue
                length = 1
                while length < longest and words[start + length] == target[place + length]:
                    length += 1
                if shortest > length:
                    continue
                for moved in range(shortest, length + 1):
                    goals = dict.fromkeys(after[place : place + moved + 1])
                    number += len(goals)
                    run, rest = words[start : start + moved], words[:start] + words[start + moved :]
                    for goal in goals:
                        if goal != start:
                            at = goal if goal <= start + moved else goal - moved
                            shifted.append(rest[:at] + run + rest[at:])
                            ranks.append((-moved, start, goal))
                if number >= left:
                    return shifted, ranks, number
        return shifted, ranks, number

    def best(self, shifted: list[str], ranks: list[tuple[int, int, int]], distance: int) -> tuple[str, int] | None:
        """Return the shift that brings the distance down most, and the new distance; None if none does.

        True distances are taken first. They are never above those of the beam, so the best of them wins if the beam
        has it right; otherwise it is given the beam's and has to stand against the others once more.
        """
        found = [(score, ranks[at], words) for words, score, at in self.nearest(shifted, distance - 1)]
        while found:
            best = min(found)
            score, rank, words = best
            exact = score if self.surely_inside(len(words), score) else self.align(words).distance
            if exact == score:
                return words, score
            found.remove(best)
            if exact < distance:
                found.append((exact, rank, words))
        return None

    def nearest(self, shifted: list[str], cutoff: int) -> list[tuple[str, int, int]]:
        """Return those with a true distance up to `cutoff`, the distance, and the place in the list."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if len(self.target) <= _ONE_WORD:
            return process.extract(self.target, shifted, scorer=Levenshtein.distance, score_cutoff=cutoff, limit=None)
        found = []
        for at, words in enumerate(shifted):
            distance = Levenshtein.distance(words, self.target, score_cutoff=cutoff)
            if distance <= cutoff:
                found.append((words, distance, at))
        return found

    def surely_inside(self, size: int, distance: int) -> bool:
        """Tell whether every way of this distance lies inside the beam, whatever the words are.

        A way that is `k` columns off the main diagonal costs at least |k| + |difference of lengths - k|. That leaves
        at most half of the distance and the difference together between it and the beam's own diagonal, which runs
        from corner to corner, and one column more since that is rounded down.
        """
        target_size = len(self.target)
        return target_size < BEAM or abs(target_size - size) + distance <= 2 * (BEAM - 2)

    def align(self, words: str) -> _Alignment:
        """Return the alignment that `lib_ter` finds.

        The true alignment is the same if it lies inside the beam: along it the beam's distances are the true ones, and
        beside it they are not below, so that no step becomes better than the one that was preferred.
        """
        known = self._aligned.get(words)
        if known is None:
            known = self.true_alignment(words)
            if not self.surely_inside(len(words), known.distance) and not self.inside(known, len(words)):
                known = self.beamed_alignment(words)
            self._aligned[words] = known
        return known

    def true_alignment(self, words: str) -> _Alignment:
        """Return the alignment of least distance that prefers, from the end: no change or substitution, then
        a word of the hypothesis dropped, then a word of the reference put in.
        """
        target = self.target
        size, target_size = row, column = len(words), len(target)
        alike = 0
        for word, other in zip(words, target, strict=False):
            if word != other:
                break
            alike += 1
        after = [0] * (target_size + 1)
        error = target_error = size + target_size  # none
        next_error, next_target_error = [error] * size, [target_error] * target_size
        while row and column and words[row - 1] == target[column - 1]:
            after[column] = row
            row -= 1
            column -= 1
        alike = min(alike, row, column)

        # In the first rows, where both are alike, the distance is the difference of row and column; the vectors start
        # below. A bit is a column: `more` and `less` say that the distance there is greater or less by one than in
        # the column before, `same` that it is the one of the row and the column before.
        every = (1 << column) - 1
        less = (1 << alike) - 1
        more = every ^ less
        dropped, added = [0] * (alike + 1), [0] * (alike + 1)
        bits = self.bits
        for word in words[alike:row]:
            match = bits.get(word, 0) & every
            same = ((((match & more) + more) ^ more) | match | less) & every
            dropped.append(less & ~match)
            added.append(same & ~(match | less))
            up = ((less | every ^ (same | more)) << 1 | 1) & every
            more = (same & more) << 1 & every | every ^ (same | up)
            less = up & same

        distance = 0
        while row and column:
            if words[row - 1] == target[column - 1]:
                after[column] = row
                row -= 1
                column -= 1
            else:
                distance += 1
                if row <= alike:
                    drop, add = row > column, row < column
                else:
                    bit = 1 << column - 1
                    drop, add = bool(dropped[row] & bit), bool(added[row] & bit)
                if not drop:
                    after[column] = row
                    column -= 1
                    target_error = column
                if not add:
                    row -= 1
                    error = row
            if row < size:
                next_error[row] = error
            if column < target_size:
                next_target_error[column] = target_error
        if row:
            next_error[:row] = range(row)
        if column:
            next_target_error[:column] = range(column)
        return _Alignment(distance + row + column, after, next_error, next_target_error)

    def inside(self, alignment: _Alignment, size: int) -> bool:
        """Tell whether an alignment keeps inside the beam: `lib_ter` leaves the rest of its matrix empty.

        Its beam is wider where the reference has more than fifty times as many words; those it is asked about.
        """
        ratio = len(self.target) / size
        entered = bisect_right(alignment.after, 0) - 1
        for row in range(1, size + 1):
            left = bisect_right(alignment.after, row, entered) - 1
            diagonal = floor(row * ratio)
            if entered < diagonal - BEAM or (left >= diagonal + BEAM and row < size):
                return False
            entered = left
        return True

    def beamed_alignment(self, words: str) -> _Alignment:
        """Return the alignment that `lib_ter` finds, by asking it."""
        from sacrebleu.metrics.lib_ter import BeamEditDistance

        if self._beamed is None:
            self._beamed = BeamEditDistance(list(self.target))
        distance, trace = self._beamed(list(words))
        row, column = len(words), len(self.target)
        after = [0] * (column + 1)
        error = target_error = row + column  # none
        next_error, next_target_error = [error] * row, [target_error] * column
        for step in reversed(trace):
            if step != "d":
                after[column] = row
                column -= 1
                target_error = target_error if step == " " else column
                next_target_error[column] = target_error
            if step != "i":
                row -= 1
                error = error if step == " " else row
                next_error[row] = error
        return _Alignment(distance, after, next_error, next_target_error)

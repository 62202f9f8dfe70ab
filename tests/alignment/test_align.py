"""Articles whose sentences do not line up. The texts were written for these tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import ROOT
from tqcheck import documents
from tqcheck.alignment import Aligned, Link, Similarity, Unit, align, units_of

REFERENCE = [
    "The bridge over the Tarn was closed on Monday after engineers found cracks in two of its pillars.",
    "About 14,000 drivers cross it every day.",
    "Mayor Helen Ostrowski said that nobody had been in danger.",
    "The repairs will take until November and cost 3.2 million euros.",
    "Shop owners in the old town fear for their trade before Christmas.",
    "A ferry will carry cyclists and pedestrians free of charge.",
    "Lorries have to use the motorway near Lissac, a detour of 40 kilometres.",
    "The bridge was built in 1931 and last renewed in 1988.",
]
HYPOTHESIS = [
    "On Monday the Tarn bridge was shut because engineers had discovered cracks in two pillars.",
    "Some 14,000 motorists use it daily.",
    "Nobody was ever in danger, according to mayor Helen Ostrowski.",
    "Repair work is to last until November; it will cost 3.2 million euros.",
    "In the old town, owners of shops worry about their business before Christmas.",
    "Cyclists and pedestrians will be carried by a ferry at no charge.",
    "For lorries there is a detour of 40 kilometres over the motorway at Lissac.",
    "Built in 1931, the bridge was last renewed in 1988.",
]
GERMAN = [
    "Die Brücke über den Tarn wurde am Montag gesperrt, nachdem Ingenieure Risse in zwei Pfeilern entdeckt hatten.",
    "Täglich fahren etwa 14.000 Autos über sie.",
    "Bürgermeisterin Helen Ostrowski sagte, niemand sei in Gefahr gewesen.",
    "Die Reparatur dauert bis November und kostet 3,2 Millionen Euro.",
    "Die Ladenbesitzer in der Altstadt bangen vor Weihnachten um ihr Geschäft.",
    "Eine Fähre bringt Radfahrer und Fußgänger kostenlos hinüber.",
    "Lastwagen müssen über die Autobahn bei Lissac fahren, ein Umweg von 40 Kilometern.",
    "Gebaut wurde die Brücke 1931, zuletzt erneuert 1988.",
]
LETTERS = "абвгдежзиклмноп"
STRANGER = "Seven penguins hatched at the zoo in Brno, where visitors may choose their names by ballot."


def units(texts: list[str], paragraphs: list[int] | None = None) -> list[Unit]:
    return [Unit(text, k // 3 if paragraphs is None else paragraphs[k]) for k, text in enumerate(texts)]


def pairs(aligned: Aligned) -> set[tuple[int, int]]:
    return {(i, j) for link in aligned.links for i in link.left for j in link.right}


def check(aligned: Aligned, n: int, m: int) -> None:
    """Every unit is in one link; links that did not move rise; numbers are in range."""
    assert sorted(i for link in aligned.links for i in link.left) == list(range(n))
    assert sorted(j for link in aligned.links for j in link.right) == list(range(m))
    assert [link.left[0] for link in aligned.links if link.left] == sorted(
        link.left[0] for link in aligned.links if link.left
    )
    staying = [link for link in aligned.links if link.left and link.right and not link.moved]
    assert [j for link in staying for j in link.right] == sorted(j for link in staying for j in link.right)
    for link in aligned.links:
        assert link.left or link.right
        assert 0 <= link.confidence <= 1
        assert 0 <= link.similarity <= 1
        assert list(link.left) == list(range(link.left[0], link.left[-1] + 1)) if link.left else True


def same(left: list[str], right: list[str]) -> Aligned:
    aligned = align(units(left), units(right), same_language=True)
    check(aligned, len(left), len(right))
    return aligned


def test_two_translations_line_up() -> None:
    aligned = same(REFERENCE, HYPOTHESIS)
    assert pairs(aligned) == {(k, k) for k in range(8)}
    assert aligned.coverage(units(REFERENCE), units(HYPOTHESIS)) == (1.0, 1.0)


@pytest.mark.parametrize("gone", range(8))
def test_an_omitted_sentence_is_found(gone: int) -> None:
    aligned = same(REFERENCE, HYPOTHESIS[:gone] + HYPOTHESIS[gone + 1 :])
    assert [link.left for link in aligned.omissions()] == [(gone,)]
    assert not aligned.additions()
    assert not aligned.moved()


@pytest.mark.parametrize("place", range(9))
def test_an_added_sentence_is_found(place: int) -> None:
    aligned = same(REFERENCE, [*HYPOTHESIS[:place], STRANGER, *HYPOTHESIS[place:]])
    assert [link.right for link in aligned.additions()] == [(place,)]
    assert not aligned.omissions()
    positions = [link.left or link.right for link in aligned.links]
    assert positions.index((place,)) >= place


# Elsewhere a stranger of the same length may be linked: docs/alignment.md tells how often.
@pytest.mark.parametrize("place", [1, 7])
def test_a_sentence_in_place_of_another_is_an_omission_and_an_addition(place: int) -> None:
    aligned = same(REFERENCE, [*HYPOTHESIS[:place], STRANGER, *HYPOTHESIS[place + 1 :]])
    assert [link.left for link in aligned.omissions()] == [(place,)]
    assert [link.right for link in aligned.additions()] == [(place,)]


def test_merged_and_split_sentences_are_one_link() -> None:
    merged = [HYPOTHESIS[0], f"{HYPOTHESIS[1][:-1]}, and {HYPOTHESIS[2]}", *HYPOTHESIS[3:]]
    assert Link in {type(link) for link in same(REFERENCE, merged).links}
    assert ((1, 2), (1,)) in {(link.left, link.right) for link in same(REFERENCE, merged).links}
    assert ((1,), (1, 2)) in {(link.left, link.right) for link in same(merged, HYPOTHESIS).links}


def test_a_moved_passage_is_neither_omitted_nor_added() -> None:
    aligned = same(REFERENCE, [*HYPOTHESIS[2:7], *HYPOTHESIS[:2], HYPOTHESIS[7]])
    assert {(link.left, link.right) for link in aligned.moved()} == {((0,), (5,)), ((1,), (6,))}
    assert not aligned.omissions()
    assert not aligned.additions()


def test_a_paragraph_broken_otherwise_changes_nothing() -> None:
    aligned = align(units(REFERENCE), units(HYPOTHESIS, [0, 0, 0, 0, 1, 2, 2, 3]), same_language=True)
    assert pairs(aligned) == {(k, k) for k in range(8)}


@pytest.mark.parametrize("languages", [("en", "de"), (None, None), ("en-GB", "de_AT"), ("en", "xx")])
def test_a_translation_lines_up_with_its_source(languages: tuple[str | None, str | None]) -> None:
    aligned = align(units(REFERENCE), units(GERMAN), same_language=False, languages=languages)
    check(aligned, 8, 8)
    assert pairs(aligned) == {(k, k) for k in range(8)}


@pytest.mark.parametrize("gone", [0, 2, 3, 6])
def test_a_sentence_that_a_translation_lacks_is_found(gone: int) -> None:
    shorter = GERMAN[:gone] + GERMAN[gone + 1 :]
    aligned = align(units(REFERENCE), units(shorter), same_language=False, languages=("en", "de"))
    assert [link.left for link in aligned.omissions()] == [(gone,)]
    assert not aligned.additions()


def test_another_article_has_little_in_common() -> None:
    left = units_of(documents.read_file(ROOT / "corpora/library/clean/article.en.txt"), "en")
    right = units_of(documents.read_file(ROOT / "corpora/sea-wall/clean/article.en.html"), "en")
    assert max(align(left, right, same_language=True).coverage(left, right)) < 0.3


def told(left: list[Unit], right: list[Unit], true: set[tuple[int, int]]) -> Similarity:
    """A model that says 0.95 of what is the same and 0.75 of all else."""
    topics = {unit.text: number for number, unit in enumerate(left)}
    topics |= {unit.text: -1 - number for number, unit in enumerate(right)}
    topics |= {right[j].text: i for i, j in true}

    def similarity(one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
        return [[0.95 if topics[a] == topics[b] else 0.75 for b in other] for a in one]

    return similarity


def test_a_model_of_similarity_decides_where_nothing_is_shared_in_writing() -> None:
    left, right = units([f"{LETTERS[k] * 30} left" for k in range(8)]), units([f"{LETTERS[-k] * 30}" for k in range(7)])
    true = {(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6)}
    aligned = align(left, right, same_language=False, similarity=told(left, right, true))
    check(aligned, 8, 7)
    assert aligned.by_meaning
    assert pairs(aligned) == true
    assert [link.left for link in aligned.omissions(0.9)] == [(2,)]


def test_a_model_tells_what_moved_in_long_texts_that_are_cut_in_parts() -> None:
    count = 500
    left = units([f"Line {k} of the left side, {k * 7919} in figures." for k in range(count)])
    order = [*range(1, 400), 0, *range(400, count)]
    right = units([f"{k * 7919}: on the right side this is line {k}." for k in order])
    aligned = align(
        left, right, same_language=False, similarity=told(left, right, {(i, j) for j, i in enumerate(order)})
    )
    check(aligned, count, count)
    assert pairs(aligned) >= {(i, j) for j, i in enumerate(order) if i}


def test_a_similarity_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="2 by 1 numbers"):
        align(units(["a", "b"]), units(["c"]), same_language=True, similarity=lambda _a, _b: [[1.0]])


def test_a_similarity_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="1 by 1 numbers"):
        align(units(["a"]), units(["c"]), same_language=True, similarity=lambda _a, _b: [[float("nan")]])


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side(n: int, m: int) -> None:
    aligned = same(REFERENCE[:n], HYPOTHESIS[:m])
    assert (len(aligned.omissions()), len(aligned.additions())) == (n, m)
    assert aligned.coverage(units(REFERENCE[:n]), units(HYPOTHESIS[:m])) == (float(n == 0), float(m == 0))


def test_confidence_chooses_omissions() -> None:
    aligned = Aligned((Link((0,), (), 0.0, 0.9), Link((1,), (), 0.0, 0.4), Link((), (0,), 0.0, 0.7)))
    assert [link.left for link in aligned.omissions(0.5)] == [(0,)]
    assert not aligned.additions(0.8)


WORDS = st.sampled_from(["bridge", "Tarn", "14", "мост", "大桥", "?", "", " ", "repairs", "1931", "الجسر", "a" * 400])
SIDE = st.lists(
    st.builds(
        Unit, st.lists(WORDS, max_size=6).map(" ".join), st.integers(0, 3), st.sampled_from(["paragraph", "heading"])
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=120)
@given(SIDE, SIDE, st.booleans())
def test_any_two_sides_can_be_aligned(left: list[Unit], right: list[Unit], same_language: bool) -> None:
    aligned = align(left, right, same_language=same_language, languages=("en", "ru"))
    check(aligned, len(left), len(right))
    assert align(left, right, same_language=same_language, languages=("en", "ru")) == aligned


def test_long_texts_are_aligned_in_parts_and_moves_between_parts_are_found() -> None:
    random = Random(5)
    vocabulary = [
        "".join(random.choice("abdeghiklmnoprstuvz") for _ in range(random.randint(3, 9))) for _ in range(3000)
    ]
    texts = [" ".join(random.choice(vocabulary) for _ in range(14)) for _ in range(700)]
    right = [*texts[:20], *texts[22:300], *texts[301:600], *texts[20:22], *texts[600:]]
    aligned = same(texts, right)
    assert [link.left for link in aligned.omissions()] == [(300,)]
    assert {link.left for link in aligned.moved()} == {(20,), (21,)}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["Again and again."] * 1500, ["Again and again."] * 1500),
        (["word " * 50_000], REFERENCE),
        (["A."] * 2000, ["A."]),
    ],
)
def test_odd_texts_are_finished_with(left: list[str], right: list[str]) -> None:
    same(left, right)


def test_units_are_sentences_of_the_running_text() -> None:
    source = b"---\ntitle: Not text\n---\n# The bridge\n\nIt was closed. Nobody knew why!\n\n![A picture](p.png)\n\n- One item\n"
    found = units_of(documents.read("a.md", source), "en")
    assert [(u.text, u.kind) for u in found if u.kind == "heading"] == [("The bridge", "heading")]
    assert [(u.text, u.paragraph) for u in found][:3] == [
        ("The bridge", 0),
        ("It was closed.", 1),
        ("Nobody knew why!", 1),
    ]
    assert "Not text" not in {u.text for u in found}
    assert "A picture" not in {u.text for u in found}


def test_a_dropped_sentence_of_the_corpora_is_found() -> None:
    clean = units_of(documents.read_file(ROOT / "corpora/night-train/clean/article.fr.html"), "fr")
    flawed = units_of(documents.read_file(ROOT / "corpora/night-train/flawed/article.en.html"), "en")
    aligned = align(clean, flawed, same_language=False, languages=("fr", "en"))
    check(aligned, len(clean), len(flawed))
    assert any("26\u00a0ans" in clean[link.left[0]].text for link in aligned.omissions())


def test_headings_are_paired_with_headings() -> None:
    left = [
        Unit("A bridge is closed", 0, "heading"),
        *(replace(u, paragraph=u.paragraph + 1) for u in units(REFERENCE)),
    ]
    right = [
        Unit("Traffic halted at river", 0, "heading"),
        *(replace(u, paragraph=u.paragraph + 1) for u in units(HYPOTHESIS)),
    ]
    assert pairs(align(left, right, same_language=True)) == {(k, k) for k in range(9)}


def test_the_import_is_light() -> None:
    code = "import sys, tqcheck.alignment; print('numpy' in sys.modules, 'rapidfuzz' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.split() == ["False", "False"]

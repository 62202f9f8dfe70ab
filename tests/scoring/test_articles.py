"""Articles whose sentences do not line up are scored whole: what is left out or put in counts."""

from __future__ import annotations

from pathlib import Path

import pytest
import sacrebleu

from tests.support import ROOT
from tqcheck import documents
from tqcheck.model import Alignment, Article
from tqcheck.scoring.articles import Cut, ScoredArticle, cut, score_article

SENTENCES = [
    "The council closed the old bridge over the Wye on Monday morning.",
    "Engineers had found cracks in two of its eleven piers.",
    "Mayor Ruth Calloway said that repairs would cost £3.5 million.",
    "Nobody knows yet who is going to pay for them.",
    "Until then, drivers must use the ferry at Hollin Ford.",
    "The bridge was built by Thomas Anstey in 1847.",
]


def article(*paragraphs: str, name: str = "a.en.md") -> Article:
    return documents.read(name, "\n\n".join(paragraphs).encode())


REFERENCE = article(" ".join(SENTENCES[:3]), " ".join(SENTENCES[3:]), name="r.en.md")


def scored(*paragraphs: str) -> ScoredArticle:
    found = score_article(article(*paragraphs), [REFERENCE])
    assert found.scores[0].value is not None, found.scores[0].not_scored
    return found


def test_notes_count_words_or_characters() -> None:
    """Chinese has no spaces: a sentence is not one word."""
    kept, left = "市议会周一关闭了河上的旧桥。", "市长说，没有钱。"
    reference = article(kept, left, name="r.zh.md")
    (note,) = score_article(article(kept, name="a.zh.md"), [reference]).notes
    assert note == "1 passage (6 characters) not in the article: “市长说，没有钱。”"
    (note,) = scored(*SENTENCES, "Unbelievable!").notes
    assert note.startswith("1 passage (1 word) not in the reference")


def value(found: ScoredArticle, metric: str = "chrF") -> float:
    return next(score.value for score in found.scores if score.metric == metric and score.value is not None)


def kinds(found: ScoredArticle) -> list[Alignment]:
    return [row.alignment for row in found.segments]


def test_the_same_text_in_other_paragraphs_is_perfect() -> None:
    found = scored(*SENTENCES)
    assert [score.value for score in found.scores] == [pytest.approx(100), 100, 0]
    assert kinds(found) == [Alignment.PAIRED] * 6
    assert [row.line for row in found.segments] == [1, 3, 5, 7, 9, 11]
    assert found.coverage is not None
    assert (found.coverage.hypothesis, found.coverage.reference, found.notes) == (1, 1, ())


def test_what_is_left_out_is_scored_as_an_empty_hypothesis() -> None:
    found = scored(" ".join([*SENTENCES[:2], *SENTENCES[3:]]))
    assert kinds(found)[2] is Alignment.OMITTED
    own = [*SENTENCES[:2], "", *SENTENCES[3:]]
    assert value(found) == sacrebleu.CHRF().corpus_score(own, [SENTENCES]).score
    assert value(found, "TER") == sacrebleu.TER().corpus_score(own, [SENTENCES]).score
    assert found.segments[2].line is None
    assert found.notes == (f"1 passage (10 words) not in the article: “{SENTENCES[2]}”",)
    assert found.coverage is not None
    assert found.coverage.counts["omitted"] == 1
    assert found.coverage.reference < 1 == found.coverage.hypothesis


def test_what_is_put_in_counts_too() -> None:
    extra = "A cyclist from Norway photographed seventeen herons beneath it."
    found = scored(" ".join([*SENTENCES[:4], extra, *SENTENCES[4:]]))
    assert kinds(found)[3] is Alignment.ADDED
    assert found.segments[3].hypothesis == f"{SENTENCES[3]} {extra}"
    assert found.segments[3].references == (SENTENCES[3],)
    assert all(value(found, metric) < 100 for metric in ("BLEU", "chrF"))
    assert value(found, "TER") > 0
    first = scored(" ".join([extra, *SENTENCES]))
    assert kinds(first)[0] is Alignment.ADDED
    assert first.segments[0].hypothesis == f"{extra} {SENTENCES[0]}"


def test_merged_and_split_sentences_are_one_segment() -> None:
    one = "Engineers had found cracks in two of its eleven piers, and Mayor Ruth Calloway said that repairs would cost £3.5 million."
    found = scored(f"{SENTENCES[0]} {one}", "Nobody knows yet. Who is going to pay for them?", " ".join(SENTENCES[4:]))
    assert kinds(found) == [
        Alignment.PAIRED,
        Alignment.MERGED,
        Alignment.SPLIT,
        Alignment.PAIRED,
        Alignment.PAIRED,
    ]
    assert found.segments[1].references == (" ".join(SENTENCES[1:3]),)


def test_a_moved_passage_is_found_where_it_stands() -> None:
    found = scored(SENTENCES[5], " ".join(SENTENCES[:3]), " ".join(SENTENCES[3:5]))
    assert [row.moved for row in found.segments] == [False] * 5 + [True]
    assert value(found) == 100
    assert found.segments[5].line == 1


def test_an_omission_and_an_addition_far_apart_are_no_moved_passage() -> None:
    kept = [*SENTENCES[:1], *SENTENCES[2:]]
    found = scored(
        " ".join(kept[:3]), " ".join([*kept[3:], "A timetable hangs at the quay for those who like to wait."])
    )
    assert not any(row.moved for row in found.segments)
    assert kinds(found)[1] is Alignment.OMITTED
    assert kinds(found)[-1] is Alignment.ADDED


def test_a_passage_in_other_words_is_not_missing() -> None:
    found = scored(" ".join([*SENTENCES[:3], "So far it is unclear where the money will come from.", *SENTENCES[4:]]))
    assert set(kinds(found)) == {Alignment.PAIRED}
    assert found.notes == ()


def test_two_references_and_two_versions_share_their_segments() -> None:
    other = article(" ".join(SENTENCES[:2]), " ".join(SENTENCES[3:]), name="r2.en.md")
    versions = [article(*SENTENCES), article(" ".join(SENTENCES[1:]), name="b.en.md")]
    found = cut(versions, [REFERENCE, other])
    assert isinstance(found, Cut)
    assert {len(version.texts) for version in found.versions} == {6}
    assert found.references[0] == tuple(SENTENCES)
    assert found.references[1][2] is None
    assert found.versions[1].texts[0] == ""
    scores = score_article(versions[0], [REFERENCE, other]).scores
    assert "nrefs:var" in str(scores[0].signature)


def test_another_article_is_not_scored() -> None:
    other = article("Cheese prices rose again.", "Farmers in Friesland blame a dry spring.", "Exports fell by a tenth.")
    found = score_article(other, [REFERENCE])
    assert all(score.value is None for score in found.scores)
    assert "a.en.md has next to nothing in common with r.en.md" in str(found.scores[0].not_scored)
    german = score_article(documents.read("a.de.txt", b"Text."), [documents.read("r.en.txt", b"Text.")])
    assert german.scores[0].not_scored == "r.en.txt is in en, the first of these articles in de"
    image = b"![A bridge](bridge.png)\n"
    empty = score_article(documents.read("a.en.md", image), [REFERENCE])
    assert empty.scores[0].not_scored == "a.en.md has no running text to score"


def test_the_language_chooses_the_tokeniser_whoever_declares_it() -> None:
    text = "市議會關閉了橋樑，因為工程師發現了裂縫。".encode()
    for name in ("r.zh.txt", "r.txt"):
        found = score_article(documents.read("a.txt", text), [documents.read(name, text)], ["BLEU"])
        assert "tok:zh" in str(found.scores[0].signature)


PAIRS = sorted((ROOT / "corpora").glob("*/reference/article.*"))


@pytest.mark.parametrize("reference", PAIRS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_our_translations_by_hand_are_covered(reference: Path) -> None:
    """They are free translations, with chrF of 30 to 40."""
    clean = reference.parent.parent / "clean" / reference.name
    found = score_article(documents.read_file(clean), [documents.read_file(reference)])
    assert found.coverage is not None
    assert min(found.coverage.reference, found.coverage.hypothesis) > 0.9

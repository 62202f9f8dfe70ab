"""Scores equal sacreBLEU's own, and what does not pair is not scored."""

from __future__ import annotations

from pathlib import Path

import pytest
import sacrebleu
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import ROOT
from tqcheck import documents
from tqcheck.errors import InputFileError
from tqcheck.scoring import METRICS, ScoringError, score_article, score_segments
from tqcheck.scoring.lines import check_alignment, read_lines
from tqcheck.scoring.pairing import pair

HYPOTHESES = ["The council closed the bridge on Monday.", "Nobody knows who will pay for it.", "It costs £3.5 million."]
REFERENCES = ["The council shut the bridge on Monday.", "No one knows who is going to pay.", "It costs £3.5 million."]
OTHERS = ["On Monday the council closed the bridge.", "Nobody knows who will pay.", "The price is £3.5 million."]


def values(*references: list[str], metrics: tuple[str, ...] = tuple(METRICS)) -> dict[str, float | None]:
    return {score.metric: score.value for score in score_segments(HYPOTHESES, references, metrics)}


def test_golden_numbers() -> None:
    """Printed by `sacrebleu REF -i HYP -m bleu chrf ter -w 4`, version 2.6.0."""
    assert values(REFERENCES) == pytest.approx(GOLDEN, abs=5e-5)


GOLDEN = {"BLEU": 46.4741, "chrF": 67.3017, "chrF++": 66.3160, "TER": 36.8421}


def test_several_references() -> None:
    scores = score_segments(HYPOTHESES, [REFERENCES, OTHERS])
    assert scores[0].value == sacrebleu.corpus_bleu(HYPOTHESES, [REFERENCES, OTHERS]).score
    assert "nrefs:2" in str(scores[0].signature)


SEGMENTS = st.text(alphabet="ab ,.é京", max_size=12)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(SEGMENTS, SEGMENTS), min_size=1, max_size=5))
def test_any_segments_score_as_sacrebleu_scores_them(pairs: list[tuple[str, str]]) -> None:
    own, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = {score.metric: score for score in score_segments(own, [other])}
    bleu, chrf, ter = sacrebleu.BLEU(), sacrebleu.CHRF(), sacrebleu.TER()
    assert found["BLEU"].value == bleu.corpus_score(own, [other]).score
    assert found["BLEU"].signature == str(bleu.get_signature())
    assert found["chrF"].value == chrf.corpus_score(own, [other]).score
    assert found["TER"].value == ter.corpus_score(own, [other]).score


def test_chinese_has_its_tokeniser() -> None:
    (score,) = score_segments(["市議會關閉橋樑。"], [["市議會關閉了橋樑。"]], ["BLEU"], language="zh-Hant")
    assert "tok:zh" in str(score.signature)


@pytest.mark.parametrize(
    ("references", "says"),
    [
        ([], "no reference"),
        ([REFERENCES[:2]], "reference 1 has 2 segments, the hypothesis 3: segment 3 has no partner"),
        (["one text"], "must be a list of segments"),
    ],
)
def test_wrong_shapes_are_refused(references: list[list[str]], says: str) -> None:
    with pytest.raises(ScoringError, match=says):
        score_segments(HYPOTHESES, references)
    with pytest.raises(ScoringError, match="there is no metric 'BLUE'"):
        score_segments(HYPOTHESES, [REFERENCES], ["BLUE"])


def test_lines_are_read_as_sacrebleu_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffone \u2028 still one \r\n\ntwo\x85\n".encode())
    assert read_lines(file) == ["one \u2028 still one", "", "two"]
    with pytest.raises(ScoringError, match=r"has 3 lines and b\.txt 4: line 4 of b\.txt has no partner"):
        check_alignment(file, read_lines(file), Path("b.txt"), ["x"] * 4)
    with pytest.raises(InputFileError, match="there is no such file"):
        read_lines(tmp_path / "nowhere.txt")


PAIRS = sorted((ROOT / "corpora").glob("*/reference/article.*"))


@pytest.mark.parametrize("reference", PAIRS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_our_references_pair_with_the_translations(reference: Path) -> None:
    clean = reference.parent.parent / "clean" / reference.name
    scores = score_article(documents.read_file(clean), [documents.read_file(reference)])
    assert all(score.value is not None for score in scores), scores[0].not_scored


@pytest.mark.parametrize(
    ("own", "other", "says"),
    [
        ("One paragraph.\n\nAnother one.", "One paragraph.", "the article has 2 paragraphs, the reference r.en.txt 1"),
        ("A heading\n\nOne. Two.", "One. Two.\n\nA heading", "paragraph 1 is a title in the article and a paragraph"),
        ("A sentence of ten words stands here, and that is all.", "A sentence of ten words stands here. " * 6, "too different"),
    ],
)  # fmt: skip
def test_what_does_not_pair(own: str, other: str, says: str) -> None:
    found = pair(documents.read("a.en.txt", own.encode()), documents.read("r.en.txt", other.encode()))
    assert isinstance(found, str)
    assert says in found


def test_an_article_without_running_text_is_not_scored() -> None:
    image = b"![A bridge](bridge.png)\n"
    scores = score_article(documents.read("a.en.md", image), [documents.read("r.en.md", image)])
    assert {score.not_scored for score in scores} == {"the article has no paragraph to score"}


def test_a_reference_tells_the_language_of_an_article_that_declares_none() -> None:
    text = "市議會關閉了橋樑。".encode()
    (score,) = score_article(documents.read("a.txt", text), [documents.read("r.zh.txt", text)], ["BLEU"])
    assert "tok:zh" in str(score.signature)


def test_another_language_is_no_reference() -> None:
    found = pair(documents.read("a.en.txt", b"Text."), documents.read("r.de.txt", b"Text."))
    assert found == "the article is in en, the reference r.de.txt in de"

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import analysis, assert_inside, fired
from tqcheck.checks.spaces import DoubleSpace
from tqcheck.config import Settings
from tqcheck.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    LanguageJudgement,
    Piece,
    Role,
    SourceMap,
    Span,
)

CHECK = DoubleSpace()


@given(st.text(alphabet="ab.  \u00a0\n\t|", max_size=60))
def test_spans_are_runs_of_spaces(text: str) -> None:
    assert_inside(CHECK, text, "en")
    for found, _ in fired(CHECK, text):
        assert len(found) > 1
        assert found.isspace()
        assert "\n" not in found


def test_three_spaces_are_one_finding() -> None:
    assert fired(CHECK, "one   two") == [("   ", " ")]


def test_one_odd_gap_among_many_sentences_fires() -> None:
    assert fired(CHECK, "A b.  C d. E f. G h. I j. K l.") == [("  ", " ")]


def test_table_cells_are_passed_over() -> None:
    looked_at = analysis("a  b", "en", kind=BlockKind.TABLE_CELL)
    assert list(CHECK.run(looked_at, Settings())) == []


def _mapped(raw: str, text: str, *pieces: Piece) -> Analysis:
    block = Block(BlockKind.PARAGRAPH, text, SourceMap(pieces))
    return Analysis(Article("x.html", raw, (block,), "html"), LanguageJudgement("en", "en", "en", "en"), ())


def test_markup_between_the_spaces() -> None:
    looked_at = _mapped("a <b> b", "a  b", Piece(Span(0, 2), Span(0, 2)), Piece(Span(2, 4), Span(5, 7)))
    assert list(CHECK.run(looked_at, Settings())) == []


def test_entity_beside_a_space() -> None:
    looked_at = _mapped(
        "a&nbsp; b",
        "a\u00a0 b",
        Piece(Span(0, 1), Span(0, 1)),
        Piece(Span(1, 2), Span(1, 7), Role.ESCAPE),
        Piece(Span(2, 4), Span(7, 9)),
    )
    assert [finding.suggestions for finding in CHECK.run(looked_at, Settings())] == [("\u00a0",)]

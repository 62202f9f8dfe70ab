"""The source map and the lines of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.model import Article, Piece, Role, SourceMap, Span


def test_a_span_over_markup_covers_the_markup() -> None:
    # raw: "a <b>fine</b> day" -> text: "a fine day"
    source_map = SourceMap(
        (
            Piece(Span(0, 2), Span(0, 2)),
            Piece(Span(2, 6), Span(5, 9)),
            Piece(Span(6, 10), Span(13, 17)),
        )
    )
    assert source_map.to_raw(2, 6) == Span(5, 9)
    assert source_map.to_raw(0, 6) == Span(0, 9)
    assert source_map.to_raw(4, 10) == Span(7, 17)


def test_an_escape_is_covered_whole() -> None:
    # raw: "caf&eacute;s" -> text: "cafés"
    source_map = SourceMap(
        (
            Piece(Span(0, 3), Span(0, 3)),
            Piece(Span(3, 4), Span(3, 11), Role.ESCAPE),
            Piece(Span(4, 5), Span(11, 12)),
        )
    )
    assert source_map.to_raw(0, 5) == Span(0, 12)
    assert source_map.to_raw(3, 4) == Span(3, 11)
    assert source_map.to_raw(2, 4) == Span(2, 11)


def test_an_empty_span_has_a_place() -> None:
    source_map = SourceMap((Piece(Span(0, 3), Span(10, 13)),))
    assert source_map.to_raw(0, 0) == Span(10, 10)
    assert source_map.to_raw(2, 2) == Span(12, 12)
    assert source_map.to_raw(3, 3) == Span(13, 13)


@pytest.mark.parametrize("span", [(-1, 0), (0, 4), (2, 1)])
def test_a_span_outside_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not inside"):
        SourceMap((Piece(Span(0, 3), Span(0, 3)),)).to_raw(*span)


def article(raw: str) -> Article:
    return Article("a.txt", raw, (), "text")


def test_lines_and_columns_count_from_one() -> None:
    read = article("ab\r\ncd\n\ne")
    assert [read.line_column(offset) for offset in (0, 2, 4, 7, 8, 9)] == [
        (1, 1),
        (1, 3),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 2),
    ]
    assert [read.line_text(line) for line in (1, 2, 3, 4)] == ["ab", "cd", "", "e"]


@given(st.text(alphabet="a😀\u0301\r\n\u2028\x0b é", max_size=40))
def test_every_offset_is_found_again_from_its_line_and_column(raw: str) -> None:
    read = article(raw)
    lines = raw.replace("\r\n", "\n\n").replace("\r", "\n")  # same length, so that starts can be counted
    for offset in range(len(raw) + 1):
        line, column = read.line_column(offset)
        assert column >= 1
        start = offset - (column - 1)
        assert start == 0 or lines[start - 1] == "\n"
        assert line == 1 + sum(read.line_column(i)[0] != read.line_column(i - 1)[0] for i in range(1, offset + 1))

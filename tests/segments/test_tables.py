"""CSV, TSV and JSON Lines: texts come back, columns are found, and a broken line is named."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.segments.support import (
    any_text,
    csv_of,
    jsonl_of,
    line_text,
    po_of,
    table_text,
    tmx_of,
    write,
    xliff1_of,
    xliff2_of,
)
from tqcheck.errors import InputFileError
from tqcheck.segments import Columns, SegmentFile, read

_HEADER = ["source", "hypothesis", "ref1", "ref2"]
_rows = st.lists(st.tuples(table_text, table_text, table_text, table_text), min_size=1, max_size=6)


def _read(name: str, content: str | bytes, **options: Any) -> SegmentFile:
    with TemporaryDirectory() as folder:
        return read(write(Path(folder), name, content), **options)


def _texts(file: SegmentFile) -> list[tuple[str, ...]]:
    return [(segment.source or "", segment.text, *segment.references) for segment in file.segments]


@given(_rows, st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_ALL)]))
def test_csv_comes_back(rows: list[tuple[str, ...]], style: tuple[str, int]) -> None:
    # (With "\n" Python's writer leaves a carriage return unquoted, where it ends a row.)
    file = _read("a.csv", csv_of([_HEADER, *rows], lineterminator=style[0], quoting=style[1]))
    assert _texts(file) == rows


@given(_rows)
def test_tsv_of_spreadsheets_comes_back(rows: list[tuple[str, ...]]) -> None:
    rows = [('Er sagte: "Ja"\tund ging', *row[1:]) for row in rows]  # something that needs the quotation marks
    file = _read("a.tsv", csv_of([_HEADER, *rows], delimiter="\t", lineterminator="\r\n"))
    assert _texts(file) == rows


@given(
    st.lists(st.tuples(*[line_text.map(lambda t: t.replace("\t", " ").replace("\r", " "))] * 4), min_size=1, max_size=6)
)
def test_plain_tsv_keeps_quotation_marks(rows: list[tuple[str, ...]]) -> None:
    rows = [('"Ja", sagte sie', *row[1:]) for row in rows]
    file = _read("a.tsv", "".join("\t".join(row) + "\n" for row in [_HEADER, *rows]))
    assert _texts(file) == rows
    assert [segment.line for segment in file.segments] == list(range(2, len(rows) + 2))


@given(st.lists(st.tuples(any_text, any_text, st.lists(any_text, min_size=2, max_size=2)), min_size=1), st.booleans())
def test_json_lines_come_back(rows: list[tuple[str, str, list[str]]], ascii_only: bool) -> None:
    objects = [{"src": s, "mt": h, "refs": r} for s, h, r in rows]
    file = _read("a.jsonl", jsonl_of(objects, ascii_only=ascii_only))
    assert _texts(file) == [(s, h, *r) for s, h, r in rows]


def test_a_row_of_several_lines_is_on_the_first(tmp_path: Path) -> None:
    file = read(write(tmp_path, "a.csv", 'hyp,ref\n"eins\nzwei",x\ndrei,y\n'))
    assert [(segment.line, segment.text) for segment in file.segments] == [(2, "eins\nzwei"), (4, "drei")]


def test_any_column_by_name_and_by_number(tmp_path: Path) -> None:
    table = write(tmp_path, "a.tsv", "id\tsystem A\tsystem B\thuman\n7\tein\tzwei\tdrei\n")
    for column, text in (("system A", "ein"), ("SYSTEM B", "zwei"), ("3", "zwei")):
        file = read(table, columns=Columns(column, ("human",)))
        assert [(s.text, s.references) for s in file.segments] == [(text, ("drei",))]
    assert read(table, columns=Columns(references=("human",)), side="reference").segments[0].text == "drei"


def test_numbers_read_a_table_without_header_and_say_so(tmp_path: Path) -> None:
    file = read(write(tmp_path, "a.tsv", "eins\tone\nzwei\ttwo\n"), columns=Columns("1", ("2",)))
    assert [segment.text for segment in file.segments] == ["eins", "zwei"]
    assert "read as a segment" in file.notes[0]
    file = read(write(tmp_path, "b.tsv", "en\tde\none\teins\n"), columns=Columns("2", ("1",)))
    assert [segment.text for segment in file.segments] == ["eins"]
    assert "read as column names" in file.notes[0]


def test_a_table_of_references_gives_its_references(tmp_path: Path) -> None:
    file = read(write(tmp_path, "a.csv", "src,mt,ref,ref2\ns,m,r,q\n"), side="reference")
    assert (file.segments[0].text, file.segments[0].references, file.segments[0].source) == ("r", ("q",), "s")
    path = write(tmp_path, "d.csv", "ref\nr\n")  # the source stands beside the hypothesis
    assert read(path, columns=Columns(source="original"), side="reference").segments[0].source is None
    with pytest.raises(InputFileError, match="has no column 'original'"):
        read(path, columns=Columns(source="original"), side="source")
    assert read(write(tmp_path, "b.csv", "src,target\ns,t\n"), side="reference").segments[0].text == "t"
    assert read(write(tmp_path, "c.csv", "src,target\ns,t\n"), side="source").segments[0].text == "s"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "a,b\nx\n", "line 2 has 1 column where the first has 2"),
        ("a.csv", 'mt,ref\na,b\n"c,d\n', "line 3 is not CSV"),
        ("a.csv", 'mt,ref\na,"b"c\n', "line 2 is not CSV"),
        ("a.tsv", "mt\tref\na\tb\n\nc\td\n", "line 3 has 1 column where the first has 2"),
        ("a.csv", "eins,zwei\ndrei,vier\n", "--hypothesis-column NUMBER where the first line is no header"),
        ("a.csv", "mt,target,ref\na,b,c\n", "has columns 'mt' and 'target': say which is the hypothesis"),
        ("a.csv", "mt\n", "is empty"),
        ("a.jsonl", '{"mt": "a"}\n{"mt": "a"\n', "line 2 is not JSON"),
        ("a.jsonl", '{"mt": "a"}\n\n{"mt": "b"}\n', "line 2 is empty"),
        ("a.jsonl", '{"mt": "a"}\n{"hyp": "a"}\n', "line 2 has no value 'mt'"),
        ("a.jsonl", '{"mt": 3}\n', "line 1 has a number for 'mt', not a string"),
        ("a.jsonl", '{"mt": null}\n', "line 1 has null for 'mt'"),
        ("a.jsonl", '["a", "b"]\n', "line 1 is a list, not an object"),
        ("a.jsonl", '{"mt": "a", "ref": []}\n', "line 1 has an empty list for 'ref'"),
        ("a.jsonl", '{"mt": "a\\ud800"}\n', "line 1 has half of a surrogate pair"),
        ("a.jsonl", '{"mt": ' + "[" * 100_000 + "\n", "line 1 is not JSON"),
        ("a.jsonl", '{"n": ' + "9" * 5000 + "}\n", "line 1 is not JSON"),
    ],
)
def test_a_broken_table_is_named_by_its_line(tmp_path: Path, name: str, content: str, says: str) -> None:
    with pytest.raises(InputFileError) as caught:
        read(write(tmp_path, name, content))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("column", "says"),
    [("4", "has no column 4: it has 2"), ("mt2", "its columns are 'mt', 'ref'"), ("0", "no column 0")],
)
def test_a_column_that_is_not_there(tmp_path: Path, column: str, says: str) -> None:
    with pytest.raises(InputFileError, match=says):
        read(write(tmp_path, "a.csv", "mt,ref\na,b\n"), columns=Columns(column))


@given(st.text(max_size=60), st.sampled_from(["a.csv", "a.tsv", "a.jsonl", "a.po", "a.tmx", "a.xlf", "a.txt"]))
def test_any_text_is_read_or_refused_in_one_line(text: str, name: str) -> None:
    try:
        _read(name, text.encode("utf-8", "surrogatepass"))
    except InputFileError as error:
        assert error.message


_VALID = {
    "a.tmx": tmx_of([("a & b", "c")]),
    "a.xlf": xliff1_of([("a", "<b>")]),
    "b.xlf": xliff2_of([("a", "b"), ("c", "d")]),
    "a.po": po_of([("a\n", 'b"')]),
    "a.csv": 'mt,ref\n"a\nb",c\n',
    "a.jsonl": '{"mt": "a", "ref": ["b", "c"]}\n',
}


@given(st.sampled_from(sorted(_VALID)), st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = _VALID[name].encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 20)))
        other = data.draw(
            st.one_of(st.binary(max_size=3), st.sampled_from([b"", content[start:end] * 2, b'"', b"<", b"</"]))
        )
        content = content[:start] + other + content[end:]
    try:
        _read(name, content)
    except InputFileError as error:
        assert "\n" not in error.message

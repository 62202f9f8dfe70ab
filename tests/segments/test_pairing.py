"""Files are brought together by position or by name, and what a reader must know is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segments.support import lines_file, po_of, tmx_of, write, xliff1_of, xliff2_of
from tqcheck.segments import Columns, Segment, SegmentFile, ShapeError, bring_together, read


def _named(path: str, *units: tuple[str, str, str | None], language: str | None = None) -> SegmentFile:
    segments = tuple(Segment(name, line, text, source) for line, (name, text, source) in enumerate(units, 1))
    return SegmentFile(path, "xliff", segments, by_name=True, language=language)


def test_lines_beside_lines() -> None:
    found = bring_together(
        lines_file("h", "ein", "zwei"),
        [lines_file("r", "eins", "zwo"), lines_file("q", "a", "b")],
        lines_file("s", "1", "2"),
    )
    assert (found.hypotheses, found.references) == (("ein", "zwei"), (("eins", "zwo"), ("a", "b")))
    assert (found.ids, found.lines, found.sources, found.notes) == (("1", "2"), (1, 2), ("1", "2"), ())


def test_a_source_of_another_length() -> None:
    with pytest.raises(ShapeError, match="h has 2 lines and s 1: line 2 of h has no partner"):
        bring_together(lines_file("h", "a", "b"), [lines_file("r", "a", "b")], lines_file("s", "c"))


def test_empty_lines() -> None:
    hypothesis, reference = lines_file("h", "a", "", "", ""), lines_file("r", "a", "b", "", "c")
    found = bring_together(hypothesis, [reference])
    assert found.notes == ("2 segments of h empty and scored as empty: 2, 4.",)
    with pytest.raises(ShapeError) as caught:
        bring_together(lines_file("h", "a", "b", "c"), [lines_file("r", "a", "", "")])
    assert "line 2 of r is empty, and line 2 of h is not (“b”)" in str(caught.value)
    assert "(2 such lines: 2, 3)" in str(caught.value)
    found = bring_together(lines_file("h", "a", "b"), [lines_file("r", "a", " ")], allow_empty=True)
    assert found.notes == ("1 segment of r empty beside a hypothesis: 2.",)
    assert bring_together(lines_file("h", "a", ""), [lines_file("r", "a", "")]).notes == ()


def test_a_table_with_everything(tmp_path: Path) -> None:
    table = write(tmp_path, "a.tsv", "src\tmt\tref1\tref2\n1\tein\teins\tains\n2\tzwei\tzwo\tzwoo\n")
    found = bring_together(read(table), [])
    assert found.references == (("eins", "zwo"), ("ains", "zwoo"))
    assert (found.sources, found.lines, found.ids) == (("1", "2"), (2, 3), ("2", "3"))
    found = bring_together(read(table), [lines_file("r", "x", "y")])
    assert found.references == (("x", "y"),)
    assert found.notes == (f"The references in {table} are not used: others are given.",)
    with pytest.raises(ShapeError, match="there is no reference for"):
        bring_together(lines_file("h", "a"), [])


def test_a_table_of_references_beside_lines(tmp_path: Path) -> None:
    table = write(tmp_path, "r.csv", "ref1,ref2\na,b\nc,d\n")
    found = bring_together(lines_file("h", "x", "y"), [read(table, side="reference")])
    assert found.references == (("a", "c"), ("b", "d"))


def test_lists_of_references_of_different_lengths(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"mt": "a", "refs": ["b", "c"]}\n{"mt": "d", "refs": ["e"]}\n')
    with pytest.raises(ShapeError, match="line 2 of .* has 1 references where others have 2"):
        bring_together(read(path), [])
    assert bring_together(read(path), [], allow_empty=True).references == (("b", "e"), ("c", ""))


@pytest.mark.parametrize(
    ("name", "writer"), [("a.tmx", tmx_of), ("a.xlf", xliff1_of), ("a.xliff", xliff2_of), ("a.po", po_of)]
)
def test_named_units_pair_in_any_order(tmp_path: Path, name: str, writer: object) -> None:
    assert callable(writer)
    hypothesis = read(write(tmp_path, name, writer([("one", "ein"), ("two", "zwei"), ("three", "")])))
    reference = read(write(tmp_path, "r" + name, writer([("one", "eins"), ("two", "zwo"), ("three", "drei")])))
    turned = SegmentFile(reference.path, reference.format, reference.segments[::-1], True)
    found = bring_together(hypothesis, [turned])
    assert found.references == (("eins", "zwo", "drei"),)
    assert found.sources == ("one", "two", "three")
    assert len(found.notes) == 1
    assert "1 segment of" in found.notes[0]
    with pytest.raises(ShapeError, match="is empty, and"):  # an omission in a reference
        bring_together(reference, [hypothesis])


def test_names_that_occur_twice_pair_in_their_order() -> None:
    hypothesis = _named("h", ("Open", "a", None), ("x", "b", None), ("Open", "c", None))
    reference = _named("r", ("Open", "1", None), ("Open", "3", None), ("x", "2", None))
    assert bring_together(hypothesis, [reference]).references == (("1", "2", "3"),)


def test_names_that_do_not_pair() -> None:
    one = _named("h", ("a", "x", None), ("b", "y", None), ("c", "z", None))
    with pytest.raises(ShapeError, match=r"the unit “b” \(line 2 of h\) has no partner in r, nor have 1 more"):
        bring_together(one, [_named("r", ("a", "x", None))])
    with pytest.raises(ShapeError, match=r"the unit “c” \(line 3 of h\) has no partner in r"):
        bring_together(_named("r", ("a", "x", None), ("b", "y", None)), [one])
    with pytest.raises(ShapeError, match="have no unit in common: theirs are called “a” … and “d” …"):
        bring_together(one, [_named("r", ("d", "x", None))])
    with pytest.raises(ShapeError, match="h names its units and r does not"):
        bring_together(one, [lines_file("r", "x", "y", "z")])
    with pytest.raises(ShapeError, match="h names its units and l does not"):
        bring_together(lines_file("l", "x", "y", "z"), [one])


def test_ids_that_are_mere_numbers_do_not_pair_other_texts() -> None:
    hypothesis = _named("h", ("1", "a", "Open"), ("2", "b", "Close"), ("3", "c", "Save"))
    with pytest.raises(ShapeError, match="units of one name translate different sources"):
        bring_together(hypothesis, [_named("r", ("1", "a", "Close"), ("2", "b", "Open"), ("3", "c", "Save"))])
    found = bring_together(hypothesis, [_named("r", ("1", "a", "Open"), ("2", "b", "Close"), ("3", "c", "Save it"))])
    assert found.notes[0].startswith("1 of 3 units have another source in the reference (line 3 of h and line 3 of r")


def test_a_hypothesis_that_is_the_source() -> None:
    source, reference = lines_file("s", "Hello you", "OK", "Bye"), lines_file("r", "Hallo du", "OK", "Tschüs")
    with pytest.raises(ShapeError, match="h is the source untouched: each of its 3 segments is identical to it"):
        bring_together(lines_file("h", "Hello  you", "OK", "Bye"), [reference], source)
    found = bring_together(lines_file("h", "Hallo", "OK", "Bye"), [reference], source)
    assert found.notes == ("2 of 3 segments of h are identical to the source: 2, 3.",)
    # Where the references are the source too, it is right to leave it.
    assert bring_together(lines_file("h", "OK"), [lines_file("r", "OK")], lines_file("s", "OK")).notes != ()


def test_a_file_of_several_references_with_tabs_is_noted() -> None:
    found = bring_together(lines_file("h", "a", "b"), [lines_file("r", "a\tx", "b\ty")])
    assert found.notes == ("Every line of r has 2 texts with tabs between them; they are scored as one text.",)
    assert bring_together(lines_file("h", "a\tx", "b\ty"), [lines_file("r", "a\tx", "b\ty")]).notes == ()


def test_notes_of_files_are_handed_on(tmp_path: Path) -> None:
    file = read(write(tmp_path, "a.tsv", "a\tb\n"), columns=Columns("1", ("2",)))
    assert bring_together(file, []).notes == file.notes

"""Verdicts on good and bad translations: files beside their sources, points, and what is counted."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import demetr
from benchmarks.demetr import KINDS, PHENOMENA, Desk, Row, Tally, Verdict
from tests.support import SHARED, needs_shared

GOODS = {
    "El ayuntamiento paga 3.500 euros por doce barcos del puerto.": "The council pays 3,500 euros for twelve boats in the port.",
    "La barca no cruza el río desde el invierno pasado.": "The ferry has not crossed the river since last winter.",
    "Por la tarde mucha gente llegó a la orilla y cantó.": "In the evening many people came to the bank and sang.",
}
SOURCE = next(iter(GOODS))


def written(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_rows_are_split_by_their_number_and_other_languages_passed_over(tmp_path: Path) -> None:
    plain = {"src": "Eins\nzwei.", "good": "One two.", "bad": "One  three.", "phenomenon": "x"}
    path = written(tmp_path, [{**plain, "lp": lp} for lp in ("german-en", "klingon-en", "czech-en", "french-en")])
    every = list(demetr.rows(path))
    assert [row.language for row in every] == ["de", "cs", "fr"]
    assert every[0] == Row("de", "Eins zwei.", "One two.", "One three.", "x")
    halves = [row for half in ("tune", "test") for row in demetr.rows(path, half)]
    assert Counter(halves) == Counter(every)
    tune = {n for n in range(4) if crc32(str(n).encode()) % 2}
    assert len(list(demetr.rows(path, "tune"))) == len(tune - {1})


def test_a_changed_number_and_a_slip_cost_points_and_a_good_translation_none() -> None:
    bad = GOODS[SOURCE].replace("3,500", "4,500")
    slip = GOODS[SOURCE].replace("council", "coucnil")
    desk = Desk("es", 1, False, GOODS)
    try:
        said = list(desk.verdicts((SOURCE, text) for text in (GOODS[SOURCE], bad, slip)))
    finally:
        desk.close()
    good, number, misspelt = (own for own, _ in said)
    assert good == Verdict(0, Counter())
    assert number == Verdict(5, Counter({"NUM001": 1}))
    assert misspelt == Verdict(1, Counter({"SPL001": 1}))
    assert all(own == with_it for own, with_it in said), "LanguageTool was not asked"


def test_a_file_that_cannot_be_checked_costs_as_much_as_a_critical_issue() -> None:
    desk = Desk("es", 0, False, GOODS)
    try:
        ((own, _),) = desk.verdicts([(SOURCE, "")])
    finally:
        desk.close()
    assert own == Verdict(25, Counter({demetr.UNREADABLE: 1}))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_every_row_is_worse_false_or_a_tie(points: list[tuple[int, int]]) -> None:
    tally = Tally()
    came = Counter(tally.count(Verdict(good, Counter()), Verdict(bad, Counter())) for good, bad in points)
    assert (tally.rows, tally.worse, tally.false) == (len(points), came["worse"], came["false"])
    assert came.total() == len(points)


def test_codes_are_what_the_bad_translation_has_more_of() -> None:
    tally = Tally()
    tally.count(Verdict(1, Counter(A=1)), Verdict(7, Counter(A=3, B=1)))
    tally.count(Verdict(1, Counter(A=1)), Verdict(0, Counter()))
    assert tally == Tally(2, 1, 1, Counter(A=1, B=1))


def test_an_unnamed_phenomenon_is_reported_as_one_of_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    tallies = {("new_id99_thing", "de", "tqcheck"): Tally(4, 1, 1), ("minor_id1_repeat2", "de", "tqcheck"): Tally(2, 2)}
    demetr.report(tallies, "test", False)
    printed = capsys.readouterr().out
    assert printed.index("a word twice") < printed.index("new_id99_thing")
    line = next(line for line in printed.splitlines() if "new_id99_thing" in line)
    assert line.split()[0] == "meaning"
    assert line.rstrip().endswith("4  25.0 / 25.0 / 50.0")


def test_kinds_are_known() -> None:
    assert {kind for kind, _ in PHENOMENA.values()} == set(KINDS)


@needs_shared
def test_every_phenomenon_of_the_data_has_a_kind() -> None:
    found = {row.phenomenon for row in demetr.rows(SHARED / "data" / "mt" / "demetr_dev.jsonl.gz")}
    assert found <= set(PHENOMENA)

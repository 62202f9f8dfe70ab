from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import assert_inside, findings, fired
from tqcheck.checks import confusions
from tqcheck.checks.confusions import RealWordSlip, read_table
from tqcheck.config import Settings
from tqcheck.model import OPAQUE

CHECK = RealWordSlip()
TABLES = sorted(path.stem for path in confusions._SETS.glob("*.txt"))


@pytest.mark.parametrize("language", TABLES)
def test_tables_can_be_read(language: str) -> None:
    table = confusions._table(language)
    assert table is not None
    for wrong, rows in table.rows.items():
        for row in rows:
            assert row.right != wrong == wrong.lower()
            assert row.before or row.after or row.not_before or row.not_after or len(wrong) > 2


@settings(deadline=None)  # the first text waits for the tables
@given(
    st.lists(
        st.sampled_from(
            ["far", "form", "the", "Their", "are", "could", "of", "been", ",", ".", "\n", OPAQUE, "’", "7"]
        ),
        max_size=20,
    )
)
def test_spans_are_inside(words: list[str]) -> None:
    assert_inside(CHECK, " ".join(words), "en")


@settings(deadline=None)  # the first text waits for the tables
@given(st.text(max_size=60), st.sampled_from([*TABLES, "xx"]))
def test_never_raises(text: str, language: str) -> None:
    assert_inside(CHECK, text, language)


def test_evidence_names_the_neighbours() -> None:
    (finding,) = findings(CHECK, "The ferry is far form home.")
    assert finding.evidence["neighbours"] == "far ‘form’ home"


def test_a_mark_between_words_parts_them() -> None:
    assert fired(CHECK, "It is not far. Form a line, they said; far, form the bay.") == []


def test_capital_and_apostrophe_of_the_text_are_kept() -> None:
    assert fired(CHECK, "Its a pity, and that’s all.") == [("Its", "It’s")]


def test_names_are_left_alone() -> None:
    assert fired(CHECK, "We came From Software to thank, and Loose Money won.") == []


def test_accepted_word() -> None:
    accepting = Settings(accept={"en": frozenset(["form"])})
    assert findings(CHECK, "The ferry is far form home.", settings=accepting) == []


def test_elided_words_are_words() -> None:
    tokens = confusions._tokens("L’homme qu'il a vu, d'où", "fr")
    assert [token.word for token in tokens] == ["l'", "homme", "qu'", "il", "a", "vu", ",", "d'", "où"]


@pytest.mark.parametrize("line", ["form from | a | b", "form > from | a", "form > from | @nothing |"])
def test_a_line_that_is_no_row(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_table(f"# a table\n{line}")


def test_alternatives_classes_and_exclusions() -> None:
    table = read_table("@det = the a\n@both = @det an\nfoo > bar | @both !the | big+-ing $")
    (row,) = table.rows["foo"]
    assert (row.before, row.not_before) == ((("@both",),), (("the",),))
    assert row.after == (("big", "-ing"), ("$",))
    assert table.classes["both"] == {"the", "a", "an"}

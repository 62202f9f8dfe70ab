from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.alignment.concepts import concepts, languages

PRESIDENT, DEATH, MONDAY, TWO = (
    "president/presidential", "die/died/death/dead/killed/kill/deaths", "monday", "two",
)  # fmt: skip


def test_the_table_has_a_cell_for_every_language_in_every_row() -> None:
    lines = files("tqcheck.alignment").joinpath("concepts.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    assert {len(row) for row in rows} == {len(languages())}
    assert all(entry.strip() for row in rows for cell in row for entry in cell.split("/"))
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The president said on Monday that two men had died."),
        ("de", "Der Präsident teilte am Montag mit, dass zwei Männer gestorben seien."),
        ("ru", "Президент сообщил в понедельник о смерти двух мужчин."),
        ("zh", "总统周一表示，两名男子死亡。"),
        ("ar", "قال الرئيس يوم الاثنين إن رجلين اثنين لقيا مصرع"),
        ("hi", "राष्ट्रपति ने सोमवार को बताया कि दो लोगों की मौत हुई।"),
        ("ko", "대통령은 월요일에 두 남성이 사망했다고 밝혔다."),
        ("pl", "Prezydent poinformował w poniedziałek o śmierci dwóch mężczyzn."),
    ],
)
def test_a_sentence_names_its_concepts_in_every_language(language: str, text: str) -> None:
    assert {PRESIDENT, DEATH, MONDAY, TWO} <= set(concepts(text, language))


def test_a_part_of_a_word_is_no_word() -> None:
    assert "may" not in concepts("Mayor Mayfield dismayed them.", "en")


@given(st.text(max_size=60), st.sampled_from(languages()))
def test_any_text_can_be_looked_up(text: str, language: str) -> None:
    assert all(count > 0 for count in concepts(text, language).values())

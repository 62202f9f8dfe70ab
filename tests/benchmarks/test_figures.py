"""What the benchmarks count, and the slips that they plant."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.contestants import Alarm
from benchmarks.data import Error, Text, kind, load
from benchmarks.planting import plant, vocabulary
from benchmarks.tables import render
from benchmarks.tally import Tally
from tqcheck.lexicon import lexicon_for

SAID = "She recieved teh letter, but him did not."


def alarm(word: str, first: str | None = None, spelling: bool = True, within: str = SAID) -> Alarm:
    start = within.index(word)
    return Alarm(start, start + len(word), first, spelling, "SPL001" if spelling else "LT.X")


def error(word: str, correction: str | None, kind_: str) -> Error:
    start = SAID.index(word)
    return Error(start, start + len(word), correction, kind_)


ERRORS = (error("recieved", "received", "nonword"), error("teh", "the", "nonword"), error("him", "he", "grammar"))


def test_right_false_and_neither() -> None:
    tally = Tally()
    said = [alarm("recieved", "received"), alarm("him", "his"), alarm("letter", "better"), alarm("did", None, False)]
    tally.add(Text("en", "a", SAID, ERRORS), said)
    assert (tally.right, tally.false, tally.unclear, tally.other) == (1, 1, 1, 1)
    assert tally.precision == 0.5
    assert tally.recall == 0.5
    assert tally.first == 1.0
    assert tally.on_errors == pytest.approx(2 / 3)
    assert tally.false_rate == 125.0
    assert tally.other_rate_in_clean is None


def test_a_suggestion_is_judged_by_the_text_that_it_makes() -> None:
    """An alarm may cover more or less than the marked error."""
    for said, right in (
        (Alarm(0, 12, "She received", True, "x"), 1),
        (Alarm(6, 10, "ceiv", True, "x"), 1),
        (Alarm(4, 12, "relieved", True, "x"), 0),
    ):
        tally = Tally()
        tally.add(Text("en", "a", SAID, ERRORS), [said])
        assert (tally.offers, tally.first_right) == (1, right)


def test_no_errors_no_shares() -> None:
    tally = Tally()
    tally.add(Text("en", "a", "All is well.", ()), [])
    assert tally.precision is tally.recall is tally.f_half is tally.first is None
    assert tally.false_rate == 0.0


def written(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    path = folder / name
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_kinds_of_data(tmp_path: Path) -> None:
    row = {"lang": "en", "doc_id": "d", "text": "Some text.", "errors": []}
    slip = {"lang": "en", "doc_id": "d", "typo": "teh", "context": "ead teh lette"}
    assert kind(written(tmp_path, "learner_en.jsonl.gz", row)) == "learner"
    assert kind(written(tmp_path, "a.jsonl.gz", row)) == "planted"
    assert kind(written(tmp_path, "b.jsonl.gz", {**row, "treebank": "x"})) == "edited"
    natural = written(tmp_path, "natural.jsonl.gz", slip)
    assert kind(natural) == "natural"
    (text,) = load([natural], [], "all", 1000)["en"]
    assert text.errors == (Error(4, 7, None, "natural"),)


ARTICLE = "\n".join(
    f"{start} the council said that the harbour would remain closed while workers repaired the harbour bridge."
    for start in ("On Monday", "Yesterday", "Later", "In March", "Once more", "At noon", "Again")
)


@pytest.mark.parametrize("language", ["en"])
def test_planted_slips_are_marked_and_the_same_each_time(language: str) -> None:
    lexicon = lexicon_for(language)
    assert lexicon is not None
    place = ARTICLE.index("Later")
    text = Text(language, "a", ARTICLE, (Error(place, place + 5, "Then", "realword"),))
    known = vocabulary([text])
    planted = plant(text, known, lexicon)
    assert planted == plant(text, known, lexicon)
    slips = [error for error in planted.errors if error.type == "nonword"]
    assert slips
    restored, reached = "", 0
    for slip in slips:
        word = planted.text[slip.start : slip.end]
        assert slip.correction is not None
        assert word != slip.correction
        assert word not in known
        assert not lexicon.known(word)
        restored += planted.text[reached : slip.start] + slip.correction
        reached = slip.end
    assert restored + planted.text[reached:] == ARTICLE
    (kept,) = [error for error in planted.errors if error.type == "realword"]
    assert planted.text[kept.start : kept.end] == "Later"


def test_tables() -> None:
    rows = [["tqcheck", "0.990"], ["x", "–"]]
    assert render(["", "P"], rows, markdown=False) == "             P\ntqcheck  0.990\nx            –"
    assert render(["", "P"], rows, markdown=True) == "|  | P |\n|---|---:|\n| tqcheck | 0.990 |\n| x | – |"

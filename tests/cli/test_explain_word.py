"""`tqcheck explain-word`: what is told of a word, and that it is what the check does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import analysis
from tqcheck.checks import CHECKS
from tqcheck.cli import run
from tqcheck.config import Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tqcheck.toml").write_text(
        '[accept]\npl = ["kebabownia"]\n[names]\nall = ["Amos Hochstein"]\n[forbid.en]\n"Kiyv" = "Kyiv"\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def told(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["explain-word", *arguments, "--format", "json"]) == 0
    return dict(json.loads(capfd.readouterr().out))


@pytest.mark.usefixtures("folder")
def test_a_slip(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain-word", "rrads", "--lang", "en", "--in", "The statement rrads that it rained."]) == 0
    said = capfd.readouterr().out
    lines = said.splitlines()
    assert lines[0] == "rrads (en) in: The statement rrads that it rained."
    assert lines[1].startswith("  dictionary    unknown to en_GB")
    assert lines[2:5] == [
        "  frequency     not listed",
        "  house         not accepted",
        "  written in    lower case",
    ]
    assert any(line.lstrip().startswith("reads ") and "confidence 0." in line for line in lines)
    assert lines[-1].startswith("→ Flagged as certain (SPL001): 'rrads' looks like a slip for 'reads'")


@pytest.mark.parametrize(
    ("arguments", "conclusion"),
    [
        (["house", "--lang", "en"], "not flagged as misspelt: known to the dictionary en_GB"),
        (["kebabowni", "--lang", "pl"], "not flagged as misspelt: accepted by the house, entry 'kebabownia'"),
        (["Hochsteinem", "--lang", "pl"], "not flagged as misspelt: accepted by the house, entry 'Hochstein'"),
        (["Vandergrift", "--lang", "en"], "not flagged as misspelt: no far more frequent word is a likely slip away"),
        (["Kiyv", "--lang", "en"], "flagged as forbidden (TRM001): 'Kiyv' is a word that the house does not use"),
        (["don't", "--lang", "en-GB"], "not flagged as misspelt: "),
        (["rrads", "--lang", "th"], "not flagged as misspelt: there is no dictionary for the language"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_why_not(capfd: pytest.CaptureFixture[str], arguments: list[str], conclusion: str) -> None:
    assert conclusion in told(capfd, *arguments)["conclusion"]


@pytest.mark.usefixtures("folder")
def test_the_entry_and_the_ending_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "Hochsteinem", "--lang", "pl")["accepted"] == {"entry": "Hochstein", "ending": "em"}
    assert run(["explain-word", "Hochsteinem", "--lang", "pl"]) == 0
    assert "  house         accepted, entry 'Hochstein' with the ending -em\n" in capfd.readouterr().out


@pytest.mark.usefixtures("folder")
def test_json_holds_candidates_with_their_features(capfd: pytest.CaptureFixture[str]) -> None:
    record = told(capfd, "well-knwon", "--lang", "en")
    assert record["known"] is False
    (part,) = (part for part in record["parts"] if part["word"] == "knwon")
    assert part["status"] == "judged"
    first = part["candidates"][0]
    assert first["word"] == "known"
    assert 0 < first["confidence"] < 1
    assert all(isinstance(value, float) for value in first["features"].values())
    assert record["flagged"] is True
    assert record["thresholds"]["likely"] <= record["confidence"]


@pytest.mark.parametrize(
    ("word", "language", "sentence"),
    [
        ("rrads", "en", "The statement rrads that it rained."),
        ("becuase", "en", "They left becuase it rained."),
        ("Becuase", "en", "Becuase it rained, they left."),
        ("Hochstien", "en", "They saw Hochstien at the market."),
        ("książkka", "pl", "To jest książkka o morzu."),
        ("Fahrad", "de", "Das Fahrad steht im Keller."),
        ("house", "en", "The house is old."),
    ],
)
@pytest.mark.usefixtures("folder")
def test_it_says_what_the_check_says(
    capfd: pytest.CaptureFixture[str], word: str, language: str, sentence: str
) -> None:
    found = [
        f for f in CHECKS["SPL001"].run(analysis(sentence, language), Settings()) if sentence[f.start : f.end] == word
    ]
    record = told(capfd, word, "--lang", language, "--in", sentence)
    assert record["tier"] == (found[0].tier.value if found else None)
    assert record["suggestions"] == (list(found[0].suggestions) if found else [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rrads"], "Missing option '--lang'"),
        (["rrads", "--lang", "xx"], "'xx' is not a language that tqcheck knows"),
        (["two words", "--lang", "en"], "'two words' is not one word of letters"),
        (["42", "--lang", "en"], "'42' is not one word of letters"),
        (["rrads", "--lang", "en", "--in", "It rains."], "the sentence does not hold 'rrads' as a whole word"),
        (["rrads", "--lang", "en", "--in", "It rrads.", "--before", "It"], "--in gives the whole sentence"),
        (["rrads", "--lang", "en", "--sentence-start", "--before", "It"], "has nothing before it"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_usage_errors_say_what_is_wrong(capfd: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    assert run(["explain-word", *arguments]) == 2
    assert says in capfd.readouterr().err

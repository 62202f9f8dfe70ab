"""`tqcheck explain` for LanguageTool's rules, their family and the profiles of style."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tqcheck.cli import app, run


@pytest.fixture
def without_languagetool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))


def explain(code: str) -> Result:
    return CliRunner().invoke(app, ["explain", code])


@pytest.mark.usefixtures("without_languagetool")
def test_a_rule_without_an_install_shows_what_is_known_here() -> None:
    ran = explain("LT.AGREEMENT_DET_NOUN")
    assert ran.exit_code == 0
    assert "tqcheck engine install" in ran.output
    assert "es  chance 0." in ran.output
    assert "selected by default" in ran.output
    assert "words of learners" in ran.output


@pytest.mark.usefixtures("without_languagetool")
def test_a_rule_written_in_java_keeps_its_description() -> None:
    ran = explain("LT.EN_A_VS_AN")
    assert "written in Java" in ran.output
    assert "engine install" not in ran.output


@pytest.mark.usefixtures("without_languagetool")
def test_an_unknown_rule_is_said_to_be_one() -> None:
    ran = explain("LT.EN_A_VS_ANN")
    assert "never seen" in ran.output
    assert "LT.EN_A_VS_AN?" in ran.output


def test_the_family_shows_thresholds_and_words() -> None:
    ran = explain("LT")
    assert "Selected from a chance of 0.6" in ran.output
    assert "of learners" in ran.output


def test_a_profile_of_style() -> None:
    assert "FRENCH_WHITESPACE" in explain("style:fr").output


def test_a_profile_that_is_none_ends_with_the_code_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "style:xx"]) == 2
    assert "style:xx" in capsys.readouterr().err

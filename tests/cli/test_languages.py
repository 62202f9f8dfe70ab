"""`tqcheck languages`: what it prints, and that it loads no dictionary for it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support import ROOT
from tqcheck.cli import run
from tqcheck.engines.languagetool.tags import SUPPORTED as WITH_RULES
from tqcheck.languages.inventory import LANGUAGES
from tqcheck.lexicon.inventory import SUPPORTED


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["languages", *arguments]) == 0
    return capsys.readouterr().out


def test_a_line_for_every_language_with_words_or_rules(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys).splitlines()
    table = lines[1 : lines.index("")]
    assert {line.split()[0] for line in table} == {*SUPPORTED, *WITH_RULES}
    for line in table:
        code = line.split()[0]
        if code in SUPPORTED:
            assert ("likely only" in line) == SUPPORTED[code].weak
    rest = " ".join(lines[lines.index("") :])
    assert all(language.name in rest for code, language in LANGUAGES.items() if code not in {*SUPPORTED, *WITH_RULES})


def test_one_language_in_detail(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "pl", "bg", "th")
    polish, bulgarian, thai = text.split("\n\n")
    assert polish.startswith("pl  Polish (polski)\n")
    assert "certain, likely\n" in polish
    assert "LanguageTool" in polish
    assert "likely only: small frequency list" in bulgarian
    assert "spelling        not checked" in thai
    assert "not measured" in thai


def test_json_has_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    read = json.loads(said(capsys, "--format", "json"))
    assert [row["language"] for row in read["languages"]] == list(LANGUAGES)
    (german,) = json.loads(said(capsys, "--format", "json", "de-AT"))["languages"]
    assert german["name"] == "German"
    assert german["spelling"]["tiers"] == ["certain", "likely"]
    assert german["grammar"]["languagetool"] == "de-DE"


def test_an_unknown_language_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["languages", "xx"]) == 2
    assert "'xx' is not a language" in capsys.readouterr().err


def test_listing_loads_no_dictionary() -> None:
    script = (
        "import sys; from tqcheck.cli import run; run(['languages']); "
        "print([m for m in ('hunspell', 'wordfreq', 'tqcheck.lexicon.dictionary', 'tqcheck.lexicon.frequencies', 'jgo') "
        "if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"

"""Runs the rule cases: tests/cases/<FAMILY>/<CODE>.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.support import analysis
from tqcheck.checks import CHECKS
from tqcheck.config import parse

CASES = Path(__file__).resolve().parent.parent / "cases"
FILES = sorted(CASES.glob("*/*.yaml"))


def load(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def all_cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")
        for path in FILES
        for case in load(path)["cases"]
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_has_both_sides_in_two_languages(path: Path) -> None:
    content = load(path)
    cases = content["cases"]
    assert content["code"] == path.stem
    assert path.parent.name == path.stem.rstrip("0123456789")
    assert any(case["fire"] for case in cases)
    assert any(not case["fire"] for case in cases)
    assert len({case["language"] for case in cases}) >= 2
    assert len({case["name"] for case in cases}) == len(cases)


@pytest.mark.parametrize(("code", "case"), all_cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    looked_at = analysis(
        case["text"],
        case["language"],
        case.get("source"),
        judged=code.startswith("LNG"),
        source_language=case.get("source_language"),
    )
    found = list(CHECKS[code].run(looked_at, parse(case.get("settings", {}))))
    texts = [looked_at.article.blocks[finding.block].text[finding.start : finding.end] for finding in found]
    assert texts == [expected["text"] for expected in case["fire"]]
    for finding, expected in zip(found, case["fire"], strict=True):
        if "suggestion" in expected:
            assert (finding.suggestions[0] if finding.suggestions else None) == expected["suggestion"]
        if "tier" in expected:
            assert finding.tier.value == expected["tier"]

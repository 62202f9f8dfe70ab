"""`tqcheck score` as it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_check import strict, tqcheck


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The council closed the bridge.\nNobody knows why it did so.\n")
    (tmp_path / "b.txt").write_text("The council shut a bridge.\nNo one knows why.\n")
    (tmp_path / "ref.txt").write_text("The council closed the bridge.\nNobody knows why it was done.\n")
    return tmp_path


def test_systems_beside_each_other_and_the_same_digits_as_sacrebleu(folder: Path) -> None:
    ran = tqcheck("score", "a.txt", "b.txt", "-r", "ref.txt", "-w", "4", cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    for name in ("a.txt", "b.txt"):
        command = [
            sys.executable,
            "-m",
            "sacrebleu",
            "ref.txt",
            "-i",
            name,
            "-m",
            "bleu",
            "chrf",
            "ter",
            "-w",
            "4",
            "-f",
            "json",
        ]
        rows = json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout)
        for row in rows:
            assert f"{row['score']:.4f}  " in ran.stdout
            assert row["signature"] in ran.stdout


def test_json(folder: Path) -> None:
    ran = tqcheck("score", "a.txt", "-r", "ref.txt", "-m", "bleu", "-m", "chrf++", "--format", "json", cwd=folder)
    report = json.loads(ran.stdout)
    jsonschema.validate(report, strict(json.loads(tqcheck("schema").stdout)))
    assert [score["metric"] for score in report["scores"]] == ["BLEU", "chrF++"]
    assert report["verdict"] == "pass"
    assert report["engines"][0]["name"] == "sacrebleu"


def test_a_minimum_that_is_missed(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text("gate = {min_scores = {BLEU = 99}}\n")
    ran = tqcheck("score", "b.txt", "-r", "ref.txt", cwd=folder)
    assert ran.returncode == 1
    assert "must be at least 99" in ran.stdout


def test_the_source_of_an_article_is_read(folder: Path) -> None:
    for name, text in {"a.en.md": "One.\n", "r.en.md": "One.\n", "s.de.md": "Eins.\n\nZwei.\n"}.items():
        (folder / name).write_text(text)
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", "--source", "s.de.md", "-m", "BLEU", cwd=folder)
    assert ran.returncode == 1
    assert "not scored: the article has 1 paragraphs, the source s.de.md 2" in ran.stdout
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", "--source", "nowhere.md", cwd=folder)
    assert ran.returncode == 2
    assert "nowhere.md" in ran.stderr


def test_every_signature_is_printed_and_a_metric_once(folder: Path) -> None:
    for name in ("a.zh.md", "r.md"):
        (folder / name).write_text("市議會關閉了橋樑。\n", encoding="utf-8")
    (folder / "b.md").write_text("市議會關閉橋樑。\n", encoding="utf-8")
    ran = tqcheck("score", "a.zh.md", "b.md", "-r", "r.md", "-m", "BLEU", "-m", "bleu", cwd=folder)
    assert ran.stdout.count("tok:zh") == ran.stdout.count("tok:13a") == 1
    assert ran.stdout.count("higher is better") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.txt", "-r", "short.txt"], "a.txt has 2 lines and short.txt 1: line 2 of a.txt has no partner"),
        (["a.txt", "-r", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (["a.txt", "-r", "ref.txt", "-m", "blue"], "there is no metric 'blue'; there are BLEU, chrF, chrF++, TER"),
        (["a.txt", "-r", "binary.txt"], "binary.txt: is not"),
        (["a.txt", "-r", "empty.txt"], "empty.txt: is empty: there is nothing to score"),
        (["a.txt"], "Missing option '--reference'"),
    ],
)
def test_bad_input_is_one_line(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "short.txt").write_text("One line.\n")
    (folder / "binary.txt").write_bytes(b"\0\1\2\n\3")
    (folder / "empty.txt").write_bytes(b"")
    ran = tqcheck("score", *arguments, cwd=folder)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr

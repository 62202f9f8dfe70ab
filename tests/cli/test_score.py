"""`tqcheck score` as it is run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_check import strict, tqcheck
from tests.support import ROOT
from tqcheck.model import ArticleReport, Comparison, Report, Score, System, SystemScore, Verdict
from tqcheck.reports.scores_text import render
from tqcheck.reports.style import Style


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


ARTICLE = "The council closed the bridge. It has cracks in two piers.\n\nNobody knows who will pay for it.\n"


def test_an_article_that_does_not_line_up(folder: Path) -> None:
    (folder / "r.en.md").write_text(ARTICLE)
    (folder / "a.en.md").write_text("The council closed the bridge.\n\nNobody knows who will pay for it.\n")
    (folder / "s.de.md").write_text(
        "Der Stadtrat hat die Brücke gesperrt. Zwei Pfeiler haben Risse.\n\nNiemand weiß, wer das bezahlt.\n"
    )
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", "--source", "s.de.md", cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "aligned a.en.md: 67% of the reference, 100% of the article, 2 sentences one to one, 1 omitted" in ran.stdout
    assert "1 passage (6 words) not in the article: “It has cracks in two piers.”" in ran.stdout
    report = json.loads(tqcheck("score", "a.en.md", "-r", "r.en.md", "--format", "json", cwd=folder).stdout)
    jsonschema.validate(report, strict(json.loads(tqcheck("schema").stdout)))
    (found,) = report["articles"]
    assert [row["alignment"] for row in found["segments"]] == ["paired", "omitted", "paired"]
    assert [row["line"] for row in found["segments"]] == [1, None, 3]
    assert found["coverage"]["counts"]["omitted"] == 1
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", "--source", "nowhere.md", cwd=folder)
    assert ran.returncode == 2
    assert "nowhere.md" in ran.stderr


def test_two_articles_are_compared_over_the_same_segments(folder: Path) -> None:
    (folder / "r.en.md").write_text(ARTICLE)
    (folder / "a.en.md").write_text(ARTICLE.replace("cracks", "fissures"))
    (folder / "b.en.md").write_text("Nobody knows who will pay for it.\n")
    command = ("score", "a.en.md", "b.en.md", "-r", "r.en.md", "-m", "chrF", "--paired-bs", "--format", "json")
    report = json.loads(tqcheck(*command, cwd=folder).stdout)
    assert [len(article["segments"]) for article in report["articles"]] == [3, 3]
    assert [system["name"] for system in report["comparison"]["systems"]] == ["a.en.md", "b.en.md"]


def test_another_article_is_not_scored(folder: Path) -> None:
    (folder / "r.en.md").write_text(ARTICLE)
    (folder / "a.en.md").write_text(
        "Cheese prices rose.\n\nFarmers in Friesland complain about drought. Exports fell sharply again.\n"
    )
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", "-m", "BLEU", cwd=folder)
    assert ran.returncode == 1
    assert "not scored: a.en.md has next to nothing in common with r.en.md" in ran.stdout
    assert "incomplete: a.en.md: BLEU was not scored" in ran.stdout
    ran = tqcheck("score", "a.en.md", "-r", "r.en.md", cwd=folder)
    assert "incomplete: a.en.md: BLEU, chrF, TER were not scored: a.en.md has next to nothing" in ran.stdout
    assert ran.stdout.count("incomplete") == 1


def test_intervals_and_paired_tests_are_those_of_sacrebleu(folder: Path) -> None:
    ran = tqcheck("score", "a.txt", "-r", "ref.txt", "--confidence", "-w", "6", "-m", "BLEU", "-m", "chrF", cwd=folder)
    command = [
        sys.executable,
        "-m",
        "sacrebleu",
        "ref.txt",
        "-i",
        "a.txt",
        "-m",
        "bleu",
        "chrf",
        "--confidence",
        "-w",
        "6",
    ]
    for row in json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout):
        assert f"{row['score']:.6f}  ({row['confidence']})" in ran.stdout
        assert row["signature"] in ran.stdout
    for test in ("bs", "ar"):
        ran = tqcheck("score", "a.txt", "b.txt", "-r", "ref.txt", f"--paired-{test}", "-m", "chrF", cwd=folder)
        # As text: its JSON breaks at the float32 numbers of chrF's bootstrap.
        command = [
            sys.executable,
            "-m",
            "sacrebleu",
            "ref.txt",
            "-i",
            "a.txt",
            "b.txt",
            "-m",
            "chrf",
            f"--paired-{test}",
            "-f",
            "text",
        ]
        theirs = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
        (p_value,) = re.findall(r"\(p = ([0-9.]+)\)", theirs)
        assert f"p = {p_value}" in ran.stdout
        assert "significant says" in ran.stdout.lower()


def test_all_decimals_of_intervals(folder: Path) -> None:
    """chrF's samples are float32 numbers: where the interval is wide, half its width must be rounded to one too."""
    (folder / "ref.txt").write_text("A bridge.\nNobody knows why it was done.\nIt rains.\nThe mayor is silent.\n")
    (folder / "a.txt").write_text("The shut brigade.\nNobody knows.\nRain falls in May.\nMayors talk.\n")
    (folder / "b.txt").write_text("A bridge is shut.\nNo one knew.\nIt is raining.\nSilence, mayor.\n")
    command = [
        *(sys.executable, "-m", "sacrebleu", "ref.txt", "-i", "a.txt", "b.txt", "-m", "chrf", "ter"),
        *("--paired-bs", "-f", "text", "-w", "12", "--paired-bs-n", "60"),
    ]
    theirs = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    numbers = re.findall(r"\((\d\S+) ± (\S+)\)", theirs)
    options = ("-m", "chrF", "-m", "TER", "--paired-bs", "-w", "12", "--paired-n", "60")
    ran = tqcheck("score", "a.txt", "b.txt", "-r", "ref.txt", *options, cwd=folder)
    assert len(numbers) == 4
    for mean, half in numbers:
        assert f"(μ = {mean} ± {half})" in ran.stdout
    assert not [line for line in ran.stdout.splitlines() if line != line.rstrip()]


def test_a_test_by_chance_has_no_seed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACREBLEU_SEED", "none")
    ran = tqcheck("score", "a.txt", "b.txt", "-r", "ref.txt", "-m", "chrF", "--paired-bs", cwd=folder)
    assert "1,000 samples, without a seed:" in ran.stdout
    assert "seed:none" in ran.stdout


def test_what_a_test_does_not_compare_is_printed_too() -> None:
    """An optional metric has no place in a paired test, and is asked for all the same."""
    articles = tuple(
        ArticleReport(name, None, None, 9, (), (Score("other", value, "higher", (0.0, 1.0), "other|1", 2),))
        for name, value in (("a.txt", 0.25), ("long.txt", 0.5))
    )
    systems = tuple(System(article.path, (SystemScore("BLEU", 1.0, None, None, (1, 2)),)) for article in articles)
    comparison = Comparison("paired bootstrap", 9, 1, 0.05, {"BLEU": "nrefs:1"}, systems)
    printed = render(Report(Verdict.PASS, (), articles, (), (), (), comparison), Style(False), places=2)
    assert "\n\na.txt     other      0.25  higher is better  2 segments\nlong.txt  other      0.50" in printed
    assert printed.endswith("\nBLEU: nrefs:1\nother: other|1\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("reference", "code"), [("ref.txt", 0), ("nowhere.txt", 2)])
def test_a_terminal_is_told_and_left_clean(folder: Path, reference: str, code: int) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tqcheck", "score", "a.txt", "b.txt", "-r", reference, "--paired-bs"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment, check=False)
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert ran.returncode == code
    if code:
        assert said.endswith("\r\033[Ktqcheck: nowhere.txt: there is no such file\r\n")
    else:
        assert "\rscoring system 2 of 2\033[K\rdrawing samples\033[K" in said
        assert said.endswith("\r\033[K")


def test_segments_one_by_one(folder: Path) -> None:
    ran = tqcheck("score", "a.txt", "-r", "ref.txt", "-m", "BLEU", "-m", "TER", "--sentence-level", cwd=folder)
    assert "a.txt: segment" in ran.stdout
    assert [line.split() for line in ran.stdout.splitlines() if line.startswith("       1")] == [["1", "100.0", "0.0"]]
    report = json.loads(tqcheck("score", "a.txt", "-r", "ref.txt", "--format", "json", cwd=folder).stdout)
    assert [row["id"] for row in report["articles"][0]["segments"]] == ["1", "2"]
    assert set(report["articles"][0]["segments"][0]["scores"]) == {"BLEU", "chrF", "TER"}


def test_tables_and_their_columns(folder: Path) -> None:
    (folder / "t.tsv").write_text(
        "src\tref\tone\ttwo\nHallo\tHello there\tHello there\tHi\nDanke\tThank you\tThanks\tThank you\n"
    )
    columns = ("--hypothesis-column", "one", "--hypothesis-column", "two", "--reference-column", "ref")
    ran = tqcheck("score", "t.tsv", *columns, "-m", "chrF", "--paired-ar", cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "t.tsv:one" in ran.stdout
    assert "t.tsv:two" in ran.stdout


def test_the_page(folder: Path) -> None:
    ran = tqcheck(
        "score", "a.txt", "b.txt", "-r", "ref.txt", "--paired-bs", "--format", "html", "-o", "p.html", cwd=folder
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    page = (folder / "p.html").read_text()
    assert page.startswith("<!DOCTYPE html>")
    assert "Nobody knows why" in page


def test_a_minimum_is_scored_though_not_asked_for(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text("gate = {min_scores = {TER = 5}}\n")
    ran = tqcheck("score", "b.txt", "-r", "ref.txt", "-m", "BLEU", cwd=folder)
    assert ran.returncode == 1
    assert "must be at most 5" in ran.stdout


def test_a_metric_is_scored_once_and_its_tokeniser_told(folder: Path) -> None:
    for name, text in {"a.txt": "市議會關閉了橋樑。\n", "b.txt": "市議會關閉橋樑。\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    ran = tqcheck("score", "a.txt", "b.txt", "-r", "b.txt", "-m", "BLEU", "-m", "bleu", "--lang", "zh", cwd=folder)
    assert ran.stdout.count("tok:zh") == 1
    assert ran.stdout.count("higher is better") == 2


def test_ter_without_spaces_is_noted(folder: Path) -> None:
    """sacreBLEU's TER takes a Chinese sentence for one word; its two options together make it characters."""
    for name, text in {"a.txt": "市议会关闭了桥梁。\n", "b.txt": "市议会关闭桥梁。\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = ("score", "a.txt", "-r", "b.txt", "-m", "TER", "--lang", "zh")
    ran = tqcheck(*command, cwd=folder)
    assert "100.0  lower is better  1 segment\n" in ran.stdout
    assert "note a.txt: TER counts words between spaces, and zh has none" in ran.stdout
    ran = tqcheck(*command, "--ter-normalized", "--ter-asian-support", cwd=folder)
    assert "100.0" not in ran.stdout
    assert "note" not in ran.stdout


def test_a_metric_that_is_not_installed(folder: Path) -> None:
    ran = tqcheck("score", "a.txt", "-r", "ref.txt", "--source", "ref.txt", "-m", "comet", cwd=folder)
    if ran.returncode == 3:
        assert ran.stderr.startswith("tqcheck: the metric 'comet' is not installed")
        assert 'pip install "tqcheck[comet]"' in ran.stderr
    else:
        assert "Apache-2.0" in ran.stderr  # it is here, and has no model


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.txt", "-r", "short.txt"], "a.txt has 2 lines and short.txt 1: line 2 of a.txt has no partner"),
        (["a.txt", "-r", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (
            ["a.txt", "-r", "ref.txt", "-m", "blue"],
            "there is no metric 'blue'; there are BLEU, chrF, chrF++, TER, comet",
        ),
        (["a.txt", "-r", "ref.txt", "-m", "bleu", "chrf"], "chrf is a metric, and there is no such file"),
        (["a.txt", "-r", "ref.txt", "--hypothesis-column", "mt"], "a.txt has no columns: --hypothesis-column is for"),
        (["a.txt", "-r", "ref.txt", "--reference-column", "ref"], "ref.txt has no columns: --reference-column is for"),
        (["a.txt", "-r", "ref.txt", "--source-column", "src"], "a.txt has no columns: --source-column is for"),
        (["a.txt", "-r", "binary.txt"], "binary.txt: is not"),
        (["a.txt", "-r", "empty.txt"], "empty.txt: is empty: there is nothing to score"),
        (["a.txt"], "there is no reference for a.txt: give a file, or the column of a table that holds it"),
        (["a.md"], "there is no reference to score against: give one with --reference"),
        (["a.txt", "-r", "ref.txt", "--paired-bs"], "a paired test compares two or more systems"),
        (["a.txt", "a.txt", "-r", "ref.txt"], "a.txt is given twice"),
        (["a.txt", "a.md", "-r", "ref.txt"], "articles and files of segments cannot be scored in one run"),
        (["a.txt", "-r", "ref.txt", "--paired-bs", "--paired-ar"], "are two tests: choose one"),
        (["a.txt", "-r", "ref.txt", "--tokenize", "14a"], "there is no tokeniser '14a'"),
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

"""The command line: what is printed, where, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.support import ROOT
from tqcheck.config import Settings

TYPO = "The statement rrads that the council today welcomed more than a thousand visitors.\n"
CLEAN = "The statement says that the council today welcomed more than a thousand visitors.\n"


def tqcheck(*arguments: str, cwd: Path | None = None, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "tqcheck", *arguments],
        cwd=cwd or ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tqcheck.toml").write_text("languagetool = {enabled = false}\n")
    return tmp_path


def test_the_terminal_report(folder: Path) -> None:
    (folder / "article.en.txt").write_text(TYPO)
    ran = tqcheck("check", "article.en.txt", cwd=folder)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert ran.stdout == (
        "article.en.txt (en, 13 words)\n"
        "✗ 1:15 'rrads' looks like a slip for 'reads' SPL001 · minor · certain\n"
        "   1 │ The statement rrads that the council today welcomed more than a thousand visitors.\n"
        "     │               ^^^^^\n"
        "      → reads | roads | read\n"
        "      why: unknown word, not in the dictionary; 'reads' is more than 20,000 times more frequent and one "
        "neighbouring key away\n"
        "\n"
        "FAIL: 1 issue (1 to mend before publishing, 1 certain) in 1 article, 0 clean, 13 words; LanguageTool disabled\n"
        '  Mend what is marked ✗. A word that is right: accept = ["word"] in tqcheck.toml; '
        "a rule: tqcheck explain CODE.\n"
    )


def test_a_clean_article_is_one_line_and_zero(folder: Path) -> None:
    (folder / "article.en.txt").write_text(CLEAN)
    ran = tqcheck("check", "article.en.txt", cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "PASS: 0 issues (0 to mend before publishing, 0 certain) in 1 article, 1 clean, 13 words; "
        "LanguageTool disabled\n"
    )


def test_the_json_report_keeps_its_contract(folder: Path) -> None:
    (folder / "article.en.txt").write_text("Résumé 😀: " + TYPO, newline="")
    ran = tqcheck("check", "article.en.txt", "--format", "json", cwd=folder)
    report = json.loads(ran.stdout)
    schema = json.loads(tqcheck("schema").stdout)
    jsonschema.validate(report, strict(schema))
    (issue,) = report["articles"][0]["issues"]
    raw = (folder / "article.en.txt").read_bytes().decode()
    assert raw[issue["start"] : issue["end"]] == "rrads" == issue["text"]
    assert (issue["line"], issue["column"], issue["end_column"]) == (1, 25, 30)
    assert issue["suggestions"][0] == "reads"
    assert report["verdict"] == "fail"
    assert report["tool"]["name"] == "tqcheck"


def strict(schema: dict[str, object]) -> dict[str, object]:
    """Return the schema with unknown keys forbidden: what is written must be in it, readers may ignore what is not."""

    def close(node: object) -> object:
        if isinstance(node, list):
            return [close(item) for item in node]
        if not isinstance(node, dict):
            return node
        closed = {key: close(value) for key, value in node.items()}
        if "properties" in closed:
            closed["additionalProperties"] = False
        return closed

    result = close(schema)
    assert isinstance(result, dict)
    return result


def test_a_frozen_report_of_this_major_version_still_validates() -> None:
    frozen = json.loads((ROOT / "tests/reports/report-1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(frozen, json.loads(tqcheck("schema").stdout))


def test_output_is_written_whole_or_not_at_all(folder: Path) -> None:
    (folder / "article.en.txt").write_text(CLEAN)
    ran = tqcheck("check", "article.en.txt", "--format", "json", "--output", "report.json", cwd=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert json.loads((folder / "report.json").read_text())["verdict"] == "pass"
    ran = tqcheck("check", "article.en.txt", "--output", "no/such/folder/report.json", cwd=folder)
    assert ran.returncode == 2
    assert ran.stderr == "tqcheck: no/such/folder/report.json: cannot be written: No such file or directory\n"
    assert sorted(path.name for path in folder.iterdir()) == ["article.en.txt", "report.json", "tqcheck.toml"]


def test_standard_input(folder: Path) -> None:
    ran = tqcheck("check", "-", "--stdin-filename", "draft.en.md", cwd=folder, stdin=TYPO)
    assert ran.returncode == 1
    assert ran.stdout.startswith("draft.en.md (en, 13 words)\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.txt"], "nowhere.txt: there is no such file or folder"),
        (["check", "."], ".: holds no article"),
        (["check", "--lang", "xx", "a.en.txt"], "'xx' is not a language that tqcheck knows"),
        (["check", "a.en.txt", "b.en.txt", "--reference", "c.txt"], "--reference belongs to one article"),
        (["check"], "Missing argument 'PATH...'"),
        (["chekc"], "No such command 'chekc'"),
        (["explain", "SPL01"], "there is no rule 'SPL01' (did you mean SPL001?)"),
        (["check", "a.en.txt", "--languagetool-url", "https://api.languagetool.org/v2"], "is a public service"),
    ],
)
def test_usage_errors_say_what_is_wrong(tmp_path: Path, arguments: list[str], says: str) -> None:
    if "a.en.txt" in arguments:
        (tmp_path / "a.en.txt").write_text(CLEAN)
    ran = tqcheck(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_unknown_setting_is_refused(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text("ingore = []\n")
    ran = tqcheck("check", ".", cwd=folder)
    assert ran.returncode == 2
    assert "unknown setting 'ingore' (did you mean 'ignore'?)" in ran.stderr


def test_a_file_that_is_no_text_among_others(folder: Path) -> None:
    (folder / "good.en.txt").write_text(CLEAN)
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (folder / "empty.md").write_bytes(b"")
    ran = tqcheck("check", ".", cwd=folder)
    assert ran.returncode == 2
    assert "image.txt: is not text" in ran.stdout
    assert "empty.md: is empty: there is nothing to check" in ran.stdout
    assert "INCOMPLETE" in ran.stdout


def test_an_unavailable_engine_has_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "article.en.txt").write_text(CLEAN)
    url = ["--languagetool-url", "http://127.0.0.1:9/v2"]
    ran = tqcheck("check", "article.en.txt", *url, "--format", "json", cwd=tmp_path)
    assert ran.returncode == 3
    assert json.loads(ran.stdout)["verdict"] == "incomplete"
    (tmp_path / "tqcheck.toml").write_text('on_engine_error = "warn"\n')
    assert tqcheck("check", "article.en.txt", *url, cwd=tmp_path).returncode == 0


def test_one_s_own_server(tmp_path: Path, with_languagetool: Settings) -> None:
    from tqcheck.engines.languagetool import connect

    (tmp_path / "article.en.txt").write_text("The council has a offer for the two new bridges over the river.\n")
    url = connect(with_languagetool.languagetool).url
    ran = tqcheck("check", "article.en.txt", "--languagetool-url", url, cwd=tmp_path)
    assert "LT.EN_A_VS_AN" in ran.stdout
    assert ran.returncode == 0


def test_an_interrupted_run_writes_nothing(folder: Path) -> None:
    """Interrupted for certain in the middle: the last of the articles is a pipe that nobody ever writes into."""
    names = [f"article{number}.en.txt" for number in range(200)]
    for name in names:
        (folder / name).write_text(CLEAN)
    os.mkfifo(folder / "last.en.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "tqcheck", "check", *names, "last.en.txt", "--format", "json", "-o", "report.json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        # A test run in the background ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            writer = os.open(folder / "last.en.txt", os.O_WRONLY | os.O_NONBLOCK)  # works once somebody reads
            break
        except OSError:
            time.sleep(0.05)
    # Opened is not yet read: a signal between the two would wait for a read that nothing ends.
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    try:
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
        os.close(writer)
    assert process.returncode == 130
    assert said.strip() == "tqcheck: interrupted, nothing was written"
    assert not (folder / "report.json").exists()


@pytest.mark.parametrize("command", [[], ["check"], ["score"], ["engine"], ["rules"], ["explain"], ["schema"]])
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    ran = tqcheck(*command, "--help")
    assert ran.returncode == 0
    assert "tqcheck " in ran.stdout.split("Usage:")[1].split("\n", 2)[2]


def test_rules_and_their_explanations() -> None:
    rules = json.loads(tqcheck("rules", "--format", "json").stdout)
    assert {"SPL001", "LNG002", "LT", "NAM001"} <= {rule["code"] for rule in rules}
    for rule in rules:
        said = tqcheck("explain", rule["code"]).stdout
        assert said.startswith(f"{rule['code']} {rule['name']}: ")
        assert "Known false alarms" in said or rule["code"] == "LNG003"
        assert "ignore" in said or rule["code"] == "LNG003"


def test_a_rule_of_languagetool_is_explained() -> None:
    ran = tqcheck("explain", "LT.DE_AGREEMENT")
    assert ran.returncode == 0
    assert "de  chance " in ran.stdout

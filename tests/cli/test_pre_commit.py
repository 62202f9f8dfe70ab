"""The pre-commit hook, with the real pre-commit in a scratch repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support import ROOT

TYPO = "The statement rrads that the council today welcomed more than a thousand visitors.\n"


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


def scratch(folder: Path, configuration: dict[str, object]) -> None:
    assert git(folder, "init", "-q").returncode == 0
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    (folder / "tqcheck.toml").write_text("languagetool = {enabled = false}\n")
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def commit_stops_and_passes(folder: Path) -> None:
    (folder / "article.en.md").write_text(TYPO)
    git(folder, "add", "-A")
    stopped = git(folder, "commit", "-m", "with a slip")
    assert stopped.returncode != 0
    assert "'rrads' looks like a slip for 'reads'" in stopped.stdout + stopped.stderr
    assert "Mend what is marked" in stopped.stdout + stopped.stderr
    (folder / "article.en.md").write_text(TYPO.replace("rrads", "reads"))
    git(folder, "add", "-A")
    passed = git(folder, "commit", "-m", "mended")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_a_commit_with_a_typo_is_stopped_and_the_mended_one_passes(tmp_path: Path) -> None:
    """The hook as it is published, but run from this environment: nothing is installed."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    local = {**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
    scratch(tmp_path, {"repos": [{"repo": "local", "hooks": [local]}]})
    commit_stops_and_passes(tmp_path)


@pytest.mark.slow  # installs the project and its packages into an environment of the hook's own: a minute and a network
def test_the_hook_installs_itself(tmp_path: Path) -> None:
    project = tmp_path / "project"
    assert git(tmp_path, "clone", "-q", str(ROOT), str(project)).returncode == 0
    head = git(project, "rev-parse", "HEAD").stdout.strip()
    scratch_folder = tmp_path / "scratch"
    scratch_folder.mkdir()
    scratch(scratch_folder, {"repos": [{"repo": str(project), "rev": head, "hooks": [{"id": "tqcheck"}]}]})
    commit_stops_and_passes(scratch_folder)

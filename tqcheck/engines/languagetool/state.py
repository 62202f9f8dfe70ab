"""The state file of the managed server: how the next process finds it, and when it was last used.

One server per user, cache folder, LanguageTool version and set of options. The file's time of
change is the time of the last use; the keeper reads it to end an idle server.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from tqcheck import paths


@dataclass(frozen=True, slots=True)
class State:
    keeper: int
    """Process id of the keeper, which ends with its server."""
    server: int
    port: int
    key: str
    """What the server was started with; another wish needs another server."""
    version: str
    started: float
    """Seconds since the epoch."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v2"


def folder() -> Path:
    """Return a folder for state and logs that can be written: in the cache folder, else a private temporary one.

    Raises OSError when neither can be had.
    """
    first = paths.cache_dir() / "languagetool"
    try:
        first.mkdir(parents=True, exist_ok=True)
        if os.access(first, os.W_OK | os.X_OK):
            return first
    except OSError:
        pass
    second = Path(tempfile.gettempdir()) / f"tqcheck-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    second.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and second.stat().st_uid != os.getuid():
        raise PermissionError(13, f"{second} belongs to somebody else")
    return second


def file() -> Path:
    return folder() / "server.json"


def read() -> State | None:
    """Return the state of a server whose process is alive, or None."""
    try:
        state = State(**json.loads(file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if is_alive(state.server) and is_alive(state.keeper) else None


def write(state: State) -> None:
    path = file()
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(asdict(state)), encoding="utf-8")
    temporary.replace(path)


def touch() -> None:
    """Note that the server was used just now."""
    try:
        os.utime(file())
    except OSError:
        return  # gone meanwhile, or not ours to touch: the server only ends a little earlier


def is_alive(pid: int) -> bool:
    """Say whether a process runs under this id and is not a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return True

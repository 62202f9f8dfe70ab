"""The keeper: a small process that starts a LanguageTool server, waits beside it, and ends it when nobody asks it any more.

    python keeper.py '{"command": […], "port": …, …}'

It is its server's parent, so no server outlives it unseen, and it is detached from the
terminal, so the server outlives the command that started it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_LOOK_EVERY = 2.0
"""Seconds between two looks at the time of the last use; a short idle time is looked at more often."""
_STARTS_WITHIN = 90.0
"""Seconds that a server may go without a state file: its starter waits so long, and may have died."""


def main(order: str) -> int:
    wish = json.loads(order)
    state_file = Path(wish["state_file"])
    with Path(wish["log"]).open("ab") as log:
        server = subprocess.Popen(wish["command"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def end(*_: object) -> None:
        server.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print(server.pid, flush=True)  # the starter reads it, then closes the pipe
    os.close(1)
    idle = float(wish["idle_seconds"])
    started = time.time()
    while server.poll() is None:
        time.sleep(min(_LOOK_EVERY, idle / 4))
        if time.time() - _last_use(state_file, server.pid, started) > idle:
            end()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
    if _is_ours(state_file, server.pid):
        state_file.unlink(missing_ok=True)
    return 0


def _last_use(state_file: Path, pid: int, started: float) -> float:
    """Return when the server was last used; until its state file is written it is being started."""
    try:
        return max(started, state_file.stat().st_mtime) if _is_ours(state_file, pid) else started + _STARTS_WITHIN
    except OSError:
        return started + _STARTS_WITHIN


def _is_ours(state_file: Path, pid: int) -> bool:
    try:
        return bool(json.loads(state_file.read_text(encoding="utf-8"))["server"] == pid)
    except (OSError, ValueError, KeyError):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

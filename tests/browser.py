"""A real Chromium without a window, for tests of pages: what it shows, complains of and asks for.

It is driven by the DevTools protocol over two pipes (`--remote-debugging-pipe`): no port, no
library. Where no Chromium is installed the tests skip, unless TQCHECK_REQUIRE_BROWSER is set.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 60.0
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # its sandbox does not run as root, as tests in containers do; the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
_LAUNCH = (
    "import os, sys; read, write = (os.dup(int(n)) for n in sys.argv[1:3]); "
    "read, write = os.dup(read), os.dup(write); os.dup2(read, 3); os.dup2(write, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Puts the pipes where Chromium looks for them: it reads commands from 3 and writes answers to 4.

Copied twice, so that neither copy is 3 or 4 when those are written over."""


def find() -> str | None:
    """Return the path of a Chromium or Chrome, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def required() -> bool:
    return bool(os.environ.get("TQCHECK_REQUIRE_BROWSER"))


@dataclass
class Page:
    """A loaded page. `complaints` are its console's messages, errors and violations of its policy; `requests` its addresses."""

    browser: Browser
    session: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.browser.call(method, parameters, self.session)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"].get("exception", {}).get("description", answer))
        return answer["result"].get("value")

    def screenshot(self, path: Path, *, whole: bool = True) -> None:
        """Write a picture of the page, or of the part that its window shows."""
        data = self.call("Page.captureScreenshot", captureBeyondViewport=whole, format="png")["data"]
        path.write_bytes(base64.b64decode(data))


class Browser:
    """A running Chromium with a profile of its own; see `running`."""

    def __init__(self, process: subprocess.Popen[bytes], reader: int, writer: int) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._buffer = b""
        self._number = 0
        self._pages: dict[str, Page] = {}
        self._loaded: set[str] = set()

    @contextmanager
    def open(self, address: str, *, width: int = 1280, height: int = 900, **media: str | bool) -> Iterator[Page]:
        """Load a page in a window of `width` by `height` CSS pixels.

        `media` may hold scheme="dark" (or "light"), print=True and script=False.
        """
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = self._pages[session] = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        page.call("Emulation.setDeviceMetricsOverride", **size)
        page.call("Emulation.setScriptExecutionDisabled", value=media.get("script") is False)
        features = [{"name": "prefers-color-scheme", "value": media.get("scheme", "light")}]
        page.call("Emulation.setEmulatedMedia", features=features, media="print" if media.get("print") else "")
        page.call("Page.navigate", url=address)
        self._read_until(lambda: session in self._loaded)
        try:
            yield page
        finally:
            del self._pages[session]
            self.call("Target.closeTarget", {"targetId": target})

    def call(self, method: str, parameters: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        """Send a command and return its result."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._writer, json.dumps(message).encode() + b"\0")
        answers: list[dict[str, Any]] = []
        self._read_until(lambda: bool(answers), number, answers)
        if "error" in answers[0]:
            raise AssertionError(f"{method}: {answers[0]['error']}")
        result: dict[str, Any] = answers[0]["result"]
        return result

    def _read_until(self, done: Any, number: int = -1, answers: list[dict[str, Any]] | None = None) -> None:
        until = time.monotonic() + _SECONDS
        while not done():
            ready, _, _ = select.select([self._reader], [], [], max(0.0, until - time.monotonic()))
            data = os.read(self._reader, 1 << 16) if ready else b""
            if not data:
                raise AssertionError(f"Chromium does not answer (exit code {self._process.poll()})")
            *whole, self._buffer = (self._buffer + data).split(b"\0")
            for raw in whole:
                message = json.loads(raw)
                if answers is not None and message.get("id") == number:
                    answers.append(message)
                self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        session, method = message.get("sessionId", ""), message.get("method")
        page, given = self._pages.get(session), message.get("params", {})
        if page is None:
            return
        if method == "Page.loadEventFired":
            self._loaded.add(session)
        elif method == "Log.entryAdded":
            page.complaints.append(given["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            page.complaints.append(" ".join(str(part.get("value")) for part in given["args"]))
        elif method == "Runtime.exceptionThrown":
            page.complaints.append(json.dumps(given["exceptionDetails"]))
        elif method == "Page.javascriptDialogOpening":
            page.complaints.append(f"dialog: {given['message']}")
        elif method == "Network.requestWillBeSent":
            page.requests.append(given["request"]["url"])


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """Start a Chromium with its profile in a folder, and end it and its children. Skips, or fails, where there is none."""
    program = find()
    if program is None:
        message = "no Chromium is installed"
        if required():
            pytest.fail(f"{message}, and TQCHECK_REQUIRE_BROWSER is set")
        pytest.skip(message)
    commands, writer = os.pipe()
    reader, answers = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", _LAUNCH, str(commands), str(answers), program, f"--user-data-dir={profile}", *_FLAGS],
        pass_fds=(commands, answers),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(commands)
    os.close(answers)
    try:
        yield Browser(process, reader, writer)
    finally:
        os.close(writer)
        try:
            process.wait(timeout=5)  # it ends when its pipe does
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        os.close(reader)

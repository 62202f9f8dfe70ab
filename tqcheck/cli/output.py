"""Where output goes: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tqcheck.errors import TqcheckError
from tqcheck.reports.style import Style


def deliver(text: str, output: str | None) -> None:
    """Print text, or replace a file by it in one step. Raises TqcheckError when the file cannot be written.

    A link is followed. What is no regular file (a pipe, /dev/stdout) cannot be replaced and is written to.
    """
    # A lone surrogate in a file's text must not stop its report.
    data = text.encode("utf-8", "backslashreplace")
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.write(data)
            return
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        reason = getattr(error, "strerror", None) or str(error)
        raise TqcheckError(f"{output}: cannot be written: {reason}") from None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise TqcheckError(f"{output}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise TqcheckError(f"{output}: cannot be written: {error.strerror}") from None
    finally:
        Path(temporary).unlink(missing_ok=True)  # it is there only where it has not become the file


def style_for(output: str | None) -> Style:
    """Return colours for a terminal, none for files, pipes and people who set NO_COLOR."""
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return Style(False)
    return Style(bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty())


def width_of() -> int:
    """Return the terminal's width in columns, between 60 and 140."""
    return max(60, min(140, shutil.get_terminal_size((100, 24)).columns))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

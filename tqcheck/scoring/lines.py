"""Line-aligned files: one segment a line, read as sacreBLEU's own command reads them."""

from __future__ import annotations

from pathlib import Path

from tqcheck.errors import InputFileError
from tqcheck.scoring import ScoringError


def read_lines(path: Path) -> list[str]:
    """Return the segments of a file. Raises InputFileError.

    A segment ends with a line feed and nothing else, and white space at its end is cut off, as
    sacreBLEU does; `str.splitlines` would also break at separators inside a segment.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputFileError(str(path), "missing", "there is no such file") from None
    except OSError as error:
        raise InputFileError(str(path), "unreadable", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputFileError(str(path), "encoding", f"is not UTF-8 text (byte {error.start})") from None
    if "\0" in text:
        raise InputFileError(str(path), "binary", "is not text")
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if not lines:
        raise InputFileError(str(path), "empty", "is empty: there is nothing to score")
    return [line.rstrip() for line in lines]


def check_alignment(hypothesis: Path, own: list[str], reference: Path, other: list[str]) -> None:
    """Raise ScoringError when two files do not have the same number of lines."""
    if len(own) != len(other):
        longer = hypothesis if len(own) > len(other) else reference
        raise ScoringError(
            f"{hypothesis} has {len(own)} lines and {reference} {len(other)}: "
            f"line {min(len(own), len(other)) + 1} of {longer} has no partner"
        )

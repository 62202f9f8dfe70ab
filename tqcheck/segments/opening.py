"""A file's bytes, unpacked where it is gzip, and their text: UTF-8, or an error that names the line."""

from __future__ import annotations

from pathlib import Path

from tqcheck.errors import InputFileError

MOST_BYTES = 1 << 30
"""An unpacked file above a gibibyte is refused: a few kilobytes of gzip can unpack to more than the memory holds."""
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF")
_WIDE = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def contents(path: Path) -> bytes:
    """Return a file's bytes; those of a `.gz` file unpacked, as sacreBLEU does by its name. Raises InputFileError."""
    name = str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputFileError(name, "missing", "there is no such file") from None
    except IsADirectoryError:
        raise InputFileError(name, "folder", "is a folder, not a file") from None
    except OSError as error:
        raise InputFileError(name, "unreadable", f"cannot be read: {error.strerror}") from None
    if name.lower().endswith(".gz") and data:
        data = _unpacked(name, data)
    if not data.strip():
        raise InputFileError(name, "empty", "is empty: there is nothing to score")
    return data


def _unpacked(name: str, data: bytes) -> bytes:
    import gzip
    import io
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(MOST_BYTES + 1)
    except EOFError:
        raise InputFileError(name, "truncated", "is cut off: its gzip data ends too early") from None
    except (OSError, zlib.error) as error:
        raise InputFileError(name, "unreadable", f"cannot be unpacked: {error}") from None
    if len(unpacked) > MOST_BYTES:
        raise InputFileError(name, "too-large", f"unpacks to more than {MOST_BYTES >> 20} MiB")
    return unpacked


def decoded(path: str, data: bytes, encoding: str = "utf-8") -> str:
    """Return text without its byte-order mark, line ends as they are. Raises InputFileError, which names the line.

    (sacreBLEU's command keeps a byte-order mark as a character of the first segment. It is none.)
    """
    for mark, wide in _WIDE:
        if data.startswith(mark):
            raise InputFileError(path, "encoding", f"is {wide} text; save it as UTF-8")
    if data.startswith(_MAGIC) or b"\0" in data:
        raise InputFileError(path, "binary", "is not text")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputFileError(
            path, "encoding", f"line {line} is not {encoding.upper()} text (byte {error.start} of the file)"
        ) from None
    except UnicodeError:  # codecs that do not say where
        raise InputFileError(path, "encoding", f"is not {encoding.upper()} text") from None


def malformed(path: str, line: int, what: str) -> InputFileError:
    """Return the error for a file that breaks its format's rules on a line (from 1)."""
    return InputFileError(path, "malformed", f"line {line} {what}")

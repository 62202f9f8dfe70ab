"""Bytes become text: by byte-order mark, as UTF-8, as the file declares, else by a careful guess."""

from __future__ import annotations

import codecs
import re

from tqcheck.errors import InputFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)|^<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""", re.I
)
_HEAD = 4096
"""Bytes from the start in which HTML must declare its encoding; the standard asks for the first 1024."""
_SAMPLE = 65_536
_UNCOMMON_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(path: str, data: bytes, *, is_html: bool = False) -> tuple[str, str]:
    """Return the text without its byte-order mark, line ends as they are, and the name of its encoding.

    Raises InputFileError when the data is not text, or not in an encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise InputFileError(
                    path, "encoding", f"begins as {encoding} text but is not (byte {error.start})"
                ) from None
    sample = data[:_SAMPLE]
    if data.startswith(_MAGIC) or b"\0" in sample or len(_UNCOMMON_CONTROLS.findall(sample)) > len(sample) / 100:
        raise InputFileError(path, "binary", "is not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        at = error.start
    declared = _CHARSET.search(data[:_HEAD]) if is_html else None
    if declared:
        name = (declared.group(1) or declared.group(2)).decode("ascii")
        try:
            encoding = codecs.lookup(name).name
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass  # the declaration is wrong: the bytes themselves are asked
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputFileError(
            path, "encoding", f"is not UTF-8 (byte {at}), and its encoding cannot be told; save it as UTF-8"
        )
    return data.decode(best.encoding), best.encoding

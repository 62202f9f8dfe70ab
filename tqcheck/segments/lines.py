"""Line-aligned text: one segment a line, read as sacreBLEU's own command reads it."""

from __future__ import annotations

import re

from tqcheck.errors import InputFileError
from tqcheck.segments.opening import decoded
from tqcheck.segments.records import Request, Segment, SegmentFile

_XML = re.compile(r"\s*<\?xml\s")


def segments(request: Request) -> SegmentFile:
    """Return the segments of a file of lines. Raises InputFileError.

    A segment ends with a line feed and nothing else (`str.splitlines` would also break at
    separators inside a segment), and white space at its end is cut off, a carriage return too.
    """
    text = decoded(request.path, request.data)
    if _XML.match(text):
        raise InputFileError(
            request.path, "unsupported-format", "is XML, not lines; TMX is read as .tmx, XLIFF as .xlf"
        )
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    found = tuple(Segment(str(number), number, line.rstrip()) for number, line in enumerate(lines, 1))
    return SegmentFile(request.path, request.format, found, language=request.language)

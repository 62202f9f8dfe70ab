"""One writer a format. Each takes a `Report` and returns text; the command line decides where it goes."""

from __future__ import annotations

FORMATS = ("text", "json")

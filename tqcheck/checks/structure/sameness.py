"""Sentences that are the same but for marks, case and space."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable


def plain(text: str) -> str:
    """Return the letters and digits of a text in small letters, one space between words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded).split())


class Repeated:
    """The texts that stand more than once among others."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(map(plain, texts))

    def has(self, text: str) -> bool:
        return self._counts[plain(text)] > 1

    def times(self, text: str) -> int:
        return self._counts[plain(text)]

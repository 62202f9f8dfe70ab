"""What a check may ask about the place that it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqcheck.model import Analysis


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written with spaces."""
    return frozenset(words.split())


def language_of(analysis: Analysis, block: int) -> str | None:
    """Return the language (ISO 639 code) that a block is checked in: its own or else the article's."""
    languages = analysis.language.block_languages
    own = languages[block] if block < len(languages) else None
    return own or analysis.language.language

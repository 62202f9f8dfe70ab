"""What a check may ask about the place that it looks at."""

from __future__ import annotations

from tqcheck.model import Analysis


def language_of(analysis: Analysis, block: int) -> str | None:
    """Return the language (ISO 639 code) that a block is checked in, the article's where the block has none of its own."""
    languages = analysis.language.block_languages
    own = languages[block] if block < len(languages) else None
    return own or analysis.language.language

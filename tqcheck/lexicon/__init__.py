"""What is known of the words of a language: how frequent they are, which ones its dictionary has, how a slip looks."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tqcheck.lexicon.inventory import SUPPORTED, Resources
from tqcheck.lexicon.words import normalise

if TYPE_CHECKING:
    from tqcheck.lexicon.dictionary import Dictionary
    from tqcheck.lexicon.frequencies import FrequencyTable

__all__ = ["SUPPORTED", "Lexicon", "Resources", "lexicon_for"]


@lru_cache(maxsize=64)
def lexicon_for(language: str) -> Lexicon | None:
    """Return the lexicon of a language (ISO 639), or None when there is no dictionary for it.

    Nothing is loaded yet: each part comes when a word first needs it.
    """
    return Lexicon(SUPPORTED[language]) if language in SUPPORTED else None


class Lexicon:
    """The words of one language."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.language = resources.language

    def frequency(self, word: str) -> float:
        """Return a word's frequency on the Zipf scale (log10 of occurrences per 10⁹ words), 0.0 for one not listed."""
        return self._table.zipf(normalise(word, self.language).lower())

    def may_have(self, word: str) -> bool:
        """Say whether a normalised lower-case word may be in the frequency list; False is certain, and quick."""
        return self._table.may_have(word)

    def listed(self, word: str) -> float:
        """Return the frequency of a word that is normalised and in lower case already."""
        return self._table.zipf(word)

    def known(self, word: str) -> bool:
        """Say whether the dictionary has a word, as it is written or, at a sentence start or in capitals, in lower case."""
        return self._dictionary.knows(normalise(word, self.language))

    @property
    def floor(self) -> float:
        """The frequency below which the list holds nothing: a word that is not listed may be as frequent as this."""
        return self.resources.floor

    @cached_property
    def _table(self) -> FrequencyTable:
        from tqcheck.lexicon.frequencies import open_table

        return open_table(self.resources)

    @cached_property
    def _dictionary(self) -> Dictionary:
        from tqcheck.lexicon.dictionary import Dictionary

        return Dictionary(self.resources)

    def frequent_words(self) -> list[str]:
        """Return the most frequent words of four letters and more, most frequent first."""
        return self._table.frequent_words()

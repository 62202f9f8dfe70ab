"""Alignment of two versions of an article: which sentences say the same, what is missing, added or elsewhere.

    units = units_of(article, "en")
    aligned = align(units, units_of(translation, "de"), same_language=False, languages=("en", "de"))

The left side is what the text is measured against (the source or the reference), the right side
what is measured. docs/alignment.md says how it works and how well. Importing this loads no
library; aligning loads numpy.
"""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.alignment.records import HEADING, Aligned, Link, Similarity, Unit
from tqcheck.alignment.units import units_of

__all__ = ["HEADING", "Aligned", "Link", "Similarity", "Unit", "align", "units_of"]


def align(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    same_language: bool,
    languages: tuple[str | None, str | None] = (None, None),
    similarity: Similarity | None = None,
) -> Aligned:
    """Return the links between the units of two sides; every unit is in exactly one.

    `same_language` is for a hypothesis and its reference. `languages` (BCP 47 tags or ISO 639
    codes of the left and the right side) let two languages be compared by words that they share
    the meaning of; without them by numbers, names, marks and lengths alone. `similarity` gives
    cosines of an embedding model in place of what the texts themselves share.

    Raises ValueError when `similarity` returns something else than a left by right matrix of numbers.
    """
    from tqcheck.alignment.aligner import run

    return run(left, right, same_language=same_language, languages=languages, similarity=similarity)

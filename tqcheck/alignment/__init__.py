"""Alignment of two versions of an article: which sentences say the same, what is left out, added, moved."""

from tqcheck.alignment.aligner import align
from tqcheck.alignment.records import Aligned, Link, Similarity, Unit
from tqcheck.alignment.units import units_of

__all__ = ["Aligned", "Link", "Similarity", "Unit", "align", "units_of"]

"""STR: what a translation lacks of its source, has beside it, left untranslated, repeats or tells in another order."""

from tqcheck.checks.structure.additions import AddedPassage
from tqcheck.checks.structure.counts import PartsDiffer
from tqcheck.checks.structure.lengths import ShortenedPassage
from tqcheck.checks.structure.omissions import MissingPassage
from tqcheck.checks.structure.order import MovedPassage
from tqcheck.checks.structure.repeats import RepeatedPassage
from tqcheck.checks.structure.untranslated import UntranslatedPassage

__all__ = [
    "AddedPassage",
    "MissingPassage",
    "MovedPassage",
    "PartsDiffer",
    "RepeatedPassage",
    "ShortenedPassage",
    "UntranslatedPassage",
]

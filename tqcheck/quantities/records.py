"""What a number in a text is: its place, what it counts and the values that it may have. Free of any library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Value = Fraction | str
"""A number, or a string for what is told apart by its digits only: "8:52" for a time (minutes as written), "#48221234567"
for telephone numbers, versions and the like."""


class Kind(StrEnum):
    """What a number stands for, as far as its own text and its neighbours tell."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    YEAR = "year"
    DAY = "day"
    MONTH = "month"
    TIME = "time"
    DECADE = "decade"
    ORDINAL = "ordinal"
    SCORE = "score"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text, in code points of that text.

    `values` are the readings that its writing allows, the one that its language prefers first: 3,500 is 3500 in English,
    and 3.5 where a comma is the decimal mark. `foreign` are those among them that the language's own format excludes.
    `unit` is a unit of `units.UNITS`, a currency of `cldr.CURRENCIES` or None.
    """

    start: int
    end: int
    text: str
    kind: Kind
    values: tuple[Value, ...]
    foreign: tuple[Value, ...] = ()
    unit: str | None = None
    rounded: bool = False
    """A word says that it is not exact: about, rund, około."""
    spelt: bool = False
    """It is written in letters, in a way that means nothing else: six, sechzigste, mid-Sixties."""
    weak: bool = False
    """In letters and too small to be missed where nothing stands in its place: two, a third party."""


@dataclass(frozen=True, slots=True)
class Word:
    """A number in letters: what excuses a number that the other side has in digits. Offsets as in `Quantity`."""

    start: int
    end: int
    text: str
    value: Fraction
    exact: bool = False
    """It is the number as the language spells it; else it only begins like one, or may mean something else."""
    kind: str = ""
    """ "ordinal" or "decade" where its form says so."""

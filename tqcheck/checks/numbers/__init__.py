"""NUM: the numbers of a translation beside those of its source, by value and kind; and how numbers are written."""

from tqcheck.checks.numbers.added import NumberAdded
from tqcheck.checks.numbers.conversion import WrongConversion
from tqcheck.checks.numbers.foreign import ForeignNumberFormat
from tqcheck.checks.numbers.missing import NumberChanged

__all__ = ["ForeignNumberFormat", "NumberAdded", "NumberChanged", "WrongConversion"]

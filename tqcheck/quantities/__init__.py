"""Numbers in texts: recognised with their values and kinds, and compared across two languages."""

from tqcheck.quantities.recognise import months, quantities
from tqcheck.quantities.records import Kind, Quantity, Value, Word
from tqcheck.quantities.words import words

__all__ = ["Kind", "Quantity", "Value", "Word", "months", "quantities", "words"]

"""What a translation keeps of its source as it stands: quotations, links, placeholders, designations, emoji, questions."""

from tqcheck.checks.kept.codes import DesignationDiffers
from tqcheck.checks.kept.ends import QuestionDiffers
from tqcheck.checks.kept.links import LinkDiffers
from tqcheck.checks.kept.markup import EmojiLost, PlaceholderDiffers
from tqcheck.checks.kept.quotation_style import ForeignQuotationMarks
from tqcheck.checks.kept.quotations import QuotationLost, SpeakerDiffers

__all__ = [
    "DesignationDiffers",
    "EmojiLost",
    "ForeignQuotationMarks",
    "LinkDiffers",
    "PlaceholderDiffers",
    "QuestionDiffers",
    "QuotationLost",
    "SpeakerDiffers",
]

"""The checks, by code. To add one: its file, a line here, its cases in `tests/cases`."""

from __future__ import annotations

from tqcheck.checks.base import Check
from tqcheck.checks.confusions import RealWordSlip
from tqcheck.checks.forbidden import ForbiddenWord
from tqcheck.checks.grammar import Grammar
from tqcheck.checks.kept import (
    DesignationDiffers,
    EmojiLost,
    ForeignQuotationMarks,
    LinkDiffers,
    PlaceholderDiffers,
    QuestionDiffers,
    QuotationLost,
    SpeakerDiffers,
)
from tqcheck.checks.kept.ends import FinalMarkLost
from tqcheck.checks.language import ForeignPassageCheck, UndeterminedLanguage, WrongLanguageArticle
from tqcheck.checks.mojibake import Mojibake
from tqcheck.checks.names import (
    AddedToName,
    HouseName,
    NameInSource,
    NameMissing,
    NameWrittenTwoWays,
    NearDuplicateName,
)
from tqcheck.checks.numbers import ForeignNumberFormat, NumberAdded, NumberChanged, WrongConversion
from tqcheck.checks.pairs import UnbalancedBracket, UnbalancedQuotation
from tqcheck.checks.repeated import RepeatedWord
from tqcheck.checks.scripts import MixedScripts
from tqcheck.checks.spaces import DoubleSpace, SpaceAtMark
from tqcheck.checks.spelling import Misspelling
from tqcheck.checks.structure import (
    AddedPassage,
    MissingPassage,
    MovedPassage,
    PartsDiffer,
    RepeatedPassage,
    ShortenedPassage,
    UntranslatedPassage,
)
from tqcheck.checks.structure.residue import UntranslatedWord
from tqcheck.checks.terminology import GlossaryTerm, KeptAsItIs

CHECKS: dict[str, Check] = {
    check.rule.code: check
    for check in (
        WrongLanguageArticle(),
        ForeignPassageCheck(),
        UndeterminedLanguage(),
        Misspelling(),
        RealWordSlip(),
        Grammar(),
        NearDuplicateName(),
        NameInSource(),
        NameWrittenTwoWays(),
        HouseName(),
        NameMissing(),
        AddedToName(),
        DoubleSpace(),
        SpaceAtMark(),
        UnbalancedBracket(),
        RepeatedWord(),
        UnbalancedQuotation(),
        Mojibake(),
        MixedScripts(),
        ForbiddenWord(),
        MissingPassage(),
        AddedPassage(),
        ShortenedPassage(),
        UntranslatedPassage(),
        UntranslatedWord(),
        RepeatedPassage(),
        MovedPassage(),
        PartsDiffer(),
        NumberChanged(),
        NumberAdded(),
        ForeignNumberFormat(),
        WrongConversion(),
        QuotationLost(),
        ForeignQuotationMarks(),
        SpeakerDiffers(),
        LinkDiffers(),
        PlaceholderDiffers(),
        DesignationDiffers(),
        EmojiLost(),
        QuestionDiffers(),
        FinalMarkLost(),
        GlossaryTerm(),
        KeptAsItIs(),
    )
}

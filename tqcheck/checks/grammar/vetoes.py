"""Where we know better than LanguageTool: each veto is a reason why a match is not reported.

A veto looks at the place, never at how often a rule is right: that is the prior's work.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.model import OPAQUE, Analysis, BlockKind, GrammarMatch

if TYPE_CHECKING:
    from tqcheck.lexicon import Lexicon

FRAGMENTS = frozenset(
    (
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.CAPTION,
        BlockKind.ALT,
        BlockKind.TABLE_CELL,
        BlockKind.METADATA,
    )
)
"""Blocks that need not be sentences: no capital at their beginning, no stop at their end, words left out."""

_SENTENCE_START = "UPPERCASE_SENTENCE_START"
_CLOSED = re.compile(r"(?<![.…])[.!?][\"'”“»’)\]]*\s+$")
_SPEECH = re.compile(r"[!?…][\"'”“»’]+\s+$|(?:^|\n)\s*[–—-].*[!?…]\s+$")
_STOPPED = re.compile(r"([^\s(\[\"'„“«»”’]+)\.[\"'”“»’)\]]*\s+$")
_OPENS = "\"'`“”„‟«»‹›‘’‚–—-…:(["
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_OF_A_NAME = re.compile(r"isch(?:e[mnrs]?)?$")
_LITTLE_WORD = 5.5
"""On the Zipf scale: a word of two or three letters that is so frequent is no abbreviation (día, him)."""
_YEAR = re.compile(r"\b[12]\d{3}\b")
_STRESSED_LATIN = re.compile("[áéíóúýÁÉÍÓÚÝ]\u0301?")
_DATELINE = re.compile(
    r"[^\W\d_][\w.'’/-]*(?:[ ,]+[\w.'’/-]+){0,7}\s*(?:\([^()]{2,40}\)|/[\w ]{2,20}/)?\s*(?:[–—]|--|-(?= ))\s"
)
_QUOTED = re.compile(r"„[^“”\"„]+[“”\"]|“[^”“]+”|«[^»«]+»|»[^«»]+«|\"[^\"]+\"|‘[^’‘]+’(?!\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A match in its article, and the language that its block is checked in."""

    match: GrammarMatch
    analysis: Analysis
    language: str

    @property
    def text(self) -> str:
        """The text of the block that the match is in."""
        return self.analysis.article.blocks[self.match.block].text


def reason(match: GrammarMatch, analysis: Analysis, language: str) -> str | None:
    """Return why a match is not to be reported, in a word or two; None when nothing speaks against it."""
    at = Place(match, analysis, language)
    return next((name for name, speaks in VETOES.items() if speaks(at)), None)


def _is_foreign(at: Place) -> bool:
    """A passage that was found to be in another language is not judged by this one's grammar."""
    return at.analysis.is_foreign(at.match.block, at.match.start, at.match.end)


def _is_foreign_quotation(at: Place) -> bool:
    """Too short for language identification: a quotation most of whose words the dictionary does not know."""
    lexicon = _lexicon(at.language)
    if lexicon is None:
        return False
    for quoted in _QUOTED.finditer(at.text):
        if quoted.start() < at.match.end and at.match.start < quoted.end():
            words = _LETTERS.findall(quoted[0])
            unknown = sum(not _known(word, lexicon) for word in words)
            return len(words) >= 2 and unknown * 2 > len(words)
    return False


def _touches_place_holder(at: Place) -> bool:
    """Beside a place-holder the grammar is not known: LanguageTool read a word there that nobody wrote."""
    return OPAQUE in at.text[max(0, at.match.start - 2) : at.match.end + 2]


def _is_no_sentence_start(at: Place) -> bool:
    """No sentence begins after "f.Kr.", "135 χλμ." or speech ("Why?" she asked).

    Our segmentation knows abbreviations; a short or unknown word before the stop may be one that
    it does not know. A paragraph that begins in lower case and is no whole sentence is a part
    of a list.
    """
    if at.match.rule_id != _SENTENCE_START:
        return False
    before = at.text[: at.match.start]
    if not before.strip(_OPENS + " "):
        return not _is_whole_paragraph(at.match.block, at.analysis)
    if not _CLOSED.search(before) or _SPEECH.search(before):
        return True
    stopped = _STOPPED.search(before)
    return stopped is not None and _may_be_short(stopped[1], at.language)


def _may_be_short(word: str, language: str) -> bool:
    """Say whether a word before a full stop may be an abbreviation, a number or a unit."""
    from tqcheck.languages.abbreviations import ABBREVIATIONS, COMMON

    small = word.lower()
    if not small.isalpha() or small in COMMON or small in ABBREVIATIONS.get(language, ()):
        return True
    lexicon = _lexicon(language)
    if len(small) <= 3:
        return lexicon is None or len(small) == 1 or lexicon.frequency(small) < _LITTLE_WORD
    return lexicon is not None and not _known(word, lexicon)


def _is_whole_paragraph(block: int, analysis: Analysis) -> bool:
    """Say whether a block is running text: it ends with a stop, and the one before it did not lead on to it."""
    blocks = analysis.article.blocks
    before = blocks[block - 1].text.rstrip()[-1:] if block else "."
    return (
        blocks[block].kind not in (*FRAGMENTS, BlockKind.LIST_ITEM)
        and bool(_CLOSED.search(blocks[block].text + " "))
        and blocks[block].text.count(" ") >= 3
        and before not in (":", ";", ",")
    )


def _is_in_fragment(at: Place) -> bool:
    """Headings, captions and cells leave out stops, verbs and articles, and have capitals of their own."""
    return at.analysis.article.blocks[at.match.block].kind in FRAGMENTS and (
        at.match.issue_type in ("typographical", "whitespace", "style", "register")
        or at.match.category_id in ("CASING", "PUNCTUATION", "CAT_MAJUSCULES", "PONCTUATION_POINT")
    )


def _is_in_dateline(at: Place) -> bool:
    """ "KYIV, 12 March (Agency) – ": a dateline is no part of the sentence that follows it."""
    if at.match.start > 60 or at.analysis.article.blocks[at.match.block].kind in FRAGMENTS:
        return False
    dateline = _DATELINE.match(at.text)
    if dateline is None or at.match.start >= dateline.end() or len(dateline[0]) > 70:
        return False
    place = dateline[0].split()[0].strip(",")
    return (len(place) > 2 and place.isupper()) or "(" in dateline[0] or "/" in dateline[0]


def _is_capital_of_something(at: Place) -> bool:
    """A capital that is to go, at the start of a quotation or in a name of several words: Städtische Wirtschaftsschule.

    In German every noun after it has a capital; there, adjectives in -isch are those of names.
    """
    first = next(iter(at.match.replacements), "")
    if not (at.text[at.match.start].isupper() and first and first[0] == at.text[at.match.start].lower()):
        return False
    before, after = at.text[: at.match.start].rstrip(), at.text[at.match.end :].lstrip()
    in_a_name = after[:1].isupper() and (
        at.language != "de" or bool(_OF_A_NAME.search(at.text[at.match.start : at.match.end]))
    )
    return before[-1:] in _OPENS or in_a_name or not before


def _is_a_name(at: Place) -> bool:
    """A capitalised word that the dictionary does not know is a name, and a name has no grammar that it knows.

    At the beginning of a sentence a capital says nothing, and so it does in German, where an
    unknown noun is a compound as often as a name. What a rule of spelling names is unknown
    because it is misspelt.
    """
    if at.match.category_id not in _OF_NAMES and (at.match.issue_type == "misspelling" or at.language == "de"):
        return False
    lexicon = _lexicon(at.language)
    starts = {sentence.start for sentence in at.analysis.sentences_of(at.match.block)}
    for word in _LETTERS.finditer(at.text, at.match.start, at.match.end):
        if not word[0][0].isupper() or word.start() in starts or at.text[: word.start()].rstrip()[-1:] in _OPENS:
            continue
        if word.start() > at.match.start and (at.match.rule_id in _ELISIONS or at.match.category_id in _AGREEMENT):
            return True
        if lexicon and len(word[0]) > 1 and not _known(word[0], lexicon):
            return True
    return False


def _is_a_habit_of_typography(at: Place) -> bool:
    """Capitals without their accent (A Paris), and vowels with a stress mark that has its letter from another script."""
    words = at.text[at.match.start : at.match.end]
    if at.language == "fr" and words[:1] == "A" and next(iter(at.match.replacements), "")[:1] == "À":
        return True
    return at.language in ("ru", "uk") and bool(_STRESSED_LATIN.search(words)) and not re.search("[A-Za-z]", words)


def _is_a_guessed_year(at: Place) -> bool:
    """A weekday can be wrong for a date only when the year is named; LanguageTool takes the present one."""
    if "WEEKDAY" not in at.match.rule_id:
        return False
    return "CURRENTYEAR" in at.match.rule_id or not _YEAR.search(at.text[at.match.start : at.match.end + 6])


def _spans_paragraphs(at: Place) -> bool:
    """A quotation of several paragraphs is opened in each and closed in the last: no mark of it is unpaired."""
    if "UNPAIRED" not in at.match.rule_id:
        return False
    blocks = at.analysis.article.blocks
    following = blocks[at.match.block + 1].text.lstrip() if at.match.block + 1 < len(blocks) else ""
    mark = at.text[at.match.start : at.match.end]
    before = blocks[at.match.block - 1].text.lstrip() if at.match.block else ""
    return following[:1] == mark or (before[:1] != "" and before[:1] in '"“„«»' and mark in '"”“«»')


_ELISIONS = frozenset(("ELISION", "PAS_D_ELISION"))
"""Rules for which a name's first letter does not tell how it is spoken: de Hardy, que Hans, du Hunan."""

_AGREEMENT = frozenset(("AGREEMENT", "AGREEMENT_NOUNS"))
"""Categories whose rules read a name as a noun, even one that the dictionary knows: la Pan Am, les Hutu."""

_OF_NAMES = frozenset(("MULTITOKEN_SPELLING", "PROPER_NOUNS"))
"""Categories of misspellings that are about names."""

VETOES: dict[str, Callable[[Place], bool]] = {
    "foreign passage": _is_foreign,
    "place-holder": _touches_place_holder,
    "no sentence start": _is_no_sentence_start,
    "heading or caption": _is_in_fragment,
    "dateline": _is_in_dateline,
    "capital": _is_capital_of_something,
    "guessed year": _is_a_guessed_year,
    "typographic habit": _is_a_habit_of_typography,
    "quotation over paragraphs": _spans_paragraphs,
    "foreign quotation": _is_foreign_quotation,
    "name": _is_a_name,
}
"""In the order in which they are asked: those that need no dictionary first."""


def _lexicon(language: str) -> Lexicon | None:
    from tqcheck.lexicon import lexicon_for

    return lexicon_for(language)


def _known(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word, or what stands behind its elided article, is in the dictionary or is a frequent word."""
    for part in re.split("['’ʼ-]", word):
        if len(part) > 1 and not (lexicon.known(part) or lexicon.known(part.lower())):
            return lexicon.known(word)
    return True

"""PUN004 question-differs and PUN005 final-mark-lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.context import word_set
from tqcheck.checks.kept.beside import anchor, both_sided, near
from tqcheck.lexicon.words import count_words
from tqcheck.model import Analysis, BlockKind, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_SIGNS = "?？؟⁇⁈⁉‽❓՞፧꘏⸮⳺⳻︖"
_MARKS = re.compile(rf"[{_SIGNS}][{_SIGNS}!！\s]*")
_GREEK_MARKS = re.compile(rf"[{_SIGNS}][{_SIGNS}!！\s]*|[;\u037e](?=[\s»”\"’)\]]|$)")
"""In Greek the semicolon asks."""
_UNMARKED = word_set("th lo km my")
"""Languages that ask by a word and need no mark."""
_ASKING_END = {
    "ja": re.compile(r"(?:か|かな|かしら|だろう|でしょう|の|っけ)[。」』”)）]*$"),
    "ko": re.compile(r"(?:까|가|나|냐|니|지|요)[.。」』”\"'’)]*$"),
}
"""Ends of sentences that ask without a mark."""
_CLOSING = re.compile(r"[\s\"'”’»›“‘)\]」』）*_…]+$")
_LEAST_LETTERS = 6


def _count(units: tuple[Unit, ...], language: str | None) -> int:
    """Return how many question marks of a language stand in sentences; a row of them is one."""
    pattern = _GREEK_MARKS if language == "el" else _MARKS
    return sum(len(pattern.findall(unit.text)) for unit in units)


def _asks_unmarked(units: tuple[Unit, ...], language: str | None) -> bool:
    """Say whether one of the sentences asks by its last word, as its language may."""
    end = _ASKING_END.get(language or "")
    return end is not None and any(end.search(unit.text.rstrip()) for unit in units)


def ends_asking(unit: Unit, language: str | None) -> bool:
    """Say whether a sentence ends with a question mark, closing marks aside."""
    text = _CLOSING.sub("", unit.text)
    return bool(_MARKS.search(text.rstrip("!！")[-1:]) or (language == "el" and text[-1:] in (";", "\u037e")))


class QuestionDiffers:
    """A question of the source is a statement in the translation, or the reverse.

        source: Is the bridge safe?   translation: Die Brücke ist sicher.   →   the sentence

    Source and translation are aligned sentence by sentence. Fires where a passage of the source ends with a question and
    its counterpart has no question mark, nor a sentence beside it one that its own source lacks; and where a passage of the
    translation ends with a question, and neither its counterpart nor a sentence beside it asks. Knows the marks of all
    languages: ？, the ؟ of Arabic, the ; of Greek, the ՞ inside an Armenian word; in Japanese and Korean a final か or 까
    will do.

    Silent: Thai, Lao, Khmer and Burmese, which need no mark; exclamation marks, which languages use as they like;
    passages that are missing as a whole (STR001).

    Suppress with `ignore = ["PUN004"]` in tqcheck.toml.

    Known false alarms: rhetorical questions that were made statements on purpose; “I wonder whether” made a question.
    """

    rule = Rule(
        code="PUN004",
        name="question-differs",
        summary="a question became a statement or the reverse",
        severity=Severity.MINOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each passage that asks on one side only, in text order."""
        pair = analysis.pair
        if pair is None:
            return
        one, other = pair.source_language, pair.target_language
        if one in _UNMARKED or other in _UNMARKED:
            return
        found: list[Finding] = []

        def surplus(passage: Passage, ours: bool) -> list[bool]:
            theirs, here = _count(passage.source, one), _count(passage.target, other)
            return [here > theirs if ours else theirs > here]

        for index, passage in both_sided(pair):
            theirs, here = _count(passage.source, one), _count(passage.target, other)
            last_asks = ends_asking(passage.source[-1], one), ends_asking(passage.target[-1], other)
            if theirs > here and (last_asks == (True, False) or not here):
                last = next((unit for unit in reversed(passage.source) if ends_asking(unit, one)), None)
                said = _asks_unmarked(passage.target, other)
                if last and not said and _is_sentence(last) and not any(near(pair, index, lambda p: surplus(p, True))):
                    found.append(_finding(passage, last, passage.target[-1], to_statement=True))
            elif here and not theirs:
                last = next((unit for unit in reversed(passage.target) if ends_asking(unit, other)), None)
                said = _asks_unmarked(passage.source, one)
                if last and not said and _is_sentence(last) and not any(near(pair, index, lambda p: surplus(p, False))):
                    found.append(_finding(passage, passage.source[-1], last, to_statement=False))
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _is_sentence(unit: Unit) -> bool:
    return sum(character.isalpha() for character in unit.text) >= _LEAST_LETTERS or not unit.text.isascii()


def _finding(passage: Passage, theirs: Unit, ours: Unit, *, to_statement: bool) -> Finding:
    if to_statement and len(passage.target) > 1:
        block, start, end = anchor(passage)
    else:
        block, start, end = ours.block, ours.start, ours.end
    return Finding(
        block=block,
        start=start,
        end=end,
        message="The source asks a question here, the translation does not"
        if to_statement
        else "The translation asks a question here, the source does not",
        confidence=0.75 if to_statement else 0.7,
        tier=Tier.LIKELY,
        evidence={"why": "question mark", "in_source": theirs.text[-40:], "here": ours.text[-40:]},
        source=SourcePlace(theirs.block, theirs.start, theirs.end),
    )


# ------------------------------------------------------------------------ final marks

_FINAL = re.compile(r"[.。．｡!！?？؟…۔։।॥።॰՜՞܀\u037e][\s\"'”’»›“‘)\]」』）*_]*$")
"""The marks that end a sentence, in any script, and what may close behind them."""
_PROSE = (BlockKind.LEDE, BlockKind.PARAGRAPH, BlockKind.QUOTATION)
_LEAST_WORDS = 4
"""What is shorter on either side is a label: each edition has its own."""
_HABIT = 0.5
_LEAST_HABIT = 4
"""From this share and number of lost marks on, a translation leaves them out by habit (posts, poems), and nobody lost one."""


class FinalMarkLost:
    """A sentence of the source ends with a mark, its translation with a letter or digit.

        source: The bridge is closed.   translation: Die Brücke ist gesperrt

    Source and translation are aligned sentence by sentence. Fires where a paragraph of the translation ends so and its last
    sentence pairs one to one with one that ends with a full stop, an exclamation mark or an ellipsis of any script.

    Silent: titles and crossheads (a paragraph that plain text takes for a crosshead, for its lack of a mark alone, is told);
    captions, table cells; list items, unless most of their list have a mark; sentences under four words; Thai, Lao, Khmer and
    Burmese, which need no mark; a question whose mark is lost (PUN004); translations that leave most of their marks out.

    Suppress with `ignore = ["PUN005"]` in tqcheck.toml.

    Known false alarms: lines of verse; labels that the source ends with a full stop.
    """

    rule = Rule(
        code="PUN005",
        name="final-mark-lost",
        summary="a sentence lost its final mark",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="typographical",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield the last word of each paragraph that lost its mark, in text order."""
        pair = analysis.pair
        if pair is None or pair.source_language in _UNMARKED or pair.target_language in _UNMARKED:
            return
        items = [block.text for block in pair.target.blocks if block.kind is BlockKind.LIST_ITEM]
        marked = sum(_FINAL.search(text) is not None for text in items)
        kinds = (*_PROSE, BlockKind.LIST_ITEM) if 2 * marked > len(items) else _PROSE
        found: list[Finding] = []
        ends = 0
        for _, passage in both_sided(pair):
            theirs, ours = passage.source[-1], passage.target[-1]
            if len(passage.source) != 1 or len(passage.target) != 1 or not _FINAL.search(theirs.text):
                continue
            block = pair.target.blocks[ours.block]
            if block.text[ours.end :].strip() or not (block.kind in kinds or _looks_like_heading(pair, theirs, ours)):
                continue
            ends += 1
            if ends_asking(theirs, pair.source_language) or not _is_unmarked(ours.text):
                continue
            if min(count_words(theirs.text), count_words(ours.text)) >= _LEAST_WORDS:
                found.append(_lost(theirs, ours))
        if len(found) < _LEAST_HABIT or len(found) < _HABIT * ends:
            yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _looks_like_heading(pair: Pair, theirs: Unit, ours: Unit) -> bool:
    """Say whether a sentence is a crosshead only for its lack of a mark, as readers of plain text judge: its source is prose."""
    kind, origin = pair.target.blocks[ours.block].kind, pair.source.blocks[theirs.block].kind
    return pair.target.format == "text" and kind is BlockKind.HEADING and origin in _PROSE


def _is_unmarked(text: str) -> bool:
    """Say whether a text ends with a letter (with its vowel signs) or a digit."""
    last = text.rstrip()[-1:]
    return last.isalnum() or unicodedata.category(last or " ")[0] == "M"


def _lost(theirs: Unit, ours: Unit) -> Finding:
    text = ours.text.rstrip()
    word = max(text.rfind(" ") + 1, len(text) - 24)
    mark = _FINAL.search(theirs.text)
    return Finding(
        block=ours.block,
        start=ours.start + word,
        end=ours.start + len(text),
        message=f"The sentence has no final mark; the source ends with '{mark.group().strip() if mark else ''}'",
        confidence=0.9,
        tier=Tier.LIKELY,
        evidence={"why": "final mark", "in_source": theirs.text[-40:], "here": text[-40:]},
        source=SourcePlace(theirs.block, theirs.start, theirs.end),
    )

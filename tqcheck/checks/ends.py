"""PUN004 question-differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.beside import anchor, both_sided, near
from tqcheck.checks.context import word_set
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_MARK = re.compile(r"[?？؟⁇⁈⁉‽❓՞፧꘏⸮⳺⳻︖]")
_GREEK_MARK = re.compile(r"[;\u037e](?=[\s»”\"’)\]]|$)")
"""In Greek the semicolon asks."""
_UNMARKED = word_set("th lo km my")
"""Languages that ask by a word and need no mark."""
_ASKING_END = {
    "ja": re.compile(r"(?:か|かな|かしら|だろう|でしょう|の|っけ)[。」』”)）]*$"),
    "ko": re.compile(r"(?:까|가|나|냐|니|지|요)[.。」』”\"'’)]*$"),
    "zh": re.compile(r"[吗嗎呢吧么麼][。！!」』”\"')）]*$"),
}
"""Ends of sentences that ask without a mark."""
_CLOSING = re.compile(r"[\s\"'”’»›“‘)\]」』）*_…]+$")
_LEAST_LETTERS = 6


def asks(unit: Unit, language: str | None) -> bool:
    """Say whether a sentence holds a question mark of its language."""
    return bool(_MARK.search(unit.text) or (language == "el" and _GREEK_MARK.search(unit.text)))


def ends_asking(unit: Unit, language: str | None) -> bool:
    """Say whether a sentence ends with a question mark, closing marks aside."""
    text = _CLOSING.sub("", unit.text)
    return bool(_MARK.search(text[-1:]) or (language == "el" and text[-1:] in (";", "\u037e")))


class QuestionDiffers:
    """A question of the source is a statement in the translation, or the reverse.

        source: Is the bridge safe?   translation: Die Brücke ist sicher.   →   the sentence

    Source and translation are aligned sentence by sentence. Fires where a passage of the source ends with a question and
    its counterpart has no question mark, nor a sentence beside it one that its own source lacks; and where a passage of the
    translation ends with a question, and neither its counterpart nor a sentence beside it asks. Knows the marks of all
    languages: ？, the ؟ of Arabic, the ; of Greek, the ՞ inside an Armenian word; in Japanese, Korean and Chinese a final
    か, 까 or 吗 will do.

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
            theirs = any(asks(unit, one) for unit in passage.source)
            here = any(asks(unit, other) for unit in passage.target)
            return [here and not theirs if ours else theirs and not here]

        for index, passage in both_sided(pair):
            source_asks = any(asks(unit, one) for unit in passage.source)
            target_asks = any(asks(unit, other) for unit in passage.target)
            if source_asks == target_asks:
                continue
            if source_asks:
                last = next((unit for unit in reversed(passage.source) if ends_asking(unit, one)), None)
                end = _ASKING_END.get(other or "")
                said = end is not None and any(end.search(unit.text.rstrip()) for unit in passage.target)
                if last is None or said or not _is_sentence(last) or any(near(pair, index, lambda p: surplus(p, True))):
                    continue
                found.append(_finding(passage, last, passage.target[-1], to_statement=True))
            else:
                last = next((unit for unit in reversed(passage.target) if ends_asking(unit, other)), None)
                end = _ASKING_END.get(one or "")
                said = end is not None and any(end.search(unit.text.rstrip()) for unit in passage.source)
                if (
                    last is None
                    or said
                    or not _is_sentence(last)
                    or any(near(pair, index, lambda p: surplus(p, False)))
                ):
                    continue
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

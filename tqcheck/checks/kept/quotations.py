"""QUO002 quotation-lost and QUO004 speaker-differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tqcheck.checks.context import word_set
from tqcheck.checks.kept.beside import anchor, both_sided, near, place_in, shown
from tqcheck.checks.kept.quoted import Quotation, quotations
from tqcheck.lexicon.words import count_words
from tqcheck.model import OPAQUE, Analysis, BlockKind, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings
    from tqcheck.model import Article

LEAST_WORDS = 4
"""A quotation of fewer words may be a title, a nickname or a distance ("so-called"), whose marks good translators drop."""
LEAST_SPOKEN = 2
"""Words of what is plainly said: it has its own final mark or a comma before its closing mark, and a capital."""
_LEAST_CHARACTERS = 8
"""In scripts without spaces, where count_words counts characters or whole phrases."""
_KEPT = 0.3
"""A passage whose quoted part is under this share of what is expected lacks one of its quotations."""
_REMNANT = 0.25
"""Under this share what is left must be a word quoted inside the quotation, if that is long."""
_LONG = 40
_BESIDE = 0.6
"""The share of a quotation that must be quoted beside more than there is in the source for it to stand there."""
_SPACELESS = word_set("zh ja th km lo my yue")
_DIALOGUE = word_set(
    "es fr pt it pl ru uk be bg ro hu cs sk sl sr hr tr fi sv gl ca el ka hy lt lv et da nb nn ast oc an eu mk bs cnr"
)
"""Languages that begin direct speech with a dash."""
_LONGEST_TITLE = 6
"""Words. A shorter quotation that begins with a capital and is not said by anybody is taken for a title."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FINAL = ",.!?…。！？，،؟।"
_SMALL = 4
"""Letters: shorter words have small letters in titles too (of, the, and)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a quotation stands in one unit: the span of the unit's text without its marks."""

    unit: Unit
    start: int
    end: int
    quotation: Quotation
    spoken: bool

    @property
    def text(self) -> str:
        return self.unit.text[self.start : self.end]


class Quoted:
    """The quotations of one article, by its units."""

    def __init__(self, article: Article, language: str | None, *, generous: bool) -> None:
        """`generous`: quotation blocks and every leading dash count too: whatever may show that words are quoted."""
        self.article, self.language, self.generous = article, language, generous
        self._blocks: dict[int, list[Quotation]] = {}

    def in_block(self, block: int) -> list[Quotation]:
        if block not in self._blocks:
            text = self.article.blocks[block].text
            dialogue = self.generous or self.language in _DIALOGUE
            found = quotations(text, self.language, dialogue=dialogue)
            if self.generous and self.article.blocks[block].kind is BlockKind.QUOTATION:
                found = [Quotation(0, len(text), "", "")]
            self._blocks[block] = found
        return self._blocks[block]

    def pieces(self, units: tuple[Unit, ...]) -> list[Piece]:
        """Return what of quotations stands in the units, in order."""
        found: list[Piece] = []
        for unit in units:
            text = self.article.blocks[unit.block].text
            for quotation in self.in_block(unit.block):
                inner_start, inner_end = quotation.inner
                start, end = max(inner_start, unit.start), min(inner_end, unit.end)
                if start < end:
                    spoken = _is_spoken(text, quotation)
                    found.append(Piece(unit, start - unit.start, end - unit.start, quotation, spoken))
        return found


def _is_spoken(text: str, quotation: Quotation) -> bool:
    """Say whether a quotation is a sentence or the beginning of one: “We won,” she said; „Wir siegten“, sagte sie."""
    start, end = quotation.inner
    inside = text[start:end].strip()
    after = text[quotation.end : quotation.end + 1]
    before = text[: quotation.start].rstrip()[-1:]
    begins = inside[:1].isupper() or not inside[:1].islower()
    return begins and (inside[-1:] in _FINAL or after in (",", "，", "،") or before in (":", "："))


def _is_title(text: str) -> bool:
    """Say whether the words are written as those of a title: “The Wind in the Willows”."""
    long = [word for word in _WORD.findall(text) if len(word) >= _SMALL or word[0].isupper()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def counts(piece: Piece, language: str | None) -> bool:
    """Say whether a piece of the source is a quotation that a translation must keep."""
    text = piece.text.replace(OPAQUE, " x ").strip()
    if not piece.quotation.mark and text[-1:] not in _FINAL:
        return False  # a closing mark alone: Rodgers" side
    if language in _SPACELESS:
        return sum(character.isalnum() for character in text) >= _LEAST_CHARACTERS
    words = count_words(text)
    if words < (LEAST_SPOKEN if piece.spoken else LEAST_WORDS):
        return False
    return words > _LONGEST_TITLE or not (_is_title(text) or (text[:1].isupper() and not piece.spoken))


class _Both:
    """The quotations of both sides."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.source = Quoted(pair.source, pair.source_language, generous=False)
        self.target = Quoted(pair.target, pair.target_language, generous=True)

    @cached_property
    def has_any(self) -> bool:
        return any(self.source.in_block(unit.block) for unit in self.pair.source_units)

    def lost(self) -> Iterator[tuple[Passage, list[Piece], bool]]:
        """Yield passages, the quotations of the source that they lack, and whether all marks are gone."""
        if not self.has_any:
            return
        told: set[tuple[int, Quotation]] = set()
        for index, passage in both_sided(self.pair):
            theirs = self.source.pieces(passage.source)
            counted = [piece for piece in theirs if counts(piece, self.pair.source_language)]
            if not counted:
                continue
            ours = self.target.pieces(passage.target)
            longest = max(counted, key=lambda piece: len(piece.text))
            if ours and self._share(passage, theirs, ours) >= (_KEPT if len(ours) < len(counted) else _REMNANT):
                continue
            if ours and len(ours) >= len(counted) and (not longest.spoken or len(longest.text) < _LONG):
                continue
            if (longest.unit.block, longest.quotation) in told or self._is_beside(index, longest):
                continue
            told.update((piece.unit.block, piece.quotation) for piece in counted)
            yield passage, counted if not ours else [longest], not ours

    def _is_beside(self, index: int, piece: Piece) -> bool:
        """Say whether so much more is quoted in the passages near than their sources quote that this must stand there."""

        def surplus(passage: Passage) -> list[float]:
            here = sum(len(p.text) for p in self.target.pieces(passage.target))
            there = sum(len(p.text) for p in self.source.pieces(passage.source))
            return [max(0.0, here - there * self._ratio)]

        return max(near(self.pair, index, surplus), default=0.0) >= _BESIDE * len(piece.text) * self._ratio

    @cached_property
    def _ratio(self) -> float:
        """Characters of the translation for one of the source."""
        sizes = [sum(len(unit.text) for unit in units) for units in (self.pair.target_units, self.pair.source_units)]
        return sizes[0] / max(1, sizes[1])

    @staticmethod
    def _share(passage: Passage, theirs: list[Piece], ours: list[Piece]) -> float:
        """Return how much is quoted here, beside what is expected by the share that the source quotes."""
        expected = sum(len(p.text) for p in theirs) / max(1, len(passage.source_text))
        return sum(len(p.text) for p in ours) / max(1, len(passage.target_text)) / expected

    def misattributed(self) -> Iterator[tuple[Passage, Name, Name]]:
        """Yield passages that quote somebody, the name beside the quotation in the source and the other one here."""
        if not self.has_any:
            return
        known = _names(self.pair)
        if len(known) < 2:
            return
        passages = self.pair.passages
        for index, passage in both_sided(self.pair):
            spoken = [
                p for p in self.source.pieces(passage.source) if p.spoken and counts(p, self.pair.source_language)
            ]
            ours = self.target.pieces(passage.target)
            if not spoken or not ours:
                continue
            said = _names_in(passage.source, self.source.pieces(passage.source), known)
            here = _names_in(passage.target, ours, known)
            close = passages[max(0, index - 1) : index + 2]
            around = {n.text for p in close for n in _names_in(p.target, [], known)}
            mentioned = {n.text for p in close for n in _names_in(p.source, [], known)}
            others = [name for name in here if name.text not in mentioned]
            if said and others and not any(name.text in around for name in said):
                yield passage, said[0], others[0]


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place in a unit (code points of its text); `text` is the form that both articles share."""

    unit: Unit
    start: int
    end: int
    text: str


def _names(pair: Pair) -> frozenset[str]:
    """Return the words with a capital that both articles have, of which neither has one in small letters."""
    sides = [
        {word for unit in units for word in _WORD.findall(unit.text) if len(word) >= _SMALL}
        for units in (pair.source_units, pair.target_units)
    ]
    small = {word for words in sides for word in words if word.islower()}
    return frozenset(word for word in sides[0] & sides[1] if word[0].isupper() and word.lower() not in small)


def _names_in(units: tuple[Unit, ...], without: list[Piece], known: frozenset[str]) -> list[Name]:
    """Return the names in units, outside the quotations `without`; a genitive's or a case's ending is looked through."""
    found = []
    for unit in units:
        quoted = [(p.start, p.end) for p in without if p.unit is unit]
        for match in _WORD.finditer(unit.text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            word = match.group()
            name = next((w for w in (word, word[:-1], word[:-2], word[:-3]) if len(w) >= _SMALL and w in known), None)
            if name:
                found.append(Name(unit, match.start(), match.end(), name))
    return found


class QuotationLost:
    """What the source quotes directly is no quotation in the translation.

    Marks that get lost make the paper say what somebody said, or leave the reader in doubt whose words they are.

        source: “We have waited long enough,” said Peter Vogel.
        translation: Wir haben lange genug gewartet, sagte Peter Vogel.   →   the sentence

    Source and translation are aligned sentence by sentence. Fires where a passage of the source holds a quotation of
    four words or more (of two or more, if it is plainly something said: with its own final mark, or a comma or colon
    beside it) and its counterpart has no quotation marks, nor a passage next to it more of them than its source has. Where
    the source quotes several times, one fires that is missing if what is left is under a third of what is to be expected.
    Knows the marks of all languages (“ ” „ “ « » » « ” ” ‘ ’ " ' 「 」 『 』 ‹ ›), quotations over several
    sentences or paragraphs, lines of dialogue that begin with a dash, and quotation blocks.

    Silent: titles of works and words set apart (“so-called”), shorter quotations; passages that are missing as a whole (STR001).

    Suppress with `ignore = ["QUO002"]` in tqcheck.toml.

    Known false alarms: what was made indirect speech on purpose; sayings and titles in small letters; quotations set in italics.
    """

    rule = Rule(
        code="QUO002",
        name="quotation-lost",
        summary="a direct quotation of the source is none in the translation",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each passage that lacks a quotation of its source, in text order."""
        if analysis.pair is None:
            return
        found = [_lost(*lost) for lost in _Both(analysis.pair).lost()]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _lost(passage: Passage, pieces: list[Piece], all_gone: bool) -> Finding:
    block, start, end = anchor(passage)
    piece = pieces[0]
    place: SourcePlace = place_in(piece.unit, piece.start, piece.end)
    spoken = any(p.spoken for p in pieces)
    what = "no quotation marks here" if all_gone else "fewer quotations here"
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"The source quotes this directly: “{shown(piece.text)}”; the translation has {what}",
        confidence=0.9 if all_gone and spoken else 0.75 if all_gone else 0.6,
        tier=Tier.LIKELY if all_gone else Tier.POSSIBLE,
        severity=None if all_gone and spoken else Severity.MINOR,
        evidence={
            "why": "no marks" if all_gone else "too little is quoted",
            "quotations": len(pieces),
            "words": count_words(piece.text),
            "spoken": spoken,
        },
        source=place,
    )


class SpeakerDiffers:
    """The translation has another name beside a quotation than the source.

    Words in the mouth of somebody who did not say them are the worst that can happen to a quotation.

        source: “The pier was old,” said Ida Lund.   translation: „Die Mole war alt“, sagte Peter Vogel.   →   Vogel

    Names are the words with a capital that both articles have in the same letters, endings aside. Fires where a passage of
    the source quotes what is said beside a name, and its counterpart quotes it beside another name that this passage of the
    source and its neighbours do not have, while the name is neither there nor in the sentences beside.

    Silent: names in another script; speakers without a name; passages that are missing as a whole (STR001).

    Suppress with `ignore = ["QUO004"]` in tqcheck.toml.

    Known false alarms: a speaker who is called by his first name here and by his office there, beside another name.
    """

    rule = Rule(
        code="QUO004",
        name="speaker-differs",
        summary="a quotation stands beside another name than in the source",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each name beside a quotation that stands for another, in text order."""
        if analysis.pair is None:
            return
        found = [
            Finding(
                block=other.unit.block,
                start=other.unit.start + other.start,
                end=other.unit.start + other.end,
                message=f"In the source {name.text} stands beside this quotation, here {other.text}",
                confidence=0.75,
                tier=Tier.LIKELY,
                evidence={"why": "another name", "in_source": name.text, "here": other.text},
                source=place_in(name.unit, name.start, name.end),
            )
            for _, name, other in _Both(analysis.pair).misattributed()
        ]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))

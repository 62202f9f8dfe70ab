"""STR004 untranslated-passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import LEAST_WORDS, RUNNING, shown
from tqcheck.checks.structure.sameness import plain
from tqcheck.languages.inventory import LANGUAGES, base, siblings
from tqcheck.lexicon.words import count_words
from tqcheck.model import OPAQUE, Analysis, BlockKind, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_NEARLY = 0.85
"""The share of words in the same order (rapidfuzz's Indel similarity) of a sentence with a converted figure or a slip."""
_KNOWN = 0.7
"""The share of a sentence's words that the source must have for a closer look."""
_LEAST_SMALL = 3
"""Words in small letters that tell a sentence from a list of names."""
_LEAST_DENSE = 10
_LEAST_QUOTED = 8
"""Shorter quotations are slogans and titles, which may stay as they are."""
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_QUOTES = '"“”„«»‘’‚「『」』'
_KINDS = tuple(kind for kind in RUNNING if kind is not BlockKind.QUOTATION)
_CODE = re.compile(r"</?\w[^<>]*>|[{}=]|https?://")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"\s*[\"“”„«»‘’‚「『].*[\"“”„«»‘’」』][.,!?。]?\s*$", re.DOTALL)


class UntranslatedPassage:
    """A sentence of the translation that is the source's own: it was left as it was.

        source: The works took three years.   translation: The works took three years.   (in a German article)

    Fires on a sentence of at least four words, three of them in small letters, that is equal or nearly equal to one of the
    source. Only passages that LNG002 does not report: that one tells by language, this one by the text itself, so it also sees
    what is too short or too much alike for a vote. With LNG002 ignored, what it says of the source's language is told here.

    Silent: titles, crossheads, captions, quotations set apart; names and code; passages that the file marks with `lang`;
    a source in the same language. A sentence that is all in quotation marks is minor from eight words on, else silent.

    Suppress with `ignore = ["STR004"]` in tqcheck.toml.

    Known false alarms: sentences that two close languages write alike.
    """

    rule = Rule(
        code="STR004",
        name="untranslated-passage",
        summary="a passage was left untranslated",
        severity=Severity.MAJOR,
        mqm="accuracy/untranslated",
        its="untranslated",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield each sentence that is the source's own and not reported as foreign already, in text order."""
        pair = analysis.pair
        if pair is None or pair.source_language == pair.target_language:
            return
        told = settings.wants("LNG002")
        found = list(_copies(analysis, pair, told))
        if not told and pair.source_language in LANGUAGES:
            found += _foreign(analysis, pair.source_language, found)
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def _copies(analysis: Analysis, pair: Pair, told: bool) -> Iterator[Finding]:
    if pair.source_language is not None and pair.target_language in siblings(pair.source_language):
        return  # Croatian and Serbian, Indonesian and Malay: many a sentence is the same in both

    def is_told(block: int, start: int, end: int) -> bool:
        return told and analysis.is_foreign(block, start, end)

    covered: list[Finding] = []
    for unit, block, start, end in _pasted(analysis, pair):
        if not is_told(block, start, end) and not _touched(covered, block, start, end):
            covered.append(_finding(pair.target.blocks[block].text, block, start, end, unit, 1.0))
    yield from covered
    sources: dict[str, Unit] = {}
    for unit in pair.source_units:
        sources.setdefault(plain(unit.text), unit)
    vocabulary = {word for text in sources for word in text.split()}
    for unit in pair.target_units:
        place = unit.block, unit.start, unit.end
        if (
            not _is_sentence(unit.text)
            or not _may_tell(analysis, *place)
            or is_told(*place)
            or _touched(covered, *place)
        ):
            continue
        text = plain(unit.text)
        origin, alike = sources.get(text) or _holder(pair, unit.text), 1.0
        if origin is None and _mostly_known(text, vocabulary):
            origin, alike = _nearest(text, sources)
        if origin is not None:
            yield _finding(pair.target.blocks[unit.block].text, *place, origin, alike)


def _pasted(analysis: Analysis, pair: Pair) -> Iterator[tuple[Unit, int, int, int]]:
    """Yield sentences of the source that stand in the translation as they are, and where.

    They are looked for in blocks, not in sentences: one language's rules may not see where another's ends.
    """
    texts = [(n, block.text) for n, block in enumerate(pair.target.blocks) if block.kind in _KINDS]
    for unit in pair.source_units:
        if _is_sentence(unit.text):
            for number, text in texts:
                start = text.find(unit.text)
                if start >= 0 and _may_tell(analysis, number, start, start + len(unit.text)):
                    yield unit, number, start, start + len(unit.text)


def _holder(pair: Pair, text: str) -> Unit | None:
    """Return the sentence of the source that a text is part of: of two that the source's rules did not part."""
    return next((unit for unit in pair.source_units if text in unit.text), None)


def _touched(findings: Iterable[Finding], block: int, start: int, end: int) -> bool:
    return any(f.block == block and f.start < end and start < f.end for f in findings)


def _finding(text: str, block: int, start: int, end: int, origin: Unit, alike: float) -> Finding:
    quoted = _is_quoted(text, start, end)
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"This sentence is not translated; it is the source's: “{shown(origin.text)}”",
        confidence=0.98 if alike == 1 else 0.9,
        tier=Tier.CERTAIN if alike == 1 and not quoted else Tier.LIKELY,
        severity=Severity.MINOR if quoted else None,
        evidence={"why": "the source has the same sentence", "alike": round(alike, 2), "in_quotation": quoted},
        source=SourcePlace(origin.block, origin.start, origin.end),
    )


def _foreign(analysis: Analysis, language: str, found: list[Finding]) -> Iterator[Finding]:
    for passage in analysis.language.foreign:
        seen = _touched(found, passage.block, passage.start, passage.end)
        if base(passage.language) == language and not seen and not passage.evidence.get("in_quotation"):
            yield Finding(
                block=passage.block,
                start=passage.start,
                end=passage.end,
                message=f"This passage is in {LANGUAGES[language].name}, the source's language: it is not translated",
                confidence=0.9,
                tier=Tier.LIKELY,
                evidence={"why": "identifiers of languages say so", **passage.evidence},
            )


def _may_tell(analysis: Analysis, block: int, start: int, end: int) -> bool:
    """Say whether a place is one where the source's own words are a slip: no title, quotation, or passage marked as foreign."""
    holder = analysis.article.blocks[block]
    if holder.kind not in _KINDS:
        return False
    if holder.language and analysis.language.language and base(holder.language) != analysis.language.language:
        return False
    return not _is_quoted(holder.text, start, end) or count_words(holder.text[start:end]) >= _LEAST_QUOTED


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether a passage is all in quotation marks, its own or those just outside."""
    around = text[max(0, start - 1) : start], text[end : end + 1]
    return _QUOTED.match(text, start, end) is not None or all(mark and mark in _QUOTES for mark in around)


def _is_sentence(text: str) -> bool:
    """Say whether a text is more than names, a quotation or code."""
    if OPAQUE in text or _CODE.search(text):
        return False
    if len(_DENSE.findall(text)) >= _LEAST_DENSE:
        return True
    words = _WORD.findall(text)
    small = sum(not word[0].isupper() for word in words)
    return len(words) >= LEAST_WORDS and small >= _LEAST_SMALL and 3 * small >= len(words)


def _mostly_known(text: str, vocabulary: set[str]) -> bool:
    words = text.split()
    return sum(word in vocabulary for word in words) >= _KNOWN * len(words)


def _nearest(text: str, sources: Mapping[str, Unit]) -> tuple[Unit | None, float]:
    from rapidfuzz.distance import Indel

    words = text.split()
    alike, best = max((Indel.normalized_similarity(words, other.split()), other) for other in sources)
    return (sources[best], alike) if alike >= _NEARLY else (None, 0.0)

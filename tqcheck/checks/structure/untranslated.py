"""STR004 untranslated-passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tqcheck.checks.structure.passages import LEAST_WORDS, RUNNING, shown
from tqcheck.checks.structure.sameness import plain
from tqcheck.languages.inventory import LANGUAGES, base, siblings
from tqcheck.model import OPAQUE, Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_NEARLY = 90
"""rapidfuzz's ratio from which on two sentences are one with a slip or a converted figure."""
_KNOWN = 0.7
"""The share of a sentence's words that the source must have for a closer look."""
_LEAST_SMALL = 3
"""Words in small letters that tell a sentence from a list of names."""
_LEAST_DENSE = 10
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"\s*[\"“”„«»‘’‚「『].*[\"“”„«»‘’」』][.,!?。]?\s*$", re.DOTALL)


class UntranslatedPassage:
    """A sentence of the translation that is the source's own: it was left as it was.

        source: The works took three years.   translation: The works took three years.   (in a German article)

    Fires on a sentence of at least four words, three of them in small letters, that is equal or nearly equal to one of the source.
    Only passages that LNG002 does not report: that one tells by language, this one by the text itself, so it also sees
    what is too short or too much alike for a vote. With LNG002 ignored, what it says of the source's language is told here.

    Silent: titles, crossheads, captions; sentences that are all in quotation marks; names and code; passages that the file
    marks with `lang`; a source in the same language.

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
    sources: dict[str, Unit] = {}
    for unit in pair.source_units:
        sources.setdefault(plain(unit.text), unit)
    vocabulary = {word for text in sources for word in text.split()}
    close = pair.source_language is not None and pair.target_language in siblings(pair.source_language)
    for unit in pair.target_units:
        if not _is_text(analysis, unit) or (told and analysis.is_foreign(unit.block, unit.start, unit.end)):
            continue
        text = plain(unit.text)
        origin, alike = sources.get(text), 100.0
        if origin is None and not close and _mostly_known(text, vocabulary):
            origin, alike = _nearest(text, sources)
        if origin is not None:
            yield Finding(
                block=unit.block,
                start=unit.start,
                end=unit.end,
                message=f"This sentence is not translated; it is the source's: “{shown(origin.text)}”",
                confidence=0.98 if alike == 100 else 0.9,
                tier=Tier.CERTAIN if alike == 100 else Tier.LIKELY,
                evidence={"why": "the source has the same sentence", "alike": round(alike / 100, 2)},
                source=SourcePlace(origin.block, origin.start, origin.end),
            )


def _foreign(analysis: Analysis, language: str, found: list[Finding]) -> Iterator[Finding]:
    for passage in analysis.language.foreign:
        seen = any(f.block == passage.block and f.start < passage.end and passage.start < f.end for f in found)
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


def _is_text(analysis: Analysis, unit: Unit) -> bool:
    """Say whether a unit is a sentence that should be in another language: no names, quotes, code, titles."""
    block = analysis.article.blocks[unit.block]
    if block.kind not in RUNNING or OPAQUE in unit.text or _QUOTED.match(unit.text):
        return False
    if block.language and analysis.language.language and base(block.language) != analysis.language.language:
        return False
    if len(_DENSE.findall(unit.text)) >= _LEAST_DENSE:
        return True
    words = _WORD.findall(unit.text)
    small = sum(not word[0].isupper() for word in words)
    return len(words) >= LEAST_WORDS and small >= _LEAST_SMALL and 2 * small >= len(words)


def _mostly_known(text: str, vocabulary: set[str]) -> bool:
    words = text.split()
    return sum(word in vocabulary for word in words) >= _KNOWN * len(words)


def _nearest(text: str, sources: Mapping[str, Unit]) -> tuple[Unit | None, float]:
    from rapidfuzz import fuzz, process

    best = process.extractOne(text, list(sources), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return (sources[best[0]], float(best[1])) if best else (None, 0.0)

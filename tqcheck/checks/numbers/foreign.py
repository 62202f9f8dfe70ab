"""NUM003 foreign-number-format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.config import Settings

_CLEAR = re.compile(
    r"(?<![\w.,:/-])\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})+(?P<decimals>[.,]\d+)?(?![\w/:-]|[.,]\d)"
)
_BOTH = re.compile(
    r"(?<![\w.,:/-])\d{1,3}(?P<group>[.,])\d{3}(?!(?P=group))(?P<decimals>[.,]\d{1,2})(?![\w/:-]|[.,]\d)"
)


class ForeignNumberFormat:
    """A number in the format of another language.

        German: Es waren 1,234,567 Menschen.   →   1.234.567

    Separators are those of CLDR, of all regions that write the language; where the article's own region is known (es-MX), of
    that. Without a source only what cannot be read otherwise fires: two separators of thousands (1,234,567), or one before
    another mark (1,234.56). With a source, a number also fires whose value in the source is what only the foreign reading
    gives: 3,500 in a German text for 3,500 in an English one.

    Silent: apostrophes and spaces between thousands; languages whose regions differ in this mark; quotes in another language.

    Suppress with `ignore = ["NUM003"]` in tqcheck.toml.

    Known false alarms: model numbers and quantities in a table of another country.
    """

    rule = Rule(
        code="NUM003",
        name="foreign-number-format",
        summary="a number is written in the format of another language",
        severity=Severity.MINOR,
        mqm="locale conventions/number format",
        its="locale-violation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        """Yield each number in a foreign format, in text order."""
        language = analysis.language.language
        if language is None:
            return
        found = {(f.block, f.start): f for f in self._clear(analysis, language)}
        for finding in self._by_source(analysis, language):
            found.setdefault((finding.block, finding.start), finding)
        yield from (found[key] for key in sorted(found))

    def _clear(self, analysis: Analysis, language: str) -> Iterator[Finding]:
        for index, block in enumerate(analysis.article.blocks):
            if "," not in block.text and "." not in block.text:
                continue
            for pattern in (_CLEAR, _BOTH):
                for match in pattern.finditer(block.text):
                    if analysis.is_foreign(index, *match.span()) or not _is_foreign(
                        match, language, analysis.language.variant
                    ):
                        continue
                    yield _finding(
                        index, match.start(), match.end(), match[0], language, analysis.language.variant, None
                    )

    def _by_source(self, analysis: Analysis, language: str) -> Iterator[Finding]:
        pair = analysis.pair
        if pair is None or pair.source_language is None or pair.source_language == language:
            return
        from tqcheck.checks.numbers.collect import LEAST_CONFIDENCE, compared, span_in

        for here in compared(pair, analysis.language.variant):
            passage = here.passage
            if not passage.source or not passage.target or passage.link.confidence < LEAST_CONFIDENCE:
                continue
            for one, other in here.result.agreed:
                value = one.values[0]
                only = value in other.foreign and value != other.values[0]
                digits = re.search(r"\d{1,3}[.,]\d{3}(?!\d)", other.text)
                if not only or digits is None or value in one.foreign:
                    continue
                start = other.start + digits.start()
                block, first, last = span_in(passage.target, start, start + len(digits[0]))
                if analysis.is_foreign(block, first, last):
                    continue
                place = SourcePlace(*span_in(passage.source, one.start, one.end))
                yield _finding(block, first, last, digits[0], language, analysis.language.variant, place)


def _is_foreign(match: re.Match[str], language: str, variant: str | None) -> bool:
    from tqcheck.quantities.cldr import formats_for

    formats = formats_for(language, variant)
    if match["decimals"] and match["decimals"][0] == match["group"]:
        return False
    return match["group"] not in formats.groups and match["group"] in formats.decimals


def _finding(
    block: int, start: int, end: int, text: str, language: str, variant: str | None, source: SourcePlace | None
) -> Finding:
    from tqcheck.quantities.cldr import formats_for

    formats = formats_for(language, variant)
    own = "\u00a0" if formats.groups[0] in "\u00a0\u202f" else formats.groups[0]
    group = "," if "," in text and (text.find(",") < text.find(".") or "." not in text) else "."
    swapped = {group: own, ("." if group == "," else ","): formats.decimals[0]}
    right = "".join(swapped.get(character, character) for character in text)
    why = "the source's number in another language's format" if source else "no other reading is possible"
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"'{text}' is written '{right}' in this language",
        suggestions=(right,),
        confidence=0.9,
        tier=Tier.LIKELY,
        evidence={"why": why, "groups": list(formats.groups), "decimals": list(formats.decimals)},
        source=source,
    )

"""QUO003 foreign-quotation-marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.checks.kept.quoted import Quotation, quotations
from tqcheck.model import Analysis, BlockKind, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.config import Settings

_PAIRS = {
    "66-99": ("“", "”"),
    "low-66": ("„", "“"),
    "low-99": ("„", "”"),
    "out": ("«", "»"),
    "in": ("»", "«"),
    "99-99": ("”", "”"),
    "right": ("»", "»"),
    "corner": ("「", "」"),
    "corner-2": ("『", "』"),
    "prime": ("〝", "〟"),
    "straight": ('"', '"'),
}
"""The pairs of marks that are told apart, by a name."""
_NAMES = {pair: name for name, pair in _PAIRS.items()}

_MARKS = {
    "66-99": "af am an ar ast az be bg bn br bs ca crh cy da el en eo es et eu fa fil fo fr ga gl gu he hi hr hy id is it kk km "
    "kn ko lb lv mk ml mr ms mt nb ne nl nn oc pa pt ru so sq sr sw ta te th tl tr uk ur vi zh",
    "low-66": "az be bg bs cnr cs da de eo et fo hr is it ka lb lt lv mk ro ru sk sl sq sr uk kk",
    "low-99": "af bg bs cnr da et he hr hu lt lv mk nl pl ro sl sq sr",
    "out": "am an ar ast az be bg br ca crh de el eo es et eu fa fo fr gl hy it kk lb lv mk nb nn oc pl pt ro ru sq tr uk ur hu",
    "in": "bs cnr cs da de et fi hr hu lb mk nb nn pl sk sl sr sv",
    "99-99": "bs cnr da fi he hr nb nl nn sr sv mk fo is",
    "right": "fi sv",
    "corner": "ja zh ko",
    "corner-2": "ja zh ko",
    "prime": "ja zh",
}
"""Pairs of marks and the languages whose edited texts use them, as outer or as inner marks (after CLDR's delimiters and the
languages' own rules of orthography; generous: what is usual in print beside them is there as well)."""
_ACCEPTED: dict[str, frozenset[str]] = {}
for _pair, _languages in _MARKS.items():
    for _code in _languages.split():
        _ACCEPTED[_code] = _ACCEPTED.get(_code, frozenset()) | {_pair}

_LEAST_OWN = 2
"""Quotations in the language's own marks that an article must have before straight marks are called odd."""


class ForeignQuotationMarks:
    """Quotation marks that the language does not use, where the article uses its own elsewhere.

        „Ja“, sagte sie. “Nein”, sagte er.   →   “Nein”, better „Nein“

    Marks that slip through from the source, or from another writer's keyboard. Fires on a quotation in marks that are no
    marks of the article's language, where at least as many others are in its own; and, as only possible, on a quotation in
    straight marks where three times as many are in the language's own. Only the outermost marks are looked at.

    Silent: an article that writes the foreign marks throughout or mostly, for that is its house's style; marks without a partner
    (QUO001); passages in another language.

    Suppress with `ignore = ["QUO003"]` in tqcheck.toml.

    Known false alarms: quotations of code or of foreign text that keep their marks on purpose.
    """

    rule = Rule(
        code="QUO003",
        name="foreign-quotation-marks",
        summary="quotation marks of another language among the article's own",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="typographical",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each quotation in odd marks, in text order."""
        seen: list[tuple[int, Quotation, str, bool]] = []
        own: Counter[str] = Counter()
        for index, block in enumerate(analysis.article.blocks):
            accepted = _ACCEPTED.get(language_of(analysis, index) or "")
            if accepted is None or block.kind in (BlockKind.ALT, BlockKind.METADATA):
                continue
            for quotation in quotations(block.text, language_of(analysis, index), dialogue=False):
                name = _NAMES.get((quotation.mark, quotation.closing))
                if name is None or analysis.is_foreign(index, quotation.start, quotation.end):
                    continue
                own[name] += name in accepted
                if name not in accepted:
                    seen.append((index, quotation, name, name == "straight"))
        native = sum(own.values())
        foreign = sum(not straight for *_, straight in seen)
        straights = len(seen) - foreign
        for index, quotation, name, straight in seen:
            if straight and (native < _LEAST_OWN or native < 3 * straights):
                continue
            if not straight and native < max(1, foreign):
                continue
            text = analysis.article.blocks[index].text
            yield _finding(index, text, quotation, name, own.most_common(1)[0][0])


def _finding(index: int, text: str, quotation: Quotation, name: str, usual: str) -> Finding:
    opening, closing = _PAIRS[usual]
    inner = text[slice(*quotation.inner)]
    straight = name == "straight"
    return Finding(
        block=index,
        start=quotation.start,
        end=quotation.end,
        message=f"{quotation.mark}…{quotation.closing} among quotations in {opening}…{closing}",
        suggestions=(f"{opening}{inner}{closing}",),
        confidence=0.5 if straight else 0.8,
        tier=Tier.POSSIBLE if straight else Tier.LIKELY,
        evidence={"marks": quotation.mark + quotation.closing, "usual": opening + closing},
    )

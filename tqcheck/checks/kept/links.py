"""LNK001 link-differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.kept.addresses import Placed, addresses, is_edition_of, is_same
from tqcheck.checks.kept.beside import anchor, passage_at
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.config import Settings

_ALIKE = 75.0
"""Likeness (0 to 100, rapidfuzz's ratio) from which one address is taken for a slip of the other, wherever it stands."""
_WHAT = {"web": "address", "mail": "e-mail address", "handle": "handle"}


class LinkDiffers:
    """A link, e-mail address or handle of the source is missing in the translation, or leads elsewhere.

        source: [the report](https://example.org/report-2031)
        translation: [der Bericht](https://example.org/report-2013)   →   der Bericht

    The addresses of both articles are compared: what links lead to in Markdown and HTML, and addresses in the text. Fires on an
    address of the translation that is no address of the source and nearly is one, or stands in the place of one; and on a
    sentence whose counterpart has an address that is nowhere in the translation. The same: scheme, www, a slash at the end,
    fragments, parameters that count visitors; and what leads to the same site in another language (en.wikipedia.org and
    de.wikipedia.org, /en/ and /de/, ?lang=), whose path may be translated too.

    Silent: links inside the site without its host, #hashtags (they are translated), links of the translation that have no
    counterpart; passages that are missing as a whole (STR001).

    Suppress with `ignore = ["LNK001"]` in tqcheck.toml.

    Known false alarms: links that an edition replaces by its own coverage.
    """

    rule = Rule(
        code="LNK001",
        name="link-differs",
        summary="a link or address of the source is missing or changed",
        severity=Severity.MAJOR,
        mqm="design and markup/link",
        its="markup",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each address that is changed or missing, in text order."""
        if analysis.pair is not None:
            yield from sorted(_compare(analysis.pair), key=lambda finding: (finding.block, finding.start))


def _compare(pair: Pair) -> Iterator[Finding]:
    theirs = addresses(pair.source)
    if not theirs:
        return
    ours = addresses(pair.target)
    languages = (pair.source_language, pair.target_language)

    def fits(one: Placed, other: Placed) -> bool:
        return is_same(one.address, other.address, pair.target_language) or is_edition_of(
            one.address, other.address, languages
        )

    left = [other for other in ours if not any(fits(one, other) for one in theirs)]
    told: set[tuple[str, ...]] = set()
    for one in theirs:
        if one.address.exact in told or any(fits(one, other) for other in ours):
            continue
        told.add(one.address.exact)
        at = passage_at(pair, one.block, one.start, source=True)
        place = SourcePlace(one.block, one.start, one.end)
        blocks = {(unit.block, unit.start, unit.end) for unit in (at[1].target if at else ())}
        here = [o for o in left if any(b == o.block and s <= o.start < e for b, s, e in blocks)]
        changed = _nearest(one, left, here)
        if changed is not None:
            left.remove(changed[0])
            yield _changed(one, changed[0], changed[1], place)
        elif at is not None and at[1].target:  # else STR001 tells that the sentence is missing
            block, start, end = anchor(at[1])
            yield Finding(
                block=block,
                start=start,
                end=end,
                message=f"The source has the {_WHAT[one.address.kind]} {one.target} here, the translation has it nowhere",
                confidence=0.8 if one.is_text else 0.7,
                tier=Tier.POSSIBLE if one.address.kind == "handle" else Tier.LIKELY,
                severity=Severity.MAJOR if one.address.kind == "mail" else Severity.MINOR,
                evidence={"why": "missing", "in_source": one.target},
                source=place,
            )


def _nearest(one: Placed, left: list[Placed], here: list[Placed]) -> tuple[Placed, bool] | None:
    """Return the address that stands for one of the source, and whether it is nearly the same."""
    from rapidfuzz.fuzz import ratio

    kind = one.address.kind
    ranked = sorted(
        (
            (ratio(one.address.text, o.address.text), o in here, -n, o)
            for n, o in enumerate(left)
            if o.address.kind == kind
        ),
        key=lambda entry: entry[:3],
        reverse=True,
    )
    if ranked and ranked[0][0] >= _ALIKE:
        return ranked[0][3], True
    if len(here) == 1 and here[0].address.kind == kind:
        return here[0], False
    return None


def _changed(one: Placed, other: Placed, alike: bool, place: SourcePlace) -> Finding:
    return Finding(
        block=other.block,
        start=other.start,
        end=other.end,
        message=f"The source has the {_WHAT[one.address.kind]} {one.target} here, the translation {other.target}",
        suggestions=(one.target,) if other.is_text and alike else (),
        confidence=0.9 if alike else 0.5,
        tier=Tier.LIKELY if alike else Tier.POSSIBLE,
        severity=Severity.MAJOR if alike else Severity.MINOR,
        evidence={"why": "changed" if alike else "replaced", "in_source": one.target, "here": other.target},
        source=place,
    )

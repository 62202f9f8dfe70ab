"""LNK003 designation-differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from tqcheck.checks.kept.beside import anchor, both_sided, near, place_in
from tqcheck.checks.kept.designations import Designation, designations, made, often_translated, sound, tokens
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_MOST_EDITS = 1
_KNOWN_LETTERS = 3
"""So many letters are told from their designation without its digits (COVID for COVID-19)."""


class DesignationDiffers:
    """A designation of letters and digits is another one in the translation, or is missing.

        source: Two F-16 jets took off.   translation: Zwei F-18-Jets starteten.   →   F-18-Jets

    Designations are F-16, BREM-1, COVID-19, A320neo, 5G, H1N1, ISO 9001. Fires where the counterpart of a sentence has in
    place of one another one with the same letters, or with the same digits and nearly the same letters; and where neither it,
    its digits nor its letters are there or in the sentences beside.

    The same: endings and compounds (F-16ами, F-16-Kampfjet), a space or none (F 16), subscript digits (CO₂), letters
    written over (Ф-16, БРЭМ-1, Су-34) or typed in those that look alike.

    Silent: units and ordinals (5km, 21st, £5m), which are numbers; names that are said in words (Formel 1 for F1,
    七国集团 for G7, Corona for COVID-19); a missing designation that the translation has elsewhere.

    Suppress with `ignore = ["LNK003"]` in tqcheck.toml.

    Known false alarms: designations of products and roads that have another one abroad.
    """

    rule = Rule(
        code="LNK003",
        name="designation-differs",
        summary="a name of letters and digits is changed or missing",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="inconsistent-entities",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each designation that is changed or missing, in text order."""
        if analysis.pair is not None:
            yield from sorted(_compare(analysis.pair), key=lambda finding: (finding.block, finding.start))


def _compare(pair: Pair) -> Iterator[Finding]:
    @cache
    def here(unit: Unit) -> list[Designation]:
        return tokens(unit.text)

    def ours(passage: Passage) -> list[tuple[Unit, Designation]]:
        return [(unit, token) for unit in passage.target for token in here(unit)]

    for index, passage in both_sided(pair):
        theirs = [(unit, designation) for unit in passage.source for designation in designations(unit.text)]
        if not theirs:
            continue
        found = ours(passage)
        around = near(pair, index, ours)
        beside = near(pair, index, lambda p: [d for unit in p.source for d in designations(unit.text)])
        known = [designation for _, designation in theirs] + beside
        free = [(unit, token) for unit, token in found if not any(d.is_in(token) for d in known)]
        for unit, designation in theirs:
            if any(designation.is_in(token) for _, token in (*found, *around)):
                continue
            changed = _changed(designation, free)
            if changed is None:
                changed = _broken(designation, passage)
            if changed is not None:
                free = [pair for pair in free if pair != changed]
                yield _finding(designation, unit, changed, passage)
            elif _is_missing(pair, designation, passage, [token for _, token in (*found, *around)]):
                yield _finding(designation, unit, None, passage)


def _changed(designation: Designation, free: list[tuple[Unit, Designation]]) -> tuple[Unit, Designation] | None:
    """Return the token of the translation that stands for a designation and is another one."""
    from rapidfuzz.distance import OSA

    best: tuple[int, int, tuple[Unit, Designation]] | None = None
    for unit, token in free:
        if not token.letters or (" " in token.text and " " not in designation.text):
            continue
        distance = min(OSA.distance(key, designation.key) for key in _readings(token, designation))
        same_digits = token.digits == designation.digits
        same_letters = token.letters.startswith(designation.letters) and not same_digits
        latin = token.text.isascii() and designation.text.isascii()
        near_by = (
            latin
            and distance <= _MOST_EDITS
            and not (same_digits and len(designation.letters) < _KNOWN_LETTERS and often_translated(designation))
        )
        if (same_letters or near_by) and (best is None or distance < best[0]):
            best = (distance, token.start, (unit, token))
    return best[2] if best else None


def _broken(designation: Designation, passage: Passage) -> tuple[Unit, Designation] | None:
    """Return what is left where a hyphen stands without what it joined: BREM-, -16."""
    head, hyphen, tail = designation.text.rpartition("-")
    if not hyphen:
        return None
    pattern = re.compile(rf"(?<![\w-])(?:{re.escape(head)}-(?![\w-])|-{re.escape(tail)}(?![\w-]))")
    for unit in passage.target:
        if match := pattern.search(unit.text):
            return unit, made(match.start(), match.end(), match.group())
    return None


def _readings(token: Designation, designation: Designation) -> Iterator[str]:
    """Yield a token's key, and its first and last parts as far as the designation reaches: without an ending or a prefix."""
    count = len(designation.parts)
    yield token.key
    yield "".join(part.plain for part in token.parts[:count])
    yield "".join(part.plain for part in token.parts[-count:])


def _is_missing(pair: Pair, designation: Designation, passage: Passage, ours: list[Designation]) -> bool:
    """Say whether nothing of a designation is in the sentences of the translation or elsewhere in it."""
    if often_translated(designation) or passage.link.confidence < 0.5:
        return False
    numbers = set(designation.digits.split("."))
    if any(numbers & set(token.digits.split(".")) for token in ours):
        return False
    text = passage.target_text
    if len(designation.letters) >= _KNOWN_LETTERS and designation.letters in sound(text):
        return False
    whole = designation.text.casefold()
    return not any(
        whole in unit.text.casefold() or any(designation.is_in(token) for token in tokens(unit.text))
        for unit in pair.target_units
    )


def _finding(
    designation: Designation, unit: Unit, changed: tuple[Unit, Designation] | None, passage: Passage
) -> Finding:
    place = place_in(unit, designation.start, designation.end)
    if changed is None:
        block, start, end = anchor(passage)
        return Finding(
            block=block,
            start=start,
            end=end,
            message=f"The source has '{designation.text}' here, the translation has it nowhere",
            confidence=0.6,
            tier=Tier.POSSIBLE,
            severity=Severity.MINOR,
            mqm="accuracy/omission",
            its="omission",
            evidence={"why": "missing", "in_source": designation.text},
            source=place,
        )
    where, token = changed
    return Finding(
        block=where.block,
        start=where.start + token.start,
        end=where.start + token.end,
        message=f"The source has '{designation.text}' here, the translation '{token.text}'",
        confidence=0.85,
        tier=Tier.LIKELY,
        evidence={"why": "changed", "in_source": designation.text, "here": token.text},
        source=place,
    )

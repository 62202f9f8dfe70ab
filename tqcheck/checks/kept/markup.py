"""LNK002 placeholder-differs and LNK004 emoji-lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.checks.kept.beside import anchor, both_sided, near, place_in
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings

_PLACEHOLDER = re.compile(
    r"""\{\{[^{}\n]{1,60}\}\}                                  # {{ name }}
      | \$?\{[A-Za-z_0-9][\w.:!\[\]-]{0,40}\} | \{\}            # {name} {0} ${name} {}
      | %\([A-Za-z_]\w*\)[-+0\#]*\d*(?:\.\d+)?[diouxXeEfFgGcrs] # %(name)s
      | %\d+\$[-+0\#]*\d*(?:\.\d+)?[diouxXeEfFgGcs@]            # %1$s
      | (?<![\d\s%])%[sd](?![\w%]) | (?<![\w%\)])%[sdfi@](?![\w%])  # %s, not 5%d
      | (?<![\w%])%[a-z_]+%(?!\w)                               # %name%
      | </?[A-Za-z][A-Za-z0-9]{0,11}(?:\s[^<>\n]{0,200})?/?>    # <b> </b> <br/>
    """,
    re.VERBOSE,
)
_POSITION = re.compile(r"%\d+\$")
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    "|[\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff"
    "\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26bd\u26be\u26c4\u26c5\u26d4\u26ea\u2705\u270a\u270b\u2728\u274c"
    "\u2753-\u2755\u2757\u2764\u2b50\u2b55]"
)
"""Signs that people take for emoji: not those that are old symbols of print (☎ ✓ ★ ™)."""
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Sign:
    """A placeholder or an emoji at its place in a unit (code points of its text)."""

    unit: Unit
    start: int
    end: int
    text: str
    key: str

    @property
    def place(self) -> SourcePlace:
        return place_in(self.unit, self.start, self.end)


def _placeholders(units: tuple[Unit, ...]) -> list[Sign]:
    return [
        Sign(unit, match.start(), match.end(), match.group(), _placeholder_key(match.group()))
        for unit in units
        for match in _PLACEHOLDER.finditer(unit.text)
    ]


def _placeholder_key(text: str) -> str:
    """Return what two placeholders must share: %1$s may stand for %s, and {{name}} for {{ name }}; of a tag, its name."""
    if text.startswith("<"):
        return re.sub(r"\s.*|/?>$", "", text).lower()
    return _POSITION.sub("%", "".join(text.split()))


def _emoji(units: tuple[Unit, ...]) -> list[Sign]:
    found = []
    for unit in units:
        for match in _EMOJI.finditer(unit.text):
            if not _TONES.fullmatch(match.group()):
                found.append(Sign(unit, match.start(), match.end(), match.group(), match.group()))
    return found


class PlaceholderDiffers:
    """A placeholder or a tag in the text is missing, changed or translated.

        source: {count} people were hurt.   translation: {anzahl} Menschen wurden verletzt.   →   {anzahl}

    Placeholders are {name}, {0}, {{ name }}, ${name}, %s, %(name)d, %1$s, %name% and tags that stand in the text as text
    (<b>, </b>, <br/>); those that HTML and Markdown make markup of are no text. Fires where the counterpart of a sentence
    has less of one, or one more; another place in the sentence is right, and so is %1$s for %s.

    Silent: percentages; placeholders that stand in the sentence before or after.

    Suppress with `ignore = ["LNK002"]` in tqcheck.toml.

    Known false alarms: tags that set words in italics that another language does not set so.
    """

    rule = Rule(
        code="LNK002",
        name="placeholder-differs",
        summary="a placeholder or tag of the source is missing or changed",
        severity=Severity.MAJOR,
        mqm="design and markup/markup tag",
        its="markup",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each placeholder that is missing or is none of the source's, in text order."""
        if analysis.pair is not None:
            yield from sorted(_placeholder_findings(analysis.pair), key=lambda finding: (finding.block, finding.start))


def _placeholder_findings(pair: Pair) -> Iterator[Finding]:
    if not any("{" in b.text or "%" in b.text or "<" in b.text for a in (pair.source, pair.target) for b in a.blocks):
        return
    for index, passage in both_sided(pair):
        theirs, ours = _placeholders(passage.source), _placeholders(passage.target)
        if not theirs and not ours:
            continue
        missing, extra = _less(theirs, ours), _less(ours, theirs)
        missing = _less(missing, near(pair, index, lambda p: _less(_placeholders(p.target), _placeholders(p.source))))
        extra = _less(extra, near(pair, index, lambda p: _less(_placeholders(p.source), _placeholders(p.target))))
        for number, sign in enumerate(missing):
            block, start, end = anchor(passage)
            other = extra[number] if number < len(extra) else None
            if other is not None:
                block, start, end = other.unit.block, other.unit.start + other.start, other.unit.start + other.end
                message = f"The source has {sign.text} here, the translation {other.text}"
            else:
                message = f"The source has {sign.text} here, the translation lacks it"
            yield Finding(
                block=block,
                start=start,
                end=end,
                message=message,
                suggestions=(sign.text,) if other is not None else (),
                confidence=0.9,
                tier=Tier.LIKELY,
                evidence={"why": "changed" if other else "missing", "in_source": sign.text},
                source=sign.place,
            )
        for other in extra[len(missing) :]:
            unit = passage.source[0]
            yield Finding(
                block=other.unit.block,
                start=other.unit.start + other.start,
                end=other.unit.start + other.end,
                message=f"The translation has {other.text} here, the source does not",
                confidence=0.8,
                tier=Tier.LIKELY,
                evidence={"why": "added", "here": other.text},
                source=SourcePlace(unit.block, unit.start, unit.end),
            )


def _less(signs: list[Sign], without: list[Sign]) -> list[Sign]:
    """Return the signs that are left when each of the others has taken one of its kind."""
    taken = Counter(sign.key for sign in without)
    left = []
    for sign in signs:
        if taken[sign.key] > 0:
            taken[sign.key] -= 1
        else:
            left.append(sign)
    return left


class EmojiLost:
    """An emoji of the source is nowhere in the translation.

        source: Goal! ⚽ What a night.   translation: Tor! Was für eine Nacht.   →   the sentence

    Posts that an article quotes are quoted with their emoji. Fires on a sentence whose counterpart has one that is nowhere
    in the translation. The same: another skin tone, fewer of a row of one.

    Silent: signs of print (☎ ✓ ★ ™); passages that are missing as a whole (STR001).

    Suppress with `ignore = ["LNK004"]` in tqcheck.toml.

    Known false alarms: house styles without emoji.
    """

    rule = Rule(
        code="LNK004",
        name="emoji-lost",
        summary="an emoji of the source is missing",
        severity=Severity.MINOR,
        mqm="accuracy/omission",
        its="omission",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield each sentence that lacks an emoji, in text order."""
        if analysis.pair is not None:
            yield from sorted(_emoji_findings(analysis.pair), key=lambda finding: (finding.block, finding.start))


def _emoji_findings(pair: Pair) -> Iterator[Finding]:
    if not any(_EMOJI.search(block.text) for block in pair.source.blocks):
        return
    everywhere = {sign.key for sign in _emoji(pair.target_units)}
    for _, passage in both_sided(pair):
        lost = {sign.key: sign for sign in reversed(_emoji(passage.source)) if sign.key not in everywhere}
        if lost:
            yield _emoji_lost(passage, list(lost.values())[::-1])


def _emoji_lost(passage: Passage, lost: list[Sign]) -> Finding:
    block, start, end = anchor(passage)
    signs = " ".join(sign.text for sign in lost)
    return Finding(
        block=block,
        start=start,
        end=end,
        message=f"The source has {signs} here, the translation has it nowhere"
        if len(lost) == 1
        else f"The source has {signs} here, the translation has them nowhere",
        confidence=0.8,
        tier=Tier.LIKELY,
        evidence={"why": "missing", "emoji": [sign.text for sign in lost]},
        source=lost[0].place,
    )

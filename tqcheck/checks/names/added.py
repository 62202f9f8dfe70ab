"""NAM006 added-to-name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.checks.names.counterparts import Side, Token
    from tqcheck.config import Settings

_MOST_UNITS = 3
_MOST_WORDS = 4
"""In a parenthesis that is added to a name; longer ones are asides."""
_PARENTHESIS = re.compile(r"[ \u00a0]?[(（\[]([^()（）\[\]]{1,60})[)）\]]")
_PREFIX = re.compile(r"(?<![^\W_])([^\W\d_]{3,}) ?[:：][ \u00a0]?(?=[^\W\d_])")
_LONGEST_KIND = 3
"""Characters that may follow a place name in Chinese and Japanese to say what it is: 州, 共和国."""
_COLON_NO_TIME = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")
_OPENING = re.compile(r"[(（\[]")
_QUOTES = "\"'”’»“「」』"


class AddedToName:
    """Something in brackets after a name, or before it with a colon, that the source does not have.

    Machines and pages that names are copied from add what tells articles of an encyclopedia apart.

        source: John spoke.   translation: John (Stadt) sprach.   →   without (Stadt)
        source: Evgeny spoke.   translation: Kategorie: Evgeny sprach.   →   without Kategorie:

    Fires where source and translation are aligned, at a name that has its counterpart in the source,
    on a parenthesis of at most four words or a label with a capital, where the translation's passage
    has more brackets or colons than the source's. In scripts without capitals only the labels that
    encyclopedias use are known. Silent: what repeats a word of the source or the name in its own
    letters; abbreviations and figures; a short apposition that the source sets off by commas.

    Suppress with `ignore = ["NAM006"]` in tqcheck.toml, or accept the name.

    Known false alarms: explanations that a translator adds on purpose; a speaker and a colon for
    "said" in headlines, where the speaker is described by a noun that the source does not have.
    """

    rule = Rule(
        code="NAM006",
        name="added-to-name",
        summary="a parenthesis or a prefix at a name that the source does not have",
        severity=Severity.MAJOR,
        mqm="accuracy/addition",
        its="addition",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every parenthesis after a name and every label before one that the source has not."""
        if analysis.pair is None:
            return
        found = [
            _finding(added) for added in additions(analysis.pair) if not settings.accepts(added.name, added.language)
        ]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to a name: its place in the text of its block, and the name's counterpart in the source."""

    unit: Unit
    start: int
    end: int
    kind: str
    name: str
    counterpart: Token | None
    passage: Passage
    language: str


def additions(pair: Pair) -> Iterator[Added]:
    """Yield what the translation adds directly at names, passage by passage."""
    from tqcheck.checks.names.counterparts import Side, sides

    languages = sides(pair)
    if languages is None:
        return
    for passage in pair.passages:
        if not passage.source or not passage.target or max(len(passage.source), len(passage.target)) > _MOST_UNITS:
            continue
        here, there = passage.target_text, passage.source_text
        brackets = len(_OPENING.findall(here)) > len(_OPENING.findall(there))
        colons = len(_COLON_NO_TIME.findall(here)) > len(_COLON_NO_TIME.findall(there))
        if not (brackets or colons):
            continue
        source, target = Side(passage.source, languages[0]), Side(passage.target, languages[1])
        for unit in passage.target:
            if brackets:
                yield from _parentheses(unit, passage, source, target)
            if colons:
                if target.has_capitals:
                    yield from _prefixes(unit, passage, source, target)
                else:
                    yield from _labels(unit, passage, target)


def _parentheses(unit: Unit, passage: Passage, source: Side, target: Side) -> Iterator[Added]:
    for match in _PARENTHESIS.finditer(unit.text):
        inside = [t for t in target.tokens if t.unit is unit and match.start() <= t.start - unit.start < match.end()]
        words = match.group(1).split()
        if not inside or len(words) > _MOST_WORDS or any(map(str.isdigit, match.group(1))):
            continue
        head = _named(unit, match.start(), source, target)
        if head is None or any(_is_of(token, source, target) for token in inside):
            continue
        name, counterpart = head
        if (
            counterpart is not None
            and _is_set_off(counterpart)
            and unit.text[match.end() : match.end() + 1] not in _SET_OFF
        ):
            continue
        yield Added(
            unit,
            unit.start + match.start(),
            unit.start + match.end(),
            "parenthesis",
            name,
            counterpart,
            passage,
            target.language,
        )


_LONGEST_APPOSITION = 6
_SET_OFF = frozenset(",;–—-:，、،؛")


def _is_set_off(token: Token) -> bool:
    """Say whether commas or dashes set off something short, without a name, after a name: an apposition.

    Another language may put it in brackets. What holds a name goes on with an enumeration.
    """
    after = token.unit.text[token.end - token.unit.start :].lstrip(" \u00a0" + _QUOTES)
    if not after or after[0] not in _SET_OFF:
        return False
    words = re.split(r"[,;–—:.!?，、،؛。]", after[1:])[0].split()
    return 0 < len(words) <= _LONGEST_APPOSITION and not any(word[0].isupper() for word in words)


def _named(unit: Unit, end: int, source: Side, target: Side) -> tuple[str, Token | None] | None:
    """Return the name that ends at a place of a unit, and its counterpart in the source."""
    from tqcheck.checks.names.counterparts import ALIKE, alike, key

    before = unit.text[:end].rstrip(" \u00a0" + _QUOTES)
    place = unit.start + len(before)
    token = next((t for t in target.tokens if t.unit is unit and t.end == place), None)
    if not target.spaced:
        for concept, (start, stop) in target.gazetteer.unspaced(unit.text).items():
            if stop <= len(before) <= stop + _LONGEST_KIND and concept in source.concepts:
                return before[start:], None
    if (
        token is None
        or token.text.isupper()
        or not (token.capital or token.script not in ("Latn", "Cyrl", "Grek", "Armn"))
    ):
        return None
    best = max(
        (
            (alike(key(token), key(other)), -n)
            for n, other in enumerate(source.tokens)
            if other.capital or not token.capital
        ),
        default=(0.0, 0),
    )
    if best[0] >= ALIKE:
        return token.text, source.tokens[-best[1]]
    named = target.named.get(token.latin, frozenset())
    return (token.text, None) if named & source.concepts else None


def _is_of(token: Token, source: Side, target: Side) -> bool:
    """Say whether a word in brackets is one of the source, or the name itself in its own letters."""
    from tqcheck.checks.names.counterparts import ALIKE, is_noun, is_word

    if token.text.isupper():
        return True
    if len(token.text) <= 2:
        return False
    ordinary = is_word(token.text, target.language) or is_noun(token.text, target.language)
    if (token.capital and not ordinary) or token.script in _NO_CAPITALS:
        return source.explains(token, target) >= ALIKE
    return any(token.latin[:_SAME] == other.latin[:_SAME] for other in source.tokens)


_SAME = 5
"""Letters that two words begin with for one to be a form of the other."""
_NO_CAPITALS = frozenset(("Arab", "Hebr", "Deva", "Hang", "Kana", "Hani", "Thai", "Geor", "Ethi", "Khmr", "Mymr"))


def _prefixes(unit: Unit, passage: Passage, source: Side, target: Side) -> Iterator[Added]:
    from tqcheck.checks.names.counterparts import ALIKE

    for match in _PREFIX.finditer(unit.text):
        label = next((t for t in target.tokens if t.start == unit.start + match.start(1)), None)
        after = next((t for t in target.tokens if t.start == unit.start + match.end()), None)
        if label is None or after is None or (after.script in ("Latn", "Cyrl", "Grek") and not after.capital):
            continue
        if label.script in ("Latn", "Cyrl", "Grek") and not label.capital:
            continue
        if source.explains(label, target) >= ALIKE:
            continue
        head = _named(unit, after.end - unit.start, source, target)
        if head is not None:
            yield Added(
                unit, label.start, unit.start + match.end(), "prefix", head[0], head[1], passage, target.language
            )


_LABEL = re.compile(
    r"(分类|分類|类别|類別|文件|檔案|模板|カテゴリ|ファイル|분류|파일|틀|تصنيف|ملف|קטגוריה|קובץ|श्रेणी|चित्र|หมวดหมู่|კატეგორია|দলিল|বিষয়শ্রেণী|رده|زمرہ)"
    r"[ \u00a0]?[:：][ \u00a0]?(?=\w)"
)
"""Labels of pages in encyclopedias, in scripts where no capital tells a label from a verb of saying."""


def _labels(unit: Unit, passage: Passage, target: Side) -> Iterator[Added]:
    """Yield the labels of pages before anything, in scripts without capitals."""
    for match in _LABEL.finditer(unit.text):
        after = next((t.text for t in target.tokens if t.start == unit.start + match.end()), "")
        yield Added(
            unit, unit.start + match.start(), unit.start + match.end(), "prefix", after, None, passage, target.language
        )


def _finding(added: Added) -> Finding:
    first = added.passage.source[0]
    token = added.counterpart
    place = (
        SourcePlace(token.unit.block, token.start, token.end)
        if token
        else SourcePlace(first.block, first.start, first.end)
    )
    text = added.unit.text[added.start - added.unit.start : added.end - added.unit.start].strip()
    where = "after" if added.kind == "parenthesis" else "before"
    return Finding(
        added.unit.block,
        added.start,
        added.end,
        f"'{text}' {where} '{added.name}' is not in the source",
        confidence=0.8,
        tier=Tier.LIKELY,
        evidence={"added": text, "at": added.name, "kind": added.kind},
        source=place,
    )

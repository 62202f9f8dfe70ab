"""SPL002 real-word-slip."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.config import Settings

_SETS = Path(__file__).parent / "confusion_sets"

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(rf"{_LETTER}+(?:[-'’ʼ·]{_LETTER}+)*|\d[\d.,]*(?:{_LETTER}+)?|\S")
_ELIDED = re.compile(rf"{_LETTER}+['’](?={_LETTER})|{_LETTER}+(?:-{_LETTER}+)*")
_ELIDING = ("fr", "it", "ca")
_NUMBER = "0"
_EDGE = ""
"""What stands where no neighbouring word does."""

# What a reading must be worth, a power of ten, where neighbour words are counted (English). A word as common as
# "which" is meant more often than its slip can show; content words need more, for two of them fit many places.
_COMMON = 5.9
_WORTH_COMMON = 4.0
_WORTH_ONE_SIDE = 4.2
_WORTH_OTHER = 4.9
_WORTH_AGAINST_COUNTS = 6.0
_SHORTEST = 3
_NOT_DOUBTED = 5.6
"""Zipf. A word this frequent is not doubted by counts alone."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark and its place in the block's text (code points); `word` is lower case, apostrophes straight."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: `wrong` is a slip for `right` between these neighbours."""

    wrong: str
    right: str
    before: tuple[tuple[str, ...], ...]
    not_before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    not_after: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a language by the wrong word, and the classes that they speak of."""

    rows: Mapping[str, tuple[Row, ...]]
    classes: Mapping[str, frozenset[str]]


class RealWordSlip:
    """A word that exists, but that its neighbours say is a slip for another.

    No dictionary sees "far form home" or "could of been". Here two things do: a table of words
    that are taken for one another, each with the neighbours between which it is wrong; and, for
    English, counts of neighbouring words, which must favour the other word on both sides by
    far. The evidence names the neighbours that decided.

        The village is far form the coast   →   far from the coast

    Tables: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Russian,
    Ukrainian, Polish, Czech. They are made for edited text: what cannot be
    told from two or three neighbours is left alone, and most real-word slips cannot.

    To accept a word: `accept = ["word"]`. To switch the check off: `ignore = ["SPL002"]`.

    Known false alarms: quoted slips, word play, titles of works, words spelt as they are spoken.
    """

    rule = Rule(
        code="SPL002",
        name="real-word-slip",
        summary="a word that exists, and is a slip for another",
        severity=Severity.MINOR,
        mqm="linguistic conventions/spelling",
        its="misspelling",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every word whose neighbours say that another is meant."""
        counted: Counter[str] | None = None
        for index, block in enumerate(analysis.article.blocks):
            language = language_of(analysis, index)
            table = _table(language) if language else None
            if language is None or table is None:
                continue
            slips = _slips(language)
            starts = {sentence.start for sentence in analysis.sentences_of(index)}
            tokens = _tokens(block.text, language)
            for place, token in enumerate(tokens):
                rows = table.rows.get(token.word, ())
                if not rows and token.word not in slips:
                    continue
                if not _is_plain(block.text, token, starts) or analysis.is_foreign(index, token.start, token.end):
                    continue
                written = block.text[token.start : token.end]
                if settings.accepts(written, language):
                    continue
                finding = _by_table(index, block.text, tokens, place, rows, table)
                if finding is None and token.word in slips:
                    if counted is None:
                        counted = Counter(
                            t.word for i, b in enumerate(analysis.article.blocks) for t in _tokens(b.text, language)
                        )
                    finding = _by_counts(index, block.text, tokens, place, slips[token.word], counted, language)
                if finding is not None:
                    yield finding


# ------------------------------------------------------------------------------- words


def _tokens(text: str, language: str) -> list[Token]:
    """Return words, numbers and marks; in French and Italian an elided word is one of its own: l', qu'."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if language in _ELIDING and len(word) > 2 and ("'" in word or "’" in word):
            for part in _ELIDED.finditer(text, match.start(), match.end()):
                found.append(Token(part.start(), part.end(), _plain(part.group())))
        else:
            found.append(Token(match.start(), match.end(), _plain(word)))
    return found


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return word.replace("’", "'").replace("ʼ", "'").lower()


def _is_plain(text: str, token: Token, starts: set[int]) -> bool:
    """Say whether a word is written in lower case, or with a capital that a beginning gives it; no part of a name or code."""
    written = text[token.start : token.end]
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    if any(mark in "_@#/\\" or mark.isdigit() for mark in around):
        return False
    if written.islower():
        return True
    begins = token.start in starts or not text[: token.start].strip(" \"'“„«»‘(–—-")
    return begins and len(written) > 1 and written[0].isupper() and written[1:].islower()


def _neighbour(text: str, tokens: Sequence[Token], place: int, step: int) -> str:
    """Return the next word before (-1) or after (1) a place; _EDGE where a mark or the text's end is."""
    other = place + step
    if not 0 <= other < len(tokens):
        return _EDGE
    left, right = (tokens[other], tokens[place]) if step < 0 else (tokens[place], tokens[other])
    between = text[left.end : right.start]
    if between.strip() or between.count("\n") > 1:
        return _EDGE
    word = tokens[other].word
    if word[0].isdigit():
        return _NUMBER
    return word if word[0].isalpha() else _EDGE


# ------------------------------------------------------------------------------- the tables


def _by_table(
    block: int, text: str, tokens: Sequence[Token], place: int, rows: Sequence[Row], table: Table
) -> Finding | None:
    """Return what the first fitting row says about a word."""
    for row in rows:
        before = _fits_any(row.before, text, tokens, place, -1, table)
        after = _fits_any(row.after, text, tokens, place, 1, table)
        if before is None or after is None:
            continue
        if row.not_before and _fits_any(row.not_before, text, tokens, place, -1, table) is not None:
            continue
        if row.not_after and _fits_any(row.not_after, text, tokens, place, 1, table) is not None:
            continue
        decided = " ".join(filter(None, (before, f"‘{row.wrong}’", after)))
        return _finding(
            block, text, tokens[place], row.right, Tier.LIKELY, 0.9, {"neighbours": decided, "by": "confusion set"}
        )
    return None


def _fits_any(
    alternatives: tuple[tuple[str, ...], ...], text: str, tokens: Sequence[Token], place: int, step: int, table: Table
) -> str | None:
    """Return the words that an alternative fits, "" where nothing is asked; None: none fits."""
    if not alternatives:
        return ""
    for alternative in alternatives:
        slots = alternative if step > 0 else alternative[::-1]
        here, fitted = place, []
        for slot in slots:
            word = _neighbour(text, tokens, here, step)
            if not _fits(slot, word, table):
                break
            fitted.append(word)
            here += step
        else:
            return " ".join(fitted if step > 0 else fitted[::-1])
    return None


def _fits(slot: str, word: str, table: Table) -> bool:
    if slot in "^$":
        return word == _EDGE
    if not word:
        return False
    if slot == "*":
        return True
    if slot[0] == "-":
        return word.endswith(slot[1:]) and len(word) >= len(slot) + 2
    if slot[0] == "@":
        return word in table.classes[slot[1:]]
    return word == slot


@lru_cache(maxsize=64)
def _table(language: str) -> Table | None:
    """Return the table of a language, None where there is none."""
    path = _SETS / f"{language}.txt"
    if not path.is_file():
        return None
    return read_table(path.read_text(encoding="utf-8"))


def read_table(text: str) -> Table:
    """Read a table (its form is in `confusion_sets/README.md`). Raises ValueError for a line that has none."""
    classes: dict[str, frozenset[str]] = {}
    rows: dict[str, list[Row]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        content = line.split("#")[0].strip()
        if not content:
            continue
        if content[0] == "@" and "=" in content:
            name, words = content[1:].split("=")
            members: set[str] = set()
            for word in words.split():
                members |= classes[word[1:]] if word[0] == "@" else {word}
            classes[name.strip()] = frozenset(members)
            continue
        fields = [field.strip() for field in content.split("|")]
        if len(fields) != 3 or fields[0].count(">") != 1:
            raise ValueError(f"line {number}: no row of a confusion table: {line.strip()}")
        wrong, right = (part.strip() for part in fields[0].split(">"))
        before, after = (_alternatives(field) for field in fields[1:])
        for slot in (s for field in (*before, *after) for alternative in field for s in alternative):
            if slot[0] == "@" and slot[1:] not in classes:
                raise ValueError(f"line {number}: no class {slot}")
        rows.setdefault(wrong, []).append(Row(wrong, right, before[0], before[1], after[0], after[1]))
    return Table({wrong: tuple(found) for wrong, found in rows.items()}, classes)


def _alternatives(field: str) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    words = field.split()
    wanted = tuple(tuple(word.split("+")) for word in words if word[0] != "!")
    unwanted = tuple(tuple(word[1:].split("+")) for word in words if word[0] == "!")
    return wanted, unwanted


# ------------------------------------------------------------------------------- neighbour counts


@lru_cache(maxsize=4)
def _slips(language: str) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return, by word, what it may be a slip for and what that is worth before its neighbours are asked."""
    path = _SETS / f"{language}.slips"
    if not path.is_file():
        return {}
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        wrong, right, worth = line.split()
        found[wrong] = (*found.get(wrong, ()), (right, float(worth)))
    return found


def _by_counts(
    block: int,
    text: str,
    tokens: Sequence[Token],
    place: int,
    readings: Sequence[tuple[str, float]],
    counted: Mapping[str, int],
    language: str,
) -> Finding | None:
    """Return what counts of neighbouring words say about a word that a common one is one slip away from."""
    from tqcheck.lexicon import lexicon_for
    from tqcheck.lexicon.neighbours import gain, is_known

    token = tokens[place]
    before, after = (_neighbour(text, tokens, place, step) for step in (-1, 1))
    lexicon = lexicon_for(language)
    if lexicon is None or not is_known(language) or counted[token.word] > 1 or _NUMBER in (before, after):
        return None
    if not (before or after) or len(token.word) < _SHORTEST or not text[token.start : token.end].islower():
        return None
    own = lexicon.frequency(token.word)
    if own > _NOT_DOUBTED:
        return None

    def side(left: str, right: str) -> tuple[float, bool]:
        """Return how much likelier than by chance a pair is, and whether it is listed; what is not, is rarer than the rarest."""
        if not left or not right:
            return 0.0, False
        counts = gain(left, right, None, language)
        if counts:
            return counts + _UNLISTED_GAIN, True
        chance = lexicon.frequency(left) + lexicon.frequency(right) - 18
        return min(0.0, _RAREST_PAIR - chance), False

    own_before, listed_before = side(before, token.word)
    own_after, listed_after = side(token.word, after)
    best: tuple[float, str, float, float, bool, bool] | None = None
    for right, worth in readings:
        gain_before, has_before = side(before, right)
        gain_after, has_after = side(right, after)
        left_gain, right_gain = gain_before - own_before, gain_after - own_after
        total = worth + left_gain + right_gain
        if best is None or total > best[0]:
            best = (total, right, left_gain, right_gain, has_before, has_after)
    assert best is not None
    total, right, left_gain, right_gain, has_before, has_after = best
    common = lexicon.frequency(right) >= _COMMON
    if listed_before or listed_after:
        is_slip = has_before and has_after and total >= _WORTH_AGAINST_COUNTS
    elif has_before and has_after:
        is_slip = min(left_gain, right_gain) >= -0.05 and total >= (_WORTH_COMMON if common else _WORTH_OTHER)
    else:
        one_sided = (has_after and right_gain >= 1) or (has_before and left_gain >= 1)
        is_slip = common and one_sided and total >= _WORTH_ONE_SIDE
    if not is_slip:
        return None
    evidence = {
        "neighbours": " ".join(filter(None, (before, f"‘{token.word}’", after))),
        "by": "counts of neighbouring words",
        "times_likelier": int(float(f"{10 ** min(total, 9):.0e}")),
    }
    return _finding(block, text, token, right, Tier.LIKELY, min(0.98, 0.5 + total / 12), evidence)


_UNLISTED_GAIN = -1.8
"""`neighbours.gain` counts from here; added, its figure is a power of ten over chance."""
_RAREST_PAIR = math.log10(1e5 / 1.02e12)
"""How frequent (log10 of its share) the rarest listed pair is: what is not listed is no more frequent."""


def _finding(
    block: int, text: str, token: Token, right: str, tier: Tier, confidence: float, evidence: dict[str, object]
) -> Finding:
    written = text[token.start : token.end]
    suggestion = right[0].upper() + right[1:] if written[0].isupper() and written[1:].islower() else right
    if "’" in text:
        suggestion = suggestion.replace("'", "’")
    return Finding(
        block=block,
        start=token.start,
        end=token.end,
        message=f"'{written}' is probably a slip for '{suggestion}' here",
        suggestions=(suggestion,),
        confidence=confidence,
        tier=tier,
        evidence=evidence,
    )

"""Word-level differences between a reference and a hypothesis, marked in the hypothesis."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tqcheck.reports.pages.markup import Html, el, join, shown

_LONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"  # Han and kana
)
_HAS_LONE = re.compile(f"[{_LONE}]")
"""Scripts that write no spaces between words: compared by characters."""
_CHUNK = re.compile(r"\S+")


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the spans (code points) that are compared: words, marks of punctuation, characters of unspaced scripts.

    A mark inside a word (don't, al-Assad) belongs to it; a combining sign stays with its letter.
    """
    found: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if _HAS_LONE.search(chunk[0]):
            found += _characters(text, start, end)
            continue
        first, last = start, end
        while first < last and _is_mark(text[first]):
            first += 1
        while last > first and _is_mark(text[last - 1]):
            last -= 1
        found += [(at, at + 1) for at in range(start, first)]
        if first < last:
            found.append((first, last))
        found += [(at, at + 1) for at in range(last, end)]
    return found


def _characters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a chunk's characters each for itself, and what other scripts write between them as words."""
    found: list[tuple[int, int]] = []
    joins = False  # whether the next letter goes on with the word before it
    for at in range(start, end):
        if found and unicodedata.category(text[at]).startswith("M"):
            found[-1] = (found[-1][0], at + 1)
            continue
        alone = bool(_HAS_LONE.match(text[at])) or _is_mark(text[at])
        if joins and not alone:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
        joins = not alone
    return found


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def marked(reference: str, hypothesis: str) -> Html:
    """Return the hypothesis with `<ins>` about what the reference has not, after `<del><s>` about what it has instead.

    Without its `<del>` elements the result is the hypothesis, character by character. Words are
    aligned by Levenshtein distance; neighbouring changes are shown as one.
    """
    from rapidfuzz.distance import Levenshtein

    theirs, ours = tokens(reference), tokens(hypothesis)
    left, right = [reference[a:b] for a, b in theirs], [hypothesis[a:b] for a, b in ours]
    parts: list[str] = []
    position = 0
    for equal, i1, i2, j1, j2 in _blocks(Levenshtein.opcodes(left, right)):
        begin = ours[j1][0] if j1 < j2 else position
        parts.append(hypothesis[position:begin])
        stop = ours[j2 - 1][1] if j1 < j2 else position
        text = hypothesis[begin:stop]
        if equal:
            parts.append(text)
        else:
            if i1 < i2:
                parts.append(_missing(reference, theirs, i1, i2, followed=j1 < j2))
            if j1 < j2:
                parts.append(el("ins", text, class_="re" if i1 < i2 else None))
        position = stop
    parts.append(hypothesis[position:])
    return join(parts)


def _missing(reference: str, spans: list[tuple[int, int]], first: int, last: int, *, followed: bool) -> Html:
    """Return the words of the reference that the hypothesis lacks, set off by a space where the reference has one."""
    start, end = spans[first][0], spans[last - 1][1]
    words = el("s", reference[start:end])
    if not (reference[start - 1 : start].isspace() or reference[end : end + 1].isspace()):
        return el("del", words)
    return el("del", words, " ") if followed or not start else el("del", " ", words)


def _blocks(opcodes: object) -> list[tuple[bool, int, int, int, int]]:
    """Return the opcodes with neighbouring changes joined: whether it is equal, and the ranges on both sides."""
    blocks: list[tuple[bool, int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in opcodes:  # type: ignore[attr-defined]
        equal = tag == "equal"
        if blocks and not equal and not blocks[-1][0]:
            blocks[-1] = (False, blocks[-1][1], i2, blocks[-1][3], j2)
        else:
            blocks.append((equal, i1, i2, j1, j2))
    return blocks


def nearest(references: tuple[str, ...], hypothesis: str) -> int:
    """Return the index of the reference with the fewest changed words."""
    if len(references) < 2:
        return 0
    from rapidfuzz.distance import Levenshtein

    words = [hypothesis[a:b] for a, b in tokens(hypothesis)]
    costs = [Levenshtein.distance([r[a:b] for a, b in tokens(r)], words) for r in references]
    return costs.index(min(costs))


MOST_CHARACTERS = 2_000
"""Code points of one text that the page shows and compares: no reader compares more by eye."""


def clipped(text: str) -> tuple[str, int]:
    """Return the part of a text that is shown, and how many characters are left out."""
    return text[:MOST_CHARACTERS], max(0, len(text) - MOST_CHARACTERS)


def left_out(number: int) -> Html | None:
    """Return the sentence that says how much of a text is not shown; None where all is."""
    return el("span", shown(f" … {number:,} more characters are not shown"), class_="cut") if number else None

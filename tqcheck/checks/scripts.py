"""ENC002 mixed-scripts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings

LATIN, CYRILLIC, GREEK = "Latin", "Cyrillic", "Greek"

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u1f00-\u1fff\u0400-\u0481\u048a-\u052f"
_MARKS = "\u0300-\u036f"
_BORDER = re.compile(f"[{_LATIN}][{_MARKS}]*[{_OTHER}]|[{_OTHER}][{_MARKS}]*[{_LATIN}]")
_WORD = re.compile(f"[{_LATIN}{_OTHER}][{_LATIN}{_OTHER}{_MARKS}]*")

# Letters that look the same in most typefaces (a subset of the confusables of Unicode TS 39).
_CYRILLIC_TO_LATIN = dict(zip("АВЕІЈКМНОРСТУХаеіјорсух", "ABEIJKMHOPCTYXaeijopcyx", strict=True)) | {
    "Ї": "Ï",
    "ї": "ï",
    "Ё": "Ë",
    "ё": "ë",
}
_GREEK_TO_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ", "ABEZHIKMNOPTYXoc", strict=True))
_TWINS = {
    (CYRILLIC, LATIN): _CYRILLIC_TO_LATIN,
    (LATIN, CYRILLIC): {latin: other for other, latin in _CYRILLIC_TO_LATIN.items()},
    (GREEK, LATIN): _GREEK_TO_LATIN,
    (LATIN, GREEK): {latin: other for other, latin in _GREEK_TO_LATIN.items()},
}


_STRESSED = frozenset("áàéèíìóòúùýÁÀÉÈÍÌÓÒÚÙÝ")


class MixedScripts:
    """Latin and Cyrillic or Greek letters inside one word.

    The letters look alike, so that no reader sees it, but search, links, spell checkers and
    voice output do not find the word.

        the WНO said   (Н is Cyrillic)   →   the WHO said

    Parts of a compound with a hyphen or apostrophe are looked at one by one (YouTube-канал is
    right). Silent: a Latin name with a Cyrillic ending (VIPов), Greek letters as symbols (kΩ, Δt).

    Suppress with `ignore = ["ENC002"]` in tqcheck.toml, or accept the word.

    Known false alarms: brand names that mix scripts for effect.
    """

    rule = Rule(
        code="ENC002",
        name="mixed-scripts",
        summary="letters of two scripts inside one word",
        severity=Severity.MAJOR,
        mqm="linguistic conventions/character encoding",
        its="characters",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every word with letters of two scripts."""
        main: str | None = None
        for index, block in enumerate(analysis.article.blocks):
            if not _BORDER.search(block.text):
                continue
            main = main or _main_script(analysis)
            for word in _WORD.finditer(block.text):
                text = word.group()
                if not _BORDER.search(text) or settings.accepts(text, analysis.language.language or "all"):
                    continue
                judged = _judge(text, main)
                if judged is None:
                    continue
                odd, script, repaired = judged
                names = ", ".join(f"{c} is {unicodedata.name(c, 'unnamed')} (U+{ord(c):04X})" for c in odd)
                yield Finding(
                    block=index,
                    start=word.start(),
                    end=word.end(),
                    message=f"'{text}' mixes scripts: {names} in a word of {script} letters",
                    suggestions=(repaired,) if repaired else (),
                    confidence=0.99 if repaired else 0.8,
                    tier=Tier.CERTAIN if repaired else Tier.LIKELY,
                    severity=None if repaired else Severity.MINOR,
                    evidence={"odd_letters": [f"U+{ord(c):04X}" for c in odd], "script": script},
                )


def _script(character: str) -> str | None:
    if unicodedata.combining(character):
        return None
    code = ord(character)
    if 0x370 <= code <= 0x3FF or 0x1F00 <= code <= 0x1FFF:
        return GREEK
    return CYRILLIC if 0x400 <= code <= 0x52F else LATIN


def _main_script(analysis: Analysis) -> str:
    counts = Counter(
        _script(character)
        for block in analysis.article.blocks
        for word in _WORD.finditer(block.text)
        for character in word.group()
    )
    del counts[None]
    return str(counts.most_common(1)[0][0])


def _judge(word: str, main: str) -> tuple[list[str], str, str | None] | None:
    """Return the odd letters, the script that the word should be in and the repaired word; None: no slip."""
    counts = Counter(script for script in map(_script, word) if script)
    # The script of the most letters is the one meant; between equals, the script of the article.
    order = sorted(counts, key=lambda script: (counts[script], script == main), reverse=True)
    for script in order:
        repaired = _in_script(word, script)
        if repaired is not None:
            if _is_hybrid(word, script, main) or (GREEK in counts and len(word) < 3):
                return None
            return _odd_letters(word, script), script, repaired
    if GREEK in counts or len(_runs(word)) == 2:
        return None  # a symbol, or a foreign stem with an ending of one's own: both are written on purpose
    if CYRILLIC in counts and set(_odd_letters(word, CYRILLIC)) <= _STRESSED:
        return None  # a stress mark, typed as the Latin letter that bears one
    return _odd_letters(word, order[0]), order[0], None


def _odd_letters(word: str, script: str) -> list[str]:
    return list(dict.fromkeys(c for c in word if _script(c) not in (script, None)))


def _in_script(word: str, script: str) -> str | None:
    """Return the word with every odd letter replaced by its twin; None when one of them has none."""
    letters = []
    for character in word:
        own = _script(character)
        if own in (script, None):
            letters.append(character)
            continue
        twin = _TWINS.get((str(own), script), {}).get(character)
        if twin is None:
            return None
        letters.append(twin)
    return "".join(letters)


def _is_hybrid(word: str, script: str, main: str) -> bool:
    """Say whether a Latin stem carries a lower-case ending of the article's script: SMSки, SMSу."""
    runs = _runs(word)
    if main == LATIN or len(runs) != 2 or _script(word[0]) != LATIN or len(runs[0]) < 2 or not runs[1].islower():
        return False
    return runs[0].isupper() or (script == LATIN and len(runs[1]) <= 3)


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    last = None
    for character in word:
        script = _script(character) or last
        if script == last:
            runs[-1] += character
        else:
            runs.append(character)
        last = script
    return runs

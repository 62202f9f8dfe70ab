"""Words of any script in one alphabet, so that a name written in two of them can be seen to be one.

Cyrillic and Greek are written with vowels and are transliterated letter by letter. In other
scripts vowels are unwritten or marks, so that words are compared by their consonants, which the
names of the letters in the Unicode Character Database give: ARABIC LETTER BEH, DEVANAGARI LETTER
KA, HANGUL SYLLABLE HAN. Consonants that scripts confuse are one (b and p, c, k and g …).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдежзийклмнопрстуфхцчшщъыьэюяёєіїјљњћђџў",
        "a b v g g d e zh z i i k l m n o p r s t u f h ts ch sh shch  y  e yu ya e e i i j l n c d dz u".split(" "),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f h ps o".split(), strict=True)
)
_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d", "ħ": "h"}
_TABLE = {ord(letter): plain for table in (_CYRILLIC, _GREEK, _PLAIN) for letter, plain in table.items()}

_NAME = re.compile(r"(?:LETTER|SYLLABLE) (?:SMALL |FINAL |SHORT )?([A-Z]+)")
_CLUSTER = re.compile(r"[^AEIOU]+")
_CLASSES = [
    ("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("zh", "s"), ("ts", "s"), ("ph", "f"), ("th", "t"), ("kh", "k"),
    ("gh", "k"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("q", "k"), ("g", "k"), ("b", "p"), ("v", "f"), ("w", "f"),
    ("d", "t"), ("z", "s"), ("j", "s"),
]  # fmt: skip
_SILENT = re.compile(r"[aeiouyh]|(.)(?=\1)")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in small letters without marks; Cyrillic and Greek become Latin."""
    if word.isascii():
        return word.lower()
    # Translated first: й and ё are letters of their own, their marks are not to be lost before.
    word = word.casefold().translate(_TABLE)
    word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return word.translate(_TABLE)


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """Return the consonants of a word in any script that has letters for them, in classes: "Houston" -> "stn"."""
    text = "".join(letter if letter.isascii() else _consonant(letter) for letter in word.casefold())
    for letters, one in _CLASSES:
        text = text.replace(letters, one)
    return _SILENT.sub("", text)


@lru_cache(maxsize=20_000)
def _consonant(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith(("LATIN", "CYRILLIC", "GREEK")):
        return fold(letter)
    found = _NAME.search(name)
    if not found:
        return ""
    clusters = _CLUSTER.findall(found[1])
    if name.startswith("HANGUL"):
        return "".join(clusters).lower()
    if not clusters or found[1][0] in "AEIOU":  # ALEF, AIN: no consonant that another script writes
        return ""
    # Only the first: the rest spells the letter's name (LAM, ZAYIN). Arabic waw and yeh are mostly vowels.
    first = clusters[0].lower()
    return "" if first in ("w", "y") and name.startswith(("ARABIC", "HEBREW")) else first

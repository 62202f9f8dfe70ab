"""What a unit shows of what it says: bags of traits, one bag a channel.

Two languages share numbers, names, cognates and some marks; one language shares nearly all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from tqcheck.alignment.folding import consonants, fold

Bag = Counter[str]

_DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without spaces: kana, Han, Thai, Lao, Burmese, Khmer."""
_DENSE_RUN = re.compile(f"[{_DENSE}]+")
_TOKEN = re.compile(rf"[{_DENSE}]+|[^\s\d\W_{_DENSE}][^\s\d_.,;:!?…«»„“”\"'’()\[\]{_DENSE}\u0964]*")
_NUMBER = re.compile(r"\d+(?:[.,’']\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_SEPARATOR = re.compile(r"\D+")
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[@#]\w+")
_GRAM = 4

_MARKS = {
    "?": "?", "？": "?", "؟": "?", "!": "!", "！": "!", "%": "%", "％": "%", "٪": "%",
    ":": ":", "：": ":", "；": ";", ";": ";", "؛": ";",
    "(": "(", "（": "(", "[": "(", "«": '"', "„": '"', "“": '"', "”": '"', '"': '"', "「": '"', "『": '"', "»": '"', "…": "…",
    "$": "$", "€": "€", "£": "£", "¥": "¥", "/": "/", "&": "&", "+": "+",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Return the words of a text; a run of a script without spaces is one."""
    return _TOKEN.findall(text)


def _grams(word: str, size: int) -> list[str]:
    padded = f" {word} "
    if len(padded) <= size:
        return [padded]
    return [padded[i : i + size] for i in range(len(padded) - size + 1)]


def words(text: str) -> Bag:
    """Return the 4-grams of a text's words, folded; of scripts without spaces single characters and pairs."""
    bag: Bag = Counter()
    for token in tokens(text):
        if _DENSE_RUN.match(token):
            bag.update(token)
            bag.update(token[i : i + 2] for i in range(len(token) - 1))
        else:
            bag.update(_grams(fold(token), _GRAM))
    return bag


def cognates(text: str) -> Bag:
    """Return the 4-grams of the longer words, transliterated: names and cognates of alphabets with vowels."""
    bag: Bag = Counter()
    for token in tokens(text):
        word = fold(token)
        if len(word) >= _GRAM and not _DENSE_RUN.match(token):
            bag.update(_grams(word, _GRAM))
        elif token.isupper() and len(token) > 1:
            bag[word] += 1
    return bag


def skeletons(text: str) -> Bag:
    """Return the consonants of capitalised words, and of all words in scripts without capitals: names across scripts."""
    bag: Bag = Counter()
    for token in tokens(text):
        if not token[0].islower() and not _DENSE_RUN.match(token):
            word = consonants(token)
            if len(word) >= 3:
                bag[word] += 1
                bag.update(f"{word[i : i + 3]}" for i in range(len(word) - 2))
            elif len(word) == 2:
                bag[word] += 1
        # Latin words in a text of another script are names as they are.
        if token.isascii() and len(token) > 1:
            bag["=" + token.lower()] += 1
    return bag


def numbers(text: str) -> Bag:
    """Return the numbers of a text as digits without separators: 1,500 and 1.500 are one."""
    return Counter(
        "".join(str(unicodedata.digit(c)) for c in _SEPARATOR.sub("", found)).lstrip("0") or "0"
        for found in _NUMBER.findall(text)
    )


def marks(text: str) -> Bag:
    """Return the marks that translations keep, and links, handles and addresses."""
    bag: Bag = Counter(_LINK.findall(text))
    bag.update(_MARKS[c] for c in text if c in _MARKS)
    return bag


Channel = Callable[[str], Bag]

_WIDE = {"han": 3.4, "kana": 2.2, "hangul": 2.4, "abjad": 1.2}
_SCRIPTS = [
    (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), "han"),
    (re.compile(r"[\u3040-\u30ff]"), "kana"),
    (re.compile(r"[\uac00-\ud7af]"), "hangul"),
    (re.compile(r"[\u0590-\u06ff]"), "abjad"),
]


def weight(text: str) -> float:
    """Return a text's length as if it were written in Latin letters, in characters."""
    size = float(len(text))
    for pattern, script in _SCRIPTS:
        size += (_WIDE[script] - 1) * len(pattern.findall(text))
    return size


def is_alphabet(text: str) -> bool:
    """Say whether a text is written in letters that `fold` makes Latin."""
    letters = [c for c in text[:20_000] if c.isalpha()]
    plain = sum(c < "\u0530" for c in letters)
    return plain >= len(letters) / 2


def is_latin(text: str) -> bool:
    letters = [c for c in text[:20_000] if c.isalpha()]
    return sum(c < "\u0370" for c in letters) >= len(letters) / 2

"""How well a word stands between its neighbours, from counts of pairs of words.

The counts are the English ones that symspellpy carries (MIT; 243,000 pairs of Google's Ngram
corpus that consist of dictionary words). No package has such counts for another language under
a licence that a project under the GPL may depend on, so elsewhere nothing is known and every
gain is 0.0.

From the counts a table is built once, in the cache folder: a sorted array of 8-byte entries,
56 bits of the pair's hash and 8 bits of its gain. It is mapped into memory and searched by
halves; the package itself is never imported.
"""

from __future__ import annotations

import math
import mmap
import os
from array import array
from bisect import bisect_left
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from tqcheck import paths

_FORM = 1
"""Raised when the form of the file changes, so that older ones are built anew."""
_STEPS = 30
"""Steps of a power of ten that a gain is kept in."""
_UNLISTED = -1.8
"""What a pair that is not listed is taken to be: 1/64 as frequent as chance would have it. Gains count from there."""
_SCALE = 64
"""The counts of pairs in the package are this much larger than its counts of words."""
_TOKENS = 1.02e12
"""Words of the corpus that the counts of words are of."""
_SOURCES = {"en": ("frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt")}
_APOSTROPHE = str.maketrans("’", "'")


def gain(before: str | None, word: str, after: str | None, language: str) -> float:
    """Return how much likelier a word is between these neighbours than elsewhere, a power of ten; 0.0: nothing is known.

    It is the sum over both sides of log10(count of the pair / count by chance), counted from
    what pairs that are not listed have, and never below 0.0 a side. `before` and `after` are
    the next words in the text, None where a mark or the sentence's end is between. `word` may
    hold spaces ("a lot"): then the pairs inside it count too.
    """
    if language not in _SOURCES or (before is None and after is None and " " not in word):
        return 0.0
    table = _table(language)
    if table is None:
        return 0.0
    chain = [before, *word.split(" "), after]
    return sum(_pair(table, left.lower(), right.lower()) for left, right in pairwise(chain) if left and right)


def is_known(language: str) -> bool:
    """Say whether there are counts for a language on this machine."""
    return language in _SOURCES and _table(language) is not None


def _pair(table: memoryview, left: str, right: str) -> float:
    key = _key(left.translate(_APOSTROPHE), right.translate(_APOSTROPHE))
    place = bisect_left(table, key)
    if place < len(table) and table[place] >> 8 == key >> 8:
        return (table[place] & 0xFF) / _STEPS
    return 0.0


def _key(left: str, right: str) -> int:
    digest = blake2b(f"{left} {right}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 8 << 8


@lru_cache(maxsize=4)
def _table(language: str) -> memoryview | None:
    """Return the table of a language, built first if it is not in the cache folder; None without the package."""
    path = paths.cache_dir() / "lexicon" / f"{language}-{_FORM}.pairs"
    try:
        return _mapped(path)
    except (OSError, ValueError):
        entries = _build(language)
    if entries is None:
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(entries.tobytes())
        temporary.replace(path)
        return _mapped(path)
    except (OSError, ValueError):
        return memoryview(entries)


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(data) % 8:
        raise ValueError("not a whole table")
    return data.cast("Q")


def _build(language: str) -> array[int] | None:
    from importlib.util import find_spec

    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        return None
    words_file, pairs_file = (Path(spec.origin).parent / name for name in _SOURCES[language])
    try:
        counts = {word: float(count) for word, count in map(str.split, words_file.read_text("utf-8-sig").splitlines())}
        pairs = [line.split() for line in pairs_file.read_text("utf-8-sig").splitlines()]
    except OSError:
        return None  # a later version of the package may have other files
    entries = []
    for left, right, count in pairs:
        if left not in counts or right not in counts:
            continue
        chance = counts[left] * counts[right] / _TOKENS * _SCALE
        value = math.log10(float(count) / chance) - _UNLISTED
        if value > 0:
            entries.append(_key(left, right) | max(1, min(255, round(value * _STEPS))))
    return array("Q", sorted(entries))

"""Word frequencies from a memory-mapped table, built once a language from wordfreq's lists.

A table is an open-addressing hash of 8-byte entries: 56 bits of the word's hash, 8 bits of its
frequency. Opening it costs a millisecond, where unpacking the list costs hundreds; two words
sharing 56 bits among half a million happen once in 10⁵ tables. Before it lies a bit map by
CRC-32, which says of most words in a fraction of the time that they are not listed: candidates
are made by the hundred, and nearly none of them is a word.
"""

from __future__ import annotations

import mmap
import os
import re
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from tqcheck import paths
from tqcheck.lexicon.inventory import Resources

_STEPS = 25
"""Steps of a Zipf unit that a frequency is kept in."""
_FORM = 4
"""Raised when the form of the files changes, so that older ones are built anew."""
_FREQUENT = 60_000
_BITMAP = 1 << 22
"""Bits: half a million words fill an eighth of them."""
_BORROWED = 0.7
"""Zipf units taken off a frequency that comes from a related language's list."""
_SWISS = 1.3
"""Zipf units taken off German words with ss for ß, which Switzerland writes."""
_ASKED = 2.5
"""Zipf. German words that are rarer keep the ss of the list: to ask a dictionary about tens of thousands takes too long."""
_OLD = 2.5
"""Zipf units by which spellings from before 1996 are rarer, with ß for ss."""


class FrequencyTable:
    """Frequencies on the Zipf scale; `entries` is the hash table, a power of two long."""

    def __init__(self, data: memoryview, frequent: Path | bytes) -> None:
        self._entries = data[_BITMAP // 8 :].cast("Q")
        self._mask = len(self._entries) - 1
        if len(self._entries) & self._mask:
            raise ValueError("not a whole table")
        self._bits = data[: _BITMAP // 8]
        self._frequent = frequent

    def may_have(self, word: str) -> bool:
        """Say whether a word may be listed: False is certain, True is right for one in ten of those that are not."""
        bit = crc32(word.encode("utf-8", "surrogatepass")) & (_BITMAP - 1)
        return bool(self._bits[bit >> 3] >> (bit & 7) & 1)

    def zipf(self, word: str) -> float:
        """Return a lower-case word's frequency, 0.0 when it is not in the list."""
        key = _hash(word)
        entries, mask = self._entries, self._mask
        place = key & mask
        while entry := entries[place]:
            if entry >> 8 == key >> 8:
                return (entry & 0xFF) / _STEPS
            place = (place + 1) & mask
        return 0.0

    def frequent_words(self) -> list[str]:
        data = self._frequent if isinstance(self._frequent, bytes) else self._frequent.read_bytes()
        return data.decode("utf-8").split("\n")


def open_table(resources: Resources) -> FrequencyTable:
    """Return the table of a language, built first if it is not in the cache folder.

    Where the folder cannot be written the table is kept in memory.
    """
    stem = paths.cache_dir() / "lexicon" / f"{resources.language}-{_FORM}-{'-'.join(resources.lists)}"
    table, frequent = stem.with_suffix(".table"), stem.with_suffix(".words")
    try:
        return _mapped(table, frequent)
    except (OSError, ValueError):
        data, listed = _build(resources)
    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        _write(frequent, listed)
        _write(table, data)
        return _mapped(table, frequent)
    except (OSError, ValueError):
        return FrequencyTable(memoryview(data), listed)


def _mapped(table: Path, frequent: Path) -> FrequencyTable:
    if not frequent.is_file():
        raise FileNotFoundError(frequent)
    with table.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return FrequencyTable(view, frequent)


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _build(resources: Resources) -> tuple[bytes, bytes]:
    frequencies = read_lists(resources)
    size = 1 << (len(frequencies) * 8 // 5).bit_length()
    entries = array("Q", bytes(8 * size))
    bits = bytearray(_BITMAP // 8)
    mask = size - 1
    for word, zipf in frequencies.items():
        bit = crc32(word.encode("utf-8", "surrogatepass")) & (_BITMAP - 1)
        bits[bit >> 3] |= 1 << (bit & 7)
        key = _hash(word)
        place = key & mask
        while entries[place]:
            place = (place + 1) & mask
        entries[place] = (key >> 8 << 8) | max(1, min(255, round(zipf * _STEPS)))
    ranked = sorted((word for word in frequencies if len(word) >= 4 and word.isalpha()), key=lambda w: -frequencies[w])
    return bytes(bits) + entries.tobytes(), "\n".join(ranked[:_FREQUENT]).encode("utf-8")


def read_lists(resources: Resources) -> dict[str, float]:
    """Return the words of a language's lists with their frequencies. Takes 0.1 to 2 s."""
    import wordfreq

    folder = Path(wordfreq.__file__).parent / "data"
    frequencies: dict[str, float] = {}
    for name in resources.lists:
        # The lists are buckets of words, one for each hundredth of a power of ten below 1.
        for centibels, bucket in enumerate(wordfreq.read_cBpack(str(folder / f"{name}.msgpack.gz"))):
            zipf = 9 - centibels / 100 - (_BORROWED if resources.borrowed else 0)
            for word in bucket:
                if not word.isdigit():
                    frequencies.setdefault(word.replace("’", "'"), zipf)
    mend = _MENDED.get(resources.language)
    return mend(frequencies) if mend else frequencies


# ---------------------------------------------------------------------------- what a list writes otherwise


def _german(frequencies: dict[str, float]) -> dict[str, float]:
    """Give back their ß to words that the list has with ss: its case folding makes grösser of größer. Takes seconds."""
    from tqcheck.lexicon.dictionary import Dictionary
    from tqcheck.lexicon.inventory import SUPPORTED

    dictionary = Dictionary(SUPPORTED["de"])

    def has(word: str) -> bool:
        return dictionary.spell(word) or dictionary.spell(word.capitalize())

    for word in [word for word, zipf in frequencies.items() if "ss" in word and zipf >= _ASKED]:
        zipf, sharp = frequencies[word], list(_with_sharp_s(word))
        if has(word):
            zipf -= _OLD
        elif sharp := [other for other in sharp if has(other)]:
            frequencies[word] = zipf - _SWISS
        for other in sharp:
            frequencies[other] = max(frequencies.get(other, 0.0), zipf)
    return frequencies


def _with_sharp_s(word: str) -> Iterator[str]:
    place = word.find("ss")
    while place >= 0:
        yield word[:place] + "ß" + word[place + 2 :]
        place = word.find("ss", place + 1)


def _greek(frequencies: dict[str, float]) -> dict[str, float]:
    """Give back their final ς to words: the list's case folding makes σ of it."""
    return {
        word[:-1] + "ς" if word.endswith("σ") and len(word) > 1 else word: zipf for word, zipf in frequencies.items()
    }


def _russian(frequencies: dict[str, float]) -> dict[str, float]:
    """Add words with е for ё, as they are printed."""
    for word in [word for word in frequencies if "ё" in word]:
        plain = word.replace("ё", "е")
        frequencies[plain] = max(frequencies[word], frequencies.get(plain, 0.0))
    return frequencies


def _serbian(frequencies: dict[str, float]) -> dict[str, float]:
    """Add each word in Cyrillic: the list is in Latin letters, whichever the texts were in."""
    cyrillic = {_cyrillic(word): zipf for word, zipf in frequencies.items() if word.isalpha()}
    return frequencies | {word: zipf for word, zipf in cyrillic.items() if not _LATIN.search(word)}


_LATIN = re.compile("[a-z]")
_TO_CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def _cyrillic(word: str) -> str:
    for pair, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        word = word.replace(pair, letter)
    return word.translate(_TO_CYRILLIC)


_MENDED = {"de": _german, "el": _greek, "ru": _russian, "sr": _serbian}


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")

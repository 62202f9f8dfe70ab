"""Inflected forms that a dictionary lacks, from simplemma's lists, in a table that is mapped into memory.

Hunspell's dictionaries inflect by rules, and where the rules are thin much correct text is
unknown to them: a third of what German and Spanish ones nominate in edited text, half of the
Slovenian. simplemma (MIT) lists inflected forms, drawn from Wiktionary and treebanks. Which
languages take them is in `inventory.py`: a list is only asked where it knows far more words
than slips.

The table is an open-addressing hash of 8-byte entries, as that of the frequencies is, built
once a language; it has no frequencies, and no word becomes a suggestion for being in it.
"""

from __future__ import annotations

import mmap
import os
import re
import unicodedata
from array import array
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from tqcheck import paths
from tqcheck.lexicon.inventory import Resources

_FORM = 1
"""Raised when the form of the files changes, so that older ones are built anew."""
_RARER = 1.5
"""Zipf units. A form whose accents alone tell it from a word so much more frequent is a slip that the list has: dias, días."""
_ACCENTS = re.compile("[\u0300-\u036f]")


class Forms:
    """The forms of one language."""

    def __init__(self, entries: memoryview) -> None:
        self._entries = entries
        self._mask = len(entries) - 1
        if not entries or len(entries) & self._mask:
            raise ValueError("not a whole table")

    def has(self, word: str) -> bool:
        """Say whether a normalised word is listed as it is written or, with a capital, in lower case."""
        return self._has(word) or (word[:1].isupper() and self._has(word.lower()))

    def _has(self, word: str) -> bool:
        key = _key(word)
        entries, mask = self._entries, self._mask
        place = key & mask
        while entry := entries[place]:
            if entry == key:
                return True
            place = (place + 1) & mask
        return False


def open_forms(resources: Resources) -> Forms | None:
    """Return the forms of a language, built first if they are not in the cache folder.

    Returns None for a language that takes none, or without the package. Where the folder
    cannot be written the table is kept in memory.
    """
    if not resources.forms:
        return None
    sizes = [size for name in resources.forms if (size := _size(name))]
    if not sizes:
        return None
    # A list of another size is another list, of another version of the package.
    name = f"{resources.language}-{_FORM}-{'-'.join(map(str, sizes))}.forms"
    return _open(paths.cache_dir() / "lexicon" / name, resources)


@lru_cache(maxsize=64)
def _open(path: Path, resources: Resources) -> Forms:
    try:
        return _mapped(path)
    except (OSError, ValueError):
        entries = _build(resources)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(entries.tobytes())
        temporary.replace(path)
        return _mapped(path)
    except (OSError, ValueError):
        return Forms(memoryview(entries))


def _mapped(path: Path) -> Forms:
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(data) % 8:
        raise ValueError("not a whole table")
    return Forms(data.cast("Q"))


def _build(resources: Resources) -> array[int]:
    from tqcheck.lexicon.frequencies import read_lists
    from tqcheck.lexicon.words import normalise

    frequencies = read_lists(resources)
    sisters: dict[str, float] = {}
    for plain, zipf in zip(_bare("\n".join(frequencies)).split("\n"), frequencies.values(), strict=True):
        sisters[plain] = max(zipf, sisters.get(plain, 0.0))
    # A million forms are worked on as one text: one by one it takes five times as long.
    text = normalise("\n".join({form for name in resources.forms for form in listed_forms(name)}), resources.language)
    low = text.lower()
    least = resources.floor - 1
    kept = [
        form
        for form, own, plain in zip(text.split("\n"), low.split("\n"), _bare(low).split("\n"), strict=True)
        if sisters.get(plain, 0.0) < max(frequencies.get(own, 0.0), least) + _RARER
    ]
    entries = array("Q", bytes(8 << (len(kept) * 8 // 5).bit_length()))
    mask = len(entries) - 1
    for form in kept:
        key = _key(form)
        place = key & mask
        while entries[place]:
            place = (place + 1) & mask
        entries[place] = key
    return entries


def listed_forms(name: str) -> set[str]:
    """Return the forms of simplemma's list of that name, none without the package. Takes 0.1 to 7 s."""
    if not _size(name):
        return set()
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    forms = {form for form in DefaultDictionaryFactory(cache_max_size=1).get_dictionary(name) if form[:1].isalpha()}
    if name == "de":
        # Spellings of Switzerland (grösser) and from before 1996 (daß) stand beside the others: the dictionary decides.
        forms -= {
            other
            for form in forms
            if "ß" in form and (plain := form.replace("ß", "ss")) in forms
            for other in (form, plain)
        }
    return forms


@lru_cache(maxsize=64)
def _size(name: str) -> int:
    """Return the length of one of simplemma's files, 0 when it is not installed; the package is not imported."""
    spec = find_spec("simplemma")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place, "strategies", "dictionaries", "data", f"{name}.plzma")
        if path.is_file():
            return path.stat().st_size
    return 0


def _bare(text: str) -> str:
    """Return a text without its accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text))


def _key(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1

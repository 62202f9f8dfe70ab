"""Misspellings that people are known to make, from codespell's list where that package is installed.

The list is English (CC BY-SA 3.0; 65,000 pairs) and is asked for English alone: in other
languages most of what it has are words. It is read where it lies, mapped into memory; no code
of the package, which is under the GPL 2 only, is imported, and nothing of the list is shipped.
"""

from __future__ import annotations

import mmap
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tqcheck.lexicon import lexicon_for

_COMMON = 3.0
"""Zipf. What is this frequent is as often a name, a dialect or another language's word: nam, als, chanel."""
_JOINTS = str.maketrans("", "", "' ")


def correction(word: str, language: str) -> tuple[str, ...]:
    """Return what a listed misspelling (normalised, lower case) was meant to be, the likeliest first.

    Empty where the word is not listed, where the dictionary has it, where it is common in its
    own right, and without the package. A common one is still given back when it only lost its
    apostrophe or its space: didnt, alot.
    """
    listed = _listed() if language == "en" and word.isascii() and word.isalpha() else None
    lexicon = lexicon_for(language)
    if listed is None or lexicon is None:
        return ()
    start = listed.find(f"\n{word}->".encode())
    if start < 0:
        return ()
    end = listed.find(b"\n", start + 1)
    meant = _meant(listed[start + len(word) + 3 : end if end > 0 else len(listed)].decode("ascii", "ignore"))
    if lexicon.known(word):
        return ()
    if lexicon.frequency(word) >= _COMMON:
        return tuple(other for other in meant if other != word and other.translate(_JOINTS) == word)
    return meant


def _meant(entry: str) -> tuple[str, ...]:
    """Read the right side of an entry: "a", "a, b," or "a, why it is not corrected unasked"."""
    parts = [part.strip() for part in entry.split(",")]
    if len(parts) > 1:
        parts = parts[:-1]  # what stands behind the last comma is nothing or a reason
    return tuple(part for part in parts if part)


@lru_cache(maxsize=1)
def _listed() -> mmap.mmap | None:
    spec = find_spec("codespell_lib")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place, "data", "dictionary.txt")
        try:
            with path.open("rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            continue
    return None

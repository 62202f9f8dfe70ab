"""Makes the lists of words that may be slips for common words (`tqcheck/checks/confusion_sets/*.slips`).

    python -m training.realword [--languages en]

A word is listed when the dictionary has it, a far commoner word is one slip away, and the two
are not forms or spellings of one word (walk and walks, favor and favour). A line is the word,
the common word, and what this reading is worth before its neighbours are asked: the kind of
slip and the difference of frequencies, in powers of ten.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.candidates import Candidate, candidates

FOLDER = Path(__file__).resolve().parent.parent / "tqcheck" / "checks" / "confusion_sets"
COMMON = 5.0
"""Zipf. How frequent a word must be to be looked for."""
DOUBTED = 5.6
"""Zipf. How frequent a word may be at most to be doubted."""
LEAST = 0.2
"""A reading that is worth less than this needs more of its neighbours than they can give."""

_ENDINGS = ("s", "d", "ed", "es", "ly", "n", "r", "er", "t")
_VARIANTS = (("or", "our"), ("er", "re"), ("s", "z"), ("l", "ll"))
_CONFUSED = {
    "en": "their there, there their, loose lose, affect effect, effect affect, weather whether, quite quiet, quiet quite, "
    "advise advice, principal principle, principle principal, passed past, past passed, though through, through though, "
    "though thought, thought though, threw through, peace piece, piece peace, cite site, sight site, brake break, "
    "hear here, knew new, weak week, wait weight, plain plane, cheep cheap, desert dessert, except accept, accept except, "
    "manor manner, roll role, steel steal, tale tail, waist waste, complement compliment, hole whole, bored board"
}
"""Pairs that are confused by their sound, beside those that one slip of the keyboard makes."""


_BONUS = {
    "accent": 1.3,
    "transposition": 1.2,
    "neighbour": 0.9,
    "doubling": 0.9,
    "undoubling": 0.8,
    "omission": 0.5,
    "extra_neighbour": 0.6,
    "extra": 0.1,
    "space": -0.9,
}
"""What a kind of slip is worth against frequency, in Zipf units; others are -0.4. Set by hand."""


def _worth(candidate: Candidate) -> float:
    first = -0.7 if candidate.first else 0.0
    return candidate.zipf + sum(_BONUS.get(kind, -0.4) for kind in candidate.slips) + first


def slips(lexicon: Lexicon) -> list[tuple[str, str, float]]:
    """Return the rows of a language, by word."""
    common = [word for word in _frequent(lexicon) if lexicon.frequency(word) >= COMMON]
    doubted = {found.word for word in common for found in candidates(word, lexicon)}
    rows: dict[tuple[str, str], float] = {}
    for word in doubted:
        own = lexicon.frequency(word)
        if not (len(word) > 1 and word.isascii() and word.isalpha() and own <= DOUBTED and lexicon.known(word)):
            continue
        for found in candidates(word, lexicon):
            if found.zipf >= COMMON and found.word in common and _worth(found) - own >= LEAST:
                rows[word, found.word] = _worth(found) - own
    for pair in _CONFUSED.get(lexicon.language, "").split(", "):
        wrong, right = pair.split()
        if lexicon.frequency(wrong) <= DOUBTED:
            rows.setdefault((wrong, right), max(LEAST, lexicon.frequency(right) - lexicon.frequency(wrong) + 0.5))
    return sorted(
        (wrong, right, worth)
        for (wrong, right), worth in rows.items()
        if not _are_forms(wrong, right) and not _are_variants(wrong, right)
    )


def _frequent(lexicon: Lexicon) -> list[str]:
    import wordfreq

    listed = wordfreq.top_n_list(lexicon.language, 3000)
    return [word for word in listed if len(word) > 1 and word.isascii() and word.isalpha()]


def _are_forms(one: str, other: str) -> bool:
    """Say whether two words look like forms of one."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    return len(one) == len(other) > 4 and one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("sdrtn")


def _are_variants(one: str, other: str) -> bool:
    """Say whether two words look like spellings of one: favor and favour, center and centre."""
    for left, right in _VARIANTS:
        for a, b in ((one, other), (other, one)):
            if any(a[i:].startswith(left) and a[:i] + right + a[i + len(left) :] == b for i in range(len(a))):
                return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.realword", description=__doc__)
    parser.add_argument("--languages", default="en", help="comma-separated")
    for language in parser.parse_args().languages.split(","):
        lexicon = lexicon_for(language)
        if lexicon is None:
            parser.error(f"no dictionary for {language}")
        rows = slips(lexicon)
        text = "".join(f"{wrong} {right} {worth:.1f}\n" for wrong, right, worth in rows)
        (FOLDER / f"{language}.slips").write_text(text, encoding="utf-8")
        print(f"{language}: {len(rows)} rows")


if __name__ == "__main__":
    main()

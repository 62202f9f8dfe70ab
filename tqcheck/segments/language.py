"""Are the reference and the hypothesis in one language? A file of the wrong language is scored as a very bad translation.

The texts are asked, not the file names: a sample spread over the file, told by the vote of
`tqcheck.languages.identify`. Siblings (Croatian and Serbian) count as one language.
"""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.languages.identify import foreign_language, identify
from tqcheck.languages.inventory import LANGUAGES, base, normalise_tag, siblings
from tqcheck.segments.records import ShapeError
from tqcheck.segments.shape import excerpt

SAMPLED = 40
"""Segments that are asked, spread over the file."""
_LONGEST = 4000
"""Characters of them that are enough."""
LEAST_LETTERS = 80
"""Under so many letters nothing is refused: a few names and figures do not tell a language."""
LEAST_UNSPACED = 25
"""The same for a text that is mostly in a script without spaces, where a letter says more."""
_SHOWN = 3


def check_language(
    hypothesis: tuple[str, Sequence[str], Sequence[int]],
    reference: tuple[str, Sequence[str], Sequence[int]],
    given: str | None,
) -> str | None:
    """Raise ShapeError where a reference is in another language than the hypothesis, with lines that show it.

    Each side is its path, its texts and their lines. `given` is the language that the hypothesis is
    said to be in (BCP 47): text that may be in it is. Each side must deny the other's language, so that
    a short text between two near ones is not refused. Returns a sentence for a note where both sides
    are in another language than that, else None.
    """
    own, other = sample(hypothesis[1]), sample(reference[1])
    if not (enough(own) and enough(other)):
        return None
    if given is None:
        expected = identify(own)[0]
    else:
        tag = normalise_tag(given)
        expected = base(tag) if tag else None
    if expected not in LANGUAGES:
        return None  # identification knows its languages only: it would take another for a near one
    language = (foreign_language(own, expected)[0] if given else None) or expected
    reference_language = foreign_language(other, expected)[0] or expected
    if reference_language not in siblings(language) and foreign_language(own, reference_language)[0] is not None:
        wrong = [
            index
            for index in _asked(reference[1])
            if foreign_language(reference[1][index], language)[0] in siblings(reference_language)
        ][:_SHOWN]
        shown = ", ".join(f"line {reference[2][index]} {excerpt(reference[1][index])}" for index in wrong)
        raise ShapeError(
            f"{reference[0]} is in {_name(reference_language)} and {hypothesis[0]} in {_name(language)}"
            + (f": {shown}" if shown else "")
        )
    if given and language != expected:
        return f"{hypothesis[0]} and {reference[0]} are in {_name(language)}, not in {_name(expected)}."
    return None


def sample(texts: Sequence[str]) -> str:
    """Return up to `SAMPLED` segments, spread over the file, as one text; a long one is cut, lest it speak for all."""
    longest = _LONGEST // SAMPLED * 4
    return " ".join(" ".join(texts[index][:longest] for index in _asked(texts)).split())[:_LONGEST]


def _asked(texts: Sequence[str]) -> list[int]:
    """Return the indexes of the segments that are asked, spread over the file."""
    told = [index for index, text in enumerate(texts) if text.strip()]
    step = -(-len(told) // SAMPLED) or 1
    return told[::step]


def enough(text: str) -> bool:
    """Say whether a sample is long enough to refuse a file by it."""
    letters = [character for character in text if character.isalpha()]
    unspaced = sum("\u0e00" <= c <= "\u0e7f" or "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in letters)
    return len(letters) >= (LEAST_UNSPACED if unspaced > len(letters) / 2 else LEAST_LETTERS)


def same_declared(one: str | None, other: str | None) -> bool:
    """Say whether two declared languages can be one; a language that nobody declares can be any."""
    if one is None or other is None:
        return True
    tags = (normalise_tag(one) or one, normalise_tag(other) or other)
    return base(tags[1].lower()) in siblings(base(tags[0].lower()))


def _name(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code

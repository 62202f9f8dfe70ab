"""What a writer may have meant: listed words one slip away, two for longer words, a space or a hyphen that was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.lexicon import Lexicon
from tqcheck.lexicon.fused import apart
from tqcheck.lexicon.slips import Slip, bare, slips

_LONGEST = 30
_TWO_SLIPS_FROM = 5
"""Letters. Shorter words are two slips away from dozens."""
_TWO_SLIPS_ZIPF = 2.5
_HYPHENS = {
    "ru": (("по", "из", "кое", "во", "в"), ("то", "нибудь", "либо", "таки", "за", "под")),
    "uk": (("по", "з", "із", "будь", "казна", "хтозна"), ("небудь", "таки", "за", "під", "то")),
    "be": (("па", "з", "абы"), ("небудь", "за", "пад", "то")),
}
"""What is written with a hyphen before or behind a word, and is so often forgotten."""
_DIGRAPHS = {
    "de": (("ß", "ss"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue")),
    "da": (("æ", "ae"), ("ø", "oe"), ("å", "aa")),
    "nb": (("æ", "ae"), ("ø", "oe"), ("å", "aa")),
    "nn": (("æ", "ae"), ("ø", "oe"), ("å", "aa")),
    "sv": (("å", "aa"), ("ä", "ae"), ("ö", "oe")),
    "fi": (("ä", "ae"), ("ö", "oe")),
    "is": (("æ", "ae"), ("þ", "th")),
    "fr": (("œ", "oe"), ("æ", "ae")),
    "pl": (("ó", "u"), ("u", "ó"), ("ż", "rz"), ("rz", "ż"), ("h", "ch"), ("ch", "h")),
}
"""Letters that are written as two where the keyboard lacks them, and what sounds so alike that it is taken for another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant, how frequent it is (Zipf) and by which slips it became the other.

    `place` is where the last slip is, from the word's end (0: its last letter); `first` says
    that a slip is in the first letter.
    """

    word: str
    zipf: float
    slips: tuple[str, ...]
    place: int
    first: bool


def candidates(word: str, lexicon: Lexicon) -> list[Candidate]:
    """Return the listed words one slip away from a lower-case word, the most frequent first."""
    if not 2 <= len(word) <= _LONGEST:
        return []
    found: dict[str, Candidate] = {}
    may_have = lexicon.may_have
    for other in _one_slip(word, lexicon.resources.alphabet):
        if may_have(other) and other not in found and (zipf := lexicon.listed(other)) and other != word:
            found[other] = _candidate(word, other, zipf, lexicon, 1)
    for other in _accents(word, lexicon.resources.alphabet):
        if may_have(other) and other not in found and (zipf := lexicon.listed(other)):
            found[other] = _candidate(word, other, zipf, lexicon, 2)
    for other, place in _digraphs(word, lexicon.language):
        if may_have(other) and (zipf := lexicon.listed(other)):
            found[other] = Candidate(other, zipf, ("digraph",), max(len(word) - 1 - place, 0), place == 0)
    if listed := apart(word, lexicon.language):
        found[listed] = Candidate(listed, 5.0, ("fused",), 2, False)
    for candidate in (*_lost_spaces(word, lexicon), *_lost_hyphens(word, lexicon)):
        found.setdefault(candidate.word, candidate)
    return sorted(found.values(), key=lambda candidate: -candidate.zipf)


def two_slips(word: str, lexicon: Lexicon) -> list[Candidate]:
    """Return frequent words with the same first letter that are two slips away from a longer word."""
    if not _TWO_SLIPS_FROM <= len(word) <= _LONGEST:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = []
    for beginning in {word[:1], word[1:2]}:
        listed = _by_initial(lexicon.language, lexicon).get(beginning, [])
        close = extract(word, listed, scorer=OSA.distance, processor=None, score_cutoff=2, limit=12)
        for other, distance, _ in close:
            zipf = lexicon.frequency(other)
            if distance == 2 and zipf >= _TWO_SLIPS_ZIPF:
                found.append(_candidate(word, other, zipf, lexicon, 2))
    return sorted(found, key=lambda candidate: -candidate.zipf)


@lru_cache(maxsize=8)
def _by_initial(language: str, lexicon: Lexicon) -> dict[str, list[str]]:
    del language
    groups: dict[str, list[str]] = defaultdict(list)
    for word in lexicon.frequent_words():
        groups[word[:1]].append(word)
    return groups


def _candidate(word: str, other: str, zipf: float, lexicon: Lexicon, most: int) -> Candidate:
    made = slips(word, other, lexicon.resources.keyboard, most) or (Slip("substitution", 0),) * most
    last = max(slip.place for slip in made)
    first = any(slip.place == 0 and slip.kind != "transposition" for slip in made)
    return Candidate(other, zipf, tuple(slip.kind for slip in made), max(len(word) - 1 - last, 0), first)


def _one_slip(word: str, letters: str) -> Iterator[str]:
    for i in range(len(word)):
        head, tail = word[:i], word[i + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + word[i] + tail[1:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + word[i:]
    for letter in letters:
        yield word + letter


def _accents(word: str, letters: str) -> Iterator[str]:
    """Yield the word with two of its accents changed: eleve, élève."""
    others = _accented(letters)
    places = [i for i, letter in enumerate(word) if bare(letter) in others]
    for at, i in enumerate(places):
        for j in places[at + 1 :]:
            for one in others[bare(word[i])]:
                if one != word[i]:
                    head = word[:i] + one + word[i + 1 : j]
                    for two in others[bare(word[j])]:
                        if two != word[j]:
                            yield head + two + word[j + 1 :]


@lru_cache(maxsize=64)
def _accented(letters: str) -> dict[str, str]:
    """Return, for each letter of an alphabet that has accented sisters, all of them."""
    groups: dict[str, str] = defaultdict(str)
    for letter in letters:
        groups[bare(letter)] += letter
    return {plain: group for plain, group in groups.items() if len(group) > 1}


def _digraphs(word: str, language: str) -> Iterator[tuple[str, int]]:
    for letter, pair in _DIGRAPHS.get(language, ()):
        for written, meant in ((pair, letter), (letter, pair)):
            place = word.find(written)
            while place >= 0:
                yield word[:place] + meant + word[place + len(written) :], place
                place = word.find(written, place + 1)


def _lost_spaces(word: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the best way to read a word as two frequent ones that lost their space."""
    if lexicon.resources.compounds:
        return
    best: Candidate | None = None
    for i in range(1, len(word)):
        left, right = lexicon.frequency(word[:i]), lexicon.frequency(word[i:])
        zipf = min(left, right)
        short = min(i, len(word) - i) == 1
        if zipf >= (6.0 if short else 4.3) and max(left, right) >= 5.3 and (best is None or zipf > best.zipf):
            best = Candidate(f"{word[:i]} {word[i:]}", zipf, ("space",), len(word) - i, False)
    if best:
        yield best


def _lost_hyphens(word: str, lexicon: Lexicon) -> Iterator[Candidate]:
    before, behind = _HYPHENS.get(lexicon.language, ((), ()))
    for i in range(1, len(word) - 1):
        head, tail = word[:i], word[i:]
        if (head in before and lexicon.frequency(tail) >= 3.5) or (tail in behind and lexicon.frequency(head) >= 4.0):
            zipf = min(lexicon.frequency(head), lexicon.frequency(tail))
            yield Candidate(f"{head}-{tail}", zipf, ("hyphen",), len(tail), False)

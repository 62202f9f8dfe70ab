"""NAM001 near-duplicate-name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.checks.context import word_set
from tqcheck.checks.names.collect import Form, Names, collect, words_of
from tqcheck.checks.names.slips import Ending, Slip, keys, plain, slip
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.words import lower
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings

_LEAST_LETTERS = 4
"""Of the longer of two spellings."""
_FREQUENT = 3.0
"""Zipf frequency from which a word is too common to be a slip of another."""
_WELL_KNOWN = 4.0
"""Zipf frequency of names that everybody knows: Tokyo."""
_NEAR = 60
"""Characters in one sentence within which two spellings are told apart on purpose: "Roper or Romer"."""
_MOST_FORMS = 40
"""Names that share what is left of them without a letter; more are no names but a list of codes."""

_LONGEST_ENDING = 3
_LEAST_STEM = 5
INFLECTING = word_set("pl cs sk uk ru be sl hr sr bs mk bg lt lv fi et hu tr is ro el")
"""Languages where a slip is looked for in the stem when the endings differ: Зелинського beside Зеленський."""

_KIND = {
    "letters swapped": 1.5,
    "letter doubled": 1.5,
    "neighbouring key": 1.0,
    "letter missing": 0.8,
    "letter too many": 0.5,
    "doubled letter single": 0.5,
    "another letter": 0.3,
    "another accent": 0.3,
}
"""What a kind of slip is worth: how much likelier it is typed than it makes another name."""
_LEAST_WORTH = -0.5
_SURE_WORTH = 1.5


class NearDuplicateName:
    """A name that is spelt in another way than elsewhere in the article.

    A misspelt name is the error that readers and the people named forgive least, and no
    dictionary finds it: Hochstein is as unknown to it as Hochstien.

        Hochstein said … Hochstein noted … Hochstien added   →   Hochstein

    Fires when a word with a capital stands once, is no known word, and is one slip away from
    another name of the article: two letters swapped, one left out, doubled, added or another
    one. Case endings are looked through (Хохшатйну beside Хохштайн). What speaks for a slip is
    summed up: the kind and place of it, how often the name stands, whether the same first name
    or surname stands beside it, which of the two is known. A name that stands only once itself
    counts if the same first name or surname stands beside both, if it stands in the source, or if
    it is a well-known one with two letters swapped or one doubled. Silent: what may be an inflected form
    in the language; ordinary and well-known words (Iran and Iraq, Maria and Mario); two spellings
    close together in one sentence, which tell variants apart; names that stand in the source
    article. A difference of accents or capitals alone is NAM003's.

    Suppress with `ignore = ["NAM001"]` in tqcheck.toml, or accept the name.

    Known false alarms: two people with nearly the same rare name; rhymes and puns on names.
    """

    rule = Rule(
        code="NAM001",
        name="near-duplicate-name",
        summary="a name spelt once in another way than elsewhere in the article",
        severity=Severity.MAJOR,
        mqm="linguistic conventions/spelling",
        its="inconsistent-entities",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every name that looks like a slip of another one in the article."""
        language = analysis.language.language
        if language is None:
            return
        for pair in near_duplicates(analysis, language):
            if not settings.accepts(pair.rare.text, language):
                yield _finding(pair)


@dataclass(frozen=True, slots=True)
class Pair:
    """A name that stands once and one that it looks like a slip of; `corrected` has the ending of the rare one."""

    rare: Form
    other: Form
    slip: Slip
    corrected: str
    cut: int
    """Letters of endings that were looked through."""
    worth: float = 0.0
    shared: str | None = None
    """A name that both stand beside."""
    in_source: bool = False


def near_duplicates(analysis: Analysis, language: str) -> list[Pair]:
    """Return the names of an article that look like slips of others, in text order."""
    names = collect(analysis, language)
    source = words_of(analysis.source)
    lexicon = lexicon_for(language)
    index: dict[str, list[tuple[Form, int]]] = defaultdict(list)
    for form in names.forms.values():
        for stem, cut in _stems(form.text, language):
            for key in keys(stem):
                index[key].append((form, cut))
    found: dict[str, Pair] = {}
    for rare in names.forms.values():
        if rare.count > 1 or rare.text in source or names.lower[lower(rare.text, language)]:
            continue
        pair = _best(rare, index, language)
        if pair is None or is_ordinary(rare.text, lexicon):
            continue
        judged = _judged(pair, names, source, lexicon)
        if judged.worth >= _LEAST_WORTH and (judged.other.count > 1 or _is_backed(judged, lexicon)):
            found[rare.text] = judged
    pairs = [pair for pair in found.values() if not _is_rather_right(pair, found.get(pair.other.text))]
    return sorted(pairs, key=lambda pair: (pair.rare.places[0].block, pair.rare.places[0].start))


def _is_backed(pair: Pair, lexicon: Lexicon | None) -> bool:
    """Say whether more than likeness speaks for a slip of a name that stands only once itself.

    Two spellings that stand once each are two names far more often than one and its slip.
    """
    if pair.shared is not None or pair.in_source:
        return True
    typed = pair.slip.kind in ("letters swapped", "letter doubled") and not pair.slip.first
    well_known = frequency(pair.other.text, lexicon) >= _WELL_KNOWN
    return typed and well_known and frequency(pair.rare.text, lexicon) == 0


def _is_rather_right(pair: Pair, opposite: Pair | None) -> bool:
    """Say whether, of two spellings that may each be a slip of the other, this one is the likelier."""
    if opposite is None or opposite.other is not pair.rare:
        return False
    first = pair.rare.places[0], opposite.rare.places[0]
    earlier = (first[0].block, first[0].start) < (first[1].block, first[1].start)
    return pair.worth < opposite.worth or (pair.worth == opposite.worth and earlier)


# ----------------------------------------------------------------------------- the comparison


def _stems(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield a name in lower case, whole and without what may be its ending, and how many letters that takes."""
    small = lower(text, language)
    yield small, 0
    if language in INFLECTING:
        for cut in range(1, min(_LONGEST_ENDING, len(small) - _LEAST_STEM) + 1):
            yield small[:-cut], cut


def _best(rare: Form, index: dict[str, list[tuple[Form, int]]], language: str) -> Pair | None:
    """Return the name that a rare form is most likely a slip of: no ending looked through, most frequent."""
    best: Pair | None = None
    seen: set[tuple[str, int, int]] = set()
    for stem, cut in _stems(rare.text, language):
        for key in keys(stem):
            near = index.get(key, ())
            if len(near) > _MOST_FORMS:
                continue
            for other, other_cut in near:
                tried = (other.text, cut, other_cut)
                if other is rare or tried in seen or not (rare.inside or other.inside):
                    continue
                seen.add(tried)
                pair = _compare(rare, cut, other, other_cut, language)
                if pair and (best is None or (-pair.cut, other.count) > (-best.cut, best.other.count)):
                    best = pair
    return best


def _compare(rare: Form, cut: int, other: Form, other_cut: int, language: str) -> Pair | None:
    """Return what makes a rare form a slip of another without their endings of so many letters, if one slip does."""
    wrong, right = rare.text[: len(rare.text) - cut], other.text[: len(other.text) - other_cut]
    ending, other_ending = rare.text[len(wrong) :], other.text[len(right) :]
    if max(len(wrong), len(right)) < _LEAST_LETTERS or ((cut or other_cut) and ending == other_ending):
        return None
    made = slip(wrong, right, language)
    # With other endings the stems must agree for some letters after the slip: otherwise it may be the ending itself.
    if made is None or made.ending is Ending.YES or ((cut or other_cut) and made.last):
        return None
    corrected = right + ending
    return None if plain(rare.text) == plain(corrected) else Pair(rare, other, made, corrected, cut + other_cut)


# ---------------------------------------------------------------------------- the judgement


def is_ordinary(rare: str, lexicon: Lexicon | None) -> bool:
    """Say whether a spelling is a word or name of its own."""
    return frequency(rare, lexicon) >= _FREQUENT or (
        lexicon is not None and (lexicon.known(rare) or lexicon.known(lower(rare, lexicon.language)))
    )


def frequency(name: str, lexicon: Lexicon | None) -> float:
    """Return a name's frequency in its language or, where it can be, in English: that list knows the names of the world."""
    english = lexicon_for("en") if name.isascii() else None
    return max((known.frequency(name) for known in (lexicon, english) if known), default=0.0)


def _judged(pair: Pair, names: Names, source: frozenset[str], lexicon: Lexicon | None) -> Pair:
    """Return a pair with what speaks for a slip added up."""
    rare, other, made = pair.rare, pair.other, pair.slip
    small = lower(other.text, lexicon.language) if lexicon else other.text.lower()
    is_word = bool(names.lower[small]) or (lexicon is not None and lexicon.known(small))
    shared = next(iter(sorted((rare.before & other.before) | (rare.after & other.after))), None)
    strangers = any(one and two and not one & two for one, two in _neighbours(rare, other))
    own, others = frequency(rare.text, lexicon), frequency(other.text, lexicon)
    in_source = other.text in source or pair.corrected in source
    typed = made.kind in ("letters swapped", "letter doubled")

    worth = _KIND[made.kind] + 0.4 * min(other.count, 4) - 0.4
    if made.first:
        worth -= 1.8 if made.kind == "another letter" else 1.2
    elif made.last:
        worth -= 0.3
    worth -= 1.2 * made.ending
    worth += {3: -1.0, 4: -0.6, 5: -0.2}.get(min(len(rare.text), len(other.text)), 0.0)
    worth += 0.3 * (len(other.text) >= 8)
    worth -= {0: 0.0, 1: 0.7, 2: 1.0}.get(pair.cut, 3.0)
    worth += 2.5 * (shared is not None) - 0.6 * strangers
    if _is_beside(rare, other):
        worth -= 0.6 if typed or (other.count > 2 and not shared) else 2.4
    worth += 0.5 if own == 0 else -0.4 * max(0.0, own - 1.2)
    if is_word:
        worth -= 0.3 if other.inside else 1.0
    else:
        worth += max(-1.0, min(1.5, 0.4 * (others - own)))
    worth -= 1.5 * (rare.text[1:].islower() != other.text[1:].islower())
    worth += 1.5 * in_source
    return Pair(rare, other, made, pair.corrected, pair.cut, round(worth, 3), shared, in_source)


def _neighbours(one: Form, two: Form) -> tuple[tuple[set[str], set[str]], ...]:
    return (one.before, two.before), (one.after, two.after)


def _is_beside(rare: Form, other: Form) -> bool:
    """Say whether the two stand close together in one sentence."""
    place = rare.places[0]
    return any(
        (near.block, near.sentence) == (place.block, place.sentence) and abs(near.start - place.start) < _NEAR
        for near in other.places
    )


def _finding(pair: Pair) -> Finding:
    place = pair.rare.places[0]
    evidence: dict[str, object] = {
        "edit": pair.slip.kind,
        "elsewhere": pair.other.text,
        "times_elsewhere": pair.other.count,
        "in_title": any(other.in_title for other in pair.other.places),
        "in_source": pair.in_source,
    }
    if pair.shared:
        evidence["beside_both"] = pair.shared
    sure = pair.worth >= _SURE_WORTH
    return Finding(
        block=place.block,
        start=place.start,
        end=place.start + len(pair.rare.text),
        message=f"'{pair.rare.text}' is written '{pair.other.text}' elsewhere in the article",
        suggestions=(pair.corrected,),
        confidence=round(min(0.97, max(0.4, 0.55 + 0.08 * pair.worth + 0.05 * pair.in_source)), 2),
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        severity=None if sure else Severity.MINOR,
        evidence=evidence,
    )

"""NAM003 name-written-two-ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.checks.names.collect import Form, Place, collect, is_initial
from tqcheck.checks.names.slips import are_forms, plain
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.words import lower, words
from tqcheck.model import Analysis, BlockKind, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings

_LEAST_LETTERS = 4
_BARE_CAPITALS = frozenset(("fr", "es", "ca", "pt", "gl", "it", "el"))
"""Languages where a capital may stand without its accent: Etat for État."""
_MOVING_ACCENTS = frozenset(("el", "lt", "sl", "bg", "sr"))
"""Languages where grammar or teaching moves an accent."""
_FREQUENT = 3.0
_TAIL = 2


class NameWrittenTwoWays:
    """A name that the article writes with other capitals or accents elsewhere.

    Readers take McDonald and Mcdonald, Dvořák and Dvorak for two people or for carelessness,
    and a search finds only one of them.

        Erdoğan said … Erdoğan left … Erdogan came back   →   Erdoğan
        in Al-Qaim … near al-Qaim … from al-Qaim          →   al-Qaim

    The rarer spelling is reported; of two that are as frequent, the one without the accent, and
    of two with other capitals the later one. Silent: capitals that grammar gives (at the
    beginning of a sentence, a quotation or an entry, in titles and headings, ALL CAPITALS); words
    that also stand in lower case; accents that come and go with an ending, or that French and its
    neighbours leave out on capitals; two people, told by other names beside them (María Gil and
    Maria Rossi); two spellings that are both words of the language.

    Suppress with `ignore = ["NAM003"]` in tqcheck.toml, or accept the name.

    Known false alarms: namesakes from two countries; a variant that is quoted on purpose.
    """

    rule = Rule(
        code="NAM003",
        name="name-written-two-ways",
        summary="a name with other capitals or accents than elsewhere in the article",
        severity=Severity.MINOR,
        mqm="style/inconsistent style",
        its="inconsistency",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every place where a name stands in its rarer spelling."""
        language = analysis.language.language
        if language is None:
            return
        found = [*_accents(analysis, language), *_capitals(analysis, language)]
        reached: set[tuple[int, int]] = set()
        for finding, text in sorted(found, key=lambda pair: (pair[0].block, pair[0].start)):
            if (finding.block, finding.start) not in reached and not settings.accepts(text, language):
                reached.add((finding.block, finding.start))
                yield finding


# ----------------------------------------------------------------------------- accents


def _accents(analysis: Analysis, language: str) -> Iterator[tuple[Finding, str]]:
    names = collect(analysis, language)
    lexicon = lexicon_for(language)
    groups: dict[str, list[Form]] = defaultdict(list)
    for form in names.forms.values():
        if len(form.text) >= _LEAST_LETTERS and not form.text.isascii():
            groups[plain(form.text)].append(form)
    for form in names.forms.values():
        if form.text.isascii() and (key := form.text.lower()) in groups:
            groups[key].append(form)
    for forms in groups.values():
        if len(forms) < 2:
            continue
        usual, *rarer = sorted(forms, key=lambda form: (-form.count, form.text.isascii(), _first(form)))
        for rare in rarer:
            if _differ_by_accident(rare, usual, language, lexicon) and not names.lower[lower(rare.text, language)]:
                for place in rare.places:
                    yield _finding(place, rare.text, usual.text, usual.count, rare.count), rare.text


def _differ_by_accident(rare: Form, usual: Form, language: str, lexicon: Lexicon | None) -> bool:
    """Say whether the accents of two spellings are neither grammar's nor those of two names."""
    one, two = lower(rare.text, language), lower(usual.text, language)
    if one == two or not (rare.inside or usual.inside) or language in _MOVING_ACCENTS or len(one) != len(two):
        return False
    places = [place for place, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    if (places == [0] and language in _BARE_CAPITALS) or are_forms(one, two, language):
        return False
    if places[0] >= len(one) - _TAIL and lexicon is not None and lexicon.known(rare.text):
        return False
    if any(first and second and not first & second for first, second in _beside(rare, usual)):
        return False
    # Two words of the language: Peru and Perú are one in Spanish, Ángel and Angel are two.
    known = lexicon is not None and lexicon.known(rare.text)
    return not known or (lexicon is not None and lexicon.frequency(rare.text) < _FREQUENT and rare.count < usual.count)


def _beside(one: Form, two: Form) -> tuple[tuple[set[str], set[str]], ...]:
    return (one.before, two.before), (one.after, two.after)


def _first(form: Form) -> tuple[int, int]:
    return form.places[0].block, form.places[0].start


# ---------------------------------------------------------------------------- capitals


def _capitals(analysis: Analysis, language: str) -> Iterator[tuple[Finding, str]]:
    """Yield the names whose capitals differ where no grammar gives any."""
    groups: dict[str, dict[str, list[Place]]] = {}
    small: set[str] = set()
    starts = {(sentence.block, sentence.start) for sentence in analysis.sentences}
    for index, block in enumerate(analysis.article.blocks):
        if language_of(analysis, index) != language or block.kind in (
            BlockKind.METADATA,
            BlockKind.TITLE,
            BlockKind.HEADING,
        ):
            continue
        foreign = any(passage.block == index for passage in analysis.language.foreign)
        for word in words(block.text):
            text = word.text
            if text == text.lower():
                small.add(text.lower())
            # One capital at the beginning is what most names have: it counts once another spelling is seen.
            if len(text) < _LEAST_LETTERS or not _has_capital(text) or text.isupper():
                continue
            if foreign and analysis.is_foreign(index, word.start, word.end):
                continue
            begins = (index, word.start) in starts or is_initial(block.text, word.start)
            place = Place(index, word.start, 0, begins, begins, False)
            groups.setdefault(text.lower(), {}).setdefault(text, []).append(place)
    for key, spellings in groups.items():
        if len(spellings) < 2 or key in small:
            continue
        # What begins a sentence says nothing of a word's first capital.
        counted = {text: [p for p in places if not p.begins] for text, places in spellings.items()}
        usual, *rarer = sorted(
            (text for text in counted if counted[text]),
            key=lambda text: (-len(counted[text]), (counted[text][0].block, counted[text][0].start)),
        ) or [""]
        for rare in rarer:
            if not _is_title_case_of(rare, usual):
                for place in counted[rare]:
                    yield _finding(place, rare, usual, len(counted[usual]), len(counted[rare])), rare


def _has_capital(text: str) -> bool:
    return any(letter.isupper() for letter in text)


def _is_title_case_of(one: str, two: str) -> bool:
    """Say whether two spellings differ only as a compound and its title: Vice-president, Vice-President."""
    if "-" not in one:
        return False
    return all(
        first == second or (place and first[:1].lower() == second[:1].lower() and first[1:] == second[1:])
        for place, (first, second) in enumerate(zip(one.split("-"), two.split("-"), strict=False))
    )


def _finding(place: Place, rare: str, usual: str, times: int, own: int) -> Finding:
    sure = times > own
    return Finding(
        block=place.block,
        start=place.start,
        end=place.start + len(rare),
        message=f"'{rare}' is written '{usual}' elsewhere in the article",
        suggestions=(usual,),
        confidence=0.85 if times >= 3 * own else 0.7 if sure else 0.5,
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        evidence={"elsewhere": usual, "times_elsewhere": times, "times_so": own},
    )

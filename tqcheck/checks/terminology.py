"""TRM002 glossary-term and TRM003 kept-as-it-is: what a translation must call by a set name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.checks.kept.beside import anchor, both_sided, near, place_in
from tqcheck.lexicon.house import EXACTLY, HouseWords, inflected
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings
    from tqcheck.lexicon.glossary import Wanted
    from tqcheck.lexicon.occurrences import Finder, Found, Token

_SURE = 0.5
"""Confidence of an alignment below which a passage's term may stand anywhere in the translation."""
_LEAST_LIKE = 0.8
"""Likeness from which a word of the translation is taken for a changed form of what is to be kept."""
_LEAST_LEFT = 4
"""Letters of a term that is told to be left untranslated: shorter ones are words of both languages."""

_LEAST_OF_NAME = 3
"""Letters of the small words that names have inside, at most."""
_BREAK = re.compile(r"[.,;:!?()]")
"""What ends a name."""


class GlossaryTerm:
    """A term of the glossary that the translation does not call by the name that the glossary gives.

        glossary: en "heat pump", de "Wärmepumpe"
        source: Heat pumps are cheaper.   translation: Wärmeaggregate sind billiger.   →   Wärmepumpe

    Fires where the source is given: on the passage of the translation whose source has a term, if
    none of its terms in the language of the translation stands in it, nor in the passage before or
    after it; on a term that the glossary forbids, with the one to write instead; on a term of the
    source that is left as it is. Settings:

        glossary_files = ["house/terms.csv", "house/climate.tbx"]
        glossary = [{en = "heat pump", de = "Wärmepumpe", forbidden_de = "Wärmeaggregat"}]

    Terms are found in their inflected forms on both sides, phrases with each word in its form, over
    white space, line ends and hyphens; the longest term of the source counts where one holds
    another. One in lower case also stands for Capitalised and ALL CAPS, one with a capital does not
    stand for lower case (Labour, labour); "=term" stands for exactly that form. In the translation
    capitals do not matter, and much counts as the term: a compound that it is a part of
    (Wärmepumpenförderung), a word of the same stem (Klima, klimatisch), its words apart, its
    initials. docs/terminology.md has the columns of the files.

    What stands nowhere in the translation by its name is likely, what does elsewhere is only
    possible (a pronoun may stand for it) and reported with `possible_terms = true`.

    Silent: passages that are missing or added as a whole (STR001, STR002); languages without a column.

    Suppress with `ignore = ["TRM002"]` in tqcheck.toml, or add what was written to the glossary.

    Known false alarms: terms whose source word has another meaning here, and free translations
    that need no word for it.
    """

    rule = Rule(
        code="TRM002",
        name="glossary-term",
        summary="a term of the glossary that the translation calls otherwise",
        severity=Severity.MINOR,
        mqm="terminology/inconsistent with terminology resource",
        its="terminology",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield forbidden terms, terms that were left as they are, and passages that lack a term."""
        pair = analysis.pair
        if pair is None or not (settings.glossary or settings.glossary_files):
            return
        if pair.source_language is None or pair.target_language is None:
            return
        target = analysis.language.variant or pair.target_language
        wanted = settings.terms().between(pair.source_language, target)
        if not wanted:
            return
        terms = _Terms(pair, pair.source_language, pair.target_language, wanted)
        found = [finding for index, passage in both_sided(pair) for finding in terms.look_at(index, passage)]
        found = [f for f in found if f.tier is not Tier.POSSIBLE or settings.possible_terms]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start, finding.end))


class _InSource(NamedTuple):
    """A term in the source: where it stands, and what the glossary says of it."""

    unit: Unit
    start: int
    end: int
    term: str
    wanted: Wanted

    @property
    def text(self) -> str:
        return self.unit.text[self.start : self.end]


class _Terms:
    """The terms of one pair of texts."""

    def __init__(self, pair: Pair, source: str, target: str, wanted: Mapping[str, Wanted]) -> None:
        from tqcheck.lexicon.lemmas import irregular_forms
        from tqcheck.lexicon.occurrences import Finder, is_regular

        self._pair = pair
        self._source, self._target = source, target
        self._wanted = wanted
        irregular = irregular_forms(_words(wanted), source, is_regular(source), bases_only=True)
        self._finder = Finder(wanted, source, irregular, verbs=False, apart=True)
        self._finders: dict[tuple[tuple[str, ...], bool], Finder] = {}

    @cached_property
    def _irregular(self) -> Mapping[str, list[str]]:
        """Forms of the terms in the translation's language: needed when a term seems to be missing."""
        from tqcheck.lexicon.lemmas import irregular_forms
        from tqcheck.lexicon.occurrences import is_regular

        words = _words(term for wanted in self._wanted.values() for term in wanted.terms)
        return irregular_forms(words, self._target, is_regular(self._target), bases_only=False)

    def look_at(self, index: int, passage: Passage) -> Iterator[Finding]:
        told: set[str] = set()
        for unit in passage.source:
            for hit in self._finder.find(unit.text):
                if hit.term not in told and not self._is_in_name(unit.text, hit):
                    told.add(hit.term)
                    yield from self._judge(index, passage, _InSource(unit, *hit, self._wanted[hit.term]))

    def _is_in_name(self, text: str, hit: Found) -> bool:
        """Say whether a term in lower case has a capital beside another word with one: The Winds of Winter."""
        from tqcheck.lexicon.occurrences import tokens

        if not _plain(hit.term)[0].islower() or not text[hit.start].isupper() or hit.start == 0:
            return False
        row = [t for t in tokens(text, self._source) if len(t.text) > _LEAST_OF_NAME or t.start == hit.start]
        before = [t for t in row if t.end <= hit.start]
        after = [t for t in row if t.start >= hit.end]
        beside = before[-1:] if len(before) > 1 else []  # the first has a capital for being the first
        return any(t.text[0].isupper() and _BREAK.search(_between(text, t, hit)) is None for t in beside + after[:1])

    def _judge(self, index: int, passage: Passage, here: _InSource) -> Iterator[Finding]:
        wanted = here.wanted
        barred = list(self._standing(wanted.forbidden, passage, outside=wanted.terms))
        for unit, start, end, term in barred:
            yield self._forbidden(here, unit, start, end, term)
        if barred or not wanted.terms or self._stands(wanted.terms, passage):
            return
        if any(self._stands(wanted.terms, other) for other in near(self._pair, index, _itself)):
            return
        elsewhere = any(self._stands(wanted.terms, other) for other in self._pair.passages if other.target)
        if elsewhere and (passage.link.moved or passage.link.confidence < _SURE):
            return
        if here.text.isupper() and self._left(here, passage, least=2):
            return  # an acronym that both languages use
        yield self._missing(here, passage, elsewhere)

    def _stands(self, terms: Iterable[str], passage: Passage) -> bool:
        """Say whether a passage of the translation may hold one of some terms."""
        from tqcheck.lexicon.occurrences import is_rendered

        text = passage.target_text
        return any(is_rendered(term, text, self._target) for term in terms) or any(
            is_rendered(term, text, self._target, self._irregular) for term in terms
        )

    def _standing(
        self, terms: tuple[str, ...], passage: Passage, outside: tuple[str, ...] = ()
    ) -> Iterator[tuple[Unit, int, int, str]]:
        """Yield where some terms stand in the translation of a passage, but not within some others."""
        if not terms:
            return
        finder = self._finder_of(terms, self._target)
        beyond = self._finder_of(outside, self._target, any_case=True)
        for unit in passage.target:
            taken = beyond.find(unit.text) if outside else []
            for start, end, term in finder.find(unit.text):
                if not any(t.start < end and start < t.end for t in taken):
                    yield unit, start, end, term

    def _finder_of(self, terms: tuple[str, ...], language: str, any_case: bool = False) -> Finder:
        from tqcheck.lexicon.occurrences import Finder

        key = (terms, any_case)
        if key not in self._finders:
            self._finders[key] = Finder(terms, language, any_case=any_case)
        return self._finders[key]

    def _forbidden(self, here: _InSource, unit: Unit, start: int, end: int, term: str) -> Finding:
        text = unit.text[start:end]
        instead = tuple(self._in_form(text, term, plain) for plain in map(_plain, here.wanted.terms))
        said = f"'{text}' is not to be written for '{here.text}' in the source"
        if instead:
            said += ": write " + _or(instead)
        return Finding(
            unit.block,
            unit.start + start,
            unit.start + end,
            _with_note(said, here.wanted),
            suggestions=tuple(dict.fromkeys(form for form in instead if form != text)),
            confidence=0.9,
            tier=Tier.CERTAIN,
            evidence=_evidence(here) | {"forbidden": _plain(term)},
            source=place_in(here.unit, here.start, here.end),
        )

    def _in_form(self, text: str, term: str, instead: str) -> str:
        """Return a term with the ending and the capital of the one that it replaces, where they fit."""
        match = HouseWords([term], self._target).find(text)
        # Endings that fit one word fit another that ends as it does: Aggregate, but no Pumpee.
        ends_alike = _plain(term)[-1] == instead[-1] or not (_is_vowel(_plain(term)[-1]) or _is_vowel(instead[-1]))
        form = inflected(match, instead, self._target) if match and ends_alike else instead
        if text[:1].isupper() and _plain(term)[:1].islower():
            form = form[:1].upper() + form[1:]
        return form

    def _missing(self, here: _InSource, passage: Passage, elsewhere: bool) -> Finding:
        terms = tuple(map(_plain, here.wanted.terms))
        block, start, end = anchor(passage)
        said = f"'{here.text}' in the source is {_or(terms)} in the glossary, and not so here"
        left = self._left(here, passage)
        if left is not None:
            unit, begin, stop = left
            block, start, end = unit.block, unit.start + begin, unit.start + stop
            said = f"'{unit.text[begin:stop]}' is left as it is in the source: the glossary has {_or(terms)}"
        return Finding(
            block,
            start,
            end,
            _with_note(said, here.wanted),
            suggestions=terms if left is not None else (),
            confidence=0.4 if elsewhere and left is None else 0.75,
            tier=Tier.POSSIBLE if elsewhere and left is None else Tier.LIKELY,
            evidence=_evidence(here) | {"elsewhere": elsewhere, "left": left is not None},
            source=place_in(here.unit, here.start, here.end),
        )

    def _left(self, here: _InSource, passage: Passage, least: int = _LEAST_LEFT) -> tuple[Unit, int, int] | None:
        """Return where the source's term stands in the translation as it does in the source."""
        if len(_plain(here.term)) < least:
            return None
        finder = self._finder_of((here.term,), self._source)
        for unit in passage.target:
            for start, end, _ in finder.find(unit.text):
                return unit, start, end
        return None


class KeptAsItIs:
    """Something that is not to be translated, and is not in the translation as the source has it.

        keep = ["Fehmarn Belt Ferry", "Windows 11"]

    Names of products, ships, works and laws that stay as they are: `keep` in the settings, a list or
    a table by the language of the translation. Fires where the source is given, on the passage whose
    source has an entry and that has it not in the same letters, nor has the passage before or after
    it; on a word that looks like the entry, where there is one (Window 11, Виндоус 11).

    Case endings may follow on both sides, each word of an entry may have them, and so may a hyphen,
    an apostrophe or a colon (Titanic's, Titanicin, Titanic-Film). Capitals count: an entry with a
    capital stands for itself and ALL CAPS. What stands elsewhere in the translation is only possible
    (a pronoun may stand for it) and reported with `possible_terms = true`.

    Silent: passages that are missing or added as a whole.

    Suppress with `ignore = ["TRM003"]` in tqcheck.toml, or take the entry from the list.

    Known false alarms: what the second mention of a name is shortened to.
    """

    rule = Rule(
        code="TRM003",
        name="kept-as-it-is",
        summary="something that is not to be translated, and is changed in the translation",
        severity=Severity.MAJOR,
        mqm="accuracy/do not translate",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield what was changed, or else the passages that lack it."""
        pair = analysis.pair
        if pair is None or not settings.keep or pair.source_language is None or pair.target_language is None:
            return
        entries = sorted(settings.keep.get("all", frozenset()) | settings.keep.get(pair.target_language, frozenset()))
        if not entries:
            return
        found = list(_changed(pair, pair.source_language, pair.target_language, entries))
        found = [f for f in found if f.tier is not Tier.POSSIBLE or settings.possible_terms]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start, finding.end))


def _changed(pair: Pair, source: str, target: str, entries: list[str]) -> Iterator[Finding]:
    from tqcheck.lexicon.occurrences import Finder

    in_source = Finder(entries, source, verbs=False)
    finders: dict[str, Callable[[Passage], bool]] = {}
    for index, passage in both_sided(pair):
        told: set[str] = set()
        for unit in passage.source:
            for start, end, entry in in_source.find(unit.text):
                if entry in told:
                    continue
                told.add(entry)
                stands = finders.setdefault(entry, _standing_as_it_is(entry, target))
                if stands(passage) or any(map(stands, near(pair, index, _itself))):
                    continue
                elsewhere = any(stands(other) for other in pair.passages if other.target)
                if elsewhere and (passage.link.moved or passage.link.confidence < _SURE):
                    continue
                yield _not_kept(passage, _Kept(unit, start, end, entry), elsewhere)


def _itself(passage: Passage) -> list[Passage]:
    return [passage]


class _Kept(NamedTuple):
    unit: Unit
    start: int
    end: int
    entry: str


def _standing_as_it_is(entry: str, language: str) -> Callable[[Passage], bool]:
    from tqcheck.lexicon.occurrences import UNSPACED, Finder

    finder = Finder([entry], language)
    plain = _plain(entry)

    def stands(passage: Passage) -> bool:
        text = passage.target_text
        # Anything may follow it: Titanicfilm, or the next word in a script without spaces.
        long_enough = len(plain) > _LEAST_LEFT or language in UNSPACED or language == "ko"
        return bool(finder.find(text)) or (long_enough and plain in text)

    return stands


def _not_kept(passage: Passage, kept: _Kept, elsewhere: bool) -> Finding:
    entry = _plain(kept.entry)
    block, start, end = anchor(passage)
    said = f"'{entry}' is not to be translated, and does not stand here as in the source"
    like = _likest(entry, passage)
    if like is not None:
        unit, begin, stop = like
        block, start, end = unit.block, unit.start + begin, unit.start + stop
        said = f"'{unit.text[begin:stop]}' stands for '{entry}', which is not to be changed"
    sure = like is not None or not elsewhere
    return Finding(
        block,
        start,
        end,
        said,
        suggestions=(entry,) if like is not None else (),
        confidence=0.75 if sure else 0.4,
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        severity=None if sure else Severity.MINOR,
        evidence={"entry": kept.entry, "elsewhere": elsewhere},
        source=place_in(kept.unit, kept.start, kept.end),
    )


def _likest(entry: str, passage: Passage) -> tuple[Unit, int, int] | None:
    """Return the words of a passage that look most like an entry, over scripts and accents."""
    from rapidfuzz.distance import JaroWinkler

    from tqcheck.alignment.folding import fold
    from tqcheck.lexicon.occurrences import tokens

    wanted = fold(entry)
    number = len(tokens(entry, ""))
    best: tuple[float, Unit, int, int] | None = None
    for unit in passage.target:
        row = tokens(unit.text, "")
        for size in range(max(1, number - 1), number + 2):
            for first, last in zip(row, row[size - 1 :], strict=False):
                text = unit.text[first.start : last.end]
                like = JaroWinkler.similarity(wanted, fold(text))
                if like >= _LEAST_LIKE and (best is None or like > best[0]) and text != entry:
                    best = (like, unit, first.start, last.end)
    return best[1:] if best else None


def _between(text: str, token: Token, hit: Found) -> str:
    return text[token.end : hit.start] if token.end <= hit.start else text[hit.end : token.start]


def _words(terms: Iterable[str]) -> set[str]:
    """Return the words of terms that have other forms."""
    return {word for term in terms if not term.startswith(EXACTLY) for word in term.replace("-", " ").split()}


def _is_vowel(letter: str) -> bool:
    return letter.lower() in "aeiouyáéíóúýąęěůőűäöüåæøаеёиоуыэюяіїєαεηιουω"


def _plain(term: str) -> str:
    return term.removeprefix(EXACTLY)


def _or(terms: Iterable[str]) -> str:
    return " or ".join(f"'{term}'" for term in terms)


def _with_note(said: str, wanted: Wanted) -> str:
    return f"{said}. {wanted.note}" if wanted.note else said


def _evidence(here: _InSource) -> dict[str, object]:
    return {
        "term": _plain(here.term),
        "expected": [_plain(term) for term in here.wanted.terms],
        "glossary": list(here.wanted.places),
    }

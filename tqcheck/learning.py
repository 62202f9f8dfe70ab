"""What a house writes and no dictionary knows: words and names that recur in its published articles.

Articles are read one after the other; what is kept of them are counts and one example a form, of
a bounded number of forms. The same articles in the same order give the same proposals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqcheck import pipeline
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.endings import LEAST_STEM
from tqcheck.lexicon.house import HouseWords, group
from tqcheck.lexicon.scorer import Context, judge
from tqcheck.lexicon.words import lower, normalise, words
from tqcheck.model import Tier

if TYPE_CHECKING:
    from tqcheck.config import Settings
    from tqcheck.model import Article, Sentence

LEAST_COUNT = 3
LEAST_ARTICLES = 2
_MANY = 200_000
"""Forms that are held. When there are more, those seen least are let go, as rare ones are of no use."""
_SHORTEST = 3
_LONGEST = 40
_RECURS = 10
"""Times from which a form that looks like a slip may be a word of the house after all, …"""
_RECURS_ARTICLES = 5
"""… in so many articles."""
_RARER = 10
"""Times that a name must be rarer than one a letter away to be taken for its slip."""
_NEIGHBOURS = 12
"""Words before a name that are counted for each of its forms."""
_REMEMBERED = 24
"""Articles that each form is remembered to stand in."""
_AROUND = 45
"""Code points of an example on each side of the word."""
_HYPHENS = re.compile(r"[-‐‑·]")
_ELISION = re.compile(r"^[^\W\d]{1,7}'(?=[^\W\d]{3})")
_COMMON = 6.0
"""Zipf frequency of English words that stand in other languages as parts of a title only: the, for."""
_ELIDING = frozenset(("fr", "it", "ca"))
_NOUNS_CAPITAL = frozenset(("de",))


@dataclass(frozen=True, slots=True)
class Example:
    """Where a form stood first. `line` counts from 1."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word or name that the house might accept, with what speaks for it."""

    kind: str
    """"word" or "name"."""
    language: str
    entry: str
    count: int
    articles: int
    """Articles that it stands in; of many, at least as many."""
    forms: tuple[tuple[str, int], ...]
    """Its forms and how often each stands, the entry's own first."""
    example: Example
    slip_of: str | None = None
    """The word that it looks like a slip of."""


@dataclass(slots=True)
class _Form:
    example: Example
    count: int = 0
    articles: int = 0
    latest: int = 0
    """The number of the article that it was last seen in."""
    first: list[int] = field(default_factory=list)
    """The numbers of the first articles that it stands in, so that a word's forms are not counted twice."""
    inside: int = 0
    """Times not at a sentence's beginning."""
    before: Counter[str] = field(default_factory=Counter)


class Harvest:
    """Takes articles in and gives proposals out."""

    def __init__(self, settings: Settings, *, many: int = _MANY) -> None:
        self._settings = settings
        self._many = many
        self._forms: dict[str, dict[str, _Form]] = defaultdict(dict)
        self._forbidden: dict[str, HouseWords] = {}
        self._in_lower: dict[str, set[str]] = defaultdict(set)
        self.articles = 0
        self.words = 0
        self.not_looked_at: Counter[str] = Counter()
        """Articles by their language, where there is no dictionary for it ("?": it is not known)."""

    def add(self, article: Article) -> None:
        """Take in an article."""
        self.articles += 1
        sentences, language = pipeline.look_at(article, self._settings)
        if language.language is None or lexicon_for(language.language) is None:
            self.not_looked_at[language.language or "?"] += 1
        for sentence in sentences:
            code = language.block_languages[sentence.block]
            lexicon = lexicon_for(code) if code else None
            if lexicon is None or any(
                p.block == sentence.block and p.start < sentence.end and sentence.start < p.end
                for p in language.foreign
            ):
                continue
            self._add_sentence(article, sentence, lexicon)
        if sum(map(len, self._forms.values())) > self._many:
            self._let_go()

    def _add_sentence(self, article: Article, sentence: Sentence, lexicon: Lexicon) -> None:
        text = article.blocks[sentence.block].text[sentence.start : sentence.end]
        before, before_end = "", -1
        initial = True
        for word in words(text):
            self.words += 1
            for part in self._unknown(word.text, lexicon):
                self._count(part, article, sentence, word.start, initial, lexicon.language)
                if before and text[before_end : word.start] == " " and part[0].isupper():
                    counted = self._forms[lexicon.language][part].before
                    if before in counted or len(counted) < _NEIGHBOURS:
                        counted[before] += 1
            is_name = word.text[0].isupper() and word.text[1:].islower() and not initial
            before, before_end = (word.text, word.end) if is_name else ("", -1)
            initial = False

    def _unknown(self, word: str, lexicon: Lexicon) -> list[str]:
        """Return what a word holds that nobody knows: a part of it, or the whole where hyphens join two such parts."""
        parts = list(_parts(word, lexicon))
        unknown = [part for part in parts if self._is_unknown(part, lexicon, joined=len(parts) > 1)]
        return [normalise(word, lexicon.language)] if len(unknown) > 1 else unknown

    def _is_unknown(self, part: str, lexicon: Lexicon, *, joined: bool) -> bool:
        """Say whether a word is neither in the dictionary nor on the house's lists."""
        language = lexicon.language
        plain = lower(part, language)
        if part == plain and not joined:
            self._in_lower[language].add(plain)
        if not _SHORTEST + joined <= len(part) <= _LONGEST or part[1:] != plain[1:]:
            return False  # NATO, iPhone: judged by no check
        if lexicon.known(part) or (part != plain and lexicon.known(plain)) or _is_english(part, plain, language):
            return False
        if language not in self._forbidden:
            entries = (entry for key in ("all", language) for entry in self._settings.forbid.get(key, ()))
            self._forbidden[language] = HouseWords((entry for entry in entries if " " not in entry), language)
        return not self._settings.accepts(part, language) and self._forbidden[language].find(part) is None

    def _count(self, part: str, article: Article, sentence: Sentence, start: int, initial: bool, language: str) -> None:
        forms = self._forms[language]
        form = forms.get(part)
        if form is None:
            form = forms[part] = _Form(_example(article, sentence, start, len(part)))
        form.count += 1
        form.inside += not initial
        if form.latest != self.articles:
            form.latest = self.articles
            form.articles += 1
            if len(form.first) < _REMEMBERED:
                form.first.append(self.articles)

    def _let_go(self) -> None:
        """Forget the forms that were seen least, until a tenth of the room is free."""
        seen = sorted(form.count for forms in self._forms.values() for form in forms.values())
        bar = seen[len(seen) - self._many * 9 // 10]
        for forms in self._forms.values():
            for text in [text for text, form in forms.items() if form.count <= bar]:
                del forms[text]

    # ---------------------------------------------------------------------- what is proposed

    def proposals(
        self, least_count: int = LEAST_COUNT, least_articles: int = LEAST_ARTICLES
    ) -> tuple[list[Proposal], list[Proposal]]:
        """Return what is proposed, and what was left out because it looks like a slip: the most widespread first."""
        proposed: list[Proposal] = []
        slips: list[Proposal] = []
        for language in sorted(self._forms):
            for proposal in self._of_language(language, least_count):
                if proposal.articles < min(least_articles, self.articles):
                    continue
                recurs = proposal.count >= _RECURS and proposal.articles >= _RECURS_ARTICLES
                (proposed if proposal.slip_of is None or recurs else slips).append(proposal)
        return sorted(proposed, key=_by_use), sorted(slips, key=_by_use)

    def _of_language(self, language: str, least: int) -> Iterator[Proposal]:
        lexicon = lexicon_for(language)
        assert lexicon is not None
        lowered, capitals = _sides(self._forms[language], language)
        for base, members in _groups(lowered, language, least):
            forms = [(text, lowered[text]) for text in members]
            if _total(forms) >= least:
                yield _proposal("word", language, base, forms, _slip_of(base, lexicon))
        names = {
            base: [(text, capitals[text]) for text in members] for base, members in _groups(capitals, language, least)
        }
        counts = {base: _total(forms) for base, forms in names.items()}
        frequent = [base for base, count in counts.items() if count >= least]
        full = {base: self._full_name(names[base], lexicon, least) for base in frequent}
        for base in frequent:
            first = full[base]
            # Antony is proposed with Antony Blinken, if it hardly stands without him.
            if first is None and 2 * sum(counts[last] for last, given in full.items() if given == base) >= counts[base]:
                continue
            kind = "word" if language in _NOUNS_CAPITAL and first is None else "name"
            entry = f"{first} {base}" if first else base
            yield _proposal(kind, language, entry, names[base], _slip_of_name(base, counts, lexicon))

    def _full_name(self, forms: list[tuple[str, _Form]], lexicon: Lexicon, least: int) -> str | None:
        """Return the given name that mostly stands before a name: Amos of Hochstein, Hochsteina, Hochsteinem."""
        language = lexicon.language
        before: Counter[str] = Counter()
        for _, form in forms:
            before.update(form.before)
        for text in list(before):
            is_noun = language in _NOUNS_CAPITAL and lexicon.known(text)
            if is_noun or lower(text, language) in self._in_lower[language]:
                del before[text]  # Minister Hochstein
        if not before:
            return None
        given, members = next(iter(group(before, language).items()))
        count = sum(before[member] for member in members)
        return given if count >= least and count * 3 >= _total(forms) else None


def _sides(forms: dict[str, _Form], language: str) -> tuple[dict[str, _Form], dict[str, _Form]]:
    """Return the forms in lower case and those with a capital, each in a steady order.

    A capital at the beginning of a sentence says nothing: such a form counts for the word in lower case where that,
    or a form that begins like it, is seen elsewhere.
    """
    lowered: dict[str, _Form] = {}
    capitals: dict[str, _Form] = {}
    beginnings = {
        text[:length] for text in forms if text == lower(text, language) for length in range(4, len(text) + 1)
    }
    for text in sorted(forms):
        form, plain = forms[text], lower(text, language)
        if text != plain and form.inside and not (plain in forms and forms[plain].count > form.inside):
            capitals[text] = form
        elif text == plain or plain in forms or plain[: max(4, len(plain) - 2)] in beginnings:
            lowered[plain] = _together(lowered[plain], form) if plain in lowered else form
    return lowered, capitals


def _together(one: _Form, other: _Form) -> _Form:
    first = sorted({*one.first, *other.first})
    return _Form(other.example, one.count + other.count, max(len(first), one.articles, other.articles), first=first)


def _total(forms: list[tuple[str, _Form]]) -> int:
    return sum(form.count for _, form in forms)


def _parts(word: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield what hyphens join in a word, without elided articles and endings behind an apostrophe; no contractions."""
    for piece in _HYPHENS.split(word):
        part = normalise(piece, lexicon.language)
        if "'" in part and lexicon.language != "uk":
            if lexicon.known(part) or lexicon.frequency(part):
                continue  # don't
            if lexicon.language in _ELIDING:
                part = _ELISION.sub("", part)
            part = part.split("'", 1)[0]
        if part:
            yield part


def _is_english(part: str, plain: str, language: str) -> bool:
    """Say whether a word of another language's article belongs to an English title: Premier League, The Sunday Times."""
    if language == "en" or not part.isascii():
        return False
    english = lexicon_for("en")
    assert english is not None
    return english.frequency(plain) >= _COMMON if part == plain else english.known(plain)


def _example(article: Article, sentence: Sentence, start: int, length: int) -> Example:
    block = article.blocks[sentence.block]
    place = sentence.start + start
    left, right = max(sentence.start, place - _AROUND), min(sentence.end, place + length + _AROUND)
    said = " ".join(block.text[left:right].split())
    said = ("…" if left > sentence.start else "") + said + ("…" if right < sentence.end else "")
    raw = block.source_map.to_raw(place, place + 1)
    return Example(article.path, article.line_column(raw.start)[0], said)


def _groups(forms: dict[str, _Form], language: str, least: int) -> Iterator[tuple[str, list[str]]]:
    """Yield forms in groups of inflected forms, bundle by bundle of words that begin alike."""
    bundles: dict[str, dict[str, int]] = defaultdict(dict)
    for text, form in forms.items():
        bundles[text[:LEAST_STEM]][text] = form.count
    for beginning in sorted(bundles):
        if sum(bundles[beginning].values()) >= least:
            yield from group(bundles[beginning], language).items()


def _proposal(kind: str, language: str, entry: str, forms: list[tuple[str, _Form]], slip: str | None) -> Proposal:
    in_articles = {article for _, form in forms for article in form.first}
    return Proposal(
        kind=kind,
        language=language,
        entry=entry,
        count=_total(forms),
        articles=max(len(in_articles), *(form.articles for _, form in forms)),
        forms=tuple((text, form.count) for text, form in forms),
        example=forms[0][1].example,
        slip_of=slip,
    )


def _by_use(proposal: Proposal) -> tuple[int, int, str, str]:
    return -proposal.articles, -proposal.count, proposal.language, proposal.entry


def _slip_of(word: str, lexicon: Lexicon) -> str | None:
    """Return what a word looks like a slip of, by the judgement that it would have in an article that has it once."""
    judgement = judge(word, lexicon, Context())
    return judgement.suggestions[0] if judgement.tier in (Tier.CERTAIN, Tier.LIKELY) else None


def _slip_of_name(name: str, counts: dict[str, int], lexicon: Lexicon) -> str | None:
    """Return the far more frequent name, of the articles or of the dictionary, that a name is one slip away from."""
    from rapidfuzz.distance import OSA

    if len(name) > 4:
        near = (
            (count, other)
            for other, count in counts.items()
            if count >= _RARER * counts[name]
            and other[0] == name[0]
            and abs(len(other) - len(name)) < 2
            and OSA.distance(other, name, score_cutoff=1) == 1
        )
        best = max(near, default=None)
        if best:
            return best[1]
    suggestion = _slip_of(lower(name, lexicon.language), lexicon)
    if suggestion and not lexicon.known(suggestion) and lexicon.known(suggestion.capitalize()):
        return suggestion.capitalize()
    return None

"""SPL001: a word that looks like a slip of the keyboard or a misspelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.config import Settings
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.scorer import Context, Judgement, judge, nominate
from tqcheck.lexicon.words import Word, lower, normalise, words
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

_ELISIONS = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu entr aujourd dell nell all sull dall quell bell un sant "
    "mezz quest senz com cos dov gl pell tutt grand".split()
)
"""What stands before an apostrophe in French, Italian and Catalan."""
_ELIDING = frozenset(("fr", "it", "ca"))
_LONGEST = 60
"""Letters. What is longer is no word that anybody typed."""
_JOINED_ZIPF = 3.0
"""A word that a space fell into is at least this frequent, and its first or last piece less so."""
_JOINED_CONFIDENCE = 0.9
_CLITICS = frozenset(("lo", "la", "los", "las"))
"""Pronouns before which a Galician or Portuguese infinitive loses its r: reduci-lo, fazê-la."""
_LINKING = frozenset(("ru", "uk", "be", "bg", "mk", "sr", "cs", "sk", "pl", "hr", "bs", "sl"))
"""Slavic languages link the parts of a compound by an o or an e: економічно-соціальний."""


class Misspelling:
    """A word that looks like a slip of the keyboard or a misspelling.

    A dictionary alone flags thirty to a hundred words of a thousand in news, nearly all of them
    names and new words. Here a dictionary only nominates: a word is reported when it is unknown
    *and* a far more frequent word is one or two likely slips away. The decision is a logistic
    model of some thirty features that a person can check; its weights are fitted to marked
    errors of learners, of the web and of edited text.

    Words with a capital inside a sentence are mostly names, and need far more evidence (German,
    where nouns have capitals, is judged by weights of its own); names have checks of their own
    (NAM). Words in capitals or with digits, in passages of another language or in the source
    article, and words that you accept are left alone.

    Example: "The statement rrads that Iraq today welcomed …": 'rrads' is unknown, and 'reads'
    is 20,000 times more frequent and one neighbouring key away.

    Every issue carries its features as evidence, and a tier. `certain` alone fails the default
    gate; languages with a small frequency list or a poor dictionary never get it. `possible`
    is reported only when `possible_typos = true` asks for it. `tqcheck explain-word WORD` shows
    why a word is or is not reported.

    To accept a word: `accept = ["word"]` in tqcheck.toml, or `[accept]` by language. To switch
    the check off: `ignore = ["SPL001"]`.

    Known false alarms: rare technical words one letter from a common one; dialect and quoted
    errors; inflected forms that the dictionary lacks, above all in agglutinating languages.
    """

    rule = Rule(
        code="SPL001",
        name="misspelling",
        summary="A word that looks like a slip of the keyboard or a misspelling.",
        severity=Severity.MINOR,
        mqm="linguistic conventions/spelling",
        its="misspelling",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        for nominee in nominees(analysis, settings):
            judgement = nominee.judgement()
            if judgement.tier is not None and (judgement.tier is not Tier.POSSIBLE or settings.possible_typos):
                yield _finding(nominee, judgement)


def judgements(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Yield every word that something likelier stands beside, at any confidence: for benchmarks, not for people."""
    for nominee in nominees(analysis, settings):
        judgement = nominee.judgement()
        if judgement.suggestions:
            yield _finding(nominee, judgement)


def _finding(nominee: Nominee, judgement: Judgement) -> Finding:
    return Finding(
        block=nominee.block,
        start=nominee.start,
        end=nominee.end,
        message=f"'{nominee.text}' looks like a slip for '{judgement.suggestions[0]}'",
        suggestions=judgement.suggestions,
        confidence=judgement.confidence,
        tier=judgement.tier or Tier.POSSIBLE,
        evidence=judgement.evidence,
    )


@dataclass(frozen=True, slots=True)
class Nominee:
    """A word (or two, where a space fell into one) that no dictionary has, in its place and context."""

    block: int
    start: int
    end: int
    text: str
    lexicon: Lexicon
    context: Context
    joined: str | None = None
    """The word that a space fell into."""

    @property
    def word(self) -> str:
        return normalise(self.text, self.lexicon.language)

    def judgement(self) -> Judgement:
        if self.joined is not None:
            why = f"'{self.text.split()[0]}' and '{self.text.split()[-1]}' are one word"
            tier = Tier.LIKELY
            return Judgement(_JOINED_CONFIDENCE, tier, (self.joined,), {"why": why, "slip": "extra space"})
        return judge(self.word, self.lexicon, self.context)


def nominees(analysis: Analysis, settings: Settings) -> Iterator[Nominee]:
    """Yield the words of an article that a dictionary nominates and whose shape lets them be judged."""
    languages = analysis.language.block_languages
    blocks = analysis.article.blocks
    article = _Article(analysis)
    for index, block in enumerate(blocks):
        language = languages[index] if index < len(languages) else analysis.language.language
        lexicon = lexicon_for(language) if language else None
        if lexicon is None:
            continue
        text = _Text(index, block.text, article, lexicon)
        reached = 0
        for place, word in enumerate(text.words):
            if word.start < reached or len(word.text) > _LONGEST or analysis.is_foreign(index, word.start, word.end):
                continue
            if block.text[word.end : word.end + 1] == "-":
                continue  # a word broken off, or the first half of two compounds: anti- and pro-government
            if settings.accepts(word.text, lexicon.language):
                continue
            if joined := text.joined(place):
                yield joined
                reached = joined.end
                continue
            for part in _parts(word, lexicon):
                if text.is_nominated(part, place) and not settings.accepts(part.text, lexicon.language):
                    yield Nominee(index, part.start, part.end, part.text, lexicon, text.context(place, part))


# ---------------------------------------------------------------------- the word in its text


class _Article:
    """What the whole article says about each of its words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = [list(words(block.text)) for block in analysis.article.blocks]
        self.starts = _starts(analysis)
        self.counts = Counter(word.text.lower() for found in self.words for word in found)
        self.near = frozenset(word for word in self.counts if len(word) > 3)
        self.source = frozenset(
            word.text.lower()
            for block in (analysis.source.blocks if analysis.source else ())
            for word in words(block.text)
        )
        self.names = frozenset(
            word.text
            for block, found in enumerate(self.words)
            for word in found
            if word.text[0].isupper() and not self.is_initial(block, word)
        )

    def is_initial(self, block: int, word: Word) -> bool:
        """Say whether a word begins a sentence, a quotation or a block, so that its capital says nothing."""
        if (block, word.start) in self.starts:
            return True
        before = self.analysis.article.blocks[block].text[max(0, word.start - 12) : word.start]
        bare = before.rstrip(" \"'„“”«»‘’([–—-")
        return (
            (not bare and word.start <= 12)
            or bare.endswith((":", "…"))
            or (bare != before and bare.endswith((".", "!", "?")))
        )


def _starts(analysis: Analysis) -> frozenset[tuple[int, int]]:
    """Return where sentences begin, opening marks left out."""
    starts = set()
    for sentence in analysis.sentences:
        text = analysis.article.blocks[sentence.block].text
        place = sentence.start
        while place < sentence.end and not text[place].isalpha():
            place += 1
        starts.add((sentence.block, place))
    return frozenset(starts)


class _Text:
    """The words of one block, each with its neighbours."""

    def __init__(self, block: int, text: str, article: _Article, lexicon: Lexicon) -> None:
        self.block, self.text, self.article, self.lexicon = block, text, article, lexicon
        self.words = article.words[block]

    def beside(self, place: int, step: int) -> str | None:
        """Return the word before (-1) or after (1) another one, None where more than a space is between."""
        other = place + step
        if not 0 <= other < len(self.words):
            return None
        first, second = sorted((self.words[place], self.words[other]), key=lambda word: word.start)
        return self.words[other].text if not self.text[first.end : second.start].strip(" ") else None

    def is_nominated(self, part: Word, place: int) -> bool:
        """Say whether a part of a word is in no dictionary, and its shape lets it be judged."""
        language = self.lexicon.language
        word = normalise(part.text, language)
        small = lower(word, language)
        if word != small:
            if not (word[0].isupper() and lower(word[1:], language) == word[1:]) or self.lexicon.known(word):
                return False
            if language == "tr" and not self.article.is_initial(self.block, self.words[place]):
                return False  # a Turkish name is told by its capital and its apostrophe
        return nominate(small, language) is not None

    def context(self, place: int, part: Word) -> Context:
        word = self.words[place]
        before, after = self.beside(place, -1), self.beside(place, 1)
        initial = self.article.is_initial(self.block, word)
        names = [after] if place and self.article.is_initial(self.block, self.words[place - 1]) else [before, after]
        return Context(
            initial=initial,
            count=self.article.counts[word.text.lower()],
            in_source=word.text.lower() in self.article.source,
            near=self.article.near,
            capital=part.text[0].isupper() and not initial,
            beside_name=any(name[0].isupper() for name in names if name),
            named=part.text in self.article.names,
            beside_unknown=any(self._is_unknown(other) for other in (before, after) if other),
            before=before.lower() if before else None,
            after=after.lower() if after else None,
        )

    def _is_unknown(self, word: str) -> bool:
        return word.islower() and len(word) > 3 and not self.lexicon.known(word)

    def joined(self, place: int) -> Nominee | None:
        """Return a frequent word that a space fell into, beginning at this word: togeth er."""
        first, after = self.words[place], self.beside(place, 1)
        if after is None or not (first.text + after).islower() or min(len(first.text), len(after)) < 2:
            return None
        lexicon = self.lexicon
        if all(lexicon.known(part) or lexicon.frequency(part) >= _JOINED_ZIPF for part in (first.text, after)):
            return None
        whole = first.text + after
        if lexicon.frequency(whole) < max(_JOINED_ZIPF, lexicon.floor + 0.5) or not lexicon.known(whole):
            return None
        end = self.words[place + 1].end
        return Nominee(self.block, first.start, end, self.text[first.start : end], lexicon, Context(), whole)


def _parts(word: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the parts of a word that are judged: what hyphens join, without elided articles and suffixes."""
    start = word.start
    language = lexicon.language
    pieces = word.text.replace("·", "-").split("-") if language != "ca" else word.text.split("-")
    joined = len(pieces) > 1
    if joined and lexicon.frequency(word.text) > 0:
        return
    for number, piece in enumerate(pieces):
        begin, text = start, piece
        start += len(piece) + 1
        marks = [i for i, character in enumerate(text) if character in "'’ʼ"]
        if marks and lexicon.frequency(text) > 0:
            continue  # a contraction that the list has: don't, hadn't
        if marks and language != "uk":
            before, after = text[: marks[0]], text[marks[-1] + 1 :]
            if language in _ELIDING and before.lower() in _ELISIONS:
                begin, text = begin + marks[-1] + 1, after
            elif len(after) <= 3:
                text = before  # a possessive, or a case ending behind a name
            else:
                continue
        if joined and (len(text) < 4 or _is_shortened(text, number, pieces, language)):
            continue
        yield Word(begin, begin + len(text), text)


def _is_shortened(text: str, number: int, pieces: list[str], language: str) -> bool:
    """Say whether a hyphen's neighbour is no word of its own: Romanian se-ntreabă, Galician reduci-lo, Russian юго-восток."""
    if language in _LINKING and number + 1 < len(pieces) and text.endswith(("о", "е", "o", "e")):
        return True
    if language == "ro" and number and text[0] in "nm":
        return True
    return language in ("gl", "pt") and number + 1 < len(pieces) and pieces[number + 1] in _CLITICS

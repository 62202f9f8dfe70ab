"""SPL001: a word that looks like a slip of the keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tqcheck.config import Settings
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.scorer import Context, Judgement, judge
from tqcheck.lexicon.words import Word, lower, normalise, words
from tqcheck.model import Analysis, Finding, Rule, Severity

_ELISIONS = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu entr aujourd dell nell all sull dall quell bell un sant "
    "mezz quest senz com cos dov gl pell tutt grand".split()
)
"""What stands before an apostrophe in French, Italian and Catalan."""
_LONGEST = 60
"""Letters. What is longer is no word that anybody typed."""
_ELIDING = frozenset(("fr", "it", "ca"))
_NOUN_ENDINGS = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ität")
"""German nouns that are made by rule: what is one slip away from such a noun is hardly a name."""


class Misspelling:
    """A word that looks like a slip of the keyboard or a misspelling.

    A dictionary alone flags thirty to a hundred words of a thousand in news, nearly all of them
    names and new words. Here a dictionary only nominates: a word is reported when it is unknown
    or rare *and* a far more frequent word is one likely slip away. Words with a capital inside
    a sentence are not judged at all; names have their own check (NAM001). Words with digits,
    in capitals, in passages of another language, and words that you accept are left alone.

    Example: "The statement rrads that Iraq today welcomed …": 'rrads' is unknown, and 'reads'
    is 60,000 times more frequent and one neighbouring key away.

    Every issue carries its features as evidence, and a tier. `certain` alone fails the default
    gate; languages with a small frequency list never get it.

    To accept a word: `accept = ["word"]` in tqcheck.toml, or `[accept]` by language. To switch
    the check off: `ignore = ["SPL001"]`.

    Known false alarms: rare technical words one letter from a common one; dialect and quoted
    errors; inflected forms that the dictionary lacks, above all in agglutinating languages.
    """

    rule = Rule(
        code="SPL001",
        name="misspelling",
        summary="A word that looks like a slip of the keyboard.",
        severity=Severity.MINOR,
        mqm="linguistic conventions/spelling",
        its="misspelling",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        languages = analysis.language.block_languages
        blocks = analysis.article.blocks
        found = [list(words(block.text)) for block in blocks]
        counts = Counter(part.text.lower() for block_words in found for part in block_words)
        source = frozenset(
            word.text.lower()
            for block in (analysis.source.blocks if analysis.source else ())
            for word in words(block.text)
        )
        near = frozenset(word for word in counts if len(word) > 3)
        for index, block in enumerate(blocks):
            language = languages[index] if index < len(languages) else analysis.language.language
            lexicon = lexicon_for(language) if language else None
            if lexicon is None:
                continue
            starts = _starts(analysis, index)
            for word in found[index]:
                if len(word.text) > _LONGEST or analysis.is_foreign(index, word.start, word.end):
                    continue
                if settings.accepts(word.text, lexicon.language):
                    continue
                initial = word.start in starts or not block.text[: word.start].strip(" \"'„“”«»‘’([–—-")
                context = Context(initial, counts[word.text.lower()], word.text.lower() in source, near)
                for part in _parts(word, lexicon):
                    yield from self._judged(index, part, lexicon, context, settings)

    def _judged(
        self, block: int, part: Word, lexicon: Lexicon, context: Context, settings: Settings
    ) -> Iterator[Finding]:
        judgement = _judge(part.text, lexicon, context)
        if judgement is None or judgement.tier is None or settings.accepts(part.text, lexicon.language):
            return
        yield Finding(
            block=block,
            start=part.start,
            end=part.end,
            message=f"'{part.text}' looks like a slip for '{judgement.suggestions[0]}'",
            suggestions=judgement.suggestions,
            confidence=judgement.confidence,
            tier=judgement.tier,
            evidence=judgement.evidence,
        )


def _starts(analysis: Analysis, block: int) -> frozenset[int]:
    """Return where sentences of a block begin, opening marks left out."""
    text = analysis.article.blocks[block].text
    starts = set()
    for sentence in analysis.sentences_of(block):
        place = sentence.start
        while place < sentence.end and not text[place].isalpha():
            place += 1
        starts.add(place)
    return frozenset(starts)


def _parts(word: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the parts of a word that are judged: what hyphens join, without elided articles and suffixes."""
    start = word.start
    pieces = word.text.replace("·", "-").split("-") if lexicon.language != "ca" else word.text.split("-")
    joined = len(pieces) > 1
    for piece in pieces:
        begin, text = start, piece
        start += len(piece) + 1
        marks = [i for i, character in enumerate(text) if character in "'’ʼ"]
        if marks and lexicon.frequency(text) > 0:
            continue  # a contraction that the list has: don't, hadn't
        if marks and lexicon.language != "uk":
            before, after = text[: marks[0]], text[marks[-1] + 1 :]
            if lexicon.language in _ELIDING and before.lower() in _ELISIONS:
                begin, text = begin + marks[-1] + 1, after
            elif len(after) <= 3:
                text = before  # a possessive, or a case ending behind a name
            else:
                continue
        if joined and len(text) < 4:
            continue
        yield Word(begin, begin + len(text), text)


def _judge(text: str, lexicon: Lexicon, context: Context) -> Judgement | None:
    """Judge a word if its shape lets it be one: lower case, or capitalised where that says nothing."""
    language = lexicon.language
    word = normalise(text, language)
    if len(word) < 3:
        return None
    if lower(word, language) == word:
        return judge(word, lexicon, context)
    if not (word[0].isupper() and lower(word[1:], language) == word[1:]) or language == "tr":
        return None
    if context.initial:
        return judge(word, lexicon, context)
    if language == "de" and len(word) >= 7:
        judgement = judge(word, lexicon, context)
        if judgement.suggestions and judgement.suggestions[0].endswith(_NOUN_ENDINGS):
            return judgement
    return None

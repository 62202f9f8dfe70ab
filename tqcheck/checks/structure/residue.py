"""STR008 untranslated-word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.checks.structure.passages import RUNNING
from tqcheck.languages.inventory import LANGUAGES, base, siblings
from tqcheck.lexicon.words import Word, lower, words
from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair, Passage
    from tqcheck.alignment.records import Unit
    from tqcheck.config import Settings
    from tqcheck.lexicon import Lexicon

_LEAST_LETTERS = 3
"""Shorter words of an alphabet are symbols, units and abbreviations: km, kW, π."""
_LEAST_ZIPF = 2.8
"""What is rarer in the source's language is a term or a slip that both languages may share."""
_LESS = 2.0
"""Zipf units by which a word must be rarer in the translation's language than in the source's: a hundredfold."""
_MOST_ZIPF = 4.0
"""What is more frequent in the translation's language is a loan word, in the dictionary or not."""
_LESS_OF_NOUN = 3.0
"""The same for what has a capital: a name is rarer abroad too, a common noun far more so."""
_NOUN_ZIPF = 3.3
_COMMON_LATIN = 4.0
"""A Latin word in another script, in a language without a list of words, must be as common as this in the source's."""
_OWN_TERM = 3
"""A word that the translation has so many times is a term that it keeps."""
_INITIAL_ZIPF = 5.0
"""A word with a capital at the beginning of both sentences is no name where it is so common: after, nach, después."""
_TITLE_WORDS = 4
_CAPITALISED_NOUNS = frozenset(("de", "lb"))
_SCRIPTS = {"Hans": ("CJK",), "Hant": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"), "Kore": ("HANGUL",)}
_LONG_NAMES = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Grek": "GREEK", "Hebr": "HEBREW", "Thai": "THAI",
               "Deva": "DEVANAGARI", "Beng": "BENGALI", "Gujr": "GUJARATI", "Guru": "GURMUKHI", "Knda": "KANNADA",
               "Mlym": "MALAYALAM", "Taml": "TAMIL", "Telu": "TELUGU", "Khmr": "KHMER", "Geor": "GEORGIAN",
               "Armn": "ARMENIAN", "Ethi": "ETHIOPIC", "Laoo": "LAO", "Mymr": "MYANMAR", "Sinh": "SINHALA"}  # fmt: skip
"""ISO 15924 to the first word of the Unicode names of a script's letters."""
_CODE = re.compile(r"[/<>=@\\{}#_]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SET_APART = re.compile(
    r"[“„‟\"][^“”„\"]*[”“\"]|«[^«»]*»|»[^«»]*«|[‘‚](?=\w)[^‘’]*’(?!\w)|[「『《〈][^」』》〉]*[」』》〉]"
    r"|(?<!\w)'(?=\w)[^']*\w'(?!\w)|[(\[（［【][^()\[\]（）［］【】]*[)\]）］】]"
)
"""What stands in quotation marks or brackets: quoted, named, or explained."""
_MARKED_BEFORE = re.compile(
    r"[*_]$|<(?:em|i|cite|q|code|kbd|samp|var|dfn|span lang[^<>]*|\w+[^<>]*\blang=[^<>]*)>$", re.IGNORECASE
)


class UntranslatedWord:
    """A word or phrase of the source's language was left in the translation.

        source: Die Brücke ist wegen der Flut gesperrt.   translation: The bridge is closed wegen the flood.

    Source and translation are aligned sentence by sentence. Fires on what stands literally in the aligned passage and

    - is in a script that the translation's language does not use: certain, for Han, Cyrillic, Arabic … in a Latin text; Latin
      in another script needs to be a common word in small letters;
    - or, in the same script, is a word in small letters that the source's dictionary knows, the translation's does not, and
      that its list has at least a hundred times rarer. German nouns, which have capitals, must be rarer by a thousand. Rare
      words are left alone: terms that both languages may share.

    Neighbouring words are one finding.

    Silent: what stands in italics, code, short quotations or brackets, or is marked with `lang`; words beside a capital that
    stand so in the source (names, titles of works); what the translation says three times (its own term); accepted words;
    sentences that are the source's as a whole (STR004, LNG002); languages without a dictionary, in the same script; Serbian
    beside Croatian and others that share their words.

    Suppress with `ignore = ["STR008"]` in tqcheck.toml, or accept the word.

    Known false alarms: new loan words that no list has; titles of works without any mark; surnames that are common words and
    begin the sentence on both sides ("May has …").
    """

    rule = Rule(
        code="STR008",
        name="untranslated-word",
        summary="a word or phrase was left in the source's language",
        severity=Severity.MAJOR,
        mqm="accuracy/untranslated",
        its="untranslated",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield each run of words that the source's language left behind, in text order."""
        pair = analysis.pair
        one, other = (pair.source_language, pair.target_language) if pair else (None, None)
        if pair is None or one not in LANGUAGES or other not in LANGUAGES or other in siblings(one):
            return
        desk = _Desk(analysis, settings, pair, one, other)
        found = [f for passage in pair.passages if passage.source and passage.target for f in desk.findings(passage)]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


@dataclass(frozen=True, slots=True)
class _Left:
    """A word (code points of its unit's text) that was left, and what says so."""

    start: int
    end: int
    text: str
    why: str
    tier: Tier
    evidence: dict[str, float]


@dataclass(frozen=True)
class _Desk:
    """Looks at the passages of one translation."""

    analysis: Analysis
    settings: Settings
    pair: Pair
    source: str
    target: str

    @cached_property
    def _own(self) -> frozenset[str]:
        """The scripts of the translation's language."""
        return scripts_of(self.target)

    @cached_property
    def _lexicons(self) -> tuple[Lexicon | None, Lexicon | None]:
        from tqcheck.lexicon import lexicon_for

        return lexicon_for(self.source), lexicon_for(self.target)

    @cached_property
    def _times(self) -> Counter[str]:
        """How often the translation has each word."""
        return Counter(word.text.lower() for block in self.pair.target.blocks for word in words(block.text))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that the source has with a capital inside a sentence: Theresa May."""
        rows = (list(words(unit.text))[1:] for unit in self.pair.source_units)
        return frozenset(word.text for row in rows for word in row if word.text[0].isupper())

    def findings(self, passage: Passage) -> Iterator[Finding]:
        origin = " ".join(unit.text for unit in passage.source)
        theirs: Counter[str] = Counter(word.text for word in words(_SET_APART.sub(_blank, origin)))
        for unit in passage.target:
            block = self.analysis.article.blocks[unit.block]
            if block.kind not in RUNNING or unit.text.strip() in origin:
                continue  # the sentence as a whole is STR004's
            if language_of(self.analysis, unit.block) != self.target:
                continue
            if block.language and base(block.language) != self.target:
                continue
            apart = [match.span() for match in _SET_APART.finditer(block.text) if _is_title(match.group(), origin)]
            for left in _joined(unit.text, list(self._words(unit, origin, theirs)), origin):
                start, end = unit.start + left.start, unit.start + left.end
                if (
                    any(first <= start and end <= last for first, last in apart)
                    or self.analysis.is_foreign(unit.block, start, end)
                    or self._is_marked(unit.block, start, end)
                ):
                    continue
                yield self._finding(passage, unit, left)

    def _words(self, unit: Unit, origin: str, theirs: Counter[str]) -> Iterator[_Left]:
        """Yield the words of a sentence that were left, excuses of their place aside."""
        text = unit.text
        for match in _LETTERS.finditer(text):
            script = _script(match.group()[0])
            if script != "LATIN" and script not in self._own and script in scripts_of(self.source):
                yield from self._other_script(match, script, origin)
        row = list(words(text))
        for place, word in enumerate(row):
            script = _script(word.text[0])
            if script in scripts_of(self.source) and (script in self._own or script == "LATIN"):
                left = self._known_word(text, row, place, origin, theirs, abroad=script not in self._own)
                if left is not None:
                    yield left

    def _other_script(self, match: re.Match[str], script: str, origin: str) -> Iterator[_Left]:
        text = match.group()
        if (len(text) < 2 and script != "CJK") or text not in origin or self.settings.accepts(text, self.target):
            return
        yield _Left(match.start(), match.end(), text, "another script", Tier.CERTAIN, {})

    def _known_word(
        self, text: str, row: list[Word], place: int, origin: str, theirs: Counter[str], abroad: bool
    ) -> _Left | None:
        """Return a word if it is one of the source's language and none of the translation's; `abroad`: in another script."""
        word, small = row[place], lower(row[place].text, self.source)
        if _CODE.search(_token(text, word)):
            return None  # an address, a tag, a path
        known, ours = self._lexicons
        if known is None or (ours is None and not abroad) or len(small) < _LEAST_LETTERS:
            return None
        nouns = self.source in _CAPITALISED_NOUNS and not abroad
        if word.text != small and (word.text[1:] != small[1:] or not (nouns or place == 0)):
            return None  # a name, an abbreviation
        there = word.text if theirs[word.text] else small if place == 0 and theirs[small] else None
        if there is None or self._times[small] >= _OWN_TERM or self.settings.accepts(word.text, self.target):
            return None
        zipf, here = _zipf(known, small), _zipf(ours, small) if ours else 0.0
        common = place == 0 and zipf >= _INITIAL_ZIPF and known.known(small) and there not in self._names
        noun = there != small and not common
        if (noun and not nouns) or _beside_name(row, place, origin):
            return None
        least, less = (_NOUN_ZIPF, _LESS_OF_NOUN) if noun else (_LEAST_ZIPF, _LESS)
        if zipf < (least if ours else _COMMON_LATIN) or zipf - here < less or here > _MOST_ZIPF:
            return None
        if not known.known(there) or (ours and _knows(ours, word.text, self.target)):
            return None
        evidence = {"zipf_source": round(zipf, 2), "zipf_here": round(here, 2)}
        return _Left(word.start, word.end, word.text, "the source's language has the word", Tier.LIKELY, evidence)

    def _is_marked(self, block: int, start: int, end: int) -> bool:
        """Say whether the file sets a place apart: italics, a citation, code, another language."""
        article = self.analysis.article
        span = article.blocks[block].source_map.to_raw(start, end)
        return _MARKED_BEFORE.search(article.raw, max(0, span.start - 60), span.start) is not None

    def _finding(self, passage: Passage, unit: Unit, left: _Left) -> Finding:
        there, at = next(
            ((u, u.text.find(left.text)) for u in passage.source if left.text in u.text), (passage.source[0], -1)
        )
        begin, end = (at, at + len(left.text)) if at >= 0 else (0, len(there.text))
        name = LANGUAGES[self.source].name
        return Finding(
            block=unit.block,
            start=unit.start + left.start,
            end=unit.start + left.end,
            message=f"'{left.text}' is {name} and stands so in the source: it is not translated",
            confidence=0.95 if left.tier is Tier.CERTAIN else 0.85,
            tier=left.tier,
            evidence={"why": left.why, **left.evidence},
            source=SourcePlace(there.block, there.start + begin, there.start + end),
        )


def _is_title(quoted: str, origin: str) -> bool:
    """Say whether what is set apart is a title, a term or an explanation: it is short, or stands so in the source."""
    return quoted.count(" ") < _TITLE_WORDS or quoted[1:-1] in origin


def _blank(match: re.Match[str]) -> str:
    """Return spaces for a title or term that is set apart; speech is translated as the rest is."""
    return " " * len(match.group()) if match.group().count(" ") < _TITLE_WORDS else match.group()


def _joined(text: str, found: list[_Left], origin: str) -> Iterator[_Left]:
    """Yield the words that were left, those that stand side by side in both texts as one."""
    run: _Left | None = None
    for left in sorted(found, key=lambda item: item.start):
        if run is None:
            run = left
            continue
        whole = text[run.start : left.end]
        if whole in origin and len(text[run.end : left.start].split()) <= 2:
            run = _Left(run.start, left.end, whole, run.why, run.tier, run.evidence)
        else:
            yield run
            run = left
    if run is not None:
        yield run


def _beside_name(row: list[Word], place: int, origin: str) -> bool:
    """Say whether a word stands beside one with a capital, and so in the source too: a name, a title."""
    word = row[place].text
    before, after = (row[place - 1].text if place else ""), (row[place + 1].text if place + 1 < len(row) else "")
    if before[:1].isupper() and re.search(rf"{re.escape(before)}[\s'’-]{{1,2}}{re.escape(word)}", origin):
        return True
    return after[:1].isupper() and re.search(rf"{re.escape(word)}[\s'’-]{{1,2}}{re.escape(after)}", origin) is not None


def _token(text: str, word: Word) -> str:
    """Return what stands around a word between spaces."""
    start = max(text.rfind(" ", 0, word.start), text.rfind("\n", 0, word.start)) + 1
    return text[start:].split(maxsplit=1)[0]


def _zipf(lexicon: Lexicon, word: str) -> float:
    """Return a word's frequency; that of its most frequent part but an elided one where the list has it in parts only."""
    whole = lexicon.frequency(word)
    if whole or not re.search(r"['’-]", word):
        return whole
    parts = [part for part in re.split(r"['’-]", word) if len(part) > 2]
    return min(map(lexicon.frequency, parts), default=0.0)


def _knows(lexicon: Lexicon, word: str, language: str) -> bool:
    """Say whether a dictionary has a word or, of one joined by hyphens or apostrophes, each of its parts."""
    small = lower(word, language)
    if lexicon.known(word) or lexicon.known(small):
        return True
    parts = re.split(r"['’-]", small)
    return len(parts) > 1 and all(lexicon.known(part) for part in parts if part)


@lru_cache(maxsize=256)
def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts of a language, as the names of their letters in Unicode begin."""
    found: set[str] = set()
    for code in LANGUAGES[language].scripts:
        found.update(_SCRIPTS.get(code) or (_LONG_NAMES.get(code, code),))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]

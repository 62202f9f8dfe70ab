"""TRM001 forbidden-word."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of
from tqcheck.lexicon.house import EXACTLY, HouseWords, inflected
from tqcheck.lexicon.words import lower, normalise, words
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings
    from tqcheck.lexicon.house import Forbidden

_TOKEN = re.compile(r"\w+")
_PIECE = re.compile(r"[^-‐‑·]+")
_APOSTROPHE = re.compile(r"['’ʼ]")


class ForbiddenWord:
    """A word or phrase that the house does not use.

    Every house has words that it has decided against: an old name of a city, a term that
    insults, an empty phrase. A list in the settings says which, and what to write instead:

        [forbid.all]
        "Kiev" = "Kyiv"
        [forbid.en]
        "utilise" = "use"
        "illegal alien" = ["undocumented migrant", "undocumented person"]
        "whatsoever" = ""
        "very unique" = {use = "unique", note = "There are no degrees.", severity = "major"}

    Whole words only. A word stands for its inflected forms too (Kiev's; see docs/house-lexicon.md),
    "=word" for exactly that form; a phrase, and what has a hyphen or digit, is found as it is
    written, over any white space. An entry in lower case is also found Capitalised and in
    CAPITALS, one with a capital as it is and in CAPITALS only. The replacement takes the capital
    of what it replaces, and its ending where the same ending fits.

    Nothing is reported in passages of another language. To allow a word once more, take it from
    the list; to switch the check off: `ignore = ["TRM001"]`.

    Known false alarms: quotations, titles and names that hold the word; words of another meaning
    with the same spelling.
    """

    rule = Rule(
        code="TRM001",
        name="forbidden-word",
        summary="a word or phrase that the house does not use",
        severity=Severity.MINOR,
        mqm="terminology/inconsistent with terminology resource",
        its="terminology",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every forbidden word and phrase, the longest where one holds another."""
        if not settings.forbid:
            return
        lists: dict[str, _List] = {}
        for index, block in enumerate(analysis.article.blocks):
            language = language_of(analysis, index) or "all"
            if language not in lists:
                lists[language] = _List(settings, language)
            reached = 0
            for start, end, entry, instead in sorted(lists[language].found(block.text), key=_longest_first):
                if start < reached or analysis.is_foreign(index, start, end):
                    continue
                reached = end
                yield _finding(index, start, block.text[start:end], entry, instead)


_Found = tuple[int, int, "Forbidden", tuple[str, ...]]
"""Start, end, the entry, what to write instead in the form that fits."""


def _longest_first(found: _Found) -> tuple[int, int]:
    return found[0], -found[1]


class _List:
    """The entries that hold in one language."""

    def __init__(self, settings: Settings, language: str) -> None:
        self._language = language
        entries: dict[str, Forbidden] = {**settings.forbid.get("all", {}), **settings.forbid.get(language, {})}
        self._single = {text: entry for text, entry in entries.items() if _is_single(text)}
        self._words = HouseWords(self._single, language)
        self._phrases: dict[str, list[tuple[int, re.Pattern[str], Forbidden]]] = defaultdict(list)
        for text, entry in entries.items():
            first = _TOKEN.search(text.removeprefix(EXACTLY))
            if text not in self._single and first:
                key = lower(first.group(), language)
                self._phrases[key].append((first.start(), _phrase(text), entry))

    def found(self, text: str) -> Iterator[_Found]:
        """Yield the entries that stand in a text, some within others."""
        if self._single:
            yield from self._found_words(text)
        if self._phrases:
            yield from self._found_phrases(text)

    def _found_words(self, text: str) -> Iterator[_Found]:
        for word in words(text):
            for piece in _PIECE.finditer(word.text):
                start, part = word.start + piece.start(), piece.group()
                match = self._words.find(part)
                mark = _APOSTROPHE.search(part)
                if match is None and mark:  # l'Ukraine
                    start, part = start + mark.end(), part[mark.end() :]
                    match = self._words.find(part)
                if match is not None:
                    entry = self._single[match.entry]
                    forms = (inflected(match, instead, self._language) for instead in entry.suggestions)
                    yield start, start + len(part), entry, tuple(_cased(form, part, match.entry) for form in forms)

    def _found_phrases(self, text: str) -> Iterator[_Found]:
        for token in _TOKEN.finditer(text):
            for lead, pattern, entry in self._phrases.get(lower(token.group(), self._language), ()):
                match = pattern.match(text, token.start() - lead) if token.start() >= lead else None
                if match and _fits(match.group(), entry.entry, self._language):
                    instead = tuple(_cased(s, match.group(), entry.entry) for s in entry.suggestions)
                    yield match.start(), match.end(), entry, instead


def _is_single(entry: str) -> bool:
    """Say whether an entry is one word, whose forms are known, and no phrase."""
    plain = entry.removeprefix(EXACTLY)
    return [word.text for word in words(plain)] == [plain] and _PIECE.fullmatch(plain) is not None


def _phrase(entry: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in entry.removeprefix(EXACTLY).split())
    pattern = r"\s+".join(_APOSTROPHE.sub("['’ʼ]", part) for part in parts)
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _fits(text: str, entry: str, language: str) -> bool:
    """Say whether the capitals of a text are among those that an entry stands for."""
    text = normalise(" ".join(text.split()), language)
    plain = normalise(entry.removeprefix(EXACTLY), language)
    if text == plain:
        return True
    if entry.startswith(EXACTLY):
        return False
    if text.isupper():
        return True
    if plain != lower(plain, language):
        return False
    # "Illegal alien" at the beginning of a sentence, "Illegal Alien" in a headline.
    return all(word[1:] == lower(word[1:], language) for word in re.split(r"[ -]", text)) and text[0].isupper()


def _cased(replacement: str, replaced: str, entry: str) -> str:
    """Return a replacement with the capitals of what it replaces, where those are not the entry's own."""
    head = _APOSTROPHE.split(replaced)[0]
    entry = entry.removeprefix(EXACTLY)
    if len(head) > 1 and head.isupper() and not entry.isupper():
        return replacement.upper()
    if replaced[0].isupper() and entry[0].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement


def _finding(block: int, start: int, text: str, entry: Forbidden, instead: tuple[str, ...]) -> Finding:
    said = f"'{text}' is a word that the house does not use"
    if instead:
        said += ": write " + " or ".join(f"'{form}'" for form in instead)
    return Finding(
        block=block,
        start=start,
        end=start + len(text),
        message=f"{said}. {entry.note}" if entry.note else said,
        suggestions=instead,
        tier=Tier.CERTAIN,
        severity=entry.severity,
        evidence={"entry": entry.entry, "note": entry.note} if entry.note else {"entry": entry.entry},
    )

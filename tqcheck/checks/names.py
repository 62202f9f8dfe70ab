"""NAM001 near-duplicate-name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of, word_set
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.words import words
from tqcheck.model import Analysis, Article, BlockKind, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings

_LEAST_LETTERS = 5
"""Of the name that stands more often; a slip may have lost one letter."""
_FREQUENT = 3.0
"""Zipf frequency from which a word is too common to be a slip of another."""

_TAIL = 2
_LONG_TAIL = {"fi": 4, "et": 4, "hu": 3, "tr": 3, "lt": 3, "lv": 3, "is": 3, "el": 3, "ga": 3}
"""Letters at a word's end where inflection changes names (Virtanen, Virtasen); `_TAIL` in other languages."""

_LONGEST_ENDING = 3
_INFLECTING = word_set("pl cs sk uk ru be sl hr sr bs lt lv")
"""Languages where a slip is looked for in the stem when the endings differ: Зелинського beside Зеленський."""

_SPLIT = re.compile(r"['’ʼ·-]")


@dataclass(slots=True)
class _Form:
    """One spelling of a name: how often it stands, where first, how often inside a sentence, whether in a heading."""

    text: str
    count: int = 0
    block: int = 0
    start: int = 0
    inside: int = 0
    in_title: bool = False


@dataclass(slots=True)
class _Names:
    forms: dict[str, _Form] = field(default_factory=dict)
    by_stem: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    lower: Counter[str] = field(default_factory=Counter)


class NearDuplicateName:
    """A name that is spelt once in another way than everywhere else.

    A misspelt name is the error that readers and the people named forgive least, and no
    dictionary finds it: Hochstein is as unknown to it as Hochstien.

        Hochstein said … Hochstein noted … Hochstien added   →   Hochstein

    Fires when a capitalised word of five letters or more stands once and is one letter, or two
    swapped ones, away from a name that stands at least twice (a case ending more or less is no
    other name). Silent: a difference in the last letters, where grammar puts endings; ordinary
    and well-known words (Iran and Iraq, Maria and Mario); both spellings in the source article.

    Suppress with `ignore = ["NAM001"]` in tqcheck.toml, or accept the name.

    Known false alarms: two people with nearly the same rare name.
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
        names = _collect(analysis, language)
        repeated: dict[str, int] = {}
        by_initial: dict[str, list[_Form]] = defaultdict(list)
        for form in names.forms.values():
            family = _family(form, names, language)
            repeated[form.text] = sum(member.count for member in family)
            # A word that is capitalised at sentence starts only is no name.
            named = any(member.inside for member in family)
            if named and repeated[form.text] >= 2 and len(form.text) >= _LEAST_LETTERS:
                by_initial[form.text[0]].append(form)
        source = _words_of(analysis.source) if analysis.source else frozenset()
        lexicon = lexicon_for(language)
        found: list[Finding] = []
        for rare in names.forms.values():
            if rare.count != 1 or rare.text in source or names.lower[rare.text.lower()]:
                continue
            match = _best(rare, by_initial.get(rare.text[0], []), repeated, language)
            if match is None or settings.accepts(rare.text, language):
                continue
            frequent, edit = match
            if _is_ordinary(rare.text, lexicon):
                continue
            found.append(_finding(rare, frequent, edit, repeated[frequent.text], source, lexicon))
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


# ------------------------------------------------------------------------ names in an article


def _collect(analysis: Analysis, language: str) -> _Names:
    """Return the capitalised words of an article that are long enough, by spelling."""
    names = _Names()
    sentence_starts: dict[int, list[int]] = defaultdict(list)
    for sentence in analysis.sentences:
        sentence_starts[sentence.block].append(sentence.start)
    for index, block in enumerate(analysis.article.blocks):
        if language_of(analysis, index) != language or block.kind is BlockKind.METADATA:
            continue
        starts = iter([*sentence_starts[index], len(block.text)])
        next_start = next(starts)
        in_title = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        for start, text in _parts(block.text):
            initial = start >= next_start
            while start >= next_start:
                next_start = next(starts, len(block.text) + 1)
            if analysis.is_foreign(index, start, start + len(text)):
                continue
            if text.islower():
                names.lower[text] += 1
            elif len(text) >= _LEAST_LETTERS - 1 and text[0].isupper() and text[1:].islower():
                form = names.forms.get(text)
                if form is None:
                    form = names.forms[text] = _Form(text, block=index, start=start)
                    names.by_stem[text[:_LEAST_LETTERS]].append(form)
                form.count += 1
                form.inside += not (initial or in_title)
                form.in_title = form.in_title or in_title
    return names


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text and their places, compounds and possessives taken apart."""
    for word in words(text):
        position = word.start
        for part in _SPLIT.split(word.text):
            if part:
                yield position, part
            position += len(part) + 1


def _words_of(article: Article) -> frozenset[str]:
    return frozenset(part for block in article.blocks for _, part in _parts(block.text))


def _family(form: _Form, names: _Names, language: str) -> list[_Form]:
    """Return a name with its other case forms in the article, where the language has cases."""
    if language not in _INFLECTING or len(form.text) <= _LEAST_LETTERS:
        return [form]
    stem = form.text[: max(_LEAST_LETTERS, len(form.text) - _LONGEST_ENDING)]
    longest = len(stem) + _LONGEST_ENDING
    near = names.by_stem[form.text[:_LEAST_LETTERS]]
    return [other for other in near if other.text.startswith(stem) and len(other.text) <= longest]


# ----------------------------------------------------------------------------- the comparison


@dataclass(frozen=True, slots=True)
class _Edit:
    """One slip: what was done at which letter, and the right spelling with the ending of the wrong one."""

    kind: str
    place: int
    corrected: str


def _best(rare: _Form, frequent: list[_Form], repeated: dict[str, int], language: str) -> tuple[_Form, _Edit] | None:
    """Return the name that a rare form is most likely a slip of."""
    best: tuple[tuple[int, int], _Form, _Edit] | None = None
    for form in frequent:
        if form.text == rare.text or abs(len(form.text) - len(rare.text)) > 1 + _LONGEST_ENDING:
            continue
        same_ending = _one_edit(rare.text, form.text, language)
        edit = same_ending or (_other_ending(rare.text, form.text, language) if language in _INFLECTING else None)
        if edit is None:
            continue
        rank = (int(same_ending is not None), repeated[form.text])
        if best is None or rank > best[0]:
            best = rank, form, edit
    return best[1:] if best else None


def _one_edit(wrong: str, right: str, language: str) -> _Edit | None:
    """Return the single edit or swap between two words, unless it lies in the tail where endings are."""
    edit = _edit(wrong, right)
    if edit is None or _in_tail(edit, len(right), language):
        return None
    return None if language == "el" and _plain(wrong) == _plain(right) else edit  # Greek moves its accent


def _in_tail(edit: _Edit, length: int, language: str) -> bool:
    """Say whether an edit touches the letters at the end of the right word that grammar may change."""
    touched = edit.place - 1 if edit.kind == "letter too many" else edit.place
    return touched >= length - _LONG_TAIL.get(language, _TAIL)


def _edit(wrong: str, right: str) -> _Edit | None:
    place = 0
    while place < min(len(wrong), len(right)) and wrong[place] == right[place]:
        place += 1
    rest, due = wrong[place:], right[place:]
    if place == 0:
        return None
    if len(rest) == len(due):
        if rest[1:] == due[1:] and rest:
            return _Edit("another letter", place, right)
        if len(rest) > 1 and (rest[0], rest[1]) == (due[1], due[0]) and rest[2:] == due[2:]:
            return _Edit("letters swapped", place, right)
    elif len(rest) + 1 == len(due) and rest == due[1:]:
        return _Edit("letter missing", place, right)
    elif len(rest) == len(due) + 1 and rest[1:] == due:
        return _Edit("letter too many", place, right)
    return None


def _other_ending(wrong: str, right: str, language: str) -> _Edit | None:
    """Return the edit between two stems whose case endings differ: Зелинського beside Зеленський."""
    for cut in range(_LONGEST_ENDING + 1):
        stem = wrong[: len(wrong) - cut]
        if len(stem) < _LEAST_LETTERS + 1:
            break
        for other_cut in range(_LONGEST_ENDING + 1):
            other = right[: len(right) - other_cut]
            edit = _edit(stem, other) if cut + other_cut and len(other) > _LEAST_LETTERS else None
            # The stems must agree for some letters after the slip: otherwise it may be the ending itself.
            if edit and not _in_tail(edit, len(other), language):
                return _Edit(edit.kind, edit.place, other + wrong[len(wrong) - cut :])
    return None


# ---------------------------------------------------------------------------- the judgement


def _is_ordinary(rare: str, lexicon: Lexicon | None) -> bool:
    """Say whether the rare spelling is a word or name of its own."""
    forms = (rare, rare.lower())
    if lexicon is not None and (lexicon.frequency(rare) >= _FREQUENT or any(map(lexicon.known, forms))):
        return True
    # The names of the world are best known to the English list, whatever the article's language.
    english = lexicon_for("en") if rare.isascii() else None
    return english is not None and english.frequency(rare) >= _FREQUENT


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _finding(
    rare: _Form, frequent: _Form, edit: _Edit, count: int, source: frozenset[str], lexicon: Lexicon | None
) -> Finding:
    in_source = frequent.text in source or edit.corrected in source
    unlisted = lexicon is not None and lexicon.frequency(rare.text) == 0
    confidence = 0.7 + 0.05 * min(count - 2, 3) + 0.1 * in_source + 0.05 * unlisted
    return Finding(
        block=rare.block,
        start=rare.start,
        end=rare.start + len(rare.text),
        message=f"'{rare.text}' is written '{frequent.text}' elsewhere in the article",
        suggestions=(edit.corrected,),
        confidence=round(min(confidence, 0.97), 2),
        tier=Tier.LIKELY,
        evidence={
            "edit": edit.kind,
            "elsewhere": frequent.text,
            "times_elsewhere": count,
            "in_title": frequent.in_title,
            "in_source": in_source,
        },
    )

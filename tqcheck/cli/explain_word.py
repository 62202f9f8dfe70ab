"""`tqcheck explain-word`: why a word is flagged, or is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.cli.output import deliver, style_for

if TYPE_CHECKING:
    from tqcheck.config import Settings
    from tqcheck.lexicon import Lexicon
    from tqcheck.lexicon.scorer import Explanation
    from tqcheck.model import Analysis, Finding
    from tqcheck.reports.style import Style

_NEUTRAL = "X"
"""Stands before a word whose sentence is not given, so that it does not begin one."""
_FEATURES = 6
"""Features of a candidate that are shown, the weightiest first."""


@click.command()
@click.argument("word")
@click.option("--lang", metavar="LANG", required=True, help="The language of the word (pl, en-GB …).")
@click.option("--in", "sentence", metavar="SENTENCE", help="The sentence that it stands in.")
@click.option("--before", metavar="WORDS", help="What stands before it.")
@click.option("--after", metavar="WORDS", help="What stands after it.")
@click.option("--sentence-start", is_flag=True, help="It begins a sentence, so its capital says nothing.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", "config_file", metavar="FILE", help="Settings instead of the nearest tqcheck.toml.")
def explain_word(
    word: str,
    lang: str,
    sentence: str | None,
    before: str | None,
    after: str | None,
    sentence_start: bool,
    format_: str,
    config_file: str | None,
) -> int:
    """Say why a word is flagged, or is not.

    \b
    tqcheck explain-word rrads --lang en
    tqcheck explain-word Hochstein --lang de --sentence-start
    tqcheck explain-word rrads --lang en --in "The statement rrads that Iraq agreed."
    tqcheck explain-word kebabem --lang pl --format json

    The word goes the same road as in an article: what the dictionary, the frequency list and the
    house's lists know of it, what it could be a slip of, what speaks for each, and what follows.
    """
    from tqcheck.cli.language import language_option
    from tqcheck.config import discover, load

    settings = load(Path(config_file)) if config_file else discover(Path.cwd())
    if sentence is not None and (before is not None or after is not None or sentence_start):
        raise click.UsageError("--in gives the whole sentence; it goes without --before, --after and --sentence-start")
    if sentence_start and before is not None:
        raise click.UsageError("a word at a sentence's beginning has nothing before it")
    language = language_option(lang)
    assert language is not None
    place = _place(word, sentence, before, after, sentence_start)
    told = _told(place, language.split("-")[0], settings)
    deliver(_json(told) if format_ == "json" else _text(told, style_for(None)), None)
    return 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A word in its sentence. `start` and `end` are code points."""

    sentence: str
    start: int
    end: int
    made_up: bool

    @property
    def word(self) -> str:
        return self.sentence[self.start : self.end]


def _place(word: str, sentence: str | None, before: str | None, after: str | None, initial: bool) -> _Place:
    from tqcheck.lexicon.words import words

    if [found.text for found in words(word)] != [word]:
        raise click.BadParameter(
            f"{word!r} is not one word of letters: spelling does not look at it", param_hint="WORD"
        )
    if sentence is None:
        left = before if before is not None else "" if initial else _NEUTRAL
        text = " ".join(part for part in (left, word, after) if part)
        start = len(left) + 1 if left else 0
        return _Place(text, start, start + len(word), before is None and after is None)
    for found in words(sentence):
        if found.text == word:
            return _Place(sentence, found.start, found.end, False)
    raise click.BadParameter(f"the sentence does not hold {word!r} as a whole word", param_hint="--in")


def _analysis(place: _Place, language: str) -> Analysis:
    from tqcheck.model import (
        Analysis,
        Article,
        Block,
        BlockKind,
        LanguageJudgement,
        Piece,
        Sentence,
        SourceMap,
        Span,
    )

    whole = Span(0, len(place.sentence))
    block = Block(BlockKind.PARAGRAPH, place.sentence, SourceMap((Piece(whole, whole),)))
    article = Article("<word>", place.sentence, (block,), "text", declared_language=language)
    judged = LanguageJudgement(language, language, language, language, block_languages=(language,))
    return Analysis(article, judged, (Sentence(0, 0, len(place.sentence)),))


# ------------------------------------------------------------------------------ what is told


@dataclass(frozen=True, slots=True)
class _Part:
    """What hyphens and apostrophes leave of a word to be judged, and the scorer's explanation of it."""

    text: str
    shape: str
    nominated: bool
    """Whether its shape lets it be judged, and no dictionary has it."""
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class _Told:
    place: _Place
    language: str
    lexicon: Lexicon | None
    normalised: str
    accepted: tuple[str, str] | None
    """The entry of the house list and the ending."""
    forbidden: Finding | None
    misspelt: Finding | None
    parts: tuple[_Part, ...]
    switched_off: bool

    @property
    def conclusion(self) -> str:
        said = [self._spelling()]
        if self.forbidden is not None:
            said.append(f"flagged as forbidden (TRM001): {self.forbidden.message}")
        return "; ".join(said)

    def _spelling(self) -> str:
        if self.misspelt is not None and not self.switched_off:
            why = self.misspelt.evidence.get("why")
            said = f"flagged as {self.misspelt.tier} (SPL001): {self.misspelt.message}"
            return f"{said} ({why})" if why else said
        return f"not flagged as misspelt: {self._why_not()}"

    def _why_not(self) -> str:
        if self.lexicon is None:
            return "there is no dictionary for the language"
        if self.switched_off:
            return "SPL001 is switched off in the settings"
        if self.accepted is not None:
            return f"accepted by the house, entry '{self.accepted[0]}'"
        if not self.parts:
            return "a contraction, an abbreviation or too short: nothing of it is judged"
        return "; ".join(
            f"{part.text}: {_reason(part, self.lexicon)}" if len(self.parts) > 1 else _reason(part, self.lexicon)
            for part in self.parts
        )


def _told(place: _Place, language: str, settings: Settings) -> _Told:
    from tqcheck.checks import CHECKS
    from tqcheck.lexicon import lexicon_for
    from tqcheck.lexicon.words import normalise

    analysis = _analysis(place, language)
    lexicon = lexicon_for(language)
    match = settings.accepted_as(place.word, language)
    return _Told(
        place=place,
        language=language,
        lexicon=lexicon,
        normalised=normalise(place.word, language),
        accepted=(match.entry, match.ending) if match else None,
        forbidden=next((f for f in CHECKS["TRM001"].run(analysis, settings) if _touches(f, place)), None),
        misspelt=next((f for f in CHECKS["SPL001"].run(analysis, settings) if _touches(f, place)), None),
        parts=_parts(analysis, place, lexicon) if lexicon else (),
        switched_off=not settings.wants("SPL001"),
    )


def _touches(finding: Finding, place: _Place) -> bool:
    return finding.start < place.end and place.start < finding.end


def _parts(analysis: Analysis, place: _Place, lexicon: Lexicon) -> tuple[_Part, ...]:
    """Return what the check judges of the word, in the context that it makes, each with what the scorer says of it."""
    from tqcheck.checks.spelling import _Article, _parts, _Text
    from tqcheck.lexicon.scorer import explain
    from tqcheck.lexicon.words import normalise

    language = lexicon.language
    text = _Text(0, place.sentence, _Article(analysis), lexicon)
    return tuple(
        _Part(
            part.text,
            _shape(part.text, language),
            text.is_nominated(part, number),
            explain(normalise(part.text, language), lexicon, text.context(number, part)),
        )
        for number, word in enumerate(text.words)
        if word.start == place.start
        for part in _parts(word, lexicon)
    )


def _shape(text: str, language: str) -> str:
    from tqcheck.lexicon.words import lower

    if text == lower(text, language):
        return "lower case"
    if text[1:] == lower(text[1:], language):
        return "capitalised"
    return "capitals" if text.isupper() else "capitals inside"


def _reason(part: _Part, lexicon: Lexicon) -> str:
    """Say why one part of a word was not flagged."""
    status = part.explanation.status
    if status == "known":
        return f"known to the dictionary {_dictionaries(lexicon)}"
    if part.shape.startswith("capitals"):
        return "a word with several capitals is an abbreviation or a brand: spelling leaves it alone"
    if status == "judged" and not part.nominated:
        return "its capital and place make it a name: names have checks of their own (NAM)"
    if status == "judged":
        confidence = part.explanation.judgement.confidence
        least = _thresholds(lexicon)["likely"]
        return f"the confidence of {confidence:.2f} is below {least:g}, the least that is reported"
    return {
        "too short": "too short to be judged",
        "no candidate": "no far more frequent word is a likely slip away",
    }.get(status, status)


def _dictionaries(lexicon: Lexicon) -> str:
    return ", ".join(lexicon.resources.dictionaries)


# ----------------------------------------------------------------------------- how it is said


def _text(told: _Told, style: Style) -> str:
    lines = [style.strong(f"{told.place.word} ({told.language})") + _context(told.place)]
    if told.normalised != told.place.word:
        lines.append(_line("looked up as", told.normalised))
    if told.lexicon is not None:
        known = told.lexicon.known(told.normalised)
        lines.append(_line("dictionary", f"{'known to' if known else 'unknown to'} {_dictionaries(told.lexicon)}"))
        lines.append(_line("frequency", _frequency(told.lexicon.frequency(told.normalised))))
    lines.append(_line("house", _house(told)))
    if told.lexicon is not None:
        lines.append(_line("written in", _shape(told.place.word, told.language)))
    for part in told.parts:
        lines += _part_lines(part, style, named=part.text != told.place.word)
    if told.lexicon is not None and any(part.explanation.candidates for part in told.parts):
        lines.append(_line("tiers", _thresholds_said(told.lexicon)))
    lines.append(f"→ {told.conclusion[0].upper()}{told.conclusion[1:]}")
    return "\n".join(lines) + "\n"


def _line(name: str, said: str) -> str:
    return f"  {name:<13} {said}"


def _context(place: _Place) -> str:
    if place.made_up:
        return " at the beginning of a sentence" if place.start == 0 else " inside a sentence"
    return f" in: {place.sentence}"


def _frequency(zipf: float) -> str:
    if not zipf:
        return "not listed"
    once = int(float(f"{10 ** (9 - zipf):.1e}"))
    return f"Zipf {zipf:.2f}, once in {once:,} words"


def _house(told: _Told) -> str:
    said = "not accepted"
    if told.accepted is not None:
        entry, ending = told.accepted
        said = f"accepted, entry '{entry}'" + (f" with the ending -{ending}" if ending else "")
    return said + (", forbidden" if told.forbidden else "")


def _part_lines(part: _Part, style: Style, *, named: bool) -> list[str]:
    rows = part.explanation.candidates
    if not rows and part.explanation.status not in ("judged", "no candidate"):
        return []
    of = f"of '{part.text}'" if named else ""
    lines = [_line("candidates", of if rows else f"none {of}").rstrip()]
    width = max((len(row.word) for row in rows), default=0)
    for row in rows:
        lines.append(
            f"    {row.word:<{width}}  confidence {row.confidence:.2f}  {row.slip.replace('_', ' ')}, "
            f"{_frequency(row.frequency)}"
        )
        lines.append(style.faint(f"    {'':<{width}}  {_features(row.features)}"))
    return lines


def _features(features: Mapping[str, float]) -> str:
    weighty = sorted(features.items(), key=lambda item: (-abs(item[1]), item[0]))
    shown = ", ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in weighty[:_FEATURES])
    rest = len(weighty) - _FEATURES
    return shown + (f" and {rest} lesser" if rest > 0 else "")


def _json(told: _Told) -> str:
    lexicon = told.lexicon
    record: dict[str, Any] = {
        "word": told.place.word,
        "language": told.language,
        "sentence": None if told.place.made_up else told.place.sentence,
        "normalised": told.normalised,
        "known": lexicon.known(told.normalised) if lexicon else None,
        "dictionaries": list(lexicon.resources.dictionaries) if lexicon else [],
        "frequency": round(lexicon.frequency(told.normalised), 2) if lexicon else None,
        "accepted": {"entry": told.accepted[0], "ending": told.accepted[1]} if told.accepted else None,
        "forbidden": (
            {"entry": told.forbidden.evidence["entry"], "suggestions": list(told.forbidden.suggestions)}
            if told.forbidden
            else None
        ),
        "thresholds": _thresholds(lexicon) if lexicon else None,
        "parts": [
            {
                "word": part.text,
                "shape": part.shape,
                "status": part.explanation.status,
                "candidates": [
                    {
                        "word": row.word,
                        "frequency": round(row.frequency, 2),
                        "slip": row.slip,
                        "confidence": round(row.confidence, 4),
                        "features": {name: round(value, 3) for name, value in row.features.items()},
                    }
                    for row in part.explanation.candidates
                ],
            }
            for part in told.parts
        ],
        "flagged": told.misspelt is not None or told.forbidden is not None,
        "tier": told.misspelt.tier.value if told.misspelt else None,
        "confidence": round(told.misspelt.confidence, 4) if told.misspelt else None,
        "suggestions": list(told.misspelt.suggestions) if told.misspelt else [],
        "conclusion": told.conclusion,
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _thresholds(lexicon: Lexicon) -> dict[str, float | None]:
    """Return the least confidence of each tier in a language; None where it has no such tier."""
    from tqcheck.lexicon.weights import CERTAIN, LIKELY, POSSIBLE

    return {
        "certain": None if lexicon.resources.weak else CERTAIN,
        "likely": lexicon.resources.likely or LIKELY,
        "possible": POSSIBLE,
    }


def _thresholds_said(lexicon: Lexicon) -> str:
    given = _thresholds(lexicon)
    said = [f"{tier} from {least:g}" for tier, least in given.items() if least is not None]
    missing = [tier for tier, least in given.items() if least is None]
    return ", ".join(said) + (f"; this language has no tier {missing[0]}" if missing else "")

"""The quality card: what was measured of each language, made by `python -m benchmarks.card`."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("quality.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one kind of text. Shares are of 1, rates per 1,000 words; None: it could not be measured."""

    data: str
    """ "news" with slips put in, "learner", "edited" text as it is, or edited text with "planted" slips of our own."""
    half: str
    """ "test": texts that nothing was tuned on; "tune" where the data have no others."""
    words: int
    slips: int = 0
    """Marked words that no dictionary has: what recall is a share of."""
    precision: float | None = None
    recall: float | None = None
    first: float | None = None
    """Of the slips that were found, those whose first suggestion is right."""
    false: float | None = None
    """Spelling alarms per 1,000 words that touch no marked error: an upper bound, slips that nobody marked are in it."""
    grammar: float | None = None
    """LanguageTool's matches per 1,000 words that are reported; None where it has no rules."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one language. `listed` is the size of its frequency list in words, `rules` LanguageTool's count."""

    language: str
    listed: int | None = None
    rules: int | None = None
    measured: tuple[Measured, ...] = ()

    def of(self, *data: str) -> Measured | None:
        """Return what was measured on the first of these kinds of text that there is."""
        return next((m for name in data for m in self.measured if m.data == name), None)


@dataclass(frozen=True, slots=True)
class Cards:
    made: str
    """The day, ISO 8601."""
    languagetool: str
    sources: dict[str, str]
    """What each kind of text is, for people."""
    languages: dict[str, Card]

    def of(self, language: str) -> Card:
        """Return a language's card, an empty one when nothing was measured."""
        return self.languages.get(language, Card(language))


@lru_cache(maxsize=1)
def cards() -> Cards:
    """Return the cards that are shipped."""
    return parse(json.loads(FILE.read_text(encoding="utf-8")))


def parse(read: dict[str, Any]) -> Cards:
    """Read the form that `dump` writes."""
    languages = {
        code: Card(
            code,
            row.get("listed"),
            row.get("rules"),
            tuple(Measured(data, **values) for data, values in row.items() if isinstance(values, dict)),
        )
        for code, row in read["languages"].items()
    }
    return Cards(read["made"], read["languagetool"], read["sources"], languages)


def dump(made: Cards) -> str:
    """Return the cards as JSON, a line a language."""
    lines = []
    for code, card in sorted(made.languages.items()):
        row: dict[str, Any] = {"listed": card.listed, "rules": card.rules}
        for measured in card.measured:
            values = {each.name: getattr(measured, each.name) for each in fields(measured) if each.name != "data"}
            row[measured.data] = {name: value for name, value in values.items() if value is not None}
        kept = {name: value for name, value in row.items() if value is not None}
        lines.append(f"  {json.dumps(code)}: {json.dumps(kept)}")
    head = {"made": made.made, "languagetool": made.languagetool, "sources": made.sources}
    top = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in head.items())
    return "{\n" + top + ',\n "languages": {\n' + ",\n".join(lines) + "\n }\n}\n"

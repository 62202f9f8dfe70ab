"""The quality card that is shipped."""

from __future__ import annotations

import json

from tqcheck.languages.inventory import LANGUAGES
from tqcheck.lexicon.quality import FILE, Card, Cards, Measured, cards, dump, parse


def test_what_is_written_is_read() -> None:
    news = Measured("news", "test", 1200, 40, 0.98, 0.95, 0.9, 0.25, 0.4)
    edited = Measured("edited", "tune", 900, grammar=1.25)
    made = Cards(
        "2026-01-02",
        "6.8",
        {"news": "clean news"},
        {"en": Card("en", 1000, 20, (news, edited)), "ja": Card("ja", None, 7)},
    )
    text = dump(made)
    assert parse(json.loads(text)) == made
    assert sum(line.startswith('  "') for line in text.splitlines()) == 2  # a line a language
    assert made.of("en").of("planted", "edited") == edited
    assert made.of("xx") == Card("xx")


def test_the_shipped_card() -> None:
    """Every language is one that tqcheck knows, and figures are shares and rates."""
    shipped = cards()
    assert dump(shipped) == FILE.read_text(encoding="utf-8")
    assert set(shipped.languages) <= set(LANGUAGES)
    for card in shipped.languages.values():
        for measured in card.measured:
            assert measured.data in shipped.sources
            assert measured.half in ("test", "tune")
            assert measured.words > 0
            for share in (measured.precision, measured.recall, measured.first):
                assert share is None or 0 <= share <= 1
            for rate in (measured.false, measured.grammar):
                assert rate is None or rate >= 0

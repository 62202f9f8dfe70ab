"""TRM001: what the cases cannot say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import analysis, findings
from tqcheck.checks.forbidden import ForbiddenWord
from tqcheck.config import parse
from tqcheck.model import Severity, Tier

SETTINGS = parse(
    {
        "forbid": {
            "all": {"Kiev": "Kyiv", "ad hoc": "improvised", "Covid-19": ""},
            "en": {"utilise": {"use": ["use", "employ"], "note": "Say it short.", "severity": "major"}},
        }
    }
)


def test_an_entry_says_what_to_write_why_and_how_bad_it_is() -> None:
    (found,) = findings(ForbiddenWord(), "Do utilise it.", settings=SETTINGS)
    assert found.message == ("'utilise' is a word that the house does not use: write 'use' or 'employ'. Say it short.")
    assert found.severity is Severity.MAJOR
    assert found.tier is Tier.CERTAIN
    assert found.evidence == {"entry": "utilise", "note": "Say it short."}


def test_entries_for_all_languages_hold_where_the_language_is_not_known() -> None:
    looked_at = analysis("Kiev", "", judged=True)
    assert looked_at.language.language is None
    assert [finding.suggestions for finding in ForbiddenWord().run(looked_at, SETTINGS)] == [("Kyiv",)]


PIECES = [
    "Kiev",
    "KIEV",
    "kiev",
    "utilise",
    "Utilised",
    "ad",
    "hoc",
    "Ad hoc",
    "Covid-19",
    "x",
    "’s",
    "-",
    "\n",
    " ",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_findings_are_whole_words_in_order_and_apart(text: str) -> None:
    if not text.strip():
        return
    looked_at = analysis(text, "en")
    reached = (-1, 0)
    for finding in ForbiddenWord().run(looked_at, SETTINGS):
        block = looked_at.article.blocks[finding.block].text
        assert (finding.block, finding.start) >= reached
        reached = (finding.block, finding.end)
        assert 0 <= finding.start < finding.end <= len(block)
        around = block[finding.start - 1 : finding.start] + block[finding.end : finding.end + 1]
        assert not any(map(str.isalnum, around))

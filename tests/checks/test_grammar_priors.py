"""Priors: what a few counts of a rule and many of its kind make of each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.checks.grammar.priors import Priors, family, priors

# category, issue type, published, of them right, learner, of them right
GOOD = ["GRAMMAR", "grammar", 2, 1, 60, 55]
BAD = ["COMMAS", "typographical", 80, 0, 40, 4]


def table(**rules: list[Any]) -> dict[str, Any]:
    return {
        "words": {"de": {"published": 20_000, "learner": 20_000}, "fr": {"published": 20_000}},
        "rules": {
            "de": {"AGREE_NOUN_ONE": GOOD, "COMMA_ONE": BAD, **rules},
            "fr": {"FR_NOISE": ["COMMAS", "typographical", 30, 0, 0, 0]},
        },
    }


def test_a_rule_that_was_never_seen_has_the_chance_of_its_kind() -> None:
    made = Priors(table())
    assert made.chance("AGREE_VERB_NEW", "GRAMMAR", "grammar", "de") > 0.7
    assert made.chance("COMMA_NEW", "COMMAS", "typographical", "de") < 0.2
    assert made.counts("COMMA_NEW", "de") is None


def test_other_languages_lend_the_kind() -> None:
    made = Priors(table())
    assert made.chance("ACCORD", "GRAMMAR", "grammar", "fr") > 0.65
    assert made.chance("FR_NOISE", "COMMAS", "typographical", "fr") < made.chance("X", "COMMAS", "typographical", "pt")


def test_categories_that_only_have_numbers_are_a_languages_own() -> None:
    numbered = table()
    numbered["rules"]["de"]["N"] = ["CAT1", "other", 100, 0, 50, 0]
    made = Priors(numbered)
    assert made.chance("X", "CAT1", "other", "it") > made.chance("X", "CAT1", "other", "de")


def test_many_counts_of_its_own_outweigh_the_kind() -> None:
    made = Priors(table(ODD=["COMMAS", "typographical", 0, 0, 100, 98], LATE=["GRAMMAR", "grammar", 90, 0, 0, 0]))
    assert made.chance("ODD", "COMMAS", "typographical", "de") > 0.9
    assert made.chance("LATE", "GRAMMAR", "grammar", "de") < 0.2


def test_the_same_rule_in_another_language_counts_a_little() -> None:
    shared = table(SHARED=["COMMAS", "typographical", 0, 0, 100, 98])
    made = Priors(shared)
    new = made.chance("SHARED", "COMMAS", "typographical", "pt")
    assert (
        made.chance("OTHER", "COMMAS", "typographical", "pt")
        < new
        < made.chance("SHARED", "COMMAS", "typographical", "de")
    )


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_chance_is_a_chance_and_a_right_match_never_lowers_it(p: int, pr: int, n: int, nr: int) -> None:
    row = ["GRAMMAR", "grammar", p + pr, pr, n + nr, nr]
    more = ["GRAMMAR", "grammar", p + pr, pr, n + nr + 1, nr + 1]
    first, second = (Priors(table(R_S_T=r)).chance("R_S_T", "GRAMMAR", "grammar", "de") for r in (row, more))
    assert 0 < first < 1
    assert second >= first


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("DE_SIMPLE_REPLACE_HOBBIES", "DE_SIMPLE"), ("AUN2", "AUN"), ("D_N", "D_N"), ("KOMMA_VOR_UND_2", "KOMMA_VOR")],
)
def test_families(rule: str, expected: str) -> None:
    assert family(rule) == expected


def test_the_shipped_table_is_whole() -> None:
    shipped = priors()
    assert {"de", "en", "es", "fr", "nl", "pl", "pt", "ru", "uk"} <= set(shipped.languages())
    for language in shipped.languages():
        for rule in shipped.rules_of(language):
            counts = shipped.counts(rule, language)
            assert counts
            assert 0 <= counts.published_right <= counts.published
            assert 0 <= counts.learner_right <= counts.learner
            assert counts.published + counts.learner > 0
            assert 0 < shipped.chance(rule, counts.category, counts.issue_type, language) < 1
    assert shipped.description("EN_A_VS_AN")

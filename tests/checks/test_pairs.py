from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import assert_inside, fired
from tqcheck.checks.pairs import UnbalancedBracket, UnbalancedQuotation

BRACKETS, QUOTES = UnbalancedBracket(), UnbalancedQuotation()
LANGUAGES = ("en", "de", "fr", "sv", "ru", "he", "ja", "xx")


@given(st.text(alphabet="ab1 ()[]{}:;-\n.", max_size=60), st.sampled_from(LANGUAGES))
def test_bracket_spans_are_inside(text: str, language: str) -> None:
    assert_inside(BRACKETS, text, language)


@given(st.text(alphabet="ab1 „“”«»\"'‘’,`<>\n.", max_size=60), st.sampled_from(LANGUAGES))
def test_quotation_spans_are_inside(text: str, language: str) -> None:
    assert_inside(QUOTES, text, language)


@given(st.recursive(st.just("word"), lambda inner: st.builds("({} [{}])".format, inner, inner), max_leaves=8))
def test_balanced_brackets_are_silent(text: str) -> None:
    assert fired(BRACKETS, text) == []


PAIRS = {
    "de": '„{}“ »{}« “{}” "{}" «{}»',
    "fr": '«\u00a0{}\u00a0» “{}” "{}"',
    "pl": '„{}” «{}» »{}« ,,{}"',
    "sv": '”{}” »{}» "{}"',
    "fi": '”{}” »{}» "{}"',
    "da": '»{}« „{}“ ”{}” "{}"',
    "cs": '„{}“ »{}« "{}"',
    "en": "“{}” \"{}\" ``{}''",
    "ru": '«{}» „{}“ "{}"',
    "ja": "「{}」 『{}』",
}


@pytest.mark.parametrize("language", PAIRS)
@pytest.mark.parametrize("words", ["one", "one, two.", "one – two!", "8"])
def test_every_pair_of_a_language_is_silent_and_its_half_fires(language: str, words: str) -> None:
    for pair in PAIRS[language].split(" "):
        text = f"So {pair.format(words)} so."
        assert fired(QUOTES, text, language) == [], text
        opener = pair.split("{")[0].strip()
        half = f"So {opener}{words} so."
        assert [found for found, _ in fired(QUOTES, half, language)] == [opener], half


def test_closing_bracket_alone_at_the_end_is_a_smile_in_russian() -> None:
    assert fired(BRACKETS, "Спасибо вам)", "ru") == []
    assert fired(BRACKETS, "Thank you all)", "en") == [(")", None)]


def test_bracket_too_far_away_is_no_partner() -> None:
    text = "An (open one.\n\n" + "Nothing.\n\n" * 10 + "A closed) one."
    assert fired(BRACKETS, text) == [("(", None), (")", None)]


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_never_raises(text: str, language: str) -> None:
    assert_inside(BRACKETS, text, language)
    assert_inside(QUOTES, text, language)

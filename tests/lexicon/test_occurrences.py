"""Terms in running text: forms, phrases, capitals; and whether a text may hold a term at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lexicon.lemmas import irregular_forms
from tqcheck.lexicon.occurrences import UNSPACED, Finder, is_regular, is_rendered


def found(terms: list[str], text: str, language: str = "en", **how: bool) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder(terms, language, **how).find(text)]


@pytest.mark.parametrize(
    ("language", "terms", "text", "expected"),
    [
        (
            "en",
            ["heat pump", "pump"],
            "Heat-pumps, pumps and the heat\npump's price",
            ["Heat-pumps", "pumps", "heat\npump"],
        ),
        ("en", ["heat pump"], "The heat, pump and heat. Pump", []),
        ("en", ["WHO"], "who saw the WHO?", ["WHO"]),
        ("en", ["=pump"], "pump pumps Pump", ["pump"]),
        ("de", ["Vereinte Nationen"], "in den Vereinten Nationen", ["Vereinten Nationen"]),
        ("de", ["Pumpe"], "Wärmepumpe", []),
        ("pl", ["pompa ciepła"], "bez pompy ciepła i pompami ciepła", ["pompy ciepła", "pompami ciepła"]),
        ("fi", ["kaupunki"], "kaupungissa", ["kaupungissa"]),
        ("tr", ["Novaterra"], "Novaterra'nın", ["Novaterra"]),
        ("ko", ["열펌프"], "열펌프는 열펌프다움", ["열펌프는"]),
        ("ar", ["حكومة"], "والحكومة", ["والحكومة"]),
        ("zh", ["热泵", "泵"], "买了热泵和泵", ["热泵", "泵"]),
    ],
)
def test_where_terms_stand(language: str, terms: list[str], text: str, expected: list[str]) -> None:
    assert found(terms, text, language) == expected


def test_nouns_are_no_verbs_where_asked() -> None:
    assert found(["strike"], "a striking strike") == ["striking", "strike"]
    assert found(["strike"], "a striking strike", verbs=False) == ["strike"]


def test_joined_by_a_hyphen() -> None:
    assert found(["party", "heat pump"], "third-party heat-pump", apart=True) == ["heat-pump"]
    assert found(["party"], "third-party") == ["party"]


@pytest.mark.parametrize(
    ("language", "word", "form"), [("en", "mouse", "mice"), ("de", "Rat", "Räte"), ("fi", "vesi", "vettä")]
)
def test_irregular_forms(language: str, word: str, form: str) -> None:
    irregular = irregular_forms([word], language, is_regular(language), bases_only=True)
    assert irregular[form.lower()] == [word.lower()]
    assert irregular_forms([word], language, is_regular(language), bases_only=True) == irregular  # as it was kept
    text = form if word.islower() else form.title()
    assert [hit.term for hit in Finder([word], language, irregular).find(text)] == [word]


def test_a_language_without_a_list() -> None:
    assert irregular_forms(["word"], "so", is_regular("so"), bases_only=True) == {}


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("de", "Wärmepumpe", "die Wärmepumpenförderung"),
        ("de", "Klima", "klimatische Lage"),
        ("de", "Haus", "viele Häuser"),
        ("de", "erneuerbare Energie", "Energie, die erneuerbar ist"),
        ("de", "E-Mail", "eine Email-Adresse"),
        ("pl", "woda", "transport wodny"),
        ("pl", "Europejski Bank Centralny", "EBC podniósł stopy"),
        ("fi", "nainen", "jesidinaisista"),
        ("fi", "maa", "naapurimaihin"),
        ("tr", "oy", "oyların"),
        ("he", "ממשלה", "והממשלה"),
        ("ja", "熱ポンプ", "新しい熱ポンプを"),
    ],
)
def test_what_counts_as_a_term(language: str, term: str, text: str) -> None:
    irregular = irregular_forms(term.split(), language, is_regular(language), bases_only=False)
    assert is_rendered(term, text, language, irregular)


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("de", "Wärmepumpe", "das Klimagerät und die Wasserleitung"),
        ("de", "Rat", "Er fährt Rad"),
        ("pl", "rada miasta", "miasto"),
        ("fi", "vesi", "verho"),
        ("zh", "热泵", "空调"),
    ],
)
def test_what_does_not(language: str, term: str, text: str) -> None:
    assert not is_rendered(term, text, language)


@given(
    st.lists(st.text("abcÄß -'", min_size=1, max_size=8), max_size=5),
    st.text("abcÄßİ -'.\n", max_size=40),
    st.sampled_from(["en", "de", "fi", "tr", "pl", "ko", "ar", *sorted(UNSPACED)]),
)
def test_places_are_in_order_and_inside(terms: list[str], text: str, language: str) -> None:
    hits = Finder(terms, language).find(text)
    assert all(0 <= hit.start < hit.end <= len(text) and hit.term in terms for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))
    for term in terms:
        is_rendered(term, text, language)


@given(st.text("abcdeéл", min_size=4, max_size=10), st.text("xyz ", max_size=10), st.text("xyz ", max_size=10))
def test_a_term_as_it_is_written_is_found(term: str, before: str, after: str) -> None:
    text = f"{before} {term} {after}"
    assert found([term], text) == [term]
    assert is_rendered(term, text, "en")

"""Each veto: a place where it speaks, and one like it where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.checks.grammar_support import heard, match
from tqcheck.checks.grammar.vetoes import VETOES, reason
from tqcheck.model import OPAQUE, BlockKind, ForeignPassage

START: dict[str, Any] = {"category_id": "CASING", "issue_type": "typographical"}


def veto(text: str, language: str, words: str, rule: str, *to: str, **changes: Any) -> str | None:
    kind = changes.pop("kind", BlockKind.PARAGRAPH)
    found = match(text, words, rule, *to, **changes)
    return reason(found, heard(text, language, found, kind=kind), language)


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("sv", "Riket grundades 120 f.Kr. började man säga.", "började", "no sentence start"),
        ("el", "Η πόλη απέχει 35 χλμ. από τη θάλασσα.", "από", "no sentence start"),
        ("en", "“Why not?” she asked the mayor.", "she", "no sentence start"),
        ("en", "The tower fell… nobody saw it happen.", "nobody", "no sentence start"),
        ("en", "The bridge was closed yesterday. nobody knew about it.", "nobody", None),
        ("es", "Llegaron por la tarde al puerto. nadie los esperaba.", "nadie", None),
        ("es", "Fue un mal día. nadie los esperaba.", "nadie", None),
        ("en", "the mayor opened the new school today.", "the", None),
        ("en", "a loaf of bread and two eggs;", "a loaf", "no sentence start"),
    ],
)
def test_sentences_begin_where_they_do(language: str, text: str, words: str, expected: str | None) -> None:
    assert veto(text, language, words, "UPPERCASE_SENTENCE_START", words.capitalize(), **START) == expected


def test_a_paragraph_after_a_colon_is_a_part_of_a_list() -> None:
    text = "You need three things:\n\nthe right pan and a little patience."
    found = match("the right pan and a little patience.", "the", "UPPERCASE_SENTENCE_START", "The", **START)
    found = replace(found, block=1)
    assert reason(found, heard(text, "en", found), "en") == "no sentence start"


def test_headings_and_captions_have_capitals_and_stops_of_their_own() -> None:
    text = "Mayor opens School in the old Harbour"
    casing: dict[str, Any] = {"category_id": "CASING", "issue_type": "typographical"}
    for kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_CELL):
        assert veto(text, "en", "School", "SOME_CASE", "school", kind=kind, **casing) == "heading or caption"
    assert veto(text, "en", "School", "SOME_CASE", "School's", **casing) is None
    assert veto(text, "en", "Mayor opens", "HE_VERB_AGR", "Mayors open", kind=BlockKind.HEADING) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KYIV, 12 March (Courier) – The council have met again.", "dateline"),
        ("Riga/Oslo, 12 March (Courier) – The council have met again.", "dateline"),
        ("The 12 March (a Friday) was warm, and nobody met.", None),
        ("The meeting of 12 March – a Friday – was short.", None),
    ],
)
def test_datelines_are_no_part_of_the_sentence(text: str, expected: str | None) -> None:
    assert veto(text, "en", "12 March", "SOME_DATE_RULE", "12th of March") == expected


def test_what_stands_beside_a_place_holder_has_no_known_grammar() -> None:
    assert veto(f"It takes a {OPAQUE} hour.", "en", "hour", "A_NNS", "hours") == "place-holder"
    assert veto("It takes a long hours.", "en", "a long hours", "A_NNS", "long hours") is None


def test_passages_and_quotations_in_another_language() -> None:
    text = "He said it twice. Das ist ein Haus. Nobody answered."
    found = match(text, "ist ein", "SOME_RULE")
    looked_at = heard(text, "en", found)
    foreign = ForeignPassage(0, text.index("Das"), text.index(" Nobody"), "de", {})
    looked_at = replace(looked_at, language=replace(looked_at.language, foreign=(foreign,)))
    assert reason(found, looked_at, "en") == "foreign passage"
    quoted = "The song “Wärst du doch gegangen” is about an old bridge."
    assert veto(quoted, "en", "du doch", "SOME_RULE", "do") == "foreign quotation"
    assert veto("The song “The bridge are gone” is old.", "en", "bridge are", "SOME_RULE", "bridge is") is None


@pytest.mark.parametrize(
    ("language", "text", "words", "to", "expected"),
    [
        ("de", "Der Chef der Städtischen Wirtschaftsschule sprach lange.", "Städtischen", "städtischen", "capital"),
        ("de", "Sie hat eine Mündliche Prüfung abgelegt.", "Mündliche", "mündliche", None),
        ("fr", "Il vient du Sud Est du pays.", "Sud", "sud", "capital"),
        ("de", "Er fragte: „Wie geht das?“", "Wie", "wie", "capital"),
    ],
)
def test_capitals_of_names_and_quotations(language: str, text: str, words: str, to: str, expected: str | None) -> None:
    assert veto(text, language, words, "SOME_CASE", to, category_id="CASING") == expected


def test_names_have_no_known_grammar() -> None:
    text = "The winner were Krzelowsky of the old club."
    assert veto(text, "en", "were Krzelowsky", "HE_VERB_AGR", "was Krzelowsky") == "name"
    assert veto(text, "en", "winner were", "HE_VERB_AGR", "winner was") is None
    assert veto("Une fois que Hans arrive, tout va bien.", "fr", "que Hans", "ELISION", "qu'Hans") == "name"
    agreement: dict[str, Any] = {"category_id": "AGREEMENT", "issue_type": "uncategorized"}
    assert veto("Le pilote de la Pan Am arrive.", "fr", "la Pan", "D_N", "les Pan", **agreement) == "name"
    assert veto("Il a vu les maison.", "fr", "les maison", "D_N", "la maison", **agreement) is None
    # A sentence's first word has a capital anyway, and an unknown word is what a rule of spelling is about.
    assert veto("Despues llegaron todos.", "es", "Despues", "SOME_RULE", "Después") is None
    assert veto("Es un Dia feliz.", "es", "Dia", "SOME_RULE", "Día", issue_type="misspelling") is None


@pytest.mark.parametrize(
    ("rule", "text", "words", "expected"),
    [
        ("EN_DATE_WEEKDAY_CURRENTYEAR", "We meet on Friday, 3 April, at noon.", "Friday, 3 April", "guessed year"),
        ("EN_DATE_WEEKDAY", "We meet on Friday, 3 April, at noon.", "Friday, 3 April", "guessed year"),
        ("EN_DATE_WEEKDAY", "We met on Friday, 3 April 2019, at noon.", "Friday, 3 April 2019", None),
    ],
)
def test_weekdays_need_a_year(rule: str, text: str, words: str, expected: str | None) -> None:
    assert veto(text, "en", words, rule) == expected


def test_accents_of_capitals_and_stress_marks_are_habits() -> None:
    assert veto("A Paris, il pleut.", "fr", "A", "A_A_ACCENT", "À") == "typographic habit"
    assert veto("Il va a Paris.", "fr", "a", "A_A_ACCENT", "à") is None
    assert veto("Он закрыл замóк.", "ru", "замóк", "Latin_letters", "замок") == "typographic habit"
    assert veto("Он закрыл зaмок.", "ru", "зaмок", "Latin_letters", "замок") is None


def test_a_quotation_may_run_over_paragraphs() -> None:
    marks: dict[str, Any] = {"category_id": "PUNCTUATION", "issue_type": "typographical"}
    one = "“We came in the morning."
    text = f"{one}\n\n“We left at night.”"
    assert veto(text, "en", "“", "EN_UNPAIRED_QUOTES", **marks) == "quotation over paragraphs"
    assert veto(f"{one}\n\nNobody answered.", "en", "“", "EN_UNPAIRED_QUOTES", **marks) is None


def test_each_veto_says_why() -> None:
    assert all((speaks.__doc__ or "").strip() for speaks in VETOES.values())

"""The numbers of a pair: compared once, placed in the articles, and told beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis
from tqcheck.alignment.pair import Pair
from tqcheck.checks.numbers import NumberAdded, NumberChanged, WrongConversion
from tqcheck.checks.numbers.beside import Status, facts_of
from tqcheck.checks.numbers.collect import compared, differences
from tqcheck.config import Settings
from tqcheck.model import Analysis

SOURCE = """The ferry of Velm carried 480 passengers on Monday. It cost the town 3.5 million euros in 2031.

It is 5 miles from the harbour to the lake, and twelve boats go there every day. They carry 96 tons of fish."""
RIGHT = """Die Fähre von Velm beförderte am Montag 480 Passagiere. Sie kostete die Stadt im Jahr 2031 3,5 Mio. Euro.

Vom Hafen zum See sind es 8 Kilometer, und zwölf Boote fahren jeden Tag dorthin. Sie bringen 96 Tonnen Fisch."""


def looked_at(text: str, source: str = SOURCE, language: str = "de") -> Analysis:
    return analysis(text, language, source, source_language="en")


def the_pair(text: str, source: str = SOURCE, language: str = "de") -> Pair:
    pair = looked_at(text, source, language).pair
    assert pair is not None
    return pair


def told(text: str, source: str = SOURCE, language: str = "de") -> list[tuple[str, str | None, str]]:
    return [
        (fact.source_text, fact.target_text, fact.status.value) for fact in facts_of(the_pair(text, source, language))
    ]


def test_every_number_of_the_source_stands_beside_its_counterpart() -> None:
    assert told(RIGHT) == [
        ("480", "480", "kept"),
        ("3.5 million euros", "3,5 Mio. Euro", "kept"),
        ("2031", "2031", "kept"),
        ("5 miles", "8 Kilometer", "reworded"),
        ("twelve", "zwölf", "kept"),
        ("96", "96", "kept"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("3,5 Mio. Euro", "35 Mio. Euro", ("3.5 million euros", "35 Mio. Euro", "changed")),
        ("8 Kilometer", "18 Kilometer", ("5 miles", "18 Kilometer", "changed")),
        ("480 Passagiere", "Passagiere", ("480", None, "missing")),
        ("480 Passagiere", "Passagiere. Es waren 480", ("480", "480", "kept")),
        ("96 Tonnen", "rund 100 Tonnen", ("96", "100", "reworded")),
        ("96 Tonnen", "sechsundneunzig Tonnen", ("96", "sechsundneunzig", "reworded")),
    ],
)
def test_what_became_of_a_number(old: str, new: str, fact: tuple[str, str | None, str]) -> None:
    assert fact in told(RIGHT.replace(old, new))


def test_places_are_those_of_the_blocks() -> None:
    pair = the_pair(RIGHT)
    for fact in facts_of(pair):
        block = pair.source.blocks[fact.source.block]
        assert block.text[fact.source.start : fact.source.end] == fact.source_text
        assert fact.target is not None
        number, start, end = fact.target
        assert pair.target.blocks[number].text[start:end] == fact.target_text


@pytest.mark.parametrize(
    ("source", "text", "facts"),
    [
        ("Six boats left.", "6 Boote fuhren ab.", [("Six", "6", "reworded")]),
        ("Six boats left.", "Die Boote fuhren ab.", [("Six", None, "missing")]),
        ("Six boats left.", "Es fuhren fünf Boote ab.", [("Six", "fünf", "changed")]),
        ("Two boats left.", "Es fuhren zwei Boote ab.", [("Two", "zwei", "kept")]),
        ("Two boats left.", "Es fuhren drei Boote ab.", [("Two", "drei", "changed")]),
        ("Two boats left.", "Beide Boote fuhren ab.", [("Two", "Beide", "kept")]),
        ("The two boats left.", "Die Boote fuhren ab.", []),
        ("In the mid-sixties.", "Mitte der 60er-Jahre.", [("sixties", "60er", "reworded")]),
    ],
)
def test_numbers_in_letters(source: str, text: str, facts: list[tuple[str, str | None, str]]) -> None:
    assert told(text, source) == facts


def test_a_number_in_the_sentence_beside_is_kept_there() -> None:
    source = "The ferry to the island is old. It was built in 1931 in the yards of Velm and it is slow."
    text = "Die Fähre zur Insel ist von 1931 und alt. Sie wurde in den Werften von Velm gebaut und ist langsam."
    assert told(text, source) == [("1931", "1931", "kept")]


def test_what_nobody_can_look_for_is_unseen() -> None:
    source = "The ferry to the island carries 1 car and 30 people every day."
    text = "Die Fähre zur Insel befördert jeden Tag das Auto und 30 Menschen."
    assert told(text, source) == [("1", None, "unseen"), ("30", "30", "kept")]


def test_a_pair_is_compared_once_and_another_one_anew() -> None:
    one, other = looked_at(RIGHT), looked_at(RIGHT.replace("480", "490"))
    assert one.pair is not None
    assert compared(one.pair, "de") is compared(one.pair, "de")
    assert differences(one) == []
    assert [placed.difference.source and placed.difference.source.text for placed in differences(other)] == ["480"]
    assert differences(one) == []


def test_no_pair_no_numbers() -> None:
    assert differences(analysis(RIGHT, "de")) == []


_PARTS = st.lists(
    st.sampled_from(
        ["480", "3.5 million", "3,5 Mio.", "2031", "12", "zwölf", "twelve", "about 90", "rund 90", "94", "5 miles",
         "8 Kilometer", "40 km", "$25", "25 Euro", "12%", "14 March", "14. März", "September", "3.", "the", "Boote", "Velm."]
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(source=_PARTS, text=_PARTS)
def test_facts_say_what_the_checks_report(source: list[str], text: list[str]) -> None:
    made = looked_at("Das Boot " + " ".join(text) + ".", "The boat " + " ".join(source) + ".")
    assert made.pair is not None
    facts = list(facts_of(made.pair))
    reported = [found.source for check in (NumberChanged(), WrongConversion()) for found in check.run(made, Settings())]
    wrong = [fact.source for fact in facts if fact.status in (Status.CHANGED, Status.MISSING)]
    assert sorted(wrong, key=repr) == sorted((place for place in reported if place), key=repr)
    assert all((fact.target is None) == (fact.status in (Status.MISSING, Status.UNSEEN)) for fact in facts)
    # A number of the translation that stands for one of the source was not added.
    added = {(found.block, found.start, found.end) for found in NumberAdded().run(made, Settings())}
    assert not added & {fact.target for fact in facts}

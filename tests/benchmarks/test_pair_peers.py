"""The peers of the checks of a pair: what each flags, and that what is planted is what the other benchmarks plant."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import pair_peers
from benchmarks.contestants import Absent
from benchmarks.pair_peers import FOR_IT, WHOLE, Counts, Pofilter, by_digits, by_string

needs_pofilter = pytest.mark.skipif(
    importlib.util.find_spec("translate") is None, reason="translate-toolkit is not installed"
)
ROWS = [
    (0, {"en": "The council pays $3,500 for 12 boats.", "de": "Der Rat zahlt 3.500 Dollar für 12 Boote."}),
    (
        1,
        {"en": "“We will not wait for another winter,” she said.", "de": "„Wir warten keinen Winter mehr“, sagte sie."},
    ),
]


def test_a_format_of_another_language_is_another_string_of_the_same_digits() -> None:
    assert by_string("It costs 3,500 euros.", "Es kostet 3.500 Euro.")
    assert not by_digits("It costs 3,500 euros.", "Es kostet 3.500 Euro.")
    assert by_digits("It costs 3.5 million.", "Es kostet 3500000.")


@given(st.text())
def test_a_text_beside_itself_is_never_flagged(text: str) -> None:
    assert not by_string(text, text)
    assert not by_digits(text, text)


@needs_pofilter
def test_pofilter_names_the_checks_that_fail() -> None:
    peer = Pofilter()
    said = peer.failures("See http://example.org/a on 5 May.", "Siehe http://example.org/b am 6. Mai", "de")
    assert {"urls", "numbers", "endpunc"} <= said
    assert peer.failures("They left early.", "Sie gingen früh.", "de") == frozenset()
    assert peer.failures("They left early.", "", "de") & FOR_IT["sentence left out"]
    assert peer.failures("They left early today.", "They left early today.", "de") & FOR_IT["sentence untranslated"]


@needs_pofilter
def test_every_check_that_is_named_for_a_slip_is_one_of_pofilter() -> None:
    peer = Pofilter()
    peer.failures("a", "b", "de")
    assert frozenset().union(*FOR_IT.values()) <= set(peer._checkers["de"].combinedfilters)


def test_a_peer_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "translate.filters", None)
    monkeypatch.setitem(__import__("sys").modules, "translate", None)
    with pytest.raises(Absent, match="pip install translate-toolkit"):
        Pofilter()
    assert pair_peers.pofilter() is None
    assert set(pair_peers.number_peers()) == {"strings", "digits"}


def test_slips_differ_from_what_was_there() -> None:
    slips = [
        *pair_peers.number_slips(ROWS, "en", "de", 1),
        *pair_peers.kept_slips(ROWS, "en", "de"),
        *pair_peers.whole_slips(ROWS, "en", "de"),
    ]
    assert {"digit", "dropped number", "quotation marks", *WHOLE} <= {slip.kind for slip in slips} <= set(FOR_IT)
    assert all((s.source, s.target) != (s.source_before, s.target_before) for s in slips)
    assert list(pair_peers.number_slips(ROWS, "en", "de", 1)) == [s for s in slips if s.kind in pair_peers.NUMBERS]


def test_only_what_the_comparison_says_counts_as_said_of_a_pair() -> None:
    said = pair_peers.said_by_tqcheck("It paid for 12 boats.", "Er bezahlte  17 Boote.", "en", "de")
    assert set(said) == {"NUM001"}, "the double space is no matter of the source"


def test_counts_are_by_sentence_and_by_slip() -> None:
    counts = Counts()
    pair_peers.measure(ROWS, "en", "de", 1, counts, None)
    assert counts.sentences == counts.size["en-de"] == 2
    assert counts.human["strings"] == 1
    assert counts.human["digits"] == 0
    assert counts.planted["sentence left out"] == 2
    assert counts.found["quotation marks", "tqcheck"] == counts.planted["quotation marks"] == 1
    assert counts.found["digit", "digits"] == counts.fires["digit", "digits"] == counts.planted["digit"] == 1
    assert counts.fires["digit", "strings"] == 1
    assert counts.found["digit", "strings"] == 0, "3,500 beside 3.500 was flagged before anything was planted"

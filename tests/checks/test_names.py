from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import assert_inside, findings, fired
from tqcheck.checks.names import NearDuplicateName
from tqcheck.checks.names.slips import are_forms, keys, slip
from tqcheck.config import Settings

CHECK = NearDuplicateName()


@settings(deadline=None)  # the first example loads the frequency list
@given(
    st.lists(
        st.sampled_from(["Hochstein", "Hochstien", "Hochsteins", "Hochstein's", "saw", ".", "X", "Ärztin"]), max_size=20
    ),
    st.sampled_from(["en", "pl", "fi", "xx"]),
)
def test_spans_are_inside(words: list[str], language: str) -> None:
    assert_inside(CHECK, " ".join(words), language)


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ("Hohcstein", "letters swapped"),
        ("Hochstien", "letters swapped"),
        ("Hchstein", "letter missing"),
        ("Hocchstein", "letter doubled"),
        ("Hochsatein", "letter too many"),
        ("Hochsrein", "neighbouring key"),
        ("Ochstein", "letter missing"),
        ("Hochstuin", "another letter"),
    ],
)
def test_every_kind_of_slip(wrong: str, kind: str) -> None:
    (finding,) = findings(CHECK, f"We met Hochstein. Then Hochstein left. Nobody missed {wrong}.")
    assert finding.suggestions == ("Hochstein",)
    assert finding.evidence["edit"] == kind


@pytest.mark.parametrize("other", ["Hochsteins", "Hochstieg", "Huchstien", "Steinhoch"])
def test_what_is_no_slip(other: str) -> None:
    assert fired(CHECK, f"We met Hochstein. Then Hochstein left. Nobody missed {other}.") == []


def test_the_source_makes_it_surer_or_silent() -> None:
    text = "We met Hochstein. Then Hochstein left. Nobody missed Hochstien."
    (alone,) = findings(CHECK, text)
    (backed,) = findings(CHECK, text, source="Hochstein ging.")
    assert backed.confidence > alone.confidence
    assert findings(CHECK, text, source="Hochstein und Hochstien gingen.") == []


def test_name_in_lower_case_elsewhere_is_a_word() -> None:
    assert fired(CHECK, "We met Hochstein. Then Hochstein left with a hochstien called Hochstien.") == []


def test_capitals_at_sentence_starts_only_make_no_name() -> None:
    assert fired(CHECK, "Blarging is easy. Blarging is fun. Blraging is dull.") == []


def test_accepted_name() -> None:
    accepting = Settings(accept={"all": frozenset(["Hochstien"])})
    text = "We met Hochstein. Then Hochstein left. Nobody missed Hochstien."
    assert findings(CHECK, text, settings=accepting) == []


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "uk", "xx"]))
def test_never_raises(text: str, language: str) -> None:
    assert_inside(CHECK, text, language)


@settings(deadline=None)
@given(st.text("abcdeäéłxyz", min_size=3, max_size=10), st.data())
def test_two_words_one_slip_apart_share_a_key(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcäéłz"))
    made = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )
    found = slip(made, word, "en")
    assert (found is None) == (made == word)
    if found is not None:
        assert set(keys(made)) & set(keys(word))
        assert 0 <= found.place <= len(word)


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["en", "pl", "tr", "xx"]))
def test_a_slip_and_its_opposite(one: str, other: str, language: str) -> None:
    there, back = slip(one, other, language), slip(other, one, language)
    if there is not None and back is not None:
        assert there.place == back.place
    assert slip(one, one, language) is None
    assert are_forms(one.lower(), other.lower(), language) == are_forms(other.lower(), one.lower(), language)

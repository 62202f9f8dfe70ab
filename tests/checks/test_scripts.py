from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import assert_inside, findings, fired
from tqcheck.checks.scripts import MixedScripts
from tqcheck.config import Settings
from tqcheck.model import Severity, Tier

CHECK = MixedScripts()
TWINS = dict(zip("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx", strict=True))


@given(st.text(alphabet="abTОеоΑμκé\u0301й -'", max_size=40), st.sampled_from(["en", "ru", "el"]))
def test_spans_are_inside(text: str, language: str) -> None:
    assert_inside(CHECK, text, language)


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    assert_inside(CHECK, text, "en")


@given(st.text(alphabet="ржлбАВЕОСТХаеорсух", min_size=6, max_size=12), st.data())
def test_a_twin_in_a_cyrillic_word_is_put_back(word: str, data: st.DataObject) -> None:
    places = [place for place, letter in enumerate(word) if letter in TWINS]
    if not places or not any(letter in "ржлб" for letter in word):
        return
    place = data.draw(st.sampled_from(places))
    wrong = word[:place] + TWINS[word[place]] + word[place + 1 :]
    assert fired(CHECK, f"Слово {wrong} тут.", "ru") == [(wrong, word)]


def test_message_names_the_letter() -> None:
    (finding,) = findings(CHECK, "The WНO said so.")
    assert "Н is CYRILLIC CAPITAL LETTER EN (U+041D)" in finding.message


def test_what_has_no_repair_is_only_minor() -> None:
    (finding,) = findings(CHECK, "Гурт ФлайzZzа грає.", "uk")
    assert (finding.tier, finding.severity, finding.suggestions) == (Tier.LIKELY, Severity.MINOR, ())


def test_accepted_word() -> None:
    settings = Settings(accept={"all": frozenset(["ФлайzZzа"])})
    assert findings(CHECK, "Гурт ФлайzZzа грає.", "uk", settings) == []

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import assert_inside, findings, fired
from tqcheck.checks.mojibake import Mojibake
from tqcheck.model import Tier

CHECK = Mojibake()

WORDS = [
    ("größte", "cp1252"),
    ("déjà", "latin-1"),
    ("señor", "cp1252"),
    ("“quoted", "cp1252"),
    ("don’t", "cp1252"),
    ("don’t", "latin-1"),
    ("10–20", "cp1252"),
    ("źródło", "cp1250"),
    ("żółw", "cp1250"),
    ("příliš", "cp1250"),
    ("Москва", "cp1251"),
    ("Київ", "cp1251"),
    ("Αθήνα", "cp1253"),
    ("日本語", "latin-1"),
    ("😀", "cp1252"),
]


def misread(word: str, codec: str) -> str:
    """Return what a program shows that takes the UTF-8 of a word for another encoding."""
    letters = []
    for byte in word.encode("utf-8"):
        try:
            letters.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            letters.append(chr(byte))
    return "".join(letters)


@pytest.mark.parametrize(("word", "codec"), [pair for pair in WORDS if pair[1] != "cp1253"])
def test_misread_words_are_repaired(word: str, codec: str) -> None:
    wrong = misread(word, codec)
    assert fired(CHECK, f"So {wrong} so.") == [(wrong, word)]


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    assert_inside(CHECK, text, "en")


@given(st.text(alphabet="ÃÂâ€™œ©¼Ä…ĂĹ‚РС\x81\ufffd& amp;nb\u00a0a", max_size=40))
def test_spans_are_inside(text: str) -> None:
    assert_inside(CHECK, text, "de")


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Zs"], max_codepoint=0x24F), max_size=40))
def test_latin_letters_and_spaces_alone_prove_nothing(text: str) -> None:
    """Windows-1250 and -1252 have a few letters in the range of continuation bytes: those may still fire."""
    plain = "".join(character for character in text if character not in "ŠŒŽšœžŸƒŚŤŹśťźŁĄŞŻłąşĽľżªºµ\u00a0")
    assert fired(CHECK, plain) == []


def test_capital_before_a_guillemet_counts_when_the_article_is_garbled() -> None:
    text = "IRMÃ» e irmÃ£o."
    assert [found for found, _ in fired(CHECK, text, "pt")] == ["IRMÃ»", "irmÃ£o"]
    assert [finding.tier for finding in findings(CHECK, text, "pt")] == [Tier.LIKELY, Tier.CERTAIN]
    assert fired(CHECK, "«IRMÃ» e irmão.", "pt") == []

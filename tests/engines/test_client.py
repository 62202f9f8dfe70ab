"""Asking the real server: places in code points, blocks kept apart, place-holders, the speller off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import documents
from tqcheck.engines.languagetool import SUPPORTED, Client
from tqcheck.engines.languagetool.client import code_point_offsets
from tqcheck.engines.languagetool.tags import languagetool_code
from tqcheck.errors import ConfigError, EngineError
from tqcheck.model import Article, GrammarMatch


def article(text: str, name: str = "a.txt") -> Article:
    return documents.read(name, text.encode("utf-8"))


def check(client: Client, read: Article, language: str = "en", **variants: str) -> list[GrammarMatch]:
    return client.check(read, [language] * len(read.blocks), variants)


def texts(read: Article, found: list[GrammarMatch]) -> list[tuple[str, str]]:
    return [(match.rule_id, read.blocks[match.block].text[match.start : match.end]) for match in found]


@given(st.text(alphabet="aé😀𝒳\u0301 ", max_size=30))
def test_utf_16_offsets_lead_to_code_points(text: str) -> None:
    to_code_points = code_point_offsets(text)
    for index in range(len(text) + 1):
        assert to_code_points(len(text[:index].encode("utf-16-le")) // 2) == index


def test_emoji_before_and_inside_a_match(languagetool: Client) -> None:
    read = article("😀😀 This is a error 😀 and a 🍎 apple, he said.")
    found = texts(read, check(languagetool, read))
    assert ("EN_A_VS_AN", "a") in found
    assert all(read.blocks[0].text.count(text) for _, text in found)
    whole = article("😀 He go 👍🏽 to school. He go to school 😀.")
    matches = check(languagetool, whole)
    assert matches
    assert {whole.blocks[0].text[m.start : m.end] for m in matches if m.rule_id == "HE_VERB_AGR"} == {"go"}


def test_a_match_over_emoji_has_the_right_length(languagetool: Client) -> None:
    """A rule whose match spans characters beyond the basic plane: the end must be led back too."""
    read = article("The results were 😀 😀 good, good , and then we left the 𝒳 place .")
    for match in check(languagetool, read):
        assert match.end <= len(read.blocks[match.block].text)
        text = read.blocks[match.block].text[match.start : match.end]
        assert text == text.strip("\n")
    assert ("COMMA_PARENTHESIS_WHITESPACE", " ,") in texts(read, check(languagetool, read))


def test_blocks_are_kept_apart(languagetool: Client) -> None:
    together = article("New bridge for the\n\nThe the council said so on Monday.")
    found = texts(together, check(languagetool, together))
    assert not any("\n" in text for _, text in found)
    assert not any(
        match.rule_id == "ENGLISH_WORD_REPEAT_RULE" and match.block == 0 for match in check(languagetool, together)
    )


def test_a_place_holder_is_a_word_to_the_grammar(languagetool: Client) -> None:
    read = article("Run `make` before you read `docs` and the file `README` is made.", "a.md")
    assert texts(read, check(languagetool, read)) == []


def test_no_language_s_speller_answers(languagetool: Client) -> None:
    """A word that no language has, in every language: nothing may be said about its spelling."""
    scripts = {"el": "ξκζψωβ", "ru": "щжкшвъз", "uk": "щжкшвзґ", "be": "шжкшвўз", "ar": "ضصثقفغعه", "fa": "ضصثقفغعه"}
    for language in SUPPORTED:
        word = scripts.get(language, "Xkzwqvbt")
        read = article(f"{word} {word}a.")
        said = [match.rule_id for match in check(languagetool, read, language)]
        assert not [rule for rule in said if "MORFOLOGIK" in rule or "SPELLER" in rule or "HUNSPELL" in rule], language


def test_the_languages_are_those_that_the_server_has(languagetool: Client) -> None:
    there = languagetool.languages()
    assert {code for code in SUPPORTED.values() if code not in there} == set()
    assert {code.split("-")[0] for code in there} == set(SUPPORTED)


@pytest.mark.parametrize(
    ("language", "variant", "code"),
    [
        ("en", None, "en"),
        ("en", "en-GB", "en-GB"),
        ("en", "en-IE", "en-GB"),
        ("en", "en-JM", "en"),
        ("de", None, "de-DE"),
        ("de", "de-CH", "de-CH"),
        ("pt", "pt-BR", "pt-BR"),
        ("ca", "ca-ES-valencia", "ca-ES-valencia"),
        ("pl", "pl-PL", "pl-PL"),
    ],
)
def test_variants(language: str, variant: str | None, code: str) -> None:
    assert languagetool_code(language, variant) == code


def test_a_variant_changes_what_is_said(languagetool: Client) -> None:
    read = article("Die Straße ist gesperrt, der Fußweg auch.")
    assert check(languagetool, read, "de", de="de-DE") == []
    swiss = article("Nearly 30 percent of the voters agreed, the council said.")
    assert check(languagetool, swiss, "en", en="en-US") == []


def test_a_long_article_is_asked_about_in_parts(languagetool: Client) -> None:
    paragraph = "The council has decided that the bridge will stay closed until the end of the year. " * 20
    read = article("\n\n".join([paragraph] * 30 + ["It has a offer for the bridge."]))
    assert len(read.raw) > 40_000
    assert ("EN_A_VS_AN", "a") in texts(read, check(languagetool, read))


@pytest.mark.parametrize("url", ["localhost:8081", "ftp://localhost/v2", "http://", "http://localhost:port/v2"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="is not the address of a LanguageTool server"):
        Client(url)


@pytest.mark.parametrize("host", ["api.languagetool.org", "api.languagetoolplus.com"])
def test_the_public_service_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="unpublished copy would leave the house"):
        Client(f"https://{host}/v2")
    monkeypatch.setenv("TQCHECK_ALLOW_PUBLIC_API", "1")
    assert Client(f"https://{host}/v2").url == f"https://{host}/v2"


def test_nobody_there_is_one_line() -> None:
    read = article("The council met on Monday.")
    with pytest.raises(EngineError, match="does not answer at http://127.0.0.1:9/v2"):
        check(Client("http://127.0.0.1:9/v2"), read)

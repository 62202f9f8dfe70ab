"""The vote on languages, sentences, and tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import documents
from tqcheck.languages.identify import foreign_language, identify, judge, prepare
from tqcheck.languages.inventory import LANGUAGES, normalise_tag, siblings
from tqcheck.languages.segment import segment
from tqcheck.model import Sentence

POLISH = "Rada miasta zdecydowała w poniedziałek, że most pozostanie zamknięty do końca roku."


@pytest.mark.parametrize(
    ("tag", "normalised"),
    [("pl", "pl"), ("en_gb", "en-GB"), ("pt-br", "pt-BR"), ("no", "nb"), ("zh-hant", "zh-Hant"), ("iw", "he"), ("xx", None), ("", None), ("ca-ES-valencia", "ca-ES-valencia"), ("en-!!", None)],
)  # fmt: skip
def test_tags(tag: str, normalised: str | None) -> None:
    assert normalise_tag(tag) == normalised


def test_siblings() -> None:
    assert siblings("hr") == siblings("sr")
    assert siblings("pl") == {"pl"}
    assert all(code in LANGUAGES for code in siblings("id"))


@pytest.mark.parametrize(
    "text", ["OK", "Angela Merkel", "12 500 000", "Recep Tayyip Erdoğan in Ankara", "", "???", "@name #tag"]
)
def test_what_does_not_tell_its_language(text: str) -> None:
    assert prepare(text) is None
    assert identify(text)[0] is None
    assert foreign_language(text, "pl")[0] is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (POLISH, "pl"),
        (POLISH.upper(), "pl"),
        ("Der Stadtrat hat am Montag beschlossen, die Brücke zu sperren.", "de"),
        ("Міська рада вирішила закрити міст до кінця року.", "uk"),
        ("市議會星期一決定關閉這座橋樑直到年底。", "zh"),
        ("시의회는 월요일에 다리를 연말까지 폐쇄하기로 결정했다.", "ko"),
    ],
)
def test_identification(text: str, language: str) -> None:
    assert identify(text)[0] == language
    assert foreign_language(text, language)[0] is None


def test_a_foreign_sentence_and_its_votes() -> None:
    other, confirmed, votes = foreign_language("The council decided on Monday to close the bridge.", "pl")
    assert (other, confirmed) == ("en", False)
    assert [name for name, _ in votes] == ["cld2", "fasttext", "langdetect"]


def test_the_quick_voter_ends_the_vote() -> None:
    assert [name for name, _ in foreign_language(POLISH, "pl")[2]] == ["cld2"]


def test_an_article_with_blocks_in_other_languages() -> None:
    raw = f'<html lang="pl"><body><p>{POLISH}</p><p lang="en">The council met on Monday to talk about the bridge.</p><p>The repairs will cost four million pounds.</p></body></html>'
    article = documents.read("a.html", raw.encode())
    sentences = [
        Sentence(i, s, e) for i, b in enumerate(article.blocks) for s, e in segment(b.text, b.language or "pl")
    ]
    judged = judge(article, sentences)
    assert (judged.language, judged.identified) == ("pl", "pl")
    assert [(p.block, p.language) for p in judged.foreign] == [(2, "en")]
    assert judged.block_languages == ("pl", "en", None)


def test_the_variant_is_the_declared_or_the_configured_one() -> None:
    text = "The council decided on Monday to close the bridge until the end of the year."
    for name, variants, variant in (
        ("a.en-GB.txt", {}, "en-GB"),
        ("a.en.txt", {"en": "en-AU"}, "en-AU"),
        ("a.en.txt", {}, "en"),
    ):
        article = documents.read(name, text.encode())
        assert judge(article, [Sentence(0, 0, len(text))], (), variants).variant == variant


# ------------------------------------------------------------------------------ sentences


@given(
    st.text(alphabet="Ab1. !?…»«„”\"'()。。\n\u00a0г", max_size=60),
    st.sampled_from(["en", "de", "fr", "zh", "xx", None]),
)
def test_sentences_are_exact(text: str, language: str | None) -> None:
    spans = segment(text, language)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "Dr. Smith met J. P. Brânză at 8 p.m. on Monday.",
                "He left.",
                "“Why?” she asked.",
                "It cost £3.5 million.",
            ],
        ),
        ("en", ["The train left at 8 p.m.", "The next one was late."]),
        ("de", ["Am 3. Mai kam z. B. Dr. Kämmerling-Pohl.", "Er blieb bis 15. Juni.", "Warum?", "„Weil es regnete.“"]),
        ("pl", ["W dn. 3 maja przyjechał m.in. dr Nowak.", "Została do godz. 17.", "Dlaczego?"]),
        ("cs", ["Dne 3. května přijel např. dr. Havránek.", "Zůstal do 17 hodin."]),
        ("fr", ["M. Dupont est parti à 8 h.", "« Pourquoi ? »", "Mme Roux n’a rien dit."]),
        ("ru", ["В 2020 г. построили мост, т.е. дорогу.", "Он стоит 5 млн руб. в год.", "А. С. Иванов согласен."]),
        ("sv", ["Det var t.ex. dr Åkerblom som kom.", "Hon stannade till kl. 17."]),
        ("zh", ["市議會決定關閉橋樑。", "為什麼？", "沒有人知道。"]),
        ("hi", ["यह एक वाक्य है।", "यह दूसरा है।"]),
        ("xx", ["One sentence.", "Another one here."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(sentences)
    assert [text[start:end] for start, end in segment(text, language)] == sentences

"""What only a source proves: words left in its language, final marks, doubled names and numbers."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis, article
from tqcheck.alignment.pair import pair_of
from tqcheck.checks.kept.ends import FinalMarkLost
from tqcheck.checks.repeated import RepeatedWord
from tqcheck.checks.spaces import SpaceAtMark
from tqcheck.checks.spelling import Misspelling
from tqcheck.checks.structure.residue import UntranslatedWord, scripts_of
from tqcheck.config import Settings
from tqcheck.issues import make
from tqcheck.model import Analysis, Article, BlockKind, Finding, LanguageJudgement, Sentence

WORDS = "wegen der Flut gesperrt because of the flood 关闭 旧桥 закрыт 1970 Velm “ ” ( ) , . 3 : 2 <b> </b> ! ?"
TEXT = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(source=TEXT, text=TEXT, languages=st.sampled_from(["de en", "en de", "zh en", "ru cs", "en ru", "fr pl"]))
def test_findings_are_spans_of_both_texts_in_order(source: str, text: str, languages: str) -> None:
    one, two = languages.split()
    looked_at = analysis(text, two, source, source_language=one)
    for check in (UntranslatedWord(), FinalMarkLost(), RepeatedWord(), SpaceAtMark()):
        found = list(check.run(looked_at, Settings()))
        assert [(f.block, f.start) for f in found] == sorted((f.block, f.start) for f in found)
        for finding in found:
            assert 0 <= finding.start < finding.end <= len(looked_at.article.blocks[finding.block].text)
            if finding.source is not None:
                assert looked_at.source is not None
                place = finding.source
                assert 0 <= place.start < place.end <= len(looked_at.source.blocks[place.block].text)


@given(st.sampled_from(["zh", "ja", "ko", "ru", "sr", "en"]))
def test_scripts_are_names_of_letters(language: str) -> None:
    letters = {"zh": "桥", "ja": "はハ橋", "ko": "다", "ru": "я", "sr": "яz", "en": "z"}[language]
    assert {unicodedata.name(letter).split()[0].split("-")[0] for letter in letters} <= scripts_of(language)


def test_nothing_without_a_source() -> None:
    looked_at = analysis("The bridge has been gesperrt since Monday", "en")
    assert not list(UntranslatedWord().run(looked_at, Settings()))
    assert not list(FinalMarkLost().run(looked_at, Settings()))


def test_the_place_in_the_source_is_the_word() -> None:
    looked_at = analysis(
        "The bridge has been gesperrt since Monday.", "en", "Die Brücke ist seit Montag gesperrt.", source_language="de"
    )
    (finding,) = UntranslatedWord().run(looked_at, Settings())
    assert finding.source is not None
    assert looked_at.source is not None
    place = finding.source
    assert looked_at.source.blocks[place.block].text[place.start : place.end] == "gesperrt"


def test_italics_are_set_apart() -> None:
    source = "Die Brücke ist seit Montag gesperrt."
    for raw, fires in (("The bridge is *gesperrt* now.", False), ("The bridge is gesperrt now.", True)):
        target = _markdown(raw)
        pair = pair_of(article(source, "de"), "de", target, "en")
        judged = LanguageJudgement("en", "en", "en", "en", block_languages=("en",))
        sentence = Sentence(0, 0, len(target.blocks[0].text))
        looked_at = Analysis(target, judged, (sentence,), source=pair.source, pair=pair)
        assert bool(list(UntranslatedWord().run(looked_at, Settings()))) is fires


def _markdown(raw: str) -> Article:
    from tqcheck.documents.markdown import blocks

    return Article("a.md", raw, tuple(blocks(raw).blocks), "markdown")


def test_a_crosshead_of_plain_text_may_be_a_paragraph_that_lost_its_mark() -> None:
    source = article("The old pier of Velm is safe again.")
    judged = LanguageJudgement("de", "de", "de", "de")
    for kind, form, fires in (
        (BlockKind.HEADING, "text", True),
        (BlockKind.HEADING, "html", False),
        (BlockKind.TITLE, "text", False),
        (BlockKind.CAPTION, "text", False),
    ):
        made = article("Die alte Mole von Velm ist wieder sicher", kind=kind)
        target = Article(made.path, made.raw, made.blocks, form)
        looked_at = Analysis(target, judged, (), source=source, pair=pair_of(source, "en", target, "de"))
        assert bool(list(FinalMarkLost().run(looked_at, Settings()))) is fires


def test_a_word_of_the_source_is_no_misspelling_too() -> None:
    looked_at = analysis(
        "The mayor said that the weekend was schön und wunderbar.",
        "en",
        "Der Bürgermeister sagte, dass das Wochenende schön und wunderbar war.",
        source_language="de",
    )
    word = next(iter(UntranslatedWord().run(looked_at, Settings())))
    slip = Finding(word.block, word.start, word.end, "a slip")
    rules = [(UntranslatedWord().rule, word), (Misspelling().rule, slip)]
    assert [issue.code for issue in make(looked_at.article, rules, looked_at.source)] == ["STR008"]
    assert [issue.code for issue in make(looked_at.article, rules[1:], looked_at.source)] == ["SPL001"]

"""STR: what the cases cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis
from tqcheck import documents
from tqcheck.alignment.pair import pair_of
from tqcheck.checks import structure
from tqcheck.checks.structure.passages import is_note, shown
from tqcheck.checks.structure.sameness import plain
from tqcheck.checks.structure.yardstick import Yardstick
from tqcheck.config import Settings, parse
from tqcheck.model import Analysis, Finding, ForeignPassage, LanguageJudgement, Severity, Tier

if TYPE_CHECKING:
    from tqcheck.checks.base import Check

ALL: tuple[Check, ...] = (
    structure.MissingPassage(),
    structure.AddedPassage(),
    structure.ShortenedPassage(),
    structure.UntranslatedPassage(),
    structure.RepeatedPassage(),
    structure.MovedPassage(),
    structure.PartsDiffer(),
)

ENGLISH = [
    "The harbour of Velm closed on 3 March.",
    "A storm had torn 40 metres out of the pier.",
    "Captain Ida Lund saw it happen from her boat.",
    "Insurance pays 2.5 million kroner.",
    "The rest must come from the county of Norrby.",
    "The fishermen sell their catch in Torsvik until then.",
    "Work starts in April and takes nine months.",
    "The ferry to Alsen island will run from 12 May.",
]
GERMAN = [
    "Der Hafen von Velm wurde am 3. März geschlossen.",
    "Ein Sturm hatte 40 Meter aus der Mole gerissen.",
    "Kapitänin Ida Lund sah es von ihrem Boot aus.",
    "Die Versicherung zahlt 2,5 Millionen Kronen.",
    "Der Rest muss vom Bezirk Norrby kommen.",
    "Die Fischer verkaufen ihren Fang bis dahin in Torsvik.",
    "Die Arbeiten beginnen im April und dauern neun Monate.",
    "Die Fähre zur Insel Alsen fährt ab dem 12. Mai.",
]


def paragraphs(sentences: list[str], *sizes: int) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(" ".join(sentences[start : start + size]))
        start += size
    return "\n\n".join(parts)


def run(check: Check, text: str, source: str, wanted: Settings | None = None) -> list[Finding]:
    return list(check.run(analysis(text, "de", source, source_language="en"), wanted or Settings()))


def of_files(source: str, target: str, name: str = "article.md") -> Analysis:
    one, other = documents.read(name, source.encode()), documents.read(name, target.encode())
    judgement = LanguageJudgement("de", "de", "de", "de", (), ("de",) * len(other.blocks))
    return Analysis(other, judgement, (), source=one, pair=pair_of(one, "en", other, "de"))


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.rule.code)
def test_silent_without_a_pair_and_where_all_is_there(check: Check) -> None:
    assert list(check.run(analysis("\n\n".join(GERMAN), "de"), Settings())) == []
    assert run(check, paragraphs(GERMAN, 3, 3, 2), paragraphs(ENGLISH, 3, 3, 2)) == []


def test_missing_sentence_stands_where_it_would_and_points_into_the_source() -> None:
    source = paragraphs(ENGLISH, 3, 3, 2)
    (finding,) = run(structure.MissingPassage(), paragraphs(GERMAN[:4] + GERMAN[5:], 3, 2, 2), source)
    assert finding.severity is Severity.MAJOR
    assert (finding.block, finding.start, finding.end) == (1, len(GERMAN[3]), len(GERMAN[3]))
    assert finding.source is not None
    block = source.split("\n\n")[finding.source.block]
    assert block[finding.source.start : finding.source.end] == ENGLISH[4]


def test_missing_paragraphs_are_one_critical_issue() -> None:
    (finding,) = run(structure.MissingPassage(), paragraphs(GERMAN[:3], 3), paragraphs(ENGLISH, 3, 3, 2))
    assert finding.severity is Severity.CRITICAL
    assert finding.tier is Tier.CERTAIN
    assert finding.evidence["sentences"] == 5
    assert finding.evidence["whole_paragraphs"] == 2
    assert "2 paragraphs (5 sentences)" in finding.message


def test_a_pull_quote_that_was_not_taken_over_is_not_missing() -> None:
    source = "\n\n".join([*ENGLISH[:4], ENGLISH[2], *ENGLISH[4:]])
    assert run(structure.MissingPassage(), "\n\n".join(GERMAN), source) == []


def test_added_sentence_said_before_is_told_once() -> None:
    text = paragraphs([*GERMAN[:5], GERMAN[1], *GERMAN[5:]], 3, 4, 2)
    source = paragraphs(ENGLISH, 3, 3, 2)
    (repeat,) = run(structure.RepeatedPassage(), text, source)
    assert (repeat.block, repeat.start) == (1, len(" ".join(GERMAN[3:5])) + 1)
    assert run(structure.AddedPassage(), text, source) == []
    (added,) = run(structure.AddedPassage(), text, source, parse({"ignore": ["STR005"]}))
    assert (added.block, added.start, added.end) == (repeat.block, repeat.start, repeat.end)


def test_what_is_reported_as_foreign_is_not_reported_as_untranslated() -> None:
    text = paragraphs([*GERMAN[:4], ENGLISH[4], *GERMAN[5:]], 3, 3, 2)
    looked_at = analysis(text, "de", paragraphs(ENGLISH, 3, 3, 2), source_language="en")
    start = text.split("\n\n")[1].index(ENGLISH[4])
    passage = ForeignPassage(1, start, start + len(ENGLISH[4]), "en", {"votes": {}})
    foreign = LanguageJudgement("de", "de", "de", "de", (passage,), looked_at.language.block_languages)
    judged = Analysis(looked_at.article, foreign, looked_at.sentences, source=looked_at.source, pair=looked_at.pair)
    check = structure.UntranslatedPassage()
    assert [(f.block, f.start) for f in check.run(looked_at, Settings())] == [(1, start)]
    assert list(check.run(judged, Settings())) == []
    assert [(f.block, f.start) for f in check.run(judged, parse({"ignore": ["LNG002"]}))] == [(1, start)]


def test_a_reworded_passage_in_the_source_language_is_told_where_lng002_is_off() -> None:
    other = "The money that is still lacking has to be found by Norrby."
    text = paragraphs([*GERMAN[:4], other, *GERMAN[5:]], 3, 3, 2)
    looked_at = analysis(text, "de", paragraphs(ENGLISH, 3, 3, 2), judged=True, source_language="en")
    check = structure.UntranslatedPassage()
    assert list(check.run(looked_at, Settings())) == []
    (finding,) = check.run(looked_at, parse({"ignore": ["LNG002"]}))
    assert looked_at.article.blocks[finding.block].text[finding.start : finding.end] == other


def test_a_long_quotation_left_as_it_is_is_minor() -> None:
    quote = "“We sat in the dark for two days and listened to the water.”"
    source = paragraphs([*ENGLISH[:3], quote, *ENGLISH[3:]], 3, 4, 2)
    text = paragraphs([*GERMAN[:3], quote, *GERMAN[3:]], 3, 4, 2)
    (finding,) = run(structure.UntranslatedPassage(), text, source)
    assert finding.severity is Severity.MINOR
    short = "“We sat in the dark.”"
    text, source = text.replace(quote, short), source.replace(quote, short)
    assert run(structure.UntranslatedPassage(), text, source) == []


def test_the_same_language_is_no_translation() -> None:
    looked_at = analysis("\n\n".join(ENGLISH), "en", "\n\n".join(ENGLISH), source_language="en")
    assert list(structure.UntranslatedPassage().run(looked_at, Settings())) == []


def test_moved_sentences_are_one_issue_in_the_translation() -> None:
    text = paragraphs(GERMAN[3:] + GERMAN[:3], 5, 3)
    found = run(structure.MovedPassage(), text, paragraphs(ENGLISH, 3, 5))
    assert len(found) == 1
    assert found[0].source is not None


MARKDOWN = "# {0}\n\n{1}\n\n## {2}\n\n{3}\n\n- {4}\n- {5}\n- {6}\n\n![{7}](pier.jpg)\n"


def test_parts_are_counted_by_kind() -> None:
    check = structure.PartsDiffer()
    full, german = MARKDOWN.format(*ENGLISH), MARKDOWN.format(*GERMAN)
    assert list(check.run(of_files(full, german), Settings())) == []
    without_item = german.replace(f"- {GERMAN[6]}\n", "")
    (finding,) = check.run(of_files(full, without_item), parse({"ignore": ["STR001"]}))
    assert finding.message == "The source has 3 list items, the translation 2"
    assert (finding.start, finding.end) == (len(GERMAN[5]), len(GERMAN[5]))
    assert list(check.run(of_files(full, without_item), Settings())) == []  # STR001 tells of it
    without_image = german.replace(f"![{GERMAN[7]}](pier.jpg)\n", "")
    (finding,) = check.run(of_files(full, without_image), Settings())
    assert finding.message == "The source has 1 image text, the translation 0"
    more = german.replace(f"## {GERMAN[2]}", f"## {GERMAN[2]}\n\n## Noch eine Zeile")
    (finding,) = check.run(of_files(full, more), Settings())
    assert finding.mqm == "accuracy/addition"
    assert list(check.run(of_files(full, without_image, "article.txt"), Settings())) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [("(Reporting by Ida Lund.)", True), ("[Anm. d. Red.]", True), ("© Norrby 2026", True), ("He (Lund) left.", False)],
)
def test_notes(text: str, note: bool) -> None:
    assert is_note(text) is note


def test_excerpts_end_at_a_word() -> None:
    assert shown("short") == "short"
    assert shown("word " * 40).endswith("word …")
    assert len(shown("x" * 500)) < 80


def test_plain_keeps_letters_marks_of_letters_and_digits() -> None:
    assert plain("  „Straße,  No. 5!“ ") == "strasse no 5"
    assert plain("हिन्दी") == "हिन्दी"


def test_the_yardstick_learns_from_the_article_where_the_table_has_no_language() -> None:
    looked_at = analysis("\n\n".join(GERMAN), "de", "\n\n".join(ENGLISH), source_language="en")
    assert looked_at.pair is not None
    known = Yardstick.of(looked_at.pair)
    assert known is not None
    assert 0.05 < known.usual < 0.25
    long = "\n\n".join(sentence * 2 for sentence in GERMAN)
    foreign = analysis(long, "cy", "\n\n".join(ENGLISH), source_language="en").pair
    assert foreign is not None
    learnt = Yardstick.of(foreign)
    assert learnt is None or learnt.usual > 0.5


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*ENGLISH, "Yes.", "(x)", "— —", "1"]), min_size=1, max_size=12),
    st.lists(st.sampled_from([*GERMAN, *ENGLISH, "Ja.", "…", "1"]), min_size=1, max_size=12),
)
def test_findings_are_inside_their_blocks_and_in_order(left: list[str], right: list[str]) -> None:
    looked_at = analysis("\n\n".join(right), "de", "\n\n".join(left), source_language="en")
    assert looked_at.source is not None
    for check in ALL:
        found = list(check.run(looked_at, Settings()))
        for finding in found:
            assert 0 <= finding.start <= finding.end <= len(looked_at.article.blocks[finding.block].text)
            assert 0 < finding.confidence <= 1
            if finding.source:
                text = looked_at.source.blocks[finding.source.block].text
                assert 0 <= finding.source.start < finding.source.end <= len(text)
        places = [(finding.block, finding.start) for finding in found]
        assert places == sorted(places)


def test_a_repeat_that_is_aligned_with_one_sentence_is_told() -> None:
    text = paragraphs([*GERMAN[:3], GERMAN[2], *GERMAN[3:]], 4, 3, 2)
    (finding,) = run(structure.RepeatedPassage(), text, paragraphs(ENGLISH, 3, 3, 2))
    assert (finding.block, finding.start) == (0, len(" ".join(GERMAN[:3])) + 1)


def test_swapped_neighbours_are_one_moved_passage() -> None:
    text = paragraphs([*GERMAN[:4], GERMAN[5], GERMAN[4], *GERMAN[6:]], 3, 3, 2)
    (finding,) = run(structure.MovedPassage(), text, paragraphs(ENGLISH, 3, 3, 2))
    assert finding.severity is None

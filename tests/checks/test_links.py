"""Addresses, designations, placeholders and emoji: what the cases of LNK cannot say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis
from tqcheck import documents
from tqcheck.alignment.pair import pair_of
from tqcheck.checks.kept.addresses import is_edition_of, is_same, parse
from tqcheck.checks.kept.codes import DesignationDiffers
from tqcheck.checks.kept.designations import designations, tokens
from tqcheck.checks.kept.ends import QuestionDiffers
from tqcheck.checks.kept.links import LinkDiffers
from tqcheck.checks.kept.markup import EmojiLost, PlaceholderDiffers
from tqcheck.config import Settings
from tqcheck.model import Analysis, LanguageJudgement


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.velm.test/a/", "https://velm.test/a", True),
        ("https://velm.test/a#x", "https://velm.test/a?utm_source=b", True),
        ("https://velm.test/a%20b", "https://velm.test/a b", True),
        ("https://velm.test/A", "https://velm.test/a", False),
        ("https://velm.test/en/a", "https://velm.test/de/a", True),
        ("https://velm.test/en/a", "https://velm.test/fr/a", False),
        ("https://velm.test/en/a", "https://velm.test/de/b", True),
        ("https://velm.test/en/a", "https://velm.test/en/b", False),
        ("https://en.wikipedia.org/wiki/Pier", "https://de.wikipedia.org/wiki/Mole", True),
        ("https://velm.com/a", "https://velm.de/b", True),
        ("https://velm.co.uk/a", "https://velm.at/a", True),
        ("https://velm.com/a", "https://velm.cm/a", False),
        ("https://velm.com/a", "https://velm.org/a", False),
        ("mailto:Me@velm.test?subject=x", "me@velm.test", True),
        ("me@velm.test", "me@velm.tset", False),
    ],
)
def test_same_addresses(one: str, other: str, same: bool) -> None:
    left, right = parse(one), parse(other)
    assert left is not None
    assert right is not None
    assert (is_same(left, right, "de") or is_edition_of(left, right, ("en", "de"))) is same


@pytest.mark.parametrize("target", ["#top", "/a/b", "a.html", "", "javascript:x()", "www.shop"])
def test_no_addresses(target: str) -> None:
    assert parse(target) is None


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://www.", "mailto:", "@", "//"]))
def test_any_target_can_be_read(text: str, scheme: str) -> None:
    parse(scheme + text)


def of_files(source: str, target: str, name: str) -> Analysis:
    left, right = (documents.read(name, raw.encode()) for raw in (source, target))
    judged = LanguageJudgement("de", "de", "de", "de", (), ("de",) * len(right.blocks))
    return Analysis(right, judged, (), source=left, pair=pair_of(left, "en", right, "de"))


def test_links_of_markdown() -> None:
    source = "The pier was [closed on Monday](https://velm.test/2031/x). Write to <press@velm.test>, or see [this][r].\n\n[r]: /local\n"
    right = "Die Mole wurde [am Montag gesperrt](https://velm.test/2031/x). Schreiben Sie an <press@velm.test>.\n"
    assert list(LinkDiffers().run(of_files(source, right, "a.md"), Settings())) == []
    looked_at = of_files(source, right.replace("2031/x", "2013/x"), "a.md")
    (finding,) = LinkDiffers().run(looked_at, Settings())
    assert looked_at.article.blocks[0].text[finding.start : finding.end] == "am Montag gesperrt"
    assert finding.suggestions == ()
    assert finding.source is not None
    assert looked_at.source is not None
    assert looked_at.source.blocks[0].text[finding.source.start : finding.source.end] == "closed on Monday"


def test_links_of_html() -> None:
    source = (
        '<p>The pier was <a href="https://velm.test/2031/x?a=1&amp;b=2">closed on Monday</a> at 10 for all boats.</p>'
    )
    right = '<p>Die Mole wurde <a href="https://velm.test/2031/x?b=2&amp;a=1">am Montag</a> um 10 für alle Boote gesperrt.</p>'
    assert list(LinkDiffers().run(of_files(source, right, "a.html"), Settings())) == []
    (finding,) = LinkDiffers().run(of_files(source, right.replace("velm.test", "vlem.test"), "a.html"), Settings())
    assert finding.evidence["why"] == "changed"


def test_designations() -> None:
    text = (
        "F-16-Jets, COVID-19, A320neo 5G ISO 9001 G7-Staaten T-72s F-16:n F-16ами H1N1 CO₂ SARS-CoV-2 Su-34 2FA "
        "747-400 10AM 5km 21st 1990s £5m mid-1990s May-2019 4K M1A2-Panzer"
    )
    wanted = "F-16 COVID-19 A320neo 5G ISO_9001 G7 T-72 F-16 F-16 H1N1 CO₂ SARS-CoV-2 Su-34 2FA 4K M1A2"
    assert [d.text for d in designations(text)] == [name.replace("_", " ") for name in wanted.split()]


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("F-16", "F-16-Kampfjets", True), ("F-16", "F 16", True), ("F-16", "Ф-16", True), ("F-16", "使用F-16战机", True),
        ("F-16", "F-167", False), ("F-16", "FF-16", False), ("5G", "5G-Netz", True), ("5G", "5GG", False),
        ("C-130", "С-130", True), ("C-130", "K-130", False), ("BREM-1", "БРЭМ-1", True), ("ISO 9001", "ISO-9001", True),
        ("F-16", "بF-16", True), ("A320", "Α320", True),
    ],
)  # fmt: skip
def test_the_same_designation(source: str, target: str, same: bool) -> None:
    (designation,) = designations(source)
    assert any(designation.is_in(token) for token in tokens(target)) is same


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["F-16", "see www.velm.test/a", "{x}", "😀", "Is it so?", "He left Velm.", "5G", "<b>", "@velm"]
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.sampled_from(
            ["F-18", "siehe www.velm.test/b", "{y}", "👍", "Ist es so?", "Er ging.", "-16", "</b>", "a@velm.test"]
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_findings_are_inside_their_blocks_and_in_order(left: list[str], right: list[str]) -> None:
    looked_at = analysis("\n\n".join(right), "de", "\n\n".join(left), source_language="en")
    assert looked_at.source is not None
    for check in (LinkDiffers(), DesignationDiffers(), PlaceholderDiffers(), EmojiLost(), QuestionDiffers()):
        found = list(check.run(looked_at, Settings()))
        for finding in found:
            assert 0 <= finding.start < finding.end <= len(looked_at.article.blocks[finding.block].text)
            assert finding.source is not None
            assert (
                0
                <= finding.source.start
                < finding.source.end
                <= len(looked_at.source.blocks[finding.source.block].text)
            )
        assert [(f.block, f.start) for f in found] == sorted((f.block, f.start) for f in found)

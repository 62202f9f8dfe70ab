"""The score page: what it says, and that hostile text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from tests.reports.pages import (
    CAREFUL,
    HASTY,
    REFERENCE,
    REPORTS,
    Tree,
    aligned,
    compared,
    many,
)
from tqcheck.model import (
    ArticleReport,
    Report,
    SegmentScore,
    Verdict,
)
from tqcheck.reports.pages import figures, segments
from tqcheck.reports.scores_html import render


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_nests_refers_to_what_is_there_and_is_utf_8(name: str) -> None:
    page = render(REPORTS[name]())
    assert page.encode().decode() == page
    tree = Tree(page)
    ids = [a["id"] for a in tree.attributes if "id" in a]
    assert len(ids) == len(set(ids))
    for attributes in tree.attributes:
        for ident in (attributes.get("aria-labelledby") or "").split():
            assert ident in ids
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "style")]
    tags = [tag for tag, _ in tree.elements]
    assert (tags.count("script"), tags.count("style"), tags.count("h1")) == (1, 1, 1)
    assert not {"img", "link", "iframe", "object"} & set(tags)
    for place, tag in enumerate(tags):  # every picture has a title or is an ornament
        if tag == "svg":
            assert "aria-hidden" in tree.attributes[place] or tags[place + 1] == "title"


def test_the_policy_allows_this_style_and_this_script_only() -> None:
    page = render(compared())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;; ")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src &#x27;sha256-{digest}&#x27;" in policy[1]
    assert "unsafe" not in policy[1]


def test_no_number_stands_alone() -> None:
    report = compared()
    words = Tree(render(report)).words
    assert "3 files · 12 segments each · " in words
    for metric, terms in (("chrF", "higher is better, 0 to 100"), ("TER", "lower is better, 0 or more")):
        score = next(s for s in report.articles[0].scores if s.metric == metric)
        assert f"{metric}{'↑' if metric == 'chrF' else '↓'} {terms}" in words
        assert f"Signature{score.signature}" in words
        assert f"{score.value:.1f}" in words
    assert "95% intervals of 200 bootstrap samples, seed 12345." in words
    interval = report.comparison.systems[1].scores[0].interval if report.comparison else None
    assert interval
    assert f"{interval.low:.1f} – {interval.high:.1f}" in words


def test_the_tests_are_said_in_words() -> None:
    words = Tree(render(compared())).words
    assert "careful.txt is the baseline" not in words
    assert (
        "The baseline is careful.txt. Every other system was tested against it by paired bootstrap (200 samples, seed 12345)"
        in words
    )
    assert re.search(r"hasty\.txt is worse than careful\.txt in chrF: \d+\.\d against \d+\.\d, p = \.00\d\.", words)
    assert re.search(r"hasty\.txt is worse than careful\.txt in TER: \d+\.\d against \d+\.\d, p = \.00\d\.", words)
    assert re.search(
        r"copy\.txt and careful\.txt cannot be told apart in chrF: \d+\.\d against \d+\.\d, p = \.\d\d", words
    )
    assert "rank 1–2 of 3" in words
    assert "rank 3 of 3" in words


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.31, "p = .31"),
        (0.042, "p = .042"),
        (0.0004, "p < .001"),
        (1.0, "p = 1.00"),
        (0.0499, "p = .0499"),
        (0.05, "p = .050"),
        (0.0996, "p = .100"),
    ],
)
def test_rounding_does_not_carry_a_p_value_over_the_level(p: float, said: str) -> None:
    assert figures.p_in_words(p, 0.05) == said


def test_what_was_not_scored_and_why() -> None:
    words = Tree(render(aligned())).words
    assert "Incomplete" in words
    assert "de/ferry.md: TER is asked for and not scored: no tokeniser is installed" in words
    assert "de/ferry.md: TER was not scored: no tokeniser is installed" in words
    assert "de/cloud.md: is not UTF-8 text (byte 17)" in words
    assert "95% interval 61.0 – 78.5 (1,000 bootstrap samples)" in words
    assert "No interval was computed." in words
    assert "none: under 250 words a single issue would decide it" in words
    assert "1 passage of the reference has no counterpart." in words


def test_coverage_and_its_passages() -> None:
    page = render(aligned())
    words = Tree(page).words
    assert "Reference: 72.0% of its words have a partner; 28.0% are in no passage of the hypothesis (omitted)." in words
    assert "Hypothesis: 75.0% of its words have a partner; 25.0% are in no passage of the reference (added)." in words
    assert f"1 passage omittedsegment 2{REFERENCE[1]}" in words
    assert f"1 passage addedsegment 3, line 3{CAREFUL[2]}" in words
    assert f"1 passage movedsegment 4, line 9{CAREFUL[3]}" in words
    assert words.count("Nothing in the hypothesis") == 1
    assert words.count("Nothing in the reference") == 1
    assert "Coverage" not in Tree(render(compared())).words


def test_files_without_a_test_say_so() -> None:
    report = replace(compared(), comparison=None)
    assert "No test of significance was made: small differences may be chance." in Tree(render(report)).words


def test_whole_files_only() -> None:
    report = compared()
    bare = replace(report, articles=tuple(replace(a, segments=()) for a in report.articles))
    words = Tree(render(bare)).words
    assert "This report holds the scores of whole files only" in words
    assert "How segments score" not in words


def test_a_limit_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    report = many(36)
    assert "All 36 segments are listed, the worst in chrF first." in Tree(render(report)).words
    monkeypatch.setattr(segments, "MOST_ROWS", 20)
    tree = Tree(render(report))
    assert (
        "These are the 20 worst of 36 segments, taken in turn from the worst of each metric (chrF, BLEU, TER)"
        in tree.words
    )
    assert sum(a.get("class") == "row" for a in tree.attributes) == 20
    monkeypatch.setattr(segments, "MOST_BYTES", 5_000)
    tree = Tree(render(report))
    listed = sum(a.get("class") == "row" for a in tree.attributes)
    assert 1 <= listed < 10
    assert f"These are the {listed} worst of 36 segments" in tree.words


def test_two_thousand_segments_of_four_systems_make_a_small_page() -> None:
    line = SegmentScore("1", 1, HASTY[1], (REFERENCE[1],), None, {"chrF": 20.0, "BLEU": 3.0, "TER": 80.0})
    articles = tuple(
        ArticleReport(
            f"{system}.txt",
            "en",
            "en",
            9,
            (),
            compared().articles[0].scores,
            segments=tuple(
                replace(
                    line, id=str(n), hypothesis=f"{HASTY[n % 12]} {n}", references=(f"{REFERENCE[n % 12]} {n} " * 2,)
                )
                for n in range(2000)
            ),
        )
        for system in "abcd"
    )
    page = render(Report(Verdict.PASS, (), articles, (), (), ()))
    assert len(page.encode()) < 3_000_000
    assert "of 2,000 segments" in page


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_and_pictures_have_contrast_in_light_and_dark() -> None:
    style = render(compared()).split("<style>")[1].split("</style>")[0]
    schemes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})\b", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    ]
    assert schemes[0] != schemes[1]
    pairs = [
        (text, ground, 4.5)
        for text in ("ink", "soft", "mark", "corpus", "good", "bad", "warn")
        for ground in ("paper", "raised")
    ]
    pairs += [
        ("ink", "added", 4.5),
        ("gone-ink", "gone", 4.5),
        ("bar", "raised", 3.0),
        ("mark", "band", 3.0),
        ("soft", "faint", 4.5),
    ]
    for scheme in schemes:
        for text, ground, least in pairs:
            low, high = sorted((luminance(scheme[text]), luminance(scheme[ground])))
            assert (high + 0.05) / (low + 0.05) >= least, (text, ground, scheme[text], scheme[ground])

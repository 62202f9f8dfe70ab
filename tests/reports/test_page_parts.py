"""The parts of a score page: marks, rows, pictures; any text is shown and stays text."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.pages import (
    CAREFUL,
    HASTY,
    REFERENCE,
    Tree,
    anything,
    compared,
    hostile,
    one_file,
)
from tqcheck.model import (
    ArticleReport,
    Comparison,
    Interval,
    Report,
    Score,
    SegmentScore,
    System,
    SystemScore,
    Verdict,
)
from tqcheck.reports.pages import figures
from tqcheck.reports.pages.differences import MOST_CHARACTERS, marked, nearest, tokens
from tqcheck.reports.pages.markup import el, language, plain, shown
from tqcheck.reports.pages.pictures import BINS, Scale, bins_of, scale_of
from tqcheck.reports.pages.rows import gather, worst
from tqcheck.reports.scores_html import render

sentences = st.lists(
    st.sampled_from(
        ["the", "ferry", "sails", "«no»", "don’t", "市", "議会", "は", "เก่า", "पुल", ",", ".", "\u00a0", "\n"]
    ),
    max_size=14,
).map(" ".join)


@given(anything)
def test_shown_text_is_the_text_with_unseen_characters_named(text: str) -> None:
    tree = Tree(el("p", text))
    read = "".join(tree.text)
    assert read == re.sub("[‹›]", "", plain(text)) or "‹" in text or "›" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", read)
    assert Tree(el("p", title=text)).attributes[0]["title"] == plain(text)
    shown(text).encode()


# White space that is shown as its code point is not compared: it would be in both halves or in none.
spaced = anything.map(lambda text: re.sub("[\x0b-\r\x1c-\x1f\x85\u2028\u2029]", " ", text))


@given(st.one_of(spaced, sentences), st.one_of(spaced, sentences))
def test_a_marked_hypothesis_holds_all_of_it_and_all_of_the_reference(reference: str, hypothesis: str) -> None:
    class Halves(Tree):
        def handle_data(self, data: str) -> None:
            super().handle_data(data)
            if "s" in self.open or not {"ins", "del"} & set(self.open):
                theirs.append(data)
            if "del" not in self.open:
                ours.append(data)

    ours: list[str] = []
    theirs: list[str] = []
    Halves(el("p", marked(reference, hypothesis)))
    assert "".join(ours) == "".join(Tree(el("p", hypothesis)).text)
    squeezed = ["".join(text.split()) for text in ("".join(theirs), "".join(Tree(el("p", reference)).text))]
    assert squeezed[0] == squeezed[1]


@given(st.one_of(anything, sentences))
def test_tokens_cover_all_but_white_space_in_order(text: str) -> None:
    spans = tokens(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Don’t,” al-Assad said.", ["“", "Don’t", ",", "”", "al-Assad", "said", "."]),
        ("市议会 BREM-1 关闭。", ["市", "议", "会", "BREM-1", "关", "闭", "。"]),
        ("約30台が", ["約", "30", "台", "が"]),
        ("เก่า", ["เ", "ก่", "า"]),
        ("पुराने पुल।", ["पुराने", "पुल", "।"]),
    ],
)
def test_words_and_characters(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in tokens(text)] == words


def test_the_marks() -> None:
    assert marked("The old bridge is shut.", "The bridge was shut today.") == (
        'The<del> <s>old</s></del> bridge <del><s>is</s> </del><ins class="re">was</ins> shut <ins>today</ins>.'
    )
    assert marked("They left early", "They left") == "They left<del> <s>early</s></del>"
    assert marked("関閉橋", "関橋") == "関<del><s>閉</s></del>橋"
    assert nearest(("The pier is shut.", "The old bridge is shut."), "The old bridge was shut.") == 1


def test_languages_and_long_texts() -> None:
    assert (language("pt-BR"), language('en"><script>'), language(None)) == ("pt-BR", "", "")
    page = render(hostile())
    assert f"{100_000 - MOST_CHARACTERS:,} more characters are not shown" in page
    assert len(page) < 400_000


def test_rows_of_systems_stand_side_by_side_and_other_articles_for_themselves() -> None:
    report = compared()
    for version in (report, replace(report, comparison=None)):
        rows = gather(version)
        assert len(rows) == 12
        assert [cell.hypothesis if cell else None for cell in rows[0].cells] == [CAREFUL[0], HASTY[0], CAREFUL[0]]
    other = one_file("b.txt", CAREFUL[2:], REFERENCE[2:])
    rows = gather(Report(Verdict.PASS, (), (report.articles[0], other), (), (), ()))
    assert len(rows) == 22
    assert {row.articles for row in rows} == {(0,), (1,)}
    # A comparison of articles that were aligned sentence by sentence: what one lacks stays beside what the other has.
    lacking = replace(report.articles[1], segments=report.articles[1].segments[1:])
    rows = gather(replace(report, articles=(report.articles[0], lacking, report.articles[2])))
    assert len(rows) == 12
    assert rows[0].cells[1] is None
    assert rows[1].cells[1] is not None


def test_two_segments_with_one_id_and_one_text_stay_two() -> None:
    twice = tuple(replace(compared().articles[0].segments[0], hypothesis=text) for text in ("one", "two"))
    article = replace(compared().articles[0], segments=twice)
    rows = gather(Report(Verdict.PASS, (), (article,), (), (), ()))
    assert [cell.hypothesis for row in rows for cell in row.cells if cell] == ["one", "two"]


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.one_of(st.floats(0, 300), st.just(math.nan)), st.booleans()),
        min_size=1,
        max_size=40,
    ),
    st.integers(1, 12),
)
def test_the_worst_of_each_metric_are_among_the_worst(values: list[tuple[float, float, bool]], most: int) -> None:
    lines = tuple(
        SegmentScore(str(n), n, "h", ("r",), None, {"chrF": high, **({"TER": low} if has else {})})
        for n, (high, low, has) in enumerate(values)
    )
    scores = tuple(
        Score(name, 1.0, way, (0.0, top), "s", 1)
        for name, way, top in (("chrF", "higher", 100.0), ("TER", "lower", None))
    )
    report = Report(Verdict.PASS, (), (ArticleReport("a", None, None, 1, (), scores, segments=lines),), (), (), ())
    rows, metrics = gather(report), figures.Figures(report).segment_metrics
    chosen = worst(rows, metrics, most)
    assert len(chosen) == min(most, len(rows))
    assert len({row.order for row in chosen}) == len(chosen)
    least = most // len(metrics)
    for metric in metrics:
        best_left = min((row.worst(metric) for row in rows if row not in chosen), default=math.inf)
        assert sum(row.worst(metric) <= best_left for row in chosen) >= min(least, len(rows))
    firsts = [row.worst(metrics[0]) for row in chosen]
    assert firsts == sorted(firsts)


@given(
    st.lists(st.one_of(st.floats(-10, 1_000), st.just(math.nan), st.just(math.inf)), max_size=50),
    st.sampled_from([(0.0, 100.0), (0.0, 1.0), (0.0, None), None]),
)
def test_every_number_is_in_one_bin(values: list[float], span: tuple[float, float | None] | None) -> None:
    bins = bins_of(figures.Metric("m", "higher", span), values)
    counts = bins.count(values)
    assert len(counts) == BINS
    assert sum(counts) == sum(map(math.isfinite, values))
    for value in values:
        if math.isfinite(value):
            index = bins.count([value]).index(1)
            low, high = bins.edge(index) - 1e-6, bins.edge(index + 1) + 1e-6
            assert index == 0 or value >= low
            assert index == BINS - 1 or value <= high


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_a_scale_has_a_few_round_ticks_inside(low: float, width: float) -> None:
    scale = Scale(low, low + width)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 7
    assert all(low - width * 1e-3 <= tick <= low + width * 1.001 for tick in ticks)


def test_a_small_difference_is_not_drawn_large() -> None:
    entries = [figures.Entry(shown("a"), value, None) for value in (90.0, 90.1)]
    scale = scale_of(figures.Metric("m", "higher", (0.0, 100.0)), entries)
    assert scale.high - scale.low == pytest.approx(5.0)
    wide = scale_of(figures.Metric("m", "higher", (0.0, 100.0)), [*entries, figures.Entry(shown("b"), 20.0, None)])
    assert wide.low < 20.0
    assert wide.high > 90.1


def test_values_next_to_nothing_have_bins() -> None:
    assert sum(bins_of(figures.Metric("m", "", None), [5e-324, 0.0]).count([5e-324, 0.0])) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(anything, min_size=9, max_size=9))
def test_a_page_of_any_texts_nests(texts: list[str]) -> None:
    a, b, c, d, e, f, g, h, i = texts
    line = SegmentScore(a, 1, b, (c, d), e, {f: 3.0})
    article = ArticleReport(
        g, h, i, 1, (), (Score(f, 2.0, a, (0.0, 1.0), b, 1, not_scored=None),), (c,), (line,), notes=(d,)
    )
    tree = Tree(render(Report(Verdict.PASS, (e,), (article,), (), (), ())))
    assert [tag for tag, _ in tree.elements].count("script") == 1


@pytest.mark.parametrize(
    "comparison",
    [
        Comparison("paired bootstrap", 10, None, 0.05, {}, ()),
        Comparison("paired bootstrap", 10, None, 0.05, {}, (System("a", ()), System("b", ()))),
        Comparison(
            "x",
            10,
            1,
            0.05,
            {},
            (
                System(
                    "a", (SystemScore("new", math.nan, Interval(math.nan, math.inf, 0.995, 1.0, 9, 1), None, (1, 2)),)
                ),
            ),
        ),
    ],
)
def test_a_report_with_little_in_it_makes_a_page(comparison: Comparison) -> None:
    for articles in ((), compared().articles, (ArticleReport("a", None, None, 0, ()),)):
        Tree(render(Report(Verdict.PASS, (), articles, (), (), (), comparison)))


def test_many_files_are_drawn_as_one() -> None:
    article = one_file("a.txt", CAREFUL)
    articles = tuple(replace(article, path=f"news/{n}.txt", words=n) for n in range(30))
    words = Tree(render(Report(Verdict.PASS, (), articles, article.scores, (), ()))).words
    assert "all 30 files together" in words
    words = Tree(render(Report(Verdict.PASS, (), articles, (), (), ()))).words
    assert "Drawn are the first 24 of 30 files." in words
    assert "29.txt29 words" in words

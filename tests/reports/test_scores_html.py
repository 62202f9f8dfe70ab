"""The score page: what it says, that hostile text stays text, and how it behaves in a real Chromium."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import browser
from tqcheck.model import (
    Alignment,
    ArticleReport,
    Comparison,
    Coverage,
    EngineStatus,
    InputError,
    Interval,
    Penalty,
    Report,
    Score,
    SegmentScore,
    System,
    SystemScore,
    Verdict,
)
from tqcheck.reports.pages import figures, segments
from tqcheck.reports.pages.differences import MOST_CHARACTERS, marked, nearest, tokens
from tqcheck.reports.pages.markup import el, language, plain, shown
from tqcheck.reports.pages.pictures import BINS, Scale, bins_of, scale_of
from tqcheck.reports.pages.rows import gather, worst
from tqcheck.reports.scores_html import render
from tqcheck.scoring import not_scored, score_segments

METRICS = ("chrF", "BLEU", "TER")
REFERENCE = (
    "The harbour master closed the ferry terminal on Monday morning.",
    "Nobody was hurt, but forty cars had to wait until the evening.",
    "A pump in the engine room had failed for the second time.",
    "The company says that a new pump will arrive within a week.",
    "Passengers were sent to the northern pier by bus.",
    "Some of them had slept in their cars.",
    "The mayor asked for a report before the end of the month.",
    "Fishing boats may still use the terminal at night.",
    "The terminal was built sixty years ago.",
    "It has been repaired eleven times since then.",
    "Two other pumps of the same kind run without trouble.",
    "The ferry will not sail before Friday.",
)
CAREFUL = (
    "The harbour master shut the ferry terminal on Monday morning.",
    "Nobody was hurt, but forty cars had to wait until evening.",
    "A pump in the engine room had failed for a second time.",
    "The company says a new pump will arrive within a week.",
    "Passengers were sent to the northern pier by bus.",
    "Some of them had slept in their cars.",
    "The mayor asked for a report before the month ends.",
    "Fishing boats may still use the terminal at night.",
    "The terminal was built sixty years ago.",
    "It was repaired eleven times since then.",
    "Two other pumps of this kind run without trouble.",
    "The ferry will not sail before Friday.",
)
HASTY = (
    "Harbour boss closes terminal Monday.",
    "No injuries but 40 cars waited.",
    "The machine pump broke again.",
    "",
    "People went by bus to the pier in the north.",
    "Some slept in cars.",
    "A report is wanted by the mayor.",
    "Fishers can use it nightly.",
    "The terminal is sixty.",
    "They mended it eleven times.",
    "Two similar pumps are fine.",
    "No ferry until Friday.",
)


def scored(
    hypotheses: tuple[str, ...], references: tuple[tuple[str, ...], ...], *, sources: tuple[str, ...] | None = None
) -> tuple[SegmentScore, ...]:
    """Score segments one by one with sacreBLEU; `references` holds those of each segment."""
    from sacrebleu.metrics import BLEU, CHRF, TER

    made = {"chrF": CHRF(), "BLEU": BLEU(effective_order=True), "TER": TER()}
    return tuple(
        SegmentScore(
            str(number),
            number,
            hypothesis,
            held,
            sources[number - 1] if sources else None,
            {name: metric.sentence_score(hypothesis, list(held)).score for name, metric in made.items()},
        )
        for number, (hypothesis, held) in enumerate(zip(hypotheses, references, strict=True), 1)
    )


def one_file(
    path: str, hypotheses: tuple[str, ...], reference: tuple[str, ...] = REFERENCE, **more: Any
) -> ArticleReport:
    scores = score_segments(hypotheses, [reference], METRICS)
    lines = scored(hypotheses, tuple((text,) for text in reference))
    words = sum(len(text.split()) for text in hypotheses)
    return replace(ArticleReport(path, "en", "en", words, (), scores, segments=lines), **more)


@cache
def compared() -> Report:
    """Return a comparison of three systems; intervals and p-values are those of sacreBLEU's own paired bootstrap."""
    from sacrebleu.metrics import BLEU, CHRF, TER
    from sacrebleu.significance import PairedTest

    systems = {
        "out/careful.txt": CAREFUL,
        "out/hasty.txt": HASTY,
        "out/copy.txt": (*CAREFUL[:-1], "No ferry sails before Friday."),
    }
    test = PairedTest(
        [(name, list(texts)) for name, texts in systems.items()],
        {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()},
        [list(REFERENCE)],
        "bs",
        200,
    )
    _, results = test()
    articles = tuple(one_file(path, texts) for path, texts in systems.items())
    made = []
    for place, (path, article) in enumerate(zip(systems, articles, strict=True)):
        lines = []
        for score in article.scores:
            found = results[{"chrF": "chrF2"}.get(score.metric, score.metric)][place]
            assert score.value is not None
            assert found.score == pytest.approx(score.value)
            interval = Interval(found.mean - found.ci, found.mean + found.ci, 0.95, found.mean, 200, 12345)
            ranks = (3, 3) if place == 1 else (1, 2)
            lines.append(SystemScore(score.metric, score.value, interval, found.p_value, ranks))
        made.append(System(path, tuple(lines)))
    signatures = {score.metric: str(score.signature) for score in articles[0].scores}
    comparison = Comparison("paired bootstrap", 200, 12345, 0.05, signatures, tuple(made))
    engines = (EngineStatus("sacrebleu", "2.6.0", "used"),)
    return Report(Verdict.PASS, (), articles, (), engines, (), comparison)


def aligned() -> Report:
    """Return an article that was aligned with its reference: with an omission, an addition and a moved passage."""
    article = one_file("de/ferry.md", CAREFUL[:4], REFERENCE[:4])
    first, second, third, fourth = article.segments
    lines = (
        replace(first, source="Der Hafenmeister schloss am Montagmorgen das Terminal."),
        replace(
            second,
            hypothesis="",
            line=None,
            alignment=Alignment.OMITTED,
            scores={"chrF": 0.0, "BLEU": 0.0, "TER": 100.0},
        ),
        replace(third, references=(), alignment=Alignment.ADDED, scores={}),
        replace(fourth, moved=True, line=9),
    )
    interval = Interval(61.0, 78.5, 0.95, 70.0, 1000, None)
    scores = (
        replace(article.scores[0], interval=interval),
        article.scores[1],
        *not_scored("no tokeniser is installed", ["TER"]),
    )
    counts = {"paired": 2, "omitted": 1, "added": 1, "moved": 1}
    penalty = Penalty(None, 3.0, 46, 250, {"minor": 3}, {"linguistic conventions": 3})
    notes = ("1 passage of the reference has no counterpart.",)
    whole = replace(
        article, scores=scores, segments=lines, coverage=Coverage(0.75, 0.72, counts), penalty=penalty, notes=notes
    )
    reason = "de/ferry.md: TER is asked for and not scored: no tokeniser is installed"
    errors = (InputError("de/cloud.md", "encoding", "is not UTF-8 text (byte 17)"),)
    return Report(Verdict.INCOMPLETE, (reason,), (whole,), scores, (), errors)


PAYLOAD = (
    "</script></style></title>--><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
)
TURNED = "left \u202eturned\u202c right"
UNSEEN = "a\x00b\x07c\ud800d\ufeffe\x85f\u2028g\r"


def hostile() -> Report:
    """Return a report whose every text is hostile."""
    texts = (
        PAYLOAD,
        TURNED,
        UNSEEN,
        "word " * 20_000,
        "x" * 100_000,
        "'\"&amp;&<b>`${1}`",
        "\u05d0\u05d1 (abc) \u05d2",
    )
    references = (TURNED, PAYLOAD, "plain", "y" * 100_000, PAYLOAD, UNSEEN, "\u05d0\u05d1 (abd) \u05d2")
    lines = tuple(
        SegmentScore(PAYLOAD + str(n), n, own, (ref, PAYLOAD), TURNED, {"chrF": 10.0 * n, PAYLOAD: n / 7})
        for n, (own, ref) in enumerate(zip(texts, references, strict=True), 1)
    )
    scores = (
        Score("chrF", 31.5, "higher", (0.0, 100.0), PAYLOAD, 7, Interval(1.0, 2.0, 0.95, 1.5, 10, None)),
        Score(PAYLOAD, None, PAYLOAD, (0.0, None), None, 7, not_scored=PAYLOAD + UNSEEN),
    )
    articles = tuple(
        ArticleReport(
            path,
            '"><script>',
            None,
            7,
            (),
            scores,
            (PAYLOAD,),
            lines,
            Coverage(0.5, 0.5, {PAYLOAD: 3}),
            notes=(PAYLOAD, TURNED),
        )
        for path in (f"a/{PAYLOAD}", f"a/{TURNED}{UNSEEN}")
    )
    systems = tuple(System(a.path, (SystemScore("chrF", 31.5, None, None, (1, 2)),)) for a in articles)
    comparison = Comparison(PAYLOAD, 10, None, 0.05, {"chrF": PAYLOAD}, systems)
    engines = (EngineStatus(PAYLOAD, UNSEEN, "used"), EngineStatus(PAYLOAD, None, "unavailable", PAYLOAD))
    errors = (InputError(PAYLOAD, "x", PAYLOAD),)
    return Report(Verdict.FAIL, (PAYLOAD, TURNED, UNSEEN), articles, (), engines, errors, comparison)


VOID = {"meta", "input", "br"}


class Tree(HTMLParser):
    """Reads a page strictly: every element that opens must close, innermost first."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, int]] = []
        self.attributes: list[dict[str, str | None]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> has an attribute twice"
        self.elements.append((tag, len(self.open)))
        self.attributes.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self.open):
            self.text.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.text))


REPORTS = {
    "compared": compared,
    "aligned": aligned,
    "hostile": hostile,
    "nothing": lambda: Report(Verdict.INCOMPLETE, ("no article was checked",), (), (), (), ()),
}


# ------------------------------------------------------------------------------ what it says


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


def many(number: int) -> Report:
    hypotheses = tuple(CAREFUL[n % 12] + f" {n}" for n in range(number))
    references = tuple(REFERENCE[n % 12] + f" {n}" for n in range(number))
    return Report(Verdict.PASS, (), (one_file("a.txt", hypotheses, references),), (), (), ())


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


# ------------------------------------------------------------------------------------- its parts

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
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


# -------------------------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    with browser.running(tmp_path_factory.mktemp("profile")) as running:
        yield running


def test_where_chromium_is_missing_tests_skip_unless_it_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("TQCHECK_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception), browser.running(tmp_path):
        raise AssertionError("there is none")
    monkeypatch.setenv("TQCHECK_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium is installed"), browser.running(tmp_path):
        raise AssertionError("there is none")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of pages written to files."""
    folder = tmp_path_factory.mktemp("pages")
    addresses = {}
    for name, make in {**REPORTS, "many": lambda: many(60)}.items():
        file = folder / f"{name}.html"
        file.write_text(render(make()), encoding="utf-8")
        addresses[name] = file.as_uri()
    return addresses


def listed(page: browser.Page) -> list[str]:
    """Return the ids of the segments that can be seen, in their order."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.row')].filter(r => r.checkVisibility()).map(r => r.querySelector('b bdi').textContent)"
    )
    return found


def status(page: browser.Page) -> str:
    return str(page.evaluate("document.querySelector('.status').textContent"))


@pytest.mark.parametrize("name", ["compared", "aligned", "hostile", "nothing", "many"])
def test_a_page_loads_without_complaint_or_request_and_is_read_as_it_was_written(
    chromium: browser.Browser, pages: dict[str, str], name: str
) -> None:
    with chromium.open(pages[name]) as page:
        assert page.complaints == []
        assert page.requests == [pages[name]]
        # HTML5's own parser mends what is nested wrongly: where it builds what html.parser read, nothing was.
        read = page.evaluate(
            "[...document.querySelectorAll('*')].map(e => { let n = 0; for (let p = e.parentElement; p; p = p.parentElement) n++; return [e.localName, n]; })"
        )
        written = Tree(Path(pages[name].removeprefix("file://")).read_text(encoding="utf-8")).elements
        assert sorted(map(tuple, read)) == sorted(written)


def test_the_policy_stops_what_would_run(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"]) as page:
        page.evaluate(
            "{ const s = document.createElement('script'); s.textContent = 'document.title = \"owned\"'; document.body.append(s); }"
        )
        page.evaluate(
            "{ const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i); }"
        )
        page.evaluate("new Promise(done => setTimeout(done, 50))")
        assert page.evaluate("document.title") == "Scores of 3 files"
        assert sum("Content Security Policy" in complaint for complaint in page.complaints) >= 2


def test_hostile_text_is_shown_and_does_not_run(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["hostile"]) as page:
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        assert page.evaluate("document.title") == "Scores of 2 files"
        seen = page.evaluate("document.body.innerText")
        assert seen.count(PAYLOAD) > 20
        assert "left U+202Eturned" in seen.replace(" U+", " U+")
        assert page.evaluate("document.querySelectorAll('img, script').length") == 1
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
        # Hebrew runs from the right inside its own paragraph, and nowhere else.
        hebrew = "[...document.querySelectorAll('.text')].filter(p => p.textContent.trim().startsWith('\u05d0'))"
        assert page.evaluate(f"new Set({hebrew}.map(p => getComputedStyle(p).direction)).size") == 1
        assert page.evaluate(f"getComputedStyle({hebrew}[0]).direction") == "rtl"


@pytest.mark.parametrize("name", ["compared", "aligned", "hostile", "many"])
@pytest.mark.parametrize("width", [360, 768, 1600])
def test_a_page_is_never_wider_than_its_window(
    chromium: browser.Browser, pages: dict[str, str], name: str, width: int
) -> None:
    with chromium.open(pages[name], width=width) as page:
        assert page.evaluate("innerWidth") == width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        outside = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.checkVisibility() && "
            f"e.getBoundingClientRect().right > {width} + 1).map(e => e.outerHTML.slice(0, 120))"
        )
        assert outside == []


def order(metric: str, *, best: bool = False, system: int | None = None) -> list[str]:
    """Return the ids in the order in which they should be listed, computed from the report."""
    rows = gather(compared())
    sign = 1 if metric == "TER" else -1

    def value(row: Any) -> float:
        cells = [cell for place, cell in enumerate(row.cells) if cell and (system is None or place == system)]
        values = [sign * cell.scores[metric] for cell in cells]  # the higher, the worse
        return min(values) if best else -max(values)

    return [row.id for row in sorted(rows, key=lambda row: (value(row), row.order))]


def test_the_fragment_sorts(chromium: browser.Browser, pages: dict[str, str]) -> None:
    for metric in METRICS:
        with chromium.open(f"{pages['compared']}#metric={metric}&sort=worst") as page:
            assert listed(page) == order(metric)
        with chromium.open(f"{pages['compared']}#metric={metric.lower()}&sort=best&system=1") as page:
            assert listed(page) == order(metric, best=True, system=0)
    with chromium.open(f"{pages['compared']}#sort=order") as page:
        assert listed(page) == [str(n) for n in range(1, 13)]
    with chromium.open(f"{pages['compared']}#sort=apart") as page:
        gaps = {
            row.id: max(v) - min(v) for row in gather(compared()) if (v := [c.scores["chrF"] for c in row.cells if c])
        }
        assert [gaps[ident] for ident in listed(page)] == sorted(gaps.values(), reverse=True)


def test_the_fragment_narrows(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(f"{pages['compared']}#from=0&to=30&system=2") as page:
        low = [s.id for s in compared().articles[1].segments if s.scores["chrF"] < 30]
        assert 0 < len(low) < 12
        assert sorted(listed(page)) == sorted(low)
        assert f"Showing {len(low)} of {len(low)} that fit, among the 12 segments" in status(page)
    with chromium.open(f"{pages['compared']}#to=0&system=2") as page:  # the upper bound belongs to the next bar
        assert listed(page) == []
    with chromium.open(f"{pages['compared']}#kind=empty") as page:
        assert listed(page) == ["4"]
    with chromium.open(f"{pages['aligned']}#kind=moved") as page:
        assert listed(page) == ["4"]
    with chromium.open(f"{pages['compared']}#search=NORTHERN%20pier&metric=none&show=7&system=9") as page:
        assert listed(page) == ["5"]
    with chromium.open(f"{pages['compared']}#search=zeppelin") as page:
        assert listed(page) == []
        assert status(page) == "None of the 12 segments on this page is like that."


def test_a_phrase_is_found_across_marked_words(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(f"{pages['compared']}#search=harbour%20master%20shut%20the") as page:
        assert listed(page) == ["1"]


def test_a_bar_lists_its_segments(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"], height=3000) as page:
        bar = "document.querySelectorAll('.histogram')[1].querySelector('a')"
        box = page.evaluate(
            f"(r => [r.x + r.width / 2, r.y + r.height - 1])({bar}.querySelector('.hit').getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            page.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        lowest = min(s.scores["chrF"] for s in compared().articles[1].segments)
        wanted = [s.id for s in compared().articles[1].segments if s.scores["chrF"] // 5 == lowest // 5]
        assert sorted(listed(page)) == sorted(wanted)
        assert page.evaluate(f"{bar}.getAttribute('aria-current')") == "true"
        assert page.evaluate("document.querySelectorAll('[aria-current]').length") == 1
        page.evaluate("document.querySelector('[type=reset]').click()")
        page.evaluate("new Promise(done => setTimeout(done, 50))")
        assert len(listed(page)) == 12
        assert page.evaluate("document.querySelectorAll('[aria-current]').length") == 0


def test_the_form_sorts_searches_and_writes_the_fragment(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["many"]) as page:
        assert len(listed(page)) == 50
        page.evaluate("document.getElementById('more').click()")
        assert len(listed(page)) == 60
        page.evaluate("document.getElementById('c-search').focus()")
        page.call("Input.insertText", text="eleven times")
        page.evaluate("new Promise(done => setTimeout(done, 300))")
        assert sorted(map(int, listed(page))) == [10, 22, 34, 46, 58]
        assert page.evaluate("location.hash") == "#show=100&search=eleven+times"
        assert page.evaluate("document.querySelector('.sheet del').checkVisibility()")
        page.evaluate("document.getElementById('c-missing').click()")
        assert not page.evaluate("document.querySelector('.sheet del').checkVisibility()")
        assert page.complaints == []


def test_without_script_the_list_is_there(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"], script=False) as page:
        page.call("DOM.enable")
        root = page.call("DOM.getDocument", depth=-1)["root"]["nodeId"]

        def box(selector: str) -> bool:
            node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
            try:
                page.call("DOM.getBoxModel", nodeId=node)
            except AssertionError:
                return False
            return True

        assert box(".row:last-child")
        assert not box("#controls")
        assert not box(".copy")


def test_print_and_dark(chromium: browser.Browser, pages: dict[str, str]) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with chromium.open(pages["compared"], scheme="dark") as page:
        assert page.evaluate(background) == "rgb(20, 23, 27)"
    with chromium.open(pages["compared"], print=True, scheme="dark") as page:
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        assert not page.evaluate("document.getElementById('controls').checkVisibility()")
        assert page.evaluate("document.querySelector('.row').checkVisibility()")


def test_a_signature_is_copied_or_selected(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"]) as page:
        page.evaluate("document.querySelector('.copy').click()")
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        said = page.evaluate("document.querySelector('.copy').textContent")
        assert said in ("Copied", "Selected")
        if said == "Selected":
            assert page.evaluate("getSelection().toString()") == page.evaluate(
                "document.querySelector('code').textContent"
            )

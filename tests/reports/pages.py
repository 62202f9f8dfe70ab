"""Reports that pages are made of in tests, and a strict reader of pages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import strategies as st

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


def many(number: int) -> Report:
    hypotheses = tuple(CAREFUL[n % 12] + f" {n}" for n in range(number))
    references = tuple(REFERENCE[n % 12] + f" {n}" for n in range(number))
    return Report(Verdict.PASS, (), (one_file("a.txt", hypotheses, references),), (), (), ())


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)

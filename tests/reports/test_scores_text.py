"""The text report of scores: no bare number, every signature, the verdict with its reasons."""

from __future__ import annotations

from tqcheck.model import ArticleReport, Coverage, EngineStatus, Interval, Report, Score, Verdict
from tqcheck.reports.scores_text import render
from tqcheck.reports.style import Style


def score(metric: str, value: float | None, signature: str | None, **more: str) -> Score:
    interval = Interval(10.0, 12.0, 0.95, 11.1, 1000, 12345) if metric == "chrF" else None
    return Score(metric, value, "higher", (0.0, 100.0), signature, 7, interval, **more)


def test_every_number_has_its_direction_and_every_signature_is_printed() -> None:
    one = ArticleReport("a.txt", None, None, 9, (), (score("BLEU", 11.25, "tok:13a"), score("chrF", 11.0, "nc:6")))
    other = ArticleReport("long.txt", None, None, 9, (), (score("BLEU", None, None, not_scored="it is empty"),))
    third = ArticleReport(
        "c.txt", None, None, 9, (), (score("BLEU", 3.0, "tok:zh"),),
        coverage=Coverage(1.0, 0.9996, {"paired": 3, "omitted": 1}), notes=("line\n4 is empty",),
    )  # fmt: skip
    engines = (EngineStatus("sacrebleu", "2", "used"),)
    report = Report(Verdict.INCOMPLETE, ("long.txt: BLEU was not scored",), (one, other, third), (), engines, ())
    assert (
        render(report, Style(False), places=2)
        == """\
a.txt     BLEU      11.25  higher is better  7 segments
a.txt     chrF      11.00  (μ = 11.10 ± 1.00)  higher is better  7 segments
long.txt  BLEU     not scored: it is empty
c.txt     BLEU       3.00  higher is better  7 segments
aligned c.txt: 99.9% of the reference, 100% of the article, 3 sentences one to one, 1 omitted
note c.txt: line 4 is empty

BLEU: tok:13a (a.txt)
BLEU: tok:zh (c.txt)
chrF: nc:6
incomplete: long.txt: BLEU was not scored
"""
    )

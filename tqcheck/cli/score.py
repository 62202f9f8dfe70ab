"""`tqcheck score`: translations against references."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tqcheck.cli.output import deliver

if TYPE_CHECKING:
    from tqcheck.config import Settings
    from tqcheck.model import ArticleReport, Report, Score

_AS_ARTICLES = (".md", ".markdown", ".html", ".htm", ".xhtml")


@click.command()
@click.argument("hypotheses", metavar="HYPOTHESIS...", nargs=-1, required=True)
@click.option(
    "--reference",
    "-r",
    "references",
    metavar="FILE",
    multiple=True,
    required=True,
    help="A reference translation; several may be given.",
)
@click.option("--source", metavar="FILE", help="The source; its number of lines or paragraphs is compared.")
@click.option(
    "--segments",
    type=click.Choice(["lines", "articles"]),
    help="How files are cut; by default .md and .html are articles, all others lines.",
)
@click.option(
    "--metric",
    "-m",
    "metrics",
    metavar="NAME",
    multiple=True,
    help="BLEU, chrF, chrF++ or TER; by default BLEU, chrF and TER.",
)
@click.option(
    "--lang", metavar="LANG", help="The language of the translations; Chinese (zh) has a tokeniser of its own."
)
@click.option("--width", "-w", type=click.IntRange(0, 16), default=1, show_default=True, help="Decimal places.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file, whole or not at all.")
def score(
    hypotheses: tuple[str, ...],
    references: tuple[str, ...],
    source: str | None,
    segments: str | None,
    metrics: tuple[str, ...],
    lang: str | None,
    width: int,
    format_: str,
    output: str | None,
) -> int:
    """Score translations against references, as sacreBLEU does.

    \b
    tqcheck score system.txt --reference human.txt
    tqcheck score a.txt b.txt -r ref1.txt -r ref2.txt -m BLEU -m chrF++
    tqcheck score article.pl.md --reference by-hand.pl.md
    tqcheck score system.txt -r human.txt --format json

    Files of lines hold one segment a line and must have the same number of lines. Articles
    must have paragraphs that pair one to one; where they do not, nothing is scored and the
    reason is printed. The exit code is 1 when something was not scored or misses a minimum of
    the configured gate.
    """
    from tqcheck.config import discover
    from tqcheck.reports.json import render
    from tqcheck.scoring import DEFAULT_METRICS, metric_named

    names = list(dict.fromkeys(metric_named(name).name for name in metrics)) or list(DEFAULT_METRICS)
    settings = discover(Path.cwd())
    files = [Path(name) for name in references]
    source_file = Path(source) if source else None
    articles = [_scored(Path(h), files, source_file, segments, names, lang) for h in hypotheses]
    report = _report(articles, settings)
    deliver(render(report) if format_ == "json" else _text(report, width), output)
    return 0 if report.verdict.value == "pass" else 1


def _scored(
    hypothesis: Path,
    references: list[Path],
    source: Path | None,
    segments: str | None,
    metrics: list[str],
    lang: str | None,
) -> ArticleReport:
    from tqcheck.model import ArticleReport

    cut = segments or ("articles" if hypothesis.suffix.lower() in _AS_ARTICLES else "lines")
    if cut == "articles":
        from tqcheck import documents
        from tqcheck.lexicon.words import count_words
        from tqcheck.scoring import not_scored, score_article
        from tqcheck.scoring.pairing import differs_from_source

        article = documents.read_file(hypothesis, language=lang)
        others = [documents.read_file(path, language=lang) for path in references]
        words = sum(count_words(block.text) for block in article.blocks)
        reason = differs_from_source(article, documents.read_file(source)) if source else None
        scores = not_scored(reason, metrics) if reason else score_article(article, others, metrics)
        return ArticleReport(str(hypothesis), None, article.declared_language, words, (), scores)
    from tqcheck.lexicon.words import count_words
    from tqcheck.scoring import score_segments
    from tqcheck.scoring.lines import check_alignment, read_lines

    own = read_lines(hypothesis)
    reference_lines = [read_lines(path) for path in references]
    for path, lines in zip(references, reference_lines, strict=True):
        check_alignment(hypothesis, own, path, lines)
    if source:
        check_alignment(hypothesis, own, source, read_lines(source))
    scores = score_segments(own, reference_lines, metrics, language=lang)
    return ArticleReport(str(hypothesis), None, lang, sum(count_words(line) for line in own), (), scores)


def _report(articles: list[ArticleReport], settings: Settings) -> Report:
    """Return the report: "incomplete" when something was not scored. Scores over several systems mean nothing: none are given."""
    from importlib.metadata import version

    from tqcheck import gate
    from tqcheck.model import EngineStatus, Report, Verdict

    engines = (EngineStatus("sacrebleu", version("sacrebleu"), "used"),)
    verdict, reasons = gate.decide(articles, engines, (), settings)
    missing = [
        f"{a.path}: {s.metric} was not scored: {s.not_scored}" for a in articles for s in a.scores if s.value is None
    ]
    if missing and verdict is Verdict.PASS:
        verdict, reasons = Verdict.INCOMPLETE, tuple(missing)
    over_all = articles[0].scores if len(articles) == 1 else ()
    return Report(verdict, reasons, tuple(articles), over_all, engines, ())


def _text(report: Report, width: int) -> str:
    lines = []
    longest = max(len(article.path) for article in report.articles)
    signatures: dict[str, dict[str, list[str]]] = {}
    for article in report.articles:
        for result in article.scores:
            lines.append(f"{article.path:<{longest}}  {_one(result, width)}")
            if result.signature:
                signatures.setdefault(result.metric, {}).setdefault(result.signature, []).append(article.path)
    lines.append("")
    for metric, found in signatures.items():
        for signature, paths in found.items():
            lines.append(f"{metric}: {signature}" + (f" ({', '.join(paths)})" if len(found) > 1 else ""))
    lines += [f"{report.verdict.value}: {reason}" for reason in report.reasons]
    return "\n".join(lines) + "\n"


def _one(result: Score, width: int) -> str:
    if result.value is None:
        return f"{result.metric:<7} not scored: {result.not_scored}"
    return f"{result.metric:<7} {result.value:>{width + 4}.{width}f}  {result.direction} is better  {result.segments} segments"

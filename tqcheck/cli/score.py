"""`tqcheck score`: translations against references."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.cli.language import language_option
from tqcheck.cli.output import deliver, style_for

if TYPE_CHECKING:
    from tqcheck.model import Report
    from tqcheck.scorer import Progress


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_INPUT = _options(
    click.option("--reference", "-r", "references", metavar="FILE", multiple=True, help="A reference; several may be given."),
    click.option("--source", metavar="FILE", help="What was translated: shown beside the segments, and needed by some metrics."),
    click.option(
        "--segments",
        "cut",
        type=click.Choice(["lines", "articles"]),
        help="What the files are; by default .md and .html are articles, all others hold segments.",
    ),
    click.option("--hypothesis-column", "hypothesis_columns", metavar="NAME", multiple=True, help="Column of a table (name or number); several are several systems."),
    click.option("--reference-column", "reference_columns", metavar="NAME", multiple=True, help="Column of a table with a reference."),
    click.option("--source-column", metavar="NAME", help="Column of a table with the source."),
    click.option("--allow-empty", is_flag=True, help="Score hypotheses beside empty references instead of refusing them."),
    click.option("--lang", metavar="LANG", help="The language of the translations; Chinese, Japanese and Korean have tokenisers of their own."),
)  # fmt: skip
_SACREBLEU = _options(
    click.option("--tokenize", "-tok", metavar="NAME", help="BLEU's tokeniser: 13a, intl, char, none, zh, ja-mecab, ko-mecab, spm, flores101, flores200, spBLEU-1K."),
    click.option("--lowercase", "-lc", is_flag=True, help="BLEU without case."),
    click.option("--smooth-method", type=click.Choice(["exp", "floor", "add-k", "none"]), default="exp", show_default=True, help="BLEU's smoothing."),
    click.option("--smooth-value", type=float, help="For floor (0.1) and add-k (1)."),
    click.option("--effective-order", is_flag=True, help="BLEU leaves out orders without n-grams; single segments always do."),
    click.option("--max-ngram-order", type=click.IntRange(1, 10), default=4, show_default=True, help="BLEU's highest order."),
    click.option("--chrf-char-order", type=click.IntRange(1, 10), default=6, show_default=True, help="chrF's characters."),
    click.option("--chrf-word-order", type=click.IntRange(0, 5), default=0, show_default=True, help="chrF's words; chrF++ has 2."),
    click.option("--chrf-beta", type=click.IntRange(1, 10), default=2, show_default=True, help="Weight of recall in chrF."),
    click.option("--chrf-whitespace", is_flag=True, help="chrF counts white space."),
    click.option("--chrf-lowercase", is_flag=True, help="chrF without case."),
    click.option("--chrf-eps-smoothing", is_flag=True, help="chrF smoothed as by chrF++.py, NLTK and Moses."),
    click.option("--ter-normalized", is_flag=True, help="TER with Tercom's normalisation."),
    click.option("--ter-no-punct", is_flag=True, help="TER without punctuation."),
    click.option("--ter-asian-support", is_flag=True, help="With --ter-normalized TER treats Asian characters one by one, with --ter-no-punct it drops Asian punctuation."),
    click.option("--ter-case-sensitive", is_flag=True, help="TER with case."),
)  # fmt: skip
_CHANCE = _options(
    click.option("--confidence", "-ci", is_flag=True, help="Intervals (95 %) from bootstrap samples."),
    click.option("--confidence-n", type=click.IntRange(2), default=1000, show_default=True, help="Bootstrap samples."),
    click.option("--paired-bs", "-pbs", is_flag=True, help="Compare systems with the first: paired bootstrap."),
    click.option("--paired-ar", "-par", is_flag=True, help="Compare systems with the first: approximate randomisation."),
    click.option("--paired-n", type=click.IntRange(2), help="Samples (1,000) or trials (10,000) of the test."),
    click.option("--seed", type=click.IntRange(0), help="Of samples and trials; SACREBLEU_SEED, else 12345."),
)  # fmt: skip
_OUTPUT = _options(
    click.option("--sentence-level", "-sl", "rows", is_flag=True, help="Print the score of every segment too (JSON and HTML hold them always)."),
    click.option("--width", "-w", type=click.IntRange(0, 16), default=1, show_default=True, help="Decimal places."),
    click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True),
    click.option("--output", "-o", metavar="FILE", help="Write the report to a file, whole or not at all."),
    click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), default=1, help="Processes to share the work."),
)  # fmt: skip


@click.command()
@click.argument("hypotheses", metavar="HYPOTHESIS...", nargs=-1, required=True)
@_INPUT
@click.option(
    "--metric",
    "-m",
    "metrics",
    metavar="NAME",
    multiple=True,
    help="BLEU, chrF, chrF++, TER (by default all but chrF++), or an optional one: comet, semantic.",
)
@click.option("--comet-model", metavar="PATH", help="The checkpoint of COMET; nothing is downloaded.")
@_SACREBLEU
@_CHANCE
@_OUTPUT
def score(
    hypotheses: tuple[str, ...],
    references: tuple[str, ...],
    source: str | None,
    metrics: tuple[str, ...],
    confidence: bool,
    confidence_n: int,
    paired_bs: bool,
    paired_ar: bool,
    paired_n: int | None,
    seed: int | None,
    rows: bool,
    width: int,
    format_: str,
    output: str | None,
    comet_model: str | None,
    cut: str | None,
    hypothesis_columns: tuple[str, ...],
    reference_columns: tuple[str, ...],
    source_column: str | None,
    allow_empty: bool,
    lang: str | None,
    jobs: int,
    **options: Any,
) -> int:
    """Score translations against references, as sacreBLEU does.

    \b
    tqcheck score system.txt --reference human.txt
    tqcheck score system.txt -r human-1.txt -r human-2.txt -m BLEU -m chrF++ --confidence
    tqcheck score baseline.txt new.txt other.txt -r human.txt --paired-bs
    tqcheck score article.pl.md --reference by-hand.pl.md
    tqcheck score results.tsv --hypothesis-column mt --reference-column ref
    tqcheck score machine.xlf -r reviewed.xlf --format html --output scores.html

    Files of segments are lines (one segment a line, as sacreBLEU takes them), TSV, CSV, JSON
    Lines, TMX, XLIFF and PO. Articles (.md, .html, or any with --segments articles) need not
    line up: sentences are aligned, and what is left out counts as an empty translation.

    The exit code is 1 when something was not scored or misses a minimum of the configured
    gate, 2 when files do not belong together.
    """
    from tqcheck import scorer
    from tqcheck.config import discover
    from tqcheck.scoring import DEFAULT_METRICS, METRICS, Options
    from tqcheck.scoring.metrics import seed_of

    for name in hypotheses:
        if name.lower() in {metric.lower() for metric in METRICS} and not Path(name).exists():
            raise click.UsageError(f"{name} is a metric, and there is no such file: each metric has its own -m")
    if paired_bs and paired_ar:
        raise click.UsageError("--paired-bs and --paired-ar are two tests: choose one")
    request = scorer.Request(
        hypotheses=tuple(map(Path, hypotheses)),
        references=tuple(map(Path, references)),
        source=Path(source) if source else None,
        cut=cut,
        metrics=metrics or DEFAULT_METRICS,
        options=Options(**options),
        language=language_option(lang),
        hypothesis_columns=hypothesis_columns,
        reference_columns=reference_columns,
        source_column=source_column,
        allow_empty=allow_empty,
        samples=confidence_n if confidence else 0,
        test="bs" if paired_bs else "ar" if paired_ar else None,
        trials=paired_n,
        seed=seed_of(os.environ) if seed is None else seed,
        jobs=jobs,
        metric_options={"comet": {"model": comet_model}} if comet_model else {},
    )
    settings = discover(Path.cwd())
    with _progress() as progress:
        report = scorer.run(request, settings, progress)
    deliver(_rendered(report, format_, output, width, rows), output)
    return 0 if report.verdict.value == "pass" else 1


def _rendered(report: Report, format_: str, output: str | None, width: int, rows: bool) -> str:
    if format_ == "json":
        from tqcheck.reports import json

        return json.render(report)
    if format_ == "html":
        from tqcheck.reports import scores_html

        return scores_html.render(report)
    from tqcheck.reports import scores_text

    return scores_text.render(report, style_for(output), places=width, rows=rows)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Tell on a terminal how far long work has come, and clear the line at its end; say nothing elsewhere."""
    import sys

    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return

    def tell(said: str) -> None:
        click.echo(f"\r{said}\033[K", nl=False, err=True)

    try:
        yield tell
    finally:
        tell("")

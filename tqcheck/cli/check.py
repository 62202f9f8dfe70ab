"""`tqcheck check`: articles in, a report and an exit code out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tqcheck.cli.language import language_option
from tqcheck.cli.output import deliver, style_for, width_of

if TYPE_CHECKING:
    from tqcheck.config import Settings
    from tqcheck.model import Report
    from tqcheck.pipeline import Progress, Target


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--lang", metavar="LANG", help="The language that the articles are declared to be in (pl, en-GB …).")
@click.option("--source", metavar="FILE", help="What the articles were translated from.")
@click.option("--reference", "references", metavar="FILE", multiple=True, help="Another translation to score against.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option(
    "--facts", is_flag=True, help="Show each number, name, quotation and link of the source and its counterpart."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file, whole or not at all.")
@click.option("--no-languagetool", is_flag=True, help="Do without grammar: only the checks of our own.")
@click.option("--languagetool-url", metavar="URL", help="Ask your own LanguageTool server, http://host:port/v2.")
@click.option(
    "--semantic",
    type=click.Choice(["off", "scripts", "all"]),
    help="Align translations with the help of a model (tqcheck[semantic]): pairs of two scripts, or all.",
)
@click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), default=1, help="Processes to share the work.")
@click.option("--stdin-filename", metavar="NAME", default="stdin.txt", help="The name that stdin ('-') goes by.")
@click.option("--config", "config_file", metavar="FILE", help="Settings instead of the nearest tqcheck.toml.")
def check(
    paths: tuple[str, ...],
    lang: str | None,
    source: str | None,
    references: tuple[str, ...],
    format_: str,
    facts: bool,
    output: str | None,
    no_languagetool: bool,
    languagetool_url: str | None,
    semantic: str | None,
    jobs: int,
    stdin_filename: str,
    config_file: str | None,
) -> int:
    """Proofread articles: files, folders, or "-" for standard input.

    \b
    tqcheck check article.pl.md
    tqcheck check content/ --jobs 2
    tqcheck check pl.md --source en.md --reference pl-by-hand.md
    tqcheck check pl.md --source en.md --facts
    tqcheck check content/ --format json --output report.json
    tqcheck check pl.md --source en.md --format html --output pl.html
    pandoc draft.docx -t markdown | tqcheck check - --stdin-filename draft.pl.md

    The exit code is 0 when the gate lets everything pass, 1 when it fails, 2 for input that
    cannot be read, 3 when LanguageTool was asked for and was not available.
    """
    from tqcheck import documents, pipeline

    settings = _settings(config_file, no_languagetool, languagetool_url, semantic)
    if references and len(paths) > 1:
        raise click.UsageError("--reference belongs to one article; give one PATH with it")
    lang = language_option(lang)
    source_article = documents.read_file(Path(source)) if source else None
    reference_articles = [documents.read_file(Path(reference)) for reference in references]
    targets = [target for path in paths for target in _targets(path, stdin_filename)]
    _announce_install(settings)
    with _progress(len(targets)) as progress:
        report = pipeline.run(
            targets,
            settings=settings,
            language=lang,
            source=source_article,
            references=reference_articles,
            jobs=jobs,
            progress=progress,
        )
    deliver(_rendered(report, settings, format_, facts, output), output)
    return exit_code(report, settings)


def exit_code(report: Report, settings: Settings) -> int:
    """Return the exit code of a report: what could not be looked at weighs more than what was found."""
    from tqcheck.model import Verdict

    if settings.on_engine_error == "fail" and any(engine.status == "unavailable" for engine in report.engines):
        return 3
    if report.errors:
        return 2
    return 0 if report.verdict is Verdict.PASS else 1


def _settings(
    config_file: str | None, no_languagetool: bool, languagetool_url: str | None, semantic: str | None
) -> Settings:
    from tqcheck.config import discover, load

    settings = load(Path(config_file)) if config_file else discover(Path.cwd())
    engine = settings.languagetool
    if languagetool_url:
        engine = replace(engine, url=languagetool_url)
    if no_languagetool:
        engine = replace(engine, enabled=False)
    return replace(settings, languagetool=engine, semantic=semantic or settings.semantic)


def _announce_install(settings: Settings) -> None:
    """Say why the first check of all takes a minute."""
    if settings.languagetool.enabled and not settings.languagetool.url:
        from tqcheck.engines.languagetool.install import installed

        if installed() is None:
            click.echo("Getting LanguageTool, about 245 MB, once (or do without it: --no-languagetool) …", err=True)


def _targets(path: str, stdin_filename: str) -> list[Target]:
    from tqcheck import pipeline
    from tqcheck.errors import InputFileError

    if path == "-":
        return [pipeline.Target(stdin_filename, sys.stdin.buffer.read())]
    if not Path(path).exists():
        raise InputFileError(path, "missing", "there is no such file or folder")
    return pipeline.expand(Path(path))


class _progress:  # noqa: N801 - used as a function
    """A progress bar on stderr for many articles, on a terminal only."""

    def __init__(self, total: int) -> None:
        self.bar = (
            click.progressbar(length=total, label="Checking", file=sys.stderr)
            if total > 1 and sys.stderr.isatty()
            else None
        )

    def __enter__(self) -> Progress | None:
        if self.bar is None:
            return None
        bar = self.bar.__enter__()
        return lambda _path: bar.update(1)

    def __exit__(self, *exception: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(*exception)  # type: ignore[arg-type]


def _rendered(report: Report, settings: Settings, format_: str, facts: bool, output: str | None) -> str:
    if format_ == "json":
        from tqcheck.reports.json import render as render_json

        return render_json(report)
    if format_ == "html":
        from tqcheck.reports.check_html import render as render_html

        return render_html(report, settings)
    from tqcheck.reports.text import render as render_text

    return render_text(report, settings, style_for(output), width_of(), facts)

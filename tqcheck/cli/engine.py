"""`tqcheck engine install | start | stop | status`: LanguageTool in the background."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tqcheck.config import LanguageToolSettings

TRAINED_ON = ("en", "de", "fr", "es", "pl", "it", "pt", "nl", "ru", "uk")
"""The languages that the JVM's start-up cache is trained on."""


@click.group()
def engine() -> None:
    """Install, start, stop and look at LanguageTool.

    \b
    tqcheck engine install              get it (about 245 MB, once)
    tqcheck engine start en de          start it and have English and German ready
    tqcheck engine status
    tqcheck engine stop

    A check starts it by itself when it needs it, and it ends itself when nobody asks it any more.
    """


@engine.command()
@click.option("--from", "source", metavar="PATH", help="A folder or zip of LanguageTool, for closed networks.")
def install(source: str | None) -> None:
    """Get LanguageTool, verified file by file, and prepare a fast start.

    An install that is there is kept. What a broken download has got is not got again.
    """
    from tqcheck.engines.languagetool import install as installing
    from tqcheck.engines.languagetool import server

    bar = _Bar()
    with bar:
        there = installing.install(Path(source) if source else None, bar.show)
    click.echo(f"LanguageTool {there.version} is installed in {there.folder}", err=True)
    if there.ours:
        click.echo("Preparing its start …", err=True)
        if server.train(_settings(), TRAINED_ON) is None:
            click.echo("It starts without a start-up cache: a few seconds slower.", err=True)


@engine.command()
@click.argument("languages", nargs=-1)
def start(languages: tuple[str, ...]) -> None:
    """Start LanguageTool in the background, ready for LANGUAGES (as in: en de)."""
    from tqcheck.engines.languagetool import SUPPORTED, connect, server

    unknown = [language for language in languages if language not in SUPPORTED]
    if unknown:
        raise click.UsageError(f"LanguageTool has no rules for {', '.join(unknown)}; it has {' '.join(SUPPORTED)}")
    client = connect(_settings())
    server.warm(client, languages)
    click.echo(f"LanguageTool answers at {client.url}", err=True)


@engine.command()
def stop() -> None:
    """Stop the LanguageTool that runs in the background."""
    from tqcheck.engines.languagetool import server

    click.echo("LanguageTool is stopped." if server.stop() else "LanguageTool was not running.", err=True)


@engine.command()
def status() -> int:
    """Say whether LanguageTool is installed and running. The exit code is 0 when it is installed, else 3."""
    from tqcheck.engines.languagetool import server

    now = server.status()
    version = f" {now.version}" if now.version else ""
    click.echo(f"{now.name}{version}: {now.status}; {now.detail}")
    return 3 if now.version is None else 0


def _settings() -> LanguageToolSettings:
    from tqcheck.config import discover

    return discover(Path.cwd()).languagetool


class _Bar:
    """A progress bar in bytes, on a terminal only; made at the first step, when its length is known."""

    def __init__(self) -> None:
        self.bar: Any = None

    def __enter__(self) -> None:
        return None

    def show(self, what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self.bar is None:
            self.bar = click.progressbar(length=total, label=what, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.bar.pos)

    def __exit__(self, *exception: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(*exception)

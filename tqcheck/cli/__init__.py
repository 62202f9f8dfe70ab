"""The command line: one file a command, imported when it is called, and one place that turns errors into exit codes.

Exit codes: 0 clean, 1 the gate failed, 2 usage, configuration or input error, 3 an engine was
unavailable, 130 interrupted.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

import tqcheck

COMMANDS = {
    "check": "tqcheck.cli.check",
    "score": "tqcheck.cli.score",
    "engine": "tqcheck.cli.engine",
    "rules": "tqcheck.cli.rules",
    "explain": "tqcheck.cli.rules",
    "explain-word": "tqcheck.cli.explain_word",
    "learn": "tqcheck.cli.learn",
    "schema": "tqcheck.cli.schema",
    "languages": "tqcheck.cli.languages",
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """Finds a command's module when the command is called: `tqcheck --version` must not wait for them all."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(tqcheck.__version__, prog_name="tqcheck", message="%(prog)s %(version)s")
def app() -> None:
    """The check that an article passes before it is published, in every language that it appears in.

    \b
    tqcheck check article.pl.md                 proofread one article
    tqcheck check content/                      every article in a folder
    tqcheck check article.pl.md --format json   for programs
    tqcheck engine start                        have LanguageTool warm before the first check
    tqcheck explain SPL001                      what a rule does and how to suppress it
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    # A run of a second makes few cycles and many objects: collecting less often saves a tenth of a hook's time.
    gc.set_threshold(50_000, 20, 20)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    from tqcheck.errors import TqcheckError

    try:
        result: Any = app.main(args=arguments, prog_name="tqcheck", standalone_mode=False)
    except click.exceptions.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except click.ClickException as error:
        error.show()
        return error.exit_code if error.exit_code != 1 else 2
    except TqcheckError as error:
        click.echo(f"tqcheck: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output has gone, as in `tqcheck check . | head`
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result if isinstance(result, int) else 0


def _interrupted() -> int:
    click.echo("tqcheck: interrupted, nothing was written", err=True)
    return INTERRUPTED

"""`tqcheck schema`: the JSON Schema of the JSON report."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the JSON report.

    \b
    tqcheck schema > report.schema.json
    """
    from tqcheck.reports.json import schema as text

    click.echo(text(), nl=False)

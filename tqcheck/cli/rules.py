"""`tqcheck rules` and `tqcheck explain CODE`: what is checked, from the records and docstrings of the checks."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tqcheck.checks.base import Check


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(format_: str) -> None:
    """List the rules: code, default severity, name and what each one looks for.

    \b
    tqcheck rules
    tqcheck rules --format json
    """
    from tqcheck.checks import CHECKS

    records = [check.rule for check in CHECKS.values()]
    if format_ == "json":
        rows = [
            {
                "code": rule.code,
                "name": rule.name,
                "summary": rule.summary,
                "severity": rule.severity.value,
                "category": rule.mqm,
                "its_type": rule.its,
                "scope": rule.scope,
                "languages": list(rule.languages),
                "fixable": rule.fixable,
                "default": rule.default,
            }
            for rule in records
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for rule in records:
        click.echo(f"{rule.code:<8}{rule.severity:<10}{rule.name:<24}{rule.summary}")


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print what a rule does, why it matters and how to suppress it.

    \b
    tqcheck explain SPL001
    tqcheck explain LT.EN_A_VS_AN
    """
    from tqcheck.checks import CHECKS

    known = {check.rule.name: key for key, check in CHECKS.items()}
    key = known.get(code, code)
    if key not in CHECKS and key.startswith("LT."):
        key = "LT"
    if key not in CHECKS:
        from difflib import get_close_matches

        near = get_close_matches(code.upper(), list(CHECKS), n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise click.BadParameter(f"there is no rule {code!r}{hint}; see `tqcheck rules`", param_hint="CODE")
    check = CHECKS[key]
    rule = check.rule
    click.echo(f"{rule.code} {rule.name}: {rule.summary}")
    click.echo(f"severity {rule.severity} · MQM {rule.mqm} · ITS {rule.its}\n")
    click.echo(_documentation(check))
    extra = getattr(check, "explain", None)
    if extra is not None and code != key:
        click.echo(f"\n{extra(code)}")


def _documentation(check: Check) -> str:
    return inspect.cleandoc(type(check).__doc__ or "")

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

    For one of LanguageTool's rules: its own text, link and examples, its chance of being right,
    and what that was counted on. For a profile of house style: what is in it.

    \b
    tqcheck explain SPL001
    tqcheck explain LT.EN_A_VS_AN
    tqcheck explain style:fr
    """
    from tqcheck.checks import CHECKS

    if code.startswith("LT.") and len(code) > 3:
        _explain_languagetool(code.removeprefix("LT."))
        return
    if code.startswith("style:"):
        from tqcheck.checks.grammar import styles

        styles.chosen((code,))
        for line in styles.explain(code.removeprefix("style:")):
            click.echo(line)
        return
    known = {check.rule.name: key for key, check in CHECKS.items()}
    key = known.get(code, code)
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
    if key == "LT":
        from tqcheck.checks.grammar.explain import family_lines

        click.echo("\n" + "\n".join(family_lines()))


def _explain_languagetool(rule: str) -> None:
    """Print LanguageTool's own text about a rule, from its rule files, and what is known of it here."""
    from tqcheck.checks.grammar.explain import explain as known_here
    from tqcheck.checks.grammar.explain import languages_of, near
    from tqcheck.checks.grammar.priors import priors
    from tqcheck.engines.languagetool import SUPPORTED, rulebook

    counted = languages_of(rule)
    entries = rulebook.entries(rule, counted or SUPPORTED)
    description = priors().description(rule)
    click.echo(f"LT.{rule}")
    for entry in entries or ():
        where = f"{entry.language}, category {entry.category_name or entry.category}, ITS {entry.issue_type}"
        click.echo(f"{entry.name}  ({where})")
        for url in entry.urls:
            click.echo(f"  {url}")
        for example in entry.examples:
            click.echo(f"  {example.text} → {' | '.join(example.corrections) or '(no suggestion)'}")
    if not entries and description:
        click.echo(f"{description}  (written in Java: no examples)")
    if entries is None and not description:
        click.echo("LanguageTool is not installed here, so its text is not at hand: `tqcheck engine install` gets it.")
    lines = list(known_here(rule, {entry.language: (entry.category, entry.issue_type) for entry in entries or ()}))
    if not lines:
        hint = f" Did you mean LT.{near(rule)}?" if near(rule) else ""
        click.echo(f"The rule was never seen, and no rule file that is here has it.{hint}")
        return
    click.echo("\n" + "\n".join(lines))
    click.echo(
        f'\nOff: ignore = ["LT.{rule}"]   on: select = ["LT.{rule}"]   how chances come about: `tqcheck explain LT`'
    )


def _documentation(check: Check) -> str:
    return inspect.cleandoc(type(check).__doc__ or "")

"""`tqcheck languages`: what is behind each language, and how well it was measured to work."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tqcheck.lexicon.inventory import Resources
    from tqcheck.lexicon.quality import Cards

_HEADLINE = ("news", "planted")
"""Where precision and recall of the overview come from: slips in news where there are any, else our own."""
_MARKS = {"news": "", "planted": "*", "tune": "†"}


@click.command()
@click.argument("codes", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def languages(codes: tuple[str, ...], format_: str) -> None:
    """Say what is behind each language: dictionary, frequency list, grammar rules, measured quality.

    \b
    tqcheck languages
    tqcheck languages pl uk          these in detail
    tqcheck languages --format json
    """
    from tqcheck.languages.inventory import LANGUAGES, base, normalise_tag
    from tqcheck.lexicon.quality import cards

    wanted = []
    for code in codes:
        tag = normalise_tag(code)
        if tag is None:
            raise click.BadParameter(f"{code!r} is not a language that tqcheck knows; see `tqcheck languages`")
        wanted.append(base(tag))
    known = cards()
    rows = [_row(code, known) for code in wanted or LANGUAGES]
    if format_ == "json":
        shown = {"made": known.made, "languagetool": known.languagetool, "sources": known.sources, "languages": rows}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    elif wanted:
        click.echo("\n\n".join(_detail(row, known) for row in rows))
    else:
        click.echo(_overview(rows, known))


def _row(code: str, known: Cards) -> dict[str, Any]:
    """Return everything about a language, for programs."""
    from tqcheck.engines.languagetool.tags import SUPPORTED as WITH_RULES
    from tqcheck.languages.inventory import LANGUAGES
    from tqcheck.lexicon.inventory import SUPPORTED

    resources = SUPPORTED.get(code)
    card = known.of(code)
    spelling = None
    if resources is not None:
        spelling = {
            "dictionaries": list(resources.dictionaries),
            "frequency_lists": list(resources.lists),
            "forms": list(resources.forms),
            "analyser": resources.analyser or None,
            "licences": resources.licences,
            "borrowed_list": resources.borrowed,
            "listed_words": card.listed,
            "tiers": ["likely"] if resources.weak else ["certain", "likely"],
            "why_not_certain": _weakness(resources),
        }
    return {
        "language": code,
        "name": LANGUAGES[code].name,
        "own_name": LANGUAGES[code].own_name,
        "spelling": spelling,
        "grammar": {"languagetool": WITH_RULES[code], "rules": card.rules} if code in WITH_RULES else None,
        "measured": [
            {
                "data": m.data,
                "half": m.half,
                "words": m.words,
                "slips": m.slips,
                "precision": m.precision,
                "recall": m.recall,
                "first_suggestion_right": m.first,
                "false_alarms_per_1000_words": m.false,
                "grammar_matches_per_1000_words": m.grammar,
            }
            for m in card.measured
        ],
    }


def _weakness(resources: Resources) -> str | None:
    """Say why a language gets no `certain` tier."""
    if not resources.weak:
        return None
    reasons = []
    if resources.borrowed:
        reasons.append("its frequency list is of a related language")
    elif any(name.startswith("small") for name in resources.lists):
        reasons.append("small frequency list")
    if resources.caseless:
        reasons.append("no capitals that would tell names")
    return "; ".join(reasons) or "its dictionary lacks many forms"


# ---------------------------------------------------------------------------- the overview


def _overview(rows: list[dict[str, Any]], known: Cards) -> str:
    head = ["", "", "dictionary", "words listed", "LT rules", "P", "R", "false", "grammar", "tiers", "measured on"]
    lines, others = [head], []
    for row in rows:
        if row["spelling"] or row["grammar"]:
            lines.append(_line(row))
        else:
            others.append(row["name"])
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    left = (0, 1, 2, 9, 10)
    table = "\n".join(
        "  ".join(
            f"{cell:<{w}}" if i in left else f"{cell:>{w}}"
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
    measured = (
        f"Measured on {known.made}. P, R: precision and recall of spelling alarms on slips in clean news; "
        "* on keyboard slips put into edited text, where news is not at hand. "
        "false: spelling alarms per 1,000 words of edited text that hit no marked slip. "
        "grammar: LanguageTool's matches per 1,000 words of edited text that are reported. "
        "† on texts that were tuned on: there are no others."
    )
    more = "Alarms of the tier certain fail the gate. `tqcheck languages LANGUAGE` shows every figure of a language."
    rest = f"Identified, and checked without words or rules: {', '.join(others)}."
    return "\n\n".join([table, *(textwrap.fill(note, 110) for note in (measured, more, rest))])


def _line(row: dict[str, Any]) -> list[str]:
    spelling, grammar = row["spelling"], row["grammar"]
    by_data = {measured["data"]: measured for measured in row["measured"]}
    headline = next((by_data[name] for name in _HEADLINE if name in by_data), None)
    edited = by_data.get("edited")
    on = [
        f"{_MARKS[headline['data']]}{headline['words']:,}" if headline else "",
        f"{edited['words']:,}" if edited else "",
    ]
    tuned = _MARKS["tune"] if any(m["half"] == "tune" for m in by_data.values()) else ""
    return [
        row["language"],
        row["name"],
        ", ".join(dict.fromkeys(name.split("/")[-1] for name in spelling["dictionaries"])) if spelling else "none",
        _count(spelling and spelling["listed_words"]),
        _count(grammar["rules"]) if grammar else "none",
        _share(headline and headline["precision"]),
        _share(headline and headline["recall"]),
        _rate(edited and edited["false_alarms_per_1000_words"]),
        _rate(edited and edited["grammar_matches_per_1000_words"]),
        ", ".join(spelling["tiers"]) + ("" if len(spelling["tiers"]) > 1 else " only") if spelling else "",
        " + ".join(filter(None, on)) + tuned + " words" if by_data else "not measured",
    ]


def _count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


# ------------------------------------------------------------------------- one in detail


def _detail(row: dict[str, Any], known: Cards) -> str:
    own = f" ({row['own_name']})" if row["own_name"] != row["name"] else ""
    lines = [f"{row['language']}  {row['name']}{own}"]
    spelling, grammar = row["spelling"], row["grammar"]
    if spelling:
        licences = spelling["licences"]
        for name in spelling["dictionaries"]:
            lines.append(f"  dictionary      {name} (Hunspell; {licences[name]})")
        for name in spelling["forms"]:
            key = f"simplemma {name}"
            lines.append(f"  forms           {key} ({licences[key]})")
        if spelling["analyser"]:
            lines.append(f"  morphology      {spelling['analyser']} ({licences[spelling['analyser']]})")
        words = f", {spelling['listed_words']:,} words" if spelling["listed_words"] else ""
        borrowed = ", of a related language" if spelling["borrowed_list"] else ""
        lines.append(
            f"  frequency list  wordfreq {', '.join(spelling['frequency_lists'])}{words}{borrowed} (CC BY-SA 4.0)"
        )
        reason = f" only: {spelling['why_not_certain']}" if spelling["why_not_certain"] else ""
        lines.append(f"  tiers           {', '.join(spelling['tiers'])}{reason}")
    else:
        lines.append("  spelling        not checked: there is no dictionary with a frequency list")
    if grammar:
        count = f"{grammar['rules']:,} rules of " if grammar["rules"] else ""
        lines.append(f"  grammar         {count}LanguageTool {known.languagetool} ({grammar['languagetool']})")
    else:
        lines.append("  grammar         not checked: LanguageTool has no rules for it")
    if not row["measured"]:
        lines.append("  measured        not measured: no marked data")
    for measured in row["measured"]:
        lines += _figures(measured, known)
    return "\n".join(lines)


def _figures(measured: dict[str, Any], known: Cards) -> list[str]:
    half = " (texts that were tuned on)" if measured["half"] == "tune" else ""
    said = [
        ("precision {:.3f}", measured["precision"]),
        (f"recall {{:.3f}} of {measured['slips']} slips", measured["recall"]),
        ("first suggestion right {:.3f}", measured["first_suggestion_right"]),
        ("false alarms per 1,000 words {:.2f}", measured["false_alarms_per_1000_words"]),
        ("LanguageTool's matches per 1,000 words {:.2f}", measured["grammar_matches_per_1000_words"]),
    ]
    figures = ", ".join(form.format(value) for form, value in said if value is not None)
    source = known.sources.get(measured["data"], measured["data"])
    first = f"  {known.made}      {source}{half}, {measured['words']:,} words:"
    return [
        *textwrap.wrap(first, 110, subsequent_indent=" " * 18),
        *textwrap.wrap(
            figures or "nothing could be measured", 110, initial_indent=" " * 18, subsequent_indent=" " * 18
        ),
    ]

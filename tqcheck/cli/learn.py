"""`tqcheck learn`: published articles in, proposals for the house list out; and proposals that a person kept, taken in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.cli.output import deliver, style_for, width_of

if TYPE_CHECKING:
    from tqcheck.config import Settings
    from tqcheck.learning import Harvest, Proposal

_KINDS = {"word": "words", "name": "names"}
_FILES = {"words": "house/words.{}.txt", "names": "house/names.{}.txt"}
"""Where accepted proposals go when the settings name no file for their language."""
_SETTINGS = {"words": "accept_files", "names": "name_files"}
_FORMS = 6
"""Forms of a word that are shown."""


@click.command()
@click.argument("archive", metavar="ARCHIVE...", nargs=-1)
@click.option("--accept", "accepted", metavar="FILE", help="Take the proposals that a person kept into the house list.")
@click.option("--output", "-o", metavar="FILE", help="Write all proposals to a file that can be reviewed (TOML).")
@click.option("--lang", metavar="LANG", help="The language that the articles are declared to be in.")
@click.option(
    "--min-count",
    metavar="N",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Times a word must stand.",
)
@click.option(
    "--min-articles",
    metavar="N",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Articles it must stand in.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=0), default=40, show_default=True, help="Rows of the table; 0: all."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", "config_file", metavar="FILE", help="Settings instead of the nearest tqcheck.toml.")
def learn(
    archive: tuple[str, ...],
    accepted: str | None,
    output: str | None,
    lang: str | None,
    min_count: int,
    min_articles: int,
    limit: int,
    format_: str,
    config_file: str | None,
) -> int:
    """Propose words and names for the house list from published articles.

    \b
    tqcheck learn archive/                              a table: what recurs and no dictionary knows
    tqcheck learn archive/ --output proposals.toml      all of it, to be reviewed
    tqcheck learn --accept proposals.toml               what was kept goes into the house list

    ARCHIVE is files or folders. What looks like a slip of a frequent word is left out, unless it
    recurs in many articles; then it is shown as such. Nothing is accepted before a person has
    looked at it: delete the lines that are wrong.
    """
    from tqcheck.config import discover, load

    settings = load(Path(config_file)) if config_file else discover(Path.cwd())
    if accepted is not None:
        if archive:
            raise click.UsageError("--accept takes proposals in; give no ARCHIVE with it")
        return _take_in(Path(accepted), settings)
    if not archive:
        raise click.UsageError("Missing argument 'ARCHIVE...'")
    harvest = _read(archive, lang, settings)
    proposed, slips = harvest.proposals(min_count, min_articles)
    if format_ == "json":
        deliver(_json(harvest, proposed, slips), output)
    elif output is not None:
        deliver(_reviewable(harvest, proposed), output)
    else:
        deliver(_table(harvest, proposed, limit), None)
    _summary(proposed, slips, harvest, output if format_ == "text" else None)
    return 0


def _read(archive: tuple[str, ...], lang: str | None, settings: Settings) -> Harvest:
    """Take the articles in, one after the other; those that cannot be read are said and left out."""
    from tqcheck import documents, pipeline
    from tqcheck.cli.language import language_option
    from tqcheck.errors import InputFileError, TqcheckError
    from tqcheck.learning import Harvest

    language = language_option(lang)
    targets = []
    for path in archive:
        if not Path(path).exists():
            raise InputFileError(path, "missing", "there is no such file or folder")
        targets += pipeline.expand(Path(path))
    harvest = Harvest(settings)
    for target in _with_progress(targets):
        try:
            article = documents.read_file(Path(target.path), language=language)
        except InputFileError as error:
            click.echo(f"tqcheck: {error}; left out", err=True)
            continue
        harvest.add(article)
    if not harvest.articles:
        raise TqcheckError("no article could be read")
    return harvest


def _with_progress(targets: list[Any]) -> Iterator[Any]:
    if len(targets) < 2 or not sys.stderr.isatty():
        yield from targets
        return
    with click.progressbar(targets, label="Reading", file=sys.stderr) as bar:
        yield from bar


# ----------------------------------------------------------------------------- what is shown


def _table(harvest: Harvest, proposed: list[Proposal], limit: int) -> str:
    style, width = style_for(None), width_of()
    rows = proposed[:limit] if limit else proposed
    if not rows:
        return ""
    entry_width = min(28, max(len(row.entry) for row in rows))
    lines = [style.strong(f"{'articles':>8} {'times':>6}  lang  {'proposed':<{entry_width}}  forms and an example")]
    for row in rows:
        head = f"{row.articles:>8} {row.count:>6}  {row.language:<4}  {row.entry:<{entry_width}}  "
        said = f"looks like a slip for '{row.slip_of}' · " if row.slip_of else ""
        said += f"{_forms(row)} · " if len(row.forms) > 1 else ""
        rest = f"{said}{row.example.text}"
        room = max(width - len(head), 20)
        lines.append(f"{head}{style.faint(rest if len(rest) <= room else rest[: room - 1] + '…')}")
    if len(proposed) > len(rows):
        lines.append(f"… and {len(proposed) - len(rows)} more: --limit 0 shows all, --output FILE writes all")
    lines.append(f"{len(proposed)} proposed from {harvest.articles} articles, {harvest.words:,} words")
    return "\n".join(lines) + "\n"


def _forms(proposal: Proposal) -> str:
    shown = ", ".join(f"{form} {count}" for form, count in proposal.forms[:_FORMS])
    return shown + (f" and {len(proposal.forms) - _FORMS} more" if len(proposal.forms) > _FORMS else "")


def _json(harvest: Harvest, proposed: list[Proposal], slips: list[Proposal]) -> str:
    report = {
        "articles": harvest.articles,
        "words": harvest.words,
        "articles_without_dictionary": dict(sorted(harvest.not_looked_at.items())),
        "proposals": [_record(proposal) for proposal in proposed],
        "left_out": [_record(proposal) for proposal in slips],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _record(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "language": proposal.language,
        "entry": proposal.entry,
        "count": proposal.count,
        "articles": proposal.articles,
        "forms": dict(proposal.forms),
        "example": {"path": proposal.example.path, "line": proposal.example.line, "text": proposal.example.text},
        "slip_of": proposal.slip_of,
    }


def _reviewable(harvest: Harvest, proposed: list[Proposal]) -> str:
    """Return proposals as TOML: one entry a line, what speaks for it behind it."""
    lines = [
        f"# Proposed by `tqcheck learn` from {harvest.articles} articles: words and names that no dictionary knows.",
        "# Delete the lines that are wrong. What is left is taken in by: tqcheck learn --accept THIS_FILE",
        '# An entry stands for its inflected forms too; "=word" for exactly that form. A line may be moved to',
        "# [words.all] or [names.all], which hold in every language. The numbers say how often each stands.",
    ]
    for kind, heading in _KINDS.items():
        for language in sorted({proposal.language for proposal in proposed}):
            rows = [p for p in proposed if p.kind == kind and p.language == language]
            if not rows:
                continue
            lines += ["", f"[{heading}.{language}]"]
            for row in rows:
                forms = f" · {_forms(row)}" if len(row.forms) > 1 else ""
                plural = "s" if row.articles > 1 else ""
                said = f"{row.articles} article{plural}{forms} · {row.example.text}"
                if row.slip_of:
                    # Recurs like a word of the house, but a person has to say so.
                    lines.append(f"# looks like a slip for '{row.slip_of}'; take the # away to accept it:")
                lines.append(f"{'# ' if row.slip_of else ''}{_quoted(row.entry)} = {row.count}  # {_clean(said)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as a TOML key; JSON's strings are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _clean(comment: str) -> str:
    """Return a comment without the control characters that TOML forbids in one."""
    return "".join(character if character.isprintable() else " " for character in comment)


def _summary(proposed: list[Proposal], slips: list[Proposal], harvest: Harvest, output: str | None) -> None:
    if slips:
        shown = ", ".join(f"{p.entry} {p.count} ({p.slip_of})" for p in slips[:5])
        more = f" and {len(slips) - 5} more (--format json lists them)" if len(slips) > 5 else ""
        click.echo(f"Left out, as it looks like slips: {shown}{more}", err=True)
    if harvest.not_looked_at:
        shown = ", ".join(
            f"{count} of no known language" if code == "?" else f"{count} in {code}"
            for code, count in sorted(harvest.not_looked_at.items())
        )
        click.echo(f"Articles without a dictionary, not looked at: {shown}", err=True)
    if not proposed:
        click.echo(f"Nothing recurs in {harvest.articles} articles that no dictionary knows.", err=True)
    elif output and output != "-":
        click.echo(
            f"{len(proposed)} proposals are in {output}: delete what is wrong, then tqcheck learn --accept {output}",
            err=True,
        )


# -------------------------------------------------------------------------- what is taken in


def _take_in(path: Path, settings: Settings) -> int:
    """Add the proposals of a reviewed file to the house's lists, each list replaced in one step."""
    from tqcheck.config import house_list, reviewed_proposals

    folder = Path(settings.origin).parent if settings.origin else Path()
    lists: dict[Path, str] = {}
    added: dict[Path, int] = {}
    unnamed: dict[str, list[str]] = {}
    for kind, by_language in reviewed_proposals(path).items():
        setting, files = _SETTINGS[kind], getattr(settings, _SETTINGS[kind])
        for language, entries in by_language.items():
            if not entries:
                continue
            file = house_list(files, language) or _FILES[kind].format(language).replace(".all.", ".")
            target = folder / file
            text = lists[target] if target in lists else _text_of(target)
            new = sorted(set(entries) - {line.split("#", 1)[0].strip() for line in text.splitlines()})
            added[target] = added.get(target, 0) + len(new)
            gap = "\n" if text and not text.endswith("\n") else ""
            lists[target] = text + gap + "".join(f"{entry}\n" for entry in new)
            if file not in unnamed.get(setting, files):
                unnamed.setdefault(setting, [*files]).append(file)
    # Everything was read and is right: only now is anything written.
    for target, text in lists.items():
        if added[target]:
            target.parent.mkdir(parents=True, exist_ok=True)
            deliver(text, str(target))
        click.echo(f"{target}: {added[target]} added")
    for setting, files in unnamed.items():
        named = json.dumps(files, ensure_ascii=False)
        click.echo(f"For them to hold, {settings.origin or 'tqcheck.toml'} must say: {setting} = {named}")
    return 0


def _text_of(path: Path) -> str:
    from tqcheck.errors import TqcheckError

    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise TqcheckError(f"{path}: cannot be read as UTF-8 text") from None

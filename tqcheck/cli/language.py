"""The option --lang."""

from __future__ import annotations

import click


def language_option(lang: str | None) -> str | None:
    from tqcheck.languages.inventory import LANGUAGES, normalise_tag

    if lang is None:
        return None
    tag = normalise_tag(lang)
    if tag is None:
        from difflib import get_close_matches

        near = get_close_matches(lang.lower(), [*LANGUAGES], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise click.BadParameter(f"{lang!r} is not a language that tqcheck knows{hint}", param_hint="--lang")
    return tag

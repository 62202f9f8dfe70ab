"""Proposals of `tqcheck learn` that a person has reviewed, on their way into the house lists."""

from __future__ import annotations

from pathlib import Path

from tqcheck.config.files import toml
from tqcheck.config.values import accepted, house_name, language_code
from tqcheck.errors import ConfigError


def reviewed_proposals(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read what a person left of the proposals of `tqcheck learn`: words and names by language.

    Raises ConfigError for anything that the lists could not hold.
    """
    read: dict[str, dict[str, list[str]]] = {}
    for kind, by_language in toml(path).items():
        if kind not in ("words", "names") or not isinstance(by_language, dict):
            raise ConfigError(f"{path}: {kind!r}: there are tables [words.LANGUAGE] and [names.LANGUAGE] only")
        reader = accepted if kind == "words" else house_name
        read[kind] = {}
        for language, entries in by_language.items():
            try:
                code = language if language == "all" else language_code(language)
                if not isinstance(entries, dict):
                    raise ValueError(f"stands outside a table, as in [{kind}.pl]")
                read[kind][code] = [reader(entry) for entry in entries]
            except ValueError as error:
                raise ConfigError(f"{path}: {kind}.{language}: {error}") from None
    return read


def house_list(files: tuple[str, ...], language: str) -> str | None:
    """Return the first of some list files that holds in a language ("all": in every one), or None."""
    from tqcheck.lexicon.house import language_of_file

    return next((file for file in files if (language_of_file(Path(file).name) or "all") == language), None)

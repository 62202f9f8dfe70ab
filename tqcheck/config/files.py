"""Where settings are found, and reading them with the lists that they name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tqcheck.config.settings import Settings
from tqcheck.config.values import SETTINGS, accepted, house_name, read_table
from tqcheck.errors import ConfigError


def parse(table: Mapping[str, Any], origin: str | None = None) -> Settings:
    """Read a table of settings. Raises ConfigError with the setting's name and the file.

    The paths of lists and glossaries (`accept_files` …) start at the folder of `origin`, else at the working folder.
    """
    try:
        read = read_table(dict(table), SETTINGS)
    except ValueError as error:
        raise ConfigError(f"{origin or 'settings'}: {error}") from None
    folder = Path(origin).parent if origin else Path()
    for setting, reader in (("accept", accepted), ("name", house_name)):
        files = read.get(f"{setting}_files")
        if files:
            key = {"name": "names"}.get(setting, setting)
            read[key] = _with_files(read.get(key, {}), [folder / file for file in files], reader)
    for file in read.get("glossary_files", ()):
        if not (folder / file).is_file():
            raise ConfigError(f"{origin or 'settings'}: glossary_files: there is no file {folder / file}")
    return Settings(**read, origin=origin)


def _with_files(
    given: Mapping[str, frozenset[str]], files: list[Path], read: Callable[[str], str]
) -> dict[str, frozenset[str]]:
    """Add what lists in files hold. Raises ConfigError with the file and the line."""
    from tqcheck.lexicon.house import entries_of, language_of_file

    entries = {language: set(words) for language, words in given.items()}
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise ConfigError(f"{file}: is not UTF-8 text") from None
        try:
            language = language_of_file(file.name) or "all"
        except ValueError as error:
            raise ConfigError(f"{file}: {error}") from None
        listed = entries.setdefault(language, set())
        for number, entry in entries_of(text):
            try:
                listed.add(read(entry))
            except ValueError as error:
                raise ConfigError(f"{file}:{number}: {error}") from None
    return {language: frozenset(words) for language, words in entries.items()}


def load(path: Path) -> Settings:
    """Read a settings file, `tqcheck.toml` or a `pyproject.toml`. Raises ConfigError."""
    table = toml(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("tqcheck", {})
    return parse(table, str(path))


def discover(folder: Path) -> Settings:
    """Return the settings that hold in a folder: the nearest file's, or the defaults. Raises ConfigError."""
    for place in (folder, *folder.parents):
        own = place / "tqcheck.toml"
        if own.is_file():
            return load(own)
        project = place / "pyproject.toml"
        if project.is_file() and "tqcheck" in toml(project).get("tool", {}):
            return load(project)
    return Settings()


def toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from None

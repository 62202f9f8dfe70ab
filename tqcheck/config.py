"""Settings: where they are found, what they may say, what holds without them.

The nearest `tqcheck.toml`, or `pyproject.toml` with a `[tool.tqcheck]` table, at or above the
folder where the command runs. Options of the command line stand above the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.errors import ConfigError
from tqcheck.model import Severity
from tqcheck.scoring.penalty import DIMENSIONS, MOST_WEIGHT, SEVERITY_WEIGHTS, PenaltySettings

if TYPE_CHECKING:
    from tqcheck.lexicon.glossary import Glossary, Row
    from tqcheck.lexicon.house import Forbidden, HouseMatch, HouseWords


@dataclass(frozen=True, slots=True)
class Gate:
    """What makes the verdict "fail". A critical issue always does, whatever is set here: only `ignore` takes its rule away."""

    fail_on: Severity | None = Severity.MAJOR
    """An issue of this severity or above; None ("never"): no severity below critical fails an article."""
    certain_typo: bool = True
    """A misspelling of the tier `certain`, whatever its severity."""
    min_scores: Mapping[str, float] = field(default_factory=dict)
    """Metric name to the least value that passes (the greatest, for a metric where lower is better)."""
    min_penalty_score: float | None = None
    """The least penalty score that passes, from 0 to 100. It adds to the rest and lifts nothing: an article with an issue
    that fails by its severity fails at any score. A text too short for a score is gated by the severity of its issues alone."""


@dataclass(frozen=True, slots=True)
class LanguageToolSettings:
    enabled: bool = True
    url: str | None = None
    """One's own server, "http://host:port/v2". None: tqcheck runs one itself."""
    memory: str = "3g"
    """The most heap that a managed server takes, as Java writes it. Eight languages take 1.3 GB, all of them 2.4."""
    idle_minutes: float = 30
    """A managed server ends itself after so long without a request."""


@dataclass(frozen=True, slots=True)
class Settings:
    languages: tuple[str, ...] = ()
    """The languages that articles may be in (ISO 639 codes); empty: every one that tqcheck knows."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """The variant of a language that is meant where an article does not say: en = "en-GB"."""
    accept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Accepted words by language, those of `accept_files` among them; "all" holds in every language.

    Each stands for its inflected forms too; "=word" for exactly that form. See `tqcheck.lexicon.house`.
    """
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """House names by language, as the house writes them ("Amos Hochstein", "Kyiv"), those of `name_files` among them."""
    forbid: Mapping[str, Mapping[str, Forbidden]] = field(default_factory=dict)
    """Forbidden words and phrases by language, and what to write instead: TRM001 finds them."""
    accept_files: tuple[str, ...] = ()
    """Files of accepted words, one a line: words.pl.txt holds in Polish, words.txt in every language."""
    name_files: tuple[str, ...] = ()
    """Files of house names, likewise."""
    glossary: tuple[Row, ...] = ()
    """Terms by language, as the rows of a glossary file: {en = "heat pump", de = "Wärmepumpe"}. TRM002 looks at them."""
    glossary_files: tuple[str, ...] = ()
    """Glossaries: .csv, .tsv or .tbx. They are read when a translation is checked against its source."""
    keep: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What is not translated, by the language of the translation ("all": in every one): TRM003 looks at it."""
    select: tuple[str, ...] = ()
    """Codes or families of rules that are off by default and wanted: "LT.SOME_RULE"."""
    ignore: tuple[str, ...] = ()
    """Codes or families that are never reported: "PUN001", "PUN", "LT.SOME_RULE"."""
    source_language: str | None = None
    """The language that articles are translated from: tells which version is the source where files lie side by side."""
    possible_names: bool = False
    """Report names that only may be missing from a translation (NAM005, tier `possible`)."""
    possible_terms: bool = False
    """Report terms and names to keep that a passage lacks but the translation has elsewhere (TRM002, TRM003, tier `possible`)."""
    possible_typos: bool = False
    """Report misspellings of the tier `possible` too: about a third of them are right."""
    semantic: str = "off"
    """Whether the extra `semantic` helps to align translations: "off", "scripts" (pairs not both in Latin letters), "all"."""
    on_engine_error: str = "fail"
    gate: Gate = field(default_factory=Gate)
    penalty: PenaltySettings = field(default_factory=PenaltySettings)
    """How issues are weighed in the penalty score."""
    languagetool: LanguageToolSettings = field(default_factory=LanguageToolSettings)
    origin: str | None = None
    """The file that the settings were read from."""

    _house: dict[str, HouseWords] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What is accepted in a language, made when a word is first looked up."""
    _glossaries: list[Glossary] = field(default_factory=list, init=False, repr=False, compare=False)
    """The glossary, when it has been asked for."""

    def accepts(self, word: str, language: str) -> bool:
        """Say whether the house accepts a word as it stands in a text: an entry of `accept`, or a part of a house name."""
        if not self.accept and not self.names:
            return False
        return self.accepted_as(word, language) is not None

    def accepted_as(self, word: str, language: str) -> HouseMatch | None:
        """Return the entry that accepts a word and the ending by which the word differs from it, or None."""
        house = self._house.get(language)
        if house is None:
            from tqcheck.lexicon.house import HouseWords, words_of_names

            entries = {entry for key in ("all", language) for entry in self.accept.get(key, ())}
            entries.update(words_of_names(name for key in ("all", language) for name in self.names.get(key, ())))
            house = self._house[language] = HouseWords(entries, language)
        return house.find(word)

    def terms(self) -> Glossary:
        """Return the glossary of the settings and their files. What is wrong with a file is raised when it is looked into."""
        if not self._glossaries:
            from tqcheck.lexicon.glossary import Glossary

            folder = Path(self.origin).parent if self.origin else Path()
            self._glossaries.append(Glossary([folder / file for file in self.glossary_files], self.glossary))
        return self._glossaries[0]

    def wants(self, code: str, by_default: bool = True) -> bool:
        """Say whether issues of a code are reported. The longest fitting entry of select and ignore decides."""
        chosen = max((len(c) for c in self.select if _covers(c, code)), default=-1)
        ignored = max((len(c) for c in self.ignore if _covers(c, code)), default=-1)
        if chosen == ignored == -1:
            return by_default
        return chosen > ignored


def _covers(entry: str, code: str) -> bool:
    """An entry is a code (PUN001, LT.EN_A_VS_AN) or a whole family (PUN, LT)."""
    return entry in (code, code.split(".")[0].rstrip("0123456789"))


# ------------------------------------------------------------------- what a file may say


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("must be a text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")
    return float(value)


def _between(low: float, high: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        number = _number(value)
        if not low <= number <= high:  # false for nan too
            raise ValueError(f"must be a number from {low:g} to {high:g}")
        return number

    return read


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("must be a whole number, 1 or more")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('must be a list of texts, as in ["a", "b"]')
    return tuple(_text(item) for item in value)


def _languages(value: Any) -> tuple[str, ...]:
    return tuple(_language(item) for item in _texts(value))


def _language(value: Any) -> str:
    from tqcheck.languages.inventory import LANGUAGES

    text = _text(value)
    if text not in LANGUAGES:
        raise ValueError(f"{text!r} is not a language that tqcheck knows{_did_you_mean(text, LANGUAGES)}")
    return text


def _variants(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError('must be a table, as in {en = "en-GB"}')
    for language, variant in value.items():
        if _text(variant).split("-")[0] != _language(language):
            raise ValueError(f"{variant!r} is not a variant of {language!r}")
    return dict(value)


def _accept(value: Any) -> dict[str, frozenset[str]]:
    return _by_language(value, _accepted)


def _names(value: Any) -> dict[str, frozenset[str]]:
    return _by_language(value, _name)


def _by_language(value: Any, read: Callable[[str], str]) -> dict[str, frozenset[str]]:
    if isinstance(value, list):
        return {"all": frozenset(map(read, _texts(value)))}
    if not isinstance(value, dict):
        raise ValueError('must be a list or a table of such lists by language, as in {pl = ["słowo"]}')
    return {
        key if key == "all" else _language(key): frozenset(map(read, _texts(words))) for key, words in value.items()
    }


def _accepted(entry: str) -> str:
    if any(map(str.isspace, entry)):
        raise ValueError(f"{entry!r} is more than one word; names of several words belong to names")
    if not any(map(str.isalpha, entry)):
        raise ValueError(f"{entry!r} is not a word")
    return entry


def _name(entry: str) -> str:
    if not any(map(str.isalpha, entry)) or entry != " ".join(entry.split()):
        raise ValueError(f"{entry!r} is not a name: letters, with one space between its words")
    return entry


def _keep(value: Any) -> dict[str, frozenset[str]]:
    return _by_language(value, _kept)


def _kept(entry: str) -> str:
    if not any(map(str.isalnum, entry)) or entry != " ".join(entry.split()):
        raise ValueError(f"{entry!r} is nothing to keep: letters or digits, with one space between words")
    return entry


def _glossary(value: Any) -> tuple[Row, ...]:
    from tqcheck.lexicon.glossary import check_row

    if not isinstance(value, list):
        raise ValueError('must be a list of tables by language, as in [{en = "heat pump", de = "Wärmepumpe"}]')
    rows: list[Row] = []
    for number, table in enumerate(value, 1):
        try:
            if not isinstance(table, dict):
                raise ValueError("must be a table by language")
            row = {key: _texts(item) if isinstance(item, list) else _text(item) for key, item in table.items()}
            check_row(row)
        except ValueError as error:
            raise ValueError(f"entry {number}: {error}") from None
        rows.append(row)
    return tuple(rows)


def _glossary_files(value: Any) -> tuple[str, ...]:
    from tqcheck.lexicon.glossary import SUFFIXES

    files = _texts(value)
    for file in files:
        if not file.lower().endswith(SUFFIXES):
            raise ValueError(
                f"{file!r} is no glossary: its name must end with {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
            )
    return files


def _forbid(value: Any) -> dict[str, dict[str, Forbidden]]:
    if not isinstance(value, dict):
        raise ValueError('must be a table by language, as in {en = {utilise = "use"}}')
    read = {}
    for key, entries in value.items():
        language = key if key == "all" else _language(key)
        if not isinstance(entries, dict):
            raise ValueError(f'{key}: must be a table of words and what to write instead, as in {{utilise = "use"}}')
        read[language] = {entry: _forbidden(entry, instead) for entry, instead in entries.items()}
    return read


def _forbidden(entry: str, value: Any) -> Forbidden:
    """Read one entry: a text, "" for no replacement, a list of texts, or a table of use, note and severity."""
    from tqcheck.lexicon.house import EXACTLY, Forbidden

    plain = entry.removeprefix(EXACTLY)
    if not any(map(str.isalpha, plain)) or plain != " ".join(plain.split()):
        raise ValueError(f"{entry!r} is not a word or phrase: letters, with one space between its words")
    table = value if isinstance(value, dict) else {"use": value}
    try:
        read = _table(table, _FORBIDDEN)
    except ValueError as error:
        raise ValueError(f"{entry!r}: {error}") from None
    if plain in read.get("use", ()):
        raise ValueError(f"{entry!r} is to be replaced by itself")
    return Forbidden(entry, read.get("use", ()), read.get("note", ""), read.get("severity"))


def _instead(value: Any) -> tuple[str, ...]:
    if value == "":
        return ()
    return _texts(value) if isinstance(value, list) else (_text(value),)


def _severity(value: Any) -> Severity:
    choices = [severity.value for severity in Severity]
    if value not in choices:
        raise ValueError(f"must be one of {', '.join(choices)}")
    return Severity(value)


def _severity_or_never(value: Any) -> Severity | None:
    choices = [severity.value for severity in Severity] + ["never"]
    if value not in choices:
        raise ValueError(f"must be one of {', '.join(choices)}")
    return None if value == "never" else Severity(value)


def _min_scores(value: Any) -> dict[str, float]:
    from tqcheck.scoring import METRICS

    if not isinstance(value, dict):
        raise ValueError("must be a table, as in {BLEU = 25}")
    for name in value:
        if name not in METRICS:
            raise ValueError(f"{name!r} is not a metric{_did_you_mean(name, METRICS)}; there are {', '.join(METRICS)}")
    return {name: _number(least) for name, least in value.items()}


def _severity_weights(value: Any) -> dict[Severity, float]:
    """Read weights by severity; what is not named keeps its own. A graver issue may not cost less than a lighter one."""
    readers = {severity.value: _WEIGHT for severity in Severity}
    given = _table(value, readers, "penalty.severity_weights.")
    weights = {severity: given.get(severity.value, weight) for severity, weight in SEVERITY_WEIGHTS.items()}
    for lighter, graver in pairwise(Severity):
        if weights[lighter] > weights[graver]:
            raise ValueError(f"{lighter} weighs {weights[lighter]:g}, more than {graver} ({weights[graver]:g})")
    return weights


def _category_weights(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise ValueError('must be a table by MQM dimension or type, as in {"locale conventions" = 0.5}')
    read = {}
    for category, weight in value.items():
        dimension, slash, kind = category.partition("/")
        if dimension not in DIMENSIONS:
            raise ValueError(
                f"{dimension!r} is not a dimension of MQM{_did_you_mean(dimension, DIMENSIONS)}; "
                f"there are {', '.join(DIMENSIONS)}"
            )
        if slash and not kind.strip("/ "):
            raise ValueError(f"{category!r} names no type after the dimension")
        try:
            read[category] = _WEIGHT(weight)
        except ValueError as error:
            raise ValueError(f"{category!r}: {error}") from None
    return read


def _policy(value: Any) -> str:
    if value not in ("fail", "warn"):
        raise ValueError('must be "fail" or "warn"')
    return str(value)


def _semantic(value: Any) -> str:
    from tqcheck.scoring.optional.meaning import CHOICES

    if value not in CHOICES:
        raise ValueError(f"must be one of {', '.join(CHOICES)}")
    return str(value)


def _memory(value: Any) -> str:
    text = _text(value)
    if not (text[:-1].isdigit() and text[-1] in "mMgG"):
        raise ValueError('must be a size as Java writes it, as in "1500m" or "2g"')
    return text


Reader = Callable[[Any], Any]

_WEIGHT = _between(0, MOST_WEIGHT)
_GATE: dict[str, Reader] = {
    "fail_on": _severity_or_never,
    "certain_typo": _flag,
    "min_scores": _min_scores,
    "min_penalty_score": _between(0, 100),
}
_PENALTY: dict[str, Reader] = {
    "severity_weights": _severity_weights,
    "category_weights": _category_weights,
    "least_words": _count,
}
_LANGUAGETOOL: dict[str, Reader] = {
    "enabled": _flag,
    "url": _text,
    "memory": _memory,
    "idle_minutes": _number,
}
_FORBIDDEN: dict[str, Reader] = {"use": _instead, "note": _text, "severity": _severity}
_TOP: dict[str, Reader] = {
    "languages": _languages,
    "variants": _variants,
    "accept": _accept,
    "names": _names,
    "forbid": _forbid,
    "accept_files": _texts,
    "name_files": _texts,
    "glossary": _glossary,
    "glossary_files": _glossary_files,
    "keep": _keep,
    "select": _texts,
    "ignore": _texts,
    "source_language": _language,
    "possible_names": _flag,
    "possible_terms": _flag,
    "possible_typos": _flag,
    "semantic": _semantic,
    "on_engine_error": _policy,
    "gate": lambda value: Gate(**_table(value, _GATE, "gate.")),
    "penalty": lambda value: PenaltySettings(**_table(value, _PENALTY, "penalty.")),
    "languagetool": lambda value: LanguageToolSettings(**_table(value, _LANGUAGETOOL, "languagetool.")),
}


def _table(value: Any, readers: Mapping[str, Reader], prefix: str = "") -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be a table")
    read = {}
    for key, item in value.items():
        if key not in readers:
            raise ValueError(f"unknown setting {prefix + key!r}{_did_you_mean(key, readers)}")
        try:
            read[key] = readers[key](item)
        except ValueError as error:
            if "unknown setting" in str(error) or str(error).startswith(prefix + key):
                raise
            raise ValueError(f"{prefix}{key}: {error}") from None
    return read


def _did_you_mean(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


# ---------------------------------------------------------------------- proposals for the lists


def reviewed_proposals(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read what a person left of the proposals of `tqcheck learn`: words and names by language.

    Raises ConfigError for anything that the lists could not hold.
    """
    read: dict[str, dict[str, list[str]]] = {}
    for kind, by_language in _toml(path).items():
        if kind not in ("words", "names") or not isinstance(by_language, dict):
            raise ConfigError(f"{path}: {kind!r}: there are tables [words.LANGUAGE] and [names.LANGUAGE] only")
        reader = _accepted if kind == "words" else _name
        read[kind] = {}
        for language, entries in by_language.items():
            try:
                code = language if language == "all" else _language(language)
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


# ---------------------------------------------------------------------- where it is found


def parse(table: Mapping[str, Any], origin: str | None = None) -> Settings:
    """Read a table of settings. Raises ConfigError with the setting's name and the file.

    The paths of lists and glossaries (`accept_files` …) start at the folder of `origin`, else at the working folder.
    """
    try:
        read = _table(dict(table), _TOP)
    except ValueError as error:
        raise ConfigError(f"{origin or 'settings'}: {error}") from None
    folder = Path(origin).parent if origin else Path()
    for setting, reader in (("accept", _accepted), ("name", _name)):
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
    table = _toml(path)
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
        if project.is_file() and "tqcheck" in _toml(project).get("tool", {}):
            return load(project)
    return Settings()


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from None

"""What each setting may say: a reader for every key, which raises ValueError with what it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tqcheck.config.settings import Gate, LanguageToolSettings
from tqcheck.model import Severity
from tqcheck.scoring.penalty import DIMENSIONS, MOST_WEIGHT, SEVERITY_WEIGHTS, PenaltySettings

if TYPE_CHECKING:
    from tqcheck.lexicon.glossary import Row
    from tqcheck.lexicon.house import Forbidden


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
    return tuple(language_code(item) for item in _texts(value))


def language_code(value: Any) -> str:
    from tqcheck.languages.inventory import LANGUAGES

    text = _text(value)
    if text not in LANGUAGES:
        raise ValueError(f"{text!r} is not a language that tqcheck knows{_did_you_mean(text, LANGUAGES)}")
    return text


def _variants(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError('must be a table, as in {en = "en-GB"}')
    for language, variant in value.items():
        if _text(variant).split("-")[0] != language_code(language):
            raise ValueError(f"{variant!r} is not a variant of {language!r}")
    return dict(value)


def _accept(value: Any) -> dict[str, frozenset[str]]:
    return _by_language(value, accepted)


def _names(value: Any) -> dict[str, frozenset[str]]:
    return _by_language(value, house_name)


def _by_language(value: Any, read: Callable[[str], str]) -> dict[str, frozenset[str]]:
    if isinstance(value, list):
        return {"all": frozenset(map(read, _texts(value)))}
    if not isinstance(value, dict):
        raise ValueError('must be a list or a table of such lists by language, as in {pl = ["słowo"]}')
    return {
        key if key == "all" else language_code(key): frozenset(map(read, _texts(words))) for key, words in value.items()
    }


def accepted(entry: str) -> str:
    if any(map(str.isspace, entry)):
        raise ValueError(f"{entry!r} is more than one word; names of several words belong to names")
    if not any(map(str.isalpha, entry)):
        raise ValueError(f"{entry!r} is not a word")
    return entry


def house_name(entry: str) -> str:
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
        language = key if key == "all" else language_code(key)
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
        read = read_table(table, _FORBIDDEN)
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
    given = read_table(value, readers, "penalty.severity_weights.")
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
SETTINGS: dict[str, Reader] = {
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
    "source_language": language_code,
    "possible_names": _flag,
    "possible_terms": _flag,
    "possible_typos": _flag,
    "semantic": _semantic,
    "on_engine_error": _policy,
    "gate": lambda value: Gate(**read_table(value, _GATE, "gate.")),
    "penalty": lambda value: PenaltySettings(**read_table(value, _PENALTY, "penalty.")),
    "languagetool": lambda value: LanguageToolSettings(**read_table(value, _LANGUAGETOOL, "languagetool.")),
}


def read_table(value: Any, readers: Mapping[str, Reader], prefix: str = "") -> dict[str, Any]:
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

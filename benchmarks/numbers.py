"""The checks of numbers (NUM): false alarms on professional translations, planted slips found, beside what other tools do.

    python -m benchmarks.numbers DATA [--half test] [--seed 1] [--markdown] [--show]

DATA holds `parallel/pud.tsv.gz` (English beside sixteen languages; six pairs without English) and `mt/demetr_dev.jsonl.gz`
(good and bad translations into English, of which those with a changed number count). Halves: of the first by runs of twelve
rows, of the second by a hash of the row's number. Each sentence is a translation of its own, so that no neighbour excuses
a number.

Flagged: the share of sentences as they are in which NUM001, NUM002 or NUM004 fires. Some of them are true slips of the
translators; nothing is taken out. Found: of the slips planted into translations, one for each sentence and way where there is
a place, how many make a finding that was not there before; of the peers, how many planted sentences they flag. Planted by
plain patterns and CLDR's names, not by the recogniser: a digit changed in a number; a scale word for another one (million,
billion); a month or a day of a date; a currency for another one; a number dropped.

The peers are those of `benchmarks.pair_peers`: numbers as strings, sorted digits, and pofilter's `numbers` where it is
installed.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import demetr, tables
from benchmarks.pair_peers import Peer, number_peers
from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.checks.base import Check
from tqcheck.checks.numbers import NumberAdded, NumberChanged, WrongConversion
from tqcheck.config import Settings

CHECKS: tuple[Check, ...] = (NumberChanged(), NumberAdded(), WrongConversion())
WITHOUT_ENGLISH = (("de", "fr"), ("es", "pt"), ("cs", "pl"), ("ru", "pl"), ("fi", "sv"), ("it", "fr"))
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_SETTINGS = Settings()

Plant = Callable[[str, str, Random], str | None]


def findings(source: str, target: str, one: str, other: str) -> set[str]:
    """Return what the checks say of one sentence."""
    analysis = analysis_of([source], [target], one, other)
    return {f"{check.rule.code} {found.message}" for check in CHECKS for found in check.run(analysis, _SETTINGS)}


# ---------------------------------------------------------------------------------- plants


def digit(text: str, language: str, random: Random) -> str | None:  # noqa: ARG001 - every plant's signature
    """Change one digit of a number."""
    places = [match.start() + n for match in _NUMBER.finditer(text) for n, c in enumerate(match[0]) if c.isdigit()]
    if not places:
        return None
    place = random.choice(places)
    zero = ord(text[place]) - int(text[place])
    first = place == 0 or not text[place - 1].isdigit()
    return (
        text[:place]
        + chr(zero + random.choice([n for n in range(first, 10) if n != int(text[place])]))
        + text[place + 1 :]
    )


def dropped(text: str, language: str, random: Random) -> str | None:  # noqa: ARG001 - every plant's signature
    """Take a number out."""
    places = list(_NUMBER.finditer(text))
    if not places:
        return None
    match = random.choice(places)
    return text[: match.start()].rstrip() + text[match.end() :]


def scale(text: str, language: str, random: Random) -> str | None:
    """Put another scale word in the place of one after a number."""
    for match in re.finditer(r"(?<=\d)([ \u00a0\u202f]?)([^\W\d_]+)", text):
        other = _scales(language).get(match[2].lower()) or _scales(language).get(match[2][:1])
        if other:
            word = match[2].lower() if match[2].lower() in _scales(language) else match[2][:1]
            chosen = random.choice(other)
            chosen = chosen.capitalize() if match[2][0].isupper() and len(chosen) > 1 else chosen
            return text[: match.start(2)] + chosen + text[match.start(2) + len(word) :]
    return None


def date(text: str, language: str, random: Random) -> str | None:
    """Put another month or another day into a date."""
    names = _months(language)
    for match in re.finditer(r"(\d{1,2})(\D{0,5})\b([^\W\d_]{3,})|\b([^\W\d_]{3,})( )(\d{1,2})\b", text):
        group = 3 if match[3] else 4
        name, day = match[group], match[1] or match[6]
        if name.lower() not in names or int(day) > 31:
            continue
        if random.random() < 0.5:
            other = random.choice([n for n in range(1, 29) if n != int(day)])
            span = match.span(1 if match[1] else 6)
            return text[: span[0]] + str(other) + text[span[1] :]
        width, number = names[name.lower()]
        chosen = random.choice([n for n in width.values() if n != width[number]])
        chosen = chosen.capitalize() if name[0].isupper() else chosen
        return text[: match.start(group)] + chosen + text[match.end(group) :]
    return None


def currency(text: str, language: str, random: Random) -> str | None:
    """Put another currency in the place of one."""
    for sign, others in (("$", "€£"), ("€", "$£"), ("£", "$€")):
        if sign in text and re.search(rf"{re.escape(sign)}\s?\d|\d\s?{re.escape(sign)}", text):
            return text.replace(sign, random.choice(others))
    found = re.search(
        r"\d[\d.,]*[ \u00a0]?(?:[^\W\d_]+\.? ){0,2}?(" + _MONEY.get(language, "~") + ")", text, re.IGNORECASE
    )
    if not found:
        return None
    new = _MONEY_TO[language][0 if found[1].lower() != _MONEY_TO[language][0].lower() else 1]
    return text[: found.start(1)] + new + text[found.end(1) :]


_MONEY = {
    "en": "dollars|euros|pounds", "de": "(?:US-)?Dollar|Euro|Pfund", "fr": "dollars|euros|livres", "es": "dólares|euros|libras",
    "pt": "dólares|euros|libras", "it": "dollari|euro|sterline", "pl": "dolarów|euro|funtów", "cs": "dolarů|eur|liber",
    "ru": "долларов|евро|фунтов", "ar": "دولار|يورو", "zh": "美元|歐元|欧元", "ko": "달러|유로", "sv": "dollar|euro|pund",
    "fi": "dollaria|euroa|puntaa", "tr": "dolar|avro|euro|sterlin", "id": "dolar|euro|pound", "gl": "dólares|euros|libras",
}  # fmt: skip
_MONEY_TO = {
    "en": ("euros", "dollars"), "de": ("Euro", "Dollar"), "fr": ("euros", "dollars"), "es": ("euros", "dólares"),
    "pt": ("euros", "dólares"), "it": ("euro", "dollari"), "pl": ("euro", "dolarów"), "cs": ("eur", "dolarů"),
    "ru": ("евро", "долларов"), "ar": ("يورو", "دولار"), "zh": ("欧元", "美元"), "ko": ("유로", "달러"), "sv": ("euro", "dollar"),
    "fi": ("euroa", "dollaria"), "tr": ("euro", "dolar"), "id": ("euro", "dolar"), "gl": ("euros", "dólares"),
}  # fmt: skip

PLANTS: dict[str, Plant] = {"digit": digit, "scale word": scale, "date": date, "currency": currency, "dropped": dropped}


@lru_cache(maxsize=64)
def _scales(language: str) -> dict[str, tuple[str, ...]]:
    """Return each scale word of CLDR's compact formats with those of another power, in the same form of plural."""
    from babel import Locale

    found: dict[str, tuple[str, ...]] = {}
    formats: Any = Locale.parse(language).compact_decimal_formats
    for table in formats.values():
        for patterns in table.values():
            words: dict[str, int] = {}
            for key, pattern in patterns.items():
                text = str(getattr(pattern, "pattern", pattern)).replace("'", "")
                word = text.replace("0", "").replace("\u00a0", " ").strip().rstrip(".").lower()
                if (
                    word
                    and " " not in word
                    and len(key) - text.count("0") in (3, 4, 6, 8, 9, 12)
                    and (len(word) > 1 or word > "\u2e80")
                ):
                    words.setdefault(word, len(key) - text.count("0"))
            for word, power in words.items():
                found.setdefault(word, tuple(other for other, its in words.items() if its != power))
    return {word: others for word, others in found.items() if others}


@lru_cache(maxsize=64)
def _months(language: str) -> dict[str, tuple[dict[int, str], int]]:
    from babel import Locale

    months: Any = Locale.parse(language).months
    found: dict[str, tuple[dict[int, str], int]] = {}
    for context in ("format", "stand-alone"):
        names = {number: str(name) for number, name in months[context]["wide"].items()}
        if not any(c.isdigit() for c in names[1]):
            for number, name in names.items():
                found.setdefault(name.lower(), (names, number))
    return found


# --------------------------------------------------------------------------------- running


@dataclass
class Row:
    """Counts of a pair of languages; `flagged` and `found` by tool, `found` by plant too."""

    sentences: int = 0
    numbers: int = 0
    seconds: float = 0.0
    flagged: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Row) -> None:
        self.sentences += other.sentences
        self.numbers += other.numbers
        self.seconds += other.seconds
        self.flagged += other.flagged
        self.planted += other.planted
        self.found += other.found


def measure(
    rows: list[tuple[int, dict[str, str]]],
    one: str,
    other: str,
    seed: int,
    peers: dict[str, Peer],
    show: bool,
) -> Row:
    row = Row()
    findings("1", "1", one, other)  # What is loaded once is not a sentence's time.
    for number, texts in rows:
        source, target = texts[one], texts[other]
        if not source or not target:
            continue
        start = time.perf_counter()
        clean = findings(source, target, one, other)
        row.seconds += time.perf_counter() - start
        row.sentences += 1
        row.numbers += any(c.isdigit() for c in source + target)
        row.flagged["tqcheck"] += bool(clean)
        for name, peer in peers.items():
            row.flagged[name] += peer(source, target, other)
        if show and clean:
            print(f"{one}-{other} {number}: {sorted(clean)}\n    {source}\n    {target}")
        for plant, change in PLANTS.items():
            random = Random(f"{seed} {one} {other} {number} {plant}")
            planted = change(target, other, random)
            if planted is None or planted == target:
                continue
            row.planted[plant] += 1
            hit = bool(findings(source, planted, one, other) - clean)
            row.found[plant, "tqcheck"] += hit
            for name, peer in peers.items():
                row.found[plant, name] += peer(source, planted, other)
            if show and not hit:
                print(f"not found: {plant}, {one}-{other} {number}\n    {source}\n    {target}\n    {planted}")
    return row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.numbers", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--show", action="store_true", help="print what fires on clean sentences, and planted slips not found"
    )
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    peers = number_peers()
    half = None if arguments.half == "all" else arguments.half
    rows = list(parallel(arguments.data / "parallel" / "pud.tsv.gz", half))
    languages = [name for name in rows[0][1] if name not in ("sent_id", "en")]
    made = {
        f"{one}-{other}": measure(rows, one, other, arguments.seed, peers, arguments.show)
        for one, other in [*(("en", language) for language in languages), *WITHOUT_ENGLISH]
    }
    total = Row()
    for row in made.values():
        total.add(row)
    report(made | {"all": total}, ["tqcheck", *peers], arguments.half, arguments.markdown)
    report_demetr(
        arguments.data / "mt" / "demetr_dev.jsonl.gz", arguments.half, peers, arguments.show, arguments.markdown
    )


def report(made: dict[str, Row], tools: list[str], half: str, markdown: bool) -> None:
    print(f"\nSentences flagged in human translations, per cent ({half} half)\n")
    table = [
        [
            pair, str(row.sentences), str(row.numbers),
            *(tables.shown(100 * row.flagged[t] / max(row.sentences, 1), 2) for t in tools),
            tables.shown(1000 * row.seconds / max(row.sentences, 1), 2),
        ]
        for pair, row in made.items()
    ]  # fmt: skip
    print(tables.render(["", "sentences", "with numbers", *tools, "ms a sentence"], table, markdown))
    print(f"\nPlanted slips found, per cent of those planted ({half} half)\n")
    table = []
    for pair, row in made.items():
        cells = []
        for plant in PLANTS:
            planted = row.planted[plant]
            cells.append(f"{100 * row.found[plant, 'tqcheck'] / planted:.1f} ({planted})" if planted else "–")
        every = sum(row.planted.values())
        for tool in tools:
            cells.append(tables.shown(100 * sum(row.found[p, tool] for p in PLANTS) / max(every, 1), 1))
        table.append([pair, *cells])
    print(tables.render(["", *PLANTS, *(f"all, {tool}" for tool in tools)], table, markdown))


def report_demetr(path: Path, half: str, peers: dict[str, Peer], show: bool, markdown: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in demetr.rows(path, half):
        if "numbers_replaced" not in row.phenomenon:
            continue
        language = row.language
        good = bool(findings(row.source, row.good, language, "en"))
        bad = bool(findings(row.source, row.bad, language, "en"))
        for name in (language, "all"):
            counts[name].update({"rows": 1, "tqcheck bad": bad, "tqcheck good": good})
            for peer, flagged in peers.items():
                counts[name][f"{peer} bad"] += flagged(row.source, row.bad, "en")
                counts[name][f"{peer} good"] += flagged(row.source, row.good, "en")
        if show and (good or not bad):
            print(f"{language} good {good} bad {bad}\n    {row.source}\n    {row.good}\n    {row.bad}")
            print("   ", findings(row.source, row.good, language, "en"))
    print(f"\nDEMETR, numbers replaced: flagged, per cent of the bad and of the good ({half} half)\n")
    heads = [f"{tool} {side}" for tool in ["tqcheck", *peers] for side in ("bad", "good")]
    table = [
        [name, str(c["rows"]), *(tables.shown(100 * c[h] / c["rows"], 1) for h in heads)]
        for name, c in sorted(counts.items())
    ]
    print(tables.render(["into English", "rows", *heads], table, markdown))


if __name__ == "__main__":
    main()

"""Names across a translation: alarms on professional translations, and what is found of planted errors.

    python -m benchmarks.names_pair pud.tsv.gz [--edited ud_dev.jsonl.gz] [--demetr demetr_dev.jsonl.gz] [--half test]

Alarms: the share of target sentences that NAM005 or NAM006 report where nothing was planted.
Twelve consecutive rows are one article. Planted, one error an article and sentence at a time, the
same for the same data:

- replaced: a name is replaced by another name of the same language, from other articles;
- dropped: a name is left out;
- slip, same script and across scripts: two letters of a name swapped, one left out or doubled;
- parenthesis: " (City)" after a name, in the language of the translation; prefix: "Category: " before one.

A name is a run of words with a capital inside a sentence that stands in the same letters in the
source and in the translation and never in small letters in either column, nor in edited texts
of the languages where they are given (so that Winds and Dead of a title are no names), and no
month, weekday or language. Where the scripts differ it is a word with a capital inside a
sentence that has the consonants of one of the source: the checks' own tables decide that, so
what they cannot read is not planted. Chinese, Arabic and Korean have no capitals: only what
stands in Latin letters is planted there. Found is
a finding of the check that overlaps what was planted; for slips one of NAM002, NAM005; for a
dropped name one of the sentence that names it (across scripts its spelling here is compared, so none counts).

DEMETR: the share of bad and good translations that are flagged, of the phenomena on names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.checks.names import AddedToName, NameInSource, NameMissing
from tqcheck.checks.names.collect import is_initial, parts
from tqcheck.checks.names.gazetteer import no_names
from tqcheck.config import Settings
from tqcheck.lexicon.transliterate import consonants, romanise, sounds
from tqcheck.model import Finding, Tier

ARTICLE = 12
OTHERS = ("de-fr", "fr-pl", "ru-cs", "es-it", "sv-fi", "pl-ru")
"""Pairs without English."""
PHENOMENA = ("critical_id9_ne_replaced", "critical_id25_ne_removed")
CITY = {
    "en": "city", "de": "Stadt", "fr": "ville", "es": "ciudad", "pt": "cidade", "it": "città", "pl": "miasto",
    "cs": "město", "ru": "город", "ar": "مدينة", "zh": "城市", "ko": "도시", "sv": "stad", "fi": "kaupunki",
    "tr": "şehir", "id": "kota", "gl": "cidade",
}  # fmt: skip
CATEGORY = {
    "en": "Category", "de": "Kategorie", "fr": "Catégorie", "es": "Categoría", "pt": "Categoria", "it": "Categoria",
    "pl": "Kategoria", "cs": "Kategorie", "ru": "Категория", "ar": "تصنيف", "zh": "分类", "ko": "분류", "sv": "Kategori",
    "fi": "Luokka", "tr": "Kategori", "id": "Kategori", "gl": "Categoría",
}  # fmt: skip

CHECKS = (NameMissing(), AddedToName())
SLIP_CHECKS = (NameInSource(), NameMissing())


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    text: str


def runs(text: str, other: str, small: frozenset[str], initial: bool = False) -> list[Name]:
    """Return the names of a text that stands beside another: longest runs of words that both have.

    Those that begin a sentence are left out, unless `initial` asks for them.
    """
    found: list[Name] = []
    same = {word for place, word in parts(other) if _may_be(word) and (initial or not is_initial(other, place))}
    heard = {made for word in same for sound in sounds(romanise(word)) if len(made := consonants(sound)) > 2}
    end = -9
    for place, word in parts(text):
        named = word in same or (not word.isascii() and "\u0370" <= word[0] <= "\u052f" and _sounds_as(word, heard))
        if not (_may_be(word) and named and word.lower() not in small):
            continue
        if found and place - end == 1 and text[end] == " ":
            last = found.pop()
            found.append(Name(last.start, text[last.start : place + len(word)]))
        elif initial or not is_initial(text, place):
            found.append(Name(place, word))
        else:
            continue
        end = place + len(word)
    return found


def _may_be(word: str) -> bool:
    return len(word) > 3 and word[0].isupper() and word[1:].islower()


def _sounds_as(word: str, heard: set[str]) -> bool:
    return any(consonants(sound) in heard for sound in sounds(romanise(word)))


def slip(word: str, random: Random) -> tuple[str, str]:
    at = random.randrange(1, len(word) - 1)
    kind = random.choice(("swapped", "missing", "doubled"))
    if kind == "swapped" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :], kind
    if kind == "doubled" and word[at - 1] != word[at] != word[at + 1]:
        return word[: at + 1] + word[at:], kind
    return word[:at] + word[at + 1 :], "missing"


@dataclass(frozen=True, slots=True)
class Planted:
    kind: str
    row: int
    start: int
    text: str
    right: str
    whole: str


def planted(
    sources: Sequence[str], targets: Sequence[str], all_names: Sequence[str], small: frozenset[str], language: str
) -> Iterator[Planted]:
    """Yield, for each sentence with a name, one error of each kind."""
    for row, (source, target) in enumerate(zip(sources, targets, strict=True)):
        names = runs(target, source, small)
        if not names:
            continue
        random = Random(crc32(target.encode()))
        name = random.choice(names)
        end = name.start + len(name.text)

        def put(
            kind: str, new: str, row: int = row, name: Name = name, end: int = end, target: str = target
        ) -> Planted:
            return Planted(
                kind, row, name.start, new, name.text, (target[: name.start] + new + target[end:]).replace("  ", " ")
            )

        here = " ".join((*sources, *targets)).lower()
        others = [other for other in all_names if not any(part.lower() in here for part in other.split())]
        if others:
            yield put("replaced", random.choice(others))
        yield put("dropped", "")
        word, *rest = name.text.split(" ")
        if len(word) > 5:
            new, _ = slip(word, random)
            kind = "slip, same script" if word in source else "slip across scripts"
            yield put(kind, " ".join((new, *rest)))
        yield put("parenthesis", f"{name.text} ({CITY[language]})")
        yield put("prefix", f"{CATEGORY[language]}: {name.text}")


def findings(
    checks: Sequence[object], sources: Sequence[str], targets: Sequence[str], one: str, two: str
) -> list[Finding]:
    analysis = analysis_of(sources, targets, one, two)
    return [f for check in checks for f in check.run(analysis, Settings(possible_names=True))]  # type: ignore[attr-defined]


def articles(path: Path, half: str) -> list[list[dict[str, str]]]:
    groups: dict[int, list[dict[str, str]]] = defaultdict(list)
    for number, row in parallel(path, None if half == "all" else half):
        groups[number // ARTICLE].append(row)
    return list(groups.values())


def small_words(path: Path | None, languages: set[str]) -> dict[str, set[str]]:
    """Return the words in small letters of edited texts, by language; none without a path."""
    found: dict[str, set[str]] = defaultdict(set)
    if path is None:
        return found
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)
            if text["lang"] in languages:
                found[text["lang"]].update(word for _, word in parts(text["text"]) if word.islower())
    return found


def measure(
    path: Path, edited: Path | None, half: str, pairs: Sequence[str], show: int, missed: int, markdown: bool
) -> None:
    groups = articles(path, half)
    ordinary = small_words(edited, {code for pair in pairs for code in pair.split("-")})
    rows = []
    totals: Counter[str] = Counter()
    shown: list[str] = []
    for pair in pairs:
        one, two = pair.split("-")
        tally: Counter[str] = Counter()
        in_columns = {
            word
            for rows_ in groups
            for row in rows_
            for code in (one, two)
            for _, word in parts(row[code])
            if word.islower()
        }
        small = frozenset(in_columns | ordinary[one] | ordinary[two] | no_names(one) | no_names(two))
        everything = [[name.text for row in rows_ for name in runs(row[two], row[one], small)] for rows_ in groups]
        seconds = 0.0
        for number, rows_ in enumerate(groups):
            sources, targets = [row[one] for row in rows_], [row[two] for row in rows_]
            started = time.process_time()
            found = findings(CHECKS, sources, targets, one, two)
            seconds += time.process_time() - started
            tally["sentences"] += len(rows_)
            tally["alarms"] += len({finding.block for finding in found})
            tally["likely"] += len({finding.block for finding in found if finding.tier is Tier.LIKELY})
            for finding in found:
                tally[(finding.code or ("NAM006" if "added" in finding.evidence else "NAM005"))] += 1
                shown.append(f"  {pair} {finding.message}")
            names = sorted({name for other, list_ in enumerate(everything) if other != number for name in list_})
            for plant in planted(sources, targets, names, small, two):
                tally[plant.kind] += 1
                changed = [*targets[: plant.row], plant.whole, *targets[plant.row + 1 :]]
                checks = SLIP_CHECKS if plant.kind.startswith("slip") else CHECKS
                first, last = max(0, plant.row - 1), plant.row + 2
                hits = [
                    finding
                    for finding in findings(checks, sources[first:last], changed[first:last], one, two)
                    if finding.block == plant.row - first
                    and finding.start < plant.start + len(plant.text)
                    and plant.start < finding.end
                    and (plant.kind != "dropped" or _names(finding, plant.right))
                ]
                tally[f"{plant.kind} found"] += bool(hits)
                tally[f"{plant.kind} likely"] += any(hit.tier is Tier.LIKELY for hit in hits)
                if not hits and missed:
                    shown.append(f"  missed {pair} {plant.kind}: {plant.right} → {plant.text}")
        totals.update(tally)
        rows.append(_row(pair, tally, 1000 * seconds / max(1, tally["sentences"])))
    rows.append(_row("all", totals, None))
    titles = ["", "sentences", "alarms", "share", "likely", "replaced, likely", "005", "006", "ms"]
    for kind in KINDS:
        titles += [kind, "found"]
    print(f"half {half}")
    print(tables.render(titles, rows, markdown))
    alarms = [line for line in shown if not line.startswith("  missed")]
    lost = sorted((line for line in shown if line.startswith("  missed")), key=lambda line: crc32(line.encode()))
    print(*alarms[:show], sep="\n")
    print(*lost[:missed], sep="\n")


def _names(finding: Finding, name: str) -> bool:
    """Say whether a finding tells of a name of the source that has a word of this one."""
    return bool(set(str(finding.evidence.get("in_source", "")).split()) & set(name.split()))


KINDS = ("replaced", "dropped", "slip, same script", "slip across scripts", "parenthesis", "prefix")


def _row(name: str, tally: Counter[str], milliseconds: float | None) -> list[str]:
    row = [name, str(tally["sentences"]), str(tally["alarms"]), _share(tally["alarms"], tally["sentences"])]
    row += [_share(tally["likely"], tally["sentences"]), _share(tally["replaced likely"], tally["replaced"])]
    row += [str(tally["NAM005"]), str(tally["NAM006"]), f"{milliseconds:.2f}" if milliseconds is not None else ""]
    for kind in KINDS:
        row += [str(tally[kind]), _share(tally[f"{kind} found"], tally[kind])]
    return row


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def demetr(path: Path, half: str, show: int) -> None:
    """Print how many bad and good translations of the phenomena on names are flagged."""
    tally: Counter[tuple[str, str]] = Counter()
    shown = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            which = "tune" if crc32(str(number).encode()) % 2 else "test"
            row = json.loads(line)
            if half not in (which, "all") or row["phenomenon"] not in PHENOMENA:
                continue
            source = {"chinese_simple": "zh", "german": "de", "spanish": "es", "czech": "cs", "french": "fr"}[
                row["lp"].split("-")[0]
            ]
            for group in (row["phenomenon"], f"{row['phenomenon']} {source}"):
                tally[group, "n"] += 1
                for side in ("bad", "good"):
                    found = findings(CHECKS, [row["src"]], [row[side]], source, "en")
                    tally[group, side] += bool(found)
                    if found and side == "good" and group == row["phenomenon"]:
                        shown.append(f"  good flagged {source}: {found[0].message}")
                    if not found and side == "bad" and group == row["phenomenon"]:
                        shown.append(f"  bad not {source}: {row['src']}\n       {row['bad']}")
    print(
        tables.render(
            ["", "rows", "bad flagged", "good flagged"],
            [
                [
                    group,
                    str(tally[group, "n"]),
                    _share(tally[group, "bad"], tally[group, "n"]),
                    _share(tally[group, "good"], tally[group, "n"]),
                ]
                for group in sorted({group for group, _ in tally})
            ],
            False,
        )
    )
    print(*sorted(shown, key=lambda line: (not line.startswith("  good"), crc32(line.encode())))[:show], sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names_pair", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--edited", type=Path, help="texts whose words in small letters are no names: ud_dev.jsonl.gz")
    parser.add_argument("--demetr", type=Path)
    parser.add_argument("--half", default="test", choices=("tune", "test", "all"))
    parser.add_argument(
        "--pairs", default="", help="comma-separated: en-de,pl-ru; else English into each, and six without it"
    )
    parser.add_argument("--show", type=int, default=0, help="print so many alarms")
    parser.add_argument("--missed", type=int, default=0, help="print so many planted errors that were not found")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    pairs = [pair for pair in arguments.pairs.split(",") if pair] or [
        *(f"en-{code}" for code in CITY if code != "en"),
        *OTHERS,
    ]
    measure(
        arguments.data, arguments.edited, arguments.half, pairs, arguments.show, arguments.missed, arguments.markdown
    )
    if arguments.demetr:
        demetr(arguments.demetr, arguments.half, arguments.show or arguments.missed)


if __name__ == "__main__":
    main()

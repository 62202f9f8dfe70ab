"""What a translation must keep of its source: alarms on professional translations, and what is found of planted errors.

    python -m benchmarks.kept DATA [--half test] [--show 10] [--missed 10] [--markdown]

DATA holds `parallel/pud.tsv.gz` (twelve consecutive rows are an article; English beside sixteen languages, and six pairs
without English) and `mt/wmt21_mqm_*`, `mt/wmt24_esa_*` (source and human reference).

Alarms: the share of target sentences with a finding where nothing was planted, by code. Where a translator has dropped the marks
of a quotation, QUO002 is right: read them with --show.

Planted, one error a sentence and article at a time, the same for the same data:

- quotation marks: all marks of a target sentence are dropped, where both sides quote four words or more (eight characters in
  Chinese); *title marks*: around what seems a title (a capital, no mark or comma at its end), where QUO002 may be silent;
- question mark: the final mark of a target sentence is replaced by a full stop, where both sides end with one (not in
  Korean, whose verbs ask without it);
- address, designation, placeholder, emoji: in a third of the sentences, one of a table stands in brackets before the final
  mark of both sides; in the target one character of it is changed, dropped, doubled or changes places with the next (the
  emoji is dropped, the placeholder dropped or translated);
- right forms: the same with what is right (an address of another language's edition, Ф-16, F 16, F-16-…): alarms there are
  wrong.

Peers, in the same run, each with one sentence beside its source as they are made for: pofilter's tests of the
translate-toolkit, where it is installed, and string rules as Okapi's and other tools' are (what stands in the source must
stand in the target).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from benchmarks.sentence_pairs import analysis_of, parallel
from tqcheck.checks.base import Check
from tqcheck.checks.kept.codes import DesignationDiffers
from tqcheck.checks.kept.ends import QuestionDiffers
from tqcheck.checks.kept.links import LinkDiffers
from tqcheck.checks.kept.markup import EmojiLost, PlaceholderDiffers
from tqcheck.checks.kept.quotation_style import ForeignQuotationMarks
from tqcheck.checks.kept.quotations import QuotationLost, SpeakerDiffers
from tqcheck.config import Settings
from tqcheck.lexicon.words import count_words
from tqcheck.model import Finding

ARTICLE = 12
OTHERS = ("de-fr", "fr-pl", "ru-cs", "es-it", "sv-fi", "pl-ru")
"""Pairs without English."""
NEWS = ("wmt21_mqm_en-de", "wmt21_mqm_en-ru", "wmt21_mqm_zh-en", "wmt24_esa_en-cs", "wmt24_esa_en-hi")

CHECKS: tuple[Check, ...] = (
    QuotationLost(),
    ForeignQuotationMarks(),
    SpeakerDiffers(),
    LinkDiffers(),
    PlaceholderDiffers(),
    DesignationDiffers(),
    EmojiLost(),
    QuestionDiffers(),
)
CODE = {
    "quotation marks": "QUO002",
    "title marks": "QUO002",
    "question mark": "PUN004",
    "address": "LNK001",
    "designation": "LNK003",
    "placeholder": "LNK002",
    "emoji": "LNK004",
}

MARKS = re.compile(r"[“”„‟«»\"「」『』]|''|``")
QUOTED = re.compile(r"[“„«\"「『»”]\s?([^“”„«»\"「」『』]+?)\s?[”“»\"」』«]")
DIALOGUE = re.compile(r"\s*[—–-]")
ASKED = re.compile(r"[?？؟][\s\"'”’»)]*$")
FINAL = re.compile(r"[.!?…。！？؟।\"'”’»“)」\s]*$")

ADDRESSES = (
    "https://www.example.org/reports/2031/x-12345", "http://news.example.com/a/98765.html", "press@example.org",
    "https://en.wikipedia.org/wiki/Lenne", "www.example.net/fund", "max.muster@mail.example.com", "@velm_harbour",
    "https://example.org/story?id=48213&page=2", "https://youtu.be/dQx4w9WgXcQ", "jobs@velm-council.example.org",
)  # fmt: skip
ADDRESSES_RIGHT = (
    ("https://{o}.wikipedia.org/wiki/Lenne_Bridge", "https://{l}.wikipedia.org/wiki/Lenne_X"),
    ("https://www.example.org/{o}/news/bridge-opens", "https://www.example.org/{l}/news/x-y"),
    ("http://www.example.com/a/", "https://example.com/a"),
    ("https://example.org/a?lang={o}&id=7", "https://example.org/a?id=7&lang={l}"),
    ("https://example.org/a?id=7&utm_source=mail", "https://example.org/a?id=7"),
    ("https://EXAMPLE.org/a#top", "https://example.org/a"),
)
DESIGNATIONS = (
    "F-16", "COVID-19", "A320neo", "5G", "ISO 9001", "MH17", "H1N1", "BREM-1", "Su-34", "T-72", "C-130", "HD 189733",
    "SARS-CoV-2", "MiG-29", "S-400", "B737", "K2-18b", "IL-76", "E-190", "M1A2",
)  # fmt: skip
CYRILLIC = str.maketrans("ABCDEFGHIKLMNOPRSTUVZabcdefghiklmnoprstuvz", "АБСДЕФГХИКЛМНОПРСТУВЗабсдефгхиклмнопрстувз")
PLACEHOLDERS = ("{name}", "{0}", "%s", "%(count)d", "%1$s", "{{ title }}", "${city}", "<b>x</b>", "%name%")
EMOJI = ("😀", "⚽", "🔥", "🇩🇪", "❤️", "👍🏽", "🎉")


@dataclass(frozen=True, slots=True)
class Planted:
    """An article of which one row is other than it was: what was planted, the row, and both its texts."""

    kind: str
    row: int
    source: str
    target: str
    right: bool = False


def slip(text: str, random: Random) -> str:
    """Change a letter or digit, drop or double one, or let two change places."""
    places = [n for n, c in enumerate(text) if c.isalnum()]
    while True:
        at = random.choice(places)
        c = text[at]
        way = random.choice(("other", "other", "drop", "double", "swap"))
        if way == "other":
            pool = "0123456789" if c.isdigit() else "ABCDEFGHKLMNPRSTUVWXZ" if c.isupper() else "abcdefghklmnprstuvwxz"
            made = text[:at] + random.choice(pool) + text[at + 1 :]
        elif way == "swap" and not text[at + 1 : at + 2].isalnum():
            continue
        elif way == "drop":
            made = text[:at] + text[at + 1 :]
        elif way == "double":
            made = text[:at] + c + text[at:]
        else:
            made = text[:at] + text[at + 1 : at + 2] + c + text[at + 2 :]
        if made.casefold() != text.casefold():
            return made


def put(text: str, what: str) -> str:
    """Put something in brackets before the final marks of a sentence."""
    at = len(text.rstrip()) - len(FINAL.search(text.rstrip()).group())  # type: ignore[union-attr]
    return f"{text[:at]} ({what}){text[at:]}"


def planted(sources: Sequence[str], targets: Sequence[str], one: str, two: str) -> Iterator[Planted]:
    for row, (source, target) in enumerate(zip(sources, targets, strict=True)):
        random = Random(crc32(f"{target} {one}".encode()))
        if (quoted := _quoted(source, one)) and _quoted(target, two):
            yield Planted(quoted, row, source, MARKS.sub("", target))
        if ASKED.search(source) and ASKED.search(target) and two != "ko":
            at = ASKED.search(target)
            assert at is not None
            yield Planted("question mark", row, source, target[: at.start()].rstrip("?？؟") + "." + at.group()[1:])
        if crc32(source.encode()) % 3:
            continue
        address = random.choice(ADDRESSES)
        yield Planted("address", row, put(source, address), put(target, slip(address, random)))
        was, is_ = random.choice(ADDRESSES_RIGHT)
        yield Planted("address", row, put(source, was.format(o=one)), put(target, is_.format(l=two)), right=True)
        designation = random.choice(DESIGNATIONS)
        yield Planted("designation", row, put(source, designation), put(target, slip(designation, random)))
        yield Planted(
            "designation", row, put(source, designation), put(target, _form(designation, two, random)), right=True
        )
        placeholder = random.choice(PLACEHOLDERS)
        wrong = random.choice(("…", placeholder.replace("name", "nom").replace("count", "nombre").replace("<b>", "")))
        wrong = "…" if wrong == placeholder else wrong
        yield Planted("placeholder", row, put(source, placeholder), put(target, wrong))
        yield Planted("placeholder", row, put(source, placeholder), put(target, placeholder), right=True)
        emoji = random.choice(EMOJI)
        yield Planted("emoji", row, put(source, emoji), target)
        yield Planted("emoji", row, put(source, emoji), put(target, emoji.replace("\ufe0f", "")), right=True)


def _quoted(text: str, language: str) -> str | None:
    """Return what was planted if a sentence loses its marks: "quotation marks", "title marks"; None: it quotes nothing."""
    most = max(QUOTED.finditer(text), key=lambda match: len(match.group(1)), default=None)
    if most is None or DIALOGUE.match(text):
        return None
    words = most.group(1).strip()
    if (len(words) < 8) if language == "zh" else (count_words(words) < 4):
        return None
    small = len(re.findall(r"(?<!\w)[^\W\d_A-ZÀ-ÝА-Я]{4,}", words))
    said = words[-1] in ",.!?…。！？" or text[most.end() : most.end() + 1] == "," or words[:1].islower()
    return "quotation marks" if language in ("zh", "ko", "ar") or (said and small > 1) else "title marks"


def _form(designation: str, language: str, random: Random) -> str:
    """Return a designation in a form that is right in a language."""
    if language in ("ru", "uk", "bg") and designation.isupper() and random.random() < 0.5:
        return designation.translate(CYRILLIC)
    ways = [designation, designation.replace("-", " "), designation.replace("-", "\u2011"), designation + "-x"]
    if language in ("ru", "uk"):
        ways.append(designation + "ами")
    if language == "fi":
        ways.append(designation + ":n")
    return random.choice(ways)


# --------------------------------------------------------------------------------- looking


def findings(sources: Sequence[str], targets: Sequence[str], one: str, two: str) -> dict[str, list[Finding]]:
    """Return the findings of each code. An article's blocks are its rows."""
    looked_at = analysis_of(sources, targets, one, two)
    return {check.rule.code: list(check.run(looked_at, Settings())) for check in CHECKS}


Peer = Callable[[str, str, str, str], set[str]]
"""Source, target and their languages: the kinds (of CODE) that are reported."""


def string_rules(source: str, target: str, one: str, two: str) -> set[str]:  # noqa: ARG001 - every peer's signature
    """Return what a tool says that looks for strings of the source in the target."""
    said = set()
    if len(MARKS.findall(source)) != len(MARKS.findall(target)):
        said |= {"quotation marks", "title marks"}
    if bool(re.search(r"[?？؟]\W*$", source)) != bool(re.search(r"[?？؟]\W*$", target)):
        said.add("question mark")
    patterns = {
        "address": r"https?://[^\s)]+|www\.[^\s)]+|[\w.+-]+@[\w.-]+\w|@\w+",
        "designation": r"\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b",
        "placeholder": r"\{\{?[^{}]*\}?\}|%\(\w+\)\w|%\d\$\w|%\w+%|%\w\b|</?\w+>",
        "emoji": "[\U0001f1e6-\U0001faff\u2600-\u27bf]",
    }
    for kind, pattern in patterns.items():
        if any(found not in target for found in re.findall(pattern, source)):
            said.add(kind)
    return said


def pofilter() -> Peer | None:
    """Return pofilter's tests of these things, or None where the translate-toolkit is not installed."""
    from benchmarks import pair_peers  # which plants what this module plants

    found = pair_peers.pofilter()
    if found is None:
        return None
    kinds = {
        "quotation marks": {"doublequoting", "singlequoting"},
        "title marks": {"doublequoting", "singlequoting"},
        "question mark": {"endpunc"},
        "address": {"urls", "emails"},
        "designation": {"acronyms", "numbers"},
        "placeholder": {"printf", "pythonbraceformat", "variables", "xmltags"},
    }

    def look(source: str, target: str, one: str, two: str) -> set[str]:  # noqa: ARG001 - every peer's signature
        said = found.failures(source, target, two)
        return {kind for kind, names in kinds.items() if names & said}

    return look


# ---------------------------------------------------------------------------------- counts


class Counts:
    def __init__(self) -> None:
        self.sentences = 0
        self.alarms: Counter[str] = Counter()
        self.planted: Counter[str] = Counter()
        self.found: Counter[tuple[str, str]] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: Counter[tuple[str, str]] = Counter()
        self.peer_alarms: Counter[tuple[str, str]] = Counter()
        self.seconds = 0.0


def measure(
    articles: Sequence[tuple[Sequence[str], Sequence[str]]],
    one: str,
    two: str,
    peers: dict[str, Peer],
    counts: Counts,
    show: list[str],
    missed: list[str],
) -> None:
    for sources, targets in articles:
        counts.sentences += len(targets)
        began = time.perf_counter()
        found = findings(sources, targets, one, two)
        counts.seconds += time.perf_counter() - began
        for code, said in found.items():
            counts.alarms[code] += len({finding.block for finding in said})
            show += [f"{one}-{two} {code} {f.message}\n    {sources[f.block]}\n    {targets[f.block]}" for f in said]
        for name, peer in peers.items():
            for source, target in zip(sources, targets, strict=True):
                counts.peer_alarms.update((name, kind) for kind in peer(source, target, one, two))
        for plant in planted(sources, targets, one, two):
            _count(plant, sources, targets, one, two, peers, counts, missed)


def _count(
    plant: Planted,
    sources: Sequence[str],
    targets: Sequence[str],
    one: str,
    two: str,
    peers: dict[str, Peer],
    counts: Counts,
    missed: list[str],
) -> None:
    left, right = list(sources), list(targets)
    left[plant.row], right[plant.row] = plant.source, plant.target
    said = findings(left, right, one, two)[CODE[plant.kind]]
    hit = any(finding.block == plant.row for finding in said)
    (counts.right if plant.right else counts.planted)[plant.kind] += 1
    tally = counts.wrong if plant.right else counts.found
    tally["tqcheck", plant.kind] += hit
    for name, peer in peers.items():
        tally[name, plant.kind] += plant.kind in peer(plant.source, plant.target, one, two)
    if hit == plant.right:
        what = "WRONG" if plant.right else "missed"
        missed.append(f"{what} {one}-{two} {plant.kind}\n    {plant.source[-160:]}\n    {plant.target[-160:]}")


def pud(data: Path, half: str) -> Iterator[tuple[str, str, list[tuple[list[str], list[str]]]]]:
    rows = list(parallel(data / "parallel" / "pud.tsv.gz", half))
    groups: dict[int, list[dict[str, str]]] = defaultdict(list)
    for number, row in rows:
        groups[number // ARTICLE].append(row)
    languages = [name for name in rows[0][1] if name not in ("sent_id", "en")]
    for pair in [f"en-{language}" for language in languages] + list(OTHERS):
        one, two = pair.split("-")
        yield one, two, [([r[one].strip() for r in g], [r[two].strip() for r in g]) for g in groups.values()]


def news(data: Path, half: str) -> Iterator[tuple[str, str, list[tuple[list[str], list[str]]]]]:
    csv.field_size_limit(10**9)
    for name in NEWS:
        one, two = name.rsplit("_", 1)[1].split("-")
        documents: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        with gzip.open(data / "mt" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                documents[row["doc"]].setdefault(str(row["seg_id"]), (row["src"].strip(), (row["ref"] or "").strip()))
        chosen = [rows for doc, rows in documents.items() if (crc32(doc.encode()) % 2 == 0) == (half == "tune")]
        kept = [[pair for pair in rows.values() if all(pair)] for rows in chosen]
        yield one, two, [([s for s, _ in rows], [t for _, t in rows]) for rows in kept if rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    peers: dict[str, Peer] = {"strings": string_rules}
    if (filters := pofilter()) is not None:
        peers["pofilter"] = filters
    codes = [check.rule.code for check in CHECKS]
    for title, source in (("PUD", pud), ("WMT news", news)):
        total, show, missed, rows = Counts(), list[str](), list[str](), list[list[str]]()
        for one, two, articles in source(options.data, options.half):
            before, sentences = total.alarms.copy(), total.sentences
            measure(articles, one, two, peers, total, show, missed)
            size = total.sentences - sentences
            rows.append(
                [f"{one}-{two}", str(size), *(f"{100 * (total.alarms[c] - before[c]) / size:.2f}" for c in codes)]
            )
        rows.append(["all", str(total.sentences), *(f"{100 * total.alarms[c] / total.sentences:.2f}" for c in codes)])
        print(f"\n{title}, {options.half} half: sentences with an alarm where nothing was planted, %")
        print(tables.render(["pair", "sentences", *codes], rows, options.markdown))
        print(f"{1000 * total.seconds / total.sentences:.3f} ms a sentence for all checks together")
        head = [
            "planted",
            "n",
            "tqcheck",
            *peers,
            "right forms",
            "alarms: tqcheck",
            *peers,
            *(f"clean, %: {p}" for p in peers),
        ]
        print(tables.render(head, [_row(kind, total, peers) for kind in CODE], options.markdown))
        _print(title, "alarm", show, options.show)
        _print(title, "missed or wrong", missed, options.missed)


def _row(kind: str, counts: Counts, peers: dict[str, Peer]) -> list[str]:
    n, right = counts.planted[kind], counts.right[kind]
    return [
        kind,
        str(n),
        *(f"{counts.found[name, kind] / n:.3f}" if n else "–" for name in ("tqcheck", *peers)),
        str(right),
        *(f"{counts.wrong[name, kind] / right:.3f}" if right else "–" for name in ("tqcheck", *peers)),
        *(f"{100 * counts.peer_alarms[name, kind] / counts.sentences:.2f}" for name in peers),
    ]


def _print(title: str, what: str, lines: list[str], most: int) -> None:
    chosen = Random(1).sample(lines, min(most, len(lines)))
    for line in chosen:
        print(f"\n{title}, {what}: {line}")


if __name__ == "__main__":
    main()

"""Names: slips planted into names that stand twice or more in a text, and alarms on the texts as they are.

    python -m benchmarks.names DATA.jsonl.gz … [--half test] [--languages en,pl] [--show 40] [--missed 20] [--markdown]

One slip a text and a kind, in one occurrence of a name: two letters swapped, a letter left out, a
letter doubled, a neighbouring key, another letter, another accent. The same texts get the same
slips. A name is a word of four letters or more with one capital, at its beginning, that stands
twice or more in just this form, inside a sentence at least once, and never in lower case; in
German, where every noun has a capital, also one that the dictionary does not know. What the
dictionary or the texts of the language know is no slip. Found is what one of NAM001 and NAM003
reports at that place; `put right` counts where the first suggestion is what stood there.

Texts longer than `--most` words are cut at a line end: annotators' files hold whole corpora,
and an article is what the checks are made for.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from benchmarks.data import Text, load
from benchmarks.own_checks import analysis
from tqcheck.checks import CHECKS
from tqcheck.config import Settings
from tqcheck.languages.segment import segment
from tqcheck.lexicon import Lexicon, lexicon_for
from tqcheck.lexicon.keyboards import neighbours
from tqcheck.lexicon.words import words
from tqcheck.model import Finding

CODES = ("NAM001", "NAM003")
KINDS = ("transposition", "omission", "doubling", "neighbour", "substitution", "accent")
PLACES = ("first letter", "inside", "last two")
_LEAST_LETTERS = 4
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with a slip in one of its names: `wrong` stands at `start` instead of `right`."""

    text: Text
    start: int
    wrong: str
    right: str
    kind: str
    place: str
    elsewhere: int
    """How often the right form stands elsewhere."""


def pieces(text: Text, most_words: int) -> Iterator[Text]:
    """Yield a text in parts of at most so many words, cut at line ends."""
    lines: list[str] = []
    count = part = 0
    for line in text.text.split("\n"):
        size = len(line.split())
        if lines and count + size > most_words:
            yield replace(text, doc_id=f"{text.doc_id}#{part}", text="\n".join(lines), errors=())
            lines, count, part = [], 0, part + 1
        lines.append(line)
        count += size
    yield replace(text, doc_id=f"{text.doc_id}#{part}", text="\n".join(lines), errors=())


def plant(text: Text, known: Counter[str], lexicon: Lexicon, kind: str) -> Planted | None:
    """Return a text with a slip of one kind, or None when it has no name that can bear it."""
    random = Random(crc32(f"{text.doc_id} {kind}".encode()))
    places: dict[str, list[int]] = {}
    inside: set[str] = set()
    for start, word, initial in _capitalised(text):
        places.setdefault(word, []).append(start)
        if not initial:
            inside.add(word)
    names = sorted(
        name
        for name, starts in places.items()
        if len(starts) > 1
        and name in inside
        and not known[name.lower()]
        and not (text.language == "de" and lexicon.known(name))
    )
    for _ in range(_TRIES if names else 0):
        name = random.choice(names)
        at = random.randrange(len(name))
        made = [slip for slip in _made(name, kind, at, lexicon) if slip != name and slip[:1].isupper()]
        if not made:
            continue
        wrong = random.choice(made)
        if known[wrong] or lexicon.known(wrong) or lexicon.known(wrong.lower()):
            continue
        start = random.choice(places[name])
        changed = text.text[:start] + wrong + text.text[start + len(name) :]
        place = PLACES[0] if at == 0 else PLACES[2] if at >= len(name) - 2 else PLACES[1]
        return Planted(replace(text, text=changed), start, wrong, name, kind, place, len(places[name]) - 1)
    return None


def _capitalised(text: Text) -> Iterator[tuple[int, str, bool]]:
    """Yield the words with one capital that may be names: place, word, whether it begins a sentence."""
    position = 0
    for line in text.text.split("\n"):
        starts = {start for start, _ in segment(line, text.language)}
        for word in words(line):
            head = word.text.split("'")[0].split("’")[0]
            if len(head) >= _LEAST_LETTERS and head.isalpha() and head[0].isupper() and head[1:].islower():
                before = line[: word.start].rstrip(" \"'“„«»‘’([–—-")
                yield position + word.start, head, word.start in starts or not before or before[-1] in ".!?:…"
        position += len(line) + 1


def _made(word: str, kind: str, at: int, lexicon: Lexicon) -> Iterator[str]:
    """Yield the slips of a kind at one letter; the capital stays at the beginning."""
    letter, before, after = word[at].lower(), word[:at].lower(), word[at + 1 :].lower()
    letters = [c for c in lexicon.resources.alphabet if c.isalpha()]
    if kind == "transposition" and after and after[0] != letter:
        made = [before + after[0] + letter + after[1:]]
    elif kind == "omission":
        made = [before + after]
    elif kind == "doubling":
        made = [before + letter * 2 + after]
    elif kind == "neighbour":
        made = [before + other + after for other in sorted(neighbours(lexicon.resources.keyboard).get(letter, ()))]
    elif kind == "substitution":
        made = [before + other + after for other in letters if other != letter and _bare(other) != _bare(letter)]
    elif kind == "accent":
        others = {*letters, _bare(letter)}
        made = [before + other + after for other in sorted(others) if other != letter and _bare(other) == _bare(letter)]
    else:
        made = []
    for slip in made:
        yield slip[:1].upper() + slip[1:]


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _found(text: Text, codes: tuple[str, ...]) -> list[tuple[int, int, str, Finding]]:
    """Return what the checks find, in offsets of the text."""
    looked_at = analysis(text)
    starts = [block.source_map.pieces[0].raw.start for block in looked_at.article.blocks]
    return [
        (starts[f.block] + f.start, starts[f.block] + f.end, code, f)
        for code in codes
        for f in CHECKS[code].run(looked_at, Settings())
    ]


@dataclass(slots=True)
class Tally:
    planted: int = 0
    found: int = 0
    right: int = 0

    def row(self, name: str) -> list[str]:
        share = self.found / self.planted if self.planted else None
        right = self.right / self.found if self.found else None
        return [name, *map(tables.shown, (self.planted, share, right))]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", default="test", choices=("tune", "test", "all"))
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument("--most", type=int, default=1500, help="words of a text that are one article")
    parser.add_argument("--show", type=int, default=0, help="print so many alarms on the texts as they are")
    parser.add_argument("--missed", type=int, default=0, help="print so many slips that were not found")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    languages = [code for code in arguments.languages.split(",") if code]
    codes = tuple(code for code in CODES if code in CHECKS)
    groups = load(arguments.data, languages, arguments.half, 10**9)

    tallies: dict[tuple[str, str], Tally] = {}
    alarms: Counter[tuple[str, str]] = Counter()
    word_counts: Counter[str] = Counter()
    by_elsewhere: Counter[str] = Counter()
    shown: list[str] = []
    missed: list[str] = []
    seconds = 0.0
    for language, texts in groups.items():
        lexicon = lexicon_for(language)
        if lexicon is None:
            continue
        parts = [part for text in texts for part in pieces(text, arguments.most)]
        known = Counter(word.text for part in parts for word in words(part.text))
        for part in parts:
            word_counts[language] += part.words
            started = time.process_time()
            found = _found(part, codes)
            seconds += time.process_time() - started
            for start, end, code, finding in found:
                alarms[language, code] += 1
                times = finding.evidence.get("times_elsewhere", 0)
                by_elsewhere["once" if times == 1 else "twice" if times == 2 else "three times or more"] += 1
                around = part.text[max(0, start - 40) : end + 40].replace("\n", "⏎")
                shown.append(f"  {language} {code} {part.text[start:end]!r} → {finding.suggestions} … {around} …")
            for kind in KINDS:
                planted = plant(part, known, lexicon, kind)
                if planted is None:
                    continue
                hits = [
                    finding
                    for start, end, _, finding in _found(planted.text, codes)
                    if start < planted.start + len(planted.wrong) and planted.start < end
                ]
                elsewhere = "once more" if planted.elsewhere == 1 else "twice or more"
                size = "of four" if len(planted.right) == 4 else "of five or six" if len(planted.right) < 7 else "long"
                for key in (
                    ("", "all"),
                    ("language", language),
                    ("kind", kind),
                    ("place", planted.place),
                    ("elsewhere", elsewhere),
                    ("letters", size),
                ):
                    tally = tallies.setdefault(key, Tally())
                    tally.planted += 1
                    tally.found += bool(hits)
                    tally.right += any(planted.right in "".join(finding.suggestions[:1]) for finding in hits)
                if not hits:
                    missed.append(
                        f"  {language} {kind}, {planted.place}: {planted.right} ({elsewhere}) → {planted.wrong}"
                    )

    words_in_all = word_counts.total()
    rates = ", ".join(
        f"{code} {1000 * sum(n for (_, c), n in alarms.items() if c == code) / max(words_in_all, 1):.4f}"
        for code in codes
    )
    print(f"half {arguments.half}: {words_in_all} words; alarms per 1,000 words as they are: {rates}")
    print("alarms by how often the other form stands:", dict(by_elsewhere))
    print(f"{words_in_all / max(seconds, 1e-9):.0f} words/s of processor time, segmentation included\n")
    rows = [tally.row(name) for (_, name), tally in sorted(tallies.items())]
    for row, (group, name) in zip(rows, sorted(tallies), strict=True):
        count = sum(n for (language, _), n in alarms.items() if language == name)
        row.append(tables.shown(1000 * count / word_counts[name] if group == "language" else None))
    print(tables.render(["", "planted", "found", "put right", "alarms/1,000"], rows, arguments.markdown))
    for title, lines, most in (
        ("alarms", shown, arguments.show),
        ("missed", sorted(missed, key=lambda line: crc32(line.encode())), arguments.missed),
    ):
        if most:
            print(f"\n{title}:", *lines[:most], sep="\n")


if __name__ == "__main__":
    main()

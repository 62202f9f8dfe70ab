"""What other tools say of a translation beside its source: the peers of the checks of a pair, on the same sentences.

    python -m benchmarks.pair_peers DATA [--half test] [--seed 1] [--pairs en-de,en-zh] [--markdown]

DATA holds `parallel/pud.tsv.gz`: English beside sixteen languages, and the six pairs without English of
`benchmarks.numbers`. Planted are the slips of `benchmarks.numbers` and `benchmarks.kept`, made by their own functions with
their own seeds, and three of whole sentences: left out, left in the source's language, the translation of the next sentence
in its place.

Every tool is given true pairs of sentences, one at a time, as the peers are made for. tqcheck's figures for slips of whole
sentences, where finding the pairs is the work, are those of `benchmarks.structure`; none stand here.

Found: a check that is for such slips fires and was silent on the sentence as it was (tqcheck: says what it did not say);
in brackets the share in which it fires at all: a flag that stood there before the slip tells nobody of it. Any of pofilter:
by a check of it that was silent before. Human: the share of the translators' own sentences in which a check fires. Some of
these are slips of theirs; nothing is taken out.

The peers:

- strings: the numbers of both sides, as they are written, must be the same, as most tools have it; for quotation marks,
  links and what else is kept, the string rules of `benchmarks.kept`.
- digits: the digits of both sides, sorted, must be equal: written after the description of bicleaner-hardrules, not its code.
- pofilter of translate-toolkit (GPL-3.0-or-later), the package itself, with every check that its command line runs by
  default and the target's language: `pip install -r benchmarks/requirements.txt`. Where it is not installed it is left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import tables
from benchmarks.contestants import Absent

Peer = Callable[[str, str, str], bool]
"""Source, target and the target's language (ISO 639): whether a tool flags the pair."""

_ALONE = ("LT", "LNG", "SPL", "ENC")
"""Checks that look at no source; the others are asked twice, with it and without."""
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")


def by_string(source: str, target: str, language: str = "") -> bool:  # noqa: ARG001 - every peer's signature
    """Say whether the numbers of both sides, as they are written, differ."""
    return Counter(_NUMBER.findall(source)) != Counter(_NUMBER.findall(target))


def by_digits(source: str, target: str, language: str = "") -> bool:  # noqa: ARG001 - every peer's signature
    """Say whether the sorted digits of both sides differ."""
    return sorted(c for c in source if c.isdigit()) != sorted(c for c in target if c.isdigit())


class Pofilter:
    """pofilter's checks as its command line runs them (`--language`): the standard ones and what the language adds or leaves out.

    Raises Absent where translate-toolkit is not installed.
    """

    def __init__(self) -> None:
        try:
            from translate.filters import checks  # type: ignore[import-not-found, unused-ignore]
            from translate.storage import base  # type: ignore[import-not-found, unused-ignore]
        except ImportError:
            raise Absent("pip install translate-toolkit") from None
        self.version = f"translate-toolkit {metadata.version('translate-toolkit')}"
        self._checks = checks
        self._unit: Callable[[str], Any] = base.TranslationUnit
        self._checkers: dict[str, Any] = {}

    def failures(self, source: str, target: str, language: str) -> frozenset[str]:
        """Return the names of the checks that fail ("numbers", "urls", "endpunc" …)."""
        if language not in self._checkers:
            self._checkers[language] = self._checks.TeeChecker(
                checkerconfig=self._checks.CheckerConfig(targetlanguage=language),
                checkerclasses=[self._checks.StandardChecker, self._checks.StandardUnitChecker],
                languagecode=language,
            )
        unit = self._unit(source)
        unit.target = target
        return frozenset(self._checkers[language].run_filters(unit))

    def numbers(self, source: str, target: str, language: str) -> bool:
        return "numbers" in self.failures(source, target, language)


def pofilter() -> Pofilter | None:
    """Return pofilter; None, with a line on stderr, where it is not installed."""
    try:
        return Pofilter()
    except Absent as absent:
        print(f"pofilter is left out: {absent}", file=sys.stderr)
        return None


def number_peers() -> dict[str, Peer]:
    """Return the peers that compare numbers, those that are installed."""
    peers: dict[str, Peer] = {"strings": by_string, "digits": by_digits}
    test = pofilter()
    return peers if test is None else peers | {"pofilter": test.numbers}


# ---------------------------------------------------------------------------------- slips


@dataclass(frozen=True, slots=True)
class Slip:
    """A pair of sentences with something planted, and as it was."""

    kind: str
    source: str
    target: str
    source_before: str
    target_before: str


NUMBERS = ("digit", "scale word", "date", "currency", "dropped number")
WHOLE = ("sentence left out", "sentence untranslated", "next sentence's translation")
FOR_IT: dict[str, frozenset[str]] = {
    **dict.fromkeys(NUMBERS, frozenset({"numbers"})),
    **dict.fromkeys(("quotation marks", "title marks"), frozenset({"doublequoting", "singlequoting"})),
    "question mark": frozenset({"endpunc"}),
    "address": frozenset({"urls", "emails"}),
    "designation": frozenset({"acronyms", "numbers"}),
    "placeholder": frozenset({"printf", "pythonbraceformat", "variables", "xmltags"}),
    "emoji": frozenset(),
    "sentence left out": frozenset({"untranslated", "blank"}),
    "sentence untranslated": frozenset({"unchanged"}),
    "next sentence's translation": frozenset({"short", "long", "sentencecount"}),
}
"""Which of pofilter's checks are for a slip."""


def number_slips(rows: list[tuple[int, dict[str, str]]], one: str, other: str, seed: int) -> Iterator[Slip]:
    """Yield what `benchmarks.numbers` plants, the same for the same seed."""
    from benchmarks.numbers import PLANTS

    for number, texts in rows:
        source, target = texts[one], texts[other]
        if not source or not target:
            continue
        for plant, change in PLANTS.items():
            planted = change(target, other, Random(f"{seed} {one} {other} {number} {plant}"))
            if planted is not None and planted != target:
                kind = "dropped number" if plant == "dropped" else plant
                yield Slip(kind, source, planted, source, target)


def kept_slips(rows: list[tuple[int, dict[str, str]]], one: str, other: str) -> Iterator[Slip]:
    """Yield the wrong ones of what `benchmarks.kept` plants."""
    from benchmarks.kept import planted

    sources, targets = [texts[one].strip() for _, texts in rows], [texts[other].strip() for _, texts in rows]
    for plant in planted(sources, targets, one, other):
        if not plant.right:
            yield Slip(plant.kind, plant.source, plant.target, sources[plant.row], targets[plant.row])


def whole_slips(rows: list[tuple[int, dict[str, str]]], one: str, other: str) -> Iterator[Slip]:
    """Yield slips of whole sentences, three for each sentence."""
    for n, (_, texts) in enumerate(rows):
        source, target = texts[one], texts[other]
        following = rows[(n + 1) % len(rows)][1][other]
        for kind, planted in zip(WHOLE, ("", source, following), strict=True):
            yield Slip(kind, source, planted, source, target)


# -------------------------------------------------------------------------------- counting


@dataclass
class Counts:
    """Counts over all pairs of languages; tools by name, pofilter's checks by theirs."""

    sentences: int = 0
    human: Counter[str] = field(default_factory=Counter)
    human_by_pair: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    size: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By slip and tool: fires, and was silent before."""
    fires: Counter[tuple[str, str]] = field(default_factory=Counter)


def said_by_tqcheck(source: str, target: str, one: str, other: str) -> dict[str, set[str]]:
    """Return what each check says of one pair of sentences that it does not say of the translation alone.

    Settings are those without a file.
    """
    from benchmarks.sentence_pairs import analysis_of
    from tqcheck.checks import CHECKS
    from tqcheck.config import Settings

    settings = Settings()
    beside = analysis_of([source], [target], one, other)
    alone = replace(beside, source=None, pair=None)
    said: dict[str, set[str]] = {}
    for code, check in CHECKS.items():
        if not check.rule.default or code.startswith(_ALONE):
            continue
        messages = {finding.message for finding in check.run(beside, settings)}
        if messages:
            messages -= {finding.message for finding in check.run(alone, settings)}
        if messages:
            said[code] = messages
    return said


def measure(
    rows: list[tuple[int, dict[str, str]]], one: str, other: str, seed: int, counts: Counts, peer: Pofilter | None
) -> None:
    """Count the sentences of a pair of languages as they are, and with every slip."""
    from benchmarks.kept import CODE

    pair = f"{one}-{other}"
    clean: dict[tuple[str, str], dict[str, set[str]]] = {}
    usual: dict[tuple[str, str], frozenset[str]] = {}
    for _, texts in rows:
        source, target = texts[one].strip(), texts[other].strip()
        said = clean[source, target] = said_by_tqcheck(source, target, one, other)
        flags = {f"tqcheck {code}" for code in said} | ({"tqcheck, any"} if said else set())
        flags |= {name for name, test in (("strings", by_string), ("digits", by_digits)) if test(source, target)}
        if peer:
            failed = usual[source, target] = peer.failures(source, target, other)
            flags |= {f"pofilter {name}" for name in failed} | ({"pofilter, any"} if failed else set())
        counts.sentences += 1
        counts.size[pair] += 1
        counts.human.update(flags)
        counts.human_by_pair[pair].update(flags)
    slips = (number_slips(rows, one, other, seed), kept_slips(rows, one, other), whole_slips(rows, one, other))
    for slip in (slip for each in slips for slip in each):
        counts.planted[slip.kind] += 1
        key = slip.source_before.strip(), slip.target_before.strip()
        if slip.kind not in WHOLE:
            said = said_by_tqcheck(slip.source, slip.target, one, other)
            wanted = {CODE[slip.kind]} if slip.kind in CODE else {"NUM001", "NUM002", "NUM004"}
            hit = any(said.get(code, set()) - clean[key].get(code, set()) for code in wanted)
            counts.found[slip.kind, "tqcheck"] += hit
        for tool, test in _tests(slip.kind, one, other).items():
            fires = test(slip.source, slip.target)
            counts.fires[slip.kind, tool] += fires
            counts.found[slip.kind, tool] += fires and not test(*key)
        if peer:
            failed = peer.failures(slip.source, slip.target, other)
            counts.fires[slip.kind, "pofilter"] += bool(failed & FOR_IT[slip.kind])
            counts.found[slip.kind, "pofilter"] += bool((failed - usual[key]) & FOR_IT[slip.kind])
            counts.found[slip.kind, "any"] += bool(failed - usual[key])


def _tests(kind: str, one: str, other: str) -> dict[str, Callable[[str, str], bool]]:
    """Return the rules of strings and digits that are for a slip."""
    from benchmarks.kept import CODE, string_rules

    if kind in NUMBERS:
        return {"strings": by_string, "digits": by_digits}
    return {"strings": lambda a, b: kind in string_rules(a, b, one, other)} if kind in CODE else {}


def report(counts: Counts, half: str, markdown: bool) -> None:
    print(f"\nHuman sentences in which a check fires, per cent ({half} half, {counts.sentences:,} sentences)\n")
    table = []
    for name, count in sorted(counts.human.items(), key=lambda item: (_group(item[0]), -item[1])):
        worst = max(counts.size, key=lambda pair: counts.human_by_pair[pair][name] / counts.size[pair])
        most = 100 * counts.human_by_pair[worst][name] / counts.size[worst]
        table.append([name, f"{100 * count / counts.sentences:.2f}", f"{most:.1f} ({worst})"])
    print(tables.render(["check", "all pairs", "most"], table, markdown))
    print(f"\nPlanted, share found ({half} half)\n")
    table = []
    for kind, names in FOR_IT.items():
        cells = [_cell(counts, kind, tool) for tool in ("tqcheck", "strings", "digits", "pofilter", "any")]
        table.append([kind, f"{counts.planted[kind]:,}", *cells, ", ".join(sorted(names)) or "–"])
    head = ["planted", "n", "tqcheck", "strings", "digits", "pofilter", "any of pofilter", "pofilter's check"]
    print(tables.render(head, table, markdown))


def _cell(counts: Counts, kind: str, tool: str) -> str:
    n = counts.planted[kind]
    if not n or (kind, tool) not in counts.found or (tool == "pofilter" and not FOR_IT[kind]):
        return "–"
    found = f"{counts.found[kind, tool] / n:.3f}"
    return f"{found} ({counts.fires[kind, tool] / n:.2f})" if (kind, tool) in counts.fires else found


def _group(name: str) -> tuple[int, bool]:
    order = ("tqcheck", "strings", "digits", "pofilter")
    return next(n for n, start in enumerate(order) if name.startswith(start)), "any" not in name


def main() -> None:
    from benchmarks.numbers import WITHOUT_ENGLISH
    from benchmarks.sentence_pairs import parallel

    parser = argparse.ArgumentParser(prog="python -m benchmarks.pair_peers", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", default="", help="only these, with commas between: en-de,it-fr")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    peer = pofilter()
    half = None if arguments.half == "all" else arguments.half
    rows = list(parallel(arguments.data / "parallel" / "pud.tsv.gz", half))
    languages = [name for name in rows[0][1] if name not in ("sent_id", "en")]
    pairs = [*(("en", language) for language in languages), *WITHOUT_ENGLISH]
    wanted = [tuple(pair.split("-")) for pair in arguments.pairs.split(",") if pair] or pairs
    counts = Counts()
    for one, other in wanted:
        beside = [(number, texts) for number, texts in rows if texts[one] and texts[other]]
        measure(beside, one, other, arguments.seed, counts, peer)
    if peer:
        print(f"pofilter: {peer.version}")
    report(counts, arguments.half, arguments.markdown)


if __name__ == "__main__":
    main()

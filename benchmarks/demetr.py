"""What a check of a translation sees, phenomenon by phenomenon: DEMETR's good and bad translations, told apart or not.

    python -m benchmarks.demetr DATA [--half test] [--languagetool] [--by-language] [--neighbours 2] [--most 40]
                                     [--only id10,id26] [--show 5] [--markdown]

DATA holds `mt/demetr_dev.jsonl.gz` (Karpinska et al. 2022): a sentence in Chinese, Czech, French, German or Spanish, a good
translation into English, and the same with one error of a known kind. Halves are by a hash of the row's number. A source
sentence stands in about thirty rows, one for each kind: the halves share sentences, not errors.

Each translation is checked as a user's file would be, by the whole road: it is a paragraph of an article between
`--neighbours` others before and after it (good ones of the same language), the source's article is a file beside it, and the
settings are those without a file. LanguageTool is off; with `--languagetool` there is one more column with it.

A verdict is what the article's issues cost, the points of the penalty score (docs/penalty.md): 1 for a minor issue, 5 for a
major, 25 for a critical one. A file that cannot be checked at all costs 25. Worse: the bad translation's article has more
points than the good one's. False: it has fewer. The rest are ties. What the neighbours cost stands on both sides. pofilter
(`benchmarks.pair_peers`) gets the sentence alone; its verdict is how many of its checks fail.

Kinds: *rule*, what a rule of characters, words, numbers, names and lengths can see; *grammar*, what asks for a grammar of
English, which is LanguageTool's part; *meaning*, what only one who understands both sentences can see: a rule that reports
it would guess. A *control* has no error.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from benchmarks import tables
from benchmarks.pair_peers import Pofilter, pofilter
from tqcheck import pipeline
from tqcheck.config import Settings
from tqcheck.model import Severity
from tqcheck.scoring.penalty import SEVERITY_WEIGHTS, points_of

LANGUAGES = {
    "chinese_simple": "zh", "chinese": "zh", "czech": "cs", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "japanese": "ja", "polish": "pl", "russian": "ru", "spanish": "es",
}  # fmt: skip
TARGET = "en"
KINDS = ("rule", "grammar", "meaning", "control")

PHENOMENA: dict[str, tuple[str, str]] = {
    "base_id33_empty": ("rule", "nothing but a full stop"),
    "base_id33_shuffle_trans": ("rule", "the translation of another sentence"),
    "critical_id4_codemix": ("rule", "a word left in the source's language"),
    "critical_id9_ne_replaced": ("rule", "another name"),
    "critical_id10_numbers_replaced": ("rule", "another number"),
    "critical_id25_ne_removed": ("rule", "a name left out"),
    "major_id19_question": ("rule", "a statement made a question"),
    "minor_id1_repeat2": ("rule", "a word twice"),
    "minor_id2_repeat4": ("rule", "a word four times"),
    "minor_id26_misspelled": ("rule", "a misspelling"),
    "minor_id27_char_removed": ("rule", "a letter left out"),
    "minor_id28_final_punc_removed": ("rule", "no final mark"),
    "minor_id29_punc_addition": ("rule", "a stray mark"),
    "minor_id30_tokenized": ("rule", "spaces before the marks"),
    "minor_id31_full_lower": ("rule", "no capitals at all"),
    "minor_id32_first_lower": ("rule", "a small letter at the beginning"),
    "critical_id20_shuffled": ("grammar", "the words in any order"),
    "critical_id22_verb_removed": ("grammar", "a verb left out"),
    "critical_id23_noun_removed": ("grammar", "a noun left out"),
    "critical_id24_subj_removed": ("grammar", "a subject left out"),
    "minor_id12_conj_removed": ("grammar", "a conjunction left out"),
    "minor_id13_pos_shift": ("grammar", "another part of speech"),
    "minor_id14_word_swap": ("grammar", "two words swapped"),
    "minor_id15_case": ("grammar", "another case of a pronoun"),
    "minor_id16_function_word": ("grammar", "another function word"),
    "critical_id6_addition": ("meaning", "a word added"),
    "critical_id7_antonym": ("meaning", "the opposite word"),
    "critical_id8_negation": ("meaning", "a negation put in or taken out"),
    "critical_id11_gender": ("meaning", "a pronoun of another gender"),
    "critical_id21_adj_adv_removed": ("meaning", "an adjective or adverb left out"),
    "major_id3_hypernym": ("meaning", "a wider word"),
    "major_id5_pp_removed": ("meaning", "a prepositional phrase left out"),
    "major_id17_tense": ("meaning", "another tense"),
    "major_id18_aspect": ("meaning", "another aspect"),
    "base_id35_reference": ("control", "another translation, by a person"),
}
"""Phenomenon to its kind and what it is. Every one of the data is reported; one that is not named here counts as meaning."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of DEMETR. `language` is the source's."""

    language: str
    source: str
    good: str
    bad: str
    phenomenon: str


def rows(path: Path, half: str = "all") -> Iterator[Row]:
    """Yield the rows of one half ("tune", "test", "all"); those from a language that LANGUAGES has not are passed over."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            which = "tune" if crc32(str(number).encode()) % 2 else "test"
            row = json.loads(line)
            language = LANGUAGES.get(row["lp"].partition("-")[0])
            if language and half in (which, "all"):
                source, good, bad = (" ".join(row[name].split()) for name in ("src", "good", "bad"))
                yield Row(language, source, good, bad, row["phenomenon"])


# --------------------------------------------------------------------------------- verdicts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a translation costs, and how many issues of each code it has. LanguageTool's codes begin with "LT."."""

    points: float
    codes: Counter[str]


UNREADABLE = "unreadable"


class Desk:
    """Checks sentences as paragraphs of articles that lie as files beside their sources."""

    def __init__(self, language: str, neighbours: int, languagetool: bool, good: dict[str, str]) -> None:
        """`good` are the source sentences of a language and their translations, of which neighbours are taken in order."""
        engine = replace(Settings().languagetool, enabled=languagetool)
        settings = replace(Settings(), source_language=language, languagetool=engine)
        self._workshop = pipeline.Workshop(pipeline.Job(settings, None, None, ()))
        self._language, self._neighbours, self._good = language, neighbours, good
        self._order = list(good)
        self._number = {source: number for number, source in enumerate(self._order)}

    def close(self) -> None:
        self._workshop.close()

    def verdicts(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Verdict, Verdict]]:
        """Yield for each source and translation the verdict of our own checks, and that with LanguageTool's.

        Raises RuntimeError where LanguageTool is wanted and does not answer.
        """
        with TemporaryDirectory() as folder:
            targets = (self._written(Path(folder, str(number)), *pair) for number, pair in enumerate(pairs))
            for outcome in self._workshop.outcomes(targets):
                if self._workshop.failure:
                    raise RuntimeError(self._workshop.failure)
                if outcome.article is None:
                    said = Verdict(SEVERITY_WEIGHTS[Severity.CRITICAL], Counter({UNREADABLE: 1}))
                    yield said, said
                    continue
                issues = outcome.article.issues
                yield tuple(  # type: ignore[misc]
                    Verdict(sum(points_of(issue) for issue in some), Counter(issue.code for issue in some))
                    for some in ([i for i in issues if not i.code.startswith("LT.")], issues)
                )

    def _written(self, path: Path, source: str, translation: str) -> pipeline.Target:
        left, right = [source], [translation]
        for distance in range(1, self._neighbours + 1):
            for place in (-distance, distance):
                other = self._order[(self._number[source] + place) % len(self._order)]
                at = 0 if place < 0 else len(left)
                left.insert(at, other)
                right.insert(at, self._good[other])
        path.with_name(f"{path.name}.{self._language}.txt").write_text("\n\n".join(left) + "\n", encoding="utf-8")
        target = path.with_name(f"{path.name}.{TARGET}.txt")
        target.write_text("\n\n".join(right) + "\n", encoding="utf-8")
        return pipeline.Target(str(target))


# --------------------------------------------------------------------------------- counting


@dataclass
class Tally:
    """How often a tool told the bad translation from the good one, and by which codes."""

    rows: int = 0
    worse: int = 0
    false: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    """What the bad translation has more of, in the rows where it is worse; a row counts once for each code."""

    def count(self, good: Verdict, bad: Verdict) -> str:
        """Count a row and return "worse", "false" or "tie"."""
        self.rows += 1
        if bad.points > good.points:
            self.worse += 1
            self.codes.update(set(bad.codes - good.codes))
            return "worse"
        self.false += bad.points < good.points
        return "false" if bad.points < good.points else "tie"

    def add(self, other: Tally) -> None:
        self.rows += other.rows
        self.worse += other.worse
        self.false += other.false
        self.codes += other.codes


Tallies = dict[tuple[str, str, str], Tally]
"""By phenomenon, language and tool."""


def measure(
    data: list[Row], goods: dict[str, str], language: str, neighbours: int, languagetool: bool, peer: Pofilter | None
) -> Iterator[tuple[Row, str, Verdict, Verdict]]:
    """Yield for each row of a language and each tool ("tqcheck", "with LT", "pofilter") the verdicts of good and bad."""
    wanted = list(dict.fromkeys((row.source, text) for row in data for text in (row.good, row.bad)))
    desk = Desk(language, neighbours, languagetool, goods)
    try:
        said = dict(zip(wanted, desk.verdicts(wanted), strict=True))
    finally:
        desk.close()
    for row in data:
        good, bad = said[row.source, row.good], said[row.source, row.bad]
        yield row, "tqcheck", good[0], bad[0]
        if languagetool:
            yield row, "with LT", good[1], bad[1]
        if peer:
            failed = [peer.failures(row.source, text, TARGET) for text in (row.good, row.bad)]
            yield row, "pofilter", *(Verdict(len(names), Counter(names)) for names in failed)  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.demetr", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--languagetool", action="store_true", help="ask LanguageTool too, in one more column")
    parser.add_argument("--neighbours", type=int, default=2, help="paragraphs before and after; 0: the sentence alone")
    parser.add_argument("--most", type=int, help="at most so many rows of a phenomenon and language")
    parser.add_argument("--only", default="", help="phenomena, by a part of their names, with commas between")
    parser.add_argument("--by-language", action="store_true", help="print each language's share too")
    parser.add_argument("--show", type=int, default=0, help="print so many ties and false ones of each phenomenon")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    path = arguments.data / "mt" / "demetr_dev.jsonl.gz"
    parts = [part for part in arguments.only.split(",") if part]
    by_language: dict[str, list[Row]] = defaultdict(list)
    taken: Counter[tuple[str, str]] = Counter()
    for row in rows(path, arguments.half):
        key = row.language, row.phenomenon
        if (not parts or any(f"{part}_" in f"{row.phenomenon}_" for part in parts)) and (
            arguments.most is None or taken[key] < arguments.most
        ):
            taken[key] += 1
            by_language[row.language].append(row)
    goods: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(path):
        goods[row.language].setdefault(row.source, row.good)
    peer = pofilter()
    tallies: Tallies = defaultdict(Tally)
    shown: dict[str, list[str]] = defaultdict(list)
    for language, data in by_language.items():
        for row, tool, good, bad in measure(
            data, goods[language], language, arguments.neighbours, arguments.languagetool, peer
        ):
            came = tallies[row.phenomenon, language, tool].count(good, bad)
            if came != "worse" and tool != "pofilter":
                codes = f"{dict(good.codes - bad.codes)} → {dict(bad.codes - good.codes)}"
                shown[row.phenomenon].append(
                    f"{came}, {tool}, {language} {codes}\n    {row.source}\n    {row.good}\n    {row.bad}"
                )
    report(tallies, arguments.half, arguments.markdown)
    if arguments.by_language:
        report_by_language(tallies, arguments.markdown)
    for phenomenon, lines in shown.items():
        for line in sorted(lines, key=lambda line: (not line.startswith("false"), crc32(line.encode())))[
            : arguments.show
        ]:
            print(f"\n{phenomenon}: {line}")


# ---------------------------------------------------------------------------------- tables


def ordered(tallies: Tallies) -> list[str]:
    """Return the phenomena of a run: by kind, then as PHENOMENA has them."""
    known = list(PHENOMENA)
    found = {phenomenon for phenomenon, _, _ in tallies}
    return sorted(
        found, key=lambda name: (KINDS.index(kind_of(name)), known.index(name) if name in known else len(known), name)
    )


def kind_of(phenomenon: str) -> str:
    return PHENOMENA.get(phenomenon, ("meaning", ""))[0]


def total(tallies: Tallies, phenomena: Iterable[str], tool: str, language: str | None = None) -> Tally:
    """Return the sum over phenomena, of one language or all."""
    wanted, made = set(phenomena), Tally()
    for (phenomenon, spoken, name), tally in tallies.items():
        if phenomenon in wanted and name == tool and language in (None, spoken):
            made.add(tally)
    return made


def report(tallies: Tallies, half: str, markdown: bool) -> None:
    print(
        f"\nDEMETR, {half} half: the bad translation has the worse verdict / the better (false) / neither (tie), per cent\n"
    )
    names = ordered(tallies)
    tools = [tool for tool in ("tqcheck", "with LT", "pofilter") if any(tool == name for _, _, name in tallies)]
    head = ["kind", "phenomenon", "severity", "rows"]
    head += [cell for tool in tools for cell in (tool, "by")]
    table = []
    groups = [(name, [name]) for name in names]
    groups += [(f"all of {kind}", [name for name in names if kind_of(name) == kind]) for kind in KINDS]
    for label, phenomena in groups:
        if not phenomena:
            continue
        single = phenomena == [label]
        what = PHENOMENA.get(label, ("", label))[1] if single else label
        severity = label.partition("_")[0] if single else ""
        line = [kind_of(phenomena[0]), what, severity, f"{total(tallies, phenomena, tools[0]).rows:,}"]
        for tool in tools:
            tally = total(tallies, phenomena, tool)
            ties = tally.rows - tally.worse - tally.false
            line.append(" / ".join(_share(part, tally) for part in (tally.worse, tally.false, ties)))
            most = sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))[:3]
            line.append(", ".join(f"{code} {n}" for code, n in most) if single else "")
        table.append(line)
    print(tables.render(head, table, markdown))


def report_by_language(tallies: Tallies, markdown: bool) -> None:
    languages = sorted({language for _, language, _ in tallies})
    for tool in dict.fromkeys(name for _, _, name in tallies):
        print(f"\n{tool}: worse / false, per cent, by the source's language\n")
        table = []
        for name in ordered(tallies):
            cells = []
            for language in languages:
                tally = total(tallies, [name], tool, language)
                cells.append(f"{_share(tally.worse, tally)} / {_share(tally.false, tally)} ({tally.rows})")
            table.append([PHENOMENA.get(name, ("", name))[1], *cells])
        print(tables.render([tool, *languages], table, markdown))


def _share(part: int, tally: Tally) -> str:
    return f"{100 * part / tally.rows:.1f}" if tally.rows else "–"


if __name__ == "__main__":
    main()

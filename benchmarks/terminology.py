"""Terms of a glossary in the project's own translations: what is said where nothing was planted, and what is found of planted.

    python -m benchmarks.terminology [CORPORA] [--glossary FILE] [--otherwise FILE] [--show] [--missed] [--seed 1] [--markdown]

CORPORA is the folder of articles (default: corpora): every clean and second translation beside its source. The glossary
(default: benchmarks/terminology.csv) has forty things in twelve languages as a terminologist would write them, not as the
translators did. What a translator wrote where it is another word than the glossary's stands in `--otherwise` (default:
benchmarks/terminology_otherwise.csv: article, language, which translation, the source's term, what stands instead),
judged by reading each passage that lacks the term: `report` is what TRM002 should say (another word for the thing), `excuse` is
what it should not (a pronoun, a paraphrase, a term whose source word means something else there).

*Clean.* `terms`: a term of the source in a passage that stands on both sides, once a passage. `hits`: the right term stands in
the passage. `right`: reported, and another word is there; `overlooked`: another word is there, and nothing is said;
`false`: reported, and the translation is right. Each for what is reported by default and with `possible_terms`.

*Planted.* Each term that stands in a translation is replaced in all its forms by another word (seeded, one of eight of the
language, in the form of the dictionary), everywhere in the article ("everywhere") or in one passage ("once"); found: TRM002
says something about that term. Compounds that a term is a part of are left as they are, and excuse it. Of the names to keep,
each that stands in a translation loses, doubles or changes a letter or digit; found: TRM003 says so of that name.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from benchmarks import tables
from benchmarks.kept import slip
from tqcheck.alignment.pair import pair_of
from tqcheck.checks.kept.beside import both_sided
from tqcheck.checks.terminology import GlossaryTerm, KeptAsItIs
from tqcheck.config import Settings
from tqcheck.documents import read_file
from tqcheck.lexicon.glossary import Wanted
from tqcheck.lexicon.lemmas import irregular_forms
from tqcheck.lexicon.occurrences import Finder, is_regular
from tqcheck.model import Analysis, Article, Finding, LanguageJudgement, Tier

HERE = Path(__file__).parent

KEEP = (
    "Rails de Nuit", "Adria 482", "Borgo Teresiano", "Kelmouth Transport Authority", "Quay Street",
    "Station Road", "KT-8", "NK-12", "BX-12", "RFID-4",
)  # fmt: skip

OTHER_WORDS = {
    "cs": ("pokrývka", "sklenice", "houba", "křída", "svíčka", "lopata", "knoflík", "peřina"),
    "de": ("Decke", "Glas", "Pilz", "Kreide", "Kerze", "Schaufel", "Knopf", "Bohne"),
    "en": ("blanket", "mushroom", "chalk", "candle", "shovel", "button", "bean", "curtain"),
    "es": ("manta", "seta", "tiza", "vela", "pala", "botón", "alubia", "cortina"),
    "fr": ("couverture", "champignon", "craie", "bougie", "pelle", "bouton", "haricot", "rideau"),
    "it": ("coperta", "fungo", "gesso", "candela", "pala", "bottone", "fagiolo", "tenda"),
    "nl": ("deken", "paddenstoel", "krijt", "kaars", "schep", "knoop", "boon", "gordijn"),
    "pl": ("kołdra", "grzyb", "kreda", "świeca", "łopata", "guzik", "fasola", "zasłona"),
    "pt": ("manta", "cogumelo", "giz", "vela", "pá", "botão", "feijão", "cortina"),
    "ru": ("одеяло", "гриб", "мел", "свеча", "лопата", "пуговица", "фасоль", "занавеска"),
    "sv": ("filt", "svamp", "krita", "ljus", "spade", "knapp", "böna", "gardin"),
    "uk": ("ковдра", "гриб", "крейда", "свічка", "лопата", "ґудзик", "квасоля", "завіса"),
}
"""Words that stand in none of the articles and for none of the terms."""


@dataclass(frozen=True)
class Translation:
    """A translation beside its source, by the folder of its article and which translation it is ("clean", "reference")."""

    name: str
    kind: str
    source: Article
    one: str
    target: Article
    two: str

    def analysis(self, target: Article | None = None) -> Analysis:
        """Return what checks look at, with another text of the translation if one is given."""
        target = target or self.target
        pair = pair_of(self.source, self.one, target, self.two)
        judged = LanguageJudgement(self.two, self.two, self.two, self.two, (), (self.two,) * len(target.blocks))
        return Analysis(target, judged, (), source=self.source, pair=pair)


def translations(folder: Path) -> Iterator[Translation]:
    """Yield the clean and second translations of every article."""
    import yaml

    for plan in sorted(folder.glob("*/planted.yaml")):
        name = yaml.safe_load(plan.read_text(encoding="utf-8"))["source"]
        source = read_file(plan.parent / "clean" / name)
        for kind in ("clean", "reference"):
            for path in sorted(plan.parent.glob(f"{kind}/article.*")):
                if path.name != name:
                    yield Translation(
                        plan.parent.name, kind, source, name.split(".")[1], read_file(path), path.name.split(".")[1]
                    )


Key = tuple[int, str]
"""Where a term of the source stands: the index of its passage, and the term."""


def occurrences(analysis: Analysis, wanted: Mapping[str, Wanted]) -> Iterator[tuple[Key, bool]]:
    """Yield each term of the source once a passage, and whether one of its terms stands in the translation of it."""
    pair = analysis.pair
    assert pair is not None
    assert pair.source_language is not None
    assert pair.target_language is not None
    source = _finder(wanted, pair.source_language)
    for index, passage in both_sided(pair):
        for term in sorted({hit.term for unit in passage.source for hit in source.find(unit.text)}):
            target = _finder(wanted[term].terms, pair.target_language, any_case=True)
            yield (index, term), any(target.find(unit.text) for unit in passage.target)


def _finder(terms: Iterable[str], language: str, *, any_case: bool = False) -> Finder:
    return _made(tuple(terms), language, any_case)


@cache  # the lists of lemmas are read for each
def _made(terms: tuple[str, ...], language: str, any_case: bool) -> Finder:
    words = {word for term in terms for word in term.replace("-", " ").split()}
    irregular = irregular_forms(words, language, is_regular(language), bases_only=True)
    return Finder(terms, language, irregular, any_case=any_case, apart=True)


def reported(analysis: Analysis, settings: Settings) -> dict[Key, Finding]:
    """Return what TRM002 says, by where the source has the term."""
    pair = analysis.pair
    assert pair is not None
    found = {}
    for finding in GlossaryTerm().run(analysis, settings):
        place = finding.source
        assert place is not None
        for index, passage in both_sided(pair):
            if any(u.block == place.block and u.start <= place.start < u.end for u in passage.source):
                found[index, str(finding.evidence["term"])] = finding
    return found


# ----------------------------------------------------------------------------------------------- clean


def clean(
    given: Sequence[Translation], settings: Settings, judged: dict[tuple[str, ...], str], show: bool
) -> list[list[str]]:
    """Return a row of the table for each translation, and one for all; print what is reported or overlooked."""
    rows, total = [], Counter[str]()
    for translation in given:
        analysis = translation.analysis()
        counts = Counter[str]()
        said = reported(analysis, settings)
        wanted = settings.terms().between(translation.one, translation.two)
        for key, stands in occurrences(analysis, wanted):
            finding = said.get(key)
            verdict = judged.get((translation.name, translation.two, translation.kind, key[1]), "")
            counts["terms"] += 1
            counts["hits"] += stands
            counts["another word"] += verdict == "report" and not stands
            default = finding is not None and finding.tier is not Tier.POSSIBLE
            if finding is not None:
                what = "right" if verdict == "report" else "false"
                counts[what + " possible"] += 1
                counts[what] += default
            elif verdict == "report" and not stands:
                counts["overlooked"] += 1
            if show and (finding is not None or not stands):
                name = f"{translation.name} {translation.kind} {translation.two}"
                state = ("reported" if default else "possible") if finding is not None else "silent"
                print(f"{state:8}  {verdict or 'unjudged':8}  {name}  {key[1]}: {_passage(analysis, key[0])}")
        total += counts
        rows.append(
            _row(
                f"{translation.name} {translation.one}-{translation.two}" + "′" * (translation.kind != "clean"), counts
            )
        )
    return [*rows, _row("all", total)]


COLUMNS = ("terms", "hits", "another word", "right", "false", "right possible", "false possible", "overlooked")


def _row(name: str, counts: Counter[str]) -> list[str]:
    return [name, *(str(counts[column]) for column in COLUMNS)]


def _passage(analysis: Analysis, index: int) -> str:
    assert analysis.pair is not None
    return analysis.pair.passages[index].target_text


# --------------------------------------------------------------------------------------------- planted


def planted(given: Sequence[Translation], settings: Settings, seed: int, missed: bool) -> list[list[str]]:
    """Return the rows of the table of planted words by language, everywhere and once."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for translation in given:
        analysis = translation.analysis()
        before = reported(analysis, settings)
        wanted = settings.terms().between(translation.one, translation.two)
        where = defaultdict(list)
        for (index, term), stands in occurrences(analysis, wanted):
            if stands and (index, term) not in before:
                where[term].append(index)
        for term, indices in where.items():
            random = Random(f"{seed} {translation.name} {translation.kind} {translation.two} {term}")
            word = random.choice(OTHER_WORDS[translation.two])
            for way, only in (("everywhere", None), ("once", random.choice(indices))):
                places = _places(analysis, wanted[term], translation.two, only)
                changed = translation.analysis(_with(translation.target, places, word))
                said = [f for (_, name), f in reported(changed, settings).items() if name == term]
                default = any(f.tier is not Tier.POSSIBLE for f in said)
                for name in (translation.two, "all"):
                    counts[name][way] += 1
                    counts[name][way + " found"] += default
                    counts[name][way + " possible"] += bool(said)
                if missed and not said:
                    text = " … ".join(_passage(changed, index) for index in (indices if only is None else [only]))
                    print(f"missed  {way}  {translation.name} {translation.two}  {term} → {word}: {text}")
    languages = [*sorted(name for name in counts if name != "all"), "all"]
    return [
        [name, *(c for way in ("everywhere", "once") for c in (str(counts[name][way]), *_shares(counts[name], way)))]
        for name in languages
    ]


def _shares(counts: Counter[str], way: str) -> tuple[str, str]:
    return tuple(f"{counts[f'{way} {what}'] / counts[way]:.2f}" for what in ("found", "possible"))  # type: ignore[return-value]


def _places(analysis: Analysis, wanted: Wanted, language: str, only: int | None) -> list[tuple[int, int, int]]:
    """Return where terms stand in a translation (block, start, end), or only in one of its passages."""
    assert analysis.pair is not None
    finder = _finder(wanted.terms, language, any_case=True)
    units = analysis.pair.target_units if only is None else analysis.pair.passages[only].target
    return [(u.block, u.start + start, u.start + end) for u in units for start, end, _ in finder.find(u.text)]


def _with(article: Article, places: Sequence[tuple[int, int, int]], word: str) -> Article:
    """Return an article with a word at some places of its text. Its places in the raw text are not kept up."""
    blocks = list(article.blocks)
    for number, start, end in sorted(places, reverse=True):
        text = blocks[number].text
        capital = text[start].isupper() and not word[0].isupper()
        blocks[number] = replace(
            blocks[number], text=text[:start] + (word.capitalize() if capital else word) + text[end:]
        )
    return replace(article, blocks=tuple(blocks))


# ------------------------------------------------------------------------------------------ names to keep


def kept(given: Sequence[Translation], settings: Settings, seed: int, show: bool, missed: bool) -> list[list[str]]:
    """Return what TRM003 says of clean translations, and how many of changed names it finds."""
    # What markup keeps from translation is no text of a block: it is neither planted nor seen.
    counts = Counter[str]()
    for translation in given:
        analysis = translation.analysis()
        before = list(KeptAsItIs().run(analysis, settings))
        counts["said of clean"] += len(before)
        for finding in before if show else ():
            print(f"kept  {translation.name} {translation.kind} {translation.two}  {finding.message}")
        for entry in KEEP:
            if not _is_paired(analysis, entry) or any(f.evidence["entry"] == entry for f in before):
                continue
            wrong = slip(entry, Random(f"{seed} {translation.name} {translation.kind} {translation.two} {entry}"))
            changed = translation.analysis(_all_of(translation.target, entry, wrong))
            found = any(f.evidence["entry"] == entry for f in KeptAsItIs().run(changed, settings))
            counts["planted"] += 1
            counts["found"] += found
            if missed and not found:
                print(f"missed  kept  {translation.name} {translation.two}  {entry} → {wrong}")
    return [[str(counts[name]) for name in ("said of clean", "planted", "found")]]


def _is_paired(analysis: Analysis, entry: str) -> bool:
    """Say whether an entry stands on both sides of a passage: what only a title or a description has is not compared."""
    assert analysis.pair is not None
    return any(
        entry in passage.source_text and entry in passage.target_text for _, passage in both_sided(analysis.pair)
    )


def _all_of(article: Article, text: str, other: str) -> Article:
    blocks = tuple(replace(block, text=block.text.replace(text, other)) for block in article.blocks)
    return replace(article, blocks=blocks)


# ------------------------------------------------------------------------------------------------- run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("corpora"))
    parser.add_argument("--glossary", type=Path, default=HERE / "terminology.csv")
    parser.add_argument("--otherwise", type=Path, default=HERE / "terminology_otherwise.csv")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what is reported of clean translations, or silent")
    parser.add_argument("--missed", action="store_true", help="print planted words that are not found")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    settings = Settings(glossary_files=(str(options.glossary),), keep={"all": frozenset(KEEP)}, possible_terms=True)
    with options.otherwise.open(encoding="utf-8") as file:
        judged: dict[tuple[str, ...], str] = {
            (r["article"], r["lang"], r["which"], r["term"]): r["verdict"] for r in csv.DictReader(file)
        }
    given = list(translations(options.corpora))
    rows = clean(given, settings, judged, options.show)
    print(
        "\nClean translations (′: the second one)\n" + tables.render(["translation", *COLUMNS], rows, options.markdown)
    )
    head = [c for way in ("everywhere", "once") for c in (way, "found", "with possible_terms")]
    rows = planted(given, settings, options.seed, options.missed)
    print("\nA term replaced by another word\n" + tables.render(["into", *head], rows, options.markdown))
    rows = kept(given, settings, options.seed, options.show, options.missed)
    print("\nNames to keep\n" + tables.render(["said of clean", "planted", "found"], rows, options.markdown))


if __name__ == "__main__":
    main()

"""The checks of structure (STR): slips planted into translations, beside a textbook rule of lengths.

    python -m benchmarks.structure DATA [--half test] [--corpora corpora] [--most 20] [--curve] [--markdown] [--show]

DATA holds `parallel/pud.tsv.gz` (runs of twelve sentences; English beside sixteen languages, and six pairs without English)
and `mt/wmt21_mqm_*`, `mt/wmt24_esa_*` (source beside one system's hypothesis a document), as in `benchmarks.alignment`, whose
halves these are: the aligner's weights come from the same tuning half. Each document becomes two articles of paragraphs;
sentences are cut by the program, not given. Every document is looked at as it is, and once in each way of PLANTS for each of
up to `--tries` places; sentences under four words, which the checks leave alone, are no such place.

Found: a finding of the code touches what was planted. Precision: findings of the code in planted articles that touch it, of all
there are. Clean: the share of sentences that findings of the code touch in articles as they are. The peer (Okapi's rule: 45 to
200 % of the source's characters, 30 to 350 % under twenty) is given the true pairs of paragraphs, which no tool knows.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks import tables
from benchmarks.alignment import Document, languages_of, parallel, translated
from tqcheck.alignment import concepts
from tqcheck.alignment.pair import pair_of
from tqcheck.alignment.records import Similarity, Unit
from tqcheck.alignment.traits import is_alphabet, is_latin
from tqcheck.checks import structure
from tqcheck.checks.base import Check
from tqcheck.checks.structure import additions, omissions, yardstick
from tqcheck.checks.structure.passages import LEAST_WORDS
from tqcheck.config import Settings
from tqcheck.languages.segment import segment
from tqcheck.lexicon.words import count_words
from tqcheck.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Finding,
    LanguageJudgement,
    Piece,
    Sentence,
    SourceMap,
    Span,
)

CHECKS: tuple[Check, ...] = (
    structure.MissingPassage(),
    structure.AddedPassage(),
    structure.ShortenedPassage(),
    structure.UntranslatedPassage(),
    structure.RepeatedPassage(),
    structure.MovedPassage(),
)
CODES = tuple(check.rule.code for check in CHECKS)
_WITHOUT_ENGLISH = ("de-fr", "es-pt", "cs-pl", "ru-pl", "fi-sv", "it-fr")
_LEAST_LETTERS = 40
_SUMMARISED = 0.4
_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Line:
    """A sentence of the right side: its text, its paragraph, the sentence of the left side that it translates."""

    text: str
    paragraph: int
    of: int | None
    heading: bool = False
    planted: bool = False


@dataclass
class Planted:
    """A translation with a slip: its sentences, what was planted here, what of the source lacks."""

    lines: list[Line]
    missing: set[int] = field(default_factory=set)


Plant = Callable[[Document, list[Line], int, Sequence[str]], Planted | None]


def _drop(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if len({line.paragraph for line in lines[max(0, k - 1) : k + 2]} & {lines[k].paragraph}) == 0 or lines[k].heading:
        return None
    alone = sum(line.paragraph == lines[k].paragraph for line in lines) == 1
    return None if alone else Planted(lines[:k] + lines[k + 1 :], {k})


def _drop_paragraph(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    number = lines[k].paragraph
    gone = {n for n, line in enumerate(lines) if line.paragraph == number}
    if lines[k].heading or len({line.paragraph for line in lines}) < 3 or k != min(gone):
        return None
    return Planted([line for line in lines if line.paragraph != number], gone)


def _add(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if lines[k].heading:
        return None
    new = Line(strangers[k % len(strangers)], lines[k].paragraph, None, planted=True)
    return Planted([*lines[: k + 1], new, *lines[k + 1 :]])


def _replace(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if lines[k].heading:
        return None
    new = Line(strangers[k % len(strangers)], lines[k].paragraph, None, planted=True)
    return Planted([*lines[:k], new, *lines[k + 1 :]], {k})


def _leave(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if lines[k].heading or len(document.left[k]) < _LEAST_LETTERS:
        return None
    return Planted([*lines[:k], replace(lines[k], text=document.left[k], planted=True), *lines[k + 1 :]])


def _summarise(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    text = lines[k].text
    dense = " " not in text
    parts = list(text) if dense else text.split()
    if len(document.left[k]) < (30 if dense else 100) or len(parts) < 12 or lines[k].heading:
        return None
    kept = ("" if dense else " ").join(parts[: round(_SUMMARISED * len(parts))]).rstrip(" ,;:.،，、(") + (
        "。" if dense else "."
    )
    return Planted([*lines[:k], replace(lines[k], text=kept, planted=True), *lines[k + 1 :]])


def _repeat(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if k == 0 or lines[k].heading or lines[k - 1].heading or len(lines[k - 1].text) < _LEAST_LETTERS:
        return None
    return Planted([*lines[:k], replace(lines[k], text=lines[k - 1].text, planted=True), *lines[k + 1 :]])


def _swap(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    if k + 1 >= len(lines) or lines[k].heading:
        return None
    one, other = lines[k], lines[k + 1]
    here = replace(other, paragraph=one.paragraph, planted=True)
    return Planted([*lines[:k], here, replace(one, paragraph=other.paragraph, planted=True), *lines[k + 2 :]])


def _move(document: Document, lines: list[Line], k: int, strangers: Sequence[str]) -> Planted | None:  # noqa: ARG001
    rest = lines[:k] + lines[k + 1 :]
    places = [n for n in range(1, len(rest)) if abs(n - k) > 2]
    if lines[k].heading or not places:
        return None
    n = places[crc32(lines[k].text.encode()) % len(places)]
    return Planted([*rest[:n], replace(lines[k], paragraph=rest[n - 1].paragraph, planted=True), *rest[n:]])


PLANTS: dict[str, tuple[Plant, str]] = {
    "dropped sentence": (_drop, "STR001"),
    "dropped paragraph": (_drop_paragraph, "STR001"),
    "added sentence": (_add, "STR002"),
    "another sentence instead": (_replace, "STR001"),
    "summarised sentence": (_summarise, "STR003"),
    "untranslated sentence": (_leave, "STR004"),
    "repeated sentence": (_repeat, "STR005"),
    "neighbours swapped": (_swap, "STR006"),
    "moved sentence": (_move, "STR006"),
}


# ------------------------------------------------------------------------------ articles


@dataclass(frozen=True)
class _Text:
    article: Article
    spans: tuple[tuple[int, int, int], ...]
    """Block, start and end of each sentence that it was made of."""


def _article(path: str, language: str, lines: Sequence[tuple[str, int, bool]]) -> _Text:
    gap = "" if language in ("zh", "ja") else " "
    texts: list[str] = []
    kinds: list[BlockKind] = []
    spans: list[tuple[int, int, int]] = []
    last: int | None = None
    for text, paragraph, heading in lines:
        if paragraph != last or not texts:
            texts.append(text)
            kinds.append(BlockKind.HEADING if heading else BlockKind.PARAGRAPH)
        else:
            texts[-1] += gap + text
        last = paragraph
        spans.append((len(texts) - 1, len(texts[-1]) - len(text), len(texts[-1])))
    blocks: list[Block] = []
    start = 0
    for text, kind in zip(texts, kinds, strict=True):
        piece = Piece(Span(0, len(text)), Span(start, start + len(text)))
        blocks.append(Block(kind, text, SourceMap((piece,))))
        start += len(text) + 2
    return _Text(Article(path, "\n\n".join(texts), tuple(blocks), "text", declared_language=language), tuple(spans))


@dataclass(frozen=True)
class Looked:
    """An article with what the checks found in it."""

    source: _Text
    target: _Text
    found: dict[str, list[Finding]]
    foreign: set[tuple[int, int, int]]
    """Passages that LNG002 reports."""


def look(
    document: Document,
    planted: Planted,
    judged: bool,
    checks: Sequence[Check] = CHECKS,
    similarity: Similarity | None = None,
) -> Looked:
    one, other = languages_of(document)
    left = [
        (t, p, n < document.headings) for n, (t, p) in enumerate(zip(document.left, document.paragraphs, strict=True))
    ]
    source = _article("source", one, left)
    target = _article("target", other, [(line.text, line.paragraph, line.heading) for line in planted.lines])
    sentences = tuple(
        Sentence(index, start, end)
        for index, block in enumerate(target.article.blocks)
        for start, end in segment(block.text, other)
    )
    judgement = LanguageJudgement(other, other, other, other, (), (other,) * len(target.article.blocks))
    if judged:
        from tqcheck.languages.identify import judge

        judgement = judge(target.article, sentences, (), {})
    pair = pair_of(source.article, one, target.article, other, similarity)
    analysis = Analysis(target.article, judgement, sentences, source=source.article, pair=pair)
    found = {check.rule.code: list(check.run(analysis, Settings())) for check in checks}
    return Looked(source, target, found, {(p.block, p.start, p.end) for p in judgement.foreign})


def _touched(spans: Sequence[tuple[int, int, int]], finding: Finding, in_source: bool) -> set[int]:
    """Return the sentences that a finding touches: of the source where something is missing, else of the translation."""
    if not in_source:
        return _under(spans, finding.block, finding.start, finding.end)
    assert finding.source is not None
    place = finding.source
    blocks = finding.evidence.get("source_blocks", [place.block])
    return _under(spans, place.block, place.start, place.end) | {
        n for block in blocks[1:] for n in _under(spans, block, 0, 1)
    }


def _under(spans: Sequence[tuple[int, int, int]], block: int, start: int, end: int) -> set[int]:
    return {
        n
        for n, (b, s, e) in enumerate(spans)
        if b == block and min(end, e) - max(start, s) > 0.5 * min(end - start, e - s)
    }


# -------------------------------------------------------------------------------- counts


@dataclass
class Row:
    """Counts of one pair: by code on clean articles, by plant on planted ones."""

    sentences: int = 0
    clean: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    planted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hit: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reported: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    twice: int = 0
    whole: int = 0
    """Dropped paragraphs of which every sentence is reported."""
    peer: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sure: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))
    """Each finding's confidence and whether it is right."""
    best: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """For each slip the confidence of the surest finding that is right, 0 where there is none."""

    def add(self, other: Row) -> None:
        self.sentences += other.sentences
        self.twice += other.twice
        self.whole += other.whole
        for name in ("clean", "planted", "hit", "right", "reported", "peer"):
            for key, count in getattr(other, name).items():
                getattr(self, name)[key] += count
        for key in other.best:
            self.sure[key] += other.sure[key]
            self.best[key] += other.best[key]


def lines_of(document: Document) -> list[Line]:
    return [
        Line(text, paragraph, n, n < document.headings)
        for n, (text, paragraph) in enumerate(zip(document.right, document.paragraphs, strict=True))
    ]


def measure(
    document: Document,
    strangers: Sequence[str],
    tries: int,
    row: Row,
    show: bool,
    plants: Sequence[str],
    similarity: Similarity | None = None,
) -> None:
    lines = lines_of(document)
    looked = look(document, Planted(lines), judged=True, similarity=similarity)
    row.sentences += len(lines)
    for code, findings in looked.found.items():
        spans = looked.source.spans if code == "STR001" else looked.target.spans
        row.clean[code] += len(set().union(*(_touched(spans, f, code == "STR001") for f in findings)))
        if show:
            for f in findings:
                _print(document, looked, code, f)
    row.peer["clean"] += sum(_peer(document, lines).values())
    for plant in plants:
        make, code = PLANTS[plant]
        order = Random(crc32(f"{document.name} {plant}".encode())).sample(range(len(lines)), len(lines))
        order = [k for k in order if count_words(document.left[k]) >= LEAST_WORDS]
        made = [p for k in order if (p := make(document, lines, k, strangers))][:tries]
        for planted in made:
            _count(document, planted, plant, code, row, similarity)


def _count(
    document: Document, planted: Planted, plant: str, code: str, row: Row, similarity: Similarity | None
) -> None:
    checks = [check for check in CHECKS if check.rule.code == code]
    looked = look(document, planted, judged=code == "STR004", checks=checks, similarity=similarity)
    missing = code == "STR001"
    spans = looked.source.spans if missing else looked.target.spans
    true = planted.missing or {n for n, line in enumerate(planted.lines) if line.planted}
    touched = [_touched(spans, finding, missing) for finding in looked.found[code]]
    hit = set().union(*touched) & true
    if code == "STR004":
        told = {n for place in looked.foreign for n in _under(spans, *place)}
        row.twice += len(told & hit)
        hit |= told & true
    row.planted[plant] += 1
    row.hit[plant] += bool(hit)
    row.whole += plant == "dropped paragraph" and hit == true
    row.right[plant] += sum(bool(places & true) for places in touched)
    row.reported[plant] += len(touched)
    judged = [(f.confidence, bool(places & true)) for f, places in zip(looked.found[code], touched, strict=True)]
    row.sure[plant] += judged
    row.best[plant].append(max((confidence for confidence, right in judged if right), default=0.0))
    flags = _peer(document, planted.lines)
    concerned = {document.paragraphs[k] for k in planted.missing} or {
        line.paragraph for line in planted.lines if line.planted
    }
    row.peer[plant] += any(flags.get(paragraph, False) for paragraph in concerned)


def _peer(document: Document, lines: Sequence[Line]) -> dict[int, bool]:
    """Return for each paragraph whether its length is out of Okapi's bounds."""
    a: dict[int, int] = defaultdict(int)
    b: dict[int, int] = defaultdict(int)
    for text, paragraph in zip(document.left, document.paragraphs, strict=True):
        a[paragraph] += len(text)
    for line in lines:
        b[line.paragraph] += len(line.text)
    bounds = {p: (0.45, 2.0) if size > 20 else (0.3, 3.5) for p, size in a.items()}
    return {p: not bounds[p][0] <= b[p] / max(a[p], 1) <= bounds[p][1] for p in a}


def _print(document: Document, looked: Looked, code: str, finding: Finding) -> None:
    text = looked.target.article.blocks[finding.block].text
    here = text[finding.start : finding.end] or f"{text[max(0, finding.start - 60) : finding.start]} ^"
    there = ""
    if finding.source:
        there = looked.source.article.blocks[finding.source.block].text[finding.source.start : finding.source.end]
    print(f"{document.pair} {document.name} {code} {finding.confidence:.2f} {finding.message}\n    {here}\n    {there}")


# ----------------------------------------------------------------------------------- run


def documents_of(data: Path, every: bool) -> Iterator[tuple[str, Document]]:
    pud = list(parallel(data / "parallel" / "pud.tsv.gz"))
    right = {(document.name, languages_of(document)[1]): document.right for document in pud}
    for document in pud:
        yield "PUD", document
        if document.pair == "en-de":
            for pair in _WITHOUT_ENGLISH:
                one, other = pair.split("-")
                sides = right[document.name, one], right[document.name, other]
                yield "PUD, without English", replace(document, pair=pair, left=sides[0], right=sides[1])
    for document in translated(data / "mt", every):
        if document.setting == "two languages":
            yield "machine translation", document


def script_of(document: Document) -> str:
    sides = [" ".join(side) for side in (document.left, document.right)]
    if all(map(is_latin, sides)):
        return "Latin"
    return "alphabets" if all(map(is_alphabet, sides)) else "other scripts"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.structure", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--most", type=int, default=20, help="documents of each pair")
    parser.add_argument("--tries", type=int, default=3, help="places that each slip is planted at in a document")
    parser.add_argument("--pairs", default="", help="only these, with commas between: en-de,en-zh")
    parser.add_argument("--plants", default=",".join(PLANTS), help="only these, with commas between")
    parser.add_argument("--corpora", type=Path, help="the project's own articles: planted gold, and clean ones")
    parser.add_argument("--semantic", action="store_true", help="ask the model of the extra 'semantic' too")
    parser.add_argument("--unlisted", action="store_true", help="as if no table of words and lengths had the languages")
    parser.add_argument("--every", action="store_true", help="also documents that a system summarised")
    parser.add_argument("--lengths", action="store_true", help="print the table of lengths and stop")
    parser.add_argument("--curve", action="store_true", help="what is found at other confidences, from 0.5 on")
    parser.add_argument("--show", action="store_true", help="print what is found in clean articles")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    if arguments.lengths:
        print(lengths(arguments.data))
        return
    if arguments.curve:
        for least in (omissions.LEAST, additions.LEAST):
            least |= dict.fromkeys(least, 0.5)
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    scripts: dict[str, str] = {}
    for name, document in documents_of(arguments.data, arguments.every):
        wanted = not arguments.pairs or document.pair in arguments.pairs.split(",")
        if wanted and arguments.half in (document.half, "all"):
            groups[name, document.pair].append(document)
            scripts[document.pair] = script_of(document)
    similarity: Similarity | None = None
    if arguments.semantic:
        from tqcheck.scoring.optional.semantic import similarity_matrix as similarity
    if arguments.unlisted:
        concepts._table().clear()
        yardstick.LENGTHS.clear()
    plants = [plant for plant in arguments.plants.split(",") if plant]
    for name in dict.fromkeys(setting for setting, _ in groups):
        rows: dict[str, Row] = {}
        for (setting, pair), documents in groups.items():
            if setting != name:
                continue
            rows[pair] = Row()
            for number, document in enumerate(documents[: arguments.most]):
                strangers = documents[(number + 1) % len(documents)].right
                measure(document, strangers, arguments.tries, rows[pair], arguments.show, plants, similarity)
        sums: dict[str, Row] = {}
        for pair, row in rows.items():
            for label in (f"all in {scripts[pair]}", "all"):
                sums.setdefault(label, Row()).add(row)
        ordered = dict(sorted(sums.items(), reverse=True))
        if arguments.curve:
            curve(name, ordered, plants, arguments.markdown)
        else:
            report(name, rows | ordered, plants, arguments.markdown)
    if arguments.corpora:
        corpora(arguments.corpora, arguments.markdown, arguments.show)


def report(name: str, rows: dict[str, Row], plants: Sequence[str], markdown: bool) -> None:
    print(f"\n{name}: clean articles, share of sentences flagged (per cent)\n")
    head = ["", "sentences", *CODES, "lengths, paragraphs"]
    table = []
    for pair, row in rows.items():
        cells = [100 * row.clean[code] / max(row.sentences, 1) for code in CODES]
        flagged = row.peer["clean"]
        table.append([pair, str(row.sentences), *(tables.shown(cell, 2) for cell in cells), str(flagged)])
    print(tables.render(head, table, markdown))
    if not plants:
        return
    print(f"\n{name}: planted, found / precision (found by lengths)\n")
    table = [[pair, *(_cell(row, plant) for plant in plants)] for pair, row in rows.items()]
    print(tables.render(["", *plants], table, markdown))
    paragraphs, whole = (
        sum(row.planted["dropped paragraph"] for row in rows.values()),
        sum(r.whole for r in rows.values()),
    )
    if paragraphs:
        print(f"\ndropped paragraphs of which every sentence is reported: {whole / paragraphs:.3f}")
    print(f"untranslated sentences told by both LNG002 and STR004: {sum(row.twice for row in rows.values())}")


def curve(name: str, rows: dict[str, Row], plants: Sequence[str], markdown: bool) -> None:
    """Print recall and precision of findings from several confidences on."""
    print(f"\n{name}: found / precision by least confidence\n")
    table = []
    for label, row in rows.items():
        for plant in plants:
            cells = []
            for least in _CONFIDENCES:
                reported = [right for confidence, right in row.sure[plant] if confidence >= least]
                found = sum(best >= least for best in row.best[plant]) / max(len(row.best[plant]), 1)
                cells.append(f"{found:.3f} / {tables.shown(sum(reported) / len(reported) if reported else None)}")
            table.append([f"{plant}, {label}", *cells])
    print(tables.render(["", *map(str, _CONFIDENCES)], table, markdown))


def _cell(row: Row, plant: str) -> str:
    total = row.planted[plant]
    if not total:
        return "–"
    precision = row.right[plant] / row.reported[plant] if row.reported[plant] else None
    return f"{row.hit[plant] / total:.3f} / {tables.shown(precision)} ({row.peer[plant] / total:.2f})"


def lengths(data: Path) -> str:
    """Return how much longer than English each language is: median logarithm over the tuning half."""
    from statistics import median

    from tqcheck.alignment.traits import weight

    ratios: dict[str, list[float]] = defaultdict(list)
    import math

    for document in parallel(data / "parallel" / "pud.tsv.gz"):
        if document.half == "tune":
            for a, b in zip(document.left, document.right, strict=True):
                ratios[languages_of(document)[1]].append(math.log((weight(b) + 8) / (weight(a) + 8)))
    return json.dumps({language: round(median(values), 3) for language, values in ratios.items()})


# ------------------------------------------------------------------------------- corpora


def corpora(folder: Path, markdown: bool, show: bool) -> None:
    """Compare the project's translations with their sources: clean ones, second ones, and the planted gold."""
    import yaml

    from tqcheck.documents import read_file

    table = []
    for kind in ("clean", "reference", "flawed"):
        sentences = found = right = gold_count = hit = 0
        others: dict[str, int] = defaultdict(int)
        for plan in sorted(folder.glob("*/planted.yaml")):
            name = yaml.safe_load(plan.read_text(encoding="utf-8"))["source"]
            source = read_file(plan.parent / "clean" / name)
            one = name.split(".")[1]
            for path in sorted(plan.parent.glob(f"{kind}/article.*")):
                other = path.name.split(".")[1]
                if path.suffix == ".json" or other == one:
                    continue
                target = read_file(path)
                pair = pair_of(source, one, target, other)
                judgement = LanguageJudgement(other, other, other, other, (), (other,) * len(target.blocks))
                units: tuple[Unit, ...] = pair.target_units
                analysis = Analysis(target, judgement, (), source=source, pair=pair)
                sentences += len(units)
                gold = []
                if kind == "flawed":
                    issues = json.loads(Path(f"{path}.gold.json").read_text(encoding="utf-8"))["issues"]
                    gold = [issue["start"] for issue in issues if issue["code"] == "STR001"]
                reached: set[int] = set()
                for check in (*CHECKS, structure.PartsDiffer()):
                    for finding in check.run(analysis, Settings()):
                        if check.rule.code != "STR001":
                            others[check.rule.code] += 1
                        else:
                            raw = target.blocks[finding.block].source_map.to_raw(finding.start, finding.end)
                            near = {place for place in gold if abs(place - raw.start) <= _NEAR}
                            found += 1
                            right += bool(near)
                            reached |= near
                        if show:
                            print(
                                plan.parent.name,
                                kind,
                                other,
                                check.rule.code,
                                f"{finding.confidence:.2f}",
                                finding.message,
                            )
                gold_count += len(gold)
                hit += len(reached)
        cells = [sentences, found, right, gold_count, hit, *(others[c] for c in (*CODES[1:], "STR007"))]
        table.append([kind, *map(str, cells)])
    head = ["own articles", "sentences", "STR001", "right", "dropped", "found", *CODES[1:], "STR007"]
    print("\n" + tables.render(head, table, markdown))


_NEAR = 40
"""Characters between where a passage was cut and where it is said to be missing: markup between sentences."""


if __name__ == "__main__":
    main()

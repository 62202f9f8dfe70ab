"""The road of translations that are scored: files of segments or articles in, a report out.

hypotheses, references ─ segments | documents + alignment ─▶ segments side by side ─ scoring ─▶ Report
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck import gate
from tqcheck.config import Settings
from tqcheck.languages.inventory import base
from tqcheck.lexicon.words import count_words
from tqcheck.model import ArticleReport, Comparison, Coverage, EngineStatus, Report, Score, SegmentScore, Verdict
from tqcheck.scoring import DEFAULT_METRICS, METRICS, Options, ScoringError, not_scored
from tqcheck.segments import Columns, SegmentFile, SegmentSet, bring_together, read

if TYPE_CHECKING:
    from tqcheck.scoring.articles import Cut
    from tqcheck.scoring.evaluate import Evaluation

AS_ARTICLES = (".md", ".markdown", ".html", ".htm", ".xhtml")
"""Files that are articles unless it is said otherwise; all others hold segments."""
TABLES = ("tsv", "csv", "jsonl")
"""Formats of segments whose columns can be named."""
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be scored, and how."""

    hypotheses: tuple[Path, ...]
    references: tuple[Path, ...] = ()
    source: Path | None = None
    cut: str | None = None
    """ "lines", "articles", or None: by suffix."""
    metrics: tuple[str, ...] = DEFAULT_METRICS
    options: Options = field(default_factory=Options)
    language: str | None = None
    hypothesis_columns: tuple[str, ...] = ()
    reference_columns: tuple[str, ...] = ()
    source_column: str | None = None
    allow_empty: bool = False
    samples: int = 0
    """Bootstrap samples for intervals; 0: none."""
    test: str | None = None
    """ "bs", "ar" or None: the paired test of the systems."""
    trials: int | None = None
    """Its samples or trials; None: sacreBLEU's default."""
    seed: int | None = 12345
    jobs: int = 1
    metric_options: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Options of optional metrics by name."""


def score(
    hypothesis: str | Path | Sequence[str],
    references: Sequence[str | Path] | Sequence[Sequence[str]],
    *,
    metrics: Sequence[str] | None = None,
    segments: str | None = None,
    language: str | None = None,
) -> tuple[Score, ...]:
    """Score a translation against references, as `tqcheck score` does.

    `hypothesis` is a file, and `references` are files; or both are segments at hand: a list of
    texts, and one or more lists as long as it. `segments` says what files are: "lines" or
    "articles"; by default .md and .html are articles. `language` (BCP 47) chooses tokenisers.

    Raises InputFileError when a file cannot be read, ScoringError or ShapeError when texts do
    not belong together.
    """
    from tqcheck.scoring import score_segments

    wanted = tuple(metrics or DEFAULT_METRICS)
    if isinstance(references, str | Path):
        raise ScoringError("references are a list, also where there is one: [reference]")
    if not isinstance(hypothesis, str | Path):
        texts = [list(reference) for reference in references if not isinstance(reference, str | Path)]
        if len(texts) != len(references):
            raise ScoringError("a list of segments is scored against lists of segments, not against files or texts")
        return score_segments(hypothesis, texts, wanted, language=language)
    files = tuple(Path(reference) for reference in references if isinstance(reference, str | Path))
    if len(files) != len(references):
        raise ScoringError("a file is scored against files, not against lists of segments")
    request = Request(
        hypotheses=(Path(hypothesis),),
        references=files,
        cut=segments,
        metrics=wanted,
        language=language,
    )
    return run(request, Settings()).scores


def run(request: Request, settings: Settings, progress: Progress | None = None) -> Report:
    """Score what is requested and return the report.

    A metric of the gate's minima is scored even if it was not asked for. The verdict is "incomplete" when
    something was not scored. Raises InputFileError for files that cannot be read, ScoringError and
    ShapeError for what does not belong together or cannot be had.
    """
    wanted = tuple(dict.fromkeys([*map(_known, request.metrics), *settings.gate.min_scores]))
    sacre = tuple(name for name in wanted if name in METRICS)
    others = tuple(name for name in wanted if name not in METRICS)
    as_articles = {_is_article(path, request.cut) for path in request.hypotheses}
    if len(as_articles) > 1:
        raise ScoringError("articles and files of segments cannot be scored in one run: choose with --segments")
    systems = _articles(request) if as_articles.pop() else _segments(request)
    if request.test and len(systems) < 2:
        raise ScoringError("a paired test compares two or more systems: give another hypothesis")
    _names_differ(systems)
    groups: dict[tuple[Any, ...], list[System]] = {}
    for system in systems:
        if system.reason is None:
            groups.setdefault(system.references, []).append(system)
    if request.test and (len(groups) != 1 or any(system.reason for system in systems)):
        reason = next((system.reason for system in systems if system.reason), "their segments or references differ")
        raise ScoringError(f"the systems cannot be compared: {reason}")
    for group in groups.values():
        _evaluate(group, sacre, request, progress)
    if progress and (request.test or request.samples):
        progress("drawing samples")
    comparison = _compare(systems, request) if request.test else None
    articles = tuple(_reported(system, sacre, others, request, progress) for system in systems)
    return _report(articles, others, comparison, settings)


def _known(name: str) -> str:
    """Return a metric's name as it is written. Raises ScoringError for one that nobody has."""
    for metric in METRICS:
        if metric.lower() == name.lower():
            return metric
    from tqcheck.scoring.optional import listings

    others = [listing.name for listing in listings()]
    for other in others:
        if other.lower() == name.lower():
            return other
    raise ScoringError(f"there is no metric {name!r}; there are {', '.join((*METRICS, *others))}")


def _is_article(path: Path, cut: str | None) -> bool:
    return cut == "articles" if cut else path.suffix.lower() in AS_ARTICLES


def _names_differ(systems: Sequence[System]) -> None:
    seen = set()
    for system in systems:
        if system.name in seen:
            raise ScoringError(f"{system.name} is given twice")
        seen.add(system.name)


# ------------------------------------------------------------------------------ the systems


@dataclass(slots=True)
class System:
    """One hypothesis beside its references: segments, or the reason why there are none."""

    name: str
    hypotheses: tuple[str, ...] = ()
    references: tuple[tuple[str | None, ...], ...] = ()
    sources: tuple[str, ...] | None = None
    language: str | None = None
    declared: str | None = None
    words: int = 0
    reason: str | None = None
    coverage: Coverage | None = None
    notes: tuple[str, ...] = ()
    rows: Callable[[Sequence[dict[str, float]]], tuple[SegmentScore, ...]] | None = None
    evaluation: Evaluation | None = None


def _segments(request: Request) -> list[System]:
    language = request.language
    reference_side = Columns(references=request.reference_columns, source=request.source_column)
    references = [
        read(path, columns=reference_side, language=language, side="reference") for path in request.references
    ]
    source = (
        read(request.source, columns=Columns(source=request.source_column), language=language, side="source")
        if request.source
        else None
    )
    if references:
        _has_columns(references, request.reference_columns, "--reference-column")
    if source:
        _has_columns([source], request.source_column, "--source-column")
    systems = []
    for path in request.hypotheses:
        for column in request.hypothesis_columns or (None,):
            beside = () if references else request.reference_columns
            columns = Columns(column, beside, None if source else request.source_column)
            file = read(path, columns=columns, language=language, side="hypothesis")
            _has_columns([file], column, "--hypothesis-column")
            if not references:
                _has_columns([file], request.reference_columns, "--reference-column")
            if not source:
                _has_columns([file, *references], request.source_column, "--source-column")
            name = f"{path}:{column}" if len(request.hypothesis_columns) > 1 else str(path)
            systems.append(_system(name, file, references, source, request))
    return systems


def _has_columns(files: Sequence[SegmentFile], asked: Sequence[str] | str | None, option: str) -> None:
    """Raise ScoringError if columns are named and no file has any: whole lines would be scored, and nothing said."""
    if asked and not any(file.format in TABLES for file in files):
        raise ScoringError(f"{files[0].path} has no columns: {option} is for TSV, CSV and JSON Lines")


def _system(
    name: str, file: SegmentFile, references: Sequence[SegmentFile], source: SegmentFile | None, request: Request
) -> System:
    found = bring_together(file, references, source, allow_empty=request.allow_empty)
    declared = request.language or file.language
    return System(
        name=name,
        hypotheses=found.hypotheses,
        references=found.references,
        sources=found.sources,
        language=declared,
        declared=declared,
        words=sum(map(count_words, found.hypotheses)),
        notes=found.notes,
        rows=lambda values: _rows(found, values),
    )


def _rows(found: SegmentSet, values: Sequence[dict[str, float]]) -> tuple[SegmentScore, ...]:
    references = list(zip(*found.references, strict=True))
    return tuple(
        SegmentScore(
            id=found.ids[number],
            line=found.lines[number],
            hypothesis=found.hypotheses[number],
            references=references[number],
            source=found.sources[number] if found.sources else None,
            scores=scores,
        )
        for number, scores in enumerate(values)
    )


def _articles(request: Request) -> list[System]:
    from tqcheck import documents
    from tqcheck.scoring.articles import cut

    if not request.references:
        raise ScoringError("there is no reference to score against: give one with --reference")
    language = request.language
    versions = [documents.read_file(path, language=language) for path in request.hypotheses]
    references = [documents.read_file(path, language=language) for path in request.references]
    source = documents.read_file(request.source) if request.source else None
    # A test needs the same segments in every system; else no system's score depends on which others are there.
    groups = [versions] if request.test else [[version] for version in versions]
    systems = []
    for group in groups:
        found = cut(group, references, source)
        for number, article in enumerate(group):
            system = System(
                name=article.path,
                declared=article.declared_language,
                words=sum(count_words(block.text) for block in article.blocks),
            )
            if isinstance(found, str):
                system.reason = found
            else:
                _take(system, found, number)
            systems.append(system)
    return systems


def _take(system: System, found: Cut, number: int) -> None:
    from tqcheck.scoring.articles import segment_scores

    version = found.versions[number]
    system.hypotheses, system.references, system.sources = version.texts, found.references, found.sources
    system.language, system.coverage, system.notes = found.language, version.coverage, version.notes
    system.rows = lambda values: segment_scores(version, found, values)


# ------------------------------------------------------------------------------- the scores


def _evaluate(group: list[System], metrics: tuple[str, ...], request: Request, progress: Progress | None) -> None:
    from tqcheck.scoring.evaluate import evaluate

    if not metrics:
        return
    found = evaluate(
        [system.hypotheses for system in group],
        group[0].references,
        metrics,
        options=request.options,
        language=group[0].language,
        jobs=request.jobs,
        progress=progress,
    )
    for system, evaluation in zip(group, found, strict=True):
        system.evaluation = evaluation


def _compare(systems: Sequence[System], request: Request) -> Comparison | None:
    from tqcheck.scoring.evaluate import compare

    evaluations = [system.evaluation for system in systems if system.evaluation]
    if not evaluations:
        raise ScoringError(f"a paired test needs one of {', '.join(METRICS)}")
    names = [system.name for system in systems]
    return compare(names, evaluations, test=request.test or "bs", samples=request.trials, seed=request.seed)


def _reported(
    system: System, metrics: tuple[str, ...], others: tuple[str, ...], request: Request, progress: Progress | None
) -> ArticleReport:
    if system.reason:
        scores = (*not_scored(system.reason, metrics), *(_no_score(name, system.reason) for name in others))
        return ArticleReport(system.name, None, system.declared, system.words, (), scores)
    scores = ()
    values: list[dict[str, float]] = [{} for _ in system.hypotheses]
    notes = list(system.notes)
    if system.evaluation:
        scores = system.evaluation.scores(samples=request.samples, seed=request.seed)
        values = system.evaluation.rows
        if "TER" in metrics:
            notes += _characters_are_no_words(system.language, request.options)
    for name in others:
        score, further, said = _optional(name, system, request, progress)
        scores = (*scores, score)
        notes += said
        for row, value in zip(values, further, strict=True):
            if value is not None:
                row[name] = value
    return ArticleReport(
        path=system.name,
        language=None,
        declared_language=system.declared,
        words=system.words,
        issues=(),
        scores=scores,
        segments=system.rows(values) if system.rows else (),
        coverage=system.coverage,
        notes=tuple(notes),
    )


def _characters_are_no_words(language: str | None, options: Options) -> Iterator[str]:
    """Yield a note where TER takes whole sentences for words, as sacreBLEU's does unless it is told otherwise."""
    if base(language or "") in ("zh", "ja") and not (options.ter_normalized and options.ter_asian_support):
        yield (
            f"TER counts words between spaces, and {language} has none: take it with --ter-normalized and "
            "--ter-asian-support, or rely on chrF."
        )


def _no_score(name: str, reason: str) -> Score:
    from tqcheck.scoring.optional import optional_metric

    metric = optional_metric(name)
    return Score(metric.name, None, metric.direction, metric.range, None, 0, not_scored=reason)


def _optional(
    name: str, system: System, request: Request, progress: Progress | None
) -> tuple[Score, list[float | None], list[str]]:
    from tqcheck.scoring.optional import score_optional

    return score_optional(
        name,
        system.sources,
        system.hypotheses,
        [[text or "" for text in reference] for reference in system.references],
        language=system.language,
        options=request.metric_options.get(name),
        progress=(lambda done, of: progress(f"{name} {done} of {of}")) if progress else None,
    )


def _report(
    articles: tuple[ArticleReport, ...], others: tuple[str, ...], comparison: Comparison | None, settings: Settings
) -> Report:
    """Return the report: "incomplete" when something was not scored. Scores over several systems mean nothing: none are given."""
    from importlib.metadata import version

    engines = [EngineStatus("sacrebleu", version("sacrebleu"), "used")]
    if others:
        from tqcheck.scoring.optional import listings

        used = [listing for listing in listings() if listing.name in others]
        engines += [EngineStatus(listing.name, None, "used", listing.licence) for listing in used]
    verdict, reasons = gate.decide(articles, engines, (), settings)
    unscored: dict[tuple[str, str | None], list[str]] = {}
    for article in articles:
        for score in article.scores:
            if score.value is None:
                unscored.setdefault((article.path, score.not_scored), []).append(score.metric)
    missing = tuple(
        f"{path}: {', '.join(names)} {'was' if len(names) == 1 else 'were'} not scored: {reason}"
        for (path, reason), names in unscored.items()
    )
    if missing and verdict is not Verdict.FAIL:
        verdict, reasons = Verdict.INCOMPLETE, tuple(dict.fromkeys((*reasons, *missing)))
    over_all = articles[0].scores if len(articles) == 1 else ()
    return Report(verdict, reasons, articles, over_all, tuple(engines), (), comparison)

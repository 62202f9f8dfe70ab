"""The road: files in, a report out. Everything that checks articles goes through here.

    bytes ─ documents ─▶ Article ─ languages ─▶ sentences ─▶ checks ─▶ issues ─▶ gate ─▶ Report

LanguageTool is asked early and listened to late: while its server works on the next articles,
the checks of our own work on this one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck import documents, gate, issues
from tqcheck.config import Settings, discover
from tqcheck.errors import EngineError, InputFileError
from tqcheck.languages import identify
from tqcheck.languages.inventory import LANGUAGES, base
from tqcheck.languages.segment import segment
from tqcheck.matrix import matrix
from tqcheck.model import (
    Analysis,
    Article,
    ArticleReport,
    EngineStatus,
    Fact,
    GrammarMatch,
    InputError,
    Issue,
    LanguageJudgement,
    Report,
    Score,
    Sentence,
)
from tqcheck.originals import original_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tqcheck.alignment.pair import Pair
    from tqcheck.engines.languagetool import Client
    from tqcheck.scoring.optional.meaning import Meaning

LANGUAGETOOL = "LanguageTool"
AHEAD = 4
"""Articles that LanguageTool may be asked about ahead of the one that is being finished."""

Progress = Callable[[str], None]
"""Told the path of each article that is done."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to check: a file, or content that is at hand under a name."""

    path: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one target: a report, or an error; both where its source could not be read."""

    article: ArticleReport | None
    error: InputError | None


def check(
    path_or_text: str | Path | Iterable[str | Path],
    *,
    settings: Settings | None = None,
    language: str | None = None,
    source: str | Path | None = None,
    references: Sequence[str | Path] = (),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Check articles and return the report.

    `path_or_text` is a file, a folder (walked for what can be read), several of them, or the
    text of an article itself: a `str` that holds white space and names no file is a text.
    `language` declares the language (BCP 47) of every article. `source` is what a single
    article was translated from, `references` are other translations that it is scored against.
    Without `settings` those of the working folder hold.

    Raises InputFileError when a path leads nowhere, ConfigError for unusable settings. What
    goes wrong with one file among several is in the report's `errors`.
    """
    items = [path_or_text] if isinstance(path_or_text, str | Path) else list(path_or_text)
    targets = [target for item in items for target in expand(item)]
    return run(
        targets,
        settings=settings or discover(Path.cwd()),
        language=language,
        source=documents.read_file(Path(source)) if source else None,
        references=[documents.read_file(Path(reference)) for reference in references],
        jobs=jobs,
        progress=progress,
    )


def expand(item: str | Path) -> list[Target]:
    """Return the targets that a path or a text stands for. Raises InputFileError when there is none."""
    path = Path(item)
    try:
        if path.is_dir():
            return [Target(str(file)) for file in walk(path)]
        exists = path.exists()
    except (OSError, ValueError):  # a text may be too long for a path, or hold what no path can
        exists = False
    if not exists and isinstance(item, str) and any(character.isspace() for character in item):
        return [Target("<text>", item.encode("utf-8", "surrogatepass"))]
    return [Target(str(item))]


def walk(folder: Path) -> list[Path]:
    """Return the articles below a folder in a steady order; hidden folders are passed over."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in documents.SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not found:
        known = " ".join(sorted(documents.SUFFIXES))
        raise InputFileError(str(folder), "empty-folder", f"holds no article ({known})")
    return found


def run(
    targets: Sequence[Target],
    *,
    settings: Settings,
    language: str | None = None,
    source: Article | None = None,
    references: Sequence[Article] = (),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Check targets in their order and return the report; see `check`."""
    job = Job(settings, language, _with_language(source, settings) if source else None, tuple(references))
    outcomes, engines = (
        _in_processes(targets, job, jobs, progress) if jobs > 1 and len(targets) > 1 else _here(targets, job, progress)
    )
    articles = tuple(outcome.article for outcome in outcomes if outcome.article)
    errors = tuple(outcome.error for outcome in outcomes if outcome.error)
    verdict, reasons = gate.decide(articles, engines, errors, settings)
    scores: tuple[Score, ...] = articles[0].scores if len(articles) == 1 else ()
    return Report(verdict, reasons, articles, scores, engines, errors, matrix=matrix(articles))


def _with_language(source: Article, settings: Settings) -> Article:
    """Return the source with the language that it is in, where the file does not say: its names have its endings."""
    if source.declared_language:
        return source
    judged = look_at(source, replace(settings, languages=()))[1].language
    return replace(source, declared_language=judged)


# ------------------------------------------------------------------------ one run's workshop


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every article of a run."""

    settings: Settings
    language: str | None
    source: Article | None
    references: tuple[Article, ...]


@dataclass(slots=True)
class Prepared:
    article: Article
    language: LanguageJudgement
    sentences: tuple[Sentence, ...]
    source: Article | None
    missing: str | None
    """Why the source that the article names was not looked at."""
    matches: Future[tuple[GrammarMatch, ...]] | None


class Workshop:
    """Takes articles down the road one after the other and holds what they share: LanguageTool's client."""

    def __init__(self, job: Job) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self.job = job
        self.failure: str | None = None
        self.asked = False
        self._meaning: Meaning | None = None
        self._client: Client | None = None
        self._sources: dict[Path, Article | str] = {}
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="languagetool")
        self._connected: Future[Client] | None = None

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def outcomes(self, targets: Iterable[Target]) -> Iterator[Outcome]:
        """Yield what comes of each target, in order."""
        waiting: deque[Prepared | InputError] = deque()
        for target in targets:
            try:
                waiting.append(self._prepare(target))
            except InputFileError as error:
                waiting.append(InputError(error.path, error.kind, error.message))
            if len(waiting) > AHEAD:
                yield self._finish(waiting.popleft())
        while waiting:
            yield self._finish(waiting.popleft())

    def engines(self) -> tuple[EngineStatus, ...]:
        """Return what became of the engines in this run."""
        meaning = None if self.job.settings.semantic == "off" else self._model().status()
        return (self._languagetool(), meaning) if meaning else (self._languagetool(),)

    def _model(self) -> Meaning:
        if self._meaning is None:
            from tqcheck.scoring.optional.meaning import Meaning

            self._meaning = Meaning(self.job.settings.semantic)
        return self._meaning

    def _languagetool(self) -> EngineStatus:
        if not self.job.settings.languagetool.enabled:
            return EngineStatus(LANGUAGETOOL, None, "disabled", "switched off by the user")
        if self.failure:
            return EngineStatus(LANGUAGETOOL, None, "unavailable", self.failure)
        if not self.asked:
            return EngineStatus(LANGUAGETOOL, None, "not needed")
        version = self._connected.result().version if self._connected else None
        return EngineStatus(LANGUAGETOOL, version, "used")

    # The first half: read the article, tell its languages, send it off to LanguageTool.

    def _prepare(self, target: Target) -> Prepared:
        declared = self.job.language
        if target.content is None:
            article = documents.read_file(Path(target.path), language=declared)
        else:
            article = documents.read(target.path, target.content, language=declared)
        sentences, language = look_at(article, self.job.settings)
        source, missing = self._source_of(article)
        return Prepared(article, language, sentences, source, missing, self._ask(article, language))

    def _source_of(self, article: Article) -> tuple[Article | None, str | None]:
        """Return what an article was translated from, or why what it names cannot be read."""
        if self.job.source is not None:
            return self.job.source, None
        path = original_of(article, self.job.settings.source_language)
        if path is None:
            return None, None
        if path not in self._sources:
            try:
                self._sources[path] = _with_language(documents.read_file(path), self.job.settings)
            except InputFileError as error:
                self._sources[path] = str(error)
        found = self._sources[path]
        return (None, found) if isinstance(found, str) else (found, None)

    def _ask(self, article: Article, language: LanguageJudgement) -> Future[tuple[GrammarMatch, ...]] | None:
        settings = self.job.settings
        if not settings.languagetool.enabled or self.failure or language.language is None:
            return None
        from tqcheck.engines import languagetool

        spoken = {code for code in language.block_languages if code}
        if not any(code in languagetool.SUPPORTED for code in spoken):
            return None
        if self._connected is None:
            self._connected = self._threads.submit(languagetool.connect, settings.languagetool)
        self.asked = True
        connected = self._connected

        def ask() -> tuple[GrammarMatch, ...]:
            return tuple(connected.result().check(article, language.block_languages, variants_of(language, settings)))

        return self._threads.submit(ask)

    # The second half: our own checks, LanguageTool's answer, the issues.

    def _finish(self, prepared: Prepared | InputError) -> Outcome:
        if isinstance(prepared, InputError):
            return Outcome(None, prepared)
        # Imported here and not above: the first article is with LanguageTool while they load.
        from tqcheck.checks import CHECKS
        from tqcheck.lexicon.words import count_words
        from tqcheck.scoring.penalty import penalty

        article, language = prepared.article, prepared.language
        settings = self.job.settings
        pair, without = self._pair(prepared)
        analysis = Analysis(article, language, prepared.sentences, source=prepared.source, pair=pair)
        own = [
            (entry.rule, finding)
            for entry in CHECKS.values()
            if entry.rule.code != "LT" and _wanted(entry.rule.code, settings)
            for finding in entry.run(analysis, settings)
        ]
        unchecked = list(_not_checked(language))
        if prepared.missing:
            unchecked.append(f"It was not compared with its source: {prepared.missing}.")
        if without:
            unchecked.append(without)
        matches: tuple[GrammarMatch, ...] = ()
        if prepared.matches is not None:
            try:
                matches = prepared.matches.result()
            except EngineError as error:
                self.failure = str(error)
        if self.failure and settings.languagetool.enabled and language.language is not None:
            unchecked.append("Grammar was not checked: LanguageTool was not available.")
        grammar = CHECKS["LT"]
        heard = replace(analysis, matches=matches)
        own += [(grammar.rule, finding) for finding in grammar.run(heard, settings)]
        found = [(rule, f) for rule, f in own if settings.wants(f.code or rule.code, rule.default or rule.code == "LT")]
        words = sum(count_words(block.text) for block in article.blocks)
        shown = issues.make(article, found, prepared.source)
        weighed = penalty(shown, words, settings.penalty) if language.language else None
        short = gate.too_short(weighed, settings)
        report = ArticleReport(
            path=article.path,
            language=language.language,
            declared_language=article.declared_language,
            words=words,
            issues=shown,
            translated_from=prepared.source.path if prepared.source else None,
            unchecked=tuple(unchecked),
            penalty=weighed,
            notes=(short,) if short else (),
            facts=_facts(analysis.pair, shown),
        )
        missing = InputError(article.path, "source", f"its source {prepared.missing}") if prepared.missing else None
        return Outcome(self._with_scores(report, article), missing)

    def _pair(self, prepared: Prepared) -> tuple[Pair | None, str | None]:
        """Return the aligned pair, if there is one, and why no model helped where one was wanted."""
        source, language = prepared.source, prepared.language.language
        if source is None or language is None:
            return None, None
        code = base(source.declared_language) if source.declared_language else None
        pair, without = self._model().pair_of(source, code, prepared.article, language)
        return (pair, without) if pair.source_units and pair.target_units else (None, None)

    def _with_scores(self, report: ArticleReport, article: Article) -> ArticleReport:
        """Add what the references say of an article; single segments are for `tqcheck score`."""
        if not self.job.references:
            return report
        from tqcheck.scoring import DEFAULT_METRICS
        from tqcheck.scoring.articles import score_article

        metrics = list(dict.fromkeys([*DEFAULT_METRICS, *self.job.settings.gate.min_scores]))
        found = score_article(article, self.job.references, metrics)
        return replace(report, scores=found.scores, coverage=found.coverage, notes=(*report.notes, *found.notes))


def _facts(pair: Pair | None, shown: Sequence[Issue]) -> tuple[Fact, ...]:
    if pair is None:
        return ()
    from tqcheck.facts import facts_of

    return facts_of(pair, shown)


def _wanted(code: str, settings: Settings) -> bool:
    return settings.wants(code)


def look_at(article: Article, settings: Settings) -> tuple[tuple[Sentence, ...], LanguageJudgement]:
    """Return an article's sentences and the judgement of its languages."""
    expected = identify.expected_language(article, settings.languages)
    sentences = tuple(
        Sentence(index, start, end)
        for index, block in enumerate(article.blocks)
        for start, end in segment(block.text, block.language or expected)
    )
    return sentences, identify.judge(article, sentences, settings.languages, settings.variants)


def variants_of(language: LanguageJudgement, settings: Settings) -> Mapping[str, str]:
    """Return the variant (BCP 47) that each language of an article is to be checked in."""
    variants = dict(settings.variants)
    if language.language and language.variant:
        variants[language.language] = language.variant
    return variants


def _not_checked(language: LanguageJudgement) -> Iterator[str]:
    """Say in sentences what is out of our reach in an article of this language."""
    code = language.language
    if code is None:
        yield "Nothing was checked: the text does not tell its language and none is declared."
        return
    from tqcheck.engines.languagetool import SUPPORTED
    from tqcheck.lexicon import lexicon_for

    name = LANGUAGES[code].name
    if lexicon_for(code) is None:
        yield f"Spelling was not checked: there is no dictionary for {name}."
    if code not in SUPPORTED:
        yield f"Grammar was not checked: LanguageTool has no rules for {name}."


# ------------------------------------------------------------------------ here or in processes


def _here(
    targets: Sequence[Target], job: Job, progress: Progress | None
) -> tuple[list[Outcome], tuple[EngineStatus, ...]]:
    workshop = Workshop(job)
    done: list[Outcome] = []
    try:
        for outcome in workshop.outcomes(targets):
            done.append(outcome)
            if progress:
                progress(outcome.article.path if outcome.article else outcome.error.path if outcome.error else "")
        return done, workshop.engines()
    finally:
        workshop.close()


def _in_processes(
    targets: Sequence[Target], job: Job, jobs: int, progress: Progress | None
) -> tuple[list[Outcome], tuple[EngineStatus, ...]]:
    """Share the targets over processes that ask one LanguageTool server."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    if job.settings.languagetool.enabled:
        _start_once(job.settings)
    size = max(1, min(16, len(targets) // (jobs * 4)))
    shards = [targets[start : start + size] for start in range(0, len(targets), size)]
    results: dict[int, tuple[list[Outcome], tuple[EngineStatus, ...]]] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(_here, shard, job, None): index for index, shard in enumerate(shards)}
        try:
            for future in as_completed(futures):
                results[futures[future]] = future.result()
                for target in shards[futures[future]]:
                    if progress:
                        progress(target.path)
        except BaseException:  # Ctrl-C as well: what waits is not begun, what runs is not waited for
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    ordered = [results[index] for index in range(len(shards))]
    return [outcome for outcomes, _ in ordered for outcome in outcomes], _worst([engines for _, engines in ordered])


def _start_once(settings: Settings) -> None:
    """Have the server up before the processes ask for it; what fails here is reported by them."""
    from tqcheck.engines import languagetool

    try:
        languagetool.connect(settings.languagetool)
    except EngineError:
        return


def _worst(shards: Sequence[tuple[EngineStatus, ...]]) -> tuple[EngineStatus, ...]:
    order = ("unavailable", "used", "disabled", "not needed")
    return tuple(min(column, key=lambda status: order.index(status.status)) for column in zip(*shards, strict=True))

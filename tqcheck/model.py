"""The records that travel down the road: frozen, plain, free of any library.

Every offset is a count of Unicode code points, half-open, from 0. Two kinds of text are
counted: `Article.raw`, the decoded file, and `Block.text`, what a reader sees of one block.
A `SourceMap` leads from the second to the first. UTF-16 and line:column are computed at the
border (LanguageTool, reports), never stored here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair

OPAQUE = "\ufffc"
"""Stands in `Block.text` for something that must not be checked: code, a formula, translate="no".

One character (OBJECT REPLACEMENT CHARACTER), so that the words around it keep their places.
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


# --------------------------------------------------------------------------- the article


class Role(StrEnum):
    """What a piece of raw text is to the reader."""

    TEXT = "text"  # raw and visible text are the same, character by character
    ESCAPE = "escape"  # visible text written otherwise: an entity, a backslash escape, a line break
    OPAQUE = "opaque"  # one OPAQUE character for something that is not checked


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of visible text and the raw text that makes it. Markup lies between two pieces."""

    text: Span
    raw: Span
    role: Role = Role.TEXT


@dataclass(frozen=True)
class SourceMap:
    """Leads from offsets in a block's text to offsets in the article's raw text.

    `pieces` cover the block's text without a gap, in order; their raw spans rise and never
    overlap. An ESCAPE or OPAQUE piece is atomic: a span that touches it covers it whole.
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def _text_ends(self) -> list[int]:
        return [piece.text.end for piece in self.pieces]

    def to_raw(self, start: int, end: int) -> Span:
        """Map a span of block text (code points) to the raw span that makes it.

        An empty span maps to an empty one, at the place where its text would be inserted.
        Raises ValueError when the span is not inside the block's text.
        """
        size = self.pieces[-1].text.end if self.pieces else 0
        if not 0 <= start <= end <= size:
            raise ValueError(f"span {start}:{end} is not inside a text of {size} characters")
        if not self.pieces:
            raise ValueError("a block without text has no place in the raw text")
        first = self.pieces[min(bisect_right(self._text_ends, start), len(self.pieces) - 1)]
        if start == end:
            place = self._raw_start(first, start)
            if start == size:
                place = first.raw.end
            return Span(place, place)
        last = self.pieces[bisect_left(self._text_ends, end)]
        stop = last.raw.start + (end - last.text.start) if last.role is Role.TEXT else last.raw.end
        return Span(self._raw_start(first, start), stop)

    @staticmethod
    def _raw_start(piece: Piece, position: int) -> int:
        return piece.raw.start + (position - piece.text.start) if piece.role is Role.TEXT else piece.raw.start


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    LEDE = "lede"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    ALT = "alt"
    TABLE_CELL = "table_cell"
    METADATA = "metadata"


@dataclass(frozen=True)
class Block:
    """One block of an article as its reader sees it: a heading, a paragraph, a caption …

    `language` is the language that the file itself declares for this block (BCP 47), if it
    differs from the article's.
    """

    kind: BlockKind
    text: str
    source_map: SourceMap
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address that a file's text leads to: `target` as it is meant (entities decoded), and the raw span of the link.

    The span is that of the link with its text ("[text](address)", "<a …>text</a>"), or of an address that stands in
    the text itself.
    """

    target: str
    raw: Span


@dataclass(frozen=True)
class Article:
    """A file as it was read. `raw` is the decoded text without its byte-order mark, line ends as they are."""

    path: str
    raw: str
    blocks: tuple[Block, ...]
    format: str
    encoding: str = "utf-8"
    declared_language: str | None = None
    declared_by: str | None = None
    """Where the declared language comes from, for people: "front matter", "<html lang>", "file name", "--lang"."""
    origin: str | None = None
    """The file that it says it was translated from, as it writes it."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """The addresses that it gives for its versions in other languages, by language."""
    links: tuple[Hyperlink, ...] = ()
    """The links of its blocks in the order of the raw text, and the addresses that stand in them as text."""

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, position = [0], 0
        for line in self.raw.splitlines(keepends=True):
            position += len(line)
            if line[-1] in "\r\n":  # not the other separators of splitlines: an editor shows them inside a line
                starts.append(position)
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column (both from 1, in code points) of a raw offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return a line's text (lines count from 1) without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.raw)
        return self.raw[start:end].rstrip("\r\n")


# ------------------------------------------------------------- the article, looked at closer


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: a span (code points) of the text of the block with the index `block`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """Consecutive sentences of one block that are in another language than the article."""

    block: int
    start: int
    end: int
    language: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LanguageJudgement:
    """What language an article is in, as far as its text tells.

    `identified` is None where the text is too short or the voters disagree. `language` is the
    language that the article is checked in (ISO 639 code): the declared one unless the text
    says otherwise. `variant` is its BCP 47 tag (en-GB); for most languages the same.
    """

    language: str | None
    variant: str | None
    declared: str | None
    identified: str | None
    foreign: tuple[ForeignPassage, ...] = ()
    block_languages: tuple[str | None, ...] = ()
    """The language each block is checked in; None: not checked (undetermined or foreign as a whole)."""
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """What LanguageTool said, in offsets of the text of the block with the index `block`."""

    block: int
    start: int
    end: int
    rule_id: str
    sub_id: str | None
    category_id: str
    issue_type: str
    message: str
    short_message: str
    replacements: tuple[str, ...]
    urls: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Analysis:
    """An article with everything that checks may want to know of it."""

    article: Article
    language: LanguageJudgement
    sentences: tuple[Sentence, ...]
    matches: tuple[GrammarMatch, ...] = ()
    source: Article | None = None
    """The article that this one was translated from, where it is known."""
    pair: Pair | None = None
    """The two aligned by sentences, where both have running text."""

    def sentences_of(self, block: int) -> Iterator[Sentence]:
        return (sentence for sentence in self.sentences if sentence.block == block)

    def is_foreign(self, block: int, start: int, end: int) -> bool:
        """Say whether a span of a block's text touches a passage in another language."""
        return any(p.block == block and p.start < end and start < p.end for p in self.language.foreign)


# ---------------------------------------------------------------------------- what is found


class Severity(StrEnum):
    """The four severities of MQM, in rising order."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Tier(StrEnum):
    """How sure the judgement is. Only languages with measured quality get CERTAIN."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Rule:
    """The record of a check: what its issues are called and how they are classed.

    `mqm` is a type of MQM-Core ("linguistic conventions/spelling"), `its` a localization
    quality issue type of ITS 2.0 ("misspelling").
    """

    code: str
    name: str
    summary: str
    severity: Severity
    mqm: str
    its: str
    scope: str = "article"
    languages: tuple[str, ...] = ()
    """The languages it is for; empty: all."""
    fixable: bool = False
    default: bool = True
    """Whether it is selected without being asked for."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A span of the text of the block with the index `block` of the source article."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields: a span of the text of the block with the index `block`, and why.

    The pipeline makes an `Issue` of it: only one place maps offsets and hashes fingerprints.
    """

    block: int
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    tier: Tier = Tier.LIKELY
    severity: Severity | None = None
    """None: the rule's own."""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    code: str | None = None
    """None: the rule's own. LanguageTool's findings carry its rule id: LT.EN_A_VS_AN."""
    mqm: str | None = None
    its: str | None = None
    engine: str = "tqcheck"
    source: SourcePlace | None = None
    """What it is about in the source article, for checks of a translation against its source."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of the file that an issue begins in, or the part of a long one around it.

    `start` and `end` are the issue's place in `text`; `before` and `after` say whether the line goes on there.
    """

    text: str
    start: int
    end: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What an issue is about in the source article: code points of its raw text, line and column from 1."""

    path: str
    span: Span
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding in an article: a machine saw it, no person has confirmed it. Offsets are into `Article.raw`."""

    code: str
    severity: Severity
    confidence: float
    tier: Tier
    message: str
    text: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    suggestions: tuple[str, ...]
    category: str
    its: str
    engine: str
    evidence: Mapping[str, Any]
    fingerprint: str
    block: str
    excerpt: Excerpt
    source: Counterpart | None = None


class FactStatus(StrEnum):
    """What became of a fact of the source. UNSEEN: no counterpart was found, and no issue says that it is wrong."""

    KEPT = "kept"
    WRONG = "wrong"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, name, designation, quotation or link of the source beside what says the same in the translation.

    `kind` is one of these words, `type` says more ("money", "date", "mail"). Values are what is compared where that is
    not the text: where a link leads to, what a number counts. `issues` are the fingerprints of those that say that it is wrong.
    """

    kind: str
    type: str
    status: FactStatus
    source: Counterpart
    target: Counterpart | None
    source_value: str | None = None
    target_value: str | None = None
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """What bootstrap samples of the segments say of a score.

    `low` and `high` are the quantiles that hold `level` of the samples' scores; `mean` is their
    mean. (sacreBLEU prints the mean and half the width.)
    """

    low: float
    high: float
    level: float
    mean: float
    samples: int
    seed: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """A score, or the reason why there is none: exactly one of `value` and `not_scored` is set."""

    metric: str
    value: float | None
    direction: str
    """"higher" or "lower" is better."""
    range: tuple[float, float | None]
    signature: str | None
    segments: int
    interval: Interval | None = None
    not_scored: str | None = None
    details: str | None = None
    """What sacreBLEU prints beside it: BLEU's precisions, brevity penalty and lengths."""


class Alignment(StrEnum):
    """How a scored segment came about where texts were aligned. All but PAIRED, MERGED and SPLIT count as errors."""

    PAIRED = "paired"  # one sentence on each side
    MERGED = "merged"  # several sentences of the reference are one of the hypothesis
    SPLIT = "split"  # one sentence of the reference is several of the hypothesis
    REWORKED = "reworked"  # several on each side
    OMITTED = "omitted"  # the hypothesis has nothing: scored as an empty hypothesis
    ADDED = "added"  # the hypothesis holds more than the reference, beside what it has


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """One scored segment: its texts and its value in each metric (metric name to value).

    `id` is the line number or the unit's own name in its file; `line` counts from 1 in the
    hypothesis file (None where the hypothesis has nothing). `moved` says that the passage stands
    elsewhere in the hypothesis than in the reference.
    """

    id: str
    line: int | None
    hypothesis: str
    references: tuple[str, ...]
    source: str | None
    scores: Mapping[str, float]
    alignment: Alignment = Alignment.PAIRED
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article and its reference was aligned. Shares are of words, from 0 to 1."""

    hypothesis: float
    reference: float
    counts: Mapping[str, int]
    """Segments by `Alignment`, and "moved"."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty score in MQM categories, counted from issues that no person has confirmed.

    `points` are the issues' severity weights times their categories' weights. `value` is
    100 minus the points for each 1,000 words, not below 0; None under `least_words`, where a
    single issue would decide it.
    """

    value: float | None
    points: float
    words: int
    least_words: int
    by_severity: Mapping[str, int]
    by_category: Mapping[str, int]
    """Issues by MQM dimension ("linguistic conventions")."""


@dataclass(frozen=True, slots=True)
class SystemScore:
    """What a comparison says of one system in one metric.

    `p_value` compares it with the baseline (None: it is the baseline). `ranks` are the best and
    the worst rank that it may have: 1 + the number of systems that are significantly better,
    and the number of systems less those that are significantly worse.
    """

    metric: str
    value: float
    interval: Interval | None
    p_value: float | None
    ranks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class System:
    name: str
    scores: tuple[SystemScore, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems that translated the same segments, tested against the first of them, the baseline."""

    test: str
    """"paired bootstrap" or "approximate randomisation"."""
    samples: int
    seed: int | None
    level: float
    """A p-value below it is significant."""
    signatures: Mapping[str, str]
    systems: tuple[System, ...]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """`status` is one of used, disabled, unavailable, not needed."""

    name: str
    version: str | None
    status: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class InputError:
    """Something that could not be read or checked. `kind` is a short word for programs."""

    path: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class ArticleReport:
    path: str
    language: str | None
    declared_language: str | None
    words: int
    issues: tuple[Issue, ...]
    scores: tuple[Score, ...] = ()
    unchecked: tuple[str, ...] = ()
    """What was not checked in this article, a sentence each."""
    segments: tuple[SegmentScore, ...] = ()
    """The scored segments, where they were asked for."""
    coverage: Coverage | None = None
    """Where sentences were aligned with a reference's: how much of both found a partner."""
    penalty: Penalty | None = None
    notes: tuple[str, ...] = ()
    """What a reader of the scores must know, a sentence each: lines that were empty, passages left out."""
    translated_from: str | None = None
    """The source that it was compared with."""
    facts: tuple[Fact, ...] = ()
    """The facts of the source and what became of them, in its order."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A place of a source, and what became of it in each of its translations.

    `issues` are the codes by path of the translations that have one there; `right` are the other
    translations. `odd` is the one that stands alone: with an issue where all others have none.
    """

    place: Counterpart
    issues: Mapping[str, str]
    right: tuple[str, ...]
    odd: str | None
    said: Mapping[str, str] = field(default_factory=dict)
    """What each translation has there, by path, where the place is a fact and has a counterpart."""


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Report:
    verdict: Verdict
    reasons: tuple[str, ...]
    """Why the verdict is not "pass", a sentence each."""
    articles: tuple[ArticleReport, ...]
    scores: tuple[Score, ...]
    engines: tuple[EngineStatus, ...]
    errors: tuple[InputError, ...]
    comparison: Comparison | None = None
    matrix: tuple[MatrixRow, ...] = ()
    """Where several translations of one source were checked: the places at which one of them has an issue."""

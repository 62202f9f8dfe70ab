"""Articles whose sentences do not line up become segments that do.

Every version, and every further reference, is aligned with the first reference; sentences that
are linked make one segment. Nothing is left out: what the reference has and a version has not is
a segment with an empty hypothesis; what only a version has goes with the segment before it (a
segment of its own would have an empty reference, against which chrF counts nothing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tqcheck.alignment import Aligned, Link, Unit, align, units_of
from tqcheck.languages.identify import identify
from tqcheck.languages.inventory import base, siblings
from tqcheck.model import Alignment, Article, Coverage, Score, SegmentScore
from tqcheck.scoring import DEFAULT_METRICS, not_scored
from tqcheck.scoring.evaluate import evaluate

LEAST_LIKENESS = 0.06
"""Similarity (0 to 1) of two versions of one article at the least, over all of the reference.

Free translations of one article reach 0.2 to 0.35, different articles in one language up to 0.02 (corpora/).
"""
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that put no space between sentences."""
LEAST_MOVED = 0.1
"""Similarity of a passage to the one that it is said to be elsewhere."""
_MOST_RATIO, _SHORT = 2.5, 40
"""Two translations of one passage differ less than so in length; under so many characters lengths say nothing."""
_SHOWN = 3
"""Omitted passages that a note quotes."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version's side of the segments; a text is empty where it has nothing."""

    texts: tuple[str, ...]
    lines: tuple[int | None, ...]
    alignments: tuple[Alignment, ...]
    moved: tuple[bool, ...]
    coverage: Coverage
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Versions of an article and its references, cut alike. A reference is None where it says nothing of a segment."""

    versions: tuple[Version, ...]
    references: tuple[tuple[str | None, ...], ...]
    language: str | None
    sources: tuple[str, ...] | None = None
    """What the first reference's sentences of a segment were translated from, as far as the alignment tells."""


def cut(versions: Sequence[Article], references: Sequence[Article], source: Article | None = None) -> Cut | str:
    """Return the segments of versions and references, or a sentence that says why there are none.

    Versions that are cut together share their segments, as a paired test needs.
    """
    language = _language(versions, references)
    own = [units_of(article, language) for article in versions]
    others = [units_of(article, language) for article in references]
    for article, units in zip((*versions, *references), (*own, *others), strict=True):
        if not units:
            return f"{article.path} has no running text to score"
    for article in (*versions, *references):
        different = _other_language(article, language)
        if different:
            return f"{article.path} is in {different}, the first of these articles in {language}"
    pivot = others[0]
    codes = (language, language)
    evident = [align(pivot, units, same_language=True, languages=codes) for units in own]
    for article, found in zip(versions, evident, strict=True):
        if _likeness(found, pivot) < LEAST_LIKENESS:
            return f"{article.path} has next to nothing in common with {references[0].path}: are they the same article?"
    aligned = [_without_gaps(found, pivot, units) for found, units in zip(evident, own, strict=True)]
    further = [
        _without_gaps(align(pivot, units, same_language=True, languages=codes), pivot, units) for units in others[1:]
    ]
    parts = _parts([*aligned, *further], len(pivot))
    space = "" if base(language or "") in _UNSPACED else " "
    joined = [
        tuple(space.join(units[index].text for index in part.sides[side]) for part in parts)
        for side, units in enumerate((*own, *others[1:]))
    ]
    first = tuple(space.join(pivot[index].text for index in part.pivot) for part in parts)
    rest = [tuple(text or None for text in texts) for texts in joined[len(own) :]]
    return Cut(
        tuple(
            _version(article, units, pivot, found, parts, side, joined[side], language)
            for side, (article, units, found) in enumerate(zip(versions, own, aligned, strict=True))
        ),
        (first, *rest),
        language,
        _sources(source, pivot, parts, language) if source else None,
    )


def _sources(source: Article, pivot: Sequence[Unit], parts: Sequence[_Part], language: str | None) -> tuple[str, ...]:
    units = units_of(source, source.declared_language)
    found = align(units, pivot, same_language=False, languages=(source.declared_language, language))
    owners = {index: number for number, part in enumerate(parts) for index in part.pivot}
    texts: list[list[int]] = [[] for _ in parts]
    for link in found.links:
        if link.left and link.right:
            texts[owners[link.right[0]]].extend(link.left)
    space = "" if base(source.declared_language or "") in _UNSPACED else " "
    return tuple(space.join(units[index].text for index in sorted(indices)) for indices in texts)


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article's scores, and what they were made of."""

    scores: tuple[Score, ...]
    segments: tuple[SegmentScore, ...] = ()
    coverage: Coverage | None = None
    notes: tuple[str, ...] = ()


def score_article(
    article: Article, references: Sequence[Article], metrics: Sequence[str] = DEFAULT_METRICS
) -> ScoredArticle:
    """Score an article against references of the same article, sentence by sentence, whether or not they line up.

    Where they cannot be aligned, nothing is scored and the reason is given: never a number made of a part.
    """
    found = cut([article], references)
    if isinstance(found, str):
        return ScoredArticle(not_scored(found, metrics))
    (version,) = found.versions
    (evaluation,) = evaluate([version.texts], found.references, metrics, language=found.language)
    return ScoredArticle(
        evaluation.scores(), segment_scores(version, found, evaluation.rows), version.coverage, version.notes
    )


def segment_scores(version: Version, found: Cut, rows: Sequence[Mapping[str, float]]) -> tuple[SegmentScore, ...]:
    """Return the rows of one version."""
    return tuple(
        SegmentScore(
            id=str(number + 1),
            line=version.lines[number],
            hypothesis=version.texts[number],
            references=tuple(reference[number] or "" for reference in found.references),
            source=found.sources[number] if found.sources else None,
            scores=scores,
            alignment=version.alignments[number],
            moved=version.moved[number],
        )
        for number, scores in enumerate(rows)
    )


def _likeness(aligned: Aligned, pivot: Sequence[Unit]) -> float:
    """Return the mean similarity of what is linked, 0 for what is not, weighted by length."""
    lengths = [len(unit.text) for unit in pivot]
    found = sum(link.similarity * sum(lengths[index] for index in link.left) for link in aligned.links if link.right)
    return found / sum(lengths)


def _without_gaps(aligned: Aligned, left: Sequence[Unit], right: Sequence[Unit]) -> Aligned:
    """Pair what has no partner on either side of one place, if it is about as long: it was said in other words.

    An aligner that looks for omissions must not; for a score it is neutral, and a passage that was
    merely rewritten is not called missing.
    """
    links: list[Link] = []
    run: list[Link] = []
    for link in (*_without_doubtful_moves(aligned.links), None):
        if link is not None and not (link.left and link.right):
            run.append(link)
            continue
        omitted, added = [one for one in run if one.left], [one for one in run if one.right]
        if len(omitted) == len(added) and all(map(partial(_alike, left, right), omitted, added)):
            links.extend(map(_joined, [[one] for one in omitted], [[one] for one in added]))
        elif omitted and added and _alike(left, right, _joined(omitted, []), _joined([], added)):
            links.append(_joined(omitted, added))
        else:
            links.extend(run)
        run = []
        if link is not None:
            links.append(link)
    return Aligned(tuple(links))


def _without_doubtful_moves(links: Sequence[Link]) -> list[Link]:
    """Take apart what is said to have moved and is hardly like what it is said to be: one thing left out, another put in."""
    kept = []
    added = []
    for link in links:
        if link.moved and link.similarity < LEAST_MOVED:
            kept.append(Link(link.left, (), 0.0, link.confidence))
            added.append(Link((), link.right, 0.0, link.confidence))
        else:
            kept.append(link)
    for extra in added:
        before = [place for place, link in enumerate(kept) if link.right and link.right[-1] < extra.right[0]]
        kept.insert(before[-1] + 1 if before else 0, extra)
    return kept


def _alike(left: Sequence[Unit], right: Sequence[Unit], omitted: Link, added: Link) -> bool:
    one, other = (
        sum(len(side[index].text) for index in link) for side, link in ((left, omitted.left), (right, added.right))
    )
    return max(one, other) <= _SHORT or 1 / _MOST_RATIO <= one / other <= _MOST_RATIO


def _joined(omitted: Sequence[Link], added: Sequence[Link]) -> Link:
    return Link(
        tuple(i for link in omitted for i in link.left), tuple(i for link in added for i in link.right), 0.0, 0.0
    )


@dataclass(slots=True)
class _Part:
    """A segment as indices of units: of the first reference, and of each side that was aligned with it."""

    pivot: list[int]
    sides: list[list[int]]
    moved: list[bool]
    added: list[bool]


def _parts(aligned: Sequence[Aligned], size: int) -> list[_Part]:
    """Join links that share a sentence of the first reference, in its order; additions go with what stands before them."""
    owner = list(range(size))

    def find(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    for found in aligned:
        for link in found.links:
            for index in link.left[1:]:
                one, other = sorted((find(link.left[0]), find(index)))
                owner[other] = one
    parts: dict[int, _Part] = {}
    for index in range(size):
        part = parts.setdefault(
            find(index), _Part([], [[] for _ in aligned], [False] * len(aligned), [False] * len(aligned))
        )
        part.pivot.append(index)
    for side, found in enumerate(aligned):
        before: _Part | None = None
        waiting: list[int] = []  # what is added before anything that has a partner
        for link in found.links:
            if not link.left:
                if before is None:
                    waiting.extend(link.right)
                else:
                    before.sides[side].extend(link.right)
                    before.added[side] = True
                continue
            part = parts[find(link.left[0])]
            part.sides[side].extend(link.right)
            part.moved[side] |= link.moved
            if link.right and not link.moved:
                before = part
                part.sides[side].extend(waiting)
                part.added[side] |= bool(waiting)
                waiting = []
        if waiting:
            first = parts[find(0)]
            first.sides[side].extend(waiting)
            first.added[side] = True
    for part in parts.values():
        for side_units in part.sides:
            side_units.sort()
    return list(parts.values())


def _version(
    article: Article,
    units: Sequence[Unit],
    pivot: Sequence[Unit],
    aligned: Aligned,
    parts: Sequence[_Part],
    side: int,
    texts: tuple[str, ...],
    language: str | None,
) -> Version:
    kinds = tuple(_kind(part, side) for part in parts)
    moved = tuple(part.moved[side] for part in parts)
    lines = tuple(_line(article, units[part.sides[side][0]]) if part.sides[side] else None for part in parts)
    reference_share, share = aligned.coverage(pivot, units)
    counts = Counter(map(str, kinds))
    counts["moved"] = sum(moved)
    omitted = [" ".join(pivot[i].text for i in link.left) for link in aligned.omissions()]
    added = [" ".join(units[i].text for i in link.right) for link in aligned.additions()]
    spaced = base(language or "") not in _UNSPACED
    notes = [*_note("not in the article", omitted, spaced), *_note("not in the reference", added, spaced)]
    return Version(texts, lines, kinds, moved, Coverage(share, reference_share, dict(counts)), tuple(notes))


def _kind(part: _Part, side: int) -> Alignment:
    reference, hypothesis = len(part.pivot), len(part.sides[side])
    if not hypothesis:
        return Alignment.OMITTED
    if part.added[side]:
        return Alignment.ADDED
    if reference == hypothesis == 1:
        return Alignment.PAIRED
    if hypothesis == 1:
        return Alignment.MERGED
    return Alignment.SPLIT if reference == 1 else Alignment.REWORKED


def _line(article: Article, unit: Unit) -> int:
    span = article.blocks[unit.block].source_map.to_raw(unit.start, unit.end)
    return article.line_column(span.start)[0]


def _note(where: str, passages: list[str], spaced: bool) -> list[str]:
    if not passages:
        return []
    many = sum(len(passage.split()) if spaced else sum(map(str.isalnum, passage)) for passage in passages)
    size = f"{many} {'word' if spaced else 'character'}{'s' * (many != 1)}"
    quoted = "; ".join(f"“{text[:80].rstrip()}{'…' if len(text) > 80 else ''}”" for text in passages[:_SHOWN])
    more = f" and {len(passages) - _SHOWN} more" if len(passages) > _SHOWN else ""
    count = f"{len(passages)} passages" if len(passages) > 1 else "1 passage"
    return [f"{count} ({size}) {where}: {quoted}{more}"]


def _language(versions: Sequence[Article], references: Sequence[Article]) -> str | None:
    """Return the language that the articles declare, else the one that the text of the first is in."""
    declared = next((a.declared_language for a in (*versions, *references) if a.declared_language), None)
    return declared or identify(_text(references[0]))[0]


def _other_language(article: Article, language: str | None) -> str | None:
    """Return the language that an article declares if it is another one."""
    declared = article.declared_language
    if not declared or not language or base(declared) == base(language) or base(declared) in siblings(base(language)):
        return None
    return declared


def _text(article: Article) -> str:
    return " ".join(block.text for block in article.blocks)[:4000]

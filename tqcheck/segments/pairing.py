"""A hypothesis, its references and the source are brought together, segment by segment, or it is said why they cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tqcheck.segments.records import Segment, SegmentFile, SegmentSet, ShapeError
from tqcheck.segments.shape import check_lengths, excerpt, numbered

_Column = tuple[str, list[Segment]]
"""One reference: the path of its file, and its segments in the order of the hypothesis."""


def bring_together(
    hypothesis: SegmentFile,
    references: Sequence[SegmentFile],
    source: SegmentFile | None = None,
    *,
    allow_empty: bool = False,
) -> SegmentSet:
    """Pair a hypothesis with its references and the source, by position or by id.

    Without reference files the references that stand beside the hypothesis in its table are used;
    without a source file, the sources in the hypothesis' file, else those in the first reference's.
    `allow_empty`: an empty reference beside a hypothesis is scored as it is, not refused.

    Raises ShapeError where files do not pair, where a reference is empty or in another language,
    and where the hypothesis is the source untouched.
    """
    notes = [*hypothesis.notes, *(note for file in references for note in file.notes)]
    columns = _references(hypothesis, references, allow_empty)
    if references and any(segment.references for segment in hypothesis.segments):
        notes.append(f"The references in {hypothesis.path} are not used: others are given.")
    paired_source = _partners(hypothesis, source) if source is not None else None
    notes += _empty(hypothesis, columns, allow_empty)
    notes += _tabs(columns, hypothesis)
    notes += _sources_agree(hypothesis, columns)
    sources = _sources(hypothesis, columns, paired_source)
    if sources is not None:
        notes += _untouched(hypothesis, columns, sources)
    notes += _languages(hypothesis, references, columns)
    return SegmentSet(
        ids=tuple(segment.id for segment in hypothesis.segments),
        lines=tuple(segment.line for segment in hypothesis.segments),
        hypotheses=tuple(segment.text for segment in hypothesis.segments),
        references=tuple(tuple(segment.text for segment in segments) for _, segments in columns),
        sources=tuple(sources) if sources is not None else None,
        notes=tuple(dict.fromkeys(notes)),
    )


# ------------------------------------------------------------------------------------ partners


def _references(hypothesis: SegmentFile, references: Sequence[SegmentFile], allow_empty: bool) -> list[_Column]:
    if not references:
        columns = _spread(hypothesis.path, list(hypothesis.segments), allow_empty, with_text=False)
        if not columns:
            raise ShapeError(
                f"there is no reference for {hypothesis.path}: give a file, or the column of a table that holds it"
            )
        return columns
    check_lengths(hypothesis, [file for file in references if not file.by_name and not hypothesis.by_name])
    return [
        column
        for file in references
        for column in _spread(file.path, _partners(hypothesis, file), allow_empty, with_text=True)
    ]


def _spread(path: str, segments: list[Segment], allow_empty: bool, *, with_text: bool) -> list[_Column]:
    """Return the references that stand side by side in one file as references of their own."""
    texts = [((segment.text,) if with_text else ()) + segment.references for segment in segments]
    most = max(map(len, texts))
    for segment, found in zip(segments, texts, strict=True):
        if len(found) < most and not allow_empty:
            raise ShapeError(f"line {segment.line} of {path} has {len(found)} references where others have {most}")
    return [
        (
            path,
            [
                Segment(segment.id, segment.line, found[number] if number < len(found) else "", segment.source)
                for segment, found in zip(segments, texts, strict=True)
            ],
        )
        for number in range(most)
    ]


def _partners(hypothesis: SegmentFile, other: SegmentFile) -> list[Segment]:
    """Return the other file's segments in the order of the hypothesis. Raises ShapeError when one has no partner."""
    if hypothesis.by_name != other.by_name:
        named, plain = (hypothesis, other) if hypothesis.by_name else (other, hypothesis)
        raise ShapeError(
            f"{named.path} names its units and {plain.path} does not: they cannot be paired; "
            f"both must be files of named units, or both lines or tables"
        )
    if not hypothesis.by_name:
        check_lengths(hypothesis, [other])
        return list(other.segments)
    by_key = dict(zip(_keys(other), other.segments, strict=True))
    keys = _keys(hypothesis)
    missing = [segment for key, segment in zip(keys, hypothesis.segments, strict=True) if key not in by_key]
    known = set(keys)
    further = [segment for key, segment in by_key.items() if key not in known]
    if len(missing) == len(keys):
        raise ShapeError(
            f"{hypothesis.path} and {other.path} have no unit in common: theirs are called "
            f"{excerpt(hypothesis.segments[0].id)} … and {excerpt(other.segments[0].id)} …"
        )
    if missing:
        raise ShapeError(_alone(missing, hypothesis, other))
    if further:
        raise ShapeError(_alone(further, other, hypothesis))
    return [by_key[key] for key in keys]


def _keys(file: SegmentFile) -> list[tuple[str, int]]:
    """Return each segment's id and how often it has come before: two units of one name pair in their order."""
    seen: Counter[str] = Counter()
    keys = []
    for segment in file.segments:
        keys.append((segment.id, seen[segment.id]))
        seen[segment.id] += 1
    return keys


def _alone(segments: list[Segment], own: SegmentFile, other: SegmentFile) -> str:
    first = segments[0]
    more = f", nor have {len(segments) - 1} more" if len(segments) > 1 else ""
    return f"the unit {excerpt(first.id)} (line {first.line} of {own.path}) has no partner in {other.path}{more}"


def _sources(hypothesis: SegmentFile, columns: list[_Column], paired: list[Segment] | None) -> list[str] | None:
    if paired is not None:
        return [segment.text for segment in paired]
    for segments in (hypothesis.segments, columns[0][1]):
        if any(segment.source is not None for segment in segments):
            return [segment.source or "" for segment in segments]
    return None


# -------------------------------------------------------------------------------------- checks


def _empty(hypothesis: SegmentFile, columns: list[_Column], allow_empty: bool) -> list[str]:
    """Return notes on empty hypotheses and references. Raises ShapeError for an empty reference beside a hypothesis."""
    notes = []
    for path, segments in columns:
        pairs = zip(hypothesis.segments, segments, strict=True)
        empty = [other for own, other in pairs if own.text.strip() and not other.text.strip()]
        if not empty:
            continue
        if not allow_empty:
            first = next(own for own, other in zip(hypothesis.segments, segments, strict=True) if other is empty[0])
            more = f" ({len(empty)} such lines: {numbered(empty)})" if len(empty) > 1 else ""
            raise ShapeError(
                f"line {empty[0].line} of {path} is empty, and line {first.line} of {hypothesis.path} is not "
                f"({excerpt(first.text)}): nothing can be scored against an empty reference{more}"
            )
        notes.append(f"{_count(empty)} of {path} empty beside a hypothesis: {numbered(empty)}.")
    omitted = [
        own
        for index, own in enumerate(hypothesis.segments)
        if not own.text.strip() and any(segments[index].text.strip() for _, segments in columns)
    ]
    if omitted:
        notes.append(f"{_count(omitted)} of {hypothesis.path} empty and scored as empty: {numbered(omitted)}.")
    return notes


def _count(segments: list[Segment]) -> str:
    return f"{len(segments)} segments" if len(segments) > 1 else "1 segment"


def _tabs(columns: list[_Column], hypothesis: SegmentFile) -> list[str]:
    """Note reference files whose every line has the same number of tabs: sacreBLEU's files of several references."""
    if any("\t" in segment.text for segment in hypothesis.segments):
        return []
    notes = []
    for path, segments in columns:
        counts = {segment.text.count("\t") for segment in segments}
        if len(counts) == 1 and counts != {0}:
            many = counts.pop() + 1
            notes.append(f"Every line of {path} has {many} texts with tabs between them; they are scored as one text.")
    return notes


def _sources_agree(hypothesis: SegmentFile, columns: list[_Column]) -> list[str]:
    """Note units of the same name but another source. Raises ShapeError where most are: ids may be mere numbers."""
    if not hypothesis.by_name:
        return []
    notes = []
    for path, segments in columns:
        both = [
            (own, other, own.source, other.source)
            for own, other in zip(hypothesis.segments, segments, strict=True)
            if own.source is not None and other.source is not None
        ]
        differ = [pair for pair in both if pair[2].split() != pair[3].split()]
        if not differ:
            continue
        own, other, own_source, other_source = differ[0]
        shown = f"{excerpt(own_source)} and {excerpt(other_source)}"
        where = f"line {own.line} of {hypothesis.path} and line {other.line} of {path}: {shown}"
        if len(differ) > len(both) / 2:
            raise ShapeError(f"units of one name translate different sources ({where}): these files do not pair")
        notes.append(f"{len(differ)} of {len(both)} units have another source in the reference ({where}).")
    return notes


def _untouched(hypothesis: SegmentFile, columns: list[_Column], sources: list[str]) -> list[str]:
    """Note hypotheses that are their sources. Raises ShapeError where all are, and the references are not."""
    told = [(own, text) for own, text in zip(hypothesis.segments, sources, strict=True) if own.text.strip()]
    same = [own for own, text in told if own.text.split() == text.split()]
    if not same:
        return []
    translated = any(
        segment.text.split() != text.split()
        for _, segments in columns
        for segment, text in zip(segments, sources, strict=True)
    )
    if len(same) == len(told) and translated:
        raise ShapeError(
            f"{hypothesis.path} is the source untouched: each of its {len(same)} segments is identical to it"
        )
    return [f"{len(same)} of {len(told)} segments of {hypothesis.path} are identical to the source: {numbered(same)}."]


def _languages(hypothesis: SegmentFile, references: Sequence[SegmentFile], columns: list[_Column]) -> list[str]:
    """Raise ShapeError for a reference in another language. Returns notes."""
    from tqcheck.segments.language import check_language, same_declared

    for file in references:
        if not same_declared(hypothesis.language, file.language):
            raise ShapeError(
                f"{file.path} says that it is in {file.language}, and {hypothesis.path} in {hypothesis.language}"
            )
    own = [segment.text for segment in hypothesis.segments]
    lines = [segment.line for segment in hypothesis.segments]
    notes = []
    for path, segments in columns:
        other = ([segment.text for segment in segments], [segment.line for segment in segments])
        note = check_language((hypothesis.path, own, lines), (path, *other), hypothesis.language)
        if note:
            notes.append(note)
    return notes

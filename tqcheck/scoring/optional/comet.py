"""The metric `comet`: a trained model from a path that the user gives, run by the package unbabel-comet.

No model is fetched, neither by us nor by the libraries beneath: a name of the Hugging Face hub is refused
with the command that fetches it, and the libraries are told to stay offline. A checkpoint is a
Python pickle: one from a stranger can run any code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.errors import ConfigError
from tqcheck.scoring import ScoringError
from tqcheck.scoring.optional import MetricUnavailable, Progress, SegmentValues, take
from tqcheck.scoring.optional.xlmr import unknown_to_xlmr

VARIABLE = "TQCHECK_COMET_MODEL"
_LICENCES = {
    "wmt22-comet-da": "Apache-2.0",
    "wmt20-comet-da": "Apache-2.0",
    "wmt20-comet-qe-da": "Apache-2.0",
    "cometkiwi": "CC-BY-NC-SA-4.0 (not for commercial use), gated",
    "xcomet": "CC-BY-NC-SA-4.0 (not for commercial use), gated",
}
"""Parts of models' names and their licences, from their cards. What a model's own README says goes before."""
_REFERENCED = {
    "regression_metric": True,
    "referenceless_regression_metric": False,
    "unified_metric": None,
    "xcomet_metric": None,
}
"""COMET's classes that score a segment by itself, and whether they need a reference (None: they may have one)."""
_HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")
_XLMR = ("xlm-roberta", "xlm-roberta-xl", "minilm")
_CHUNK = 64
_END = 1 << 20


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk: its checkpoint, what its hparams.yaml says, its name and licence as far as they can be told."""

    checkpoint: Path
    hparams: Mapping[str, Any]
    name: str
    licence: str

    @property
    def kind(self) -> str:
        return str(self.hparams.get("class_identifier"))

    @property
    def takes_reference(self) -> bool:
        """Whether a reference changes what the model says."""
        if self.kind == "unified_metric":
            return "ref" in (self.hparams.get("input_segments") or ("mt", "src", "ref"))
        return self.kind != "referenceless_regression_metric"

    def fingerprint(self) -> str:
        """Return twelve digits that tell checkpoints apart: of the settings, the size, and the first and last MiB.

        A checkpoint is a zip file whose end lists the checksums of all its parts; reading gigabytes
        whole would take longer than the scoring of an article.
        """
        from hashlib import blake2b

        digest = blake2b(digest_size=6)
        digest.update((self.checkpoint.parents[1] / "hparams.yaml").read_bytes())
        size = self.checkpoint.stat().st_size
        digest.update(str(size).encode())
        with self.checkpoint.open("rb") as file:
            digest.update(file.read(_END))
            file.seek(max(0, size - _END))
            digest.update(file.read(_END))
        return digest.hexdigest()


class Comet:
    """COMET's score of each segment. What it means, and whether it has bounds, is for the model to say.

    Options: `model`, a folder with hparams.yaml and checkpoints/*.ckpt or such a checkpoint (else the variable
    TQCHECK_COMET_MODEL); `batch` (8 segments); `gpus` (0).
    """

    name = "comet"
    description = "what a trained COMET model thinks of each segment"
    direction = "higher"
    range: tuple[float, float | None] = (0.0, 1.0)
    needs_source = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        chosen = take(self.name, options, {"model": None, "batch": 8, "gpus": 0})
        for option, least in (("batch", 1), ("gpus", 0)):
            value = chosen[option]
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise ConfigError(
                    f"the option {option!r} of the metric 'comet' must be a whole number from {least}, not {value!r}"
                )
        self.batch, self.gpus = chosen["batch"], chosen["gpus"]
        self.model = find_model(chosen["model"] or os.environ.get(VARIABLE))
        self.needs_reference = _REFERENCED[self.model.kind] is True
        self.licence = f"code Apache-2.0 (unbabel-comet), model {self.model.licence}"
        self._loaded: Any = None

    def signature(self, *, source: bool, references: int) -> str:
        from importlib.metadata import version

        given = "+".join(["src"] * source + ["ref"] * bool(references and self.model.takes_reference))
        return (
            f"model:{self.model.name}|class:{self.model.kind}|checkpoint:{self.model.fingerprint()}|given:{given}"
            f"|comet:{version('unbabel-comet')}|torch:{version('torch')}|tqcheck:{version('tqcheck')}"
        )

    def supports(self, language: str) -> str | None:
        """Say no to languages beyond XLM-RoBERTa's. Of models with another encoder nothing is known, so nothing is said."""
        encoder = str(self.model.hparams.get("encoder_model", "")).lower()
        return unknown_to_xlmr(language) if encoder in _XLMR else None

    def segment_scores(
        self,
        sources: Sequence[str] | None,
        hypotheses: Sequence[str],
        references: Sequence[Sequence[str]],
        *,
        progress: Progress | None = None,
    ) -> SegmentValues:
        """Score segments that the model sees whole. Where one is too long or empty, there is no corpus value.

        COMET itself would cut a long segment without a word, and score it by its beginning. Raises
        ScoringError without a source or with two references, MetricUnavailable where the model does not load.
        """
        if sources is None:
            raise ScoringError("comet compares with the source, and none was given")
        if len(references) > 1 and self.model.takes_reference:
            raise ScoringError(f"comet takes one reference, and {len(references)} were given")
        parts: dict[str, Sequence[str]] = {"src": sources, "mt": hypotheses}
        if references and self.model.takes_reference:
            parts["ref"] = references[0]
        samples = [dict(zip(parts, texts, strict=True)) for texts in zip(*parts.values(), strict=True)]
        model = self._load()
        with _quiet():
            empty = [i for i, sample in enumerate(samples) if not all(text.strip() for text in sample.values())]
            room, together = self._room(model)
            long = [i for i, sample in enumerate(samples) if _tokens(model, sample, together) > room]
            left_out = {*empty, *long}
            kept = [i for i in range(len(samples)) if i not in left_out]
            values: list[float | None] = [None] * len(samples)
            for start in range(0, len(kept), _CHUNK):
                chunk = kept[start : start + _CHUNK]
                found = model.predict(
                    [samples[i] for i in chunk],
                    batch_size=self.batch,
                    gpus=self.gpus,
                    num_workers=0,
                    progress_bar=False,
                )
                values = _filled(values, chunk, found.scores)
                if progress:
                    progress(start + len(chunk), len(kept))
        notes = [f"comet: the model's licence is {self.model.licence}"] if "NC" in self.model.licence else []
        reasons = []
        if long:
            reasons.append(
                f"{_listed(long)} longer than the {room} tokens that the model sees{' of all texts together' * together}"
            )
        if empty:
            reasons.append(f"{_listed(empty)} without text on one side")
        return SegmentValues(values, notes, not_scored=", ".join(reasons) or None)

    def _room(self, model: Any) -> tuple[int, bool]:
        """Return how many tokens the model sees, and whether that is for all texts of a segment together."""
        together = self.model.kind in ("unified_metric", "xcomet_metric")
        limit = int(model.encoder.max_positions)
        # COMET cuts each text at two under the limit, and what it has joined at the limit itself.
        return (limit, True) if together else (limit - 2, False)

    def _load(self) -> Any:
        if self._loaded is None:
            self._loaded = load(self.model)
        return self._loaded


def find_model(given: str | os.PathLike[str] | None) -> Model:
    """Return the model at a path. Raises MetricUnavailable for a name of the hub and for what is no model of COMET."""
    if not given:
        raise MetricUnavailable(
            f"comet needs a model of yours: give its folder with --comet-model or {VARIABLE}; "
            + _how_to_fetch("Unbabel/wmt22-comet-da")
        )
    path = Path(given).expanduser()
    if not path.exists():
        if _HUB_NAME.fullmatch(os.fspath(given)):
            raise MetricUnavailable(
                f"{given} is no folder here, and comet downloads nothing; {_how_to_fetch(os.fspath(given))}"
            )
        raise MetricUnavailable(f"{path}: there is no such model")
    # Not resolved: in the hub's cache a checkpoint is a link to a file that lies elsewhere.
    checkpoint = (path if path.is_file() else _checkpoint_in(path)).absolute()
    root = checkpoint.parents[1]
    settings = root / "hparams.yaml"
    if not settings.is_file():
        raise MetricUnavailable(
            f"{settings} is missing: COMET reads the model's settings from it, beside the folder of the checkpoint"
        )
    hparams = _hparams(settings)
    kind = hparams.get("class_identifier")
    if kind not in _REFERENCED:
        raise MetricUnavailable(
            f"{settings}: a model of the class {kind!r} does not score segments; there are {', '.join(_REFERENCED)}"
        )
    name = _name(root)
    return Model(checkpoint, hparams, name, _licence(root, name))


def _checkpoint_in(folder: Path) -> Path:
    found = sorted([*folder.glob("checkpoints/*.ckpt"), *folder.glob("snapshots/*/checkpoints/*.ckpt")])
    if len(found) != 1:
        what = "no checkpoint" if not found else f"{len(found)} checkpoints"
        raise MetricUnavailable(f"{folder}: holds {what} (checkpoints/*.ckpt); give the one that is meant")
    return found[0]


def _hparams(path: Path) -> dict[str, Any]:
    from importlib import import_module

    yaml = import_module("yaml")  # comes with COMET
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MetricUnavailable(
            f"{path}: cannot be read as settings of a model: {' '.join(str(error).split())[:200]}"
        ) from None
    if not isinstance(read, dict):
        raise MetricUnavailable(f"{path}: holds no settings of a model")
    return read


def _name(folder: Path) -> str:
    """The folder's name; in the hub's cache, models--Unbabel--wmt22-comet-da/snapshots/<commit>, the model's and the commit's."""
    if folder.parent.name == "snapshots" and folder.parents[1].name.startswith("models--"):
        return f"{folder.parents[1].name.removeprefix('models--').replace('--', '/')}@{folder.name[:8]}"
    return folder.name


def _licence(folder: Path, name: str) -> str:
    """What the model's card says, else what is known of its name, else that it is unknown."""
    known = next((licence for part, licence in _LICENCES.items() if part in name.lower()), None)
    try:
        card = (folder / "README.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return known or "licence unknown: see where the model came from"
    stated = re.search(r"^license: *['\"]?([\w.+-]+)", card.split("\n---", 1)[0], re.MULTILINE)
    if not stated:
        return known or "licence unknown: see where the model came from"
    found = stated[1].upper().replace("APACHE", "Apache")
    return f"{found} (not for commercial use)" if "-NC" in found else found


def _how_to_fetch(name: str) -> str:
    licence = next(
        (licence for part, licence in _LICENCES.items() if part in name.lower()), "see its card for the licence"
    )
    return (
        f'fetch it yourself with "hf download {name} --local-dir FOLDER" (licence: {licence}), '
        f"and its encoder's tokeniser, as a rule \"hf download xlm-roberta-large --include '*.json' '*.model'\""
    )


# ----------------------------------------------------------------------------- the library


def load(model: Model) -> Any:
    """Return COMET's own object for a model, loaded without a word to the network. Raises MetricUnavailable."""
    from importlib import import_module

    with _offline(), _quiet():
        try:
            comet = import_module("comet")
        except Exception as error:
            hint = '; install "setuptools<82" beside it' if "pkg_resources" in str(error) else ""
            raise MetricUnavailable(f"unbabel-comet does not load: {type(error).__name__}: {error}{hint}") from error
        try:
            return comet.load_from_checkpoint(str(model.checkpoint), local_files_only=True)
        except Exception as error:
            encoder = str(model.hparams.get("pretrained_model") or "")
            if not _encoder_is_here(encoder):
                raise MetricUnavailable(
                    f"the model needs the tokeniser and the settings of its encoder {encoder}, which are not on this machine; "
                    f"fetch them yourself with \"hf download {encoder} --include '*.json' '*.model'\""
                ) from error
            text = " ".join(str(error).split())
            raise MetricUnavailable(
                f"{model.checkpoint}: does not load: {type(error).__name__}: {text[:300]}"
            ) from error


def _encoder_is_here(encoder: str) -> bool:
    """Say whether an encoder's settings and its tokeniser are in a folder or the hub's cache. COMET does not say it clearly."""
    from importlib import import_module

    if not encoder or Path(encoder).is_dir():
        return True
    cached = import_module("huggingface_hub").try_to_load_from_cache
    tokenisers = ("tokenizer.json", "sentencepiece.bpe.model")
    return isinstance(cached(encoder, "config.json"), str) and any(
        isinstance(cached(encoder, t), str) for t in tokenisers
    )


_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@contextmanager
def _offline() -> Iterator[None]:
    """Tell the libraries to stay offline. They read it when they are first imported; `local_files_only` says it again."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(_OFFLINE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Lightning's remarks about processors and upgrades, and the libraries' warnings, out of the report."""
    import logging
    import warnings

    loggers = [logging.getLogger(name) for name in ("pytorch_lightning", "lightning", "transformers", "comet")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _tokens(model: Any, sample: Mapping[str, str], together: bool) -> int:
    """Return the tokens that the model must see at once, special ones among them: of the longest text, or of all."""
    counts = [len(model.encoder.tokenizer(text)["input_ids"]) for text in sample.values()]
    if not together:
        return max(counts)
    # Joined, the texts share the first mark, and each further one is set apart by the encoder's separator.
    inner = sum(count - 2 for count in counts)
    return inner + 2 + (len(counts) - 1) * int(model.encoder.size_separator)


def _filled(values: list[float | None], indexes: Sequence[int], scores: Sequence[float]) -> list[float | None]:
    filled = list(values)
    for index, score in zip(indexes, scores, strict=True):
        filled[index] = float(score)
    return filled


def _listed(indexes: Sequence[int]) -> str:
    shown = ", ".join(str(index + 1) for index in indexes[:10])
    more = f" and {len(indexes) - 10} more" if len(indexes) > 10 else ""
    return f"segment{'s' * (len(indexes) > 1)} {shown}{more} {'are' if len(indexes) > 1 else 'is'}"

"""COMET's adapter: what it refuses without COMET, and a tiny model with random weights run from end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tqcheck.errors import ConfigError
from tqcheck.scoring import ScoringError
from tqcheck.scoring.optional import OURS, MetricUnavailable, optional_metric, score_optional

SENTENCES = [
    "The council closed the bridge on Monday.",
    "Nobody knows who will pay for the repairs.",
    "Trains run as usual until Friday evening.",
    "Der Stadtrat hat die Brücke am Montag gesperrt.",
    "Niemand weiß, wer die Reparatur bezahlt.",
    "Bis Freitagabend fahren die Züge wie immer.",
    "Der Rat sperrte am Montag die Brücke.",
    "Keiner weiß, wer für die Reparatur aufkommt.",
    "Die Züge fahren bis Freitagabend wie gewohnt.",
]
SOURCES, HYPOTHESES, REFERENCES = SENTENCES[:3], SENTENCES[3:6], SENTENCES[6:]
POSITIONS = 200

installed = OURS["comet"].installed
needs_comet = pytest.mark.skipif(not installed, reason="unbabel-comet is not installed")


@pytest.mark.skipif(installed, reason="unbabel-comet is installed")
def test_without_the_package_one_line_says_how_to_get_it() -> None:
    with pytest.raises(
        MetricUnavailable, match=r"^the metric .comet. is not installed .*tqcheck\[comet\].*Apache-2.0, 2.3 GB"
    ):
        optional_metric("comet", {"model": "anywhere"})


# ------------------------------------------------------------------- a tiny model, made here


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tokeniser trained on the sentences above and the settings of a tiny XLM-RoBERTa."""
    transformers = pytest.importorskip("transformers", reason="unbabel-comet is not installed")
    from tokenizers import SentencePieceUnigramTokenizer
    from tokenizers.processors import TemplateProcessing

    folder = tmp_path_factory.mktemp("encoder")
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trained = SentencePieceUnigramTokenizer()
    trained.train_from_iterator(
        SENTENCES, vocab_size=90, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    marks = [(mark, trained.token_to_id(mark)) for mark in ("<s>", "</s>")]
    trained.post_processor = TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=marks
    )
    trained.save(str(folder / "raw.json"))
    tokenizer = transformers.XLMRobertaTokenizerFast(tokenizer_file=str(folder / "raw.json"))
    tokenizer.save_pretrained(folder)
    transformers.XLMRobertaConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=POSITIONS, type_vocab_size=1, pad_token_id=tokenizer.pad_token_id,
    ).save_pretrained(folder)  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def models(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each class of COMET, with the checkpoint that Lightning itself writes."""
    torch = pytest.importorskip("torch")
    comet_models = pytest.importorskip("comet.models")
    from pytorch_lightning import Trainer

    torch.manual_seed(7)
    common: dict[str, Any] = {
        "encoder_model": "XLM-RoBERTa", "pretrained_model": str(encoder), "load_pretrained_weights": False,
        "hidden_sizes": [8], "dropout": 0.0, "layer_transformation": "softmax",
    }  # fmt: skip
    wanted = {
        "regression_metric": common,
        "referenceless_regression_metric": common,
        "unified_metric": {**common, "input_segments": ["mt", "src"], "sent_layer": "mix"},
        "xcomet_metric": {**common, "sent_layer": "mix", "word_layer": 2},
    }  # fmt: skip
    made = {}
    for kind, settings in wanted.items():
        folder = tmp_path_factory.mktemp(kind)
        model = comet_models.str2model[kind](**settings)
        trainer = Trainer(logger=False, enable_checkpointing=False, accelerator="cpu", barebones=False)
        trainer.strategy.connect(model)
        (folder / "checkpoints").mkdir()
        trainer.save_checkpoint(folder / "checkpoints" / "model.ckpt")
        import yaml

        (folder / "hparams.yaml").write_text(yaml.safe_dump({"class_identifier": kind, **settings}), encoding="utf-8")
        made[kind] = folder
    return made


def direct(folder: Path, samples: list[dict[str, str]]) -> list[float]:
    """What COMET itself says, with a network of its own making."""
    from comet import load_from_checkpoint

    model = load_from_checkpoint(str(folder / "checkpoints" / "model.ckpt"), local_files_only=True)
    return [float(score) for score in model.predict(samples, gpus=0, progress_bar=False, num_workers=0).scores]


@needs_comet
@pytest.mark.parametrize(
    ("kind", "with_reference"),
    [
        ("regression_metric", True),
        ("referenceless_regression_metric", False),
        ("unified_metric", False),
        ("xcomet_metric", True),
        ("xcomet_metric", False),
    ],
)
def test_values_are_those_of_comet(
    models: dict[str, Path], kind: str, with_reference: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    references = [REFERENCES] if with_reference else []
    steps: list[tuple[int, int]] = []
    score, values, _ = score_optional(
        "comet", SOURCES, HYPOTHESES, references, language="de", options={"model": models[kind]},
        progress=lambda done, of: steps.append((done, of)),
    )  # fmt: skip
    assert capsys.readouterr().out == ""
    samples = [
        {"src": s, "mt": m} | ({"ref": r} if with_reference else {})
        for s, m, r in zip(SOURCES, HYPOTHESES, REFERENCES, strict=True)
    ]
    assert values == pytest.approx(direct(models[kind], samples), abs=1e-6)
    assert len(set(values)) == 3, "random weights tell segments apart"
    assert score.value == pytest.approx(sum(v for v in values if v is not None) / 3)
    assert score.not_scored is None
    assert score.segments == 3
    assert f"class:{kind}" in str(score.signature)
    assert ("given:src+ref" if with_reference else "given:src|") in str(score.signature)
    assert steps == [(3, 3)]


@needs_comet
def test_a_reference_is_not_shown_to_a_model_that_takes_none(models: dict[str, Path]) -> None:
    options = {"model": models["referenceless_regression_metric"]}
    score, values, _ = score_optional("comet", SOURCES, HYPOTHESES, [REFERENCES, SOURCES], options=options)
    assert values == score_optional("comet", SOURCES, HYPOTHESES, options=options)[1]
    assert "given:src|" in str(score.signature)


@needs_comet
def test_what_the_model_would_cut_is_not_scored(models: dict[str, Path]) -> None:
    long = [HYPOTHESES[0], " ".join(HYPOTHESES * 5), HYPOTHESES[2]]
    options = {"model": models["regression_metric"]}
    score, values, _ = score_optional("comet", SOURCES, long, [REFERENCES], options=options)
    assert score.value is None
    assert score.not_scored == f"segment 2 is longer than the {POSITIONS - 4} tokens that the model sees"
    assert values[1] is None
    assert None not in (values[0], values[2])


@needs_comet
@pytest.mark.parametrize(("kind", "parts"), [("regression_metric", 3), ("unified_metric", 2), ("xcomet_metric", 3)])
def test_the_limit_is_where_comet_begins_to_cut(models: dict[str, Path], kind: str, parts: int) -> None:
    """At the limit the last word still changes the value; far beyond, COMET no longer sees what was added."""
    sizes = range(1, 201)
    references = [["Rat."] * len(sizes)] if parts == 3 else []
    texts = [" ".join(["Rat"] * words) for words in sizes]
    found = optional_metric("comet", {"model": models[kind]}).segment_scores(["Rat."] * len(sizes), texts, references)
    scored = [words for words, value in zip(sizes, found.values, strict=True) if value is not None]
    last = max(scored)
    assert scored == list(range(1, last + 1)), "a limit, not holes"
    assert last < 190

    def comet(*words: int) -> list[float]:
        given = {"src": "Rat."} | ({"ref": "Rat."} if parts == 3 else {})
        return direct(models[kind], [given | {"mt": " ".join(["Rat"] * count)} for count in words])

    before, at = comet(last - 1, last)
    assert before != pytest.approx(at, abs=1e-8)
    far, farther = comet(300, 400)
    assert far == pytest.approx(farther, abs=1e-6)


@needs_comet
def test_empty_texts_are_not_scored(models: dict[str, Path]) -> None:
    score, values, _ = score_optional(
        "comet", SOURCES, ["", *HYPOTHESES[1:]], [REFERENCES], options={"model": models["regression_metric"]}
    )
    assert score.not_scored == "segment 1 is without text on one side"
    assert values[0] is None


@needs_comet
def test_what_must_be_given(models: dict[str, Path]) -> None:
    options = {"model": models["regression_metric"]}
    with pytest.raises(ScoringError, match="compares with a reference, and none was given"):
        score_optional("comet", SOURCES, HYPOTHESES, options=options)
    with pytest.raises(ScoringError, match="compares with the source, and none was given"):
        score_optional("comet", None, HYPOTHESES, [REFERENCES], options=options)
    with pytest.raises(ScoringError, match="takes one reference, and 2 were given"):
        score_optional("comet", SOURCES, HYPOTHESES, [REFERENCES, REFERENCES], options=options)
    with pytest.raises(ConfigError, match=r"no option 'modle'; it has model, batch, gpus"):
        optional_metric("comet", {"modle": 1})
    with pytest.raises(ConfigError, match="'batch' of the metric 'comet' must be a whole number from 1, not 0"):
        optional_metric("comet", {**options, "batch": 0})


@needs_comet
def test_languages_of_the_encoder(models: dict[str, Path]) -> None:
    score, values, _ = score_optional(
        "comet", SOURCES, HYPOTHESES, [REFERENCES], language="tlh", options={"model": models["regression_metric"]}
    )
    assert "'tlh' is not among" in str(score.not_scored)
    assert values == [None] * 3


@needs_comet
def test_names_of_the_hub_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TQCHECK_COMET_MODEL", raising=False)
    with pytest.raises(
        MetricUnavailable, match=r"downloads nothing; fetch it yourself with .*Unbabel/wmt22-comet-da.*Apache-2.0"
    ):
        optional_metric("comet", {"model": "Unbabel/wmt22-comet-da"})
    with pytest.raises(MetricUnavailable, match=r"CC-BY-NC-SA-4.0 \(not for commercial use\), gated"):
        optional_metric("comet", {"model": "Unbabel/XCOMET-XL"})
    with pytest.raises(MetricUnavailable, match=r"CC-BY-NC-SA-4.0"):
        optional_metric("comet", {"model": "Unbabel/wmt22-cometkiwi-da"})
    with pytest.raises(
        MetricUnavailable, match="needs a model of yours: give its folder with --comet-model or TQCHECK_COMET_MODEL"
    ):
        optional_metric("comet")


@needs_comet
def test_the_variable_names_a_model(models: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TQCHECK_COMET_MODEL", str(models["regression_metric"] / "checkpoints" / "model.ckpt"))
    assert "class:regression_metric" in optional_metric("comet").signature(source=True, references=1)


@needs_comet
def test_folders_that_hold_no_model(tmp_path: Path) -> None:
    def refused(path: Path) -> str:
        with pytest.raises(MetricUnavailable) as raised:
            score_optional("comet", SOURCES, HYPOTHESES, [REFERENCES], options={"model": path})
        assert "\n" not in str(raised.value)
        return str(raised.value)

    assert "holds no checkpoint" in refused(tmp_path)
    (tmp_path / "checkpoints").mkdir()
    checkpoint = tmp_path / "checkpoints" / "model.ckpt"
    checkpoint.write_bytes(b"not a checkpoint")
    assert "hparams.yaml is missing" in refused(tmp_path)
    (tmp_path / "hparams.yaml").write_text("class_identifier: ranking_metric\n")
    assert "'ranking_metric' does not score segments" in refused(tmp_path)
    (tmp_path / "hparams.yaml").write_text("{[")
    assert "cannot be read" in refused(tmp_path)
    (tmp_path / "hparams.yaml").write_text("class_identifier: regression_metric\n")
    assert "does not load" in refused(tmp_path)
    (tmp_path / "checkpoints" / "second.ckpt").write_bytes(b"")
    assert "holds 2 checkpoints" in refused(tmp_path)
    assert "there is no such model" in refused(tmp_path / "absent")


@needs_comet
def test_an_encoder_that_is_not_here_is_named_and_not_fetched(tmp_path: Path, models: dict[str, Path]) -> None:
    import torch
    import yaml

    kept = models["regression_metric"]
    checkpoint = torch.load(kept / "checkpoints" / "model.ckpt", weights_only=False)
    checkpoint["hyper_parameters"]["pretrained_model"] = "nobody/encoder-that-is-nowhere"
    (tmp_path / "checkpoints").mkdir()
    torch.save(checkpoint, tmp_path / "checkpoints" / "model.ckpt")
    settings = yaml.safe_load((kept / "hparams.yaml").read_text())
    (tmp_path / "hparams.yaml").write_text(
        yaml.safe_dump({**settings, "pretrained_model": "nobody/encoder-that-is-nowhere"})
    )
    with pytest.raises(
        MetricUnavailable, match=r"encoder nobody/encoder-that-is-nowhere, which are not on this machine; fetch"
    ):
        score_optional("comet", SOURCES, HYPOTHESES, [REFERENCES], options={"model": tmp_path})


@needs_comet
def test_model_and_encoder_out_of_the_cache_of_the_hub(tmp_path: Path, encoder: Path, models: dict[str, Path]) -> None:
    """As "hf download" leaves them: links to files that lie elsewhere, and an encoder that only its name leads to."""
    import shutil

    import torch
    import yaml

    hub = tmp_path / "hub"

    def cached(name: str, made: Path) -> Path:
        folder = hub / f"models--{name.replace('/', '--')}"
        snapshot, blobs = folder / "snapshots" / "0123456789abcdef", folder / "blobs"
        blobs.mkdir(parents=True)
        (folder / "refs").mkdir()
        (folder / "refs" / "main").write_text(snapshot.name)
        for file in filter(Path.is_file, made.rglob("*")):
            link = snapshot / file.relative_to(made)
            link.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, blobs / file.name)
            link.symlink_to(blobs / file.name)
        return folder

    made = tmp_path / "made"
    shutil.copytree(models["regression_metric"], made)
    checkpoint = torch.load(made / "checkpoints" / "model.ckpt", weights_only=False)
    checkpoint["hyper_parameters"]["pretrained_model"] = "tiny/encoder"
    torch.save(checkpoint, made / "checkpoints" / "model.ckpt")
    written = yaml.safe_load((made / "hparams.yaml").read_text())
    (made / "hparams.yaml").write_text(yaml.safe_dump({**written, "pretrained_model": "tiny/encoder"}))
    cached("tiny/encoder", encoder)
    folder = cached("Unbabel/wmt22-comet-da", made)
    program = f"""
from tqcheck.scoring.optional import score_optional
score, values, notes = score_optional("comet", {SOURCES!r}, {HYPOTHESES!r}, [{REFERENCES!r}], options={{"model": {str(folder)!r}}})
print(*values)
print(score.signature)
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment | {"HF_HUB_CACHE": str(hub)}, check=False
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    values, signature = ran.stdout.splitlines()
    kept = {"model": models["regression_metric"]}
    assert [float(value) for value in values.split()] == pytest.approx(
        score_optional("comet", SOURCES, HYPOTHESES, [REFERENCES], options=kept)[1], abs=1e-6
    )
    assert signature.startswith("model:Unbabel/wmt22-comet-da@01234567|class:regression_metric|")


@needs_comet
def test_no_connection_is_opened(models: dict[str, Path]) -> None:
    """In a process of its own where every socket is refused: nothing is asked for, not even in vain."""
    program = f"""
import socket
def refuse(*given, **named):
    raise SystemExit("a connection was opened")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from tqcheck.scoring.optional import score_optional
score, values, notes = score_optional("comet", {SOURCES!r}, {HYPOTHESES!r}, [{REFERENCES!r}], options={{"model": {str(models["regression_metric"])!r}}})
assert score.value is not None
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""


@needs_comet
def test_licences(tmp_path: Path, models: dict[str, Path]) -> None:
    import shutil

    def licence(name: str, card: str | None) -> str:
        folder = tmp_path / name
        shutil.copytree(models["referenceless_regression_metric"], folder, dirs_exist_ok=True)
        if card is not None:
            (folder / "README.md").write_text(card, encoding="utf-8")
        return optional_metric("comet", {"model": folder}).licence

    assert licence("some-model", None).endswith("licence unknown: see where the model came from")
    assert licence("wmt22-comet-da", None).endswith("model Apache-2.0")
    assert licence("XCOMET-XL", None).endswith("(not for commercial use), gated")
    assert licence("own", "---\nlanguage: de\nlicense: apache-2.0\n---\nlicense: mit\n").endswith("model Apache-2.0")
    assert licence("other", "---\nlicense: cc-by-nc-sa-4.0\n---\n").endswith(
        "model CC-BY-NC-SA-4.0 (not for commercial use)"
    )
    _, _, notes = score_optional("comet", SOURCES, HYPOTHESES, options={"model": tmp_path / "other"})
    assert "comet: the model's licence is CC-BY-NC-SA-4.0 (not for commercial use)" in notes


@needs_comet
def test_the_signature_tells_models_apart(tmp_path: Path, models: dict[str, Path]) -> None:
    import shutil

    first = optional_metric("comet", {"model": models["regression_metric"]}).signature(source=True, references=1)
    assert first == optional_metric("comet", {"model": models["regression_metric"]}).signature(
        source=True, references=1
    )
    shutil.copytree(models["regression_metric"], tmp_path / models["regression_metric"].name)
    changed = tmp_path / models["regression_metric"].name
    with (changed / "hparams.yaml").open("a") as file:
        file.write("seed_everything: 3\n")
    assert optional_metric("comet", {"model": changed}).signature(source=True, references=1) != first

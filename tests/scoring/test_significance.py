"""Intervals and p-values are sacreBLEU's for the same seed; ranks say what the tests say."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from tqcheck.scoring import METRICS, Options, significance
from tqcheck.scoring.evaluate import Evaluation, compare, evaluate
from tqcheck.scoring.metrics import ScoringError, seed_of

WORDS = "the council closed a bridge on Monday and nobody knows who will pay for its repair this year".split()
THEIRS = {"BLEU": "BLEU", "chrF": "chrF2", "chrF++": "chrF2++", "TER": "TER"}


def texts(seed: int, noise: float, segments: int = 40) -> list[str]:
    """Make segments that share a content, some words of which are wrong."""
    content, slips = random.Random(1), random.Random(seed)
    made = []
    for _ in range(segments):
        words = content.choices(WORDS, k=content.randint(4, 20))
        made.append(" ".join(slips.choice(WORDS) if slips.random() < noise else word for word in words))
    return made


REFERENCES = [texts(10, 0.0), texts(11, 0.2), texts(12, 0.3)]
SYSTEMS = {"a": texts(20, 0.3), "b": texts(21, 0.33), "c": texts(22, 0.6)}


def evaluations(many: int) -> list[Evaluation]:
    return evaluate(list(SYSTEMS.values()), REFERENCES[:many], list(METRICS))


def metrics() -> dict[str, BLEU | CHRF | TER]:
    return {"BLEU": BLEU(), "CHRF": CHRF(), "CHRF++": CHRF(word_order=2), "TER": TER()}


@pytest.mark.parametrize("many", [1, 3])
def test_intervals_are_sacrebleu_s(many: int) -> None:
    """With three references the edit rate has fractions, whose sums in float32 depend on the order."""
    found = {score.metric: score for score in evaluations(many)[0].scores(samples=250)}
    for score, metric in zip(found.values(), metrics().values(), strict=True):
        theirs = metric.corpus_score(SYSTEMS["a"], REFERENCES[:many], n_bootstrap=250)
        assert score.interval is not None
        assert score.interval.mean == pytest.approx(float(theirs._mean), abs=1e-9)
        half = (np.float32(score.interval.high) - np.float32(score.interval.low)) / 2
        assert half == pytest.approx(float(theirs._ci), abs=1e-5)
        assert score.signature == str(metric.get_signature())
        assert score.interval.low <= score.interval.mean <= score.interval.high


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("test", "samples"), [("bs", 300), ("ar", 600)])
def test_paired_tests_are_sacrebleu_s(many: int, test: str, samples: int) -> None:
    ours = compare(list(SYSTEMS), evaluations(many), test=test, samples=samples)
    named = list(SYSTEMS.items())
    signatures, theirs = PairedTest(named, metrics(), REFERENCES[:many], test_type=test, n_samples=samples)()
    for number, system in enumerate(ours.systems):
        for score in system.scores:
            expected = theirs[THEIRS[score.metric]][number]
            assert score.value == expected.score
            assert score.p_value == pytest.approx(expected.p_value, abs=1e-12)
            assert ours.signatures[score.metric] == str(signatures[THEIRS[score.metric]])
            if test == "bs":
                assert score.interval is not None
                assert score.interval.mean == pytest.approx(float(expected.mean), abs=1e-9)
            else:
                assert score.interval is None


@pytest.mark.parametrize("options", [{}, {"eps_smoothing": True}])
def test_samples_that_match_nothing_change_the_precision(options: dict[str, bool]) -> None:
    """sacreBLEU's formula returns Python's 0.0 for them, and its array of scores is then float64."""
    mostly_empty = ["The bridge is closed.", "", ""]
    other = ["A bridge closes.", "Nobody knows.", "It rains"]
    references = [["The bridge was closed.", "Nobody knows why.", "It rained."]]
    chosen = Options(chrf_eps_smoothing=bool(options))
    ours = compare(
        ["a", "b"], evaluate([other, mostly_empty], references, ["chrF", "TER"], options=chosen), samples=200
    )
    theirs = {"chrF": CHRF(**options), "TER": TER()}
    _, found = PairedTest([("a", other), ("b", mostly_empty)], theirs, references, test_type="bs", n_samples=200)()
    for number, system in enumerate(ours.systems):
        for score in system.scores:
            expected = found[THEIRS[score.metric]][number]
            assert score.p_value == expected.p_value
            assert score.interval is not None
            assert score.interval.mean == float(expected.mean)


def test_blocks_of_samples_continue_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts are sampled block by block; the samples stay the same."""
    whole = [compare(list(SYSTEMS), evaluations(3), test=test, samples=100) for test in ("bs", "ar")]
    monkeypatch.setattr(significance, "_CELLS", 40 * 33)
    assert [compare(list(SYSTEMS), evaluations(3), test=test, samples=100) for test in ("bs", "ar")] == whole


def test_ranks() -> None:
    found = compare(list(SYSTEMS), evaluations(1), test="ar", samples=1000)
    ranks = {system.name: {score.metric: score.ranks for score in system.scores} for system in found.systems}
    assert ranks["c"]["chrF"] == ranks["c"]["TER"] == (3, 3)
    assert ranks["a"]["chrF"] in ((1, 1), (1, 2))
    same = evaluate([SYSTEMS["a"], SYSTEMS["a"]], REFERENCES[:1], ["BLEU"])
    twins = compare(["a", "b"], same, test="bs", samples=100)
    assert [system.scores[0].ranks for system in twins.systems] == [(1, 2), (1, 2)]


def test_the_seed_is_found_as_sacrebleu_finds_it() -> None:
    assert seed_of({}) == 12345
    assert seed_of({"SACREBLEU_SEED": "7"}) == 7
    assert seed_of({"SACREBLEU_SEED": "None"}) is None
    for given in ("x", "-1", ""):
        with pytest.raises(
            ScoringError, match=f"SACREBLEU_SEED is '{given}': it must be a whole number from 0, or none"
        ):
            seed_of({"SACREBLEU_SEED": given})
    one, other = (evaluations(1)[0].scores(samples=50, seed=seed)[0].interval for seed in (1, 2))
    assert one != other

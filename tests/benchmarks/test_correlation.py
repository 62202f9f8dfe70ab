"""Agreement of scores with people: each figure beside its definition, written out the slow way."""

from __future__ import annotations

import gzip
import json
import math
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from benchmarks import correlation
from benchmarks.correlation import (
    Floats,
    Pairs,
    calibrated,
    corpus_score,
    item_pairs,
    judged,
    ordered_alike,
    rows_of,
    systems_by_corpus,
    systems_by_mean,
    tau_b,
)
from tqcheck.scoring import score_segments

# ------------------------------------------------------------- the definitions, one by one


def sign(number: float) -> int:
    return int(number > 0) - int(number < 0)


def accuracy(human: Floats, metric: Floats, threshold: float) -> float | None:
    """acc_eq of one source segment (Deutsch et al. 2023): (C + T_hm) over all pairs, metric ties up to a threshold."""
    right = total = 0
    for one, other in combinations([k for k in range(len(human)) if not math.isnan(human[k])], 2):
        gap = metric[one] - metric[other]
        said = 0 if abs(gap) <= threshold else sign(gap)
        right += said == sign(human[one] - human[other])
        total += 1
    return right / total if total else None


def slow_calibrated(human: Floats, metric: Floats) -> tuple[float, float] | None:
    """The mean over source segments, at the first of the thresholds that give most."""
    rows = list(zip(human, metric, strict=True))
    thresholds = {0.0} | {
        abs(float(m[a] - m[b]))
        for h, m in rows
        for a, b in combinations(range(len(h)), 2)
        if not math.isnan(h[a] + h[b])
    }
    best: tuple[float, float] | None = None
    for threshold in sorted(thresholds):
        found = [a for h, m in rows if (a := accuracy(h, m, threshold)) is not None]
        if found and (best is None or sum(found) / len(found) > best[0] + 1e-12):
            best = (sum(found) / len(found), threshold)
    return best


def slow_tau_b(one: Floats, other: Floats) -> float | None:
    """(C - D) / sqrt((C + D + ties in one only) (C + D + ties in the other only))."""
    agree = differ = only_one = only_other = 0
    for a, b in combinations(range(len(one)), 2):
        first, second = sign(one[a] - one[b]), sign(other[a] - other[b])
        agree += first * second > 0
        differ += first * second < 0
        only_one += first == 0 != second
        only_other += second == 0 != first
    below = (agree + differ + only_one) * (agree + differ + only_other)
    return (agree - differ) / math.sqrt(below) if below else None


def matrices(data: st.DataObject) -> tuple[Floats, Floats]:
    """Human scores with ties and gaps, and a metric's: quarters, which tie often, or any numbers."""
    shape = data.draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    human = data.draw(arrays.arrays(np.float64, shape, elements=st.sampled_from([0.0, -0.0, -1.0, -5.0, math.nan])))
    values = data.draw(st.sampled_from([st.integers(-8, 8).map(lambda n: n / 4), st.floats(0, 100)]))
    metric = data.draw(arrays.arrays(np.float64, shape, elements=values))
    return human, np.where(np.isnan(human), np.nan, metric)


@given(st.data())
def test_calibrated_accuracy_is_the_brute_force_one(data: st.DataObject) -> None:
    human, metric = matrices(data)
    expected, found = slow_calibrated(human, metric), calibrated(item_pairs(human, metric))
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.accuracy == pytest.approx(expected[0])
        at_threshold = [
            a for h, m in zip(human, metric, strict=True) if (a := accuracy(h, m, found.threshold)) is not None
        ]
        assert sum(at_threshold) / len(at_threshold) == pytest.approx(expected[0])


def test_the_threshold_makes_ties() -> None:
    human, metric = np.array([[0.0, 0.0, -5.0]]), np.array([[1.0, 1.5, 9.0]])
    found = calibrated(item_pairs(human, -metric))
    assert found is not None
    assert (found.accuracy, found.threshold) == (1.0, 0.5)
    assert item_pairs(human, metric).tied == pytest.approx(1 / 3)


def test_a_threshold_takes_all_pairs_of_one_difference() -> None:
    """Of two pairs that differ by 1 people tie the first and not the second: no threshold gets both right."""
    found = calibrated(item_pairs(np.array([[0.0, 0.0, -5.0]]), np.array([[1.0, 2.0, 1.0]])))
    assert found is not None
    assert found.accuracy == pytest.approx(1 / 3)


def test_of_thresholds_that_are_as_good_the_smallest_is_told() -> None:
    found = calibrated(item_pairs(np.array([[0.0, -5.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 2.0]])))
    assert found is not None
    assert (found.accuracy, found.threshold) == (0.5, 0.0)


@given(st.data())
def test_a_metric_that_always_ties_has_the_share_of_human_ties(data: st.DataObject) -> None:
    human, _ = matrices(data)
    pairs = item_pairs(human, np.where(np.isnan(human), np.nan, 7.0))
    found = calibrated(pairs)
    assert found is None or found.accuracy == pytest.approx(pairs.tied)
    assert ordered_alike(pairs) in (None, pytest.approx(0.5))


@given(st.data())
def test_source_segments_count_alike_however_many_translations_they_have(data: st.DataObject) -> None:
    human, metric = matrices(data)
    pairs = item_pairs(human, metric)
    several = sum(np.isfinite(row).sum() > 1 for row in human)
    assert pairs.weight.sum() == pytest.approx(1.0 if several else 0.0)


def test_ordered_alike_counts_a_tie_of_the_metric_half() -> None:
    pairs = item_pairs(np.array([[3.0, 2.0, 1.0]]), np.array([[5.0, 5.0, 9.0]]))
    assert ordered_alike(pairs) == pytest.approx(0.5 / 3)


@given(st.data())
def test_tau_b_is_the_brute_force_one(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 25))
    one, other = (
        data.draw(arrays.arrays(np.int64, count, elements=st.integers(-3, 3))).astype(np.float64) for _ in range(2)
    )
    expected = slow_tau_b(one, other)
    assert tau_b(one, other) == (None if expected is None else pytest.approx(expected))
    assert tau_b(other, one) == (None if expected is None else pytest.approx(expected))


# ---------------------------------------------------------------------------- whole files

REFERENCES = {
    ("harbour", "1"): "The council closed the old harbour on Monday.",
    ("harbour", "2"): "Nobody was hurt, the mayor said.",
    ("bridge", "1"): "Work on the new bridge begins in spring.",
}
GOOD = {
    ("harbour", "1"): "The council closed the old harbour on Monday.",
    ("harbour", "2"): "Nobody was injured, the mayor said.",
    ("bridge", "1"): "Work on the new bridge starts in spring.",
}
POOR = {
    ("harbour", "1"): "Council has shut down a port at Monday.",
    ("harbour", "2"): "The mayor told that no person had pains.",
    ("bridge", "1"): "The works for this bridge are beginning in the spring time.",
}


def row(system: str, key: tuple[str, str], text: str, human: float, **more: Any) -> dict[str, Any]:
    source = "x" * (10 + len(key[0]))
    return {
        "lp": "de-en", "doc": key[0], "seg_id": key[1], "src": source, "ref": REFERENCES[key],
        "system": system, "hyp": text, "human": human, **more,
    }  # fmt: skip


def small() -> list[dict[str, Any]]:
    rows = [row("good", key, text, -1.0) for key, text in GOOD.items()]
    rows += [row("poor", key, text, -6.0) for key, text in POOR.items()]
    return rows


def test_scores_are_turned_so_that_higher_is_better_and_pairs_are_counted() -> None:
    data = judged("small", small())
    assert (data.systems, data.human.shape, data.translations) == (("good", "poor"), (3, 2), 6)
    for metric in ("BLEU", "chrF", "chrF++", "TER"):
        assert (data.scores[metric][:, 0] > data.scores[metric][:, 1]).all()
        for count in (systems_by_mean, systems_by_corpus):
            pairs = count(data, metric)
            assert (pairs.right, pairs.ordered, pairs.tied) == (1, 1, 0)
    assert data.scores["source length"][0, 0] == -17
    pairs = systems_by_mean(data, "source length")
    assert (pairs.right, pairs.ordered) == (0, 1)


def test_segments_of_one_number_in_two_documents_are_two() -> None:
    assert len(judged("small", small()).human) == 3


def test_a_tie_of_the_metric_is_wrong_whichever_system_is_better() -> None:
    pairs = Pairs()
    for human in (1.0, -1.0):
        pairs.add(human, 0.0)
    assert (pairs.right, pairs.ordered) == (0, 2)


def test_corpus_scores_are_those_of_the_segments_that_both_systems_have() -> None:
    rows = [each for each in small() if (each["system"], each["seg_id"]) != ("poor", "2")]
    data = judged("small", rows, ["BLEU", "TER"])
    assert np.isnan(data.human[1, 1])
    assert np.isnan(data.scores["BLEU"][1, 1])
    both = np.array([True, False, True])
    shared = [("harbour", "1"), ("bridge", "1")]
    reference = [REFERENCES[key] for key in shared]
    for metric in ("BLEU", "TER"):
        for system, texts in enumerate((GOOD, POOR)):
            (expected,) = score_segments([texts[key] for key in shared], [reference], [metric])
            assert corpus_score(data, metric, system, both) == expected.value
    # Over all that it has, the better system scores otherwise: the common segments were taken.
    assert corpus_score(data, "BLEU", 0, both) != corpus_score(data, "BLEU", 0, np.ones(3, bool))
    assert systems_by_corpus(data, "BLEU").right == 1


def test_human_means_that_differ_by_rounding_are_equal_left_out_and_counted() -> None:
    rows = small()
    for each, human in zip(rows, (-0.1, -0.2, -0.3, -0.3, -0.2, -0.1), strict=True):
        each["human"] = human
    data = judged("small", rows)
    assert data.human[:, 0].mean() != data.human[:, 1].mean()
    pairs = systems_by_mean(data, "BLEU")
    assert (pairs.ordered, pairs.tied) == (0, 1)


def test_pairs_of_systems_by_the_size_of_their_difference() -> None:
    data = judged("small", small())
    (pair,) = correlation.corpus_differences(data, "TER")
    assert pair[1] > 4
    contrary = judged("contrary", [{**each, "human": -each["human"]} for each in small()])
    table = correlation.size_table([data, contrary], markdown=True).splitlines()
    assert table[0] == "| points apart | 0 to 1 | 1 to 2 | 2 to 4 | 4 and more |"
    assert table[2] == "| BLEU | – (0 of 0) | – (0 of 0) | – (0 of 0) | 0.500 (1 of 2) |"


def test_two_translations_of_a_segment_by_one_system_are_refused() -> None:
    with pytest.raises(SystemExit, match="small: good has two translations of segment 1 of harbour"):
        judged("small", [*small(), small()[0]])


def written(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / name
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in rows)
    return path


def test_human_translations_and_unjudged_rows_are_left_out(tmp_path: Path) -> None:
    person = row("ref.A", ("bridge", "1"), "By hand.", 0.0, human_ref=True)
    unjudged = {**small()[0], "human": None}
    assert list(rows_of(written(tmp_path, "a.jsonl.gz", [person, *small(), unjudged]))) == small()


def test_a_row_that_lacks_a_text_is_named(tmp_path: Path) -> None:
    broken = small()
    del broken[1]["ref"], broken[1]["doc"]
    with pytest.raises(SystemExit, match=r"line 2 of .*a\.jsonl\.gz has a human score and no doc and no ref"):
        list(rows_of(written(tmp_path, "a.jsonl.gz", broken)))


def test_the_command_prints_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, "wmt_two.jsonl.gz", small())
    written(tmp_path, "mlqe_one.jsonl.gz", [each for each in small() if each["system"] == "good"])
    written(tmp_path, "wmt_none.jsonl.gz", [row("ref.A", ("bridge", "1"), "By hand.", 0.0, human_ref=True)])
    monkeypatch.setattr("sys.argv", ["correlation", str(tmp_path), "--markdown"])
    correlation.main()
    said = capsys.readouterr()
    assert "| BLEU, corpus | 1 of 1 | 1 of 1 | 1.000 |" in said.out
    assert "| ties of people | 0.000 | 0.000 |" in said.out
    assert "| tau-b, ungrouped | mlqe one | wmt two |" in said.out
    assert "wmt_none.jsonl.gz has no judged machine translation" in said.err


def test_a_pattern_that_fits_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["correlation", str(tmp_path), "--files", "x*"])
    with pytest.raises(SystemExit, match=r"is named x\* and judged"):
        correlation.main()

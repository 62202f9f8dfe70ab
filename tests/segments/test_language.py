"""A reference in another language is refused, a short or near one is not."""

from __future__ import annotations

import pytest

from tests.segments.support import lines_file
from tqcheck.segments import Segment, SegmentFile, ShapeError, bring_together

_GERMAN = (
    "Der Stadtrat hat gestern über die neue Brücke beraten.",
    "Viele Bürger waren in den kleinen Saal gekommen.",
    "Am Ende gewann der billigste Entwurf mit einer Stimme.",
)
_ENGLISH = (
    "Yesterday the town council discussed the new bridge.",
    "Many citizens had come to the small hall.",
    "In the end the cheapest design won by one vote.",
)
_CROATIAN = (
    "Gradsko vijeće jučer je raspravljalo o novom mostu.",
    "Mnogi građani došli su u malu dvoranu.",
    "Na kraju je najjeftiniji nacrt pobijedio jednim glasom.",
)
_SERBIAN = (
    "Gradsko veće je juče raspravljalo o novom mostu.",
    "Mnogi građani su došli u malu salu.",
    "Na kraju je najjeftiniji nacrt pobedio jednim glasom.",
)
_JAPANESE = (
    "市議会は昨日、新しい橋について話し合いました。",
    "多くの市民が小さな会場に集まりました。",
    "最後に一票差で決まりました。",
)


@pytest.mark.parametrize("given", [None, "de", "en", "de-AT", "tlh"])
def test_another_language_is_refused_with_lines_that_show_it(given: str | None) -> None:
    own, other = lines_file("h", *_GERMAN, language=given), lines_file("r", *_ENGLISH, language=given)
    if given == "tlh":  # no language that the identifiers know: nothing is said
        bring_together(own, [other])
        return
    with pytest.raises(ShapeError) as caught:
        bring_together(own, [other])
    said = str(caught.value)
    assert said.startswith("r is in English and h in German: line 1 “Yesterday the town council")
    assert "line 3 “In the end" in said


def test_scripts_without_spaces() -> None:
    with pytest.raises(ShapeError, match="r is in Japanese and h in German: line 1"):
        bring_together(lines_file("h", *_GERMAN), [lines_file("r", *_JAPANESE)])


def test_the_second_reference_is_looked_at_too() -> None:
    with pytest.raises(ShapeError, match="q is in English"):
        bring_together(lines_file("h", *_GERMAN), [lines_file("r", *_GERMAN), lines_file("q", *_ENGLISH)])


def test_what_is_not_refused() -> None:
    for own, other in ((_GERMAN, _GERMAN), (_CROATIAN, _SERBIAN), (_JAPANESE, _JAPANESE)):
        assert bring_together(lines_file("h", *own), [lines_file("r", *other)]).notes == ()
    bring_together(lines_file("h", "Das ist gut."), [lines_file("r", "That is good.")])  # too short to tell
    bring_together(lines_file("h", "12 %", "—", "A4"), [lines_file("r", "12 %", "—", "A4")])


def test_both_in_another_language_than_was_said() -> None:
    found = bring_together(lines_file("h", *_ENGLISH, language="de"), [lines_file("r", *_ENGLISH, language="de")])
    assert found.notes == ("h and r are in English, not in German.",)


def test_languages_that_files_declare() -> None:
    one, other = (
        SegmentFile(name, "xliff", (Segment("u", 1, "OK"),), True, language)
        for name, language in (("h", "de"), ("r", "fr"))
    )
    with pytest.raises(ShapeError, match="r says that it is in fr, and h in de"):
        bring_together(one, [other])
    for language in ("de-CH", None):
        bring_together(one, [SegmentFile("r", "xliff", (Segment("u", 1, "OK"),), True, language)])

"""Findings become issues: places in the file, fingerprints, and no place reported twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tqcheck import documents, issues
from tqcheck.checks import CHECKS
from tqcheck.model import Finding, SourcePlace

SPELLING, GRAMMAR = CHECKS["SPL001"].rule, CHECKS["LT"].rule


def test_an_issue_points_to_the_raw_text_under_markup_and_entities() -> None:
    article = documents.read("a.html", b"<p>The caf&eacute; <b>opnes</b> late.</p>")
    text = article.blocks[0].text
    start = text.index("opnes")
    (issue,) = issues.make(article, [(SPELLING, Finding(0, start, start + 5, "slip"))])
    assert issue.text == "opnes" == article.raw[issue.span.start : issue.span.end]
    assert (issue.line, issue.column, issue.end_column) == (1, 23, 28)
    assert issue.excerpt.text[issue.excerpt.start : issue.excerpt.end] == "opnes"


def test_a_place_that_we_have_named_is_not_reported_for_languagetool_too() -> None:
    article = documents.read("a.txt", b"The the cat sat on the mat today.")
    own = (CHECKS["PUN003"].rule, Finding(0, 0, 7, "repeated"))
    theirs = (GRAMMAR, Finding(0, 4, 7, "repeated", code="LT.REPEATED"))
    elsewhere = (GRAMMAR, Finding(0, 8, 11, "agreement", code="LT.AGREEMENT"))
    assert [i.code for i in issues.make(article, [theirs, own, elsewhere])] == ["PUN003", "LT.AGREEMENT"]


def test_the_number_in_a_designation_is_not_reported_beside_the_designation() -> None:
    source = documents.read("a.en.txt", b"Two F-16 jets flew 300 miles.")
    article = documents.read("a.de.txt", b"Zwei F-18-Jets flogen 500 Meilen.")
    named = (CHECKS["LNK003"].rule, Finding(0, 5, 14, "F-16", source=SourcePlace(0, 4, 8)))
    inside = (CHECKS["NUM001"].rule, Finding(0, 7, 9, "16", source=SourcePlace(0, 6, 8)))
    other = (CHECKS["NUM001"].rule, Finding(0, 22, 25, "300", source=SourcePlace(0, 19, 22)))
    assert [i.text for i in issues.make(article, [inside, named, other], source)] == ["F-18-Jets", "500"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_fingerprint_holds_when_the_paragraph_moves(before: str, after: str) -> None:
    here = "one two rrads three four"
    there = f"{before} one two rrads three four {after}"
    at = len(before) + 9
    assert issues.fingerprint("SPL001", here, 8, 13) == issues.fingerprint("SPL001", there, at, at + 5)


def test_a_fingerprint_tells_codes_and_neighbours_apart() -> None:
    text = "one two rrads three rrads four"
    same = issues.fingerprint("SPL001", text, 8, 13)
    assert same != issues.fingerprint("SPL002", text, 8, 13)
    assert same != issues.fingerprint("SPL001", text, 20, 25)

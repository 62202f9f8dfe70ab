"""Several translations of one source: the odd one out is named."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.support import article
from tqcheck import issues
from tqcheck.config import Settings
from tqcheck.matrix import matrix
from tqcheck.model import (
    ArticleReport,
    Counterpart,
    Fact,
    FactStatus,
    Finding,
    Report,
    Rule,
    Severity,
    SourcePlace,
    Span,
    Verdict,
)
from tqcheck.reports.check_html import render as render_html
from tqcheck.reports.style import Style
from tqcheck.reports.text import render

RULE = Rule("NUM001", "x", "x", Severity.MAJOR, "accuracy/mistranslation", "mistranslation")
SOURCE = article("The council hurt 17 people.\n\nIt costs £3.5 million.", "en")


def version(path: str, *places: tuple[int, int, int]) -> ArticleReport:
    translation = article("Rada zraniła 71 osób.\n\nTo kosztuje.", "pl")
    found = [(RULE, Finding(0, 13, 15, "x", source=SourcePlace(*place))) for place in places]
    return ArticleReport(path, "pl", "pl", 6, issues.make(translation, found, SOURCE), translated_from="case.txt")


def test_the_one_that_stands_alone_is_named() -> None:
    (row,) = matrix([version("pl.md", (0, 17, 19)), version("de.md"), version("fr.md")])
    assert (row.odd, dict(row.issues), row.right) == ("pl.md", {"pl.md": "NUM001"}, ("de.md", "fr.md"))
    assert (row.place.text, row.place.line, row.place.column, row.place.path) == ("17", 1, 18, "case.txt")


def test_what_each_translation_has_there_is_told() -> None:
    """17 in two translations, 71 in the third: the row says so, so that nobody needs to open three files."""
    versions = [version("pl.md", (0, 17, 19)), version("de.md"), version("fr.md")]
    fact = Fact("number", "count", FactStatus.KEPT, Counterpart("case.txt", Span(17, 19), 1, 18, "17"), None)
    said = {"pl.md": "71", "de.md": "17", "fr.md": None}
    for index, held in enumerate(versions):
        text = said[held.path]
        target = Counterpart(held.path, Span(13, 15), 1, 14, text) if text else None
        own = tuple(issue.fingerprint for issue in held.issues)
        versions[index] = replace(held, facts=(replace(fact, target=target, issues=own),))
    (row,) = matrix(versions)
    assert dict(row.said) == {"pl.md": "71", "de.md": "17"}
    text = render(Report(Verdict.FAIL, (), tuple(versions), (), (), (), matrix=(row,)), Settings(), Style())
    assert "odd one out pl.md has “71” (NUM001): case.txt:1:18 “17” is right in 2 others (17)" in text
    page = render_html(Report(Verdict.FAIL, (), tuple(versions), (), (), (), matrix=(row,)), Settings())
    assert 'has <q dir="auto">71</q> (NUM001)' in page


def test_of_two_nobody_is_odd_and_all_may_be_wrong() -> None:
    (row,) = matrix([version("pl.md", (0, 17, 19)), version("de.md")])
    assert row.odd is None
    rows = matrix([version(name, (0, 17, 19), (1, 9, 13)) for name in ("pl.md", "de.md", "fr.md")])
    assert [(row.odd, row.right, row.place.text) for row in rows] == [(None, (), "17"), (None, (), "£3.5")]


def test_a_sentence_and_a_number_in_it_are_one_place() -> None:
    rows = matrix([version("pl.md", (0, 0, 27)), version("de.md", (0, 17, 19)), version("fr.md")])
    assert [row.place.text for row in rows] == ["The council hurt 17 people."]
    assert dict(rows[0].issues) == {"de.md": "NUM001", "pl.md": "NUM001"}


def test_articles_without_a_source_make_no_rows() -> None:
    assert matrix([ArticleReport("a.md", "en", None, 2, ()), ArticleReport("b.md", "en", None, 2, ())]) == ()


def test_two_passages_missing_at_one_place_have_two_fingerprints() -> None:
    found = [(RULE, Finding(0, 13, 13, "x", source=SourcePlace(block, 0, 5))) for block in (0, 1)]
    one, other = issues.make(article("Rada zraniła 71 osób."), found, SOURCE)
    assert one.fingerprint != other.fingerprint

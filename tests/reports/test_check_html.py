"""The page of a check: the verdict, the issues, the fact panel; that hostile text stays text; and a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import browser
from tests.reports.pages import PAYLOAD, TURNED, UNSEEN, Tree
from tests.support import article_report, issue
from tqcheck.config import Settings
from tqcheck.gate import decide
from tqcheck.model import (
    ArticleReport,
    Counterpart,
    EngineStatus,
    Fact,
    FactStatus,
    InputError,
    MatrixRow,
    Report,
    Severity,
    Span,
    Verdict,
)
from tqcheck.reports import check_html
from tqcheck.reports.check_html import render
from tqcheck.reports.pages import issues as issues_of_page

SETTINGS = Settings()


def place(text: str, line: int = 1, path: str = "article.en.md") -> Counterpart:
    return Counterpart(path, Span(0, len(text)), line, 1, text)


WRONG = issue(
    code="NUM001",
    severity=Severity.MAJOR,
    message="“17” in the source, “71” here",
    text="71",
    suggestions=(),
    fingerprint="00000000000000aa",
    source=place("17", 4),
)


def translation(path: str = "article.pl.md") -> ArticleReport:
    here = path
    return article_report(
        path=path,
        language="pl",
        issues=(issue(), WRONG),
        translated_from="article.en.md",
        facts=(
            Fact("number", "count", FactStatus.WRONG, place("17", 4), place("71", 5, here), None, None, (WRONG.fingerprint,)),
            Fact("name", "", FactStatus.KEPT, place("Warsaw", 6), place("Warszawy", 6, here)),
            Fact("name", "", FactStatus.UNSEEN, place("Ida Lund", 7), None),
            Fact("link", "web", FactStatus.KEPT, place("report", 8), place("raport", 8, here), "https://example.org/a", "https://example.org/a"),
        ),
    )  # fmt: skip


def report_of(*articles: ArticleReport) -> Report:
    verdict, reasons = decide(articles, [], [], SETTINGS)
    return Report(verdict, reasons, articles, (), (), ())


def hostile() -> Report:
    """Return a report whose every text is hostile."""
    bad = PAYLOAD + TURNED + UNSEEN
    found = issue(message=bad, text=bad, suggestions=(bad,), source=place(bad, path=bad), code=bad)
    fact = Fact(bad, bad, FactStatus.WRONG, place(bad), place(bad), bad, bad, (found.fingerprint,))
    articles = tuple(
        article_report(
            path=path, language='"><script>', issues=(found, found), facts=(fact,), notes=(bad,), unchecked=(bad,), translated_from=bad
        )
        for path in (bad, "b")
    )  # fmt: skip
    rows = (MatrixRow(place(bad), {bad: bad}, ("a", "b"), bad), MatrixRow(place(bad), {"a": bad, "b": bad}, (), None))
    engines = (EngineStatus(bad, bad, "used"), EngineStatus(bad, None, "unavailable", bad))
    return Report(Verdict.FAIL, (bad,), articles, (), engines, (InputError(bad, "x", bad),), matrix=rows)


REPORTS = {
    "one": lambda: report_of(translation()),
    "three": lambda: report_of(translation("a.md"), translation("b.md"), article_report()),
    "hostile": hostile,
    "nothing": lambda: report_of(),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_nests_refers_to_what_is_there_and_is_utf_8(name: str) -> None:
    page = render(REPORTS[name](), SETTINGS)
    assert page.encode().decode() == page
    tree = Tree(page)
    ids = [a["id"] for a in tree.attributes if "id" in a]
    assert len(ids) == len(set(ids))
    for attributes in tree.attributes:
        assert (attributes.get("href") or "#").startswith("#")
        assert not attributes.get("href") or (attributes["href"] or "")[1:] in ids
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "style")]
    tags = [tag for tag, _ in tree.elements]
    assert (tags.count("style"), tags.count("h1")) == (1, 1)
    assert not {"img", "link", "iframe", "object", "script"} & set(tags)


def test_each_fact_stands_beside_its_counterpart_with_what_became_of_it() -> None:
    words = Tree(render(report_of(translation()), SETTINGS)).words
    assert "✗ wrong NUM001number: count174:1715:1" in words
    assert "✓ keptnameWarsaw6:1Warszawy6:1" in words
    assert "? not foundnameIda Lund7:1no counterpart was found" in words
    assert "✓ keptlink: webreporthttps://example.org/a8:1raporthttps://example.org/a8:1" in words
    assert "0 of 1 number kept" in words
    assert "1 of 2 names kept" in words
    assert "“Not found” is not wrong" in words


def test_an_issue_has_its_line_its_source_and_whether_it_stops_the_article() -> None:
    words = Tree(render(report_of(translation()), SETTINGS)).words
    assert "Fail" in words
    assert "“17” in the source, “71” here NUM001 · major · certain · stops publication" in words
    assert "In the source: 17 article.en.md:4:1" in words
    assert "The statement rrads that." in words
    assert "Offered: reads" in words


def test_clean_articles_are_counted_and_not_listed() -> None:
    page = render(report_of(article_report(path="clean.md")), SETTINGS)
    words = Tree(page).words
    assert "Pass" in words
    assert "0 issues · 1 article · 400 words" in words
    assert "No issue was found." not in words


def test_limits_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_html, "MOST_ARTICLES", 2)
    monkeypatch.setattr(issues_of_page, "MOST_ISSUES", 1)
    words = Tree(render(report_of(*(translation(f"{n}.md") for n in range(5))), SETTINGS)).words
    assert "3 more articles in the JSON report." in words
    assert "1 more issue is in the JSON report." in words


def test_the_odd_one_out() -> None:
    row = MatrixRow(place("17", 4), {"pl.md": "NUM001"}, ("de.md", "fr.md"), "pl.md")
    words = Tree(render(Report(Verdict.FAIL, (), (), (), (), (), matrix=(row,)), SETTINGS)).words
    assert "pl.md (NUM001): 17 article.en.md:4:1 is right in 2 other translations" in words


# -------------------------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, report in REPORTS.items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(render(report(), SETTINGS), encoding="utf-8")
    return made


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("name", REPORTS)
def test_a_page_loads_nothing_complains_of_nothing_and_fits(
    chromium: browser.Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    with chromium.open(pages[name].as_uri(), width=width) as page:
        assert page.complaints == []
        assert page.requests == [pages[name].as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert "owned" not in page.evaluate("document.title") or name == "hostile"
        assert page.evaluate("document.querySelectorAll('img, script').length") == 0


def test_green_and_red(chromium: browser.Browser, pages: dict[str, Path]) -> None:
    with chromium.open(pages["one"].as_uri()) as page:
        colours = page.evaluate(
            "['kept', 'wrong', 'unseen'].map(k => getComputedStyle(document.querySelector(`tr.${k} .fate`)).color)"
        )
        assert len(set(colours)) == 3
        red, green = ([int(part) for part in colour[4:-1].split(",")] for colour in (colours[1], colours[0]))
        assert red[0] > red[1]
        assert green[1] > green[0]


def test_a_fact_leads_to_its_issue(chromium: browser.Browser, pages: dict[str, Path]) -> None:
    with chromium.open(pages["one"].as_uri()) as page:
        page.evaluate("document.querySelector('tr.wrong a').click()")
        assert "“71” here" in page.evaluate("document.querySelector(':target').textContent")

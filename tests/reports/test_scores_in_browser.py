"""The score page in a real Chromium: it loads nothing, sorts and narrows, and can be read without its script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import browser
from tests.reports.pages import (
    METRICS,
    PAYLOAD,
    REPORTS,
    Tree,
    compared,
    many,
)
from tqcheck.reports.pages.rows import gather
from tqcheck.reports.scores_html import render


def test_where_chromium_is_missing_tests_skip_unless_it_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("TQCHECK_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception), browser.running(tmp_path):
        raise AssertionError("there is none")
    monkeypatch.setenv("TQCHECK_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium is installed"), browser.running(tmp_path):
        raise AssertionError("there is none")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of pages written to files."""
    folder = tmp_path_factory.mktemp("pages")
    addresses = {}
    for name, make in {**REPORTS, "many": lambda: many(60)}.items():
        file = folder / f"{name}.html"
        file.write_text(render(make()), encoding="utf-8")
        addresses[name] = file.as_uri()
    return addresses


def listed(page: browser.Page) -> list[str]:
    """Return the ids of the segments that can be seen, in their order."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.row')].filter(r => r.checkVisibility()).map(r => r.querySelector('b bdi').textContent)"
    )
    return found


def status(page: browser.Page) -> str:
    return str(page.evaluate("document.querySelector('.status').textContent"))


@pytest.mark.parametrize("name", ["compared", "aligned", "hostile", "nothing", "many"])
def test_a_page_loads_without_complaint_or_request_and_is_read_as_it_was_written(
    chromium: browser.Browser, pages: dict[str, str], name: str
) -> None:
    with chromium.open(pages[name]) as page:
        assert page.complaints == []
        assert page.requests == [pages[name]]
        # HTML5's own parser mends what is nested wrongly: where it builds what html.parser read, nothing was.
        read = page.evaluate(
            "[...document.querySelectorAll('*')].map(e => { let n = 0; for (let p = e.parentElement; p; p = p.parentElement) n++; return [e.localName, n]; })"
        )
        written = Tree(Path(pages[name].removeprefix("file://")).read_text(encoding="utf-8")).elements
        assert sorted(map(tuple, read)) == sorted(written)


def test_the_policy_stops_what_would_run(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"]) as page:
        page.evaluate(
            "{ const s = document.createElement('script'); s.textContent = 'document.title = \"owned\"'; document.body.append(s); }"
        )
        page.evaluate(
            "{ const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i); }"
        )
        page.evaluate("new Promise(done => setTimeout(done, 50))")
        assert page.evaluate("document.title") == "Scores of 3 files"
        assert sum("Content Security Policy" in complaint for complaint in page.complaints) >= 2


def test_hostile_text_is_shown_and_does_not_run(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["hostile"]) as page:
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        assert page.evaluate("document.title") == "Scores of 2 files"
        seen = page.evaluate("document.body.innerText")
        assert seen.count(PAYLOAD) > 20
        assert "left U+202Eturned" in seen.replace(" U+", " U+")
        assert page.evaluate("document.querySelectorAll('img, script').length") == 1
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
        # Hebrew runs from the right inside its own paragraph, and nowhere else.
        hebrew = "[...document.querySelectorAll('.text')].filter(p => p.textContent.trim().startsWith('\u05d0'))"
        assert page.evaluate(f"new Set({hebrew}.map(p => getComputedStyle(p).direction)).size") == 1
        assert page.evaluate(f"getComputedStyle({hebrew}[0]).direction") == "rtl"


@pytest.mark.parametrize("name", ["compared", "aligned", "hostile", "many"])
@pytest.mark.parametrize("width", [360, 768, 1600])
def test_a_page_is_never_wider_than_its_window(
    chromium: browser.Browser, pages: dict[str, str], name: str, width: int
) -> None:
    with chromium.open(pages[name], width=width) as page:
        assert page.evaluate("innerWidth") == width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        outside = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.checkVisibility() && "
            f"e.getBoundingClientRect().right > {width} + 1).map(e => e.outerHTML.slice(0, 120))"
        )
        assert outside == []


def order(metric: str, *, best: bool = False, system: int | None = None) -> list[str]:
    """Return the ids in the order in which they should be listed, computed from the report."""
    rows = gather(compared())
    sign = 1 if metric == "TER" else -1

    def value(row: Any) -> float:
        cells = [cell for place, cell in enumerate(row.cells) if cell and (system is None or place == system)]
        values = [sign * cell.scores[metric] for cell in cells]  # the higher, the worse
        return min(values) if best else -max(values)

    return [row.id for row in sorted(rows, key=lambda row: (value(row), row.order))]


def test_the_fragment_sorts(chromium: browser.Browser, pages: dict[str, str]) -> None:
    for metric in METRICS:
        with chromium.open(f"{pages['compared']}#metric={metric}&sort=worst") as page:
            assert listed(page) == order(metric)
        with chromium.open(f"{pages['compared']}#metric={metric.lower()}&sort=best&system=1") as page:
            assert listed(page) == order(metric, best=True, system=0)
    with chromium.open(f"{pages['compared']}#sort=order") as page:
        assert listed(page) == [str(n) for n in range(1, 13)]
    with chromium.open(f"{pages['compared']}#sort=apart") as page:
        gaps = {
            row.id: max(v) - min(v) for row in gather(compared()) if (v := [c.scores["chrF"] for c in row.cells if c])
        }
        assert [gaps[ident] for ident in listed(page)] == sorted(gaps.values(), reverse=True)


def test_the_fragment_narrows(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(f"{pages['compared']}#from=0&to=30&system=2") as page:
        low = [s.id for s in compared().articles[1].segments if s.scores["chrF"] < 30]
        assert 0 < len(low) < 12
        assert sorted(listed(page)) == sorted(low)
        assert f"Showing {len(low)} of {len(low)} that fit, among the 12 segments" in status(page)
    with chromium.open(f"{pages['compared']}#to=0&system=2") as page:  # the upper bound belongs to the next bar
        assert listed(page) == []
    with chromium.open(f"{pages['compared']}#kind=empty") as page:
        assert listed(page) == ["4"]
    with chromium.open(f"{pages['aligned']}#kind=moved") as page:
        assert listed(page) == ["4"]
    with chromium.open(f"{pages['compared']}#search=NORTHERN%20pier&metric=none&show=7&system=9") as page:
        assert listed(page) == ["5"]
    with chromium.open(f"{pages['compared']}#search=zeppelin") as page:
        assert listed(page) == []
        assert status(page) == "None of the 12 segments on this page is like that."


def test_a_phrase_is_found_across_marked_words(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(f"{pages['compared']}#search=harbour%20master%20shut%20the") as page:
        assert listed(page) == ["1"]


def test_a_bar_lists_its_segments(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"], height=3000) as page:
        bar = "document.querySelectorAll('.histogram')[1].querySelector('a')"
        box = page.evaluate(
            f"(r => [r.x + r.width / 2, r.y + r.height - 1])({bar}.querySelector('.hit').getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            page.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        lowest = min(s.scores["chrF"] for s in compared().articles[1].segments)
        wanted = [s.id for s in compared().articles[1].segments if s.scores["chrF"] // 5 == lowest // 5]
        assert sorted(listed(page)) == sorted(wanted)
        assert page.evaluate(f"{bar}.getAttribute('aria-current')") == "true"
        assert page.evaluate("document.querySelectorAll('[aria-current]').length") == 1
        page.evaluate("document.querySelector('[type=reset]').click()")
        page.evaluate("new Promise(done => setTimeout(done, 50))")
        assert len(listed(page)) == 12
        assert page.evaluate("document.querySelectorAll('[aria-current]').length") == 0


def test_the_form_sorts_searches_and_writes_the_fragment(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["many"]) as page:
        assert len(listed(page)) == 50
        page.evaluate("document.getElementById('more').click()")
        assert len(listed(page)) == 60
        page.evaluate("document.getElementById('c-search').focus()")
        page.call("Input.insertText", text="eleven times")
        page.evaluate("new Promise(done => setTimeout(done, 300))")
        assert sorted(map(int, listed(page))) == [10, 22, 34, 46, 58]
        assert page.evaluate("location.hash") == "#show=100&search=eleven+times"
        assert page.evaluate("document.querySelector('.sheet del').checkVisibility()")
        page.evaluate("document.getElementById('c-missing').click()")
        assert not page.evaluate("document.querySelector('.sheet del').checkVisibility()")
        assert page.complaints == []


def test_without_script_the_list_is_there(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"], script=False) as page:
        page.call("DOM.enable")
        root = page.call("DOM.getDocument", depth=-1)["root"]["nodeId"]

        def box(selector: str) -> bool:
            node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
            try:
                page.call("DOM.getBoxModel", nodeId=node)
            except AssertionError:
                return False
            return True

        assert box(".row:last-child")
        assert not box("#controls")
        assert not box(".copy")


def test_print_and_dark(chromium: browser.Browser, pages: dict[str, str]) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with chromium.open(pages["compared"], scheme="dark") as page:
        assert page.evaluate(background) == "rgb(20, 23, 27)"
    with chromium.open(pages["compared"], print=True, scheme="dark") as page:
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        assert not page.evaluate("document.getElementById('controls').checkVisibility()")
        assert page.evaluate("document.querySelector('.row').checkVisibility()")


def test_a_signature_is_copied_or_selected(chromium: browser.Browser, pages: dict[str, str]) -> None:
    with chromium.open(pages["compared"]) as page:
        page.evaluate("document.querySelector('.copy').click()")
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        said = page.evaluate("document.querySelector('.copy').textContent")
        assert said in ("Copied", "Selected")
        if said == "Selected":
            assert page.evaluate("getSelection().toString()") == page.evaluate(
                "document.querySelector('code').textContent"
            )

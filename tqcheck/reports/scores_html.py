"""The score page: one HTML file for a person who compares translation systems, and for an editor.

It needs no network and runs nothing but its own script, which a Content-Security-Policy names by
its hash. Without the script everything on the page can still be read.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import tqcheck
from tqcheck.model import Report
from tqcheck.reports.pages import coverage, distribution, headline, segments, systems
from tqcheck.reports.pages.figures import Figures
from tqcheck.reports.pages.markup import Html, el, plain

_PAGES = Path(__file__).with_name("pages")


def render(report: Report) -> str:
    """Return the scores of a report as an HTML page, one line end at its end.

    Of segments the worst are shown, up to `segments.MOST_ROWS` and `segments.MOST_BYTES`; the page
    says what is left out. The text can be encoded as UTF-8 whatever the report holds.
    """
    figures = Figures(report)
    style, script = _asset("page.css"), _asset("page.js")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", plain(headline.title(figures))),
        el("style", style),
    )
    body = el(
        "body",
        el(
            "main",
            headline.header(figures),
            headline.missing(figures),
            headline.metrics(figures),
            systems.section(figures),
            headline.notes(figures),
            headline.penalties(figures),
            coverage.section(figures),
            distribution.section(figures),
            segments.section(figures),
        ),
        headline.origin(tqcheck.__version__),
        el("script", script),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


def _asset(name: str) -> Html:
    return Html((_PAGES / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """Return the policy: nothing may load, and only this style and this script count."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

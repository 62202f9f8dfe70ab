"""The score page: one HTML file for a person who compares translation systems, and for an editor.

Without its script everything on the page can still be read.
"""

from __future__ import annotations

import tqcheck
from tqcheck.model import Report
from tqcheck.reports.pages import coverage, distribution, headline, segments, systems
from tqcheck.reports.pages.document import asset, document
from tqcheck.reports.pages.figures import Figures
from tqcheck.reports.pages.markup import el


def render(report: Report) -> str:
    """Return the scores of a report as an HTML page, one line end at its end.

    Of segments the worst are shown, up to `segments.MOST_ROWS` and `segments.MOST_BYTES`; the page
    says what is left out. The text can be encoded as UTF-8 whatever the report holds.
    """
    figures = Figures(report)
    return document(
        headline.title(figures),
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
        style=asset("page.css"),
        script=asset("page.js"),
    )

"""tqcheck: the check that an article passes before it is published, in every language that it appears in.

    import tqcheck
    report = tqcheck.check("article.pl.md")
    report.verdict, report.articles[0].issues

What is imported here is looked up when it is first asked for: a commit hook pays for each import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tqcheck.config import Settings as Settings
    from tqcheck.errors import TqcheckError as TqcheckError
    from tqcheck.model import Report as Report
    from tqcheck.pipeline import check as check
    from tqcheck.scorer import score as score

_PUBLIC = {
    "Report": "tqcheck.model",
    "Settings": "tqcheck.config",
    "TqcheckError": "tqcheck.errors",
    "check": "tqcheck.pipeline",
    "score": "tqcheck.scorer",
}
__all__ = ["Report", "Settings", "TqcheckError", "__version__", "check", "score"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'tqcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PUBLIC[name]), name)

"""What a check is: a rule record and one method that yields findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tqcheck.config import Settings
from tqcheck.model import Analysis, Finding, Rule


class Check(Protocol):
    """A check. The docstring of its class is its public documentation (`tqcheck explain CODE`)."""

    rule: Rule

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield what is wrong in the article, block by block, in text order."""
        ...

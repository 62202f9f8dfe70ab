"""LanguageTool, the real one: installed from Maven artifacts, run warm in the background, asked over its HTTP API."""

from __future__ import annotations

from tqcheck.engines.languagetool.client import Client
from tqcheck.engines.languagetool.server import connect
from tqcheck.engines.languagetool.tags import SUPPORTED

__all__ = ["SUPPORTED", "Client", "connect"]

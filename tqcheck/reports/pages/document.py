"""The frame of every page: one HTML file that needs no network and runs nothing but its own script.

A Content-Security-Policy names style and script by their hashes, so nothing that stands in a text can load or run.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from tqcheck.reports.pages.markup import Html, el, plain


def document(title: str, *body: Html | None, style: str, script: str | None = None) -> str:
    """Return a page, one line end at its end. `style` and `script` are what `asset` returned."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", plain(title)),
        el("style", Html(style)),
    )
    content = el("body", *body, el("script", Html(script)) if script else None)
    return f"<!DOCTYPE html>\n{el('html', head, content, lang='en')}\n"


def asset(name: str) -> str:
    """Return a file of this room: page.css, page.js."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy(style: str, script: str | None) -> str:
    """Return the policy: nothing may load, and only this style and this script count."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

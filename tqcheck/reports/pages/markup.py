"""Markup that cannot be forgotten to be escaped: `el` escapes every text that is not already `Html`.

Texts, ids and paths come from files that nobody has looked at. What could run is escaped; what
could hide or turn the text round (control characters, lone surrogates, bidirectional overrides)
is shown as its code point.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for the tab and the line feed
    "\u200b\u2028\u2029\ufeff\ufff9-\ufffb"  # no width, or a line end that only some programs see
    "\u202a-\u202e\u2066-\u2069"  # they turn the text round; the marks (200E, 200F, 061C) only place it
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # surrogates without a partner, and what is no character
)
_VOID = frozenset(("meta", "input", "br"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def shown(text: str) -> Html:
    """Return text as markup that shows it: escaped, each unseen character as a small box with its code point."""
    escaped = html.escape(text)
    if not _UNSEEN.search(escaped):
        return Html(escaped)
    return Html(_UNSEEN.sub(_box, escaped))


def _box(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0], "")
    title = f' title="{html.escape(name.lower())}"' if name else ""
    return f'<span class="unseen"{title}>{_code(match)}</span>'


def plain(text: str) -> str:
    """Return text for an attribute or a title: unseen characters as their code points, nothing escaped yet."""
    return _UNSEEN.sub(lambda match: f"‹{_code(match)}›", text)


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match[0]):04X}"


def el(tag: str, *children: str | None, **attributes: str | int | float | bool | None) -> Html:
    """Return an element. Children that are not Html are escaped; None is left out.

    In names of attributes a trailing underscore goes and others become hyphens: class_, aria_label.
    True makes an attribute without a value; False and None make none.
    """
    parts = [f"<{tag}"]
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f" {key}" if value is True else f' {key}="{html.escape(plain(str(value)))}"')
    parts.append(">")
    if tag not in _VOID:
        parts += [child if isinstance(child, Html) else shown(child) for child in children if child is not None]
        parts.append(f"</{tag}>")
    return Html("".join(parts))


def join(parts: Iterable[str | None], between: str = "") -> Html:
    """Return parts one after another; those that are not Html are escaped."""
    made = [part if isinstance(part, Html) else shown(part) for part in parts if part is not None]
    return Html((between if isinstance(between, Html) else shown(between)).join(made))


_LONGEST_NAME = 240


def name(text: str, *, full: str | None = None) -> Html:
    """Return a name (a path, a system, an id) that keeps its direction to itself; `full` is told on hovering.

    Of a name that is longer than any real one, beginning and end are shown.
    """
    short = text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME // 2]} … {text[-_LONGEST_NAME // 4 :]}"
    return el("bdi", short, class_="name", title=full if full != text and len(full or "") <= 1_000 else None)


def language(code: str | None) -> str:
    """Return the value of a lang attribute: the code if it has the form of one, else "" (unknown, not the page's)."""
    return code if code and _LANGUAGE.fullmatch(code) else ""

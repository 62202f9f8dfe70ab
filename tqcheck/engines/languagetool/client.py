"""Asking a LanguageTool server over its documented HTTP API, with annotated text.

LanguageTool counts UTF-16 code units, for offsets and for lengths; both are led back to code
points here, and nowhere else.
"""

from __future__ import annotations

import http.client
import json
import os
import threading
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from tqcheck.engines.languagetool.tags import SPELLERS, SUPPORTED, languagetool_code
from tqcheck.errors import ConfigError, EngineError
from tqcheck.model import OPAQUE, Article, GrammarMatch

MOST_CHARACTERS = 30_000
"""Code points in one request; longer articles are asked about in parts, cut between blocks."""
TIMEOUT = 60.0
"""Seconds for an answer. The first request in a heavy language on a busy machine may take 20."""
_BREAK = "\n\n"
_PUBLIC = ("languagetool.org", "languagetoolplus.com", "languagetool.com")
_PLACE_HOLDER = "Dummy"
"""What a place-holder is read as: a capitalised word that can stand in most places of a sentence."""


class Client:
    """A client of one server. Threads may share it: each keeps a connection of its own.

    `on_use` is called after an answer. `on_death` is called once when the server is gone, and
    returns the address of a new one.
    """

    def __init__(
        self,
        url: str,
        *,
        on_use: Callable[[], None] | None = None,
        on_death: Callable[[], str] | None = None,
    ) -> None:
        self._on_use = on_use
        self._on_death = on_death
        self._lock = threading.Lock()
        self._connections = threading.local()
        self.version: str | None = None
        self._set_address(url)

    def _set_address(self, url: str) -> None:
        parts = urlsplit(url)
        try:
            port, is_address = parts.port, parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:  # a port that is no number
            port, is_address = None, False
        if not is_address or parts.hostname is None:
            raise ConfigError(f"{url!r} is not the address of a LanguageTool server, as in http://localhost:8081/v2")
        allowed = os.environ.get("TQCHECK_ALLOW_PUBLIC_API") == "1"
        if not allowed and any(parts.hostname == host or parts.hostname.endswith("." + host) for host in _PUBLIC):
            raise ConfigError(
                f"{parts.hostname} is a public service: unpublished copy would leave the house. "
                "Set TQCHECK_ALLOW_PUBLIC_API=1 if that is what you want"
            )
        self.url = url.rstrip("/")
        self._scheme, self._host, self._port = parts.scheme, parts.hostname, port
        self._path = parts.path.rstrip("/")

    def is_well(self) -> bool:
        """Say whether the server answers."""
        try:
            connection = self._connect(timeout=5)
            connection.request("GET", f"{self._path}/healthcheck")
            answer = connection.getresponse()
            answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            return False
        return answer.status == 200

    def languages(self) -> list[str]:
        """Return the codes of the languages and variants that the server has. Raises EngineError."""
        answer = self._request("GET", "/languages", None)
        return sorted({language["longCode"] for language in answer})

    def warm(self, language: str) -> None:
        """Have the server set up its rules for a language. Raises EngineError."""
        if language in SUPPORTED:
            self._check(languagetool_code(language, None), [{"text": "Warm."}])

    def check(
        self, article: Article, languages: Sequence[str | None], variants: Mapping[str, str]
    ) -> list[GrammarMatch]:
        """Return what LanguageTool says about an article, in offsets of its blocks' texts.

        `languages` is the language of each block, None for one that is not checked; `variants`
        the variant that a language is checked in. Blocks are set apart, so that no sentence
        runs over their borders, and each language is asked about on its own.
        Raises EngineError when the server is gone, refuses, or says that it did not finish.
        """
        parts: dict[str, list[int]] = {}
        for index, language in enumerate(languages):
            if language in SUPPORTED and article.blocks[index].text.strip(OPAQUE + " "):
                parts.setdefault(languagetool_code(language, variants.get(language)), []).append(index)
        return [
            match
            for code, indexes in parts.items()
            for chunk in _chunks(article, indexes)
            for match in self._matches(code, article, chunk)
        ]

    def _matches(self, code: str, article: Article, indexes: list[int]) -> list[GrammarMatch]:
        annotation: list[dict[str, str]] = []
        starts: list[int] = []
        sent = ""
        for index in indexes:
            if annotation:
                annotation.append({"markup": _BREAK, "interpretAs": _BREAK})
                sent += _BREAK
            starts.append(len(sent))
            text = article.blocks[index].text
            annotation += _annotated(text)
            sent += text
        answer = self._check(code, annotation)
        to_code_points = code_point_offsets(sent)
        found = []
        for match in answer["matches"]:
            start = to_code_points(match["offset"])
            end = to_code_points(match["offset"] + match["length"])
            position = bisect_right(starts, start) - 1
            index, begin = indexes[position], starts[position]
            text = article.blocks[index].text
            # A match that leaves its block, or that is about a place-holder, is about nothing the author wrote.
            if end - begin > len(text) or start >= end or OPAQUE in text[start - begin : end - begin]:
                continue
            found.append(_match(match, index, start - begin, end - begin))
        return found

    def _check(self, code: str, annotation: list[dict[str, str]]) -> Any:
        # The same parameters for a language always: a pipeline belongs to one set of them.
        body = urlencode(
            {
                "language": code,
                "data": json.dumps({"annotation": annotation}, ensure_ascii=False),
                "disabledRules": SPELLERS,
                "level": "default",
            },
            errors="replace",
        )
        answer = self._request("POST", "/check", body.encode("ascii"))
        if answer.get("warnings", {}).get("incompleteResults"):
            raise EngineError(f"LanguageTool at {self.url} did not finish checking the text")
        self.version = answer.get("software", {}).get("version")
        if self._on_use:
            self._on_use()
        return answer

    # ------------------------------------------------------------------------------ HTTP

    def _connect(self, timeout: float) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._scheme == "https" else http.client.HTTPConnection
        return kind(self._host, self._port, timeout=timeout)

    def _request(self, method: str, path: str, body: bytes | None) -> Any:
        url = self.url
        try:
            status, data = self._ask(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            self._replace_dead_server(url, error)
            try:
                status, data = self._ask(method, path, body)
            except (OSError, http.client.HTTPException) as again:
                raise EngineError(self._gone(again)) from None
        if status != 200:
            said = " ".join(data.decode("utf-8", "replace").split())[:160]
            raise EngineError(f"LanguageTool at {self.url} refuses the text: {status} {said}")
        try:
            return json.loads(data)
        except ValueError:
            raise EngineError(f"{self.url} does not answer as a LanguageTool server does") from None

    def _ask(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        kept = getattr(self._connections, "kept", None)
        url, connection = kept if kept else (None, None)
        if connection is None or url != self.url:
            connection = self._connect(TIMEOUT)
            self._connections.kept = (self.url, connection)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
            connection.request(method, self._path + path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            self._connections.kept = None
            raise

    def _replace_dead_server(self, url: str, error: Exception) -> None:
        """Get a new managed server in place of a dead one, once for all threads; without one, raise EngineError.

        A kept connection that the other side has closed looks the same: then the server is well.
        """
        stuck = isinstance(error, TimeoutError)
        if stuck and self._on_death is None:
            raise EngineError(f"LanguageTool at {self.url} did not answer within {TIMEOUT:.0f} seconds") from None
        with self._lock:
            if self.url != url or (self.is_well() and not stuck):
                return
            if self._on_death is None:
                raise EngineError(self._gone(error)) from None
            replace, self._on_death = self._on_death, None
            self._set_address(replace())

    def _gone(self, error: Exception) -> str:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return f"LanguageTool does not answer at {self.url} ({why})"


def _chunks(article: Article, indexes: list[int]) -> list[list[int]]:
    chunks: list[list[int]] = [[]]
    size = 0
    for index in indexes:
        length = len(article.blocks[index].text)
        if chunks[-1] and size + length > MOST_CHARACTERS:
            chunks.append([])
            size = 0
        chunks[-1].append(index)
        size += length
    return chunks


def _annotated(text: str) -> list[dict[str, str]]:
    """Return a block's text as annotation: place-holders become markup that is read as a word."""
    annotation = []
    for number, part in enumerate(text.split(OPAQUE)):
        if number:
            annotation.append({"markup": OPAQUE, "interpretAs": _PLACE_HOLDER})
        if part:
            annotation.append({"text": part})
    return annotation


def code_point_offsets(text: str) -> Callable[[int], int]:
    """Return a function from offsets in UTF-16 code units to offsets in code points of a text.

    An offset between the two halves of a pair leads to the character that they make.
    """
    beyond = [index for index, character in enumerate(text) if character > "\uffff"]
    if not beyond:
        return lambda offset: min(offset, len(text))
    units = [index + number for number, index in enumerate(beyond)]  # where each one's pair begins
    return lambda offset: min(offset - bisect_right(units, offset - 1), len(text))


def _match(match: dict[str, Any], block: int, start: int, end: int) -> GrammarMatch:
    rule = match["rule"]
    return GrammarMatch(
        block=block,
        start=start,
        end=end,
        rule_id=rule["id"],
        sub_id=rule.get("subId"),
        category_id=rule["category"]["id"],
        issue_type=rule.get("issueType", "uncategorized"),
        message=match["message"],
        short_message=match.get("shortMessage", ""),
        replacements=tuple(replacement["value"] for replacement in match["replacements"][:5]),
        urls=tuple(url["value"] for url in rule.get("urls", ())),
        description=rule.get("description", ""),
    )

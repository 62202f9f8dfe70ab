"""Small results that take long to make, kept in the cache folder as JSON under a hash of what they were made of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tqcheck import paths


def cached_at(folder: str, parts: Iterable[bytes]) -> Path:
    """Return where the result that these parts make is kept, or would be."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return paths.cache_dir() / folder / f"{digest.hexdigest()}.json"


def read_cached(path: Path) -> Any:
    """Return what is kept, None where nothing is, or nothing whole."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def write_cached(path: Path, result: Any) -> None:
    """Keep a result, in one step. A folder that cannot be written keeps nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return

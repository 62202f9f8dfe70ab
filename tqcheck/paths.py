"""Where tqcheck keeps what it can make again: one cache folder, the user's, never the project's."""

from __future__ import annotations

import os
from pathlib import Path


def cache_dir() -> Path:
    """Return the cache folder (TQCHECK_CACHE_DIR, else the platform's). It may not exist yet, nor be writable."""
    chosen = os.environ.get("TQCHECK_CACHE_DIR")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("tqcheck", appauthor=False)

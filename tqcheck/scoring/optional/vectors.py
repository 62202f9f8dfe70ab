"""Vectors of texts, remembered on disk: what was embedded once is not embedded again, by whatever process.

A vector is rounded before it is first used, so that a run that embeds a text and one that
remembers it come to the same end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from tqcheck import paths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

MOST = 100_000
"""Vectors that are kept; beyond it the oldest quarter goes. One of 384 numbers takes about 0.8 kB."""
_ASKED = 500
"""Keys in a query: SQLite of old took 999 at most."""


def rounded(vector: Vector) -> Vector:
    """Return a unit vector as it will be remembered: in half precision. Its length is still 1, to four places."""
    import numpy as np

    return np.asarray(vector).astype("<f2").astype(np.float32)


class Store:
    """Vectors by text, of one model. What cannot be read or written is not remembered; no error comes of it.

    `model` names the model and whatever else decides on the numbers: vectors of another name are others.
    The file is SQLite's: processes share it, and each batch is written whole or not at all.
    """

    def __init__(self, model: str, size: int, most: int = MOST) -> None:
        self._model, self._size, self._most = model, size, most
        self._connection = self._open()

    def find(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of those texts that are known."""
        import numpy as np

        if self._connection is None:
            return {}
        texts_by_key = {self._key(text): text for text in texts}
        keys = list(texts_by_key)
        found: dict[str, Vector] = {}
        try:
            for start in range(0, len(keys), _ASKED):
                part = keys[start : start + _ASKED]
                marks = ",".join("?" * len(part))
                for key, blob in self._connection.execute(
                    f"SELECT key, vector FROM vector WHERE key IN ({marks})", part
                ):
                    if len(blob) == 2 * self._size:
                        found[texts_by_key[key]] = np.frombuffer(blob, dtype="<f2").astype(np.float32)
        except sqlite3.Error:
            return {}
        return found

    def keep(self, vectors: Mapping[str, Vector]) -> None:
        """Remember vectors, all or none."""
        if self._connection is None or not vectors:
            return
        rows = [(self._key(text), vector.astype("<f2").tobytes()) for text, vector in vectors.items()]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO vector (key, vector) VALUES (?, ?)", rows)
            (count,) = self._connection.execute("SELECT COUNT(*) FROM vector").fetchone()
            if count > self._most:
                self._connection.execute(
                    "DELETE FROM vector WHERE rowid IN (SELECT rowid FROM vector ORDER BY rowid LIMIT ?)",
                    (count - self._most * 3 // 4,),
                )
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        path = paths.cache_dir() / "semantic" / "vectors.sqlite"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # what is lost is embedded again
            connection.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, vector BLOB)")
        except (OSError, sqlite3.Error):
            return None
        return connection

    def _key(self, text: str) -> bytes:
        return blake2b(f"{self._model}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

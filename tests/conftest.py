"""One LanguageTool server for the tests of each worker that need it: a real one, in a cache folder of their own, stopped at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tqcheck.config import LanguageToolSettings, Settings
from tqcheck.engines.languagetool import Client, connect, install, server

# No test is timed: machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the state of the tests' server apart from the user's own; tables and jars are shared, they never change."""
    there = install.installed()
    folder = tmp_path_factory.mktemp("cache")
    before = {name: os.environ.get(name) for name in ("TQCHECK_CACHE_DIR", "LTP_PATH")}
    os.environ["LTP_PATH"] = str(there.folder.parent if there else install.home())
    if there and there.ours:
        (folder / "languagetool").mkdir()
        for archive in there.folder.parent.glob("*.aot"):
            (folder / "languagetool" / archive.name).symlink_to(archive)
    os.environ["TQCHECK_CACHE_DIR"] = str(folder)
    yield folder
    server.stop()
    for name, value in before.items():
        os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@pytest.fixture(scope="session")
def engine() -> LanguageToolSettings:
    """Settings of a server that ends itself soon if a test run dies."""
    return LanguageToolSettings(memory="3g", idle_minutes=10)


@pytest.fixture(scope="session")
def languagetool(own_cache: Path, engine: LanguageToolSettings) -> Client:
    """A client of a running LanguageTool server."""
    assert own_cache.is_dir()
    return connect(engine)


@pytest.fixture(scope="session")
def with_languagetool(languagetool: Client, engine: LanguageToolSettings) -> Settings:
    """Settings that use the tests' server."""
    assert languagetool.is_well()
    return Settings(languagetool=engine)


@pytest.fixture
def without_languagetool() -> Settings:
    return Settings(languagetool=LanguageToolSettings(enabled=False))

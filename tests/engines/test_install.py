"""The install: verified, resumed, whole or not at all. The package registry is the border: a folder of jars stands for it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tqcheck.engines.languagetool import install
from tqcheck.errors import EngineError


def jar_bytes(name: str, manifest: str) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", manifest)
        archive.writestr(f"{name}.txt", name * 100)
    return buffer.getvalue()


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock file of three small jars, and a Maven folder that holds them."""
    maven = tmp_path / "m2"
    jars: list[dict[str, Any]] = []
    for name in ("languagetool-server", "language-all", "jaxb-core"):
        data = jar_bytes(
            name,
            "Manifest-Version: 1.0\r\nClass-Path: ./ libs/other.jar libs/a-long-name-that-goes-on\r\n .jar\r\nX: y\r\n",
        )
        jar = {
            "group": "org.x",
            "artifact": name,
            "version": "1",
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
        }
        jars.append(jar)
        path = maven / "org" / "x" / name / "1" / f"{name}-1.jar"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    monkeypatch.setattr(install, "lock", lambda: {"version": install.version(), "jars": jars})
    monkeypatch.setenv("M2_REPO", str(maven))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "home"))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return maven


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network: what jgo would fetch cannot be had."""
    from jgo.maven import MavenContext

    def refuse(*_: object) -> None:
        raise RuntimeError("Name or service not known")

    monkeypatch.setattr(MavenContext, "project", refuse)


def test_jars_that_are_there_are_used_and_the_install_is_in_the_wrapper_s_form(registry: Path) -> None:
    assert registry.exists()
    steps: list[int] = []
    there = install.install(progress=lambda _what, done, total: steps.append(done * 100 // total))
    assert steps[-1] == 100
    assert there.folder.name == f"LanguageTool-{install.version()}"
    assert there.ours
    with zipfile.ZipFile(there.jar) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode()
    assert all(len(line) <= 72 for line in manifest.split("\r\n"))
    joined = manifest.replace("\r\n ", "")
    assert "libs/language-all-1.jar" in joined
    assert "Main-Class: org.languagetool.server.HTTPServer" in joined
    assert install.installed() == there


def test_class_paths_that_forbid_a_start_up_cache_are_taken_out(registry: Path) -> None:
    assert registry.exists()
    there = install.install()
    with zipfile.ZipFile(there.folder / "libs" / "languagetool-server-1.jar") as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode()
    assert manifest.split() == ["Manifest-Version:", "1.0", "X:", "y"]
    with zipfile.ZipFile(there.folder / "libs" / "language-all-1.jar") as jar:
        assert "Class-Path" in jar.read("META-INF/MANIFEST.MF").decode()


def test_the_wrapper_finds_our_install(registry: Path) -> None:
    assert registry.exists()
    there = install.install()
    from language_tool_python.download_lt import LocalLanguageTool

    found = LocalLanguageTool.from_version_name(install.version())
    assert found.get_jar_path() == there.jar


@pytest.mark.usefixtures("offline")
def test_a_broken_jar_is_not_used_and_nothing_half_is_left(registry: Path, tmp_path: Path) -> None:
    broken = registry / "org" / "x" / "language-all" / "1" / "language-all-1.jar"
    broken.write_bytes(broken.read_bytes()[:-10] + b"0123456789")
    with pytest.raises(EngineError) as caught:
        install.install()
    assert "language-all-1.jar: Name or service not known" in str(caught.value)
    assert "tqcheck engine install" in str(caught.value)
    assert "--no-languagetool" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert install.installed() is None
    assert not list((tmp_path / "home").glob("LanguageTool-*/"))


def test_a_broken_download_is_refused_and_fetched_again(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = registry / "org" / "x" / "language-all" / "1" / "language-all-1.jar"
    data = good.read_bytes()
    good.unlink()
    downloads = [data[:-3], data]

    class Resolved:
        def at_version(self, _version: str) -> Resolved:
            return self

        def artifact(self, **_: str) -> Resolved:
            return self

        def resolve(self) -> Path:
            path = tmp_path / "home" / "repository" / "org" / "x" / "language-all" / "1" / "language-all-1.jar"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(downloads.pop(0))
            return path

    from jgo.maven import MavenContext

    monkeypatch.setattr(MavenContext, "project", lambda *_: Resolved())
    with pytest.raises(EngineError, match="is not the file that was expected"):
        install.install()
    assert install.install().jar.is_file()
    assert not downloads


def test_a_folder_or_a_zip_given_by_hand(registry: Path, tmp_path: Path) -> None:
    assert registry.exists()
    by_hand = tmp_path / "LanguageTool-x"
    by_hand.mkdir()
    (by_hand / install.SERVER_JAR).write_bytes(b"jar")
    assert install.install(by_hand).jar.read_bytes() == b"jar"
    archive = tmp_path / "lt.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("LanguageTool-x/languagetool-server.jar", "zipped")
    assert install.install(archive).jar.read_bytes() == b"zipped"
    assert not install.install(archive).ours
    (tmp_path / "nothing").mkdir()
    with pytest.raises(EngineError, match="holds no languagetool-server.jar"):
        install.install(tmp_path / "nothing")


def test_the_lock_file_names_every_jar_by_its_checksum() -> None:
    lock = json.loads(Path(install.__file__).with_name("lock.json").read_text())
    assert lock["version"] == install.version()
    assert len(lock["jars"]) > 100
    for jar in lock["jars"]:
        assert len(jar["sha256"]) == 64
        assert jar["size"] > 0
    names = {jar["artifact"] for jar in lock["jars"]}
    assert {"languagetool-server", "language-all", "language-de", "language-pl"} <= names

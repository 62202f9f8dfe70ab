"""Getting LanguageTool: what is there is used, else the jars of the lock file are fetched and verified.

An install has language_tool_python's own form, a folder `LanguageTool-6.8` that holds
`languagetool-server.jar`, so that `LTP_PATH` set to the folder around it serves both.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck import paths
from tqcheck.errors import EngineError

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many bytes of how many are."""

SERVER_JAR = "languagetool-server.jar"
_MAIN = "org.languagetool.server.HTTPServer"
_THREADS = 8
_WITHOUT_CLASS_PATH = ("languagetool-server", "jaxb-core")
"""Jars whose manifest names folders as a class path; a JVM then refuses to write an AOT cache."""


@dataclass(frozen=True, slots=True)
class Install:
    """A LanguageTool on disk. `ours`: made from the lock file, so that an AOT cache of it may stand beside it."""

    folder: Path
    version: str
    ours: bool

    @property
    def jar(self) -> Path:
        return self.folder / SERVER_JAR


def lock() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name("lock.json").read_text(encoding="utf-8"))
    return read


def version() -> str:
    """Return the version of LanguageTool that the lock file names."""
    with Path(__file__).with_name("lock.json").open(encoding="utf-8") as file:
        return file.read(200).split('"version": "')[1].split('"')[0]


def home() -> Path:
    """Return the folder that an install is made in: LTP_PATH, else in the cache folder."""
    chosen = os.environ.get("LTP_PATH")
    return Path(chosen).expanduser() if chosen else paths.cache_dir() / "languagetool"


def installed() -> Install | None:
    """Return the install that is used, if there is one: LTP_JAR_DIR_PATH, ours, then language_tool_python's own."""
    given = os.environ.get("LTP_JAR_DIR_PATH")
    if given:
        folder = Path(given).expanduser()
        return Install(folder, "unknown", False) if (folder / SERVER_JAR).is_file() else None
    ours = home() / f"LanguageTool-{version()}"
    if (ours / SERVER_JAR).is_file():
        return Install(ours, version(), (ours / "libs").is_dir() and (ours / "tqcheck-lock.json").is_file())
    wrapper = Path.home() / ".cache" / "language_tool_python"
    for folder in sorted(wrapper.glob("LanguageTool-*"), reverse=True):
        if (folder / SERVER_JAR).is_file():
            return Install(folder, folder.name.removeprefix("LanguageTool-"), False)
    return None


def install(source: Path | None = None, progress: Progress | None = None) -> Install:
    """Install LanguageTool if it is not there, and return it.

    `source` is a folder or a zip file of LanguageTool, for networks that reach no package
    registry. Raises EngineError with what to do when it cannot be had.
    """
    if source is None:
        there = installed()
        if there is not None:
            return there
    target = home() / f"LanguageTool-{version()}"
    try:
        home().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(
            f"LanguageTool cannot be installed in {home()}: {error.strerror}; set TQCHECK_CACHE_DIR to a folder "
            "that can be written"
        ) from None
    from filelock import FileLock

    with FileLock(str(target) + ".lock"):
        if source is not None:
            _from_hand(source, target)
        elif not (target / SERVER_JAR).is_file():
            _from_lock(target, progress or (lambda _what, _done, _all: None))
    there = installed()
    if there is None:
        raise EngineError(f"LanguageTool was put into {target} but {SERVER_JAR} is not there")
    return there


# ------------------------------------------------------------------------- by the lock file


def _from_lock(target: Path, progress: Progress) -> None:
    """Fetch every jar (those that are there and right are kept), then put the folder in place in one step."""
    from concurrent.futures import ThreadPoolExecutor, as_completed

    jars = lock()["jars"]
    total = sum(jar["size"] for jar in jars)
    repository = home() / "repository"
    fetched: dict[str, Path] = {}
    done = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        futures = {pool.submit(_fetch, jar, repository): jar for jar in jars}
        try:
            for future in as_completed(futures):
                jar = futures[future]
                fetched[_file_name(jar)] = future.result()
                done += jar["size"]
                progress(f"Fetching LanguageTool {version()}", done, total)
        finally:  # after an error, and Ctrl-C: what waits is not begun
            pool.shutdown(wait=False, cancel_futures=True)
    building = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)
    libs = building / "libs"
    libs.mkdir(parents=True)
    for name, path in fetched.items():
        if name.startswith(_WITHOUT_CLASS_PATH):
            _copy_without_class_path(path, libs / name)
        else:
            _link(path, libs / name)
    _write_main_jar(building / SERVER_JAR, sorted(fetched))
    shutil.copyfile(Path(__file__).with_name("lock.json"), building / "tqcheck-lock.json")
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)
    shutil.rmtree(repository, ignore_errors=True)


def _fetch(jar: dict[str, Any], repository: Path) -> Path:
    """Return the path of a jar whose content is what the lock file says. Raises EngineError."""
    name = _file_name(jar)
    own_maven = Path(os.environ.get("M2_REPO", Path.home() / ".m2" / "repository"))
    for place in (own_maven, repository):
        path: Path = place / jar["group"].replace(".", "/") / jar["artifact"] / jar["version"] / name
        if _is_right(path, jar):
            return path
        if place is repository and path.exists():
            path.unlink()  # a broken download: what is there is not what the lock file names
    from jgo.maven import MavenContext

    try:
        context = MavenContext(repo_cache=repository, timeout=60)
        component = context.project(jar["group"], jar["artifact"]).at_version(jar["version"])
        path = Path(str(component.artifact(classifier=jar.get("classifier", "")).resolve()))
    except (RuntimeError, ValueError, OSError) as error:  # jgo's own two, and those of files and of requests
        raise EngineError(
            f"LanguageTool cannot be fetched ({name}: {_one_line(error)}); try again online with "
            "`tqcheck engine install`, give a folder or zip with `--from`, or check without grammar: --no-languagetool"
        ) from None
    if not _is_right(path, jar):
        path.unlink(missing_ok=True)
        raise EngineError(f"LanguageTool's {name} is not the file that was expected (its SHA-256 differs); try again")
    return path


def _is_right(path: Path, jar: dict[str, Any]) -> bool:
    if not path.is_file() or path.stat().st_size != jar["size"]:
        return False
    with path.open("rb") as file:
        return bool(hashlib.file_digest(file, "sha256").hexdigest() == jar["sha256"])


def _file_name(jar: dict[str, Any]) -> str:
    classifier = f"-{jar['classifier']}" if "classifier" in jar else ""
    return f"{jar['artifact']}-{jar['version']}{classifier}.jar"


def _one_line(error: BaseException) -> str:
    if any(word in str(error) for word in ("Max retries", "Connection", "NameResolution", "timed out")):
        return "no connection to the package registry"
    return (" ".join(str(error).split()) or type(error).__name__)[:160]


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # another file system
        shutil.copyfile(source, target)


def _copy_without_class_path(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "META-INF/MANIFEST.MF":
                data = "\r\n".join(_without_class_path(data.decode("utf-8"))).encode("utf-8") + b"\r\n"
            new.writestr(entry, data)


def _without_class_path(manifest: str) -> Iterator[str]:
    leaving_out = False
    for line in manifest.splitlines():
        if not line.startswith(" "):  # a line that begins with a space goes on with the one before
            leaving_out = line.lower().startswith("class-path:")
        if not leaving_out:
            yield line


def _write_main_jar(path: Path, names: list[str]) -> None:
    """Write a jar that holds nothing but a class path; manifest lines are at most 72 bytes long."""
    entry = "Class-Path: " + " ".join(f"libs/{name}" for name in names)
    lines = [entry[:72], *(" " + entry[start : start + 71] for start in range(72, len(entry), 71))]
    manifest = "\r\n".join(["Manifest-Version: 1.0", f"Main-Class: {_MAIN}", *lines, "", ""])
    with zipfile.ZipFile(path, "w") as jar:
        # A fixed time: the JVM compares jars with the ones that its AOT cache was made from.
        jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF", (2025, 1, 1, 0, 0, 0)), manifest)


# --------------------------------------------------------------------------------- by hand


def _from_hand(source: Path, target: Path) -> None:
    """Put a folder or a zip of LanguageTool in place. Raises EngineError when it is none."""
    building = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)
    try:
        if source.is_dir():
            shutil.copytree(source, building)
        elif zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                archive.extractall(building)  # zipfile keeps members below the folder
        else:
            raise EngineError(f"{source}: is neither a folder nor a zip file of LanguageTool")
        found = next(iter(sorted(building.rglob(SERVER_JAR))), None)
        if found is None:
            raise EngineError(f"{source}: holds no {SERVER_JAR}")
        shutil.rmtree(target, ignore_errors=True)
        found.parent.replace(target)
    except OSError as error:
        raise EngineError(f"{source}: cannot be installed: {error.strerror}") from None
    finally:
        shutil.rmtree(building, ignore_errors=True)

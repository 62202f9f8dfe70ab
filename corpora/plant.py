"""Makes the flawed twins and their gold files from the clean articles and `planted.yaml`.

    python corpora/plant.py            write flawed/ and the gold files of every article
    python corpora/plant.py --check    exit 1 if what is on disk differs from what would be written

An article folder holds

    clean/article.LANG.EXT        the article as it should be published, in every language
    reference/article.LANG.EXT    a second, independent translation (some languages)
    planted.yaml                  the edits that make a flawed twin of a clean article
    flawed/article.LANG.EXT       made: the clean article with those edits
    flawed/article.LANG.EXT.gold.json    made: every planted issue by span, code and correction

so a span can never drift away from its text: nobody types an offset.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
KINDS = ("typo", "grammar", "wrong-language", "doubled-word", "name", "number", "dropped-sentence", "typography")


def plant(clean: str, edits: list[dict[str, Any]], where: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the flawed text and its gold issues, in text order.

    Raises ValueError when an edit's `find` is not exactly once in `clean`, two edits overlap,
    or `wrong` is not exactly once in `replace`.
    """
    placed: list[tuple[int, dict[str, Any]]] = []
    for edit in edits:
        find = edit["find"]
        if clean.count(find) != 1:
            raise ValueError(f"{where}: {find!r} occurs {clean.count(find)} times, must be once")
        if edit["kind"] not in KINDS:
            raise ValueError(f"{where}: unknown kind {edit['kind']!r}")
        placed.append((clean.index(find), edit))
    placed.sort(key=lambda item: item[0])

    flawed, issues, position = "", [], 0
    for start, edit in placed:
        if start < position:
            raise ValueError(f"{where}: {edit['find']!r} overlaps another edit")
        flawed += clean[position:start]
        wrong = edit.get("wrong", "")
        if wrong and edit["replace"].count(wrong) != 1:
            raise ValueError(f"{where}: {wrong!r} must be once in {edit['replace']!r}")
        at = len(flawed) + (edit["replace"].index(wrong) if wrong else len(edit["replace"]))
        issues.append(
            {
                "start": at,
                "end": at + len(wrong),
                "text": wrong,
                "correction": edit.get("right", ""),
                "code": edit["code"],
                "kind": edit["kind"],
                **({"note": edit["note"]} if "note" in edit else {}),
            }
        )
        flawed += edit["replace"]
        position = start + len(edit["find"])
    return flawed + clean[position:], issues


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def outputs(folder: Path) -> dict[Path, str]:
    """Return every made file of one article folder with its content."""
    planted = yaml.safe_load(read(folder / "planted.yaml"))
    made: dict[Path, str] = {}
    for name, edits in planted["articles"].items():
        clean = folder / "clean" / name
        flawed, issues = plant(read(clean), edits, f"{folder.name}/{name}")
        gold = {
            "article": f"flawed/{name}",
            "clean": f"clean/{name}",
            "source": None if name == planted["source"] else f"clean/{planted['source']}",
            "language": name.split(".")[1],
            "issues": issues,
        }
        made[folder / "flawed" / name] = flawed
        made[folder / "flawed" / f"{name}.gold.json"] = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    return made


def main(arguments: list[str]) -> int:
    stale = 0
    for planted in sorted(HERE.glob("*/planted.yaml")):
        for path, content in outputs(planted.parent).items():
            if path.exists() and read(path) == content:
                continue
            if "--check" in arguments:
                print(f"out of date: {path.relative_to(HERE)}")
                stale = 1
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content.encode("utf-8"))
                print(f"written: {path.relative_to(HERE)}")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

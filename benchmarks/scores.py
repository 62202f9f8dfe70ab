"""Equality with sacreBLEU's own command, system by system, to its last printed digit.

    python -m benchmarks.scores FOLDER [--most 40]

FOLDER holds JSON Lines of {"system", "doc", "seg_id", "ref", "hyp"} (gzipped or not). For each
system a file of hypotheses and one of references are made, one segment a line; the `sacrebleu`
command and `tqcheck score` run on them, with 12 decimal places, and their values are compared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OURS = {"BLEU": "BLEU", "chrF2": "chrF", "TER": "TER"}
PLACES = 12


def systems(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each system of a file with its hypotheses and references."""
    rows: dict[str, list[tuple[str, str]]] = {}
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            row = json.loads(line)
            if not row.get("system") or not row.get("ref") or row.get("hyp") is None or row.get("human_ref"):
                continue
            rows.setdefault(str(row["system"]), []).append((_one_line(row["hyp"]), _one_line(row["ref"])))
    for name, pairs in sorted(rows.items()):
        yield f"{path.name.split('.')[0]} {name}", [h for h, _ in pairs], [r for _, r in pairs]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def theirs(hypothesis: Path, reference: Path) -> dict[str, str]:
    command = [
        sys.executable, "-m", "sacrebleu", str(reference), "-i", str(hypothesis), "-m", "bleu", "chrf", "ter",
        "-w", str(PLACES), "-f", "json",
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return {OURS[row["name"]]: f"{row['score']:.{PLACES}f} {row['signature']}" for row in json.loads(ran.stdout)}


def ours(hypothesis: Path, reference: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "tqcheck", "score", str(hypothesis), "-r", str(reference), "--format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = json.loads(ran.stdout)["scores"]
    return {row["metric"]: f"{row['value']:.{PLACES}f} {row['signature']}" for row in scores}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scores", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=40, help="systems to compare, spread over the files")
    arguments = parser.parse_args()
    files = sorted([*arguments.folder.glob("*.jsonl"), *arguments.folder.glob("*.jsonl.gz")])
    by_file = [list(systems(path)) for path in files]
    spread = [
        system for turn in range(max(map(len, by_file))) for group in by_file for system in group[turn : turn + 1]
    ]
    compared = different = 0
    with tempfile.TemporaryDirectory() as folder:
        hypothesis, reference = Path(folder, "hypothesis.txt"), Path(folder, "reference.txt")
        for name, hypotheses, references in spread[: arguments.most]:
            hypothesis.write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
            reference.write_text("\n".join(references) + "\n", encoding="utf-8")
            expected, got = theirs(hypothesis, reference), ours(hypothesis, reference)
            compared += 1
            for metric, value in expected.items():
                # sacreBLEU's command rounds to the places asked for; so are ours.
                if got[metric] != value:
                    different += 1
                    print(f"{name}: {metric} is {got[metric]}, sacreBLEU says {value}")
            print(f"{name:<44}{len(hypotheses):>6} segments  {got['BLEU'].split()[0]}", flush=True)
    print(f"{compared} systems, {3 * compared} scores, {different} different")


if __name__ == "__main__":
    main()

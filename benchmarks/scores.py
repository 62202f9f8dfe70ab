"""Equality with sacreBLEU's own command, system by system, to its twelfth printed decimal.

    python -m benchmarks.scores FOLDER [--most 40]

FOLDER holds JSON Lines of {"system", "doc", "seg_id", "ref", "hyp"}, or of {"good", "bad"}, gzipped
or not. For each system a file of hypotheses and one of references are made, one segment a line;
the `sacrebleu` command and `tqcheck score` run on them, once with sacreBLEU's defaults and once
with other options throughout, and their values and signatures are compared.
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

OURS = {"BLEU": "BLEU", "chrF2": "chrF", "chrF2++": "chrF++", "chrF1": "chrF", "chrF1++": "chrF++", "TER": "TER"}
PLACES = 12
DEFAULTS: tuple[str, ...] = ()
OTHERS = (
    "--tokenize", "intl", "--lowercase", "--smooth-method", "floor", "--chrf-beta", "1", "--chrf-whitespace",
    "--chrf-lowercase", "--chrf-eps-smoothing", "--ter-normalized", "--ter-asian-support", "--ter-case-sensitive",
)  # fmt: skip
"""Options that both commands have under the same name."""


def systems(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each system of a file with its hypotheses and references."""
    rows: dict[str, list[tuple[str, str]]] = {}
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            row = json.loads(line)
            if "good" in row and "bad" in row:
                rows.setdefault("bad beside good", []).append((_one_line(row["bad"]), _one_line(row["good"])))
            elif row.get("system") and row.get("ref") and row.get("hyp") is not None and not row.get("human_ref"):
                rows.setdefault(str(row["system"]), []).append((_one_line(row["hyp"]), _one_line(row["ref"])))
    for name, pairs in sorted(rows.items()):
        yield f"{path.name.split('.')[0]} {name}", [h for h, _ in pairs], [r for _, r in pairs]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def theirs(hypothesis: Path, reference: Path, options: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for metrics in (("-m", "bleu", "chrf", "ter"), ("-m", "chrf", "--chrf-word-order", "2")):
        command = [sys.executable, "-m", "sacrebleu", str(reference), "-i", str(hypothesis), *metrics]
        ran = subprocess.run(
            [*command, *options, "-w", str(PLACES), "-f", "json"], capture_output=True, text=True, check=True
        )
        rows = json.loads(ran.stdout)
        for row in rows if isinstance(rows, list) else [rows]:
            found[OURS[row["name"]]] = f"{row['score']:.{PLACES}f} {row['signature']}"
    return found


def ours(hypothesis: Path, reference: Path, options: tuple[str, ...]) -> dict[str, str]:
    command = [sys.executable, "-m", "tqcheck", "score", str(hypothesis), "-r", str(reference), "--format", "json"]
    wanted = [argument for metric in dict.fromkeys(OURS.values()) for argument in ("-m", metric)]
    ran = subprocess.run([*command, *wanted, *options], capture_output=True, text=True, check=True)
    scores = json.loads(ran.stdout)["scores"]
    return {row["metric"]: f"{row['value']:.{PLACES}f} {row['signature']}" for row in scores}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scores", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=1000, help="systems to compare, spread over the files")
    arguments = parser.parse_args()
    files = sorted([*arguments.folder.glob("*.jsonl"), *arguments.folder.glob("*.jsonl.gz")])
    by_file = [list(systems(path)) for path in files]
    spread = [
        system for turn in range(max(map(len, by_file))) for group in by_file for system in group[turn : turn + 1]
    ]
    scores = different = 0
    chosen = spread[: arguments.most]
    with tempfile.TemporaryDirectory() as folder:
        hypothesis, reference = Path(folder, "hypothesis.txt"), Path(folder, "reference.txt")
        for name, hypotheses, references in chosen:
            hypothesis.write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
            reference.write_text("\n".join(references) + "\n", encoding="utf-8")
            for options in (DEFAULTS, OTHERS):
                expected, got = theirs(hypothesis, reference, options), ours(hypothesis, reference, options)
                for metric, value in expected.items():
                    # sacreBLEU's command rounds to the places asked for; so are ours.
                    scores += 1
                    if got[metric] != value:
                        different += 1
                        print(f"{name}: {metric} is {got[metric]}, sacreBLEU says {value}")
            print(f"{name:<44}{len(hypotheses):>6} segments", flush=True)
    print(f"{len(chosen)} systems, {scores} scores with their signatures, {different} different")


if __name__ == "__main__":
    main()

"""The time that scores take, beside the sacrebleu command on the same files.

    python -m benchmarks.scoring FILE [--systems 10] [--runs 3] [--jobs 2]

FILE holds JSON Lines of {"system", "doc", "seg_id", "ref", "hyp"} (gzipped or not); the segments
that all of the first systems translated are scored. Three tables: whole jobs as one has them at
one's desk (commands, start included), single metrics (commands), and segments for each second of
CPU inside a process. Commands take turns, the medians are compared; CPU is that of all processes.
What sacreBLEU cannot do in one command (chrF beside chrF++, rows of single segments) takes several.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tqcheck.scoring import METRICS, Options
from tqcheck.scoring.statistics import of_segments

Command = list[str]


def read(path: Path, systems: int) -> tuple[list[str], list[list[str]], list[str]]:
    """Return names, hypotheses of each system, and the reference, over the segments that all have."""
    rows: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("system") and row.get("ref") and row.get("hyp") is not None and not row.get("human_ref"):
                key = (str(row["doc"]), str(row["seg_id"]))
                texts = (" ".join(row["hyp"].split()), " ".join(row["ref"].split()))
                rows.setdefault(row["system"], {})[key] = texts
    names = sorted(rows, key=lambda name: (-len(rows[name]), name))[:systems]
    keys = sorted(set.intersection(*(set(rows[name]) for name in names)))
    return names, [[rows[name][key][0] for key in keys] for name in names], [rows[names[0]][key][1] for key in keys]


def run(commands: Sequence[Command]) -> tuple[float, float]:
    """Run commands one after the other; return seconds of wall time and of CPU."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def compare(name: str, ours: Sequence[Command], theirs: Sequence[Command], runs: int) -> None:
    times: list[list[tuple[float, float]]] = [[], []]
    for _ in range(runs):
        for side, commands in enumerate((ours, theirs)):
            times[side].append(run(commands))
    wall, cpu = ([statistics.median(column[kind] for column in side) for side in times] for kind in range(2))
    print(
        f"| {name} | {wall[0]:.2f} | {wall[1]:.2f} | **{wall[1] / wall[0]:.1f}×** | {cpu[0]:.2f} | {cpu[1]:.2f} | "
        f"**{cpu[1] / cpu[0]:.1f}×** |",
        flush=True,
    )


def rates(hypotheses: list[str], reference: list[str], runs: int) -> None:
    print("\n| metric | tqcheck, segments / CPU s | sacreBLEU | ratio |\n|---|---|---|---|")
    for name, metric in METRICS.items():
        best = [float("inf"), float("inf")]
        for _ in range(runs):
            for side in range(2):
                # A metric of its own each time: its tokeniser remembers lines.
                made = metric.make(Options(), None, 1)
                of_segments(made, hypotheses[:1], [reference[:1]])
                start = time.process_time()
                if side:
                    made._extract_corpus_statistics(hypotheses, [reference])
                else:
                    of_segments(made, hypotheses, [reference])
                best[side] = min(best[side], time.process_time() - start)
        ours, theirs = (len(hypotheses) / seconds for seconds in best)
        print(f"| {name} | {ours:,.0f} | {theirs:,.0f} | {ours / theirs:.1f}× |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--systems", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    names, systems, reference = read(arguments.file, arguments.systems)
    print(f"{arguments.file.name}: {len(names)} systems, {len(reference)} segments, {arguments.runs} runs, medians\n")
    with tempfile.TemporaryDirectory() as folder:
        ref = str(Path(folder, "reference.txt"))
        Path(ref).write_text("\n".join(reference) + "\n", encoding="utf-8")
        files = [str(Path(folder, f"system-{number}.txt")) for number in range(len(systems))]
        for file, texts in zip(files, systems, strict=True):
            Path(file).write_text("\n".join(texts) + "\n", encoding="utf-8")
        out = str(Path(folder, "report.json"))
        tq = [sys.executable, "-m", "tqcheck", "score"]
        sacre = [sys.executable, "-m", "sacrebleu", ref, "-i"]
        four = [part for metric in METRICS for part in ("-m", metric)]
        plain, plus = ["-m", "bleu", "chrf", "ter"], ["-m", "chrf", "--chrf-word-order", "2"]
        jobs, text = ["--jobs", str(arguments.jobs)], ["-f", "text"]
        single = [["bleu"], ["chrf"], ["chrf", "--chrf-word-order", "2"], ["ter"]]
        print("| job | tqcheck, s | sacrebleu, s | wall | tqcheck, CPU s | sacrebleu, CPU s | CPU |")
        print("|---|---|---|---|---|---|---|")
        compare(
            "one system: four metrics, rows, intervals of 1,000 samples",
            [[*tq, files[0], "-r", ref, *four, "--confidence", "--format", "json", "-o", out, *jobs]],
            [
                [*sacre, files[0], *plain, "--confidence"],
                [*sacre, files[0], *plus, "--confidence"],
                *([*sacre, files[0], "-sl", "-m", *metric] for metric in single),
            ],
            arguments.runs,
        )
        for test in ("bs", "ar"):
            compare(
                f"{len(files)} systems, four metrics: paired test ({test})",
                [[*tq, *files, "-r", ref, *four, f"--paired-{test}", "--format", "json", "-o", out, *jobs]],
                [
                    [*sacre, *files, *metrics, f"--paired-{test}", "--paired-jobs", str(arguments.jobs), *text]
                    for metrics in (plain, plus)
                ],
                arguments.runs,
            )
        for metric, theirs in zip(METRICS, single, strict=True):
            compare(
                f"one system: {metric} alone",
                [[*tq, files[0], "-r", ref, "-m", metric]],
                [[*sacre, files[0], "-m", *theirs]],
                arguments.runs,
            )
    rates(systems[0], reference, arguments.runs)


if __name__ == "__main__":
    main()

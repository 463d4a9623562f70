#!/usr/bin/env python3
"""Compares csreport with an independent reference on random small data sets.

    run.py --program build/release/csreport                       what the test does
    run.py --program ... --seed 1234 --count 1 --keep FOLDER      one data set again; its files stay in FOLDER
    run.py --program ... --seed 1234 --count 1 --all              the same without known.py
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from compare import compare
from dataset import write
from generator import data_set
from identities import broken_identities
from known import DIFFERENCES, WITHOUT_REFERENCE, unexplained
from metrics import METRICS
from reference import Expectation

COUNT = 400
MOST_LINES, MOST_DATA_SETS = 30, 5


def metrics_of(program):
    """The ids that the program lists: in its own words, an id leads an indented line."""
    listed = subprocess.run([program, "metrics"], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]


def with_gaps(program, ids):
    """Those that have no value in a period of which days are missing, as the definition says."""
    explain = lambda name: subprocess.run([program, "metrics", name], capture_output=True, text=True, check=True).stdout
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return {name for name, text in zip(ids, pool.map(explain, ids)) if "\n  missing days " in text}


def catalogue_faults(program):
    ids = metrics_of(program)
    for name in ids:
        if name not in METRICS and name not in WITHOUT_REFERENCE:
            yield f"{name}: a metric without a reference. Add a row to metrics.py, or a reason to known.py."
    for name in WITHOUT_REFERENCE:
        if name in METRICS or name not in ids:
            yield f"{name}: is in known.py without need."
    for name in METRICS:
        if name not in ids:
            yield f"{name}: has a reference, and the program does not list it."


def run_one(program, needs_all_days, seed, keep=None, everything=False):
    """(differences as lines, names of the known differences that were met) of one data set."""
    data = data_set(seed)
    expectation = Expectation(data)
    with tempfile.TemporaryDirectory(prefix="oracle-") as name:
        folder = Path(keep or name)
        folder.mkdir(exist_ok=True, parents=True)
        command = [program, *write(data, folder), "--threads", "1", "--quiet", "-o", "report.json"]
        if keep:
            (folder / "command").write_text(" ".join(command) + "\n", encoding="utf-8")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            lines = [f"exit code {done.returncode}: {done.stderr.strip()}"]
        else:
            report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
            lines = [*compare(report, expectation, needs_all_days), *broken_identities(report, expectation)]
    return (lines, set()) if everything else unexplained(lines, expectation.world)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=1, help="of the first data set; the others follow it")
    parser.add_argument("--count", type=int, default=COUNT, help=f"of data sets (default: {COUNT})")
    parser.add_argument("--keep", help="folder for the files of the last data set")
    parser.add_argument("--all", action="store_true", help="also the differences that known.py explains")
    options = parser.parse_args()
    program = os.path.abspath(options.program)

    faults = list(catalogue_faults(program))
    print(*faults, sep="\n", end="\n" if faults else "")
    seeds = list(range(options.seed, options.seed + options.count))
    whole = seeds[:1] == [1] and options.count >= COUNT and not options.all
    if whole:  # the seeds that show whether known differences are still there
        seeds += sorted({difference.seed for difference in DIFFERENCES} - set(seeds))
    failed, met, by_metric = [], set(), Counter()
    one = partial(run_one, program, with_gaps(program, metrics_of(program)), keep=options.keep, everything=options.all)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, (lines, known) in zip(seeds, pool.map(one, seeds, chunksize=4)):
            met |= known
            if lines:
                failed.append(seed)
                by_metric.update({line.split(":")[0].split(".")[0] for line in lines})
                if len(failed) <= MOST_DATA_SETS:
                    print(f"seed {seed}:", *lines[:MOST_LINES], sep="\n  ")
    if failed:
        print("data sets with a difference, by metric:", dict(by_metric.most_common()))
        print(f"again: run.py --program PROGRAM --seed {failed[0]} --count 1 --keep FOLDER")
    mended = [d for d in DIFFERENCES if whole and d.name not in met]
    for difference in mended:
        print(f"known.py explains what is not there any more, not even with seed {difference.seed}: {difference.name}")
    print(f"{len(failed)} of {len(seeds)} data sets differ, from seed {seeds[0]} on; "
          f"{len(METRICS)} metrics, {len(met)} known differences met")
    return bool(faults or failed or mended)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What the JSON Schema cannot say of the judgements in a report: which numbers come together, and which never do.

usage: judgements.py PROGRAM SAMPLES
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FALSE_DISCOVERY_RATE = 0.10
SIGNALS = ("better", "worse", "changed")


def report_of(program, samples, *options):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        files = [str(Path(samples) / name) for name in ("tickets.csv", "messages.csv", "surveys.csv")]
        subprocess.run([program, *files, "--tz", "Europe/Riga", "-o", str(output), *options], check=True,
                       capture_output=True)
        return json.loads(output.read_text(encoding="utf-8"))


def smallest_n(program, name):
    text = subprocess.run([program, "metrics", name], check=True, capture_output=True, text=True).stdout
    found = re.search(r"no verdict +below (\d+) observations", text)
    return int(found.group(1)) if found else 0


def lines_of(report):
    """(where, metric's id, the metric or a group of it)"""
    for name, metric in report["metrics"].items():
        yield name, name, metric
        for dimension, groups in metric["by"].items():
            for group, line in groups.items():
                yield f"{name}.by.{dimension}.{group}", name, line


def reach_of(name, metric):
    """How far its value can move at the most; nothing: there is no limit."""
    if metric["unit"] == "ratio":
        return 2 if name == "csat_net" else 1
    return 200 if name == "nps" else None


def faults_of_changes(report, smallest):
    for where, name, line in lines_of(report):
        change, before = line["change"], line["previous"]
        few = before is not None and min(line["n"], before["n"]) < smallest[name]
        if few and (change["p"] is not None or change["significant"]):
            yield f"{where}: a change of {before['n']} to {line['n']} cases is judged"
        if (change["p"] is None) != (change["p_adjusted"] is None) or (change["p"] is None and change["significant"]):
            yield f"{where}: p is {change['p']}, p_adjusted {change['p_adjusted']}, significant {change['significant']}"
        reach = reach_of(name, report["metrics"][name])
        if reach and change["low"] is not None and not -reach <= change["low"] <= change["high"] <= reach:
            yield f"{where}: a change from {change['low']} to {change['high']} is not possible"


def faults_of_signals(report):
    for where, _, line in lines_of(report):
        signal = line.get("signal")
        if signal is None:
            continue
        if (signal["p"] is None) != (signal["p_adjusted"] is None):
            yield f"{where}: p is {signal['p']} and p_adjusted {signal['p_adjusted']}"
        if signal["state"] in SIGNALS and signal["p"] is None:
            yield f"{where}: a signal without p"


def faults_of_marks(report):
    """A table's mark is that of a line which holds among all that are judged."""
    for name, table in report["tables"].items():
        if not name.startswith("by_"):
            continue
        for row in table["rows"]:
            for column, state in zip(table["columns"], row):
                if row[0] != "group" or not column.endswith(".signal") or state not in SIGNALS:
                    continue
                metric = column.removesuffix(".signal")
                signal = report["metrics"][metric]["by"][name.removeprefix("by_")][row[1]]["signal"]
                if signal["p_adjusted"] is None or signal["p_adjusted"] > FALSE_DISCOVERY_RATE:
                    yield f"{name}, {row[1]}: {metric} is marked, and its p_adjusted is {signal['p_adjusted']}"


def faults_of_unfinished(report):
    for where, _, line in lines_of(report):
        if line.get("signal") and line["signal"]["state"] in SIGNALS:
            yield f"{where}: the unfinished period is judged"
    for finding in report["findings"]:
        if finding["state"] in SIGNALS:
            yield f"finding {finding['id']}: of an unfinished period"
    if report["actions"]:
        yield "actions are suggested by an unfinished period"


def main(program, samples):
    whole = report_of(program, samples, "--layout", "full")
    smallest = {name: smallest_n(program, name) for name in whole["metrics"]}
    faults = [*faults_of_changes(whole, smallest), *faults_of_signals(whole), *faults_of_marks(whole)]
    for grain in ("month", "week", "day"):
        unfinished = report_of(program, samples, "--period", "2026-11", "--as-of", "2026-11-15", "--grain", grain)
        faults += [f"grain {grain}: {fault}" for fault in faults_of_unfinished(unfinished)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
"""Tells every story of stories.py to the program and compares what it says with expected/NAME.txt: the title, the lead,
the findings, the suggested actions and the warnings, as a reader sees them.

    run.py --program build/release/csreport [NAME...]
    run.py --program build/release/csreport --rewrite [NAME...]     then read the difference, every line of it
"""

import argparse
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from stories import STORIES  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def run(program, story, folder):
    (folder / "tickets.csv").write_text(story.tickets, encoding="utf-8")
    command = [program, "tickets.csv", *story.options, "-o", "report.json", "-o", "report.md"]
    if story.config:
        (folder / "csreport.toml").write_text(story.config, encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1781136000"}  # 2026-06-11
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads((folder / "report.json").read_text(encoding="utf-8")), (folder / "report.md").read_text(
        encoding="utf-8")


def title_and_lead(markdown):
    """The first heading and the paragraph under it."""
    found = re.search(r"^# (.*?)\n\n(.*?)\n\n", markdown, re.M | re.S)
    return found.group(1), found.group(2)


def plain(text):
    text = re.sub(r"[*\\]", "", text)
    return text.replace("\u00a0", " ").replace("\u2060", "").replace("\u2068", "").replace("\u2069", "")


def told(report, markdown):
    title, lead = title_and_lead(markdown)
    lines = [f"# {plain(title)}", plain(lead), ""]
    for finding in report["findings"]:
        support = " ".join(finding["support"])
        lines.append(plain(f"{finding['state']}: {finding['text']}{' ' if support else ''}{support}"))
    for action in report["actions"]:
        lines.append(plain(f"do: {action['text']} - {action['evidence']} {action['check']['text']}"))
    for alert in report["alerts"]:
        if alert["fired"]:
            lines.append(plain(f"alert {alert['id']}: {alert['text']}"))
    for warning in report["warnings"]:
        lines.append(plain(f"warning {warning['code']}: {warning['text']}"))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    failed = 0
    for name in arguments.names or STORIES:
        with tempfile.TemporaryDirectory() as folder:
            text = told(*run(program, STORIES[name](), pathlib.Path(folder)))
        expected = HERE / "expected" / f"{name}.txt"
        if arguments.rewrite:
            expected.write_text(text, encoding="utf-8")
            continue
        known = expected.read_text(encoding="utf-8") if expected.exists() else ""
        if text == known:
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(known.splitlines(True), text.splitlines(True), name, "now"))
    strays = {path.stem for path in (HERE / "expected").glob("*.txt")} - set(STORIES)
    for stray in sorted(strays):
        print(f"expected/{stray}.txt belongs to no story")
    return 1 if failed or strays else 0


if __name__ == "__main__":
    sys.exit(main())

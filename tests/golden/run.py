#!/usr/bin/env python3
"""Runs the folders of tests/golden and tests/errors: each is one command line and everything it must
produce, byte by byte. Knows nothing of reports; what a case may hold is in tests/README.md.

    run.py --program build/release/csreport tests/golden [CASE...] [--rewrite] [--shared DIR]
"""

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PREFIX = "expected."
STREAMS = ("stdout", "stderr", "exit")
SECONDS_PER_RUN = 60
MOST_DIFF_LINES = 60

# Every case runs in each of these: the bytes may not depend on the locale, the zone, the clock or the
# name of the working folder. The second is a Turkish machine (i and I differ in case) in a far zone
# whose clock stands in 2001. (K21: the same input, two runs, another clock and zone, the same bytes.)
SURROUNDINGS = {
    "plain": {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
    "hostile": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Chatham",
                "SOURCE_DATE_EPOCH": "1000000000", "COLUMNS": "20", "NO_COLOR": "1"},
}


class BadCase(Exception):
    """A folder that is no case, or a case that could never fail."""


def input_files(case):
    """The files that the command finds, by relative name."""
    names = (path.relative_to(case) for path in case.rglob("*") if path.is_file())
    return sorted(name for name in names
                  if str(name) not in ("cmd", "env", "stdin") and not str(name).startswith(PREFIX))


def arguments_of(case):
    lines = (case / "cmd").read_text(encoding="utf-8").splitlines()
    if len(lines) != 1:
        raise BadCase("cmd must be one line")
    places = {"{case}": "../case", "{samples}": "../samples", "{shared}": "../shared"}
    words = shlex.split(lines[0])
    for place, path in places.items():
        words = [word.replace(place, path) for word in words]
    return words


def variables_of(case):
    """Variables that the case is about."""
    path = case / "env"
    return dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines()) if path.exists() else {}


def make_scratch(case, root, shared):
    """root/case is a copy of the inputs; the other folders stand beside it, so that the names which
    reach the output are the same on every machine."""
    folder = root / "case"
    folder.mkdir()
    for name in input_files(case):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(case / name, folder / name)
    (root / "samples").symlink_to(REPOSITORY / "samples")
    if "{shared}" in (case / "cmd").read_text(encoding="utf-8"):
        if not shared.is_dir():
            raise BadCase(f"needs the folder of reference files, which is not at {shared} (--shared DIR)")
        (root / "shared").symlink_to(shared)
    return folder


def run_case(case, program, shared, environment):
    """What the command produces: {"stdout": bytes, "stderr": ..., "exit": ..., FILE: ...}."""
    with tempfile.TemporaryDirectory(prefix="csreport golden ") as root:
        folder = make_scratch(case, Path(root), shared)
        stdin = case / "stdin"
        environment = environment | variables_of(case)
        result = subprocess.run([program, *arguments_of(case)], cwd=folder, env=environment, check=False,
                                input=stdin.read_bytes() if stdin.exists() else b"",
                                capture_output=True, timeout=SECONDS_PER_RUN)
        produced = {"stdout": result.stdout, "stderr": result.stderr, "exit": b"%d\n" % result.returncode}
        inputs = set(input_files(case))
        for path in sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink()):
            name = path.relative_to(folder)
            if name not in inputs:
                produced[str(name)] = path.read_bytes()
            elif path.read_bytes() != (case / name).read_bytes():
                produced[f"(changed input) {name}"] = path.read_bytes()
        missing = [name for name in inputs if not (folder / name).exists()]
        for name in missing:
            produced[f"(removed input) {name}"] = b""
        return produced


def expected_of(case):
    wanted = {"stdout": b"", "stderr": b"", "exit": b"0\n"}
    for path in case.glob(PREFIX + "*"):
        wanted[path.name[len(PREFIX):]] = path.read_bytes()
    return wanted


def lines_of(data):
    return data.decode("utf-8", "backslashreplace").splitlines(keepends=True)


def difference(name, wanted, produced):
    if wanted is None:
        return f"    {name}: written, but not expected\n"
    if produced is None:
        return f"    {name}: expected, but not written\n"
    lines = list(difflib.unified_diff(lines_of(wanted), lines_of(produced), f"expected {name}", f"produced {name}", n=2))
    shown = lines[:MOST_DIFF_LINES]
    text = "".join("    " + (line if line.endswith("\n") else line + "\n    (no line end)\n") for line in shown)
    return text + (f"    ... and {len(lines) - len(shown)} more lines\n" if len(lines) > len(shown) else "")


def differences(wanted, produced):
    names = sorted(set(wanted) | set(produced))
    return "".join(difference(name, wanted.get(name), produced.get(name)) for name in names
                   if wanted.get(name) != produced.get(name))


def rewrite(case, produced):
    for path in case.glob(PREFIX + "*"):
        path.unlink()
    silent = {"stdout": b"", "stderr": b"", "exit": b"0\n"}
    for name, data in produced.items():
        if silent.get(name) == data:
            continue
        if "/" in name or name.startswith("("):
            raise BadCase(f"cannot be kept as an expected file: {name}")
        (case / (PREFIX + name)).write_bytes(data)


def check_shape(case):
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", case.name):
        raise BadCase("the folder's name must be a behaviour: lower-case words joined by _")
    if not (case / "cmd").is_file():
        raise BadCase("there is no cmd")


def test(case, arguments):
    """The failure's text; empty when everything is as expected."""
    check_shape(case)
    produced = {name: run_case(case, arguments.program, arguments.shared, environment)
                for name, environment in SURROUNDINGS.items()}
    if arguments.rewrite:
        rewrite(case, produced["plain"])
    elif not any(case.glob(PREFIX + "*")):
        raise BadCase("nothing is expected; --rewrite writes what the program does now")
    wanted = expected_of(case)
    for name in SURROUNDINGS:
        text = differences(wanted, produced[name])
        if text:
            return ("" if name == "plain" else f"    in {name} surroundings only:\n") + text
    return ""


def main():
    parser = argparse.ArgumentParser(description="Runs golden cases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", nargs="*", help="names of cases; default: all in the folder")
    parser.add_argument("--program", required=True, type=lambda text: str(Path(text).resolve()))
    parser.add_argument("--shared", default=REPOSITORY.parent / "shared", type=lambda text: Path(text).resolve())
    parser.add_argument("--rewrite", action="store_true", help="make what the program does now the expectation")
    arguments = parser.parse_intermixed_args()

    cases = sorted(path for path in arguments.folder.resolve().iterdir() if path.is_dir() and path.name != "__pycache__")
    if arguments.cases:
        unknown = set(arguments.cases) - {case.name for case in cases}
        if unknown:
            sys.exit(f"no such case: {', '.join(sorted(unknown))}")
        cases = [case for case in cases if case.name in arguments.cases]
    if not cases:
        sys.exit(f"there are no cases in {arguments.folder}")

    failed = 0
    for case in cases:
        try:
            text = test(case, arguments)
        except (BadCase, OSError, ValueError, subprocess.TimeoutExpired) as error:
            text = f"    {error}\n"
        if text:
            failed += 1
            sys.stdout.write(f"FAILED {case.name}\n{text}\n")
    print(f"{len(cases) - failed} of {len(cases)} cases {'rewritten' if arguments.rewrite else 'passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

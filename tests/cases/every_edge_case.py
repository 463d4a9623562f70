#!/usr/bin/env python3
"""Every edge case of the reference's list has a test that carries its key (K10, or K10b for one of several): a case of
cases.txt, or a comment in a unit test or a test's script. Fails with the keys that no test carries."""

import argparse
import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent


def listed_keys(text):
    """Keys of the tables, in their order: the first cell of a row such as `| K10 | ... |`."""
    return re.findall(r"^\| ([A-L]\d+) \|", text, re.MULTILINE)


def carried_keys(tests):
    """Where each key stands: key -> the first file that carries it."""
    carriers = {".txt": r"^case (.*)", ".cpp": r"//(.*)", ".py": r"#(.*)"}
    carried = {}
    for path in sorted(tests.rglob("*")):
        carrier = carriers.get(path.suffix)
        if carrier is None or "node_modules" in path.parts or not path.is_file():
            continue
        for text in re.findall(carrier, path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE):
            for key in re.findall(r"\b([A-L]\d+)[a-z]?\b", text):
                carried.setdefault(key, path)
    return carried


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, required=True, help="folder of the reference files")
    parser.add_argument("--verbose", action="store_true", help="say which file carries each key")
    arguments = parser.parse_args()
    source = arguments.shared / "cases" / "edge_cases.md"
    if not source.is_file():
        print(f"{source} is missing: give the folder of the reference files as --shared", file=sys.stderr)
        return 1
    keys = listed_keys(source.read_text(encoding="utf-8"))
    if not keys:
        print(f"{source} lists no keys: its tables have another form", file=sys.stderr)
        return 1
    carried = carried_keys(TESTS)
    if arguments.verbose:
        for key in keys:
            print(key, carried[key].relative_to(TESTS) if key in carried else "-")
    missing = [key for key in keys if key not in carried]
    if missing:
        print(f"no test carries the edge cases {', '.join(missing)} of {source}", file=sys.stderr)
        return 1
    print(f"{len(keys)} edge cases, each with a test")
    return 0


if __name__ == "__main__":
    sys.exit(main())

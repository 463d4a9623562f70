#!/usr/bin/env python3
"""Every message that ends a run has a case in the gallery: the texts of `throw Error(...)` and of the
functions that throw for others are looked up in the cases' expected.stderr. New messages fail here
until somebody has read them as a user would.

    every_message.py            prints each message without a case; exit code 1 when there is one
"""

import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

# Messages that no small folder of files can provoke; each says what shows it instead.
ELSEWHERE = {
    "cannot write to standard output: {}": "tests/cli/exit_codes.sh, a full device",
    "{}: became shorter while it was read: {} of {} bytes": "needs a file that shrinks meanwhile",
    "cannot load time zone '{}': this system has no time zone database": "needs a system without tzdata",
    "workbooks need libxlsxwriter: {}": "needs a system without the library; tests/unit/render/xlsx_library_test.cpp",
    "cannot make the spreadsheet: {}": "needs a system without memory or without a folder for temporary files",
    "there is no language '{}'": "there is no --lang yet",
    "{}: has no line end in its first {} bytes": "needs a line of a megabyte; tests/unit/read",
    "{}: no record ends in its first {} bytes": "needs a record of a megabyte; tests/unit/read",
    "unknown ": "the plan checks metric and column names before compute does",
    "read error at byte {}": "needs a failing disk",
    "cannot be read": "needs a file whose kind cannot be asked for",
    "cannot read profile ": "needs a file that exists and cannot be read",
    "too many different names or ids": "needs two thousand million names",
    "{}: is empty: there is no header line": "needs a file of title lines only; tests/unit/read",
    "the configuration '{}' is larger than 1 MiB": "needs a large file; tests/unit/app/settings_test",
}

LITERAL = r'"((?:[^"\\]|\\.)*)"'
THROW = re.compile(r"throw Error\(\s*(?:ExitCode::\w+|error\.code\(\)),\s*((?:[^;]|;(?=[^\n]*\"))*?);\n", re.S)


# Functions that throw for their callers, with the text that they make of the caller's.
CALLS = [
    (re.compile(r'\breject_value\(' + LITERAL + r','), "{0} does not accept"),
    (re.compile(r'\breject\(\w+,\s*(?:fmt::format\()?' + LITERAL), "': {0}"),
    (re.compile(r'\bfail\((?:name_, )?(?:fmt::format\()?' + LITERAL), "{0}"),
    (re.compile(r'\bfail_unknown\(' + LITERAL), "unknown {0} "),
    (re.compile(r'\brefuse_?\(\s*(?:[\w.]+,\s*)?(?:fmt::format\(\s*)?' + LITERAL), "{0}"),
    (re.compile(r'return \{std::nullopt,\s*fmt::format\(' + LITERAL), "{0}"),
    (re.compile(r'^    \{(?:std::string_view\()?"(?:[^"\\]|\\.)*"(?: "7zXZ")?(?:, \d\))?,\s*' + LITERAL + r',', re.M), None),
]


def message_of(arguments):
    """The first text of the first argument: up to where a variable is added to it."""
    found = re.match(r'\s*(?:fmt::format\(\s*|std::string\()?' + LITERAL, arguments)
    return found.group(1).replace('\\"', '"') if found else None


def messages():
    for path in sorted((REPOSITORY / "src").rglob("*.cpp")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(REPOSITORY)
        for throw in THROW.finditer(source):
            text = message_of(throw.group(1))
            if text:
                yield name, text
        for call, made in CALLS:
            if made is None and path.name != "content_kind.cpp":  # its table of other formats
                continue
            if path.name == "json_cursor.cpp":  # its reject() is of single records
                continue
            for found in call.finditer(source):
                text = found.group(1).replace('\\"', '"')
                yield name, ": is " + text if made is None else made.replace("{0}", text)


def pattern_of(text):
    return re.compile(".*".join(re.escape(part) for part in re.split(r"\{[^}]*\}", text)), re.S)


def main():
    shown = [path.read_text(encoding="utf-8", errors="replace") for path in (REPOSITORY / "tests/errors").glob("*/expected.stderr")]
    found = list(messages())
    if len(found) < 30:
        sys.exit(f"only {len(found)} messages found in src/: has the way they are thrown changed?")
    bare = [(path, text) for path, text in found
            if text not in ELSEWHERE and not any(pattern_of(text).search(stderr) for stderr in shown)]
    stale = set(ELSEWHERE) - {text for _, text in found}
    for path, text in bare:
        print(f"no case in tests/errors: \"{text}\" ({path})")
    for text in sorted(stale):
        print(f"listed in ELSEWHERE but no message any more: \"{text}\"")
    print(f"{len(found) - len(bare)} of {len(found)} messages have a case or say what shows them")
    return 1 if bare or stale else 0


if __name__ == "__main__":
    sys.exit(main())

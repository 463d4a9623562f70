#!/usr/bin/env python3
"""Validates JSON reports against the schema, and the schema against mutilated reports.

usage: validate.py SCHEMA REPORT...

Every REPORT must be valid. Then each object of the first report loses each of its fixed keys in turn,
and gains an unknown one: the schema must refuse every such report, else it is not strict enough.
"""
import copy
import json
import sys

import jsonschema


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_constant=refuse_constant)


def described(schema, path="$"):
    """Paths of properties and definitions without a description of their own or by reference."""
    missing = []
    for group in ("properties", "$defs"):
        for name, sub in schema.get(group, {}).items():
            if "description" not in sub and "$ref" not in sub:
                missing.append(f"{path}.{group}.{name}")
            missing += described(sub, f"{path}.{group}.{name}")
    for branch in schema.get("oneOf", []):
        missing += described(branch, path)
    if isinstance(schema.get("items"), dict):
        missing += described(schema["items"], path + "[]")
    return missing


# Objects whose keys are data: they may lose and gain keys.
DATA_KEYED = {"metrics", "by", "excluded", "tables", "args"}


def mutations(report):
    """(what was done, mutilated report) for every fixed object, visiting one item of each list and
    one member of each data-keyed object."""
    places = []

    def walk(node, path):
        if isinstance(node, dict):
            named = path and (path[-1] in DATA_KEYED or (len(path) > 1 and path[-2] == "by"))
            if not named:
                places.append((path, list(node)))
            for key in list(node)[:1] if named else list(node):
                walk(node[key], path + [key])
        elif isinstance(node, list) and node:
            walk(node[0], path + [0])

    walk(report, [])
    for path, keys in places:
        for key in keys + [None]:
            mutant = copy.deepcopy(report)
            target = mutant
            for step in path:
                target = target[step]
            if key is None:
                target["unknown_key"] = 1
            else:
                del target[key]
            yield f"{path}: {'extra key' if key is None else 'without ' + key}", mutant


def slim(report):
    """One metric of each kind of shape is enough to mutilate; whole reports would take minutes."""
    small = copy.deepcopy(report)
    small["metrics"] = {id: report["metrics"][id] for id in ("frt", "csat") if id in report["metrics"]}
    for metric in small["metrics"].values():
        metric["by"] = {d: dict(list(groups.items())[:1]) for d, groups in list(metric["by"].items())[:1]}
        metric["series"] = metric["series"][:1]
    return small


def main():
    schema = load(sys.argv[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = [f"no description: {path}" for path in described(schema)]
    for path in sys.argv[2:]:
        for error in validator.iter_errors(load(path)):
            failures.append(f"{path}: {list(error.absolute_path)}: {error.message[:200]}")
    refused = 0
    for what, mutant in mutations(slim(load(sys.argv[2]))):
        if validator.is_valid(mutant):
            failures.append(f"the schema accepts a report {what}")
        refused += 1
    if refused < 100:
        failures.append(f"only {refused} mutilated reports were tried")
    for failure in failures[:40]:
        print(failure)
    print(f"{len(sys.argv) - 2} reports, {refused} mutilated ones, {len(failures)} failures")
    return 1 if failures or len(sys.argv) < 3 else 0


if __name__ == "__main__":
    sys.exit(main())

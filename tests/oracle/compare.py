"""Compares a JSON report with the reference; yields one line for each difference."""

import math
from datetime import datetime

from clocks import period_labelled
from metrics import METRICS, Metric

TOLERANCE = 1e-9
NUMBERS = ("value", "n", "numerator", "denominator")
NOTHING = {"value": None, "n": 0, "numerator": None, "denominator": None, "stats": None, "excluded": {}}


def same(got, expected):
    if got is None or expected is None:
        return got is None and expected is None
    return math.isclose(got, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def compare_result(path, got, expected):
    """One value with its size, parts, statistics and exclusions."""
    for name in NUMBERS:
        if not same(got[name], expected[name]):
            yield f"{path}.{name}: {got[name]}, expected {expected[name]}"
    if got["excluded"] != expected["excluded"]:
        yield f"{path}.excluded: {got['excluded']}, expected {expected['excluded']}"
    if (got["stats"] is None) != (expected["stats"] is None):
        yield f"{path}.stats: {got['stats']}, expected {expected['stats']}"
    elif got["stats"]:
        for name, value in expected["stats"].items():
            if not same(got["stats"][name], value):
                yield f"{path}.stats.{name}: {got['stats'][name]}, expected {value}"


def compare(report, expectation, needs_all_days):
    """`needs_all_days`: metrics that the program says have gaps where days of a period are missing."""
    data, horizon = expectation.data, expectation.world.horizon
    if horizon is not None and datetime.fromisoformat(report["as_of"]).timestamp() != horizon:
        yield f"as_of: {report['as_of']}, expected {horizon} seconds since 1970"
    period, before = data.period, data.period.before()
    for name, got in report["metrics"].items():
        if name not in METRICS:
            continue  # known.py says which ones may be missing
        supported = expectation.supported(name)
        if supported is None and got["value"] is None and got["n"] == 0:
            continue  # no value in its columns: "nothing" is as right as "none of them"
        if supported is False:
            if got["value"] is not None or got["n"] != 0:
                yield f"{name}: {got['value']} (n {got['n']}), expected nothing: its columns are not there"
            continue
        yield from compare_metric(name, got, expectation, period, before, name in needs_all_days)


def compare_metric(name, got, expectation, period, before, has_gaps):
    metric = METRICS[name]
    yield from compare_result(name, got, expectation.total(name, period))
    yield from compare_estimate(name, got, expectation, period, before)
    if expectation.supplied(name):
        return
    if got["previous"]:
        yield from compare_result(f"{name}.previous", got["previous"], expectation.total(name, before))
    if got["other_clock"]:
        other = "calendar" if expectation.clock == "business" else "business"
        # There, as everywhere but in `previous` of a metric, are no parts of a quotient without a value.
        yield from compare_result(f"{name}.other_clock", {**NOTHING, **got["other_clock"]},
                                  expectation.total(name, period, other))
    yield from compare_series(name, got["series"], lambda p: expectation.total(name, p), expectation, has_gaps)
    for dimension, groups in got["by"].items():
        agents = dimension == "agent"
        if metric.grouped not in (True, dimension) or (agents and not metric.by_agent):
            if groups:
                yield f"{name}.by.{dimension}: {list(groups)}, expected no groups"
            continue
        expected, earlier = (expectation.groups(name, p, dimension) for p in (period, before))
        for group in sorted(set(groups) | set(expected)):
            path = f"{name}.by.{dimension}.{group}"
            if group not in groups:
                # Of quotients the groups are those of their cases.
                if expected[group]["n"] or (expected[group]["excluded"] and isinstance(metric, Metric)):
                    yield f"{path}: not there, expected {expected[group]}"
                continue
            yield from compare_result(path, groups[group], expected.get(group) or expectation.nothing(name, period))
            if groups[group]["previous"]:
                yield from compare_result(f"{path}.previous", groups[group]["previous"],
                                          earlier.get(group) or expectation.nothing(name, before))
            yield from compare_series(path, groups[group]["series"], lambda p: expectation.groups(
                name, p, dimension).get(group) or expectation.nothing(name, p), expectation, has_gaps)


def compare_estimate(name, got, expectation, period, before):
    """METRICS 3.4: the share without a repeat with those that are too recent to judge."""
    told = got.get("with_recent") or {"current": None, "previous": None}
    for member, of in (("current", period), ("previous", before)):
        expected = expectation.with_recent(name, of) if member == "current" or got["previous"] else None
        if (told[member] is None) != (expected is None):
            yield f"{name}.with_recent.{member}: {told[member]}, expected {expected}"
        elif expected is not None:
            for part, value in expected.items():
                if not same(told[member][part], value):
                    yield f"{name}.with_recent.{member}.{part}: {told[member][part]}, expected {value}"


def compare_series(path, series, expected, expectation, has_gaps):
    for point in series:
        current = expectation.data.period
        period = period_labelled(point["period"], current.zone)
        if (period.first, period.after) == (current.first, current.after):
            period = current  # to date
        if not expectation.reaches(period):
            continue
        is_current = period.first == current.first
        gap = has_gaps and not is_current and expectation.world.is_missing(period)
        value = {"value": None, "n": 0} if gap else expected(period)
        for name in ("value", "n"):
            if not same(point[name], value[name]):
                yield f"{path}.series.{point['period']}.{name}: {point[name]}, expected {value[name]}"

"""Folds: from the observations of one period and group to the members that the JSON has for them.

An observation is one thing that a metric counts or leaves out:
    at      the instant that decides its period
    groups  {dimension: name}, shared by all observations of a ticket; None is "(none)"
    value   a number; for shares True or False, for scores -1, 0 or 1
    reason  why it is left out; its value then counts for nothing
    person  of whom only the latest observation of a period counts, in the order of `at`
    part    Part: those of one key are one observation in a period
"""

from collections import Counter, namedtuple
from math import ceil

Observation = namedtuple("Observation", "at groups value reason person part", defaults=(None, None, None))
# `fold` makes one value of several; the observation of the smallest `order` stands for all.
Part = namedtuple("Part", "key fold order")
PERCENTILES = ("p25", "p75", "p90", "p95", "p99")  # those of --percentiles: all but the median
QUANTILES = {"p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99}


def quantile(ordered, share):
    """Type 7: linear interpolation at (n - 1) p (METRICS 0.4)."""
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def nearest_rank(ordered, share):
    """The smallest value that so many are not above: ceil(p n)."""
    return ordered[max(ceil(round(share * len(ordered), 9)) - 1, 0)]


def statistics(values):
    if not values:
        return None
    ordered = sorted(values)
    return {"mean": sum(ordered) / len(ordered), "min": ordered[0], "max": ordered[-1],
            **{name: quantile(ordered, share) for name, share in QUANTILES.items()}}


def result(value, n, numerator=None, denominator=None, stats=None):
    return {"value": value, "n": n, "numerator": numerator, "denominator": denominator, "stats": stats}


def _of_statistics(name):
    def fold(values):
        stats = statistics(values)
        return result(stats and stats[name], len(values), stats=stats)
    return fold


def ratio(values):
    hits = sum(values)
    return result(hits / len(values) if values else None, len(values), hits, len(values))


def count(values):
    return result(len(values), len(values))


def total(values):
    return result(sum(values) if values else None, len(values))


def net_share(values):
    return result(sum(values) / len(values) if values else None, len(values))


def score(values):
    return result(100 * sum(values) / len(values) if values else None, len(values))


median, mean, maximum = _of_statistics("median"), _of_statistics("mean"), _of_statistics("max")


def latest_of_each_person(observations):
    """METRICS 1.17: of relationship surveys the latest answer of a respondent in the period; the others are left out.
    `observations`: in the order of time."""
    latest = {o.person: place for place, o in enumerate(observations) if o.reason != "superseded"}
    return [o if o.reason or o.person is None or latest[o.person] == place else o._replace(reason="superseded")
            for place, o in enumerate(observations)]


def whole(observations):
    """Observations of one period, with one for all parts of a key."""
    parts = {}
    for o in observations:
        if o.reason is None and o.part:
            parts.setdefault(o.part.key, []).append(o)
    wholes = [min(of_key, key=lambda o: o.part.order)._replace(value=of_key[0].part.fold([o.value for o in of_key]))
              for of_key in parts.values()]
    return [o for o in observations if o.reason is not None or not o.part] + wholes


def folded(fold, observations, nearest=False):
    """One result with its exclusions by reason. `nearest`: percentiles lie on values."""
    used = [o.value for o in observations if o.reason is None]
    excluded = Counter(o.reason for o in observations if o.reason is not None)
    made = fold(used)
    if nearest and made["stats"]:
        ordered = sorted(used)
        made["stats"].update({name: nearest_rank(ordered, QUANTILES[name]) for name in PERCENTILES})
    if fold is count and not used and "no_status_history" in excluded:
        made = {**made, "value": None}  # nobody knows how many there were
    return {**made, "excluded": dict(excluded)}

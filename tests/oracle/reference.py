"""The expected report: every metric of metrics.py for one data set, in the shape of the JSON output."""

from bisect import bisect_left
from datetime import timedelta

import folds
from clocks import instant_of
from metrics import METRICS, SUPPORTING, Metric, Quotient, fcr_method, first_contacts_watched, which_solver
from world import World

NONE = "(none)"
KNOWN = {**METRICS, **SUPPORTING}


def is_sum(name):
    return isinstance(KNOWN[name], Metric) and KNOWN[name].fold is folds.total


class Expectation:
    """Values of one data set. Observations are made once and then chosen by period and group."""

    def __init__(self, data):
        self.data, self.world = data, World(data)
        self.clock = data.options.get("clock", "calendar")
        self._made, self._grouped = {}, {}

    def supported(self, name):
        """Whether the metric can be computed; None when its columns are there without a value in them."""
        if self.supplied(name) not in (None, *self.data.options):
            return False
        data, needs = self.data, METRICS[name].needs

        def there(find):
            special = {"promises": lambda metric: any(p["metric"] == metric for p in data.promises),
                       "history": lambda _: self.world.has_history,
                       "schedules": lambda _: bool(data.schedules),
                       "effort": lambda scale: data.options["ces-scale"] == scale,
                       "topics": lambda _: bool(data.topics),
                       "escalation": lambda kind: bool(data.escalation.get(kind)),
                       "active": lambda otherwise: "customers" in data.options or data.names(
                           "customers", "customer") or bool(otherwise) and find("tickets", otherwise),
                       "states": lambda state: any(row.get("agent_state") == state for row in data.rows("sessions")),
                       "option": lambda asked: asked[0] in data.options and asked[1] in (
                           None, data.options[asked[0]])}
            return lambda table, column: special[table](column) if table in special else find(table, column)
        return True if needs(there(data.has)) else None if needs(there(data.names)) else False

    def supplied(self, name):
        """The option whose number goes into a metric. It holds for the current period and no part of it."""
        metric = METRICS[name]
        if not isinstance(metric, Quotient):
            return None
        given = [o for o in ("customers", "cost") if o in (metric.over, metric.under)]
        if "customers" in given and "customers" not in self.data.options:  # the file of customers, or who wrote
            given = [] if "customers" not in self.sides(metric) else given
        return next(iter(given), None)

    def sides(self, metric):
        """The numbers or metrics that a quotient divides: customers that nobody gave are counted."""
        if metric.under != "customers" or "customers" in self.data.options:
            return metric.over, metric.under
        if self.data.names("customers", "customer"):
            return metric.over, "active_customers"
        return metric.otherwise or (metric.over, metric.under)

    def reaches(self, period):
        """The period does not lie wholly before or behind the data."""
        first, last = self.world.first_event, self.world.horizon
        return (first is None or first < period.end) and (last is None or period.start <= last)

    def observations(self, name, period, clock):
        """All observations of a metric that belong to the period."""
        metric = KNOWN[name]
        if not self.reaches(period):
            return []  # nothing is known yet
        if metric.at_end:
            key = (name, period)
            if key not in self._made:
                with self.world.solvers_as_agents(which_solver(name)):
                    self._made[key] = list(metric.observe(self.world, period))
            return self._made[key]
        key = (metric.observe, clock, which_solver(name))
        if key not in self._made:
            with self.world.solvers_as_agents(which_solver(name)):
                made = list(metric.observe(self.world, clock))
            dated = sorted((o for o in made if o.at is not None), key=lambda o: o.at)
            undated = [o._replace(reason="no_date") for o in made if o.at is None]
            self._made[key] = dated, [o.at for o in dated], undated
        dated, instants, undated = self._made[key]
        chosen = dated[bisect_left(instants, period.start):bisect_left(instants, period.end)]
        return folds.whole(folds.latest_of_each_person(chosen)) + (undated if period == self.data.period else [])

    def total(self, name, period, clock=None):
        return self._fold(name, period, lambda o: True, clock or self.clock)

    def with_recent(self, name, period):
        """Kaplan and Meier's estimate where first contacts are judged by repeats alone, and some are too recent."""
        if name != "fcr" or fcr_method(self.world) != "no_repeat" or not self.reaches(period):
            return None
        watched = [w for at, w in first_contacts_watched(self.world) if period.holds(at)]
        if not any(w.recent for w in watched):
            return None
        share, times = 1, sorted({w.seconds for w in watched if w.ended})
        for at in times:
            share *= 1 - sum(w.ended and w.seconds == at for w in watched) / sum(w.seconds >= at for w in watched)
        outlasted = sum(not w.ended and not w.recent for w in watched)
        if share and not outlasted:
            return None
        return {"value": share, "repeated": sum(w.ended for w in watched), "not_repeated": outlasted,
                "outstanding": sum(not w.ended and w.recent for w in watched)}

    def groups(self, name, period, dimension):
        """{group: result}; only groups in which something was counted or left out."""
        key = (name, period, dimension)
        if key not in self._grouped:
            names = {o.groups[dimension] or NONE for part in self._parts(name)
                     for o in self.observations(part, period, self.clock)}
            self._grouped[key] = {group: self._fold(name, period, lambda o: (o.groups[dimension] or NONE) == group,
                                                    self.clock, by_group=True) for group in names}
        return self._grouped[key]

    def nothing(self, name, period):
        """The result of a group in which nothing happened."""
        return self._fold(name, period, lambda o: False, self.clock, by_group=True)

    def _parts(self, name):
        metric = KNOWN[name]
        return [name] if isinstance(metric, Metric) else [
            part for part in self.sides(metric) if part in KNOWN]

    def business_days(self, period):
        """Days on which any schedule is open; without one those from Monday to Friday."""
        def is_worked_on(day):
            if not self.data.schedules:
                return day.weekday() < 5
            return any(day not in schedule.holidays and schedule.hours[day.weekday()]
                       for schedule in self.data.schedules.values())
        days = [period.first + timedelta(days=n) for n in range((period.after - period.first).days)]
        return sum(is_worked_on(day) for day in days if period.holds(instant_of(day, 12 * 3600, period.zone)))

    def _fold(self, name, period, chosen, clock, by_group=False):
        metric = KNOWN[name]
        if not self.reaches(period):
            return {**folds.result(None, 0), "excluded": {}}
        if isinstance(metric, Metric):
            return folds.folded(metric.fold, [o for o in self.observations(name, period, clock) if chosen(o)],
                                self.data.options.get("percentiles") == "nearest-rank")
        # What has no groups has no part in one of a group.
        sides = {part: self._fold(part, period, chosen, clock) if not by_group or KNOWN[part].grouped
                 else {**folds.result(None, 0), "excluded": {}} for part in self._parts(name)}
        supplied = {"days": period.days, "business_days": self.business_days(period),
                    "customers": self.data.options.get("customers"), "cost": self.data.options.get("cost")}
        parts = self.sides(metric)
        over, under = (sides[part]["value"] if part in sides else float(supplied[part]) for part in parts)
        if over is None and under is not None and parts[0] in KNOWN and is_sum(parts[0]):
            over = 0.0
        # The cases are those of what it is divided by, unless that is a number.
        n = sides[metric.under if metric.under in sides else parts[0]]["n"]
        factor = float(self.data.options[metric.factor]) if isinstance(metric.factor, str) else metric.factor
        value = over / under * factor if over is not None and under else None
        reasons = {reason for side in sides.values() for reason in side["excluded"]}
        # What both sides leave out for one reason are the same cases.
        return {**folds.result(value, n, over, under),
                "excluded": {r: max(side["excluded"].get(r, 0) for side in sides.values()) for r in reasons}}

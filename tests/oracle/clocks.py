"""Clocks: where a period begins, and how many seconds of a time span were open (METRICS 0.1, 0.5)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = 86400


@lru_cache(maxsize=None)
def instant_of(day, seconds, zone):
    """The instant of a local wall time. A time that exists twice is its first occurrence, one that does
    not exist is moved forward by the gap: both are what the offset before the change (fold=0) gives.
    `seconds` may be 86,400 (24:00) or more (the night that goes on into the next day)."""
    day += timedelta(days=seconds // DAY)
    local = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(seconds=seconds % DAY)
    return int(local.replace(fold=0).timestamp())


def wall_time(instant, zone):
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).replace(tzinfo=None)


def local_date(instant, zone):
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).date()


# --- periods ---------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Period:
    """Whole local days from `first` up to, not including, `after`, as instants [start, end); to date it ends at `until`."""
    first: date
    after: date
    zone: str
    unit: str  # day, week, month or range
    until: int = None

    @cached_property
    def start(self):
        return instant_of(self.first, 0, self.zone)

    @cached_property
    def end(self):
        whole = instant_of(self.after, 0, self.zone)
        return whole if self.until is None else min(whole, self.until)

    @property
    def days(self):
        """As the metrics per day count them: what a change of the clock adds or takes is none of a day."""
        if self.until is None:
            return (self.after - self.first).days
        seconds = self.end - self.start
        whole = (seconds + DAY // 2) // DAY
        return whole if whole and abs(seconds - whole * DAY) <= 7200 else seconds / DAY

    def __hash__(self):  # looked up often
        return hash((self.first, self.after, self.until))

    def holds(self, instant):
        return instant is not None and self.start <= instant < self.end

    def as_of(self, instant):
        """Cut behind an instant that lies in it, which is then the last one known."""
        return replace(self, until=instant + 1) if self.holds(instant) and instant + 1 < self.end else self

    def before(self):
        """What --compare previous means: the month in front of this one, else the nearest earlier days on the same
        weekdays; of a period to date as much of it."""
        if self.unit == "month":
            whole = month_of(self.first - timedelta(days=1), self.zone)
        else:
            after = local_date(self.end - 1, self.zone) + timedelta(days=1) if self.unit == "range" else self.after
            back = timedelta(days=((after - self.first).days + 6) // 7 * 7)
            whole = Period(self.first - back, after - back, self.zone, self.unit)
        if self.until is None:
            return whole
        passed = wall_time(self.end, self.zone) - wall_time(self.start, self.zone)
        there = wall_time(whole.start, self.zone) + passed
        seconds = there.hour * 3600 + there.minute * 60 + there.second
        return replace(whole, until=instant_of(there.date(), seconds, self.zone))


def day_of(day, zone):
    return Period(day, day + timedelta(days=1), zone, "day")


def week_of(day, zone, week_start=0):
    first = day - timedelta(days=(day.weekday() - week_start) % 7)
    return Period(first, first + timedelta(days=7), zone, "week")


def month_of(day, zone):
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1), zone, "month")


@lru_cache(maxsize=None)
def period_labelled(label, zone):
    """The period that a label of the series names: 2026-W46, 2026-11-08 week, 2026-11, 2026-11-08, or
    first..last day."""
    if ".." in label:
        first, last = (date.fromisoformat(text) for text in label.split(".."))
        return Period(first, last + timedelta(days=1), zone, "range")
    if "-W" in label:
        return week_of(date.fromisocalendar(int(label[:4]), int(label[6:]), 1), zone)
    if label.endswith(" week"):
        first = date.fromisoformat(label[:10])
        return week_of(first, zone, first.weekday())
    if len(label) == 7:
        return month_of(date.fromisoformat(label + "-01"), zone)
    return day_of(date.fromisoformat(label), zone)


# --- business hours ----------------------------------------------------------------------------------

@dataclass
class Schedule:
    """`hours` has, for each weekday from Monday, a list of (from, to) in seconds since midnight; to may be
    beyond 24 hours: such a night belongs to the day on which it begins."""
    zone: str
    hours: list
    holidays: set = field(default_factory=set)
    _open: dict = field(default_factory=dict, repr=False)

    def hours_text(self):
        def clock(seconds):
            seconds = seconds if seconds <= DAY else seconds - DAY
            return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
        for weekday, intervals in zip(WEEKDAYS, self.hours):
            for start, end in intervals:
                yield f"{weekday} {clock(start)}-{clock(end)}"

    def open_on(self, day):
        """Instants [(from, to)] of the hours that begin on this local date."""
        if day not in self._open:
            pieces = [] if day in self.holidays else self.hours[day.weekday()]
            self._open[day] = [(instant_of(day, start, self.zone), instant_of(day, end, self.zone))
                               for start, end in pieces]
        return self._open[day]

    def pieces(self, start, end):
        """What was open in [start, end), in order and without overlaps."""
        day = local_date(start, self.zone) - timedelta(days=2)
        last = local_date(end, self.zone) + timedelta(days=1)
        found = []
        while day <= last:
            found += [(max(a, start), min(b, end)) for a, b in self.open_on(day) if max(a, start) < min(b, end)]
            day += timedelta(days=1)
        merged = []
        for a, b in sorted(found):
            if merged and a <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
            else:
                merged.append((a, b))
        return merged

    def between(self, start, end):
        return sum(b - a for a, b in self.pieces(start, end))

    def after(self, start, seconds):
        """The first instant at which `seconds` of open time have passed since `start`."""
        horizon = start + 40 * DAY + 8 * seconds
        for a, b in self.pieces(start, horizon):
            if b - a >= seconds:
                return a + seconds
            seconds -= b - a
        raise ValueError("a schedule that is hardly ever open")


class Calendar:
    """The clock on which every second counts."""

    @staticmethod
    def between(start, end):
        return end - start

    @staticmethod
    def after(start, seconds):
        return start + seconds

"""Small shops with one thing happening in each: what the report should notice, and what it should leave alone.

Every story is a ticket file made from a few numbers by arithmetic alone, so that it is the same everywhere: week by week
and channel by channel so many tickets, their ratings and how fast they were answered. The newest week is where the
story happens; the weeks before it are the history that it is judged by.
"""

import csv
import datetime
import hashlib
import io

HEADER = ["id", "created_at", "first_response_at", "solved_at", "status", "channel", "category", "csat", "replies"]
WEEKS = 26
LAST_MONDAY = datetime.date(2026, 6, 8)  # the Monday of 2026-W24
CATEGORIES = ["Delivery", "Billing", "Login", "Returns"]


class Noise:
    """Numbers between 0 and 1 that depend on their arguments and on nothing else."""

    def __init__(self, seed):
        self.seed = seed

    def __call__(self, *place):
        text = ",".join(str(part) for part in (self.seed, *place))
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big") / 2**56


class Channel:
    """How a channel usually is: tickets a week, share of satisfied answers, median minutes until the first reply."""

    def __init__(self, name, tickets, satisfied, minutes):
        self.name, self.tickets, self.satisfied, self.minutes = name, tickets, satisfied, minutes

    def but(self, **changes):
        return Channel(**{"name": self.name, "tickets": self.tickets, "satisfied": self.satisfied,
                          "minutes": self.minutes, **changes})


EMAIL = Channel("email", 120, 0.86, 90)
CHAT = Channel("chat", 90, 0.88, 2)
PHONE = Channel("web", 50, 0.84, 80)
SHOP = [EMAIL, CHAT, PHONE]


def weekly(channels_of, weeks=WEEKS, last_monday=LAST_MONDAY, rated=0.6, columns=None, seed=1):
    """`channels_of(ago)` is the channels as they were so many weeks before the newest one."""
    noise = Noise(seed)
    rows = []
    for ago in range(weeks - 1, -1, -1):
        monday = last_monday - datetime.timedelta(weeks=ago)
        for number, channel in enumerate(channels_of(ago)):
            wobble = 1 + 0.1 * (noise(ago, number) - 0.5)
            for ticket in range(round(channel.tickets * wobble)):
                rows.append(row_of(monday, channel, noise, (ago, number, ticket), rated))
    rows.sort(key=lambda row: (row["created_at"], row["channel"]))
    for number, row in enumerate(rows, 1):
        row["id"] = str(number)
    return as_csv(rows, columns or HEADER)


def row_of(monday, channel, noise, place, rated):
    # Five of six tickets come on working days, between 8 and 18 o'clock.
    day = int(noise(1, *place) * 5) if noise(2, *place) < 0.84 else 5 + int(noise(1, *place) * 2)
    created = datetime.datetime.combine(monday, datetime.time(8)) + datetime.timedelta(
        days=day, minutes=int(noise(3, *place) * 600))
    replied = created + datetime.timedelta(seconds=int(channel.minutes * 60 * (0.4 + 1.2 * noise(4, *place))))
    solved = replied + datetime.timedelta(minutes=int(60 + 300 * noise(5, *place)))
    satisfied = noise(6, *place) < channel.satisfied
    asked = noise(7, *place) < rated
    return {
        "created_at": created.isoformat(" "), "first_response_at": replied.isoformat(" "),
        "solved_at": solved.isoformat(" "), "status": "solved", "channel": channel.name,
        "category": CATEGORIES[int(noise(8, *place) * len(CATEGORIES))],
        "csat": ("5" if satisfied else "2") if asked else "",
        "replies": "1" if noise(9, *place) < 0.7 else "2",
    }


def as_csv(rows, columns):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def usual(_ago):
    return SHOP


def only_now(now, before=SHOP):
    return lambda ago: now if ago == 0 else before


WEEK = ["--period", "2026-W24", "--csat-scale", "1-5"]
HOLIDAY = """[schedules.office]
zone = "UTC"
hours = "Mon-Fri 08:00-18:00"
holidays = "2026-06-08"
"""


class Story:
    def __init__(self, tickets, options=None, config=""):
        self.tickets, self.options, self.config = tickets, options or WEEK, config


def holiday_week():
    """A Monday off: a fifth of the week's tickets do not come."""
    return weekly(only_now([c.but(tickets=c.tickets * 0.83) for c in SHOP]))


def without_week(text, ago):
    monday = LAST_MONDAY - datetime.timedelta(weeks=ago)
    days = {(monday + datetime.timedelta(days=day)).isoformat() for day in range(7)}
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if line.split(",")[1][:10] not in days)


def without_days(text, first, last):
    lines = text.splitlines(keepends=True)
    return lines[0] + "".join(line for line in lines[1:]
                              if not first.isoformat() <= line.split(",")[1][:10] <= last.isoformat())


def with_a_late_solution(text, ago):
    """One older ticket is solved in the week that is missing, so that a row of the files falls into it."""
    monday = LAST_MONDAY - datetime.timedelta(weeks=ago)
    rows = list(csv.DictReader(text.splitlines()))
    late = [row for row in rows if row["created_at"] < monday.isoformat()][-1]
    late["solved_at"] = f"{monday.isoformat()} 12:00:00"
    return as_csv(rows, HEADER)


def solved_a_little_later(text):
    """The last ticket is solved behind the week in which all of them came."""
    rows = list(csv.DictReader(text.splitlines()))
    rows[-1]["solved_at"] = f"{LAST_MONDAY + datetime.timedelta(days=7)} 08:30:00"
    return as_csv(rows, HEADER)


def months():
    """January to March of about forty tickets a day, as many each day."""
    return weekly(usual, weeks=14, last_monday=datetime.date(2026, 3, 30))


def working_days_only(text):
    """A desk that is closed on Saturdays and Sundays: its newest week ends with a Friday."""
    lines = text.splitlines(keepends=True)
    return lines[0] + "".join(line for line in lines[1:]
                              if datetime.date.fromisoformat(line.split(",")[1][:10]).weekday() < 5)


def forty_a_day(first, last):
    """Forty tickets every day, two an hour from 2 o'clock on, whatever the month."""
    rows = []
    day = first
    while day <= last:
        for number in range(40):
            created = datetime.datetime.combine(day, datetime.time(2)) + datetime.timedelta(minutes=30 * number)
            solved = created + datetime.timedelta(minutes=20)
            rows.append({"id": str(len(rows) + 1), "created_at": created.isoformat(" "), "solved_at": solved.isoformat(" "),
                         "status": "solved", "channel": "email"})
        day += datetime.timedelta(days=1)
    return as_csv(rows, ["id", "created_at", "solved_at", "status", "channel"])


STORIES = {
    "a_normal_week": lambda: Story(weekly(usual)),
    "a_real_fall_in_one_channel": lambda: Story(weekly(only_now([EMAIL, CHAT.but(satisfied=0.6), PHONE]))),
    # Each channel got better, and the whole got worse: there is more e-mail now.
    "a_simpson_reversal": lambda: Story(weekly(only_now(
        [EMAIL.but(tickets=220, satisfied=0.72), CHAT.but(tickets=40, satisfied=0.98)],
        [EMAIL.but(tickets=60, satisfied=0.68), CHAT.but(tickets=200, satisfied=0.95)]), seed=3)),
    "a_tiny_sample": lambda: Story(weekly(lambda ago: [EMAIL.but(tickets=6)])),
    "a_new_channel": lambda: Story(weekly(only_now(SHOP + [Channel("whatsapp", 45, 0.87, 15)]))),
    "a_missing_week": lambda: Story(without_week(weekly(usual), 5)),
    "a_missing_last_week_but_one": lambda: Story(without_week(weekly(usual), 1)),
    # One solution in it makes it no week to compare with.
    "a_missing_last_week_with_one_solution": lambda: Story(with_a_late_solution(without_week(weekly(usual), 1), 1)),
    # The second bad week: what lies between two bad weeks is noise, and put down to nobody.
    "a_fall_that_goes_on": lambda: Story(weekly(
        lambda ago: [EMAIL.but(satisfied=0.82 if ago else 0.76), CHAT.but(satisfied=0.5), PHONE] if ago < 2 else SHOP)),
    # Fourteen days of June stand beside fourteen of May: the export ends there.
    "a_month_that_the_export_cuts": lambda: Story(
        forty_a_day(datetime.date(2026, 4, 1), datetime.date(2026, 6, 14)), ["--period", "2026-06"]),
    "eleven_missing_days": lambda: Story(
        without_days(forty_a_day(datetime.date(2025, 9, 1), datetime.date(2026, 6, 30)),
                     datetime.date(2026, 6, 9), datetime.date(2026, 6, 19)), ["--period", "2026-06"]),
    "a_holiday": lambda: Story(holiday_week(), WEEK, HOLIDAY),
    "a_launch_spike": lambda: Story(weekly(only_now([c.but(tickets=c.tickets * 1.8) for c in SHOP]))),
    "improving_for_eight_weeks": lambda: Story(weekly(
        lambda ago: [EMAIL.but(minutes=81), CHAT, PHONE.but(minutes=72)] if ago < 8 else
        [EMAIL.but(minutes=96), CHAT, PHONE.but(minutes=88)] if ago == 8 else SHOP)),
    # Mail fell eleven weeks ago; its eighth week below was told three weeks ago.
    "a_fall_that_has_lasted": lambda: Story(weekly(
        lambda ago: [EMAIL.but(satisfied=0.72), CHAT, PHONE] if ago < 11 else SHOP)),
    # Mail is a little slower than the week before; what made the class slower is that there is much more of it.
    "more_of_the_slow_channel": lambda: Story(weekly(only_now(
        [EMAIL.but(tickets=230, minutes=94), CHAT, PHONE.but(tickets=30, minutes=20)],
        [EMAIL.but(tickets=60), CHAT, PHONE.but(tickets=200, minutes=20)]))),
    "everything_missing": lambda: Story(weekly(usual, columns=["id", "created_at"])),
    "iso_week_53": lambda: Story(
        weekly(only_now([c.but(tickets=c.tickets * 0.4) for c in SHOP]), last_monday=datetime.date(2026, 12, 28)),
        ["--period", "2026-W53", "--csat-scale", "1-5"]),
    "to_date": lambda: Story(weekly(usual), ["--period", "this-week", "--as-of", "2026-06-10T12:00", "--csat-scale", "1-5"]),
    # The tickets of fourteen days stand beside those of the first fourteen of May, not beside a month.
    # One ticket is solved in the week's first hours; none has come.
    "hours_of_a_week": lambda: Story(solved_a_little_later(weekly(usual)), ["--period", "2026-W25", "--csat-scale", "1-5"]),
    "a_month_named_while_it_runs": lambda: Story(
        forty_a_day(datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)), ["--period", "2026-06", "--as-of", "2026-06-14"]),
    # The whole moves by two points, which is what it does every week.
    "a_fall_in_a_small_channel": lambda: Story(weekly(only_now(
        [EMAIL.but(tickets=300), CHAT.but(tickets=110, satisfied=0.62), PHONE.but(tickets=150)],
        [EMAIL.but(tickets=300), CHAT.but(tickets=110), PHONE.but(tickets=150)]), seed=3)),
    "two_channels_apart": lambda: Story(weekly(only_now([EMAIL.but(satisfied=0.97), CHAT.but(satisfied=0.68), PHONE]))),
    "a_fall_at_a_desk_closed_at_weekends": lambda: Story(
        working_days_only(weekly(only_now([EMAIL, CHAT.but(satisfied=0.6), PHONE]))), ["--csat-scale", "1-5"]),
    "february_of_a_steady_desk": lambda: Story(
        forty_a_day(datetime.date(2025, 3, 1), datetime.date(2026, 3, 1)), ["--period", "2026-02"]),
    "months_of_unequal_length": lambda: Story(months(), ["--period", "2026-02", "--csat-scale", "1-5"]),
}


def nobody_asked_now():
    """The newest week has no ratings any more."""
    lines = weekly(usual).splitlines()
    first = LAST_MONDAY.isoformat()
    rows = list(csv.DictReader(lines))
    for row in rows:
        if row["created_at"][:10] >= first:
            row["csat"] = ""
    return as_csv(rows, HEADER)


STORIES["nobody_was_asked"] = lambda: Story(nobody_asked_now())

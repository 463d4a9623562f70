"""Random data sets: small, and full of what decides definitions. One seed, one data set, everywhere.

Times lie on purpose on the borders of the period, on each other, in the wrong order; cells are missing;
ids come twice; each set has other columns and other options.
"""

import random
from datetime import date, timedelta

from clocks import DAY, Schedule, day_of, instant_of, month_of, week_of
from dataset import DataSet
from world import SESSION_SUMS, is_event

ZONES = ("UTC", "UTC", "Europe/Riga", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
HOUR = 3600
# Weeks with and without a change of some zone's clocks.
MIDDLES = (date(2026, 3, 9), date(2026, 3, 30), date(2026, 6, 15), date(2026, 11, 2), date(2027, 1, 4))
AGENTS = ("Ann", "Bob", "Cid")
TEAMS = ("East", "West")


class Dice(random.Random):
    def chance(self, share):
        return self.random() < share

    def maybe(self, share, value):
        """The value, or an empty cell."""
        return value() if self.chance(share) else None

    def some(self, items, share):
        return [item for item in items if self.chance(share)]


def data_set(seed):
    return Generator(seed).data


class Generator:
    def __init__(self, seed):
        self.dice = Dice(seed)
        self.data = DataSet(f"seed {seed}")
        self.zone = self.dice.choice(ZONES)
        # Half of the exports are as they should be: times where they belong, one second one event, nothing
        # that contradicts itself.
        self.tidy = self.dice.chance(0.5)
        self.of_calls = self.dice.chance(0.1)  # a phone system's export: several rows of one call, and no other file
        self._period()
        self._tickets()
        if self.dice.chance(0.5) and not self.of_calls:
            self._messages()
        if self.dice.chance(0.35) and not self.of_calls:
            self._surveys()
        self._options()
        if self.dice.chance(0.3):
            self._business_hours()
        if self.dice.chance(0.45):
            self._promises()
        if self.dice.chance(0.5):
            self._rare_columns()
        if self.dice.chance(0.3) and not self.of_calls:
            self._updates()
        # What is no ticket has its own span only where no ticket has one.
        if len(self.data.rows("tickets")) >= 12 and not self.data.where:
            for make in self.dice.some([self._sessions, self._customers] + [self._reviews] * (not self.of_calls), 0.3):
                make()
        for make in self.dice.some([self._escalations, self._topics, self._events, self._people, self._handoffs], 0.25):
            make()
        if self.of_calls:
            self._legs()
        self._definitions()
        self._menus()
        self._nameless_roles()

    # --- when ------------------------------------------------------------------------------------

    def _period(self):
        dice, options = self.dice, self.data.options
        middle = dice.choice(MIDDLES) + timedelta(days=dice.randrange(7))
        if self.zone != "UTC":
            options["tz"] = self.zone
        week_start = 0
        kind = dice.choice(("week", "week", "month", "day", "range"))
        if kind == "week" and dice.chance(0.3):
            week_start = 6
            options["week-start"] = "sunday"
        if kind == "week":
            period = week_of(middle, self.zone, week_start)
            first, last = period.first.isoformat(), (period.after - timedelta(days=1)).isoformat()
            year, week, _ = period.first.isocalendar()
            options["period"] = f"{year}-W{week:02}" if week_start == 0 else f"{first}..{last}"
        elif kind == "month":
            period = month_of(middle, self.zone)
            options["period"] = period.first.isoformat()[:7]
        elif kind == "day":
            period = day_of(middle, self.zone)
            options["period"] = middle.isoformat()
        else:
            days = dice.randrange(2, 16)
            period = day_of(middle, self.zone)
            period = type(period)(middle, middle + timedelta(days=days), self.zone, "range")
            options["period"] = f"{middle}..{middle + timedelta(days=days - 1)}"
        self.data.period = period
        self.low, self.high = period.before().start - 3 * DAY, period.end + 3 * DAY
        borders = [period.start, period.end, period.before().start]
        self.borders = [border + shift for border in borders for shift in (-1, 0, 0, 1)]
        self.used = []

    def instant(self):
        dice = self.dice
        if self.used and dice.chance(0.08) and not self.tidy:
            return dice.choice(self.used)
        found = dice.choice(self.borders) if dice.chance(0.12) else dice.randrange(self.low, self.high)
        while self.tidy and found in self.used:
            found = dice.randrange(self.low, self.high)
        self.used.append(found)
        return found

    def later(self, start):
        """Some time after `start`: often soon, sometimes exactly then, rarely before it."""
        dice = self.dice
        if dice.chance(0.04):
            return start - dice.randrange(1, HOUR)
        if dice.chance(0.06):
            return start
        if dice.chance(0.06):
            return max(start, dice.choice(self.borders))
        span = dice.choice((60, 120, 121, HOUR, 4 * HOUR, DAY, DAY + 1, 4 * DAY, 7 * DAY, 7 * DAY + 1))
        return start + (span if dice.chance(0.15) else dice.randrange(span))

    # --- tickets -----------------------------------------------------------------------------------

    def _tickets(self):
        dice, data = self.dice, self.data
        optional = {
            "first_response_at": 0.7, "solved_at": 0.85, "closed_at": 0.3, "resolution_seconds": 0.1, "updated_at": 0.6,
            "status": 0.8, "channel": 0.8, "direction": 0.5, "team": 0.6, "agent": 0.8, "category": 0.6,
            "priority": 0.3, "requester": 0.8, "replies": 0.6, "customer_replies": 0.5, "reopens": 0.6,
            "escalated": 0.5, "first_contact_resolved": 0.4, "csat": 0.6, "nps": 0.3, "ces": 0.3, "rated_at": 0.5,
            "queue_seconds": 0.6, "talk_seconds": 0.5, "hold_seconds": 0.5, "acw_seconds": 0.5, "handle_seconds": 0.2,
            "spam": 0.2, "deleted": 0.15, "merged": 0.15}
        if self.tidy:
            optional["resolution_seconds"] = 0
        columns = ["ticket_id", "created_at"] + [name for name, share in optional.items() if dice.chance(share)]
        outcomes = dice.choice(("call_outcome", "abandoned", "call_outcome" if self.of_calls else None))
        columns += [outcomes] if outcomes else []
        size = dice.choice((0, 1, 2, 5, 12, 25, 25, 40, 60))
        self.missing = dice.choice((0, 0.1, 0.4))
        self.people = [f"p{number}@x.org" for number in range(max(1, size // dice.choice((1, 3, 8))))]
        self.csat_words = dice.chance(0.3)
        rows = [self._ticket(number, outcomes) for number in range(size)]
        for row in dice.some(rows, 0 if self.of_calls else 0.04):  # an older or newer copy of a row
            copy = {**row, "updated_at": dice.maybe(0.8, self.instant), "status": dice.choice(("open", "solved")),
                    "priority": dice.choice(("low", "urgent"))}
            rows.insert(dice.randrange(len(rows) + 1), copy)
        if not self.tidy and dice.chance(0.25):  # a column without a single value
            hollow = dice.choice(columns[2:] + ["replies", "requester"])
            rows = [{**row, hollow: None} for row in rows]
        data.columns["tickets"] = columns
        data.tables["tickets"] = [{name: row.get(name) for name in columns} for row in rows]

    def _ticket(self, number, outcomes):
        dice = self.dice
        filled = 1 - self.missing
        created = self.instant()
        answered = dice.maybe(0.8, lambda: self.later(created))
        solved = dice.maybe(0.7, lambda: self.later(answered or created))
        row = {"ticket_id": f"t{number}", "created_at": created, "first_response_at": answered,
               "updated_at": dice.maybe(filled, self.instant)}
        row["solved_at"] = solved if self.tidy or dice.chance(0.9) else None
        row["closed_at"] = dice.maybe(0.5, lambda: self.later(solved)) if solved else None
        row["resolution_seconds"] = solved - created if solved and solved >= created and dice.chance(0.8) else None
        done = dice.choice(("solved", "closed"))
        row["status"] = dice.maybe(filled, lambda: done if solved else dice.choice(("new", "open", "pending", "hold")))
        if dice.chance(0.06) and not self.tidy:
            row["status"] = dice.choice(("open", "solved", "closed", "spam", "deleted", "merged"))
        for name in ("spam", "deleted", "merged"):
            row[name] = dice.maybe(filled, lambda: dice.chance(0.04))
        pick = lambda items: dice.maybe(filled, lambda: dice.choice(items))
        row.update(channel=pick(("email", "chat", "phone", "web")), direction=pick(("inbound",) * 6 + ("outbound",)),
                   team=pick(TEAMS), agent=pick(AGENTS), category=pick(("login", "billing", "login", "billing", "Login")),
                   priority=pick(("low", "urgent")), requester=pick(self.people),
                   replies=pick((0, 1, 1, 2, 3, 7)), customer_replies=pick((0, 1, 2, 5)), reopens=pick((0, 0, 0, 1, 3)),
                   escalated=pick((True, False, False)), first_contact_resolved=pick((True, False)))
        row["csat"] = dice.maybe(0.5, self._csat)
        row["nps"] = dice.maybe(0.5, lambda: dice.choice((0, 3, 6, 7, 8, 9, 10, 11)))
        row["ces"] = dice.maybe(0.5, lambda: dice.randrange(0, 8))
        row["rated_at"] = dice.maybe(filled, lambda: self.later(solved or created))
        if outcomes:
            self._call(row, outcomes, filled)
        return row

    def _csat(self):
        words = ("good", "good", "neutral", "bad", "offered", "unoffered")
        return self.dice.choice(words) if self.csat_words else self.dice.choice((1, 2, 3, 4, 5, 5, 6, 0))

    def _call(self, row, outcomes, filled):
        dice = self.dice
        ends = ("answered", "answered", "abandoned", "blocked", "callback", "other")
        end = dice.maybe(0.8, lambda: dice.choice(ends))
        row["call_outcome"] = end
        row["abandoned"] = None if end in (None, "blocked", "callback", "other") else end == "abandoned"
        seconds = lambda: dice.choice((0, 4, 5, 6, 19, 20, 21, 30, 300))
        for name in ("queue_seconds", "talk_seconds", "hold_seconds", "acw_seconds", "handle_seconds"):
            row[name] = dice.maybe(filled, seconds)
        if dice.chance(0.06) and not self.tidy:
            row[dice.choice(("queue_seconds", "talk_seconds", "handle_seconds"))] = -5

    # --- messages and answers ------------------------------------------------------------------------

    def _messages(self):
        dice, data = self.dice, self.data
        columns = ["ticket_id", "sent_at", "role"] + dice.some(["message_id", "public", "author"], 0.7)
        rows = []
        known = [row["ticket_id"] for row in data.rows("tickets")]
        directions = {row["ticket_id"]: row.get("direction") for row in data.rows("tickets")}
        starts = {row["ticket_id"]: row["created_at"] for row in data.rows("tickets")}
        requesters = {row["ticket_id"]: row.get("requester") for row in data.rows("tickets")}
        names_customers = dice.chance(0.5)
        for name in dict.fromkeys(dice.some(known, 0.8) + (["stranger"] if dice.chance(0.3) else [])):
            at = starts.get(name) or self.instant()
            if dice.chance(0.3):
                at = self.later(at)
            outbound = dice.chance(0.15)
            if self.tidy and directions.get(name):
                outbound = directions[name] == "outbound"
            role, public = "agent" if outbound else "customer", True if self.tidy else None
            for _ in range(dice.choice((1, 1, 2, 3, 4, 6))):
                rows.append({"ticket_id": name, "sent_at": at, "role": role,
                             "public": public or dice.choice((True, True, True, None, False)),
                             "author": dice.maybe(0.9, lambda: dice.choice(AGENTS)) if role == "agent" else
                             dice.choice((requesters.get(name), requesters.get(name), "cc@x.org"))
                             if role == "customer" and names_customers else None})
                at, public = max(at, self.later(at)), None
                role = dice.choice(("customer", "customer", "agent", "agent", "agent", "automatic"))
        for number, row in enumerate(rows):
            row["message_id"] = f"m{number}"
        rows += [dict(row) for row in dice.some(rows, 0.03)] if "message_id" in columns else []
        if dice.chance(0.3):
            dice.shuffle(rows)
        data.columns["messages"] = columns
        data.tables["messages"] = [{name: row.get(name) for name in columns} for row in rows]

    def _surveys(self):
        dice, data = self.dice, self.data
        kinds = dice.some(["csat", "nps", "ces"], 0.6) or ["csat"]
        columns = kinds + ["answered_at"] + dice.some(["ticket_id", "respondent", "agent", "team", "channel"], 0.5)
        known = [row["ticket_id"] for row in data.rows("tickets")] + ["stranger"]
        rows = []
        for _ in range(dice.choice((0, 1, 4, 12, 30))):
            rows.append({"csat": dice.maybe(0.8, self._csat), "nps": dice.maybe(0.8, lambda: dice.randrange(12)),
                         "ces": dice.maybe(0.8, lambda: dice.randrange(0, 8)),
                         "answered_at": dice.maybe(1 if self.tidy else 0.95, self.instant),
                         "ticket_id": dice.maybe(0.7, lambda: dice.choice(known)),
                         "respondent": dice.maybe(0.8, lambda: dice.choice(("r1", "r2", "r3"))),
                         "agent": dice.maybe(0.6, lambda: dice.choice(AGENTS)),
                         "team": dice.maybe(0.6, lambda: dice.choice(TEAMS)),
                         "channel": dice.maybe(0.6, lambda: dice.choice(("email", "chat")))})
        data.columns["surveys"] = columns
        data.tables["surveys"] = [{name: row.get(name) for name in columns} for row in rows]

    # --- what is no ticket -------------------------------------------------------------------------

    def _file(self, table, columns, rows):
        self.data.columns[table] = columns
        self.data.tables[table] = [{name: row.get(name) for name in columns} for row in rows]

    def _reviews(self):
        dice = self.dice
        columns = ["reviewed_at", "review_score"] + dice.some(
            ["ticket_id", "agent", "review_id", "review_category", "weight", "critical"], 0.6)
        known = [row["ticket_id"] for row in self.data.rows("tickets")] + ["stranger"]
        self._file("reviews", columns, [{
            "reviewed_at": self.instant(), "review_score": dice.maybe(0.9, lambda: dice.choice((0, 20, 49, 50, 80, 100, 120))),
            "ticket_id": dice.maybe(0.7, lambda: dice.choice(known)),
            "agent": dice.maybe(0.8, lambda: dice.choice(AGENTS)),
            "review_id": dice.maybe(0.8, lambda: dice.choice(("r1", "r2", "r3", "r4"))),
            "review_category": dice.maybe(0.8, lambda: dice.choice(("tone", "solution"))),
            "weight": dice.maybe(0.6, lambda: dice.choice((0, 1, 2, 5))),
            "critical": dice.maybe(0.6, lambda: dice.chance(0.3))} for _ in range(dice.choice((1, 4, 15)))])

    def _sessions(self):
        dice = self.dice
        rows = []
        for _ in range(dice.choice((1, 6, 20))):
            start = self.instant()
            end = start + dice.choice((0, 600, HOUR, 8 * HOUR, 30 * HOUR, -60))
            sums = {name: dice.maybe(0.8, lambda: dice.choice((0, 60, HOUR, 5 * HOUR, -60))) for name in SESSION_SUMS}
            state = dice.choice(("handling", "handling", "available", "not_ready", "offline", "online", "paid", "elsewhere"))
            rows.append({"agent": dice.choice(AGENTS), "started_at": start, "ended_at": dice.maybe(0.9, lambda: end),
                         "agent_state": state, **sums})
        more = dice.choice(([], ["agent_state"], dice.some(SESSION_SUMS, 0.7)))
        self._file("sessions", ["agent", "started_at", "ended_at"] + more, rows)

    def _customers(self):
        dice = self.dice
        rows = []
        for _ in range(dice.choice((1, 8, 25))):
            since = dice.maybe(0.8, self.instant)
            until = dice.maybe(0.5, lambda: self.later(since or self.low))
            rows.append({"customer": dice.choice(("c1", "c2", "c3", "c4", "c5", "C5 ")), "customer_since": since,
                         "customer_until": until, "referred": dice.maybe(0.8, lambda: dice.chance(0.4)),
                         "revenue": dice.maybe(0.8, lambda: dice.choice((0, 10, 99, 1200)))})
        if dice.chance(0.5):
            self.data.options["gross-margin"] = dice.choice(("0.5", "0.75"))
        self._file("customers", ["customer", "customer_since", "customer_until", "referred", "revenue"], rows)

    # --- what few exports have ---------------------------------------------------------------------

    def _add_columns(self, table, cells):
        """Some of these columns: name -> function of a row that makes its cell."""
        dice, data = self.dice, self.data
        if table not in data.tables:
            return
        for name, make in cells.items():
            if dice.chance(0.5):
                data.columns[table] = data.columns[table] + [name]
                data.tables[table] = [{**row, name: make(row)} for row in data.tables[table]]

    def _rare_columns(self):
        dice = self.dice
        pick = lambda *items: lambda row: dice.maybe(1 - self.missing, lambda: dice.choice(items))
        comment = lambda row: dice.choice((None, "thanks", "too slow", "never again please", "all was well and quick"))
        solved_first = lambda row: dice.maybe(0.6, lambda: self.later(row["created_at"]))
        self._add_columns("tickets", {
            "first_solved_at": solved_first, "assigned_at": solved_first, "last_assigned_at": solved_first, "ring_time": pick(0, 5, 20, 60), "rings": pick(0, 1, 3),
            "transfers": pick(0, 0, 1, 2), "legs": pick(1, 1, 2), "assignees": pick(0, 1, 1, 2, 4),
            "csat_comment": comment, "sentiment": pick("positive", "neutral", "negative"), "bot": pick(True, False),
            "handed_off": pick(True, False), "lead": pick(True, False), "survey_sent": pick(True, False)})
        self._add_columns("surveys", {"comment": comment, "survey_sent": pick(True, False),
                                      "sentiment": pick("positive", "neutral", "negative")})

    def _updates(self):
        """Rows of earlier and later states of a ticket: its history."""
        dice, data = self.dice, self.data
        if not {"status", "updated_at"} <= set(data.columns["tickets"]):
            return
        rows = []
        for row in data.tables["tickets"]:
            for _ in range(dice.choice((0, 0, 1, 2, 4))):
                for column, values in (("team", TEAMS), ("agent", AGENTS + (None,))):
                    if column in row and dice.chance(0.3):
                        row = {**row, column: dice.choice(values)}
                rows.append({**row, "status": dice.choice(("new", "open", "pending", "hold", "solved", "closed", "spam")),
                             "updated_at": dice.maybe(0.9, lambda: self.later(row["created_at"]))})
                if "priority" in row:
                    rows[-1]["priority"] = dice.choice(("low", "urgent", row["priority"]))
            rows.append(row)
        data.tables["tickets"] = rows

    def _escalations(self):
        """Told by tags and by the way through teams."""
        dice, data = self.dice, self.data
        if dice.chance(0.7):
            data.escalation["tags"] = ["vip", "urgent"]
            self._add_columns("tickets", {"tags": lambda _: dice.choice((None, "", "vip", "slow", "slow,urgent"))})
        if dice.chance(0.7) and {"East", "West"} <= {row.get("team") for row in data.rows("tickets")}:
            data.escalation["tiers"] = ["East", "West"]

    def _topics(self):
        self.data.topics = self.dice.choice((["login"], ["Billing", "login"], ["nothing"]))
        self.data.options["at-risk-within"] = self.dice.choice((1, 8, 48))

    def _events(self):
        """A log of messages that tells changes of statuses, too."""
        dice, data = self.dice, self.data
        if "messages" not in data.tables or "author" not in data.columns["messages"]:
            return
        rows = [{**row, "text": "as said", "status": dice.maybe(0.1, lambda: dice.choice(("open", "pending", "solved")))}
                for row in data.rows("messages")]
        names = sorted({row["author"] for row in rows if row["author"]} | {"nobody known"})
        for name in dict.fromkeys(row["ticket_id"] for row in data.rows("messages")):
            at = min(row["sent_at"] for row in rows if row["ticket_id"] == name)
            for _ in range(dice.choice((0, 1, 2, 4))):
                at = self.later(at)
                status = dice.choice(("open", "pending", "pending", "hold", "solved", "solved", "closed"))
                role = dice.choice(("agent", "automatic", "automatic", "customer", None))
                rows.append({"ticket_id": name, "sent_at": at, "role": role, "status": status, "text": None,
                             "message_id": None, "public": None, "author": dice.maybe(0.6, lambda: dice.choice(names))})
        self._file("messages", data.columns["messages"] + ["text", "status"], rows)
        if dice.chance(0.6):
            data.options.pop("net-of", None)
            data.options["resolution-end"] = "effective"

    def _people(self):
        """Addresses that name the form they came from."""
        dice, data = self.dice, self.data
        tagged = lambda text: text.replace("@", "+shop@") if text and dice.chance(0.3) else text
        for table, column in (("tickets", "requester"), ("messages", "author"), ("customers", "customer")):
            if column in data.columns.get(table, ()):
                data.tables[table] = [{**row, column: tagged(row[column])} for row in data.rows(table)]
        data.options["plus-tags"] = dice.choice(("strip", "strip", "keep"))

    def _handoffs(self):
        dice = self.dice
        if "handed_off_at" not in self.data.columns["tickets"]:
            self._add_columns("tickets", {"handed_off_at": lambda row: dice.maybe(0.7, lambda: self.later(row["created_at"]))})
        self.data.options["art-start"] = dice.choice(("handoff", "handoff", "first_message"))

    def _menus(self):
        """Hang-ups in the menu."""
        if "call_outcome" in self.data.columns["tickets"]:
            for row in self.data.rows("tickets"):
                if row["call_outcome"] == "other" and self.dice.chance(0.5):
                    row["call_outcome"] = "menu"

    def _nameless_roles(self):
        """Messages whose author must be known by name, if at all."""
        if "author" not in self.data.columns.get("messages", ()) or not self.dice.chance(0.3):
            return
        for row in self.data.rows("messages"):
            if not is_event(row) and self.dice.chance(0.2):
                row["role"] = None

    def _legs(self):
        """Calls of several rows."""
        dice, data = self.dice, self.data
        rows, calls = [], 0
        for row in data.rows("tickets"):
            calls += rows == [] or dice.chance(0.5)
            row = {**row, "call_id": dice.maybe(0.9, lambda: f"c{calls}")}
            if rows and row["call_id"] and rows[-1]["call_id"] == row["call_id"]:
                row["created_at"] = rows[-1]["created_at"] + dice.choice((1, 30, HOUR))
            rows.append(row)
        self._file("tickets", data.columns["tickets"] + ["call_id"], rows)
        data.options["aht-per"] = dice.choice(("leg", "leg", "contact"))

    # --- options -------------------------------------------------------------------------------------

    def _options(self):
        dice, options = self.dice, self.data.options
        options["csat-scale"] = "good/bad" if self.csat_words else dice.choice(("1-5", "1-5", "1-5", "1-3"))
        options["ces-scale"] = dice.choice(("1-7", "1-5"))
        rarely = {
            "anchor": ("created",), "fcr": ("one_touch", "no_repeat", "no_repeat", "strict", "flag", "teammate"),
            "fcr-base": ("contact",),
            "fcr-window": (1, 3, 30), "sl": ("strict", "abandon_in_t_ok", "ignore_abandon_in_t", "ignore_short",
                                              "answered_only"),
            "sl-threshold": (5, 30), "exclude-short": (5, 6), "csat-neutral": ("exclude", "include"),
            "frt-include-auto": (True,), "customers": (1000, 3), "cost": ("99.5",), "grain": ("day", "week", "month"),
            "group-series": (True,), "rating-credit": ("assignee", "last-replier"),
            "third-party": ("ignore", "customer"), "aht": ("with-ring", "with-hold", "talk-acw"),
            "abandonment-base": ("queued", "offered"), "percentiles": ("nearest-rank", "linear"), "asa": ("all-queue", "answered"),
            "fcr-key": ("channel", "none", "category,channel", "category"), "net-of": ("pending",), "sla-priority": ("current", "in-force")}
        for name, values in rarely.items():
            if dice.chance(0.25):
                options[name] = dice.choice(values)
        keys = options.get("fcr-key", "none").split(",")
        if keys != ["none"] and not all(self.data.has("tickets", key) for key in keys):
            del options["fcr-key"]  # is an error
        if "net-of" not in options and dice.chance(0.2):
            options["resolution-start"] = dice.choice(("first-assignment", "last-assignment"))
        if options.get("sl") == "ignore_short":
            options.setdefault("exclude-short", 5)
        if dice.chance(0.5) and not self.of_calls:
            period = self.data.period
            moments = (period.end, period.end - 1, period.end + 8 * DAY, dice.randrange(self.low, self.high + 9 * DAY))
            self.data.as_of = self.high + 40 * DAY if self.tidy else dice.choice(moments)
            self.data.period = period.as_of(self.data.as_of)  # named by its dates, it still runs
        if dice.chance(0.1) and self.data.has("tickets", "channel") and not self.of_calls:
            self.data.where = [("channel", "chat")]

    def _definitions(self):
        """Which columns there are is known by now."""
        dice, data = self.dice, self.data
        rarely = {"frt-start": ("created", "handoff", "assignment", "reopen"), "art": ("ticket", "requests", "pair"),
                  "art-exclude-first": (True,), "repeat-base": ("customers", "contacts"), "talk-includes-hold": (True,)}
        for name, values in rarely.items():
            if dice.chance(0.25):
                data.options[name] = dice.choice(values)
        if data.rows("surveys") and dice.chance(0.3):
            said = lambda row: {"resolved": dice.maybe(0.9, lambda: dice.chance(0.7)),
                                "contacts_needed": dice.maybe(0.8, lambda: dice.choice((1, 1, 1, 2, 3)))}
            self._file("surveys", data.columns["surveys"] + ["resolved", "contacts_needed"],
                       [{**row, **said(row)} for row in data.rows("surveys")])
            data.options["fcr"] = "survey"

    def _business_hours(self):
        dice, data = self.dice, self.data
        for name in ("office", "night"):
            data.schedules[name] = self._schedule()
        if data.has("tickets", "team") and dice.chance(0.6):
            data.hours_by = {"by": "team", "values": {"East": "office", "West": "night"}}
            if dice.chance(0.5):
                data.hours_by = {"by": "team", "values": {"East": "office"}, "default": dice.choice(("night", None))}
        else:
            data.hours_by = {"default": dice.choice(("office", "night"))}
        if dice.chance(0.6):
            data.options["clock"] = "business"

    def _schedule(self):
        dice = self.dice
        hours = []
        for weekday in range(7):
            pieces = [(9 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR)]
            if dice.chance(0.2):
                pieces = [(22 * HOUR, 30 * HOUR)]
            elif dice.chance(0.2):
                pieces = [(0, DAY)]
            elif dice.chance(0.2):
                pieces = [(HOUR + 1800, 3 * HOUR), (2 * HOUR, 14 * HOUR + 60)]
            hours.append(pieces if weekday < 5 or dice.chance(0.3) else [])
        first = self.data.period.first
        holidays = {first + timedelta(days=day) for day in range(-8, 12) if dice.chance(0.1)}
        return Schedule(dice.choice(ZONES), hours, holidays)

    def _promises(self):
        dice = self.dice
        for _ in range(dice.choice((1, 2, 4))):
            promise = {"metric": dice.choice(("frt", "next_reply", "resolution")),
                       "threshold": dice.choice((60, 120, HOUR, 4 * HOUR, DAY))}
            for key, values in (("channel", ("email", "chat")), ("team", TEAMS), ("priority", ("urgent", "low"))):
                if dice.chance(0.25) and self.data.has("tickets", key):
                    promise[key] = dice.choice(values)
            if self.data.schedules and dice.chance(0.5):
                promise["clock"] = "business"
            self.data.promises.append(promise)

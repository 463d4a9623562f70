#!/usr/bin/env python3
"""Makes samples/: half a year of customer service at an invented shop (samples/README.md tells the story).

    scripts/make_samples.py            write the files
    scripts/make_samples.py --check    regenerate in memory, exit 1 when a file differs

Deterministic: one seed, no clock, no locale, no time-zone database; only the standard library.
The simulation runs on Riga wall time in whole seconds since Monday 2026-05-18 00:00; a time becomes an
instant only when it is written.
"""
import csv
import io
import json
import math
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
START = datetime(2026, 5, 18)  # Monday of 2026-W21
WEEKS = 26                     # to Sunday 2026-11-15, the end of 2026-W46
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 7 * 86400
CUTOFF = WEEKS * WEEK          # when the export was made
WINTER = int((datetime(2026, 10, 25, 4) - START).total_seconds())  # summer time ends, 04:00 -> 03:00
FIRST_ID = 48211


class Dice:
    """All chance, from random() alone: the one method whose values Python promises to keep."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def chance(self, share):
        return self._random() < share

    def between(self, low, high):
        return low + (high - low) * self._random()

    def whole(self, low, high):
        return low + int(self._random() * (high - low + 1))

    def pick(self, weights):
        """A key of {key: weight}."""
        at = self._random() * sum(weights.values())
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
        return key

    def any(self, items):
        return items[int(self._random() * len(items))]

    def normal(self):
        return sum(self._random() for _ in range(12)) - 6.0

    def spread(self, median, sigma):
        """A duration in whole seconds around `median`, skewed to the right, at least 1."""
        return max(1, round(median * math.exp(sigma * self.normal())))


# ---------------------------------------------------------------- the shop

CHANNELS = {"chat": 0.40, "email": 0.31, "phone": 0.155, "web": 0.095, "social": 0.04}
CATEGORIES = {
    "Late delivery": 0.115, "Refund status": 0.13, "Return": 0.11, "Product question": 0.12, "Damaged item": 0.085,
    "Order change": 0.085, "Wrong item": 0.06, "Payment": 0.07, "Login": 0.06, "Discount code": 0.055,
    "Delivery address": 0.05, "Assembly help": 0.04,
}
SUBJECTS = {
    "Late delivery": ["Where is my order {o}?", "Order {o} still not here", "Parcel was promised for Friday", "Tracking has not moved for days"],
    "Refund status": ["Refund for {o}", "When do I get my money back?", "Refund, order {o}, second question"],
    "Return": ["Return label for {o}", "I want to return the oak shelf", "Pick-up of a return"],
    "Product question": ["Is the linen set washable?", "Size of the round table", "Does the lamp come with a bulb?"],
    "Damaged item": ["Glass broken on arrival", "Scratched table top, order {o}", 'Box marked "fragile", vase in pieces'],
    "Order change": ["Please add a cushion to {o}", "Cancel order {o}", "Change colour in {o}"],
    "Wrong item": ["Got the wrong size", "Not what I ordered ({o})"],
    "Payment": ["Charged twice for {o}", "Card declined", "Invoice with company name"],
    "Login": ["Cannot log in", "Password mail never arrives"],
    "Discount code": ["Code not accepted", "Forgot to use my voucher"],
    "Delivery address": ["Moved house, order {o}", "New address please"],
    "Assembly help": ["Screws missing?", "Which way round does part C go?"],
}
TEAMS = {
    "Chat & Phone": {"Ilze Bērziņa": 1.0, "Jānis Ozols": 1.0, "Nikita Volkov": 0.9, "Elīna Krone": 0.8},
    "Email & Web": {"Marta Kalniņa": 1.0, "Anna Petrova": 1.0, "Oskar Lind": 0.7},
    "Logistics": {"Roberts Zariņš": 1.0, "Sofija Lāce": 0.8},
}
EVENING_AGENTS = {"Nikita Volkov": 1.0, "Elīna Krone": 1.0}
AUTO_AUTHOR = "Auto reply"
HOURS = {  # arrivals by hour of the day
    "chat": {8: 3, 9: 4, 10: 5, 11: 5, 12: 5, 13: 4, 14: 4, 15: 4, 16: 5, 17: 7, 18: 9, 19: 10, 20: 9, 21: 6},
    "phone": {8: 4, 9: 7, 10: 8, 11: 7, 12: 5, 13: 5, 14: 6, 15: 6, 16: 6, 17: 5, 18: 4, 19: 3},
    "other": {6: 2, 7: 4, 8: 6, 9: 8, 10: 8, 11: 7, 12: 6, 13: 6, 14: 6, 15: 6, 16: 6, 17: 6, 18: 5, 19: 6, 20: 4, 21: 3, 22: 1},
}
WEEKDAYS = {0: 1.25, 1: 1.15, 2: 1.05, 3: 1.0, 4: 0.95, 5: 0.7, 6: 0.6}
RATED_SHARE = {"chat": 0.50, "email": 0.36, "phone": 0.24, "web": 0.36, "social": 0.22}
GOOD_SHARE = {"chat": 0.88, "email": 0.86, "phone": 0.90, "web": 0.84, "social": 0.80}
GOOD_COMMENTS = ["Quick and friendly", "Thank you!", "Solved in one go", "Very kind, thanks", "Paldies par ātro palīdzību", "Great service, as always", "Perfect 😊"]
BAD_COMMENTS = ["Had to wait too long", "Nobody answered for minutes", "Still no parcel", 'Told "tomorrow", three times', "Two people, two answers",
                "The page says <order not found> and so did you", "Waited,\nthen was asked the same again", "Слишком долго"]

# The story: index = week, 0 to 25. The last five weeks differ.
CHAT_SLOWER = {21: 1.25, 22: 1.6, 23: 2.0, 24: 2.2, 25: 3.2}       # evening chat, times the usual first response
CHAT_GOOD = {21: 0.865, 22: 0.835, 23: 0.805, 24: 0.79, 25: 0.74}   # chat satisfaction
LATE_DELIVERY = {20: 1.15, 21: 1.3, 22: 1.5, 23: 1.65, 24: 1.8, 25: 2.3}  # times its usual share


def week_of(time):
    return min(WEEKS - 1, time // WEEK)


def is_evening(time):
    return time % DAY >= 17 * HOUR


# ---------------------------------------------------------------- the simulation

class Ticket:
    """One contact and everything that happened to it, as (time, what, ...) events in order."""

    def __init__(self, created, channel, category, requester):
        self.created, self.channel, self.category, self.requester = created, channel, category, requester
        self.id = 0
        self.team = self.agent = self.priority = self.subject = self.tags = ""
        self.direction = "inbound"
        self.escalated = False
        self.events = []
        self.call = {}
        self.csat = self.ces = None
        self.comment = ""
        self.state = ""  # "spam", "deleted", "merged": instead of the status from the events

    def add(self, time, what, author=""):
        self.events.append((time, what, author))
        return time

    def times(self, what):
        return [time for time, kind, _ in self.events if kind == what and time < CUTOFF]

    def first(self, what):
        return next(iter(self.times(what)), None)

    def last(self, what):
        return next(reversed(self.times(what)), None)

    def solved_at(self):
        """The last solve, when no customer message reopened the ticket after it."""
        solved, reopened = self.last("solve"), self.last("reopen")
        return solved if solved is not None and (reopened is None or reopened < solved) else None

    def status(self):
        if self.state:
            return self.state
        if self.solved_at() is not None:
            return "closed" if self.times("close") else "solved"
        if self.call.get("abandoned") == "yes":
            return "closed"
        if self.times("hold"):
            return "hold"
        if self.first("agent") is None:
            return "open" if self.agent else "new"
        return "pending" if self.last("agent") > (self.last("customer") or 0) else "open"

    def updated_at(self):
        return max(time for time, _, _ in self.events if time < CUTOFF)


def working(time, seconds):
    """`seconds` of desk time (08:00 to 20:00, every day) after `time`."""
    while True:
        day = time - time % DAY
        opens, closes = day + 8 * HOUR, day + 20 * HOUR
        time = max(time, opens)
        if time + seconds < closes:
            return time + seconds
        seconds -= max(0, closes - time)
        time = day + DAY


def arrivals(dice):
    """(created, channel, category) of all first contacts."""
    contacts = []
    for week in range(WEEKS):
        shares = dict(CATEGORIES)
        shares["Late delivery"] *= LATE_DELIVERY.get(week, 1.0)
        growth = 1 + (sum(shares.values()) - sum(CATEGORIES.values()))
        for _ in range(round(131 * growth * (1 + 0.045 * dice.normal()))):
            channel = dice.pick(CHANNELS)
            hour = dice.pick(HOURS.get(channel, HOURS["other"]))
            at = week * WEEK + dice.pick(WEEKDAYS) * DAY + hour * HOUR + dice.whole(0, HOUR - 1)
            contacts.append((at, channel, dice.pick(shares)))
    contacts.append((9 * HOUR + 211, "email", "Return"))  # the first Monday has begun
    return sorted(contacts)


def with_repeats(dice, contacts):
    """Tickets of customers, of whom some come back about the same thing within a week."""
    tickets, regulars, next_customer = [], [], 10400
    for at, channel, category in contacts:
        if regulars and dice.chance(0.16):
            requester = dice.any(regulars)
        else:
            next_customer += dice.whole(1, 5)
            requester = f"C{next_customer}"
            regulars.append(requester)
        tickets.append(Ticket(at, channel, category, requester))
        again = 0.19 if category in ("Late delivery", "Refund status") else 0.11
        while dice.chance(again):
            at = at + dice.whole(5 * HOUR, 6 * DAY + 20 * HOUR)
            hour = dice.pick(HOURS.get(channel, HOURS["other"]))
            at = at - at % DAY + hour * HOUR + dice.whole(0, HOUR - 1)
            if at >= CUTOFF or at <= tickets[-1].created:
                break
            same = category if dice.chance(0.75) else dice.pick(CATEGORIES)
            tickets.append(Ticket(at, channel, same, requester))
    return sorted(tickets, key=lambda ticket: (ticket.created, ticket.requester))


def assign(dice, ticket):
    """Team, agent, priority and subject."""
    live = ticket.channel in ("chat", "phone", "social")
    ticket.team = "Chat & Phone" if live else "Email & Web"
    if not live and ticket.category in ("Late delivery", "Damaged item", "Wrong item") and dice.chance(0.6):
        ticket.team = "Logistics"
    evening = ticket.channel == "chat" and is_evening(ticket.created)
    ticket.agent = dice.pick(EVENING_AGENTS if evening else TEAMS[ticket.team])
    ticket.priority = dice.pick({"low": 0.12, "normal": 0.66, "high": 0.17, "urgent": 0.05})
    ticket.subject = dice.any(SUBJECTS[ticket.category]).format(o=f"LS-{dice.whole(20000, 39999)}")
    ticket.tags = "carrier" if ticket.category == "Late delivery" else "vip" if dice.chance(0.03) else ""
    ticket.escalated = dice.chance(0.10 if ticket.category in ("Damaged item", "Payment") else 0.045)


def first_response(dice, ticket):
    """When an agent first answers."""
    week = week_of(ticket.created)
    if ticket.channel == "chat":
        slower = CHAT_SLOWER.get(week, 1.0)
        factor = slower * 1.12 if is_evening(ticket.created) else 1 + (slower - 1) * 0.22
        return ticket.created + dice.spread(68 * factor, 0.42)
    if ticket.channel == "social":
        return working(ticket.created, dice.spread(26 * MINUTE, 0.7))
    median = (118 - 1.9 * week) * MINUTE  # email and web get a little faster every week
    if ticket.priority in ("high", "urgent"):
        median *= 0.6
    return working(ticket.created, dice.spread(median, 0.75))


def talk(dice, ticket):
    """A written contact: messages back and forth, then the solve, sometimes a reopening."""
    chat = ticket.channel == "chat"
    ticket.add(ticket.created, "customer", ticket.requester)
    if ticket.channel in ("email", "web"):
        ticket.add(ticket.created + dice.whole(1, 6), "automatic", AUTO_AUTHOR)
    at = ticket.add(first_response(dice, ticket), "agent", ticket.agent)
    if dice.chance(0.12):
        ticket.add(at - min(20, (at - ticket.created) // 2), "note", ticket.agent)
    while dice.chance(0.44 if chat else 0.34):
        asked = at + (dice.spread(50, 0.6) if chat else dice.spread(3 * HOUR, 0.9))
        ticket.add(asked, "customer", ticket.requester)
        at = asked + dice.spread(45, 0.5) if chat else working(asked, dice.spread(80 * MINUTE, 0.8))
        ticket.add(at, "agent", ticket.agent)
    finish(dice, ticket, at)


def finish(dice, ticket, at):
    """Waiting for others, the solve, perhaps a reopening, the closing."""
    late_weeks = week_of(ticket.created) >= 21
    if dice.chance(0.003):
        return  # forgotten: open for ever
    if ticket.category == "Late delivery" and dice.chance(0.55):
        at = ticket.add(at + 5 * MINUTE, "hold")  # asks the carrier
        at = working(at, dice.spread((3.6 if late_weeks else 1.9) * 12 * HOUR, 0.5))
    elif ticket.channel in ("email", "web", "phone") and dice.chance(0.34):
        at = working(at, dice.spread(2.6 * 12 * HOUR, 0.6))  # waits for the customer or the warehouse
    elif ticket.channel != "chat":
        at = working(at, dice.spread(1.5 * HOUR, 1.1))
    at = ticket.add(at + dice.whole(20, 240), "solve")
    if dice.chance(0.045):
        back = at + dice.spread(14 * HOUR, 0.8)
        ticket.add(back, "customer", ticket.requester)
        ticket.add(back, "reopen")
        at = ticket.add(working(back, dice.spread(2 * HOUR, 0.8)), "agent", ticket.agent)
        at = ticket.add(at + dice.whole(60, 7200), "solve")
    ticket.add(at + 4 * DAY, "close")


def ring(dice, ticket):
    """A phone call: queue, talk, hold, wrap-up; or the caller hangs up."""
    wait = dice.spread(24, 0.85)
    ticket.add(ticket.created, "call")
    if dice.chance(0.02 + min(0.5, wait / 500)):
        ticket.agent, ticket.escalated = "", False
        ticket.call = {"queue": wait, "abandoned": "yes"}
        ticket.add(ticket.created + wait, "close")
        return
    hold = dice.spread(35, 0.6) if dice.chance(0.3) else 0
    ticket.call = {"queue": wait, "talk": dice.spread(225, 0.55), "hold": hold, "wrap": dice.spread(48, 0.5), "abandoned": "no"}
    answered = ticket.add(ticket.created + wait, "agent", ticket.agent)
    hung_up = answered + ticket.call["talk"] + hold + ticket.call["wrap"]
    if dice.chance(0.85):
        ticket.add(hung_up, "solve")
        ticket.add(hung_up + 4 * DAY, "close")
    else:
        finish(dice, ticket, hung_up)


def call_back(dice, ticket):
    """A contact that the shop starts: news about an order."""
    ticket.direction, ticket.channel, ticket.team = "outbound", "email", "Logistics"
    ticket.agent = dice.pick(TEAMS["Logistics"])
    at = ticket.add(ticket.created, "agent", ticket.agent)
    if dice.chance(0.4):
        at = ticket.add(at + dice.spread(4 * HOUR, 0.8), "customer", ticket.requester)
        at = ticket.add(working(at, dice.spread(HOUR, 0.7)), "agent", ticket.agent)
    ticket.add(at + 10 * MINUTE, "solve")
    ticket.add(at + 4 * DAY, "close")


def rate(dice, tickets):
    """Survey answers: by week and channel as many good ones as the story wants, the slowest answers rated worst."""
    asked = {}
    for ticket in tickets:
        solved = ticket.solved_at()
        if solved is None or ticket.direction == "outbound" or not dice.chance(RATED_SHARE[ticket.channel]):
            continue
        at = solved + dice.spread(6 * MINUTE if ticket.channel in ("chat", "phone") else 5 * HOUR, 0.8)
        if at < CUTOFF:
            ticket.add(at, "rate")
            asked.setdefault((week_of(at), ticket.channel), []).append(ticket)
    carried = {}
    for (week, channel), group in sorted(asked.items()):
        target = CHAT_GOOD.get(week, GOOD_SHARE[channel]) if channel == "chat" else GOOD_SHARE[channel]
        target += 0.0 if channel == "chat" and week in CHAT_GOOD else 0.018 * dice.normal()
        bad = (1 - target) * len(group) + carried.get(channel, 0.0)
        carried[channel] = bad - max(0, min(len(group), round(bad)))
        order = sorted(group, key=lambda ticket: (waited_score(dice, ticket), ticket.id), reverse=True)
        for place, ticket in enumerate(order):
            answer(dice, ticket, good=place >= round(bad))


def waited_score(dice, ticket):
    first = ticket.first("agent")
    waited = math.log(1 + max(0, first - ticket.created)) if first is not None else 0.0
    return waited + 0.9 * dice.normal()


def answer(dice, ticket, good):
    ticket.csat = dice.pick({5: 0.72, 4: 0.28}) if good else dice.pick({3: 0.4, 2: 0.27, 1: 0.33})
    if dice.chance(0.4):
        ticket.ces = dice.pick({7: 0.38, 6: 0.34, 5: 0.2, 4: 0.08}) if good else dice.pick({5: 0.2, 4: 0.25, 3: 0.25, 2: 0.18, 1: 0.12})
    if dice.chance(0.14 if good else 0.4):
        ticket.comment = dice.any(GOOD_COMMENTS if good else BAD_COMMENTS)


def simulate(dice):
    tickets = with_repeats(dice, arrivals(dice))
    for number, ticket in enumerate(tickets):
        ticket.id = FIRST_ID + number
        assign(dice, ticket)
        if ticket.channel in ("email", "web") and dice.chance(0.025):
            call_back(dice, ticket)
        elif ticket.channel == "phone":
            ring(dice, ticket)
        else:
            talk(dice, ticket)
        ticket.events.sort(key=lambda event: event[0])
        if dice.chance(0.035):
            ticket.category = ""
        if ticket.status() == "new" or (ticket.first("agent") is None and dice.chance(0.6)):
            ticket.agent = ""
    set_aside(dice, tickets)
    rate(dice, [ticket for ticket in tickets if not ticket.state])
    return tickets


def set_aside(dice, tickets):
    """Spam, deleted and merged tickets: in an export, in no metric."""
    written = [ticket for ticket in tickets if ticket.channel == "email" and ticket.direction == "inbound"]
    for place in range(17):
        ticket = written[(place * 71 + 23) % len(written)]
        ticket.events = [(ticket.created, "customer", ticket.requester)]
        ticket.state, ticket.agent, ticket.category = "spam", "", ""
        ticket.subject = dice.any(["You have won", "SEO offer for your shop", "Invoice attached!!"])
    followers = [b for a, b in zip(written, written[1:]) if a.requester == b.requester and not b.state]
    for ticket in followers[:4] + [written[len(written) // 2], written[len(written) // 3]]:
        if not ticket.state:
            ticket.events = ticket.events[:1] + [(ticket.created + 20 * MINUTE, "note", ticket.agent)]
            ticket.state = "merged"
    for ticket in (written[100], written[412]):
        if not ticket.state:
            ticket.events, ticket.state = ticket.events[:1], "deleted"


# ---------------------------------------------------------------- how times are written

def local(time, pattern="%Y-%m-%d %H:%M:%S"):
    return "" if time is None else wall(time).strftime(pattern)


def wall(time):
    return START + timedelta(seconds=time)


def offset_hours(time):
    return 3 if time < WINTER else 2


def with_offset(time):
    return "" if time is None else f"{local(time, '%Y-%m-%dT%H:%M:%S')}+0{offset_hours(time)}:00"


def utc(time):
    return None if time is None else (wall(time) - timedelta(hours=offset_hours(time))).strftime("%Y-%m-%dT%H:%M:%SZ")


def elapsed(start, end):
    """Real seconds between two wall times: the night of 25 October is an hour longer."""
    return end - start + (HOUR if start < WINTER <= end else 0)


def desk_seconds(start, end):
    """Part of [start, end) that falls into desk hours."""
    total = 0
    for day in range(start // DAY, end // DAY + 1):
        opens, closes = day * DAY + 8 * HOUR, day * DAY + 20 * HOUR
        total += max(0, min(end, closes) - max(start, opens))
    return total


def csv_text(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


# ---------------------------------------------------------------- the files

TICKET_HEADER = ["ticket_id", "created_at", "first_response_at", "solved_at", "updated_at", "status", "channel", "direction", "team", "agent", "category",
                 "priority", "requester_id", "subject", "tags", "replies", "customer_replies", "reopens", "escalated", "csat", "ces", "rated_at",
                 "csat_comment", "queue_seconds", "talk_seconds", "hold_seconds", "wrap_seconds", "abandoned"]


def ticket_row(ticket):
    rated = ticket.last("rate") if ticket.csat is not None else None
    call = ticket.call
    inbound_reply = ticket.first("agent") if ticket.direction == "inbound" else None
    return [ticket.id, with_offset(ticket.created), with_offset(inbound_reply), with_offset(ticket.solved_at()), with_offset(ticket.updated_at()),
            ticket.status(), ticket.channel, ticket.direction, ticket.team, ticket.agent, ticket.category, ticket.priority, ticket.requester, ticket.subject,
            ticket.tags, len(ticket.times("agent")), len(ticket.times("customer")), len(ticket.times("reopen")), "yes" if ticket.escalated else "no",
            ticket.csat if rated is not None else "", ticket.ces if rated is not None and ticket.ces else "", with_offset(rated),
            ticket.comment if rated is not None else "", call.get("queue", ""), call.get("talk", ""), call.get("hold", ""), call.get("wrap", ""),
            call.get("abandoned", "")]


def tickets_csv(tickets):
    """All tickets, with the kinds of damage that real exports have."""
    rows = [ticket_row(ticket) for ticket in tickets]
    column = TICKET_HEADER.index
    calm = [place for place, ticket in enumerate(tickets) if not ticket.state and ticket.solved_at() is not None and ticket.csat is None
            and ticket.direction == "inbound" and ticket.channel == "email" and week_of(ticket.created) < 20]
    for place in calm[40:200:55]:
        rows[place][column("created_at")] = ""
    rows[calm[260]][column("created_at")] = "2026-13-07T10:22:41+03:00"
    rows[calm[321]][column("created_at")] = "31.06.2026 11:15"
    rows[calm[77]][column("solved_at")] = "yesterday"
    rows[calm[150]][column("first_response_at")] = with_offset(tickets[calm[150]].created - 95)
    rows[calm[190]][column("csat")] = "0"
    rows[calm[205]][column("csat")] = "five"
    rows[calm[230]][column("status")] = "escalated to supplier"
    again = []
    for place in (calm[20], calm[99], calm[300]):  # the same tickets as they were exported earlier
        older = list(rows[place])
        older[column("status")], older[column("solved_at")] = "open", ""
        older[column("updated_at")] = older[column("first_response_at")] or older[column("created_at")]
        again.append((place + 40, older))
    for place, older in sorted(again, reverse=True):
        rows.insert(place, older)
    return csv_text(TICKET_HEADER, rows)


ROLES = {"customer": ("customer", "true"), "automatic": ("automatic", "true"), "agent": ("agent", "true"), "note": ("agent", "false")}


def messages_csv(tickets):
    """What was written. Calls leave no messages."""
    log = [(time, ticket.id, what, author) for ticket in tickets if ticket.channel != "phone"
           for time, what, author in ticket.events if what in ROLES and time < CUTOFF]
    log.sort(key=lambda entry: (entry[0], entry[1]))
    rows = [[f"m{number:05d}", ticket, utc(time), *ROLES[what], author] for number, (time, ticket, what, author) in enumerate(log, start=1)]
    return csv_text(["message_id", "ticket_id", "sent_at", "role", "public", "author"], rows)


def surveys_csv(dice, tickets):
    """The recommendation question of an e-mail survey tool: would you recommend us?"""
    rows = []
    for ticket in tickets:
        if ticket.state or ticket.solved_at() is None or not dice.chance(0.11):
            continue
        at = ticket.solved_at() + DAY + dice.spread(20 * HOUR, 0.7)
        happy = ticket.csat is None or ticket.csat >= 4
        score = dice.pick({10: 30, 9: 25, 8: 17, 7: 11, 6: 6, 5: 4, 4: 1, 3: 2, 2: 1, 1: 1, 0: 2} if happy
                          else {10: 2, 9: 4, 8: 14, 7: 18, 6: 17, 5: 14, 4: 8, 3: 8, 2: 6, 1: 4, 0: 5})
        if at < CUTOFF:
            rows.append((at, [ticket.id, with_offset(at), ticket.requester, "nps", score, dice.any(GOOD_COMMENTS) if score > 8 and dice.chance(0.2) else ""]))
    rows.sort(key=lambda row: (row[0], row[1][0]))
    return csv_text(["response_id", "ticket_id", "answered_at", "respondent", "survey_kind", "score", "comment"],
                    [[f"r{number:04d}", *row] for number, (_, row) in enumerate(rows, start=1)])


def recent(tickets, part, count):
    """`count` written contacts of the last two weeks; each `part` (0, 1, 2) gives others."""
    pool = [ticket for ticket in tickets if ticket.created >= CUTOFF - 2 * WEEK and not ticket.state and ticket.channel != "phone"
            and ticket.direction == "inbound"]
    chosen = pool[part::3]
    more = [ticket for ticket in tickets if CUTOFF - 6 * WEEK <= ticket.created < CUTOFF - 2 * WEEK and not ticket.state
            and ticket.channel != "phone" and ticket.direction == "inbound"][part::3]
    return sorted((more[len(more) - max(0, count - len(chosen)):] + chosen)[-count:], key=lambda ticket: ticket.id)


def minutes(seconds):
    return "" if seconds is None else round(seconds / MINUTE)


def span(ticket, end):
    return None if end is None else elapsed(ticket.created, end)


def desk_span(ticket, end):
    return None if end is None else desk_seconds(ticket.created, end)


ZENDESK_HEADER = [
    "Summation column", "Id", "Requester", "Requester id", "Requester external id", "Requester email", "Requester domain", "Submitter", "Assignee", "Group", "Subject",
    "Tags", "Status", "Priority", "Via", "Ticket type", "Created at", "Updated at", "Assigned at", "Organization", "Due date", "Initially assigned at", "Solved at",
    "Resolution time", "Satisfaction Score", "Group stations", "Assignee stations", "Reopens", "Replies", "First reply time in minutes",
    "First reply time in minutes within business hours", "First resolution time in minutes", "First resolution time in minutes within business hours",
    "Full resolution time in minutes", "Full resolution time in minutes within business hours", "Agent wait time in minutes",
    "Agent wait time in minutes within business hours", "Requester wait time in minutes", "Requester wait time in minutes within business hours",
    "On hold time in minutes", "On hold time in minutes within business hours", "Ticket Category [list]"]
ZENDESK_VIA = {"email": "Mail", "web": "Web", "chat": "Chat", "social": "Facebook"}


def zendesk_satisfaction(ticket):
    if ticket.csat is None:
        return "Offered" if ticket.solved_at() is not None else ""
    return "Good" if ticket.csat >= 4 else "Bad"


def zendesk_row(ticket):
    number = ticket.requester[1:]
    email = f"c{number}@example.org"
    day = lambda time: local(time, "%Y-%m-%d %H:%M")
    reply, solved = ticket.first("agent"), ticket.solved_at()
    first_solved = ticket.first("solve")
    waits = ["", ""] if solved is None else [minutes(elapsed(ticket.created, solved) // 3), minutes(desk_seconds(ticket.created, solved) // 3)]
    return [1, 700000 + ticket.id, f"Customer {number}", 36000000 + int(number), "", email, "example.org", f"Customer {number}", ticket.agent, ticket.team, ticket.subject,
            ticket.tags, ticket.status().capitalize(), ticket.priority.capitalize(), ZENDESK_VIA[ticket.channel], "Question", day(ticket.created), day(ticket.updated_at()),
            day(reply), "", "", day(reply), day(solved), "" if solved is None else round(elapsed(ticket.created, solved) / HOUR), zendesk_satisfaction(ticket), 1,
            1 if ticket.agent else 0, len(ticket.times("reopen")), len(ticket.times("agent")), minutes(span(ticket, reply)), minutes(desk_span(ticket, reply)),
            minutes(span(ticket, first_solved)), minutes(desk_span(ticket, first_solved)), minutes(span(ticket, solved)), minutes(desk_span(ticket, solved)),
            *waits, *waits, 0, 0, ticket.category or "-"]


def zendesk_csv(tickets):
    return csv_text(ZENDESK_HEADER, [zendesk_row(ticket) for ticket in recent(tickets, 0, 120)])


FRESHDESK_HEADER = ["Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Agent", "Group", "Created time", "Due by Time", "Resolved time", "Closed time",
                    "Last update time", "Initial response time", "Time tracked", "First response time (in hrs)", "Resolution time (in hrs)", "Agent interactions",
                    "Customer interactions", "Resolution status", "First response status", "Tags", "Survey results", "Product", "Full name", "Email", "Company Name"]
FRESHDESK_STATUS = {"new": "Open", "open": "Open", "pending": "Pending", "hold": "Waiting on Third Party", "solved": "Resolved", "closed": "Closed"}
FRESHDESK_SOURCE = {"email": "Email", "web": "Portal", "chat": "Chat", "social": "Facebook"}
FRESHDESK_FACES = {5: "Extremely Happy", 4: "Happy", 3: "Neutral", 2: "Unhappy", 1: "Extremely Unhappy"}


def clock(seconds):
    return "" if seconds is None else f"{seconds // HOUR:02d}:{seconds % HOUR // MINUTE:02d}:{seconds % MINUTE:02d}"


def freshdesk_row(ticket):
    reply, solved, closed = ticket.first("agent"), ticket.solved_at(), ticket.last("close")
    due = working(ticket.created, 36 * HOUR)
    number = ticket.requester[1:]
    kept = lambda end, limit: "" if end is None else ("Within SLA" if end <= limit else "SLA Violated")
    return [9000 + ticket.id - FIRST_ID, ticket.subject, FRESHDESK_STATUS[ticket.status()], {"normal": "Medium"}.get(ticket.priority, ticket.priority.capitalize()),
            FRESHDESK_SOURCE[ticket.channel], ticket.category, ticket.agent or "No Agent", ticket.team, local(ticket.created), local(due), local(solved),
            local(closed if solved is not None else None), local(ticket.updated_at()), local(reply), "00:00:00", clock(desk_span(ticket, reply)),
            clock(desk_span(ticket, solved)), len(ticket.times("agent")), len(ticket.times("customer")), kept(solved, due),
            kept(reply, working(ticket.created, 4 * HOUR)), ticket.tags, FRESHDESK_FACES.get(ticket.csat, ""), "", f"Customer {number}", f"c{number}@example.org", ""]


def freshdesk_csv(tickets):
    return csv_text(FRESHDESK_HEADER, [freshdesk_row(ticket) for ticket in recent(tickets, 1, 120)])


def both_clocks(ticket, end):
    if end is None:
        return {"calendar": None, "business": None}
    return {"calendar": minutes(span(ticket, end)), "business": minutes(desk_span(ticket, end))}


def json_ticket(ticket):
    """A ticket as Zendesk's incremental API gives it, with its metric set."""
    agents = {name: 235300 + number for number, name in enumerate(sorted(name for team in TEAMS.values() for name in team))}
    groups = {name: 98700 + number for number, name in enumerate(TEAMS)}
    rating = {None: "offered" if ticket.solved_at() is not None else "unoffered"}.get(ticket.csat, "good" if (ticket.csat or 0) >= 4 else "bad")
    return {
        "id": 300000 + ticket.id, "url": f"https://linden-salt.example/api/v2/tickets/{300000 + ticket.id}.json",
        "created_at": utc(ticket.created), "updated_at": utc(ticket.updated_at()), "type": "question", "subject": ticket.subject,
        "priority": ticket.priority, "status": ticket.status(), "requester_id": 20000000 + int(ticket.requester[1:]),
        "assignee_id": agents.get(ticket.agent), "group_id": groups[ticket.team], "tags": [ticket.tags] if ticket.tags else [],
        "via": {"channel": {"social": "facebook"}.get(ticket.channel, ticket.channel)},
        "satisfaction_rating": {"score": rating, "comment": ticket.comment or None},
        "metric_set": {
            "reopens": len(ticket.times("reopen")), "replies": len(ticket.times("agent")), "solved_at": utc(ticket.solved_at()),
            "reply_time_in_minutes": both_clocks(ticket, ticket.first("agent")),
            "first_resolution_time_in_minutes": both_clocks(ticket, ticket.first("solve")),
            "full_resolution_time_in_minutes": both_clocks(ticket, ticket.solved_at())}}


def tickets_json(tickets):
    records = [json_ticket(ticket) for ticket in recent(tickets, 2, 100)]
    end = int((wall(CUTOFF) - timedelta(hours=2) - datetime(1970, 1, 1)).total_seconds())
    lines = ",\n".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)
    return f'{{"tickets":[\n{lines}\n],"next_page":null,"count":{len(records)},"end_time":{end},"end_of_stream":true}}\n'


def files(seed=20260518):
    tickets = simulate(Dice(seed))
    return {
        "tickets.csv": tickets_csv(tickets),
        "messages.csv": messages_csv(tickets),
        "surveys.csv": surveys_csv(Dice(seed + 1), tickets),
        "zendesk_tickets.csv": zendesk_csv(tickets),
        "freshdesk_tickets.csv": freshdesk_csv(tickets),
        "tickets.json": tickets_json(tickets),
    }


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    made = {name: text.encode("utf-8") for name, text in files().items()}
    if arguments:
        stale = [name for name, data in made.items() if not (SAMPLES / name).is_file() or (SAMPLES / name).read_bytes() != data]
        for name in stale:
            print(f"samples/{name} differs from what scripts/make_samples.py makes", file=sys.stderr)
        print(f"{len(made) - len(stale)} of {len(made)} sample files are as generated")
        return 1 if stale else 0
    SAMPLES.mkdir(exist_ok=True)
    for name, data in made.items():
        (SAMPLES / name).write_bytes(data)
        print(f"samples/{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

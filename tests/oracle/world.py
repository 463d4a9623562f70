"""What METRICS.md 0 and 2 make of the rows: which tickets count, when each was answered and solved, what
its log says, who came back. Metrics read a World and nothing else.

Relations between rows (duplicates, repeats, the latest answer) are SQL on an in-memory SQLite; what goes
through one ticket's messages in order is a loop.
"""

import contextlib
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from clocks import DAY, Calendar, instant_of, local_date

WORKING, DONE = ("new", "open", "pending", "hold"), ("solved", "closed")
TICKETS_AGENT = object()  # credit goes to who has the ticket: nothing says who acted
LIVE_CHANNELS = ("chat", "phone")
DIMENSIONS = ("channel", "team", "agent", "category", "priority")


SESSION_SUMS = ("online_time", "handling_time", "available_time", "not_ready_time", "paid_time")


def is_event(row):
    """Of a log with texts: who says nothing and names a status has changed it."""
    return row.get("status") is not None and row.get("text") is None


def call_outcome(row):
    """answered, abandoned, menu, blocked, another word, or None for what is no call with a known end."""
    if row.get("call_outcome"):
        return row.get("call_outcome")
    if row.get("abandoned") is not None:
        return "abandoned" if row.get("abandoned") else "answered"
    return None


PARTS = ("handle_seconds", "talk_seconds", "hold_seconds", "acw_seconds")


def is_handled(row):
    """METRICS 1.5: answered, or without a known end and with a part of a contact."""
    has_parts = any(row.get(part) is not None for part in PARTS)
    return call_outcome(row) == "answered" or (call_outcome(row) is None and has_parts)


def hand_overs(legs):
    """How often a call went to another agent, or to another team's queue, once somebody had it; None: no leg says whose
    it was (METRICS 1.10)."""
    if not any(leg.get("agent") or leg.get("team") for leg in legs):
        return None
    while legs and call_outcome(legs[0]) not in ("answered", None):
        legs = legs[1:]  # rang in vain
    count, agent, team = 0, None, None
    for place, leg in enumerate(legs):
        if agent and leg.get("agent"):
            moved = agent != leg["agent"]
        else:
            moved = bool(team and leg.get("team") and team != leg["team"])
        count += moved and place > 0
        agent = leg.get("agent") or (None if moved else agent)
        team = leg.get("team") or team
    return count


def contact_of(legs):
    """The rows of one call, the earliest first, as one: it is the first one with what the others add."""
    whole = dict(legs[0])
    for leg in legs[1:]:
        given = lambda name: leg.get(name) is not None
        for name in ("talk_seconds", "hold_seconds", "acw_seconds", "handle_seconds", "ring_time"):
            if given(name):
                whole[name] = (whole.get(name) or 0) + leg[name]
        for name, pick in (("solved_at", max), ("closed_at", max), ("updated_at", max), ("first_response_at", min),
                           ("transfers", max), ("legs", max)):
            if given(name):
                whole[name] = leg[name] if whole.get(name) is None else pick(whole[name], leg[name])
        # A leg that nobody took does not take the call from who answered it.
        answered = call_outcome(whole) == "answered"
        if given("agent") and not (answered and call_outcome(leg) not in ("answered", None)):
            whole["agent"] = leg["agent"]
        if call_outcome(leg) is not None and not answered:
            whole["call_outcome"] = call_outcome(leg)
        for name in ("status", "csat", "nps", "ces"):
            if given(name):
                whole[name] = leg[name]
    # What is missing of a leg that somebody took is missing of the sum (METRICS 0.3).
    if any(is_handled(leg) and leg.get("handle_seconds") is None and leg.get("talk_seconds") is None
           and ("agent" not in leg or leg["agent"] is not None) for leg in legs):
        whole["handle_seconds"] = whole["talk_seconds"] = None
    return whole


@dataclass
class Message:
    at: int
    order: int
    role: str
    public: bool
    author: str

    @property
    def human_reply(self):
        return self.role == "agent" and self.public

    @property
    def any_reply(self):
        return self.role in ("agent", "automatic") and self.public

    @property
    def from_customer(self):
        return self.role == "customer" and self.public


@dataclass
class Run:
    """Customer messages in a row that wait for one answer, from the first of them (METRICS 2)."""
    start: int
    first: bool = True  # nobody had replied before; its answer is the first reply
    reply: int = None
    agent: object = TICKETS_AGENT
    unknown: bool = False  # somebody wrote since then of whom nobody knows whether it is a reply


@dataclass
class Ticket:
    row: dict
    order: int
    created: int
    groups: dict
    solved: int = None      # the last solution that had happened, whatever came after it
    is_solved: bool = False  # and it is solved at the horizon
    messages: list = field(default_factory=list)
    known: bool = True      # False: only its messages are there, no row of a ticket file
    repeats: bool = False   # follows an earlier contact of the same person about the same thing
    repeated: bool = False  # is followed by one
    history: list = field(default_factory=list)  # [(instant, status)] from the creation on; empty: nothing is told
    told: list = field(default_factory=list)  # [(instant, status, role of who set it, name)], of which `history` is a part
    solvers: tuple = (None, None)  # the agents who solved it first and last, as far as the log names them
    reopens: int = None
    first_solved: int = None
    person: str = None
    matter: tuple = ()        # contacts of one person with the same one are about one thing
    next_contact: int = None  # when the next of them was created
    legs: list = field(default_factory=list)  # rows of one call, where several make it

    def get(self, column):
        return self.row.get(column)

    @property
    def solve(self):
        """The instant of the solution that still holds."""
        return self.solved if self.is_solved else None

    @property
    def first_customer(self):
        return next((m.at for m in self.messages if m.from_customer), None)

    @property
    def outbound_by_log(self):
        """A person of the desk wrote first."""
        first = next((m for m in self.messages if m.from_customer or m.human_reply), None)
        return first is not None and first.human_reply

    @property
    def outbound(self):
        if self.get("direction"):
            return self.get("direction") == "outbound"
        return self.outbound_by_log

    def first_reply(self, include_automatic=False):
        """(instant, agent) of the first reply that counts, by the log where the ticket has one."""
        if self.messages:
            for message in self.messages:
                if message.human_reply or (include_automatic and message.any_reply):
                    return message.at, message.author
            return None, TICKETS_AGENT
        return self.get("first_response_at"), TICKETS_AGENT

    @property
    def unknown_authors(self):
        """A public message is of nobody known: it may be a reply, so how many there were is not known (METRICS 0.3)."""
        return any(m.role is None and m.public for m in self.messages)

    @property
    def perhaps_answered(self):
        """Somebody nobody knows wrote behind the customer's first message: what came before a question is no answer."""
        asked = self.first_customer is None
        for message in self.messages:
            if asked and message.role is None and message.public:
                return True
            asked = asked or message.at == self.first_customer
        return False

    def uncounted(self, count):
        """Why a number of messages or people is not known, or None."""
        return "unknown_author" if self.unknown_authors else "unknown_replies" if count is None else None

    @property
    def replies(self):
        """In a chat, what the desk writes in a row is one reply (METRICS 1.10)."""
        if not self.messages:
            return self.get("replies")
        if self.unknown_authors:
            return None
        sides = [m.human_reply for m in self.messages if m.human_reply or m.from_customer]
        follows = [False] + sides[:-1] if self.get("channel") == "chat" else [False] * len(sides)
        return sum(reply and not again for reply, again in zip(sides, follows))

    @property
    def touches(self):
        """METRICS 1.12: what opened an outbound ticket is none, where the log tells it."""
        return self.replies - 1 if self.replies and self.outbound and self.outbound_by_log else self.replies

    @property
    def interactions(self):
        """METRICS 1.26: public messages of both sides before closing, of a chat one by one."""
        if not self.messages:
            counts = self.get("replies"), self.get("customer_replies")
            return None if None in counts else sum(counts)
        return sum((m.from_customer or m.human_reply) and (self.solve is None or m.at <= self.solve)
                   for m in self.messages)

    def solutions(self):
        """Every time the history has it solved; closing a solved ticket is none."""
        return [at for place, (at, status) in enumerate(self.history)
                if status in DONE and (place == 0 or self.history[place - 1][1] not in DONE)]

    def solutions_by(self, agents):
        """The same with the agent whom the log names."""
        for at in self.solutions():
            role, name = next(by for told_at, _, *by in self.told if told_at == at)
            yield at, name if name in agents and role not in ("automatic", "customer") else None

    def last_solving(self):
        """(change before, change) of the last solution that the history tells."""
        pairs = [(a, b) for a, b in zip(self.told, self.told[1:]) if b[1] in DONE and a[1] not in DONE]
        return pairs[-1] if pairs else None

    def pieces(self, end):
        """[(status, from, to)] of the history before `end`."""
        ends = [at for at, _ in self.history[1:]] + [end]
        return [(status, at, min(to, end)) for (at, status), to in zip(self.history, ends) if at < end]

    def open_stretches(self):
        """[(from, to)], to is None while it goes on. Behind the last status that is told, the columns know better."""
        if not self.history:
            return [(self.created, self.solve)]
        found, since = [], None
        for at, status in self.history:
            if status in DONE and since is not None:
                found.append((since, at))
                since = None
            elif status not in DONE and since is None:
                since = at
        if since is not None:
            found.append((since, None if self.solve is None else max(self.solve, since)))
        return found

    def runs(self):
        found, waiting, answered = [], None, False
        for message in self.messages:
            if message.from_customer and waiting is None:
                waiting = Run(message.at, first=not answered)
            elif waiting is not None and message.role is None and message.public:
                waiting.unknown = True
            elif message.human_reply:
                answered = True
                if waiting is not None:
                    waiting.reply, waiting.agent = message.at, message.author
                    found.append(waiting)
                    waiting = None
        return found + ([waiting] if waiting else [])


class World:
    def __init__(self, data):
        self.data = data
        self.options = data.options
        self.sql = sqlite3.connect(":memory:")
        self.rows_left_out = {name: {} for name in ("tickets", "messages", "surveys", "reviews", "sessions",
                                                    "customers")}
        self.as_of = data.as_of
        self.tickets, self.reasons = self._tickets()
        self.by_id = {t.get("ticket_id"): t for t in self.tickets if t.get("ticket_id") is not None}
        self.solved_by_columns = [ticket.solved for ticket in self.tickets]  # an update is no event (docs/decisions.md)
        self._histories()
        self.conversations = self._messages()
        self.survey_rows = self._surveys()
        self.reviews, self.sessions, self.customers = self._reviews(), self._sessions(), self._customers()
        self.horizon = self._horizon()
        if self.as_of is None and self.horizon is not None:
            self.data.period = self._cut(self.data.period)
        self.first_event = self._first_event()
        self.window = int(self.options.get("fcr-window", 7)) * DAY
        self._repeats()

    def option(self, name, default=None):
        return self.options.get(name, default)

    def person(self, text):
        """Who somebody is (METRICS 3.2): addresses without what stands behind a plus, if asked."""
        name = (text or "").strip().casefold()
        at, plus = name.rfind("@"), name.find("+")
        if self.option("plus-tags") == "strip" and 0 < plus < at:
            name = name[:plus] + name[at:]
        return name or None

    def seen(self, instant):
        return instant is not None and (self.as_of is None or instant <= self.as_of)

    def clock(self, ticket, kind):
        """The clock that measures this ticket; None when no schedule is meant for it."""
        data = self.data
        if kind == "calendar":
            return Calendar
        if not data.hours_by:
            return next(iter(data.schedules.values()))
        name = data.hours_by.get("default")
        if data.hours_by.get("by"):
            name = data.hours_by["values"].get(ticket.get(data.hours_by["by"]), name)
        return data.schedules.get(name)

    # --- tickets ---------------------------------------------------------------------------------

    def _tickets(self):
        """The tickets that count, and the reason for every id that does not."""
        rows = self.data.rows("tickets")
        self.sql.execute("create table ticket_row (place integer primary key, id text, updated integer)")
        self.sql.executemany("insert into ticket_row values (?, ?, ?)", [
            (place, row.get("ticket_id"), row.get("updated_at")) for place, row in enumerate(rows)])
        newest = {place for place, in self.sql.execute("""
            select place from (
                select place, row_number() over (
                    partition by coalesce(id, 'row ' || place)
                    order by coalesce(updated, 0) > :now,
                             case when updated > :now then -updated else updated end desc nulls last,
                             place desc) as age
                from ticket_row) where age = 1""", {"now": 1 << 40 if self.as_of is None else self.as_of})}
        tickets, reasons = [], {}
        left_out = self.rows_left_out["tickets"]
        for place, row in enumerate(rows):
            reason = self._reason(row) if place in newest else "duplicate"
            if reason:
                left_out[reason] = left_out.get(reason, 0) + 1
                if reason != "duplicate":
                    reasons[row.get("ticket_id")] = reason
                continue
            tickets.append(self._ticket(row, place))
        joined = self._joined(tickets)
        for ticket in joined:
            self._take_from_agent(ticket)
        return joined, reasons

    @staticmethod
    def _take_from_agent(ticket):
        """METRICS 1.8: a call that nobody took belongs to no agent, unless an agent made it."""
        if call_outcome(ticket.row) in ("abandoned", "menu", "blocked") and ticket.get("direction") != "outbound":
            ticket.row, ticket.groups = {**ticket.row, "agent": None}, {**ticket.groups, "agent": None}

    def _joined(self, tickets):
        """METRICS 1.5: the rows of one call are one contact."""
        if not self.data.names("tickets", "call_id"):
            return tickets
        calls, left_out = {}, self.rows_left_out["tickets"]
        for ticket in sorted(tickets, key=lambda t: (t.created, t.order)):
            calls.setdefault(ticket.get("call_id") or ticket.order, []).append(ticket)
        kept = []
        for legs in calls.values():
            first = legs[0]
            if len(legs) > 1:
                left_out["call_leg"] = left_out.get("call_leg", 0) + len(legs) - 1
                first = self._ticket(contact_of([leg.row for leg in legs]), first.order)
                first.legs = [leg.row for leg in legs]
            if first.get("call_id"):
                moves = hand_overs([leg.row for leg in legs]) if len(legs) > 1 else None if (first.get("legs") or 1) > 1 else 0
                for column, value in (("legs", len(legs)), ("transfers", moves)):
                    if first.get(column) is None and value is not None:
                        first.row = {**first.row, column: value}
            kept.append(first)
        return sorted(kept, key=lambda t: t.order)

    def _reason(self, row):
        """Why a row counts in no metric (METRICS 0.3), or None."""
        for column, value in self.data.where:
            if (row.get(column) or "") != value:
                return "filtered"
        reasons = ("spam", "deleted", "merged")
        if row.get("status") in reasons:
            return row["status"]
        for reason in reasons:
            if row.get(reason):
                return reason
        if not self.seen(row["created_at"]):
            return "after_as_of"
        return None

    def groups_of(self, row):
        groups = {name: row.get(name) for name in DIMENSIONS}
        groups["channel_class"] = row.get("channel") and ("live" if row["channel"] in LIVE_CHANNELS else "waiting")
        return groups

    def _ticket(self, row, place):
        ticket = Ticket(row, place, row["created_at"], self.groups_of(row))
        ticket.person = self.person(row.get("requester"))
        key = self.option("fcr-key", "category")
        ticket.matter = tuple(self.person(row.get(column)) for column in key.split(",") if column != "none")
        solved = row.get("solved_at")
        if solved is None and row.get("resolution_seconds") is not None:
            solved = row["created_at"] + row["resolution_seconds"]
        if solved is None:
            solved = row.get("closed_at")
        ticket.solved = solved if self.seen(solved) else None
        unseen = solved is not None and ticket.solved is None
        if row.get("status") is None:
            ticket.is_solved = ticket.solved is not None
        else:
            ticket.is_solved = row["status"] in DONE and not unseen
        later = {"first_response_at": ["first_response_at"], "first_solved_at": ["first_solved_at"],
                 "assigned_at": ["assigned_at"], "handed_off_at": ["handed_off_at"], "last_assigned_at": ["last_assigned_at"],
                 "rated_at": ["rated_at", "csat", "nps", "ces", "csat_comment", "sentiment"]}
        for column, forgotten in later.items():
            if row.get(column) is not None and not self.seen(row[column]):
                ticket.row = {**ticket.row, **dict.fromkeys(forgotten)}
        return ticket

    def _histories(self):
        """METRICS 1.4: rows of one ticket tell its status, each at its update; rows of one update are copies."""
        told_of, updates_of, self.updates = {}, {}, []
        for row in self.data.rows("messages"):
            if row.get("status") is not None:
                told_of.setdefault(row["ticket_id"], []).append((row["sent_at"], row["status"], row.get("role"), row.get("author")))
        self.has_history = bool(told_of)
        for name, told in told_of.items():
            if name in self.by_id and not all(self.seen(at) for at, *_ in told):
                self._take_back(self.by_id[name], [change for change in told if self.seen(change[0])])
        for row in self.data.rows("tickets"):
            updates_of.setdefault(row["ticket_id"], []).append((row.get("updated_at"), row.get("status"), None, None))
        for name, updates in updates_of.items():
            if len({at for at, *_ in updates if at is not None}) < 2:
                continue
            updates = [change for change in updates if change[0] is not None and change[1] in WORKING + DONE]
            self.updates += [at for at, *_ in updates if name in self.by_id]
            self.has_history = self.has_history or bool(updates)
            told_of.setdefault(name, []).extend(updates)
        for name, told in told_of.items():
            ticket, told = self.by_id.get(name), [change for change in told if self.seen(change[0])]
            if ticket and told:
                ticket.told = self._cleaned(ticket.created, told)
                ticket.history = [(at, status) for at, status, *_ in ticket.told]
        agents = self.agents_known()
        for ticket in self.tickets:
            by = [name for _, name in ticket.solutions_by(agents)]
            ticket.solvers = (by[0], by[-1]) if by else (None, None)
        has = lambda *columns: any(self.data.names("tickets", column) for column in columns)
        self.has_solution_times = has("solved_at", "closed_at", "resolution_seconds") or self.has_history
        for ticket in self.tickets:
            if self.has_history and not has("solved_at", "closed_at", "resolution_seconds"):
                ticket.solved = max(ticket.solutions(), default=None)
                if ticket.get("status") is None:
                    ticket.is_solved = ticket.solved is not None
            if not has("status") and ticket.history:  # then it says what no column does
                ticket.is_solved = ticket.history[-1][1] in DONE
            ticket.reopens = ticket.get("reopens")
            if not has("reopens") and ticket.history:
                ticket.reopens = sum(a in DONE and b not in DONE for (_, a), (_, b) in
                                     zip(ticket.history, ticket.history[1:]))
            ticket.first_solved = ticket.get("first_solved_at")
            if ticket.first_solved is None:
                ticket.first_solved = min(ticket.solutions(), default=None)
            if ticket.first_solved is None and ticket.get("reopens") == 0:
                ticket.first_solved = ticket.solved

    def _take_back(self, ticket, told):
        """METRICS 1.3: the log tells a later status, which the export has; what counts is the last one told until H."""
        status, since = "new", None
        for at, later, *_ in sorted(told, key=lambda change: change[0]):
            if later in DONE and status not in DONE:
                since = at
            status = later
        last = max((at for at, *_ in told), default=0)
        if ticket.solved is not None and ticket.solved > last and status not in DONE:
            status = "solved"  # a log may hold some of the changes only
        if self.data.names("tickets", "status"):
            ticket.row = {**ticket.row, "status": status}
            ticket.is_solved = status in DONE
        columns = ("solved_at", "closed_at", "resolution_seconds")
        if status in DONE and ticket.solved is None and any(self.data.names("tickets", name) for name in columns):
            ticket.solved = since

    @contextlib.contextmanager
    def solvers_as_agents(self, which):
        """METRICS 1.25: what is told of solutions belongs to who solved, first (0) or last (1)."""
        kept = [(ticket, ticket.groups) for ticket in self.tickets]
        for ticket in self.tickets:
            if which is not None and ticket.solvers[which]:
                ticket.groups = {**ticket.groups, "agent": ticket.solvers[which]}
        yield
        for ticket, groups in kept:
            ticket.groups = groups

    def priority(self, ticket, instant):
        """METRICS 1.15: by rows of different updates; the first one also holds before it."""
        if self.option("sla-priority") == "current" or not ticket.known:
            return ticket.get("priority")
        told, priority = self.value_at(ticket, "priority", instant)
        return priority if told else ticket.get("priority")

    def value_at(self, ticket, column, instant):
        """(whether rows of several updates tell it, what stood in the column then); the first one also holds before."""
        told = self.values_of(ticket, column)
        if not told:
            return False, None
        return True, [value for at, value in told if at <= instant or at == told[0][0]][-1]

    def values_of(self, ticket, column):
        told = [(row["updated_at"], row.get(column)) for row in self.data.rows("tickets")
                if row["ticket_id"] == ticket.get("ticket_id") and row.get("updated_at") is not None]
        if not self.data.names("tickets", column) or len({at for at, _ in told}) < 2:
            return []
        return sorted(told, key=lambda change: change[0])

    def is_escalated(self, ticket):
        """METRICS 1.14: yes where any source says so, no where one says no, None where none says anything."""
        said, rules = [ticket.get("escalated")], self.data.escalation
        if rules.get("tags") and self.data.names("tickets", "tags"):
            said.append(any(tag.strip() in rules["tags"] for tag in (ticket.get("tags") or "").split(",")))
        column = rules.get("column", "team")
        if rules.get("tiers") and self.data.names("tickets", column):
            said.append(self._climbed(ticket, column, rules["tiers"]))
        known = [answer for answer in said if answer is not None]
        return any(known) if known else None

    def _climbed(self, ticket, column, tiers):
        told = self.values_of(ticket, column)
        if not told:
            updates = {}
            for row in self.data.rows("tickets"):
                updates.setdefault(row["ticket_id"], set()).add(row.get("updated_at"))
            is_log = any(len(instants - {None}) > 1 for instants in updates.values())
            late = ticket.get("updated_at") is not None and not self.seen(ticket.get("updated_at"))
            told = [] if is_log and late else [(None, ticket.get(column))]
        else:
            told = [change for change in told if self.seen(change[0])]
        way = [tiers.index(value) for _, value in told if value in tiers]
        if not way:
            return None
        rose = any(later > min(way[:place]) for place, later in enumerate(way) if place)
        return rose or (len(set(way)) == 1 and way[0] > 0)

    @staticmethod
    def _cleaned(created, told):
        """In order and without repetitions: new from the creation on, of one second the last word."""
        changes = []
        for at, status, *by in [(created, "new", None, None)] + sorted(told, key=lambda change: change[0]):
            at = max(at, created)
            if changes and changes[-1][0] == at:
                changes.pop()
            if not changes or changes[-1][1] != status:
                changes.append((at, status, *by))
        return changes

    # --- messages --------------------------------------------------------------------------------

    def _messages(self):
        """Every ticket that has messages, those included that no ticket file names."""
        left_out = self.rows_left_out["messages"]
        ids, strangers = set(), {}
        self.events = []  # instants of changes of a status that are no messages
        writers = {self.person(row.get("author")) for row in self.data.rows("messages") if not is_event(row)}
        for order, row in enumerate(self.data.rows("messages")):
            name = row["ticket_id"]
            reason = self.reasons.get(name)
            if is_event(row):
                reason = ("after_as_of" if not self.seen(row["sent_at"]) else
                          reason or ("filtered" if self.data.where and name not in self.by_id else None))
                if reason:
                    left_out[reason] = left_out.get(reason, 0) + 1
                else:
                    self.events.append(row["sent_at"])
                continue
            if row.get("message_id") is not None and row["message_id"] in ids:
                reason = "duplicate"
            elif not self.seen(row["sent_at"]):
                reason = "after_as_of"
            elif not reason and self.data.where and name not in self.by_id:
                reason = "filtered"
            ids.add(row.get("message_id"))
            if reason:
                left_out[reason] = left_out.get(reason, 0) + 1
                continue
            ticket = self.by_id.get(name) or strangers.get(name)
            if ticket is None:
                ticket = strangers[name] = Ticket({"ticket_id": name}, len(strangers), None, self.groups_of({}),
                                                  known=False)
            role = "nobody" if self._third_party(ticket, row, writers) else self._role(ticket, row)
            ticket.messages.append(Message(row["sent_at"], order, role, row.get("public") is not False,
                                           row.get("author")))
        conversations = [t for t in self.tickets if t.messages] + list(strangers.values())
        for ticket in conversations:
            ticket.messages.sort(key=lambda m: (m.at, m.order))
            if ticket.created is None:
                ticket.created = ticket.first_customer
        return conversations

    def _role(self, ticket, row):
        """Where the log does not say it: the ticket's requester is the customer, who is an agent elsewhere is one."""
        if row.get("role") is not None or row.get("author") is None:
            return row.get("role")
        if ticket.known and self.person(row["author"]) == ticket.person:
            return "customer"
        return "agent" if row["author"] in self.agents_known() else None

    def agents_known(self):
        """Whom a column of agents or a role of the log calls one."""
        agents = {one.get("agent") for table in ("tickets", "surveys", "reviews", "sessions")
                  for one in self.data.rows(table)}
        agents |= {one.get("author") for one in self.data.rows("messages") if one.get("role") == "agent"}
        return agents - {None}

    def _third_party(self, ticket, row, writers):
        """METRICS 2, --third-party ignore: a customer who is not the requester, where the log knows the requester."""
        if self.option("third-party") != "ignore" or row.get("role") != "customer" or not row.get("author"):
            return False
        requester = ticket.person if ticket.known else None
        return requester in writers - {None} and self.person(row["author"]) != requester

    def _surveys(self):
        """The rows of survey files that count."""
        left_out, rows = self.rows_left_out["surveys"], []
        for row in self.data.rows("surveys"):
            ticket = self.by_id.get(row.get("ticket_id"))
            reason = self.reasons.get(row.get("ticket_id"))
            if row.get("answered_at") is not None and not self.seen(row["answered_at"]):
                reason = "after_as_of"
            elif not reason and any((row.get(column) or (ticket and ticket.get(column))) != value
                                    for column, value in self.data.where):
                reason = "filtered"
            if reason:
                left_out[reason] = left_out.get(reason, 0) + 1
            else:
                rows.append(row)
        return rows

    # --- what is no ticket -----------------------------------------------------------------------

    def _sorted_out(self, table, reason_of, key_of, start):
        """Rows that count: what is wrong with one goes first, then of equal keys the last stays, then --as-of."""
        left_out, last = self.rows_left_out[table], {}
        rows = self.data.rows(table)
        reasons = [reason_of(row) for row in rows]
        for place, row in enumerate(rows):
            if reasons[place] is None:
                key = key_of(place, row)
                if key in last:
                    reasons[last[key]] = "duplicate"
                last[key] = place
        kept = []
        for row, reason in zip(rows, reasons):
            if reason is None and row.get(start) is not None and not self.seen(row[start]):
                reason = "after_as_of"
            if reason:
                left_out[reason] = left_out.get(reason, 0) + 1
            else:
                kept.append(dict(row))
        return kept

    def _reviews(self):
        """METRICS 1.19: (instant, row of the review, score from 0 to 1)."""
        def reason(row):
            late = None if self.seen(row["reviewed_at"]) else "after_as_of"
            return self.reasons.get(row.get("ticket_id")) or late

        def key(place, row):
            if row.get("review_id"):
                return row["review_id"], row.get("review_category")
            if row.get("ticket_id"):
                return row["ticket_id"], row["reviewed_at"], row.get("review_category"), row.get("agent")
            return place

        reviews = {}
        for place, row in enumerate(self._sorted_out("reviews", reason, key, "reviewed_at")):
            reviews.setdefault(row.get("review_id") or place, []).append(row)
        found, left_out = [], self.rows_left_out["reviews"]
        for rows in reviews.values():
            rated = [(row["review_score"], 1 if row.get("weight") is None else row["weight"], row.get("critical"))
                     for row in rows if row["review_score"] is not None and row["review_score"] <= 100]
            weights = sum(weight for _, weight, _ in rated)
            if weights == 0:
                left_out["unrated"] = left_out.get("unrated", 0) + len(rows)
                continue
            failed = any(critical and score < 50 for score, _, critical in rated)
            mean = sum(score * weight for score, weight, _ in rated) / weights / 100
            found.append((rows[0]["reviewed_at"], rows[0], 0 if failed else mean))
        return found

    def _sessions(self):
        """{what: [(agent, from, to, seconds)]} of being online, handling, available and paid: what overlaps or touches is
        joined; sums of a day (`to` is None) lie where it begins."""
        sums = [name for name in SESSION_SUMS if self.data.names("sessions", name)]

        def reason(row):
            end = row.get("ended_at")
            if end is not None and end < row["started_at"]:
                return "negative"
            return None if end is not None or any(row.get(name) is not None for name in sums) else "unfinished"

        key = lambda _, row: (row["agent"], row["started_at"], None if sums else row.get("agent_state") or "online")
        pieces = {what: {} for what in ("online", "handling", "available", "paid", "not_ready")}
        found = {what: [] for what in (*pieces, "staffed")}
        self.sessions_left_out = left_out = {what: [] for what in found}
        for row in self._sorted_out("sessions", reason, key, "started_at"):
            who = row["agent"], row["started_at"]
            state = row.get("agent_state") or "online"
            if not sums and state == "elsewhere":  # a word that means no state
                left_out["online"].append((*who, "unknown_state"))
                left_out["staffed"].append((*who, "unknown_state"))
                continue
            if sums:
                for what, seconds in self._sums_of_a_day(row).items():
                    if isinstance(seconds, str):
                        left_out[what].append((*who, seconds))
                    else:
                        found[what].append((*who, None, seconds))
                continue
            end = row["ended_at"] if self.as_of is None else min(row["ended_at"], self.as_of)
            if end <= row["started_at"]:
                continue
            for what in pieces:
                if what == state or (what == "online" and state not in ("offline", "paid")):
                    pieces[what].setdefault(row["agent"], []).append((row["started_at"], end))
        for what, of_agents in pieces.items():
            for agent, times in of_agents.items():
                joined = []
                for start, end in sorted(times):
                    if joined and start <= joined[-1][1]:
                        joined[-1] = joined[-1][0], max(joined[-1][1], end)
                    else:
                        joined.append((start, end))
                intervals = [(agent, start, end, end - start) for start, end in joined]
                found[what] += intervals
                if what in ("handling", "available"):
                    found["staffed"] += intervals
        self._match_pay_and_work(found, pieces["not_ready"])
        return found

    def _match_pay_and_work(self, found, not_ready):
        """METRICS 0.3 and 1.9: paid time with told work, and the work in it."""
        until = lambda start, end: start + DAY if end is None else end
        told = [(agent, start, until(start, end)) for agent, start, end, _ in found["staffed"]]
        told += [(agent, start, end) for agent, times in not_ready.items() for start, end in times]
        left_out, paid = self.sessions_left_out, found["paid"]
        meets = lambda agent, a, b, spans: any(agent == who and a < end and start < b for who, start, end in spans)
        found["paid"], known, all_paid = [], [], []
        for agent, start, end, seconds in paid:
            span = agent, start, until(start, end)
            all_paid.append(span)
            unknown = sorted((at, reason) for who, at, reason in left_out["staffed"]
                             if who == agent and start <= at < span[2])
            if unknown:
                left_out["paid"].append((agent, start, unknown[0][1]))
            elif not meets(*span, told):
                left_out["paid"].append((agent, start, "missing_duration"))
            else:
                found["paid"].append((agent, start, end, seconds))
                known.append(span)
        found["paid_work"], left_out["paid_work"] = [], list(left_out["staffed"])
        for agent, start, end, seconds in found["staffed"]:
            span = agent, start, until(start, end)
            if meets(*span, known) and end is None:
                found["paid_work"].append((agent, start, end, seconds))
            elif meets(*span, known):
                for who, first, last in known:
                    a, b = max(first, start), min(last, end)
                    if who == agent and a < b:
                        found["paid_work"].append((agent, a, b, b - a))
                left_out["paid_work"] += self._outside_paid_time(*span, all_paid)
            elif not meets(*span, all_paid):
                left_out["paid_work"].append((agent, start, "missing_duration"))

    @staticmethod
    def _outside_paid_time(agent, start, end, all_paid):
        """The parts of an interval in which nothing is paid."""
        paid = sorted((first, last) for who, first, last in all_paid if who == agent and first < end and start < last)
        for first, last in [*paid, (end, end)]:
            if start < first:
                yield agent, start, "outside_paid_time", first
            start = max(start, last)

    def _sums_of_a_day(self, row):
        """{what: seconds, or why there are none}: METRICS 0.3, never 0 for what is missing. A roster tells paid time alone."""
        told = lambda *names: [row.get(name) for name in names if self.data.names("sessions", name)]

        def total(parts):
            if any(part is not None and part < 0 for part in parts):
                return "negative"
            return "missing_duration" if None in parts or not parts else sum(parts)

        parts = ("handling_time", "available_time", "not_ready_time")
        day = {}
        if row.get("paid_time") is not None:
            day["paid"] = total([row["paid_time"]])
            if all(part is None for part in told("online_time", *parts)):
                return day
        day["online"] = total(told(*parts) if row.get("online_time") is None else [row["online_time"]])
        day["staffed"] = total([row.get(part) for part in parts[:2]])
        if not isinstance(day["staffed"], str):
            day["handling"], day["available"] = row["handling_time"], row["available_time"]
        return day

    def _customers(self):
        """{customer: [(since, until, referred, revenue)]} in order of time."""
        def reason(row):
            since, until = row.get("customer_since"), row.get("customer_until")
            if since is None and until is None:
                return "undated"
            return "negative" if since is not None and until is not None and until < since else None

        stays = {}
        name = lambda row: self.person(row["customer"])
        for row in self._sorted_out("customers", reason, lambda _, row: (name(row), row.get("customer_since")),
                                    "customer_since"):
            until = row.get("customer_until")
            stays.setdefault(name(row), []).append((row.get("customer_since") or 0,
                                                    until if self.seen(until) else None, row.get("referred"),
                                                    row.get("revenue")))
        return {customer: sorted(rows, key=lambda row: row[0]) for customer, rows in stays.items()}

    # --- the horizon and who came back -----------------------------------------------------------

    def is_missing(self, period):
        """Whether half of the days that usually have tickets have none (docs/decisions.md): by the median counts of the
        weekdays in the twelve weeks up to the horizon, five and more being usual; holidays are no missing days."""
        if self.first_event is None or (period.after - period.first).days < 2:
            return False
        counts = Counter(local_date(ticket.created, period.zone) for ticket in self.tickets
                         if ticket.created is not None)
        last, first = (local_date(at, period.zone) for at in (max(self.horizon, self.first_event), self.first_event))
        known = [last - timedelta(days=back) for back in range(min(84, (last - first).days + 1))]

        def usual(weekday):
            alike = sorted(counts[day] for day in known if day.weekday() == weekday)
            return alike[len(alike) // 2] if alike else 0
        busy = [usual(weekday) >= 5 for weekday in range(7)]
        begin = max(period.first, first)
        days = [begin + timedelta(days=n) for n in range((period.after - begin).days)]
        days = [day for day in days if busy[day.weekday()]]
        closed = {day for schedule in self.data.schedules.values() for day in schedule.holidays}
        missing = [day for day in days if counts[day] == 0 and first <= day <= last and day not in closed]
        return bool(days) and len(missing) >= len(days) / 2

    def _cut(self, period):
        """Where the silence behind the last event is no accident the data ends (docs/decisions.md): once five tickets
        were to be expected by the mean counts of the weekdays in the twelve weeks before."""
        created = [ticket.created for ticket in self.tickets if ticket.created is not None]
        if not created:
            return period
        last, first = (local_date(at, period.zone) for at in (self.horizon, self._first_event()))
        days = [last - timedelta(days=back) for back in range(min(84, (last - first).days + 1))]
        counts = Counter(local_date(at, period.zone) for at in created)
        if sum(counts[day] for day in days) < 20:
            return period
        expected, day = 0, last
        while expected < 5 and (day - last).days <= 400:
            day += timedelta(days=1)
            alike = [counts[one] for one in days if one.weekday() == day.weekday()]
            expected += sum(alike) / len(alike) if alike else 0
        known = max(self.horizon, instant_of(day, 0, period.zone) - 1) if (day - last).days > 1 else self.horizon
        return period.as_of(known) if known < period.end - DAY else period

    def _horizon(self):
        """The largest time of creation, reply, solution, message, rating or update (METRICS 0.1). Behind a solution the
        last update of a ticket may be the closing by rule; the rows of an update log are events."""
        if self.as_of is not None:
            return self.as_of
        instants = []
        for ticket in self.tickets:
            instants += [ticket.created, ticket.get("first_response_at"), ticket.get("first_solved_at"),
                         ticket.get("rated_at")]
            columns = ("solved_at", "closed_at", "resolution_seconds")
            if all(ticket.get(column) is None for column in columns):
                instants.append(ticket.get("updated_at"))
        instants += self.solved_by_columns + self.events + self.updates
        instants += [m.at for t in self.conversations for m in t.messages]
        instants += [row.get("answered_at") for row in self.survey_rows]
        return max((i for i in instants if i is not None), default=None)

    def _first_event(self):
        if "tickets" in self.data.tables:
            return min((ticket.created for ticket in self.tickets), default=None)
        return None

    def _repeats(self):
        """METRICS 3.2: first.created < later.created <= first.resolved + N days; a contact that is still
        open when the later one comes is followed too. Outbound tickets and unknown people never take part."""
        self.sql.execute("""create table contact (place integer primary key, created integer, solved integer,
                                                  person text, thing text)""")
        self.sql.executemany("insert into contact values (?, ?, ?, ?, ?)", [
            (place, t.created, t.solved, t.person, repr(t.matter))
            for place, t in enumerate(self.tickets) if t.person and not t.outbound])
        for first, later in self.sql.execute("""
                select first.place, later.place
                from contact as first join contact as later
                  on later.person = first.person and later.thing is first.thing
                where first.created < later.created
                  and (first.solved is null or later.created <= first.solved + ?)""", (self.window,)):
            self.tickets[first].repeated = True
            self.tickets[later].repeats = True
            came = [self.tickets[first].next_contact, self.tickets[later].created]
            self.tickets[first].next_contact = min(at for at in came if at is not None)

"""The metrics: one row each, id -> how it is folded and which observations it makes.

Values and populations are written from METRICS.md, DESIGN.md 9 and docs/decisions.md; where these are silent (order
and place of exclusions) the program is followed. To add a metric, add one row to METRICS at the end, and a function
above it when no existing one yields its observations. A function takes the World and the name of the clock (metrics
of a period's end: the Period) and yields Observations.
"""

from collections import Counter, namedtuple
from statistics import median

import folds
from answers import answers, complaints, rated, rated_at, responses
from clocks import DAY
from folds import Observation
from world import DONE, TICKETS_AGENT, WORKING, call_outcome, is_handled

OUTCOMES = ("answered", "abandoned", "blocked")


def place(world, ticket, event, asked=None):
    """The instant that decides the period of something that happened to a ticket (METRICS 0.2). `asked` stands for
    the creation of a ticket that only the log knows."""
    if event is None or world.option("anchor") == "created":
        return ticket.created if ticket.known or asked is None else asked
    return event


def observed(world, ticket, event, value, reason=None, agent=TICKETS_AGENT, asked=None):
    # A reply is credited to who wrote it: an unknown writer is nobody, not the ticket's agent (METRICS 1.1).
    groups = ticket.groups if agent is TICKETS_AGENT else {**ticket.groups, "agent": agent}
    return Observation(place(world, ticket, event, asked), groups, value, reason)


def span(world, ticket, start, end, clock):
    """(value, reason) of a time: negative by the calendar, or without a schedule, it is left out."""
    if end < start:
        return None, "negative"
    measure = world.clock(ticket, clock)
    return (None, "no_schedule") if measure is None else (measure.between(start, end), None)


# --- how fast ------------------------------------------------------------------------------------------

def asked_for_replies(world):
    """All tickets, and those that only the log knows, since their first message of a customer."""
    return world.tickets + [t for t in world.conversations if not t.known and t.first_customer is not None]


def response_start(world, ticket, otherwise, reply):
    """--frt-start: since an event that happened before the reply."""
    kind, event = world.option("frt-start"), None
    if kind in ("handoff", "assignment"):
        event = ticket.get({"handoff": "handed_off_at", "assignment": "assigned_at"}[kind])
    if kind == "reopen":
        event = max((at for (_, before), (at, after) in zip(ticket.history, ticket.history[1:])
                     if before in DONE and after not in DONE and at <= reply), default=None)
    return event if event is not None and event <= reply else otherwise


def first_responses(world, clock):
    """METRICS 1.1."""
    for ticket in asked_for_replies(world):
        reply, agent = ticket.first_reply(world.option("frt-include-auto", False))
        if ticket.outbound:
            yield observed(world, ticket, None, None, "outbound", TICKETS_AGENT if ticket.known else agent)
        elif reply is None:
            unanswered = "unknown_author" if ticket.unknown_authors else "solved_without_reply"
            waits = unanswered if ticket.is_solved else "awaiting_first_reply"
            yield observed(world, ticket, None, None, waits)
        else:
            # A form whose text is not in the log: the desk wrote first there, and the customer still asked.
            asked = None if ticket.known and ticket.outbound_by_log else ticket.first_customer
            if ticket.known and world.option("frt-start") == "created":
                asked = None
            start = asked if asked is not None else ticket.created
            if ticket.messages or start <= reply:
                start = response_start(world, ticket, start, reply)
            yield observed(world, ticket, reply, *span(world, ticket, start, reply, clock), agent)


def within(seconds, observe):
    def shares(world, clock):
        for o in observe(world, clock):
            yield o._replace(value=o.reason is None and o.value <= seconds)
    return shares


def answered_runs(world, clock):
    """METRICS 2; from the handoff on where that came in between and is asked for; the mean or sum of a ticket's."""
    of_ticket = {"ticket": lambda times: sum(times) / len(times), "requests": sum}.get(world.option("art"))
    for ticket in world.conversations:
        for run in ticket.runs():
            if run.reply is not None:
                start, handoff = run.start, ticket.get("handed_off_at")
                if world.option("art-start") == "handoff" and handoff is not None and run.start < handoff <= run.reply:
                    start = handoff
                value, reason = span(world, ticket, start, run.reply, clock)
                if run.first and world.option("art-exclude-first"):
                    reason = "first_response"
                if of_ticket and not reason:
                    whole = observed(world, ticket, run.reply, value, asked=run.start)
                    yield whole._replace(part=folds.Part(id(ticket), of_ticket, run.start))
                else:
                    yield observed(world, ticket, run.reply, value, reason, run.agent, run.start)
            else:
                # Solved in the very second: docs/decisions.md
                closed = ticket.solve is not None and ticket.solve >= run.start
                yield observed(world, ticket, run.start, None, "closed_by_resolution" if closed else "unanswered",
                               asked=run.start)


def solved_tickets(world, value=lambda world, ticket: (True, None), only=lambda ticket: True):
    """Tickets that are solved at the horizon, at their last solution; the others are left out where they
    were created. Where nothing tells times of solutions, solved tickets stay with their creation."""
    for ticket in filter(only, world.tickets):
        if not ticket.is_solved:
            yield observed(world, ticket, None, None, "open")
        elif ticket.solved is None and world.has_solution_times:
            yield observed(world, ticket, None, None, "missing_solved_at")
        else:
            yield observed(world, ticket, ticket.solve, *value(world, ticket))


def first_resolutions(world, clock):
    """METRICS 1.3: until the first solution, of tickets that were solved at least once."""
    for ticket in world.tickets:
        first = ticket.first_solved
        if first is not None:
            yield observed(world, ticket, first, *span(world, ticket, ticket.created, first, clock))
        elif was_once_solved(ticket):
            yield observed(world, ticket, ticket.solved, None, "unknown_first_solution")
        else:
            yield observed(world, ticket, None, None, "open")


def time_in(*statuses):
    """METRICS 1.4: up to the last solution."""
    def observe(world, clock):
        def value(world, ticket):
            if ticket.solve < ticket.created:
                return None, "negative"
            if not ticket.history:
                return None, "no_status_history"
            measure = world.clock(ticket, clock)
            if measure is None:
                return None, "no_schedule"
            return sum(measure.between(start, end) for status, start, end in ticket.pieces(ticket.solve)
                       if status in statuses), None
        return solved_tickets(world, value)
    return observe


def solve_events(world, _clock):
    for ticket in world.tickets:
        if not ticket.history:
            yield observed(world, ticket, None, None, "no_status_history")
        for at, name in ticket.solutions_by(world.agents_known()):
            yield observed(world, ticket, at, True, agent=name or TICKETS_AGENT)


def resolutions(world, clock):
    """METRICS 1.3, full resolution time; net of pending it is the requester's wait."""
    if world.option("net-of"):
        return time_in("new", "open", "hold")(world, clock)
    if world.option("resolution-start") or world.option("resolution-end") == "effective":
        return resolutions_between(world, clock)
    return solved_tickets(world, lambda world, ticket: span(world, ticket, ticket.created, ticket.solve, clock))


def resolutions_between(world, clock):
    """METRICS 1.3: from an assignment on, or until the wait began out of which a rule closed the ticket."""
    column = {"first-assignment": "assigned_at", "last-assignment": "last_assigned_at"}.get(
        world.option("resolution-start"), "created_at")

    def end_of(ticket):
        if world.option("resolution-end") != "effective":
            return ticket.solve, None
        if not ticket.history:
            return None, "no_status_history"
        before, last = ticket.last_solving() or ((None, None, None), None)
        if before[1] != "pending":
            return ticket.solve, None
        if last[2] is None:
            return None, "unknown_author"
        return before[0] if last[2] == "automatic" else ticket.solve, None

    def value(world, ticket):
        start = ticket.get(column)
        if ticket.solve < ticket.created:
            return None, "negative"
        if start is None:
            return None, "unknown_assignment"
        end, reason = end_of(ticket)
        return (None, reason) if reason else span(world, ticket, start, end, clock)
    return solved_tickets(world, value)


# --- promises (METRICS 1.15) ---------------------------------------------------------------------------

def promise_for(world, ticket, metric, start):
    """The first that fits; of the priority the one that was in force when it began."""
    told = {"channel": ticket.get("channel"), "team": ticket.get("team"), "priority": world.priority(ticket, start)}
    for promise in world.data.promises:
        if promise["metric"] == metric and all((told[key] or "").casefold() == promise[key].casefold()
                                               for key in told if key in promise):
            return promise
    return None


class Working:
    """A clock that stands still while nobody had to work, as the history of statuses knows it."""

    def __init__(self, clock, pieces):
        self.clock, self.pieces = clock, [(a, b) for status, a, b in pieces if status in ("new", "open")]

    def between(self, _start, _end):
        return sum(self.clock.between(a, b) for a, b in self.pieces)

    def after(self, _start, seconds):
        for a, b in self.pieces:
            worked = self.clock.between(a, b)
            if worked >= seconds:
                return self.clock.after(a, seconds)
            seconds -= worked
        raise ValueError("asked for more than was worked")


def judged(world, ticket, metric, start, end, agent=TICKETS_AGENT, perhaps_earlier=False):
    """One promise: kept at `end`, not kept when its time ran out, or not decided yet."""
    promise = promise_for(world, ticket, metric, start)
    clock = promise and world.clock(ticket, promise.get("clock", "calendar"))
    until = max(world.horizon, start) if end is None else end
    if clock and metric == "resolution" and ticket.history:
        clock = Working(clock, ticket.pieces(until))
    reason = ("no_sla_policy" if promise is None else "unknown_author" if perhaps_earlier else "negative" if until < start else
              "no_schedule" if clock is None else None)
    longest = promise and promise["threshold"]
    if reason is None and clock.between(start, until) <= longest:
        if end is not None:
            return observed(world, ticket, end, True, None, agent, start)
        reason = "pending_sla"
    if reason:
        return observed(world, ticket, None, None, reason, agent, start)
    return observed(world, ticket, clock.after(start, longest), False, None, agent, start)


def first_reply_promises(world, _clock):
    for ticket in asked_for_replies(world):
        reply, agent = ticket.first_reply(world.option("frt-include-auto", False))
        start = ticket.first_customer if ticket.first_customer is not None else ticket.created
        if ticket.outbound:
            yield observed(world, ticket, None, None, "outbound", agent)
        elif reply is None and ticket.is_solved and ticket.solved is None:
            yield observed(world, ticket, None, None, "missing_solved_at")
        else:
            yield judged(world, ticket, "frt", start, ticket.solve if reply is None else reply, agent,
                         reply is None and ticket.perhaps_answered)


def next_reply_promises(world, _clock):
    for ticket in world.conversations:
        for run in ticket.runs():
            if run.first:
                continue  # the first reply's own promise
            end, agent = run.reply, run.agent
            if end is None and ticket.solve is not None and ticket.solve >= run.start:
                end = ticket.solve
            yield judged(world, ticket, "next_reply", run.start, end, agent, run.reply is None and run.unknown)


def resolution_promises(world, _clock):
    for ticket in world.tickets:
        if ticket.is_solved and ticket.solved is None:
            yield observed(world, ticket, None, None, "missing_solved_at")
        else:
            yield judged(world, ticket, "resolution", ticket.created, ticket.solve)


# --- calls (METRICS 1.5 to 1.8, 1.26) ------------------------------------------------------------------

def outcome(ticket):
    return call_outcome(ticket.row)


def short(world, ticket):
    """An abandoned call that --exclude-short leaves out."""
    limit = world.option("exclude-short")
    return (limit is not None and outcome(ticket) == "abandoned" and ticket.get("queue_seconds") is not None
            and 0 <= ticket.get("queue_seconds") < limit)


def duration(column):
    missing = "missing_queue_time" if column == "queue_seconds" else "missing_duration"

    def value(ticket):
        seconds = ticket.get(column)
        return (None, missing) if seconds is None else (seconds, "negative" if seconds < 0 else None)
    return value


def not_at_the_queue(ticket):
    """METRICS 1.8: calls of the desk wait in no queue, and who hangs up in the menu has not come to it."""
    if ticket.get("direction") == "outbound":
        return "outbound"
    return "left_in_menu" if outcome(ticket) == "menu" else None


def calls(ends, value=lambda ticket: (True, None), leave_short_out=False, at_the_queue=False):
    """Calls with one of these outcomes, at their arrival."""
    def observe(world, _clock):
        for ticket in world.tickets:
            if outcome(ticket) in ends:
                result = (None, "short_abandon") if leave_short_out and short(world, ticket) else value(ticket)
                reason = at_the_queue and not_at_the_queue(ticket)
                yield Observation(ticket.created, ticket.groups, *((None, reason) if reason else result))
    return observe


QUEUED = ("answered", "abandoned", "callback", "menu")  # a callback is asked for in the queue


def answer_speeds(world, clock):
    """METRICS 1.6: of answered calls, or of all that queued."""
    ends = QUEUED if world.option("asa") == "all-queue" else ["answered"]
    return calls(ends, duration("queue_seconds"), at_the_queue=True)(world, clock)


def calls_in(direction):
    """METRICS 1.26: a call without a direction came in."""
    def observe(world, _clock):
        for ticket in world.tickets:
            made = ticket.get("direction") == "outbound"
            if outcome(ticket) in OUTCOMES and made == (direction == "outbound"):
                yield Observation(ticket.created, ticket.groups, True)
    return observe


def handled(value):
    def observe(world, _clock):
        for ticket in world.tickets:
            if is_handled(ticket.row):
                yield Observation(ticket.created, ticket.groups, *value(ticket))
    return observe


def handle_time(world, row):
    """METRICS 1.5; without hold where only talk and after-call work are asked for. Talk that is missing is not 0."""
    whole, talk, hold, acw = (row.get(f"{name}_seconds") for name in ("handle", "talk", "hold", "acw"))
    held_within = world.option("talk-includes-hold")
    if world.option("aht") == "talk-acw":
        if talk is not None:
            parts = [talk - (hold or 0 if held_within else 0), acw or 0]
        elif whole is not None and hold is not None:
            parts = [whole - hold]
        else:
            return None, "missing_handle_time"
    elif whole is not None:
        parts = [whole]
    elif talk is None:
        return None, "missing_handle_time"
    else:
        parts = [talk, 0 if held_within else hold or 0, acw or 0]
    return sum(parts), "negative" if min(parts) < 0 else None


def handle_times(world, clock):
    """METRICS 1.5; with the time that it rang when asked for; of contacts, or of the legs of calls."""
    def value(ticket):
        seconds, reason = handle_time(world, ticket)
        ring = ticket.get("ring_time") or 0
        if reason or world.option("aht") != "with-ring":
            return seconds, reason
        return seconds + ring, "negative" if ring < 0 else None
    legs_apart = world.option("aht-per") == "leg"
    for ticket in world.tickets:
        if legs_apart and ticket.legs:
            for leg in filter(is_handled, ticket.legs):
                at = ticket.created if world.option("anchor") == "created" else leg["created_at"]
                yield Observation(at, {**ticket.groups, "agent": leg.get("agent")}, *value(leg))
        elif is_handled(ticket.row) or not world.data.names("tickets", "call_outcome") and not world.data.names(
                "tickets", "abandoned"):  # nothing says that it was not
            yield Observation(ticket.created, ticket.groups, *value(ticket.row))


def abandonments(world, clock):
    """METRICS 1.8: of offered calls, or of all that waited in the queue."""
    abandoned = lambda ticket: (outcome(ticket) == "abandoned", None)
    if world.option("abandonment-base") != "queued":
        return calls(["answered", "abandoned", "menu"], abandoned, True, at_the_queue=True)(world, clock)

    def judged(ticket):
        """Who gave up was in the queue, also where nothing says how long; of others it has to be known."""
        if not_at_the_queue(ticket):
            return None, not_at_the_queue(ticket)
        if ticket.get("queue_seconds") is None and outcome(ticket) != "abandoned":
            return None, "missing_queue_time"
        return (None, "short_abandon") if short(world, ticket) else abandoned(ticket)

    return (Observation(ticket.created, ticket.groups, *judged(ticket))
            for ticket in world.tickets if outcome(ticket) in QUEUED)


def service_level(world, _clock):
    """METRICS 1.7: the five variants differ in what becomes of abandoned calls."""
    variant, threshold = world.option("sl", "ignore_abandon_in_t"), int(world.option("sl-threshold", 20))
    for ticket in world.tickets:
        end = outcome(ticket)
        if end not in ("answered", "abandoned", "menu"):
            continue
        wait, reason = duration("queue_seconds")(ticket)
        in_time = reason is None and wait <= threshold  # a negative wait is none
        value = in_time and (end == "answered" or variant == "abandon_in_t_ok")
        if end == "abandoned":
            if variant == "strict":
                reason = None  # not answered in time, however long the wait
            elif variant == "answered_only":
                reason = "abandoned"
            elif variant == "ignore_abandon_in_t" and in_time:
                reason = "abandoned_within_threshold"
            elif variant == "ignore_short" and short(world, ticket):
                reason = "short_abandon"
        yield Observation(ticket.created, ticket.groups, value, not_at_the_queue(ticket) or reason)


# --- how well ------------------------------------------------------------------------------------------

def touches(accept):
    """METRICS 1.12."""
    def observe(world, _clock):
        return solved_tickets(world, lambda world, ticket: (
            (None, ticket.uncounted(ticket.touches)) if ticket.touches is None else (accept(ticket.touches), None)))
    return observe


def replies(world, _clock):
    """METRICS 1.10: agent touches."""
    return touches(lambda count: count)(world, _clock)


def interactions(world, _clock):
    def value(world, ticket):
        return ticket.interactions, ticket.uncounted(ticket.interactions)
    return solved_tickets(world, value)


def fcr_method(world):
    """DESIGN 9: one_touch when reply counts are known, else no_repeat, else flag."""
    if world.option("fcr"):
        return world.option("fcr")
    if world.data.has("tickets", "replies") or world.data.rows("messages"):
        return "one_touch"
    return "no_repeat" if world.data.has("tickets", "requester") else "flag"


def one_touch(world, ticket):
    if ticket.touches is None:
        return None, ticket.uncounted(None)
    return ticket.touches == 1 and not ticket.reopens, None


def no_repeat(world, ticket):
    """METRICS 3.1 to 3.5: judged N days after the solution; an issue at the first of its contacts."""
    if ticket.outbound:
        return None, "outbound"
    if not ticket.get("requester"):
        return None, "unknown_requester"
    if ticket.solve is None:
        return None, "missing_solved_at"
    if world.option("fcr-base", "issue") == "issue" and ticket.repeats:
        return None, "not_first_contact"
    if ticket.solve + world.window > world.horizon:
        return None, "immature"
    return not ticket.repeated, None


def strict(world, ticket):
    touched, unknown = one_touch(world, ticket)
    alone, reason = no_repeat(world, ticket)
    return touched and alone, unknown or reason


def flagged(world, ticket):
    flag = ticket.get("first_contact_resolved")
    return (None, "unknown_flag") if flag is None else (flag, None)


def one_teammate(world, ticket):
    if not ticket.messages:
        return None, "unknown_replies"
    people = {m.author for m in ticket.messages if m.human_reply}
    unknown = None in people or ticket.unknown_authors
    return (None, "unknown_author") if unknown else (len(people) == 1 and not ticket.reopens, None)


FCR = {"one_touch": one_touch, "no_repeat": no_repeat, "strict": strict, "flag": flagged, "teammate": one_teammate}


def surveyed_first_contacts(world):
    """METRICS 3.1, survey: what customers say. "Solved" without the number of contacts may have taken five."""
    for row in world.survey_rows:
        solved, contacts = row.get("resolved"), row.get("contacts_needed")
        if solved is None:
            continue
        ticket, at, groups = world.by_id.get(row.get("ticket_id")), row.get("answered_at"), world.groups_of(row)
        if ticket:
            groups = {name: groups[name] or ticket.groups[name] for name in groups}
            at = ticket.created if world.option("anchor") == "created" else rated_at(ticket) if at is None else at
        yield Observation(at, groups, solved and contacts == 1,
                          "unknown_contacts" if solved and contacts is None else None)


def first_contact(world, _clock):
    """METRICS 3.5: of what customers opened."""
    if fcr_method(world) == "survey":
        return surveyed_first_contacts(world)
    judge = FCR[fcr_method(world)]
    return solved_tickets(world, lambda world, ticket: (
        (None, "outbound") if ticket.outbound else judge(world, ticket)))


# How long nobody is known to have come back, whether somebody then did, and whether the window still goes on.
Watched = namedtuple("Watched", "seconds ended recent")


def first_contacts_watched(world):
    """METRICS 3.4: (instant of its period, Watched) of the first contacts of issues that fcr judges or finds too recent."""
    for ticket in world.tickets:
        reason = no_repeat(world, ticket)[1] if ticket.is_solved else "open"
        later_of_issue = world.option("fcr-base", "issue") == "issue" and ticket.repeats
        if reason not in (None, "immature") or later_of_issue:
            continue
        end = ticket.next_contact if ticket.repeated else world.horizon if reason else None
        seconds = world.window if end is None else max(end - ticket.solve, 0)
        yield place(world, ticket, ticket.solve), Watched(seconds, ticket.repeated, reason == "immature")


def first_contact_one_window_later(world, _clock):
    """docs/decisions.md: an issue counts when it can be judged, at its solution plus the window."""
    for ticket in world.tickets:
        never = ("outbound" if ticket.outbound else "unknown_requester" if not ticket.get("requester") else
                 "open" if not ticket.is_solved else "missing_solved_at" if ticket.solved is None else None)
        judged_at = None if ticket.solved is None or never == "open" else ticket.solved + world.window
        yield observed(world, ticket, judged_at, *((None, never) if never else no_repeat(world, ticket)))


def ever_solved(world, value=lambda ticket: (True, None)):
    """Tickets that entered solved (each once, at the last time), whether or not they were reopened since."""
    for ticket in world.tickets:
        if ticket.solved is not None:
            yield observed(world, ticket, ticket.solved, *value(ticket))
        elif ticket.is_solved:
            yield observed(world, ticket, None, None, "missing_solved_at")


def was_once_solved(ticket):
    """Solved, or open again: its reopening tells that it was, also where the export has lost the time."""
    return ticket.solved is not None or ticket.is_solved or ticket.first_solved is not None or bool(ticket.reopens)


def reopenings(value):
    """METRICS 1.13."""
    def observe(world, _clock):
        for ticket in world.tickets:
            unplaced = ticket.solved is None and ticket.first_solved is None
            reason = ("missing_solved_at" if ticket.is_solved and ticket.solved is None else
                      "unknown_first_solution" if unplaced else "unknown_reopens" if ticket.reopens is None else None)
            if was_once_solved(ticket):
                event = ticket.solved if ticket.first_solved is None else ticket.first_solved
                yield observed(world, ticket, event, None if reason else value(ticket.reopens), reason)
    return observe


def reopened_within(seconds):
    """METRICS 1.13 with the maturity of 3.4."""
    def observe(world, _clock):
        for ticket in world.tickets:
            if not was_once_solved(ticket):
                continue
            first = ticket.first_solved
            back = next((at for (_, before), (at, after) in zip(ticket.history, ticket.history[1:])
                         if before in DONE and after not in DONE), None)
            reason = ("no_status_history" if not ticket.history else "unknown_first_solution" if first is None else
                      "immature" if first + seconds > world.horizon else None)
            value = reason is None and back is not None and back <= first + seconds
            yield observed(world, ticket, ticket.solved if first is None else first, value, reason)
    return observe


def issues(world, _clock):
    """METRICS 1.26 and 3.3: contacts of one person about one thing, until the window behind the last solution ends."""
    chains = {}
    for ticket in world.tickets:
        if ticket.outbound or not ticket.get("requester"):
            yield observed(world, ticket, None, None, "outbound" if ticket.outbound else "unknown_requester")
        else:
            alone = not ticket.repeats and not ticket.repeated
            thing = id(ticket) if alone else (person_of(ticket), ticket.matter)
            chains.setdefault(thing, []).append(ticket)
    for chain in chains.values():
        chain.sort(key=lambda ticket: (ticket.created, ticket.order))
        begins = [place for place, ticket in enumerate(chain) if place == 0 or not ticket.repeats]
        for begin, end in zip(begins, begins[1:] + [None]):
            yield issue(world, chain[begin:end])


def issue(world, contacts):
    if any(not ticket.is_solved for ticket in contacts):
        return observed(world, contacts[0], None, None, "open")
    if any(ticket.solved is None for ticket in contacts):
        return observed(world, contacts[0], None, None, "missing_solved_at")
    end = max(ticket.solved for ticket in contacts) + world.window
    if end > world.horizon:
        return observed(world, contacts[0], None, None, "immature")
    return observed(world, contacts[0], end, len(contacts))


def lost_callers(world, _clock):
    """METRICS 1.26: of several failed calls the last one is the case."""
    failed = lambda ticket: outcome(ticket) in ("abandoned", "blocked")
    inbound = [ticket for ticket in world.tickets if not ticket.outbound]
    for call in filter(failed, inbound):
        person, end = person_of(call), call.created + world.window
        later = [t for t in inbound if person and person_of(t) == person and t.created > call.created]
        following = min(later, key=lambda t: (t.created, t.order), default=None)
        came_back = following is not None and following.created <= end
        reason = ("unknown_requester" if person is None else "immature" if end > world.horizon else
                  "retried" if came_back and failed(following) else None)
        yield observed(world, call, None if reason else end, not came_back, reason)


MANY_REPLIES, FEWEST_OF_CATEGORY = 3, 10


def hard(world, _clock):
    """METRICS 1.26: of a high priority, with many replies, or of a category that takes twice as long as all do."""
    times = {}
    for ticket in world.tickets:
        if ticket.solve is not None and ticket.solve >= ticket.created:
            times.setdefault(ticket.get("category"), []).append(ticket.solve - ticket.created)
    all_times = [seconds for of_category in times.values() for seconds in of_category]
    slow = {category for category, of_category in times.items() if category and
            len(of_category) >= FEWEST_OF_CATEGORY and median(of_category) >= 2 * median(all_times)}
    return solved_tickets(world, lambda world, ticket: (
        ticket.get("priority") == "urgent" or (ticket.touches or 0) >= MANY_REPLIES or ticket.get("category") in slow, None))


def transfers(ticket):
    moves, legs = ticket.get("transfers"), ticket.get("legs")
    if moves is None and legs is None:
        return None, "unknown_transfers"
    return legs > 1 if moves is None else moves > 0, None


def transferred(world, _clock):
    """METRICS 1.14: of contacts that somebody took up."""
    for ticket in world.tickets:
        if outcome(ticket) in ("answered", None):
            yield Observation(ticket.created, ticket.groups, *transfers(ticket))


def reassigned(world, _clock):
    def value(world, ticket):
        count = ticket.get("assignees")
        return (None, "unknown_assignees") if count is None else (count > 1, None)
    return solved_tickets(world, value, lambda ticket: ticket.get("assignees") != 0)


def deflected(world, _clock):
    """Of solved conversations with the bot: no human replied, and none was asked to."""
    def value(world, ticket):
        handed_off = ticket.get("handed_off") or ticket.get("handed_off_at") is not None
        told = handed_off or ticket.get("handed_off") is not None or world.data.names("tickets", "handed_off_at")
        if ticket.replies is None and not told:
            return None, ticket.uncounted(None)
        return not (ticket.replies or handed_off), None
    return solved_tickets(world, value, lambda ticket: ticket.get("bot"))


def leads(world, _clock):
    for ticket in world.tickets:
        flag = ticket.get("lead")
        yield Observation(ticket.created, ticket.groups, flag, "unknown_flag" if flag is None else None)


def escalations(world, _clock):
    for ticket in world.tickets:
        flag = world.is_escalated(ticket)
        yield Observation(ticket.created, ticket.groups, flag, "unknown_escalation" if flag is None else None)


def repeat_contacts(world, _clock):
    """METRICS 1.20; looks backward, so no contact is too recent. Of customers: who had one in the period."""
    for ticket in world.tickets:
        reason = "outbound" if ticket.outbound else None if ticket.get("requester") else "unknown_requester"
        of_customer = world.option("repeat-base") == "customers" and not reason
        part = folds.Part(person_of(ticket), any, ticket.order) if of_customer else None
        yield Observation(ticket.created, ticket.groups, ticket.repeats, reason, part=part)


def cohort_solved(world, _clock):
    for ticket in world.tickets:
        yield Observation(ticket.created, ticket.groups, ticket.is_solved)


def solved_within(seconds):
    """METRICS 1.22: of tickets created so long ago that it can be told."""
    def observe(world, clock):
        for ticket in world.tickets:
            measure = world.clock(ticket, clock)
            value, reason = False, None
            if measure is None:
                reason = "no_schedule"
            elif measure.between(ticket.created, world.horizon) < seconds:
                reason = "immature"
            elif ticket.solve is not None and ticket.solve < ticket.created:
                reason = "negative"
            elif ticket.is_solved and ticket.solved is None:
                reason = "missing_solved_at"
            elif ticket.solve is not None:
                value = measure.between(ticket.created, ticket.solve) <= seconds
            yield Observation(ticket.created, ticket.groups, value, reason)
    return observe


def assigned(value, only=lambda ticket: True):
    def observe(world, _clock):
        for ticket in world.tickets:
            if ticket.get("agent") and only(ticket):
                yield Observation(ticket.created, ticket.groups, value(ticket))
    return observe


def categorised(world, _clock):
    return solved_tickets(world, lambda world, ticket: (bool(ticket.get("category")), None))


# --- how much ------------------------------------------------------------------------------------------

def created(world, _clock):
    for ticket in world.tickets:
        yield Observation(ticket.created, ticket.groups, True)


def solved(world, _clock):
    """METRICS 1.20."""
    return ever_solved(world)


def backlog(world, period):
    """METRICS 1.21: open at the end of the period, an instant that is no longer part of it, by the history of statuses
    where there is one. One that was solved at an unknown time is left out in the period of its creation. Yields
    (ticket, reason)."""
    for ticket in world.tickets:
        if solved_at_unknown_time(ticket):
            if period.holds(ticket.created):
                yield ticket, "missing_solved_at"
        elif any(start < period.end and (end is None or period.end <= end) for start, end in ticket.open_stretches()):
            yield ticket, None


def solved_at_unknown_time(ticket):
    return ticket.is_solved and ticket.solved is None and not ticket.history


def open_tickets(world, period):
    return (Observation(None, ticket.groups, True, reason) for ticket, reason in backlog(world, period))


def moment_of(world, period):
    """When the state at the end of a period is told: its end, or the last event where the data stops a day before it."""
    ends_early = world.horizon is not None and world.horizon < period.end - DAY
    return world.horizon if ends_early else period.end


def open_ages(world, period):
    return (Observation(None, ticket.groups, moment_of(world, period) - ticket.created, reason)
            for ticket, reason in backlog(world, period))


def waiting_for_first_reply(world, period):
    for ticket, reason in backlog(world, period):
        reply, _ = ticket.first_reply(world.option("frt-include-auto", False))
        if reason or (not ticket.outbound and (reply is None or reply >= period.end)):
            told, asked = moment_of(world, period), ticket.first_customer
            start = asked if asked is not None and asked <= told else ticket.created
            yield Observation(None, ticket.groups, told - start, reason)
    for ticket in world.tickets:
        if ticket.outbound and period.holds(ticket.created) and not solved_at_unknown_time(ticket):
            yield Observation(None, ticket.groups, None, "outbound")


def waiting_for_the_team(world, period):
    """METRICS 1.21: new or open at the end. Without a history only the last status is told, at the horizon."""
    for ticket in world.tickets:
        if ticket.history:
            before = [(at, status) for at, status in ticket.history if at < period.end]
            if not before or before[-1][1] not in ("new", "open"):
                continue
            last_told = before[-1] == ticket.history[-1]
            solved_since = last_told and ticket.solve is not None and max(ticket.solve, before[-1][0]) < period.end
            if not solved_since:
                yield Observation(None, ticket.groups, True)
            continue
        if solved_at_unknown_time(ticket):
            if period.holds(ticket.created):
                yield Observation(None, ticket.groups, None, "missing_solved_at")
        elif ticket.created < period.end and (ticket.solve is None or period.end <= ticket.solve):
            known = ticket.get("status") in WORKING and world.horizon <= period.end
            if not known or ticket.get("status") in ("new", "open"):
                yield Observation(None, ticket.groups, True, None if known else "no_status_history")


def in_known_topics(world, period):
    """METRICS 1.26: open, and of a category that the knowledge base covers."""
    topics = {topic.casefold() for topic in world.data.topics}
    return (Observation(None, ticket.groups, True, reason) for ticket, reason in backlog(world, period)
            if (ticket.get("category") or "").casefold() in topics)


def promises_made(world):
    """(ticket, metric, since when, when it was done) of all that can run out."""
    for ticket in asked_for_replies(world) if has_first_reply(world.data.names) else []:
        reply, _ = ticket.first_reply(world.option("frt-include-auto", False))
        unknown = reply is None and ticket.is_solved and ticket.solved is None
        if not ticket.outbound and not unknown:
            start = ticket.first_customer if ticket.first_customer is not None else ticket.created
            yield ticket, "frt", start, ticket.solve if reply is None else reply
    for ticket in world.conversations:
        for run in ticket.runs():
            closed = run.reply is None and ticket.solve is not None and ticket.solve >= run.start
            if not run.first:
                yield ticket, "next_reply", run.start, ticket.solve if closed else run.reply
    for ticket in world.tickets:
        if not ticket.is_solved or ticket.solved is not None:
            yield ticket, "resolution", ticket.created, ticket.solve


def at_risk(world, period):
    """METRICS 1.26: open promises whose time runs out within some hours of the end, once for each ticket."""
    within, seen = int(world.option("at-risk-within", 4)) * 3600, set()
    limit = period.end + within
    for ticket, metric, start, done in promises_made(world):
        promise = promise_for(world, ticket, metric, start)
        clock = promise and world.clock(ticket, promise.get("clock", "calendar"))
        if clock is None or start >= period.end or (done is not None and done < period.end):
            continue
        if metric == "resolution" and ticket.history:
            clock = Working(clock, ticket.pieces(limit))
        if clock.between(start, limit) < promise["threshold"]:
            continue
        if period.end <= clock.after(start, promise["threshold"]) and (id(ticket) not in seen or not ticket.known):
            seen.add(id(ticket))
            yield Observation(None, ticket.groups, True)


def person_of(ticket):
    return ticket.person


def people(value=lambda world, period, person: True):
    """The distinct requesters of the period; `value` is None where nobody can tell."""
    def observe(world, period):
        seen = set()
        for ticket in world.tickets:
            if not period.holds(ticket.created):
                continue
            person = person_of(ticket)
            if person is None:
                yield Observation(None, ticket.groups, None, "unknown_requester")
            elif person not in seen:
                seen.add(person)
                found = value(world, period, person)
                if found is not None:
                    yield Observation(None, ticket.groups, found)
    return observe


def returning(world, period, person):
    """Who had written before the period, where the data begins before it."""
    if world.first_event is None or world.first_event >= period.start:
        return None
    return any(person_of(ticket) == person and ticket.created < period.start for ticket in world.tickets)


def solved_by_agents(world, period):
    """METRICS 1.26: how many tickets each agent solved, one observation an agent."""
    solved_of = Counter()
    for ticket in world.tickets:
        if ticket.solved is None:
            if ticket.is_solved and period.holds(ticket.created):
                yield Observation(None, ticket.groups, None, "missing_solved_at")
        elif period.holds(place(world, ticket, ticket.solved)):
            if ticket.groups["agent"]:
                solved_of[ticket.groups["agent"]] += 1
            else:
                yield Observation(None, ticket.groups, None, "unknown_agent")
    for agent, tickets in solved_of.items():
        yield Observation(None, {**world.groups_of({}), "agent": agent}, tickets)


FOUR_WEEKS = 28 * DAY


def solved_lately(world, period):
    """In the four weeks before the end, where the data reaches back so far (METRICS 1.21)."""
    covered = world.first_event is not None and world.first_event <= period.end - FOUR_WEEKS
    for ticket in world.tickets:
        if ticket.solved is None:
            if ticket.is_solved and period.holds(ticket.created):
                yield Observation(None, ticket.groups, None, "missing_solved_at")
        elif covered and period.end - FOUR_WEEKS <= ticket.solved < period.end:
            yield Observation(None, ticket.groups, True)


def with_a_requester(world, _clock):
    for ticket in world.tickets:
        yield Observation(ticket.created, ticket.groups, True, None if person_of(ticket) else "unknown_requester")


# --- what was written ----------------------------------------------------------------------------------

def messages(value):
    """Public messages; replies are credited to their writers. `value` of one is None when it is no case."""
    def observe(world, _clock):
        for ticket in world.conversations:
            for message in filter(lambda m: m.public and m.role != "nobody", ticket.messages):
                counts, unknown = value(message), None if message.role else "unknown_author"
                if counts is not None or unknown:
                    agent = message.author if message.role == "agent" else TICKETS_AGENT
                    yield observed(world, ticket, message.at, counts, unknown, agent, message.at)
    return observe


def replied_to(world, period):
    """METRICS 1.25: tickets with replies, once for each person."""
    for ticket in world.conversations:
        people = {m.author for m in ticket.messages
                  if m.human_reply and period.holds(place(world, ticket, m.at, m.at))}
        for agent in people:
            yield Observation(None, {**ticket.groups, "agent": agent}, True)
        for message in ticket.messages:
            if message.role is None and message.public and period.holds(place(world, ticket, message.at, message.at)):
                yield Observation(None, ticket.groups, None, "unknown_author")


def people_per_ticket(counts):
    """METRICS 1.10 and 1.26: distinct authors of the desk's messages that count."""
    def value(world, ticket):
        if not ticket.messages:
            return None, "unknown_replies"
        people = {m.author if m.role else None for m in ticket.messages if counts(m)}
        return (None, "unknown_author") if None in people else (len(people), None)
    return lambda world, _clock: solved_tickets(world, value)


def waiting_customers(world, period):
    """METRICS 1.26: distinct requesters whose last public message is theirs at the end; a solution answers what was
    written until then."""
    found = []
    for ticket in world.conversations:
        unplaced = ticket.is_solved and ticket.solved is None
        last = ticket.runs()[-1:]
        if unplaced and last and last[0].reply is None and period.holds(last[0].start):
            yield Observation(None, ticket.groups, None, "missing_solved_at")
        sides = [m for m in ticket.messages if (m.from_customer or m.human_reply) and m.at < period.end]
        run = []
        for message in sides:
            run = run + [message] if message.from_customer else []
        if ticket.solve is not None and ticket.solve < period.end:
            run = [m for m in run if m.at > ticket.solve]
        goes_on = not any(m.human_reply and m.at >= period.end for m in ticket.messages)
        if run and not (unplaced and goes_on):
            found.append((run[0].at, ticket))
    seen, places = set(), {}  # of one second the ticket that the files name first
    for row in world.data.rows("tickets"):
        places.setdefault(row["ticket_id"], len(places))
    for at, ticket in sorted(found, key=lambda wait: (wait[0], places.get(wait[1].get("ticket_id"), len(places)))):
        person = person_of(ticket)
        if person is None:
            yield Observation(None, ticket.groups, None, "unknown_requester")
        elif person not in seen:
            seen.add(person)
            yield Observation(None, ticket.groups, moment_of(world, period) - at)


# --- what is no ticket -----------------------------------------------------------------------------------

def reviews(world, _clock):
    for at, row, score in world.reviews:
        ticket = world.by_id.get(row.get("ticket_id"))
        groups = ticket.groups if ticket else world.groups_of({})
        if world.data.names("reviews", "agent"):
            groups = {**groups, "agent": row.get("agent")}
        yield Observation(at, groups, score)


def times(state, what=None):
    """METRICS 1.9 and 1.26: sessions cut to the period; sums where they begin. `what`: of which part some are left out,
    where they begin, or in every period in which they lie."""
    what = what or state

    def observe(world, period):
        for agent, start, end, seconds in world.sessions[state]:
            if end is not None:
                seconds = min(end, period.end) - max(start, period.start)
            if seconds > 0 if end is not None else period.holds(start):
                yield Observation(None, {**world.groups_of({}), "agent": agent}, seconds)
        for agent, start, reason, *end in world.sessions_left_out[what]:
            if (start < period.end and end[0] > period.start) if end else period.holds(start):
                yield Observation(None, {**world.groups_of({}), "agent": agent}, None, reason)
    return observe


def customers(judge):
    """METRICS 1.24. `judge(stays, period)` gives a value, a reason why there is none, or (None, None)."""
    def observe(world, period):
        for stays in world.customers.values():
            value, reason = judge(stays, period)
            if value is not None or reason:
                yield Observation(None, world.groups_of({}), value, reason)
    return observe


def is_customer(stays, at):
    return any(since < at and (until is None or until >= at) for since, until, *_ in stays)


def kept(stays, period):
    return (is_customer(stays, period.end) if is_customer(stays, period.start) else None), None


def began(stays, period):
    return True if is_customer(stays, period.start) else None, None


def lost(stays, period):
    """Customers at some moment of the period, also those who came in it, who are none at its end."""
    came = any(period.start <= since < period.end for since, *_ in stays)
    here = came or is_customer(stays, period.start)
    return True if here and not is_customer(stays, period.end) else None, None


def came_by_referral(stays, period):
    """Of those who had never been customers before."""
    begun = [referred for since, _, referred, _ in stays if period.start <= since < period.end]
    if not begun or any(since < period.start for since, *_ in stays):
        return None, None
    return (None, "unknown_referral") if begun[0] is None else (begun[0], None)


def is_active(stays, period):
    """At its start, or at some moment of it."""
    within = any(since < period.end and (until is None or until > period.start or since >= period.start)
                 for since, until, *_ in stays)
    return is_customer(stays, period.start) or within


def active(stays, period):
    return True if is_active(stays, period) else None, None


def revenues(world, period):
    """Of the current period: the file does not say of which else."""
    for stays in world.customers.values():
        if period == world.data.period and is_active(stays, period):
            known = [revenue for *_, revenue in stays if revenue is not None]
            yield Observation(None, world.groups_of({}), sum(known), None if known else "no_revenue")


# --- what customers felt ---------------------------------------------------------------------------------

def survey(kind, value):
    def observe(world, _clock):
        return answers(world, kind, value)
    return observe


# --- the table -------------------------------------------------------------------------------------------

def has(*columns):
    """The ticket file has one of these columns. `there(table, column)` says what "has" means (reference.py)."""
    return lambda there: any(there("tickets", column) for column in columns)


def both(*needs):
    return lambda there: all(need(there) for need in needs)


def either(*needs):
    return lambda there: any(need(there) for need in needs)


def unless(option, need, word=None):
    """Needed only with this option, or this word of it."""
    return lambda there: need(there) if there("option", (option, word)) else True


def instead(option, word, need, otherwise):
    """With this word of an option something else is needed."""
    return lambda there: need(there) if there("option", (option, word)) else otherwise(there)


def has_log(there):
    return there("messages", "ticket_id")


def has_tickets(there):
    return there("tickets", "created_at")


def has_answers(kind):
    return lambda there: there("tickets", kind) or there("surveys", kind)


def promised(metric):
    return lambda there: there("promises", metric)


def has_history(there):
    return there("history", "status")


def has_seven_steps(there):
    return has_answers("ces")(there) and there("effort", "1-7")


def has_sessions(*columns):
    return lambda there: any(there("sessions", column) for column in columns)


def has_time_of(state):
    """A sum of it, or sessions of that state."""
    return lambda there: there("sessions", f"{state}_time") or there("states", state)


def has_stays(there):
    return there("customers", "customer_until")


def has_customers(otherwise=None):
    return lambda there: there("active", otherwise)


has_times = has("solved_at", "closed_at", "resolution_seconds")
has_solution = either(has_times, has_history)
has_state = either(has_solution, has("status"))
has_replies = both(has_state, either(has("replies"), has_log))
has_first_reply = either(has("first_response_at"), has_log)
has_response_start = both(unless("frt-start", has("handed_off_at"), "handoff"), unless(
    "frt-start", has("assigned_at"), "assignment"), unless("frt-start", has_history, "reopen"))
has_reopens = either(has("reopens"), has_history)
has_first_solution = either(has("first_solved_at"), has_history, both(has("reopens"), has_times))
has_comments = both(has_answers("csat"), lambda there: there("tickets", "csat_comment") or there("surveys", "comment"))
has_outcome = has("call_outcome", "abandoned")
has_waits = both(has_outcome, has("queue_seconds"))
has_handling = has("talk_seconds", "handle_seconds")

Metric = namedtuple("Metric", "fold observe needs by_agent at_end clocked grouped", defaults=(True, False, False, True))
# `over` and `under` are ids or names of numbers (reference.py). `grouped`: as in Metric.
# `factor` may be the name of an option; `otherwise`: both sides where only the tickets tell of customers.
Quotient = namedtuple("Quotient", "over under needs factor by_agent grouped otherwise", defaults=(1, True, True, None))


def timed(fold, observe, needs):
    return Metric(fold, observe, needs, clocked=True)


def nobodys(fold, observe, needs):
    """A metric that no agent answers for (METRICS 1.8, the segment trap)."""
    return Metric(fold, observe, needs, by_agent=False)


def at_end(fold, observe, needs):
    return Metric(fold, observe, needs, at_end=True)


def of_people(fold, observe, needs):
    """Distinct people have no groups: one may be in several."""
    return Metric(fold, observe, needs, at_end=True, grouped=False)


OF_FIRST_SOLVERS = {"reopen_rate", "reopens_per_ticket", "reopened_within_7d", "first_resolution_time"}
OF_LAST_SOLVERS = {
    "agents_per_ticket", "handoffs", "hard_share", "tickets_per_agent", "most_solved_by_an_agent",
    "middle_solved_by_an_agent", "fcr", "fcr_no_repeat",
    "replies_per_ticket", "interactions_per_ticket", "zero_touch_rate", "one_touch_rate", "two_touch_rate",
    "multi_touch_rate", "categorised_share", "reassign_rate", "bot_deflection_rate", "resolution_time", "tickets_solved",
    "requester_wait_time", "agent_wait_time", "on_hold_time", "agent_work_time", "solve_time", "contacts_per_issue",
    "lost_caller_rate"}


def which_solver(name):
    """METRICS 1.25: whose a solved ticket is in a metric: who solved it first (0), last (1), else its agent's (None)."""
    return 0 if name in OF_FIRST_SOLVERS else 1 if name in OF_LAST_SOLVERS else None


METRICS = {
    "csat": Metric(folds.ratio, survey("csat", rated("share")), has_answers("csat")),
    "csat_mean": Metric(folds.mean, survey("csat", rated("score")), has_answers("csat")),
    "csat_net": Metric(folds.net_share, survey("csat", rated("net")), has_answers("csat")),
    "csat_index": Metric(folds.mean, survey("csat", rated("index")), has_answers("csat")),
    "ratings_good": Metric(folds.count, survey("csat", rated("good")), has_answers("csat")),
    "ratings_neutral": Metric(folds.count, survey("csat", rated("neutral")), has_answers("csat")),
    "ratings_bad": Metric(folds.count, survey("csat", rated("bad")), has_answers("csat")),
    "csat_response_rate": Metric(folds.ratio, responses, both(has_tickets, has_answers("csat"))),
    "comment_rate": Metric(folds.ratio, survey("csat", rated("comment")), has_comments),
    "negative_comment_share": Metric(folds.ratio, complaints, has_comments),
    "nps": Metric(folds.score, survey("nps", rated("nps")), has_answers("nps")),
    "ces": Metric(folds.mean, survey("ces", rated("ces")), has_answers("ces")),
    "ces_easy": Metric(folds.ratio, survey("ces", rated("easy")), has_seven_steps),
    "ces_very_easy": Metric(folds.ratio, survey("ces", rated("very easy")), has_seven_steps),
    "ces_index": Metric(folds.score, survey("ces", rated("ease")), has_seven_steps),

    "frt": timed(folds.median, first_responses, both(has_first_reply, has_response_start)),
    "share_within_120s": timed(folds.ratio, within(120, first_responses), both(has_first_reply, has_response_start)),
    "slowest_first_reply": timed(folds.maximum, first_responses, both(has_first_reply, has_response_start)),
    "art": timed(folds.mean, answered_runs, both(has_log, unless("art-start", has("handed_off_at"), "handoff"))),
    "resolution_time": timed(folds.median, resolutions, both(
        has_solution, unless("net-of", has_history),
        unless("resolution-end", has_history, "effective"),
        unless("resolution-start", has("assigned_at"), "first-assignment"),
        unless("resolution-start", has("last_assigned_at"), "last-assignment"))),
    "first_resolution_time": timed(folds.median, first_resolutions, has_first_solution),
    "requester_wait_time": timed(folds.median, time_in("new", "open", "hold"), has_history),
    "agent_wait_time": timed(folds.median, time_in("pending"), has_history),
    "on_hold_time": timed(folds.median, time_in("hold"), has_history),
    "agent_work_time": timed(folds.median, time_in("new", "open"), has_history),
    "solve_time": timed(folds.median, time_in(*WORKING), has_history),
    "sla_frt": Metric(folds.ratio, first_reply_promises, both(promised("frt"), has_first_reply)),
    "sla_next_reply": Metric(folds.ratio, next_reply_promises, both(promised("next_reply"), has_log)),
    "sla_resolution": Metric(folds.ratio, resolution_promises, both(promised("resolution"), has_solution)),

    "aht": Metric(folds.mean, handle_times, both(has_handling, unless("aht", has("ring_time"), "with-ring"))),
    "talk_time": Metric(folds.mean, handled(duration("talk_seconds")), has("talk_seconds")),
    "hold_time": Metric(folds.mean, handled(duration("hold_seconds")), has("hold_seconds")),
    "acw_time": Metric(folds.mean, handled(duration("acw_seconds")), has("acw_seconds")),
    "ring_time": Metric(folds.mean, handled(duration("ring_time")), has("ring_time")),
    "rings": Metric(folds.mean, handled(duration("rings")), has("rings")),
    "asa": Metric(folds.mean, answer_speeds, has_waits),
    "queue_time": nobodys(folds.mean, calls(QUEUED, duration("queue_seconds"), at_the_queue=True), has_waits),
    "longest_wait": nobodys(folds.maximum, calls(QUEUED, duration("queue_seconds"), at_the_queue=True), has_waits),
    "avg_abandon_time": nobodys(folds.mean, calls(["abandoned"], duration("queue_seconds"), True, True), has_waits),
    "service_level": nobodys(folds.ratio, service_level, has_waits),
    "abandonment_rate": nobodys(folds.ratio, abandonments, both(
        has_outcome, unless("abandonment-base", has("queue_seconds"), "queued"))),
    "blocked_rate": nobodys(folds.ratio, calls(
        (*OUTCOMES, "menu"), lambda t: (outcome(t) == "blocked", None), at_the_queue=True), has_outcome),
    "calls_total": nobodys(folds.count, calls(OUTCOMES), has_outcome),
    "calls_inbound": nobodys(folds.count, calls_in("inbound"), both(has_outcome, has("direction"))),
    "calls_outbound": nobodys(folds.count, calls_in("outbound"), both(has_outcome, has("direction"))),
    "calls_answered": Metric(folds.count, calls(["answered"]), has_outcome),
    "calls_abandoned": nobodys(folds.count, calls(["abandoned"]), has_outcome),
    "calls_blocked": nobodys(folds.count, calls(["blocked"]), has_outcome),

    "fcr": Metric(folds.ratio, first_contact, instead("fcr", "survey", both(
        lambda there: there("surveys", "resolved"), lambda there: there("surveys", "contacts_needed")), both(
            has_state, unless("fcr", has_log, "teammate"), either(
                has_replies, has("requester", "first_contact_resolved"))))),
    "fcr_no_repeat": Metric(folds.ratio, first_contact_one_window_later, both(has("requester"), has_solution)),
    "reopen_rate": Metric(folds.ratio, reopenings(lambda count: count > 0), both(has_reopens, has_solution)),
    "reopens_per_ticket": Metric(folds.mean, reopenings(lambda count: count), both(has_reopens, has_solution)),
    "reopened_within_7d": Metric(folds.ratio, reopened_within(7 * DAY), both(has_history, has_solution)),
    "escalation_rate": Metric(folds.ratio, escalations, either(
        has("escalated"), both(has("tags"), lambda there: there("escalation", "tags")),
        both(has("team"), lambda there: there("escalation", "tiers")))),
    "repeat_contact_rate": Metric(folds.ratio, repeat_contacts, has("requester")),
    "replies_per_ticket": Metric(folds.mean, replies, has_replies),
    "interactions_per_ticket": Metric(folds.mean, interactions, both(has_state, either(
        both(has("replies"), has("customer_replies")), has_log))),
    "zero_touch_rate": Metric(folds.ratio, touches(lambda n: n == 0), has_replies),
    "one_touch_rate": Metric(folds.ratio, touches(lambda n: n == 1), has_replies),
    "two_touch_rate": Metric(folds.ratio, touches(lambda n: n == 2), has_replies),
    "multi_touch_rate": Metric(folds.ratio, touches(lambda n: n >= 3), has_replies),
    "transfer_rate": Metric(folds.ratio, transferred, has("transfers", "legs", "call_id")),
    "reassign_rate": Metric(folds.ratio, reassigned, both(has("assignees"), has_state)),
    "bot_deflection_rate": Metric(folds.ratio, deflected, both(has_state, has("bot"), either(
        has("replies", "handed_off", "handed_off_at"), has_log))),
    "lead_rate": Metric(folds.ratio, leads, has("lead")),
    "resolution_rate": Metric(folds.ratio, cohort_solved, has_state),
    "resolved_within_24h": timed(folds.ratio, solved_within(DAY), has_solution),
    "completion_rate": Metric(folds.ratio, assigned(lambda t: t.is_solved), both(has("agent"), has_state)),
    "categorised_share": Metric(folds.ratio, categorised, both(has("category"), has_state)),

    "tickets_created": Metric(folds.count, created, has_tickets),
    "tickets_solved": Metric(folds.count, solved, has_solution),
    "solve_events": Metric(folds.count, solve_events, has_history),
    "assigned": Metric(folds.count, assigned(lambda t: True), has("agent")),
    "completed": Metric(folds.count, assigned(lambda t: True, lambda t: t.is_solved), both(has("agent"), has_state)),
    "backlog": at_end(folds.count, open_tickets, has_state),
    "backlog_age": at_end(folds.median, open_ages, has_state),
    "awaiting_first_reply": at_end(folds.count, waiting_for_first_reply, both(has_first_reply, has_state)),
    "oldest_awaiting_first_reply": at_end(folds.maximum, waiting_for_first_reply, both(has_first_reply, has_state)),
    "backlog_awaiting_agent": at_end(folds.count, waiting_for_the_team, both(has_state, either(
        has("status"), has_history))),
    "requesters": of_people(folds.count, people(), has("requester")),
    "returning_share": of_people(folds.ratio, people(returning), has("requester")),
    "messages_received": Metric(folds.count, messages(lambda m: True if m.role == "customer" else None), has_log),
    "replies_sent": Metric(folds.count, messages(lambda m: True if m.role == "agent" else None), has_log),
    "automated_reply_share": nobodys(folds.ratio, messages(
        lambda m: None if m.role == "customer" else m.role == "automatic"), has_log),
    "tickets_replied": at_end(folds.count, replied_to, has_log),
    "agents_per_ticket": Metric(folds.mean, people_per_ticket(
        lambda m: m.human_reply or (m.role is None and m.public)), both(
        has_log, has_state, has_tickets)),
    "handoffs": Metric(folds.mean, people_per_ticket(lambda m: m.role in ("agent", None)), both(
        has_log, has_state, has_tickets)),
    "hard_share": Metric(folds.ratio, hard, both(has_state, either(has("priority", "category", "replies"), has_log))),
    "contacts_per_issue": Metric(folds.mean, issues, both(has("requester"), has_solution)),
    "lost_caller_rate": nobodys(folds.ratio, lost_callers, both(has_outcome, has("requester"))),
    "tickets_per_agent": Metric(folds.mean, solved_by_agents, both(has("agent"), has_solution), at_end=True,
                                grouped="agent"),
    "customers_waiting": at_end(folds.count, waiting_customers, both(has_log, has("requester"))),
    "oldest_customer_waiting": at_end(folds.maximum, waiting_customers, both(has_log, has("requester"))),
    "iqs": Metric(folds.mean, reviews, lambda there: there("reviews", "reviewed_at")),
    "online_time": Metric(folds.total, times("online"), has_sessions("started_at"), at_end=True, grouped="agent"),
    "occupancy": Quotient("handling_time", "staffed_time", both(has_time_of("handling"), has_time_of("available")),
                          grouped="agent"),
    "utilization": Quotient("paid_work", "paid_time", both(
        has_time_of("handling"), has_time_of("available"), has_time_of("paid")), grouped="agent"),
    "open_in_known_topics": at_end(folds.count, in_known_topics, both(
        has_state, has("category"), lambda there: there("topics", None))),
    "at_risk": at_end(folds.count, at_risk, both(has_state, either(
        promised("frt"), promised("next_reply"), promised("resolution")))),
    "retention_rate": of_people(folds.ratio, customers(kept), lambda there: there("customers", "customer_until")),
    "referral_rate": of_people(folds.ratio, customers(came_by_referral), lambda there: (
        there("customers", "referred") and there("customers", "customer_since"))),
    "contacts_per_day": Quotient("tickets_created", "days", has_tickets),
    "contacts_per_business_day": Quotient("tickets_created", "business_days", has_tickets),
    "backlog_days": Quotient("backlog", "solved_in_four_weeks", both(has_state, has_solution), FOUR_WEEKS),
    "tickets_per_customer": Quotient("requested_tickets", "requesters", has("requester"), grouped=False),
    "workload_spread": Quotient("most_solved_by_an_agent", "middle_solved_by_an_agent", both(
        has("agent"), has_solution), grouped=False),
    "solved_per_online_hour": Quotient("tickets_solved", "online_time", both(
        has_solution, lambda there: there("sessions", "started_at")), 3600, grouped="agent"),
    "churn_rate": Quotient("customers_lost", "customers_at_start", lambda there: there("customers", "customer_until"),
                           grouped=False),
    "clearance_rate": Quotient("tickets_solved", "tickets_created", has_solution),
    "contact_rate": Quotient("tickets_created", "customers", both(has_tickets, has_customers()), by_agent=False),
    "engagement": Quotient("tickets_created", "customers", both(has_tickets, has_customers("requester")),
                           by_agent=False, otherwise=("requested_tickets", "requesters")),
    "clv": Quotient("customer_revenue", "churn_rate", both(
        has_stays, lambda there: there("customers", "revenue"), lambda there: there("option", ("gross-margin", None))),
                    "gross-margin", grouped=False),
    "cost_per_contact": Quotient("cost", "tickets_created", has_tickets),
    "cost_per_resolution": Quotient("cost", "tickets_solved", has_solution),
}

# What only quotients are made of; no report shows it.
SUPPORTING = {
    "solved_in_four_weeks": at_end(folds.count, solved_lately, has_solution),
    "requested_tickets": Metric(folds.count, with_a_requester, has("requester")),
    "most_solved_by_an_agent": METRICS["tickets_per_agent"]._replace(fold=folds.maximum),
    "middle_solved_by_an_agent": METRICS["tickets_per_agent"]._replace(fold=folds.median),
    "handling_time": Metric(folds.total, times("handling", "staffed"), has_time_of("handling"), at_end=True, grouped="agent"),
    "staffed_time": Metric(folds.total, times("staffed"), has_time_of("available"), at_end=True,
                           grouped="agent"),
    "paid_work": Metric(folds.total, times("paid_work"), has_time_of("available"), at_end=True, grouped="agent"),
    "paid_time": Metric(folds.total, times("paid"), has_time_of("paid"), at_end=True, grouped="agent"),
    "active_customers": of_people(folds.count, customers(active), lambda there: there("customers", "customer")),
    "customer_revenue": of_people(folds.mean, revenues, lambda there: there("customers", "revenue")),
    "customers_lost": of_people(folds.count, customers(lost), lambda there: there("customers", "customer_until")),
    "customers_at_start": of_people(folds.count, customers(began), lambda there: there("customers", "customer_until")),
}

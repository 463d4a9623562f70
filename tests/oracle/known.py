"""What the oracle leaves alone, and why: shrinks only. An entry that no difference needs any more is a failure,
and so is a metric that is neither in metrics.py nor here."""

import re
from collections import namedtuple

from clocks import DAY, month_of

# Metrics of the program that have no reference yet: id -> reason.
WITHOUT_REFERENCE = {}

# `seed`: a data set in which it alone explains something; `paths`: which lines of compare.py and identities.py it
# explains; `applies(world)`: in which data sets it can happen.
Difference = namedtuple("Difference", "seed name paths applies")


def some_ticket(condition):
    return lambda world: any(condition(ticket) for ticket in world.tickets)


def solved_without_time(ticket):
    return ticket.is_solved and ticket.solved is None


def direction_against_log(ticket):
    return bool(ticket.get("direction")) and bool(ticket.messages) and ticket.outbound != ticket.outbound_by_log


def outbound_by_log_alone(ticket):
    return not ticket.get("direction") and ticket.outbound_by_log


def created_in_one_second(world):
    """Two contacts of one person, opened at the same time: only one of them is taken to be followed."""
    contacts = [(t.created, (t.get("requester") or "").casefold()) for t in world.tickets if t.get("requester")]
    return len(set(contacts)) < len(contacts)


def solved_when_it_was_asked(world):
    return any(ticket.solve == run.start for ticket in world.conversations for run in ticket.runs())


def negative_waits(world):
    return any((ticket.get("queue_seconds") or 0) < 0 for ticket in world.tickets)


def changes_its_clock(world):
    """A day of the report's zone is not 24 hours long."""
    period = world.data.period
    return any((p.end - p.start) != p.days * DAY for p in (
        period, period.before(), month_of(period.first, period.zone), month_of(period.before().first, period.zone)))


def hollow_columns(world):
    data = world.data
    return "fcr" not in data.options and ("messages" in data.tables and not data.rows("messages") or any(
        data.names("tickets", column) and not data.has("tickets", column) for column in ("replies", "requester")))


def message_twice(world):
    ids = [row["message_id"] for row in world.data.rows("messages") if row.get("message_id") is not None]
    return len(set(ids)) < len(ids)


def undated_answers(world):
    return any(row.get("answered_at") is None for row in world.data.rows("surveys"))


SOLVED_COUNTS = r"(fcr|categorised_share|replies_per_ticket|interactions_per_ticket|\w+_touch_rate)"
FIRST_REPLIES = r"(frt|share_within_120s|slowest_first_reply|sla_frt|awaiting_first_reply)"
CONTACTS = r"(fcr|fcr_no_repeat|repeat_contact_rate)"
ANSWERS = r"(csat|csat_mean|csat_net|ratings_\w+|nps|ces)"

DIFFERENCES = [
    Difference(6, "a ticket solved at an unknown time counts where it was created", SOLVED_COUNTS,
               some_ticket(solved_without_time)),
    Difference(11, "the log overrules the direction of a ticket", FIRST_REPLIES, some_ticket(direction_against_log)),
    Difference(27, "outbound by the log alone is inbound for repeats", CONTACTS, some_ticket(outbound_by_log_alone)),
    Difference(563, "of contacts opened in the same second only one is followed", CONTACTS, created_in_one_second),
    Difference(27, "solved in the second of the message is after it", r"(art|sla_next_reply)\b",
               solved_when_it_was_asked),
    Difference(6, "a negative wait is in time", r"(service_level|abandonment_rate|avg_abandon_time)\b", negative_waits),
    Difference(124, "days are 24 hours long", r"contacts_per_day\b", changes_its_clock),
    Difference(72, "a group that no column of the table of groups knows ends the program", "exit code -11",
               lambda world: True),
    Difference(940, "a column without a single value decides how fcr is judged", r"fcr\b", hollow_columns),
    Difference(2, "a message that is there twice counts as used", r"inputs\.messages", message_twice),
    Difference(624, "an undated answer goes before a dated one", ANSWERS, undated_answers),
]


def unexplained(lines, world):
    """The lines that no entry explains, and the names of the entries that alone explain some."""
    possible = [entry for entry in DIFFERENCES if entry.applies(world)]
    left, needed = [], set()
    for line in lines:
        entries = [entry.name for entry in possible if re.match(entry.paths, line)]
        if not entries:
            left.append(line)
        elif len(entries) == 1:
            needed.update(entries)
    return left, needed

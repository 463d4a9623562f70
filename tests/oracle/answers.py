"""Answers of customers: csat, nps and ces, from ticket rows and survey files (METRICS 1.16 to 1.18), with the comments
beside them, and who answered at all."""

from collections import namedtuple

from folds import Observation

# `words`: of the comment, 0 for none, None without such a column; `tone`: how its ticket sounds, if a column says so.
Answer = namedtuple("Answer", "score words tone")

# Scale -> (lowest, highest, scores that are good, scores that are neutral); the rest is bad.
SCALES = {"1-5": (1, 5, (4, 5), (3,)), "1-3": (1, 3, (3,), (2,)), "1-2": (1, 2, (2,), ())}
WORDS = ("good", "neutral", "bad")
NO_ANSWER = ("offered", "unoffered")
# What an effort score counts for (METRICS 1.18).
EFFORT = {"ces": lambda score: score, "easy": lambda score: score >= 5, "very easy": lambda score: score >= 6,
          "ease": lambda score: (score >= 6) - (score <= 3)}


def answers(world, kind, value):
    """One observation for each answer: the latest of a ticket and all others count. What has a time is later than what
    has none."""
    world.sql.execute("drop table if exists answer")
    world.sql.execute("create table answer (place integer primary key, ticket text, at integer)")
    found = list(_found(world, kind))
    world.sql.executemany("insert into answer values (?, ?, ?)",
                          [(place, ticket, at) for place, (ticket, at, *_) in enumerate(found)])
    latest = {place for place, in world.sql.execute("""
        select place from (select place, row_number() over (
            partition by coalesce(ticket, 'answer ' || place) order by at desc nulls last, place desc) as age
            from answer) where age = 1""")}
    for place, (_, _, at, groups, answer, person) in enumerate(found):
        result, reason = value(world, answer)
        if result is not None or reason is not None:
            reason = reason if place in latest else "superseded"
            yield Observation(at, groups, result, reason, person if kind == "nps" else None)


def words_of(world, table, row):
    column = {"tickets": "csat_comment", "surveys": "comment"}[table]
    return len((row.get(column) or "").split()) if world.data.names(table, column) else None


def rated_at(ticket):
    """When a ticket was rated: else at its solution, else at its creation (METRICS 0.2)."""
    return next(i for i in (ticket.get("rated_at"), ticket.solved, ticket.created) if i is not None)


def credited(world, ticket, groups, at):
    """METRICS 1.16: the answer is the agent's who had the ticket then, else that of who replied last before it; or the other way round."""
    repliers = [m.author for m in ticket.messages if m.human_reply and m.author and (at is None or m.at <= at)]
    if world.option("rating-credit") == "last-replier" and repliers:
        return {**groups, "agent": repliers[-1]}
    told, had_it = world.value_at(ticket, "agent", at)
    if had_it:
        return {**groups, "agent": had_it}
    if groups["agent"] and not told:
        return groups
    return {**groups, "agent": repliers[-1] if repliers else None} if repliers or told else groups


def place_of(world, row, ticket):
    """When a row of a survey file was answered, and its groups."""
    at, groups = row.get("answered_at"), world.groups_of(row)
    if ticket:
        groups = {name: groups[name] or ticket.groups[name] for name in groups}
        if at is None:
            at = rated_at(ticket)
        if not (world.data.names("surveys", "agent") and row.get("agent")):
            groups = credited(world, ticket, groups, at)
    return at, groups


def _found(world, kind):
    """(ticket id, time, instant that decides its period, groups, Answer, respondent) of every answer."""
    created_anchor = world.option("anchor") == "created"
    for ticket in world.tickets:
        score = ticket.get(kind)
        if score is not None and score not in NO_ANSWER:
            at = rated_at(ticket)
            yield (ticket.get("ticket_id") or f"row {ticket.order}", at, ticket.created if created_anchor else at,
                   credited(world, ticket, ticket.groups, at), Answer(score, words_of(world, "tickets", ticket.row), ticket.get("sentiment")), None)
    for row in world.survey_rows:
        score, ticket = row.get(kind), world.by_id.get(row.get("ticket_id"))
        if score is None or score in NO_ANSWER:
            continue
        at, groups = place_of(world, row, ticket)
        counts_at = ticket.created if ticket and created_anchor else at
        answer = Answer(score, words_of(world, "surveys", row), row.get("sentiment") or (ticket and ticket.get("sentiment")))
        yield (row.get("ticket_id"), at, counts_at, groups, answer,
               None if row.get("ticket_id") else world.person(row.get("respondent")))


def rated(what):
    """A function (world, answer) -> (value, reason); (None, None) is an answer that this metric is not about."""
    def value(world, answer):
        score = answer.score
        if what == "nps":
            valid = isinstance(score, int) and 0 <= score <= 10
            return ((score >= 9) - (score <= 6), None) if valid else (None, "invalid")
        if what in EFFORT:
            valid = isinstance(score, int) and 1 <= score <= int(world.option("ces-scale")[2])
            return (EFFORT[what](score), None) if valid else (None, "invalid")
        klass = class_of(score, world.option("csat-scale", "1-5"))
        if what == "complaint" and answer.words and answer.tone:
            return answer.tone == "negative", None
        if klass is None:
            return None, "invalid"
        if what in ("comment", "complaint") and answer.words is None:
            return None, "unknown_comment"
        if what == "comment":
            return answer.words >= 3, None
        if what == "complaint" and answer.words == 0:
            return None, "no_comment"
        if what == "complaint":
            return klass == "bad", None
        if what == "score":
            return (None, "no_score") if score in WORDS else (score, None)
        if what == "index":
            if score in WORDS:
                return None, "no_score"
            return score / SCALES[world.option("csat-scale", "1-5")][1], None
        if what == "net":
            return {"good": 1, "neutral": 0, "bad": -1}[klass], None
        if what == "share":
            if klass == "neutral" and world.option("csat-neutral") == "exclude":
                return None, "neutral"
            return klass == "good", None
        return (True, None) if klass == what else (None, None)
    return value


def complaints(world, _clock):
    """METRICS 1.26: comments; one whose tone a column tells needs no rating beside it."""
    yield from answers(world, "csat", rated("complaint"))
    rated_rows = [row for row in world.survey_rows if row.get("csat") not in (None, *NO_ANSWER)]
    answered = {row.get("ticket_id") for row in rated_rows if row.get("ticket_id")}
    answered |= {ticket.get("ticket_id") for ticket in world.tickets if ticket.get("csat") not in (None, *NO_ANSWER)}
    unrated = []  # (whose, time, instant that decides its period, groups, negative)
    for order, row in enumerate(world.survey_rows):
        name = row.get("ticket_id")
        ticket = world.by_id.get(name)
        alone = row.get("csat") in (None, *NO_ANSWER) and not (ticket and name in answered)
        if alone and row.get("sentiment") and words_of(world, "surveys", row):
            at, groups = place_of(world, row, ticket)
            counts_at = ticket.created if ticket and world.option("anchor") == "created" else at
            unrated.append((name or f"row {order}", at, counts_at, groups, row["sentiment"] == "negative"))
    last = {}  # one comment of each ticket speaks, the last one
    for place, (whose, at, *_) in enumerate(unrated):
        if whose not in last or (at is not None, at or 0) >= last[whose][1]:
            last[whose] = place, (at is not None, at or 0)
    for place, (whose, _, counts_at, groups, negative) in enumerate(unrated):
        counts = last[whose][0] == place
        yield Observation(counts_at, groups, negative if counts else None, None if counts else "superseded")
    told = {whose for whose, *_ in unrated if whose in world.by_id}
    for ticket in world.tickets:
        alone = ticket.get("csat") in (None, *NO_ANSWER) and ticket.get("ticket_id") not in answered
        if alone and ticket.get("sentiment") and words_of(world, "tickets", ticket.row):
            at, counts = rated_at(ticket), ticket.get("ticket_id") not in told
            counts_at = ticket.created if world.option("anchor") == "created" else at
            yield Observation(counts_at, credited(world, ticket, ticket.groups, at),
                              ticket.get("sentiment") == "negative" if counts else None,
                              None if counts else "superseded")


def responses(world, _clock):
    """METRICS 1.16: rated / asked, where something says who was asked, else rated / solved."""
    rows = world.data.rows("tickets") + world.data.rows("surveys")
    knows_asked = any(
        world.data.names(table, "survey_sent") and world.data.rows(table) for table in ("tickets", "surveys")) or any(
        row.get("csat") in NO_ANSWER for row in rows)
    asked_of = {id(ticket): [(ticket.row, rated_at(ticket))] for ticket in world.tickets}
    alone = []
    for row in world.survey_rows:
        ticket = world.by_id.get(row.get("ticket_id"))
        if ticket is None:
            alone.append((row, row.get("answered_at")))
        else:
            asked_of[id(ticket)].append((row, row.get("answered_at")))

    def judged(told, solved):
        scores = [row.get("csat") for row, _ in told if row.get("csat") is not None]
        given = [score for score in scores if score not in NO_ANSWER]
        rated_well = any(class_of(score, world.option("csat-scale", "1-5")) for score in given)
        asked = given or "offered" in scores or any(row.get("survey_sent") for row, _ in told)
        if knows_asked and not asked:
            return None, None
        if not knows_asked and not solved:
            return None, "open"
        return rated_well, "invalid" if given and not rated_well else None

    for row, at in alone:
        value, reason = judged([(row, at)], True)
        if value is not None or reason is not None:
            yield Observation(at, world.groups_of(row), value, reason)
    for ticket in world.tickets:
        told = asked_of[id(ticket)]
        value, reason = judged(told, ticket.is_solved)
        if value is None and reason is None:
            continue
        answered = [at for row, at in told if at is not None and row.get("csat") not in (None, *NO_ANSWER)]
        at = ticket.created if world.option("anchor") == "created" else max(answered, default=rated_at(ticket))
        yield Observation(ticket.created if reason == "open" else at, ticket.groups, value, reason)


def class_of(score, scale):
    if score in WORDS:
        return score
    if scale not in SCALES or not isinstance(score, int):
        return None
    low, high, good, neutral = SCALES[scale]
    if not low <= score <= high:
        return None
    return "good" if score in good else "neutral" if score in neutral else "bad"

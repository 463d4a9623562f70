"""Answers of customers: csat, nps and ces, from ticket rows and survey files (METRICS 1.16 to 1.18)."""

from folds import Observation

# Scale -> (lowest, highest, scores that are good, scores that are neutral); the rest is bad.
SCALES = {"1-5": (1, 5, (4, 5), (3,)), "1-3": (1, 3, (3,), (2,)), "1-2": (1, 2, (2,), ())}
WORDS = ("good", "neutral", "bad")
NO_ANSWER = ("offered", "unoffered")


def answers(world, kind, value):
    """One observation for each answer that counts: the latest of a ticket, all others."""
    world.sql.execute("drop table if exists answer")
    world.sql.execute("create table answer (place integer primary key, ticket text, at integer)")
    found = list(_found(world, kind))
    world.sql.executemany("insert into answer values (?, ?, ?)",
                          [(place, ticket, at) for place, (ticket, at, *_) in enumerate(found)])
    latest = {place for place, in world.sql.execute("""
        select place from (select place, row_number() over (
            partition by coalesce(ticket, 'answer ' || place) order by at desc nulls last, place desc) as age
            from answer) where age = 1""")}
    for place, (_, _, at, groups, score, person) in enumerate(found):
        if place in latest:
            result, reason = value(world, score)
            if result is not None or reason is not None:
                yield Observation(at, groups, result, reason, person if kind == "nps" else None)


def rated_at(ticket):
    """When a ticket was rated: else at its solution, else at its creation (METRICS 0.2)."""
    return next(i for i in (ticket.get("rated_at"), ticket.solved, ticket.created) if i is not None)


def _found(world, kind):
    """(ticket id, time, instant that decides its period, groups, score, respondent) of every answer."""
    created_anchor = world.option("anchor") == "created"
    for ticket in world.tickets:
        score = ticket.get(kind)
        if score is not None and score not in NO_ANSWER:
            at = rated_at(ticket)
            yield (ticket.get("ticket_id") or f"row {ticket.order}", at, ticket.created if created_anchor else at,
                   ticket.groups, score, None)
    for row in world.survey_rows:
        score, ticket = row.get(kind), world.by_id.get(row.get("ticket_id"))
        if score is None or score in NO_ANSWER:
            continue
        at, groups = row.get("answered_at"), world.groups_of(row)
        if ticket:
            groups = {name: groups[name] or ticket.groups[name] for name in groups}
            if at is None:
                at = rated_at(ticket)
        counts_at = ticket.created if ticket and created_anchor else at
        yield (row.get("ticket_id"), at, counts_at, groups, score,
               None if row.get("ticket_id") else row.get("respondent"))


def rated(what):
    """A function (world, score) -> (value, reason); (None, None) is an answer that this metric is not about."""
    def value(world, score):
        if what == "nps":
            valid = isinstance(score, int) and 0 <= score <= 10
            return ((score >= 9) - (score <= 6), None) if valid else (None, "invalid")
        if what == "ces":
            valid = isinstance(score, int) and 1 <= score <= int(world.option("ces-scale")[2])
            return (score, None) if valid else (None, "invalid")
        klass = class_of(score, world.option("csat-scale", "1-5"))
        if klass is None:
            return None, "invalid"
        if what == "score":
            return (None, "no_score") if score in WORDS else (score, None)
        if what == "net":
            return {"good": 1, "neutral": 0, "bad": -1}[klass], None
        if what == "share":
            if klass == "neutral" and world.option("csat-neutral") == "exclude":
                return None, "neutral"
            return klass == "good", None
        return (True, None) if klass == what else (None, None)
    return value


def class_of(score, scale):
    if score in WORDS:
        return score
    if scale not in SCALES or not isinstance(score, int):
        return None
    low, high, good, neutral = SCALES[scale]
    if not low <= score <= high:
        return None
    return "good" if score in good else "neutral" if score in neutral else "bad"

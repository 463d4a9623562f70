"""Identities of METRICS.md that hold for every report, whatever its numbers: read off the JSON alone, so that
they hold for metrics without a reference too. Yields one line for each that is broken."""

from compare import same

TOUCHES = ("zero_touch_rate", "one_touch_rate", "two_touch_rate", "multi_touch_rate")
# Quotients of two metrics have their parts from groups in which the other part is empty, too.
QUOTIENTS = ("contacts_per_day", "contacts_per_business_day", "clearance_rate", "contact_rate", "cost_per_contact",
             "cost_per_resolution", "solved_per_online_hour", "engagement", "occupancy", "utilization")
FACTORED = ("backlog_days", "solved_per_online_hour", "clv")


def broken_identities(report, expectation):
    metrics = report["metrics"]
    yield from rows_add_up(report, expectation.world)
    yield from touches_add_up(metrics)
    yield from calls_add_up(metrics)
    yield from classes_add_up(metrics, expectation.data.options.get("anchor") == "created")
    of_tickets = expectation.data.options.get("fcr") != "survey"
    if expectation.data.options.get("anchor") == "created" and of_tickets:
        yield from outcomes_add_up(metrics)
    yield from clearance_is_a_quotient(metrics)
    for name, metric in metrics.items():
        yield from ratio_is_a_quotient(name, metric)
        for dimension, groups in metric["by"].items():
            if groups and name not in QUOTIENTS:
                yield from groups_add_up(name, metric, dimension, groups)


def rows_add_up(report, world):
    """DESIGN 2: read = used + excluded + rejected + blank, and the reasons add up to what was excluded."""
    for table in report["inputs"]:
        rows, name = table["rows"], f"inputs.{table['kind']}"
        parts = rows["used"] + rows["excluded"] + rows["rejected"] + rows["blank"]
        if rows["read"] != parts or rows["read"] != len(world.data.rows(table["kind"])):
            yield f"{name}: {rows}, expected {len(world.data.rows(table['kind']))} rows that add up"
        reasons = {entry["reason"]: entry["rows"] for entry in table["excluded"]}
        expected = world.rows_left_out[table["kind"]]
        if reasons != expected or sum(reasons.values()) != rows["excluded"]:
            yield f"{name}.excluded: {reasons} of {rows['excluded']}, expected {expected}"


def touches_add_up(metrics):
    """METRICS 1.12: the four shares sum to 100 %, over the same tickets."""
    shares = [metrics[name] for name in TOUCHES]
    if shares[0]["n"] and not same(sum(share["value"] for share in shares), 1):
        yield f"touches: {[share['value'] for share in shares]} do not add up to 1"
    if len({share["n"] for share in shares}) > 1:
        yield f"touches: {[share['n'] for share in shares]} are not the same tickets"


def calls_add_up(metrics):
    """METRICS 1.26: total = answered + abandoned + blocked."""
    total, *parts = (metrics[name]["n"] for name in ("calls_total", "calls_answered", "calls_abandoned",
                                                      "calls_blocked"))
    if total != sum(parts):
        yield f"calls_total: {total}, expected {parts} together"
    directions = [metrics[name]["value"] for name in ("calls_inbound", "calls_outbound")]
    if None not in directions and total != sum(directions):
        yield f"calls_total: {total}, expected {directions} together"


def classes_add_up(metrics, created_anchor):
    """METRICS 3.5: each ticket created in the period is in one class."""
    outcomes = metrics["fcr"].get("outcomes", {}).get("current")
    if not outcomes:
        return
    excluded = outcomes["excluded"]
    own = ("created", "excluded", "unverified_first")
    parts = [outcomes[name] for name in outcomes if name not in own] + list(excluded.values())
    if outcomes["created"] != sum(parts):
        yield f"fcr.outcomes: {outcomes} do not add up"
    counted = outcomes["created"] - excluded.get("spam", 0) - excluded.get("merged", 0)
    if counted != metrics["tickets_created"]["n"]:
        yield f"fcr.outcomes: {counted} are counted, {metrics['tickets_created']['n']} were created"
    judged = outcomes["success"] + sum(n for name, n in outcomes.items() if name.startswith("fail_"))
    if created_anchor and (judged, outcomes["success"]) != (metrics["fcr"]["n"], metrics["fcr"]["numerator"]):
        yield f"fcr.outcomes: {judged} judged, {outcomes['success']} solved, other than {metrics['fcr']['numerator']}"


def outcomes_add_up(metrics):
    """METRICS 3.5: what was created is judged, or left out for one reason."""
    fcr, created = metrics["fcr"], metrics["tickets_created"]["n"]
    if fcr["quality"]["state"] not in ("missing_column", "no_message_log") and fcr["n"] + sum(fcr["excluded"].values()) != created:
        yield f"fcr: {fcr['n']} judged and {fcr['excluded']} left out of {created} created"


def clearance_is_a_quotient(metrics):
    """METRICS 1.21: solved in the period / created in the period."""
    solved, created = metrics["tickets_solved"]["value"], metrics["tickets_created"]["value"]
    if solved is not None and created and not same(metrics["clearance_rate"]["value"], solved / created):
        yield f"clearance_rate: {metrics['clearance_rate']['value']}, expected {solved} / {created}"


def ratio_is_a_quotient(name, metric):
    if name in FACTORED:  # hours or four weeks stand beside the two numbers
        return
    if metric["denominator"] and not same(metric["value"], metric["numerator"] / metric["denominator"]):
        yield f"{name}.value: {metric['value']} is not {metric['numerator']} / {metric['denominator']}"


def groups_add_up(name, metric, dimension, groups):
    """DESIGN 2: groups and "(none)" add up to the total; no average is made of averages."""
    if name == "backlog_days":  # a group in which nothing was solved has none and is not listed
        return
    for member in ("n", "numerator", "denominator"):
        total, parts = metric[member], [group[member] for group in groups.values()]
        if total is not None and None not in parts and not same(total, sum(parts)):
            yield f"{name}.by.{dimension}: the {member} of the groups is {sum(parts)}, of all {total}"
    reasons = {}
    for group in groups.values():
        for reason, n in group["excluded"].items():
            reasons[reason] = reasons.get(reason, 0) + n
    if reasons != metric["excluded"] and metric["excluded"]:
        yield f"{name}.by.{dimension}: the groups leave out {reasons}, all {metric['excluded']}"

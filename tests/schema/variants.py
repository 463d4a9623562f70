#!/usr/bin/env python3
"""Every option that changes what a metric means is said: in the JSON's `variant` and on the page (METRICS, "Variants").

The options are those of the program's own list ("Definitions" of --help) and the keys of docs/configuration.md that
define what is measured. Each runs with two values on one input; whatever number differs then must name its variant, and
the layout `full` must print it. VALUES and NO_VARIANT below fail when they miss an option or name one that is gone.

usage: variants.py PROGRAM CONFIGURATION.md
"""
import csv
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

SECTIONS = ("Definitions", "Knowledge base", "Business hours", "Promises and targets")

# Two runs: the options of each, and lines of csreport.toml. What is None is left out.
Runs = namedtuple("Runs", "first second config config_second", defaults=((), (), "", None))

SCHEDULES = """
[schedules.office]
zone = "UTC"
hours = "Mon-Fri 09:00-17:00"
[schedules.night]
zone = "UTC"
hours = "daily 20:00-06:00"
"""
OFFICE = SCHEDULES + '[business_hours]\nschedule = "office"\n'
SLA = "[[sla]]\nmetric = \"%s\"\nthreshold = \"%s\"\n"
PROMISES = "".join(SLA % one for one in (("frt", "30m"), ("next_reply", "30m"), ("resolution", "8h")))
BY_PRIORITY = "".join(SLA % one + 'priority = "high"\n' for one in (("frt", "10m"), ("resolution", "2h"))) + PROMISES


def against(option, *values, config="", base=()):
    """The default against each of the values; () for a switch."""
    return [Runs(base, (*base, option, *([value] if value else [])), config) for value in values or (None,)]


VALUES = {
    "--anchor": against("--anchor", "created", config=PROMISES),
    "--clock": against("--clock", "business", config=OFFICE),
    "--business-hours": against("--business-hours", "night", config=OFFICE, base=("--clock", "business")),
    "--schedule-by": against("--schedule-by", "team", config=OFFICE.replace("night", "East"), base=("--clock", "business")),
    "--frt-include-auto": against("--frt-include-auto"),
    "--frt-start": against("--frt-start", "created", "handoff", "assignment", "reopen"),
    "--frt-outbound": against("--frt-outbound", "first_customer", "zendesk"),
    "--art": against("--art", "ticket", "requests"),
    "--art-start": against("--art-start", "handoff"),
    "--art-exclude-first": against("--art-exclude-first"),
    "--auto-counts": against("--auto-counts", config=PROMISES),
    "--third-party": against("--third-party", "ignore", config=PROMISES),
    "--human-only": against("--human-only"),
    "--net-of": against("--net-of", "pending"),
    "--resolution-start": against("--resolution-start", "first-assignment", "last-assignment"),
    "--resolution-end": against("--resolution-end", "effective"),
    "--percentiles": against("--percentiles", "nearest-rank"),
    "--plus-tags": against("--plus-tags", "strip"),
    "--fcr": [Runs(("--fcr", one), ("--fcr", other)) for one, other in
              (("one_touch", "no_repeat"), ("one_touch", "strict"), ("one_touch", "flag"), ("one_touch", "survey"),
               ("one_touch", "teammate"), ("no_repeat", "strict"))],
    "--fcr-base": against("--fcr-base", "contact", base=("--fcr", "no_repeat")),
    "--fcr-no-transfer": against("--fcr-no-transfer"),
    "--fcr-window": against("--fcr-window", "3", base=("--fcr", "no_repeat")),
    "--fcr-key": against("--fcr-key", "channel", "none", base=("--fcr", "no_repeat")),
    "--repeat-base": against("--repeat-base", "customers"),
    "--aht": against("--aht", "talk-acw", "with-ring"),
    "--aht-per": against("--aht-per", "leg"),
    "--talk-includes-hold": against("--talk-includes-hold"),
    "--asa": against("--asa", "all-queue"),
    "--sl": against("--sl", "strict", "abandon_in_t_ok", "ignore_short", "answered_only"),
    "--sl-threshold": against("--sl-threshold", "60"),
    "--exclude-short": against("--exclude-short", "10") + against("--exclude-short", "10", base=("--sl", "ignore_short")),
    "--abandonment-base": against("--abandonment-base", "queued"),
    "--sla-priority": against("--sla-priority", "current", config=BY_PRIORITY),
    "--at-risk-within": against("--at-risk-within", "48", config=PROMISES),
    "--tier-order": against("--tier-order", "East,West"),
    "--csat-scale": against("--csat-scale", "1-10:9"),
    "--csat-neutral": against("--csat-neutral", "exclude"),
    "--rating-credit": against("--rating-credit", "last-replier"),
    "--ces-scale": against("--ces-scale", "1-5:agree"),
    "escalation.tags": [Runs(config="", config_second='[escalation]\ntags = ["urgent"]\n')],
    "escalation.tiers": [Runs(config="", config_second='[escalation]\ntiers = ["East", "West"]\n')],
    "escalation.column": [Runs(config='[escalation]\ntiers = ["East", "West"]\n',
                               config_second='[escalation]\ntiers = ["East", "West"]\ncolumn = "Line"\n')],
    "business_hours.schedule": [Runs(("--clock", "business"), ("--clock", "business"), OFFICE,
                                     OFFICE.replace('schedule = "office"', 'schedule = "night"'))],
    "business_hours.by": [Runs(("--clock", "business"), ("--clock", "business"), OFFICE,
                               OFFICE + 'by = "team"\nvalues = { East = "night" }\n')],
    "sla[].clock": [Runs(config=OFFICE + PROMISES, config_second=OFFICE + PROMISES.replace(
        'threshold = "30m"', 'threshold = "30m"\nclock = "business"'))],
}
NO_VARIANT = {
    "--cost": "a number that the user supplies",
    "--customers": "likewise",
    "--gross-margin": "likewise",
    "--bot-authors": "who is automatic is how the log is read, not another definition",
    "hard_priorities": "which words are a high priority is how the export is read",
    "knowledge.topics": "the list of topics is the metric's own input",
    "schedules.NAME.zone": "the schedule is told by its name",
    "schedules.NAME.hours": "likewise",
    "schedules.NAME.holidays": "likewise",
    "business_hours.values.VALUE": "the column and the schedules are told by their names",
    "sla[].metric": "a promise is told as such, not by its terms",
    "sla[].channel": "likewise",
    "sla[].team": "likewise",
    "sla[].priority": "likewise",
    "sla[].threshold": "likewise",
    "targets.norms": "a target changes no number",
    "targets.METRIC": "likewise",
    "targets.channel.NAME.METRIC": "likewise",
    "targets.priority.NAME.METRIC": "likewise",
}
# Metrics whose number an option changes and whose variant need not say so, with the reason.
SAME_VARIANT = {}

BEGIN = datetime(2026, 2, 23, 8)
PERIOD = ("--period", "2026-03-02..2026-03-15", "--tz", "UTC", "--ces-scale", "1-7", "--csat-scale", "1-5")


def at(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else ""


class Desk:
    """A help desk of three weeks in which everything happens that an option may ask about."""

    def __init__(self):
        self.dice = random.Random(7)
        self.tickets, self.messages, self.answers, self.customers = [], [], [], []
        for number in range(1, 161):
            self.add_ticket(number)
        for number in range(1, 61):
            self.add_call(number)
        for number in range(1, 41):
            for tag in ("", "+shop") if number % 4 == 0 else ("",):
                self.customers.append({"customer_id": f"p{number}{tag}@example.org", "revenue": 10 * number,
                                       "customer_since": at(BEGIN - self.minutes(-9000, 90000)), "referred": self.some("yes", "no"),
                                       "customer_until": at(BEGIN + self.minutes(0, 90000)) if number % 3 == 0 else ""})
            self.answers.append({"answered_at": at(BEGIN + self.minutes(0, 30000)), "nps": self.some(2, 7, 9, 10),
                                 "respondent": f"p{number // 4}{self.some('', '+shop')}@example.org"})

    def some(self, *choices):
        return self.dice.choice(choices)

    def minutes(self, least, most):
        return timedelta(minutes=self.dice.randint(least, most))

    def add_ticket(self, number):
        name = f"T{number}"
        created = BEGIN + self.minutes(0, 20 * 24 * 60)
        person = f"p{self.dice.randint(1, 40)}{self.some('', '', '+shop')}@example.org"
        outbound, solved_by_bot = self.dice.random() < 0.1, self.dice.random() < 0.08
        agent, priority = self.some("Ann", "Bob", "Cid"), self.some("high", "normal")
        handed = created + self.minutes(2, 40) if self.dice.random() < 0.3 else None
        assigned = created + self.minutes(1, 90)
        moved = assigned + self.minutes(5, 600) if self.dice.random() < 0.4 else assigned
        log, pending, end = [], None, created
        opener = "agent" if outbound else "customer"
        log.append((created, opener, agent if outbound else person))
        if self.dice.random() < 0.4:
            log.append((created + timedelta(seconds=20), "automatic", "Helpdesk"))
        for _ in range(self.some(1, 1, 2, 3)):
            if end > created or outbound:
                end += self.minutes(20, 400)
                log.append((end, "customer", person if self.dice.random() < 0.7 else "third@example.com"))
                if self.dice.random() < 0.5:
                    log.append((end + timedelta(seconds=30), "automatic", "Helpdesk"))
            if solved_by_bot:
                break
            end += self.minutes(5, 500)
            log.append((end, "agent", agent if self.dice.random() < 0.6 else self.some("Ann", "Bob", "Cid")))
        solved = end + self.minutes(1, 300) if self.dice.random() < 0.85 else None
        states = [(created, "open", person)]
        if solved and self.dice.random() < 0.5:
            pending = end + timedelta(seconds=1)
            solved += self.minutes(60, 2000)
            states.append((pending, "pending", agent))
        reopened = None
        if solved:
            by_rule = pending and self.dice.random() < 0.7
            states.append((solved, "closed" if by_rule else "solved", "Helpdesk" if by_rule else agent))
            if not by_rule and self.dice.random() < 0.2:
                reopened = solved + self.minutes(30, 300)
                log.append((reopened, "customer", person))
                log.append((reopened + self.minutes(5, 90), "agent", agent))
                states.append((reopened, "open", person))
                states.append((log[-1][0] + self.minutes(1, 60), "solved", agent))
        last = states[-1][0] if solved else None
        for moment, role, author in log:
            self.messages.append({"ticket_id": name, "sent_at": at(moment), "role": role, "public": "yes", "author": author})
        for moment, status, author in states:
            role = "automatic" if author == "Helpdesk" else "agent" if author == agent else "customer"
            self.messages.append({"ticket_id": name, "sent_at": at(moment), "role": role, "author": author,
                                  "public": "", "status": status})
        row = {"ticket_id": name, "created_at": at(created), "solved_at": at(last),
               "status": states[-1][1] if solved else "open", "channel": self.some("email", "chat"),
               "team": self.some("East", "West"), "agent": agent, "Line": self.some("East", "West"),
               "category": self.some("Bill", "Login"), "priority": priority, "requester": person,
               "direction": "outbound" if outbound else "inbound", "handed_off_at": at(handed),
               "assigned_at": at(assigned), "last_assigned_at": at(moved), "updated_at": at(last or end),
               "transfers": self.some(0, 0, 1), "first_contact_resolved": self.some("yes", "no"),
               "tags": self.some("", "urgent"), "escalated": self.some("no", "no", "yes"), "bot": "yes" if handed else "no"}
        if self.dice.random() < 0.7:
            row |= {"csat": self.some(1, 2, 3, 4, 5, 5), "ces": self.some(1, 3, 4, 5), "nps": self.some(2, 7, 9, 10),
                    "rated_at": at((last or end) + timedelta(hours=self.dice.randint(1, 30))),
                    "csat_comment": self.some("", "all was very well", "bad")}
        if self.dice.random() < 0.3:  # an older row of an update log, by whom and how urgent it was
            self.tickets.append({**row, "priority": self.some("high", "normal"), "agent": self.some("Ann", "Bob", "Cid"),
                                 "updated_at": at(created), "status": "open", "solved_at": "", "team": self.some("East", "West")})
        self.tickets.append(row)
        if self.dice.random() < 0.3:
            self.answers.append({"ticket_id": name, "answered_at": at((last or end) + timedelta(hours=2)),
                                 "resolved": self.some("yes", "no"), "contacts_needed": self.some(1, 1, 2),
                                 "csat": self.some(1, 3, 5)})

    def add_call(self, number):
        began = BEGIN + self.minutes(0, 20 * 24 * 60)
        outcome = self.some("answered", "answered", "answered", "abandoned", "callback", "blocked")
        wait = self.dice.randint(1, 90)
        for leg in range(self.some(1, 1, 2) if outcome == "answered" else 1):
            row = {"ticket_id": f"C{number}L{leg}", "call_id": f"C{number}", "created_at": at(began + timedelta(minutes=leg)),
                   "channel": "phone", "direction": "inbound", "call_outcome": outcome, "queue_time (s)": wait,
                   "team": self.some("East", "West"), "agent": self.some("Ann", "Bob", "Cid"),
                   "requester": f"p{self.dice.randint(1, 40)}@example.org", "category": "Bill"}
            if outcome == "answered":
                row |= {"talk_time (s)": self.dice.randint(60, 400), "hold_time (s)": self.dice.randint(5, 50),
                        "after_call_work_time (s)": self.dice.randint(5, 60), "ring_time (s)": self.dice.randint(3, 20)}
            self.tickets.append(row)

    def write(self, folder):
        for name, rows in (("tickets", self.tickets), ("messages", self.messages), ("surveys", self.answers),
                           ("customers", self.customers)):
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return [f"{name}={folder / name}.csv" for name in ("tickets", "messages", "surveys", "customers")]


def listed_settings(program, reference):
    """The options that define, as the program lists them, and the keys of the configuration that do."""
    page = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    section = re.search(r"^Definitions.*?\n(.*?)^\S", page, re.M | re.S).group(1)
    options = re.findall(r"^  (--[a-z-]+)", section, re.M)
    keys = []
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", Path(reference).read_text(encoding="utf-8"), re.M | re.S):
        if title in SECTIONS:
            keys += re.findall(r"^\| `([^`]+)` \|", body, re.M)
    as_option = {"--" + key.replace("_", "-") for key in keys}
    return options + [key for key in keys if "--" + key.replace("_", "-") not in options], as_option


def stale(listed):
    for name in listed:
        if (name in VALUES) == (name in NO_VARIANT):
            yield f"{name}: belongs into exactly one of VALUES and NO_VARIANT"
    for name in [*VALUES, *NO_VARIANT]:
        if name not in listed:
            yield f"{name}: stands in variants.py, and the program has no such setting"


def plain(text):
    """Markdown without its escapes."""
    text = re.sub(r"&#(\d+);", lambda code: chr(int(code.group(1))), text)
    return re.sub(r"\\(.)", r"\1", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class Program:
    def __init__(self, path, folder, files):
        self.path, self.folder, self.files, self.known = path, folder, files, {}

    def run(self, options, config):
        key = (tuple(options), config)
        if key not in self.known:
            (self.folder / "csreport.toml").write_text(config, encoding="utf-8")
            command = [self.path, *self.files, *PERIOD, "--compare", "none", "--layout", "full", "--quiet", "--config",
                       str(self.folder / "csreport.toml"), "-o", str(self.folder / "r.json"), "-o", str(self.folder / "r.md")]
            names = [word for word in options if word.startswith("--")]
            for name in names:  # said here already
                if name in PERIOD:
                    place = command.index(name)
                    del command[place:place + 2]
            done = subprocess.run([*command, *options], capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"{' '.join(options)}: {done.stderr.strip()}")
            report = json.loads((self.folder / "r.json").read_text(encoding="utf-8"))
            self.known[key] = report["metrics"], plain((self.folder / "r.md").read_text(encoding="utf-8"))
        return self.known[key]


def number_of(metric):
    by_agent = {group: (line["value"], line["n"]) for group, line in metric["by"].get("agent", {}).items()}
    return metric["value"], metric["n"], metric["excluded"], metric["stats"], by_agent


def unsaid(metrics, page):
    """Variants that the JSON has and the page lacks."""
    for name, metric in metrics.items():
        line = re.search(rf"^- \*\*{re.escape(metric['title'])}\*\*: (.*)$", page, re.M)
        if metric["variant"] and line and metric["variant"] not in line.group(1):
            yield f"{name}: the page does not name '{metric['variant']}' but says: {line.group(1)}"
        if metric["variant"] and not line and metric["value"] is not None:
            yield f"{name}: the page has no definition of it"


def faults_of(name, runs, program):
    config_second = runs.config if runs.config_second is None else runs.config_second
    first, first_page = program.run(runs.first, runs.config)
    second, second_page = program.run(runs.second, config_second)
    what = f"{name} ({' '.join(runs.second) or 'configured'})"
    told = False
    for metric in first:
        a, b = first[metric], second[metric]
        told = told or a["variant"] != b["variant"]
        excused = metric in SAME_VARIANT.get(name, {})
        if number_of(a) != number_of(b) and a["variant"] == b["variant"] and not excused:
            yield f"{what}: {metric} is another number under one variant ({a['variant']}): {a['value']}, {b['value']}"
    if not told:
        yield f"{what}: no variant names it"
    for page, metrics in ((first_page, first), (second_page, second)):
        yield from (f"{what}: {fault}" for fault in unsaid(metrics, page))


def main():
    program_path, reference = sys.argv[1:3]
    listed, _ = listed_settings(program_path, reference)
    faults = list(stale(listed))
    with tempfile.TemporaryDirectory(prefix="variants-") as name:
        program = Program(program_path, Path(name), Desk().write(Path(name)))
        for setting, all_runs in VALUES.items():
            for runs in all_runs:
                try:
                    faults += faults_of(setting, runs, program)
                except RuntimeError as error:
                    faults.append(f"{setting}: {error}")
    faults = list(dict.fromkeys(faults))
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(VALUES)} settings with a variant, {len(NO_VARIANT)} without; {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

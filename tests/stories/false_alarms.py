#!/usr/bin/env python3
"""How often a desk in which nothing happens gets a finding: the whole way from the file to the page, with fixed seeds.

    false_alarms.py --program build/release/csreport [--pages 100] [--tickets 50] [--layout team] [--most 0.10]

Every page is of a desk of its own: 27 weeks of chance around the same numbers, and before them weeks that the file
leaves out, so that its first week has answers to earlier tickets like all others. Fails when more than --most of the
pages say that something changed.
"""

import argparse
import collections
import datetime
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

WEEKS = 27
LEAD_WEEKS = 2  # before the file: what they leave open is solved in its first weeks
FIRST = datetime.datetime(2025, 12, 8)  # a Monday; the newest week is 2026-W24
WEEK = 7 * 86400
HEADER = "id,created_at,first_response_at,solved_at,status,channel,category,assignee,replies,reopens,escalated,csat,requester"
CHANNELS = [("email", 0.45, 5400, 0.86), ("chat", 0.33, 120, 0.88), ("web", 0.22, 4800, 0.84)]


class Desk:
    """Only random() is drawn, which is the same in every version of Python."""

    def __init__(self, seed, tickets):
        self.draw, self.tickets = random.Random(seed).random, tickets

    def count(self, mean):
        """Poisson, by exponential gaps."""
        n, passed = 0, -math.log(1 - self.draw())
        while passed < mean:
            n, passed = n + 1, passed - math.log(1 - self.draw())
        return n

    def time(self, median, spread):
        """Log-normal, by Box and Muller."""
        normal = math.sqrt(-2 * math.log(1 - self.draw())) * math.cos(2 * math.pi * self.draw())
        return int(median * math.exp(spread * normal)) + 1

    def ticket(self, week, channel, median, satisfied):
        draw = self.draw
        day = int(draw() * 5) if draw() < 0.84 else 5 + int(draw() * 2)
        created = week * WEEK + day * 86400 + 8 * 3600 + int(draw() * 36000)
        replied = created + self.time(median, 1)
        solved = replied + self.time(4 * 3600, 1.2)
        replies = 1 if draw() < 0.7 else 2 if draw() < 0.6 else 3
        rating = ("5" if draw() < satisfied else "2") if draw() < 0.4 else ""
        return (created, replied, solved, channel, f"category {int(draw() * 5)}", f"agent {int(draw() * 6)}", replies,
                1 if draw() < 0.05 else 0, "yes" if draw() < 0.06 else "no", rating,
                f"customer {int(draw() * self.tickets * 20)}")

    def csv(self):
        rows = sorted(self.ticket(week, name, median, satisfied)
                      for week in range(-LEAD_WEEKS, WEEKS)
                      for name, share, median, satisfied in CHANNELS
                      for _ in range(self.count(self.tickets * share)))
        end = WEEKS * WEEK
        lines = [HEADER]
        for number, (created, replied, solved, channel, category, agent, replies, reopens, escalated, rating,
                     customer) in enumerate(rows):
            if solved < 0:
                continue
            is_solved = solved < end
            lines.append(",".join(str(cell) for cell in (
                number, when(created), when(replied) if replied < end else "", when(solved) if is_solved else "",
                "solved" if is_solved else "open", channel, category, agent, replies, reopens, escalated,
                rating if is_solved else "", customer)))
        return "\n".join(lines) + "\n"


def when(seconds):
    return (FIRST + datetime.timedelta(seconds=seconds)).isoformat(" ")


def findings(options, seed, folder):
    (folder / "tickets.csv").write_text(Desk(seed, options.tickets).csv(), encoding="utf-8")
    command = [options.program, "tickets.csv", "--config", "none", "--tz", "UTC", "--period", "2026-W24", "--csat-scale",
               "1-5", "--layout", options.layout, "-o", "report.json"]
    subprocess.run(command, cwd=folder, check=True, env={"PATH": "/usr/bin:/bin"})
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [finding for finding in report["findings"] if finding["state"] in ("worse", "better", "changed")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=50, help="a week")
    parser.add_argument("--layout", default="team")
    parser.add_argument("--most", type=float, default=0.10)
    options = parser.parse_args()
    alarmed, rules, metrics = 0, collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.pages):
            told = findings(options, seed, pathlib.Path(folder))
            alarmed += bool(told)
            rules.update(finding["rule"] for finding in told)
            metrics.update(finding["id"] for finding in told)
    print(f"{options.tickets} tickets a week: {alarmed} of {options.pages} pages tell a change; "
          f"rules {dict(rules.most_common())}; metrics {dict(metrics.most_common())}")
    if alarmed > options.most * options.pages:
        sys.exit(f"more than {options.most:.0%}")


if __name__ == "__main__":
    main()

"""A data set: rows as typed values, the options of one run, and how both are written for csreport.

Values are what the reference computes with: instants are whole seconds since 1970, durations whole
seconds, flags True or False, None is an empty cell. Only `write` knows how a cell looks in a file.
"""

import csv
from dataclasses import dataclass, field
from datetime import datetime, timezone

INSTANTS = {"created_at", "first_response_at", "solved_at", "closed_at", "updated_at", "rated_at", "sent_at",
            "assigned_at", "last_assigned_at", "answered_at", "reviewed_at", "started_at", "ended_at", "customer_since", "customer_until", "handed_off_at"}


@dataclass
class DataSet:
    """Tables are lists of rows; a row is a dict with every column of its table. A table that is None
    is no file at all, an empty one is a file with nothing but its header."""
    name: str
    columns: dict = field(default_factory=dict)  # table -> list of its columns
    tables: dict = field(default_factory=dict)   # table -> list of rows
    options: dict = field(default_factory=dict)  # name without dashes -> value; True for a switch
    schedules: dict = field(default_factory=dict)  # name -> Schedule (clocks.py)
    hours_by: dict = field(default_factory=dict)   # "by", "values", "default": the table [business_hours]
    promises: list = field(default_factory=list)   # dicts of one [[sla]] each
    topics: list = field(default_factory=list)     # [knowledge] topics
    escalation: dict = field(default_factory=dict)  # "tags", "tiers", "column": the table [escalation]
    period: object = None                          # the Period (clocks.py) that options["period"] names
    as_of: int = None                              # --as-of, an instant
    where: list = field(default_factory=list)      # --where: (column, value) that kept rows have

    def names(self, table, column):
        """The table has a column of this name, perhaps without a single value."""
        return column in self.columns.get(table, ())

    def has(self, table, column):
        """The column is there and says something."""
        return any(row.get(column) is not None for row in self.rows(table))

    def rows(self, table):
        return self.tables.get(table) or []


def header_of(column):
    """Bare numbers of a duration are asked for where no header tells their unit."""
    return f"{column} (s)" if column.endswith("_time") else column


def cell(column, value):
    if value is None:
        return ""
    if column in INSTANTS:
        return datetime.fromtimestamp(value, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def configuration(data):
    """The text of csreport.toml: schedules and promises have no option."""
    lines = []
    if data.hours_by:
        lines.append("[business_hours]")
        if data.hours_by.get("default"):
            lines.append(f'schedule = "{data.hours_by["default"]}"')
        if data.hours_by.get("by"):
            values = ", ".join(f'"{value}" = "{name}"' for value, name in data.hours_by["values"].items())
            lines += [f'by = "{data.hours_by["by"]}"', f"values = {{ {values} }}"]
    quoted = lambda names: "[" + ", ".join(f'"{name}"' for name in names) + "]"
    if data.topics:
        lines += ["[knowledge]", f"topics = {quoted(data.topics)}"]
    if data.escalation:
        lines.append("[escalation]")
        lines += [f"{key} = {quoted(value)}" if isinstance(value, list) else f'{key} = "{value}"'
                  for key, value in data.escalation.items()]
    for name, schedule in data.schedules.items():
        hours = ", ".join(f'"{text}"' for text in schedule.hours_text())
        holidays = ", ".join(f'"{day}"' for day in sorted(schedule.holidays))
        lines += [f"[schedules.{name}]", f'zone = "{schedule.zone}"', f"hours = [{hours}]",
                  f"holidays = [{holidays}]"]
    for promise in data.promises:
        lines.append("[[sla]]")
        lines += [f'{key} = "{value}s"' if key == "threshold" else f'{key} = "{value}"'
                  for key, value in promise.items()]
    return "\n".join(lines) + "\n"


def write(data, folder):
    """Writes the files; returns the arguments of the run that reads them, without the program."""
    arguments = []
    for table, columns in data.columns.items():
        path = folder / f"{table}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header_of(column) for column in columns)
            writer.writerows([cell(column, row[column]) for column in columns] for row in data.tables[table])
        arguments.append(f"{table}={path.name}")
    config = folder / "csreport.toml"
    config.write_text(configuration(data), encoding="utf-8")
    arguments += ["--config", config.name]
    if data.as_of is not None:
        arguments += ["--as-of", cell("sent_at", data.as_of)]
    for column, value in data.where:
        arguments += ["--where", f"{column}={value}"]
    for name, value in data.options.items():
        arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return arguments

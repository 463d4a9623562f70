"""What the oracle leaves alone, and why: shrinks only. An entry that no difference needs any more is a failure,
and so is a metric that is neither in metrics.py nor here."""

import re
from collections import namedtuple

# Metrics of the program that have no reference yet: id -> reason.
WITHOUT_REFERENCE = {}

# `seed`: a data set in which it alone explains something; `paths`: which lines of compare.py and identities.py it
# explains; `applies(world)`: in which data sets it can happen.
Difference = namedtuple("Difference", "seed name paths applies")


DIFFERENCES = [
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

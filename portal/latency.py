"""How long answers took, counted by all processes of a server together.

The counters lie in memory that gunicorn's processes share since before they were
forked, in a row for each process: nobody waits for anybody, and one scrape of one
process tells of all. A new master begins at nought, which Prometheus understands.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator
from mmap import mmap

# Upper limits in seconds.
LIMITS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# Of each row: answers by duration, microseconds in all, answers by class of status.
SUM = len(LIMITS) + 1
CLASSES = SUM + 1
WIDTH = CLASSES + 6
ROWS = 256

_counters = memoryview(mmap(-1, ROWS * WIDTH * 8)).cast("q")
_row = os.getpid() % ROWS * WIDTH


def _begin_row() -> None:
    """A process that lived before may have begun it: it is continued."""
    global _row
    _row = os.getpid() % ROWS * WIDTH


os.register_at_fork(after_in_child=_begin_row)


def observe(seconds: float, status: str) -> None:
    """`status`: as WSGI has it, beginning with a digit from 1 to 5."""
    _counters[_row + bisect_left(LIMITS, seconds)] += 1
    _counters[_row + SUM] += int(seconds * 1e6)
    _counters[_row + CLASSES + (ord(status[0]) - 48)] += 1


def lines() -> Iterator[str]:
    """As Prometheus reads them."""
    totals = [sum(_counters[place::WIDTH]) for place in range(WIDTH)]
    name = "kotopolku_request_seconds"
    yield f"# HELP {name} Time until an answer begins, all processes."
    yield f"# TYPE {name} histogram"
    below = 0
    for limit, number in zip((*LIMITS, "+Inf"), totals[:SUM], strict=True):
        below += number
        yield f'{name}_bucket{{le="{limit}"}} {below}'
    yield f"{name}_sum {totals[SUM] / 1e6}"
    yield f"{name}_count {below}"
    yield "# HELP kotopolku_responses_total Answers by class of status."
    yield "# TYPE kotopolku_responses_total counter"
    for first in range(1, 6):
        number = totals[CLASSES + first]
        yield f'kotopolku_responses_total{{status="{first}xx"}} {number}'

"""The timetable: what breaks when."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from deploy.drill.journal import Journal

if TYPE_CHECKING:
    from deploy.drill.cluster import Cluster

KINDS = (
    "kill_worker",
    "kill_node",
    "restart_database",
    "lose_redis",
    "lose_mail",
    "fill_disk",
    "crowd",
)
# Those that last as long as somebody says.
LASTING = ("lose_redis", "lose_mail", "fill_disk", "crowd")
PROMOTION = "promote"
# Seconds in which everything is whole before the next thing breaks.
REST = 3.0
SEED = 20261122


class Plan(NamedTuple):
    """What a drill does, and how much of it there must be at the end.

    `every`: seconds from fault to fault; `lasting`: of those that last.
    """

    people: int
    a_second: float
    listings: int
    demo: bool
    every: float
    lasting: float
    rounds: int
    promote_after: tuple[int, ...]
    requests: int
    writes: int
    most_seconds: float
    # Of the verdict: shares and seconds.
    most_failed: float
    slowest_recovery: float


FULL = Plan(
    people=14,
    a_second=90,
    listings=2_000,
    demo=True,
    every=15,
    lasting=8,
    rounds=5,
    promote_after=(2, 4),
    requests=100_000,
    writes=10_000,
    # 30 errands a second are what two processors manage.
    most_seconds=75 * 60,
    most_failed=0.005,
    slowest_recovery=5,
)
SHORT = Plan(
    people=6,
    a_second=50,
    listings=300,
    # It takes half of the time until all are ready.
    demo=False,
    every=6,
    lasting=2,
    rounds=1,
    promote_after=(1,),
    requests=1_000,
    writes=50,
    most_seconds=150,
    # So few faults that their 95th of a hundred is the slowest one.
    most_failed=0.02,
    slowest_recovery=10,
)


def timetable(plan: Plan) -> Iterator[str]:
    """Each kind once in a round, in any order; without end."""
    draw = random.Random(SEED)
    for number in count(1):
        yield from draw.sample(KINDS, len(KINDS))
        if number in plan.promote_after:
            yield PROMOTION


def needed(plan: Plan) -> dict[str, int]:
    """How often each kind must happen."""
    return dict.fromkeys(KINDS, plan.rounds) | {PROMOTION: len(plan.promote_after)}


def breaking(
    cluster: "Cluster", plan: Plan, journal: Journal, given_up: threading.Event
) -> None:
    """One after the other, until there is enough or no more time."""
    begin = over = time.monotonic()
    happened = Counter[str]()
    for number, kind in enumerate(timetable(plan), start=1):
        due = max(begin + number * plan.every, over + REST)
        if given_up.wait(max(0.0, due - time.monotonic())):
            return
        if time.monotonic() > begin + plan.most_seconds:
            return
        if happened >= Counter(needed(plan)) and _is_enough(journal, plan):
            return
        print(f"{time.monotonic() - begin:6.0f} s  {kind}", flush=True)
        journal.began(kind)
        seconds = [plan.lasting] if kind in LASTING else []
        getattr(cluster, kind)(*seconds)
        journal.ended(kind)
        over = time.monotonic()
        happened[kind] += 1


def _is_enough(journal: Journal, plan: Plan) -> bool:
    return len(journal.errands) >= plan.requests and journal.acknowledged >= plan.writes

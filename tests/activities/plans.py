"""Schedules of every kind for hypothesis, none of them in the database."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models
from hypothesis import strategies as st

from activities.models import Schedule, ScheduleBreak, Slot
from activities.recurrence import HELSINKI

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
DAY = dt.timedelta(days=1)


def fetched(one: models.Model, **related: Sequence[models.Model]) -> None:
    """Give it what belongs to it, as prefetch_related would have left it."""
    one._prefetched_objects_cache = related  # type: ignore[attr-defined]


def made(
    slots: Sequence[Slot], breaks: Sequence[ScheduleBreak], **fields: Any
) -> Schedule:
    schedule = Schedule(pk=1, **fields)
    fetched(schedule, slots=slots, breaks=breaks)
    return schedule


times = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
days = st.dates(dt.date(2023, 1, 1), dt.date(2028, 6, 30))


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    ends_at = draw(st.none() | times)
    return Slot(weekday=draw(st.integers(0, 6)), starts_at=draw(times), ends_at=ends_at)


@st.composite
def breaks(draw: st.DrawFn) -> ScheduleBreak:
    first = draw(st.dates(dt.date(2026, 10, 1), dt.date(2027, 12, 31)))
    last = first + draw(st.integers(0, 90)) * DAY
    return ScheduleBreak(first_date=first, last_date=last)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    rule = draw(st.sampled_from(["weekly", "hours", "monthly"]))
    interval = draw(st.integers(1, 26)) if rule == "weekly" else 1
    start = draw(days if interval > 1 else st.none() | days)
    length = draw(st.none() | st.integers(0, 1500))
    end = (start or NOW.date()) + length * DAY if length is not None else None
    return made(
        draw(st.lists(slots(), min_size=1, max_size=3)),
        draw(st.lists(breaks(), max_size=2)),
        rule=rule,
        interval=interval,
        week=draw(st.sampled_from([1, 2, 3, 4, -1])) if rule == "monthly" else None,
        start_date=start,
        end_date=end,
        meets_on_holidays=draw(st.sampled_from(["", "yes", "no"])),
    )

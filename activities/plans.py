"""Schedules as values: what was typed and what is stored can be compared."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from activities.models.schedule import Schedule, ScheduleBreak, Slot
from activities.wording import rule_in_words

if TYPE_CHECKING:
    from activities.models import Version


@dataclass(frozen=True, order=True)
class SlotPlan:
    weekday: int
    starts_at: dt.time
    ends_at: dt.time | None = None
    date: dt.date | None = None


@dataclass(frozen=True)
class SchedulePlan:
    rule: str
    interval: int = 1
    week: int | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    meets_on_holidays: str = ""
    slots: tuple[SlotPlan, ...] = ()
    breaks: tuple[tuple[dt.date, dt.date], ...] = ()


COLUMNS = ("rule", "interval", "week", "start_date", "end_date", "meets_on_holidays")


def plan_of(schedule: Schedule) -> SchedulePlan:
    slots = (
        SlotPlan(slot.weekday, slot.starts_at, slot.ends_at, slot.date)
        for slot in schedule.slots.all()
    )
    pauses = ((one.first_date, one.last_date) for one in schedule.breaks.all())
    columns = {name: getattr(schedule, name) for name in COLUMNS}
    return SchedulePlan(**columns, slots=tuple(slots), breaks=tuple(pauses))


def in_words(plan: SchedulePlan) -> list[str]:
    """A plan as sentences, before there is any row of it."""
    # A manager asks for a key; what is fetched already asks the database nothing.
    schedule = Schedule(pk=0, **{name: getattr(plan, name) for name in COLUMNS})
    fetched: Any = schedule
    fetched._prefetched_objects_cache = {
        "slots": [Slot(**vars(slot)) for slot in plan.slots],
        "breaks": [ScheduleBreak(first_date=a, last_date=b) for a, b in plan.breaks],
    }
    return rule_in_words(schedule)


def replace_schedules(version: "Version", plans: Iterable[SchedulePlan]) -> None:
    """Raises ValidationError, and leaves it to the caller's transaction to undo."""
    version.schedules.all().delete()
    for plan in plans:
        columns = {name: getattr(plan, name) for name in COLUMNS}
        schedule = Schedule(version=version, **columns)
        schedule.full_clean()
        schedule.save()
        for slot in plan.slots:
            _store(Slot(schedule=schedule, **vars(slot)))
        for first, last in plan.breaks:
            _store(ScheduleBreak(schedule=schedule, first_date=first, last_date=last))


def _store(part: Slot | ScheduleBreak) -> None:
    part.full_clean()
    part.save()

"""When a synthetic listing meets: schedules of every rule, with slots and breaks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from activities.listings.chance import shares, zipf
from activities.listings.copying import new
from activities.models import Schedule, ScheduleBreak, Slot

Rule = Schedule.Rule
RULES = shares(
    {
        Rule.WEEKLY: 70,
        Rule.MONTHLY: 9,
        Rule.DATES: 7,
        Rule.HOURS: 8,
        Rule.AGREEMENT: 5,
        Rule.ALWAYS: 1,
    }
)
WEEKDAYS = zipf([2, 1, 3, 0, 5, 4, 6])
STARTS = zipf([17, 18, 10, 13, 9, 16, 12, 14, 15, 11, 19, 20, 22])
INTERVALS = shares({1: 85, 2: 12, 4: 3})
WEEKS = zipf([1, 3, 2, -1, 4])
HOLIDAYS = shares({"": 60, "no": 35, "yes": 5})
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Meetings:
    """A schedule with its times and breaks, not saved and not of a version yet."""

    schedule: Schedule
    slots: list[Slot] = field(default_factory=list)
    breaks: list[ScheduleBreak] = field(default_factory=list)


def meetings(chance: Random, today: dt.date, ended: bool) -> Iterator[Meetings]:
    """One or two schedules; every one is over before today if the listing has ended."""
    for _number in range(2 if chance.random() < 0.08 else 1):
        rule = RULES.one(chance)
        schedule = new(Schedule, rule=rule, meets_on_holidays=HOLIDAYS.one(chance))
        if rule == Rule.WEEKLY:
            schedule.interval = INTERVALS.one(chance)
        if rule == Rule.MONTHLY:
            schedule.week = WEEKS.one(chance)
        if rule != Rule.DATES:
            _set_period(chance, schedule, today, ended)
        slots = list(_slots(chance, schedule, today, ended))
        yield Meetings(schedule, slots, list(_breaks(chance, schedule, today)))


def _set_period(chance: Random, of: Schedule, today: dt.date, ended: bool) -> None:
    if ended:
        of.end_date = today - DAY * chance.randint(1, 80)
        of.start_date = of.end_date - DAY * chance.randint(30, 200)
        return
    if of.interval > 1 or chance.random() < 0.5:
        of.start_date = today + DAY * chance.randint(-200, 20)
    if chance.random() < 0.4:
        of.end_date = today + DAY * chance.randint(30, 250)


def _slots(chance: Random, of: Schedule, today: dt.date, ended: bool) -> Iterator[Slot]:
    if of.rule in (Rule.AGREEMENT, Rule.ALWAYS):
        return
    if of.rule == Rule.DATES:
        first, last = (-90, -2) if ended else (2, 120)
        for offset in sorted(chance.sample(range(first, last), chance.randint(3, 6))):
            yield _slot(chance, date=today + DAY * offset)
        return
    most = chance.randint(4, 8) if of.rule == Rule.HOURS else chance.randint(1, 2)
    for weekday in sorted(WEEKDAYS.some(chance, most)):
        yield _slot(chance, weekday=weekday)


def _slot(chance: Random, weekday: int = 0, date: dt.date | None = None) -> Slot:
    hour, minute = STARTS.one(chance), chance.choice((0, 0, 0, 30))
    ends_at = dt.time((hour + chance.randint(1, 3)) % 24, minute)
    return new(
        Slot,
        weekday=date.weekday() if date else weekday,
        date=date,
        starts_at=dt.time(hour, minute),
        ends_at=ends_at if chance.random() < 0.95 else None,
    )


def _breaks(chance: Random, of: Schedule, today: dt.date) -> Iterator[ScheduleBreak]:
    if of.rule in (Rule.WEEKLY, Rule.HOURS) and chance.random() < 0.1:
        first = today + DAY * chance.randint(5, 60)
        last = first + DAY * chance.randint(0, 14)
        yield new(ScheduleBreak, first_date=first, last_date=last)

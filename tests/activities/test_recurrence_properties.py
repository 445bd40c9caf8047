"""Any rule meets on exactly the days that a walk through the calendar finds."""

import datetime as dt
from collections.abc import Iterator
from itertools import takewhile

import time_machine
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.models import Schedule, Slot
from activities.recurrence import HELSINKI, Occurrence, is_holiday, occurrences
from tests.activities.plans import DAY, NOW, schedules

WATCHED = 400 * DAY


def holidays_of(year: int) -> set[dt.date]:
    """Public holidays by the acts, and the two eves on which people are free too."""
    sunday = easter(year)
    moving = {sunday + n * DAY for n in (-2, 0, 1, 39, 49)}
    fixed = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)]
    june = (dt.date(year, 6, 19) + n * DAY for n in range(8))
    midsummer = {
        day for day in june if (day.weekday(), day.day) in MIDSUMMER | MIDSUMMER_EVE
    }
    autumn = (dt.date(year, 10, 31) + n * DAY for n in range(7))
    all_saints = {day for day in autumn if day.weekday() == 5}
    return moving | {dt.date(year, *day) for day in fixed} | midsummer | all_saints


MIDSUMMER = {(5, day) for day in range(20, 27)}
MIDSUMMER_EVE = {(4, day) for day in range(19, 26)}


def meets(schedule: Schedule, slot: Slot, day: dt.date) -> bool:
    """Whether the rule falls on the day, said as a person would say it."""
    if day.weekday() != slot.weekday:
        return False
    if schedule.start_date and day < schedule.start_date:
        return False
    if schedule.end_date and day > schedule.end_date:
        return False
    if schedule.week == -1:
        return (day + 7 * DAY).month != day.month
    if schedule.week is not None:
        return (day.day - 1) // 7 == schedule.week - 1
    return schedule.interval == 1 or weeks_since(schedule, day) % schedule.interval == 0


def weeks_since(schedule: Schedule, day: dt.date) -> int:
    assert schedule.start_date is not None
    monday = schedule.start_date - schedule.start_date.weekday() * DAY
    return (day - monday).days // 7


def is_off(schedule: Schedule, day: dt.date) -> bool:
    if any(one.first_date <= day <= one.last_date for one in schedule.breaks.all()):
        return True
    return schedule.meets_on_holidays == "no" and day in holidays_of(day.year)


def walked(schedule: Schedule, first: dt.date) -> Iterator[tuple[dt.date, dt.time]]:
    for number in range(WATCHED.days):
        day = first + number * DAY
        for slot in schedule.slots.all():
            if meets(schedule, slot, day) and not is_off(schedule, day):
                yield day, slot.starts_at


def computed(schedule: Schedule, first: dt.date) -> list[Occurrence]:
    end = dt.datetime.combine(first + WATCHED, dt.time(), HELSINKI)
    return list(takewhile(lambda one: one.starts < end, occurrences([schedule], first)))


@settings(deadline=None, max_examples=150)
@given(schedule=schedules(), first=st.dates(dt.date(2026, 9, 1), dt.date(2027, 9, 1)))
def test_the_days_are_those_of_the_calendar(schedule: Schedule, first: dt.date) -> None:
    expected = [
        dt.datetime.combine(day, at, HELSINKI).astimezone(dt.UTC)
        for day, at in walked(schedule, first)
    ]
    with time_machine.travel(NOW):
        found = [one.starts for one in computed(schedule, first)]

    assert found == sorted(expected)


@settings(deadline=None, max_examples=40)
@given(schedules=st.lists(schedules(), min_size=2, max_size=3))
def test_meetings_of_several_schedules_are_in_order(schedules: list[Schedule]) -> None:
    first = NOW.date()
    with time_machine.travel(NOW):
        merged = list(occurrences(schedules, first))
        each = [one for schedule in schedules for one in occurrences([schedule], first)]

    assert [one.starts for one in merged] == sorted(one.starts for one in each)
    assert all(one.ends is None or one.ends >= one.starts for one in merged)
    assert all(one.starts.astimezone(HELSINKI).date() >= first for one in merged)


@given(
    st.integers(2020, 2040).flatmap(
        lambda year: st.dates(dt.date(year, 1, 1), dt.date(year, 12, 31))
    )
)
def test_the_package_knows_the_public_holidays(day: dt.date) -> None:
    assert is_holiday(day) == (day in holidays_of(day.year))


def test_the_public_holidays_of_2027() -> None:
    year = (dt.date(2027, 1, 1) + n * DAY for n in range(365))

    assert [f"{day:%-d.%-m.}" for day in year if is_holiday(day)] == [
        "1.1.",
        "6.1.",
        "26.3.",
        "28.3.",
        "29.3.",
        "1.5.",
        "6.5.",
        "16.5.",
        "25.6.",
        "26.6.",
        "6.11.",
        "6.12.",
        "24.12.",
        "25.12.",
        "26.12.",
    ]

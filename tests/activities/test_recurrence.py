"""On which dates the rules of meeting fall; the dates were counted in a calendar."""

import datetime as dt
from itertools import islice

import pytest
import time_machine

from activities.recurrence import HELSINKI, occurrences
from tests import factories
from tests.factories import Spec, monthly, on_dates, weekly

pytestmark = pytest.mark.django_db
SUNDAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_that_sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def meetings(*specs: Spec, first: dt.date = SUNDAY, count: int = 4) -> list[str]:
    """The next few, as "Mon 2026-11-23 17:00-19:00" in Helsinki."""
    draft = factories.activity(published=False, schedules=specs).versions.get()
    found = []
    for one in islice(occurrences(draft.schedules.all(), first), count):
        ends = f"-{one.ends.astimezone(HELSINKI):%H:%M}" if one.ends else ""
        found.append(f"{one.starts.astimezone(HELSINKI):%a %Y-%m-%d %H:%M}{ends}")
    return found


def dates(*specs: Spec, first: dt.date = SUNDAY, count: int = 4) -> list[str]:
    return [text[:14] for text in meetings(*specs, first=first, count=count)]


def test_every_week() -> None:
    assert meetings(weekly("mo")) == [
        "Mon 2026-11-23 17:00-19:00",
        "Mon 2026-11-30 17:00-19:00",
        "Mon 2026-12-07 17:00-19:00",
        "Mon 2026-12-14 17:00-19:00",
    ]


def test_the_first_day_counts() -> None:
    assert dates(weekly("su"), count=2) == ["Sun 2026-11-22", "Sun 2026-11-29"]


def test_several_days_a_week() -> None:
    assert dates(weekly("th", "tu")) == [
        "Tue 2026-11-24",
        "Thu 2026-11-26",
        "Tue 2026-12-01",
        "Thu 2026-12-03",
    ]


def test_leap_day(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2028, 2, 1, tzinfo=HELSINKI))

    assert dates(weekly("tu"), first=dt.date(2028, 2, 28), count=2) == [
        "Tue 2028-02-29",
        "Tue 2028-03-07",
    ]


def test_every_other_week_across_week_53() -> None:
    """2026 has an ISO week 53; even and odd week numbers would stumble over it."""
    spec = weekly("mo", interval=2, start_date=dt.date(2026, 12, 14))

    assert dates(spec) == [
        "Mon 2026-12-14",
        "Mon 2026-12-28",
        "Mon 2027-01-11",
        "Mon 2027-01-25",
    ]


def test_every_other_week_across_a_year_of_52_weeks() -> None:
    spec = weekly("fr", interval=2, start_date=dt.date(2027, 12, 17))

    assert dates(spec, count=3) == [
        "Fri 2027-12-17",
        "Fri 2027-12-31",
        "Fri 2028-01-14",
    ]


def test_the_week_of_the_first_date_counts_from_its_middle_on() -> None:
    """It starts on a Wednesday: that week's Thursday is in, its Monday is not."""
    spec = weekly("mo", "th", interval=2, start_date=dt.date(2026, 12, 16))

    assert dates(spec) == [
        "Thu 2026-12-17",
        "Mon 2026-12-28",
        "Thu 2026-12-31",
        "Mon 2027-01-11",
    ]


def test_intervals_hold_after_a_long_time() -> None:
    """23 November 2026 is 151 weeks after 1 January 2024: two more make 153."""
    spec = weekly("we", interval=3, start_date=dt.date(2024, 1, 3))

    assert dates(spec, count=3) == [
        "Wed 2026-12-09",
        "Wed 2026-12-30",
        "Wed 2027-01-20",
    ]


def test_intervals_do_not_depend_on_the_day_of_asking() -> None:
    spec = weekly("mo", "fr", interval=2, start_date=dt.date(2026, 11, 25))
    expected = ["Fri 2026-11-27", "Mon 2026-12-07", "Fri 2026-12-11"]

    assert dates(spec, count=3) == expected
    assert dates(spec, first=dt.date(2026, 11, 28), count=2) == expected[1:]
    assert dates(spec, first=dt.date(2026, 12, 8), count=1) == expected[2:]


@pytest.mark.parametrize(
    ("week", "day", "expected"),
    [
        (1, "th", ["Thu 2026-12-03", "Thu 2027-01-07", "Thu 2027-02-04"]),
        (2, "tu", ["Tue 2026-12-08", "Tue 2027-01-12", "Tue 2027-02-09"]),
        (3, "mo", ["Mon 2026-12-21", "Mon 2027-01-18", "Mon 2027-02-15"]),
        (4, "we", ["Wed 2026-11-25", "Wed 2026-12-23", "Wed 2027-01-27"]),
        (4, "fr", ["Fri 2026-11-27", "Fri 2026-12-25", "Fri 2027-01-22"]),
        (-1, "fr", ["Fri 2026-11-27", "Fri 2026-12-25", "Fri 2027-01-29"]),
        (-1, "su", ["Sun 2026-11-29", "Sun 2026-12-27", "Sun 2027-01-31"]),
    ],
)
def test_once_a_month(week: int, day: str, expected: list[str]) -> None:
    assert dates(monthly(week, day), count=3) == expected


def test_chosen_dates_come_in_order() -> None:
    spec = on_dates(dt.date(2027, 1, 9), dt.date(2026, 12, 5), dt.date(2026, 11, 21))

    assert dates(spec) == ["Sat 2026-12-05", "Sat 2027-01-09"]


def test_two_times_on_a_chosen_date() -> None:
    day = dt.date(2026, 12, 5)
    spec = {"rule": "dates", "slots": [(day, "15:00-16:00"), (day, "10:00-11:00")]}

    assert meetings(spec) == [
        "Sat 2026-12-05 10:00-11:00",
        "Sat 2026-12-05 15:00-16:00",
    ]


def test_open_hours_differ_by_day() -> None:
    assert meetings(factories.hours(tu="16:00-18:00", mo="9:00-12:00"), count=3) == [
        "Mon 2026-11-23 09:00-12:00",
        "Tue 2026-11-24 16:00-18:00",
        "Mon 2026-11-30 09:00-12:00",
    ]


def test_open_hours_twice_a_day() -> None:
    spec = {"rule": "hours", "slots": [("mo", "13:00-15:00"), ("mo", "9:00-11:00")]}

    assert meetings(spec, count=2) == [
        "Mon 2026-11-23 09:00-11:00",
        "Mon 2026-11-23 13:00-15:00",
    ]


def test_only_the_start_is_known() -> None:
    assert meetings(weekly("mo", time="9:15"), count=1) == ["Mon 2026-11-23 09:15"]


@pytest.mark.parametrize("spec", [factories.by_agreement(), factories.always()])
def test_without_times_there_are_no_dates(spec: Spec) -> None:
    assert dates(spec) == []


def test_first_and_last_day_of_the_period_count() -> None:
    spec = weekly("mo", start_date=dt.date(2026, 12, 7), end_date=dt.date(2026, 12, 21))

    assert dates(spec) == ["Mon 2026-12-07", "Mon 2026-12-14", "Mon 2026-12-21"]


def test_a_period_that_is_over_has_no_dates() -> None:
    assert dates(weekly("mo", end_date=dt.date(2026, 11, 21))) == []


def test_a_month_whose_day_comes_before_the_period() -> None:
    spec = monthly(1, "tu", start_date=dt.date(2026, 12, 2))

    assert dates(spec, count=1) == ["Tue 2027-01-05"]


def test_several_schedules_in_order_of_time() -> None:
    autumn = weekly("mo", end_date=dt.date(2026, 11, 30))
    extra = on_dates(dt.date(2026, 11, 28))
    early = weekly("mo", time="9:00-10:00", start_date=dt.date(2026, 11, 30))

    assert meetings(autumn, extra, early) == [
        "Mon 2026-11-23 17:00-19:00",
        "Sat 2026-11-28 17:00-19:00",
        "Mon 2026-11-30 09:00-10:00",
        "Mon 2026-11-30 17:00-19:00",
    ]


@pytest.mark.parametrize("rule", [weekly("mo"), monthly(5 - 1, "mo")])
def test_a_rule_that_never_meets_comes_to_an_end(rule: Spec) -> None:
    for_ever = rule | {"breaks": [(SUNDAY, dt.date(9999, 12, 31))]}

    assert dates(for_ever) == []


@pytest.mark.parametrize("year", [2030, 9999])
def test_a_first_date_beyond_all_planning(year: int) -> None:
    assert dates(weekly("mo", start_date=dt.date(year, 12, 1))) == []

"""What leaves dates out or marks them: breaks, holidays, cancelled dates, a pause."""

import datetime as dt

import pytest
import time_machine

from accounts.models import User
from activities.models import Activity
from activities.recurrence import (
    HELSINKI,
    is_holiday,
    next_occurrence,
    occurrences,
    upcoming,
)
from tests import factories
from tests.factories import Spec, on_dates, weekly

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
ENDLESS = dt.date(9999, 12, 31)


@pytest.fixture(autouse=True)
def sunday_noon(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(NOON, tick=False)


def coming(activity: Activity, limit: int = 3) -> list[tuple[str, bool]]:
    """Date and start in Helsinki, and whether it is cancelled."""
    fresh = Activity.objects.with_page().get(pk=activity.pk)
    return [
        (f"{one.starts.astimezone(HELSINKI):%Y-%m-%d %H:%M}", one.cancelled is not None)
        for one in upcoming(fresh, limit)
    ]


def days_of(spec: Spec, first: dt.date, last: dt.date) -> list[dt.date]:
    entry = factories.activity(published=False, schedules=[spec])
    found = []
    for one in occurrences(entry.versions.get().schedules.all(), first):
        day = one.starts.astimezone(HELSINKI).date()
        if day > last:
            break
        found.append(day)
    return found


def test_no_meetings_in_a_break() -> None:
    pause = (dt.date(2026, 12, 14), dt.date(2027, 1, 4))
    spec = weekly("mo", breaks=[pause])

    assert days_of(spec, dt.date(2026, 12, 1), dt.date(2027, 1, 20)) == [
        dt.date(2026, 12, 7),
        dt.date(2027, 1, 11),
        dt.date(2027, 1, 18),
    ]


def test_breaks_of_one_day_and_overlapping_ones() -> None:
    breaks = [
        (dt.date(2026, 12, 7), dt.date(2026, 12, 7)),
        (dt.date(2026, 12, 20), dt.date(2027, 1, 3)),
        (dt.date(2026, 12, 28), dt.date(2027, 1, 10)),
    ]
    found = days_of(
        weekly("mo", breaks=breaks), dt.date(2026, 12, 1), dt.date(2027, 1, 12)
    )

    assert found == [dt.date(2026, 12, 14), dt.date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("answer", "meets"), [("yes", True), ("no", False), ("", True)]
)
@pytest.mark.parametrize(
    "day",
    [
        dt.date(2026, 12, 24),  # Christmas Eve, a Thursday
        dt.date(2026, 12, 25),
        dt.date(2027, 1, 6),  # Epiphany
        dt.date(2027, 3, 29),  # Easter Monday
        dt.date(2027, 6, 25),  # Midsummer Eve, a Friday
        dt.date(2027, 12, 6),  # Independence Day, a Monday
    ],
)
def test_public_holidays(day: dt.date, answer: str, meets: bool) -> None:
    weekday = factories.DAYS[day.weekday()]
    spec = weekly(weekday, meets_on_holidays=answer)
    before, after = day - dt.timedelta(days=7), day + dt.timedelta(days=7)
    found = days_of(spec, before, after)

    assert (day in found) is meets
    assert before in found


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2026, 12, 31),  # New Year's Eve
        dt.date(2027, 6, 24),  # the Thursday before Midsummer Eve
        dt.date(2027, 3, 25),  # the Thursday before Good Friday
        dt.date(2026, 11, 22),
    ],
)
def test_other_days_are_no_holidays(day: dt.date) -> None:
    assert not is_holiday(day)


def test_a_chosen_date_on_a_holiday() -> None:
    eve = dt.date(2026, 12, 24)
    off = on_dates(eve, dt.date(2026, 12, 23)) | {"meets_on_holidays": "no"}

    assert days_of(off, eve, eve) == []
    assert days_of(on_dates(eve), eve, eve) == [eve]


def test_a_cancelled_date_is_shown_as_cancelled(ada: User) -> None:
    entry = factories.activity()
    entry.cancel_date(ada, dt.date(2026, 11, 23), reason_fi="Ohjaaja on sairas.")
    fresh = Activity.objects.with_page().get(pk=entry.pk)

    assert coming(entry) == [
        ("2026-11-23 17:00", True),
        ("2026-11-30 17:00", False),
        ("2026-12-07 17:00", False),
    ]
    first = upcoming(fresh)[0].cancelled
    assert first is not None
    assert first.reason_fi == "Ohjaaja on sairas."


def test_the_next_meeting_is_one_that_takes_place(ada: User) -> None:
    entry = factories.activity()
    entry.cancel_date(ada, dt.date(2026, 11, 23))
    entry.cancel_date(ada, dt.date(2026, 11, 30))
    found = next_occurrence(Activity.objects.get(pk=entry.pk))

    assert found is not None
    assert found.starts == dt.datetime(2026, 12, 7, 15, tzinfo=dt.UTC)


def test_no_next_meeting_when_all_are_cancelled(ada: User) -> None:
    entry = factories.activity(schedules=[on_dates(dt.date(2026, 11, 23))])
    entry.cancel_date(ada, dt.date(2026, 11, 23))

    assert next_occurrence(Activity.objects.get(pk=entry.pk)) is None


def test_a_whole_date_or_one_time_of_it_is_cancelled(ada: User) -> None:
    twice = {"rule": "hours", "slots": [("mo", "9:00-11:00"), ("mo", "13:00-15:00")]}
    entry = factories.activity(schedules=[twice])
    entry.cancel_date(ada, dt.date(2026, 11, 23), dt.time(13))
    entry.cancel_date(ada, dt.date(2026, 11, 30))

    assert coming(entry, limit=5) == [
        ("2026-11-23 09:00", False),
        ("2026-11-23 13:00", True),
        ("2026-11-30 09:00", True),
        ("2026-11-30 13:00", True),
        ("2026-12-07 09:00", False),
    ]


def test_a_night_is_cancelled_by_the_date_it_begins_on(ada: User) -> None:
    entry = factories.activity(schedules=[weekly("mo", time="22:00-1:00")])
    entry.cancel_date(ada, dt.date(2026, 11, 24))
    entry.cancel_date(ada, dt.date(2026, 11, 30))

    assert coming(entry, limit=2) == [
        ("2026-11-23 22:00", False),
        ("2026-11-30 22:00", True),
    ]


@pytest.mark.parametrize("at", [dt.time(3, 30), dt.time(4, 30)])
def test_a_time_that_the_clock_skips_can_be_cancelled(ada: User, at: dt.time) -> None:
    """On 28 March 2027 half past three is half past four."""
    change = dt.date(2027, 3, 28)
    spec = on_dates(change, time="3:30-5:30")
    entry = factories.activity(schedules=[spec])
    entry.cancel_date(ada, change, at)

    assert coming(entry) == [("2027-03-28 04:30", True)]


def test_on_a_break_the_next_date_is_after_it(ada: User) -> None:
    entry = factories.activity()
    entry.set_break(ada, dt.date(2026, 12, 7))

    assert coming(entry, limit=2) == [
        ("2026-12-14 17:00", False),
        ("2026-12-21 17:00", False),
    ]


def test_a_break_is_over_on_the_day_after(
    ada: User, time_machine: time_machine.TimeMachineFixture
) -> None:
    entry = factories.activity()
    entry.set_break(ada, dt.date(2026, 11, 23))
    time_machine.move_to(dt.datetime(2026, 11, 23, 23, 59, tzinfo=HELSINKI))
    assert entry.is_on_break

    time_machine.move_to(dt.datetime(2026, 11, 24, 0, 1, tzinfo=HELSINKI))
    assert not entry.is_on_break
    assert coming(entry, limit=1) == [("2026-11-30 17:00", False)]


def test_a_break_without_an_end_in_sight(ada: User) -> None:
    entry = factories.activity()
    entry.set_break(ada, ENDLESS)

    assert coming(entry) == []


def test_what_was_never_public_has_no_dates() -> None:
    assert coming(factories.activity(published=False)) == []

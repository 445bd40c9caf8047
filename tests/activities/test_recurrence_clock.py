"""The clock: midnight in Helsinki, nights, and the changes of daylight-saving time.

In 2026 and 2027 Finland puts its clocks back at 4:00 on 25 October and 31 October, and
forward at 3:00 on 28 March 2027.
"""

import datetime as dt

import pytest
import time_machine

from activities.models import Activity, Slot
from activities.recurrence import HELSINKI, slot_occurrence, upcoming
from tests import factories
from tests.factories import weekly

Clock = time_machine.TimeMachineFixture


def starts(entry: Activity, limit: int = 2) -> list[str]:
    fresh = Activity.objects.with_page().get(pk=entry.pk)
    return [f"{one.starts:%Y-%m-%d %H:%M}" for one in upcoming(fresh, limit)]


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI)


def slot(starts_at: str, ends_at: str) -> Slot:
    first, last = dt.time.fromisoformat(starts_at), dt.time.fromisoformat(ends_at)
    return Slot(weekday=6, starts_at=first, ends_at=last)


@pytest.mark.django_db
def test_a_meeting_is_shown_until_it_is_over(time_machine: Clock) -> None:
    time_machine.move_to(at(22, 12))
    entry = factories.activity()

    time_machine.move_to(at(23, 18, 59))
    assert starts(entry, limit=1) == ["2026-11-23 15:00"]
    time_machine.move_to(at(23, 19), tick=False)
    assert starts(entry, limit=1) == ["2026-11-30 15:00"]


@pytest.mark.django_db
def test_without_an_end_it_is_over_when_it_starts(time_machine: Clock) -> None:
    time_machine.move_to(at(22, 12))
    entry = factories.activity(schedules=[weekly("mo", time="17:00")])

    time_machine.move_to(at(23, 16, 59))
    assert starts(entry, limit=1) == ["2026-11-23 15:00"]
    time_machine.move_to(at(23, 17), tick=False)
    assert starts(entry, limit=1) == ["2026-11-30 15:00"]


@pytest.mark.django_db
def test_a_night_is_still_shown_after_midnight(time_machine: Clock) -> None:
    time_machine.move_to(at(22, 12))
    entry = factories.activity(schedules=[weekly("mo", time="22:00-1:00")])

    time_machine.move_to(at(24, 0, 30))
    assert starts(entry, limit=1) == ["2026-11-23 20:00"]
    time_machine.move_to(at(24, 1), tick=False)
    assert starts(entry, limit=1) == ["2026-11-30 20:00"]


@pytest.mark.django_db
def test_the_date_is_the_one_in_helsinki(time_machine: Clock) -> None:
    """At 22:30 UTC on Sunday it is Monday already; on Monday it is Tuesday."""
    time_machine.move_to(dt.datetime(2026, 11, 22, 22, 30, tzinfo=dt.UTC))
    entry = factories.activity(schedules=[weekly("mo", time="0:15-0:25")])
    assert starts(entry, limit=1) == ["2026-11-29 22:15"]

    entry = factories.activity("Yövuoro", schedules=[weekly("mo", time="0:45-1:00")])
    assert starts(entry, limit=1) == ["2026-11-22 22:45"]


@pytest.mark.django_db
def test_on_its_last_day_an_entry_has_not_ended(time_machine: Clock) -> None:
    time_machine.move_to(at(23, 12))
    last = dt.date(2026, 11, 23)
    entry = factories.activity(schedules=[weekly("mo", end_date=last)])
    assert entry.ended_on is None

    # The last meeting is over, and the day is not.
    time_machine.move_to(at(23, 23, 59))
    assert starts(entry) == []
    assert entry.ended_on is None
    assert list(Activity.objects.not_ended()) == [entry]

    # Midnight in Helsinki is 22:00 UTC.
    time_machine.move_to(dt.datetime(2026, 11, 23, 22, 0, tzinfo=dt.UTC))
    assert entry.ended_on == last
    assert not Activity.objects.not_ended().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((2026, 10, 17), ["2026-10-18 14:00", "2026-10-25 15:00"]),
        ((2027, 3, 20), ["2027-03-21 15:00", "2027-03-28 14:00"]),
        ((2027, 10, 23), ["2027-10-24 14:00", "2027-10-31 15:00"]),
    ],
)
def test_five_o_clock_stays_five_o_clock(
    time_machine: Clock, now: tuple[int, int, int], expected: list[str]
) -> None:
    """In UTC it is 14:00 in summer and 15:00 in winter."""
    time_machine.move_to(dt.datetime(*now, 12, tzinfo=HELSINKI))

    assert starts(factories.activity(schedules=[weekly("su")])) == expected


@pytest.mark.parametrize(
    ("times", "day", "expected"),
    [
        # 3:30 does not exist; RFC 5545 counts it with the offset before the change.
        (("03:30", "05:00"), (2027, 3, 28), ("01:30", "02:00")),
        # 3:30 comes twice; the first one is meant.
        (("03:30", "05:00"), (2026, 10, 25), ("00:30", "03:00")),
        (("03:30", "05:00"), (2027, 10, 31), ("00:30", "03:00")),
        # The end may not come before the start, which is 4:30 here.
        (("03:30", "04:00"), (2027, 3, 28), ("01:30", "01:30")),
        (("02:30", "03:30"), (2027, 3, 28), ("00:30", "01:30")),
    ],
)
def test_the_hour_that_is_skipped_or_comes_twice(
    times: tuple[str, str], day: tuple[int, int, int], expected: tuple[str, str]
) -> None:
    found = slot_occurrence(slot(*times), dt.date(*day))

    assert found.ends is not None
    assert (f"{found.starts:%H:%M}", f"{found.ends:%H:%M}") == expected


@pytest.mark.parametrize(
    ("day", "hours"), [((2027, 3, 27), 5), ((2026, 10, 24), 7), ((2026, 11, 23), 6)]
)
def test_a_night_is_as_long_as_the_clock_makes_it(
    day: tuple[int, int, int], hours: int
) -> None:
    found = slot_occurrence(slot("22:00", "04:00"), dt.date(*day))

    assert found.ends is not None
    assert found.ends - found.starts == dt.timedelta(hours=hours)


def test_an_end_at_the_start_is_a_day_later() -> None:
    found = slot_occurrence(slot("08:00", "08:00"), dt.date(2026, 11, 23))

    assert found.ends == dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)

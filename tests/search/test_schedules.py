"""day and time: both must hold for one and the same meeting time of a schedule."""

import datetime as dt
from typing import Any

import pytest

from tests import factories
from tests.factories import always, by_agreement, day, hours, monthly, on_dates, weekly
from tests.search.asking import counts, found

pytestmark = pytest.mark.django_db

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = ("morning", "afternoon", "evening")


def meets(title: str, *schedules: dict[str, Any]) -> None:
    factories.activity(title, schedules=schedules)


def weekday(date: dt.date) -> str:
    return DAYS[date.weekday()]


def coming(name: str) -> dt.date:
    """The next date on a day of the week, at least a week from now."""
    return next(day(n) for n in range(7, 14) if weekday(day(n)) == name)


def test_day() -> None:
    meets("Mondays", weekly("mo"))
    meets("Mondays and Fridays", weekly("mo", "fr"))
    meets("First Friday", monthly(1, "fr"))

    assert found("day=mo") == ["Mondays", "Mondays and Fridays"]
    assert found("day=fr") == ["Mondays and Fridays", "First Friday"]
    assert found("day=mo&day=fr") == [
        "Mondays",
        "Mondays and Fridays",
        "First Friday",
    ]
    assert not found("day=su")


@pytest.mark.parametrize(
    ("start", "time"),
    [
        ("00:00", "morning"),
        ("11:59", "morning"),
        ("12:00", "afternoon"),
        ("16:59", "afternoon"),
        ("17:00", "evening"),
        ("23:59", "evening"),
    ],
)
def test_time_is_that_of_the_start(start: str, time: str) -> None:
    meets("Café", weekly("mo", time=start))

    assert [name for name in TIMES if found(f"time={name}")] == [time]
    assert counts("", "time") == {time: 1}


def test_end_does_not_matter() -> None:
    meets("All day", hours(mo="9:00-20:00"))
    meets("Past midnight", weekly("mo", time="22:00-02:00"))

    assert found("time=morning") == ["All day"]
    assert found("day=mo&time=evening") == ["Past midnight"]
    assert not found("day=tu")


def test_day_and_time_hold_for_one_meeting_time() -> None:
    meets("Two schedules", weekly("mo", time="10:00-11:00"), weekly("tu", time="18:00"))
    meets("One schedule", hours(mo="10:00-11:00", tu="18:00-19:00"))
    meets("Monday evenings", weekly("mo", time="18:00"))

    assert found("day=mo&time=evening") == ["Monday evenings"]
    assert found("day=mo&time=morning") == ["Two schedules", "One schedule"]
    assert found("day=mo&day=tu&time=evening") == [
        "Two schedules",
        "One schedule",
        "Monday evenings",
    ]
    assert not found("day=tu&time=morning&time=afternoon")


def test_schedule_that_has_not_begun_counts() -> None:
    meets("From next month", weekly("mo", start_date=day(30)))
    meets("Now", weekly("tu", start_date=day(-30), end_date=day(30)))

    assert found("day=mo") == ["From next month"]
    assert counts("", "day") == {"mo": 1, "tu": 1}


def test_ended_schedule_beside_a_living_one() -> None:
    meets(
        "Moved to Tuesdays",
        weekly("mo", time="10:00", end_date=day(-1)),
        weekly("tu", time="18:00"),
    )

    assert found() == found("day=tu") == ["Moved to Tuesdays"]
    assert not found("day=mo")
    assert not found("time=morning")
    assert counts("", "day") == {"tu": 1}
    assert counts("", "time") == {"evening": 1}


def test_schedule_that_ends_today_is_not_over() -> None:
    meets("Last time today", weekly("mo", end_date=day(0)))
    meets("Over", weekly("mo", end_date=day(-1)))

    assert found("day=mo") == ["Last time today"]


def test_chosen_dates_count_while_they_are_to_come() -> None:
    monday, tuesday = coming("mo"), coming("tu")
    gone = tuesday - dt.timedelta(days=14)
    meets("Monday to come, Tuesday gone", on_dates(monday, gone))
    meets("All gone", on_dates(gone))
    meets("Today", on_dates(day(0)))

    assert found("day=mo") == ["Monday to come, Tuesday gone"] + (
        ["Today"] if weekday(day(0)) == "mo" else []
    )
    assert "Monday to come, Tuesday gone" not in found("day=tu")
    assert "Today" in found(f"day={weekday(day(0))}")
    assert "All gone" not in found()


def test_each_chosen_date_has_its_own_time() -> None:
    monday, tuesday = coming("mo"), coming("tu")
    slots = [(monday, "10:00"), (tuesday, "18:00")]
    meets("Course", {"rule": "dates", "slots": slots})

    assert found("day=mo&time=morning") == ["Course"]
    assert not found("day=mo&time=evening")


def test_by_agreement_has_no_day() -> None:
    meets("By agreement", by_agreement())
    meets("By agreement, and on Mondays", by_agreement(), weekly("mo"))

    assert found() == ["By agreement", "By agreement, and on Mondays"]
    assert found("day=mo") == ["By agreement, and on Mondays"]
    assert found("time=evening") == ["By agreement, and on Mondays"]
    assert found("&".join(f"day={name}" for name in DAYS)) == [
        "By agreement, and on Mondays"
    ]


def test_always_open_is_open_on_every_day_at_every_time() -> None:
    meets("Helpline", always())
    meets("Helpline and café", always(), weekly("mo", time="18:00"))

    for query in ("day=su", "time=morning", "day=we&time=afternoon"):
        assert found(query) == ["Helpline", "Helpline and café"]
    assert counts("", "day") == dict.fromkeys(DAYS, 2)
    assert counts("day=mo&time=evening", "time") == dict.fromkeys(TIMES, 2)


def test_always_open_until_it_ends() -> None:
    meets("Closed", {**always(), "end_date": day(-1)}, weekly("mo"))

    assert not found("day=su")
    assert counts("", "day") == {"mo": 1}


def test_days_are_counted_with_the_chosen_time_and_the_reverse() -> None:
    meets("Monday mornings", weekly("mo", time="9:00"))
    meets("Monday and Tuesday evenings", weekly("mo", "tu", time="18:00"))
    meets("Tuesday mornings", weekly("tu", time="9:00"))

    assert counts("", "day") == {"mo": 2, "tu": 2}
    assert counts("", "time") == {"morning": 2, "evening": 1}
    for own in ("", "&day=mo"):
        assert counts(f"time=evening{own}", "day") == {"mo": 1, "tu": 1}
    for own in ("", "&time=evening"):
        assert counts(f"day=mo{own}", "time") == {"morning": 1, "evening": 1}
    assert counts("day=mo&time=morning", "theme") == {"finnish": 1}


def test_entry_counts_once_for_a_day() -> None:
    meets("Twice on Mondays", weekly("mo", time="9:00"), weekly("mo", time="18:00"))

    assert counts("", "day") == {"mo": 1}
    assert counts("", "time") == {"morning": 1, "evening": 1}
    assert len(found("day=mo")) == 1

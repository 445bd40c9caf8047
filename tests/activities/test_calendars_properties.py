"""What a calendar makes of the .ics file is what the page says."""

import datetime as dt
from itertools import takewhile
from typing import Any

import time_machine
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from activities.calendars import calendar_of
from activities.models import Activity, CancelledDate, Schedule, Version
from activities.recurrence import HELSINKI, upcoming
from organisations.models import Organisation
from tests.activities.plans import DAY, NOW, fetched, schedules

YEAR = 365 * DAY


def entry_with(
    plans: list[Schedule], cancelled: list[CancelledDate], break_until: dt.date | None
) -> Activity:
    version = Version(pk=1, title_fi="Kielikahvila", approved_at=NOW - YEAR)
    fetched(version, schedules=plans, municipalities=[])
    entry = Activity(
        pk=1,
        organisation=Organisation(pk=1),
        public_version=version,
        break_until=break_until,
    )
    fetched(entry, cancelled_dates=cancelled)
    return entry


def expanded(event: Any) -> list[dt.datetime]:
    """The starts of an event, by the standard and nothing of ours."""
    start = event["DTSTART"].dt.replace(tzinfo=None)
    if "RRULE" not in event:
        return [in_utc(start)]
    rule = event["RRULE"]
    if "UNTIL" in rule:
        until = rule["UNTIL"][0].astimezone(HELSINKI)
        rule["UNTIL"] = [until.replace(tzinfo=None)]
    found = rrulestr(rule.to_ical().decode(), dtstart=start)
    last = (NOW + YEAR).replace(tzinfo=None)
    left_out = excluded(event)
    days = takewhile(lambda moment: moment <= last, found)
    return [in_utc(moment) for moment in days if moment not in left_out]


def excluded(event: Any) -> set[dt.datetime]:
    lists = event.get("EXDATE", [])
    lists = lists if isinstance(lists, list) else [lists]
    return {one.dt.replace(tzinfo=None) for dates in lists for one in dates.dts}


def in_utc(local: dt.datetime) -> dt.datetime:
    return local.replace(tzinfo=HELSINKI).astimezone(dt.UTC)


@st.composite
def cancellations(draw: st.DrawFn, plans: list[Schedule]) -> list[CancelledDate]:
    """Of days, or of single times; most of them hit a meeting."""
    slots = [slot for plan in plans for slot in plan.slots.all()]
    found = []
    for _number in range(draw(st.integers(0, 3))):
        slot = draw(st.sampled_from(slots))
        monday = NOW.date() + draw(st.integers(0, 50)) * 7 * DAY + DAY
        starts_at = draw(st.sampled_from([None, slot.starts_at]))
        date = monday + slot.weekday * DAY
        found.append(CancelledDate(date=date, starts_at=starts_at))
    return found


@settings(deadline=None, max_examples=40)
@given(data=st.data(), plans=st.lists(schedules(), min_size=1, max_size=2))
def test_the_calendar_and_the_page_show_the_same_dates(
    data: st.DataObject, plans: list[Schedule]
) -> None:
    cancelled = data.draw(cancellations(plans))
    pause = data.draw(st.none() | st.dates(NOW.date() - 9 * DAY, NOW.date() + 90 * DAY))
    entry = entry_with(plans, cancelled, pause)
    with time_machine.travel(NOW, tick=False):
        events = Calendar.from_ical(calendar_of(entry)).walk("VEVENT")
        shown = [o.starts for o in upcoming(entry, limit=5000) if not o.cancelled]

    def within_a_year(moments: list[dt.datetime]) -> list[dt.datetime]:
        return sorted(one for one in moments if NOW < one <= NOW + YEAR)

    in_file = [moment for event in events for moment in expanded(event)]
    assert within_a_year(in_file) == within_a_year(shown)

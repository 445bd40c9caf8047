"""The .ics file of an entry, read back by another library's rules (RFC 5545)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils.translation import override
from icalendar import Calendar

from accounts.models import User
from activities.calendars import calendar_of
from activities.models import Activity
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import monthly, on_dates, weekly

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI), tick=False)


def file_of(entry: Activity) -> bytes:
    return calendar_of(Activity.objects.with_page().get(pk=entry.pk))


def events_of(entry: Activity) -> list[Any]:
    return list(Calendar.from_ical(file_of(entry)).walk("VEVENT"))


def local(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), HELSINKI)


def test_says_what_where_and_when() -> None:
    entry = factories.activity(
        "Kielikahvila",
        venue_fi="Kirjasto",
        address="Kirjastokatu 1",
        postcode="00100",
        latitude=60.17,
        longitude=24.94,
    )
    (event,) = events_of(entry)

    assert event["SUMMARY"] == "Kielikahvila"
    assert event["DESCRIPTION"] == "Puhumme suomea."
    assert event["LOCATION"] == "Kirjasto, Kirjastokatu 1, 00100 Helsinki"
    assert (event["GEO"].latitude, event["GEO"].longitude) == (60.17, 24.94)
    assert event["URL"].endswith(f"/fi/toiminta/{entry.pk}-kielikahvila/")
    assert event["DTSTART"].dt == local(MONDAY, 17)
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert event["DTEND"].dt == local(MONDAY, 19)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO"
    assert event["UID"].endswith("@localhost:8000")
    assert event["DTSTAMP"].dt == entry.published_version.approved_at


def test_speaks_the_language_of_the_page() -> None:
    entry = factories.activity("Kielikahvila", title_sv="Språkcafé")

    with override("sv"):
        (event,) = events_of(entry)
        calendar = Calendar.from_ical(file_of(entry))
    assert event["SUMMARY"] == "Språkcafé"
    # There is no Swedish summary: the Finnish one is better than none.
    assert event["DESCRIPTION"] == "Puhumme suomea."
    assert "/sv/verksamhet/" in event["URL"]
    assert event["LOCATION"] == "Helsingfors"
    assert calendar["X-WR-CALNAME"] == "Språkcafé"


def test_is_written_as_the_standard_wants() -> None:
    title = "Ä" * 60 + "; kahvi, tee\\muu"
    entry = factories.activity(title, summary_fi="Yksi,\nkaksi")
    lines = file_of(entry).split(b"\r\n")

    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
    assert b"VERSION:2.0" in lines
    assert b"BEGIN:VTIMEZONE" in lines
    (event,) = events_of(entry)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (title, "Yksi,\nkaksi")


def test_a_rule_in_the_words_of_the_standard() -> None:
    first, last = dt.date(2026, 11, 25), dt.date(2027, 5, 31)
    entry = factories.activity(
        schedules=[
            weekly("mo", "th", interval=2, start_date=first, end_date=last),
            monthly(-1, "fr"),
        ]
    )
    rules = [event["RRULE"].to_ical().decode() for event in events_of(entry)]

    # The last day ends at 20:59:59 UTC in summer.
    until = ";UNTIL=20270531T205959Z"
    assert rules == [
        f"FREQ=WEEKLY{until};INTERVAL=2;BYDAY=MO;WKST=MO",
        f"FREQ=WEEKLY{until};INTERVAL=2;BYDAY=TH;WKST=MO",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ]


def test_a_night_ends_on_the_next_day() -> None:
    (event,) = events_of(
        factories.activity(schedules=[weekly("mo", time="22:00-1:00")])
    )

    assert event["DTSTART"].dt == local(MONDAY, 22)
    assert event["DTEND"].dt == local(MONDAY + dt.timedelta(days=1), 1)


def test_an_open_end_is_left_out() -> None:
    (event,) = events_of(factories.activity(schedules=[weekly("mo", time="17:00")]))

    assert "DTEND" not in event


def test_chosen_dates_are_single_events(ada: User) -> None:
    past, next_one, last = dt.date(2026, 11, 2), MONDAY, dt.date(2026, 12, 7)
    entry = factories.activity(schedules=[on_dates(past, next_one, last)])
    entry.cancel_date(ada, next_one)
    (event,) = events_of(entry)

    assert event["DTSTART"].dt == local(last, 17)
    assert "RRULE" not in event


def test_what_is_left_out_is_an_exception_to_the_rule(ada: User) -> None:
    breaks = [(dt.date(2026, 12, 14), dt.date(2026, 12, 31))]
    spec = weekly("mo", breaks=breaks, end_date=dt.date(2027, 4, 5))
    entry = factories.activity(schedules=[spec | {"meets_on_holidays": "no"}])
    entry.cancel_date(ada, dt.date(2026, 12, 7))
    entry.cancel_date(ada, dt.date(2027, 1, 11), dt.time(17))
    entry.cancel_date(ada, dt.date(2027, 1, 18), dt.time(9))
    (event,) = events_of(entry)

    out = {one.dt for dates in event["EXDATE"] for one in dates.dts}
    days = [(2026, 12, 7), (2026, 12, 14), (2026, 12, 21), (2026, 12, 28)]
    # Cancelled at 17, and Easter Monday; at nine o'clock there was nothing.
    days += [(2027, 1, 11), (2027, 3, 29)]
    assert out == {local(dt.date(*day), 17) for day in days}


def test_exceptions_hold_for_what_began_years_ago(ada: User) -> None:
    spec = weekly("mo", start_date=dt.date(2020, 1, 6))
    entry = factories.activity(schedules=[spec])
    entry.cancel_date(ada, MONDAY)
    (event,) = events_of(entry)

    assert event["DTSTART"].dt == local(dt.date(2020, 1, 6), 17)
    assert event["EXDATE"].dts[0].dt == local(MONDAY, 17)


def test_a_break_of_the_entry_postpones_the_first_date(ada: User) -> None:
    entry = factories.activity()
    entry.set_break(ada, dt.date(2026, 12, 7))
    (event,) = events_of(entry)

    assert event["DTSTART"].dt == local(dt.date(2026, 12, 14), 17)


def test_a_rule_goes_on_at_its_own_time_after_an_hour_is_skipped() -> None:
    """The first Sunday has no half past three; the second one has."""
    first = dt.date(2027, 3, 28)
    spec = weekly("su", time="3:30-5:00", start_date=first)
    (event,) = events_of(factories.activity(schedules=[spec]))

    assert f"{event['DTSTART'].dt:%Y-%m-%d %H:%M}" == "2027-03-28 03:30"


@pytest.mark.parametrize(
    "spec",
    [
        factories.by_agreement(),
        factories.always(),
        weekly("mo", end_date=dt.date(2026, 11, 1)),
        weekly("mo", breaks=[(dt.date(2026, 1, 1), dt.date(9999, 12, 31))]),
    ],
)
def test_without_dates_the_calendar_is_empty(spec: factories.Spec) -> None:
    entry = factories.activity(schedules=[spec])

    assert events_of(entry) == []
    assert b"BEGIN:VCALENDAR" in file_of(entry)


def test_contacts_are_not_in_the_file() -> None:
    entry = factories.activity(
        contact_name="Aino", phone="040 123 4567", email="aino@example.org"
    )
    text = file_of(entry)

    assert not any(part in text for part in (b"Aino", b"040 123", b"aino@"))


def test_online_without_a_place() -> None:
    entry = factories.activity(terms={"municipalities": []}, online=True, on_site=False)
    (event,) = events_of(entry)

    assert event.get("LOCATION", "") == ""

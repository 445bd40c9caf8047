"""What a document says of an entry, and that it stays true as time passes."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import documents
from activities.facts import ACCESS
from activities.models import Activity, Document, Schedule, Slot, Version
from activities.public_facts import facts_of
from activities.recurrence import HELSINKI, next_occurrence
from activities.words import tokens_of
from organisations.models import Organisation
from tests import factories
from tests.activities.plans import DAY, NOW, fetched, made, schedules
from tests.activities.test_calendars_properties import cancellations
from tests.factories import always, by_agreement, monthly, on_dates, weekly
from textanalysis.analysis import analyse

SUNDAY = NOW.date()


def facts(**fields: Any) -> Any:
    """As a reader finds them: pairs have become lists."""
    entry = factories.activity(**fields)
    documents.rebuild()
    return Document.objects.get(pk=entry.pk).facts


def values(**fields: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = facts(**fields)["values"]
    return found


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_plain_entry() -> None:
    found = facts()

    entry = Activity.objects.get()
    tokens = found.pop("tokens")
    meetings = found.pop("meetings")
    assert found == {
        "id": entry.pk,
        "kind": "activity",
        "listed_until": "2027-07-21",
        "checked_on": "2026-11-22",
        "published_at": NOW.timestamp(),
        "values": {
            "municipality": ["091"],
            "region": ["01"],
            "language": ["fi"],
            "theme": ["finnish"],
            "format": ["language-cafe"],
            "welcome": ["all"],
            "organisation": [str(entry.organisation_id)],
        },
        "anywhere": False,
        "open_to_others": True,
        "min_age": None,
        "max_age": None,
        "level_stated": False,
        "meets": [["mo", "evening", None]],
        "places": [[60.1675, 24.9427]],
    }
    assert meetings[:2] == [
        [at("2026-11-23 17:00"), at("2026-11-23 19:00")],
        [at("2026-11-30 17:00"), at("2026-11-30 19:00")],
    ]
    # The last within 120 days, and the first after them.
    assert [start for start, _end in meetings[-2:]] == [
        at("2027-03-22 17:00"),
        at("2027-03-29 17:00"),
    ]
    assert set(tokens) == {"title", "summary", "body", "terms", "related"}


def at(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=HELSINKI).timestamp())


@pytest.mark.django_db
def test_everything_stated() -> None:
    found = facts(
        terms={
            "municipalities": ["049", "205"],
            "languages": ["fi-x-selko"],
            "interpreted_languages": ["ar", "fi"],
            "target_groups": ["women", "children"],
        },
        kind="training",
        proficiency="a2",
        welcome="only",
        price="free",
        registration="none",
        online=True,
        child_care="arranged",
        min_age=7,
        max_age=12,
        latitude=61.5,
        longitude=23.75,
        **dict.fromkeys(ACCESS.values(), "yes"),
    )

    stated = found["values"]
    assert stated["municipality"] == ["049", "205"]
    assert stated["region"] == ["01", "18"]
    assert stated["language"] == ["ar", "fi", "fi-x-selko"]
    assert stated["target"] == ["children", "women"]
    assert stated["level"] == ["a2", "b1", "b2"]
    assert stated["welcome"] == ["only"]
    assert stated["access"] == list(ACCESS)
    assert all(stated[name] == ["1"] for name in ("free", "dropin", "online"))
    assert stated["childcare"] == ["1"]
    assert (found["kind"], found["anywhere"]) == ("training", True)
    assert (found["min_age"], found["max_age"]) == (7, 12)
    assert found["level_stated"] is True
    assert found["open_to_others"] is False
    assert found["places"] == [[61.5, 23.75]]


@pytest.mark.django_db
def test_unknown_is_never_yes() -> None:
    stated = values(
        price="ask",
        registration="needed",
        child_care="bring",
        wheelchair="no",
        terms={"municipalities": []},
        nationwide=True,
    )

    left_out = {"free", "dropin", "online", "childcare", "access", "municipality"}
    assert not left_out & stated.keys()


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("plans", "meets", "until"),
    [
        ([by_agreement()], [], "2027-07-21"),
        (
            [weekly("mo", "tu", end_date=SUNDAY + 9 * DAY)],
            [["mo", "evening", "2026-12-01"], ["tu", "evening", "2026-12-01"]],
            "2026-12-01",
        ),
        (
            [on_dates(SUNDAY, SUNDAY + 2 * DAY, time="11:59-13:00")],
            [["su", "morning", "2026-11-22"], ["tu", "morning", "2026-11-24"]],
            "2026-11-24",
        ),
        (
            [monthly(1, "fr", time="12:00-13:00"), on_dates(SUNDAY)],
            [["fr", "afternoon", None], ["su", "evening", "2026-11-22"]],
            "2027-07-21",
        ),
        (
            [weekly("mo"), weekly("mo", time="18:00-20:00")],
            [["mo", "evening", None]],
            "2027-07-21",
        ),
    ],
)
def test_pairs_of_day_and_time(
    plans: list[factories.Spec], meets: list[list[str | None]], until: str
) -> None:
    found = facts(schedules=plans)

    assert found["meets"] == meets
    assert found["listed_until"] == until
    assert "always_until" not in found


@pytest.mark.django_db
def test_always_open() -> None:
    assert facts(schedules=[always()])["always_until"] == ""
    ending = always() | {"end_date": SUNDAY}
    entry = factories.activity("Toinen", schedules=[ending, weekly("mo")])
    assert Document.objects.get(pk=entry.pk).facts["always_until"] == "2026-11-22"


@pytest.mark.django_db
def test_tokens_of_names_words_and_facts() -> None:
    factories.theme("finnish", name_fi="Suomen kieli", name_sv="Finska")
    entry = factories.activity(
        price="free",
        venue_sv="Stadshuset",
        address="Kirkkokatu 7",
        postcode="00100",
        district="Kallio",
    )

    ((pk, tokens),) = tokens_of(Activity.objects.all())

    assert pk == entry.pk
    named = ["Finska", "Stadshuset", "00100", "Kallio", "Helsingfors", "Uusimaa"]
    named += ["Kotikulma ry", "suomi", "free"]
    assert set(analyse(named)) <= set(tokens["terms"])
    assert tokens["related"] == []
    assert "helsinki" not in tokens["title"]


def entry_with(plans: list[Schedule], **fields: Any) -> Activity:
    version = Version(pk=1, tokens={})
    links = ("municipalities", "languages", "interpreted_languages")
    terms = ("target_groups", "themes", "formats")
    fetched(version, schedules=plans, **dict.fromkeys((*links, *terms), ()))
    organisation = Organisation(pk=1)
    return Activity(
        pk=1,
        organisation=organisation,
        public_version=version,
        checked_on=SUNDAY,
        check_due_on=SUNDAY + 31 * DAY,
        **fields,
    )


moments = st.timedeltas(dt.timedelta(0), 119 * DAY).map(lambda passed: NOW + passed)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), plans=st.lists(schedules(), min_size=1, max_size=2), now=moments)
def test_next_meeting_as_time_passes(
    data: st.DataObject, plans: list[Schedule], now: dt.datetime
) -> None:
    cancelled = data.draw(cancellations(plans))
    pause = data.draw(st.none() | st.dates(SUNDAY - 9 * DAY, SUNDAY + 90 * DAY))
    entry = entry_with(plans, break_until=pause)
    fetched(entry, cancelled_dates=cancelled)
    with time_machine.travel(NOW, tick=False):
        meetings = facts_of(entry, {})["meetings"]

    with time_machine.travel(now, tick=False):
        coming = next_occurrence(entry)

    left = [start for start, end in meetings if end > now.timestamp()]
    assert left[:1] == ([coming.starts.timestamp()] if coming else [])
    assert meetings == sorted(meetings, key=lambda meeting: meeting[0])


@st.composite
def dated(draw: st.DrawFn) -> Schedule:
    """On chosen dates, around today."""
    near = st.dates(SUNDAY - 5 * DAY, SUNDAY + 60 * DAY)
    days = draw(st.lists(near, max_size=3, unique=True))
    slots = [Slot(weekday=d.weekday(), date=d, starts_at=dt.time(9)) for d in days]
    return made(slots, [], rule="dates")


@settings(deadline=None, max_examples=60)
@given(plans=st.lists(schedules() | dated(), max_size=3), now=moments)
def test_listed_and_met_as_time_passes(plans: list[Schedule], now: dt.datetime) -> None:
    entry = entry_with(plans)
    fetched(entry, cancelled_dates=[])
    with time_machine.travel(NOW, tick=False):
        found = facts_of(entry, {})

    today = now.date().isoformat()
    with time_machine.travel(now, tick=False):
        going_on = [one for one in plans if not is_over(one)]
        listed = bool(going_on or not plans) and not entry.is_hidden
        assert (today <= found["listed_until"]) is listed
        days = {
            factories.DAYS[slot.weekday]
            for one in going_on
            for slot in one.slots.all()
            if slot.date is None or slot.date >= now.date()
        }
    assert {
        day for day, _time, last in found["meets"] if not last or today <= last
    } == (days)


def is_over(schedule: Schedule) -> bool:
    """One on chosen dates is, too, when it has none."""
    return schedule.is_over or (schedule.rule == "dates" and not schedule.slots.all())

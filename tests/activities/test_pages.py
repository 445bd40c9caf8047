"""What the page of an entry says: only what is stated, in the words of TONE."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity, Version
from activities.pages import Page, access, ages, conditions, duration, page_of, price
from activities.recurrence import HELSINKI
from activities.wording import NBSP
from tests import factories
from tests.factories import weekly

LANGUAGES = ("fi", "sv", "en")
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def page(entry: Activity, language: str = "fi") -> Page:
    with override(language):
        return page_of(Activity.objects.with_page().get(pk=entry.pk))


def in_each_language(say: Any, version: Version) -> list[str]:
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(say(version).replace(NBSP, "_"))
    return said


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (13, 17, ["13–17-vuotiaat", "13–17 år", "13–17 years"]),
        (18, None, ["18 vuotta täyttäneet", "Från 18 år", "18 years and over"]),
        (None, 6, ["Enintään 6-vuotiaat", "Högst 6 år", "Up to 6 years"]),
        (0, 6, ["0–6-vuotiaat", "0–6 år", "0–6 years"]),
        (None, None, ["", "", ""]),
    ],
)
def test_ages(low: int | None, high: int | None, expected: list[str]) -> None:
    assert in_each_language(ages, Version(min_age=low, max_age=high)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["", "", ""]),
        ({"price": "free"}, ["Maksuton", "Gratis", "Free"]),
        (
            {"price": "paid", "price_amount": 5, "price_per": "time"},
            ["5_€ kerralta", "5_€ per gång", "€5 each time"],
        ),
        (
            {"price": "paid", "price_amount": "2.50", "price_per": "month"},
            ["2,50_€ kuukaudessa", "2,50_€ per månad", "€2.50 a month"],
        ),
        (
            {"price": "paid", "price_amount": 1500, "price_per": "course"},
            [
                "1_500_€ koko kurssista",
                "1_500_€ för hela kursen",
                "€1,500 for the whole course",
            ],
        ),
        (
            {"price": "paid", "price_amount": 40, "price_per": "term"},
            ["40_€ lukukaudelta", "40_€ per termin", "€40 a term"],
        ),
        ({"price": "paid", "price_amount": 0}, ["Hinta 0_€", "Pris 0_€", "Price €0"]),
        (
            {"price": "paid"},
            [
                "Toiminta on maksullista",
                "Verksamheten är avgiftsbelagd",
                "There is a fee",
            ],
        ),
        # An amount that is left over says nothing.
        ({"price": "free", "price_amount": 5}, ["Maksuton", "Gratis", "Free"]),
    ],
)
def test_prices(fields: dict[str, Any], expected: list[str]) -> None:
    if "price_amount" in fields:
        fields = fields | {"price_amount": Decimal(fields["price_amount"])}

    assert in_each_language(price, Version(**fields)) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (1, "days", ["Kesto: 1 päivä", "Längd: 1 dag", "How long it lasts: 1 day"]),
        (
            6,
            "weeks",
            ["Kesto: 6 viikkoa", "Längd: 6 veckor", "How long it lasts: 6 weeks"],
        ),
        (
            3,
            "months",
            ["Kesto: 3 kuukautta", "Längd: 3 månader", "How long it lasts: 3 months"],
        ),
        (
            8,
            "times",
            ["Kesto: 8 kertaa", "Längd: 8 träffar", "How long it lasts: 8 sessions"],
        ),
        (6, "", ["", "", ""]),
        (None, "weeks", ["", "", ""]),
    ],
)
def test_durations(count: int | None, unit: str, expected: list[str]) -> None:
    version = Version(duration_count=count, duration_unit=unit)

    assert in_each_language(duration, version) == expected


ACCESS = {
    "wheelchair": ("Step-free entrance.", "The entrance is not step-free."),
    "accessible_toilet": ("Accessible toilet", "No accessible toilet"),
    "induction_loop": ("Hearing loop", "No hearing loop"),
    "accessible_parking": ("Accessible parking", "No accessible parking"),
    "quiet_space": ("Quiet space", "No quiet space"),
}


def test_access_as_it_is_stated() -> None:
    with override("en"):
        for field, (yes, no) in ACCESS.items():
            assert access(Version(**{field: "yes"})) == [yes]
            assert access(Version(**{field: "no"})) == [no]
            assert access(Version(**{field: ""})) == []


def test_unknown_access_is_neither_yes_nor_no() -> None:
    with override("en"):
        assert access(Version(wheelchair="yes", quiet_space="no")) == [
            "Step-free entrance.",
            "No quiet space",
        ]


@pytest.mark.django_db
def test_who_can_come_line_by_line() -> None:
    version = factories.activity(
        terms={"target_groups": ["women", "young"]},
        min_age=18,
        proficiency="a2",
        residence_permit="needed",
        employment="unemployed",
        degree="higher",
        papers="needed",
        duration_count=6,
        duration_unit="weeks",
    ).published_version
    with override("en"):
        assert conditions(version) == [
            "Women",
            "Young",
            "18 years and over",
            "A2: you manage in familiar everyday situations",
            "You need a residence permit.",
            "For people who are looking for work",
            "You need a university degree.",
            "Bring your papers with you.",
            "How long it lasts: 6 weeks",
        ]
        assert conditions(factories.activity().published_version) == []


@pytest.mark.django_db
def test_the_next_three_dates(ada: User) -> None:
    entry = factories.activity(schedules=[weekly("mo", time="17:30-19:00")])
    entry.cancel_date(ada, dt.date(2026, 11, 23), reason_fi="Sairaus")
    found = page(entry)

    assert [(one.day, one.times, one.is_off) for one in found.meetings] == [
        ("maanantai 23.11.", "17.30–19", True),
        ("maanantai 30.11.", "17.30–19", False),
        ("maanantai 7.12.", "17.30–19", False),
    ]
    assert [str(one.reason) for one in found.meetings] == ["Sairaus", "", ""]
    assert found.next == found.meetings[1]
    assert found.rules == [f"Joka maanantai klo{NBSP}17.30–19"]


@pytest.mark.django_db
def test_without_dates_there_is_no_calendar() -> None:
    found = page(factories.activity(schedules=[factories.by_agreement()]))

    assert (found.meetings, found.next, found.calendar_url) == ([], None, "")
    assert found.rules == ["Aika sovitaan erikseen"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "path"), [("activity", "toiminta"), ("training", "koulutukset")]
)
def test_the_calendar_is_beside_the_page(kind: str, path: str) -> None:
    entry = factories.activity(kind=kind)

    assert page(entry).calendar_url == f"/fi/{path}/{entry.pk}/kalenteri.ics"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"registration": "none"}, ["You can just come. No sign-up needed."]),
        ({"registration": "needed"}, ["Sign up first."]),
        (
            {"registration": "needed", "registration_by": dt.date(2026, 12, 1)},
            ["Sign up by 1 December 2026."],
        ),
        (
            {"registration": "needed", "registration_by": TODAY},
            ["Sign up by 22 November 2026."],
        ),
        # The day is over: no date to keep to.
        (
            {"registration": "needed", "registration_by": dt.date(2026, 11, 21)},
            ["Sign up first."],
        ),
    ],
)
def test_how_to_come_along(fields: dict[str, Any], expected: list[str]) -> None:
    entry = factories.activity(**fields)

    assert page(entry, "en").joining == expected
    entry.set_full(factories.person("Ada"), full=True)
    assert page(entry, "en").joining == [
        "The group is full. Ask if there is a waiting list."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "address", "query"),
    [
        (
            {"address": "Kirjastokatu 1", "postcode": "00100"},
            "Kirjastokatu 1, 00100 Helsinki",
            "Kirjastokatu+1%2C+00100+Helsinki",
        ),
        ({"address": "Kirjastokatu 1"}, "Kirjastokatu 1", "Kirjastokatu+1"),
        ({"postcode": "00100"}, "00100 Helsinki", ""),
        ({}, "", ""),
    ],
)
def test_address_and_map(fields: dict[str, Any], address: str, query: str) -> None:
    found = page(factories.activity(**fields))

    assert found.address == address
    assert found.map_url.endswith(f"?query={query}") is bool(query)
    assert bool(found.map_url) is bool(query)


@pytest.mark.django_db
def test_checked_and_ended() -> None:
    over = weekly("mo", end_date=dt.date(2026, 11, 16))
    found = page(factories.activity(schedules=[over]), "en")

    assert (found.checked, found.ended) == ("22 November 2026", "16 November 2026")
    assert page(factories.activity()).ended == ""


@pytest.mark.django_db
def test_only_what_was_public_has_a_page() -> None:
    with pytest.raises(Version.DoesNotExist):
        page(factories.activity(published=False))

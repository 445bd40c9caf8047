"""What search engines are told (schema.org), and that no text gets out of the block."""

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from activities.models import Activity
from activities.recurrence import HELSINKI, upcoming
from activities.structured_data import structured_data
from activities.templatetags.structured_data import json_ld
from tests import factories

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def described(entry: Activity) -> dict[str, Any]:
    fresh = Activity.objects.with_page().get(pk=entry.pk)
    return structured_data(fresh, upcoming(fresh))


@pytest.mark.django_db
def test_tells_of_a_series_and_its_next_meetings(ada: User) -> None:
    entry = factories.activity(
        "Kielikahvila",
        venue_fi="Kirjasto",
        address="Kirjastokatu 1",
        postcode="00100",
        price="free",
        min_age=13,
        max_age=17,
    )
    entry.cancel_date(ada, dt.date(2026, 11, 30))
    data = described(entry)

    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "EventSeries"
    assert data["name"] == "Kielikahvila"
    assert data["description"] == "Puhumme suomea."
    assert data["url"] == f"http://localhost:8000/fi/toiminta/{entry.pk}-kielikahvila/"
    assert data["inLanguage"] == ["fi"]
    assert data["organizer"]["name"] == "Kotikulma ry"
    assert data["isAccessibleForFree"] is True
    assert data["typicalAgeRange"] == "13-17"
    (place,) = data["location"]
    assert place["name"] == "Kirjasto"
    assert place["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "FI",
        "addressLocality": "Helsinki",
        "streetAddress": "Kirjastokatu 1",
        "postalCode": "00100",
    }
    assert [
        (one["startDate"], one["endDate"], one["eventStatus"].rpartition("/")[2])
        for one in data["subEvent"]
    ] == [
        ("2026-11-23T17:00:00+02:00", "2026-11-23T19:00:00+02:00", "EventScheduled"),
        ("2026-11-30T17:00:00+02:00", "2026-11-30T19:00:00+02:00", "EventCancelled"),
        ("2026-12-07T17:00:00+02:00", "2026-12-07T19:00:00+02:00", "EventScheduled"),
    ]


@pytest.mark.django_db
def test_says_nothing_that_is_not_stated() -> None:
    spec = factories.weekly("mo", time="17:00")
    data = described(factories.activity(schedules=[spec]))

    assert "isAccessibleForFree" not in data
    assert "typicalAgeRange" not in data
    assert "endDate" not in data["subEvent"][0]
    assert "streetAddress" not in data["location"][0]["address"]
    assert data["location"][0]["name"] == "Helsinki"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ages", "expected"), [((18, None), "18-"), ((None, 6), "0-6"), ((0, 6), "0-6")]
)
def test_age_ranges(ages: tuple[int | None, int | None], expected: str) -> None:
    data = described(factories.activity(min_age=ages[0], max_age=ages[1]))

    assert data["typicalAgeRange"] == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "mode", "places"),
    [
        ({}, "Offline", ["Place"]),
        ({"online": True}, "Mixed", ["Place"]),
        ({"online": True, "on_site": False}, "Online", ["Place"]),
        ({"nationwide": True}, "Offline", ["Place", "Country"]),
        (
            {"online": True, "online_url": "https://example.org/"},
            "Mixed",
            ["Place", "VirtualLocation"],
        ),
        # An address that is left over from former times.
        ({"online_url": "https://example.org/"}, "Offline", ["Place"]),
    ],
)
def test_where(where: dict[str, Any], mode: str, places: list[str]) -> None:
    data = described(factories.activity(**where))

    assert (
        data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    )
    assert [place["@type"] for place in data["location"]] == places


@pytest.mark.django_db
def test_never_tells_contacts() -> None:
    entry = factories.activity(
        contact_name="Aino", phone="040 123 4567", email="aino@example.org"
    )
    text = json.dumps(described(entry))

    assert "Aino" not in text
    assert "040 123" not in text
    assert "aino@" not in text


@pytest.mark.django_db
def test_speaks_the_language_of_the_page() -> None:
    entry = factories.activity("Kielikahvila", title_sv="Språkcafé")
    with override("sv"):
        data = described(entry)

    assert data["name"] == "Språkcafé"
    assert data["location"][0]["address"]["addressLocality"] == "Helsingfors"
    assert "/sv/verksamhet/" in data["url"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "</SCRIPT >",
        "<!--<script>",
        "&lt;/script&gt;",
        "]]>",
        '"}',
    ],
)
def test_no_text_ends_the_block(client: Client, text: str) -> None:
    entry = factories.activity(text, summary_fi=text, venue_fi=text)
    html = client.get(entry.get_absolute_url()).content.decode()
    (block,) = BLOCK.findall(html)
    data = json.loads(block)

    assert data["name"] == text
    assert data["description"] == text
    assert not {"<", ">", "&"} & set(block)
    assert html.lower().count("<script>") == 0


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    html = json_ld({"name": text})
    inner = html.removeprefix('<script type="application/ld+json">')
    inner = inner.removesuffix("</script>")

    assert len(inner) < len(html)
    assert json.loads(inner) == {"name": text}
    assert not {"<", ">", "&"} & set(inner)

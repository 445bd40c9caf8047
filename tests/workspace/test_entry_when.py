"""Schedules: typed once, in the ways that people write dates and times."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from accounts.models import User
from activities.models import Activity, Schedule
from tests import factories
from tests.workspace.entering import address, draft_of, opened, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(client: Client, ben: User) -> Activity:
    """Without a schedule yet; Ben writes it."""
    client.force_login(ben)
    return factories.activity("Ompelukerho", published=False, schedules=[])


def post(client: Client, entry: Activity, typed: dict[str, Any]) -> Any:
    return save(client, entry, "when", **typed)


def only(entry: Activity) -> Schedule:
    return draft_of(entry).schedules.get()


def slots(entry: Activity) -> list[Any]:
    return list(only(entry).slots.values_list("weekday", "starts_at", "ends_at"))


def test_weekly(client: Client, entry: Activity) -> None:
    answer = post(
        client,
        entry,
        {
            "s0-rule": "weekly",
            "s0t0-days": ["0", "2"],
            "s0t0-starts": "17.30",
            "s0t0-ends": "19",
            "s0-start_date": "1.9.26",
            "s0-end_date": "2026-12-15",
            "s0-breaks": "19.10.2026–25.10.2026\n6.12.2026",
            "s0-meets_on_holidays": "no",
        },
    )
    assert answer.status_code == 302
    starts, ends = dt.time(17, 30), dt.time(19)
    assert slots(entry) == [(0, starts, ends), (2, starts, ends)]
    schedule = only(entry)
    assert schedule.start_date == dt.date(2026, 9, 1)
    assert schedule.end_date == dt.date(2026, 12, 15)
    assert schedule.meets_on_holidays == "no"
    assert [one.last_date.day for one in schedule.breaks.all()] == [25, 6]


def test_what_was_typed_is_shown_back_in_words(client: Client, entry: Activity) -> None:
    factories.schedule(draft_of(entry), factories.weekly("mo", time="17:00-19:00"))
    page = client.get(address(entry, "when"))
    with override("en"):
        assert "17:00–19:00" in page.text
        assert gettext("This is what people read") in page.text
    assert len(page.context["meetings"]["coming"]) == 5


def test_several_times_and_schedules(client: Client, entry: Activity) -> None:
    post(
        client,
        entry,
        {
            "schedules": "2",
            "s0-rule": "hours",
            "s0-times": "2",
            "s0t0-days": ["0"],
            "s0t0-starts": "9",
            "s0t1-days": ["1"],
            "s0t1-starts": "12:15",
            "s1-rule": "agreement",
        },
    )
    first, second = draft_of(entry).schedules.all()
    assert [str(slot.starts_at) for slot in first.slots.all()] == [
        "09:00:00",
        "12:15:00",
    ]
    assert second.rule == "agreement"


def test_monthly(client: Client, entry: Activity) -> None:
    monthly: dict[str, Any] = {
        "s0-rule": "monthly",
        "s0-week": "-1",
        "s0t0-days": ["4"],
        "s0t0-starts": "18",
    }
    post(client, entry, monthly)
    assert (only(entry).week, slots(entry)[0][0]) == (-1, 4)


def test_chosen_dates(client: Client, entry: Activity) -> None:
    dates = {
        "s0-rule": "dates",
        "s0t0-dates": "3.11.2026, 10.11.2026\n17.11.2026",
        "s0t0-starts": "klo 17",
    }
    post(client, entry, dates)
    assert [slot.date.day for slot in only(entry).slots.all() if slot.date] == [
        3,
        10,
        17,
    ]


@pytest.mark.parametrize("rule", ["agreement", "always"])
def test_without_times(client: Client, entry: Activity, rule: str) -> None:
    post(client, entry, {"s0-rule": rule, "s0t0-starts": "17"})
    assert (only(entry).rule, slots(entry)) == (rule, [])


def test_over_midnight(client: Client, entry: Activity) -> None:
    night: dict[str, Any] = {"s0t0-days": ["5"], "s0t0-starts": "22", "s0t0-ends": "2"}
    post(client, entry, {"s0-rule": "weekly"} | night)
    assert slots(entry) == [(5, dt.time(22), dt.time(2))]


BAD: dict[str, dict[str, Any]] = {
    "id_s0-rule": {"s0t0-starts": "17"},
    "id_s0t0-days": {"s0-rule": "weekly", "s0t0-starts": "17"},
    "id_s0t0-starts": {"s0-rule": "weekly", "s0t0-days": ["0"], "s0t0-starts": "25"},
    "id_s0t0-ends": {
        "s0-rule": "weekly",
        "s0t0-days": ["0"],
        "s0t0-starts": "17",
        "s0t0-ends": "16",
    },
    "id_s0t0-dates": {
        "s0-rule": "dates",
        "s0t0-dates": "31.2.2026",
        "s0t0-starts": "17",
    },
    "id_s0-start_date": {
        "s0-rule": "weekly",
        "s0-interval": "2",
        "s0t0-days": ["0"],
        "s0t0-starts": "17",
    },
    "id_s0-week": {"s0-rule": "monthly", "s0t0-days": ["0"], "s0t0-starts": "17"},
    "id_s0-end_date": {
        "s0-rule": "weekly",
        "s0-start_date": "1.9.2026",
        "s0-end_date": "31.8.2026",
        "s0t0-days": ["0"],
        "s0t0-starts": "17",
    },
    "id_s0-breaks": {
        "s0-rule": "weekly",
        "s0-breaks": "joulu",
        "s0t0-days": ["0"],
        "s0t0-starts": "17",
    },
}


@pytest.mark.parametrize("anchor", BAD)
def test_bad_input(client: Client, entry: Activity, anchor: str) -> None:
    page = post(client, entry, BAD[anchor])
    assert page.status_code == 200
    assert [problem.anchor for problem in page.context["problems"]] == [anchor]
    assert f'href="#{anchor}"' in page.text
    assert f'id="{anchor}"' in page.text
    for typed in BAD[anchor].values():
        if isinstance(typed, str):
            assert typed in page.text
    assert not draft_of(entry).schedules.exists()


def test_rows_are_added_and_removed_without_a_script(
    client: Client, entry: Activity
) -> None:
    sent = opened(client, entry, "when") | {"s0t0-starts": "17", "s0-rule": "weekly"}
    page = client.post(address(entry, "when"), sent | {"do": "add-time-0"})
    assert 'name="s0t1-starts"' in page.text
    assert 'value="17"' in page.text
    sent |= {"s0-times": "2", "s0t1-starts": "18"}
    page = client.post(address(entry, "when"), sent | {"do": "remove-time-0-0"})
    assert 'name="s0t1-starts"' not in page.text
    assert 'value="18"' in page.text
    page = client.post(address(entry, "when"), sent | {"do": "add-schedule"})
    assert 'name="s1-rule"' in page.text
    page = client.post(address(entry, "when"), sent | {"do": "remove-schedule-0"})
    assert 'name="s0-rule"' not in page.text


def test_a_removed_schedule_is_gone(client: Client, entry: Activity) -> None:
    factories.schedule(draft_of(entry), factories.weekly("mo"))
    factories.schedule(draft_of(entry), factories.by_agreement())
    sent = opened(client, entry, "when") | {"do": "remove-schedule-0"}
    client.post(address(entry, "when"), sent)
    assert only(entry).rule == "agreement"

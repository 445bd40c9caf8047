"""Urgent truths: at once, logged, once, and never undone by an approval."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity, CancelledDate
from events.models import Event, Mail
from events.receipts import new_token
from organisations.models import Organisation
from tests import factories
from tests.guards import same_queries
from tests.workspace.pressing import post, stored, verbs

pytestmark = pytest.mark.django_db
SUNDAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
TOMORROW = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"), time_machine.travel(SUNDAY, tick=False):
        yield


def test_tomorrows_meeting_is_the_first_to_choose(
    editor: Client, entry: Activity
) -> None:
    page = editor.get(reverse("workspace:activity", args=[entry.pk])).content.decode()

    assert 'value="2026-11-23"' in page
    assert "Tomorrow, Monday 23 November, 17:00–19:00" in page


def test_cancel_a_date(editor: Client, ben: User, entry: Activity) -> None:
    response = post(
        editor,
        "cancel_date",
        entry,
        when="2026-11-23",
        reason_fi="Ohjaaja on sairas.",
        token=new_token(),
    )

    day = CancelledDate.objects.get()
    assert (day.date, day.starts_at) == (TOMORROW, None)
    assert (day.reason_fi, day.reason_sv) == ("Ohjaaja on sairas.", "")
    page = response.content.decode()
    assert "Cancelled: Tomorrow, Monday 23 November" in page
    assert "Restore this date" in page
    assert Event.objects.get(verb="cancel-date").actor == ben
    assert not Mail.objects.exclude(name="entry_approved").exists()
    public = editor.get(entry.get_absolute_url()).content.decode()
    assert "Ohjaaja on sairas." in public


def test_cancel_one_time_of_a_day(
    editor: Client, kotikulma: Organisation, ben: User
) -> None:
    twice = [factories.weekly("mo", time=f"{at}:00-{at + 1}:00") for at in (10, 17)]
    entry = factories.activity(schedules=twice)
    page = editor.get(reverse("workspace:activity", args=[entry.pk])).content.decode()
    assert 'value="2026-11-23 17:00"' in page
    post(editor, "cancel_date", entry, when="2026-11-23 17:00")

    assert CancelledDate.objects.get().starts_at == dt.time(17)


def test_cancel_another_date(editor: Client, entry: Activity) -> None:
    post(editor, "cancel_date", entry, when="other", date="1.2.2027")

    assert CancelledDate.objects.get().date == dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose a date."),
        ({"when": "other"}, "Choose a date."),
        ({"when": "soon"}, "Choose a date."),
        ({"when": "2026-11-23 25:99"}, "Choose a date."),
        ({"when": "2026-11-16"}, "This date has passed. Choose a coming date."),
        ({"when": "other", "date": "16.11.2026"}, "This date has passed."),
        ({"when": "2026-11-24"}, "There is no session on this date. Check the date."),
        ({"when": "2026-11-23 18:00"}, "There is no session on this date."),
        ({"when": "other", "date": "24.11.2026"}, "There is no session on this date."),
        ({"when": "2026-11-30"}, "This date has been cancelled already."),
        ({"when": "2026-11-23", "reason_fi": "x" * 201}, "200"),
    ],
)
def test_bad_input(
    editor: Client, ben: User, entry: Activity, data: dict[str, str], message: str
) -> None:
    entry.cancel_date(ben, dt.date(2026, 11, 30))
    response = post(
        editor, "cancel_date", entry, **{"reason_sv": "Ledaren är sjuk."} | data
    )

    page = response.content.decode()
    assert message in page
    assert "Ledaren är sjuk." in page
    assert CancelledDate.objects.count() == 1


def test_pressed_twice_it_cancels_once(editor: Client, entry: Activity) -> None:
    token = new_token()
    for _press in range(2):
        response = post(editor, "cancel_date", entry, when="2026-11-23", token=token)

        assert response.redirect_chain
    assert verbs() == ["cancel-date"]


def test_restore_a_date_once(editor: Client, ben: User, entry: Activity) -> None:
    day = entry.cancel_date(ben, TOMORROW)
    for _press in range(2):
        response = post(editor, "restore_date", entry, day.pk)

        assert response.status_code == 200
    assert not CancelledDate.objects.exists()
    assert verbs() == ["cancel-date", "restore-date"]


def test_dates_of_others_are_not_restored(
    editor: Client, cleo: User, entry: Activity
) -> None:
    other = factories.activity(organisation=factories.organisation("Naapuriapu ry"))
    day = other.cancel_date(cleo, TOMORROW)
    post(editor, "restore_date", entry, day.pk)

    assert CancelledDate.objects.exists()


def test_full_and_room_again(editor: Client, entry: Activity) -> None:
    for name, full in (("full", True), ("full", True), ("not_full", False)):
        response = post(editor, name, entry)

        assert response.status_code == 200
        assert stored().full is full
    assert verbs() == ["set-full", "set-full"]


def test_on_a_break_and_back(editor: Client, entry: Activity) -> None:
    for _press in range(2):
        response = post(editor, "set_break", entry, until="7.12.2026")
    assert "On a break until 7 December 2026" in response.content.decode()
    assert stored().break_until == dt.date(2026, 12, 7)

    for _press in range(2):
        post(editor, "end_break", entry)
    assert stored().break_until is None
    assert verbs() == ["set-break", "set-break"]


@pytest.mark.parametrize(
    ("until", "message"),
    [
        ("", "Choose a date."),
        ("21.11.2026", "This date has passed."),
        ("xx", "Write the date like this"),
    ],
)
def test_bad_break(editor: Client, entry: Activity, until: str, message: str) -> None:
    page = post(editor, "set_break", entry, until=until).content.decode()

    assert message in page
    assert not verbs()


def test_interval_moves_the_next_check(editor: Client, entry: Activity) -> None:
    for _press in range(2):
        post(editor, "interval", entry, months="3")

    assert stored().check_due_on == dt.date(2027, 2, 22)
    assert verbs() == ["set-interval"]
    event = Event.objects.get(verb="set-interval")
    assert event.before == {"check_interval": 6, "check_due_on": "2027-05-22"}


@pytest.mark.parametrize("months", ["", "5", "x"])
def test_bad_interval(editor: Client, entry: Activity, months: str) -> None:
    response = post(editor, "interval", entry, months=months)

    assert response.status_code == 200
    assert stored().check_interval == 6


def test_confirm(editor: Client, kotikulma: Organisation) -> None:
    old = factories.day(-200)
    entry = factories.activity(checked_on=old, check_due_on=factories.day(-61))
    page = post(editor, "confirm", entry).content.decode()

    assert "Marked as checked on 22 November 2026. Next check: 22 May 2027." in page
    assert Activity.objects.public().exists()


def test_confirm_leads_back_to_the_list(editor: Client, entry: Activity) -> None:
    response = post(editor, "confirm", entry, **{"from": "home"})

    assert response.redirect_chain[-1][0] == reverse("workspace:home")


def test_approval_undoes_nothing(editor: Client, ben: User, entry: Activity) -> None:
    draft = entry.published_version.new_draft(ben)
    draft.submit(ben)
    post(editor, "cancel_date", entry, when="2026-11-23")
    post(editor, "full", entry)
    post(editor, "set_break", entry, until="7.12.2026")
    post(editor, "contacts", entry, seen="", phone="040 123 4567")
    post(editor, "interval", entry, months="12")
    post(editor, "withdraw", entry)
    draft.refresh_from_db()
    draft.approve(factories.person("Mona"))

    one = stored()
    assert one.public_version == draft
    assert one.cancelled_dates.get().date == TOMORROW
    assert one.full
    assert one.break_until == dt.date(2026, 12, 7)
    assert one.check_interval == 12
    assert one.withdrawn_at is not None


def test_no_query_for_each_cancelled_date(
    editor: Client, ben: User, entry: Activity
) -> None:
    weeks = iter(range(20))

    def add(count: int) -> None:
        for _number in range(count):
            entry.cancel_date(ben, TOMORROW + dt.timedelta(weeks=next(weeks)))

    address = reverse("workspace:activity", args=[entry.pk])
    same_queries(lambda: editor.get(address), add)

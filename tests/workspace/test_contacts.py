"""Contact details show at once and are never overwritten unseen."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event
from tests.workspace.pressing import post, stored, verbs

pytestmark = pytest.mark.django_db
SUNDAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
CONTACTS = {"contact_name": "Ben", "phone": "040 123 4567", "email": "ben@example.org"}


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"), time_machine.travel(SUNDAY, tick=False):
        yield


def test_contacts_show_at_once(editor: Client, ben: User, entry: Activity) -> None:
    page = editor.get(reverse("workspace:activity", args=[entry.pk]))
    seen = page.context["contacts_form"].initial["seen"]
    post(editor, "contacts", entry, seen=seen, **CONTACTS)

    assert stored().phone == "040 123 4567"
    event = Event.objects.get(verb="change-contacts")
    assert event.after == {"changed": ["contact_name", "email", "phone"]}
    assert "040 123 4567" in editor.get(entry.get_absolute_url()).content.decode()


def test_contacts_that_are_the_same_are_no_change(
    editor: Client, ben: User, entry: Activity
) -> None:
    entry.change_contacts(ben, **CONTACTS)
    post(editor, "contacts", entry, **CONTACTS)

    assert verbs() == ["change-contacts"]


def test_bad_contacts(editor: Client, entry: Activity) -> None:
    page = editor.get(reverse("workspace:activity", args=[entry.pk]))
    seen = page.context["contacts_form"].initial["seen"]
    response = post(
        editor, "contacts", entry, seen=seen, email="ben(at)example.org", phone="040"
    )

    assert "ben(at)example.org" in response.content.decode()
    assert stored().phone == ""


def test_nobody_overwrites_contacts_unseen(
    editor: Client, ada: User, entry: Activity
) -> None:
    page = editor.get(reverse("workspace:activity", args=[entry.pk]))
    seen = page.context["contacts_form"].initial["seen"]
    entry.change_contacts(ada, phone="050 765 4321")
    response = post(editor, "contacts", entry, seen=seen, **CONTACTS)

    shown = response.content.decode()
    assert stored().phone == "050 765 4321"
    assert "Somebody else has saved: 050 765 4321" in shown
    assert "040 123 4567" in shown

    again = response.context["contacts_form"]["seen"].value()
    post(editor, "contacts", entry, seen=again, **CONTACTS)
    assert stored().phone == "040 123 4567"

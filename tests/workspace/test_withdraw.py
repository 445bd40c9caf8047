"""Withdraw an entry and bring it back: at once, once, and for all to see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event, Mail
from events.transitions import StateChanged
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def post(editor: Client, name: str, entry: Activity) -> str:
    address = reverse(f"workspace:{name}", args=[entry.pk])
    response = editor.post(address, follow=True)
    assert response.redirect_chain == [
        (reverse("workspace:activity", args=[entry.pk]), 302)
    ]
    return str(response.content.decode())


def status(editor: Client, entry: Activity) -> int:
    return editor.get(entry.get_absolute_url()).status_code


def test_away_and_back(editor: Client, ben: User, entry: Activity) -> None:
    page = post(editor, "withdraw", entry)
    assert "The activity is no longer public. You can bring it back." in page
    assert "Bring back" in page
    assert status(editor, entry) == 410

    page = post(editor, "bring_back", entry)
    assert "The activity is public again." in page
    assert status(editor, entry) == 200
    verbs = Event.objects.filter(verb__in=("withdraw", "bring-back"))
    assert [event.actor for event in verbs] == [ben, ben]
    assert not Mail.objects.exclude(name="entry_approved").exists()


def test_pressed_twice(editor: Client, entry: Activity) -> None:
    for name in ("withdraw", "withdraw", "bring_back", "bring_back"):
        post(editor, name, entry)

    assert Event.objects.filter(verb="withdraw").count() == 1
    assert Event.objects.filter(verb="bring-back").count() == 1


@pytest.mark.parametrize("name", ["withdraw", "bring_back"])
def test_somebody_was_faster(
    editor: Client, entry: Activity, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name == "bring_back":
        entry.withdraw(factories.person("Ada"))

    def late(self: Activity, by: User) -> None:
        raise StateChanged(self)

    monkeypatch.setattr(Activity, name, late)

    assert "Somebody changed this meanwhile." in post(editor, name, entry)


def test_taken_down_stays_down(
    editor: Client, ben: User, mona: User, entry: Activity
) -> None:
    entry.withdraw(ben)
    entry.take_down(mona, "Ei vastausta.")
    post(editor, "bring_back", entry)

    assert status(editor, entry) == 404

"""A session ends when it is old or was not used, and what was typed does not."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.session_limits import COOKIE, DECIDERS, EDITORS
from tests import factories
from tests.accounts.conftest import SignIn
from tests.guards import GuardedClient

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock(time_machine: time_machine.TimeMachineFixture) -> Any:
    time_machine.move_to("2026-11-22 12:00+02:00", tick=False)
    return time_machine


def is_in(client: Client) -> bool:
    return client.get(reverse("account_home")).status_code == 200


def test_works(ada: User, client: Client, clock: Any) -> None:
    client.force_login(ada)

    for _day in range(29):
        clock.shift(DAY)
        assert is_in(client)
    clock.shift(DAY + MINUTE)
    assert not is_in(client)


def test_unused_session_ends(ada: User, client: Client, clock: Any) -> None:
    client.force_login(ada)
    assert is_in(client)

    clock.shift(EDITORS.unused + MINUTE)

    assert not is_in(client)
    assert not Session.objects.exists()
    assert COOKIE not in client.cookies or not client.cookies[COOKIE].value


def test_people_who_decide_have_shorter_ones(
    mona: User, client: Client, clock: Any
) -> None:
    client.force_login(mona)
    for _quarter in range(24):
        clock.shift(HOUR / 2)
        assert is_in(client)
    clock.shift(HOUR / 2)
    assert not is_in(client)

    client.force_login(mona)
    clock.shift(DECIDERS.unused + MINUTE)
    assert not is_in(client)


def test_new_role_shortens_at_once(ada: User, client: Client, clock: Any) -> None:
    client.force_login(ada)
    clock.shift(DECIDERS.altogether + MINUTE)
    assert is_in(client)

    User.objects.filter(pk=ada.pk).update(is_staff=True)

    assert not is_in(client)


def test_cookie_is_for_one_session_and_hidden_from_scripts(
    ada: User, ben: User, clock: Any
) -> None:
    one, other = Client(), Client()
    one.force_login(ada)
    other.force_login(ben)
    clock.shift(EDITORS.unused - MINUTE)
    cookie = one.get(reverse("account_home")).cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"

    clock.shift(2 * MINUTE)
    other.cookies[COOKIE] = cookie.value

    assert is_in(one)
    assert not is_in(other)


@pytest.mark.parametrize("value", ["", "9999999999", "9999999999:x", ":", "nan:x"])
def test_cookie_made_up_is_worth_nothing(
    ada: User, client: Client, clock: Any, value: str
) -> None:
    client.force_login(ada)
    clock.shift(EDITORS.unused + MINUTE)
    client.cookies[COOKIE] = value

    assert not is_in(client)


def test_looking_does_not_write(ada: User, clock: Any) -> None:
    client = GuardedClient()
    client.force_login(ada)
    before = Session.objects.get()
    clock.shift(DAY)

    assert is_in(client)
    after = Session.objects.get()
    assert after.session_data == before.session_data
    assert after.expire_date == before.expire_date


def test_public_pages_set_no_cookie(ada: User, client: Client, clock: Any) -> None:
    client.force_login(ada)
    client.cookies.pop(COOKIE, None)

    assert not client.get(reverse("about")).cookies


def test_signing_in_again_begins_anew(
    ada: User, browser: Client, sign_in: SignIn, clock: Any
) -> None:
    sign_in(ada)
    clock.shift(20 * DAY)
    assert not is_in(browser)
    sign_in(ada)
    clock.shift(6 * DAY)
    assert is_in(browser)
    clock.shift(6 * DAY)
    assert is_in(browser)


def test_signing_out_takes_the_cookie(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)
    assert is_in(client)
    assert client.cookies[COOKIE].value

    client.post(reverse("account_logout"))
    client.get(reverse("account_login"))

    assert not client.cookies[COOKIE].value


def test_deactivation_ends_all(ada: User, client: Client) -> None:
    client.force_login(ada)
    assert is_in(client)

    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert not is_in(client)


def test_reset_ends_all(ada: User, client: Client, browser: Client) -> None:
    client.force_login(ada)
    ada.set_password("another long sentence")
    ada.save()

    assert not is_in(client)


def test_words_of_a_decision_outlive_the_session(
    mona: User, client: Client, clock: Any
) -> None:
    waiting = factories.activity("Läksykerho", published=False).versions.get()
    waiting.submit(factories.person("Ada"))
    address = reverse("moderation:version", args=[waiting.pk])
    client.force_login(mona)
    clock.shift(DECIDERS.unused + MINUTE)

    page = client.post(address, {"text": "Mitä <kello>?", "verdict": "return"})

    assert page.status_code == 403
    assert ("text", "Mitä <kello>?") in page.context["typed"]
    waiting.refresh_from_db()
    assert waiting.state == "submitted"

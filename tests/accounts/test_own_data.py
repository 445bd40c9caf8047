"""All that is kept of a person, as a file."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.outbox import post
from organisations.models import Membership, Organisation
from tests import factories
from tests.accounts.conftest import SignIn

pytestmark = pytest.mark.django_db
PAGE = "account_own_data"


def test_works(ada: User, sure: SignIn, kotikulma: Organisation) -> None:
    factories.second_step(ada)
    Membership.objects.get_or_create(organisation=kotikulma, user=ada)
    post("account_password_changed", ada, {"contact": "x@example.org"})

    response = sure(ada).get(reverse(PAGE))

    assert response["Content-Disposition"] == 'attachment; filename="kotopolku.json"'
    assert response["Cache-Control"] == "no-store"
    data = json.loads(response.content)
    assert data["account"]["email"] == ada.email
    assert data["account"]["second_steps"][0]["type"] == "totp"
    assert data["memberships"][0]["organisation__name"] == kotikulma.name
    assert data["mails"][0]["address"] == ada.email
    assert {"versions_written", "decisions", "reminders", "absences"} <= set(data)


def test_tells_no_secrets(ada: User, sure: SignIn) -> None:
    factories.second_step(ada)

    text = sure(ada).get(reverse(PAGE)).content.decode()

    assert ada.password not in text
    assert "secret" not in text


def test_tells_nothing_of_others(ada: User, ben: User, sure: SignIn) -> None:
    post("account_password_changed", ben, {"contact": "x@example.org"})

    text = sure(ada).get(reverse(PAGE)).content.decode()

    assert ben.email not in text
    assert ben.name not in text


def test_anonymous(client: Client) -> None:
    assert client.get(reverse(PAGE)).status_code == 302


def test_asks_who_it_is(ada: User, client: Client) -> None:
    client.force_login(ada)
    response = client.get(reverse(PAGE))
    assert reverse("account_reauthenticate") in response["Location"]

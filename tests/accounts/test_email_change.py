"""A new address is taken when it has been confirmed; the old one is told."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
NEW = "ada@elsewhere.example"


@pytest.fixture
def client(ada: User, sign_in: SignIn) -> Client:
    """Ada, who has just said again who she is."""
    client = sign_in(ada)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def change(client: Client, **data: str) -> str:
    data = {"email": NEW, "action_add": ""} | data
    return client.post(reverse("account_email"), data, follow=True).content.decode()


def confirm(client: Client) -> None:
    text = Mail.objects.get(address=NEW).text
    line = next(line for line in text.splitlines() if line.startswith("http"))
    client.post(line.removeprefix(settings.SITE_URL))


def test_waits_for_the_link(ada: User, client: Client) -> None:
    html = change(client)

    assert "Your address changes when you open it." in html
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert Mail.objects.get().name == "account_email_confirmation"


def test_link_takes_the_new_one_and_tells_the_old_one(
    ada: User, client: Client
) -> None:
    change(client)
    confirm(client)

    ada.refresh_from_db()
    assert ada.email == NEW
    assert [one.email for one in EmailAddress.objects.filter(user=ada)] == [NEW]
    told = Mail.objects.get(name="account_email_changed")
    assert told.address == "ada@example.org"
    assert NEW in told.text
    assert settings.CONTACT_EMAIL in told.text


def test_old_address_stays_when_one_changes_ones_mind(
    ada: User, client: Client
) -> None:
    change(client)
    data = {"email": NEW, "action_remove": ""}
    client.post(reverse("account_email"), data)

    confirm(client)

    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_own_address_is_told(client: Client) -> None:
    assert "This is your address already." in change(client, email="ada@example.org")


def test_address_of_another_is_never_taken(
    ada: User, ben: User, client: Client
) -> None:
    change(client, email=ben.email)
    text = Mail.objects.get(address=ben.email).text
    line = next(line for line in text.splitlines() if line.startswith("http"))
    client.post(line.removeprefix(settings.SITE_URL))

    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_asks_again_who_it_is(ada: User, browser: Client) -> None:
    browser.force_login(ada)
    data = {"email": NEW, "action_add": ""}

    response = browser.post(reverse("account_email"), data)

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(email=NEW).exists()


def test_works_with_a_second_step_too(mona: User, sign_in: SignIn) -> None:
    client = sign_in(mona)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert "Your address changes when you open it." in change(client)


def test_anonymous_signs_in_first() -> None:
    response = Client().get(reverse("account_email"))

    assert response["Location"].startswith(reverse("account_login"))

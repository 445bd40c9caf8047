"""A forgotten password: a link by mail, once, and every session ends."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import GOOD, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(ada: User, browser: Client) -> str:
    return mailed_path(ada, browser)


def mailed_path(ada: User, browser: Client) -> str:
    browser.post(reverse("account_reset_password"), {"email": ada.email})
    text = Mail.objects.get(name="account_password_reset_key", user=ada).text
    line = next(line for line in text.splitlines() if line.startswith("http"))
    return line.removeprefix(settings.SITE_URL)


def choose(client: Client, path: str, password: str) -> str:
    """What the page says after the link was followed and a password chosen."""
    page = client.get(path, follow=True)
    if not page.redirect_chain:
        return page.content.decode()
    here = page.redirect_chain[-1][0]
    data = {"password1": password}
    return client.post(here, data, follow=True).content.decode()


def test_works(ada: User, browser: Client, path: str) -> None:
    html = choose(browser, path, GOOD)

    assert "Sign in with your new password." in html
    ada.refresh_from_db()
    assert ada.check_password(GOOD)
    assert Mail.objects.filter(name="account_password_reset", user=ada).exists()


def test_address_of_the_form_tells_nothing(browser: Client, path: str) -> None:
    response = browser.get(path)

    assert response.status_code == 302
    assert "set-password" in response["Location"]


def test_link_is_in_the_language_of_the_person(ada: User, browser: Client) -> None:
    User.objects.filter(pk=ada.pk).update(language="sv")

    browser.post(reverse("account_reset_password"), {"email": ada.email})

    mail = Mail.objects.get(user=ada)
    assert mail.language == "sv"
    assert f"{settings.SITE_URL}/sv/" in mail.text


def test_link_works_once(browser: Client, path: str) -> None:
    choose(browser, path, GOOD)

    assert "The link has expired or has been used." in choose(Client(), path, "x" * 12)


def test_link_expires(browser: Client, path: str) -> None:
    with time_machine.travel(timedelta(days=4)):
        html = choose(browser, path, GOOD)

    assert "The link has expired or has been used." in html


def test_made_up_link_is_told(ada: User, browser: Client) -> None:
    made_up = {"uidb36": "1", "key": "abc-def"}
    page = browser.get(reverse("account_reset_password_from_key", kwargs=made_up))

    assert "The link has expired or has been used." in page.content.decode()


def test_bad_password_is_told(browser: Client, path: str) -> None:
    assert "Use at least 12 characters." in choose(browser, path, "short")


def test_every_session_ends(ada: User, browser: Client, sign_in: SignIn) -> None:
    elsewhere = sign_in(ada, Client())

    choose(browser, mailed_path(ada, browser), GOOD)

    assert elsewhere.get(reverse("account_home")).status_code == 302

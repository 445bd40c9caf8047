"""Nobody learns from an answer who has an account."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import GOOD, SignIn

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"


def answer(page: str, typed: str, **data: str) -> tuple[int, str, str, list[str]]:
    """Everything a stranger sees, without what is new in each answer or typed."""
    client = Client()
    response = client.post(reverse(page), data)
    location = response.get("Location", "")
    shown = client.get(location) if location else response
    html = shown.content.decode().replace(typed, "…")
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return response.status_code, location, html, sorted(client.cookies)


def test_sign_up_answers_alike(ada: User) -> None:
    rest = {"name": "Vera", "language": "en", "password1": GOOD}

    known = answer("account_signup", ada.email, email=ada.email, **rest)
    unknown = answer("account_signup", UNKNOWN, email=UNKNOWN, **rest)

    assert known == unknown
    assert User.objects.filter(email=ada.email).get() == ada
    assert Mail.objects.get(user=ada).name == "account_already_exists"


def test_reset_answers_alike(ada: User) -> None:
    known = answer("account_reset_password", ada.email, email=ada.email)
    unknown = answer("account_reset_password", UNKNOWN, email=UNKNOWN)

    assert known == unknown
    assert Mail.objects.get(address=UNKNOWN).name == "account_unknown_account"


def test_sign_in_answers_alike(ada: User) -> None:
    wrong = {"password": "not the password"}

    known = answer("account_login", ada.email, login=ada.email, **wrong)
    unknown = answer("account_login", UNKNOWN, login=UNKNOWN, **wrong)

    assert known == unknown


def test_change_of_address_answers_alike(ada: User, ben: User, sign_in: SignIn) -> None:
    def change(to: str) -> str:
        client = sign_in(ada, Client())
        client.post(reverse("account_reauthenticate"), {"password": "password"})
        data = {"email": to, "action_add": ""}
        page = client.post(reverse("account_email"), data, follow=True)
        html = page.content.decode().replace(to, "…")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)

    assert change(ben.email) == change(UNKNOWN)
    ben.refresh_from_db()
    assert ben.email == "ben@example.org"

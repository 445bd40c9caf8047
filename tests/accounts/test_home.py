"""My account: name, language of messages, and where the rest is."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = "account_home"


def test_works(ada: User, client: Client) -> None:
    client.force_login(ada)
    data = {"name": "Ada Aalto", "language": "sv"}

    response = client.post(reverse(PAGE), data)

    assert response.status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.language) == ("Ada Aalto", "sv")


def test_leads_to_the_rest(ada: User, client: Client) -> None:
    client.force_login(ada)

    html = client.get(reverse(PAGE)).content.decode()

    for name in ("account_email", "account_change_password", "account_sessions"):
        assert reverse(name) in html
    assert reverse("mfa_index") in html
    assert "Not in use" in html


def test_others_fields_cannot_be_sent_along(ada: User, client: Client) -> None:
    client.force_login(ada)
    data = {"name": "Ada", "language": "fi", "is_staff": "on", "email": "x@example.org"}

    client.post(reverse(PAGE), data)

    ada.refresh_from_db()
    assert not ada.is_staff
    assert ada.email == "ada@example.org"


def test_bad_input_is_told_and_kept(ada: User, client: Client) -> None:
    client.force_login(ada)

    html = client.post(reverse(PAGE), {"name": "", "language": "sv"}).content.decode()

    assert "Correct 1 thing" in html
    assert '<option value="sv" selected>' in html


def test_anonymous_signs_in_first(client: Client) -> None:
    response = client.get(reverse(PAGE))

    assert response["Location"].startswith(reverse("account_login"))


def test_wrong_method(ada: User, client: Client) -> None:
    client.force_login(ada)

    assert client.delete(reverse(PAGE)).status_code == 405

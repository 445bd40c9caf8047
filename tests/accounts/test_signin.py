"""Signing in and out."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db


def post(client: Client, query: str = "", **data: str) -> object:
    return client.post(reverse("account_login") + query, data)


def test_works(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)

    page = client.get(reverse("account_home"))
    assert page.status_code == 200
    assert "Sign out" in page.content.decode()


def test_capitals_do_not_matter_in_the_address(ada: User, browser: Client) -> None:
    data = {"login": "ADA@Example.org", "password": PASSWORD}

    assert browser.post(reverse("account_login"), data).status_code == 302


def test_goes_on_where_one_was_going(ada: User, browser: Client) -> None:
    wanted = browser.get(reverse("account_sessions"))
    data = {"login": ada.email, "password": PASSWORD}

    response = browser.post(wanted["Location"], data)

    assert response["Location"] == reverse("account_sessions")


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example"]
)
def test_does_not_go_on_to_another_site(
    ada: User, browser: Client, address: str
) -> None:
    data = {"login": ada.email, "password": PASSWORD, "next": address}

    response = browser.post(reverse("account_login"), data)

    assert response["Location"].startswith("/en/")


def test_wrong_password_is_told_and_the_address_kept(
    ada: User, browser: Client
) -> None:
    data = {"login": ada.email, "password": "wrong"}

    html = browser.post(reverse("account_login"), data).content.decode()

    assert "The email address or password is wrong." in html
    assert f'value="{ada.email}"' in html


def test_many_wrong_passwords_close_the_door_for_a_while(
    ada: User, browser: Client
) -> None:
    for _attempt in range(6):
        data = {"login": ada.email, "password": "wrong"}
        browser.post(reverse("account_login"), data)

    right = {"login": ada.email, "password": PASSWORD}
    response = browser.post(reverse("account_login"), right)

    assert "You tried many times" in response.content.decode()


def test_many_requests_get_our_page(ada: User, browser: Client) -> None:
    for _attempt in range(61):
        response = browser.post(reverse("account_login"), {})

    assert response.status_code == 429
    assert "<h1>Please wait a moment</h1>" in response.content.decode()


def test_closed_account_cannot_sign_in(ada: User, browser: Client) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    data = {"login": ada.email, "password": PASSWORD}

    browser.post(reverse("account_login"), data)

    assert browser.get(reverse("account_home")).status_code == 302


def test_session_ends_with_the_browser_unless_it_is_to_stay(
    ada: User, browser: Client
) -> None:
    data = {"login": ada.email, "password": PASSWORD}
    passing = browser.post(reverse("account_login"), data).cookies["session"]
    staying = Client().post(reverse("account_login"), data | {"remember": "on"})

    assert not passing["max-age"]
    assert staying.cookies["session"]["max-age"]
    assert passing["httponly"]
    assert passing["samesite"] == "Lax"


def test_signing_out_takes_a_press(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("account_home")).status_code == 200

    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("account_home")).status_code == 302


@pytest.mark.parametrize(
    "name", ["login", "signup", "logout", "reset_password", "home", "sessions"]
)
def test_post_without_token_is_refused(ada: User, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    assert client.post(reverse(f"account_{name}"), {}).status_code == 403


def test_nothing_that_depends_on_who_asks_is_stored(ada: User, client: Client) -> None:
    assert "no-store" in client.get(reverse("account_login"))["Cache-Control"]
    client.force_login(ada)

    assert client.get(reverse("account_home"))["Cache-Control"] == "no-store"
    assert client.get(reverse("account_sessions"))["Cache-Control"] == "no-store"


def test_public_pages_are_the_same_for_everyone(ada: User, client: Client) -> None:
    before = client.get(reverse("about"))
    client.force_login(ada)
    after = client.get(reverse("about"))

    assert before.content == after.content
    assert "Cookie" not in after.get("Vary", "")
    assert not after.cookies

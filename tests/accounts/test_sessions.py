"""Where one is signed in, and how that ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.devices import name_of
from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import GOOD, PASSWORD, SignIn

pytestmark = pytest.mark.django_db
PAGE = "account_sessions"


def signed_in(client: Client) -> bool:
    return client.get(reverse("account_home")).status_code == 200


def test_lists_devices(ada: User, ben: User, sign_in: SignIn) -> None:
    client = sign_in(ada)
    sign_in(ada, Client(headers={"user-agent": "Mozilla/5.0 (Windows) Edg/1"}))
    sign_in(ben, Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/1"}))

    html = client.get(reverse(PAGE)).content.decode()

    assert "Firefox, Android" in html
    assert "Edge, Windows" in html
    assert "iPhone" not in html
    assert html.count("This device") == 1


def test_only_looking_changes_nothing(ada: User, client: Client) -> None:
    """Also when sessions are over that allauth would clear away."""
    client.force_login(ada)
    UserSession.objects.create(user=ada, session_key="gone", ip="::1", user_agent="")

    html = client.get(reverse(PAGE)).content.decode()

    assert UserSession.objects.filter(session_key="gone").exists()
    assert "Another device" not in html


def test_ends_the_others(ada: User, ben: User, sign_in: SignIn) -> None:
    here, there = sign_in(ada), sign_in(ada, Client())
    bens = sign_in(ben, Client())

    html = here.post(reverse(PAGE), follow=True).content.decode()

    assert "You are signed out on your other devices." in html
    assert signed_in(here)
    assert not signed_in(there)
    assert signed_in(bens)


def test_new_password_ends_the_others(ada: User, sign_in: SignIn) -> None:
    here, there = sign_in(ada), sign_in(ada, Client())
    data = {"oldpassword": PASSWORD, "password1": GOOD}

    response = here.post(reverse("account_change_password"), data)

    assert response["Location"] == reverse("account_home")
    assert signed_in(here)
    assert not signed_in(there)
    assert Session.objects.count() == 1
    assert Mail.objects.get(user=ada).name == "account_password_changed"


def test_wrong_present_password_is_told(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)
    data = {"oldpassword": "wrong", "password1": GOOD}

    html = client.post(reverse("account_change_password"), data).content.decode()

    assert "This is not your present password." in html
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/130.0.0.0 Safari/537.36",
            "Chrome, Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) "
            "AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8.1", "Another device"),
    ],
)
def test_name_of_a_device(user_agent: str, name: str) -> None:
    assert name_of(user_agent) == name


def test_anonymous_signs_in_first(client: Client) -> None:
    response = client.get(reverse(PAGE))

    assert response["Location"].startswith(reverse("account_login"))

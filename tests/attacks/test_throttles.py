"""Programs are slowed down everywhere at once; the innocent still come in."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import override

from accounts import attempts, throttle
from accounts.models import User
from accounts.throttle import Limit, wait_for
from events.models import Mail
from portal.caches import caches
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "password"
HERE, THERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def no_counts() -> None:
    cache.clear()


def try_in(email: str, password: str, address: str, **more: Any) -> Any:
    url = reverse("account_login")
    data = {"login": email, "password": password}
    return Client().post(url, data, REMOTE_ADDR=address, **more)


def is_in(response: Any) -> bool:
    return bool(response.status_code == 302)


def test_class_of_thirty_behind_one_address_signs_in(db: None) -> None:
    pupils = [factories.person(f"Pupil{number}") for number in range(30)]

    for pupil in pupils:
        assert not is_in(try_in(pupil.email, "mistyped", HERE))
    assert all(is_in(try_in(pupil.email, PASSWORD, HERE)) for pupil in pupils)


def test_program_at_one_address_is_stopped(ada: User) -> None:
    answers = [try_in(f"{n}@example.org", "guess", HERE) for n in range(45)]

    assert b"login" in answers[0].content
    assert not is_in(try_in(ada.email, PASSWORD, HERE))
    assert is_in(try_in(ada.email, PASSWORD, THERE))


def test_guessing_elsewhere_does_not_shut_the_owner_out(ada: User) -> None:
    for _guess in range(8):
        assert not is_in(try_in(ada.email, "guess", HERE))

    assert not is_in(try_in(ada.email, PASSWORD, HERE))
    assert is_in(try_in(ada.email, PASSWORD, THERE))


def test_guessing_from_all_over_the_world(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_in(try_in(ada.email, PASSWORD, HERE))
    monkeypatch.setattr(attempts, "AT_ONE_ACCOUNT", Limit(3, 3600))
    pages = {
        email: [try_in(email, "guess", f"203.0.113.{n}") for n in range(5)][-1]
        for email in (ada.email, "nobody@example.org")
    }

    refused = try_in(ada.email, PASSWORD, THERE)
    assert not is_in(refused)
    assert is_in(try_in(ada.email, PASSWORD, HERE))
    told = {email: page.context["form"].errors for email, page in pages.items()}
    assert told[ada.email] == told["nobody@example.org"] != {}
    reset = {"email": ada.email}
    Client().post(reverse("account_reset_password"), reset, REMOTE_ADDR=THERE)
    assert Mail.objects.filter(name="account_password_reset_key").exists()


def test_address_counts_as_the_trusted_proxy_says_it(ada: User, settings: Any) -> None:
    def guess(forged: str, seen: str) -> Any:
        headers = {"x-forwarded-for": f"{forged}, {seen}"}
        return try_in(ada.email, PASSWORD, "127.0.0.1", headers=headers)

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(45):
        url, wrong = reverse("account_login"), {"login": f"{n}@a.fi", "password": "x"}
        headers = {"x-forwarded-for": f"192.0.2.{n}, {HERE}"}
        Client().post(url, wrong, REMOTE_ADDR="127.0.0.1", headers=headers)

    assert not is_in(guess("192.0.2.200", HERE))
    assert is_in(guess(HERE, THERE))


@pytest.mark.parametrize(
    ("page", "data"),
    [
        (
            "account_signup",
            {"name": "X", "language": "en", "password1": "a" * 14 + "b"},
        ),
        ("account_reset_password", {}),
    ],
)
def test_nobody_floods_a_post_box(ada: User, page: str, data: dict[str, str]) -> None:
    for n in range(10):
        url, sent = reverse(page), {"email": ada.email, **data}
        Client().post(url, sent, REMOTE_ADDR=f"203.0.113.{n}")

    assert 1 <= Mail.objects.filter(address=ada.email).count() <= 6


def test_counts_are_not_pushed_out_by_others() -> None:
    limit = {"victim": Limit(1, 3600)}
    assert not wait_for(limit)
    for number in range(400):
        cache.set(f"noise-{number}", 1, 3600)

    assert wait_for(limit)


@pytest.mark.parametrize("redis", ["", "redis://elsewhere.example:6379/0"])
def test_another_node_counts_on(redis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own settings; Redis is for pages alone, and may lose what it knows."""
    limit = {"victim": Limit(1, 3600)}
    assert not wait_for(limit)
    made = caches(redis)["default"]
    node = import_string(made["BACKEND"])(made["LOCATION"], made)
    monkeypatch.setattr(throttle, "cache", node)

    assert wait_for(limit)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Odota"), ("sv", "Vänta"), ("en", "Wait 10 minutes")],
)
def test_page_says_when_to_come_back(language: str, words: str) -> None:
    with override(language):
        url = reverse("account_signup")
    for _again in range(41):
        response = Client().post(url, {}, REMOTE_ADDR=HERE)

    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert response["Cache-Control"] == "no-store"
    assert f'lang="{language}"' in response.text
    assert words in response.text or language != "en"

"""The demo people, and the code that their app would show."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.demo import PASSWORD, address, demo_people
from accounts.models import User
from tests.factories import second_step

pytestmark = pytest.mark.django_db


def test_are_made_once() -> None:
    first, again = demo_people(), demo_people()

    assert first == again
    assert list(first) == ["editor", "owner", "moderator", "administrator"]
    assert User.objects.count() == 4
    assert first["administrator"].is_superuser


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_sign_in_with_a_password(role: str) -> None:
    demo_people()
    client = Client()
    data = {"login": address(role), "password": PASSWORD}
    client.post(reverse("account_login"), data)

    assert client.get(reverse("account_home")).status_code == 200


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_sign_in_with_the_code(
    role: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    demo_people()
    client = Client()
    data = {"login": address(role), "password": PASSWORD}
    client.post(reverse("account_login"), data)
    settings.DEBUG = True
    call_command("demo_code", address(role))

    shown = capsys.readouterr().out.strip()
    assert client.get(reverse("account_home")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": shown})

    assert client.get(reverse("account_home")).status_code == 200


def test_only_where_debugging_is_on() -> None:
    demo_people()

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo_code", address("moderator"))


def test_nobody_elses_code_is_shown(ada: User, settings: Settings) -> None:
    settings.DEBUG = True
    demo_people()
    second_step(ada)

    for email in (ada.email, address("editor"), "nobody@example.org"):
        with pytest.raises(CommandError, match="no demo person"):
            call_command("demo_code", email)

"""The second step: an app, passkeys and recovery codes."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth as webauthn
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import PASSWORD, SignIn
from tests.codes import code
from tests.factories import second_step

pytestmark = pytest.mark.django_db
Callbacks = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def client(ada: User, sign_in: SignIn) -> Client:
    """Ada, who has just said again who she is."""
    client = sign_in(ada)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def first_step(user: User) -> Client:
    """A browser that has given the right password."""
    client = Client(headers={"user-agent": "Firefox"})
    data = {"login": user.email, "password": PASSWORD}
    response = client.post(reverse("account_login"), data)
    assert response["Location"] == reverse("mfa_authenticate")
    return client


def give(client: Client, code: str) -> str:
    data = {"code": code}
    response = client.post(reverse("mfa_authenticate"), data, follow=True)
    return response.content.decode()


def signed_in(client: Client) -> bool:
    return client.get(reverse("account_home")).status_code == 200


def test_app_is_set_up(
    ada: User, client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("mfa_activate_totp"), {"code": code(secret=secret)}
        )

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    kinds = Authenticator.objects.filter(user=ada).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}
    assert Mail.objects.get(user=ada).name == "account_totp_activated"


def test_wrong_code_does_not_set_it_up(ada: User, client: Client) -> None:
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "The code does not work." in response.content.decode()
    assert not Authenticator.objects.filter(user=ada).exists()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
    ],
)
def test_changes_ask_again_who_it_is(ada: User, browser: Client, name: str) -> None:
    browser.force_login(ada)

    response = browser.get(reverse(name))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_sign_in_takes_both_steps(ada: User) -> None:
    second_step(ada)
    client = first_step(ada)
    assert not signed_in(client)

    give(client, code())

    assert signed_in(client)


def test_second_step_keeps_where_one_was_going(ada: User, browser: Client) -> None:
    second_step(ada)
    data = {"login": ada.email, "password": PASSWORD, "next": "/en/about/"}
    browser.post(reverse("account_login"), data)

    response = browser.post(reverse("mfa_authenticate"), {"code": code()})

    assert response["Location"] == "/en/about/"


def test_second_step_alone_is_not_enough(ada: User, client: Client) -> None:
    response = Client().get(reverse("mfa_authenticate"))

    assert response["Location"] == reverse("account_login")


@pytest.mark.parametrize("steps", [-2, 2])
def test_old_and_coming_codes_do_not_work(ada: User, steps: int) -> None:
    second_step(ada)
    client = first_step(ada)

    assert "The code does not work." in give(client, code(steps))
    assert not signed_in(client)


def test_code_works_once(ada: User) -> None:
    second_step(ada)
    used = code()
    give(first_step(ada), used)
    again = first_step(ada)

    assert "The code does not work." in give(again, used)
    assert not signed_in(again)


def test_guessing_codes_ends_soon(ada: User) -> None:
    second_step(ada)
    client = first_step(ada)
    for _guess in range(5):
        give(client, "000000")

    assert "You tried many times" in give(client, code())


def test_recovery_code_works_once_and_is_told(ada: User) -> None:
    second_step(ada)
    codes = RecoveryCodes.activate(ada).get_unused_codes()
    client = first_step(ada)

    give(client, codes[0])

    assert signed_in(client)
    assert Mail.objects.get(user=ada).name == "account_recovery_code_used"
    assert "The code does not work." in give(first_step(ada), codes[0])


def test_recovery_codes_are_shown_and_saved(
    ada: User, client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    second_step(ada)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert Mail.objects.get(user=ada).name == "account_recovery_codes_generated"
    codes = RecoveryCodes(
        Authenticator.objects.get(user=ada, type="recovery_codes")
    ).get_unused_codes()

    page = client.get(reverse("mfa_view_recovery_codes"))
    file = client.get(reverse("mfa_download_recovery_codes"))

    assert all(code in page.content.decode() for code in codes)
    assert file.content.decode().split() == codes
    assert file["Cache-Control"] == "no-store"


def test_app_is_removed(ada: User, client: Client) -> None:
    second_step(ada)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=ada).exists()
    assert Mail.objects.get(user=ada).name == "account_totp_deactivated"


def test_others_passkey_is_not_found(ada: User, ben: User, client: Client) -> None:
    bens = Authenticator.objects.create(user=ben, type="webauthn", data={"name": "B"})

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.post(reverse(name, args=[bens.pk]), {}).status_code == 404
    assert Authenticator.objects.filter(pk=bens.pk).exists()


def test_passkey_is_added_named_and_removed(
    ada: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the browser and its key say to each other is allauth's own business."""
    answer = {"id": "x", "clientExtensionResults": {"credProps": {"rk": True}}}

    class Verified:
        def is_user_verified(self) -> bool:
            return True

    monkeypatch.setattr(webauthn, "parse_registration_response", lambda _data: None)
    monkeypatch.setattr(webauthn, "complete_registration", lambda _data: Verified())
    data = {"name": "", "passwordless": "on", "credential": json.dumps(answer)}

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    client.post(reverse("mfa_add_webauthn"), data)
    key = Authenticator.objects.get(user=ada, type="webauthn")
    assert key.wrap().name == "Passkey 1"

    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "My phone"})
    assert "My phone" in client.get(reverse("mfa_list_webauthn")).content.decode()

    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(user=ada).exists()
    names = set(Mail.objects.filter(user=ada).values_list("name", flat=True))
    assert names >= {"account_webauthn_added", "account_webauthn_removed"}


def test_passkey_page_works_without_inline_code(client: Client) -> None:
    html = client.get(reverse("mfa_add_webauthn")).content.decode()

    assert 'id="passkey_data" type="application/json"' in html
    assert "mfa/js/webauthn.js" in html
    assert "js/passkeys.js" in html

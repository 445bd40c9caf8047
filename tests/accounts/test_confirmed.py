"""Who gives somebody a role says once more who they are, and loses nothing by it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.receipts import new_token
from organisations.models import Invitation, Organisation
from tests import factories
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
AGAIN = "account_reauthenticate"


def confirm(client: Client, asked: Any) -> Any:
    """Give the password on the page that `asked` leads to."""
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse(AGAIN))
    return client.post(asked["Location"], {"password": PASSWORD})


def test_role_of_a_member(client: Client, ada: User, ben: User) -> None:
    membership = ben.memberships.get()
    client.force_login(ada)
    url = reverse("organisations:member", args=[membership.pk])

    asked = client.post(url, {"role": "owner"})
    membership.refresh_from_db()
    assert membership.role == "editor"

    assert confirm(client, asked).status_code == 302
    membership.refresh_from_db()
    assert membership.role == "owner"


@pytest.mark.parametrize(("role", "again"), [("editor", False), ("owner", True)])
def test_invitation_of_an_owner(
    client: Client, ada: User, kotikulma: Organisation, role: str, again: bool
) -> None:
    client.force_login(ada)
    url = reverse("organisations:invite", args=[kotikulma.pk])
    sent = {"email": "eva@example.org", "role": role, "language": "fi"}

    response = client.post(url, sent | {"token": new_token()})

    assert (reverse(AGAIN) in response["Location"]) is again
    assert Invitation.objects.exists() is not again


def test_areas_of_a_moderator(client: Client, root: User, mona: User) -> None:
    client.force_login(root)
    url = reverse("moderation:person", args=[mona.pk])

    asked = client.post(url, {})
    assert mona.assignments.exists()

    confirm(client, asked)
    assert not mona.assignments.exists()


def test_invitation_of_a_moderator(client: Client, root: User, mona: User) -> None:
    area = mona.assignments.get().area
    client.force_login(root)
    sent = {"email": "m@example.org", "language": "fi", "areas": [area.pk]}

    asked = client.post(reverse("moderation:people"), sent | {"token": new_token()})

    assert reverse(AGAIN) in asked["Location"]


def test_staff_in_the_admin(client: Client, root: User, ada: User) -> None:
    client.force_login(root)
    url = reverse("admin:accounts_user_change", args=[ada.pk])

    asked = client.post(url, {"is_staff": "on", "is_active": "on"})
    ada.refresh_from_db()
    assert not ada.is_staff

    confirm(client, asked)
    ada.refresh_from_db()
    assert ada.is_staff


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("account_email", {"email": "new@example.org", "action_add": ""}),
        ("account_close", {}),
        ("mfa_activate_totp", {"code": "000000"}),
        ("mfa_add_webauthn", {}),
        ("mfa_generate_recovery_codes", {}),
    ],
)
def test_address_and_second_step(
    client: Client, ada: User, name: str, data: dict[str, str]
) -> None:
    client.force_login(ada)

    assert reverse(AGAIN) in client.post(reverse(name), data)["Location"]


def test_removing_the_second_step(client: Client, ada: User) -> None:
    factories.second_step(ada)
    client.force_login(ada)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert "confirm-it-is-you" in response["Location"]

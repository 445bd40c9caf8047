"""The page that the link in the mail opens: who invites to what, and one button."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from events.transitions import StateChanged
from organisations.models import Invitation, JoinRequest, Organisation
from tests import factories
from tests.organisations.asking import (
    address,
    get,
    html,
    post,
)

pytestmark = pytest.mark.django_db
DIA = "dia@example.org"


@pytest.fixture
def dia(client: Client, db: None) -> User:
    user = factories.person("Dia")
    client.force_login(user)
    return user


@pytest.fixture
def sent(kotikulma: Organisation, ada: User) -> Invitation:
    one = Invitation(organisation=kotikulma, email=DIA, invited_by=ada, language="sv")
    one.send()
    return one


def test_a_visitor_is_led_to_an_account(client: Client, sent: Invitation) -> None:
    page = html(get(client, "invitation", sent.token))

    assert "Ada has invited you to use Kotopolku." in page
    assert "Kotikulma ry" in page
    assert "email=dia%40example.org&amp;next=%2Fen%2F" in page
    assert "Accept the invitation" not in page
    assert "noindex" in page


def test_opening_it_changes_nothing(
    client: Client, sent: Invitation, dia: User
) -> None:
    response = get(client, "invitation", sent.token)

    assert "Accept the invitation" in html(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert not dia.memberships.exists()


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_accepting(client: Client, sent: Invitation, dia: User, role: str) -> None:
    Invitation.objects.update(role=role)
    response = post(client, "invitation", sent.token)

    assert response.url == address("members", sent.organisation_id)
    assert dia.memberships.get().role == role
    sent.refresh_from_db()
    assert (sent.accepted_by, sent.is_open) == (dia, False)


def test_only_once(client: Client, sent: Invitation, dia: User) -> None:
    post(client, "invitation", sent.token)
    dia.memberships.get().delete()

    assert post(client, "invitation", sent.token).status_code == 410
    assert not dia.memberships.exists()


def test_accepting_in_the_same_moment(
    client: Client,
    sent: Invitation,
    dia: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_late(invitation: Invitation, user: User) -> None:
        raise StateChanged(invitation)

    monkeypatch.setattr(Invitation, "accept", too_late)
    assert post(client, "invitation", sent.token).status_code == 302


def test_a_request_of_the_same_person_is_settled(
    client: Client, sent: Invitation, dia: User
) -> None:
    asked = JoinRequest(user=dia, organisation=sent.organisation)
    asked.ask()
    post(client, "invitation", sent.token)

    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_a_member_keeps_the_higher_role(
    client: Client, sent: Invitation, dia: User, ada: User
) -> None:
    sent.organisation.memberships.admit(sent.organisation, dia, "owner", by=ada)
    post(client, "invitation", sent.token)

    assert dia.memberships.get().role == "owner"


def test_another_address_is_told_so(
    client: Client, sent: Invitation, cleo: User
) -> None:
    client.force_login(cleo)
    page = html(get(client, "invitation", sent.token))
    assert "You are signed in as cleo@example.org." in page
    assert "Accept the invitation" not in page

    assert "signed in as" in html(post(client, "invitation", sent.token))
    assert cleo.memberships.count() == 1
    with pytest.raises(PermissionDenied):
        sent.accept(cleo)


def test_expired(client: Client, sent: Invitation, dia: User) -> None:
    token = sent.token
    for days, status in ((13, 200), (15, 410)):
        with time_machine.travel(dt.timedelta(days=days)):
            client.force_login(dia)
            assert get(client, "invitation", token).status_code == status
    with time_machine.travel(dt.timedelta(days=15)):
        client.force_login(dia)
        assert post(client, "invitation", token).status_code == 410
        with pytest.raises(StateChanged):
            sent.accept(dia)
    assert not dia.memberships.exists()


def test_revoked(client: Client, sent: Invitation, dia: User, ada: User) -> None:
    sent.revoke(ada)
    response = get(client, "invitation", sent.token)

    assert response.status_code == 410
    assert "Ask Ada for a new one: Kotikulma ry" in response.content.decode()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%20", "é"])
def test_bad_token(client: Client, db: None, token: str) -> None:
    response = get(client, "invitation", token)

    assert response.status_code == 410
    assert "Copy the whole link" in response.content.decode()


def test_a_visitor_cannot_accept(client: Client, sent: Invitation) -> None:
    assert "Create an account" in html(post(client, "invitation", sent.token))
    assert Invitation.objects.open().exists()


def test_wrong_method(client: Client, sent: Invitation) -> None:
    assert client.put(address("invitation", sent.token)).status_code == 405


def test_an_invitation_names_no_address_of_a_person(sent: Invitation) -> None:
    assert DIA not in str(sent)

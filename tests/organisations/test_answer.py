"""An owner answers a request to join."""

import pytest
from django.test import Client

from accounts.models import User
from organisations.models import JoinRequest, Organisation
from tests import factories
from tests.confirming import confirmed
from tests.organisations.asking import (
    address,
    errors,
    get,
    html,
    mails,
    needs_sign_in,
    post,
    refuses_strangers,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dia(db: None) -> User:
    return factories.person("Dia")


@pytest.fixture
def asked(client: Client, dia: User, kotikulma: Organisation, ada: User) -> JoinRequest:
    """Ada is signed in, and Dia has asked."""
    request = JoinRequest(user=dia, organisation=kotikulma, message="Olen Dia.")
    request.ask()
    client.force_login(ada)
    confirmed(client)
    return request


def test_works(client: Client, asked: JoinRequest) -> None:
    page = html(get(client, "answer", asked.pk))

    assert "Dia asks to join" in page
    assert "Olen Dia." in page


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_accept(client: Client, asked: JoinRequest, dia: User, role: str) -> None:
    response = post(client, "answer", asked.pk, role=role)

    assert response.url == address("members", asked.organisation_id)
    assert dia.memberships.get().role == role
    assert [mail.name for mail in mails(dia)] == ["join_accepted"]


def test_decline(client: Client, asked: JoinRequest, dia: User) -> None:
    data = {"role": "editor", "decline": "1", "reason": "Emme tunne sinua."}
    post(client, "answer", asked.pk, **data)

    assert not dia.memberships.exists()
    (mail,) = mails(dia)
    assert (mail.name, "Emme tunne sinua." in mail.text) == ("join_declined", True)


def test_answering_twice(client: Client, asked: JoinRequest, dia: User) -> None:
    post(client, "answer", asked.pk, role="editor")
    response = post(client, "answer", asked.pk, role="editor", decline="1")

    assert said(response)[-1] == "This request has been answered already."
    assert get(client, "answer", asked.pk).status_code == 302
    assert dia.memberships.exists()


def test_answered_in_the_same_moment(
    client: Client, asked: JoinRequest, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = JoinRequest.accept

    def too_late(request: JoinRequest, by: User, role: str) -> None:
        JoinRequest.objects.get(pk=request.pk).withdraw(request.user)
        accept(request, by, role)

    monkeypatch.setattr(JoinRequest, "accept", too_late)
    response = post(client, "answer", asked.pk, role="editor")

    assert said(response) == ["This request has been answered already."]


@pytest.mark.parametrize("role", ["", "root"])
def test_bad_input(client: Client, asked: JoinRequest, role: str) -> None:
    assert "role" in errors(post(client, "answer", asked.pk, role=role))


def test_read_only(client: Client, asked: JoinRequest, ben: User) -> None:
    client.force_login(ben)
    assert get(client, "answer", asked.pk).status_code == 403
    assert post(client, "answer", asked.pk, role="editor").status_code == 403


def test_stranger(client: Client, asked: JoinRequest, cleo: User, dia: User) -> None:
    refuses_strangers(client, cleo, "answer", asked.pk)
    refuses_strangers(client, dia, "answer", asked.pk)


def test_suspended(client: Client, asked: JoinRequest, mona: User) -> None:
    asked.organisation.suspend(mona, "Selvitämme asiaa.")
    response = get(client, "answer", asked.pk)

    assert response.status_code == 403
    assert "Selvitämme asiaa." in response.content.decode()


@pytest.mark.usefixtures("asked")
def test_bad_id(client: Client) -> None:
    assert get(client, "answer", 99_999).status_code == 404


def test_anonymous(client: Client, asked: JoinRequest) -> None:
    client.logout()
    needs_sign_in(client, "answer", asked.pk)


def test_wrong_method(client: Client, asked: JoinRequest) -> None:
    assert client.put(address("answer", asked.pk)).status_code == 405

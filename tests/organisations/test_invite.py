"""An owner invites by mail, and takes an invitation back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from events.models import Event
from events.receipts import new_token
from organisations.models import Invitation, Organisation
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
DIA = "dia@example.org"


@pytest.fixture
def sent(kotikulma: Organisation, ada: User) -> Invitation:
    one = Invitation(organisation=kotikulma, email=DIA, invited_by=ada, language="sv")
    one.send()
    return one


@pytest.fixture(autouse=True)
def signed_in(client: Client, ada: User) -> None:
    client.force_login(ada)
    confirmed(client)


def test_works(client: Client, kotikulma: Organisation) -> None:
    assert "Invite a person" in html(get(client, "invite", kotikulma.pk))


def test_sends_a_link_in_the_chosen_language(
    client: Client, kotikulma: Organisation, ada: User
) -> None:
    data = {"email": "Dia@Example.org", "role": "owner", "language": "sv"}
    response = post(client, "invite", kotikulma.pk, **data)

    assert response.url == address("members", kotikulma.pk)
    assert DIA in said(response)[0]
    one = kotikulma.invitations.open().get()
    assert (one.email, one.role, one.invited_by) == (DIA, "owner", ada)
    (mail,) = mails(DIA)
    assert (mail.name, mail.language) == ("invitation", "sv")
    with override("sv"):
        path = reverse("organisations:invitation", args=[one.token])
    # The signature carries the time, which may have moved on by a second.
    assert path.split(":")[0] in mail.text
    (event,) = Event.objects.about(kotikulma)
    assert (event.verb, event.after["role"]) == ("invite", "owner")
    assert DIA not in str(event.after)


def test_again_replaces_the_older_one(
    client: Client, kotikulma: Organisation, sent: Invitation
) -> None:
    data = {"email": DIA, "role": "editor", "language": "fi"}
    post(client, "invite", kotikulma.pk, **data)

    sent.refresh_from_db()
    assert not sent.is_open
    assert kotikulma.invitations.open().count() == 1


def test_a_double_click_sends_one(client: Client, kotikulma: Organisation) -> None:
    data = {"email": DIA, "role": "editor", "language": "fi"}
    token = new_token()
    for _press in range(2):
        post(client, "invite", kotikulma.pk, **data, token=token)

    assert len(mails(DIA)) == Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "dia"),
        ("email", ""),
        ("email", "BEN@example.org"),
        ("role", "root"),
        ("language", "xx"),
    ],
)
def test_bad_input(
    client: Client,
    kotikulma: Organisation,
    ben: User,
    field: str,
    value: str,
) -> None:
    data = {"email": DIA, "role": "editor", "language": "fi", field: value}
    response = post(client, "invite", kotikulma.pk, **data)

    assert list(errors(response)) == [field]
    assert not Invitation.objects.exists()


def test_not_without_end(client: Client, kotikulma: Organisation, ada: User) -> None:
    for number in range(20):
        email = f"p{number}@example.org"
        Invitation.objects.create(organisation=kotikulma, email=email, invited_by=ada)
    data = {"email": DIA, "role": "editor", "language": "fi"}
    response = post(client, "invite", kotikulma.pk, **data)

    assert "Go on tomorrow." in errors(response)["email"][0]


def test_read_only(client: Client, kotikulma: Organisation, ben: User) -> None:
    client.force_login(ben)
    assert get(client, "invite", kotikulma.pk).status_code == 403
    assert post(client, "invite", kotikulma.pk).status_code == 403


def test_stranger(client: Client, kotikulma: Organisation, cleo: User) -> None:
    refuses_strangers(client, cleo, "invite", kotikulma.pk)


def test_bad_id(client: Client) -> None:
    assert get(client, "invite", 99_999).status_code == 404


def test_anonymous(client: Client, kotikulma: Organisation) -> None:
    client.logout()
    needs_sign_in(client, "invite", kotikulma.pk)


class TestRevoke:
    def test_works(self, client: Client, sent: Invitation, ada: User) -> None:
        client.force_login(ada)
        response = post(client, "revoke", sent.pk)

        assert response.url == address("members", sent.organisation_id)
        assert not Invitation.objects.open().exists()
        again = post(client, "revoke", sent.pk)
        assert said(again)[-1] == "The invitation is no longer open."

    def test_others(
        self, client: Client, sent: Invitation, ben: User, cleo: User
    ) -> None:
        for user, status in ((ben, 403), (cleo, 404)):
            client.force_login(user)
            assert post(client, "revoke", sent.pk).status_code == status
        assert Invitation.objects.open().exists()

    def test_bad_id(self, client: Client, ada: User) -> None:
        client.force_login(ada)
        assert post(client, "revoke", 99_999).status_code == 404

    def test_anonymous(self, client: Client, sent: Invitation) -> None:
        client.logout()
        needs_sign_in(client, "revoke", sent.pk)

    def test_wrong_method(self, client: Client, sent: Invitation, ada: User) -> None:
        client.force_login(ada)
        assert get(client, "revoke", sent.pk).status_code == 405

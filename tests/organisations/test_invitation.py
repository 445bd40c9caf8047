"""Inviting by mail, and the page that the link in the mail opens."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from events.models import Event
from events.receipts import new_token
from events.transitions import StateChanged
from organisations.models import Invitation, JoinRequest, Organisation
from tests import factories
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
def dia(client: Client, db: None) -> User:
    user = factories.person("Dia")
    client.force_login(user)
    return user


@pytest.fixture
def sent(kotikulma: Organisation, ada: User) -> Invitation:
    one = Invitation(organisation=kotikulma, email=DIA, invited_by=ada, language="sv")
    one.send()
    return one


class TestInvite:
    @pytest.fixture(autouse=True)
    def signed_in(self, client: Client, ada: User) -> None:
        client.force_login(ada)

    def test_works(self, client: Client, kotikulma: Organisation) -> None:
        assert "Invite a person" in html(get(client, "invite", kotikulma.pk))

    def test_sends_a_link_in_the_chosen_language(
        self, client: Client, kotikulma: Organisation, ada: User
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
        self, client: Client, kotikulma: Organisation, sent: Invitation
    ) -> None:
        data = {"email": DIA, "role": "editor", "language": "fi"}
        post(client, "invite", kotikulma.pk, **data)

        sent.refresh_from_db()
        assert not sent.is_open
        assert kotikulma.invitations.open().count() == 1

    def test_a_double_click_sends_one(
        self, client: Client, kotikulma: Organisation
    ) -> None:
        data = {"email": DIA, "role": "editor", "language": "fi"}
        for _press in range(2):
            post(client, "invite", kotikulma.pk, **data, token=TOKEN)

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
        self,
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

    def test_not_without_end(
        self, client: Client, kotikulma: Organisation, ada: User
    ) -> None:
        for number in range(20):
            email = f"p{number}@example.org"
            Invitation.objects.create(
                organisation=kotikulma, email=email, invited_by=ada
            )
        data = {"email": DIA, "role": "editor", "language": "fi"}
        response = post(client, "invite", kotikulma.pk, **data)

        assert "Go on tomorrow." in errors(response)["email"][0]

    def test_read_only(
        self, client: Client, kotikulma: Organisation, ben: User
    ) -> None:
        client.force_login(ben)
        assert get(client, "invite", kotikulma.pk).status_code == 403
        assert post(client, "invite", kotikulma.pk).status_code == 403

    def test_stranger(
        self, client: Client, kotikulma: Organisation, cleo: User
    ) -> None:
        refuses_strangers(client, cleo, "invite", kotikulma.pk)

    def test_bad_id(self, client: Client) -> None:
        assert get(client, "invite", 99_999).status_code == 404

    def test_anonymous(self, client: Client, kotikulma: Organisation) -> None:
        client.logout()
        needs_sign_in(client, "invite", kotikulma.pk)


TOKEN = new_token()


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
        needs_sign_in(client, "revoke", sent.pk)

    def test_wrong_method(self, client: Client, sent: Invitation, ada: User) -> None:
        client.force_login(ada)
        assert get(client, "revoke", sent.pk).status_code == 405


class TestInvitation:
    def test_a_visitor_is_led_to_an_account(
        self, client: Client, sent: Invitation
    ) -> None:
        page = html(get(client, "invitation", sent.token))

        assert "Ada has invited you to use Kotopolku." in page
        assert "Kotikulma ry" in page
        assert "email=dia%40example.org&amp;next=%2Fen%2F" in page
        assert "Accept the invitation" not in page
        assert "noindex" in page

    def test_opening_it_changes_nothing(
        self, client: Client, sent: Invitation, dia: User
    ) -> None:
        response = get(client, "invitation", sent.token)

        assert "Accept the invitation" in html(response)
        assert "no-store" in response.headers["Cache-Control"]
        assert not dia.memberships.exists()

    @pytest.mark.parametrize("role", ["editor", "owner"])
    def test_accepting(
        self, client: Client, sent: Invitation, dia: User, role: str
    ) -> None:
        Invitation.objects.update(role=role)
        response = post(client, "invitation", sent.token)

        assert response.url == address("members", sent.organisation_id)
        assert dia.memberships.get().role == role
        sent.refresh_from_db()
        assert (sent.accepted_by, sent.is_open) == (dia, False)

    def test_only_once(self, client: Client, sent: Invitation, dia: User) -> None:
        post(client, "invitation", sent.token)
        dia.memberships.get().delete()

        assert post(client, "invitation", sent.token).status_code == 410
        assert not dia.memberships.exists()

    def test_accepting_in_the_same_moment(
        self,
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
        self, client: Client, sent: Invitation, dia: User
    ) -> None:
        asked = JoinRequest(user=dia, organisation=sent.organisation)
        asked.ask()
        post(client, "invitation", sent.token)

        asked.refresh_from_db()
        assert asked.state == "accepted"

    def test_a_member_keeps_the_higher_role(
        self, client: Client, sent: Invitation, dia: User, ada: User
    ) -> None:
        sent.organisation.memberships.admit(sent.organisation, dia, "owner", by=ada)
        post(client, "invitation", sent.token)

        assert dia.memberships.get().role == "owner"

    def test_another_address_is_told_so(
        self, client: Client, sent: Invitation, cleo: User
    ) -> None:
        client.force_login(cleo)
        page = html(get(client, "invitation", sent.token))
        assert "You are signed in as cleo@example.org." in page
        assert "Accept the invitation" not in page

        assert "signed in as" in html(post(client, "invitation", sent.token))
        assert cleo.memberships.count() == 1
        with pytest.raises(PermissionDenied):
            sent.accept(cleo)

    def test_expired(self, client: Client, sent: Invitation, dia: User) -> None:
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

    def test_revoked(
        self, client: Client, sent: Invitation, dia: User, ada: User
    ) -> None:
        sent.revoke(ada)
        response = get(client, "invitation", sent.token)

        assert response.status_code == 410
        assert "Ask Ada for a new one: Kotikulma ry" in response.content.decode()

    @pytest.mark.parametrize("token", ["x", "a:b:c", "%20", "é"])
    def test_bad_token(self, client: Client, db: None, token: str) -> None:
        response = get(client, "invitation", token)

        assert response.status_code == 410
        assert "Copy the whole link" in response.content.decode()

    def test_a_visitor_cannot_accept(self, client: Client, sent: Invitation) -> None:
        assert "Create an account" in html(post(client, "invitation", sent.token))
        assert Invitation.objects.open().exists()

    def test_wrong_method(self, client: Client, sent: Invitation) -> None:
        assert client.put(address("invitation", sent.token)).status_code == 405


def test_an_invitation_names_no_address_of_a_person(sent: Invitation) -> None:
    assert DIA not in str(sent)

"""Roles, removing and leaving, on their pages."""

import pytest
from django.test import Client

from accounts.models import User
from organisations.models import Membership, Organisation
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
LAST = "An organisation needs at least one owner. Choose another owner first."


@pytest.fixture
def owner(client: Client, ada: User) -> Membership:
    """Ada's, who is signed in."""
    client.force_login(ada)
    confirmed(client)
    return ada.memberships.get()


@pytest.fixture
def editor(ben: User) -> Membership:
    return ben.memberships.get()


def roles(organisation: Organisation) -> dict[str, str]:
    return dict(organisation.memberships.values_list("user__name", "role"))


@pytest.mark.usefixtures("owner")
def test_works(client: Client, editor: Membership, kotikulma: Organisation) -> None:
    assert "Role of Ben" in html(get(client, "member", editor.pk))
    response = post(client, "member", editor.pk, role="owner")

    assert response.url == address("members", kotikulma.pk)
    assert roles(kotikulma) == {"Ada": "owner", "Ben": "owner"}
    assert [mail.name for mail in mails(editor.user)] == ["organisation_role"]


def test_the_last_owner_names_a_successor(
    client: Client, owner: Membership, editor: Membership, kotikulma: Organisation
) -> None:
    response = post(client, "member", owner.pk, role="editor")
    assert errors(response) == {"successor": [LAST]}
    assert "Choose a person" in html(response)

    post(client, "member", owner.pk, role="editor", successor=editor.pk)
    assert roles(kotikulma) == {"Ada": "editor", "Ben": "owner"}


def test_the_successor_is_of_the_same_organisation(
    client: Client, owner: Membership, editor: Membership, cleo: User
) -> None:
    other = cleo.memberships.get()
    response = post(client, "member", owner.pk, role="editor", successor=other.pk)

    assert "successor" in errors(response)


def test_nobody_else_is_there(client: Client, owner: Membership) -> None:
    page = html(get(client, "member", owner.pk))

    assert "Invite a new owner first." in page
    assert "Choose a person" not in page


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize("role", ["", "root"])
def test_bad_input(client: Client, editor: Membership, role: str) -> None:
    assert "role" in errors(post(client, "member", editor.pk, role=role))


@pytest.mark.usefixtures("owner")
def test_somebody_has_gone_meanwhile(
    client: Client, editor: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Membership._begin

    def too_late(membership: Membership, by: User, *, owners_only: bool) -> None:
        Membership.objects.filter(pk=membership.pk).delete()
        begin(membership, by, owners_only=owners_only)

    monkeypatch.setattr(Membership, "_begin", too_late)
    response = post(client, "member", editor.pk, role="owner")

    assert said(response) == ["This person is no longer a member."]


class TestRemove:
    @pytest.mark.usefixtures("owner")
    def test_works(
        self, client: Client, editor: Membership, kotikulma: Organisation
    ) -> None:
        assert "Remove Ben?" in html(get(client, "remove", editor.pk))
        response = post(client, "remove", editor.pk)

        assert response.url == address("members", kotikulma.pk)
        assert roles(kotikulma) == {"Ada": "owner"}
        assert [mail.name for mail in mails(editor.user)] == ["organisation_removed"]

    def test_oneself_is_leaving(self, client: Client, owner: Membership) -> None:
        response = get(client, "remove", owner.pk)
        assert response.url == address("leave", owner.organisation_id)


class TestLeave:
    def test_works(
        self, client: Client, ada: User, editor: Membership, kotikulma: Organisation
    ) -> None:
        client.force_login(editor.user)
        assert "Leave the organisation?" in html(get(client, "leave", kotikulma.pk))
        response = post(client, "leave", kotikulma.pk)

        assert response.url == address("find")
        assert roles(kotikulma) == {"Ada": "owner"}
        assert not mails(editor.user)

    def test_the_last_owner(
        self, client: Client, owner: Membership, kotikulma: Organisation
    ) -> None:
        """Alone: a successor cannot even be chosen."""
        response = post(client, "leave", kotikulma.pk)
        assert errors(response)["successor"] == [LAST]
        assert "Invite a new owner first." in html(response)
        assert roles(kotikulma) == {"Ada": "owner"}

    def test_with_a_successor(
        self,
        client: Client,
        owner: Membership,
        editor: Membership,
        kotikulma: Organisation,
    ) -> None:
        post(client, "leave", kotikulma.pk, successor=editor.pk)
        assert roles(kotikulma) == {"Ben": "owner"}

    def test_a_suspended_one_may_be_left(
        self, client: Client, ada: User, editor: Membership, kotikulma: Organisation
    ) -> None:
        Organisation.objects.update(state="suspended")
        client.force_login(editor.user)

        assert post(client, "leave", kotikulma.pk).status_code == 302

    def test_stranger(
        self, client: Client, kotikulma: Organisation, cleo: User
    ) -> None:
        refuses_strangers(client, cleo, "leave", kotikulma.pk)

    def test_anonymous(self, client: Client, kotikulma: Organisation) -> None:
        needs_sign_in(client, "leave", kotikulma.pk)


@pytest.mark.parametrize("name", ["member", "remove"])
class TestAccess:
    def test_read_only(self, client: Client, editor: Membership, name: str) -> None:
        client.force_login(editor.user)
        assert get(client, name, editor.pk).status_code == 403
        assert post(client, name, editor.pk, role="owner").status_code == 403

    def test_suspended(
        self, client: Client, owner: Membership, editor: Membership, name: str
    ) -> None:
        Organisation.objects.update(state="suspended")
        assert post(client, name, editor.pk, role="owner").status_code == 403

    def test_stranger(
        self, client: Client, editor: Membership, cleo: User, name: str
    ) -> None:
        refuses_strangers(client, cleo, name, editor.pk)

    @pytest.mark.usefixtures("owner")
    def test_bad_id(self, client: Client, name: str) -> None:
        assert get(client, name, 99_999).status_code == 404

    def test_anonymous(self, client: Client, editor: Membership, name: str) -> None:
        needs_sign_in(client, name, editor.pk)

    @pytest.mark.usefixtures("owner")
    def test_wrong_method(self, client: Client, editor: Membership, name: str) -> None:
        assert client.put(address(name, editor.pk)).status_code == 405

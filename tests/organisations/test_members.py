"""The page of an organisation for its own people."""

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from organisations.models import Invitation, JoinRequest, Organisation
from tests import factories
from tests.guards import same_queries
from tests.organisations.asking import address, get, html, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def busy(kotikulma: Organisation, ada: User, ben: User) -> None:
    """Somebody asks to join, somebody is invited."""
    JoinRequest(user=factories.person("Dia"), organisation=kotikulma).ask()
    Invitation(organisation=kotikulma, email="eve@example.org", invited_by=ada).send()


def test_works(client: Client, kotikulma: Organisation, ada: User) -> None:
    client.force_login(ada)
    page = html(get(client, "members", kotikulma.pk))

    assert page.count("<h1") == 1
    for shown in ("Ada", "Ben", "Dia", "eve<wbr>@example.org"):
        assert shown in page
    for name in ("invite", "edit", "leave"):
        assert address(name, kotikulma.pk) in page
    assert address("answer", kotikulma.join_requests.get().pk) in page
    assert address("revoke", kotikulma.invitations.get().pk) in page


def test_read_only(client: Client, kotikulma: Organisation, ben: User) -> None:
    """Editors see who is there, and change nothing but leaving."""
    client.force_login(ben)
    page = html(get(client, "members", kotikulma.pk))

    assert "Ada" in page
    assert address("leave", kotikulma.pk) in page
    for name in ("invite", "edit"):
        assert address(name, kotikulma.pk) not in page
    for hidden in ("Dia", "eve<wbr>", "ada<wbr>@example.org"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("pending", "The organisation is waiting for approval"),
        ("suspended", "The organisation’s pages are hidden for now"),
        ("rejected", "The organisation was not approved"),
    ],
)
def test_says_what_its_state_means(
    client: Client, kotikulma: Organisation, ada: User, state: str, told: str
) -> None:
    Organisation.objects.update(state=state, state_reason="<Syy>")
    client.force_login(ada)
    page = html(get(client, "members", kotikulma.pk))

    assert told in page
    open_to_change = state == "pending"
    assert (escape("<Syy>") not in page) is open_to_change
    assert (address("invite", kotikulma.pk) in page) is open_to_change


def test_same_number_of_queries(
    client: Client, kotikulma: Organisation, ada: User
) -> None:
    client.force_login(ada)

    def add(count: int) -> None:
        for _number in range(count):
            number = User.objects.count()
            user = factories.person(f"P{number}")
            kotikulma.memberships.admit(kotikulma, user, "editor", by=ada)
            asker = factories.person(f"Q{number}")
            JoinRequest(user=asker, organisation=kotikulma).ask()
            email = f"r{number}@example.org"
            Invitation(organisation=kotikulma, email=email, invited_by=ada).send()

    same_queries(lambda: get(client, "members", kotikulma.pk), add)


def test_stranger(
    client: Client, kotikulma: Organisation, cleo: User, mona: User, root: User
) -> None:
    for user in (cleo, mona, root):
        client.force_login(user)
        assert get(client, "members", kotikulma.pk).status_code == 404


def test_bad_id(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert get(client, "members", 99_999).status_code == 404


def test_anonymous(client: Client, kotikulma: Organisation) -> None:
    assert get(client, "members", kotikulma.pk).status_code == 302


def test_wrong_method(client: Client, kotikulma: Organisation, ada: User) -> None:
    client.force_login(ada)
    assert post(client, "members", kotikulma.pk).status_code == 405

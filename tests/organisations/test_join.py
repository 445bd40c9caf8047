"""Ask to join an organisation, and withdraw."""

import pytest
from django.test import Client

from accounts.models import User
from events.receipts import new_token
from organisations.models import JoinRequest, Organisation
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
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dia(client: Client, db: None) -> User:
    user = factories.person("Dia")
    client.force_login(user)
    return user


@pytest.fixture
def asked(dia: User, kotikulma: Organisation, ada: User) -> JoinRequest:
    request = JoinRequest(user=dia, organisation=kotikulma, message="Olen Dia.")
    request.ask()
    return request


@pytest.mark.usefixtures("dia", "ada")
def test_works(client: Client, kotikulma: Organisation) -> None:
    page = html(get(client, "join", kotikulma.pk))

    assert "Ask to join: Kotikulma ry" in page


def test_asks_the_owners(
    client: Client, dia: User, kotikulma: Organisation, ada: User, ben: User
) -> None:
    response = post(client, "join", kotikulma.pk, message="Olen Dia.\nhttp://x.fi")

    assert response.url == address("find")
    request = JoinRequest.objects.get()
    assert (request.user, request.organisation) == (dia, kotikulma)
    assert request.message == "Olen Dia.\r\nhttp://x.fi".replace("\r", "")
    (mail,) = mails(ada)
    assert mail.name == "join_asked"
    assert "Olen Dia. http://x.fi\n" in mail.text
    assert not mails(ben)


@pytest.mark.usefixtures("dia", "ada")
def test_a_double_click_asks_once(client: Client, kotikulma: Organisation) -> None:
    token = new_token()
    responses = [post(client, "join", kotikulma.pk, token=token) for _n in range(2)]

    assert [one.url for one in responses] == [address("find")] * 2
    assert JoinRequest.objects.count() == 1


@pytest.mark.usefixtures("asked")
def test_asking_again_says_so(client: Client, kotikulma: Organisation) -> None:
    response = post(client, "join", kotikulma.pk, message="Vielä")

    assert "You have asked already." in errors(response)["__all__"][0]
    assert "Vielä" in html(response)


@pytest.mark.usefixtures("dia")
def test_bad_input(client: Client, kotikulma: Organisation) -> None:
    response = post(client, "join", kotikulma.pk, message="x" * 501)

    assert "message" in errors(response)
    assert not JoinRequest.objects.exists()


def test_not_without_end(client: Client, dia: User, kotikulma: Organisation) -> None:
    for number in range(5):
        other = factories.organisation(f"Kerho {number}")
        JoinRequest(user=dia, organisation=other).ask()
    response = post(client, "join", kotikulma.pk)

    assert "several organisations" in errors(response)["__all__"][0]


def test_members_have_nothing_to_ask(
    client: Client, ben: User, kotikulma: Organisation
) -> None:
    refuses_strangers(client, ben, "join", kotikulma.pk)


@pytest.mark.usefixtures("dia")
def test_rejected_ones_are_not_there(client: Client) -> None:
    rejected = factories.organisation("Ei ry", state="rejected")

    assert get(client, "join", rejected.pk).status_code == 404


@pytest.mark.usefixtures("dia")
def test_bad_id(client: Client) -> None:
    assert get(client, "join", 99_999).status_code == 404


def test_anonymous(client: Client, kotikulma: Organisation) -> None:
    needs_sign_in(client, "join", kotikulma.pk)


@pytest.mark.usefixtures("dia")
def test_wrong_method(client: Client, kotikulma: Organisation) -> None:
    assert client.put(address("join", kotikulma.pk)).status_code == 405


class TestWithdraw:
    def test_works(self, client: Client, asked: JoinRequest) -> None:
        response = post(client, "withdraw", asked.pk)

        assert response.url == address("find")
        asked.refresh_from_db()
        assert asked.state == "withdrawn"

    def test_answered_meanwhile(
        self, client: Client, asked: JoinRequest, ada: User
    ) -> None:
        asked.accept(ada)

        assert post(client, "withdraw", asked.pk).status_code == 302
        asked.refresh_from_db()
        assert asked.state == "accepted"

    def test_stranger(self, client: Client, asked: JoinRequest, ada: User) -> None:
        for other in (ada, factories.person("Eve")):
            client.force_login(other)
            assert post(client, "withdraw", asked.pk).status_code == 404

    def test_anonymous(self, client: Client, asked: JoinRequest) -> None:
        client.logout()
        needs_sign_in(client, "withdraw", asked.pk)

    def test_wrong_method(self, client: Client, asked: JoinRequest) -> None:
        assert get(client, "withdraw", asked.pk).status_code == 405

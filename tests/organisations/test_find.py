"""Find the organisation that one is from."""

import pytest
from django.test import Client

from accounts.models import User
from organisations.models import JoinRequest, Organisation
from tests import factories
from tests.guards import same_queries
from tests.organisations.asking import address, get, html, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def dia(client: Client) -> User:
    """Has just signed up."""
    user = factories.person("Dia")
    client.force_login(user)
    return user


@pytest.mark.usefixtures("dia")
def test_works(client: Client, kotikulma: Organisation) -> None:
    page = html(get(client, "find", q="kotik"))

    assert "Kotikulma ry" in page
    assert address("join", kotikulma.pk) in page
    assert address("new") in page


@pytest.mark.usefixtures("dia", "kotikulma")
def test_without_a_question_nothing_is_listed(client: Client) -> None:
    assert "Kotikulma ry" not in html(get(client, "find"))


@pytest.mark.usefixtures("dia", "kotikulma")
def test_nothing_found(client: Client) -> None:
    page = html(get(client, "find", q="<b>zzz"))

    assert "Nothing found with “&lt;b&gt;zzz”" in page
    assert address("new") in page


def test_own_requests_are_listed(
    client: Client, dia: User, kotikulma: Organisation
) -> None:
    asked = JoinRequest(user=dia, organisation=kotikulma)
    asked.ask()
    page = html(get(client, "find", q="kotikulma"))

    assert address("withdraw", asked.pk) in page
    assert "You have asked to join" in page
    assert address("join", kotikulma.pk) not in page


def test_a_member_is_told_so(client: Client, ben: User) -> None:
    client.force_login(ben)
    page = html(get(client, "find", q="kotikulma"))

    assert "You are a member" in page
    assert address("join", ben.memberships.get().organisation_id) not in page


@pytest.mark.usefixtures("dia")
def test_many_are_cut_and_said(client: Client) -> None:
    for number in range(22):
        factories.organisation(f"Kerho {number} ry")
    page = html(get(client, "find", q="kerho"))

    assert page.count("rows__title") == 20
    assert "There are more." in page


@pytest.mark.usefixtures("dia")
@pytest.mark.parametrize("text", ["x" * 101, "\0", "%", "  ", "-", "1234567-8"])
def test_bad_input(client: Client, text: str) -> None:
    assert get(client, "find", q=text).status_code == 200


@pytest.mark.usefixtures("dia")
def test_same_number_of_queries(client: Client) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            number = Organisation.objects.count()
            factories.organisation(f"Kerho {number} ry")

    same_queries(lambda: get(client, "find", q="kerho"), add)


def test_anonymous(client: Client, db: None) -> None:
    response = get(client, "find")

    assert response.status_code == 302
    assert "next=" in response.url


@pytest.mark.usefixtures("dia")
def test_wrong_method(client: Client) -> None:
    assert post(client, "find").status_code == 405

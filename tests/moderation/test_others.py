"""Requests to join and reports, where the organisation did not answer."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from events.models import Mail
from feedback.models import Report
from moderation.models import Claim
from organisations.models import JoinRequest, Membership, Organisation
from tests import factories
from tests.moderation.reading import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cleo: User, kotikulma: Organisation) -> JoinRequest:
    """To an organisation without an owner."""
    one = JoinRequest(user=cleo, organisation=kotikulma, message="Olen mukana.")
    one.ask()
    return one


@pytest.fixture
def report(ada: User) -> Report:
    """Of what moderators see at once."""
    one = Report(
        activity=factories.activity(), reason="rules", text="Kauppa.", language="fi"
    )
    one.send()
    return one


@pytest.fixture(params=["join_request", "report"])
def thing(request: pytest.FixtureRequest) -> Any:
    name = {"join_request": "asked", "report": "report"}[request.param]
    return request.param, request.getfixturevalue(name)


def test_let_somebody_join(client: Client, mona: User, asked: JoinRequest) -> None:
    url = page("join_request", asked.pk)
    assert "Olen mukana." in signed_in(client, mona).get(url).content.decode()
    client.post(url, {"verdict": "accept", "role": "owner"})

    found = Membership.objects.get(user=asked.user, organisation=asked.organisation)
    assert found.role == "owner"
    assert Mail.objects.filter(name="join_accepted").exists()


def test_say_no(client: Client, mona: User, asked: JoinRequest) -> None:
    data = {"verdict": "decline", "role": "editor", "reason": "Emme tunne."}
    signed_in(client, mona).post(page("join_request", asked.pk), data)

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "Emme tunne.")


@pytest.mark.parametrize("data", [{}, {"verdict": "x"}, {"verdict": "accept"}])
def test_bad_answer(
    client: Client, mona: User, asked: JoinRequest, data: dict[str, str]
) -> None:
    response = signed_in(client, mona).post(page("join_request", asked.pk), data)

    assert response.context["form"].errors
    assert JoinRequest.objects.open().exists()


def test_answered_meanwhile(client: Client, mona: User, asked: JoinRequest) -> None:
    asked.withdraw(asked.user)
    data = {"verdict": "accept", "role": "owner"}

    assert (
        signed_in(client, mona).post(page("join_request", asked.pk), data).status_code
        == 409
    )


def test_close_a_report(client: Client, mona: User, report: Report) -> None:
    url = page("report", report.pk)
    assert "Kauppa." in signed_in(client, mona).get(url).content.decode()
    assert client.post(url)["Location"] == page("queue")
    assert client.post(url)["Location"] == url

    report.refresh_from_db()
    assert report.state == "closed"


def test_reports_are_in_the_queue(client: Client, mona: User, report: Report) -> None:
    rows = signed_in(client, mona).get(page("queue")).context["page"].object_list

    assert [row.target for row in rows] == [report]


def test_who_reviews_it_decides(
    client: Client, mona: User, root: User, thing: Any
) -> None:
    name, target = thing
    Claim.objects.take(target, root)
    url = page(name, target.pk)
    signed_in(client, mona).post(url, {"verdict": "accept", "role": "owner"})

    assert not client.get(url).context["can_decide"]
    target.refresh_from_db()
    assert target.state in ("asked", "open")


def test_take_and_release(client: Client, mona: User, thing: Any) -> None:
    name, target = thing
    signed_in(client, mona).post(page("take", name, target.pk))
    assert Claim.objects.get().by == mona
    client.post(page("release", name, target.pk))
    assert not Claim.objects.exists()


def test_strangers(client: Client, ben: User, nils: User, thing: Any) -> None:
    name, target = thing
    url = page(name, target.pk)

    assert client.get(url).status_code == 302
    for user in (ben, nils):
        assert signed_in(client, user).get(url).status_code == 404
        assert client.post(url, {"verdict": "accept"}).status_code == 404


def test_nobody_decides_for_their_own_organisation(
    client: Client, mona: User, kotikulma: Organisation, thing: Any
) -> None:
    name, target = thing
    Membership.objects.create(user=mona, organisation=kotikulma)
    url = page(name, target.pk)
    data = {"verdict": "decline", "role": "editor"}

    assert signed_in(client, mona).get(url).status_code == 200
    assert client.post(url, data).status_code == 403


def test_bad_id_and_wrong_method(client: Client, mona: User, thing: Any) -> None:
    name, target = thing
    signed_in(client, mona)

    assert client.get(page(name, 999)).status_code == 404
    assert client.put(page(name, target.pk)).status_code == 405

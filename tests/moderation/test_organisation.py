"""Deciding on an organisation, hiding it and showing it again."""

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from events.models import Event, Mail
from moderation.models import Claim
from organisations.models import Membership, Organisation
from tests import factories
from tests.moderation.reading import page, sent, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pending(ada: User, kotikulma: Organisation) -> Organisation:
    Organisation.objects.update(state="pending")
    kotikulma.refresh_from_db()
    return kotikulma


@pytest.mark.parametrize(
    "step",
    [
        ("pending", "approve", "approved"),
        ("pending", "reject", "rejected"),
        ("approved", "suspend", "suspended"),
        ("suspended", "reinstate", "approved"),
    ],
)
def test_decide(
    client: Client, mona: User, pending: Organisation, step: tuple[str, str, str]
) -> None:
    state, verdict, after = step
    Organisation.objects.update(state=state)
    url = page("organisation", pending.pk)
    data = typed(signed_in(client, mona), url, verdict=verdict, reason="Syy.")

    assert client.post(url, data)["Location"] == page("queue")
    pending.refresh_from_db()
    assert pending.state == after
    assert Event.objects.about(pending).get().actor == mona
    assert Mail.objects.get().address == "ada@example.org"


@pytest.mark.parametrize("verdict", ["", "x", "reject", "suspend"])
def test_bad_input(
    client: Client, mona: User, pending: Organisation, verdict: str
) -> None:
    url = page("organisation", pending.pk)
    data = typed(signed_in(client, mona), url, verdict=verdict)
    response = client.post(url, data)

    assert response.status_code == 200
    assert response.context["form"].errors
    pending.refresh_from_db()
    assert pending.state == "pending"


def test_suspending_hides_its_entries(client: Client, mona: User, ada: User) -> None:
    activity = factories.activity()
    url = page("organisation", activity.organisation_id)
    data = typed(signed_in(client, mona), url, verdict="suspend", reason="Syy.")
    client.post(url, data)

    assert not Activity.objects.published().exists()


def test_decided_by_somebody_else_meanwhile(
    client: Client, mona: User, root: User, pending: Organisation
) -> None:
    url = page("organisation", pending.pk)
    data = typed(signed_in(client, mona), url, verdict="reject", reason="Oma syy.")
    pending.approve(root)

    response = client.post(url, data)

    assert response.status_code == 409
    assert "Oma syy." in response.content.decode()
    pending.refresh_from_db()
    assert pending.state == "approved"


def test_who_reviews_it_decides(
    client: Client, mona: User, root: User, pending: Organisation
) -> None:
    url = page("organisation", pending.pk)
    data = typed(signed_in(client, mona), url, verdict="approve")
    Claim.objects.take(pending, root)

    assert client.post(url, data).status_code == 409
    assert not client.get(url).context["can_decide"]


def test_possible_duplicates_and_waiting_entries_are_shown(
    client: Client, mona: User, pending: Organisation
) -> None:
    factories.organisation("Kotikulman yhdistys", state="approved")
    factories.organisation("Kotikulma")
    sent("Perhekahvila")
    response = signed_in(client, mona).get(page("organisation", pending.pk))

    assert "Kotikulma" in [one.name_fi for one in response.context["alike"]]
    assert "Perhekahvila" in response.content.decode()


def test_nobody_decides_on_their_own(
    client: Client, mona: User, pending: Organisation
) -> None:
    Membership.objects.create(user=mona, organisation=pending)
    url = page("organisation", pending.pk)
    data = typed(signed_in(client, mona), url, verdict="approve")

    assert not client.get(url).context["can_decide"]
    assert client.post(url, data).status_code == 403


def test_strangers(
    client: Client, ada: User, nils: User, pending: Organisation
) -> None:
    url = page("organisation", pending.pk)

    assert client.get(url).status_code == 302
    for user in (ada, nils):
        assert signed_in(client, user).get(url).status_code == 404
        assert client.post(url, {"verdict": "approve"}).status_code == 404


def test_bad_id_and_wrong_method(client: Client, mona: User) -> None:
    signed_in(client, mona)

    assert client.get(page("organisation", 999)).status_code == 404
    assert client.put(page("organisation", 999)).status_code == 405

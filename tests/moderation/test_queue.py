"""The queue: one's own areas, the oldest first, with filters, and who took what."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from activities.models import Version
from events.models import Event
from moderation.models import CLAIM_LASTS, Claim, TakenError
from organisations.models import JoinRequest, Organisation
from tests import factories
from tests.guards import same_queries
from tests.moderation.reading import page, sent, signed_in

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)


def titles(client: Client, **query: str) -> list[str]:
    rows = client.get(page("queue"), query).context["page"].object_list
    return [str(row.title) for row in rows]


def test_everything_that_waits_in_ones_areas(
    client: Client, mona: User, cleo: User, kotikulma: Organisation
) -> None:
    sent("Kielikahvila")
    sent("Tampereella", terms={"municipalities": ["837"]})
    factories.organisation("Uusi ry", state="pending")
    JoinRequest(user=cleo, organisation=kotikulma).ask()
    factories.activity("Julkinen")

    assert set(titles(signed_in(client, mona))) == {"Kielikahvila", "Uusi ry", "Cleo"}


def test_nationwide_and_online_ones_belong_to_the_home_area(
    client: Client, mona: User, nils: User
) -> None:
    far = factories.organisation("Pirkan ry", home_municipality=factories.town("837"))
    sent("Verkossa", online=True, terms={"municipalities": []}, organisation=far)
    sent("Koko maa", nationwide=True)

    assert titles(signed_in(client, nils)) == ["Verkossa"]
    assert titles(signed_in(client, mona)) == ["Koko maa"]


def test_administrators_see_what_belongs_to_no_area(client: Client, root: User) -> None:
    sent("Kajaanissa", terms={"municipalities": ["205"]})

    assert titles(signed_in(client, root)) == ["Kajaanissa"]


def test_entries_of_closed_organisations_wait_for_nobody(
    client: Client, mona: User, kotikulma: Organisation
) -> None:
    sent()
    Organisation.objects.update(state="suspended")

    assert titles(signed_in(client, mona)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "version"}, ["Vanha", "Uusi"]),
        ({"kind": "organisation"}, ["Pieni ry"]),
        ({"organisation": "kotiku"}, ["Vanha", "Uusi"]),
        ({"age": "3"}, ["Vanha"]),
        ({"age": "5"}, []),
        ({"taken": "free"}, ["Vanha", "Pieni ry"]),
        ({"taken": "mine"}, ["Uusi"]),
        ({"taken": "others"}, []),
        ({"kind": "x", "age": "x", "area": "0", "page": "x"}, "all"),
    ],
)
def test_filters(
    client: Client, mona: User, query: dict[str, str], expected: list[str] | str
) -> None:
    with time_machine.travel(MONDAY):
        sent("Vanha")
    with time_machine.travel(MONDAY + dt.timedelta(days=3)):
        new = sent("Uusi")
        factories.organisation("Pieni ry", state="pending")
        Claim.objects.take(new, mona)
        every = ["Vanha", "Uusi", "Pieni ry"]

        found = titles(signed_in(client, mona), **query)

    assert set(found) == set(every if expected == "all" else expected)


def test_filter_by_area(client: Client, root: User) -> None:
    uusimaa = factories.area("uus", "091", name="Uusimaa")
    sent("Helsingissä")
    sent("Tampereella", terms={"municipalities": ["837"]})

    assert titles(signed_in(client, root), area=str(uusimaa.pk)) == ["Helsingissä"]


def test_editors_have_no_queue(client: Client, ada: User) -> None:
    assert signed_in(client, ada).get(page("queue")).status_code == 404


def test_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(page("queue")).status_code == 302


def test_wrong_method(client: Client, mona: User) -> None:
    assert signed_in(client, mona).post(page("queue")).status_code == 405


def test_as_many_queries_for_13_as_for_3(client: Client, mona: User) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            version = sent(f"Ryhmä {Version.objects.count()}")
            Claim.objects.take(version, factories.person(f"P{version.pk}"))

    signed_in(client, mona)
    same_queries(lambda: client.get(page("queue")), add)


def test_the_first_to_press_has_it(client: Client, mona: User, root: User) -> None:
    version = sent()
    url = page("take", "version", version.pk)

    assert signed_in(client, mona).post(url)["Location"].endswith(f"/{version.pk}/")
    signed_in(client, root).post(url)

    assert Claim.objects.get().by == mona
    assert Event.objects.about(version).filter(verb="start-review").count() == 1


def test_a_review_is_released_after_a_day(mona: User, root: User) -> None:
    version = sent()
    Claim.objects.take(version, mona)
    with pytest.raises(TakenError):
        Claim.objects.take(version, root)
    Claim.objects.update(at=Claim.objects.get().at - CLAIM_LASTS)

    assert not Claim.objects.in_force().exists()
    assert Claim.objects.take(version, root).by == root


def test_release_ones_own_and_administrators_anybodys(
    client: Client, mona: User, root: User
) -> None:
    version = sent()
    other = factories.moderator("Maja", factories.area("uus"))
    url = page("release", "version", version.pk)
    Claim.objects.take(version, mona)

    signed_in(client, other).post(url)
    assert Claim.objects.exists()
    signed_in(client, root).post(url)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("name", ["take", "release"])
def test_who_may_not_take(client: Client, nils: User, name: str) -> None:
    version = sent()
    url = page(name, "version", version.pk)

    assert client.post(url).status_code == 302
    assert signed_in(client, nils).post(url).status_code == 404
    assert client.get(url).status_code == 405
    assert client.post(page(name, "version", 99)).status_code == 404
    assert client.post(page(name, "x", version.pk)).status_code == 404


def test_nobody_reviews_for_their_own_organisation(
    client: Client, mona: User, kotikulma: Organisation
) -> None:
    version = sent()
    kotikulma.memberships.create(user=mona)
    url = page("take", "version", version.pk)

    assert signed_in(client, mona).post(url).status_code == 403

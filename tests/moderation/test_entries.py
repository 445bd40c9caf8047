"""Every entry of one's areas."""

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.guards import same_queries
from tests.moderation.reading import page, sent, signed_in

pytestmark = pytest.mark.django_db


def titles(client: Client, **query: str) -> list[str]:
    found = client.get(page("entries"), query).context["page"].object_list
    return [one.public_version.title_fi for one in found]


@pytest.fixture
def three(mona: User) -> None:
    factories.activity("Kielikahvila")
    down = factories.activity("Kerho", organisation=factories.organisation("Muu ry"))
    down.take_down(mona, "Syy.")
    factories.activity("Tampereella", terms={"municipalities": ["837"]})
    sent("Odottaa")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Kielikahvila", "Kerho"]),
        ({"name": "kieli"}, ["Kielikahvila"]),
        ({"organisation": "muu"}, ["Kerho"]),
        ({"state": "public"}, ["Kielikahvila"]),
        ({"state": "down"}, ["Kerho"]),
        ({"state": "x", "page": "x"}, ["Kielikahvila", "Kerho"]),
    ],
)
def test_filters(
    client: Client, mona: User, three: None, query: dict[str, str], expected: list[str]
) -> None:
    assert titles(signed_in(client, mona), **query) == expected


def test_administrators_see_all(client: Client, root: User, three: None) -> None:
    assert len(titles(signed_in(client, root))) == 3


def test_others(client: Client, ada: User, mona: User) -> None:
    assert client.get(page("entries")).status_code == 302
    assert signed_in(client, ada).get(page("entries")).status_code == 404
    assert signed_in(client, mona).post(page("entries")).status_code == 405


def test_as_many_queries_for_13_as_for_3(client: Client, mona: User) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            factories.activity(f"Ryhmä {Activity.objects.count()}")

    signed_in(client, mona)
    same_queries(lambda: client.get(page("entries")), add)

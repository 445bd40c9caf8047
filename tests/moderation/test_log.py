"""The log for administrators."""

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.models import User
from events.models import Event
from moderation.filters import LogFilterSet
from tests import factories
from tests.guards import same_queries
from tests.moderation.reading import page, sent, signed_in

pytestmark = pytest.mark.django_db


def verbs(client: Client, **query: str) -> set[str]:
    lines = client.get(page("log"), query).context["lines"]
    return {line.event.verb for line in lines}


@pytest.fixture
def story(mona: User, ada: User, root: User) -> None:
    sent().approve(mona)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"verb": "approve"}, {"approve"}),
        ({"actor": "ada"}, {"submit"}),
        ({"actor": "mona@example.org"}, {"approve", "publish"}),
        ({"target_type": "activities.activity"}, {"publish"}),
        ({"target_id": "999"}, set()),
        ({"first": "2026-01-01"}, {"submit", "approve", "publish"}),
        ({"last": "2020-01-01"}, set()),
        ({"first": "x", "page": "x", "y": "z"}, {"submit", "approve", "publish"}),
    ],
)
def test_filters(
    client: Client, root: User, story: None, query: dict[str, str], expected: set[str]
) -> None:
    assert verbs(signed_in(client, root), **query) == expected


def test_words_and_changes(client: Client, root: User, story: None) -> None:
    [line] = (
        signed_in(client, root).get(page("log"), {"verb": "approve"}).context["lines"]
    )

    assert "1" in line.text
    assert ("state", "submitted", "approved") in line.changes


@pytest.mark.parametrize("who", ["ada", "mona"])
def test_only_for_administrators(
    client: Client, request: pytest.FixtureRequest, who: str
) -> None:
    signed_in(client, request.getfixturevalue(who))

    assert client.get(page("log")).status_code == 404


def test_visitor_and_wrong_method(client: Client, root: User) -> None:
    assert client.get(page("log")).status_code == 302
    assert signed_in(client, root).post(page("log")).status_code == 405


def test_as_many_queries_for_13_as_for_3(client: Client, root: User) -> None:
    def add(count: int) -> None:
        for number in range(count):
            person = factories.person(f"P{Event.objects.count()}x{number}")
            Event.objects.record("submit", person, by=person)

    signed_in(client, root)
    same_queries(lambda: client.get(page("log")), add)


def test_filters_know_the_verbs_there_are(root: User, story: None) -> None:

    widget = LogFilterSet(QueryDict()).form.fields["verb"].widget
    assert [value for value, _label in widget.choices][1:] == [
        "approve",
        "publish",
        "submit",
    ]

"""Every state of an entry in words, and the one that waits longest first."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from organisations.models import Organisation
from tests import factories
from tests.workspace.home import (
    drafted,
    due,
    ended,
    entry,
    outdated,
    rejected,
    returned,
    show,
    submitted,
    text,
)
from workspace.needs import Need, entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


STATES: dict[str, tuple[Any, Need | None, list[str]]] = {
    "public": (lambda a, m: entry(), None, ["Public", "Checked on"]),
    "draft": (
        lambda a, m: factories.activity(published=False),
        Need.DRAFT,
        ["Draft", "Saved on", "Go on writing"],
    ),
    "public with a draft": (
        lambda a, m: drafted(a),
        Need.DRAFT,
        ["Public, new draft in progress"],
    ),
    "waiting": (
        lambda a, m: submitted(a),
        None,
        ["Waiting for approval", "Usually approved within one working day."],
    ),
    "returned": (
        returned,
        Need.RETURNED,
        ["Returned with one comment", "Milloin?", "Mona", "See the comments"],
    ),
    "rejected": (rejected, None, ["Rejected", "Tämä on yksittäinen tapahtuma."]),
    "check due": (
        lambda a, m: due(3),
        Need.CHECK,
        ["Check due", "not confirmed after"],
    ),
    "not due": (lambda a, m: due(15), None, ["Public"]),
    "unconfirmed": (
        lambda a, m: due(-31),
        Need.CHECK,
        ["Not confirmed", "Hidden from the search after", "Everything is correct"],
    ),
    "hidden": (
        lambda a, m: due(-61),
        Need.CHECK,
        ["Hidden because nobody confirmed it", "it will be back"],
    ),
    "outdated": (
        lambda a, m: outdated(),
        Need.OUTDATED,
        ["Translation outdated", "Check the translations"],
    ),
    "ended": (lambda a, m: ended(10), Need.ENDED, ["Ended on", "Copy for next season"]),
    "ended long ago": (lambda a, m: ended(100), None, ["Ended on"]),
    "withdrawn": (
        lambda a, m: entry().withdraw(a),
        None,
        ["Withdrawn on", "You can bring it back."],
    ),
    "taken down": (
        lambda a, m: entry().take_down(m, "Ei vastausta."),
        None,
        ["Taken down by a moderator", "Reason: Ei vastausta."],
    ),
    "full": (lambda a, m: entry(full=True), None, ["Full"]),
    "on a break": (
        lambda a, m: entry(break_until=factories.day(5)),
        None,
        ["On a break until"],
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_state_of_an_entry_in_words(
    client: Client, ada: User, mona: User, state: str
) -> None:
    make, need, words = STATES[state]
    make(ada, mona)
    response = show(client, ada)
    page = response.content.decode()

    for word in words:
        assert word in page
    assert getattr(entries_of(ada).get(), "need", None) == need
    assert len(response.context["needs"]) == (need is not None)
    assert len(response.context["rows"]) == (need is None)


def test_what_waits_longest_comes_first(client: Client, ada: User, mona: User) -> None:
    ended(10)
    due(-5)
    returned(ada, mona)
    factories.activity(published=False)
    outdated()
    shown = [row.need for row in show(client, ada).context["needs"]]

    assert shown == [
        Need.RETURNED,
        Need.CHECK,
        Need.OUTDATED,
        Need.ENDED,
        Need.DRAFT,
    ]


def test_nothing_is_asked_for_a_suspended_organisation(
    client: Client, ada: User, kotikulma: Organisation
) -> None:
    due(-5)
    Organisation.objects.update(state="suspended")
    page = text(client, ada)

    assert getattr(entries_of(ada).get(), "need", None) is None
    assert reverse("workspace:confirm", args=[Activity.objects.get().pk]) not in page

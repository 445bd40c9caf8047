"""What the drill reads in the tables after everything has happened."""

import uuid
from dataclasses import asdict
from typing import NamedTuple

import pytest

from accounts.models import User
from activities.copying import copy_for_next_season
from activities.models import Activity, Version
from benchmarks.crowd import at
from deploy.drill.tables import found
from events.receipts import once
from tests import factories

pytestmark = pytest.mark.django_db


class World(NamedTuple):
    token: str
    source: Activity
    # Older than the drill.
    last: tuple[int, int]
    version: Version


@pytest.fixture
def world(ada: User, mona: User) -> World:
    """A copy that was returned once, and is public with another text."""
    source = factories.activity()
    last = (source.pk, source.versions.get().pk)
    token = str(uuid.uuid4())

    def act() -> str:
        return at(
            "workspace:edit", copy_for_next_season(source, ada).activity_id, "when"
        )

    once(token, ada, act)
    version = Version.objects.latest("pk")
    version.save_draft(ada, 1, {"title_fi": "Kuoro"})
    version.submit(ada)
    version.return_to_editor(mona, {}, "Kuka johtaa?")
    version.save_draft(ada, 2, {"title_fi": "Annan kuoro"})
    version.submit(ada)
    version.approve(mona)
    return World(token, source, last, version)


def test_what_happened_is_counted(world: World) -> None:
    entry, version = str(world.version.activity_id), str(world.version.pk)

    assert asdict(found(*world.last)) == {
        "entries": [entry],
        "receipts": {world.token: entry},
        "effects": {
            "save": {entry: 2},
            "submit": {entry: 2},
            "approve": {version: 1},
            "return": {version: 1},
        },
        "texts": {entry: "Annan kuoro"},
        "unapproved": [],
        "disagreeing": [],
    }


def test_publication_without_a_decision_is_found(world: World) -> None:
    world.version.decisions.all().delete()

    assert found(*world.last).unapproved == [str(world.version.activity_id)]


def test_state_that_the_log_does_not_know_is_found(world: World) -> None:
    Version.objects.filter(pk=world.version.pk).update(state="rejected")

    disagreeing = found(*world.last).disagreeing
    assert [one.partition(":")[0] for one in disagreeing] == [
        f"activities.Version {world.version.pk}"
    ]


def test_entry_without_a_form_of_its_own_is_there(world: World, ada: User) -> None:
    copy_for_next_season(world.source, ada)

    tables = found(*world.last)
    assert len(tables.entries) == 2
    assert len(tables.receipts) == 1

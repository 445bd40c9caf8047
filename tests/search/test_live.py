"""The index of a process follows the database, and never invents anything."""

import datetime as dt
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activities import documents
from activities.models import Activity, Document, Index
from activities.recurrence import HELSINKI
from search import live
from tests import factories
from tests.factories import on_dates, weekly
from tests.search.asking import ask, counts, found

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 15, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def _built(db: None) -> None:
    factories.activity("Kerho", price="free")
    documents.rebuild()
    assert live.index() is not None


def reads_of_documents(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        action()
    return sum(Document._meta.db_table in query["sql"] for query in queries)


def test_before_the_first_build_the_database_answers() -> None:
    Index.objects.all().delete()

    assert live.mark() is None
    assert live.index() is None
    assert found() == ["Kerho"]


def test_what_changes_is_seen_by_the_next_question(root: User) -> None:
    before = live.index()
    entry = factories.activity("Piiri")
    documents.write(Activity.objects.filter(pk=entry.pk))
    assert sorted(found()) == ["Kerho", "Piiri"]

    entry.withdraw(root)
    assert found() == ["Kerho"]
    assert counts("", "free") == {"1": 1}
    assert live.index() is before


def test_only_what_changed_is_read(root: User) -> None:
    for number in range(3):
        factories.activity(f"Piiri {number}")
    documents.rebuild()
    ask()
    assert reads_of_documents(live.index) == 0

    entry = Activity.objects.get(public_version__title_fi="Kerho")
    entry.set_full(root, full=True)
    assert reads_of_documents(live.index) == 1
    assert reads_of_documents(live.index) == 0


def test_what_is_rolled_back_is_gone(root: User) -> None:
    entry = Activity.objects.get()
    with transaction.atomic():
        entry.withdraw(root)
        assert not found()
        transaction.set_rollback(True)

    assert found() == ["Kerho"]


def test_another_epoch_is_another_database() -> None:
    before = live.index()
    documents.rebuild()

    assert live.index() is not before
    assert found() == ["Kerho"]


def test_smaller_counter_is_another_database() -> None:
    before = live.index()
    Index.objects.update(counter=0)

    assert live.index() is not before


def test_counter_older_than_the_tombstones() -> None:
    before = live.index()
    mark = live.mark()
    assert mark is not None
    Index.objects.update(counter=mark.counter + 2, forgotten_up_to=mark.counter + 1)

    assert live.index() is not before


BROKEN: dict[str, dict[str, Any]] = {
    "no facts": {"facts": {}},
    "no object": {"facts": ["kind", "id"]},
    "wrong dates": {"facts__listed_until": "tomorrow"},
    "no cards": {"cards": {}},
    "a card missing": {"cards": {"fi": {}, "en": {}}},
}


@pytest.mark.parametrize("harm", BROKEN)
def test_broken_document_leaves_the_answer_to_the_database(
    harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    document = Document.objects.get()
    for name, value in BROKEN[harm].items():
        field, _, key = name.partition("__")
        whole = {**document.facts, key: value} if key else value
        Document.objects.update(**{field: whole})
    Index.objects.update(epoch=harm)

    with caplog.at_level(logging.WARNING, "search.live"):
        assert found() == found("q=kerho") == ["Kerho"]
    assert live.index() is None
    assert len(caplog.records) == 1

    documents.rebuild()
    assert live.index() is not None
    assert found() == ["Kerho"]


def test_broken_change_leaves_the_answer_to_the_database(root: User) -> None:
    entry = Activity.objects.get()
    entry.set_full(root, full=True)
    Document.objects.update(facts={})

    assert found() == ["Kerho"]
    assert live.index() is None


def test_missing_documents_leave_the_answer_to_the_database() -> None:
    Document.objects.all().delete()
    Index.objects.update(epoch="restored")

    assert live.index() is None
    assert found() == ["Kerho"]


def test_broken_documents_are_read_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = Document.objects.get().facts
    Document.objects.update(facts={})
    Index.objects.update(epoch="harmed")
    assert live.index() is None

    Document.objects.update(facts=facts)
    assert live.index() is None
    later = monotonic() + live.RETRY_AFTER
    monkeypatch.setattr("search.live.monotonic", lambda: later)
    assert live.index() is not None


def test_midnight_passes_without_a_write() -> None:
    monday = NOON.date()
    with time_machine.travel(NOON, tick=False) as clock:
        sport = {"themes": ["sport"]}
        factories.activity("Today", terms=sport, schedules=[on_dates(monday)])
        factories.activity("Long", terms=sport, schedules=[weekly("tu")])
        documents.rebuild()
        index = live.index()
        asked = "theme=sport&sort=date"
        assert found(asked) == ["Today", "Long"]
        assert counts(asked, "day") == {"mo": 1, "tu": 1}

        clock.move_to(NOON.replace(hour=0) + dt.timedelta(days=1))
        assert found(asked) == ["Long"]
        assert counts(asked, "day") == {"tu": 1}
        assert ask(asked).total == 1
        assert live.index() is index
        assert timezone.localdate() == monday + dt.timedelta(days=1)

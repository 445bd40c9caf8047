"""Several writers at once: whoever reads between them skips no change."""

import random
from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from activities import documents
from activities.models import Activity
from search import live, mark
from search.live import Index, Live
from search.question import Question
from tests import factories
from tests.search.asking import found

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ENTRIES_OF_EACH = 3, 4


def in_threads(*works: Callable[[], object]) -> None:
    threads = [Thread(target=closing, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def closing(work: Callable[[], object]) -> None:
    """Work in a thread, which has a connection of its own."""
    try:
        work()
    finally:
        connection.close()


def known_to(index: Index) -> object:
    answer = index.ask(Question(), timezone.now())
    hits = answer.hits(0, answer.total)
    cards = {hit.pk: index.cards.get(hit.pk, "en") for hit in hits}
    counts = {
        name: {value: count for value, count in values.items() if count}
        for name, values in answer.counts().items()
    }
    return hits, cards, counts


@pytest.fixture
def root() -> User:
    return factories.person("Root", is_staff=True, is_superuser=True)


def test_readers_between_writers_know_all_in_the_end(root: User) -> None:
    numbers = range(WRITERS * ENTRIES_OF_EACH)
    entries = [factories.activity(f"Kerho {number}") for number in numbers]
    documents.rebuild()
    reader = Live()
    assert reader.state().index is not None
    chance = random.Random(4)

    def writer(mine: list[Activity]) -> None:
        for entry in mine:
            with transaction.atomic():
                entry.set_full(root, full=True)
                if chance.random() < 0.3:
                    transaction.set_rollback(True)
            if chance.random() < 0.5:
                entry.withdraw(root)
            reader.state()

    parts = [entries[first::WRITERS] for first in range(WRITERS)]
    in_threads(*(lambda part=part: writer(part) for part in parts))

    followed = reader.state()
    assert followed.index is not None
    assert followed.mark is not None
    assert known_to(followed.index) == known_to(Index(followed.mark))
    listed = Activity.objects.public().count()
    assert followed.index.ask(Question(), timezone.now()).total == listed


def test_change_of_another_connection_is_seen_when_it_is_committed(root: User) -> None:
    entry = factories.activity("Kerho")
    documents.rebuild()
    assert found() == ["Kerho"]
    changed, seen = Event(), Event()

    def withdraw() -> None:
        with transaction.atomic():
            entry.withdraw(root)
            changed.set()
            seen.wait(30)

    thread = Thread(target=closing, args=[withdraw])
    thread.start()
    changed.wait(30)
    assert found() == ["Kerho"]
    seen.set()
    thread.join(30)
    assert not found()


def test_in_the_background_the_database_answers_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    factories.activity("Kerho")
    documents.rebuild()
    fresh = Live()
    fresh.in_background = True
    monkeypatch.setattr(live, "live", fresh)

    assert live.mark() == mark.read()
    assert found() == ["Kerho"]
    loader = fresh.loader
    assert loader is not None
    loader.join(30)
    assert live.index() is not None
    assert found() == ["Kerho"]

    before = live.index()
    documents.rebuild()
    assert live.index() is None
    loader = fresh.loader
    assert loader is not None
    loader.join(30)
    assert live.index() not in (None, before)

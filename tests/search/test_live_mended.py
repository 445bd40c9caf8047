"""Harm to the documents is mended by who finds it; until then the answers are right."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from activities import documents, soundness
from activities.models import Document, Index
from search import live, serving
from search.live import Live
from tests import factories
from tests.search.asking import found
from tests.search.reading import read

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = ["Kerho", "Piiri"]
PAGE = "/en/activities/"


@pytest.fixture(autouse=True)
def _built(db: None) -> None:
    for title in TITLES:
        factories.activity(title)
    documents.rebuild()


def one() -> Any:
    return Document.objects.filter(pk=Document.objects.earliest("pk").pk)


def delete_one() -> None:
    one().delete()


def empty_the_table() -> None:
    Document.objects.all().delete()


def add_one() -> None:
    more = one().get()
    more.pk = 4711
    more.save(force_insert=True)


def take_facts() -> None:
    one().update(facts={"id": 1})


def list_tokens() -> None:
    """As an earlier release wrote them."""
    document = one().get()
    tokens = document.facts["tokens"]
    document.facts["tokens"] = {name: some.split() for name, some in tokens.items()}
    document.save()


def tear(column: str) -> None:
    """PostgreSQL keeps no torn JSON; there is a text where an object should be."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = 1")
            cursor.execute(f"UPDATE activities_document SET {column} = '{{\"fi\": '")
            cursor.execute("PRAGMA ignore_check_constraints = 0")
    else:
        one().update(**{column: "torn"})


def tear_facts() -> None:
    tear("facts")


def tear_cards() -> None:
    tear("cards")


def cut_a_card() -> None:
    document = one().get()
    for card in document.cards.values():
        card["html"] = card["html"][:100]
    document.save()


def take_a_part_of_a_card() -> None:
    document = one().get()
    for card in document.cards.values():
        del card["weeks"]
    document.save()


HARM = [
    delete_one,
    empty_the_table,
    add_one,
    take_facts,
    list_tokens,
    tear_facts,
    tear_cards,
    cut_a_card,
    take_a_part_of_a_card,
]


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """One that serves pages, and has read nothing yet."""
    fresh = Live()
    fresh.in_background = True
    monkeypatch.setattr(live, "live", fresh)
    monkeypatch.setattr(serving, "live", fresh)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(live, "Thread", Later)
        monkeypatch.setattr(connection, "close", lambda: None)
    yield fresh
    settle(fresh)


class Later(Thread):
    """Runs when it is waited for: SQLite's database in memory has one connection."""

    def start(self) -> None:
        self.is_waiting = True

    def is_alive(self) -> bool:
        return self.is_waiting

    def join(self, timeout: float | None = None) -> None:
        if self.is_waiting:
            self.run()
        self.is_waiting = False


def settle(process: Live) -> None:
    if process.loader is not None:
        process.loader.join(30)
        assert not process.loader.is_alive()


def titles(client: Client) -> list[str]:
    page = read(client, PAGE)
    return sorted(title for title in TITLES if page.says(title))


@pytest.mark.parametrize("harm", HARM)
def test_process_mends_what_it_finds(
    harm: Callable[[], None],
    process: Live,
    client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    harm()
    with caplog.at_level(logging.WARNING, "search.live"):
        assert titles(client) == TITLES
        settle(process)
        assert titles(client) == TITLES
        settle(process)

    assert process.state().index is not None
    assert titles(client) == TITLES
    assert soundness.is_sound()
    assert "mended: 1" in caplog.text or "mended: 2" in caplog.text


@pytest.mark.parametrize("harm", HARM)
def test_without_a_thread_the_database_answers(
    harm: Callable[[], None], client: Client
) -> None:
    harm()
    Index.objects.update(epoch=harm.__name__)

    assert titles(client) == TITLES
    assert found() == TITLES
    assert titles(client) == TITLES


def drop(*models: type[Document | Index]) -> None:
    for model in models:
        with connection.schema_editor() as editor:
            editor.delete_model(model)


@pytest.mark.parametrize("models", [(Document,), (Index,), (Index, Document)])
def test_lost_tables_are_made_by_the_queue(
    models: tuple[type[Document | Index], ...],
    process: Live,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "RETRY_CHANGED_AFTER", 0.0)
    drop(*models)
    try:
        assert titles(client) == TITLES
        settle(process)
        assert titles(client) == TITLES
    finally:
        call_command("build_documents", "--quick", stdout=StringIO())

    assert titles(client) == TITLES
    settle(process)
    assert process.state().index is not None
    assert titles(client) == TITLES


def test_what_cannot_be_mended_is_left_for_a_while(
    process: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> int:
        raise RuntimeError

    monkeypatch.setattr(documents, "mend", refuse)
    delete_one()

    assert found() == TITLES
    settle(process)
    before = process.loader
    assert found() == TITLES
    assert process.loader is before
    assert caplog.text.count("cannot be mended here") == 1


def test_process_begins_by_mending(process: Live) -> None:
    """Before its first request, so that perhaps none has to wait for the database."""
    process.in_background = False
    delete_one()

    serving.begin()
    settle(process)

    assert process.index is not None
    assert soundness.is_sound()


def test_quick_look_leaves_a_build_that_goes_on() -> None:
    Document.objects.all().delete()
    Index.objects.update(epoch="")

    told = StringIO()
    call_command("build_documents", "--quick", stdout=told)

    assert told.getvalue() == "The documents are all there.\n"
    assert not Document.objects.exists()

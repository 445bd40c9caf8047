"""Building, refreshing and repairing documents, each safe to stop and to repeat."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from threading import Event, Thread
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from activities import documents, soundness
from activities.models import Activity, Document, Index, Version
from tests import factories
from tests.activities.built import index

pytestmark = pytest.mark.django_db
Rows = list[dict[str, Any]]


def build(*arguments: str) -> str:
    out = StringIO()
    call_command("build_documents", *arguments, stdout=out)
    return out.getvalue()


def rows() -> Rows:
    return [dict(row) for row in Document.objects.values()]


@pytest.fixture
def entry() -> Activity:
    one = factories.activity()
    factories.activity("Luonnos", published=False)
    build()
    return one


def test_build_says_what_it_does() -> None:
    factories.activity()

    told = build().splitlines()

    assert told[0] == "Entries: 1 of 1"
    assert told[1].startswith("Documents: 1 (")
    assert build("--if-missing") == "The documents are all there.\n"


def test_each_build_starts_an_epoch(entry: Activity) -> None:
    before, contents = index(), documents_apart_from_counter()

    build()

    assert index().epoch not in ("", before.epoch)
    assert index().counter > before.counter
    assert documents_apart_from_counter() == contents


def documents_apart_from_counter() -> Rows:
    return [row | {"counter": 0} for row in rows()]


def test_nobody_reads_the_first_build_before_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [factories.activity(f"Kerho {number}") for number in range(3)]
    monkeypatch.setattr(documents, "BLOCK", 1)
    monkeypatch.setattr(documents, "facts_of", stopping_at(entries[1]))

    with pytest.raises(CommandError, match="Run the same command again"):
        build()

    assert Document.objects.count() == 1
    assert not Index.objects.ready().exists()
    monkeypatch.undo()
    build("--if-missing")
    assert Index.objects.ready().exists()
    assert {row["activity_id"] for row in rows()} == {one.pk for one in entries}


def stopping_at(entry: Activity) -> Callable[[Activity, Any], object]:
    def facts(one: Activity, tokens: Any) -> object:
        if one.pk == entry.pk:
            raise KeyboardInterrupt
        return {}

    return facts


def test_change_during_the_first_build_is_kept(ben: User) -> None:
    """The row is there from the beginning, so that verbs write their documents."""
    entry = factories.activity()
    Index.objects.create(pk=1)

    entry.set_full(ben, True)

    assert Document.objects.filter(pk=entry.pk).exists()
    assert not Index.objects.ready().exists()


def test_stopped_rebuild_goes_on_as_before(
    entry: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, epoch = rows(), index().epoch
    monkeypatch.setattr(documents, "facts_of", stopping_at(entry))

    with pytest.raises(CommandError):
        build()

    assert rows() == before
    assert index().epoch == epoch


def test_another_analyser_makes_tokens_again(entry: Activity) -> None:
    Version.objects.update(tokens={})
    Index.objects.update(analyser="an older one")

    build("--if-missing")

    version = Version.objects.get(pk=entry.published_version.pk)
    assert version.tokens == version.own_tokens()
    tokens = Document.objects.get().facts["tokens"]
    assert tokens["title"].split() == version.tokens["title"]
    assert soundness.is_sound()


def remove_one() -> None:
    Document.objects.all().delete()


def add_one() -> None:
    whole = Document.objects.get()
    whole.pk = 4711
    whole.save(force_insert=True)


def take_facts() -> None:
    Document.objects.update(facts={"id": 1})


def take_cards() -> None:
    Document.objects.update(cards={"fi": {}})


def bury_one() -> None:
    Document.objects.update(removed_at=timezone.now())


def tear_facts() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor, connection.constraint_checks_disabled():
            cursor.execute("PRAGMA ignore_check_constraints = 1")
            cursor.execute("UPDATE activities_document SET facts = '{\"id\": '")
            cursor.execute("PRAGMA ignore_check_constraints = 0")
    else:
        Document.objects.update(facts=[])


def take_index() -> None:
    Index.objects.all().delete()


def age() -> None:
    Index.objects.update(analyser="an older one")


@pytest.mark.parametrize(
    "harm",
    [
        remove_one,
        add_one,
        take_facts,
        take_cards,
        bury_one,
        tear_facts,
        take_index,
        age,
    ],
)
def test_harm_is_seen_and_mended(entry: Activity, harm: Callable[[], None]) -> None:
    before = documents_apart_from_counter()
    assert soundness.is_sound()
    harm()
    assert not soundness.is_sound()

    build("--if-missing")

    assert soundness.is_sound()
    present = [row for row in documents_apart_from_counter() if not row["removed_at"]]
    assert present == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("models", [(Document,), (Index,), (Index, Document)])
def test_lost_tables_come_back(models: tuple[type[Document | Index], ...]) -> None:
    factories.activity()
    build()
    before = documents_apart_from_counter()
    for model in models:
        with connection.schema_editor() as editor:
            editor.delete_model(model)

    build("--if-missing")

    assert documents_apart_from_counter() == before
    assert Index.objects.ready().exists()


def test_refresh_brings_the_dates_ahead() -> None:
    now = timezone.now()
    with time_machine.travel(now - dt.timedelta(days=30)):
        entry = factories.activity()
        factories.activity("Sovitaan", schedules=[factories.by_agreement()])
        build()
        before = rows()

    call_command("refresh_documents", stdout=StringIO())

    after = rows()
    changed = [a["activity_id"] for a, b in zip(after, before, strict=True) if a != b]
    assert changed == [entry.pk]
    assert Document.objects.get(pk=entry.pk).counter > before[0]["counter"]
    build()
    assert [row["facts"] for row in rows()] == [row["facts"] for row in after]


def test_refreshing_again_writes_nothing(entry: Activity) -> None:
    call_command("refresh_documents", stdout=StringIO())
    before, epoch = rows(), index().epoch

    call_command("refresh_documents", stdout=StringIO())

    assert rows() == before
    assert index().epoch == epoch


def test_refresh_mends_what_differs(entry: Activity) -> None:
    before = documents_apart_from_counter()
    Document.objects.update(cards={})
    Activity.objects.filter(pk=entry.pk).update(full=False)
    add_one()

    call_command("refresh_documents", stdout=StringIO())

    present = [row for row in documents_apart_from_counter() if not row["removed_at"]]
    assert present == before


def test_tombstones_are_forgotten_after_thirty_days(entry: Activity, ben: User) -> None:
    entry.withdraw(ben)
    buried = Document.objects.get()
    now = timezone.now()

    with time_machine.travel(now + dt.timedelta(days=29)):
        call_command("refresh_documents", stdout=StringIO())
        assert Document.objects.get() == buried
        assert index().forgotten_up_to == 0
    with time_machine.travel(now + dt.timedelta(days=31)):
        call_command("refresh_documents", stdout=StringIO())

    assert not Document.objects.exists()
    assert index().forgotten_up_to == buried.counter < index().counter


@pytest.mark.django_db(transaction=True)
def test_who_commits_later_has_the_larger_number(ben: User) -> None:
    """While one change is not committed, the next one waits for its number."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    first, second = factories.activity(), factories.activity("Toinen")
    documents.rebuild()
    begun = Event()

    def change_the_second() -> None:
        begun.set()
        try:
            second.set_full(ben, True)
        finally:
            connection.close()

    thread = Thread(target=change_the_second)
    with transaction.atomic():
        first.set_full(ben, True)
        thread.start()
        begun.wait()
        thread.join(0.2)
        assert thread.is_alive()
    thread.join()

    counters = dict(Document.objects.values_list("pk", "counter"))
    assert counters[first.pk] < counters[second.pk]


def test_nothing_to_build() -> None:
    assert build().startswith("Documents: 0 (")
    assert soundness.is_sound()

"""A document is written with the change that it tells about, or not at all."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activities import documents
from activities.models import Activity, Document, Index
from events.transitions import StateChanged
from tests import factories
from tests.activities.built import as_built_anew, contents, document, index

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def entry() -> Activity:
    """Built: the search has its document."""
    one = factories.activity()
    factories.activity("Läksykerho")
    documents.rebuild()
    return one


def approve_a_new_version(entry: Activity, by: User) -> None:
    draft = entry.published_version.new_draft(by)
    draft.save_draft(
        by, draft.revision, {"title_fi": "Keskustelukerho", "online": True}
    )
    factories.publish(draft)


VERBS: dict[str, Callable[[Activity, User], object]] = {
    "approve": approve_a_new_version,
    "confirm": lambda a, by: a.confirm(by),
    "set-interval": lambda a, by: a.set_interval(by, 3),
    "set-full": lambda a, by: a.set_full(by, True),
    "set-break": lambda a, by: a.set_break(by, factories.day(20)),
    "cancel-date": lambda a, by: a.cancel_date(by, next_monday()),
    "change-contacts": lambda a, by: a.change_contacts(by, phone="040 123 4567"),
}


def next_monday() -> dt.date:
    today = timezone.localdate()
    return today + dt.timedelta(days=7 - today.weekday())


@pytest.mark.parametrize("name", VERBS)
def test_verb_writes_the_document(entry: Activity, ben: User, name: str) -> None:
    Activity.objects.update(checked_on=factories.day(-9))
    documents.rebuild()
    before, counter = contents(), index().counter
    entry.refresh_from_db()

    VERBS[name](entry, ben)

    after = contents()
    changes = name != "change-contacts"
    assert (after[entry.pk] != before[entry.pk]) is changes
    assert index().counter > counter
    assert document(entry).counter == index().counter
    others = Document.objects.exclude(pk=entry.pk)
    assert all(one.counter <= counter for one in others)
    assert after == as_built_anew()


TURNS: dict[str, tuple[Callable[[Activity, User], object], ...]] = {
    "withdraw": (lambda a, by: a.withdraw(by), lambda a, by: a.bring_back(by)),
    "take-down": (
        lambda a, by: a.take_down(by, "Väärä."),
        lambda a, by: a.put_back(by),
    ),
    "suspend": (
        lambda a, by: a.organisation.suspend(by, "Selvitys kesken."),
        lambda a, by: a.organisation.reinstate(by),
    ),
}


@pytest.mark.parametrize("name", TURNS)
def test_hidden_one_leaves_a_tombstone(entry: Activity, mona: User, name: str) -> None:
    hide, show = TURNS[name]
    before = contents()[entry.pk]

    hide(entry, mona)

    assert entry.pk not in contents()
    buried = document(entry)
    assert (buried.facts, buried.cards) == ({}, {})
    assert buried.removed_at is not None
    assert buried.counter == index().counter
    assert contents() == as_built_anew()

    show(entry, mona)

    assert contents()[entry.pk] == before
    assert document(entry).counter > buried.counter


def test_restored_date_is_there_again(entry: Activity, ben: User) -> None:
    before = contents()
    entry.cancel_date(ben, next_monday())
    assert contents() != before

    entry.restore_date(ben, next_monday())

    assert contents() == before


def test_first_approval_writes_a_document(entry: Activity) -> None:
    newcomer = factories.activity("Uusi")

    assert contents()[newcomer.pk][1]["values"]["municipality"] == ["091"]
    assert contents() == as_built_anew()


def test_draft_has_no_document(entry: Activity) -> None:
    draft = factories.activity("Luonnos", published=False)

    assert draft.pk not in contents()
    assert draft.pk not in as_built_anew()


def test_failed_verb_writes_nothing(entry: Activity, ben: User) -> None:
    rows = list(Document.objects.values())
    stale = Activity.objects.get(pk=entry.pk)
    entry.withdraw(ben)
    entry.bring_back(ben)
    rows, counter = list(Document.objects.values()), index().counter

    with pytest.raises(StateChanged):
        stale.bring_back(ben)
    with pytest.raises(ValidationError):
        entry.cancel_date(ben, next_monday(), reason_fi="x" * 201)

    assert list(Document.objects.values()) == rows
    assert index().counter == counter


def test_rollback_writes_nothing(entry: Activity, ben: User) -> None:
    rows, counter = list(Document.objects.values()), index().counter

    with transaction.atomic():
        entry.set_full(ben, True)
        assert index().counter == counter + 1
        transaction.set_rollback(True)

    assert list(Document.objects.values()) == rows
    assert index().counter == counter


def test_nothing_is_written_before_the_first_build(ben: User) -> None:
    entry = factories.activity()
    for verb in VERBS.values():
        verb(entry, ben)
        entry.refresh_from_db()
    documents.refresh()

    assert not Document.objects.exists()
    assert not Index.objects.exists()


def test_few_queries(entry: Activity, ben: User) -> None:
    """Two take the counter, fourteen load the entries and their words, one writes;
    and two make a savepoint of the transaction.
    """
    with CaptureQueriesContext(
        connection,
    ) as alone:
        documents.write(Activity.objects.filter(pk=entry.pk))
    factories.activity("Toinen")
    with CaptureQueriesContext(connection) as together:
        documents.write(Activity.objects.all())

    assert len(alone) == len(together) <= 19

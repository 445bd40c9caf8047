"""A document is written with the change that it tells about, or not at all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activities import documents
from activities.merged import follow_successors
from activities.models import Activity, Document, Index, TermWord
from events.transitions import StateChanged
from regions.models import Municipality
from regions.tables import Table
from tests import factories

pytestmark = pytest.mark.django_db
Contents = dict[int, tuple[str, dict[str, Any], dict[str, Any]]]
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def entry() -> Activity:
    """Built: the search has its document."""
    one = factories.activity()
    factories.activity("Läksykerho")
    documents.rebuild()
    return one


def contents() -> Contents:
    rows = Document.objects.present().values_list("pk", "kind", "facts", "cards")
    return {pk: (kind, facts, cards) for pk, kind, facts, cards in rows}


def index() -> Index:
    return Index.objects.get()


def document(entry: Activity) -> Document:
    return Document.objects.get(pk=entry.pk)


def as_built_anew() -> Contents:
    documents.rebuild()
    return contents()


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


def rename_helsinki() -> None:
    helsinki = factories.town("091")
    helsinki.name_sv = "Stadi"
    helsinki.save()


def rename_uusimaa_by_a_file() -> None:
    table = Table(Municipality, "code")
    table.put(code="091", name_en="Hell sinky")
    table.save()


def rename_organisation() -> None:
    organisation = factories.organisation()
    organisation.name_fi = "Uusi koti ry"
    organisation.change_details(factories.person("Ada"), ["name_fi"])


def rename_theme() -> None:
    theme = factories.theme("finnish")
    theme.name_en = "Chatting"
    theme.save()


def rename_language() -> None:
    language = factories.language("fi")
    language.autonym = "suomen kieli"
    language.save()


def add_a_synonym() -> None:
    TermWord.objects.create(
        theme=factories.theme("finnish"),
        language_code="fi",
        word="puhekerho",
        relation="synonym",
    )


def add_a_related_word() -> None:
    TermWord.objects.create(
        format=factories.format_of("language-cafe"),
        language_code="fi",
        word="pulla",
        relation="related",
    )


def merge_helsinki() -> None:
    Municipality.objects.filter(code="091").update(
        active=False, replaced_by=factories.town("049")
    )
    follow_successors()


@pytest.mark.parametrize(
    "rename",
    [
        rename_helsinki,
        rename_uusimaa_by_a_file,
        rename_organisation,
        rename_theme,
        rename_language,
        add_a_synonym,
        add_a_related_word,
        merge_helsinki,
    ],
)
def test_names_are_part_of_documents(
    entry: Activity, rename: Callable[[], None]
) -> None:
    before, mark = contents(), index()

    rename()

    after = contents()
    assert all(after[pk] != before[pk] for pk in before)
    assert after == as_built_anew()
    assert index().counter > mark.counter


def test_a_name_that_no_entry_shows_counts_too(entry: Activity) -> None:
    mark, rows = index(), list(Document.objects.values())

    factories.town("205")

    assert index().names_counter == index().counter > mark.names_counter
    assert list(Document.objects.values()) == rows


def test_verb_is_no_change_of_names(entry: Activity, ben: User) -> None:
    mark = index()

    entry.set_full(ben, True)

    assert index().names_counter == mark.names_counter
    assert index().counter == mark.counter + 1


def test_word_that_moves_to_another_term_leaves_the_first(entry: Activity) -> None:
    add_a_synonym()
    word = TermWord.objects.get()
    assert "puhekerho" in document(entry).facts["tokens"]["terms"]

    word.theme = factories.theme("sport")
    word.save()
    assert "puhekerho" not in document(entry).facts["tokens"]["terms"]

    word.theme = factories.theme("finnish")
    word.save()
    word.delete()
    assert "puhekerho" not in document(entry).facts["tokens"]["terms"]


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

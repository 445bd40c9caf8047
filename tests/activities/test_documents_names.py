"""Names are part of documents: whoever changes one changes them."""

from collections.abc import Callable

import pytest

from accounts.models import User
from activities import documents
from activities.merged import follow_successors
from activities.models import Activity, Document, TermWord
from regions.models import Municipality
from regions.tables import Table
from tests import factories
from tests.activities.built import as_built_anew, contents, document, index

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Activity:
    """Built: the search has its document."""
    one = factories.activity()
    factories.activity("Läksykerho")
    documents.rebuild()
    return one


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
    assert "puhekerho" in document(entry).facts["tokens"]["terms"].split()

    word.theme = factories.theme("sport")
    word.save()
    assert "puhekerho" not in document(entry).facts["tokens"]["terms"].split()

    word.theme = factories.theme("finnish")
    word.save()
    word.delete()
    assert "puhekerho" not in document(entry).facts["tokens"]["terms"].split()

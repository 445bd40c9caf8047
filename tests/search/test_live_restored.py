"""An old backup takes the place of the database, while processes remember the new."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from activities import documents
from activities.models import Activity, Document, Index
from search import live
from tests import factories
from tests.search.asking import found

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = (Activity, Document, Index)


@pytest.fixture
def root() -> User:
    return factories.person("Root", is_staff=True, is_superuser=True)


class Backup:
    """Rows of what the search is answered from, as they are now."""

    def __init__(self) -> None:
        self.rows = {model: list(model._default_manager.values()) for model in TABLES}

    def restore(self) -> None:
        """As pg_restore --clean does: into a new table."""
        for table in (Index, Document):
            with connection.schema_editor() as editor:
                editor.delete_model(table)
                editor.create_model(table)
        for model, rows in self.rows.items():
            for row in rows:
                values: dict[str, Any] = {**row}
                pk = values[model._meta.pk.attname]
                if not model._default_manager.filter(pk=pk).update(**values):
                    model._default_manager.create(**values)


@pytest.fixture
def backup(root: User) -> Backup:
    """Made when both were listed; then one was withdrawn, and all processes know."""
    entry, _other = factories.activity("Kerho"), factories.activity("Piiri")
    documents.rebuild()
    made = Backup()
    entry.withdraw(root)
    assert found() == ["Piiri"]
    return made


def test_smaller_counter_is_noticed(backup: Backup) -> None:
    backup.restore()

    assert sorted(found()) == ["Kerho", "Piiri"]
    assert live.index() is not None


def test_counter_that_has_grown_past_is_noticed(backup: Backup, root: User) -> None:
    """Same epoch, larger counter: nothing but the table itself tells."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no number of a table; a restored file needs a restart")
    backup.restore()
    other = Activity.objects.get(public_version__title_fi="Piiri")
    for full in (True, False, True):
        other.set_full(root, full=full)

    assert sorted(found()) == ["Kerho", "Piiri"]


def test_build_after_a_restore_tells_everybody(backup: Backup, root: User) -> None:
    backup.restore()
    other = Activity.objects.get(public_version__title_fi="Piiri")
    for full in (True, False, True):
        other.set_full(root, full=full)
    documents.rebuild()

    assert sorted(found()) == ["Kerho", "Piiri"]

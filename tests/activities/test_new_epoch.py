"""After the database has gone back in time everybody reads the documents again."""

import pytest
from django.core.management import call_command

from activities import documents
from activities.models import Document, Index
from search.live import Live
from tests import factories
from tests.activities.built import index


def start() -> None:
    call_command("build_documents", "--new-epoch", verbosity=0)


@pytest.mark.django_db
def test_only_the_epoch_is_new() -> None:
    factories.activity()
    documents.rebuild()
    before, rows = index(), list(Document.objects.values())

    start()

    assert index().epoch not in ("", before.epoch)
    assert index().counter > before.counter
    assert index().analyser == before.analyser
    assert list(Document.objects.values()) == rows


@pytest.mark.django_db
def test_process_that_was_ahead_reads_everything_again() -> None:
    """As after a restore of the files: the same epoch and, soon, the same counter."""
    documents.rebuild()
    known = Index.objects.values().get()
    factories.activity("Tehty palautuksen jälkeen")
    process = Live()
    newest = process.state().index
    Document.objects.all().delete()
    Index.objects.filter(pk=1).update(**known | {"counter": index().counter})
    assert process.state().index is newest

    start()

    assert process.state().index is not newest


@pytest.mark.django_db
def test_before_the_first_build_there_is_none() -> None:
    Index.objects.all().delete()
    start()
    assert not Index.objects.exists()

    Index.objects.create(pk=1)
    start()
    assert index().epoch == ""

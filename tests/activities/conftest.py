from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def reference_data(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Places and terms, loaded once for the module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference_data", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(reference_data: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The whole demo data, loaded once for the module; what the command said."""
    out = StringIO()
    with django_db_blocker.unblock():
        call_command("load_demo", stdout=out)
    return out.getvalue()

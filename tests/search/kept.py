"""Pages that are kept: what the tests of them begin with and ask for."""

import datetime as dt
from typing import cast

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from activities import documents
from activities.recurrence import HELSINKI
from tests import factories

SUNDAY = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)


@pytest.fixture
def two_entries(db: None, time_machine: time_machine.TimeMachineFixture) -> None:
    """On a Sunday, and in the index."""
    time_machine.move_to(SUNDAY)
    factories.activity("Kerho", terms={"languages": ["ar"], "themes": ["law"]})
    factories.activity("Piiri", terms={"languages": ["so"], "themes": ["law"]})
    documents.rebuild()


def get(client: Client, path: str, **headers: str) -> HttpResponse:
    response = cast(HttpResponse, client.get(path, headers=headers))
    assert response.status_code in {200, 304}
    return response

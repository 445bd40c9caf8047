"""What a balancer asks."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from activities import documents
from search import live, mark

pytestmark = pytest.mark.django_db


def refuse(*args: Any) -> None:
    raise OperationalError


def ask(client: Client) -> tuple[int, str]:
    response = client.get("/readyz")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.content.decode()


def test_database_searches(client: Client) -> None:
    said = "ok\nindex: not loaded, the database searches\n"
    assert ask(client) == (200, said)


def test_index_is_loaded(client: Client) -> None:
    documents.rebuild()

    assert ask(client) == (200, "ok\nindex: loaded\n")


def test_neither_database_nor_index(client: Client) -> None:
    assert live.index() is None
    with connection.execute_wrapper(refuse):
        assert ask(client) == (503, "no database\n")


def test_index_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.rebuild()
    assert live.index() is not None
    monkeypatch.setattr(mark, "read", refuse)
    with connection.execute_wrapper(refuse):
        said = "ok\nindex: loaded, the database is away\n"
        assert ask(client) == (200, said)


def test_not_before_migrating(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["0002"])

    assert ask(client) == (503, "migrations\n")


def test_wrong_method(client: Client) -> None:
    assert client.post("/readyz").status_code == 405

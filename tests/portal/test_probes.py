"""What machines ask."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client


def refuse(*args: Any) -> None:
    raise OperationalError


def test_process_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz")

    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_without_a_database(client: Client) -> None:
    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"no database\n")


@pytest.mark.django_db
def test_not_ready_before_migrating(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["0002"])

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations\n")


def test_robots_find_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert "Sitemap: http://localhost:8000/sitemap.xml" in response.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_wrong_method(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405

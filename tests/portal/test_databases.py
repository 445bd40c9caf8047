"""A database on several machines, any of which may be gone without a word."""

import socket
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from portal.backups import databases as tools
from portal.databases import database
from search import mark

needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no server"
)


def options(url: str) -> dict[str, Any]:
    found: dict[str, Any] = database(url)["OPTIONS"]
    return found


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_machine_that_is_gone_is_given_up_in_seconds(silent: int) -> None:
    given = options(f"postgres://x@/x?host=127.0.0.1&port={silent}")
    del given["pool"]
    begun = monotonic()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**given)

    assert monotonic() - begun < 10


def test_address_has_the_last_word() -> None:
    assert options("postgres://x@h/x?connect_timeout=7")["connect_timeout"] == 7


def test_several_machines_are_named() -> None:
    found = database("postgres://u:p@h1,h2/x?target_session_attrs=read-write")

    assert found["HOST"] == "h1,h2"
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_pool_looks_each_second_whether_the_database_is_back() -> None:
    """Its own waits are of one second, two, four and so on, up to five minutes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    pool = ConnectionPool(
        f"host=127.0.0.1 port={address[1]} user=x connect_timeout=2",
        open=True,
        **options("postgres://x@h/x")["pool"],
    )
    # After what would be the third look of the pool itself.
    sleep(4)
    with pool, socket.create_server(address) as server:
        server.settimeout(2)
        looking, _address = server.accept()
        looking.close()


def test_search_asks_the_port_behind_the_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = options("postgres://x@/x?host=h1,h2&port=5433")
    for name, value in {"HOST": "", "PORT": "", "OPTIONS": both}.items():
        monkeypatch.setitem(connection.settings_dict, name, value)

    assert "host=h1,h2 port=5433" in mark._address()


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_all_lost_connections_are_forgotten_at_once() -> None:
    ours: Any = connection
    ours.ensure_connection()
    # With the one that this thread has, all of them.
    others = [ours.pool.getconn() for _ in range(ours.pool.max_size - 1)]
    pids = [one.info.backend_pid for one in (*others, ours.connection)]
    for one in others:
        ours.pool.putconn(one)
    ours.close()
    with psycopg.connect(mark._address(), autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid, 1000) FROM unnest(%s) AS pid", [pids]
        )
    begun = monotonic()
    with ours.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert monotonic() - begun < 3


@needs_postgresql
@pytest.mark.django_db
def test_tools_ask_the_server_behind_the_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = connection.settings_dict
    places = {"host": given["HOST"], "port": given["PORT"] or 5432}
    attributes = {**places, "target_session_attrs": "read-write"}
    for name, value in {"HOST": "", "PORT": "", "OPTIONS": attributes}.items():
        monkeypatch.setitem(given, name, value)

    tools._ask_server("psql", "--no-psqlrc", "--output=/dev/null", "--command=SELECT 1")

"""The question of each request has a limit that holds whatever becomes of a server."""

import socket
from collections.abc import Iterator
from time import monotonic

import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from activities import documents
from search import line, mark
from search.line import AwayError, Line
from tests import factories

needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no connections"
)


def postgresql(question: str) -> Line:
    return Line(question, mark._address)


# Of many waits of 0.1 s; one alone, on a busy machine, takes less.
SOON = 5


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(line, "ANSWER_SECONDS", 0.1)
    monkeypatch.setattr(line, "PAUSE_SECONDS", 60)


@pytest.fixture
def silent(impatient: None) -> Iterator[Line]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        yield Line("SELECT 1", lambda: f"host=127.0.0.1 port={port} user=x dbname=x")


def test_silent_server_is_away(silent: Line) -> None:
    begun = monotonic()
    with pytest.raises(AwayError):
        silent.row()

    assert 0.1 <= monotonic() - begun < SOON


def test_nobody_else_waits_for_it(silent: Line) -> None:
    with pytest.raises(AwayError):
        silent.row()
    begun = monotonic()
    for _ in range(100):
        with pytest.raises(AwayError):
            silent.row()

    assert monotonic() - begun < SOON


def test_no_server_at_all() -> None:
    with pytest.raises(AwayError):
        Line("SELECT 1", lambda: "host=127.0.0.1 port=9 user=x dbname=x").row()


def test_silence_is_forgotten_before_a_fork(silent: Line) -> None:
    with pytest.raises(AwayError):
        silent.row()
    silent.close()
    begun = monotonic()
    with pytest.raises(AwayError):
        silent.row()

    assert monotonic() - begun >= 0.1


def _behind(silent: str) -> str:
    """The address of the tests' own server, after one that says nothing."""
    first, own = conninfo_to_dict(silent), conninfo_to_dict(mark._address())
    hosts = f"{first['host']},{own['host']}"
    ports = f"{first['port']},{own.get('port', 5432)}"
    return make_conninfo("", **own | {"host": hosts, "port": ports})


@needs_postgresql
@pytest.mark.django_db(transaction=True)
class TestPostgresql:
    def test_row(self) -> None:
        assert postgresql("SELECT 'ä', 7, NULL").row() == ("ä", "7", "")
        assert postgresql("SELECT 1 WHERE false").row() is None
        assert postgresql("SELECT * FROM no_such_table").row() is None

    def test_slow_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(line, "ANSWER_SECONDS", 0.1)
        slow = postgresql("SELECT pg_sleep(10)")
        begun = monotonic()
        with pytest.raises(AwayError):
            slow.row()

        assert monotonic() - begun < SOON
        slow.close()

    def test_other_errors_are_no_answer(self) -> None:
        with pytest.raises(AwayError, match="22012"):
            postgresql("SELECT 1 / 0").row()

    def test_server_that_was_restarted_is_asked_again(self) -> None:
        mine = postgresql("SELECT pg_backend_pid()")
        first = mine.row()
        assert first is not None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 1000)", [int(first[0])])

        assert mine.row() not in (None, first)
        mine.close()

    def test_server_that_has_forgotten_the_question_hears_it_again(self) -> None:
        mine = postgresql("SELECT 7")
        assert mine.row() == ("7",)
        mine._idle[0].exec_(b"DEALLOCATE ALL")

        assert mine.row() == mine.row() == ("7",)
        mine.close()

    def test_silent_server_is_passed_over(
        self, silent: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(line, "ANSWER_SECONDS", SOON)
        both = _behind(silent._address())
        mine = Line("SELECT 7", lambda: both)

        assert mine.row() == ("7",)
        mine.close()
        monkeypatch.setattr(line, "CONNECT_SECONDS", SOON)
        begun = monotonic()
        # The one that answered is asked first.
        assert mine.row() == ("7",)
        assert monotonic() - begun < SOON
        mine.close()

    def test_commits_of_others_are_seen(self) -> None:
        factories.activity("Kerho")
        assert mark.read() is None

        documents.rebuild()
        read = mark.read()
        assert read is not None
        assert read == mark.read()
        factories.activity("Piiri")
        later = mark.read()
        assert later is not None
        assert later.epoch == read.epoch
        assert later.counter > read.counter
        mark.hang_up()

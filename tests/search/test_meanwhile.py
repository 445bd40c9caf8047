"""Answers that are computed while the database says how new the documents are."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from activities import documents
from activities.models import Activity
from search import live, mark
from search.line import AwayError
from search.meanwhile import meanwhile
from tests import factories
from tests.search.asking import found

needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite is asked first"
)


class Making:
    """What it makes is what is found; it counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[list[str], bool]:
        self.times += 1
        return sorted(found()), live.is_old()


@pytest.fixture
def making(db: None) -> Iterator[Making]:
    factories.activity("Kerho")
    documents.rebuild()
    assert found() == ["Kerho"]
    yield Making()
    mark.hang_up()


def wrong_for_old_entries() -> list[str]:
    names = found()
    if "Piiri" not in names:
        raise LookupError("Piiri")
    return names


@pytest.mark.usefixtures("db")
def test_inside_a_transaction_the_database_comes_first(making: Making) -> None:
    factories.activity("Piiri")
    with live.one_look():
        assert meanwhile(making) == (["Kerho", "Piiri"], False)
    assert making.times == 1


@pytest.mark.usefixtures("db")
def test_outside_of_a_request(making: Making) -> None:
    factories.activity("Piiri")

    assert meanwhile(making) == (["Kerho", "Piiri"], False)
    assert making.times == 1


@pytest.mark.usefixtures("db")
def test_nothing_in_memory(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live.live, "index", None)
    with live.one_look():
        assert meanwhile(making) == (["Kerho"], False)
    assert making.times == 1


@needs_postgresql
@pytest.mark.django_db(transaction=True)
class TestPostgresql:
    def test_nothing_has_changed(self, making: Making) -> None:
        for _ in range(3):
            with live.one_look():
                assert meanwhile(making) == (["Kerho"], False)
        assert making.times == 3
        assert len(mark._line._idle) == 1

    def test_what_has_changed_is_made_again(self, making: Making) -> None:
        factories.activity("Piiri")
        with live.one_look():
            assert meanwhile(making) == (["Kerho", "Piiri"], False)
            assert live.mark() == mark.read()
        assert making.times == 2

    def test_change_after_the_question_is_of_the_next_request(
        self, making: Making
    ) -> None:
        def changing() -> list[str]:
            if Activity.objects.count() == 1:
                factories.activity("Piiri")
            return found()

        with live.one_look():
            assert meanwhile(changing) == ["Kerho"]
        with live.one_look():
            assert sorted(meanwhile(changing)) == ["Kerho", "Piiri"]

    def test_forgotten_tombstones_are_no_change(self, making: Making) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE activities_index SET forgotten_up_to = 1")
        with live.one_look():
            meanwhile(making)
        assert making.times == 1

    def test_new_epoch(self, making: Making) -> None:
        before = live.index()
        documents.rebuild()
        with live.one_look():
            assert meanwhile(making) == (["Kerho"], False)
            assert live.index() is not before
        assert making.times == 2

    def test_errors_leave_no_answer_behind(self, making: Making) -> None:
        for _ in range(2):
            with live.one_look(), pytest.raises(LookupError):
                meanwhile(wrong_for_old_entries)
        with live.one_look():
            assert meanwhile(making) == (["Kerho"], False)
        assert making.times == 1

    def test_error_over_old_entries_is_none(self, making: Making) -> None:
        factories.activity("Piiri")
        with live.one_look():
            assert sorted(meanwhile(wrong_for_old_entries)) == ["Kerho", "Piiri"]

    def test_who_leaves_takes_the_answer_along(self, making: Making) -> None:
        def leave() -> None:
            raise SystemExit

        with live.one_look(), pytest.raises(SystemExit):
            meanwhile(leave)
        assert not mark._line._idle
        factories.activity("Piiri")
        with live.one_look():
            assert meanwhile(making) == (["Kerho", "Piiri"], False)

    def test_database_that_has_been_asked_already(self, making: Making) -> None:
        with live.one_look():
            assert live.index() is not None
            factories.activity("Piiri")
            assert meanwhile(making) == (["Kerho"], False)
        assert making.times == 1

    def test_transaction(self, making: Making) -> None:
        with transaction.atomic():
            factories.activity("Piiri")
            with live.one_look():
                assert meanwhile(making) == (["Kerho", "Piiri"], False)
        assert making.times == 1

    def test_database_is_away(
        self, making: Making, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*args: Any) -> None:
            raise AwayError("The database is away.")

        monkeypatch.setattr(mark._line, "_answer", refuse)
        with live.one_look():
            assert meanwhile(making) == (["Kerho"], True)
        monkeypatch.undo()
        with live.one_look():
            assert meanwhile(making) == (["Kerho"], False)

    def test_server_that_was_restarted(self, making: Making) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(%s, 1000)",
                [mark._line._idle[0].backend_pid],
            )
        factories.activity("Piiri")
        with live.one_look():
            assert meanwhile(making) == (["Kerho", "Piiri"], False)

    def test_page_of_everyone(self, making: Making, client: Client) -> None:
        address = reverse("search:activities")
        first, again = client.get(address), client.get(address)
        assert first["ETag"] == again["ETag"]
        assert "Kerho" in first.content.decode()

        factories.activity("Piiri")
        assert "Piiri" in client.get(address).content.decode()

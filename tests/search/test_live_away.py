"""The database is away: searches go on from memory and say so, all else waits."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from activities import documents
from activities.models import Activity
from search import live, mark, names
from tests import factories
from tests.search.reading import read

pytestmark = pytest.mark.django_db

SAID = "These results may be some minutes old."


def refuse(*args: Any) -> None:
    raise OperationalError("The database is away.")


@pytest.fixture
def built(db: None) -> None:
    factories.activity("Kielikerho", price="free")
    factories.activity("Ompelupiiri")
    documents.rebuild()
    assert live.index() is not None
    names.current()


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(mark, "read", refuse)
    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.usefixtures("built", "away")
@pytest.mark.parametrize(
    "query",
    ["", "?free=1", "?q=kielikerho", "?q=kielikehro", "?sort=near&municipality=049"],
)
def test_searches_go_on(client: Client, query: str) -> None:
    page = read(client, reverse("search:activities") + query)

    assert page.says("Kielikerho")


@pytest.mark.usefixtures("built", "away")
def test_pages_say_that_they_may_be_old(client: Client) -> None:
    assert read(client, "/en/activities/").says(SAID)
    assert read(client, "/en/activities/?q=xyzzy").says(SAID)
    facet = client.get("/en/activities/filter/theme/")
    assert facet.status_code == 200


@pytest.mark.usefixtures("built", "away")
def test_all_else_waits(client: Client) -> None:
    entry = Activity(pk=1, kind="activity")
    for path in (reverse("search:home"), entry.get_absolute_url(), "/en/themes/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "30"


@pytest.mark.usefixtures("away")
def test_nothing_in_memory(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live.live, "index", None)

    assert client.get("/en/activities/").status_code == 503


@pytest.mark.usefixtures("built")
def test_back_again(client: Client) -> None:
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(mark, "read", refuse)
        assert read(client, "/en/activities/").says(SAID)

    assert not read(client, "/en/activities/").says(SAID)


@pytest.mark.usefixtures("built")
def test_a_search_asks_only_how_new_the_documents_are(client: Client) -> None:
    client.get("/en/activities/")
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    paths = ("?free=1", "?q=kielikerho", "?q=xyzzy&municipality=049", "?sort=date")
    with connection.execute_wrapper(note):
        for path in paths:
            assert client.get(f"/en/activities/{path}").status_code == 200

    said = [sql for sql in asked if "SAVEPOINT" not in sql]
    assert said == [mark.QUESTION] * len(paths)

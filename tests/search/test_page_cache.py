"""Whole pages are kept under a key that holds all they depend on."""

import datetime as dt
import gzip
import logging
from typing import Any, cast

import pytest
import time_machine
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from activities import documents
from activities.models import Activity, Index
from activities.recurrence import HELSINKI
from search import drawing, live
from search.cards import BrokenCardError, Cards
from tests import factories
from tests.factories import weekly
from tests.search.kept import SUNDAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_entries")]

PAGE = "/en/activities/"
PERSON = {"user-agent": "Mozilla/5.0"}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A note of each time that results are drawn."""
    notes: list[object] = []
    original = drawing.results

    def results(context: Any) -> Any:
        notes.append(context["selection"])
        return original(context)

    monkeypatch.setattr(drawing, "results", results)
    return notes


def test_the_second_time_it_is_not_drawn(client: Client, drawn: list[object]) -> None:
    first, second = get(client, PAGE), get(client, PAGE)

    assert len(drawn) == 1
    assert first.content == second.content
    assert first.headers == second.headers
    assert b"Kerho" in first.content


def test_not_changed(client: Client) -> None:
    first = get(client, PAGE)
    again = get(client, PAGE, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == again["Cache-Control"] == "no-cache"
    assert get(client, PAGE, if_none_match='W/"other"').status_code == 200


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("?theme=law&language=ar", "?language=ar&theme=law"),
        ("?language=ar&q=&where=&age=", "?language=ar"),
        ("?language=ar&theme=law&language=so", "?theme=law&language=ar&language=so"),
    ],
)
def test_the_same_page_in_other_words(client: Client, one: str, other: str) -> None:
    first, second = get(client, PAGE + one), get(client, PAGE + other)

    assert first["ETag"] == second["ETag"]
    assert first.content == second.content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "?language=ar"),
        ("", "?page=2"),
        # Nearest is measured from the first of them.
        ("?municipality=091&municipality=205", "?municipality=205&municipality=091"),
        ("", "?colour=&q="),
    ],
)
def test_another_page(client: Client, one: str, other: str) -> None:
    assert get(client, PAGE + one)["ETag"] != get(client, PAGE + other)["ETag"]


def test_each_language_and_kind_of_page(client: Client) -> None:
    answers = [
        *(get(client, path) for path in (PAGE, "/fi/toiminta/", "/en/trainings/")),
        get(client, PAGE, hx_request="true"),
        get(client, PAGE, hx_request="true", hx_history_restore_request="true"),
    ]

    assert len({one["ETag"] for one in answers}) == 5
    assert answers[3].content.startswith(b'<div class="stack stack--l" id="results"')
    assert "HX-Request" in answers[0]["Vary"]


def test_compressed_once(client: Client) -> None:
    plain = get(client, PAGE)
    zipped = get(client, PAGE, accept_encoding="br, gzip")
    refused = get(client, PAGE, accept_encoding="gzip;q=0, br")

    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content == refused.content
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert zipped["Content-Length"] == str(len(zipped.content))


def test_a_change_is_seen_at_once(client: Client, root: User) -> None:
    first = get(client, PAGE)
    Activity.objects.get(public_version__title_fi="Kerho").withdraw(root)
    second = get(client, PAGE, if_none_match=first["ETag"])

    assert second.status_code == 200
    assert b"Kerho" not in second.content


def test_midnight(
    client: Client, time_machine: time_machine.TimeMachineFixture
) -> None:
    """Nothing is written, and the page is another one."""
    last_day = [weekly("mo", end_date=SUNDAY.date())]
    factories.activity("Kurssi", schedules=last_day)
    documents.rebuild()
    before = get(client, PAGE)
    time_machine.move_to(dt.datetime(2026, 11, 22, 23, 59, 59, tzinfo=HELSINKI))
    assert get(client, PAGE, if_none_match=before["ETag"]).status_code == 304
    time_machine.move_to(dt.datetime(2026, 11, 23, 0, 0, 1, tzinfo=HELSINKI))
    after = get(client, PAGE, if_none_match=before["ETag"])

    assert after.status_code == 200
    assert b"Kurssi" in before.content
    assert b"Kurssi" not in after.content


@pytest.mark.parametrize("method", ["get", "set"])
def test_an_error_of_the_cache_is_a_miss(
    client: Client, method: str, monkeypatch: pytest.MonkeyPatch, drawn: list[object]
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(caches["pages"], method, fail)

    assert get(client, PAGE).content == get(client, PAGE).content
    assert len(drawn) == 2


def test_the_same_headers_as_all_pages_have(client: Client, rf: RequestFactory) -> None:
    """A page for everyone is drawn ahead of most middleware."""
    kept = get(client, PAGE)
    client.cookies["messages"] = cast(Any, CookieStorage(rf.get("/")))._encode(
        [Message(messages.INFO, "Welcome back.")]
    )
    others = {*get(client, PAGE).headers} - {"Set-Cookie"}

    assert others <= {*kept.headers}
    for name in others - {"Vary", "Content-Length"}:
        assert get(client, PAGE)[name] == kept[name] or name == "Cache-Control"


def test_another_host_is_refused(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["kotopolku.example.org"]

    for _time in range(2):
        assert client.get(PAGE, headers={"host": "evil.example"}).status_code == 400
    get(client, PAGE, host="kotopolku.example.org")


def test_head(client: Client) -> None:
    response = client.head(PAGE)

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == get(client, PAGE)["ETag"]


def test_no_cookie_and_nothing_of_a_visitor(client: Client, ada: User) -> None:
    client.force_login(ada)
    first = get(client, PAGE)

    assert not first.cookies
    assert "Cookie" not in first["Vary"]
    assert get(Client(), PAGE).content == first.content


def test_who_has_a_message_reads_it_and_nobody_else_does(
    client: Client, rf: RequestFactory, drawn: list[object]
) -> None:
    get(client, PAGE)
    client.cookies["messages"] = cast(Any, CookieStorage(rf.get("/")))._encode(
        [Message(messages.INFO, "Welcome back.")]
    )
    response = get(client, PAGE)

    assert b"Welcome back." in response.content
    assert "ETag" not in response
    assert len(drawn) == 2
    assert b"Welcome back." not in get(Client(), PAGE).content


def test_before_the_first_build_nothing_is_kept(client: Client) -> None:
    Index.objects.all().delete()

    assert "ETag" not in get(client, PAGE)


def test_nothing_old_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "is_old", lambda: True)

    assert "ETag" not in get(client, PAGE)


def test_nothing_of_a_broken_index_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise BrokenCardError

    monkeypatch.setattr(Cards, "all_ready", fail)
    response = get(client, PAGE)

    assert b"Kerho" in response.content
    assert "ETag" not in response


def test_another_method_and_another_page_are_left_alone(client: Client) -> None:
    assert client.post(PAGE).status_code == 405
    assert "ETag" not in client.get("/en/about/")
    assert client.get("/en/activities/?kind=training").status_code == 302


@pytest.mark.parametrize("headers", [{}, {"if-none-match": "*"}])
def test_words_that_found_nothing_are_said_each_time(
    client: Client, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("kotopolku.fruitless")
    logger.addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, logger.name):
        for _time in range(3):
            client.get(f"{PAGE}?q=avaruusmatka", headers=headers)
    logger.removeHandler(caplog.handler)

    assert [r.getMessage() for r in caplog.records if r.name == logger.name] == [
        "avaruusmatka"
    ] * 3


def test_what_people_write_is_escaped(client: Client) -> None:
    attack = "<script>alert(1)</script>%s<!sections!>"
    response = get(client, f"{PAGE}?q={attack.replace('%', '%25')}")
    page = response.content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;%s&lt;!sections!&gt;" in page
    assert "<script>alert" not in page
    assert "<!sections" not in page

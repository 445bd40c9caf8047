"""Kept pages are answered ahead of Django, and views run once for each request."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from pytest_django import Settings

from search import landing, views
from search.kept_pages import KeptFirst

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_entries")]

PAGE = "/en/activities/"
HOST = "kotopolku.example.org"
Sent = tuple[str, dict[str, str], bytes]


@pytest.fixture
def asked() -> list[str]:
    """The addresses that Django's handler was asked for."""
    return []


@pytest.fixture
def ask(asked: list[str], settings: Settings) -> Callable[..., Sent]:
    settings.ALLOWED_HOSTS = [HOST]
    django = BaseHandler()
    django.load_middleware()

    def handler(environ: dict[str, Any], start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        # Without the signals at which Django closes the database of a test.
        response = django.get_response(WSGIRequest(environ))
        status = f"{response.status_code} {response.reason_phrase}"
        start_response(status, [*response.items()])
        return response

    application = KeptFirst(handler)

    def ask(path: str, method: str = "GET", **others: str) -> Sent:
        request = RequestFactory().generic(method, path)
        environ = {**request.environ, "SERVER_NAME": HOST, **others}
        head: list[Any] = []

        def start_response(*sent: Any) -> Any:
            head.extend(sent)

        parts = application(environ, start_response)
        return head[0], dict(head[1]), b"".join(parts)

    return ask


def test_what_was_sent_before_is_sent_again(
    ask: Callable[..., Sent], asked: list[str]
) -> None:
    first, second = ask(PAGE), ask(PAGE)

    assert asked == [PAGE]
    assert first == second
    assert "Content-Security-Policy" in second[1]
    assert "Set-Cookie" not in second[1]
    assert b"Kerho" in second[2]


def test_head_and_not_modified(ask: Callable[..., Sent], asked: list[str]) -> None:
    _status, headers, body = ask(PAGE)
    head = ask(PAGE, "HEAD")
    unchanged = ask(PAGE, HTTP_IF_NONE_MATCH=headers["ETag"])

    assert head == ("200 OK", headers, b"")
    assert headers["Content-Length"] == str(len(body))
    assert (unchanged[0], unchanged[2]) == ("304 Not Modified", b"")
    assert "Content-Type" not in unchanged[1]
    assert asked == [PAGE]


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_COOKIE": "messages=Welcome"},
        {"HTTP_HX_REQUEST": "true"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_HOST": "evil.example"},
    ],
)
def test_who_asks_otherwise_is_not_sent_the_same(
    ask: Callable[..., Sent], asked: list[str], other: dict[str, str]
) -> None:
    ask(PAGE)
    ask(PAGE, **other)

    assert asked == [PAGE, PAGE]


def test_limits_hold_for_pages_that_are_kept(ask: Callable[..., Sent]) -> None:
    ask(PAGE)

    assert ask(f"{PAGE}?{'&' * 1_001}")[0].startswith("400")
    assert ask(f"{PAGE}?{'q=&' * 1_500}")[0].startswith("414")
    assert ask(f"{PAGE}?{'q=&' * 900}")[0].startswith("200")


def test_a_view_runs_once_though_nothing_is_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised = []

    class Noted(Http404):
        def __init__(self) -> None:
            raised.append(self)

    monkeypatch.setattr(landing, "Http404", Noted)

    assert client.get("/en/themes/xyzzy/").status_code == 404
    assert len(raised) == 1


def test_a_view_runs_once_though_it_leads_elsewhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = []

    def note(url: str) -> HttpResponse:
        led.append(url)
        return redirect(url)

    monkeypatch.setattr(views, "redirect", note)

    assert client.get(f"{PAGE}?kind=training")["Location"] == "/en/trainings/"
    assert led == ["/en/trainings/"]

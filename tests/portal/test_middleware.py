"""Limits, headers and open pages. The pages used here need no database."""

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from portal.middleware import SECURITY_HEADERS, LimitsMiddleware
from tests.guards import Page

PAGE = "/en/about/"


def heading(html: bytes) -> str:
    return Page(html.decode()).headings[0]


def test_address_at_the_limit_is_answered(client: Client) -> None:
    target = f"{PAGE}?q={'x' * (4_000 - len(PAGE) - 3)}"

    assert len(target) == 4_000
    assert client.get(target).status_code == 200


def test_longer_address_is_refused(client: Client) -> None:
    response = client.get(f"{PAGE}?q={'x' * (4_001 - len(PAGE) - 3)}")

    assert response.status_code == 414
    assert heading(response.content) == "The address is too long"
    assert "Content-Security-Policy" in response


def test_length_is_measured_as_it_was_sent(client: Client) -> None:
    """ä is six bytes on the way, and gunicorn says so."""
    assert client.get(PAGE, RAW_URI="/" + "%C3%A4" * 700).status_code == 414


def test_thousand_parameters_are_answered(client: Client) -> None:
    assert client.get(f"{PAGE}?{'&'.join(['a='] * 1_000)}").status_code == 200


def test_more_parameters_are_refused(client: Client) -> None:
    response = client.get(f"{PAGE}?{'&'.join(['a='] * 1_001)}")

    assert response.status_code == 400
    assert heading(response.content) == "We did not understand the request"


@pytest.mark.parametrize("path", ["/en/%00/", "/%00", "/en/about/%00", "/en/%C3%28/"])
def test_broken_path_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_refused_before_anything_else(rf: RequestFactory) -> None:
    def never(request: object) -> None:
        raise AssertionError

    middleware = LimitsMiddleware(never)  # type: ignore[arg-type]

    assert middleware(rf.get("/", {"q": "x" * 5_000})).status_code == 414


def test_nothing_inline_and_nothing_foreign_may_run(client: Client) -> None:
    policy = dict(
        directive.split(" ", 1)
        for directive in client.get(PAGE)["Content-Security-Policy"].split("; ")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)


@pytest.mark.parametrize("path", [PAGE, "/", "/healthz", "/en/nowhere/"])
def test_headers_are_on_every_answer(client: Client, path: str) -> None:
    response = client.get(path)

    for name, value in SECURITY_HEADERS.items():
        assert response[name] == value
    assert response["X-Content-Type-Options"] == "nosniff"


def test_developers_see_their_error_pages(client: Client, settings: Settings) -> None:
    settings.DEBUG = True

    assert "Content-Security-Policy" not in client.get("/en/nowhere/")
    assert "Content-Security-Policy" in client.get(PAGE)


@pytest.mark.urls("tests.portal.failing_urls")
def test_other_pages_ask_to_sign_in(client: Client) -> None:
    response = client.get("/en/signed-in/")

    assert response.status_code == 302
    assert "next=/en/signed-in/" in response["Location"]

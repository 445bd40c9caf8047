"""Our own error pages. No test here may use the database: pytest-django forbids it."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from portal import errors, views
from portal.errors import error_page
from tests.guards import Page

pytestmark = pytest.mark.urls("tests.portal.failing_urls")


@pytest.fixture
def calm_client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/en/refused/", 400, "We did not understand the request"),
        ("/en/forbidden/", 403, "You do not have access to this page"),
        ("/en/nowhere/", 404, "Page not found"),
        ("/en/broken/", 500, "Something went wrong at our end"),
        ("/sv/no-database/", 503, "Tjänsten är inte tillgänglig just nu"),
        ("/sv/lost-database/", 503, "Tjänsten är inte tillgänglig just nu"),
    ],
)
def test_works(calm_client: Client, path: str, status: int, heading: str) -> None:
    response = calm_client.get(path)
    page = Page(response.content.decode())

    assert response.status_code == status
    assert page.headings == [heading]
    assert page.title.strip() == f"{heading} – Kotopolku"
    assert page.language == path[1:3]
    assert not page.inline
    assert response["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response
    assert not response.cookies
    assert 'name="robots" content="noindex"' in response.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 410, 414, 429, 500, 503])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_error_has_a_page(rf: RequestFactory, status: int, language: str) -> None:
    response = error_page(rf.get(f"/{language}/x/"), status, minutes=1)
    page = Page(response.content.decode())

    assert response.status_code == status
    assert response["Content-Language"] == page.language == language
    assert len(page.headings) == 1
    assert page.headings[0].strip()


def test_language_outside_the_prefixes_is_the_browsers(calm_client: Client) -> None:
    response = calm_client.get("/nowhere/", HTTP_ACCEPT_LANGUAGE="sv-FI,sv;q=0.9")

    assert response.status_code == 404
    assert "Sidan hittas inte" in response.content.decode()


@pytest.mark.parametrize("path", ["/sv/no-database/", "/sv/lost-database/"])
def test_database_away_says_when_to_come_back(calm_client: Client, path: str) -> None:
    assert calm_client.get(path)["Retry-After"] == "30"


def test_database_away_outside_a_view(rf: RequestFactory) -> None:
    from django.db import OperationalError

    try:
        raise OperationalError
    except OperationalError:
        response = views.server_error(rf.get("/en/"))

    assert response.status_code == 503
    assert response["Retry-After"] == "30"


def test_page_that_cannot_be_drawn(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> str:
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = error_page(rf.get("/fi/"), 500)

    assert response.status_code == 500
    assert "Jokin meni meillä vikaan" in response.content.decode()
    assert not Page(response.content.decode()).inline


def test_gone_shows_similar_activities(rf: RequestFactory) -> None:
    response = error_page(rf.get("/en/"), 410, similar=["Language café"])

    assert "Language café" in response.content.decode()


def test_form_without_its_token_is_not_a_matter_of_rights() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/en/about/")

    assert response.status_code == 403
    assert "Go back to the previous page" in response.content.decode()


def test_not_found_offers_the_search(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/fi/nowhere/")

    assert 'role="search"' in error_page(request, 404).content.decode()

"""About, privacy, accessibility, rules, for organisations, for advisors.

They need no database, and pytest-django forbids it here.
"""

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from tests.guards import Page

NAMES = [
    "about",
    "privacy",
    "accessibility",
    "rules",
    "for_organisations",
    "professionals",
]
each_page = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("language", ["fi", "sv", "en"])


def address(name: str, language: str = "en") -> str:
    with override(language):
        return reverse(name)


@each_page
@each_language
def test_works(client: Client, name: str, language: str) -> None:
    response = client.get(address(name, language))
    page = Page(response.content.decode())

    assert response.status_code == 200
    assert page.language == language
    assert len(page.headings) == 1
    assert page.title.strip().endswith(" – Kotopolku")
    assert not page.inline


@each_page
def test_anonymous(client: Client, name: str) -> None:
    response = client.get(address(name))

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@each_page
def test_stranger(client: Client, name: str) -> None:
    """A session cookie makes no open page look into the database."""
    client.cookies["sessionid"] = "somebody"

    assert client.get(address(name)).status_code == 200


@each_page
def test_wrong_method(client: Client, name: str) -> None:
    assert client.post(address(name)).status_code == 405


@each_page
@pytest.mark.parametrize("query", ["a=%00", "a=%C3%28", "%FF=1", "page=-1", "&&&=&"])
def test_bad_input(client: Client, name: str, query: str) -> None:
    assert client.get(f"{address(name)}?{query}").status_code == 200


@each_page
def test_other_languages_keep_the_query(client: Client, name: str) -> None:
    html = client.get(f"{address(name)}?a=1&b=%C3%A4").content.decode()

    assert f'href="{address(name, "sv")}?a=1&amp;b=%C3%A4" lang="sv"' in html
    assert f'hreflang="fi" href="http://localhost:8000{address(name, "fi")}"' in html
    assert f'rel="canonical" href="http://localhost:8000{address(name)}"' in html


def test_titles_are_different(client: Client) -> None:
    titles = {
        Page(client.get(address(name)).content.decode()).title.strip() for name in NAMES
    }

    assert len(titles) == len(NAMES)


@pytest.mark.parametrize(
    ("division", "authority"),
    [("ely-2025", "The ELY Centre"), ("evk-2026", "The Economic Development Centre")],
)
def test_authority_follows_the_division(
    client: Client, settings: Settings, division: str, authority: str
) -> None:
    settings.MODERATION_DIVISION = division

    assert f"{authority} reads" in client.get(address("rules")).content.decode()


def test_rules_are_the_checklist(client: Client) -> None:
    html = client.get(address("rules")).content.decode()

    assert "It is not commercial. A small fee is possible." in html
    assert "Newcomers and others meet each other" in html


@each_language
def test_statement_says_what_the_act_asks_for(client: Client, language: str) -> None:
    """Act 306/2019, section 8: state, shortcomings, contact, supervising authority."""
    html = client.get(address("accessibility", language)).content.decode()
    act, answer, supervisor = {
        "fi": ("306/2019", "14 päivän", "Liikenne- ja viestintävirasto Traficom"),
        "sv": ("306/2019", "14 dagar", "Transport- och kommunikationsverket Traficom"),
        "en": ("306/2019", "14 days", "Finnish Transport and Communications Agency"),
    }[language]

    assert act in html
    assert answer in html
    assert supervisor in html
    assert f"mailto:{configured.CONTACT_EMAIL}" in html
    assert "mailto:saavutettavuus@traficom.fi" in html


def test_supervisor_is_data(client: Client, settings: Settings) -> None:
    languages = ("fi", "sv", "en")
    new = settings.AUTHORITIES["accessibility"] | {
        field: dict.fromkeys(languages, f"New {field}") for field in ("text", "name")
    }
    settings.AUTHORITIES = settings.AUTHORITIES | {"accessibility": new}

    html = client.get(address("accessibility")).content.decode()

    assert "New text" in html
    assert "New name" in html
    assert "Traficom" not in html

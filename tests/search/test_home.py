"""The home page: what to do, where to look, what is new."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from tests import factories
from tests.guards import read_only, same_queries
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGES = {
    "/fi/": "Mitä haluaisit tehdä?",
    "/sv/": "Vad skulle du vilja göra?",
    "/en/": "What would you like to do?",
}


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    for title, theme, language in (
        ("Kerho", "sport", "ar"),
        ("Kahvila", "sport", "fi"),
        ("Kurssi", "art", "en"),
        ("Uusin", "sport", "ar"),
    ):
        factories.activity(title, terms={"themes": [theme], "languages": [language]})
    factories.activity("Verkossa", online=True, terms={"municipalities": []})
    factories.activity("Luento", kind=Kind.TRAINING, terms={"themes": ["law"]})
    factories.region("18")


@pytest.mark.parametrize("path", PAGES)
def test_works(client: Client, path: str) -> None:
    page = read(client, path)

    assert len(page.texts("h1")) == 1
    assert page.all("form", role="search")[0]["action"].startswith(path)
    assert {field["name"] for field in page.all("input")} == {"q", "where"}


def test_anonymous(client: Client) -> None:
    assert not client.get("/fi/").cookies


def test_read_only(client: Client) -> None:
    with read_only():
        assert client.get("/fi/").status_code == 200


def test_wrong_method(client: Client) -> None:
    assert client.post("/fi/").status_code == 405


def test_bad_input(client: Client) -> None:
    assert client.get("/fi/?%FF=%00&q=x").status_code == 200


def test_themes_with_the_most_first(client: Client) -> None:
    page = read(client, "/en/")
    links = [a.text for a in page.all("a") if a["href"].startswith("/en/themes/")]

    assert links[:3] == ["Sport 3", "Art 1", "Finnish 1"]
    assert page.href("Sport 3") == "/en/themes/sport/"


def test_languages_in_their_own_names_but_not_that_of_the_page(client: Client) -> None:
    page = read(client, "/en/")
    links = [a.text for a in page.all("a") if a["href"].startswith("/en/languages/")]

    assert links[:2] == ["suomi 2", "العربية 2"]
    assert not [text for text in links if text.startswith("English")]
    assert "العربية" in page.texts("span", lang_="ar", dir_="rtl")
    assert read(client, "/fi/").href("English 1") == "/fi/kielet/en/"


def test_regions_that_have_something(client: Client) -> None:
    page = read(client, "/en/")
    regions = {a["data-region"]: a["href"] for a in page.all("a") if a["data-region"]}

    assert regions == {"01": "/en/regions/uusimaa/"}
    online = [a for a in page.all("a") if a["href"] == "/en/activities/?online=1"]
    assert [a.text.startswith("Online 1") for a in online] == [True]


def test_newest_first(client: Client) -> None:
    page = read(client, "/en/")

    assert page.texts("h3") == ["Verkossa", "Uusin", "Kurssi"]
    assert page.href("All new activities") == "/en/activities/?sort=new"


def test_number_of_queries(client: Client) -> None:
    def add(count: int) -> None:
        for n in range(count):
            factories.activity("Kerho", terms={"themes": [f"theme-{count}-{n}"]})

    same_queries(lambda: client.get("/en/"), add)

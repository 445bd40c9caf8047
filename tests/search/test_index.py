"""The lists of landing pages."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from tests import factories
from tests.guards import read_only, same_queries
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGES = {
    "/en/regions/": "Activities by region",
    "/en/municipalities/": "Activities by municipality",
    "/en/themes/": "Activities by theme",
    "/en/target-groups/": "Activities by target group",
    "/en/languages/": "Activities by language",
}


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    for town, theme in (("092", "sport"), ("049", "art"), ("092", "art")):
        terms = {"municipalities": [town], "themes": [theme], "languages": ["ar"]}
        factories.activity("Kerho", terms=terms)
    factories.activity("Luento", kind=Kind.TRAINING, terms={"themes": ["law"]})
    factories.theme("unused")
    old = factories.theme("retired")
    factories.activity("Vanha", terms={"themes": ["retired"]})
    old.active = False
    old.save()


@pytest.mark.parametrize("path", PAGES)
def test_works(client: Client, path: str) -> None:
    assert read(client, path).texts("h1") == [PAGES[path]]


@pytest.mark.parametrize("path", PAGES)
def test_anonymous(client: Client, path: str) -> None:
    assert not client.get(path).cookies


@pytest.mark.parametrize("path", PAGES)
def test_read_only(client: Client, path: str) -> None:
    with read_only():
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_wrong_method(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_only_what_is_in_use_with_its_count(client: Client) -> None:
    page = read(client, "/en/themes/")
    links = [link.text for link in page.all("a") if "/themes/" in link["href"]]

    assert [text for text in links if text[-1].isdigit()] == ["Art 2", "Sport 1"]
    assert page.href("Art 2") == "/en/themes/art/"


def test_in_the_order_of_the_alphabet(client: Client) -> None:
    for code, name in (("a", "Äiti"), ("b", "Zumba"), ("c", "Ateljee"), ("d", "Öljy")):
        factories.activity(name, terms={"themes": [code]})
        theme = factories.theme(code)
        theme.name_fi = name
        theme.save()
    page = read(client, "/fi/teemat/")
    names = [link.text.split()[0] for link in page.all("a") if link.text[-1:].isdigit()]

    assert names == ["Art", "Ateljee", "Sport", "Zumba", "Äiti", "Öljy"]


def test_languages_by_their_own_names(client: Client) -> None:
    page = read(client, "/en/languages/")

    assert "العربية" in page.texts("span", lang_="ar", dir_="rtl")


def test_number_of_queries(client: Client) -> None:
    def add(count: int) -> None:
        for n in range(count):
            factories.activity("Kerho", terms={"themes": [f"theme-{count}-{n}"]})

    same_queries(lambda: client.get("/en/themes/"), add)

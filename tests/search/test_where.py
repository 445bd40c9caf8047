"""where: a place in words becomes a filter, a question, or an honest answer."""

import pytest
from django.test import Client

from regions.models import Place, Postcode
from regions.name_forms import refresh_name_forms
from tests import factories
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGE = "/en/activities/"


@pytest.fixture(scope="module", autouse=True)
def _places(lasting: None) -> None:
    """Kajaani is also the name of a part of Espoo, for once."""
    for code in ("049", "205"):
        factories.town(code)
    for name, kind in (("Tapiola", "district"), ("Kajaani", "district")):
        place = Place.objects.create(code=name, kind=kind, name_fi=name)
        place.municipalities.add(factories.town("049"))
    Postcode.objects.create(
        code="02100",
        municipality=factories.town("049"),
        post_office_fi="Espoo",
        post_office_sv="Esbo",
    )
    refresh_name_forms()
    factories.activity("Café", terms={"municipalities": ["049"]})


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Espoo", "municipality=049"),
        ("esbo", "municipality=049"),
        ("Espoossa", "municipality=049"),
        ("Tapiola", "municipality=049"),
        ("02100", "municipality=049"),
        ("Uusimaa", "region=01"),
        ("Nyland", "region=01"),
        ("Uudellamaalla", "region=01"),
    ],
)
def test_one_meaning_redirects(client: Client, typed: str, place: str) -> None:
    response = client.get(PAGE, {"where": typed, "q": ""})

    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?{place}"


def test_redirect_keeps_everything_else(client: Client) -> None:
    query = "?q=a+b&where=Espoo&free=1&sort=new&page=3&colour=red"

    assert client.get(PAGE + query)["Location"] == (
        f"{PAGE}?q=a+b&free=1&sort=new&colour=red&municipality=049"
    )


def test_known_place_is_not_added_twice(client: Client) -> None:
    response = client.get(f"{PAGE}?municipality=049&where=Espoo")

    assert response["Location"] == f"{PAGE}?municipality=049"


def test_two_meanings_are_both_offered(client: Client) -> None:
    page = read(client, f"{PAGE}?where=Kajaani&q=caf&page=2")

    assert page.says("“Kajaani” is the name of several places. Which one do you mean?")
    assert page.href("Kajaani") == f"{PAGE}?q=caf&municipality=205"
    assert page.href("Kajaani (Espoo)") == f"{PAGE}?q=caf&municipality=049"
    assert page.all("input", id="where")[0]["value"] == "Kajaani"
    assert ("where", "Kajaani") in page.hidden()


def test_unknown_place_is_said(client: Client) -> None:
    page = read(client, f"{PAGE}?where=Atlantis&free=1")

    assert page.says("We do not know the place “Atlantis”.")
    assert page.href("All municipalities") == "/en/municipalities/"
    assert page.all("input", id="where")[0]["value"] == "Atlantis"


def test_chosen_place_stands_in_the_field(client: Client) -> None:
    """A new search there replaces the place: it is in no hidden field."""
    page = read(client, f"{PAGE}?municipality=049&free=1")
    finder = page.all("form", role="search")[0]

    assert page.all("input", id="where")[0]["value"] == "Espoo"
    assert finder["action"] == PAGE
    assert ("municipality", "049") not in page.hidden()
    assert ("free", "1") in page.hidden()


def test_name_of_several_places_does_not_stand_in_the_field(client: Client) -> None:
    """Searching again would ask again which one is meant."""
    page = read(client, f"{PAGE}?municipality=205")

    assert page.all("input", id="where")[0]["value"] == ""
    assert ("municipality", "205") in page.hidden()


def test_what_was_typed_last_stands_in_the_field(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=049&where=Atlantis")

    assert page.all("input", id="where")[0]["value"] == "Atlantis"
    assert ("municipality", "049") in page.hidden()


def test_several_places_stay_hidden(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=049&region=01")

    assert page.all("input", id="where")[0]["value"] == ""
    assert page.hidden() >= {("municipality", "049"), ("region", "01")}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_place_is_named_in_the_language_of_the_page(
    client: Client, language: str
) -> None:
    path = {"fi": "/fi/toiminta/", "sv": "/sv/verksamhet/"}[language]
    page = read(client, f"{path}?municipality=049")

    name = {"fi": "Espoo", "sv": "Esbo"}[language]
    assert page.all("input", id="where")[0]["value"] == name

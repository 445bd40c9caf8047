"""Nothing found: never an empty page."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.guards import count_queries
from tests.search.asking import found
from tests.search.reading import Reading, read

pytestmark = pytest.mark.django_db

PAGE = "/en/activities/"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    def held(title: str, town: str, language: str, **fields: Any) -> None:
        terms = {"municipalities": [town], "languages": [language]}
        factories.activity(title, terms=terms, **fields)

    held("Ompelukerho", "091", "fi")
    held("Ompelukerho", "091", "ar")
    held("Kielikahvila", "049", "ar", price="free")
    held("Jalkapallo", "092", "so", wheelchair="yes")
    for code in ("205", "837"):
        factories.town(code)
    factories.theme("sport")


def hints(page: Reading) -> dict[str, str]:
    """The ways on by their words, with the count that each shows."""
    links = [link for link in page.all("a") if link["href"].startswith(PAGE)]
    return {link.text: link["href"] for link in links}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/fi/toiminta/", "Tällä haulla ei löytynyt toimintaa"),
        ("/sv/verksamhet/", "Ingen verksamhet motsvarar din sökning"),
        (PAGE, "No activities match your search"),
    ],
)
def test_says_so(client: Client, path: str, said: str) -> None:
    page = read(client, f"{path}?q=xyzzy")

    assert page.texts("h1") == [said]
    with override(path[1:3]):
        assert page.all("a", href=f"{reverse('feedback:missed')}?q=xyzzy")
    assert not page.all("form", id="picks")


def test_filters_that_could_go(client: Client) -> None:
    """Each with what would be found without it, the most first."""
    page = read(client, f"{PAGE}?q=ompelu&language=so&municipality=091")

    ways = hints(page)
    assert ways["Without: Soomaali 2"] == f"{PAGE}?q=ompelu&municipality=091"
    assert not [way for way in ways if way.startswith("Without: Helsinki")]
    assert not [way for way in ways if way.startswith("Without: “ompelu”")]


def test_words_that_could_go(client: Client) -> None:
    page = read(client, f"{PAGE}?q=xyzzy&language=ar")

    assert hints(page)["Without: “xyzzy” 2"] == f"{PAGE}?language=ar"


def test_all_values_of_a_facet_go_together(client: Client) -> None:
    """Without one of several that are joined by OR, no more would be found."""
    query = "theme=sport&theme=cooking&municipality=205&region=18&region=06&free=1"
    factories.theme("cooking")
    page = read(client, f"{PAGE}?{query}")
    assert not [way for way in hints(page) if way.startswith("Without: Sport")]

    page = read(client, f"{PAGE}?municipality=205&region=18&region=06&free=1")
    rest = f"{PAGE}?free=1"
    assert hints(page)["Without: Kajaani, Kainuu, Pirkanmaa 1"] == rest


def test_counts_are_what_the_links_find(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205&free=1&access=wheelchair&q=kieli")

    for text, url in hints(page).items():
        if text.rsplit(" ", 1)[-1].isdigit():
            heading = read(client, url).texts("h1")[0]
            assert heading.split()[0] == text.rsplit(" ", 1)[-1]


def test_neighbours_and_the_region_with_something_to_offer(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=092&free=1")

    ways = hints(page)
    assert ways["Espoo, 23 km 1"] == f"{PAGE}?municipality=049&free=1"
    assert ways["Region: Uusimaa 1"] == f"{PAGE}?region=01&free=1"
    assert not [way for way in ways if way.startswith("Helsinki,")]


def test_online(client: Client) -> None:
    factories.activity("Verkossa", online=True, terms={"languages": ["ru"]})

    page = read(client, f"{PAGE}?municipality=205&theme=sport")
    assert hints(page)["Online 1"] == f"{PAGE}?online=1"

    page = read(client, f"{PAGE}?online=1&theme=sport")
    assert hints(page)["Online 1"] == f"{PAGE}?online=1"


def test_online_is_not_offered_to_who_asked_for_it(client: Client) -> None:
    page = read(client, f"{PAGE}?online=1")

    assert "Without: Online 4" in hints(page)
    assert not page.says("Nearby or online")


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ('"omplukerho"', "ompelukerho"),
        ('"jalkpallo"', "jalkapallo"),
        ('"jalkpallo" kerho', "jalkapallo kerho"),
    ],
)
def test_corrected_word(client: Client, typed: str, corrected: str) -> None:
    """Unless it stands in quotation marks, a slip was mended before the search."""
    factories.activity("Jalkapallokerho")
    query = urlencode({"q": typed, "region": "01"})
    page = read(client, f"{PAGE}?{query}")
    link = page.all("a", href=f"{PAGE}?q={corrected.replace(' ', '+')}&region=01")

    assert page.says("Did you mean:")
    assert [one.text for one in link] == [corrected]
    assert found(f"q={corrected}&region=01")


@pytest.mark.parametrize(
    "query",
    [
        "q=xyzzy",
        "q=%22xyzzy%22",
        # known, but not with the other filter
        "q=%22ompelukerho%22&theme=sport",
        # mended it would find nothing here either
        "q=%22omplukerho%22&theme=sport",
        # and without its marks it was mended already
        "q=omplukerho&theme=sport",
        "theme=sport",
    ],
)
def test_no_correction(client: Client, query: str) -> None:
    assert not read(client, f"{PAGE}?{query}").says("Did you mean:")


def test_number_of_queries_does_not_grow_with_the_choices(client: Client) -> None:
    few = "?theme=sport&free=1"
    many = f"{few}&" + "&".join(f"age={n}" for n in range(100))
    client.get(PAGE + few)
    one = count_queries(lambda: client.get(f"{PAGE}{few}&age=1"))

    assert count_queries(lambda: client.get(PAGE + many)) == one

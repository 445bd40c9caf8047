"""Help where nothing is found is the same from memory and from the database."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from activities import documents
from activities.models import Index
from search import live
from tests import factories
from tests.guards import count_queries
from tests.search.reading import read

pytestmark = pytest.mark.django_db
PAGES = {
    "fi": "/fi/toiminta/",
    "sv": "/sv/verksamhet/",
    "en": "/en/activities/",
}
QUERIES: list[dict[str, Any]] = [
    {"q": "xyzzy"},
    {"q": "ompelu", "language": "so", "municipality": "091"},
    {"municipality": "092", "free": "1"},
    {"municipality": ["205", "837"], "region": "06", "free": "1", "day": "su"},
    {"q": '"jalkpallo"', "region": "01"},
    {"theme": "sport", "online": "1", "age": "7"},
    {"q": "kielikahvila", "target": "parents", "level": "a1"},
]


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    def held(title: str, town: str, language: str, **fields: Any) -> None:
        terms = {"municipalities": [town], "languages": [language]}
        factories.activity(title, terms=terms, **fields)

    held("Ompelukerho", "091", "ar", price="free")
    held("Kielikahvila", "049", "ar", price="free")
    held("Jalkapallokerho", "091", "so", wheelchair="yes")
    factories.activity("Verkossa", online=True, terms={"languages": ["ru"]})
    for code in ("092", "205", "837"):
        factories.town(code)
    factories.theme("sport")
    factories.target_group("parents")
    documents.rebuild()


def ways(client: Client, page: str, asked: dict[str, Any]) -> list[tuple[str, str]]:
    found = read(client, f"{page}?{urlencode(asked, doseq=True)}")
    return [(link.text, link["href"]) for link in found.all("a")]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("asked", QUERIES, ids=lambda asked: urlencode(asked, True))
def test_same_ways_on(asked: dict[str, Any], language: str, client: Client) -> None:
    assert live.index() is not None
    from_memory = ways(client, PAGES[language], asked)
    Index.objects.update(epoch="")

    assert live.index() is None
    assert ways(client, PAGES[language], asked) == from_memory


def test_help_asks_the_database_nothing_more(client: Client) -> None:
    """How new the documents are, as every search does."""
    page = PAGES["en"]
    client.get(f"{page}?free=1")
    asked = f"{page}?{urlencode(QUERIES[1])}"
    plain = count_queries(lambda: client.get(f"{page}?free=1&age=5"))

    assert count_queries(lambda: client.get(asked)) == plain

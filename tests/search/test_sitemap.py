"""What search engines may read: every public page, with its other languages."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from search.sitemaps import SITEMAPS, ActivitySitemap
from tests import factories
from tests.guards import read_only, same_queries

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
HOST = "http://testserver"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    factories.activity("Kahvila", title_sv="Kafé", terms={"municipalities": ["049"]})
    factories.activity("Luento", kind="training")
    factories.activity("Vedetty", withdrawn_at="2026-01-01T00:00Z")
    factories.activity("Luonnos", published=False)
    factories.activity("Loppunut", schedules=[factories.on_dates(factories.day(-3))])
    factories.activity(
        "Salattu", organisation=factories.organisation("Jäähyllä ry", state="suspended")
    )
    factories.theme("unused")


def tree(client: Client, path: str) -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ET.fromstring(response.content)


def paths(client: Client, section: str, page: int = 1) -> list[str]:
    root = tree(client, f"/sitemap-{section}.xml?p={page}")
    found = root.findall("s:url/s:loc", NAMES)
    return [(loc.text or "").removeprefix(HOST) for loc in found]


def test_index_names_every_section(client: Client) -> None:
    found = tree(client, "/sitemap.xml").findall("s:sitemap/s:loc", NAMES)

    assert [loc.text for loc in found] == [
        f"{HOST}/sitemap-{section}.xml" for section in SITEMAPS
    ]


def test_large_sections_go_on_in_further_files(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ActivitySitemap, "limit", 4)
    found = tree(client, "/sitemap.xml").findall("s:sitemap/s:loc", NAMES)

    assert f"{HOST}/sitemap-activities.xml?p=2" in [loc.text for loc in found]
    first, second = paths(client, "activities"), paths(client, "activities", 2)
    assert (len(first), len(second)) == (4, 2)
    assert not set(first) & set(second)
    assert "Allow: /sitemap" in client.get("/robots.txt").content.decode()


def test_only_what_is_public(client: Client) -> None:
    found = paths(client, "activities")
    slugs = {path.rstrip("/").split("-", 1)[1] for path in found}

    assert slugs == {"kahvila", "kafe", "luento"}
    assert len(found) == 6
    assert not [path for path in paths(client, "organisations") if "jaahylla" in path]


def test_every_language_with_its_alternates(client: Client) -> None:
    root = tree(client, "/sitemap-landing.xml")
    url = next(
        url
        for url in root.findall("s:url", NAMES)
        if (url.findtext("s:loc", "", NAMES)).endswith("/sv/kommuner/esbo/")
    )

    assert {
        link.get("hreflang"): (link.get("href") or "").removeprefix(HOST)
        for link in url.findall("x:link", NAMES)
    } == {
        "fi": "/fi/kunnat/espoo/",
        "sv": "/sv/kommuner/esbo/",
        "en": "/en/municipalities/espoo/",
    }


def test_landing_pages_in_use(client: Client) -> None:
    found = paths(client, "landing")

    assert "/en/themes/finnish/" in found
    assert "/en/regions/uusimaa/" in found
    assert not [path for path in found if "unused" in path]


@pytest.mark.parametrize("section", SITEMAPS)
def test_every_address_answers(client: Client, section: str) -> None:
    root = tree(client, f"/sitemap-{section}.xml")
    alternates = {link.get("href", "") for link in root.findall(".//x:link", NAMES)}
    own = {HOST + path for path in paths(client, section)}

    assert own == alternates
    for url in own:
        assert client.get(url.removeprefix(HOST)).status_code == 200, url


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-activities.xml"])
def test_anonymous_and_read_only(client: Client, path: str) -> None:
    with read_only():
        assert not client.get(path).cookies


@pytest.mark.parametrize("path", ["nothing.xml", "activities.xml?p=9", "pages.xml?p=x"])
def test_bad_id(client: Client, path: str) -> None:
    assert client.get(f"/sitemap-{path}").status_code == 404


@pytest.mark.parametrize("section", ["activities", "landing"])
def test_number_of_queries(client: Client, section: str) -> None:
    def add(count: int) -> None:
        for n in range(count):
            factories.activity("Kerho", terms={"themes": [f"theme-{count}-{n}"]})

    same_queries(lambda: client.get(f"/sitemap-{section}.xml"), add)

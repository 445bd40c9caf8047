"""A page for each region, municipality, theme, target group and language."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from regions.named import Named
from tests import factories
from tests.guards import read_only
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGES = {
    "region": ("/fi/maakunnat/kainuu/", "/sv/landskap/kajanaland/"),
    "municipality": ("/fi/kunnat/espoo/", "/sv/kommuner/esbo/"),
    "theme": ("/fi/teemat/kasityot/", "/sv/teman/handarbete/"),
    "target group": ("/fi/kohderyhmat/naiset/", "/sv/malgrupper/kvinnor/"),
    "language": ("/fi/kielet/arabia/", "/sv/sprak/arabiska/"),
}
HEADINGS = {
    "region": ("Kainuu", "Kajanaland"),
    "municipality": ("Espoo", "Esbo"),
    "theme": ("Käsityöt", "Handarbete"),
    "target group": ("Naiset", "Kvinnor"),
    "language": ("العربية (arabia)", "العربية (arabiska)"),
}


def named(one: Named, *, fi: str, sv: str) -> None:
    one.name_fi, one.name_sv, one.name_en = fi, sv, fi
    one.save()


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    named(factories.theme("crafts"), fi="Käsityöt", sv="Handarbete")
    named(factories.target_group("women"), fi="Naiset", sv="Kvinnor")
    named(factories.language("ar"), fi="arabia", sv="arabiska")
    terms = {
        "themes": ["crafts"],
        "target_groups": ["women"],
        "languages": ["ar"],
        "municipalities": ["049", "205"],
    }
    factories.activity("Ompelukerho", title_sv="Syklubb", terms=terms)
    factories.activity("Verkossa", online=True, terms={"municipalities": []})
    factories.activity("Vantaalla", terms={"municipalities": ["092"]})
    factories.activity(
        "Luento",
        kind=Kind.TRAINING,
        terms={"municipalities": ["837"], "themes": ["law"]},
    )
    factories.theme("unused")


@pytest.mark.parametrize("kind", PAGES)
def test_works(client: Client, kind: str) -> None:
    for path, heading, title in zip(
        PAGES[kind], HEADINGS[kind], ("Ompelukerho", "Syklubb"), strict=True
    ):
        page = read(client, path)

        assert page.texts("h1") == [heading]
        assert page.title.startswith(heading)
        assert title in page.texts("a")
        assert not page.all("meta", name="robots")
        assert page.related("canonical") == {"": f"http://localhost:8000{path}"}


@pytest.mark.parametrize("kind", PAGES)
def test_languages_lead_to_each_other(client: Client, kind: str) -> None:
    finnish, swedish = PAGES[kind]
    page = read(client, finnish)

    assert page.href("svSvenska") == swedish
    assert read(client, swedish).href("fiSuomi") == finnish
    assert page.related("alternate")["sv"] == f"http://localhost:8000{swedish}"
    assert client.get(page.href("enEnglish")).status_code == 200


@pytest.mark.parametrize("kind", PAGES)
def test_anonymous(client: Client, kind: str) -> None:
    assert not client.get(PAGES[kind][0]).cookies


@pytest.mark.parametrize("kind", PAGES)
def test_read_only(client: Client, kind: str) -> None:
    with read_only():
        assert client.get(PAGES[kind][0]).status_code == 200


@pytest.mark.parametrize("kind", PAGES)
def test_wrong_method(client: Client, kind: str) -> None:
    assert client.post(PAGES[kind][0]).status_code == 405


@pytest.mark.parametrize("kind", PAGES)
def test_bad_id(client: Client, kind: str) -> None:
    folder = PAGES[kind][0].rsplit("/", 2)[0]

    assert client.get(f"{folder}/tuntematon/").status_code == 404
    assert client.get(f"{folder}/%C3%A4/").status_code == 404


def test_bad_input(client: Client) -> None:
    assert client.get("/fi/kunnat/espoo/?%FF=%00&page=abc").status_code == 200


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/fi/kunnat/esbo/", "/fi/kunnat/espoo/"),
        ("/sv/kommuner/espoo/", "/sv/kommuner/esbo/"),
        ("/en/languages/arabiska/", "/en/languages/arabia/"),
        ("/sv/sprak/arabia/", "/sv/sprak/arabiska/"),
        ("/fi/teemat/handarbete/", "/fi/teemat/kasityot/"),
    ],
)
def test_address_of_another_language_redirects(
    client: Client, path: str, to: str
) -> None:
    assert client.get(path)["Location"] == to


def test_former_address_redirects(client: Client) -> None:
    named(factories.theme("crafts"), fi="Kädentaidot", sv="Handarbete")

    assert client.get("/fi/teemat/kasityot/")["Location"] == "/fi/teemat/kadentaidot/"
    assert client.get("/sv/teman/kasityot/")["Location"] == "/sv/teman/handarbete/"


def test_term_that_nothing_uses_yet(client: Client) -> None:
    page = read(client, "/en/themes/unused/")

    assert page.says("There is nothing here right now.")
    assert page.href("Find activities") == "/en/activities/"
    assert [m["content"] for m in page.all("meta", name="robots")] == ["noindex"]


def test_trainings_do_not_count(client: Client) -> None:
    assert read(client, "/en/themes/law/").says("There is nothing here right now.")


def test_tiers_as_in_the_search(client: Client) -> None:
    page = read(client, "/en/municipalities/espoo/")

    assert page.says("2 activities")
    assert page.texts("h3") == ["Ompelukerho", "Verkossa"]
    assert page.href("Filter by language, day or age") == (
        "/en/activities/?municipality=049"
    )
    assert "Vantaalla" not in page.texts("a")


def test_more_than_fit_are_in_the_search(client: Client) -> None:
    for number in range(12):
        factories.activity(f"Kerho {number}", terms={"themes": ["crafts"]})
    page = read(client, "/fi/teemat/kasityot/")

    assert len([h for h in page.texts("h3") if "erho" in h]) == 12
    assert page.href("Näytä kaikki (13)") == "/fi/toiminta/?theme=crafts"


def test_municipality_shows_its_neighbours(client: Client) -> None:
    page = read(client, "/en/municipalities/espoo/")

    assert page.href("Vantaa 1") == "/en/municipalities/vantaa/"
    assert page.href("Kajaani 1") == "/en/municipalities/kajaani/"
    assert "Tampere 0" not in page.texts("a")


def test_region_shows_its_municipalities(client: Client) -> None:
    page = read(client, "/en/regions/uusimaa/")

    assert page.href("Espoo 1") == "/en/municipalities/espoo/"
    assert page.href("Vantaa 1") == "/en/municipalities/vantaa/"
    assert "Kajaani 1" not in page.texts("a")


def test_language_is_named_by_itself(client: Client) -> None:
    page = read(client, "/en/languages/arabia/")

    assert "العربية" in page.texts("span", lang_="ar", dir_="rtl")


def test_place_says_what_is_there_and_what_is_everywhere(client: Client) -> None:
    page = read(client, "/fi/kunnat/espoo/")

    assert "Espoo: 1. Koko Suomessa tai verkossa: 1." in page.text

"""All options of one facet: a plain list that works without JavaScript."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from tests import factories
from tests.guards import read_only
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGE = "/en/activities/filter/theme/"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    for number in range(1, 12):
        factories.activity(
            f"Café {number}",
            price="free" if number % 2 else "paid",
            terms={"themes": [f"theme-{number}", "theme-1"], "languages": ["ar"]},
        )
    factories.activity(
        "Lecture", kind=Kind.TRAINING, terms={"themes": ["theme-1", "law"]}
    )


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("/fi/toiminta/rajaus/theme/", "Teema"),
        ("/sv/verksamhet/filter/theme/", "Tema"),
        (PAGE, "Theme"),
        ("/en/activities/filter/municipality/", "Municipality"),
        ("/en/activities/filter/day/", "Day of the week"),
        ("/en/trainings/filter/theme/", "Theme"),
    ],
)
def test_works(client: Client, url: str, heading: str) -> None:
    assert read(client, url).texts("h1") == [heading]


def test_anonymous(client: Client) -> None:
    assert not client.get(PAGE).cookies


def test_read_only(client: Client) -> None:
    with read_only():
        assert client.get(f"{PAGE}?free=1").status_code == 200


def test_wrong_method(client: Client) -> None:
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("name", ["age", "place", "nothing", "q"])
def test_bad_id(client: Client, name: str) -> None:
    assert client.get(f"/en/activities/filter/{name}/").status_code == 404


def test_bad_input(client: Client) -> None:
    page = read(client, f"{PAGE}?theme=xx&colour=red&q={'x' * 201}")

    assert page.says("left them out: colour, theme=xx.")
    assert page.says("We used the first 200 characters.")


def test_search_page_leads_to_it(client: Client) -> None:
    page = read(client, "/en/activities/?sort=new&page=2&language=ar")

    links = [a["href"] for a in page.all("a") if a.text.startswith("Show all (11)")]
    assert links == [f"{PAGE}?language=ar&sort=new"]


def test_every_option_with_its_count(client: Client) -> None:
    labels = read(client, PAGE).texts("label")

    assert labels == [
        "Theme-1 11",
        *("Theme-10 1", "Theme-11 1"),
        *(f"Theme-{n} 1" for n in range(2, 10)),
    ]


def test_other_filters_count_and_stay(client: Client) -> None:
    page = read(client, f"{PAGE}?free=1&theme=theme-2&q=caf%C3%A9&sort=new")
    ticks = page.all("input", type="checkbox")

    assert [t["value"] for t in ticks if "checked" in t.attributes] == ["theme-2"]
    assert page.texts("label")[:3] == ["Theme-2 0", "Theme-1 6", "Theme-11 1"]
    assert page.hidden() == {("q", "café"), ("free", "1"), ("sort", "new")}
    assert page.all("form")[0]["action"] == "/en/activities/"
    assert page.href("Back to search results") == (
        "/en/activities/?q=caf%C3%A9&theme=theme-2&free=1&sort=new"
    )


def test_ticking_without_javascript(client: Client) -> None:
    """What a browser sends for two ticks finds both themes."""
    page = read(client, PAGE)
    form = page.all("form")[0]
    names = [t["name"] for t in page.all("input", type="checkbox")]

    assert set(names) == {"theme"}
    results = read(client, f"{form['action']}?theme=theme-2&theme=theme-3")
    assert results.texts("h1") == ["2 activities"]


def test_nothing_to_choose(client: Client) -> None:
    page = read(client, f"{PAGE}?q=nothinglikeit")

    assert page.says("There is nothing to choose here with your other filters.")


def test_languages_are_in_their_own_names(client: Client) -> None:
    page = read(client, "/en/activities/filter/language/")

    assert page.texts("span", lang_="ar", dir_="rtl") == ["العربية"]


def test_organisers_by_name(client: Client) -> None:
    page = read(client, "/en/activities/filter/organisation/")

    assert page.texts("label") == ["Kotikulma ry 11"]


def test_not_for_search_engines(client: Client) -> None:
    page = read(client, PAGE)

    assert [m["content"] for m in page.all("meta", name="robots")] == ["noindex"]
    assert page.href("svSvenska") == "/sv/verksamhet/filter/theme/"

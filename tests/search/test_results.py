"""The list of results: pages, tiers under their headings, cards."""

import pytest
from django.test import Client

from tests import factories
from tests.search.reading import Reading, read

pytestmark = pytest.mark.django_db

PAGE = "/en/activities/"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    """45 in Kajaani, and some elsewhere."""
    for number in range(1, 46):
        factories.activity(f"Kajaani {number}", terms={"municipalities": ["205"]})
    factories.activity(
        "Nationwide",
        nationwide=True,
        terms={"municipalities": [], "target_groups": ["women"]},
    )
    factories.activity(
        "Online",
        online=True,
        min_age=18,
        proficiency="a1",
        terms={"municipalities": [], "target_groups": ["young"]},
    )


def titles(page: Reading) -> list[str]:
    return [link.text for tag in ("h2", "h3") for link in page.all("a") if link.text]


def cards(page: Reading) -> list[str]:
    """The titles of the cards, in order."""
    return [label["data-title"] for label in page.all("label") if label["data-title"]]


def test_first_page(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205")

    assert page.texts("h1") == ["47 activities Page 1 of 3"]
    assert len(cards(page)) == 20
    assert page.all("a", rel="next")[0]["href"] == "./?municipality=205&page=2"
    assert not page.all("a", rel="prev")


def test_last_page(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205&page=3&q=")

    assert page.texts("h1") == ["47 activities Page 3 of 3"]
    assert page.title.startswith("47 activities, page 3")
    assert len(cards(page)) == 7
    assert page.all("a", rel="prev")[0]["href"] == "./?municipality=205&page=2"
    assert not page.all("a", rel="next")


def test_every_page_has_other_results(client: Client) -> None:
    seen = [card for n in (1, 2, 3) for card in cards(read(client, f"{PAGE}?page={n}"))]

    assert len(seen) == len(set(seen)) == 47


@pytest.mark.parametrize("number", ["4", "999999999"])
def test_page_beyond_the_last(client: Client, number: str) -> None:
    page = read(client, f"{PAGE}?page={number}")

    assert page.says("There is no such page. This is the last one, page 3.")
    assert page.texts("h1") == ["47 activities Page 3 of 3"]
    assert page.href("fiSuomi") == "/fi/toiminta/?page=3"


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "abc"])
def test_number_that_is_no_page(client: Client, number: str) -> None:
    page = read(client, f"{PAGE}?page={number}")

    assert page.says(f"left them out: page={number}.")
    assert page.texts("h1") == ["47 activities Page 1 of 3"]


def test_page_beyond_an_empty_result(client: Client) -> None:
    page = read(client, f"{PAGE}?q=nothinglikeit&page=2")

    assert page.texts("h1") == ["No activities match your search"]


def test_tiers_have_their_own_headings(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205&page=3")

    assert page.says("Kajaani: 45. All over Finland or online: 2.")
    assert [h for h in page.texts("h2") if "Finland" in h] == [
        "All over Finland and online"
    ]
    assert cards(page)[-2:] == ["Nationwide", "Online"]
    assert page.texts("h2")[1:3] == ["Results", "All over Finland and online"]
    assert {"Nationwide", "Kajaani 45"} <= set(page.texts("h3"))


def test_both_tiers_in_one_heading(client: Client) -> None:
    page = read(client, f"{PAGE}?region=18&target=women&page=3")

    headings = [h for h in page.texts("h2") if " too" in h or "Finland" in h]
    assert headings == [
        "Open to others too",
        "All over Finland and online",
        "All over Finland and online · Open to others too",
    ]
    assert cards(page)[-2:] == ["Nationwide", "Online"]


def test_what_is_not_stated_is_marked(client: Client) -> None:
    page = read(client, f"{PAGE}?age=30&level=a1&online=1&sort=best")
    assert not page.says("Age not stated")

    page = read(client, f"{PAGE}?age=30&level=b1")
    notes = [li for li in page.texts("li") if li.endswith("not stated")]
    assert cards(page)[0] == "Online"
    assert notes == ["Age not stated", "Language level not stated"] * 19


def test_in_other_orders_each_card_says_its_tier(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205&sort=new")

    assert not [h for h in page.texts("h2") if "Finland" in h]
    assert cards(page)[:2] == ["Online", "Nationwide"]
    assert page.texts("li").count("All over Finland and online") == 2


def test_place_counts_name_every_place(client: Client) -> None:
    factories.town("091")
    page = read(client, f"{PAGE}?municipality=205&region=01")

    assert page.says("Kajaani, Uusimaa: 45. All over Finland or online: 2.")
    assert not read(client, PAGE).says("All over Finland or online:")


def test_card_leads_to_the_entry(client: Client) -> None:
    page = read(client, f"{PAGE}?q=nationwide")

    assert page.href("Nationwide").startswith("/en/activities/")
    assert page.href("Nationwide").endswith("-nationwide/")
    assert client.get(page.href("Nationwide")).status_code == 200


def test_ticks_make_a_shortlist_without_javascript(client: Client) -> None:
    page = read(client, f"{PAGE}?municipality=205&page=3")
    ticks = page.all("input", type="checkbox", form="picks")
    form = page.all("form", id="picks")[0]

    assert len(ticks) == 7
    query = "&".join(f"{tick['name']}={tick['value']}" for tick in ticks[-2:])
    shortlist = read(client, f"{form['action']}?{query}")
    assert shortlist.href("Nationwide") == page.href("Nationwide")

"""The shortlist: all of its state is its address."""

import pytest
import segno
from django.test import Client

from activities.models import Activity
from tests import factories
from tests.guards import read_only
from tests.search.reading import Reading, read

pytestmark = pytest.mark.django_db

PAGE = "/en/shortlist/"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    for title in ("Kahvila", "Kerho", "Kurssi"):
        factories.activity(title, phone="040 123 4567")


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    rows = Activity.objects.values_list("public_version__title_fi", "pk")
    return dict(rows)


def query(*ids: int | str) -> str:
    return "?" + "&".join(f"id={pk}" for pk in ids)


def titles(page: Reading) -> list[str]:
    return [h for h in page.texts("h2") if h in ("Kahvila", "Kerho", "Kurssi")]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/fi/poimintalista/", "Poimintalista"),
        ("/sv/urvalslista/", "Urvalslista"),
        (PAGE, "Shortlist"),
    ],
)
def test_works(client: Client, path: str, heading: str, ids: dict[str, int]) -> None:
    page = read(client, path + query(*ids.values()))

    assert page.texts("h1") == [heading]
    assert titles(page) == ["Kahvila", "Kerho", "Kurssi"]
    assert page.says("040 123 4567")


def test_anonymous(client: Client, ids: dict[str, int]) -> None:
    assert not client.get(PAGE + query(ids["Kerho"])).cookies


def test_read_only(client: Client, ids: dict[str, int]) -> None:
    with read_only():
        assert client.get(PAGE + query(*ids.values())).status_code == 200


def test_wrong_method(client: Client) -> None:
    assert client.post(PAGE, {"id": 1, "note": "secret"}).status_code == 405


def test_bad_id(client: Client, ids: dict[str, int]) -> None:
    bad = ["abc", "-1", "1.5", "%00", "9999999999999999999999"]
    page = read(client, f"{PAGE}{query(*bad, ids['Kerho'])}&colour=red")

    assert titles(page) == ["Kerho"]
    assert page.says(
        "left them out: colour, id=abc, id=-1, id=1.5, id=, id=9999999999999999999999."
    )


def test_empty(client: Client) -> None:
    page = read(client, PAGE)

    assert page.href("Find activities") == "/en/activities/"
    assert page.says("Your shortlist is empty.")
    assert not page.all("svg", class_="qr")


def test_order_is_that_of_the_address(client: Client, ids: dict[str, int]) -> None:
    order = ["Kurssi", "Kahvila", "Kerho"]

    assert titles(read(client, PAGE + query(*(ids[t] for t in order)))) == order


def test_twice_is_once(client: Client, ids: dict[str, int]) -> None:
    page = read(client, PAGE + query(ids["Kerho"], f"0{ids['Kerho']}", ids["Kerho"]))

    assert titles(page) == ["Kerho"]


def links(page: Reading, text: str) -> dict[str, str]:
    """Links with a text, by the title that follows it for screen readers."""
    return {
        link.text.removeprefix(text).lstrip(": "): link["href"].split("#")[0]
        for link in page.all("a")
        if link.text.startswith(text)
    }


def test_moves_and_removes(client: Client, ids: dict[str, int]) -> None:
    one, two, three = ids["Kahvila"], ids["Kerho"], ids["Kurssi"]
    page = read(client, PAGE + query(one, two, three))

    assert links(page, "Move up") == {
        "Kerho": PAGE + query(two, one, three),
        "Kurssi": PAGE + query(one, three, two),
    }
    assert links(page, "Move down") == {
        "Kahvila": PAGE + query(two, one, three),
        "Kerho": PAGE + query(one, three, two),
    }
    assert links(page, "Remove from shortlist") == {
        "Kahvila": PAGE + query(two, three),
        "Kerho": PAGE + query(one, three),
        "Kurssi": PAGE + query(one, two),
    }


def test_last_one_can_be_removed(client: Client, ids: dict[str, int]) -> None:
    page = read(client, PAGE + query(ids["Kerho"]))

    assert links(page, "Remove from shortlist") == {"Kerho": PAGE}
    assert not links(page, "Move up")
    assert not links(page, "Move down")


def test_missing_ones_are_said_and_leave_the_address(
    client: Client, ids: dict[str, int]
) -> None:
    gone = Activity.objects.get(pk=ids["Kahvila"])
    gone.withdraw(by=factories.person("Ada"))
    page = read(client, PAGE + query(gone.pk, ids["Kerho"], 987654))

    assert titles(page) == ["Kerho"]
    assert page.says(
        "2 activities are no longer on Kotopolku, so they are not on the list."
    )
    assert page.href("svSvenska") == f"/sv/urvalslista/{query(ids['Kerho'])}"


def test_all_missing(client: Client) -> None:
    page = read(client, PAGE + query(987654))

    assert page.says("1 activity is no longer on Kotopolku")
    assert page.says("Your shortlist is empty.")


def test_too_many(client: Client, ids: dict[str, int]) -> None:
    page = read(client, PAGE + query(ids["Kerho"], *range(900_000, 900_030)))
    assert page.says("A list has at most 30 activities. These are the first ones.")

    page = read(client, PAGE + query(ids["Kerho"], *range(900_000, 900_029)))
    assert not page.says("A list has at most 30 activities.")


def test_languages_keep_the_list(client: Client, ids: dict[str, int]) -> None:
    chosen = query(ids["Kurssi"], ids["Kahvila"])
    page = read(client, f"{PAGE}{chosen}&colour=red")

    assert page.href("fiSuomi") == f"/fi/poimintalista/{chosen}"
    assert page.href("svSvenska") == f"/sv/urvalslista/{chosen}"


def test_qr_code_holds_the_address(client: Client, ids: dict[str, int]) -> None:
    chosen = query(ids["Kurssi"], ids["Kahvila"])
    page = read(client, PAGE + chosen)
    address = f"http://localhost:8000{PAGE}{chosen}"

    assert page.says(address)
    drawn = page.all("path", class_="qr__dots")[0]["d"]
    expected = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, lineclass="qr__dots"
    )
    assert f'd="{drawn}"' in expected
    other = segno.make(f"{address}0", error="m", micro=False).svg_inline()
    assert f'd="{drawn}"' not in other


def test_longest_list_has_a_qr_code(client: Client, kotikulma: object) -> None:
    more = [factories.activity(f"Number {n}").pk for n in range(30)]
    page = read(client, PAGE + query(*more))

    assert page.all("path", class_="qr__dots")
    assert len(page.texts("h2")) >= 30


def test_no_form_sends_the_note(client: Client, ids: dict[str, int]) -> None:
    html = read(client, PAGE + query(ids["Kerho"])).html
    note = html[html.index("<textarea") :]

    assert "name=" not in note[: note.index(">")]
    assert html.count("<textarea") == 1
    before = html[: html.index("<textarea")]
    assert before.count("<form") == before.count("</form")


def test_not_for_search_engines(client: Client, ids: dict[str, int]) -> None:
    page = read(client, PAGE + query(ids["Kerho"]))

    assert [m["content"] for m in page.all("meta", name="robots")] == ["noindex"]

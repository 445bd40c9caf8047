"""The directory of organisations."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from tests import factories
from tests.guards import read_only, same_queries
from tests.search.reading import Reading, read

pytestmark = pytest.mark.django_db

PAGE = "/en/organisations/"
ALL = ["Alku ry", "Kotikulma ry", "Zonta ry", "Äidit ry"]


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    zonta = factories.organisation("Zonta ry", home_municipality=factories.town("049"))
    alku = factories.organisation("Äidit ry", name_sv="Mödrarna rf")
    factories.organisation("Alku ry")
    factories.organisation("Odottava ry", state="pending")
    factories.organisation("Jäähyllä ry", state="suspended")
    for title in ("Kahvila", "Kerho"):
        factories.activity(title, organisation=zonta)
    factories.activity("Luento", organisation=zonta, kind=Kind.TRAINING)
    factories.activity("Vanha", organisation=alku, withdrawn_at="2026-01-01T00:00Z")


def names(page: Reading) -> list[str]:
    return [link.text for link in page.all("a") if link.text.endswith((" ry", " rf"))]


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("/fi/jarjestot/", ALL),
        ("/sv/organisationer/", ["Alku ry", "Kotikulma ry", "Mödrarna rf", "Zonta ry"]),
        (PAGE, ALL),
    ],
)
def test_works(client: Client, path: str, listed: list[str]) -> None:
    page = read(client, path)

    assert len(page.texts("h1")) == 1
    assert names(page) == listed


def test_anonymous(client: Client) -> None:
    assert not client.get(PAGE).cookies


def test_read_only(client: Client) -> None:
    with read_only():
        assert client.get(f"{PAGE}?q=alku&municipality=091").status_code == 200


def test_wrong_method(client: Client) -> None:
    assert client.post(PAGE).status_code == 405


def test_bad_input(client: Client) -> None:
    page = read(client, f"{PAGE}?q=zonta%00&municipality=%00&page=x&colour=red&%FF=1")
    assert names(page) == ["Zonta ry"]
    assert page.says("left them out: colour, \ufffd, municipality=, page=x.")

    page = read(client, f"{PAGE}?municipality=999&q={'x' * 201}")
    assert page.says("left them out: municipality=999.")
    assert page.says("We used the first 200 characters.")


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("q=zonta", ["Zonta ry"]),
        ("q=AIDIT", ["Äidit ry"]),
        ("q=mödrarna", ["Äidit ry"]),
        ("q=ry", ALL),
        ("municipality=049", ["Zonta ry"]),
        ("municipality=091&q=alku", ["Alku ry"]),
        ("municipality=049&q=alku", []),
        ("q=&municipality=", ALL),
    ],
)
def test_filters(client: Client, query: str, listed: list[str]) -> None:
    assert names(read(client, f"{PAGE}?{query}")) == listed


def test_filters_stay_in_the_form(client: Client) -> None:
    page = read(client, f"{PAGE}?q=zonta&municipality=049")
    chosen = [o.text for o in page.all("option") if "selected" in o.attributes]

    assert page.all("input", name="q")[0]["value"] == "zonta"
    assert chosen == ["Espoo"]
    assert page.texts("option") == ["Any", "Espoo", "Helsinki"]


def test_merged_home_municipality(client: Client) -> None:
    old = factories.town("205")
    old.active, old.replaced_by = False, factories.town("049")
    old.save()

    assert names(read(client, f"{PAGE}?municipality=205")) == ["Zonta ry"]


def test_says_how_much_each_offers_now(client: Client) -> None:
    page = read(client, PAGE)
    rows = [li.text for li in page.all("li") if " ry" in li.text]

    assert [row.rsplit(" ", 2)[1:] for row in rows] == [
        ["0", "activities"],
        ["0", "activities"],
        ["3", "activities"],
        ["0", "activities"],
    ]


def test_nobody_of_that_name(client: Client) -> None:
    page = read(client, f"{PAGE}?q=xyzzy")

    assert page.says("No organisation has this name.")
    assert page.href("Show all organisations") == PAGE


def test_pages(client: Client) -> None:
    for number in range(50):
        factories.organisation(f"Seura {number:02} ry")
    first, second = read(client, PAGE), read(client, f"{PAGE}?page=2")

    assert len(names(first)) == 50
    assert len(names(second)) == 4
    assert "page 2" in second.title
    assert names(read(client, f"{PAGE}?page=99")) == names(second)
    assert first.all("a", rel="next")[0]["href"] == "./?page=2"


def test_number_of_queries(client: Client) -> None:
    def add(count: int) -> None:
        for n in range(count):
            one = factories.organisation(f"Seura {count} {n} ry")
            factories.activity("Kerho", organisation=one)

    same_queries(lambda: client.get(PAGE), add)

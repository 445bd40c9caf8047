"""The public page of an organisation."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from organisations.models import Organisation
from tests import factories
from tests.guards import read_only, same_queries
from tests.search.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(kotikulma: Organisation) -> str:
    """Its address in English, with two activities and a training."""
    kotikulma.name_sv = "Hemknuten rf"
    kotikulma.description_fi = "Autamme alkuun."
    kotikulma.email, kotikulma.phone = "koti@example.org", "09 123 4567"
    kotikulma.website = "https://www.example.org/koti"
    kotikulma.save()
    factories.activity("Kahvila")
    factories.activity("Kerho")
    factories.activity("Luento", kind=Kind.TRAINING)
    other = factories.organisation("Naapuriapu ry")
    factories.activity("Muualla", organisation=other)
    return f"/en/organisations/{kotikulma.pk}-kotikulma-ry/"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/fi/jarjestot/{}-kotikulma-ry/", "Kotikulma ry"),
        ("/sv/organisationer/{}-hemknuten-rf/", "Hemknuten rf"),
        ("/en/organisations/{}-kotikulma-ry/", "Kotikulma ry"),
    ],
)
@pytest.mark.usefixtures("page")
def test_works(
    client: Client, kotikulma: Organisation, path: str, heading: str
) -> None:
    url = path.format(kotikulma.pk)
    drawn = read(client, url)

    assert drawn.texts("h1") == [heading]
    assert {"Kahvila", "Kerho", "Luento"} <= set(drawn.texts("a"))
    assert "Muualla" not in drawn.texts("a")
    assert drawn.related("canonical") == {"": f"http://localhost:8000{url}"}


def test_says_who_and_how_to_reach_them(client: Client, page: str) -> None:
    drawn = read(client, page)

    assert drawn.says("Helsinki")
    assert drawn.all("a", href="mailto:koti@example.org")
    assert drawn.all("a", href="tel:091234567")
    assert drawn.all("a", href="https://www.example.org/koti")
    texts = [e for e in drawn.elements if e["lang"] == "fi" and "Autamme" in e.text]
    assert texts


def test_anonymous(client: Client, page: str) -> None:
    assert not client.get(page).cookies


def test_read_only(client: Client, page: str) -> None:
    with read_only():
        assert client.get(page).status_code == 200


def test_wrong_method(client: Client, page: str) -> None:
    assert client.post(page).status_code == 405


@pytest.mark.parametrize("state", ["pending", "rejected", "suspended"])
def test_stranger_sees_only_approved_ones(
    client: Client, page: str, kotikulma: Organisation, state: str
) -> None:
    kotikulma.state = state
    kotikulma.save()

    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    "name", ["987654-x", "0-x", "x", "1", "99999999999999999999-x"]
)
def test_bad_id(client: Client, db: None, name: str) -> None:
    assert client.get(f"/en/organisations/{name}/").status_code == 404


def test_bad_input(client: Client, page: str) -> None:
    assert client.get(f"{page}?%FF=%00&page=x").status_code == 200


def test_only_the_id_decides(
    client: Client, page: str, kotikulma: Organisation
) -> None:
    for other in (f"{kotikulma.pk}-former-name", f"{kotikulma.pk}"):
        assert client.get(f"/en/organisations/{other}/")["Location"] == page


def test_languages_lead_to_each_other(
    client: Client, page: str, kotikulma: Organisation
) -> None:
    drawn = read(client, page)

    swedish = f"/sv/organisationer/{kotikulma.pk}-hemknuten-rf/"
    assert drawn.href("svSvenska") == swedish
    assert drawn.related("alternate")["sv"] == f"http://localhost:8000{swedish}"


def test_nothing_offered_now(client: Client, kotikulma: Organisation) -> None:
    drawn = read(client, f"/en/organisations/{kotikulma.pk}-kotikulma-ry/")

    assert drawn.says("This organisation has no published activities right now.")


def test_number_of_queries(client: Client, page: str) -> None:
    def add(count: int) -> None:
        for _n in range(count):
            factories.activity("Kerho", terms={"languages": ["fi", "ar"]})

    same_queries(lambda: client.get(page), add)

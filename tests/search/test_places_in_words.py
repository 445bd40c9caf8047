"""Places and "for free" among the words of a query become filters, or are offered."""

from urllib.parse import parse_qsl, urlsplit

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
    for code in ("049", "091", "149", "205", "734"):
        factories.town(code)
    for name, kind, town in (
        ("Tapiola", "district", "049"),
        ("Kallio", "district", "091"),
        ("Nummi", "district", "091"),
        ("Nummi", "district", "205"),
        ("Sepänkylä", "place", "205"),
        ("Nagu", "place", "205"),
        ("Metsä", "place", "205"),
    ):
        place = Place.objects.create(code=f"{town} {name}", kind=kind, name_fi=name)
        place.municipalities.add(factories.town(town))
    Postcode.objects.create(
        code="02100",
        municipality=factories.town("049"),
        post_office_fi="Espoo",
        post_office_sv="Esbo",
    )
    refresh_name_forms()
    espoo, helsinki = {"municipalities": ["049"]}, {"municipalities": ["091"]}
    factories.activity("Suomen kurssi", price="free", terms=espoo)
    factories.activity("Lauluilta", summary_fi="Nagu laulaa.", terms=helsinki)


def led(client: Client, q: str, **more: str) -> list[tuple[str, str]]:
    """The parameters to which a query leads."""
    response = client.get(PAGE, {"q": q, **more})
    return parse_qsl(urlsplit(response["Location"]).query)


@pytest.mark.parametrize(
    ("typed", "q", "place"),
    [
        ("suomen kurssi Espoossa", "suomen kurssi", "049"),
        ("SUOMEN KURSSI ESPOO", "SUOMEN KURSSI", "049"),
        ("kurs i Esbo", "kurs", "049"),
        ("where can I sing in Espoo?", "sing", "049"),
        ("kurssi 02100", "kurssi", "049"),
        ("kahvila Tapiolassa", "kahvila", "049"),
        # A town is meant, though its name is a forest, too.
        ("kerho Salossa", "kerho", "734"),
        ("kerho salo", "kerho", "734"),
        # A village that no entry speaks of.
        ("Sepänkylässä kerho", "kerho", "205"),
    ],
)
def test_place_becomes_a_filter(client: Client, typed: str, q: str, place: str) -> None:
    assert led(client, typed) == [("q", q), ("municipality", place)]


@pytest.mark.parametrize(
    "typed", ["Espoossa", "missä Espoossa?", "activities in Espoo"]
)
def test_place_alone_leaves_no_words(client: Client, typed: str) -> None:
    assert led(client, typed) == [("municipality", "049")]


def test_region_and_towns(client: Client) -> None:
    assert led(client, "kerho Uudellamaalla") == [("q", "kerho"), ("region", "01")]
    assert led(client, "kerho Espoo tai Salo") == [
        ("q", "kerho"),
        ("municipality", "049"),
        ("municipality", "734"),
    ]


def test_place_is_added_to_the_other_filters(client: Client) -> None:
    response = client.get(f"{PAGE}?q=kerho+Espoossa&municipality=734&free=1&page=2")

    assert set(parse_qsl(urlsplit(response["Location"]).query)) == {
        ("q", "kerho"),
        ("municipality", "734"),
        ("municipality", "049"),
        ("free", "1"),
    }


def test_surroundings_decide_what_is_meant(client: Client) -> None:
    assert led(client, "kerho Nummi Kajaani") == [
        ("q", "kerho"),
        ("municipality", "205"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        '"Espoo" kerho',
        "”Salo”",
        # other words than the names of Lahti, Inkoo and Metsä are
        "lähteä",
        "inga",
        # ordinary words
        "kallio",
        "metsään",
        # in the words of an entry
        "Nagu",
        "kerho",
    ],
)
def test_stays_a_word(client: Client, typed: str) -> None:
    assert client.get(PAGE, {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kerho Kalliossa", {"Kallio (Helsinki)": "091"}),
        ("kerho Nummi", {"Nummi (Helsinki)": "091", "Nummi (Kajaani)": "205"}),
        ("Nagu kerho", {"Nagu (Kajaani)": "205"}),
    ],
)
def test_what_may_be_a_place_is_offered(
    client: Client, typed: str, offered: dict[str, str]
) -> None:
    page = read(client, f"{PAGE}?q={typed}&free=1")

    assert page.says("Did you mean a place?")
    for label, code in offered.items():
        assert page.href(label) == f"{PAGE}?q=kerho&municipality={code}&free=1"


@pytest.mark.parametrize("typed", ["kerho", "metsään", "mitä", '"Kallio"'])
def test_other_words_are_not_offered_as_places(client: Client, typed: str) -> None:
    assert not read(client, f"{PAGE}?q={typed}").says("Did you mean a place?")


def test_way_back_to_the_word(client: Client) -> None:
    page = read(client, f"{PAGE}?q=kerho&municipality=734&free=1")
    back = page.href("Search for the word “Salo” instead")

    assert parse_qsl(urlsplit(back).query) == [("q", 'kerho "Salo"'), ("free", "1")]
    assert client.get(back).status_code == 200


@pytest.mark.parametrize(
    "query", ["municipality=049", "municipality=734&region=01", "region=01", ""]
)
def test_no_way_back_to_what_is_no_word(client: Client, query: str) -> None:
    assert not read(client, f"{PAGE}?{query}").says("Search for the word")


def test_removed_chip_leaves_the_words(client: Client) -> None:
    page = read(client, f"{PAGE}?q=kerho&municipality=049")

    assert page.href("Remove filter: Espoo") == f"{PAGE}?q=kerho"


@pytest.mark.parametrize(
    ("typed", "q"),
    [
        ("maksuton suomen kurssi", "suomen kurssi"),
        ("ilmaista ruokaa", "ruokaa"),
        ("gratis kurs", "kurs"),
        ("kostnadsfria kurser", "kurser"),
        ("course free of charge", "course"),
        ("where can I learn Finnish for free", "learn Finnish"),
    ],
)
def test_for_free_becomes_a_filter(client: Client, typed: str, q: str) -> None:
    assert led(client, typed) == [("q", q), ("free", "1")]


@pytest.mark.parametrize("typed", ["free time", '"free" course'])
def test_other_free_stays_a_word(client: Client, typed: str) -> None:
    assert client.get(PAGE, {"q": typed}).status_code == 200

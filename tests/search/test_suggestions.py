"""What is suggested while somebody types."""

import pytest
from django.test import Client

from activities import documents
from activities.models import TermWord
from organisations.models import Organisation
from regions.models import Municipality, Place, Postcode, Region
from regions.name_forms import refresh_name_forms
from tests import factories
from tests.guards import GuardedClient, same_queries
from tests.search.asking import statements
from tests.search.reading import Reading
from tests.search.suggesting import (
    in_each,
    make_names,
    options,
    queries,
    suggested,
    url,
)

pytestmark = pytest.mark.django_db
CAFE = ("Kielikahvila", "Språkcafé", "Language café")


@pytest.fixture(autouse=True)
def _names(db: None) -> None:
    make_names()


def test_works(client: Client) -> None:
    answer = client.get(url("what", "en"), {"text": "lang"})

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    drawn = Reading(answer.content.decode())
    assert drawn.texts("p") == ["1 suggestion"]
    (option,) = drawn.all("li", role="option")
    assert option.text == "Language café Type of activity"
    assert option["data-query"] == "format=language-cafe"
    assert option["aria-selected"] == "false"


@pytest.mark.parametrize("text", ["", "  ", "xyzzy", "!?", "\0\x07", "e" * 101])
def test_nothing(text: str) -> None:
    assert not options("what", text)
    assert not options("where", text)


def test_browsers_keep_answers_and_ask_whether_they_are_new(client: Client) -> None:
    first = client.get(url("what"), {"text": "kie"})
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert first.headers["Cache-Control"] == "public, max-age=60"

    etag = first.headers["ETag"]
    same = client.get(url("what"), {"text": "kie"}, headers={"if-none-match": etag})
    assert same.status_code == 304
    other = client.get(url("what"), {"text": "m"}, headers={"if-none-match": etag})
    assert other.status_code == 200


def test_unknown_field(client: Client) -> None:
    assert client.get(url("which")).status_code == 404


@pytest.mark.parametrize(
    "text", ["kie" * 1_000, "%0\0'\"--;", "<script>", "\u202e", "🧶", "ki\ne", "(("]
)
@pytest.mark.parametrize("field", ["what", "where"])
def test_bad_input(field: str, text: str) -> None:
    assert not options(field, text, page="x", kind="nothing", theme="<b>")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("text", ["kielik", "sprakc", "Språkc", "language c"])
def test_names_of_every_language(text: str, language: str) -> None:
    name = dict(zip(("fi", "sv", "en"), CAFE, strict=True))[language]

    assert suggested("what", text, language) == [name]


def test_name_of_another_language_is_shown_beside() -> None:
    (option,) = options("where", "helsingf", "fi")
    drawn = GuardedClient().get(url("where"), {"text": "helsingf"})

    assert option.text == "Helsinki Helsingfors · Kunta"
    assert '<bdi lang="sv">Helsingfors</bdi>' in drawn.content.decode()


@pytest.mark.parametrize("text", ["arab", "العر"])
def test_language_is_named_in_itself(text: str) -> None:
    answer = GuardedClient().get(url("what"), {"text": text}).content.decode()

    assert '<span lang="ar" dir="rtl">العربية</span>' in answer
    assert "arabia</bdi>" in answer


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("what", "aid", "Äidit"),
        ("what", "ÄID", "Äidit"),
        ("where", "aanek", "Äänekoski"),
        ("where", "äänek", "Äänekoski"),
    ],
)
def test_dots_may_be_missing(field: str, text: str, expected: str) -> None:
    Municipality.objects.filter(code="205").update(
        **in_each("Äänekoski", "Äänekoski", "Äänekoski")
    )

    assert suggested(field, text) == [expected]


def test_nearest_names_come_first() -> None:
    for code, name in (
        ("a", "Avoin sali"),
        ("b", "Salibandy"),
        ("c", "Sali"),
        ("d", "Uimasali"),
        ("e", "Avoin salikerho"),
    ):
        factories.theme(code, **in_each(name, name, name))

    found = suggested("what", "sali")

    assert found == ["Sali", "Salibandy", "Avoin sali", "Avoin salikerho", "Uimasali"]


def test_words_may_come_in_any_order_and_together() -> None:
    region = Region.objects.get(code="18")
    region.name_fi = "Pohjois-Savo"
    region.save()

    for text in ("pohjois s", "savo poh", "pohjoiss", "Pohjois-Savo"):
        assert suggested("where", text) == ["Pohjois-Savo"], text


def test_there_are_eight_at_most() -> None:
    for number in range(12):
        factories.theme(f"k{number}", **in_each(*[f"Kerho {number}"] * 3))

    assert len(suggested("what", "kerho")) == 8


def test_synonym_leads_to_its_term_and_is_never_shown() -> None:
    sport = factories.theme("sport")
    TermWord.objects.create(
        theme=sport, word="urheilu", language_code="fi", relation="synonym"
    )
    answer = GuardedClient().get(url("what"), {"text": "urh"}).content.decode()

    assert 'data-query="theme=sport"' in answer
    assert "urheilu" not in answer.lower()


def test_markup_in_names_is_text() -> None:
    name = '<b onclick="x()">"Kahvi" & co</b>'
    Organisation.objects.filter(pk=factories.organisation().pk).update(name_fi=name)
    answer = GuardedClient().get(url("what"), {"text": "kahvi"}).content.decode()

    assert "<b " not in answer
    assert name in suggested("what", "kahvi")


def test_only_approved_organisations() -> None:
    factories.organisation("Tupa ry", state="pending")
    factories.organisation("Uusi tupa ry")

    assert suggested("what", "tupa") == ["Uusi tupa ry"]


def test_places() -> None:
    espoo, helsinki = factories.town("049"), factories.town("091")
    for code, kind, name, town in (
        ("tapiola", "district", "Tapiola", espoo),
        ("kallio", "district", "Tapulikaupunki", helsinki),
        ("kyla", "place", "Espoo", helsinki),
    ):
        place = Place.objects.create(code=code, kind=kind, name_fi=name)
        place.municipalities.add(town)
    Postcode.objects.create(code="02100", municipality=espoo)
    refresh_name_forms()

    assert suggested("where", "tap") == ["Tapiola (Espoo)", "Tapulikaupunki (Helsinki)"]
    assert queries("where", "tap") == ["municipality=049", "municipality=091"]
    assert suggested("where", "021", "sv") == ["02100 Esbo"]
    # As in what people type, who writes Espoo means the town.
    assert suggested("where", "espoo") == ["Espoo"]
    assert suggested("where", "uusim") == ["Uusimaa"]
    assert suggested("what", "tapiola") == []
    assert suggested("where", "Tapiolassa") == ["Tapiola (Espoo)"]


def test_former_name_leads_to_what_replaced_it() -> None:
    old = factories.town("092")
    Municipality.objects.filter(pk=old.pk).update(
        active=False, replaced_by=factories.town("091")
    )

    (option,) = options("where", "vant")

    assert option.text == "Helsinki Vantaa · Kunta"
    assert option["data-query"] == "municipality=091"


def test_numbers_are_those_of_the_other_choices() -> None:
    cafes = {"formats": ["language-cafe"]}
    factories.activity(terms=cafes)
    factories.activity(terms={**cafes, "municipalities": ["049"], "languages": ["ar"]})
    factories.activity(kind="training", terms=cafes)
    assert [o.text for o in options("what", "kieli")] == ["Kielikahvila Toimintamuoto"]
    refresh_name_forms()
    documents.rebuild()

    def counted(**others: str) -> list[str]:
        found = options("what", "kielik", "en", **others)
        return [option.text.split(" activit")[0] for option in found]

    assert counted() == ["Language café 22"]
    assert counted(where="Espoossa") == ["Language café 11"]
    assert counted(language="ar", q="nothing") == ["Language café 11"]
    assert counted(kind="training") == ["Language café 11"]
    assert counted(format="other") == ["Language café 22"]
    # What would find nothing is no help, but a place may have what is online.
    assert counted(municipality="205") == []
    assert suggested("what", "liik") == []
    assert [one.text for one in options("where", "kajaa")] == ["Kajaani Kunta"]


def test_many_names_need_no_more_queries(client: Client) -> None:
    def add(count: int) -> None:
        for number in range(count):
            factories.theme(f"kieli-{count}-{number}")
            factories.organisation(f"Kieliseura {count}-{number} ry")

    same_queries(lambda: client.get(url("what"), {"text": "kieli"}), add)
    same_queries(lambda: client.get(url("where"), {"text": "esp"}), add)


def test_memory_answers_where_there_is_an_index(client: Client) -> None:
    documents.rebuild()
    for field, text in (("what", "kie"), ("where", "esp"), ("where", "Espoossa")):
        client.get(url(field), {"text": text})

        def ask(field: str = field, text: str = text) -> None:
            client.get(url(field), {"text": text, "language": "ar", "where": "Espoo"})

        assert not statements(ask)

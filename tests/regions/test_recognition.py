import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import Municipality, Region
from regions.recognition import recognise
from tests.guards import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_places")]

# The name of a municipality or a region -> ways to write it.
WRITTEN = {
    "Helsinki": "Helsinki, HELSINKI, Helsingin, Helsingissä, Helsingistä, Helsinkiin, "
    "Helsinkiä, Helsinkissä, helsingissa, Helsingfors, Helsinki's, city of Helsinki, "
    "Helsingfors stad, Helsingin kaupunki, i Helsingfors",
    "Espoo": "Espoo, Espoon, Espoossa, Espoosta, Espooseen, Espoota, Esbo, Esbos, "
    "i Esbo, Espoon kaupunki, Espoon keskustassa",
    "Vantaa": "Vantaalla, Vantaalta, Vantaalle, Vantaan, Vanda, in Vantaa",
    "Turku": "Turussa, Turusta, Turkuun, Turun, Turkua, Åbo, Abo, TURKU/ÅBO",
    "Tampere": "Tampereella, Tampereelta, Tampereelle, Tampereen, Tamperetta",
    "Lahti": "Lahdessa, Lahdesta, Lahteen, Lahden, Lahtis",
    "Kuopio": "Kuopiossa, Kuopioon, Kuopion",
    "Oulu": "Oulussa, Ouluun, Oulun, Uleåborg, Uleaborg",
    "Kokkola": "Kokkolaan, Kokkolassa, Karleby",
    "Seinäjoki": "Seinäjoella, Seinäjoelle, Seinäjoen, Seinäjokea, seinajoella",
    "Rovaniemi": "Rovaniemellä, Rovaniemelle, Rovaniemen",
    "Jyväskylä": "Jyväskylässä, Jyväskylään, Jyväskylän, jyvaskylaan",
    "Lappeenranta": "Lappeenrannassa, Lappeenrantaan, Villmanstrand",
    "Raasepori": "Raaseporissa, Raaseporiin, Raseborg",
    "Kauniainen": "Kauniaisissa, Kauniaisiin, Kauniaisten, Grankulla",
    "Pori": "Pori, Porin, Porissa, Poriin, Björneborg",
    "Vaasa": "near Vaasa, lähellä Vaasaa, nära Vasa, Vaasassa, Vaasan",
    "Hämeenlinna": "Hämeenlinnassa, Hämeenlinnan, Tavastehus",
    "Riihimäki": "Riihimäellä, Riihimäen, Riihimäelle",
    "Virrat": "Virroilla, Virtain, Virroille",
    "Pihtipudas": "Pihtiputaalla, Pihtiputaan",
    "Punkalaidun": "Punkalaitumella, Punkalaitumen",
    "Nurmes": "Nurmeksessa, Nurmeksen, Nurmekseen",
    "Kannus": "Kannuksessa, Kannuksen",
    "Varkaus": "Varkaudessa, Varkauteen, Varkauden",
    "Alavus": "Alavudella, Alavo",
    "Orivesi": "Orivedellä, Oriveden, Orivedelle",
    "Kitee": "Kiteellä, Kiteen",
    "Raahe": "Raahessa, Raaheen, Brahestad",
    "Rautalampi": "Rautalammilla, Rautalammin",
    "Outokumpu": "Outokummussa, Outokumpuun",
    "Vihti": "Vihdissä, Vihtiin, Vihdin, Vichtis",
    "Loppi": "Lopella, Lopen",
    "Hanko": "Hangossa, Hankoon, Hangö",
    "Ii": "Ii, Iissä, Iihin, Iin",
    "Kankaanpää": "Kankaanpäässä, Kankaanpäähän",
    "Kruunupyy": "Kruunupyyssä, Kruunupyyhyn, Kronoby",
    "Uusikaupunki": "Uudessakaupungissa, Uuteenkaupunkiin, Uudenkaupungin, Nystad",
    "Uusikaarlepyy": "Uudessakaarlepyyssä, Nykarleby",
    "Isokyrö": "Isossakyrössä, Isonkyrön, Isoonkyröön",
    "Mänttä-Vilppula": "Mänttä-Vilppulassa, Mänttä Vilppula, manttavilppula",
    "Koski Tl": "Koski Tl, Koski, Koskella, Kosken Tl, Koskis",
    "Pedersören kunta": "Pedersöre, Pedersören kunta, Pedersöressä, kommunen Pedersöre",
    "Luhanka": "Luhangassa",
    "Leppävirta": "Leppävirralla",
    "Vesanto": "Vesannolla",
    "Hailuoto": "Hailuodossa, Hailuodolla",
    "Iitti": "Iitissä",
    "Juuka": "Juuassa, Juukaan",
    "Kotka": "Kotkassa, Kotkaan",
    "Sund": "Sund, Sundissa, Sundiin",
    "Maarianhamina": "Mariehamn, i Mariehamn, Maarianhaminassa",
    "Uusimaa": "Uusimaa, Uudellamaalla, Uudenmaan maakunta, Uudellemaalle, Nyland",
    "Pirkanmaa": "Pirkanmaalla, Pirkanmaan, Birkaland",
    "Pohjois-Pohjanmaa": "Pohjois-Pohjanmaalla, pohjois pohjanmaa, Pohjoispohjanmaalla",
    "Pohjanmaa": "Pohjanmaalla, Österbotten, Ostrobothnia",
    "Kainuu": "Kainuussa, Kainuuseen, Kajanaland",
    "Varsinais-Suomi": "Varsinais-Suomessa, Southwest Finland, Egentliga Finland",
    "Kanta-Häme": "Kanta-Hämeessä, Kanta-Hämeen",
    "Pohjois-Savo": "Pohjois-Savossa, Norra Savolax, North Savo, Northern Savonia",
    "Satakunta": "Satakunnassa, Satakuntaan",
    "Ahvenanmaa": "Ahvenanmaalla, Åland, på Åland",
}


def labels(text: str) -> list[str]:
    return [one.label for one in recognise(text)]


@pytest.mark.parametrize("name", WRITTEN)
def test_knows_every_form(name: str) -> None:
    forms = WRITTEN[name].split(", ")

    assert {form: labels(form) for form in forms} == {form: [name] for form in forms}


def test_examples_are_many() -> None:
    assert sum(len(forms.split(", ")) for forms in WRITTEN.values()) > 170


def test_knows_every_official_name() -> None:
    for place in (*Municipality.objects.all(), *Region.objects.all()):
        for name in {place.name_fi, place.name_sv, place.name_en}:
            first = recognise(name)[0]
            assert place.code in (*first.municipalities, first.region), name


def test_knows_every_municipality_in_the_genitive() -> None:
    """Names that end in a vowel other than e and i take an n, in the weak grade."""
    for municipality in Municipality.objects.exclude(languages="sv"):
        name = municipality.name_fi
        if name[-2:] in ("aa", "oo", "uu", "la", "lä", "io", "ra", "na", "va", "ja"):
            assert recognise(f"{name}n")[0].label == name


def test_gives_the_filter() -> None:
    (espoo,) = recognise("Espoossa")
    (uusimaa,) = recognise("Uudellamaalla")

    assert (espoo.kind, espoo.municipalities, espoo.region) == (
        "municipality",
        ("049",),
        "",
    )
    assert (uusimaa.kind, uusimaa.municipalities, uusimaa.region) == (
        "region",
        (),
        "01",
    )


@pytest.mark.parametrize(
    "text", ["02100", "02100 Espoo", "FI-02100 ESBO", "Espoo 02100"]
)
def test_postcode_is_its_municipality(text: str) -> None:
    (found,) = recognise(text)

    assert (found.kind, found.label) == ("postcode", "02100 Espoo")
    assert found.municipalities == ("049",)


def test_unknown_postcode_leaves_the_name() -> None:
    assert recognise("00000") == []
    assert labels("00000 Espoo") == ["Espoo"]


def test_postcode_of_another_municipality_is_offered_beside_it() -> None:
    assert labels("02100 Helsinki") == ["02100 Espoo", "Helsinki"]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Tapiola", "district", "Tapiola (Espoo)"),
        ("Tapiolassa", "district", "Tapiola (Espoo)"),
        ("hagalund", "district", "Tapiola (Espoo)"),
        ("Espoon keskuksessa", "district", "Espoon keskus (Espoo)"),
        ("Kampissa", "district", "Kamppi (Helsinki)"),
        ("Myyrmäessä", "district", "Myyrmäki (Vantaa)"),
        ("Vanhassa Vaasassa", "district", "Vanha Vaasa (Vaasa)"),
        ("Port Arthurissa", "district", "Port Arthur (Turku)"),
        ("S:t Marie", "district", "Maaria (Turku)"),
        ("kahvila Kalliossa", "district", "Kallio (Helsinki)"),
        ("Längelmäellä", "place", "Längelmäki (Jämsä, Orivesi)"),
        # A part of a town and a village of one municipality are one meaning.
        ("Palokka", "district", "Palokka (Jyväskylä)"),
    ],
)
def test_parts_of_towns_and_villages(text: str, kind: str, label: str) -> None:
    assert [(one.kind, one.label) for one in recognise(text)] == [(kind, label)]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Lappi", ["Lappi", "Lappi (Rauma)"]),
        ("Lapissa", ["Lappi", "Lappi (Rauma)"]),
        ("Tammela", ["Tammela", "Tammela (Tampere)"]),
        ("Brändö", ["Brändö", "Palosaari (Vaasa)"]),
        ("Böle", ["Pasila (Helsinki)", "Böle (Närpiö)"]),
        ("Nummi", ["Nummi (Hämeenlinna)", "Nummi (Lohja)"]),
        ("Helsinki, Espoo", ["Helsinki", "Espoo"]),
        ("Helsinki-Vantaa", ["Helsinki", "Vantaa"]),
        ("Kuopio tai Pohjois-Savo", ["Kuopio"]),
    ],
)
def test_meanings_are_offered_best_first(text: str, offered: list[str]) -> None:
    assert labels(text) == offered


def test_two_parts_of_towns_of_one_name_are_both_offered() -> None:
    assert labels("Rajakylä") == ["Rajakylä (Vantaa)", "Rajakylä (Oulu)"]


@pytest.mark.parametrize("text", ["Tornio", "Lappo", "Mariehamn", "Tornion"])
def test_a_village_does_not_drown_a_municipality(text: str) -> None:
    (found,) = recognise(text)

    assert found.kind == "municipality"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nummi, Hämeenlinna", "Hämeenlinna"),
        ("Nummi Lohja", "Lohja"),
        ("Tammela, Tampere", "Tampere"),
        ("Tampereen Tammelassa", "Tampere"),
        ("Lappi, Rauma", "Rauma"),
        ("Lappi, Satakunta", "Lappi (Rauma)"),
        ("Pori, Satakunta", "Pori"),
        ("Kallio, Uusimaa", "Kallio (Helsinki)"),
    ],
)
def test_surroundings_decide(text: str, label: str) -> None:
    assert labels(text) == [label]


def test_label_is_in_the_active_language() -> None:
    with override("sv"):
        assert labels("Espoossa") == ["Esbo"]
        assert labels("Tapiola") == ["Hagalund (Esbo)"]
        assert labels("Kainuussa") == ["Kajanaland"]
        assert labels("02100") == ["02100 Esbo"]
    with override("en"):
        assert labels("Tapiola") == ["Tapiola (Espoo)"]
        assert labels("Lapland") == ["Lapland"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?!",
        "\x00",
        "Atlantis",
        "suomessa",
        "koko Suomi",
        "hela Finland",
        "kaupungin keskustassa",
        "in the city",
        "på landet",
        "near me",
        "lähellä kotia",
        "12345678",
        "Москва",
        "x" * 5000,
    ],
)
def test_nothing_known(text: str) -> None:
    assert recognise(text) == []


def test_a_long_text_is_cut() -> None:
    assert labels("Espoo " + "x" * 10_000) == ["Espoo"]
    assert labels("x " * 100 + "Espoo") == []


@pytest.mark.parametrize("text", ["\x00Espoo\x1f\x7f", "Esp\u00adoo", "\ud800 Espoo"])
def test_invisible_characters_do_not_matter(text: str) -> None:
    assert labels(text) == ["Espoo"]


@given(st.one_of(st.text(), st.text(st.sampled_from("Espoin Lat,-02100\x00'"))))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_never_fails(text: str) -> None:
    for one in recognise(text):
        assert one.label
        assert bool(one.municipalities) is not bool(one.region)


@pytest.mark.parametrize("text", ["Espoossa", "02100 Tapiola, Espoo", "Lappi " * 9])
def test_needs_few_queries(text: str) -> None:
    assert count_queries(lambda: recognise(text)) <= 3

"""Short, old and wider names, and those in the cases of places."""

import pytest

from regions.recognition import recognise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_places")]


@pytest.mark.parametrize("text", ["Itä-Uusimaa", "Itä-Uudellamaalla", "Östra Nyland"])
def test_former_region_is_its_municipalities(text: str) -> None:
    (found,) = recognise(text)

    assert found.municipalities == ("018", "407", "434", "504", "616", "638", "753")


@pytest.mark.parametrize("text", ["Åboland", "i Åboland", "Turunmaalla", "aboland"])
def test_archipelago_is_its_municipalities(text: str) -> None:
    (found,) = recognise(text)

    assert found.municipalities == ("322", "445")


CAPITAL = ("049", "091", "092", "235")


@pytest.mark.parametrize(
    "text",
    [
        "Pääkaupunkiseutu",
        "pääkaupunkiseudulla",
        "Pääkaupunkiseudulle",
        "i huvudstadsregionen",
        "in Helsinki region",
        "the capital region",
    ],
)
def test_area_is_its_municipalities(text: str) -> None:
    (found,) = recognise(text)

    assert found.municipalities == CAPITAL


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("Hki, hki:ssa, Stadi, Stadissa, Stadin, Hesassa, i Helsingfors", "091"),
        ("Tku, Åbo, Åbos, 20100 Turku", "853"),
        ("Tre, Manse, Mansessa, Tampereelta, Tampereelle", "837"),
        ("Jkl, Jyväskylästä", "179"),
        ("Virroilla, Virroilta, Virroille, Virtain", "936"),
        ("Kauniaisissa, Kauniaisista, Kauniaisiin, Grankulla", "235"),
        ("Uudessakaupungissa, Uudestakaupungista, Uuteenkaupunkiin", "895"),
        ("Mänttä-Vilppulassa, Mänttä-Vilppulaan, Mänttä-Vilppulasta", "508"),
        ("00100 Helsinki, 00100", "091"),
    ],
)
def test_towns_as_people_write_them(texts: str, code: str) -> None:
    found = {text: recognise(text)[0].municipalities for text in texts.split(", ")}

    assert found == dict.fromkeys(found, (code,))


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("Varsinais-Suomessa, Varsinais-Suomesta, Varsinais-Suomeen", "02"),
        ("Keski-Pohjanmaalla, Keski-Pohjanmaalta, Keski-Pohjanmaalle", "16"),
        ("Etelä-Karjalassa, Etelä-Karjalasta, Etelä-Karjalaan", "09"),
        ("Uudellamaalla, Uudeltamaalta, Uudellemaalle, Nylands", "01"),
        ("Päijät-Hämeessä, Päijät-Hämeestä, Päijät-Hämeeseen", "07"),
        ("Österbottens, i Österbotten, Pohjanmaalla", "15"),
    ],
)
def test_regions_in_the_cases_of_places(texts: str, code: str) -> None:
    found = {
        text: [one.region for one in recognise(text)] for text in texts.split(", ")
    }

    assert found == {text: [code] for text in found}


@pytest.mark.parametrize("text", ["Savossa", "Savolax"])
def test_old_province_is_each_of_its_regions(text: str) -> None:
    assert [one.region for one in recognise(text)] == ["10", "11"]

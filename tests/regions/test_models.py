import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override
from pytest_django import Settings

from regions.models import (
    AreaMunicipality,
    ModerationArea,
    Municipality,
    NameForm,
    Place,
    Postcode,
    Region,
)
from tests.guards import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_places")]


@pytest.fixture
def espoo() -> Municipality:
    return Municipality.objects.get(code="049")


def test_division_in_force_is_a_setting(
    espoo: Municipality, settings: Settings
) -> None:
    names = {}
    for division in ("ely-2025", "evk-2026"):
        settings.MODERATION_DIVISION = division
        assert espoo.area is not None
        assert espoo.area in ModerationArea.objects.in_force()
        names[division, ModerationArea.objects.in_force().count()] = espoo.area.name_en

    assert names == {
        ("ely-2025", 16): "Uusimaa ELY Centre",
        ("evk-2026", 11): "Uusimaa Economic Development Centre",
    }


def test_every_municipality_is_in_one_area_of_each_division(
    settings: Settings,
) -> None:
    for division in ("ely-2025", "evk-2026"):
        settings.MODERATION_DIVISION = division
        municipalities = Municipality.objects.prefetch_related("areas")
        assert all(municipality.area for municipality in municipalities)


def test_second_area_of_a_division_is_refused(espoo: Municipality) -> None:
    lapland = ModerationArea.objects.get(division="ely-2025", code="15")
    second = AreaMunicipality(municipality=espoo, area=lapland)

    with override("en"), pytest.raises(ValidationError, match="another area"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_code_is_given_once_in_a_division() -> None:
    names = dict.fromkeys(("name_fi", "name_sv", "name_en"), "Uusi")
    again = ModerationArea(division="ely-2025", code="15", **names)

    with override("en"), pytest.raises(ValidationError, match="area with this code"):
        again.full_clean()


def test_municipality_without_area(espoo: Municipality) -> None:
    espoo.areas.clear()

    assert espoo.area is None


def test_areas_are_fetched_ahead() -> None:
    def show() -> None:
        for municipality in Municipality.objects.prefetch_related("areas")[:9]:
            assert municipality.area

    assert count_queries(show) == 2


def test_in_region_and_in_area() -> None:
    aland = Region.objects.get(code="21")
    lapland = ModerationArea.objects.get(division="evk-2026", code="10")

    assert Municipality.objects.in_region(aland).count() == 16
    assert Municipality.objects.in_area(lapland).in_region(aland).count() == 0
    assert Municipality.objects.in_area(lapland).count() == 21


def test_nearest_first_without_itself(espoo: Municipality) -> None:
    near = Municipality.objects.active().nearest_to(espoo, 3)

    assert [str(municipality) for municipality in near] == [
        "Kauniainen",
        "Kirkkonummi",
        "Helsinki",
    ]
    assert Municipality.objects.none().nearest_to(espoo, 3) == []


def test_kilometres(espoo: Municipality) -> None:
    utsjoki = Municipality.objects.get(code="890")

    assert espoo.kilometres_to(utsjoki) == pytest.approx(1080, abs=15)
    assert espoo.kilometres_to(espoo) == 0


def test_postcode_has_five_digits(espoo: Municipality) -> None:
    short = Postcode(
        code="2100", municipality=espoo, post_office_fi="x", post_office_sv="x"
    )

    with override("en"), pytest.raises(ValidationError, match="five digits"):
        short.full_clean()


def test_place_is_called_by_its_name_in_swedish_if_it_has_one() -> None:
    tapiola = Place.objects.get(name_fi="Tapiola")
    hervanta = Place.objects.get(name_fi="Hervanta")

    assert tapiola.is_district
    with override("sv"):
        assert [str(tapiola), str(hervanta)] == ["Hagalund", "Hervanta"]
    with override("en"):
        assert str(tapiola) == "Tapiola"


def test_a_form_means_one_thing(espoo: Municipality) -> None:
    form = NameForm(form="espoo", whole=True, municipality=espoo, region=espoo.region)

    with pytest.raises(IntegrityError), transaction.atomic():
        form.save()


def test_rows_have_names(espoo: Municipality) -> None:
    area = AreaMunicipality.objects.get(municipality=espoo, division="ely-2025")

    assert str(area) == "Espoo – Uudenmaan ELY-keskus"
    assert str(Postcode.objects.get(code="02100")) == "02100"
    assert str(NameForm(form="espoo")) == "espoo"

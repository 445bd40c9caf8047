"""A municipality as people write it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from organisations.fields import MunicipalityField, SuggestingInput
from regions.models import NameForm, Place, Postcode
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> MunicipalityField:
    for code in ("049", "091", "837"):
        factories.town(code)
    return MunicipalityField()


@pytest.mark.parametrize("typed", ["Espoo", "esbo", " ESPOO ", "Ésbo"])
def test_by_name(field: MunicipalityField, typed: str) -> None:
    assert field.clean(typed).code == "049"


def test_by_postcode(field: MunicipalityField) -> None:
    Postcode.objects.create(code="02100", municipality=factories.town("049"))

    assert field.clean("02100").code == "049"


def test_with_several_meanings(field: MunicipalityField) -> None:
    place = Place.objects.create(code="keskusta", kind="district", name_fi="Keskusta")
    place.municipalities.set([factories.town("049"), factories.town("837")])
    NameForm.objects.create(form="keskusta", whole=True, place=place)

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            field.clean("Keskusta")
        assert raised.value.messages == [
            "This can mean Espoo, Tampere. Write which one."
        ]


@pytest.mark.parametrize("typed", ["Atlantis", "0", "-", "Uusimaa"])
def test_unknown(field: MunicipalityField, typed: str) -> None:
    with override("en"):
        with pytest.raises(ValidationError) as raised:
            field.clean(typed)
        assert raised.value.messages[0].startswith("We do not know this municipality.")


def test_shows_the_name_and_suggests_all(field: MunicipalityField) -> None:
    espoo = factories.town("049")
    with override("sv"):
        assert field.prepare_value(espoo.pk) == "Esbo"
        html = SuggestingInput().render("town", "Esbo", {"id": "id_town"})

    assert 'list="town-names"' in html
    assert html.count("<option") == 3
    assert not field.has_changed(espoo.pk, str(espoo))

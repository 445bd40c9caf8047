from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from regions.models import Region
from regions.named import addresses
from tests.guards import count_queries

pytestmark = pytest.mark.django_db


def region(code: str, name: str = "", **values: Any) -> Region:
    names = {f"name_{language}": name or code for language in ("fi", "sv", "en")}
    return Region.objects.create(**({"code": code} | names | values))


def test_is_called_by_its_name_in_the_active_language() -> None:
    turunmaa = region(
        "x1", name_fi="Turunmaa", name_sv="Åboland", name_en="Archipelago"
    )

    for language, name in (
        ("fi", "Turunmaa"),
        ("sv", "Åboland"),
        ("en", "Archipelago"),
    ):
        with override(language):
            assert str(turunmaa) == name


def test_has_an_address_in_each_language() -> None:
    turunmaa = region(
        "x1", name_fi="Turunmaa", name_sv="Åboland", name_en="Archipelago"
    )

    assert (turunmaa.slug_fi, turunmaa.slug_sv, turunmaa.slug_en) == (
        "turunmaa",
        "aboland",
        "archipelago",
    )


def test_a_name_without_latin_letters_gets_its_code_as_address() -> None:
    assert region("X 9", "Москва").slug_fi == "x-9"


def test_two_of_one_name_are_told_apart_by_the_code() -> None:
    first, second = region("x1", "Uusiala"), region("x2", "Uusiala")

    assert (first.slug_fi, second.slug_fi) == ("uusiala", "uusiala-x2")
    assert Region.objects.by_slug("uusiala-x2") == second


def test_an_address_stays_when_a_better_one_becomes_free() -> None:
    first, second = region("x1", "Uusiala"), region("x2", "Uusiala")
    first.name_fi = first.name_sv = first.name_en = "Vanhala"
    first.save()
    second.save()

    assert (second.slug_fi, second.former_slugs) == ("uusiala-x2", [])
    assert Region.objects.by_slug("uusiala") == first


def test_a_former_address_is_not_given_away() -> None:
    old = region("x1", "Vanhala")
    old.name_fi = old.name_sv = old.name_en = "Uusiala"
    old.save()

    assert region("x2", "Vanhala").slug_fi == "vanhala-x2"
    assert Region.objects.by_slug("vanhala") == old


def test_an_address_out_of_use_is_free() -> None:
    retired = region("x1", "Vanhala", active=False)
    young = region("x2", "Vanhala")

    assert young.slug_fi == retired.slug_fi == "vanhala"
    assert Region.objects.by_slug("vanhala") == young


def test_saving_a_name_alone_saves_the_address_too() -> None:
    one = region("x1", "Vanhala")
    one.name_sv = "Nyby"
    one.save(update_fields=["name_sv"])
    one.refresh_from_db()

    assert (one.slug_sv, one.slug_fi, one.former_slugs) == ("nyby", "vanhala", [])


def test_addresses_prefer_those_in_use() -> None:
    one, other = region("x1", "Vanhala"), region("x2", "Uusiala")
    other.former_slugs = ["vanhala", "muinaisila"]

    owners = addresses([other, one])

    assert (owners["vanhala"], owners["muinaisila"]) == ("x1", "x2")


def test_unknown_code_and_address() -> None:
    assert Region.objects.by_code("x1") is None
    assert Region.objects.by_slug("vanhala") is None


def test_replacements_are_followed() -> None:
    last = region("x3", "Kolmas")
    middle = region("x2", "Toinen", active=False, replaced_by=last)
    first = region("x1", "Ensi", active=False, replaced_by=middle)

    assert first.current() == last
    assert Region.objects.by_code("x1") == last
    assert Region.objects.by_slug("ensi") == last


def test_replacements_in_a_circle_end() -> None:
    one = region("x1", active=False)
    other = region("x2", active=False, replaced_by=one)
    one.replaced_by = other
    one.save()

    assert count_queries(lambda: Region.objects.by_code("x1")) <= 4
    assert Region.objects.by_code("x1") == other


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"active": True}, "Only what is no longer in use can have a replacement."),
        ({"own": True}, "Choose another one as the replacement."),
        ({"name_sv": ""}, "Give the name in Finnish, Swedish and English."),
        ({"name_sv": None}, "Give the name in Finnish, Swedish and English."),
    ],
)
def test_rules_hold_and_say_what_to_do(changes: dict[str, Any], message: str) -> None:
    one = region("x1", active=False, replaced_by=region("x2"))
    if changes.pop("own", False):
        one.replaced_by = one
    for column, value in changes.items():
        setattr(one, column, value)

    with override("en"), pytest.raises(ValidationError, match=message):
        one.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_form_asks_for_every_name() -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        Region(code="x1", name_fi="Uusiala").full_clean(validate_constraints=False)

    assert set(refused.value.message_dict) == {"name_sv", "name_en"}


def test_sorted_as_people_in_finland_do() -> None:
    for number, name in enumerate(["Öölanti", "Ähtävä", "zeta", "Åva", "Ahti", "aava"]):
        region(f"x{number}", name)
    ours = Region.objects.filter(code__startswith="x").alphabetical()

    assert [str(one) for one in ours] == [
        "aava",
        "Ahti",
        "zeta",
        "Åva",
        "Ähtävä",
        "Öölanti",
    ]

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from regions import reference
from regions.models import (
    AreaMunicipality,
    ModerationArea,
    Municipality,
    NameForm,
    Place,
    Postcode,
    Region,
)
from regions.recognition import recognise
from tests.guards import count_queries
from tests.regions.conftest import Files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("official_places")]


def get(code: str) -> Municipality:
    return Municipality.objects.get(code=code)


def test_holds_all_of_finland() -> None:
    areas = ModerationArea.objects.all()

    assert Region.objects.active().count() == 19
    assert Municipality.objects.active().count() == 308
    assert areas.filter(division="ely-2025").count() == 16
    assert areas.filter(division="evk-2026").count() == 11
    assert AreaMunicipality.objects.count() == 2 * 308
    assert Postcode.objects.count() == 3018
    assert Place.objects.filter(kind=Place.Kind.DISTRICT).count() == 228
    assert Place.objects.filter(kind=Place.Kind.PLACE).count() == 2083


def test_knows_a_municipality() -> None:
    inkoo = get("149")

    assert (inkoo.name_fi, inkoo.name_sv, inkoo.name_en) == ("Inkoo", "Ingå", "Ingå")
    assert (inkoo.slug_fi, inkoo.slug_sv, inkoo.slug_en) == ("inkoo", "inga", "inga")
    assert inkoo.region.name_fi == "Uusimaa"
    assert inkoo.languages == Municipality.Languages.SWEDISH_FINNISH
    assert (round(inkoo.seat_latitude), round(inkoo.seat_longitude)) == (60, 24)
    assert get("284").other_names == ["Koski"]
    assert str(Postcode.objects.get(code="02100").municipality.code) == "049"


def test_rows_are_valid() -> None:
    for row in (*Region.objects.all(), *Municipality.objects.all()[::20]):
        row.full_clean()
    for other in (Postcode.objects.all()[0], *Place.objects.all()[::400]):
        other.full_clean()


def test_second_run_changes_nothing(files: Files) -> None:
    before = list(NameForm.objects.order_by("pk").values_list())
    lines: list[str] = []

    queries = count_queries(lambda: lines.extend(files.load()))

    assert len(lines) == 8
    assert all(line.endswith("0 added, 0 changed, 0 gone") for line in lines), lines
    assert list(NameForm.objects.order_by("pk").values_list()) == before
    assert queries < 30


def test_command_reports_each_table() -> None:
    out = StringIO()

    call_command("load_reference_data", stdout=out)

    expected = "regions.Municipality: 308 rows, 0 added, 0 changed, 0 gone"
    assert expected in out.getvalue().splitlines()


def test_command_changes_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(report: object) -> None:
        Region.objects.update(active=False)
        raise KeyboardInterrupt

    monkeypatch.setattr(reference, "load", stopped)

    with pytest.raises(KeyboardInterrupt):
        call_command("load_reference_data", stdout=StringIO())
    assert Region.objects.active().count() == 19


def test_new_name_keeps_the_old_address(files: Files) -> None:
    espoo = get("049")
    files.change("municipalities.csv", "049", name_fi="Otsola", name_sv="Björkvik")

    lines = files.load()
    otsola = get("049")

    assert "regions.Municipality: 308 rows, 0 added, 1 changed, 0 gone" in lines
    assert otsola.pk == espoo.pk
    assert (otsola.slug_fi, otsola.slug_sv) == ("otsola", "bjorkvik")
    # The English name is the old Finnish one still.
    assert (otsola.slug_en, otsola.former_slugs) == ("espoo", ["esbo"])
    for slug in ("otsola", "bjorkvik", "espoo", "esbo"):
        assert Municipality.objects.by_slug(slug) == otsola


def test_new_and_former_names_are_recognised(files: Files) -> None:
    files.change("municipalities.csv", "091", name_fi="Otsola", name_en="Otsola")
    files.load()

    for name in ("Otsolassa", "Helsinki", "Helsingfors"):
        assert [one.municipalities for one in recognise(name)] == [("091",)], name


def test_old_name_returns(files: Files) -> None:
    files.change("municipalities.csv", "049", name_sv="Björkvik")
    files.load()
    files.change("municipalities.csv", "049", name_sv="Esbo")
    files.load()

    assert get("049").slug_sv == "esbo"
    assert get("049").former_slugs == ["bjorkvik"]


def test_merged_municipality_leads_to_its_successor(files: Files) -> None:
    kauniainen, espoo = get("235"), get("049")
    files.change("municipalities.csv", "235", replaced_by="049")

    files.load()
    kauniainen.refresh_from_db()

    assert (kauniainen.active, kauniainen.replaced_by) == (False, espoo)
    assert kauniainen.area is not None
    assert Municipality.objects.active().count() == 307
    assert Municipality.objects.by_code("235") == espoo
    assert Municipality.objects.by_slug("grankulla") == espoo
    assert Postcode.objects.get(code="02700").municipality == espoo
    assert [one.label for one in recognise("Kauniaisissa")] == ["Espoo"]


def test_successor_may_take_over_the_name(files: Files) -> None:
    files.change("municipalities.csv", "235", replaced_by="999")
    files.add("municipalities.csv", like="235", code="999", replaced_by="")

    files.load()

    assert get("999").slug_fi == "kauniainen"
    assert Municipality.objects.by_slug("kauniainen") == get("999")
    assert all(line.endswith("0 added, 0 changed, 0 gone") for line in files.load())


def test_replacements_may_follow_each_other(files: Files) -> None:
    files.change("municipalities.csv", "235", replaced_by="049")
    files.load()
    files.change("municipalities.csv", "049", replaced_by="091")
    files.load()

    assert Municipality.objects.by_code("235") == get("091")
    assert [one.municipalities for one in recognise("02100")] == [("091",)]


def test_merger_can_be_undone(files: Files) -> None:
    files.change("municipalities.csv", "235", replaced_by="049")
    files.load()
    files.change("municipalities.csv", "235", replaced_by="")
    files.load()

    assert (get("235").active, get("235").replaced_by) == (True, None)
    assert [one.municipalities for one in recognise("Grankulla")] == [("235",)]


def test_code_that_is_gone_keeps_its_row(files: Files) -> None:
    kauniainen = get("235")
    files.delete("municipalities.csv", "235")

    files.load()
    kauniainen.refresh_from_db()

    assert (kauniainen.active, kauniainen.replaced_by) == (False, None)
    assert Municipality.objects.by_code("235") == kauniainen
    assert Municipality.objects.by_slug("grankulla") == kauniainen
    assert kauniainen.postcodes.exists()


def test_unknown_replacement_is_refused(files: Files) -> None:
    files.change("municipalities.csv", "235", replaced_by="000")

    with pytest.raises(KeyError, match="000"):
        files.load()


def test_bad_value_is_refused(files: Files) -> None:
    files.change("municipalities.csv", "235", seat_lat="601.2")

    with pytest.raises(ValidationError, match="seat_latitude"):
        files.load()


def test_municipality_moves_to_another_area(files: Files) -> None:
    files.change("municipalities.csv", "049", ely_code="15")

    lines = files.load()

    assert "regions.AreaMunicipality: 616 rows, 0 added, 1 changed, 0 gone" in lines
    area = get("049").area
    assert area is not None
    assert area.name_fi == "Lapin ELY-keskus"


def test_area_that_is_gone_is_out_of_use(files: Files) -> None:
    files.delete("moderation_areas.csv", "15")
    files.load()

    codes = ModerationArea.objects.in_force().values_list("code", flat=True)
    assert "15" not in codes
    assert ModerationArea.objects.filter(division="ely-2025", code="15").exists()


def test_place_that_is_gone_is_forgotten(files: Files) -> None:
    path = files.folder / "districts.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Tapiola,Hagalund,049\n", ""), encoding="utf-8")

    lines = files.load()

    assert "regions.Place: 2310 rows, 0 added, 0 changed, 1 gone" in lines
    assert recognise("Tapiola") == []

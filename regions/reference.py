"""The official places, from regions/data into the tables; see `load_reference_data`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from regions.loading import Row, load_named, read_rows
from regions.models import (
    AreaMunicipality,
    ModerationArea,
    Municipality,
    Place,
    Postcode,
    Region,
)
from regions.name_forms import refresh_name_forms
from regions.tables import Changes, Table

DATA = Path(__file__).parent / "data"
# The column of municipalities.csv that holds the area's code -> the division.
DIVISIONS = {"ely_code": "ely-2025", "evk_code": "evk-2026"}


def load(report: Callable[[str], None], data: Path = DATA) -> None:
    """Bring every table of places in line with the files, one line for each."""
    municipalities = read_rows(data / "municipalities.csv")
    regions = read_rows(data / "regions.csv")
    report(str(load_named(Region, regions)))
    report(str(load_areas(read_rows(data / "moderation_areas.csv"))))
    report(str(load_municipalities(municipalities)))
    report(str(load_area_municipalities(municipalities)))
    report(str(load_postcodes(read_rows(data / "postcodes.csv"))))
    districts, places = data / "districts.csv", data / "places.csv"
    for changes in load_places(read_rows(districts), read_rows(places)):
        report(str(changes))
    others = {row["code"]: other_names(row) for row in regions}
    report(str(refresh_name_forms(others)))


def other_names(row: Row) -> list[str]:
    """Names to search by that are not official, or no longer."""
    return [name for name in (row.get("other_names") or "").split(";") if name]


def load_areas(rows: Iterable[Row]) -> Changes:
    table = Table(ModerationArea, "division", "code")
    for row in rows:
        table.put(**row, active=True)
    for area in table.unlisted():
        area.active = False
    table.save()
    return table.changes()


def load_municipalities(rows: Iterable[Row]) -> Changes:
    regions = {region.code: region for region in Region.objects.all()}

    def columns(row: Row) -> dict[str, Any]:
        return {
            "region": regions[row["region_code"]],
            "other_names": other_names(row),
            "languages": row["languages"],
            "seat_latitude": float(row["seat_lat"]),
            "seat_longitude": float(row["seat_lon"]),
        }

    return load_named(Municipality, rows, columns)


def load_area_municipalities(rows: Iterable[Row]) -> Changes:
    """Moves municipalities between areas; one that is gone stays in its last area."""
    municipalities = dict(Municipality.objects.values_list("code", "pk"))
    areas = {
        (area.division, area.code): area.pk for area in ModerationArea.objects.all()
    }
    table = Table(AreaMunicipality, "municipality_id", "division")
    for row in rows:
        for column, division in DIVISIONS.items():
            table.put(
                municipality_id=municipalities[row["code"]],
                division=division,
                area_id=areas[division, row[column]],
            )
    table.save()
    return table.changes()


def load_postcodes(rows: Iterable[Row]) -> Changes:
    municipalities = _municipality_ids()
    table = Table(Postcode, "code")
    for row in rows:
        table.put(
            code=row["postcode"],
            municipality_id=municipalities[row["municipality_code"]],
            post_office_fi=row["post_office_fi"],
            post_office_sv=row["post_office_sv"],
        )
    table.delete_unlisted()
    table.save()
    return table.changes()


def load_places(
    districts: Iterable[Row], places: Iterable[Row]
) -> tuple[Changes, Changes]:
    """The parts of towns and the places, and in which municipalities they are."""
    wanted: dict[str, list[str]] = {}
    table = Table(Place, "code")
    for row in districts:
        code = f"{row['municipality_code']} {row['place_fi']}"
        wanted[code] = [row["municipality_code"]]
        table.put(
            code=code,
            kind=Place.Kind.DISTRICT,
            name_fi=row["place_fi"],
            name_sv=row["place_sv"],
        )
    for row in places:
        wanted[row["place"]] = row["municipality_codes"].split()
        table.put(
            code=row["place"], kind=Place.Kind.PLACE, name_fi=row["place"], name_sv=""
        )
    table.delete_unlisted()
    table.save()
    return table.changes(), _load_where_places_are(wanted)


def _load_where_places_are(wanted: dict[str, list[str]]) -> Changes:
    municipalities = _municipality_ids()
    places = dict(Place.objects.values_list("code", "pk"))
    table = Table(Place.municipalities.through, "place_id", "municipality_id")
    for code, municipality_codes in wanted.items():
        for municipality_code in municipality_codes:
            table.put(
                place_id=places[code], municipality_id=municipalities[municipality_code]
            )
    table.delete_unlisted()
    table.save()
    return table.changes()


def _municipality_ids() -> dict[str, int]:
    """Code -> id, where a code that has been replaced leads to the municipality now."""
    known = Municipality.objects.select_related("replaced_by")
    return {municipality.code: municipality.current().pk for municipality in known}

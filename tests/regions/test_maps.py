from io import StringIO
from pathlib import Path

from django.core.management import call_command

from regions.loading import read_rows
from regions.maps import draw
from regions.reference import DATA

ROOT = Path(__file__).resolve().parents[2]
SEAT = {"region_code": "01", "seat_lat": "70.15", "seat_lon": "19.2"}


def test_the_file_is_what_the_code_draws() -> None:
    out = StringIO()

    call_command("draw_map", stdout=out)

    assert (ROOT / "static/finland.svg").read_text(encoding="utf-8") == out.getvalue()


def test_each_region_has_a_path_and_each_municipality_a_dot() -> None:
    svg = draw(read_rows(DATA / "municipalities.csv"))

    assert svg.count("<path ") == 19
    assert svg.count("h0") == 308
    assert "var(--region-21, currentColor)" in svg


def test_a_replaced_municipality_has_no_dot() -> None:
    svg = draw([SEAT, SEAT | {"region_code": "02", "replaced_by": "049"}])

    assert 'd="M4.0 4.0h0"' in svg
    assert svg.count("<path ") == 1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.distances import kilometres

LATITUDE, LONGITUDE = st.floats(-90, 90), st.floats(-180, 180)
HELSINKI, TAMPERE, UTSJOKI = (60.1699, 24.9384), (61.4978, 23.7610), (69.9081, 27.0276)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (HELSINKI, HELSINKI, 0),
        (HELSINKI, TAMPERE, 161),
        (HELSINKI, UTSJOKI, 1088),
        ((0, 0), (0, 180), 20015),
        ((90, 0), (-90, 77), 20015),
        ((0, 179.5), (0, -179.5), 111),
    ],
)
def test_known_distances(
    a: tuple[float, float], b: tuple[float, float], expected: int
) -> None:
    assert kilometres(*a, *b) == pytest.approx(expected, abs=1)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_the_way_there_is_the_way_back(
    a_lat: float, a_lon: float, b_lat: float, b_lon: float
) -> None:
    there = kilometres(a_lat, a_lon, b_lat, b_lon)

    assert 0 <= there <= 20016
    assert there == pytest.approx(kilometres(b_lat, b_lon, a_lat, a_lon))

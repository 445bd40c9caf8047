"""Distances on the ground."""

from math import asin, cos, radians, sin, sqrt

# The mean radius of the Earth (IUGG), good to half a per cent anywhere.
EARTH_RADIUS_KM = 6371.0088


def kilometres(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """The great-circle distance of two points in WGS 84 degrees, by haversines."""
    lat = sin(radians(b_lat - a_lat) / 2) ** 2
    lon = sin(radians(b_lon - a_lon) / 2) ** 2
    across = lat + cos(radians(a_lat)) * cos(radians(b_lat)) * lon
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across)))

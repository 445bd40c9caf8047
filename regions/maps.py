"""The map of Finland: a dot for each municipality's seat, a path for each region."""

import math
from collections import defaultdict
from collections.abc import Iterable

from regions.loading import Row

UNITS_PER_DEGREE = 20  # of latitude
WEST, NORTH, MARGIN = 19.2, 70.15, 4
# What a degree of longitude is to one of latitude in the middle of Finland.
SQUEEZE = math.cos(math.radians(64))

START = """<svg xmlns="http://www.w3.org/2000/svg">
<symbol id="finland" viewBox="0 0 112 216" fill="none" \
stroke-width="3.6" stroke-linecap="round">
"""
END = "</symbol>\n</svg>\n"


def draw(municipalities: Iterable[Row]) -> str:
    """The SVG file, from the rows of municipalities.csv; those replaced have no dot."""
    dots: defaultdict[str, list[str]] = defaultdict(list)
    for row in municipalities:
        if not row.get("replaced_by"):
            x = (float(row["seat_lon"]) - WEST) * SQUEEZE * UNITS_PER_DEGREE + MARGIN
            y = (NORTH - float(row["seat_lat"])) * UNITS_PER_DEGREE + MARGIN
            dots[row["region_code"]].append(f"M{x:.1f} {y:.1f}h0")
    paths = (_path(region, dots[region]) for region in sorted(dots))
    return START + "".join(paths) + END


def _path(region: str, dots: list[str]) -> str:
    # The page lights a region by setting its variable.
    colour = f"var(--region-{region}, currentColor)"
    return f'<path stroke="{colour}" d="{"".join(sorted(dots))}"/>\n'

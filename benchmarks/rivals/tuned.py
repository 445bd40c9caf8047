"""The same search, written by somebody who reads query plans.

No joins and no DISTINCT: conditions are subqueries of primary keys, link tables are
counted without the listings, codes and regions are looked up in memory.
"""

from collections import Counter
from functools import cache
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q, QuerySet

from benchmarks.queries import PAGE, Asked, Counts, Found
from benchmarks.rivals.tables import FLAGS, Listing, through
from benchmarks.rivals.usual import Listings
from benchmarks.synthetic import FACETS, REGIONS, VALUES


@cache
def keys(parameter: str) -> dict[str, int]:
    """Code -> primary key, as the tables have them."""
    return {code: n for n, code in enumerate(VALUES[parameter], 1)}


def found_by(asked: Asked, without: tuple[str, ...] = ()) -> Listings:
    listings: Listings = QuerySet(Listing)
    if asked.words:
        listings = listings.filter(search=SearchQuery(asked.text, config="simple"))
    for facet in asked.facets():
        if facet == without:
            continue
        if facet[0] in FLAGS:
            listings = listings.filter(**{facet[0]: True})
        else:
            listings = listings.filter(pk__in=_linked(asked, facet))
    return listings


def _linked(asked: Asked, facet: tuple[str, ...]) -> Any:
    parameter = facet[-1]
    chosen = {keys(parameter)[value] for value in asked.chosen.get(parameter, ())}
    for region in asked.chosen.get("region", ()) if parameter == "municipality" else ():
        first = VALUES["region"].index(region) + 1
        chosen |= set(range(first, len(VALUES[parameter]) + 1, REGIONS))
    links = through(parameter).objects.filter(**{f"{parameter}__in": chosen})
    return links.values("listing")


def ask(asked: Asked) -> Found:
    found = found_by(asked)
    narrowed = asked.facets()
    counts: Counts = {}
    for facet in FACETS:
        listings = found_by(asked, without=facet) if facet in narrowed else found
        if facet[0] in FLAGS:
            if facet not in narrowed:
                continue
            number = listings.filter(**{facet[0]: True}).count()
            counts[facet[0]] = {"1": number} if number else {}
        else:
            counts |= _count(asked, listings, facet)
    flags = {
        flag: Count("pk", filter=Q(**{flag: True}))
        for flag in FLAGS
        if (flag,) not in narrowed
    }
    numbers = found.order_by().aggregate(total=Count("pk"), **flags)
    total = numbers.pop("total")
    counts |= {flag: {"1": n} if n else {} for flag, n in numbers.items()}
    newest = found.order_by("-checked_on", "pk").values_list("pk", flat=True)
    return Found(total, list(newest[:PAGE]), counts)


def _count(asked: Asked, listings: Listings, facet: tuple[str, ...]) -> Counts:
    parameter = facet[-1]
    links = through(parameter).objects.all()
    if listings.query.where:
        links = links.filter(listing__in=listings.order_by().values("pk"))
    rows = links.order_by().values_list(parameter).annotate(number=Count("*"))
    codes = VALUES[parameter]
    counts = {codes[key - 1]: number for key, number in rows}
    if parameter != "municipality":
        return {parameter: counts}
    # A listing is in one municipality: so the sums are right.
    regions: Counter[str] = Counter()
    for key, number in rows:
        regions[VALUES["region"][(key - 1) % REGIONS]] += number
    return {"region": dict(regions), parameter: counts}

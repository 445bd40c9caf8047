"""The search as a Django project usually has it: django-filter and GROUP BY."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django_filters import FilterSet, filters

from benchmarks.queries import PAGE, Asked, Counts, Found
from benchmarks.rivals.tables import FLAGS, LINKS, TERMS, Listing
from benchmarks.synthetic import FACETS

Listings = QuerySet[Listing]


def _terms(parameter: str) -> Any:
    return filters.ModelMultipleChoiceFilter(
        field_name=f"{LINKS[parameter]}__code",
        to_field_name="code",
        queryset=QuerySet(TERMS[parameter]),
    )


class ListingFilterSet(FilterSet):
    language = _terms("language")
    target = _terms("target")
    theme = _terms("theme")
    day = _terms("day")
    time = _terms("time")
    free = filters.BooleanFilter()
    online = filters.BooleanFilter()
    q = filters.CharFilter(method="with_words")

    class Meta:
        model = Listing
        fields: list[str] = []

    def filter_queryset(self, queryset: Listings) -> Listings:
        """In a region or in a municipality: one facet of two parameters."""
        regions = self.data.getlist("region")
        municipalities = self.data.getlist("municipality")
        if regions or municipalities:
            in_place = Q(municipalities__code__in=municipalities)
            in_place |= Q(municipalities__region__code__in=regions)
            queryset = queryset.filter(in_place).distinct()
        found: Listings = super().filter_queryset(queryset)
        return found

    def with_words(self, queryset: Listings, name: str, value: str) -> Listings:
        return queryset.filter(search=SearchQuery(value, config="simple"))


def found_by(chosen: Mapping[str, tuple[str, ...]], text: str) -> Listings:
    data = QueryDict(mutable=True)
    for name, values in chosen.items():
        data.setlist(name, ["true"] if name in FLAGS else list(values))
    data["q"] = text
    listings: Listings = ListingFilterSet(data, QuerySet(Listing)).qs
    return listings


def ask(asked: Asked) -> Found:
    """Eleven queries: the total, a page of ids, and one for each parameter."""
    found = found_by(asked.chosen, asked.text)
    counts: Counts = {}
    for facet in FACETS:
        others = {name: v for name, v in asked.chosen.items() if name not in facet}
        listings = found_by(others, asked.text)
        counts |= {parameter: _count(listings, parameter) for parameter in facet}
    newest = found.order_by("-checked_on", "pk").values_list("pk", flat=True)
    return Found(found.count(), list(newest[:PAGE]), counts)


def _count(listings: Listings, parameter: str) -> dict[str, int]:
    if parameter in FLAGS:
        number = listings.filter(**{parameter: True}).count()
        return {"1": number} if number else {}
    column = (
        "municipalities__region__code"
        if parameter == "region"
        else f"{LINKS[parameter]}__code"
    )
    rows = listings.order_by().values_list(column).annotate(Count("pk", distinct=True))
    return {code: number for code, number in rows if code is not None}

"""From what was typed into a search to what somebody missed, and where."""

from django.http import QueryDict

from feedback.models import Missed
from regions.models import Municipality, Region
from regions.recognition import recognise


def asked_for(query: QueryDict) -> dict[str, str]:
    """What the form can be filled with, from the search that led to it."""
    towns = Municipality.objects.filter(code__in=query.getlist("municipality"))
    regions = Region.objects.filter(code__in=query.getlist("region"))
    places = [str(place.name) for place in (*towns, *regions)]
    return {
        "what": query.get("q", ""),
        "where": ", ".join(places) or query.get("where", ""),
        "query": query.urlencode(),
    }


def municipality_of(missed: Missed) -> Municipality | None:
    """Where it was missed: as it was written, or else as it was searched for."""
    codes = [code for place in recognise(missed.where) for code in place.municipalities]
    codes += QueryDict(missed.query).getlist("municipality")
    found = {one.code: one for one in Municipality.objects.filter(code__in=codes)}
    return next((found[code] for code in codes if code in found), None)

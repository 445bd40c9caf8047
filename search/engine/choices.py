"""What each choice finds: the binding table of the search, on bitmaps."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import NamedTuple

from pyroaring import BitMap

from search.engine.arrays import NOTHING
from search.engine.entries import Entries

# Facet -> its parameters. Values of a facet are alternatives; facets hold together.
FACETS: Mapping[str, tuple[str, ...]] = {
    "place": ("region", "municipality"),
    "language": ("language",),
    "target": ("target",),
    "theme": ("theme",),
    "format": ("format",),
    "level": ("level",),
    "age": ("age",),
    "when": ("day", "time"),
    "free": ("free",),
    "dropin": ("dropin",),
    "online": ("online",),
    "childcare": ("childcare",),
    "access": ("access",),
    "welcome": ("welcome",),
    "organisation": ("organisation",),
}
OF_PARAMETER = {name: facet for facet, names in FACETS.items() for name in names}
Chosen = Mapping[str, tuple[str, ...]]


class Tiers(NamedTuple):
    """The entries in the first tier of a facet, and those in either."""

    first: BitMap
    both: BitMap


def tiers(entries: Entries, chosen: Chosen) -> dict[str, Tiers]:
    """What each facet finds of which something was chosen; not to be changed."""
    asked = {OF_PARAMETER[name] for name, values in chosen.items() if values}
    return {facet: _tiers(entries, facet, chosen) for facet in asked}


def _tiers(entries: Entries, facet: str, chosen: Chosen) -> Tiers:
    first = _first(entries, facet, chosen)
    second = _second(entries, facet)
    return Tiers(first, first | second if second else first)


def _first(entries: Entries, facet: str, chosen: Chosen) -> BitMap:
    if facet == "age":
        return any_of(entries.ages.meant_for(int(age)) for age in chosen["age"])
    if facet == "when":
        return entries.calendar.meeting(chosen.get("day", ()), chosen.get("time", ()))
    found = (
        entries.having(name, value)
        for name in FACETS[facet]
        for value in chosen.get(name, ())
    )
    return all_of(found) if facet == "access" else any_of(found)


def _second(entries: Entries, facet: str) -> BitMap | None:
    match facet:
        case "place":
            return entries.marks["anywhere"]
        case "target":
            return entries.marks["open_to_others"]
        case "level":
            return entries.marks["level_unstated"]
        case "age":
            return entries.ages.unstated
    return None


def any_of(found: Iterable[BitMap]) -> BitMap:
    several = list(found)
    return several[0] if len(several) == 1 else BitMap.union(NOTHING, *several)


def all_of(found: Iterable[BitMap]) -> BitMap:
    """Of one at least; the smallest come first, so that little is left early."""
    return reduce(and_, sorted(found, key=len))

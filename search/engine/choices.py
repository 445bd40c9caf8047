"""What each choice finds: the binding table of the search, on bitmaps."""

from collections.abc import Mapping
from typing import NamedTuple

from pyroaring import BitMap

from search.engine.arrays import NOTHING, all_of, any_of
from search.engine.entries import Entries
from search.engine.facets import FACETS, OF_PARAMETER

Chosen = Mapping[str, tuple[str, ...]]


class Tiers(NamedTuple):
    """The entries in the first tier of a facet, and those in either; the same object
    where there is nothing in the second.
    """

    first: BitMap
    both: BitMap


# What is in the second tier of a facet has one of these marks.
SECOND = {
    "place": "anywhere",
    "target": "open_to_others",
    "level": "level_unstated",
}


def tiers(entries: Entries, chosen: Chosen) -> dict[str, Tiers]:
    """What each facet finds of which something was chosen; not to be changed."""
    asked = {OF_PARAMETER[name] for name, values in chosen.items() if values}
    return {facet: _tiers(entries, facet, chosen) for facet in asked}


def _tiers(entries: Entries, facet: str, chosen: Chosen) -> Tiers:
    if facet == "age":
        ages = entries.ages
        first = any_of([ages.meant_for(int(age)) for age in chosen["age"]])
        second = ages.unstated
    else:
        first = _first(entries, facet, chosen)
        mark = SECOND.get(facet)
        second = entries.marks[mark] if mark else NOTHING
    return Tiers(first, first | second if second else first)


def _first(entries: Entries, facet: str, chosen: Chosen) -> BitMap:
    if facet == "when":
        return entries.calendar.meeting(chosen.get("day", ()), chosen.get("time", ()))
    having = entries.values.having
    found = [
        having(name, value) for name in FACETS[facet] for value in chosen.get(name, ())
    ]
    return all_of(found) if facet == "access" else any_of(found)

"""The place that a visitor typed: a filter, a choice of two, or nothing known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from regions.recognition import Recognised
from search import names
from search.addresses import results_url
from search.chips import Chosen
from search.selection import Selection


@dataclass(frozen=True)
class Meaning:
    label: str
    url: str


@dataclass(frozen=True)
class Where:
    """`place`: the one meaning, as pairs of a URL; `meanings`: all, if several."""

    typed: str = ""
    place: tuple[tuple[str, str], ...] = ()
    meanings: tuple[Meaning, ...] = ()

    @property
    def unknown(self) -> bool:
        return bool(self.typed) and not self.place and not self.meanings


def where_is(selection: Selection) -> Where:
    if not selection.where:
        return Where()
    found = names.current().recognise(selection.where)
    if len(found) == 1:
        return Where(selection.where, pairs_of(found[0]))
    return Where(selection.where, meanings=tuple(_meanings(selection, found)))


def pairs_of(place: Recognised) -> tuple[tuple[str, str], ...]:
    if place.region:
        return (("region", place.region),)
    return tuple(("municipality", code) for code in place.municipalities)


def _meanings(selection: Selection, found: Iterable[Recognised]) -> Iterable[Meaning]:
    for place in found:
        chosen = replace(selection, where="", page=1)
        for parameter, code in pairs_of(place):
            chosen = chosen.adding(parameter, code)
        yield Meaning(place.label, results_url(chosen))


@dataclass(frozen=True)
class Finder:
    """The search form: the place in its field, everything else kept in hidden ones."""

    where: str
    hidden: list[tuple[str, str]]


def finder_of(selection: Selection, chosen: Iterable[Chosen]) -> Finder:
    """One chosen place stands in the field, where a new one replaces it.

    A name that means other places as well stays out: it would be asked about again.
    """
    places = [one for one in chosen if one.facet == "place"]
    if len(places) == 1 and not selection.where:
        name = places[0].label.text
        meant = [pairs_of(place) for place in names.current().recognise(name)]
        if meant == [((places[0].parameter, places[0].value),)]:
            rest = selection.without_place().besides_finder
            return Finder(name, rest)
    return Finder(selection.where, selection.besides_finder)

"""The place that a visitor typed: a filter, a choice of two, or nothing known."""

from dataclasses import dataclass, replace

from regions.recognition import Recognised, recognise
from search.addresses import results_url
from search.chips import chosen_labels
from search.selection import Selection


@dataclass(frozen=True)
class Meaning:
    label: str
    url: str


@dataclass(frozen=True)
class Where:
    """`selection`: the one meaning, applied; `meanings`: several; else `unknown`."""

    typed: str = ""
    selection: Selection | None = None
    meanings: tuple[Meaning, ...] = ()

    @property
    def unknown(self) -> bool:
        return bool(self.typed) and self.selection is None and not self.meanings


def where_is(selection: Selection) -> Where:
    if not selection.where:
        return Where()
    found = recognise(selection.where)
    rest = replace(selection, where="", page=1)
    if len(found) == 1:
        return Where(selection.where, _applied(rest, found[0]))
    meanings = [Meaning(one.label, results_url(_applied(rest, one))) for one in found]
    return Where(selection.where, meanings=tuple(meanings))


def _applied(selection: Selection, place: Recognised) -> Selection:
    if place.region:
        return selection.adding("region", place.region)
    return selection.adding("municipality", *place.municipalities)


@dataclass(frozen=True)
class Finder:
    """The search form: the place in its field, everything else kept in hidden ones."""

    where: str
    hidden: list[tuple[str, str]]


def finder_of(selection: Selection) -> Finder:
    """One chosen place stands in the field, where a new one replaces it."""
    places = [
        label.text
        for parameter, _value, label in chosen_labels(selection)
        if parameter in ("municipality", "region")
    ]
    rest = selection.without("q")
    if len(places) == 1:
        return Finder(places[0], rest.without_place().parameters())
    return Finder(selection.where, rest.parameters())

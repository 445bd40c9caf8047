"""Help when a search finds nothing: never an empty page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from search import names
from search.addresses import results_url
from search.answering import ask, understood
from search.chips import Chosen, quoted
from search.names import Name
from search.question import Answer
from search.selection import Selection
from textanalysis.queries import Query

NEIGHBOURS = 6


@dataclass(frozen=True)
class Hint:
    """A way on, and how many activities it finds."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Help:
    corrected: Hint | None
    drops: list[Hint]
    nearby: list[Hint]


def help_for(
    selection: Selection, answer: Answer, chosen: Iterable[Chosen], query: Query
) -> Help | None:
    """None where something was found."""
    if answer.total:
        return None
    drops = [*_without_words(selection), *_without_facets(selection, answer, chosen)]
    nearby = [*_neighbours(selection, answer), *_online(selection, query)]
    return Help(
        corrected=_corrected(selection),
        drops=sorted(_finding(drops), key=lambda hint: -hint.count),
        nearby=_finding(nearby),
    )


def _finding(hints: Iterable[Hint]) -> list[Hint]:
    return [hint for hint in hints if hint.count]


def _without_words(selection: Selection) -> Iterator[Hint]:
    if selection.q:
        rest = selection.without("q")
        yield Hint(quoted(selection.q), results_url(rest), ask(rest).total)


def _without_facets(
    selection: Selection, answer: Answer, chosen: Iterable[Chosen]
) -> Iterator[Hint]:
    """For every facet, what leaving out all of its choices would find."""
    for name, group in groupby(chosen, key=lambda one: one.facet):
        values = list(group)
        rest = selection
        for one in values:
            rest = rest.without(one.parameter)
        label = ", ".join(one.label.text for one in values)
        yield Hint(label, results_url(rest), answer.without(name))


def _neighbours(selection: Selection, answer: Answer) -> Iterator[Hint]:
    """The nearest municipalities, and the region, of the first chosen one.

    What is everywhere or online was found already, if there is any: the count of a
    place's first tier is all that it would find.
    """
    chosen = selection.values("municipality")
    if not chosen:
        return
    elsewhere = selection.without_place()
    counts = answer.counts_of("place")

    def hint(label: str, place: Name) -> Hint:
        url = results_url(elsewhere.adding(place.parameter, place.code))
        return Hint(label, url, counts[place.parameter].get(place.code, 0))

    known = names.current()
    for other, kilometres in known.nearest(chosen[0], NEIGHBOURS):
        label = _("{name}, {count} km").format(name=other, count=round(kilometres))
        yield hint(label, other)
    region = known.of("region")[known.of("municipality")[chosen[0]].region]
    yield hint(_("Region: {name}").format(name=region), region)


def _online(asked: Selection, query: Query) -> Iterator[Hint]:
    rest = Selection(kind=asked.kind, q=asked.q).adding("online", "1")
    if rest.query_string != asked.query_string:
        yield Hint(_("Online"), results_url(rest), ask(rest, query).total)


def _corrected(selection: Selection) -> Hint | None:
    """What the words are mended to, where quotation marks kept them as typed."""
    plain = selection.searching(selection.q.replace('"', " "))
    if plain.q == selection.q:
        return None
    meant = understood(plain)
    mended = plain.searching(meant.shown)
    found = ask(mended, meant.query).total if meant.repaired else 0
    return Hint(meant.shown, results_url(mended), found) if found else None

"""Help when a search finds nothing: never an empty page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from django.utils.translation import gettext as _

from search import names
from search.addresses import results_url
from search.chips import Chosen, quoted
from search.counting import Counts
from search.names import Name
from search.results import Search
from search.selection import Selection
from textanalysis.folding import words

NEIGHBOURS = 6
# More words than these are no query with a slip of the pen.
MOST_WORDS = 8


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


def help_for(search: Search, chosen: Iterable[Chosen], counts: Counts) -> Help:
    drops = [*_without_words(search), *_without_facets(search, chosen)]
    nearby = [*_neighbours(search.selection, counts), *_online(search)]
    return Help(
        corrected=_corrected(search),
        drops=sorted(_finding(drops), key=lambda hint: -hint.count),
        nearby=_finding(nearby),
    )


def _finding(hints: Iterable[Hint]) -> list[Hint]:
    return [hint for hint in hints if hint.count]


def _hint(label: str, search: Search) -> Hint:
    return Hint(label, results_url(search.selection), search.total())


def _without_words(search: Search) -> Iterator[Hint]:
    q = search.selection.q
    if q:
        yield _hint(quoted(q), Search.of(search.selection.without("q")))


def _without_facets(search: Search, chosen: Iterable[Chosen]) -> Iterator[Hint]:
    """For every facet, what leaving out all of its choices would find."""
    for name, group in groupby(chosen, key=lambda one: one.facet):
        values = list(group)
        rest = search.selection
        for one in values:
            rest = rest.without(one.parameter)
        label = ", ".join(one.label.text for one in values)
        yield Hint(label, results_url(rest), len(search.others(name)))


def _neighbours(selection: Selection, counts: Counts) -> Iterator[Hint]:
    """The nearest municipalities, and the region, of the first chosen one.

    What is everywhere or online was found already, if there is any: the count of a
    place's first tier is all that it would find.
    """
    chosen = selection.values("municipality")
    if not chosen:
        return
    elsewhere = selection.without_place()

    def hint(label: str, place: Name) -> Hint:
        url = results_url(elsewhere.adding(place.parameter, place.code))
        return Hint(label, url, counts[place.parameter].get(place.code, 0))

    known = names.current()
    for other, kilometres in known.nearest(chosen[0], NEIGHBOURS):
        label = _("{name}, {count} km").format(name=other, count=round(kilometres))
        yield hint(label, other)
    region = known.of("region")[known.of("municipality")[chosen[0]].region]
    yield hint(_("Region: {name}").format(name=region), region)


def _online(search: Search) -> Iterator[Hint]:
    asked = search.selection
    rest = Selection(kind=asked.kind, q=asked.q).adding("online", "1")
    if rest.query_string != asked.query_string:
        yield _hint(_("Online"), Search.of(rest, search.texts))


def _corrected(search: Search) -> Hint | None:
    """The query with each unknown word replaced by the nearest known one."""
    typed = words(search.selection.q)
    if not typed or len(typed) > MOST_WORDS:
        return None
    known = search.texts.vocabulary()
    corrected = []
    for word in typed:
        nearest = _nearest(word, known)
        if nearest is None:
            return None
        corrected.append(nearest)
    if corrected == typed:
        return None
    q = " ".join(corrected)
    hint = _hint(q, Search.of(search.selection.searching(q), search.texts))
    return hint if hint.count else None


def _nearest(word: str, known: set[str]) -> str | None:
    if any(one.startswith(word) for one in known):
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.8)), None)

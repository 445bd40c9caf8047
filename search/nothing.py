"""Help when a search finds nothing: never an empty page."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from regions.models import Municipality
from search.addresses import results_url
from search.chips import chosen_labels
from search.filters import ActivityFilterSet
from search.results import Search
from search.selection import Selection
from search.words import tokens_of
from textanalysis.folding import words

NEIGHBOURS = 6


@dataclass(frozen=True)
class Hint:
    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Help:
    corrected: Hint | None
    drops: list[Hint]
    nearby: list[Hint]


def help_for(selection: Selection) -> Help:
    return Help(
        corrected=_corrected(selection),
        drops=sorted(_drops(selection), key=lambda hint: -hint.count),
        nearby=[*_neighbours(selection), *_online(selection)],
    )


def _hint(label: str, selection: Selection) -> Iterator[Hint]:
    """A way on, where it finds something."""
    count = Search.of(selection).total()
    if count:
        yield Hint(label, results_url(selection), count)


def _drops(selection: Selection) -> Iterator[Hint]:
    """For every single filter, what leaving it out would find."""
    if selection.q:
        yield from _hint(f"”{selection.q}”", selection.without("q"))
    for parameter, value, label in chosen_labels(selection):
        yield from _hint(label.text, selection.without(parameter, value))


def _neighbours(selection: Selection) -> Iterator[Hint]:
    """The nearest municipalities, and the region, of the first chosen one."""
    codes = selection.values("municipality")
    centre = Municipality.objects.by_code(codes[0]) if codes else None
    if centre is None:
        return
    elsewhere = selection.without_place()
    for other in Municipality.objects.active().nearest_to(centre, NEIGHBOURS):
        label = _("{name}, {count} km").format(
            name=other.name, count=round(centre.kilometres_to(other))
        )
        yield from _hint(label, elsewhere.adding("municipality", other.code))
    region = _("Region: {name}").format(name=centre.region.name)
    yield from _hint(region, elsewhere.adding("region", centre.region.code))


def _online(selection: Selection) -> Iterator[Hint]:
    rest = Selection(kind=selection.kind, q=selection.q).adding("online", "1")
    if rest != selection:
        yield from _hint(_("Online"), rest)


def _corrected(selection: Selection) -> Hint | None:
    """The query with each unknown word replaced by the nearest known one."""
    typed = words(selection.q)
    if not typed:
        return None
    base = ActivityFilterSet(kind=selection.kind).base
    known = {word for _pk, tokens in tokens_of(base) for of in tokens.values() for word in of}
    nearest = [_nearest(word, known) for word in typed]
    if None in nearest or nearest == typed:
        return None
    corrected = " ".join(word for word in nearest if word)
    return next(_hint(corrected, selection.searching(corrected)), None)


def _nearest(word: str, known: set[str]) -> str | None:
    if word in known or any(one.startswith(word) for one in known):
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.8)), None)

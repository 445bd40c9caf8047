"""What is suggested while somebody types; see docs/adr/022-suggestions.md."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from regions.alphabet import alphabetical_key
from regions.gazetteer import in_active_language
from search import live, names
from search.answering import ask
from search.facets import OF_PARAMETER
from search.fields import printable
from search.filters import ActivityFilterSet
from search.panels import LEGENDS
from search.places import where_is
from search.prefixes import PLACES, SOURCES, TERMS, Match, Thing, matches, meant
from search.selection import Selection

MOST = 8
LONGEST = 100
# Somebody who goes back a letter gets what they had, without asking.
SECONDS_KEPT = 60
KINDS: dict[str, str | Promise] = {
    **LEGENDS,
    "language": _("Language of the activity"),
    "district": pgettext_lazy("place", "Part of a town"),
    "place": pgettext_lazy("place", "Place"),
    "postcode": _("Postcode"),
}
# What comes first among equally near names.
ORDER = ("municipality", "region", "postcode", "district", "place", "organisation")


@dataclass(frozen=True)
class Suggestion:
    """`note` is the name that was typed, where another one is shown; `count` is None
    where it is not known, or says nothing.
    """

    thing: Thing
    kind: str | Promise
    note: str
    note_lang: str
    count: int | None

    @property
    def query(self) -> str:
        return urlencode(self.thing.pairs)


@login_not_required
@require_safe
def suggestions(request: HttpRequest, field: str) -> HttpResponseBase:
    """The options of a list box, for what is typed so far in one field of the search.

    `text` is what is typed; the rest of the form says what else is chosen.
    """
    if field not in SOURCES:
        raise Http404
    text = printable(request.GET.get("text", ""))[:LONGEST]
    selection = ActivityFilterSet(request.GET).selection
    context = {"suggestions": suggest(field, text, selection)}
    response = render(request, "search/suggestions.html", context)
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def suggest(field: str, text: str, selection: Selection) -> list[Suggestion]:
    """At most MOST, the best first."""
    known = names.current()
    found = matches(SOURCES[field](known), text)
    if not found and field == "where":
        found = meant(known, text)
    counts = _Counts(_besides(field, selection))
    counted = [(match, counts.of(match.entry.thing)) for match in found]
    worthwhile = [one for one in counted if one[1] != 0 or _is_place(one[0])]
    worthwhile.sort(key=_order)
    return [_suggestion(match, count) for match, count in worthwhile[:MOST]]


def _order(counted: tuple[Match, int | None]) -> tuple[object, ...]:
    match, count = counted
    thing = match.entry.thing
    group = bool(thing.of) if thing.kind in TERMS else 2 + ORDER.index(thing.kind)
    # A name that is not shown comes after those that are.
    hidden = not match.entry.text
    return (
        match.nearness,
        group,
        -(count or 0),
        hidden,
        alphabetical_key(thing.text),
    )


def _is_place(match: Match) -> bool:
    """What is all over Finland or online is found with it, too."""
    return match.entry.thing.pairs[0][0] in PLACES


class _Counts:
    """How many each thing would find, where that is in memory."""

    def __init__(self, selection: Selection) -> None:
        self.answer = ask(selection) if live.index() else None
        self.read: dict[str, Mapping[str, Mapping[str, int]]] = {}

    def of(self, thing: Thing) -> int | None:
        pairs = thing.of.pairs if thing.of else thing.pairs
        if self.answer is None or len(pairs) > 1:
            return None
        parameter, code = pairs[0]
        facet = OF_PARAMETER[parameter].name
        if facet not in self.read:
            self.read[facet] = self.answer.counts_of(facet)
        return self.read[facet][parameter].get(code, 0)


def _besides(field: str, selection: Selection) -> Selection:
    """What is chosen and typed besides what this field is about to say."""
    if field == "where":
        return replace(selection, where="").without_place()
    besides = selection.without("q")
    for parameter, code in where_is(selection).place:
        besides = besides.adding(parameter, code)
    return replace(besides, where="")


def _suggestion(match: Match, count: int | None) -> Suggestion:
    thing, text, lang = match.entry.thing, match.entry.text, match.entry.lang
    if thing.of:
        return Suggestion(thing, KINDS[thing.kind], thing.of.text, "", None)
    name = in_active_language(thing.names)
    if thing.kind not in LEGENDS:
        # The number is that of the whole municipality.
        count = None
    if thing.autonym:
        text, lang = name, ""
    note = "" if text in ("", thing.autonym or name) else text
    return Suggestion(thing, KINDS[thing.kind], note, lang, count or None)

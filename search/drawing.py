"""The results as HTML: templates drawn once, filled in with what was found.

A page has some 200 parts. The template engine draws each kind of part once in a
language; requests then only put strings together.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.moulds import Mould, joined, mould, slot
from search import live
from search.addresses import in_each_language, results_path
from search.chips import Chip
from search.descriptions import WithDescriptions
from search.facets import Label
from search.meant import Repair
from search.page_numbers import pages_as_drawn
from search.panel_drawing import filters, hidden
from search.places import Meaning
from search.sections import Section
from search.selection import Selection

# What search/messages.html speaks of: any of these, when it is true.
MESSAGES = ("beyond", "nowhere_near")
SORTS = {
    "best": _("Best match first"),
    "date": _("Next session first"),
    "new": _("Newest first"),
    "near": _("Nearest first"),
}


def whole(request: HttpRequest, context: Mapping[str, Any]) -> SafeString:
    """The page with the results in it."""
    parts = {
        "title": title(context),
        "results": results(context),
        "kept_query": context["kept_query"],
    }
    selection: Selection = context["selection"]
    if get_messages(request):
        page = {**_frame_of(selection.kind, context["noindex"]), **parts}
        return render_to_string("search/search.html", page, request)
    frame = _frame.__wrapped__ if settings.DEBUG else _frame
    language = get_language() or ""
    return frame(language, selection.kind, context["noindex"]).fill(**parts)


@cache
def _frame(language: str, kind: str, noindex: bool) -> Mould:
    """Drawn for a request of nobody, so that nothing of a visitor can stay in it."""
    slots = {name: slot(name) for name in ("title", "results", "kept_query")}
    page = {**_frame_of(kind, noindex), **slots}
    nobody = HttpRequest()
    nobody.path = str(page["canonical"])
    return Mould.of(render_to_string("search/search.html", page, nobody))


def _frame_of(kind: str, noindex: bool) -> dict[str, object]:
    address = partial(results_path, Selection(kind=kind))
    return {
        "canonical": address(),
        "alternates": in_each_language(address),
        "noindex": noindex,
    }


def results(context: Mapping[str, Any]) -> SafeString:
    """What htmx swaps, from the context of the search page."""
    selection: Selection = context["selection"]
    page, finder, found = context["page"], context["finder"], context["sections"]
    drawn = mould(
        "search/results.html",
        *("q", "where", "hidden", "filters", "title", "heading", "messages"),
        *("place_counts", "chips", "sort", "help", "sections"),
        results_path=context["results_path"],
        kind=selection.kind,
    )
    return drawn.fill(
        q=selection.q,
        where=finder.where,
        hidden=hidden(finder.hidden),
        filters=filters(context),
        title=title(context),
        heading=mould(
            "search/heading.html",
            *("heading", "number", "last"),
            is_alone=not page.has_other_pages(),
        ).fill(
            heading=context["heading"],
            number=page.number,
            last=page.paginator.num_pages,
        ),
        messages=joined([_repair(context), _offers(context), _messages(context)]),
        place_counts=_place_counts(context["place_counts"]),
        chips=joined([_chips(selection, context), _as_word(context), _wider(context)]),
        sort=_sort(selection, context) if found else "",
        help=render_to_string("search/nothing.html", context)
        if context["help"]
        else "",
        sections=_sections(found, page, selection) if found else "",
    )


def title(context: Mapping[str, Any]) -> SafeString:
    number = context["page"].number
    drawn = mould(
        "search/title.html",
        *("heading", "number"),
        is_first=number == 1,
        is_training=context["is_training"],
    )
    return drawn.fill(heading=context["heading"], number=number)


def _messages(context: Mapping[str, Any]) -> str:
    where, selection = context["where"], context["selection"]
    said = (where.typed, selection.ignored, selection.shortened)
    is_old = live.is_old()
    if is_old or any(said) or any(context[name] for name in MESSAGES):
        told = {**context, "is_old": is_old}
        return render_to_string("search/messages.html", told)
    return ""


def _repair(context: Mapping[str, Any]) -> str:
    repair: Repair | None = context["repair"]
    if not repair:
        return ""
    drawn = mould("search/repair.html", "shown", "url", "typed")
    shown = repair.selection.q
    return drawn.fill(shown=shown, url=repair.url, typed=repair.typed)


def _offers(context: Mapping[str, Any]) -> str:
    offers: Sequence[Meaning] = context["offers"]
    if not offers:
        return ""
    places = [Chip(Label(one.label), one.url, removes="") for one in offers]
    chips = joined(_chip(place) for place in places)
    return mould("search/offers.html", "chips").fill(chips=chips)


def _as_word(context: Mapping[str, Any]) -> str:
    word: Meaning | None = context["as_word"]
    if not word:
        return ""
    drawn = mould("search/as_word.html", "url", "name")
    return drawn.fill(url=word.url, name=word.label)


def _wider(context: Mapping[str, Any]) -> str:
    wider: WithDescriptions | None = context["with_descriptions"]
    if not wider:
        return ""
    drawn = mould("search/with_descriptions.html", "url", "total")
    return drawn.fill(url=wider.url, total=wider.total)


def _place_counts(text: str) -> SafeString:
    if not text:
        return SafeString("")
    return mould("search/place_counts.html", "text").fill(text=text)


def _chips(selection: Selection, context: Mapping[str, Any]) -> SafeString:
    chips: Sequence[Chip] = context["chips"]
    if not chips:
        return SafeString("")
    clear = selection.has_filters
    slots = ("chips", "clear_url") if clear else ("chips",)
    constants = {} if clear else {"clear_url": ""}
    drawn = mould("search/chips.html", *slots, **constants)
    items = (f"<li>{_chip(chip)}</li>" for chip in chips)
    return drawn.fill(chips=joined(items), clear_url=context["clear_url"])


def _chip(chip: Chip) -> SafeString:
    label = chip.label
    removing = bool(chip.removes)
    slots = ("url", "content", "removes") if removing else ("url", "content")
    constants = {} if removing else {"removes": ""}
    one = mould(
        "components/chip.html",
        *slots,
        lang=label.lang,
        dir=label.dir,
        count=None,
        **constants,
    )
    return one.fill(url=chip.url, removes=chip.removes, content=label.text)


def _sort(selection: Selection, context: Mapping[str, Any]) -> SafeString:
    language, path = get_language() or "", context["results_path"]
    drawn = _sort_shape(language, path, selection.sort)
    return drawn.fill(hidden=hidden(selection.besides_sort))


@lru_cache(maxsize=64)
def _sort_shape(_language: str, path: str, chosen: str) -> Mould:
    sorts = tuple((value, str(label)) for value, label in SORTS.items())
    return mould(
        "search/sort.html", "hidden", results_path=path, sorts=sorts, chosen=chosen
    )


def _sections(
    found: Iterable[Section], page: Page[Any], selection: Selection
) -> SafeString:
    parts = []
    for number, section in enumerate(found, start=1):
        named = bool(section.heading)
        slots = ("cards", "heading") if named else ("cards",)
        drawn = mould("search/section.html", *slots, number=number, has_heading=named)
        cards = joined(f"<li>{card}</li>" for card in section.cards)
        parts.append(drawn.fill(cards=cards, heading=section.heading))
    return joined(
        [*parts, mould("components/picks.html").fill(), *_pages(page, selection)]
    )


def _pages(page: Page[Any], selection: Selection) -> list[str]:
    """The numbers of the other pages, if there are any."""
    last = page.paginator.num_pages
    if last == 1:
        return []
    numbers, shape = pages_as_drawn(page.number, last)
    query = selection.first_page.removeprefix("?")
    drawn = mould("search/pages.html", *shape.slots, page=shape)
    return [drawn.fill(query=f"{query}&" if query else "", **numbers)]

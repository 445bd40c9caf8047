"""The results as HTML: templates drawn once, filled in with what was found.

A page has some 200 parts. The template engine draws each kind of part once in a
language; requests then only put strings together.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from html import escape
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
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
from search.page_numbers import Page, Shape, pages_as_drawn
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
    page: Page = context["page"]
    finder, found = context["finder"], context["sections"]
    language = get_language() or ""
    shape = _results_shape(language, context["results_path"], selection.kind)
    return shape.fill(
        q=selection.q,
        where=finder.where,
        hidden=hidden(finder.hidden),
        filters=filters(context),
        title=title(context),
        heading=_heading_shape(language, page.is_alone).fill(
            heading=context["heading"], number=page.number, last=page.last
        ),
        messages=joined([_repair(context), _offers(context), _messages(context)]),
        place_counts=_place_counts(context["place_counts"]),
        chips=joined([_chips(language, context), _as_word(context), _wider(context)]),
        sort=_sort(language, context) if found else "",
        help=render_to_string("search/nothing.html", context)
        if context["help"]
        else "",
        sections=_sections(language, found, page, selection) if found else "",
    )


@lru_cache(maxsize=16)
def _results_shape(_language: str, path: str, kind: str) -> Mould:
    return mould(
        "search/results.html",
        *("q", "where", "hidden", "filters", "title", "heading", "messages"),
        *("place_counts", "chips", "sort", "help", "sections"),
        results_path=path,
        kind=kind,
    )


@lru_cache(maxsize=16)
def _heading_shape(_language: str, is_alone: bool) -> Mould:
    slots = ("heading", "number", "last")
    return mould("search/heading.html", *slots, is_alone=is_alone)


def title(context: Mapping[str, Any]) -> SafeString:
    number, is_training = context["page"].number, context["is_training"]
    shape = _title_shape(get_language() or "", number == 1, is_training)
    return shape.fill(heading=context["heading"], number=number)


@lru_cache(maxsize=16)
def _title_shape(_language: str, is_first: bool, is_training: bool) -> Mould:
    slots = ("heading", "number")
    return mould(
        "search/title.html", *slots, is_first=is_first, is_training=is_training
    )


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
    language = get_language() or ""
    chips = joined(_chip(language, place) for place in places)
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


def _chips(language: str, context: Mapping[str, Any]) -> SafeString:
    chips: Sequence[Chip] = context["chips"]
    if not chips:
        return SafeString("")
    shape = _chips_shape(language, context["selection"].has_filters)
    items = joined([f"<li>{_chip(language, chip)}</li>" for chip in chips])
    return shape.fill(chips=items, clear_url=context["clear_url"])


@lru_cache(maxsize=16)
def _chips_shape(_language: str, clear: bool) -> Mould:
    slots = ("chips", "clear_url") if clear else ("chips",)
    constants = {} if clear else {"clear_url": ""}
    return mould("search/chips.html", *slots, **constants)


def _chip(language: str, chip: Chip) -> str:
    label = chip.label
    shape = _chip_shape(language, label.lang, label.dir, bool(chip.removes))
    url, text = escape(chip.url), escape(label.text)
    if chip.removes:
        return shape.put(url, escape(chip.removes), text)
    return shape.put(url, text)


@lru_cache(maxsize=512)
def _chip_shape(_language: str, lang: str, direction: str, removing: bool) -> Mould:
    slots = ("url", "content", "removes") if removing else ("url", "content")
    constants = {} if removing else {"removes": ""}
    of_label = {"lang": lang, "dir": direction, "count": None}
    return mould("components/chip.html", *slots, **of_label, **constants)


def _sort(language: str, context: Mapping[str, Any]) -> SafeString:
    selection: Selection = context["selection"]
    shape = _sort_shape(language, context["results_path"], selection.sort)
    return shape.fill(hidden=hidden(selection.besides_sort))


@lru_cache(maxsize=64)
def _sort_shape(_language: str, path: str, chosen: str) -> Mould:
    sorts = tuple((value, str(label)) for value, label in SORTS.items())
    return mould(
        "search/sort.html", "hidden", results_path=path, sorts=sorts, chosen=chosen
    )


def _sections(
    language: str, found: Iterable[Section], page: Page, selection: Selection
) -> SafeString:
    parts = []
    for number, section in enumerate(found, start=1):
        shape = _section_shape(language, number, bool(section.heading))
        cards = "</li><li>".join(section.cards)
        parts.append(
            shape.fill(cards=SafeString(f"<li>{cards}</li>"), heading=section.heading)
        )
    parts.append(_picks(language))
    if not page.is_alone:
        parts.append(_pages(language, page, selection))
    return joined(parts)


@lru_cache(maxsize=256)
def _section_shape(_language: str, number: int, named: bool) -> Mould:
    slots = ("cards", "heading") if named else ("cards",)
    return mould("search/section.html", *slots, number=number, has_heading=named)


@lru_cache(maxsize=16)
def _picks(_language: str) -> SafeString:
    return mould("components/picks.html").fill()


def _pages(language: str, page: Page, selection: Selection) -> SafeString:
    """The numbers of the other pages."""
    numbers, numbered = pages_as_drawn(page.number, page.last)
    query = selection.first_page.removeprefix("?")
    shape = _pages_shape(language, numbered)
    return shape.fill(query=f"{query}&" if query else "", **numbers)


@lru_cache(maxsize=256)
def _pages_shape(_language: str, numbered: Shape) -> Mould:
    return mould("search/pages.html", *numbered.slots, page=numbered)

"""The search page, and the page with all options of one facet."""

from collections.abc import Mapping
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from activities.models.choices import Kind
from search import drawing, fruitless
from search.addresses import moved_url, results_path, results_url
from search.answering import ask, origin_of, understood, vocabulary
from search.chips import chips, chosen_in
from search.descriptions import with_descriptions
from search.everyone import for_everyone
from search.facets import OF_PARAMETER
from search.filters import read
from search.meant import Meant, as_word, meant_in, repair_of
from search.nothing import help_for
from search.page_cache import KINDS, VARIES
from search.page_numbers import page_of
from search.panel_drawing import fieldset, options
from search.panels import group, panels
from search.places import Where, finder_of, where_is
from search.sections import sections
from search.selection import Selection
from search.summary import heading, place_counts
from textanalysis.folding import words


@for_everyone
@login_not_required
@require_safe
def activities(request: HttpRequest, kind: str = Kind.ACTIVITY) -> HttpResponse:
    selection = read(request.GET, kind)
    where = where_is(selection)
    listed = partial(vocabulary, selection.kind)
    meant = meant_in(selection, listed) if selection.q else Meant()
    if selection.kind != kind or where.place or meant.filters:
        given = request.GET.copy()
        if meant.filters:
            given["q"] = meant.rest
        return redirect(moved_url(selection, given, where.place, meant.filters))
    context = _context(selection, where, meant)
    draw = drawing.results if _swaps(request) else partial(drawing.whole, request)
    response = fruitless.Page(draw(context))
    if context["help"]:
        response.words = tuple(sorted(set(words(selection.q))))
        fruitless.say(request, response.words)
    return _varied(response)


@for_everyone
@login_not_required
@require_safe
def facet(request: HttpRequest, name: str, kind: str = Kind.ACTIVITY) -> HttpResponse:
    """All options of one parameter: a plain list that works without JavaScript.

    On the page of results, htmx puts those at its end that are not there yet.
    """
    if name not in OF_PARAMETER or OF_PARAMETER[name].counts is None:
        raise Http404
    selection = read(request.GET, kind)
    counts = ask(selection).counts_of(OF_PARAMETER[name].name)[name]
    found = group(selection, name, counts, most=None)
    if _swaps(request):
        there = len(group(selection, name, counts).options)
        rest = found._replace(options=found.options[there:])
        return _varied(HttpResponse(options(rest)))
    context = {
        "selection": selection,
        "group": found,
        "options": fieldset(found),
        "rest": selection.without(name).parameters(),
        "results_path": results_path(selection),
        "results_url": results_url(selection),
        "noindex": True,
    }
    return _varied(render(request, "search/facet.html", context))


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, VARIES)
    return response


def _swaps(request: HttpRequest) -> bool:
    """htmx swaps the results alone; a page restored from history is whole."""
    said = [request.META.get(name) == "true" for name in KINDS]
    return said == [True, False]


def _context(selection: Selection, where: Where, meant: Meant) -> Mapping[str, object]:
    chosen = chosen_in(selection)
    asked = understood(selection)
    repair = repair_of(selection, asked)
    answer = ask(selection, asked.query)
    page = page_of(answer, selection.page)
    shown = selection.on_page(page.number)
    return {
        "selection": shown,
        "where": where,
        "page": page,
        "heading": heading(repair.selection if repair else selection, answer.total),
        "repair": repair,
        "offers": meant.offers,
        "as_word": as_word(selection, chosen),
        "with_descriptions": with_descriptions(selection, repair, answer),
        "place_counts": place_counts(chosen, answer),
        "beyond": selection.page > page.last,
        "finder": finder_of(selection, chosen),
        "nowhere_near": selection.sort == "near" and not origin_of(selection),
        "sections": sections(selection, page.hits, pick=True),
        "panels": panels(selection, answer.counts()),
        "chips": chips(selection, chosen),
        "clear_url": results_url(selection.cleared()),
        "results_path": results_path(selection),
        "help": help_for(selection, answer, chosen, asked.query),
        "kept_query": shown.query_string,
        "noindex": selection.has_filters or bool(selection.q),
        "is_training": selection.kind == Kind.TRAINING,
    }

"""The search page, and the page with all options of one facet."""

import logging
from collections.abc import Mapping
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from activities.models.choices import Kind
from search.addresses import in_each_language, moved_url, results_path, results_url
from search.chips import chips, chosen_in
from search.facets import OF_PARAMETER
from search.nothing import help_for
from search.panels import group, panels
from search.places import Where, finder_of, where_is
from search.results import Search
from search.sections import sections
from search.summary import heading, place_counts
from textanalysis.folding import words

# Says which words found nothing, to be counted later: no page writes to the database.
fruitless = logging.getLogger("kotopolku.fruitless")
PER_PAGE = 20
VARIES = ("HX-Request", "HX-History-Restore-Request")
SORTS = {
    "best": _("Best match first"),
    "date": _("Next session first"),
    "new": _("Newest first"),
    "near": _("Nearest first"),
}


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@login_not_required
@require_safe
def activities(request: HtmxRequest, kind: str = Kind.ACTIVITY) -> HttpResponse:
    search = Search(request.GET, kind)
    where = where_is(search.selection)
    if search.selection.kind != kind or where.place:
        return redirect(moved_url(search.selection, request.GET, where.place))
    context = _context(search, where)
    if context["help"]:
        for word in set(words(search.selection.q)):
            fruitless.info("%s", word, extra={"request": request})
    response = render(request, _template(request), context)
    patch_vary_headers(response, VARIES)
    return response


@login_not_required
@require_safe
def facet(request: HttpRequest, name: str, kind: str = Kind.ACTIVITY) -> HttpResponse:
    """All options of one parameter: a plain list that works without JavaScript."""
    if name not in OF_PARAMETER or OF_PARAMETER[name].counts is None:
        raise Http404
    search = Search(request.GET, kind)
    selection = search.selection
    options = group(selection, name, search.counts_of(name), most=None)
    context = {
        "selection": selection,
        "group": options,
        "rest": selection.without(name).parameters(),
        "results_path": results_path(selection),
        "results_url": results_url(selection),
        "noindex": True,
    }
    return render(request, "search/facet.html", context)


def _template(request: HtmxRequest) -> str:
    """htmx swaps the results alone; a page restored from history is whole."""
    swap = bool(request.htmx) and not request.htmx.history_restore_request
    return "search/results.html" if swap else "search/search.html"


def _context(search: Search, where: Where) -> Mapping[str, object]:
    selection = search.selection
    chosen = chosen_in(selection)
    hits, counts = search.hits(), search.counts()
    page = Paginator(hits, PER_PAGE).get_page(selection.page)
    shown = selection.on_page(page.number)
    return {
        "selection": shown,
        "where": where,
        "page": page,
        "heading": heading(selection, len(hits)),
        "place_counts": place_counts(chosen, hits),
        "beyond": selection.page if selection.page > page.paginator.num_pages else 0,
        "finder": finder_of(selection, chosen),
        "sorts": SORTS.items(),
        "nowhere_near": selection.sort == "near" and search.origin is None,
        "sections": sections(selection, list(page.object_list), pick=True),
        "panels": panels(selection, counts),
        "chips": chips(selection, chosen),
        "clear_url": results_url(selection.cleared()),
        "results_path": results_path(selection),
        "query": QueryDict(selection.query_string.removeprefix("?")),
        "help": None if hits else help_for(search, chosen, counts),
        "alternates": in_each_language(partial(results_path, selection)),
        "canonical": results_path(selection),
        "kept_query": shown.query_string,
        "noindex": selection.has_filters or bool(selection.q),
        "is_training": selection.kind == Kind.TRAINING,
    }

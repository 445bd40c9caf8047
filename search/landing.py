"""Pages for each region, municipality, theme, target group and language in use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from activities.models import Language, TargetGroup, Theme
from regions.alphabet import alphabetical_key
from regions.models import Municipality, Region
from regions.named import Named
from search.addresses import in_each_language, results_url
from search.answering import ask, counts_of
from search.chips import chosen_in
from search.everyone import for_everyone
from search.sections import sections
from search.selection import Selection
from search.summary import place_counts

SHOWN = 12


@dataclass(frozen=True)
class Section:
    """A kind of landing page: its terms, its search parameter and its words."""

    name: str
    plural: str
    parameter: str
    model: type[Named]
    heading: str | Promise
    intro: str | Promise


SECTIONS = {
    section.name: section
    for section in (
        Section(
            "region",
            "regions",
            "region",
            Region,
            _("Activities by region"),
            _("Choose a region to see what you can do there."),
        ),
        Section(
            "municipality",
            "municipalities",
            "municipality",
            Municipality,
            _("Activities by municipality"),
            _("Choose a municipality to see what you can do there."),
        ),
        Section(
            "theme",
            "themes",
            "theme",
            Theme,
            _("Activities by theme"),
            _("Choose what you are interested in."),
        ),
        Section(
            "target_group",
            "target_groups",
            "target",
            TargetGroup,
            _("Activities by target group"),
            _("Choose a group to see what is made for it."),
        ),
        Section(
            "language",
            "languages",
            "language",
            Language,
            _("Activities by language"),
            _("Choose a language to see what you can do in it."),
        ),
    )
}


@dataclass(frozen=True)
class Entry:
    term: Named
    name: str
    url: str
    count: int


def entries(section: Section, counts: Mapping[str, int]) -> list[Entry]:
    """The terms that find something, by name."""
    terms = section.model._default_manager.filter(code__in=counts, active=True)
    found = [
        Entry(term, _name(term), _url(section, term), counts[term.code])
        for term in terms
        if counts[term.code]
    ]
    return sorted(found, key=lambda entry: alphabetical_key(entry.name))


@for_everyone
@login_not_required
@require_safe
def index(request: HttpRequest, section: Section) -> HttpResponse:
    counts = counts_of(section.parameter)
    context = {"section": section, "entries": entries(section, counts)}
    return render(request, "search/landing_index.html", context)


@for_everyone
@login_not_required
@require_safe
def landing(request: HttpRequest, section: Section, slug: str) -> HttpResponse:
    term = section.model._default_manager.by_slug(slug)
    if term is None:
        raise Http404
    url = _url(section, term)
    if request.path != url:
        return redirect(url)
    selection = Selection().adding(section.parameter, term.code)
    answer = ask(selection)
    context = {
        "section": section,
        "term": term,
        "name": _name(term),
        "count": answer.total,
        "place_counts": place_counts(chosen_in(selection), answer),
        "sections": sections(selection, answer.hits(0, SHOWN)),
        "search_url": results_url(selection),
        "has_more": answer.total > SHOWN,
        "crumbs": [(reverse(f"search:{section.plural}"), section.heading)],
        "around": _around(term),
        "alternates": in_each_language(partial(_url, section, term)),
        "noindex": not answer.total,
    }
    return render(request, "search/landing.html", context)


def _name(term: Named) -> str:
    """Of a language its own name first: مقهى is found by those who read it."""
    if isinstance(term, Language) and term.autonym != term.name:
        return f"{term.autonym} ({term.name})"
    return str(term.name)


def _url(section: Section, term: Named) -> str:
    return reverse(f"search:{section.name}", args=[term.slug])


def _around(term: Named) -> Iterable[Entry]:
    """Of a region its municipalities; of a municipality its neighbours."""
    if isinstance(term, Region):
        near = list(Municipality.objects.active().in_region(term))
    elif isinstance(term, Municipality):
        near = Municipality.objects.active().nearest_to(term, 8)
    else:
        return []
    counts = counts_of("municipality")
    codes = {town.code for town in near}
    here = {code: count for code, count in counts.items() if code in codes}
    return entries(SECTIONS["municipality"], here)

"""The directory of organisations, and the public page of one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.models.choices import Kind
from activities.prepared import draw_today
from activities.texts import text_of
from organisations.models import Organisation
from search.addresses import in_each_language
from search.directory import OrganisationFilterSet
from search.everyone import for_everyone

PER_PAGE = 50


@for_everyone
@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Approved organisations by name, with how much each of them offers now."""
    filters = OrganisationFilterSet(request.GET)
    page = Paginator(filters.found(), PER_PAGE).get_page(filters.page)
    context = {"filters": filters, "form": filters.form, "page": page}
    return render(request, "search/organisations.html", context)


@for_everyone
@login_not_required
@require_safe
def organisation(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    approved = Organisation.objects.approved().select_related("home_municipality")
    found = get_object_or_404(approved, pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found)
    offered = Activity.objects.public().offered_by(found).with_card()
    context = {
        "organisation": found,
        "name": text_of(found, "name"),
        "description": text_of(found, "description"),
        "activities": [draw_today(one) for one in offered.of_kind(Kind.ACTIVITY)],
        "trainings": [draw_today(one) for one in offered.of_kind(Kind.TRAINING)],
        "crumbs": [(reverse("search:organisations"), _("Organisations"))],
        "alternates": in_each_language(found.get_absolute_url),
    }
    return render(request, "search/organisation.html", context)

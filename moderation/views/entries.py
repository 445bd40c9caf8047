"""Every entry of one's areas: where to find the one that has to be taken down."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import user_of
from activities.models import Activity
from moderation.access import activities_in, areas_of, require_moderator
from moderation.filters import EntryFilterSet

PER_PAGE = 50


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    require_moderator(user)
    public = Activity.objects.exclude(public_version=None)
    rows: QuerySet[Activity] = public.select_related("organisation", "public_version")
    if not user.is_superuser:
        rows = activities_in(rows, areas_of(user))
    filters = EntryFilterSet(request.GET, queryset=rows.order_by("pk"))
    # What does not fit a filter is no choice, and no error.
    found = filters.qs if filters.form.is_valid() else rows.order_by("pk")
    context = {
        "form": filters.form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "moderation/entries.html", context)

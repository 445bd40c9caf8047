"""The log of everything that happened, for administrators."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import user_of
from moderation.access import require_administrator
from moderation.filters import LogFilterSet
from moderation.log import lines

PER_PAGE = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    require_administrator(user_of(request))
    filters = LogFilterSet(request.GET)
    page = Paginator(filters.found(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": filters.form,
        "page": page,
        "lines": lines(page.object_list),
        "filtered": any(request.GET.get(name) for name in filters.form.fields),
    }
    return render(request, "moderation/log.html", context)

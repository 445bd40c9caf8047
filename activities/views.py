"""The public page of one entry, and its calendar."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from activities.access import get_published_activity, is_gone
from activities.calendars import calendar_of
from activities.models import Activity
from activities.models.choices import Kind
from activities.pages import page_of
from activities.prepared import draw_today
from activities.texts import LANGUAGES

# Says which entry was viewed, to be counted later: no page writes to the database.
views = logging.getLogger("kotopolku.views")


@login_not_required
@require_safe
def detail(
    request: HttpRequest, pk: int, slug: str = "", kind: str = Kind.ACTIVITY
) -> HttpResponse:
    activity = get_published_activity(pk, kind)
    if is_gone(activity):
        return _gone(request, activity)
    if request.path != activity.get_absolute_url():
        return redirect(activity)
    views.info("%s", activity.pk, extra={"request": request})
    context = {
        "page": page_of(activity),
        "activity": activity,
        "similar": _similar(activity),
        "alternates": _alternates(activity),
        "crumbs": _crumbs(activity),
        "noindex": activity.is_hidden,
    }
    return render(request, "activities/detail.html", context)


@login_not_required
@require_safe
def calendar(request: HttpRequest, pk: int, kind: str = Kind.ACTIVITY) -> HttpResponse:
    activity = get_published_activity(pk, kind)
    if is_gone(activity):
        return _gone(request, activity)
    response = HttpResponse(calendar_of(activity), content_type="text/calendar")
    name = f"kotopolku-{activity.pk}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _crumbs(activity: Activity) -> list[tuple[str, object]]:
    """The search, and where the entry is held when that is one municipality."""
    training = activity.kind == Kind.TRAINING
    name = "search:trainings" if training else "search:activities"
    label = _("Training and events") if training else _("Activities")
    towns = activity.published_version.municipalities.all()
    crumbs: list[tuple[str, object]] = [(reverse(name), label)]
    if len(towns) == 1:
        town = towns[0]
        crumbs += [
            (reverse("search:region", args=[town.region.slug]), town.region),
            (reverse("search:municipality", args=[town.slug]), town),
        ]
    return crumbs


def _gone(request: HttpRequest, activity: Activity) -> HttpResponse:
    context = {"similar": _similar(activity), "noindex": True}
    return render(request, "410.html", context, status=410)


def _similar(activity: Activity) -> list[object]:
    similar = Activity.objects.public().similar_to(activity).with_card()
    return [draw_today(other) for other in similar[:3]]


def _alternates(activity: Activity) -> dict[str, str]:
    """The page in each language: the slug is that of the title there."""
    paths = {}
    for code in LANGUAGES:
        with override(code):
            paths[code] = activity.get_absolute_url()
    return paths

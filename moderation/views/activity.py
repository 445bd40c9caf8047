"""An entry as its moderators oversee it: take down, put back, follow, history."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from activities.history import history
from activities.models import Activity
from activities.texts import text_of
from events.transitions import StateChanged
from moderation.access import get_moderated_activity, refuse_own_things
from moderation.forms import ReasonForm
from moderation.models import Follow
from organisations.impartiality import is_own


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_moderated_activity(user_of(request), pk)
    return page(request, found, ReasonForm())


@keeps_typed
@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    found = get_moderated_activity(user, pk)
    refuse_own_things(user, found.organisation)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, found, form)
    reasons = form.reasons()
    author = found.public_version.author if found.public_version else None
    reason = reasons[author.language if author else "fi"]
    try:
        found.take_down(user, reason, reasons)
        messages.success(request, _("Nobody sees the entry now."))
    except StateChanged:
        messages.info(request, _("Somebody has taken it down already."))
    return redirect("moderation:activity", pk)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    found = get_moderated_activity(user, pk)
    refuse_own_things(user, found.organisation)
    try:
        found.put_back(user)
        messages.success(request, _("The entry is on Kotopolku again."))
    except StateChanged:
        messages.info(request, _("Somebody has put it back already."))
    return redirect("moderation:activity", pk)


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of later changes by mail, or no longer."""
    user = user_of(request)
    found = get_moderated_activity(user, pk)
    if "stop" in request.POST:
        Follow.objects.filter(activity=found, user=user).delete()
        messages.success(request, _("You no longer get mail about this entry."))
    else:
        Follow.objects.get_or_create(activity=found, user=user)
        messages.success(request, _("You get a mail when this entry changes."))
    return redirect("moderation:activity", pk)


def page(request: HttpRequest, found: Activity, form: ReasonForm) -> HttpResponse:
    user = user_of(request)
    latest = found.public_version or found.versions.exclude(submitted_at=None).first()
    context = {
        "activity": found,
        "title": text_of(latest, "title"),
        "organisation": found.organisation,
        "versions": found.versions.exclude(submitted_at=None).order_by("-number"),
        "is_public": Activity.objects.published().filter(pk=found.pk).exists(),
        "own": is_own(found.organisation, user),
        "follows": Follow.objects.filter(activity=found, user=user).exists(),
        "form": form,
        "history": history(found, for_moderator=True),
    }
    return render(request, "moderation/activity.html", context)

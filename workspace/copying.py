"""A new entry from an old one, and a draft that is thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.signed_in import user_of
from activities.copying import copy_for_next_season
from activities.discarding import discard as throw_away
from events.receipts import once
from events.transitions import StateChanged
from workspace.access import get_editable_activity
from workspace.meanwhile import told_when_changed


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """For the next season; its editor begins with the dates."""
    user = user_of(request)
    activity = get_editable_activity(user, pk)

    def act() -> str:
        draft = copy_for_next_season(activity, user)
        return reverse("workspace:edit", args=[draft.activity_id, "when"])

    address = once(request.POST.get("token", ""), user, act)
    messages.info(
        request,
        _("Here is a copy. The dates are those of last season: check them first."),
    )
    return redirect(address)


@require_POST
@told_when_changed
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)

    def act() -> str:
        """Once: afterwards there may be no entry to look for any more."""
        draft = get_editable_activity(user, pk).versions.drafts().first()
        if draft is None:
            raise StateChanged(get_editable_activity(user, pk))
        throw_away(draft, user)
        return reverse("workspace:home")

    address = once(request.POST.get("token", ""), user, act)
    messages.success(request, _("The draft is thrown away."))
    return redirect(address)

"""Decide on an organisation; hide it and show it again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from activities.models import Version
from activities.texts import text_of
from events.transitions import StateChanged
from moderation.access import get_moderated_organisation, refuse_own_things
from moderation.forms import StateForm
from moderation.models import Claim
from organisations.impartiality import is_own
from organisations.models import Organisation
from organisations.names import alike

State = Organisation.State
CONFLICT = 409


def verbs_of(organisation: Organisation) -> list[tuple[str, str]]:
    """What can be decided in its state; nothing once it was rejected."""
    return {
        State.PENDING: [
            ("approve", _("Approve the organisation")),
            ("reject", _("Reject")),
        ],
        State.APPROVED: [("suspend", _("Suspend: hide it and its entries at once"))],
        State.SUSPENDED: [("reinstate", _("Show it and its entries again"))],
    }.get(State(organisation.state), [])


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    found = get_moderated_organisation(user, pk)
    verbs = verbs_of(found)
    if request.method != "POST":
        return page(request, found, StateForm(verbs, found.state))
    refuse_own_things(user, found)
    form = StateForm(verbs, found.state, request.POST)
    claim = Claim.objects.in_force().of(found).exclude(by=user).exists()
    if claim or request.POST.get("state") != found.state:
        return page(request, found, form.renewed(), CONFLICT)
    if not form.is_valid():
        return page(request, found, form)
    reason = form.reasons()[language_of(found)]
    acts: dict[str, Callable[[], None]] = {
        "approve": lambda: found.approve(user),
        "reject": lambda: found.reject(user, reason),
        "suspend": lambda: found.suspend(user, reason),
        "reinstate": lambda: found.reinstate(user),
    }
    try:
        acts[form.cleaned_data["verdict"]]()
    except StateChanged:
        now = get_moderated_organisation(user, pk)
        again = StateForm(verbs_of(now), now.state, request.POST).renewed()
        return page(request, now, again, CONFLICT)
    Claim.objects.of(found).delete()
    text = _("The decision is saved. The organisation will get a message.")
    messages.success(request, text)
    return redirect("moderation:queue")


def language_of(organisation: Organisation) -> str:
    """Of its first owner: one text is kept, and its people read it."""
    first: Any = organisation.memberships.owners().first()
    return first.user.language if first else "fi"


def page(
    request: HttpRequest, found: Organisation, form: StateForm, status: int = 200
) -> HttpResponse:
    user = user_of(request)
    waits = found.state == State.PENDING
    claim = Claim.objects.in_force().of(found).select_related("by").first()
    own = is_own(found, user)
    names = (found.name_fi, found.name_sv, found.name_en)
    near = alike(name for name in names if name) if waits else []
    context = {
        "organisation": found,
        "name": text_of(found, "name"),
        "description": text_of(found, "description"),
        "members": found.memberships.active(),
        "alike": [one for one in near if one.pk != found.pk],
        "entries": Version.objects.awaiting_review().filter(
            activity__organisation=found
        ),
        "form": form,
        "waits": waits,
        "own": own,
        "claim": claim,
        "can_decide": bool(verbs_of(found))
        and not own
        and (claim is None or claim.by_id == user.pk),
        "conflict": status == CONFLICT,
    }
    return render(request, "moderation/organisation.html", context, status=status)

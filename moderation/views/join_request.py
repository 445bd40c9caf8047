"""Answer a request to join, where no owner did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.confirmed import require_confirmed
from accounts.held import keeps_typed
from accounts.signed_in import user_of
from events.transitions import StateChanged
from moderation.access import get_moderated_join_request, refuse_own_things
from moderation.forms import JoinAnswerForm
from moderation.models import Claim
from organisations.impartiality import is_own
from organisations.models import JoinRequest, Membership

CONFLICT = 409


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    found = get_moderated_join_request(user, pk)
    form = JoinAnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, found, form)
    refuse_own_things(user, found.organisation)
    if Claim.objects.in_force().of(found).exclude(by=user).exists():
        return page(request, found, form, CONFLICT)
    if not form.is_valid():
        return page(request, found, form)
    verdict, role = (form.cleaned_data[name] for name in ("verdict", "role"))
    if verdict == "accept" and role == Membership.Role.OWNER:
        require_confirmed(request)
    try:
        if verdict == "accept":
            found.accept(user, role)
        else:
            found.decline(user, form.cleaned_data["reason"])
    except StateChanged:
        now = get_moderated_join_request(user, pk)
        return page(request, now, form, CONFLICT)
    Claim.objects.of(found).delete()
    messages.success(request, _("The person who asked will get a message."))
    return redirect("moderation:queue")


def page(
    request: HttpRequest, found: JoinRequest, form: JoinAnswerForm, status: int = 200
) -> HttpResponse:
    user = user_of(request)
    waits = JoinRequest.objects.for_moderators().filter(pk=found.pk).exists()
    claim = Claim.objects.in_force().of(found).select_related("by").first()
    own = is_own(found.organisation, user)
    context = {
        "join_request": found,
        "organisation": found.organisation,
        "members": found.organisation.memberships.active(),
        "form": form,
        "waits": waits,
        "claim": claim,
        "own": own,
        "can_decide": waits and not own and (claim is None or claim.by_id == user.pk),
        "conflict": status == CONFLICT,
    }
    return render(request, "moderation/join_request.html", context, status=status)

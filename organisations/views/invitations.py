"""Inviting by mail, and the page that the link in the mail opens."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.confirmed import require_confirmed
from accounts.links import LinkBroken, LinkExpired, read
from accounts.signed_in import user_of
from events.receipts import once
from events.transitions import StateChanged
from organisations.access import get_managed_organisation
from organisations.forms import InvitationForm
from organisations.models import Invitation, Membership
from organisations.models.invitation import PURPOSE, VALID_FOR
from organisations.views.editing import form_methods


@form_methods
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_managed_organisation(user_of(request), pk)
    blank = Invitation(
        organisation=organisation,
        invited_by=user_of(request),
        language=user_of(request).language,
    )
    form = InvitationForm(request.POST or None, instance=blank)

    def act() -> str:
        form.instance.send()
        return reverse("organisations:members", args=[pk])

    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["role"] == Membership.Role.OWNER:
            require_confirmed(request)
        address = once(form.cleaned_data["token"], user_of(request), act)
        said = _("The invitation has been sent to %(email)s. It is valid for 14 days.")
        messages.success(request, said % {"email": form.cleaned_data["email"]})
        return redirect(address)
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/invite.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    get_managed_organisation(user_of(request), invitation.organisation_id)
    try:
        invitation.revoke(user_of(request))
    except StateChanged:
        messages.info(request, _("The invitation is no longer open."))
    else:
        messages.success(request, _("The invitation is cancelled."))
    return redirect("organisations:members", invitation.organisation_id)


@login_not_required
@never_cache
@form_methods
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; one button, and nothing happens before it is pressed."""
    found = _invitation(token)
    if found is None or not found.is_open:
        over: dict[str, Any] = {"invitation": found}
        return render(request, "organisations/invitation_over.html", over, status=410)
    user = request.user
    fits = user.is_authenticated and found.is_for(user)
    if request.method == "POST" and user.is_authenticated and fits:
        return _accept(request, found)
    back = {"next": request.path}
    signup = urlencode({"email": found.email, **back})
    context: dict[str, Any] = {
        "invitation": found,
        "fits": fits,
        "user": user,
        # For the menu, which leaves the session of public pages alone.
        "person": user if user.is_authenticated else None,
        "signup_url": f"{reverse('account_signup')}?{signup}",
        "login_url": f"{reverse('account_login')}?{urlencode(back)}",
    }
    return render(request, "organisations/invitation.html", context)


def _invitation(token: str) -> Invitation | None:
    try:
        number = read(PURPOSE, token, VALID_FOR)["id"]
    except (LinkBroken, LinkExpired):
        return None
    related = Invitation.objects.select_related("organisation", "invited_by")
    return related.filter(pk=number).first()


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        found.accept(user_of(request))
    except StateChanged:
        return redirect("organisations:invitation", found.token)
    said = _("You are now a member: %(organisation)s")
    messages.success(request, said % {"organisation": found.organisation})
    return redirect("organisations:members", found.organisation_id)

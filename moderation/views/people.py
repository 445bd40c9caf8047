"""Who moderates: invitations, areas, deputies and absences."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from accounts.confirmed import require_confirmed
from accounts.links import LinkBroken, LinkExpired, read
from accounts.models import User
from accounts.signed_in import user_of
from events.receipts import once
from events.transitions import StateChanged
from moderation.access import require_administrator, require_moderator
from moderation.models import INVITATION_LASTS, ModeratorInvitation
from moderation.people import PURPOSE, accept, invite, set_areas, withdraw
from moderation.people_forms import AbsenceForm, AreasForm, InvitationForm
from regions.models import Absence, ModerationArea, ModeratorAssignment

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def people(request: HttpRequest) -> HttpResponse:
    by = user_of(request)
    require_administrator(by)
    blank = ModeratorInvitation(by=by)
    form = InvitationForm(_posted(request), instance=blank)

    def act() -> str:
        invite(form.instance, form.cleaned_data["areas"])
        return reverse("moderation:people")

    if request.method == "POST" and form.is_valid():
        require_confirmed(request)
        address = once(form.cleaned_data["token"], by, act)
        said = _("The invitation has been sent to %(email)s. It is valid for 14 days.")
        messages.success(request, said % {"email": form.cleaned_data["email"]})
        return redirect(address)
    held = ModeratorAssignment.objects.in_force().select_related("user")
    areas = ModerationArea.objects.in_force()
    context = {
        "form": form,
        "areas": [(area, [a for a in held if a.area_id == area.pk]) for area in areas],
        "away": set(held.values_list("user", flat=True))
        - set(held.present().values_list("user", flat=True)),
        "administrators": User.objects.filter(is_superuser=True, is_active=True),
        "invitations": ModeratorInvitation.objects.unused().prefetch_related("areas"),
    }
    return render(request, "moderation/people.html", context)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_POST
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    by = user_of(request)
    require_administrator(by)
    try:
        withdraw(get_object_or_404(ModeratorInvitation, pk=pk), by)
        messages.success(request, _("The invitation is cancelled."))
    except StateChanged:
        messages.info(request, _("The invitation is no longer open."))
    return redirect("moderation:people")


@form_methods
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The areas of one moderator; without any they are no longer one."""
    by = user_of(request)
    require_administrator(by)
    moderators = User.objects.filter(assignments__isnull=False).distinct()
    found = get_object_or_404(moderators, pk=pk)
    form = AreasForm(found, _posted(request))
    if request.method == "POST" and form.is_valid():
        require_confirmed(request)
        set_areas(found, form.deputies(), by)
        messages.success(request, _("The areas are saved."))
        return redirect("moderation:people")
    return render(request, "moderation/person.html", {"form": form, "person": found})


@login_not_required
@never_cache
@form_methods
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One button; nothing happens before it is pressed."""
    found = _invitation(token)
    if found is None:
        return render(request, "moderation/invitation_over.html", status=410)
    user = request.user
    fits = user.is_authenticated and user.email.lower() == found.email
    if request.method == "POST" and user.is_authenticated and fits:
        try:
            accept(found, user)
        except StateChanged:
            return render(request, "moderation/invitation_over.html", status=410)
        messages.success(request, _("You are a moderator now."))
        return redirect("moderation:queue")
    back = {"next": request.path}
    signup = urlencode({"email": found.email, **back})
    context = {
        "invitation": found,
        "fits": fits,
        "signed_in": user.is_authenticated,
        "signup_url": f"{reverse('account_signup')}?{signup}",
        "login_url": f"{reverse('account_login')}?{urlencode(back)}",
    }
    return render(request, "moderation/invitation.html", context)


def _invitation(token: str) -> ModeratorInvitation | None:
    try:
        number = read(PURPOSE, token, INVITATION_LASTS)["id"]
    except (LinkBroken, LinkExpired):
        return None
    return ModeratorInvitation.objects.unused().filter(pk=number).first()


@form_methods
def absence(request: HttpRequest) -> HttpResponse:
    """One's own days away; a deputy is told of what waits then."""
    user = user_of(request)
    require_moderator(user)
    form = AbsenceForm(_posted(request), instance=Absence(user=user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your absence is saved."))
        return redirect("moderation:absence")
    context = {"form": form, "absences": user.absences.all()}
    return render(request, "moderation/absence.html", context)


@require_POST
def remove_absence(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Absence, pk=pk, user=user_of(request)).delete()
    messages.success(request, _("Your absence is removed."))
    return redirect("moderation:absence")

"""The people of an organisation: who they are, their roles, and leaving."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.confirmed import require_confirmed
from accounts.signed_in import user_of
from events.transitions import StateChanged
from organisations.access import get_managed_membership, get_own_organisation
from organisations.forms import RoleForm, SuccessorForm
from organisations.models import LastOwner
from organisations.views.editing import form_methods

LAST_OWNER = gettext_lazy(
    "An organisation needs at least one owner. Choose another owner first."
)


@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_own_organisation(user_of(request), pk)
    people = organisation.memberships.select_related("user").order_by("pk")
    own = next(one for one in people if one.user_id == request.user.pk)
    context = {
        "organisation": organisation,
        "people": people,
        "own": own,
        "manages": own.is_owner and not organisation.is_closed,
        "asked": organisation.join_requests.open().select_related("user"),
        "invitations": organisation.invitations.open(),
    }
    return render(request, "organisations/members.html", context)


@form_methods
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The role of one of them."""
    found = get_managed_membership(user_of(request), pk)
    initial = {"role": found.role}
    form = RoleForm(request.POST or None, membership=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        require_confirmed(request)
        done = _done(
            request,
            form,
            _("The role is saved."),
            lambda: found.change_role(
                user_of(request), form.cleaned_data["role"], form.heir
            ),
        )
        if done:
            return redirect("organisations:members", found.organisation_id)
    context = {"form": form, "membership": found, "organisation": found.organisation}
    return render(request, "organisations/member.html", context)


@form_methods
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more before somebody else is removed."""
    found = get_managed_membership(user_of(request), pk)
    if found.user == request.user:
        return redirect("organisations:leave", found.organisation_id)
    form = SuccessorForm(request.POST or None, membership=found)
    if request.method == "POST" and form.is_valid():
        said = _("%(name)s is no longer a member.") % {"name": found.user}
        if _done(
            request, form, said, lambda: found.remove(user_of(request), form.heir)
        ):
            return redirect("organisations:members", found.organisation_id)
    context = {"form": form, "membership": found, "organisation": found.organisation}
    return render(request, "organisations/remove.html", context)


@form_methods
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_own_organisation(user_of(request), pk)
    found = organisation.memberships.get(user=user_of(request))
    form = SuccessorForm(request.POST or None, membership=found)
    if request.method == "POST" and form.is_valid():
        said = _("You have left: %(organisation)s") % {"organisation": organisation}
        if _done(
            request, form, said, lambda: found.remove(user_of(request), form.heir)
        ):
            return redirect("organisations:find")
    context = {"form": form, "membership": found, "organisation": organisation}
    return render(request, "organisations/leave.html", context)


def _done(request: HttpRequest, form: Form, said: str, act: Callable[[], None]) -> bool:
    """Whether it is over, and said; False where the form has to be shown again."""
    try:
        act()
    except LastOwner:
        field = "successor" if "successor" in form.fields else None
        form.add_error(field, LAST_OWNER)
        return False
    except StateChanged:
        messages.info(request, _("This person is no longer a member."))
    else:
        messages.success(request, said)
    return True

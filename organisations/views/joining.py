"""Asking to join an organisation, and answering."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.confirmed import require_confirmed
from accounts.held import keeps_typed
from accounts.signed_in import user_of
from events.receipts import once
from events.transitions import StateChanged
from organisations.access import get_answerable_request, get_joinable_organisation
from organisations.forms import AnswerForm, JoinForm
from organisations.models import JoinRequest, Membership
from organisations.views.editing import form_methods

ON_ITS_WAY = gettext_lazy(
    "Your request is on its way. You will get an email when there is an answer."
)


@keeps_typed
@form_methods
def join(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_joinable_organisation(user_of(request), pk)
    form = JoinForm(request.POST or None, by=user_of(request))

    def act() -> str:
        message = form.cleaned_data["message"]
        JoinRequest(
            user=user_of(request), organisation=organisation, message=message
        ).ask()
        return reverse("organisations:find")

    if request.method == "POST" and form.is_valid():
        try:
            address = once(form.cleaned_data["token"], user_of(request), act)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, ON_ITS_WAY)
            return redirect(address)
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/join.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(JoinRequest, pk=pk, user=user_of(request))
    try:
        asked.withdraw(by=user_of(request))
    except StateChanged:
        messages.info(request, _("Your request was answered meanwhile."))
    else:
        messages.success(request, _("Your request is withdrawn."))
    return redirect("organisations:find")


@keeps_typed
@form_methods
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An owner accepts or declines; what was answered already leads to the members."""
    asked = get_answerable_request(user_of(request), pk)
    members = redirect("organisations:members", asked.organisation_id)
    if asked.state != JoinRequest.State.ASKED:
        messages.info(request, _("This request has been answered already."))
        return members
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _answer(request, asked, form)
        return members
    context = {"form": form, "asked": asked, "organisation": asked.organisation}
    return render(request, "organisations/answer.html", context)


def _answer(request: HttpRequest, asked: JoinRequest, form: AnswerForm) -> None:
    try:
        if form.cleaned_data["decline"]:
            asked.decline(user_of(request), form.cleaned_data["reason"])
        else:
            if form.cleaned_data["role"] == Membership.Role.OWNER:
                require_confirmed(request)
            asked.accept(user_of(request), form.cleaned_data["role"])
    except StateChanged:
        messages.info(request, _("This request has been answered already."))
    else:
        messages.success(request, _("Your answer is on its way by email."))

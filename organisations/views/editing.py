"""An organisation is entered, and its details are changed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.middleware import HtmxDetails

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from events.receipts import once
from organisations.access import get_managed_organisation
from organisations.details import (
    ChangeOrganisationForm,
    NamesForm,
    NewOrganisationForm,
)
from organisations.models import Organisation

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@keeps_typed
@form_methods
def new(request: HttpRequest) -> HttpResponse:
    """Possible duplicates are asked about once, with everything typed kept."""
    form = NewOrganisationForm(request.POST or None, by=user_of(request))
    if address := form.led_to(user_of(request)):
        return redirect(address)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        alike = form.unseen()
        if not alike and (address := _entered(request, form)):
            return redirect(address)
    context = {"form": form, "alike": alike or form.same, "certain": bool(form.same)}
    return render(request, "organisations/new.html", context)


def _entered(request: HttpRequest, form: NewOrganisationForm) -> str:
    """Where to go on; "" when somebody has just entered the same Business ID."""

    def act() -> str:
        form.instance.enter(by=user_of(request))
        return reverse("organisations:members", args=[form.instance.pk])

    try:
        return once(form.cleaned_data["token"], user_of(request), act)
    except ValidationError as error:
        form.add_error(None, error)
        return ""


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
def alike(request: HtmxRequest) -> HttpResponse:
    """A piece of the page `new`, while the name is being typed."""
    if not request.htmx:
        return redirect("organisations:new")
    context = {"alike": NamesForm(request.GET).alike(), "certain": False}
    return render(request, "organisations/alike.html", context)


@keeps_typed
@form_methods
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_managed_organisation(user_of(request), pk)
    form = ChangeOrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        form.instance.change_details(user_of(request), form.changed_columns)
        messages.success(request, _("The details are saved."))
        return redirect("organisations:members", pk)
    name = str(Organisation.objects.get(pk=pk))
    context = {"form": form, "organisation": organisation, "name": name}
    return render(request, "organisations/edit.html", context)

"""The first page after sign-up: which organisation are you from?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import user_of
from organisations.forms import FindForm
from organisations.models import JoinRequest, Organisation
from organisations.names import MOST
from organisations.names import find as found_by


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = FindForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = found_by(text)
    asked = JoinRequest.objects.open().filter(user=user)
    context = {
        "form": form,
        "text": text,
        "found": found[:MOST],
        "has_more": len(found) > MOST,
        "own": Organisation.objects.of(user),
        "asked": asked.select_related("organisation"),
        "asked_of": set(asked.values_list("organisation", flat=True)),
    }
    return render(request, "organisations/find.html", context)

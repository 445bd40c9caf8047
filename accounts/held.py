"""What somebody typed is held when they turn out to be signed out."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., HttpResponse])
NOT_TYPED = ("csrfmiddlewaretoken",)


def keeps_typed(view: View) -> View:
    """Let what was posted to a view survive a session that has ended meanwhile."""
    view.when_signed_out = held  # type: ignore[attr-defined]
    return view


def held(request: HttpRequest) -> HttpResponse:
    """A page that carries everything typed, and sends it again after signing in.

    Also shown when they have signed in elsewhere: then the form's token is too old.
    """
    message = _("You were signed out, but your text is safe. Sign in and carry on.")
    sign_in = reverse("account_login")
    if request.POST.get("autosave"):
        answer = {"state": "signed-out", "message": message, "sign_in": sign_in}
        return JsonResponse(answer, status=403)
    context = {
        "typed": typed(request),
        "sign_in": sign_in,
        "signed_in": request.user.is_authenticated,
        "noindex": True,
    }
    return render(request, "account/held.html", context, status=403)


def typed(request: HttpRequest, *left_out: str) -> list[tuple[str, str]]:
    """Every name and value that was posted; files cannot be held."""
    skipped = (*NOT_TYPED, *left_out)
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in skipped
        for value in values
    ]

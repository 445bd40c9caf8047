"""People who decide for others sign in with two steps before they reach anything."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.second_step import lacks_second_step

# Their own account is where they set the second step up.
OPEN = ("account_", "mfa_")


class TwoStepMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Whatever depends on who asks, or carries their token, is for them alone.
        if request.session.accessed or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name.startswith(OPEN) or not lacks_second_step(request.user):
            return None
        messages.warning(request, _("Your role needs two-step sign-in. Set it up now."))
        return HttpResponseRedirect(reverse("mfa_index"))

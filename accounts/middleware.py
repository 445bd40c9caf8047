"""Who is signed in, for how long, and with how many steps."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_step import lacks_second_step
from accounts.session_limits import is_over, note_use

# Their own account is where they set the second step up.
OPEN = ("account_", "mfa_")


class LimitedAuthenticationMiddleware(AuthenticationMiddleware):
    """As Django's, but a session that is over counts for nothing and is deleted."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_user_of, request))  # type: ignore[assignment]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.session.accessed:
            note_use(request, response)
        return response


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User) or not is_over(request, user):
        return user
    request.session.flush()
    return AnonymousUser()


class TwoStepMiddleware:
    """People who decide for others take two steps before they reach anything."""

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

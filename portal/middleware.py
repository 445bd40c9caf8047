"""Limits, headers and the answer when the database is away."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)

from portal.errors import error_page

METHODS = ("GET", "HEAD", "POST")
OTHERS = ("allauth.", "django.contrib.admin.")
MAX_TARGET_BYTES = 4_000
MAX_PARAMETERS = 1_000
# Seconds after which a browser or proxy may ask again.
RETRY_AFTER = "30"

# portal.urls has it; the headers are the same for every request.
REPORTS = "/csp-report"

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            # Browsers take one or the other: the second where they know both.
            f"report-uri {REPORTS}",
            "report-to csp",
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Reporting-Endpoints": f'csp="{REPORTS}"',
    "Referrer-Policy": "same-origin",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeadersMiddleware:
    """Allow nothing but our own files; Django 5.2 has no such setting yet."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Django's own pages for developers have their styles and scripts inline.
        if not (settings.DEBUG and response.status_code >= 400):
            for name, value in SECURITY_HEADERS.items():
                response.headers.setdefault(name, value)
        return response


class LimitsMiddleware:
    """Refuse what is too long or broken with our own pages, before it is parsed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # gunicorn hands over the target as it came; other servers do not.
        target = request.META.get("RAW_URI") or request.get_full_path()
        if len(target) > MAX_TARGET_BYTES:
            return error_page(request, 414)
        if request.META.get("QUERY_STRING", "").count("&") >= MAX_PARAMETERS:
            return error_page(request, 400)
        # PostgreSQL refuses NUL in a look-up, and no address of ours has one.
        if "\0" in request.path_info:
            return error_page(request, 404)
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Some of other packages' views take PUT for POST; ours say what they take."""
        if request.method not in METHODS and view_func.__module__.startswith(OTHERS):
            return HttpResponseNotAllowed(METHODS)
        return None


class OpenPagesMiddleware(LoginRequiredMiddleware):
    """Sign-in is the rule; pages open to everyone do not even look at the session."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> Any:
        """Some views hold what was typed until its writer has signed in again."""
        hold = getattr(view_func, "when_signed_out", None)
        if hold and request.method == "POST":
            return hold(request)
        return super().handle_no_permission(request, view_func)


class DatabaseAwayMiddleware:
    """Say "503, come back soon" instead of "500" when the database does not answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return unavailable(request)
        return None


def unavailable(request: HttpRequest) -> HttpResponse:
    response = error_page(request, 503)
    response.headers["Retry-After"] = RETRY_AFTER
    return response

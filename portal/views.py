"""The pages that tell about the service, and the error pages."""

import sys
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from portal import authorities
from portal.errors import error_page, too_many
from portal.middleware import unavailable
from portal.rules import CHECKLIST, PURPOSES

# When the accessibility statement was first written, and last held against the service.
STATEMENT_WRITTEN, STATEMENT_REVIEWED = date(2026, 11, 21), date(2026, 11, 22)


@login_not_required
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Go to the home page in the language that the browser asks for."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("search:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"contact": settings.CONTACT_EMAIL, "authority": authorities.moderating()}
    return render(request, "pages/about.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": settings.CONTACT_EMAIL,
        "authority": authorities.moderating(),
        "supervisor": authorities.supervisor("privacy"),
    }
    return render(request, "pages/privacy.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": settings.CONTACT_EMAIL,
        "supervisor": authorities.supervisor("accessibility"),
        "written": STATEMENT_WRITTEN,
        "reviewed": STATEMENT_REVIEWED,
    }
    return render(request, "pages/accessibility.html", context)


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    context = {
        "authority": authorities.moderating(),
        "checklist": CHECKLIST,
        "purposes": PURPOSES,
    }
    return render(request, "pages/rules.html", context)


@login_not_required
@require_safe
def for_organisations(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": settings.CONTACT_EMAIL,
        "authority": authorities.moderating(),
        "checklist": CHECKLIST,
    }
    return render(request, "pages/for_organisations.html", context)


@login_not_required
@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/professionals.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Some reasons have an advice of their own, such as a suspended organisation."""
    told = {name: getattr(exception, name, "") for name in ("advice", "reason")}
    return error_page(request, 403, **told)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Going back and sending again helps here; asking for rights does not.

    A form that was opened before signing in anew has an old token. What was typed in
    it is held, if it came from a page of ours: another site cannot write this header.
    """
    match = request.resolver_match
    hold = getattr(match.func, "when_signed_out", None) if match else None
    ours = f"{request.scheme}://{request.get_host()}"
    if hold and request.headers.get("Origin") == ours:
        answer: HttpResponse = hold(request)
        return answer
    return error_page(request, 403, "400.html")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth's limits last ten minutes at most, but one for an hour."""
    return too_many(request, minutes=10)


def server_error(request: HttpRequest) -> HttpResponse:
    """Also reached when the database went away outside a view, as in a middleware."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return error_page(request, 500)

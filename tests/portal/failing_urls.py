"""The site's own addresses, and some that fail in every way a page can fail."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal import urls
from portal.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def for_signed_in_people(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [
    path("en/refused/", failing(BadRequest())),
    path("en/forbidden/", failing(PermissionDenied())),
    path("en/broken/", failing(ZeroDivisionError())),
    path("sv/no-database/", failing(OperationalError())),
    path("sv/lost-database/", failing(InterfaceError())),
    path("en/signed-in/", for_signed_in_people),
    *urls.urlpatterns,
]

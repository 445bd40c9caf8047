"""What base.html says about a page's addresses; a view's own values win."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override


def page(request: HttpRequest) -> dict[str, object]:
    """Canonical address, the same page in each language, and the query to keep."""
    return {
        "site_url": settings.SITE_URL,
        "canonical": escape_uri_path(request.path),
        "alternates": SimpleLazyObject(partial(alternates, request)),
        "kept_query": SimpleLazyObject(partial(kept_query, request)),
        "person": person(request),
    }


def person(request: HttpRequest) -> object:
    """Who is signed in, on pages that ask for it; the others look at no session."""
    match = request.resolver_match
    if match is None or not getattr(match.func, "login_required", True):
        return None
    return request.user if request.user.is_authenticated else None


def alternates(request: HttpRequest) -> dict[str, str]:
    """The path of this page by language; the home page where there is no such page."""
    paths = {}
    match = request.resolver_match
    for language, _name in settings.LANGUAGES:
        with override(language):
            try:
                paths[language] = reverse(
                    match.view_name if match else "search:home",
                    kwargs=match.kwargs if match else None,
                )
            except NoReverseMatch:
                paths[language] = reverse("search:home")
    return paths


def kept_query(request: HttpRequest) -> str:
    """The query string, cleaned of broken bytes, to follow a path."""
    return f"?{request.GET.urlencode()}" if request.GET else ""

"""Pages that are open to everyone, drawn ahead of most middleware.

What only matters to visitors who are known, or who send something, they do without:
what they must not look at cannot be looked at.
"""

import logging
from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, NamedTuple, NoReturn, TypeGuard, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

from search import live, page_cache

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]
# Of a request: what its view has done already.
DONE = "done_for_everyone"

_views: set[View] = set()


class Way(NamedTuple):
    """Where an address leads, and in which language."""

    view: View
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    language: str
    match: ResolverMatch


def for_everyone(view: View) -> View:
    """A page that depends on nothing but its address, what is published, and the day.

    Its view looks at no cookie and no session, and runs without their middleware. Put
    this above its other decorators.
    """

    @wraps(view)
    def once(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponseBase:
        done = request.__dict__.pop(DONE, None)
        return done() if done else view(request, *arguments, **options)

    _views.add(once)
    return once


class EveryoneMiddleware:
    """Draws pages for everyone that may be kept.

    Whatever is no plain page (a redirect, an error) goes on through all middleware,
    with what its view has done.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = page_cache.asked_in(request)
        way = way_to(request.path_info) if asked else None
        if asked is None or way is None:
            return self.get_response(request)
        # The page is drawn from this, so that it depends on nothing but its key.
        cast(Any, request).GET = asked.given
        cast(Any, request).LANGUAGE_CODE = way.language
        request.resolver_match = way.match
        try:
            with override(way.language):
                response = way.view(request, *way.arguments, **way.options)
        except Exception as error:
            return self._passed_on(request, partial(_raise, error))
        if not _is_for_everyone(response):
            return self._passed_on(request, lambda: response)
        response.headers["Content-Language"] = way.language
        response.headers["X-Frame-Options"] = "DENY"
        return page_cache.to_be_kept(response)

    def _passed_on(
        self, request: HttpRequest, done: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """Through all middleware, and not to be kept."""
        page_cache.forget_asked(request.META)
        setattr(request, DONE, done)
        return self.get_response(request)


@lru_cache(maxsize=4096)
def way_to(path: str) -> Way | None:
    """None where this is not a page for everyone."""
    language = get_language_from_path(path)
    if language is None:
        return None
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    if match.func not in _views:
        return None
    return Way(match.func, match.args, match.kwargs, language, match)


def _is_for_everyone(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not live.is_old()
    )


def _raise(error: Exception) -> NoReturn:
    raise error

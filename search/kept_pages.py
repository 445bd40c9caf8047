"""Where kept pages are answered: before Django's handler, and in it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import get_path_info
from django.http import HttpRequest, HttpResponseBase

from search import live, page_cache
from search.everyone import way_to
from search.meanwhile import meanwhile

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class KeptFirst:
    """A WSGI application that answers what was answered before; all else another does.

    To make a request of an environment, and to pass it through each middleware, takes
    longer than everything that such an answer needs.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        with live.one_look():
            answer = _answer_to(environ, get_path_info(environ))
            if answer is None:
                return self.application(environ, start_response)
        start_response(answer.status, answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.content]


class PageCacheMiddleware:
    """Keeps pages with all the headers that other middleware gives them; so this stands
    before it. Where `KeptFirst` does not, it answers what was answered before.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if page_cache.asked_in(request) is None:
            answer = _answer_to(request.META, request.path_info)
            if answer is not None:
                return page_cache.as_response(answer)
        return page_cache.keep(request, self.get_response(request))


def _answer_to(environ: dict[str, Any], path: str) -> page_cache.Answer | None:
    """All other pages (and files, and probes) do without the look into the database."""
    if way_to(path) is None:
        return None
    return meanwhile(lambda: page_cache.answer_to(environ, path))

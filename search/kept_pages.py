"""Where kept pages are answered: before Django's handler, and in it."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from search import live, page_cache
from search.meanwhile import meanwhile

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

# All else (files, probes) has no need of the database.
PAGES = re.compile(f"/({'|'.join(dict(settings.LANGUAGES))})/")
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
            answer = None
            if PAGES.match(environ["PATH_INFO"]):
                answer = meanwhile(lambda: page_cache.answer_to(environ))
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
            answer = page_cache.answer_to(request.META)
            if answer is not None:
                return page_cache.as_response(answer)
        return page_cache.keep(request, self.get_response(request))

"""Each request looks once how new the documents are."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from search import live
from search.cards import BrokenCardError


class OneLookMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with live.one_look():
            return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """A card that cannot be drawn: the database answers this very request."""
        if not isinstance(exception, BrokenCardError):
            return None
        live.live.give_up(exception)
        live.current.state = live.State(live.mark(), None)
        live.current.made = {}
        return self.get_response(request)

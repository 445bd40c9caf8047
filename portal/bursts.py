"""No address asks for more searches at once than a class of thirty would.

nginx limits them for all processes first (deploy/nginx/nginx.conf); this holds where it
was left out or set otherwise. Each process counts for itself, in a few numbers.
"""

import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language_from_path

from portal.errors import draw

# Searches in a second, and at once after a while without any.
RATE, BURST = 30.0, 200.0
MOST_ADDRESSES = 10_000
# The machine itself: probes and measurements.
OWN = ("", "127.0.0.1", "::1")


class Buckets:
    """Each address has a bucket of tokens that fills up by and by."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self.rate, self.burst = rate, burst
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, address: str, now: float) -> bool:
        """Whether there was a token; `now` are seconds of a clock that never stops."""
        left, at = self._left.get(address, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.rate)
        if left < 1:
            return False
        if len(self._left) >= MOST_ADDRESSES:
            # Forgetting lets some ask a bit more; remembering all would need memory.
            self._left.clear()
        self._left[address] = (left - 1, now)
        return True


class BurstsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.buckets = Buckets()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if meta.get("QUERY_STRING"):
            address = asker(meta)
            if address not in OWN and not self.buckets.take(address, time.monotonic()):
                return _wait(request)
        return self.get_response(request)


def asker(meta: dict[str, str]) -> str:
    """The address, by nginx where it stands before us; of IPv6 the network."""
    address = meta.get("REMOTE_ADDR", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        address = meta.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return ":".join(address.split(":", 4)[:4]) if address.count(":") > 3 else address


def _wait(request: HttpRequest) -> HttpResponse:
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    headers = {"Cache-Control": "no-store", "Retry-After": "10"}
    return HttpResponse(_page(language), status=429, headers=headers)


@cache
def _page(language: str) -> str:
    return draw("429.html", language, {"minutes": 1})

"""Around every request: its number, for the log and for who asks, and its duration.

At the door and no middleware: kept pages are answered in some tens of microseconds, and
this takes two. For that, annotations are not evaluated here: `start` is made each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import urandom
from time import perf_counter
from typing import TYPE_CHECKING, Any

from portal.latency import observe
from portal.logs import request_id

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# As nginx makes them: 32 letters and digits.
LENGTH = 32
# They ask every few seconds, and say nothing of what visitors wait for.
PROBES = {"/healthz", "/readyz", "/metrics"}


def watched(application: WSGIApplication, *, behind_proxy: bool) -> WSGIApplication:
    """The same application, each of whose answers has the header X-Request-ID.

    `behind_proxy`: whether nginx always says the number; otherwise a visitor might.
    """

    def answer(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun = perf_counter()

        def start(
            status: str, headers: list[tuple[str, str]], error: Any = None
        ) -> Callable[[bytes], object]:
            headers.append(("X-Request-ID", number))
            if environ["PATH_INFO"] not in PROBES:
                observe(perf_counter() - begun, status)
            return start_response(status, headers, error)

        number = environ.get("HTTP_X_REQUEST_ID", "") if behind_proxy else ""
        if len(number) != LENGTH or not (number.isascii() and number.isalnum()):
            number = urandom(LENGTH // 2).hex()
        # Nobody takes it back: a thread of a server only ever answers requests.
        request_id.set(number)
        return application(environ, start)

    return answer

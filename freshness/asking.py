"""Asking a website whether a page is there, with little trouble for either side."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Timer
from urllib.parse import quote, urljoin

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from freshness.models import LinkCheck
from freshness.public_addresses import (
    Allow,
    Refused,
    Resolve,
    Target,
    is_public,
    resolved,
    target_of,
)

TIMEOUT = 10
MOST_REDIRECTS = 3
BETWEEN_REQUESTS = 1.0
REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)
# The site is there; it does not like programs, or wants to know who asks.
ANSWERS = (401, 402, 403, 405, 406, 407, 423, 429, 451, 999)
Result = LinkCheck.Result
Connect = Callable[[Target], HTTPConnection]


@dataclass(frozen=True)
class Answer:
    result: LinkCheck.Result
    status: int | None = None


def connection_to(target: Target) -> HTTPConnection:
    """To the address that was looked up, whatever the name leads to by now."""
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=TIMEOUT)
    return HTTPSConnection(
        target.ip,
        target.port,
        timeout=TIMEOUT,
        server_hostname=target.host,
        assert_hostname=target.host,
    )


@dataclass
class Asker:
    """Asks one site at most once a second."""

    resolve: Resolve = resolved
    allow: Allow = is_public
    connect: Connect = connection_to
    pause: float = BETWEEN_REQUESTS
    asked: dict[str, float] = field(default_factory=dict)

    def ask(self, url: str) -> Answer:
        """Whether the page is there; never raises."""
        try:
            return self._follow(url)
        except Refused:
            return Answer(Result.REFUSED)
        except (HTTPError, HTTPException, OSError, ValueError):
            return Answer(Result.SILENT)

    def _follow(self, url: str) -> Answer:
        for _redirect in range(MOST_REDIRECTS + 1):
            target = target_of(url, self.resolve, self.allow)
            status, location = self._status(target, "HEAD")
            if status >= 400:
                # Some sites know no HEAD.
                status, location = self._status(target, "GET")
            if status not in REDIRECTS or not location:
                return Answer(_result(status), status)
            url = urljoin(url, location)
        return Answer(Result.FAILS, status)

    def _status(self, target: Target, method: str) -> tuple[int, str]:
        """The answer's first lines; its body is not read at all."""
        self._wait(target.host)
        connection = self.connect(target)
        watch = Timer(TIMEOUT, _close, [connection])
        watch.start()
        try:
            path = quote(target.path, safe="%/:=&?~#+!$,;'@()*[]")
            headers = {
                "Host": target.host,
                "User-Agent": user_agent(),
                "Accept": "*/*",
                "Connection": "close",
            }
            connection.request(method, path, headers=headers, preload_content=False)
            response = connection.getresponse()
            return response.status, response.headers.get("Location", "")
        finally:
            watch.cancel()
            connection.close()

    def _wait(self, host: str) -> None:
        last = self.asked.get(host)
        if last is not None:
            time.sleep(max(0.0, last + self.pause - time.monotonic()))
        self.asked[host] = time.monotonic()


def user_agent() -> str:
    """Says who asks, and where to complain."""
    return f"Kotopolku-links/1.0 (+{settings.SITE_URL}; {settings.CONTACT_EMAIL})"


def _close(connection: HTTPConnection) -> None:
    """End a conversation that drips on and on."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(2)


def _result(status: int) -> LinkCheck.Result:
    if status < 400 or status in ANSWERS:
        return Result.WORKS
    return Result.MISSING if status in GONE else Result.FAILS

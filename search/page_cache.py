"""Whole pages that are open to everyone, kept as they were sent.

A page is the same for all who ask for the same thing in the same language, until an
entry or a name changes (the mark of the documents) or the clock changes an answer. All
of that is in its key: nothing ever has to be removed. Caches of browsers and proxies
ask each time (`no-cache`), and hear 304 while nothing has changed.

Compressing is safe against BREACH: these pages hold no secret, no token of a form and
nothing of who asks, so that there is nothing to be guessed by the size of an answer.
"""

import gzip
import logging
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, TypeGuard, cast
from urllib.parse import urlencode

from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from activities.models.choices import Kind
from search import fruitless, live
from search.addresses import in_each_language, results_path
from search.release import release
from search.selection import CHOICES, Selection

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Higher ones save a tenth of the bytes, and cost more than all else of a page.
ZIP_LEVEL = 1
# What the page itself depends on, besides its address.
KINDS = ("HX-Request", "HX-History-Restore-Request")
ACCEPTS_ZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
# Empty, these mean nothing; of any other name the page says that it is unknown.
KNOWN = {*CHOICES, "q", "where", "sort", "near", "page", "kind"}


class Kept(NamedTuple):
    zipped: bytes
    headers: dict[str, str]
    # Words that found nothing, to be said each time that the page is sent.
    fruitless: tuple[str, ...]


class PageCacheMiddleware:
    """Answers searches that were answered before, ahead of all other middleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            return self.get_response(request)
        # WSGI hands over bytes as Latin letters; what browsers send is UTF-8.
        query = normalised(request.META.get("QUERY_STRING", "").encode("latin-1"))
        key = _key(request, query)
        if key is None:
            return self.get_response(request)
        kept = _get(key)
        if kept is not None:
            fruitless.say(request, kept.fruitless)
            return _answer(request, key, kept)
        # The page is drawn from this, so that it depends on nothing but its key.
        cast(Any, request).GET = QueryDict(query)
        response = self.get_response(request)
        if not _is_for_everyone(response):
            return response
        return _answer(request, key, _keep(key, response))


def _may_be_kept(request: HttpRequest) -> bool:
    """A cookie of messages means that there is something to tell this visitor."""
    return (
        request.method in {"GET", "HEAD"}
        and request.path_info in _paths()
        and "messages" not in request.COOKIES
    )


@cache
def _paths() -> frozenset[str]:
    addresses = (partial(results_path, Selection(kind)) for kind in Kind.values)
    each = (in_each_language(address).values() for address in addresses)
    return frozenset(chain.from_iterable(each))


@lru_cache(maxsize=4096)
def normalised(query: bytes) -> str:
    """Parameters by name; the values of each in the order in which they were chosen."""
    pairs = [
        (name, value)
        for name, values in sorted(QueryDict(query).lists())
        for value in values
        if value or name not in KNOWN
    ]
    return urlencode(pairs)


def _key(request: HttpRequest, query: str) -> str | None:
    """None while the database answers searches, and while it is away."""
    try:
        index = live.index()
    except DatabaseError:
        return None
    if index is None or live.is_old():
        return None
    now = timezone.now()
    parts = (
        release(),
        *index.mark,
        timezone.localdate(now),
        index.next_change(now),
        request.path_info,
        *(request.headers.get(name, "") for name in KINDS),
        query,
    )
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=18).hexdigest()


def _get(key: str) -> Kept | None:
    """An error of the cache is a miss."""
    try:
        kept: Kept | None = caches["pages"].get(key)
    except Exception:
        logger.warning("The cache of pages does not answer.", exc_info=True)
        return None
    return kept


def _is_for_everyone(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not live.is_old()
    )


def _keep(key: str, response: HttpResponse) -> Kept:
    patch_vary_headers(response, ("Accept-Encoding", *KINDS))
    headers = dict(response.items())
    headers.pop("Content-Length", None)
    headers |= {"Cache-Control": "no-cache", "ETag": _etag(key)}
    zipped = gzip.compress(response.content, ZIP_LEVEL, mtime=0)
    said = response.words if isinstance(response, fruitless.Page) else ()
    kept = Kept(zipped, headers, said)
    try:
        caches["pages"].set(key, kept)
    except Exception:
        logger.warning("The cache of pages does not take a page.", exc_info=True)
    return kept


def _etag(key: str) -> str:
    """Weak: the same page zipped and plain."""
    return f'W/"{key}"'


def _answer(request: HttpRequest, key: str, kept: Kept) -> HttpResponse:
    headers = kept.headers
    asked = request.headers.get("If-None-Match")
    if asked and {f'"{key}"', "*"} & {
        tag.removeprefix("W/") for tag in parse_etags(asked)
    }:
        return _unchanged(headers)
    content = kept.zipped
    if ACCEPTS_ZIP.search(request.headers.get("Accept-Encoding", "")):
        headers = headers | {"Content-Encoding": "gzip"}
    else:
        content = gzip.decompress(content)
    return HttpResponse(
        content, headers=headers | {"Content-Length": str(len(content))}
    )


def _unchanged(headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(status=304)
    for name in ("Cache-Control", "ETag", "Vary"):
        response.headers[name] = headers[name]
    del response.headers["Content-Type"]
    return response

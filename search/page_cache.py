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
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Any, NamedTuple, TypeGuard, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_path, override
from django_htmx.middleware import HtmxDetails

from search import fruitless, live
from search.meanwhile import meanwhile
from search.release import release
from search.selection import CHOICES

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]
# Level 6 saves a sixth of the bytes (6.2 of 7.4 KB) and takes twice as long.
ZIP_LEVEL = 1
# What the page itself depends on, besides its address.
KINDS = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
VARIES = ("HX-Request", "HX-History-Restore-Request", "Accept-Encoding")
ACCEPTS_ZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
# Empty, these mean nothing; of any other name the page says that it is unknown.
KNOWN = {*CHOICES, "q", "where", "sort", "near", "page", "kind"}

_views: set[View] = set()


class Kept(NamedTuple):
    zipped: bytes
    headers: dict[str, str]
    # Words that found nothing, to be said each time that the page is sent.
    fruitless: tuple[str, ...]


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
    _views.add(view)
    return view


class PageCacheMiddleware:
    """Answers what was answered before, and draws pages for everyone: ahead of all
    middleware that only matters to visitors who are known, or who send something.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        way = _way_of(request)
        if way is None:
            return self.get_response(request)
        # WSGI hands over bytes as Latin letters; what browsers send is UTF-8.
        query = normalised(request.META.get("QUERY_STRING", "").encode("latin-1"))
        answer = meanwhile(partial(_answered, request, way, query))
        return answer or self.get_response(request)


def _answered(request: HttpRequest, way: Way, query: str) -> HttpResponse | None:
    key = _key(request, query)
    if key is None:
        return None
    kept = _get(key)
    if kept is None:
        # The page is drawn from this, so that it depends on nothing but its key.
        cast(Any, request).GET = QueryDict(query)
        response = _drawn(request, way)
        if response is None:
            return None
        kept = _keep(key, response)
    else:
        fruitless.say(request, kept.fruitless)
    return _answer(request, key, kept)


def _way_of(request: HttpRequest) -> Way | None:
    """None where this is not a page for everyone.

    A cookie of messages means that there is something to tell this visitor.
    """
    meta = request.META
    if request.method not in {"GET", "HEAD"} or "messages" in meta.get(
        "HTTP_COOKIE", ""
    ):
        return None
    way = _resolved(request.path_info)
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
    return way if way and _is_ours(host, tuple(settings.ALLOWED_HOSTS)) else None


@lru_cache(maxsize=4096)
def _resolved(path: str) -> Way | None:
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


@lru_cache(maxsize=256)
def _is_ours(host: str, ours: tuple[str, ...]) -> bool:
    """Of another host all addresses get the same answer."""
    return validate_host(split_domain_port(host)[0], ours)


def _drawn(request: HttpRequest, way: Way) -> HttpResponse | None:
    """A whole page. None for redirects and errors: these go the way of all others."""
    cast(Any, request).htmx = HtmxDetails(request)
    cast(Any, request).LANGUAGE_CODE = way.language
    request.resolver_match = way.match
    with override(way.language):
        try:
            response = way.view(request, *way.arguments, **way.options)
        except Exception as error:
            logger.info("A page for everyone is drawn again: %r", error)
            return None
    if not _is_for_everyone(response):
        return None
    response.headers["Content-Language"] = way.language
    response.headers["X-Frame-Options"] = "DENY"
    return response


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
        *(request.META.get(name, "") for name in KINDS),
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
    patch_vary_headers(response, VARIES)
    headers = dict(response.items())
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
    asked = request.headers.get("if-none-match")
    if asked and {f'"{key}"', "*"} & {
        tag.removeprefix("W/") for tag in parse_etags(asked)
    }:
        return _unchanged(headers)
    content = kept.zipped
    if ACCEPTS_ZIP.search(request.headers.get("accept-encoding", "")):
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

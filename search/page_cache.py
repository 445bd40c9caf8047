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
from functools import lru_cache
from hashlib import blake2b
from time import time
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.request import split_domain_port, validate_host
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from search import fruitless, live
from search.live import Index
from search.mark import Mark
from search.release import release
from search.selection import CHOICES

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
# As quick as 1. Level 6 saves an eighth of the bytes (8.6 of 9.8 KB) and takes more
# than twice as long.
ZIP_LEVEL = 2
# What the page itself depends on, besides its address.
KINDS = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
VARIES = ("HX-Request", "HX-History-Restore-Request", "Accept-Encoding")
ACCEPTS_ZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
# Empty, these mean nothing; of any other name the page says that it is unknown.
KNOWN = {*CHOICES, "q", "where", "sort", "near", "page", "kind"}
# Longer ones are not kept: who limits addresses must see them each time.
LONGEST_QUERY = 999
OK = "200 OK"
# In the environment of a request: the page that it asks for.
ASKED = "kotopolku.page"
# Of a response: what is to be kept.
KEEP = "to_be_kept"
# A page that has not changed says nothing of itself.
OF_CONTENT = {"Content-Type", "Content-Language", "Content-Encoding", "Content-Length"}


class Asked(NamedTuple):
    """A page by its key; `given` are the parameters of its address, in order."""

    key: str
    given: QueryDict

    @property
    def etag(self) -> str:
        """Weak: the same page zipped and plain."""
        return f'W/"{self.key}"'


class Kept(NamedTuple):
    zipped: bytes
    # As they were sent, but for those of the coding.
    headers: Headers
    # Words that found nothing, to be said each time that the page is sent.
    fruitless: tuple[str, ...]


class Answer(NamedTuple):
    """As WSGI has it."""

    status: str
    headers: Headers
    content: bytes


def asked_in(request: HttpRequest) -> Asked | None:
    asked: Asked | None = request.META.get(ASKED)
    return asked


def forget_asked(environ: Environ) -> None:
    environ.pop(ASKED, None)


def answer_to(environ: Environ, path: str) -> Answer | None:
    """From what is kept of a path as people read it. None where the page has to be
    drawn; ASKED is in `environ` then, if it may be kept.
    """
    forget_asked(environ)
    asked = _asked(environ, path)
    if asked is None:
        return None
    kept = _get(asked.key)
    if kept is None:
        environ[ASKED] = asked
        return None
    if kept.fruitless:
        fruitless.say(WSGIRequest(environ), kept.fruitless)
    return _answer(environ, asked, kept)


def to_be_kept(response: HttpResponse) -> HttpResponse:
    """Marked so that it is kept once it has all of its headers."""
    setattr(response, KEEP, True)
    return response


def keep(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response, or what is sent instead, if it was marked."""
    asked = asked_in(request)
    if asked is None or not getattr(response, KEEP, False):
        return response
    response = cast(HttpResponse, response)
    patch_vary_headers(response, VARIES)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["ETag"] = asked.etag
    zipped = gzip.compress(response.content, ZIP_LEVEL, mtime=0)
    said = response.words if isinstance(response, fruitless.Page) else ()
    kept = Kept(zipped, [*response.items()], said)
    try:
        caches["pages"].set(asked.key, kept)
    except Exception as error:
        logger.warning("The cache of pages does not take a page: %r", error)
    answer = _answer(request.META, asked, kept)
    if answer.status != OK:
        return as_response(answer)
    response.content = answer.content
    for name, value in answer.headers[len(kept.headers) :]:
        response.headers[name] = value
    return response


def as_response(answer: Answer) -> HttpResponse:
    status = int(answer.status[:3])
    response = HttpResponse(answer.content, status=status, headers=dict(answer.headers))
    if status == 304:
        del response.headers["Content-Type"]
    return response


def _asked(environ: Environ, path: str) -> Asked | None:
    """None where this may be no page for everyone, while the database answers
    searches, and while it is away.

    A cookie of messages means that there is something to tell this visitor.
    """
    # WSGI hands over bytes as Latin letters; what browsers send is UTF-8.
    typed = environ.get("QUERY_STRING", "")
    host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
    if (
        environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
        or "messages" in environ.get("HTTP_COOKIE", "")
        or len(typed) > LONGEST_QUERY
        or not _is_ours(host, tuple(settings.ALLOWED_HOSTS))
    ):
        return None
    try:
        index = live.index()
    except DatabaseError:
        return None
    if index is None or live.is_old():
        return None
    query, given = _normalised(typed.encode("latin-1"))
    parts = (
        _moment(index),
        path,
        *(environ.get(name, "") for name in (*KINDS, *_scheme_in())),
        query,
    )
    key = blake2b("\n".join(parts).encode(), digest_size=18).hexdigest()
    return Asked(key, given)


@lru_cache(maxsize=256)
def _is_ours(host: str, ours: tuple[str, ...]) -> bool:
    """Of another host all addresses get the same answer."""
    return validate_host(split_domain_port(host)[0], ours)


def _scheme_in() -> tuple[str, ...]:
    """Who asks without https gets other headers, or is sent to https."""
    proxy = settings.SECURE_PROXY_SSL_HEADER
    return ("wsgi.url_scheme", proxy[0]) if proxy else ("wsgi.url_scheme",)


@lru_cache(maxsize=1024)
def _normalised(query: bytes) -> tuple[str, QueryDict]:
    """Parameters by name; the values of each in the order in which they were chosen."""
    given = QueryDict(mutable=True)
    for name, values in sorted(QueryDict(query).lists()):
        some = [value for value in values if value or name not in KNOWN]
        if some:
            given.setlist(name, some)
    # Requests share it.
    given._mutable = False
    return given.urlencode(), given


class _Moment(NamedTuple):
    """What all pages depend on, from one time until before another, since 1970."""

    mark: Mark
    since: float
    until: float
    text: str


_last: _Moment | None = None


def _moment(index: Index) -> str:
    global _last
    last, now = _last, time()
    if last and last.mark == index.mark and last.since <= now < last.until:
        return last.text
    today = timezone.now()
    until = index.next_change(today)
    parts = (release(), *index.mark, timezone.localdate(today), until)
    _last = _Moment(index.mark, now, until.timestamp(), "\n".join(map(str, parts)))
    return _last.text


def _get(key: str) -> Kept | None:
    """An error of the cache is a miss."""
    try:
        kept: Kept | None = caches["pages"].get(key)
    except Exception as error:
        # Of each request while it is away: without the lines of code.
        logger.warning("The cache of pages does not answer: %r", error)
        return None
    return kept


def _answer(environ: Environ, asked: Asked, kept: Kept) -> Answer:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and {f'"{asked.key}"', "*"} & {
        tag.removeprefix("W/") for tag in parse_etags(known)
    }:
        headers = [pair for pair in kept.headers if pair[0] not in OF_CONTENT]
        return Answer("304 Not Modified", headers, b"")
    content, coding = kept.zipped, [("Content-Encoding", "gzip")]
    if not ACCEPTS_ZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
        content, coding = gzip.decompress(content), []
    length = ("Content-Length", str(len(content)))
    return Answer(OK, [*kept.headers, *coding, length], content)

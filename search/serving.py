"""What a process that serves pages does before its first request."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from ctypes import CDLL
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.urls import reverse

from search import mark, names
from search.addresses import in_each_language, results_path
from search.live import AWAY, live
from search.selection import Selection
from textanalysis.analysis import warm

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

logger = logging.getLogger(__name__)
# Pages make many objects and no circles: by default, looking for these takes a tenth.
RARELY = (20_000, 20, 20)


def prepare(application: "WSGIApplication | None" = None) -> None:
    """Read everything that later processes share, then leave nothing open.

    A first page in each language draws in what is imported, compiled and kept when it
    is first needed: tens of megabytes that each process would have for itself.

    Two processes would share a connection that is open when one is forked from the
    other. What is frozen the collector no longer looks at, so that its memory stays
    shared.
    """
    warm()
    _read()
    if application is not None:
        _show_first_pages(application)
    mark.hang_up()
    connections.close_all()
    for connection in connections.all():
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    gc.collect()
    _give_back()
    gc.freeze()
    gc.enable()


def _give_back() -> None:
    """What loading took and left free, where the C library can give it back: of a
    hundred thousand documents 70 MB.
    """
    trim: Callable[[int], int] | None = getattr(CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def begin() -> None:
    """Catch up with what changed since the fork; from now on nobody waits for more.

    Where the documents are not whole, they are mended while the database answers.
    """
    _read()
    live.in_background = True
    if live.index is None:
        live.begin_loading()
    gc.set_threshold(*RARELY)


def begin_in_development() -> None:
    """The first page need not wait: the database answers until all is read."""
    serves = "--noreload" in sys.argv or os.environ.get("RUN_MAIN") == "true"
    if "runserver" in sys.argv and serves:
        live.in_background = True
        threading.Thread(target=_read_apart, daemon=True).start()


def _show_first_pages(application: "WSGIApplication") -> None:
    address = urlsplit(settings.SITE_URL)
    pages = (partial(results_path, Selection()), partial(reverse, "search:home"))
    for path in chain.from_iterable(in_each_language(page).values() for page in pages):
        asked: dict[str, Any] = {
            "PATH_INFO": path,
            "HTTP_HOST": address.netloc,
            "wsgi.url_scheme": address.scheme,
        }
        setup_testing_defaults(asked)
        for _part in application(asked, _ignore):
            pass


def _ignore(*args: Any, **kwargs: Any) -> Callable[[bytes], object]:
    """What WSGI calls with the head of an answer."""
    return len


def _read() -> None:
    try:
        live.state()
        names.current()
    except AWAY as error:
        logger.warning("The search index waits for the database: %s", error)


def _read_apart() -> None:
    apps.ready_event.wait()
    warm()
    live.load_apart()

"""What a process that serves pages does before its first request."""

import gc
import logging
import os
import sys
import threading

from django.apps import apps
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from search import mark, names
from search.live import AWAY, live
from textanalysis.analysis import warm

logger = logging.getLogger(__name__)
# Pages make many objects and no circles: by default, looking for these takes a tenth.
RARELY = (20_000, 20, 20)


def prepare() -> None:
    """Read everything that later processes share, then leave nothing open.

    Two processes would share a connection that is open when one is forked from the
    other. What is frozen the collector no longer looks at, so that its memory stays
    shared.
    """
    warm()
    _read()
    mark.hang_up()
    connections.close_all()
    for connection in connections.all():
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    gc.collect()
    gc.freeze()


def begin() -> None:
    """Catch up with what changed since the fork; from now on nobody waits for more."""
    _read()
    live.in_background = True
    gc.set_threshold(*RARELY)


def begin_in_development() -> None:
    """The first page need not wait: the database answers until all is read."""
    serves = "--noreload" in sys.argv or os.environ.get("RUN_MAIN") == "true"
    if "runserver" in sys.argv and serves:
        live.in_background = True
        threading.Thread(target=_read_apart, daemon=True).start()


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

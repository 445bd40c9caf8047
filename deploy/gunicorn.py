"""gunicorn's settings: `gunicorn --config deploy/gunicorn.py portal.wsgi`.

Only nginx talks to gunicorn: 20 half-open clients would stop it otherwise.
"""

import gc
import os
import re
from contextvars import copy_context
from pathlib import Path
from typing import Any

from gunicorn.http import message

from portal.logs import formatter

# While it starts nothing of what is made goes again, and to look for that takes a fifth
# of the time. It is looked for once before the fork, and then again.
gc.disable()

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", (os.cpu_count() or 1) + 1))
worker_class = "gthread"
# As many as PostgreSQL connections in a process's pool.
threads = 4
# The master reads the search index once, and its processes share the memory. So HUP
# starts processes of the old code: upgrade by USR2, or restart. What changes is copied
# in each process, so replace the master daily, when few are there.
preload_app = True
# A deployment lets every request that has begun finish.
timeout = 30
graceful_timeout = 30
# Longer than nginx keeps an idle connection, so that nginx is the one to close it.
keepalive = 75
# portal.middleware answers long addresses with our own page; nginx, which bounds
# them, stands in front.
limit_request_line = 0
# An address should have %C3%A4 for ä, but some programs send the letter. Django reads
# both; control characters stay refused.
message.RFC9112_TARGET_INVALID = re.compile(r"[\x00-\x20\x7f]")
# A slow disk must not look like a dead worker.
memory = Path("/dev/shm")  # noqa: S108
worker_tmp_dir = str(memory) if memory.is_dir() else None
# Addresses of visitors are nobody's business; nginx counts requests without them.
accesslog = None
# The image's file system cannot be written to, and nothing uses the socket.
control_socket_disable = True
errorlog = "-"
# Its own lines look like the portal's, and say as little of visitors.
logconfig_dict = {
    "loggers": {
        "gunicorn.error": {
            "level": "INFO",
            "handlers": ["error_console"],
            "propagate": False,
        },
    },
    "formatters": {"generic": formatter(os.environ.get("LOG_FORMAT", "text"))},
}


def on_starting(arbiter: Any) -> None:
    """Before a process is forked, and before anyone can connect."""
    from search import serving

    # The pages that it draws are nobody's: their numbers end with them.
    copy_context().run(serving.prepare, arbiter.app.wsgi())


def post_worker_init(worker: Any) -> None:
    """Before a process accepts its first request."""
    from search import serving

    serving.begin()

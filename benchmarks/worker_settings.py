"""Settings under which each answer names the process that gave it."""

from benchmarks.settings import *  # noqa: F403

WSGI_FIRST = "benchmarks.workers.named"

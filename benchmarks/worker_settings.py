"""Settings under which each answer names the process that gave it."""

from benchmarks.settings import *  # noqa: F403
from benchmarks.settings import MIDDLEWARE

MIDDLEWARE = ["benchmarks.workers.named", *MIDDLEWARE]

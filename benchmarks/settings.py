"""Production's settings, with the static files in a folder of the benchmark."""

import os

from portal.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BENCHMARK_STATIC_ROOT"]

"""Production's settings, with the static files in a folder of the benchmark."""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["BENCHMARK_STATIC_ROOT"])

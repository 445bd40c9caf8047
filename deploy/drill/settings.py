"""Production's settings, with the static files in a folder of the drill."""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["DRILL_STATIC_ROOT"])

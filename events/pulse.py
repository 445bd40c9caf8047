"""Whether the queue lives: its processes touch a file each time they come round.

`python -m events.pulse` fails and names the process that fell silent. It needs no
Django, so that asking often costs next to nothing.
"""

import sys
import tempfile
import time
from pathlib import Path

LIMITS = {
    # Watches the other processes twice a second and starts what is due.
    "guard": 30,
    # Takes jobs from the database. It waits while every worker is busy, for as long
    # as a job may take (`timeout` in Q_CLUSTER).
    "pusher": 330,
}


def beat(name: str) -> None:
    _file(name).touch()


def silent() -> list[str]:
    """The processes that did not come round for longer than they may take."""
    return [name for name, limit in LIMITS.items() if _age(_file(name)) > limit]


def _file(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"kotopolku-queue-{name}"


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


if __name__ == "__main__":
    names = silent()
    sys.exit(f"No sign of life: {', '.join(names)}" if names else 0)

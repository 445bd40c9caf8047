"""A web node: gunicorn as it is deployed, on a port of its own."""

import os
import random
import signal
import sys
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

from deploy.drill.units import Environment, Unit, until
from tests.serving import ask, free_port
from tests.site.sources import ROOT

WORKERS = 2


class Node:
    def __init__(self, number: int, environment: Environment, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": f"{WORKERS}"}
        config = f"--config={ROOT}/deploy/gunicorn.py"
        self.unit = Unit(
            [sys.executable, "-m", "gunicorn", config, "portal.wsgi"],
            folder / f"node-{number}.log",
            environment | own,
            ROOT,
        )

    @property
    def pid(self) -> int:
        """Of the first process, which starts the others."""
        return self.unit.pid

    def workers(self) -> list[int]:
        with suppress(FileNotFoundError):
            text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
            return [int(pid) for pid in text.split()]
        return []

    def is_ready(self) -> bool:
        with suppress(OSError, HTTPException):
            return ask(self.port, "/readyz", headers=HTTPS).status == 200
        return False

    def wait(self) -> None:
        until(self.is_ready, f"{self.url} is not ready")

    def kill_worker(self) -> None:
        """One of them; returns when another one has taken its place."""
        until(lambda: len(self.workers()) == WORKERS, f"{self.url} lacks workers")
        victim = random.choice(self.workers())
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        until(
            lambda: len({*self.workers()} - {victim}) == WORKERS,
            f"{self.url} starts no new worker",
        )
        self.wait()

    def kill(self) -> None:
        """All of its processes; returns when it answers again."""
        starts = self.unit.starts
        self.unit.kill()
        until(lambda: self.unit.starts > starts, f"{self.url} is not started again")
        self.wait()


# As nginx says it.
HTTPS = {"X-Forwarded-Proto": "https"}

"""Processes that are started again when they end, as systemd does in service."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Environment = dict[str, str]
START_SECONDS = 120
STOP_SECONDS = 15


class NotReadyError(Exception):
    """Something did not come back in time; says what."""


def until(holds: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Wait until something holds. Raises NotReadyError."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise NotReadyError(what)
        time.sleep(0.02)


@dataclass
class Unit:
    """One process with all that it starts, in a group of its own; `pause` in seconds.

    `starts` counts how often it was started.
    """

    command: Sequence[str | Path]
    log: Path
    environment: Environment
    folder: Path
    pause: float = 1.0
    options: dict[str, Any] = field(default_factory=dict)
    starts: int = 0
    process: subprocess.Popen[bytes] | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _keeper: threading.Thread | None = None

    @property
    def pid(self) -> int:
        assert self.process
        return self.process.pid

    def start(self) -> None:
        self._stopping.clear()
        self._begin()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """All of its processes at once; it is started again after the pause."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """For good; whatever does not end in time is killed."""
        if self._keeper is None or self.process is None:
            return
        self._stopping.set()
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=STOP_SECONDS)
        self.kill()
        self._keeper.join()
        self._keeper = None

    def _begin(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.options,
            )
        self.starts += 1

    def _keep(self) -> None:
        while True:
            assert self.process
            self.process.wait()
            # What the first process has left behind.
            self.kill()
            if self._stopping.wait(self.pause):
                return
            self._begin()

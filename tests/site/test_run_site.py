"""`make run`: one command for the site and its queue, and nothing stays behind."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests import migrated
from tests.serving import free_port, wait_for
from tests.site.sources import ROOT

# Two groups are given ten seconds each to end, on a machine that others use too.
SECONDS = 60


def hear_control_c() -> None:
    """Whoever is started in the background ignores it, and so would all below it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "log"
        environment = {
            "PATH": os.environ["PATH"],
            "PORT": str(self.port),
            "DATABASE_URL": migrated.copy(f"{folder.name}_{os.getpid()}", folder),
            "TMPDIR": str(folder),
            "VIEW_LOG": "",
            # The queue says then when it runs.
            "LOG_LEVEL": "INFO",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [ROOT / ".ci/run-site"],
                env=environment,
                stdout=log,
                stderr=log,
                # As in a terminal: Ctrl-C comes to a group of its own.
                start_new_session=True,
                preexec_fn=hear_control_c,
            )

    def pids(self) -> list[int]:
        """Everything that belongs to this run, whoever is its parent now."""
        mine = f"PORT={self.port}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                variables = (folder / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if mine in variables:
                found.append(int(folder.name))
        return found

    def is_gone(self) -> bool:
        """After a moment: what is killed does not disappear at once."""
        deadline = time.monotonic() + SECONDS
        while self.pids() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.pids()

    def queue(self) -> int:
        """The first of the queue's processes: a child of the script."""
        for pid in self.pids():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes()
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            if b"qcluster" in words and f"PPid:\t{self.process.pid}\n" in status:
                return pid
        raise AssertionError(self.log.read_text())


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    run = Running(tmp_path)
    try:
        wait_for(run.port, "/healthz", run.process)
        deadline = time.monotonic() + SECONDS
        while "pushing tasks" not in run.log.read_text():
            assert time.monotonic() < deadline, run.log.read_text()
            time.sleep(0.1)
        yield run
    finally:
        for pid in run.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.process.wait()


def test_control_c_ends_both(running: Running) -> None:
    assert len(running.pids()) > 5

    os.killpg(running.process.pid, signal.SIGINT)

    assert running.process.wait(timeout=SECONDS) == 130
    assert running.is_gone()
    assert "has stopped" in running.log.read_text()


def test_crash_of_the_queue_is_said_and_leaves_nothing(running: Running) -> None:
    os.kill(running.queue(), signal.SIGKILL)

    assert running.process.wait(timeout=SECONDS) == 1
    assert running.is_gone()
    assert "The queue, which sends the mail, ended with 137" in running.log.read_text()

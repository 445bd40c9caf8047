"""Kill the queue's workers while it sends: `python -m benchmarks.mail_drill`.

Real processes, a real mail server on this machine and `kill -9`. On the database of
DATABASE_URL, which must be empty, or on a file of SQLite.
"""

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.events.postbox import Postbox
from tests.site.sources import ROOT

POST = """
from django.db import transaction
from events.outbox import post
with transaction.atomic():
    for number in range({mails}):
        post("admin_mail_waiting", f"person{{number}}@example.org", {{"count": number}},
             key=f"drill:{{number}}", language="fi")
"""
MAX_SECONDS = 300


class Report(NamedTuple):
    mails: int
    kills: int
    arrived: int
    repeats: int
    worst: int
    seconds: float
    seconds_to_stop: float
    code: int | None

    def __str__(self) -> str:
        return (
            f"{self.mails} mails, {self.kills} kills: {self.arrived} arrived, "
            f"{self.repeats} of them twice (one {self.worst} times), in "
            f"{self.seconds:.1f} s; stopped in {self.seconds_to_stop:.1f} s "
            f"with {self.code}"
        )


class Drill:
    def __init__(self, folder: Path, url: str) -> None:
        self.postbox = Postbox()
        self.log = folder / "queue.log"
        self.deadline = 0.0
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.drill_settings",
            "DATABASE_URL": url,
            "SECRET_KEY": "only-for-tests",
            "SITE_URL": "http://localhost:8000",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.postbox.port),
            "TMPDIR": str(folder),
            "VIEW_LOG": "",
        }

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True
        )

    @contextmanager
    def queue(self) -> Iterator[subprocess.Popen[bytes]]:
        """The queue's processes, in a group of their own that ends with the block."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "qcluster"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def workers(self) -> list[int]:
        """Those that live; the log names all that ever did."""
        pids = re.findall(r"ready for work at (\d+)", self.log.read_text())
        return [int(pid) for pid in pids if alive(int(pid))]

    def wait_for(self, count: int) -> None:
        """Until so many different mails have arrived."""
        while len(set(self.postbox.numbers)) < count:
            if time.monotonic() > self.deadline:
                raise SystemExit(self.log.read_text()[-5000:])
            time.sleep(0.002)

    def prepare(self, mails: int) -> None:
        self.manage("migrate", "--verbosity=0")
        self.manage("shell", "--verbosity=0", "--command", POST.format(mails=mails))

    def run(self, mails: int, kills: int) -> Report:
        """Send the mails that wait, kill workers on the way, and end the queue."""
        with self.postbox.open(), self.queue() as queue:
            start = time.monotonic()
            self.deadline = start + MAX_SECONDS
            for number in range(1, kills + 1):
                self.wait_for(number * mails // (kills + 2))
                time.sleep(random.uniform(0, 0.02))
                os.kill(random.choice(self.workers()), signal.SIGKILL)
            self.wait_for(mails)
            seconds = time.monotonic() - start
            start = time.monotonic()
            queue.terminate()
            with suppress(subprocess.TimeoutExpired):
                queue.wait(timeout=30)
            stopping = time.monotonic() - start
        return self.report(mails, kills, seconds, stopping, queue.returncode)

    def report(
        self, mails: int, kills: int, seconds: float, stopping: float, code: int | None
    ) -> Report:
        numbers = self.postbox.numbers
        return Report(
            mails=mails,
            kills=kills,
            arrived=len(set(numbers)),
            repeats=len(numbers) - len(set(numbers)),
            worst=max((numbers.count(number) for number in set(numbers)), default=0),
            seconds=seconds,
            seconds_to_stop=stopping,
            code=code,
        )


def alive(pid: int) -> bool:
    """A killed process that its parent has not noticed counts as dead."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kotopolku-drill-") as name:
        url = os.environ.get("DATABASE_URL", f"sqlite:///{name}/db.sqlite3")
        drill = Drill(Path(name), url)
        mails, kills = (int(number) for number in sys.argv[1:] or (500, 10))
        drill.prepare(mails)
        print(f"{url.partition(':')[0]}: {drill.run(mails, kills)}")
